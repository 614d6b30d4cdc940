"""A contact as a vCard of version 3.0 or 4.0.

netlog reads it back without loss, and other programs without complaint: what the standards have no
place for stands in properties and parameters called X-NETLOG-…, which they keep or ignore.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from netlog.core import names
from netlog.core.model import Intros
from netlog.formats.contentlines import escape, fold
from netlog.formats.vcard_points import make_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from netlog.core.model import Birthday, Contact, Note, Point
    from netlog.formats.entry import Remark, Tie

Version = Literal["3.0", "4.0"]


def write(
    contact: Contact,
    version: Version = "3.0",
    *,
    notes: Iterable[Note | Remark] = (),
    introduced_by_uid: str = "",
    knows: Iterable[Tie] = (),
) -> str:
    """The card, each line ending in CRLF. `knows` are the people whom the contact knows."""
    lines = (
        "BEGIN:VCARD",
        f"VERSION:{version}",
        "PRODID:-//netlog//netlog//EN",
        *_identity(contact, version),
        *_points(contact.points),
        *_own_fields(contact),
        *(f"X-NETLOG-KNOWN-AS:{escape(uid)}" for uid in contact.known_as),
        *_property("X-NETLOG-INTRODUCED-BY", introduced_by_uid),
        *map(_tie, knows),
        *(_note(note) for note in notes),
        "END:VCARD",
    )
    return "".join(map(fold, lines))


def _property(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"{name}:{escape(text)}"


def _identity(contact: Contact, version: Version) -> Iterator[str]:
    if contact.uid:
        yield _uid(contact.uid, version)
    yield f"FN:{escape(contact.name)}"
    yield f"N:{_structured(contact.name)}"
    yield from _property("ORG", contact.org)
    yield from _property("TITLE", contact.title)
    if contact.city:
        yield f"ADR:;;;{escape(contact.city)};;;"
    if contact.birthday:
        yield _birthday(contact.birthday, version)
    # One line each: vobject, and so khard, takes the first of a list alone.
    yield from (f"NICKNAME:{escape(alias)}" for alias in contact.aliases)
    if contact.tags:
        yield f"CATEGORIES:{','.join(map(escape, contact.tags))}"


def _uid(uid: str, version: Version) -> str:
    """In version 4.0 a URI, or else marked as text."""
    if version == "3.0":
        return f"UID:{escape(uid)}"
    from uuid import UUID

    try:
        is_uuid = str(UUID(uid)) == uid.lower()
    except ValueError:
        is_uuid = False
    return f"UID:urn:uuid:{uid}" if is_uuid else f"UID;VALUE=text:{escape(uid)}"


def _structured(name: str) -> str:
    """The last word as the family's name: a phone then shows the name as it is, sorted by it."""
    given, _, family = ("", "", name) if names.is_unspaced(name) else name.rpartition(" ")
    if not given:
        given, family = family, ""
    return f"{escape(family)};{escape(given)};;;"


def _birthday(day: Birthday, version: Version) -> str:
    """Version 4.0 can leave the year out; Apple's way of doing so in 3.0 is widely understood."""
    if version == "4.0":
        head = "--" if day.year is None else f"{day.year:04}"
        return f"BDAY:{head}{day.month:02}{day.day:02}"
    if day.year is None:
        return f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{day.month:02}-{day.day:02}"
    return f"BDAY:{day}"


_PROPERTIES = {"email": "EMAIL", "phone": "TEL", "url": "URL"}


def _points(points: Iterable[Point]) -> Iterator[str]:
    """Each with its label: as its types, or where there are none for it, as Apple labels things."""
    for number, point in enumerate(points, 1):
        # A URL is no text for the standards, but vobject cuts it at a comma that is not escaped.
        name, value = _PROPERTIES[point.kind], escape(point.value)
        types = make_types(point.kind, point.label)
        if types:
            yield f"{name};TYPE={types}:{value}"
        elif point.label:
            yield f"item{number}.{name}:{value}"
            yield f"item{number}.X-ABLabel:{escape(point.label)}"
        else:
            yield f"{name}:{value}"


def _own_fields(contact: Contact) -> Iterator[str]:
    yield f"X-NETLOG-ADDED-ON:{contact.added_on}"  # always: by this netlog knows its own cards
    yield from _property("X-NETLOG-MET", contact.met)
    if contact.met_on:
        yield f"X-NETLOG-MET-ON:{contact.met_on}"
    yield from _property("X-NETLOG-CIRCLE", contact.circle or "")
    if contact.cadence_days:
        yield f"X-NETLOG-CADENCE:{contact.cadence_days}"
    if contact.snoozed_until:
        yield f"X-NETLOG-SNOOZED-UNTIL:{contact.snoozed_until}"
    if contact.intros is not Intros.ASK:
        yield f"X-NETLOG-INTROS:{contact.intros.value}"
    if contact.archived:
        yield "X-NETLOG-ARCHIVED:true"
    yield from _property("X-NETLOG-ABOUT", contact.about)


def _tie(tie: Tie) -> str:
    how = f";{escape(tie.how)}" if tie.how else ""
    return f"X-NETLOG-KNOWS{_day(tie.on)}:{escape(tie.uid)}{how}"


def _note(note: Note | Remark) -> str:
    return f"NOTE{_day(note.on)}:{escape(note.text)}"


def _day(on: date | None) -> str:
    return f";X-NETLOG-ON={on}" if on else ""
