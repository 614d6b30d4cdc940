"""Relationships, or a phone list? The figures of a network, each held against a quarter ago.

Every figure is taken on two days by the same rule, so that only what happened moves it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.measures import MEASURES, PATIENCE, QUARTER, Case, Unit, read
from netlog.core.rhythm import shift

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netlog.core.measures import Facts, Measure, Reading

_LEAST_GIVEN = 1 / 4  # of the people in circles: with fewer it is a phone list
_REACHED = "all is well here: keep it so"
_NO_GOAL = "say how much you mean to, under hours_per_week: netlog config --edit"


class Figure(NamedTuple):
    """A figure today and a quarter ago, None where there is nothing to measure.

    `part` and `whole` are what it is made of, `made_of` in words: of hours and people, `value` is
    the part, and the whole is the goal, 0 for none, or everybody with a score. `direction` is up,
    down or same, as the figure is printed, and empty where one of the two is missing. More is
    better.
    """

    key: str
    title: str
    unit: Unit
    value: float | None
    part: float
    whole: float
    made_of: str
    before: float | None
    direction: str
    advice: str


class Standing(StrEnum):
    """What the network is."""

    RELATIONSHIPS = "relationships"
    PHONE_LIST = "a phone list"
    TOO_EARLY = "too early to tell"


class Health(NamedTuple):
    """The verdict with its reason, and the figures, compared with those of `since`. `foremost` is
    the one whose advice would help most, if any would.
    """

    today: date
    since: date
    standing: Standing
    because: str
    figures: tuple[Figure, ...]
    foremost: Figure | None


def examine(facts: Facts, today: date) -> Health:
    """Whether these are relationships, and all figures, against those of a quarter ago."""
    since = shift(today, -QUARTER)
    now, then = Case(facts, today, 0), Case(facts, since, 1)
    standing, because, decisive = _judge(now)
    figures = tuple(_compare(measure, now, then) for measure in MEASURES)
    foremost = _find_foremost(figures, decisive) if standing is not Standing.TOO_EARLY else None
    return Health(today, since, standing, because, figures, foremost)


def _judge(case: Case) -> tuple[Standing, str, str]:
    """If you gave nothing lately, or mostly asked, you have a phone list. With the reason, and with
    the key of the figure that decided.
    """
    gave, people = read("gave", case)
    given, both = read("balance", case)
    if not people:
        return Standing.TOO_EARLY, "there is nobody in your circles yet", ""
    if people == 1:
        what = f"{'something' if gave else 'nothing'} to the one person"
    else:
        what = f"something to {f'{gave:,.0f}' if gave else 'none'} of the {people:,.0f} people"
    lately = f"in the last half year you gave {what} in your circles"
    least = ceil(people * _LEAST_GIVEN)
    if gave < least:
        firsts = filter(None, (each.first_on for each in case.facts.people))
        if (case.day - min(firsts, default=date.min)).days < PATIENCE:
            return Standing.TOO_EARLY, "relationships take more than the first weeks", ""
        return Standing.PHONE_LIST, f"{lately}; relationships begin at {least:,}", "gave"
    if 2 * given < both:
        more = f"{lately}, but asked for more: {both - given:,.0f} against {given:,.0f}"
        return Standing.PHONE_LIST, more, "balance"
    return Standing.RELATIONSHIPS, lately, ""


def _find_foremost(figures: Iterable[Figure], decisive: str) -> Figure | None:
    """What decided, else what fell most since, else the smallest share that could still grow."""
    of_key = {each.key: each for each in figures}
    if decisive:
        return of_key[decisive]
    fallen = {
        each.key: each.value / each.before
        for each in figures
        if each.direction == "down" and each.value is not None and each.before
    }
    shares = {
        each.key: each.value
        for each in figures
        if each.unit is Unit.SHARE and each.value is not None and each.value < 1
    }
    worst = fallen or shares
    return of_key[min(worst, key=lambda key: worst[key])] if worst else None


def _compare(measure: Measure, now: Case, then: Case) -> Figure:
    reading = measure.read(now)
    value = _value(measure, reading, now)
    before = _value(measure, measure.read(then), then)
    direction = ""
    if value is not None and before is not None:
        digits = 2 if measure.unit is Unit.SHARE else 1
        moved = round(value, digits) - round(before, digits)
        direction = "up" if moved > 0 else "down" if moved < 0 else "same"
    part, whole = reading
    made_of = measure.made_of.format(part=part, whole=whole, rest=whole - part) if whole else ""
    return Figure(
        measure.key, measure.title, measure.unit, value, part, whole, made_of, before, direction,
        _advise(measure, reading),
    )  # fmt: skip


def _value(measure: Measure, reading: Reading, case: Case) -> float | None:
    if measure.unit is Unit.HOURS:
        return reading.part if case.begun else None
    if not reading.whole:
        return None
    return reading.part / reading.whole if measure.unit is Unit.SHARE else reading.part


def _advise(measure: Measure, reading: Reading) -> str:
    if measure.unit is Unit.HOURS and not reading.whole:
        return _NO_GOAL
    reached = measure.unit is not Unit.PEOPLE and reading.part >= reading.whole > 0
    return _REACHED if reached else measure.advice
