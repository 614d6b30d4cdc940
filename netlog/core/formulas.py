"""Cells of a table that a spreadsheet would run instead of showing them."""

STARTS = ("=", "+", "-", "@", "\t", "\r")


def disarm(text: str) -> str:
    """The text as a cell may hold it: with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if text.startswith(STARTS) else text
