"""How scores and stars moved: month by month, and between two days. All of it is told again from
the log, nothing is stored.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import floor, fsum, sqrt
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import Direction
from netlog.core.rules import DEFAULTS
from netlog.core.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netlog.core.rules import Constants, StarRule
    from netlog.core.scoring import Score, Tally, Touch


class Point(NamedTuple):
    """The scores of the network on a day, summed up, and of how many people they are."""

    on: date
    total: float
    people: int


class StarChange(NamedTuple):
    """A contact who gained stars, or lost some, and why."""

    contact_id: int
    before: int
    after: int
    because: tuple[str, ...]

    @property
    def gained(self) -> int:
        """Below zero if stars were lost."""
        return self.after - self.before


def month_ends(today: date, months: int) -> list[date]:
    """The last days of the months before this one, and today: so many months, oldest first.

    Fewer where the calendar begins.
    """
    days = [today]
    while len(days) < months and (first := days[-1].replace(day=1)) > date.min:
        days.append(first - timedelta(1))
    return days[::-1]


def trace(
    touches: Iterable[Touch], days: Sequence[date], constants: Constants = DEFAULTS
) -> list[float | None]:
    """One contact's score on each of some days, which ascend; None before the first touchpoint.

    What `scoring.score` makes of what `scoring.fold` sums up until each day, but in one pass: sums
    are carried on from one day in touch to the next, and are the same to a dozen digits.
    """
    return next(traces([touches], days, constants))


def traces(
    logs: Iterable[Iterable[Touch]], days: Sequence[date], constants: Constants = DEFAULTS
) -> Iterator[list[float | None]]:
    """As `trace`, for each of many logs."""
    marks, fades = [day.toordinal() for day in days], _Fades(constants)
    for touches in logs:
        yield _trace(touches, marks, constants, fades)


def trend(
    logs: Iterable[Iterable[Touch]], days: Sequence[date], constants: Constants = DEFAULTS
) -> list[Point]:
    """The sum of everybody's scores on each of some days, which ascend; each log is one contact's.

    Whatever the order of the logs, the sums are the same.
    """
    columns: list[list[float]] = [[] for _ in days]
    for scores in traces(logs, days, constants):
        for column, total in zip(columns, scores, strict=True):
            if total is not None:
                column.append(total)
    return [
        Point(day, fsum(column), len(column)) for day, column in zip(days, columns, strict=True)
    ]


def find_star_changes(
    before: Mapping[int, Tally],
    after: Mapping[int, Tally],
    since: date,
    until: date,
    constants: Constants = DEFAULTS,
) -> list[StarChange]:
    """Whose stars are others on `until` than they were on `since`; gains first, then by id.

    The tallies are those of each day, by contact; whoever was not in touch in between has the same
    in both. Everyone starts at one star, so the first one is not a gain.
    """
    changes = []
    for contact_id, tally in after.items():
        earlier = before.get(contact_id)
        was = score(earlier, since, constants) if earlier else None
        now = score(tally, until, constants)
        stars = was.stars if was else 1
        # The first rule is that of the second star.
        if now.stars > stars:
            because = _gained(was, now, constants.stars[stars - 1 : now.stars - 1])
        elif now.stars < stars:
            because = _lost(now, constants.stars[now.stars - 1 : stars - 1])
        else:
            continue
        changes.append(StarChange(contact_id, stars, now.stars, because))
    return sorted(changes, key=lambda change: (-change.gained, change.contact_id))


def _gained(was: Score | None, now: Score, rules: Sequence[StarRule]) -> tuple[str, ...]:
    """What is there now of what the gained stars ask for, and was not before."""
    weeks, balance, known = (was.long_weeks, was.balance, was.known_days) if was else (0.0, 0.0, 0)
    because = []
    if any(weeks < rule.good_weeks for rule in rules):
        so_far = f", {floor(weeks)} before" if was else ""
        because.append(f"{floor(now.long_weeks)} good weeks in the long run{so_far}")
    if balance == 0:
        because.append("it went both ways")
    elif any(balance < rule.balance for rule in rules):
        because.append(f"more even: {_per_hundred(now.balance)}, {floor(100 * balance)} before")
    if any(known < rule.known_days for rule in rules):
        because.append(f"known for {now.known_days} days")
    return tuple(because)


def _lost(now: Score, rules: Sequence[StarRule]) -> tuple[str, ...]:
    """What is missing now of what the lost stars ask for."""
    because = []
    # What is left is rounded down, or it could look like enough.
    if missing := [rule.good_weeks for rule in rules if now.long_weeks < rule.good_weeks]:
        left = floor(now.long_weeks)
        because.append(f"good weeks fade in silence: {left} left of the {min(missing):g} it takes")
    if uneven := [rule.balance for rule in rules if now.balance < rule.balance]:
        takes = f"it takes {100 * min(uneven):.0f}"
        because.append(f"less even: {_per_hundred(now.balance)}, {takes}")
    return tuple(because)


def _per_hundred(balance: float) -> str:
    return f"{floor(100 * balance)} days of one side for every 100 of the other"


_OUT, _IN = 1, 2
_WAYS: dict[str, int] = {Direction.OUT: _OUT, Direction.IN: _IN, Direction.BOTH: _OUT | _IN}


def _days_in_touch(touches: Iterable[Touch], usual: float) -> dict[int, tuple[int, float]]:
    """Which ways it went on each day, and the greatest depth, by the day's ordinal."""
    log: dict[int, tuple[int, float]] = {}
    for on, direction, rated in touches:
        day = on.toordinal()
        ways, best = log.get(day, (0, 0.0))
        depth = usual if rated is None else rated
        log[day] = ways | _WAYS[direction], max(best, depth)
    return log


