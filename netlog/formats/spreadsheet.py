"""The rows of a CSV file, whichever program wrote it.

Its name does not tell what a CSV file is: UTF-8, UTF-16 or the old Windows encoding, with commas,
semicolons or tabs, with notes before its header. The cells are read by the standard library's
csv. Around it stands what it does not do: a row that is broken is one problem and not the end,
and neither a line nor a row nor the search for the header takes unbounded memory.
"""

from __future__ import annotations

import csv
import re
from codecs import getincrementaldecoder
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.core.model import Problem
from netlog.core.names import fold
from netlog.errors import BadInput
from netlog.formats import foreign
from netlog.formats.headers import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


class Row(NamedTuple):
    """The cells of a row that begins in this line of the file, counted from 1."""

    line: int
    cells: Sequence[str]

    @property
    def place(self) -> str:
        return f"row {self.line}"

    def cell(self, column: int | None) -> str:
        """Empty where the row ends before it, and for a column that the file does not have."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


class Sheet(NamedTuple):
    """A header, and the rows below it; those that cannot be read are problems."""

    header: tuple[str, ...]
    rows: Iterator[Row | Problem]


_CHUNK = 64 * 1024
_LONGEST_LINE = 1024 * 1024  # bytes; eight times the longest cell that csv takes
_MOST_LINES = 1000  # of one row, which has more than one only where a cell has
_MOST_CELLS = 16_384  # the columns of a sheet in Excel
_HEADER_WITHIN = 50  # lines
_DELIMITERS = ",;\t|"


def open_sheet(
    stream: BinaryIO, tests: Sequence[Callable[[Sequence[str]], bool]], missing: BadInput
) -> Sheet:
    """Find the header within the first lines: the first row that passes the first of the tests,
    else the first that passes the second, and so on, whatever stands between its cells.

    Raises `missing` if there is none, or BadInput for what is plainly another kind of file.
    """
    lines = _number_lines(_read_chunks(stream))
    try:
        head = list(_take_head(lines))
    except OSError as error:
        raise BadInput(
            f"the file cannot be read: {error.strerror or error}", "copy it anew, and try again"
        ) from error
    if found := _explain_foreign(head):
        raise found
    for is_header in tests:
        for start, line in enumerate(head):
            for delimiter in _guess_delimiters(head, line):
                reader = _Reader(head[start:], delimiter)
                row = reader.read_row()
                if isinstance(row, Row) and is_header(row.cells):
                    rest = chain(head[start + len(reader.taken) :], lines)
                    width = len(row.cells)
                    return Sheet(tuple(row.cells), _read_rows(_Reader(rest, delimiter, width)))
    raise missing


def find_columns(header: Sequence[str], vocabulary: Mapping[str, str]) -> dict[str, int]:
    """Where each thing stands: the vocabulary says by its folded name what a column is. Of
    several columns for one thing the first counts.
    """
    columns: dict[str, int] = {}
    for index, name in enumerate(header):
        if thing := vocabulary.get(fold(name)):
            columns.setdefault(thing, index)
    return columns


def make_vocabulary(words: Mapping[str, str]) -> dict[str, str]:
    """What each folded name means, from all names of each thing, parted by commas."""
    return {fold(name): thing for thing, text in words.items() for name in text.split(",")}


class _Line(NamedTuple):
    """A line with its end; no text if it was too long to keep."""

    number: int
    text: str | None


def _read_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of the file, those of UTF-16 as UTF-8."""
    chunk = stream.read(_CHUNK)
    encoding = _name_wide(chunk)
    decoder = getincrementaldecoder(encoding)("replace") if encoding else None
    while chunk:
        yield decoder.decode(chunk).encode() if decoder else chunk
        chunk = stream.read(_CHUNK)


