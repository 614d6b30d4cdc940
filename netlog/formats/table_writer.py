"""Contacts as CSV: a line each, for a spreadsheet, and for `formats.table` to read back.

Of what a person may have several there is a column for each, such as `email_2`: a cell with several
would be taken apart at signs that an address may hold itself.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import addresses
from netlog.core.formulas import disarm
from netlog.core.model import OLD
from netlog.formats.cells import keep_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from netlog.core.model import Contact, Note, Point


class Line(NamedTuple):
    """A contact, and what is told of them beside it; the notes oldest first."""

    contact: Contact
    notes: Sequence[Note] = ()
    introduced_by: str = ""
    last_on: date | None = None


# What `table` has no field for stands in columns whose names it does not know.
_COLUMNS = (
    "id", "name", "org", "title", "city", "email", "home_email", "work_email", "phone",
    "mobile_phone", "home_phone", "work_phone", "url", "home_url", "work_url", "other", "birthday",
    "circle", "tags", "alias", "met", "met_on", "introduced_by", "last_on", "added_on",
    "cadence_days", "snoozed_until", "intros", "archived", "uid", "about", "note",
)  # fmt: skip
_LABELLED = ("home_", "work_", "mobile_")  # there only where somebody has such an address

Cells = dict[str, list[str]]  # by column, before its number


def write(lines: Iterable[Line]) -> str:
    """The table, with a header also where it has no lines."""
    rows = [_cells(line) for line in lines]
    columns = [
        (name, number)
        for name in _COLUMNS
        for number in range(max(_width(name, rows), not name.startswith(_LABELLED)))
    ]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(f"{name}_{number + 1}" if number else name for name, number in columns)
    for row in rows:
        writer.writerow(
            disarm(keep_lines(row[name][number])) if number < len(row.get(name, ())) else ""
            for name, number in columns
        )
    return text.getvalue()


def _width(name: str, rows: Iterable[Mapping[str, Sequence[str]]]) -> int:
    return max((len(row.get(name, ())) for row in rows), default=0)


def _cells(line: Line) -> Cells:
    contact = line.contact
    values = contact._asdict() | {
        "tags": ", ".join(contact.tags),
        "introduced_by": line.introduced_by,
        "last_on": line.last_on,
    }
    cells: Cells = {name: [_text(values[name])] for name in _COLUMNS if name in values}
    for point in contact.points:
        cells.setdefault(_column(point), []).append(point.value)
    if others := [point for point in contact.points if _column(point) == "other"]:
        # On lines of one cell, which nothing takes apart.
        cells["other"] = ["\n".join(f"{point.label or 'url'}: {point.value}" for point in others)]
    cells["alias"] = list(contact.aliases)
    cells["note"] = [note.text for note in line.notes]
    return cells


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    return "" if value is None else str(value)


def _column(point: Point) -> str:
    """Where an address stands; `other` for one that is written to no more, or is none on the web:
    elsewhere it would be read as a good one.
    """
    if point.label == OLD or (point.kind == "url" and not addresses.normal_url(point.value)):
        return "other"
    labelled = f"{point.label}_{point.kind}"
    return labelled if labelled in _COLUMNS else point.kind
