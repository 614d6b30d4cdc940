"""The words of a sentence, where they stand and how they are written."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.names import APOSTROPHES, fold

if TYPE_CHECKING:
    from collections.abc import Iterator


class Word(NamedTuple):
    """A word and where it stands. `stem` is it without a possessive `'s`; `opens` a sentence."""

    text: str
    start: int
    end: int
    fold: str
    stem: str
    opens: bool
    capital: bool

    @property
    def like_name(self) -> bool:
        """Written like a name or an initial; not like NYC or CEO."""
        return self.capital and (len(self.text) == 1 or not self.text.isupper())


class _Letters(dict[int, str]):
    """`w` for what makes words, `'` for an apostrophe, else a space, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        letter = category[0] in "LMN" or category == "Cf"
        self[code] = "'" if chr(code) in APOSTROPHES else "w" if letter else " "
        return self[code]


_LETTERS = _Letters()


def split_words(shown: str, *, fresh: bool) -> Iterator[Word]:
    """The words; `fresh` says whether the first of them opens a sentence."""
    end = 0
    shouted = shown.isupper()
    for match in re.finditer(r"w+(?:'w+)*", shown.translate(_LETTERS)):
        text = shown[match.start() : match.end()]
        gap = shown[end : match.start()]
        owned = len(text) > 2 and text[-2] in APOSTROPHES and text[-1] in "sS"
        folded = fold(text)
        yield Word(
            text,
            match.start(),
            match.end(),
            folded,
            fold(text[:-2]) if owned else folded,
            opens=fresh if end == 0 else bool(re.search(r"[.:!?…\n\"“]", gap)),
            capital=text[0].isupper() and not shouted,
        )
        end = match.end()
