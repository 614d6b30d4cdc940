"""What netlog's own export holds: its sections, their fields, and what each field may say.

The file is one JSON object: `"netlog"`, the version of this format, then a list of records for each
section. The fields of a record are the columns of its table, whose rows are in the order of their
ids; what belongs to a record is within it. Left out is what follows from the rest: folded names and
normal forms, the tallies, full text, and the undo log.

A field that a newer netlog adds has a default, so that older files can be read; a change that an
older netlog would misread raises `VERSION`.
"""

from __future__ import annotations

import re
from collections import namedtuple
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from netlog.core import names
from netlog.core.introductions import Answer, Outcome
from netlog.core.model import Birthday, Channel, Direction, Intros, Kind, Want
from netlog.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION = 1

# A row of a section or a part: a named tuple of its fields, by name, and of its parts after them.
Row = Any


class Type(NamedTuple):
    """What a field may say, in words, and whether a JSON value does."""

    words: str
    holds: Callable[[Any], bool]


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


# What a field may say


def _is_text(value: Any) -> bool:
    """Whether it is text that can be written as UTF-8: half of a surrogate pair cannot."""
    return type(value) is str and not _SURROGATE.search(value)


_SURROGATE = re.compile("[\ud800-\udfff]")


def _whole(least: int, most: int, words: str = "") -> Type:
    """A whole number: no 1.0, and no true, which Python takes for 1."""
    return Type(
        words or f"a whole number from {least:,} to {most:,}",
        lambda value: type(value) is int and least <= value <= most,
    )


def _one_of(*words: str) -> Type:
    return Type(f"one of {', '.join(words)}", lambda value: type(value) is str and value in words)


def _written(words: str, is_well_written: Callable[[str], object]) -> Type:
    """A text that a function reads without a complaint, and finds good; it remembers the last."""

    @lru_cache(4096)
    def reads(text: str) -> bool:
        try:
            return bool(is_well_written(text))
        except (ValueError, BadInput):
            return False

    return Type(words, lambda value: type(value) is str and len(value) < _LONGEST and reads(value))


_LONGEST = 1000  # characters of a name, which has 200 at the most, a day, or a rhythm


def _is_day(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


def _is_past_day(text: str) -> bool:
    # What is counted from such a day must be a day of the calendar, too.
    return _is_day(text) and text < "9000"


def _is_birthday(text: str) -> bool:
    day = Birthday.fromiso(text)
    return str(day) == text and bool(date(day.year or 2000, day.month, day.day))


def _is_rhythm(text: str) -> bool:
    from netlog.core import dates  # dateutil; an export has no need of it

    return str(dates.parse_every(text)) == text


def _is_instant(text: str) -> bool:
    return f"{datetime.fromisoformat(text[:-1]).isoformat(timespec='seconds')}Z" == text


_TEXT = Type("text", _is_text)
_WORDS = Type("text that is not empty", lambda value: _is_text(value) and bool(value))
_NAME = _written("a name", lambda text: _is_text(text) and names.clean(text))
_FLAG = Type("true or false", lambda value: type(value) is bool)
_DAY = _written("a day such as 2026-01-31", _is_day)
_PAST_DAY = _written("a day such as 2026-01-31, before the year 9000", _is_past_day)
_BIRTHDAY = _written("a birthday such as 1988-02-29 or --02-29", _is_birthday)
_TIME = _written("a time such as 09:30", re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII).fullmatch)
_RHYTHM = _written("a rhythm such as 3w", _is_rhythm)
_INSTANT = _written("an instant such as 2026-01-31T09:30:00Z", _is_instant)
_ID = _whole(1, 2**63 - 1, "an id")


def _or_null(type_: Type) -> Type:
    return Type(f"{type_.words}, or null", lambda value: value is None or type_.holds(value))


# The sections


def _optional(name: str, type_: Type, refers: str = "") -> Field:
    return Field(name, _or_null(type_), None, refers)


def _contact(name: str = "contact_id") -> Field:
    return Field(name, _ID, refers="contacts")


_IDENTITY = (Field("id", _ID), Field("uid", _WORDS))
_TIMES = (Field("created_at", _INSTANT), Field("updated_at", _INSTANT))


def _side(side: str) -> tuple[Field, ...]:
    return (
        _contact(f"{side}_id"),
        Field(f"{side}_answer", _one_of(*Answer), "not asked"),
        _optional(f"{side}_asked_on", _DAY),
        Field(f"{side}_asks", _whole(0, 1_000_000), 0),
        _optional(f"{side}_answered_on", _DAY),
    )


