"""Looking at the favours: what went both ways, whom to thank, and which asks are open."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from netlog.core.model import Favour, Filters, Kind, Named
from netlog.journal import people
from netlog.journal.desk import Desk

YEAR = 365  # days over which what went both ways is weighed


class Account(NamedTuple):
    """Favours, newest first, and what the last year comes to, by size: with everyone, or with one
    `person`.
    """

    favours: tuple[Favour, ...]
    given: int
    received: int
    person: Named | None = None


def owed(desk: Desk) -> list[Favour]:
    """What I received and have not thanked for, the oldest first."""
    return _open(desk, Kind.RECEIVED)


def asks(desk: Desk) -> list[Favour]:
    """What I asked for and have no answer to, the oldest first."""
    return _open(desk, Kind.ASKED)


def account(desk: Desk, name: str, filters: Filters) -> Account:
    """The favours of the days that the filters leave; with one person if a name is given.

    The balance is the last year's whatever they leave. Raises NotFound, Ambiguous.
    """
    person = None
    if name:
        with people.about(desk, name) as (reader, person):
            favours = reader.favours(desk.today, person.id)
    else:
        with desk.reading() as reader:
            favours = reader.favours(desk.today)
    first, last = filters.since or date.min, filters.until or date.max
    return Account(
        tuple(favour for favour in favours if first <= favour.on <= last),
        given=weigh_year(favours, Kind.GIVEN, desk.today),
        received=weigh_year(favours, Kind.RECEIVED, desk.today),
        person=person,
    )


def weigh_year(favours: Iterable[Favour], kind: Kind, today: date) -> int:
    """The sizes of the last year's favours of a kind, summed."""
    return sum(
        favour.size for favour in favours if favour.kind is kind and (today - favour.on).days < YEAR
    )


def _open(desk: Desk, kind: Kind) -> list[Favour]:
    with desk.reading() as reader:
        favours = reader.favours(desk.today)
    return [favour for favour in reversed(favours) if favour.kind is kind and favour.is_open]
