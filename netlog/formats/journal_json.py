"""netlog's own export in JSON: everything, in the shape that `core.exchange` describes.

There is a line for each record, so that two exports can be compared line by line; but any JSON of
that shape is read, in any order.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from netlog.core import exchange
from netlog.core.exchange import SECTIONS, TOUCHPOINTS, VERSION
from netlog.core.model import Problem
from netlog.errors import BadInput
from netlog.formats.jsontext import BrokenError, JsonText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netlog.core.exchange import Part, Row, Section

    Records = Iterable[tuple[Section, Iterable[dict[str, Any]]]]

_BY_NAME = {section.name: section for section in SECTIONS}
_SHORT = 20  # characters of an instant
# What acts on a terminal, or ends a line for some programs, and JSON itself lets stand.
_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class File(NamedTuple):
    """The sound rows of an export, by section; what was wrong with others; how many records there
    were in all.
    """

    rows: dict[str, list[Row]]
    problems: tuple[Problem, ...]
    read: int


# Writing


def write(records: Records) -> Iterator[bytes]:
    """An export, piece by piece. The same journal gives the same bytes."""
    yield f'{{"netlog": {VERSION}'.encode()
    for section, each in records:
        yield f',\n"{section.name}": ['.encode()
        between = "\n"
        for record in each:
            line = json.dumps(record, ensure_ascii=False)
            yield f"{between}{_ACTING.sub(_escape, line)}".encode()
            between = ",\n"
        yield b"]" if between == "\n" else b"\n]"
    yield b"\n}\n"


def _escape(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


# Reading


def read(stream: BinaryIO, progress: Callable[[int], None] | None = None) -> File:
    """Every sound record of an export. A bad one is told with its place, such as `touchpoints[17]`;
    a file that breaks off is read up to there.

    Raises BadInput for what is no export of netlog, or one of a newer netlog.
    """
    reading = _Reading()
    text = JsonText(stream, progress)
    try:
        reading.read(text)
    except BrokenError as error:
        reading.refuse(reading.place, f"the file is damaged here: {error}")
    if not reading.is_ours:
        raise _foreign()
    return reading.finish()


def _foreign() -> BadInput:
    return BadInput(
        "this is no JSON export of netlog", "netlog export json writes one; netlog import -h"
    )


class _Shape:
    """What a record becomes a row by."""

    def __init__(self, of: Section | Part, parts: Sequence[Part] = ()) -> None:
        self.row = of.row
        self._fields = of.fields
        self._names = {field.name for field in of.fields} | {part.name for part in parts}

    def values(self, record: object) -> list[Any]:
        """The values of the fields. Raises BadInput for what is no such record."""
        if not isinstance(record, dict):
            raise BadInput("it is no object")
        if not record.keys() <= self._names:
            unknown = min(record.keys() - self._names)
            raise BadInput(f"netlog knows no {json.dumps(unknown[:40])} in it")
        values = []
        for field in self._fields:
            name, type_, default, _ = field
            value = record.get(name, default)
            if not type_.holds(value):
                missing = name not in record
                raise BadInput(f"{name} is missing" if missing else exchange.describe(field, value))
            # Days, instants and words of a kind come again and again.
            again = type(value) is str and len(value) <= _SHORT
            values.append(sys.intern(value) if again else value)
        return values


_SHAPES = {section.table: _Shape(section, section.parts) for section in SECTIONS}
_SHAPES |= {part.table: _Shape(part) for section in SECTIONS for part in section.parts}


def _belonging(part: Part, records: object) -> Iterator[Row]:
    """The rows of a part of a record. Raises BadInput."""
    if not isinstance(records, list):
        raise BadInput(f"{part.name} is no list")
    shape = _SHAPES[part.table]
    seen = set()
    for number, each in enumerate(records):
        record = {part.fields[0].name: each} if part.is_bare else each
        try:
            row = shape.row._make(shape.values(record))
        except BadInput as error:
            raise BadInput(f"{part.name}[{number}]: {error.message}") from None
        key = getattr(row, part.unique) if part.unique else number
        if key in seen:
            raise BadInput(f"{part.name}[{number}]: {json.dumps(key)} is there twice")
        seen.add(key)
        yield row


class _Reading:
    """An export as far as it has been read; `place` is that of the last record."""

    def __init__(self) -> None:
        self.is_ours = False
        self.place = "the beginning"
        self._rows: dict[str, list[tuple[str, Row]]] = {section.name: [] for section in SECTIONS}
        self._problems: list[Problem] = []
        self._count = 0

    def refuse(self, place: str, reason: str) -> None:
        self._problems.append(Problem(place, reason))

    def read(self, text: JsonText) -> None:
        """Raises BadInput, and BrokenError for text that is no JSON."""
        if text.peek() != "{":
            raise _foreign()
        for name in text.enter():
            self._read_member(name, text)
        if text.peek():
            self.refuse("the end", "something stands after the export, and was not read")

    def _read_member(self, name: str, text: JsonText) -> None:
        if name == "netlog":
            self._check_version(text.value())
        elif name in _BY_NAME and text.peek() == "[":
            for number in text.enter():
                self.place = f"{name}[{number}]"
                self._take(_BY_NAME[name], text.value())
        elif name in _BY_NAME:
            text.skip()
            self.refuse(name, "it is no list")
        elif self.is_ours:
            text.skip()
            self.refuse(name[:40], "netlog does not know this section")
        else:
            raise _foreign()

    def _check_version(self, version: object) -> None:
        if type(version) is not int or version < 1:
            raise _foreign()
        if version > VERSION:
            raise BadInput(
                f"this was exported by a newer netlog (version {version} of its format, this one"
                f" knows {VERSION})",
                "upgrade netlog; nothing was changed",
            )
        self.is_ours = True

    def _take(self, section: Section, record: object) -> None:
        self._count += 1
        try:
            row = self._make(section, record)
        except BadInput as error:
            self.refuse(self.place, error.message)
        else:
            self._rows[section.name].append((self.place, row))

    def _make(self, section: Section, record: object) -> Row:
        """The row of a record. Raises BadInput."""
        shape = _SHAPES[section.table]
        values = shape.values(record)
        assert isinstance(record, dict)  # or it had no values
        values += [tuple(_belonging(part, record.get(part.name, []))) for part in section.parts]
        row = shape.row._make(values)
        if reason := exchange.find_fault(section, row):
            raise BadInput(reason)
        return exchange.in_order(section, row)

    # What concerns several records

    def finish(self) -> File:
        """All of it, without what is there twice and what refers to nothing."""
        ids: dict[str, set[int]] = {}
        rows = {}
        for section in SECTIONS:
            single = list(self._single(section))
            ids[section.name] = {row.id for _, row in single}
            tied = (self._tie(section, place, row, ids) for place, row in single)
            rows[section.name] = [row for row in tied if row]
            ids[section.name] = {row.id for row in rows[section.name]}
        return File(rows, tuple(self._problems), self._count)

    def _single(self, section: Section) -> Iterator[tuple[str, Row]]:
        """The rows of a section, each with its place, without those of which an earlier one has the
        id, a uid or the subject.
        """
        taken: set[object] = set()
        for place, row in self._rows.pop(section.name):
            marks = exchange.marks(section, row)
            twice = next((name for name, mark in marks if mark in taken), None)
            if twice:
                self.refuse(place, f"its {twice} was there before")
            else:
                taken.update(mark for _, mark in marks)
                yield place, row

    def _tie(
        self, section: Section, place: str, row: Row, ids: Mapping[str, set[int]]
    ) -> Row | None:
        """The row, if what it refers to is there. Else it goes as it would from a journal: along
        with what it belongs to, or it is kept and refers to nothing.
        """
        for field in section.fields:
            number = getattr(row, field.name) if field.refers else None
            own = field.refers == section.name and number == row.id
            if number is None or (number in ids[field.refers] and not own):
                continue
            reason = f"{field.name} is {number}, which is nothing it can refer to"
            if field.is_required:
                self.refuse(place, reason)
                return None
            self.refuse(place, f"{reason}; the rest of it is kept")
            row = row._replace(**{field.name: None})
        return self._tie_people(place, row, ids["contacts"]) if section is TOUCHPOINTS else row

    def _tie_people(self, place: str, row: Row, contacts: set[int]) -> Row | None:
        """A touchpoint with those who are in the file; none without anybody, if there were some."""
        if all(each.contact_id in contacts for each in row.people):
            return row
        here = tuple(each for each in row.people if each.contact_id in contacts)
        lost = ", ".join(str(each.contact_id) for each in row.people if each not in here)
        reason = f"people has the contact_id {lost}, which is nothing it can refer to"
        self.refuse(place, f"{reason}; the rest of it is kept" if here else reason)
        return row._replace(people=here) if here else None
