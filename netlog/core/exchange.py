"""What netlog's own export holds: its sections, their fields, and what each field may say.

The file is one JSON object: `"netlog"`, the version of this format, then a list of records for each
section. The fields of a record are the columns of its table, whose rows are in the order of their
ids; what belongs to a record is within it. Left out is what follows from the rest: folded names and
normal forms, the tallies, full text, and the undo log.

A field that a newer netlog adds has a default, so that older files can be read; a change that an
older netlog would misread raises `VERSION`.
"""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from typing import Any, NamedTuple

from netlog.core.exchange_types import (
    BIRTHDAY,
    DAY,
    FLAG,
    ID,
    INSTANT,
    LONGEST,
    NAME,
    PAST_DAY,
    RHYTHM,
    TEXT,
    TIME,
    WORDS,
    Type,
    one_of,
    or_null,
    whole,
)
from netlog.core.introductions import Answer, Outcome
from netlog.core.model import Channel, Direction, Intros, Kind, Want

VERSION = 1

# A row of a section or a part: a named tuple of its fields, by name, and of its parts after them.
Row = Any


class _Required:
    """There is no default."""


_REQUIRED = _Required()


class Field(NamedTuple):
    """A column. One that `refers` to a section has the id of one of its records."""

    name: str
    type: Type
    default: Any = _REQUIRED
    refers: str = ""

    @property
    def is_required(self) -> bool:
        return self.default is _REQUIRED


class Part(NamedTuple):
    """Rows that belong to a record, in a list of its own: of objects, or of texts where there is
    one field only. No two of them are equal in `unique`.
    """

    name: str
    table: str
    owner: str
    fields: tuple[Field, ...]
    order: str = "id"
    unique: str = ""

    @property
    def is_bare(self) -> bool:
        return len(self.fields) == 1

    @property
    def row(self) -> Row:
        return _row(self.table, *(field.name for field in self.fields))


class Section(NamedTuple):
    """A table. No two rows are equal in all of `unique`, where these are not null. In a `pair` the
    smaller id comes first; a contact is never both of two.
    """

    name: str
    table: str
    thing: str
    fields: tuple[Field, ...]
    parts: tuple[Part, ...] = ()
    unique: tuple[str, ...] = ()
    is_pair: bool = False

    @property
    def row(self) -> Row:
        return _row(
            self.table, *(field.name for field in self.fields), *(p.name for p in self.parts)
        )


@cache
def _row(table: str, *fields: str) -> Row:
    # A third of the memory that a dictionary takes; a long log has a million of them.
    return namedtuple(table, fields)


# The sections


def _optional(name: str, type_: Type, refers: str = "") -> Field:
    return Field(name, or_null(type_), None, refers)


def _contact(name: str = "contact_id") -> Field:
    return Field(name, ID, refers="contacts")


_IDENTITY = (Field("id", ID), Field("uid", WORDS))
_TIMES = (Field("created_at", INSTANT), Field("updated_at", INSTANT))


def _side(side: str) -> tuple[Field, ...]:
    return (
        _contact(f"{side}_id"),
        Field(f"{side}_answer", one_of(*Answer), "not asked"),
        _optional(f"{side}_asked_on", DAY),
        Field(f"{side}_asks", whole(0, 1_000_000), 0),
        _optional(f"{side}_answered_on", DAY),
    )


