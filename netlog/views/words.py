"""Short words for people: days, directions, stars, and text that cannot act on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.model import Birthday, Direction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

ARROWS = {Direction.OUT: "→", Direction.IN: "←", Direction.BOTH: "↔"}
NOTHING = "–"

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_BLOCKS = " ▁▂▃▄▅▆▇█"


class _Shown(dict[int, str]):
    """What stands for a character that could act on a terminal, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        if code in (0x09, 0x0A, 0x0D):
            shown = " "
        elif code < 0x20:
            shown = chr(0x2400 + code)
        elif code == 0x7F:
            shown = "␡"
        elif 0x80 <= code <= 0x9F or code in _TURNING or 0xD800 <= code <= 0xDFFF:
            shown = f"<{code:04X}>"
        else:
            shown = chr(code)
        self[code] = shown
        return shown


# Marks that turn the direction of what follows, and separators some terminals break lines at.
_TURNING = frozenset((0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)))
_SHOWN = _Shown()


def safe(text: str) -> str:
    """Text of the user's as it may stand on a terminal or in a column: on one line, with control
    characters shown instead of sent.
    """
    return text.translate(_SHOWN)


def ago(day: date | None, today: date) -> str:
    """`today`, `yesterday`, `3 days`, `12 Nov`, `Mar 2025`; a dash for never."""
    if day is None:
        return NOTHING
    days = (today - day).days
    if 0 <= days <= 1:
        return ("today", "yesterday")[days]
    if 1 < days < 14:
        return f"{days} days"
    if abs(days) < 330:
        return short_day(day)
    return f"{_MONTHS[day.month - 1][:3]} {day.year}"


def short_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def long_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def birthday(day: Birthday) -> str:
    year = f" {day.year}" if day.year else ""
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def count(number: int, thing: str) -> str:
    """`1 touchpoint`, `2 touchpoints`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def stars(number: int) -> str:
    return "★" * number


def stars_of_five(number: int) -> str:
    return "★" * number + "☆" * (5 - number)


def dots(depth: int | None) -> str:
    """A depth as ●●●○○."""
    return "●" * depth + "○" * (5 - depth) if depth else "     "


def sparkline(counts: Sequence[int]) -> str:
    """Counts as a row of blocks, the largest as the highest; a dot for none."""
    most = max(counts, default=0)
    return "".join(
        _BLOCKS[max(1, round(number * 8 / most))] if number else "·" for number in counts
    )
