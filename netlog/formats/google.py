"""Google Contacts: its CSV export, as it was until 2024 (`Given Name`, `E-mail 1 - Type`) and as it
is since (`First Name`, `E-mail 1 - Label`).

What there may be several of stands in numbered columns, as many as the fullest contact needs, or
as a list in one cell: `a@acme.example ::: b@acme.example`. A `* ` marks the preferred one, and the
groups that Google itself made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.core.model import Problem
from netlog.core.names import fold
from netlog.errors import BadInput
from netlog.formats.cells import Cell, make_card
from netlog.formats.headers import fold_space
from netlog.formats.spreadsheet import Row, find_columns, make_vocabulary, open_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netlog.formats.entry import Card

_VOCABULARY = make_vocabulary(
    {
        "name": "name",
        "first": "given name,first name",
        "middle": "additional name,middle name",
        "last": "family name,last name",
        "suffix": "name suffix",
        "file_as": "file as",
        "alias": "nickname",
        "birthday": "birthday",
        "note": "notes",
        "tags": "group membership,labels",
        "org": "organization name",
        "title": "organization title",
        "city": "location",
    }
)
# Columns of their own that are kept as remarks.
_TOLD = frozenset(
    {
        *("name prefix", "maiden name", "occupation", "hobby", "organization department"),
        *("yomi name", "phonetic first name", "phonetic last name"),
    }
)
_GIVEN = {"given name", "first name"}
_GOOGLES_OWN = {"mycontacts", "my contacts", "othercontacts"}  # groups that say nothing


class _Column(NamedTuple):
    """One of the numbered columns: `E-mail 1 - Value` is the part `value` of `e mail`, 1."""

    family: str
    number: int
    part: str


def read_contacts(stream: BinaryIO) -> Iterator[Card | Problem]:
    """The people of an export, in its order. What netlog has no field for is a remark.

    Raises BadInput if it is another file.
    """
    missing = BadInput(
        "this is not an export of Google Contacts",
        'in Google Contacts choose Export, then "Google CSV"; any other CSV is imported as csv',
    )
    sheet = open_sheet(stream, [_is_header], missing)
    return _read_rows(sheet.rows, _Layout(sheet.header))


def _read_rows(rows: Iterator[Row | Problem], layout: _Layout) -> Iterator[Card | Problem]:
    for row in rows:
        if isinstance(row, Problem):
            yield row
        else:
            yield from make_card(row.place, layout.arrange(row))


def _is_header(row: Sequence[str]) -> bool:
    """Either header has a given name, and columns that no other program has."""
    known = {fold(cell) for cell in row}
    own = known & {
        "group membership",
        "labels",
        "file as",
        "additional name",
        "phonetic first name",
    }
    return bool(known & _GIVEN) and bool(own or any(map(_read_column, row)))


def _read_column(name: str) -> _Column | None:
    found = re.fullmatch(r"\s*(\D{1,40}?) ([0-9]{1,5}) - (.{1,40}?)\s*", name)
    return _Column(fold(found[1]), int(found[2]), fold(found[3])) if found else None


class _Layout:
    """Where an export has what."""

    def __init__(self, header: Sequence[str]) -> None:
        self._single = find_columns(header, _VOCABULARY)
        self._told = find_columns(header, {name: name.capitalize() for name in _TOLD})
        self._numbered: dict[tuple[str, int], dict[str, int]] = {}
        for index, name in enumerate(header):
            if column := _read_column(name):
                self._numbered.setdefault(column[:2], {}).setdefault(column.part, index)

    def arrange(self, row: Row) -> dict[str, list[Cell]]:
        """The cells of a row by what they tell."""
        cells = {
            thing: [Cell(text) for text in _split(row.cell(index), thing)]
            for thing, index in self._single.items()
        }
        cells["tags"] = [
            Cell(tag)
            for cell in cells.get("tags", ())
            if fold(tag := _unmark(cell.text)) not in _GOOGLES_OWN
        ]
        for (family, _), parts in self._numbered.items():
            for thing, cell in _arrange_numbered(
                family, {p: row.cell(i) for p, i in parts.items()}
            ):
                cells.setdefault(thing, []).append(cell)
        for name, index in self._told.items():
            if text := fold_space(row.cell(index)):
                cells.setdefault("note", []).append(Cell(f"{name}: {text}"))
        return _name(cells)


def _arrange_numbered(family: str, parts: dict[str, str]) -> Iterator[tuple[str, Cell]]:
    """What the columns of one number tell, such as those of `Phone 2`."""
    label = _unmark(fold_space(parts.get("label") or parts.get("type") or ""))
    values = [text for text in parts.get("value", "").split(" ::: ") if text.strip()]
    if family in _POINTS:
        for text in values:
            # Some of its pages Google writes as a vCard would: http\://
            yield _POINTS[family], Cell(text.replace("\\:", ":"), label.lower())
    elif family == "organization":
        yield "org", Cell(parts.get("name", ""))
        yield "title", Cell(parts.get("title", ""))
    elif family == "address":
        yield "city", Cell(parts.get("city", "").split(" ::: ")[0])
        for text in parts.get("formatted", "").split(" ::: "):
            if text.strip():
                yield "note", Cell(f"{label or 'Address'}: {fold_space(text)}")
    else:
        known_as = fold_space(parts.get("service", "")) or label or family.capitalize()
        for text in values:
            yield "note", Cell(f"{known_as}: {fold_space(text)}")


_POINTS = {"e mail": "email", "phone": "phone", "website": "url"}


def _split(text: str, thing: str) -> list[str]:
    return text.split(" ::: ") if thing in {"tags", "alias"} else [text]


def _unmark(text: str) -> str:
    return f"{text.strip()} ".removeprefix("* ").strip()


def _name(cells: dict[str, list[Cell]]) -> dict[str, list[Cell]]:
    """With the name in one cell: its parts put together, as both headers have them, since the
    whole one of the old header has titles such as Dr. before it.
    """
    parts = [fold_space(cell.text) for part in _PARTS for cell in cells.pop(part, ())]
    whole = cells.pop("name", []) + cells.pop("file_as", [])
    joined = " ".join(filter(None, parts))
    return {**cells, "name": [Cell(joined)] if joined else whole}


_PARTS = ("first", "middle", "last", "suffix")
