"""The terminal: Rich for colour and width, columns that fit the window.

One left margin of one space, no boxes; where the window is narrow, columns drop, the least needed
first. What the user wrote is put into `Text`, never read as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from netlog.views.screen import LABEL, Cell, Column, Screen, Span, spans
from netlog.views.words import NOTHING, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP = 2  # columns of space between columns
LEAST_ROOM = 22  # columns that a text beside its label needs at the least
NARROW = 3  # the indent of a text below its label


class Terminal(Screen):
    """Lines and columns sized to the window."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, emoji=False, markup=False, soft_wrap=False)
        self.width = self._console.width

    def line(self, *parts: Span, hang: int = 0) -> None:
        self._wrapped(Text(" "), parts, 1 + hang)

    def heading(self, *parts: Span, right: str = "") -> None:
        left = Text.assemble(" ", _text(parts, "bold"))
        room = self._room() - left.cell_len - len(right)
        if right and room >= GAP:
            left.append(" " * room + right, style="dim")
        self._print(left)

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
        if any(column.title for column in columns):
            titles = [Text(column.title, style="dim") for column in columns]
            self._row(columns, titles, widths)
        for row in cells:
            self._row(columns, row, widths)

    def _row(self, columns: Sequence[Column], row: Sequence[Text], widths: Sequence[int]) -> None:
        line = Text(" ")
        for column, cell, width in zip(columns, row, widths, strict=True):
            if not width:
                continue
            cell.truncate(width, overflow="ellipsis")
            space = " " * (width - cell.cell_len)
            line.append_text(Text.assemble(space, cell) if column.right else cell)
            line.append(" " * GAP if column.right else space + " " * GAP)
        line.rstrip()
        self._print(line)

    def _wrapped(self, start: Text, parts: Sequence[Span], hang: int) -> None:
        """Words that do not fit go to the next line, indented by `hang`; where that would leave
        too little room, the text stands on lines of its own below its start.
        """
        text = _text(parts)
        if start.cell_len + text.cell_len > self._room() and self._room() - hang < LEAST_ROOM:
            start.rstrip()
            self._print(start)
            start, hang = Text(" " * NARROW), NARROW
        lines = text.wrap(self._console, self._room() - hang)
        for number, line in enumerate(lines or [Text()]):
            line.rstrip()
            self._print(Text.assemble(start if number == 0 else " " * hang, line))

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
        slack = {
            i: widths[i] - least
            for i in shown
            if (least := columns[i].least) is not None and widths[i] > least
        }
        if sum(slack.values()) >= over:
            for i in sorted(slack, key=lambda i: -widths[i]):
                cut = min(slack[i], over)
                widths[i] -= cut
                over -= cut
        else:
            # Restore what was cut before, since a dropped column may leave room for it.
            dropped = min(shown, key=lambda i: (columns[i].keep, -i))
            widths = [
                0 if i == dropped or not width else natural[i] for i, width in enumerate(widths)
            ]


def _text(parts: Sequence[Span], style: str = "") -> Text:
    return Text.assemble(
        *(safe(span) if isinstance(span, str) else (safe(span[0]), span[1]) for span in parts),
        style=style,
    )
