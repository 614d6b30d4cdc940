"""One record as TOML, for the user's editor.

What a user writes of it stands there, also what is empty. People, addresses and numbers are lines
of text that can be added to, changed and deleted; a field that is missing stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from netlog.core import dates, followup, names, tidy
from netlog.core.introductions import Introduction
from netlog.core.model import (
    Channel,
    Contact,
    Direction,
    Favour,
    FollowUp,
    Intros,
    Named,
    Note,
    Participant,
    Point,
    Touchpoint,
)
from netlog.errors import Ambiguous, BadInput, UnknownName

Thing = Contact | Touchpoint | Note | Favour | FollowUp | Introduction
Everyone = Mapping[int, Named]
Word = TypeVar("Word", bound=StrEnum)

_LONGEST_GAP = 36_525  # days: a hundred years


def write(thing: Thing, everyone: Everyone) -> str:
    """The record as TOML, below a line that says what it is."""
    import tomli_w

    body = tomli_w.dumps(_table(thing, everyone), multiline_strings=True)
    title = _title(thing, everyone)
    return f"# {title}. Save and close to keep what you changed.\n{body}"


def _title(thing: Thing, everyone: Everyone) -> str:
    match thing:
        case Contact():
            return f"{thing.name} (c{thing.id})"
        case Touchpoint():
            return f"touchpoint p{thing.id}"
        case Note():
            return f"note n{thing.id} about {everyone[thing.contact_id].name}"
        case Favour():
            return f"favour f{thing.id}, {thing.kind}, with {thing.name}"
        case FollowUp():
            return f"follow-up t{thing.id}"
        case Introduction(a=a, b=b):
            return f"introduction i{thing.id} of {a.name} and {b.name}"


def read(text: str, before: Thing, everyone: Everyone) -> Thing:
    """The record as the user left it.

    Raises:
        BadInput: the text is not TOML, a field is unknown, or a value cannot be taken.
        UnknownName, Ambiguous: a line that does not say which person is meant.
    """
    import tomllib

    try:
        edited = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"this is not valid TOML: {error}", "mend that line") from error
    table = _table(before, everyone)
    for key in edited:
        if key not in table:
            raise BadInput(f"there is no field {key}", f"there are: {', '.join(table)}")
    fields = _Fields({**table, **edited})
    match before:
        case Contact():
            return _contact(fields, before, everyone)
        case Touchpoint():
            return _touchpoint(fields, before, everyone)
        case Note():
            return _note(fields, before)
        case Favour():
            return _favour(fields, before)
        case FollowUp():
            return _follow_up(fields, before, everyone)
        case Introduction():
            return _introduction(fields, before)


def _table(thing: Thing, everyone: Everyone) -> dict[str, Any]:
    match thing:
        case Contact():
            return _contact_table(thing, everyone)
        case Touchpoint():
            return {
                "on": thing.on,
                "at": thing.at.isoformat("minutes") if thing.at else "",
                "channel": thing.channel.value,
                "depth": thing.depth or 0,
                "minutes": thing.minutes or 0,
                "place": thing.place,
                "tags": list(thing.tags),
                "note": thing.note,
                "people": [_part_line(part) for part in thing.people],
            }
        case Note():
            return {"on": thing.on, "text": thing.text}
        case Favour():
            return {"on": thing.on, "what": thing.what, "size": thing.size}
        case FollowUp():
            return {
                "text": thing.text,
                "who": _person_line(thing.contact_id, everyone),
                "due_on": thing.due_on,
                "every": thing.every or "",
                "done_on": thing.done_on.isoformat() if thing.done_on else "",
            }
        case Introduction():
            return {"purpose": thing.purpose}


def _contact_table(thing: Contact, everyone: Everyone) -> dict[str, Any]:
    return {
        "name": thing.name,
        "org": thing.org,
        "title": thing.title,
        "city": thing.city,
        "birthday": str(thing.birthday or ""),
        "met": thing.met,
        "met_on": thing.met_on.isoformat() if thing.met_on else "",
        "introduced_by": _person_line(thing.introduced_by, everyone),
        "circle": thing.circle or "none",
        "cadence_days": thing.cadence_days or 0,
        "snoozed_until": thing.snoozed_until.isoformat() if thing.snoozed_until else "",
        "intros": thing.intros.value,
        "about": thing.about,
        "archived": thing.archived,
        "aliases": list(thing.aliases),
        "tags": list(thing.tags),
        "emails": [_point_line(point) for point in thing.points if point.kind == "email"],
        "phones": [_point_line(point) for point in thing.points if point.kind == "phone"],
        "urls": [_point_line(point) for point in thing.points if point.kind == "url"],
    }


def _contact(fields: _Fields, before: Contact, everyone: Everyone) -> Contact:
    birthday, introducer = fields.text("birthday"), fields.text("introduced_by")
    circle = fields.text("circle")
    return before._replace(
        name=names.clean(fields.text("name")),
        org=fields.text("org"),
        title=fields.text("title"),
        city=fields.text("city"),
        birthday=dates.parse_birthday(birthday) if birthday else None,
        met=fields.text("met"),
        met_on=fields.day_or_none("met_on"),
        introduced_by=_person(introducer, everyone) if introducer else None,
        circle=None if circle in {"", "none"} else circle,
        cadence_days=fields.number("cadence_days", most=_LONGEST_GAP),
        snoozed_until=fields.day_or_none("snoozed_until"),
        intros=fields.choice("intros", Intros),
        about=fields.text("about"),
        archived=fields.truth("archived"),
        aliases=_aliases(fields),
        tags=_tags(fields),
        points=tuple(
            _point(kind, line)
            for kind in ("email", "phone", "url")
            for line in fields.lines(f"{kind}s")
        ),
    )


def _touchpoint(fields: _Fields, before: Touchpoint, everyone: Everyone) -> Touchpoint:
    people = {part.contact_id: part for part in _parts(fields, everyone)}
    if not people:
        raise BadInput("a touchpoint needs somebody", f"netlog rm p{before.id} takes it away")
    return before._replace(
        on=fields.day("on"),
        at=_time(fields.text("at")) if fields.text("at") else None,
        channel=fields.choice("channel", Channel),
        depth=fields.number("depth", most=5),
        minutes=fields.number("minutes", most=100_000),
        place=fields.text("place"),
        tags=_tags(fields),
        note=fields.text("note"),
        people=tuple(people.values()),
    )


def _note(fields: _Fields, before: Note) -> Note:
    if not fields.text("text"):
        raise BadInput("a note needs a text", f"netlog rm n{before.id} takes it away")
    return before._replace(on=fields.day("on"), text=fields.text("text"))


def _introduction(fields: _Fields, before: Introduction) -> Introduction:
    if not fields.text("purpose"):
        raise BadInput(
            "an introduction needs a purpose", f"netlog intro drop i{before.id} closes it"
        )
    return before._replace(purpose=fields.text("purpose"))


def _favour(fields: _Fields, before: Favour) -> Favour:
    if not fields.text("what"):
        raise BadInput("a favour needs words", f"netlog rm f{before.id} takes it away")
    size = fields.number("size", most=3)
    if size is None:
        raise BadInput("size is not a number from 1 to 3", "1 is a moment, 3 a great deal")
    return before._replace(on=fields.day("on"), what=fields.text("what"), size=size)


def _follow_up(fields: _Fields, before: FollowUp, everyone: Everyone) -> FollowUp:
    if not fields.text("text"):
        raise BadInput("a follow-up needs a text", f"netlog rm t{before.id} takes it away")
    who, every = fields.text("who"), fields.text("every")
    contact_id = _person(who, everyone) if who else None
    written = before._replace(
        contact_id=contact_id,
        name=everyone[contact_id].name if contact_id else "",
        text=fields.text("text"),
        done_on=fields.day_or_none("done_on"),
    )
    rhythm = str(dates.parse_every(every)) if every else ""
    if rhythm and written.done_on and not before.done_on:
        raise BadInput(
            "what repeats is never done for good",
            f'netlog done t{before.id} moves it on; every = "" lets it end',
        )
    return followup.replan(written, fields.day("due_on"), rhythm)


def _point_line(point: Point) -> str:
    return f"{point.value} ({point.label})" if point.label else point.value


def _point(kind: str, line: str) -> Point:
    """Read `ada@example.com (work)` back."""
    found = re.fullmatch(r"(.*?)(?:\s+\(([^()]+)\))?", line.strip(), re.DOTALL)
    assert found  # the first group takes anything
    value, label = found[1], found[2] or ""
    if kind == "email":
        return tidy.email_point(value, label)
    if kind == "phone":
        return tidy.phone_point(value, label)
    if not value:
        raise BadInput(f'"{line}" is not a url', "mend or delete that line")
    return tidy.any_point(kind, value, label)


def _part_line(part: Participant) -> str:
    waiting = ", awaits a reply" if part.awaits_reply else ""
    return f"{part.direction}: {part.name} (c{part.contact_id}){waiting}"


def _parts(fields: _Fields, everyone: Everyone) -> list[Participant]:
    """Read lines like `out: Ada Lovelace (c7), awaits a reply`; the direction may be missing."""
    parts = []
    for line in fields.lines("people"):
        found = re.fullmatch(r"(?:(out|in|both):)?\s*(.+?)(, awaits a reply)?", line.strip())
        if found is None:
            raise BadInput(f'"{line}" names nobody', "write both: Ada Lovelace, or in:, or out:")
        contact_id = _person(found[2], everyone)
        direction = Direction(found[1] or "both")
        part = Participant(contact_id, everyone[contact_id].name, direction, bool(found[3]))
        parts.append(part.consistent())
    return parts


def _person_line(contact_id: int | None, everyone: Everyone) -> str:
    """Somebody as `_person` reads them back; the empty text for nobody."""
    person = everyone.get(contact_id or 0)
    return names.label(person) if person else ""


def _person(text: str, everyone: Everyone) -> int:
    """Whom a line means, by the id in its brackets or by the name."""
    ids = [int(number) for number in re.findall(r"\(c([1-9][0-9]{0,8})[,)]", text)]
    ref = names.parse_ref(text)
    if ref and ref.kind == "contact":
        ids.append(ref.id)
    # A name, or an organisation, may itself hold something like (c12).
    for number in ids:
        if number in everyone and text.startswith(f"{everyone[number].name} (c{number}"):
            return number
    if ids:
        if ids[-1] not in everyone:
            raise UnknownName(f"c{ids[-1]}")
        return ids[-1]
    people = names.find(text, everyone.values()).people
    if not people:
        raise UnknownName(text, names.nearest(text, everyone.values()))
    if len(people) > 1:
        raise Ambiguous(text, [names.label(person) for person in people])
    return people[0].id


def _aliases(fields: _Fields) -> tuple[str, ...]:
    """Each once, as it was first written."""
    first: dict[str, str] = {}
    for line in fields.lines("aliases"):
        first.setdefault(names.fold(line), names.clean(line))
    return tuple(first.values())


def _tags(fields: _Fields) -> tuple[str, ...]:
    return tuple(sorted(tidy.tags(fields.lines("tags"))))


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise BadInput(f'"{text}" is not a time', "write it like 14:30") from None


class _Fields:
    """Values of a TOML table, each as the kind that its field asks for."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table

    def text(self, name: str) -> str:
        value = self._table[name]
        if isinstance(value, date | time):
            return value.isoformat()
        if not isinstance(value, str):
            raise BadInput(f"{name} is not a text", "write it in quotes")
        return value.strip()

    def lines(self, name: str) -> list[str]:
        value = self._table[name]
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise BadInput(f"{name} is not a list of texts", 'write it like ["one", "two"]')
        return [line.strip() for line in value if line.strip()]

    def day(self, name: str) -> date:
        value = self._table[name]
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            raise BadInput(f"{name} is not a day", "write it like 2026-11-01") from None

    def day_or_none(self, name: str) -> date | None:
        return self.day(name) if self.text(name) else None

    def number(self, name: str, most: int) -> int | None:
        """A whole number from 0 to `most`; 0 stands for none."""
        value = self._table[name]
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise BadInput(f"{name} is not a number from 0 to {most}", "0 stands for none")
        return value or None

    def truth(self, name: str) -> bool:
        value = self._table[name]
        if not isinstance(value, bool):
            raise BadInput(f"{name} is neither true nor false", "write true or false")
        return value

    def choice(self, name: str, kind: type[Word]) -> Word:
        try:
            return kind(self.text(name))
        except ValueError:
            raise BadInput(
                f'{name} cannot be "{self._table[name]}"', f"there are: {', '.join(kind)}"
            ) from None
