"""vCards of version 2.1, 3.0 and 4.0, as address books write them.

Sources: RFC 2426, RFC 6350, the vCard 2.1 specification, and the cards of Apple, Google, Android,
Outlook, Evolution, Thunderbird and others, none of which keeps to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from netlog.core.model import Problem
from netlog.errors import BadInput
from netlog.formats import foreign
from netlog.formats.contentlines import LONGEST, Line, open_lines, parse, unfold
from netlog.formats.entry import Card, Skipped
from netlog.formats.vcard_person import ROLES, Properties, make_card

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Found = Card | Skipped | Problem


def read(stream: BinaryIO) -> Iterator[Found]:
    """Read a file of cards, one after the other; memory does not grow with their number.

    The place is like `card 3, line 41`. An empty file holds nobody; raises BadInput for one that
    is something else.
    """
    first, lines = open_lines(stream)
    empty = bool(first)
    for found in _read_cards(unfold(lines, _WANTED)):
        yield found
        empty = False
    if empty:
        raise foreign.explain(first.encode("latin-1"), "file of cards") or BadInput(
            "this is not a file of cards: no line in it is BEGIN:VCARD",
            "export the address book as vCard (.vcf); a table is imported with netlog import csv",
        )


# What is read of a card, and what belongs to its frame. Whatever is not here costs no memory.
_WANTED = {**ROLES, "BEGIN": "", "END": "", "VERSION": "", "AGENT": ""}

_OPEN_END = "it has no END:VCARD: the file is cut off, or the next card begins within it"
_TOO_LARGE = "it holds more than a megabyte, its pictures aside"
_STRAY = "this belongs to no card: there is no BEGIN:VCARD before it"


def _read_cards(lines: Iterable[Line]) -> Iterator[Found]:
    count = stray = 0
    draft: _Draft | None = None
    for line in _skip_agents(lines):
        if line.name in ROLES:
            if draft:
                draft.add(line)
            stray = stray or (0 if draft else line.number)
        elif _is_border(line, "BEGIN"):
            if draft:
                yield Problem(draft.place, _OPEN_END)
            if stray:
                yield Problem(f"line {stray}", _STRAY)
            count += 1
            draft, stray = _Draft(f"card {count}, line {line.number}"), 0
        elif draft and _is_border(line, "END"):
            yield draft.finish()
            draft = None
    if draft:
        yield Problem(draft.place, _OPEN_END)
    elif stray and count:
        yield Problem(f"line {stray}", _STRAY)


_PER_LINE = 100  # bytes of memory that a line takes, however short it is


class _Draft:
    """A card as far as it has been read."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._properties: Properties = {}
        self._size = 0

    def add(self, line: Line) -> None:
        self._size += len(line.text) + _PER_LINE
        if self._size < LONGEST:
            self._properties.setdefault(ROLES[line.name], []).append(parse(line))

    def finish(self) -> Found:
        if self._size >= LONGEST:
            return Problem(self.place, _TOO_LARGE)
        return make_card(self.place, self._properties)


def _skip_agents(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without those of a card within a card: in vCard 2.1, one follows AGENT."""
    depth, expected = 0, False
    for line in lines:
        if line.name in ROLES or line.name == "VERSION":
            expected = False
            if not depth:
                yield line
            continue
        opening = _is_border(line, "BEGIN")
        if opening and expected:
            depth += 1
        elif opening or not depth:
            depth = 0
            yield line
        elif _is_border(line, "END"):
            depth -= 1
        agent = line.text.partition(":")[2].strip().upper() if line.name == "AGENT" else None
        expected = agent == ""
        depth += agent == "BEGIN:VCARD"


def _is_border(line: Line, border: str) -> bool:
    """Whether a line is BEGIN:VCARD or END:VCARD, in any case and with spaces."""
    return line.name == border and line.text.partition(":")[2].strip().upper() == "VCARD"
