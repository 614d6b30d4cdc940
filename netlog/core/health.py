"""Relationships, or a phone list? Ten figures of a network, each held against a quarter ago.

`MEASURES` is the whole of it: each row looks at plain facts up to a day, and more is better in all
of them. Every figure is taken on two days by the same rule, so that only what happened moves it.
Favours, outreach and new ties are those of half a year, introductions of a year, hours of a
quarter.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import Kind
from netlog.core.rhythm import shift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from netlog.core.model import Favour


QUARTER = 91  # days
_HALF_YEAR = 182
_YEAR = 365  # for introductions, which are rare
_THANKS_DAYS = 3
_PATIENCE_DAYS = 30  # for an answer, a second touchpoint, a first favour, before it is missing
_LEAST_MOVE = 5  # points by which a score has to grow or fade in a quarter
_LEAST_GIVEN = 1 / 4  # of the people in circles: with fewer it is a phone list


class Person(NamedTuple):
    """A contact who is not archived. `kept` is whether they are in a circle, `brought` whether
    somebody introduced them, `first_on` and `second_on` their first two days in touch.
    """

    id: int
    added_on: date
    kept: bool = False
    brought: bool = False
    first_on: date | None = None
    second_on: date | None = None


class Outreach(NamedTuple):
    """A touchpoint that awaited a reply, and the day one came."""

    on: date
    answered_on: date | None = None


class Outcome(NamedTuple):
    """How an introduction that was made turned out, on the day I noted it."""

    on: date
    good: bool


class Facts(NamedTuple):
    """What the figures are made of; whatever lies after today is left out.

    `scores` are by contact: today, `QUARTER` days ago, and twice as long ago. `minutes` are those
    of the last quarter and of the one before, and `hours_per_week` is the goal, 0 for none.
    """

    people: Sequence[Person] = ()
    favours: Sequence[Favour] = ()
    outreach: Sequence[Outreach] = ()
    outcomes: Sequence[Outcome] = ()
    scores: tuple[Mapping[int, float], Mapping[int, float], Mapping[int, float]] = ({}, {}, {})
    minutes: tuple[int, int] = (0, 0)
    hours_per_week: float = 0


class Unit(StrEnum):
    """What a figure counts: a share is `part` of `whole`, 0 to 1."""

    SHARE = "share"
    HOURS = "hours a week"
    PEOPLE = "people"


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


class Reading(NamedTuple):
    """A part and the whole that it is of."""

    part: float
    whole: float


class Case(NamedTuple):
    """What a measure looks at: the facts up to a day, which is so many `quarters` ago, 0 or 1."""

    facts: Facts
    day: date
    quarters: int

    def lately(self, on: date) -> bool:
        """Whether a day is in the half year that ends on the day itself."""
        return 0 <= (self.day - on).days < _HALF_YEAR

    @property
    def begun(self) -> bool:
        """Whether anybody had been in touch by then."""
        return any(each.first_on and each.first_on <= self.day for each in self.facts.people)

    def favours(self, kind: Kind) -> Iterable[Favour]:
        """The favours of a kind in that half year."""
        return (each for each in self.facts.favours if each.kind is kind and self.lately(each.on))


class Measure(NamedTuple):
    """One row: what the figure says, how it is read, what would help it most, and what it is made
    of, in terms of its part, its whole, and the rest of that.
    """

    key: str
    title: str
    read: Callable[[Case], Reading]
    advice: str
    unit: Unit = Unit.SHARE
    made_of: str = "{part:,.0f} of {whole:,.0f}"


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
    gave, people = _gave(case)
    given, both = _balance(case)
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
        if (case.day - min(firsts, default=date.min)).days < _PATIENCE_DAYS:
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


def _gave(case: Case) -> Reading:
    kept = {each.id for each in case.facts.people if each.kept and each.added_on <= case.day}
    given = {favour.contact_id for favour in case.favours(Kind.GIVEN)}
    return Reading(len(kept & given), len(kept))


def _balance(case: Case) -> Reading:
    given, asked = (sum(f.size for f in case.favours(kind)) for kind in (Kind.GIVEN, Kind.ASKED))
    return Reading(given, given + asked)


def _thanked(case: Case) -> Reading:
    received = [(each.on, each.settled_on) for each in case.favours(Kind.RECEIVED)]
    # What came too late never came.
    in_time = (
        (on, end if end and (end - on).days <= _THANKS_DAYS else None) for on, end in received
    )
    return _count_ended(in_time, _THANKS_DAYS, case)


def _answered(case: Case) -> Reading:
    sent = ((each.on, each.answered_on) for each in case.facts.outreach if case.lately(each.on))
    return _count_ended(sent, _PATIENCE_DAYS, case)


def _followed(case: Case) -> Reading:
    new = (
        (each.first_on, each.second_on)
        for each in case.facts.people
        if each.first_on and case.lately(each.first_on)
    )
    return _count_ended(new, _PATIENCE_DAYS, case)


def _count_ended(spans: Iterable[tuple[date, date | None]], patience: int, case: Case) -> Reading:
    """How many came to an end by then, of those that did or have had more than so many days."""
    ended = missing = 0
    for begun, end in spans:
        if end is not None and end <= case.day:
            ended += 1
        elif (case.day - begun).days > patience:
            missing += 1
    return Reading(ended, ended + missing)


def _grown(case: Case) -> Reading:
    now, before = case.facts.scores[case.quarters], case.facts.scores[case.quarters + 1]
    moves = [now[contact_id] - was for contact_id, was in before.items() if contact_id in now]
    grown = sum(move >= _LEAST_MOVE for move in moves)
    faded = sum(move <= -_LEAST_MOVE for move in moves)
    return Reading(grown, grown + faded)


def _carried(case: Case) -> Reading:
    scores = sorted(case.facts.scores[case.quarters].values(), reverse=True)
    half, carried = sum(scores) / 2, 0.0
    for number, score in enumerate(scores, 1):
        carried += score
        if carried >= half:
            return Reading(number, len(scores))
    return Reading(0, 0)


def _brought(case: Case) -> Reading:
    people = [each for each in case.facts.people if each.added_on <= case.day]
    return Reading(sum(each.brought for each in people), len(people))


def _went_well(case: Case) -> Reading:
    known = [each for each in case.facts.outcomes if 0 <= (case.day - each.on).days < _YEAR]
    return Reading(sum(each.good for each in known), len(known))


def _hours(case: Case) -> Reading:
    hours = case.facts.minutes[case.quarters] / 60
    return Reading(hours / (QUARTER / 7), case.facts.hours_per_week)


_REACHED = "all is well here: keep it so"
_NO_GOAL = "say how much you mean to, under hours_per_week: netlog config --edit"

MEASURES = (
    Measure(
        "gave",
        "people in your circles you gave to",
        _gave,
        "give one person something small this week: netlog match",
    ),
    Measure(
        "balance",
        "given, against asked for",
        _balance,
        "give before you ask again: netlog ready says where to begin",
        made_of="{part:,.0f} given, {rest:,.0f} asked for",
    ),
    Measure(
        "thanked",
        "favours thanked for within three days",
        _thanked,
        "say thank you the day it happens, if only in a line: netlog owed",
    ),
    Measure(
        "answered",
        "outreach answered",
        _answered,
        "write about one thing, and kindly once more: netlog waiting",
    ),
    Measure(
        "followed",
        "new ties with a second touchpoint",
        _followed,
        "write to those you meet within two weeks: netlog today",
    ),
    Measure(
        "growing",
        "growing ties, of those that moved",
        _grown,
        "ask the first three of netlog due how things are",
        made_of="{part:,.0f} grew, {rest:,.0f} faded",
    ),
    Measure(
        "carried",
        "people who carry half of the strength",
        _carried,
        "go a step deeper with one more: netlog brief NAME has questions",
        Unit.PEOPLE,
        made_of="of {whole:,.0f}",
    ),
    Measure(
        "brought",
        "contacts whom others brought",
        _brought,
        "ask those you helped whom else you should meet: netlog ready",
    ),
    Measure(
        "introductions",
        "introductions that went well",
        _went_well,
        "introduce two who both gain, and ask how it went: netlog intro list",
    ),
    Measure(
        "hours",
        "hours invested a week",
        _hours,
        "keep half an hour a week for it, and log it with --minutes",
        Unit.HOURS,
        made_of="of {whole:g} you mean to invest",
    ),
)