CONTACTS = Section(
    "contacts", "contact", "contact",
    (
        *_IDENTITY,
        Field("name", NAME),
        Field("org", TEXT, ""),
        Field("title", TEXT, ""),
        Field("city", TEXT, ""),
        _optional("birthday", BIRTHDAY),
        Field("met", TEXT, ""),
        _optional("met_on", PAST_DAY),
        _optional("introduced_by", ID, "contacts"),
        _optional("circle", WORDS),
        _optional("cadence_days", whole(1, 36_525)),
        Field("intros", one_of(*Intros), "ask"),
        Field("about", TEXT, ""),
        Field("archived", FLAG, False),
        Field("added_on", PAST_DAY),
        _optional("snoozed_until", DAY),
        *_TIMES,
    ),
    (
        Part("points", "contact_point", "contact_id", (
            Field("kind", one_of("email", "phone", "url")),
            Field("value", TEXT),
            Field("label", TEXT, ""),
        )),
        Part("aliases", "alias", "contact_id", (Field("name", WORDS),), unique="name"),
        Part("tags", "contact_tag", "contact_id", (Field("tag", WORDS),), "tag", "tag"),
        Part("uids", "contact_uid", "contact_id", (Field("uid", WORDS),), unique="uid"),
    ),
)  # fmt: skip
TOUCHPOINTS = Section(
    "touchpoints", "touchpoint", "touchpoint",
    (
        *_IDENTITY,
        Field("day", PAST_DAY),
        _optional("at", TIME),
        Field("channel", one_of(*Channel)),
        Field("note", TEXT, ""),
        _optional("depth", whole(1, 5)),
        _optional("minutes", whole(1, 1_000_000)),
        Field("place", TEXT, ""),
        Field("source", TEXT, ""),
        _optional("source_id", TEXT),
        *_TIMES,
    ),
    (
        Part("people", "participant", "touchpoint_id", (
            _contact(),
            Field("direction", one_of(*Direction)),
            Field("awaits_reply", FLAG, False),
        ), unique="contact_id"),
        Part("tags", "touchpoint_tag", "touchpoint_id", (Field("tag", WORDS),), "tag", "tag"),
    ),
    unique=("source", "source_id"),
)  # fmt: skip
SECTIONS = (
    CONTACTS,
    TOUCHPOINTS,
    Section("notes", "note", "note", (
        *_IDENTITY,
        _contact(),
        Field("day", DAY),
        Field("text", TEXT),
        *_TIMES,
    )),
    Section("favours", "favour", "favour", (
        *_IDENTITY,
        Field("touchpoint_id", ID, refers="touchpoints"),
        _contact(),
        Field("kind", one_of(*Kind)),
        Field("size", whole(1, 3), 1),
        _optional("settled_by", ID, "touchpoints"),
        *_TIMES,
    ), unique=("touchpoint_id", "contact_id")),
    Section("follow_ups", "follow_up", "follow-up", (
        *_IDENTITY,
        _optional("contact_id", ID, "contacts"),
        Field("text", WORDS),
        Field("due_on", DAY),
        Field("anchor_on", DAY),
        _optional("every", RHYTHM),
        _optional("done_on", DAY),
        *_TIMES,
    )),
    Section("interests", "interest", "interest", (
        *_IDENTITY,
        _contact(),
        Field("kind", one_of(*Want)),
        Field("what", WORDS),
        Field("day", DAY),
        _optional("settled_on", DAY),
        *_TIMES,
    )),
    Section("introductions", "introduction", "introduction", (
        *_IDENTITY,
        *_side("a"),
        *_side("b"),
        Field("purpose", WORDS),
        Field("opened_on", DAY),
        _optional("made_on", DAY),
        _optional("touchpoint_id", ID, "touchpoints"),
        Field("one_sided", FLAG, False),
        _optional("outcome", one_of(*Outcome)),
        Field("outcome_text", TEXT, ""),
        _optional("outcome_on", DAY),
        _optional("dropped_on", DAY),
        *_TIMES,
    )),
    Section("vouches", "vouch", "vouch", (
        *_IDENTITY,
        _contact(),
        Field("value", whole(1, 5)),
        Field("text", TEXT, ""),
        Field("day", DAY),
        *_TIMES,
    )),
    Section("acquaintances", "acquaintance", "acquaintance", (
        *_IDENTITY,
        _contact("a_id"),
        _contact("b_id"),
        Field("how", TEXT, ""),
        Field("day", DAY),
        *_TIMES,
    ), unique=("a_id", "b_id"), is_pair=True),
    Section("distinctions", "distinction", "distinction", (
        *_IDENTITY,
        _contact("a_id"),
        _contact("b_id"),
        *_TIMES,
    ), unique=("a_id", "b_id"), is_pair=True),
    Section("posts", "post", "post", (
        *_IDENTITY,
        _contact(),
        Field("org", WORDS),
        Field("title", TEXT, ""),
        Field("left_on", DAY),
        *_TIMES,
    )),
)  # fmt: skip


def is_flag(field: Field) -> bool:
    """Whether a column holds 0 or 1 for false or true."""
    return field.type is FLAG


def find_fault(section: Section, row: Row) -> str:
    """What is wrong with a row whose fields are all right; empty if nothing is."""
    if getattr(row, "a_id", 0) == getattr(row, "b_id", 1):
        return f"a_id and b_id are both {row.a_id}"
    if section.name == "favours" and row.kind == Kind.GIVEN and row.settled_by is not None:
        return "settled_by is set, and a favour given has nothing to settle"
    return ""


def in_order(section: Section, row: Row) -> Row:
    """The row, with the smaller id first in a pair."""
    if section.is_pair and row.a_id > row.b_id:
        return row._replace(a_id=row.b_id, b_id=row.a_id)
    return row


def subject(section: Section, row: Row) -> tuple[object, ...] | None:
    """What no other row of the section may be about, if there is such a thing."""
    values = tuple(getattr(row, name) for name in section.unique)
    return values if values and None not in values else None


def marks(section: Section, row: Row) -> list[tuple[str, object]]:
    """What no two rows of a section share: the id, uids and the subject, each with its name."""
    found = [("id", row.id), ("uid", row.uid)]
    if section is CONTACTS:
        found += [("uid", each.uid) for each in row.uids]
    if about := subject(section, row):
        found.append((" with ".join(section.unique), about))
    return found


def describe(field: Field, value: Any) -> str:
    """Why a value cannot be taken: `depth is 7, not a whole number from 1 to 5, or null`."""
    import json

    from netlog.core.excerpt import shorten

    value = value[:LONGEST] if isinstance(value, str) else value
    if isinstance(value, list | dict):
        shown = "an object" if isinstance(value, dict) else "a list"
    else:
        shown = shorten(json.dumps(value), 40)
    return f"{field.name} is {shown}, not {field.type.words}"
