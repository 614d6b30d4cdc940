"""Leaving an organisation: whom to take along, and the day it is in the past."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core.leaving import Facts, check, find_domains, is_inside, retire
from netlog.core.model import Filters, Kind, Post
from netlog.journal import people, places

if TYPE_CHECKING:
    from datetime import date

    from netlog.core.leaving import Check
    from netlog.core.model import Contact
    from netlog.journal.desk import Desk
    from netlog.journal.places import Resident
    from netlog.store.reader import Reader


class Colleague(NamedTuple):
    """Somebody there, and what to see to before I leave."""

    person: Resident
    checks: tuple[Check, ...]

    @property
    def open(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.done)


class Checklist(NamedTuple):
    """Everyone at an organisation, strongest tie first, with the day I leave and how many days
    are left until then, if it is known.
    """

    org: str
    people: tuple[Colleague, ...]
    by: date | None
    days: int | None


class Departure(NamedTuple):
    """Those whose organisation is in their past from a day on, as they were before, and which of
    its domains are old now.
    """

    org: str
    on: date
    people: tuple[Contact, ...]
    domains: frozenset[str]

    def retired(self, contact: Contact) -> list[str]:
        """The addresses of a contact that are old now."""
        return [point.value for point in contact.points if is_inside(point, self.domains)]


def leaving(desk: Desk, org: str, by: date | None) -> Checklist:
    """What is left to do before I leave an organisation. Raises NotFound if nobody is there."""
    with desk.reading() as reader:
        entries = places.find_at(desk, reader, org)
        if not entries:
            raise places.nobody_at(desk, reader, org)
        residents = places.settle(desk, reader, entries)
        facts = [_gather(desk, reader, each.id) for each in residents]
    name = entries[0].org
    domains = find_domains(name, [each.points for each in facts])
    return Checklist(
        name,
        tuple(
            Colleague(person, check(each, name, domains, desk.today))
            for person, each in zip(residents, facts, strict=True)
        ),
        by,
        (by - desk.today).days if by else None,
    )


def plan(desk: Desk, org: str, on: date) -> Departure:
    """What `leave` would do. Raises NotFound if nobody is there."""
    with desk.reading() as reader:
        return _plan(desk, reader, org, on)


def leave(desk: Desk, planned: Departure) -> Departure:
    """Keep the people, and move the organisation into their past: its name and their title become
    a former post, its addresses are marked as old. Archived people are among them.

    Raises NotFound if nobody is there any more.
    """
    with desk.writing() as writer:
        departure = _plan(desk, writer.reader, planned.org, planned.on)
        for contact in departure.people:
            writer.add(Post(0, contact.id, contact.org, contact.title, departure.on))
            points = retire(contact.points, departure.domains)
            writer.save_contact(contact._replace(org="", title="", points=points))
        return departure


def _plan(desk: Desk, reader: Reader, org: str, on: date) -> Departure:
    entries = places.find_at(desk, reader, org, archived=True)
    if not entries:
        raise places.nobody_at(desk, reader, org)
    contacts = tuple(people.whole(reader, entry.id) for entry in entries)
    name = entries[0].org
    return Departure(name, on, contacts, find_domains(name, [each.points for each in contacts]))


def _gather(desk: Desk, reader: Reader, contact_id: int) -> Facts:
    received = [
        favour for favour in reader.favours(desk.today, contact_id) if favour.kind is Kind.RECEIVED
    ]
    # To thank somebody is no talk with them, and does not undo the one that was had before.
    thanks = {favour.settled_by for favour in received}
    latest = reader.touchpoints(Filters(until=desk.today), contact_id, limit=len(thanks) + 1)
    return Facts(
        contact_id,
        people.whole(reader, contact_id).points,
        [favour for favour in received if favour.is_open],
        next((each for each in latest if each.id not in thanks), None),
    )
