"""Finding by words: what an index of words can find, and marking what was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netlog.core.names import fold, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_indexed(word: str) -> bool:
    """Whether an index of words parted by spaces and signs holds this word: not inside a run of a
    script that is written without spaces, and not where there is no letter or digit at all.
    """
    letters = [character for character in word if character.isalnum()]
    return bool(letters) and not any(is_unspaced(letter) for letter in letters)


def mark(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it starts one of the words sought.

    A word is found without regard to case and accents, as `find` finds it; the pieces put
    together are the text.
    """
    starts = [start for word in words for start in fold(word).split()]
    pieces: list[tuple[str, bool]] = []
    for piece in re.findall(r"[^\W_]+(?:['’][^\W_]+)*|[\W_]+", text):
        folded = fold(piece)
        hit = any(folded.startswith(start) for start in starts)
        inside = next((word for word in words if not is_indexed(word) and word in piece), "")
        if not hit and inside:
            before, found, after = piece.partition(inside)
            pieces += [(part, part is found) for part in (before, found, after) if part]
        else:
            pieces.append((piece, hit))
    return pieces
