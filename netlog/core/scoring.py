"""The score: how alive is this two-way relationship today.

It is the sum of three terms, each of which fades in silence:

    R = 30 · 2^(−gap/60)     recency: days since the last touchpoint of any direction
    G = 40 · f/(f+2)         reciprocity: f = √(O·I), and O and I are the days with me→them and
                             with them→me, each counting 2^(−age/240)
    D = 30 · W/(W+4)         depth: the weeks in touch, each counting (best depth / 3)
                             · 2^(−age/730), and half of that if only I reached out

A tie that hardly goes both ways (the smaller of O and I is below 0.05) stays at 40. Stars are a
separate, slow memory, and the rhythm is shown but never scored.

The terms follow Granovetter 1973 (time, intensity, intimacy, reciprocal services) and Hidalgo &
Rodriguez-Sickert 2008 (reciprocity is what persistence depends on most); silence in units of one's
own usual gap is Navarro et al. 2017. The constants were chosen on logs of real calls and e-mails,
where hundreds of variants differed by less than 0.01 in AUC. Of the half-lives that are easy to
explain, these also tell best who of the long silent will be in touch again.

Log and score meet in the tally: sums that do not depend on today, so that ranking reads one row
per contact however long the log is. This is forward decay (Cormode et al. 2009) with the last day
in touch as its landmark. Weights then lie between 0 and 1 for every date there is, and `score` has
only the silence since then to apply.
"""

from datetime import date
from math import floor, fsum, sqrt
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import Direction
from netlog.core.rules import DEFAULTS, Constants

if TYPE_CHECKING:
    from collections.abc import Iterable

# A Monday, so that a week is day // 7.
_DAY_ZERO = date(2000, 1, 3).toordinal()

_OUT, _IN = 1, 2
_WAYS: dict[str, int] = {Direction.OUT: _OUT, Direction.IN: _IN, Direction.BOTH: _OUT | _IN}
_DIRECTIONS = {ways: str(direction) for direction, ways in _WAYS.items()}

_WORDS = ((20, "acquaintance"), (40, "warm"), (60, "in touch"), (80, "strong"))


class Touch(NamedTuple):
    """One contact's part in one touchpoint. Without a depth it counts as the usual one."""

    day: date
    direction: Direction | str
    depth: int | None = None


class Tally(NamedTuple):
    """What a log comes to for one contact, as of its last day. Days count from 2000-01-03.

    `last_out` and `last_in` are the last days on which I, or they, reached out or we talked,
    `first_talk` and `last_talk` those on which we talked; `deepest` is the greatest depth that was
    noted, 0 for none.
    """

    first_day: int
    last_day: int
    last_direction: str
    days: int
    weeks: int
    flow_out: float
    flow_in: float
    good_weeks: float
    long_out: float
    long_in: float
    long_weeks: float
    fingerprint: str
    last_out: int | None = None
    last_in: int | None = None
    first_talk: int | None = None
    last_talk: int | None = None
    deepest: int = 0

    @property
    def first_on(self) -> date:
        return date.fromordinal(self.first_day + _DAY_ZERO)

    @property
    def last_on(self) -> date:
        return date.fromordinal(self.last_day + _DAY_ZERO)

    @property
    def out_on(self) -> date | None:
        return _date(self.last_out)

    @property
    def in_on(self) -> date | None:
        return _date(self.last_in)

    @property
    def met_on(self) -> date | None:
        """The day of the first conversation."""
        return _date(self.first_talk)

    @property
    def balance(self) -> float:
        """Smaller ÷ larger of the two long flows, 0 to 1. Silence does not change it."""
        return min(self.long_out, self.long_in) / max(self.long_out, self.long_in)


def day_number(day: date) -> int:
    """The days since Monday 2000-01-03, as a tally counts them."""
    return day.toordinal() - _DAY_ZERO


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day + _DAY_ZERO)


