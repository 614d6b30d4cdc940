"""A name taken apart into first name and surname."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core.lexicon import SUFFIXES, TITLES
from netlog.core.names import fold

if TYPE_CHECKING:
    from netlog.core.model import Named


class Parts(NamedTuple):
    """A name taken apart: its folded `words`, without titles.

    The first `given` of them are the first name, those from `family` to `end` the surname; what
    follows is `Jr` or `III`.
    """

    person: Named
    words: tuple[str, ...]
    given: int
    family: int
    end: int

    @classmethod
    def of(cls, person: Named) -> Parts:
        """Take the name as written apart: spaces part its units, a hyphen does not."""
        units = [unit for unit in (fold(unit).split() for unit in person.name.split()) if unit]
        while len(units) > 1 and units[0][0] in TITLES:
            units = units[1:]
        words = tuple(word for unit in units for word in unit)
        end = len(words)
        while len(units) > 1 and units[-1][0] in SUFFIXES:
            end -= len(units.pop())
        family = end - len(units[-1]) if len(units) > 1 else len(words)
        return cls(person, words, len(units[0]) if units else 0, family, end)


def as_said(name: str) -> str:
    """A name in the order in which it is said, as `Ada Lovelace` for `Lovelace, Ada`, and without
    what may follow a comma instead, as in `Ada Lovelace, PhD`.
    """
    last, _, first = (part.strip() for part in name.partition(","))
    return last if not first or fold(first) in SUFFIXES else f"{first} {last}"
