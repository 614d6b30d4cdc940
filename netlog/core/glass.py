"""Before an introduction: what speaks for waiting, and why.

Referrals are kept under glass: whoever connects two people spends the trust of both. `CHECKS` is
the whole of it: each one looks at what is known of the two and says why it speaks up, or nothing.
They inform; only a person who is never to be introduced takes a yes of its own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.daywords import ago, on_day
from netlog.core.model import Intros
from netlog.core.rules import GLASS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from netlog.core.introductions import Introduction
    from netlog.core.rules import GlassRules


class Kind(StrEnum):
    """What a caution is about, as `--json` has it."""

    NEVER = "never"
    ARCHIVED = "archived"
    INTRODUCED = "introduced"
    ACQUAINTED = "acquainted"
    WENT_BADLY = "went_badly"
    LOW_VOUCH = "low_vouch"
    DISTANT = "distant"
    UNVOUCHED = "unvouched"
    RECENT = "recent"


class Person(NamedTuple):
    """What is known of one side.

    `score` is 0 to 100, `vouch` 1 to 5 or None. `latest` is the last introduction of theirs that I
    made, `went_badly` the last whose outcome was bad.
    """

    contact_id: int
    name: str
    score: float = 0
    intros: Intros = Intros.ASK
    archived: bool = False
    vouch: int | None = None
    latest: Introduction | None = None
    went_badly: Introduction | None = None


class Facts(NamedTuple):
    """What is known of the two. `earlier` is the last introduction between them, `acquainted` how
    they know each other: empty if nobody wrote down how, None if they do not.
    """

    a: Person
    b: Person
    earlier: Introduction | None = None
    acquainted: str | None = None

    @property
    def people(self) -> tuple[Person, Person]:
        return self.a, self.b


class Caution(NamedTuple):
    """A reason to wait, and what would change it."""

    kind: Kind
    text: str
    change: str

    @property
    def refuses(self) -> bool:
        """Whether the introduction is not opened without `--yes`."""
        return self.kind is Kind.NEVER


class Reason(NamedTuple):
    """What speaks up: a sentence, and the id of whom or what it is about, as a command takes it."""

    text: str
    about: str = ""


class Case(NamedTuple):
    """What a check looks at."""

    facts: Facts
    today: date
    rules: GlassRules


class Check(NamedTuple):
    """One row: its kind, why it is looked at, the reasons it finds, and what helps, where `{}` is
    the id that the reason is about.
    """

    kind: Kind
    why: str
    find_reasons: Callable[[Case], Iterator[Reason]]
    change: str


def find_cautions(facts: Facts, today: date, rules: GlassRules = GLASS) -> tuple[Caution, ...]:
    """What speaks against introducing the two today, the gravest first; empty if nothing does."""
    case = Case(facts, today, rules)
    return tuple(
        Caution(check.kind, reason.text, check.change.format(reason.about))
        for check in CHECKS
        for reason in check.find_reasons(case)
    )


def _never(case: Case) -> Iterator[Reason]:
    for person in case.facts.people:
        if person.intros is Intros.NEVER:
            yield Reason(f"{person.name} is never to be introduced", _id(person))


def _archived(case: Case) -> Iterator[Reason]:
    for person in case.facts.people:
        if person.archived:
            text = f"{person.name} is archived, so nothing of it will be on the page of the day"
            yield Reason(text, _id(person))


def _introduced(case: Case) -> Iterator[Reason]:
    if (earlier := case.facts.earlier) is None:
        return
    if earlier.made_on:
        text = f"you introduced them {ago(earlier.made_on, case.today)} already"
    elif earlier.is_over:
        text = f"it came to nothing before, {ago(earlier.last_on, case.today)}"
    else:
        text = "an introduction between them is open already"
    yield Reason(text, f"i{earlier.id}")


def _acquainted(case: Case) -> Iterator[Reason]:
    if (how := case.facts.acquainted) is not None:
        a, b = case.facts.people
        yield Reason(f"{a.name} and {b.name} know each other{f': {how}' if how else ''}")


def _went_badly(case: Case) -> Iterator[Reason]:
    told = set()
    for person in case.facts.people:
        bad = person.went_badly
        if bad is None or bad.id in told:
            continue
        told.add(bad.id)
        other, day = bad.other(person.contact_id).name, ago(bad.made_on or bad.last_on, case.today)
        words = f": {bad.outcome_text}" if bad.outcome_text else ""
        yield Reason(f"introducing {person.name} to {other} {day} went badly{words}", f"i{bad.id}")


def _low_vouch(case: Case) -> Iterator[Reason]:
    for person in case.facts.people:
        if person.vouch is not None and person.vouch <= case.rules.low_vouch:
            yield Reason(f"you vouch for {person.name} with {person.vouch} of 5")


def _distant(case: Case) -> Iterator[Reason]:
    for person in case.facts.people:
        score = round(person.score, 1)  # as it is printed everywhere
        if score <= case.rules.distant_score:
            yield Reason(f"you and {person.name} are not close (score {score:.1f})")


def _unvouched(case: Case) -> Iterator[Reason]:
    for person in case.facts.people:
        if person.vouch is None:
            text = f"you have not said yet how {person.name} is to work with"
            yield Reason(text, _id(person))


def _recent(case: Case) -> Iterator[Reason]:
    for person in case.facts.people:
        latest = person.latest
        if latest is None or latest.made_on is None:
            continue
        if 0 <= (case.today - latest.made_on).days <= case.rules.recent_days:
            other, day = latest.other(person.contact_id).name, on_day(latest.made_on, case.today)
            yield Reason(f"you introduced {person.name} to {other} {day}", f"i{latest.id}")


def _id(person: Person) -> str:
    return f"c{person.contact_id}"


# The gravest first.
CHECKS = (
    Check(
        Kind.NEVER,
        "whoever asked to be left in peace is left in peace",
        _never,
        "netlog edit {} --intros ask, once they told you so",
    ),
    Check(
        Kind.ARCHIVED,
        "whoever was put aside is not thought of, and an answer would wait unseen",
        _archived,
        "netlog archive {} --back",
    ),
    Check(
        Kind.INTRODUCED,
        "a second introduction of the same two makes both wonder about the first",
        _introduced,
        "netlog intro show {} has what came of it",
    ),
    Check(
        Kind.ACQUAINTED,
        "people who know each other need no introduction",
        _acquainted,
        "remind them of each other instead",
    ),
    Check(
        Kind.WENT_BADLY,
        "the outcome is yours too: first know what went wrong",
        _went_badly,
        "talk about that one first, netlog intro show {}",
    ),
    Check(
        Kind.LOW_VOUCH,
        "your word is worth as much as the last one you gave for somebody",
        _low_vouch,
        "introduce somebody you would work with yourself",
    ),
    Check(
        Kind.DISTANT,
        "trust that you do not have yet cannot be lent",
        _distant,
        "be in touch first, and give before you ask",
    ),
    Check(
        Kind.UNVOUCHED,
        "the other side will ask you how they are to work with",
        _unvouched,
        "netlog vouch {} 1-5",
    ),
    Check(
        Kind.RECENT,
        "one at a time: each introduction is work for whoever gets it",
        _recent,
        "ask how that one went, netlog intro show {}, and wait a little",
    ),
)