class Score(NamedTuple):
    """A tie on a day: points unrounded, flows and weeks faded to that day.

    The terms `recency`, `reciprocity`, `depth` and `one_sided` add up to `total`, 0 to 100.
    """

    tally: Tally
    constants: Constants
    days_silent: int
    recency: float
    reciprocity: float
    depth: float
    uncapped: float
    total: float
    flow_out: float
    flow_in: float
    good_weeks: float
    long_weeks: float
    stars: int

    @property
    def one_sided(self) -> float:
        """What the cap takes away: zero or less."""
        return self.total - self.uncapped

    @property
    def printed(self) -> tuple[float, float, float, float]:
        """Recency, reciprocity, depth and what the cap takes away, rounded to one decimal by
        largest remainder, so that they add up to the rounded total.
        """
        terms = (self.recency, self.reciprocity, self.depth, self.one_sided)
        tenths = [floor(10 * points) for points in terms]
        missing = round(10 * round(self.total, 1)) - sum(tenths)
        by_remainder = sorted(range(len(terms)), key=lambda i: tenths[i] - 10 * terms[i])
        for i in by_remainder[:missing]:
            tenths[i] += 1
        recency, reciprocity, depth, one_sided = (tenth / 10 for tenth in tenths)
        return recency, reciprocity, depth, one_sided

    @property
    def flow(self) -> float:
        return sqrt(self.flow_out * self.flow_in)

    @property
    def rank_key(self) -> tuple[float, float]:
        """Larger is stronger. One-sided ties, all at the cap, go by what they had without it."""
        return self.total, self.uncapped

    @property
    def word(self) -> str:
        """The band of the score as it is printed, so that word and number agree."""
        shown = round(self.total, 1)
        return next((word for most, word in _WORDS if shown <= most), "close")

    @property
    def balance(self) -> float:
        return self.tally.balance

    @property
    def known_days(self) -> int:
        return self.tally.last_day - self.tally.first_day + self.days_silent

    @property
    def usual_gap(self) -> float:
        """Mean days between days in touch, shrunk towards 30 by two pseudo-gaps."""
        tally, constants = self.tally, self.constants
        silences = tally.last_day - tally.first_day + constants.pseudo_gaps * constants.pseudo_gap
        return silences / (tally.days - 1 + constants.pseudo_gaps)

    @property
    def rhythm(self) -> float:
        """The present silence in units of the usual gap."""
        return self.days_silent / self.usual_gap

    @property
    def rhythm_word(self) -> str:
        rhythm, constants = self.rhythm, self.constants
        if rhythm >= constants.quiet_from:
            return "gone quiet"
        if rhythm >= constants.slipping_from:
            return "slipping"
        return "due" if rhythm >= constants.due_from else "on time"

    @property
    def dormant(self) -> bool:
        """Once deep, now quiet. Such ties keep their value (Levin et al. 2011)."""
        return (
            self.stars >= self.constants.dormant_stars and self.rhythm >= self.constants.quiet_from
        )


def fold(
    touches: "Iterable[Touch]", constants: Constants = DEFAULTS, *, until: date | None = None
) -> Tally | None:
    """Sum up one contact's touchpoints, in any order, up to and including `until`.

    A day counts once for each direction, however much was written. A week counts once, with its
    best depth, from its last day in touch. None if there is no touchpoint.
    """
    end = day_number(until or date.max)
    usual = constants.usual_depth
    ways: dict[int, int] = {}
    best: dict[int, float] = {}
    talks: set[int] = set()
    deepest = 0
    for on, direction, rated in touches:
        day = on.toordinal() - _DAY_ZERO
        if day > end:
            continue
        way = _WAYS[direction]
        ways[day] = ways.get(day, 0) | way
        if way == _OUT | _IN:
            talks.add(day)
        week = day // 7
        depth = usual if rated is None else rated
        if rated and rated > deepest:
            deepest = rated
        if depth > best.get(week, 0):
            best[week] = depth
    if not ways:
        return None

    last = max(ways)
    outs = [last - day for day, way in ways.items() if way & _OUT]
    ins = [last - day for day, way in ways.items() if way & _IN]
    answered = {day // 7 for day, way in ways.items() if way & _IN}
    ages = {day // 7: last - day for day in sorted(ways)}  # a later day of the week wins
    worth = {week: depth / usual for week, depth in best.items()}
    # Sums are exact before their one rounding (fsum), so no order of rows can show in them.
    return Tally(
        first_day=min(ways),
        last_day=last,
        last_direction=_DIRECTIONS[ways[last]],
        days=len(ways),
        weeks=len(worth),
        flow_out=_fade(outs, constants.flow_half_life),
        flow_in=_fade(ins, constants.flow_half_life),
        good_weeks=fsum(
            value
            * (1 if week in answered else constants.one_way_week)
            * 2.0 ** (-ages[week] / constants.depth_half_life)
            for week, value in worth.items()
        ),
        long_out=_fade(outs, constants.balance_half_life),
        long_in=_fade(ins, constants.balance_half_life),
        long_weeks=fsum(
            value * 2.0 ** (-ages[week] / constants.star_half_life) for week, value in worth.items()
        ),
        fingerprint=constants.fingerprint,
        last_out=last - min(outs) if outs else None,
        last_in=last - min(ins) if ins else None,
        first_talk=min(talks, default=None),
        last_talk=max(talks, default=None),
        deepest=deepest,
    )


def _fade(ages: list[int], half_life: float) -> float:
    return fsum([2.0 ** (-age / half_life) for age in ages])


def score(tally: Tally, today: date, constants: Constants = DEFAULTS) -> Score:
    """Score a tie as of today, with the constants its tally was folded with.

    Raises `ValueError` if the tally knows days after today: what it was before them can only be
    folded again from the log.
    """
    gap = day_number(today) - tally.last_day
    if gap < 0:
        raise ValueError(f"this tally reaches beyond {today}: fold the touchpoints until then")
    terms = _terms(gap, tally.flow_out, tally.flow_in, tally.good_weeks, constants)
    long_weeks = tally.long_weeks * 2.0 ** (-gap / constants.star_half_life)
    return Score(
        tally, constants, gap, *terms, long_weeks, _stars(tally, gap, long_weeks, constants)
    )


def total_all(
    sums: "Iterable[tuple[int, int, float, float, float]]", today: date, constants: Constants
) -> dict[int, float]:
    """The totals alone of many ties, by contact, for a fraction of what their scores cost: from
    the contact, the last day, the two flows and the good weeks of each tally.
    """
    now = day_number(today)
    return {
        contact_id: _terms(now - last_day, flow_out, flow_in, good_weeks, constants)[4]
        for contact_id, last_day, flow_out, flow_in, good_weeks in sums
    }


def _terms(
    gap: int, flow_out: float, flow_in: float, good_weeks: float, constants: Constants
) -> tuple[float, float, float, float, float, float, float, float]:
    """Recency, reciprocity, depth, their sum, and what the cap leaves of it; after them the flows
    and the good weeks, faded over the gap.
    """
    fade = 2.0 ** (-gap / constants.flow_half_life)
    flow_out, flow_in = flow_out * fade, flow_in * fade
    flow = sqrt(flow_out * flow_in)
    good_weeks *= 2.0 ** (-gap / constants.depth_half_life)

    recency = constants.recency_points * 2.0 ** (-gap / constants.recency_half_life)
    reciprocity = constants.reciprocity_points * flow / (flow + constants.flow_half)
    depth = constants.depth_points * good_weeks / (good_weeks + constants.depth_half)
    total = uncapped = recency + reciprocity + depth
    least = constants.one_sided_flow
    if uncapped > constants.one_sided_cap and (flow_out < least or flow_in < least):
        total = constants.one_sided_cap
    return recency, reciprocity, depth, uncapped, total, flow_out, flow_in, good_weeks


def _stars(tally: Tally, gap: int, long_weeks: float, constants: Constants) -> int:
    stars = 1
    for rule in constants.stars:
        if (
            long_weeks < rule.good_weeks
            or not 0 < tally.balance >= rule.balance
            or tally.last_day - tally.first_day + gap < rule.known_days
        ):
            break
        stars += 1
    return stars
