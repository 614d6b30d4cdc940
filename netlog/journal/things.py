"""The records that an id or a name means, and writing one as it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from netlog.core import names, tidy
from netlog.core.introductions import Introduction
from netlog.core.model import Contact, Direction, Favour, FollowUp, Kind, Note, Touchpoint
from netlog.errors import BadInput, NotFound
from netlog.journal import people

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader
    from netlog.store.writer import Writer

Thing = Contact | Touchpoint | Note | Favour | FollowUp | Introduction
Record = TypeVar("Record", bound=Thing)

_KINDS: dict[type[Thing], str] = {
    Contact: "contact",
    Touchpoint: "touchpoint",
    Note: "note",
    Favour: "favour",
    FollowUp: "follow-up",
    Introduction: "introduction",
}
_LISTED_BY = {  # the rest by the timeline
    "favour": "favours",
    "follow-up": "todos",
    "introduction": "intro list --all",
}
# The direction that a touchpoint of such a favour cannot have.
_AGAINST = {Kind.GIVEN: Direction.IN, Kind.RECEIVED: Direction.OUT, Kind.ASKED: Direction.IN}


class Edited(NamedTuple):
    """A record before and after, equal where nothing was to change, and whom it is about."""

    before: Thing
    after: Thing
    name: str


def kind(thing: Thing) -> str:
    """What a record is called, as `names.parse_ref` does."""
    return _KINDS[type(thing)]


def find(desk: Desk, text: str) -> Thing:
    """The record that an id or a name means. Raises NotFound, Ambiguous."""
    ref = names.parse_ref(text)
    if ref is None or ref.kind == "contact":
        return find_contact(desk, text)
    with desk.reading() as reader:
        thing = _look_up(reader, ref.kind, ref.id)
    if thing is None:
        command = _LISTED_BY.get(ref.kind, "timeline")
        raise NotFound(f"there is no {ref.kind} {text}", f"netlog {command} shows what there is")
    return thing


def find_contact(desk: Desk, name: str) -> Contact:
    """The whole record of the one contact that a name means. Raises NotFound, Ambiguous."""
    with people.about(desk, name) as (reader, person):
        return people.whole(reader, person.id)


def again(reader: Reader, thing: Record) -> Record:
    """The record as it is now. Raises NotFound when somebody removed it meanwhile."""
    now = _look_up(reader, kind(thing), thing.id)
    if not isinstance(now, type(thing)):
        raise NotFound("that record is no longer there", "netlog history says why")
    return now


def save(desk: Desk, before: Record, change: Callable[[Record], Record]) -> Edited:
    """Change a record as it is when it is written, which another command may have changed since
    it was read; write nothing where nothing changes.

    Raises:
        NotFound: it is no longer there.
        BadInput: what only the journal can know to be wrong.
    """
    if change(before) == before:
        return unchanged(desk, before)
    with desk.writing() as writer:
        now = again(writer.reader, before)
        after = change(now)
        _write(writer, now, after)
        after = again(writer.reader, after)
        return Edited(now, after, about(writer.reader, after))


def unchanged(desk: Desk, thing: Thing) -> Edited:
    """A record that stays as it is."""
    with desk.reading() as reader:
        return Edited(thing, thing, about(reader, thing))


def about(reader: Reader, thing: Thing) -> str:
    """Whom a record is about, by name; what it is about, where that is nobody."""
    match thing:
        case Touchpoint():
            return ", ".join(part.name for part in thing.people)
        case Note():
            return people.whole(reader, thing.contact_id).name
        case FollowUp():
            return thing.name or thing.text
        case Introduction():
            return " and ".join(side.name for side in thing.sides)
    return thing.name


def _look_up(reader: Reader, kind: str, number: int) -> Thing | None:
    match kind:
        case "contact":
            return reader.contact(number)
        case "touchpoint":
            return reader.touchpoint(number)
        case "note":
            return reader.note(number)
        case "favour":
            return reader.favour(number)
        case "follow-up":
            return reader.follow_up(number)
        case "introduction":
            return reader.introduction(number)
    return None


def _write(writer: Writer, now: Thing, after: Thing) -> None:
    match after:
        case Contact():
            assert isinstance(now, Contact)
            after = after._replace(points=tidy.distinct(after.points))
            people.refuse_taken(writer.reader, after, now)
            writer.save_contact(after)
        case Touchpoint():
            _refuse_contradiction(writer.reader, after)
            writer.save_touchpoint(after)
        case Note():
            writer.save(after)
        case Favour():
            writer.size_favour(after.id, after.size)
            touchpoint = writer.reader.touchpoint(after.touchpoint_id)
            assert touchpoint is not None
            touchpoint = touchpoint._replace(on=after.on, note=after.what)
            _refuse_contradiction(writer.reader, touchpoint)
            writer.save_touchpoint(touchpoint)
        case FollowUp():
            if after.contact_id is not None:
                people.whole(writer.reader, after.contact_id)
            writer.save(after)
        case Introduction():
            writer.save(after)


def _refuse_contradiction(reader: Reader, touchpoint: Touchpoint) -> None:
    """Keep whoever has a favour on a touchpoint, or one settled by it, on it, on a day and in a
    direction that go with that. Raises BadInput.
    """
    here = {part.contact_id: part.direction for part in touchpoint.people}
    for favour in reader.favours_of(touchpoint.id):
        if here.get(favour.contact_id) is _AGAINST[favour.kind]:
            raise BadInput(
                f"this touchpoint is the favour f{favour.id}, {favour.kind},"
                f" and cannot go {_AGAINST[favour.kind]}",
                f"netlog rm f{favour.id} takes the favour away",
            )
        _refuse_disorder(favour._replace(on=touchpoint.on))
        if favour.contact_id not in here:
            raise BadInput(
                f"with {favour.name}, this touchpoint is the favour f{favour.id}",
                f"leave them on it; netlog rm f{favour.id} takes the favour away",
            )
    for favour in reader.settled_with(touchpoint.id):
        if touchpoint.on < favour.on:
            raise _disorder(favour, touchpoint.on)
        if favour.contact_id not in here:
            raise BadInput(
                f"with {favour.name}, this touchpoint settles the favour f{favour.id}",
                f"leave them on it; netlog rm p{touchpoint.id} opens the favour again",
            )


def _refuse_disorder(favour: Favour) -> None:
    """Keep a favour from moving behind what settled it. Raises BadInput."""
    if favour.settled_on and favour.on > favour.settled_on:
        raise _disorder(favour, favour.settled_on)


def _disorder(favour: Favour, settled_on: date) -> BadInput:
    return BadInput(
        f"f{favour.id} would be of {favour.on}, and {favour.outcome} on {settled_on} already",
        "choose another day, or change the other one first",
    )