CONTACTS = Section(
    "contacts", "contact", "contact",
    (
        *_IDENTITY,
        Field("name", _NAME),
        Field("org", _TEXT, ""),
        Field("title", _TEXT, ""),
        Field("city", _TEXT, ""),
        _optional("birthday", _BIRTHDAY),
        Field("met", _TEXT, ""),
        _optional("met_on", _PAST_DAY),
        _optional("introduced_by", _ID, "contacts"),
        _optional("circle", _WORDS),
        _optional("cadence_days", _whole(1, 36_525)),
        Field("intros", _one_of(*Intros), "ask"),
        Field("about", _TEXT, ""),
        Field("archived", _FLAG, False),
        Field("added_on", _PAST_DAY),
        _optional("snoozed_until", _DAY),
        *_TIMES,
    ),
    (
        Part("points", "contact_point", "contact_id", (
            Field("kind", _one_of("email", "phone", "url")),
            Field("value", _TEXT),
            Field("label", _TEXT, ""),
        )),
        Part("aliases", "alias", "contact_id", (Field("name", _WORDS),), unique="name"),
        Part("tags", "contact_tag", "contact_id", (Field("tag", _WORDS),), "tag", "tag"),
        Part("uids", "contact_uid", "contact_id", (Field("uid", _WORDS),), unique="uid"),
    ),
)  # fmt: skip
TOUCHPOINTS = Section(
    "touchpoints", "touchpoint", "touchpoint",
    (
        *_IDENTITY,
        Field("day", _PAST_DAY),
        _optional("at", _TIME),
        Field("channel", _one_of(*Channel)),
        Field("note", _TEXT, ""),
        _optional("depth", _whole(1, 5)),
        _optional("minutes", _whole(1, 1_000_000)),
        Field("place", _TEXT, ""),
        Field("source", _TEXT, ""),
        _optional("source_id", _TEXT),
        *_TIMES,
    ),
    (
        Part("people", "participant", "touchpoint_id", (
            _contact(),
            Field("direction", _one_of(*Direction)),
            Field("awaits_reply", _FLAG, False),
        ), unique="contact_id"),
        Part("tags", "touchpoint_tag", "touchpoint_id", (Field("tag", _WORDS),), "tag", "tag"),
    ),
    unique=("source", "source_id"),
)  # fmt: skip
SECTIONS = (
    CONTACTS,
    TOUCHPOINTS,
    Section("notes", "note", "note", (
        *_IDENTITY,
        _contact(),
        Field("day", _DAY),
        Field("text", _TEXT),
        *_TIMES,
    )),
    Section("favours", "favour", "favour", (
        *_IDENTITY,
        Field("touchpoint_id", _ID, refers="touchpoints"),
        _contact(),
        Field("kind", _one_of(*Kind)),
        Field("size", _whole(1, 3), 1),
        _optional("settled_by", _ID, "touchpoints"),
        *_TIMES,
    ), unique=("touchpoint_id", "contact_id")),
    Section("follow_ups", "follow_up", "follow-up", (
        *_IDENTITY,
        _optional("contact_id", _ID, "contacts"),
        Field("text", _WORDS),
        Field("due_on", _DAY),
        Field("anchor_on", _DAY),
        _optional("every", _RHYTHM),
        _optional("done_on", _DAY),
        *_TIMES,
    )),
    Section("interests", "interest", "interest", (
        *_IDENTITY,
        _contact(),
        Field("kind", _one_of(*Want)),
        Field("what", _WORDS),
        Field("day", _DAY),
        _optional("settled_on", _DAY),
        *_TIMES,
    )),
    Section("introductions", "introduction", "introduction", (
        *_IDENTITY,
        *_side("a"),
        *_side("b"),
        Field("purpose", _WORDS),
        Field("opened_on", _DAY),
        _optional("made_on", _DAY),
        _optional("touchpoint_id", _ID, "touchpoints"),
        Field("one_sided", _FLAG, False),
        _optional("outcome", _one_of(*Outcome)),
        Field("outcome_text", _TEXT, ""),
        _optional("outcome_on", _DAY),
        _optional("dropped_on", _DAY),
        *_TIMES,
    )),
    Section("vouches", "vouch", "vouch", (
        *_IDENTITY,
        _contact(),
        Field("value", _whole(1, 5)),
        Field("text", _TEXT, ""),
        Field("day", _DAY),
        *_TIMES,
    )),
    Section("acquaintances", "acquaintance", "acquaintance", (
        *_IDENTITY,
        _contact("a_id"),
        _contact("b_id"),
        Field("how", _TEXT, ""),
        Field("day", _DAY),
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
        Field("org", _WORDS),
        Field("title", _TEXT, ""),
        Field("left_on", _DAY),
        *_TIMES,
    )),
)  # fmt: skip


def is_flag(field: Field) -> bool:
    """Whether a column holds 0 or 1 for false or true."""
    return field.type is _FLAG


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

    value = value[:_LONGEST] if isinstance(value, str) else value
    if isinstance(value, list | dict):
        shown = "an object" if isinstance(value, dict) else "a list"
    else:
        shown = shorten(json.dumps(value), 40)
    return f"{field.name} is {shown}, not {field.type.words}"
