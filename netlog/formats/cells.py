"""What the cells of a spreadsheet say about a person."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from netlog.core import names, tidy
from netlog.core.model import Contact, Point, Problem
from netlog.errors import BadInput
from netlog.formats.days import read_birthday, read_day
from netlog.formats.entry import REACHED_BY, Card, Remark
from netlog.formats.headers import fold_space

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Read = TypeVar("Read")


class Cell(NamedTuple):
    """The text of a cell, and what its column calls it, such as work."""

    text: str
    label: str = ""


# What a cell may tell of a person. Of several that tell the same, the first with a text is taken,
# but every address, number, page, tag, note and alias.
FIELDS = (
    "name",
    "first",
    "middle",
    "last",
    "org",
    "title",
    "city",
    "address",
    "email",
    "phone",
    "url",
    "birthday",
    "tags",
    "note",
    "met",
    "met_on",
    "circle",
    "alias",
)


def make_card(
    place: str, cells: Mapping[str, Sequence[Cell]], *, month_first: bool | None = None
) -> Iterator[Card | Problem]:
    """The person whom these cells describe, by field. An address or a number that is none is kept
    as a remark; so is a day that cannot be read, which is a problem as well. `month_first` is how
    03/04/2025 is meant, if that is known.

    Who has no name goes by their alias, address, organisation or number. Nothing comes of cells
    without any text.
    """
    person = _Person(cells)
    try:
        name = person.name()
    except BadInput as error:
        yield Problem(place, error.message)
        return
    if name:
        contact = Contact(
            id=0,
            uid="",
            name=name,
            org=person.first("org"),
            title=person.first("title"),
            city=person.first("city"),
            birthday=person.read("birthday", partial(read_birthday, month_first=month_first)),
            met=person.first("met"),
            met_on=person.read("met_on", partial(read_day, month_first=month_first)),
            circle=person.first("circle").lower() or None,
            points=tidy.distinct(person.points()),
            aliases=tuple(alias for alias in person.aliases() if alias != name),
            tags=person.tags(),
        )
        yield Card(place, contact, (*person.notes(), *person.addresses(), *person.remarks))
    for reason in person.refused:
        yield Problem(place, f"{reason}; it is kept as a note")


def keep_lines(text: str) -> str:
    """The text with its lines, none of them with control characters or spaces around it."""
    return "\n".join(fold_space(line) for line in text.strip().splitlines()).strip()


class _Person:
    """Cells being read; `remarks` are what fits into no field, `refused` says why."""

    def __init__(self, cells: Mapping[str, Sequence[Cell]]) -> None:
        self._cells = cells
        self.remarks: list[Remark] = []
        self.refused: list[str] = []

    def first(self, field: str) -> str:
        for cell in self._cells.get(field, ()):
            if cell.text and (text := fold_space(cell.text)) and not tidy.is_blank(text):
                return text
        return ""

    def name(self) -> str:
        """Empty if the cells are. Raises BadInput for what cannot be a name, or for none."""
        text = self.first("name") or tidy.full_name(
            self.first("first"), self.first("last"), self.first("middle")
        )
        fallbacks = map(self.first, ("alias", "email", "org", "phone"))
        text = text or next(filter(None, fallbacks), "")
        if not text and any(map(self.first, self._cells)):
            raise BadInput("it has no name", "")
        return names.clean(text) if text else ""

    def read(self, field: str, reader: Callable[[str], Read]) -> Read | None:
        """A day."""
        text = self.first(field)
        return self._try(field, reader, text) if _tells(text) else None

    def points(self) -> Iterator[Point]:
        for kind, word in REACHED_BY.items():
            for cell in self._cells.get(kind, ()):
                if cell.text:
                    points, other = tidy.read_points(kind, keep_lines(cell.text), cell.label)
                    yield from points
                    if other:
                        self.remarks.append(Remark.of(word, fold_space(other), cell.label))

    def aliases(self) -> list[str]:
        texts = (fold_space(cell.text) for cell in self._cells.get("alias", ()))
        found = (self._try("alias", names.clean, text) for text in texts if text)
        return list(dict.fromkeys(filter(None, found)))

    def tags(self) -> tuple[str, ...]:
        texts = (re.split(r"[,;|\n]|:::", cell.text) for cell in self._cells.get("tags", ()))
        return tidy.tags(fold_space(tag) for parts in texts for tag in parts if tag.strip("# \t\r"))

    def notes(self) -> Iterator[Remark]:
        found: dict[Remark, None] = {}
        for cell in self._cells.get("note", ()):
            text = keep_lines(cell.text)
            if text and not cell.label:
                found[Remark(text)] = None
            elif _tells(text):
                found[Remark.of(cell.label, text)] = None
        return iter(found)

    def addresses(self) -> Iterator[Remark]:
        """One for each label, if there is more to it than the city, which has its own field."""
        found: dict[str, dict[str, None]] = {}
        for cell in self._cells.get("address", ()):
            text = fold_space(cell.text)
            if text and not tidy.is_blank(text):
                found.setdefault(cell.label, {})[text] = None
        cities = {fold_space(cell.text) for cell in self._cells.get("city", ())}
        for label, parts in found.items():
            if parts.keys() - cities:
                yield Remark.of("address", ", ".join(parts), label)

    def _try(self, field: str, reader: Callable[[str], Read], text: str) -> Read | None:
        try:
            return reader(text)
        except BadInput as error:
            self.remarks.append(Remark.of(field.replace("_", " "), text))
            self.refused.append(error.message)
            return None


def _tells(text: str) -> bool:
    """Whether a cell says anything; for no day, Outlook writes 0/0/00."""
    return not tidy.is_blank(text) and bool(re.search(r"[1-9]|[^\W\d]", text))
