"""How people are to work with: saying so, and what came of introducing them beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import Vouch
from netlog.journal import people

if TYPE_CHECKING:
    from datetime import date

    from netlog.core.introductions import Introduction
    from netlog.core.model import Named
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader


class Record(NamedTuple):
    """What I said of somebody, and the introductions of theirs that I made: both latest first."""

    person: Named
    vouches: tuple[Vouch, ...]
    introductions: tuple[Introduction, ...]


def vouch(desk: Desk, name: str, value: int, text: str, on: date | None) -> Vouch:
    """Say how somebody is to work with, from 1 to 5. Raises NotFound, Ambiguous."""
    person = people.find(desk, name)
    new = Vouch(0, person.id, person.name, value, text.strip(), on or desk.today)
    with desk.writing() as writer:
        people.whole(writer.reader, person.id)
        return new._replace(id=writer.add(new))


def look_up(desk: Desk, name: str) -> Record:
    """What I said of somebody, and how introducing them turned out. Raises NotFound, Ambiguous."""
    with people.about(desk, name) as (reader, person):
        made = [
            each
            for each in reader.introductions(person.id)
            if each.made_on and each.made_on <= desk.today
        ]
        return Record(person, tuple(recall(reader, desk.today, person.id)), tuple(made))


def recall(reader: Reader, today: date, contact_id: int | None = None) -> list[Vouch]:
    """What I had said by a day, latest first; of one contact, if one is given."""
    return [each for each in reader.vouches(contact_id) if each.on <= today]
