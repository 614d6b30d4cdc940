"""The terminal: Rich for colour and width, columns that fit the window.

One left margin of one space, no boxes; where the window is narrow, columns drop, the least needed
first. What the user wrote is put into `Text`, never read as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from netlog.views.screen import LABEL, Cell, Column, Screen, Span, spans
from netlog.views.words import NOTHING, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP = 2  # columns of space between columns
LEAST_ROOM = 22  # columns that a text beside its label needs at the least
NARROW = 3  # the indent of a text below its label
NARROWEST = 26  # a window below that is treated as one of so many columns


class Terminal(Screen):
    """Lines and columns sized to the window."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, emoji=False, markup=False, soft_wrap=False)
        if self._console.width < NARROWEST:
            self._console.width = NARROWEST
        self.width = self._console.width

    def line(self, *parts: Span, hang: int = 0) -> None:
        self._wrapped(Text(" "), parts, 1 + hang)

    def heading(self, *parts: Span, right: str = "") -> None:
        left = Text.assemble(" ", _text(parts, "bold"))
        space = self._room() - left.cell_len - len(right)
        if right and space >= GAP:
            left.append(" " * space + right, style="dim")
            self._print(left)
        else:
            self._wrapped(Text(" "), parts, 1, "bold")
            if right:
                self._wrapped(Text(" "), [(right, "dim")], 1)

    def fact(self, label: str, *parts: Span, lead: Sequence[Span] = ()) -> None:
        start = Text.assemble((f" {label:<{LABEL}}", "dim"), _text(lead))
        self._wrapped(start, parts, start.cell_len)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        cells = [[_text(spans(cell)) for cell in row] for row in rows]
        told = [
            any(row[i].plain not in ("", NOTHING) for row in cells) for i in range(len(columns))
        ]
        natural = [
            max([len(column.title), *(row[i].cell_len for row in cells)]) if told[i] else 0
            for i, column in enumerate(columns)
        ]
        widths = fit(columns, natural, self._room() - 1)
        with self._console:  # which writes all lines at once
            if any(column.title for column in columns):
                titles = [Text(column.title, style="dim") for column in columns]
                self._row(columns, titles, widths)
            for row in cells:
                self._row(columns, row, widths)
                for column, cell, width in zip(columns, row, widths, strict=True):
                    if column.below and not width and cell.plain:
                        indent = Text(" " * (1 + widths[0] + GAP))
                        self._wrapped(indent, [cell.plain], indent.cell_len)

    def _row(self, columns: Sequence[Column], row: Sequence[Text], widths: Sequence[int]) -> None:
        line = Text(" ")
        for column, cell, width in zip(columns, row, widths, strict=True):
            if not width:
                continue
            _cut(cell, width)
            space = " " * (width - cell.cell_len)
            line.append_text(Text.assemble(space, cell) if column.right else cell)
            line.append(" " * GAP if column.right else space + " " * GAP)
        line.rstrip()
        self._print(line)

    def _wrapped(self, start: Text, parts: Sequence[Span], hang: int, style: str = "") -> None:
        """Words that do not fit go to the next line, indented by `hang`; where that would leave
        too little room, also for the longest word, the text stands on lines of its own below its
        start.
        """
        text = _text(parts, style)
        if start.plain.strip() and start.cell_len + text.cell_len > self._room():
            longest = max(map(cell_len, text.plain.split()), default=0)
            if self._room() - hang < max(LEAST_ROOM, longest):
                start.rstrip()
                self._print(start)
                start, hang = Text(" " * NARROW), NARROW
        # Rich breaks all lines at one width, and the first has the room that its start leaves.
        first = next(iter(text.wrap(self._console, self._room() - start.cell_len)), Text())
        rest = text[len(first) :]
        rest = rest[len(rest) - len(rest.plain.lstrip()) :]
        first.rstrip()
        self._print(Text.assemble(start, first))
        for line in rest.wrap(self._console, self._room() - hang) if rest else ():
            line.rstrip()
            self._print(Text.assemble(" " * hang, line))

    def _room(self) -> int:
        assert self.width is not None
        return self.width

    def _print(self, text: Text) -> None:
        self._console.print(text, no_wrap=True, overflow="ignore", crop=False)


def fit(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """The widths in which the columns fit into `room`: 0 for one that is dropped."""
    widths = list(natural)
    while True:
        shown = [i for i, width in enumerate(widths) if width]
        over = sum(widths) + GAP * (len(shown) - 1) - room
        if over <= 0 or len(shown) <= 1:
            return widths
        slack = {i: width - _least(columns[i], width) for i, width in enumerate(widths)}
        if sum(slack.values()) < over:
            widths[min(shown, key=lambda i: (columns[i].keep, -i))] = 0
            continue
        # The widest first, cell by cell, since only a few texts are as long as their column; being
        # needed one degree more is worth one cell.
        for _ in range(over):
            widest = max((i for i in shown if slack[i]), key=lambda i: widths[i] - columns[i].keep)
            widths[widest] -= 1
            slack[widest] -= 1


def _least(column: Column, width: int) -> int:
    return width if column.least is None else min(column.least, width)


def _cut(cell: Text, width: int) -> None:
    """Cut to so many cells, the last of them an ellipsis that stands close to what is left."""
    if cell.cell_len > width:
        cell.truncate(width - 1)
        cell.rstrip()
        cell.append("…")


def _text(parts: Sequence[Span], style: str = "") -> Text:
    return Text.assemble(
        *(safe(span) if isinstance(span, str) else (safe(span[0]), span[1]) for span in parts),
        style=style,
    )
