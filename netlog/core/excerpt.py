"""Words of the user's, short enough to be quoted in a line."""

from __future__ import annotations


def shorten(text: str, most: int = 60) -> str:
    """On one line, cut between words where it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    words = line[:most].rpartition(" ")[0] or line[: most - 1]
    return words.rstrip(" ,;:.") + "…"