class _Fades(dict[int, tuple[float, float, float]]):
    """What is left after so many days: of flows, of good weeks, and of the points for recency.

    The hundred thousand scores of a network have but a few hundred silences between them.
    """

    def __init__(self, constants: Constants) -> None:
        self._constants = constants

    def __missing__(self, days: int) -> tuple[float, float, float]:
        constants = self._constants
        left = self[days] = (
            2.0 ** (-days / constants.flow_half_life),
            2.0 ** (-days / constants.depth_half_life),
            constants.recency_points * 2.0 ** (-days / constants.recency_half_life),
        )
        return left


def _trace(
    touches: Iterable[Touch], marks: Sequence[int], constants: Constants, fades: _Fades
) -> list[float | None]:
    log = _days_in_touch(touches, constants.usual_depth)
    in_touch = sorted(log)
    course = _Course(constants, fades)
    scores: list[float | None] = []
    place = 0
    for mark in marks:
        while place < len(in_touch) and in_touch[place] <= mark:
            course.add(in_touch[place], *log[in_touch[place]])
            place += 1
        scores.append(course.score(mark) if place else None)
    return scores


class _Course:
    """What a log sums up to, as `scoring` has it, carried on from one day in touch to the next."""

    def __init__(self, constants: Constants, fades: _Fades) -> None:
        self._constants, self._fades = constants, fades
        self._last = 0
        self._out = self._in = 0.0
        self._weeks = 0.0  # the good weeks before this one
        self._this_week = 0.0  # what this one counts, as of its last day in touch
        self._depth = 0.0  # of this one
        self._answered = False

    def add(self, day: int, ways: int, depth: float) -> None:
        flow, weeks, _ = self._fades[day - self._last]
        self._out = self._out * flow + (ways & _OUT != 0)
        self._in = self._in * flow + (ways & _IN != 0)
        # The first of January of the year 1 was a Monday, and has the ordinal 1.
        if (day - 1) // 7 != (self._last - 1) // 7:
            self._weeks += self._this_week
            self._depth, self._answered = 0.0, False
        self._weeks *= weeks
        self._depth = max(self._depth, depth)
        self._answered = self._answered or ways & _IN != 0
        worth = self._depth / self._constants.usual_depth
        self._this_week = worth if self._answered else worth * self._constants.one_way_week
        self._last = day

    def score(self, day: int) -> float:
        """The score on a day, the last one in touch or later."""
        constants = self._constants
        fade, weeks, recency = self._fades[day - self._last]
        out, back = self._out * fade, self._in * fade
        flow = sqrt(out * back)
        weeks *= self._weeks + self._this_week
        total: float = (
            recency
            + constants.reciprocity_points * flow / (flow + constants.flow_half)
            + constants.depth_points * weeks / (weeks + constants.depth_half)
        )
        least = constants.one_sided_flow
        return min(total, constants.one_sided_cap) if out < least or back < least else total
