"""Words, short enough or so joined that they stand in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def shorten(text: str, most: int = 60) -> str:
    """On one line, cut between words where it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    words = line[:most].rpartition(" ")[0] or line[: most - 1]
    return words.rstrip(" ,;:.") + "…"


def quote(text: str) -> str:
    """Shortened and in quotation marks, where it does not bring its own."""
    shown = shorten(text)
    return shown if '"' in shown else f'"{shown}"'


def joined_some(words: Sequence[str], most: int) -> str:
    """All of at least one, or the first of them and how many more there are."""
    if len(words) > most:
        return joined([*words[:most], f"{len(words) - most:,} more"])
    return joined(words)


def joined(words: Sequence[str], last: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`; of at least one, with this word before the last."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end
