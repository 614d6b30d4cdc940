"""Short words for people: directions, counts, stars; text that cannot act on a terminal, and how
much room it takes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.model import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

ARROWS = {Direction.OUT: "→", Direction.IN: "←", Direction.BOTH: "↔"}
NOTHING = "–"

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

_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"  # turns the character before it into a wide one
_SKIN_TONES = map(chr, range(0x1F3FB, 0x1F400))
_NO_WIDTH = frozenset(("\u200b", "\u200c", "\u2060", "\ufeff", *_SKIN_TONES))


def safe(text: str) -> str:
    """Text of the user's as it may stand on a terminal or in a column: on one line, with control
    characters shown instead of sent.
    """
    return text.translate(_SHOWN)


def count(number: int, thing: str) -> str:
    """`1 touchpoint`, `2 touchpoints`, `3 vouches`, `4 people`."""
    return f"{number:,} {plural(number, thing)}"


def plural(number: int, thing: str) -> str:
    """What so many of a thing are called."""
    if number == 1:
        return thing
    if thing == "person":
        return "people"
    return f"{thing}es" if thing.endswith("ch") else f"{thing}s"


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


def width(text: str) -> int:
    """The cells of a terminal that a text takes: two for wide characters, none for combining ones
    and for what a joiner joins to the character before it.
    """
    if text.isascii():
        return len(text)
    import unicodedata

    cells = last = 0
    joined = False
    for character in text:
        if joined:
            joined = False
        elif character == _JOINER:
            joined = True
        elif character == _AS_EMOJI:
            cells += last == 1
            last = 2
        elif unicodedata.category(character)[0] != "M" and character not in _NO_WIDTH:
            last = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            cells += last
    return cells


def wrap(text: str, room: int, *, fold: bool = False) -> list[str]:
    """Lines of at most `room` cells, broken between words, or between wide characters, which need
    no space to part them. Any other word that is longer is broken with `fold`, else left whole.
    """
    lines: list[str] = []
    left = 0
    for word in text.split():
        for number, piece in enumerate(_pieces(word, room, fold=fold)):
            cells = width(piece)
            if number or cells >= left:
                lines.append(piece)
                left = room - cells
            else:
                lines[-1] += f" {piece}"
                left -= 1 + cells
    return lines


def _pieces(word: str, room: int, *, fold: bool) -> list[str]:
    if width(word) <= room or not (fold or any(width(character) > 1 for character in word)):
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces
