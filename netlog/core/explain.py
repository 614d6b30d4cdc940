"""What `why` says: the terms of a score, what the next star takes, and what would change it.

Points are printed with one decimal and always agree with each other: the terms add up to the
printed score, and a difference is one between two printed scores.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.daywords import count_days, days_ago
from netlog.core.model import Direction
from netlog.core.rhythm import shift
from netlog.core.rules import DEFAULTS, Constants
from netlog.core.scoring import Score, Touch, fold, score

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from netlog.core.rules import StarRule
    from netlog.core.scoring import Tally

_SILENT_DAYS = 30


class Term(NamedTuple):
    """One term: value × coefficient = points, but for the rounding of the points."""

    part: str
    name: str
    value: float
    coefficient: float
    points: float
    because: str


class NextStar(NamedTuple):
    """The next star, and what it still takes."""

    stars: int
    missing: tuple[str, ...]


class Prospect(NamedTuple):
    """What could come: differences in points, and what writing today would do to the stars."""

    reply: float
    silence: float
    silent_days: int
    outreach_costs_star: bool


class Change(NamedTuple):
    """What became of the score since a day, and why."""

    since: date
    points: float
    because: str


def itemise(scored: Score, last: str = "in touch") -> tuple[Term, ...]:
    """Show a score as terms that add up to it, to the printed digit.

    `last` names the last touchpoint, such as "a call". The term `one_sided` is there only if the
    cap took something away.
    """
    constants = scored.constants
    # Each term is its own points ÷ coefficient; a coefficient of zero switches a term off.
    parts = [
        ("recency", "Recency", scored.recency, constants.recency_points, _recency(scored, last)),
        (
            "reciprocity",
            "Reciprocity",
            scored.reciprocity,
            constants.reciprocity_points,
            _reciprocity(scored),
        ),
        ("depth", "Depth", scored.depth, constants.depth_points, _depth(scored)),
    ]
    if scored.one_sided:
        parts.append(("one_sided", "One-sided", scored.one_sided, 1, _one_sided(scored)))
    shares = scored.printed
    return tuple(
        Term(part, name, points / coefficient if coefficient else 0.0, coefficient, share, because)
        for (part, name, points, coefficient, because), share in zip(parts, shares, strict=False)
    )


def next_star(tally: Tally, today: date, constants: Constants = DEFAULTS) -> NextStar | None:
    """What the next star takes. None if there is no further star to earn."""
    scored = score(tally, today, constants)
    if scored.stars > len(constants.stars):
        return None
    return NextStar(scored.stars + 1, _missing(scored, constants.stars[scored.stars - 1]))


def what_if(
    touches: Iterable[Touch], today: date, constants: Constants = DEFAULTS
) -> Prospect | None:
    """Score what has not happened: a reply today, thirty silent days, a word from me today.

    None if there was no touchpoint by today.
    """
    log = list(touches)
    now, answered, written = (
        _score_until([*log, *more], today, constants)
        for more in ((), (Touch(today, Direction.IN),), (Touch(today, Direction.OUT),))
    )
    if now is None or answered is None or written is None:
        return None
    later = score(now.tally, shift(today, _SILENT_DAYS), constants)
    return Prospect(
        reply=_difference(now, answered),
        silence=_difference(now, later),
        silent_days=_SILENT_DAYS,
        outreach_costs_star=written.stars < now.stars,
    )


def change(
    touches: Iterable[Touch], since: date, today: date, constants: Constants = DEFAULTS
) -> Change | None:
    """Tell what being in touch brought since a day, today or before, and what time took.

    None if there was no touchpoint by today.
    """
    log = list(touches)
    now = _score_until(log, today, constants)
    if now is None:
        return None
    tally = fold(log, constants, until=since)
    if tally is None:
        return Change(since, round(now.total, 1), f"first in touch on {now.tally.first_on}")
    before = score(tally, since, constants)
    faded = score(tally, today, constants)
    days = now.tally.days - tally.days
    took = f"time took {_difference(faded, before):.1f}"
    because = (
        f"{count_days(days)} in touch brought {_difference(faded, now):.1f}, {took}"
        if days
        else f"not in touch since, {took}"
    )
    return Change(since, _difference(before, now), because)


def _score_until(log: list[Touch], today: date, constants: Constants) -> Score | None:
    tally = fold(log, constants, until=today)
    return None if tally is None else score(tally, today, constants)


def _difference(before: Score, after: Score) -> float:
    return round(round(after.total, 1) - round(before.total, 1), 1)


def _recency(scored: Score, last: str) -> str:
    halves = _span(scored.constants.recency_half_life)
    return f"{last} {days_ago(scored.days_silent)}; halves every {halves}"


def _reciprocity(scored: Score) -> str:
    mine, theirs = f"{scored.flow_out:.1f}", f"{scored.flow_in:.1f}"
    return (
        f"you to them {mine}, they to you {theirs} (days in touch, each halving every"
        f" {_span(scored.constants.flow_half_life)}); flow √({mine} × {theirs}) = {scored.flow:.1f}"
    )


def _depth(scored: Score) -> str:
    return (
        f"{scored.good_weeks:.1f} good weeks from {scored.tally.weeks} in touch;"
        f" halves every {_span(scored.constants.depth_half_life)}"
    )


def _one_sided(scored: Score) -> str:
    back = (
        "hardly anything comes back from them"
        if scored.flow_in < scored.flow_out
        else "hardly anything goes out from you"
    )
    return f"{back}; a one-sided tie stays at {scored.constants.one_sided_cap:g}"


def _missing(scored: Score, rule: StarRule) -> tuple[str, ...]:
    missing = []
    # What there is so far is rounded down, or it could look like enough.
    if scored.long_weeks < rule.good_weeks:
        missing.append(
            f"{rule.good_weeks:g} good weeks in the long run, {floor(scored.long_weeks)} so far"
        )
    more_from_them = scored.tally.long_in < scored.tally.long_out
    if scored.balance == 0:
        missing.append("an answer from them" if more_from_them else "a word from you")
    elif scored.balance < rule.balance:
        less, more = ("theirs", "yours") if more_from_them else ("yours", "theirs")
        missing.append(
            f"{100 * rule.balance:.0f} days of {less} for every 100 of {more},"
            f" {floor(100 * scored.balance)} so far"
        )
    if scored.known_days < rule.known_days:
        missing.append(f"known for {count_days(rule.known_days)}, {scored.known_days} so far")
    return tuple(missing)


_YEARS: dict[float, str] = {365: "year", 730: "two years"}


def _span(days: float) -> str:
    return _YEARS.get(days, f"{days:g} days")
