"""Ten figures of a network, each read off plain facts up to a day.

`MEASURES` is the whole of it, and more is better in all of them. Favours, outreach and new ties are
those of half a year, introductions of a year, hours of a quarter.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from netlog.core.model import Favour


QUARTER = 91  # days
PATIENCE = 30  # days for an answer, a second touchpoint, a first favour, before it is missing
_HALF_YEAR = 182
_YEAR = 365  # for introductions, which are rare
_THANKS_DAYS = 3
_LEAST_MOVE = 5  # points by which a score has to grow or fade in a quarter


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


def read(key: str, case: Case) -> Reading:
    """What one of the measures says."""
    return next(measure.read(case) for measure in MEASURES if measure.key == key)


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
    return _count_ended(sent, PATIENCE, case)


def _followed(case: Case) -> Reading:
    new = (
        (each.first_on, each.second_on)
        for each in case.facts.people
        if each.first_on and case.lately(each.first_on)
    )
    return _count_ended(new, PATIENCE, case)


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