def _name_wide(start: bytes) -> str:
    """Which kind of UTF-16 begins so, by its mark or by the zeros beside ASCII; or none."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    zeros = [place for place, byte in enumerate(start[:4]) if byte == 0]
    return "utf-16-le" if zeros == [1, 3] else "utf-16-be" if zeros == [0, 2] else ""


def _number_lines(chunks: Iterable[bytes]) -> Iterator[_Line]:
    """Every line, whether it ends in LF, CRLF or CR. A line that is not UTF-8 is read as Windows
    has long written it; line by line, so that one such line does not spoil the others.
    """
    number, rest, cut = 0, b"", False
    for chunk in chunks:
        lines = (rest + chunk).splitlines(keepends=True)
        # After a CR at the very end an LF may follow.
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        for line in lines:
            number += 1
            yield _make_line(number, b"" if cut else line, cut=cut)
            cut = False
        if cut or len(rest) > _LONGEST_LINE:
            rest, cut = rest[-1:], True
    if rest:
        yield _make_line(number + 1, rest, cut=cut)


def _make_line(number: int, raw: bytes, *, cut: bool) -> _Line:
    if cut or len(raw) > _LONGEST_LINE:
        return _Line(number, None)
    text = decode(raw)
    return _Line(number, text.lstrip("\ufeff") if number == 1 else text)


def _take_head(lines: Iterator[_Line]) -> Iterator[_Line]:
    size = 0
    for line in lines:
        yield line
        size += len(line.text or "")
        if line.number == _HEADER_WITHIN or size > _LONGEST_LINE:
            return


def _guess_delimiters(head: Sequence[_Line], line: _Line) -> Sequence[str]:
    """What may part the cells of a line: what Excel says at the top of the file, else all that is
    in use, by how often it occurs.
    """
    text = line.text or ""
    if stated := re.fullmatch(r'"?sep=([^\w\s"]|\t)"?\s*', head[0].text or ""):
        return () if line is head[0] else (stated[1],)
    return sorted(_DELIMITERS, key=lambda delimiter: -text.count(delimiter))


def _explain_foreign(head: Sequence[_Line]) -> BadInput | None:
    """What a file is that is no table, where its first line tells."""
    text = (head[0].text or "") if head else ""
    if text.startswith("PK\x03\x04"):
        return BadInput(
            "this is an Excel workbook or a ZIP archive, not a CSV file",
            "save the sheet as CSV UTF-8, or unpack the archive, and import that",
        )
    if not head:
        return BadInput("the file is empty", "export it anew, and try again")
    if "\0" in text:
        return BadInput("this is not a CSV file", "export the contacts as CSV, and import that")
    return foreign.explain(text.encode(), "CSV file")


class _UnclosedError(Exception):
    """A row goes on where it must not."""


_UNCLOSED = "a quotation mark in it is never closed"


class _Reader:
    """Rows of csv, which asks this for as many lines as a row takes; `taken` are those lines.

    A row that never ends gives back all lines but its first, to be rows of their own. Those may
    not run on in their turn, so that no line is read more than twice; only the last one may, for
    it is where the quotation marks did not fit any more.
    """

    def __init__(self, lines: Iterable[_Line], delimiter: str, width: int = 0) -> None:
        self._lines = iter(lines)
        self._again: deque[_Line] = deque()
        self._delimiter = delimiter
        self._width = width
        self._size = 0
        self._csv = csv.reader(self, delimiter=delimiter, strict=True)
        self._ran_on = False
        self.taken: list[_Line] = []

    def __iter__(self) -> _Reader:
        return self

    def __next__(self) -> str:
        if self.taken:
            self._ran_on = True
            if self._again or len(self.taken) == _MOST_LINES or self._size > _LONGEST_LINE:
                raise _UnclosedError
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        if line.text is None:
            raise _UnclosedError
        self._size += len(line.text)
        return line.text

    def read_row(self) -> Row | Problem | None:
        """The next row, without cells for an empty line; None at the end. Raises OSError."""
        self.taken, self._size, self._ran_on = [], 0, False
        try:
            cells = next(self._csv)
        except StopIteration:
            return None
        except (csv.Error, _UnclosedError):
            return self._give_back() if self._ran_on else self._read_leniently(self.taken[0])
        if self._ran_on and len(cells) > (self._width or _MOST_CELLS):
            return self._give_back()
        return self._check(cells)

    def _give_back(self) -> Problem:
        first, *others = self.taken
        self._again.extendleft(reversed(others))
        return Problem(f"row {first.number}", _UNCLOSED)

    def _read_leniently(self, line: _Line) -> Row | Problem:
        """One line with marks inside a quoted cell: `"5" pipe"`."""
        if line.text is None:
            return Problem(f"row {line.number}", "it is longer than a megabyte")
        text = line.text.rstrip("\r\n") + "\n"
        try:
            cells = next(csv.reader([text], delimiter=self._delimiter))
        except csv.Error:
            return Problem(f"row {line.number}", "a cell in it is longer than 131,072 characters")
        if cells and cells[-1].endswith("\n"):
            return Problem(f"row {line.number}", _UNCLOSED)
        return self._check(cells)

    def _check(self, cells: list[str]) -> Row | Problem:
        row = Row(self.taken[0].number, cells)
        if len(cells) > _MOST_CELLS:
            return Problem(row.place, f"it has more than {_MOST_CELLS:,} cells")
        last = self.taken[-1].text or ""
        if 0 < len(cells) < self._width and not last.endswith(("\n", "\r")):
            return Problem(row.place, "the file is cut off in it: cells are missing at its end")
        return row


def _read_rows(reader: _Reader) -> Iterator[Row | Problem]:
    """Every row but those without any text."""
    line = 0
    while True:
        try:
            row = reader.read_row()
        except OSError as error:
            why = error.strerror or str(error)
            yield Problem(f"row {line}", f"reading the file broke off after it: {why}")
            return
        if row is None:
            return
        line = reader.taken[0].number
        if isinstance(row, Problem) or any(cell and not cell.isspace() for cell in row.cells):
            yield row
