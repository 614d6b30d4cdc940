"""Where a view prints: a terminal, plain lines for a pipe, CSV, or JSON.

A view says once what it shows; `Screen` writes it as plain text, and `terminal.Terminal` lays it
out with Rich, which is imported only where there is a terminal.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from enum import Enum
from typing import Any, NamedTuple

from netlog.core.formulas import disarm
from netlog.views.words import safe

Span = str | tuple[str, str]  # text, or text with a style
Cell = str | list[Span]
Record = Mapping[str, Any]

LABEL = 14  # columns of a label


class Format(Enum):
    TERMINAL = "terminal"
    PLAIN = "plain"
    CSV = "csv"
    JSON = "json"


class Column(NamedTuple):
    """A column on a terminal. The ones with the smallest `keep` go first where room is short;
    before that, those with a `least` width are cut, down to it. One that has `below` does not go:
    it stands on lines of its own below its row.
    """

    title: str
    keep: int = 9
    right: bool = False
    least: int | None = None
    below: bool = False


class Screen:
    """Plain text: lines as long as they are, columns parted by tabs. What concerns the layout
    alone is left to the terminal.
    """

    width: int | None = None

    def blank(self) -> None:
        print()

    def line(self, *parts: Span, hang: int = 0) -> None:  # noqa: ARG002
        """A line; where it must be broken, the rest is indented by `hang` more columns."""
        print(f" {_plain(parts)}")

    def heading(self, *parts: Span, right: str = "") -> None:
        print(f" {_plain(parts)}" + (f"   {right}" if right else ""))

    def fact(self, label: str, *parts: Span, lead: Sequence[Span] = ()) -> None:
        """A labelled line; where it must be broken, the rest stands below what follows `lead`."""
        print(f" {label:<{LABEL}}{_plain([*lead, *parts])}")

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:  # noqa: ARG002
        for row in rows:
            print("\t".join(_plain(spans(cell)) for cell in row))


def screen(format_: Format) -> Screen:
    if format_ is Format.TERMINAL:
        from netlog.views.terminal import Terminal

        return Terminal()
    return Screen()


@contextmanager
def talking() -> Iterator[Screen]:
    """The terminal on stderr, for what is said before a question."""
    with redirect_stdout(sys.stderr):
        yield screen(Format.TERMINAL)


def show_list(
    format_: Format,
    fields: Sequence[str],
    records: Iterable[Record],
    draw: Callable[[Screen], None],
) -> None:
    """A list as JSON, CSV or tab-separated fields, or as `draw` lays it out on a terminal."""
    if format_ is Format.TERMINAL:
        draw(screen(format_))
    elif format_ is Format.JSON:
        write_json(list(records))
    elif format_ is Format.CSV:
        _write_csv(fields, records)
    else:
        sys.stdout.writelines(
            "\t".join([safe(_field(record[name])) for name in fields]) + "\n" for record in records
        )


def show_page(format_: Format, record: Record, draw: Callable[[Screen], None]) -> None:
    """One thing as JSON, or as `draw` lays it out."""
    if format_ is Format.JSON:
        write_json(record)
    else:
        draw(screen(format_))


def write_json(value: Any) -> None:
    """In UTF-8: a list with a line for each record, one record with a line for each field. What
    could act on a terminal is escaped.
    """
    import json

    if isinstance(value, list):
        # An indent would take the encoder written in Python, ten times as long as the other.
        lines = [f"  {json.dumps(each, ensure_ascii=False)}" for each in value]
        text = "[\n{}\n]".format(",\n".join(lines)) if lines else "[]"
    else:
        text = json.dumps(value, ensure_ascii=False, indent=2)
    print(text.translate(_ESCAPED))


_ESCAPED = {
    code: f"\\u{code:04x}"
    for code in (
        *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A),
    )
}  # fmt: skip


def _write_csv(fields: Sequence[str], records: Iterable[Record]) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(fields)
    for record in records:
        writer.writerow([_inert(record[name]) for name in fields])


def _inert(value: Any) -> Any:
    """Text that a spreadsheet would run gets a leading apostrophe; a number is no text. Lines and
    tabs stay, other control characters are shown.
    """
    text = _field(value)
    shown = re.sub(r"[^\t\n]+", lambda part: safe(part[0]), disarm(text))
    return text if isinstance(value, int | float) else shown


def _field(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(_field(each) for each in value)
    if isinstance(value, dict):
        return str(value.get("name", value.get("id", "")))
    return str(value)


def spans(cell: Cell) -> list[Span]:
    return [cell] if isinstance(cell, str) else cell


def _plain(parts: Iterable[Span]) -> str:
    return "".join(safe(span if isinstance(span, str) else span[0]) for span in parts).rstrip()
