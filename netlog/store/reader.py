"""Reading the journal with the standard library alone.

Importing SQLModel costs half a second, and a person looks things up twenty times for each time
they write.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from netlog.store import file
from netlog.store.ledger import Ledger
from netlog.store.morning import Morning
from netlog.store.network import Network
from netlog.store.people import People

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netlog.store.exchange import Export
    from netlog.store.figures import Figures
    from netlog.store.search import Hit


class Reader(People, Ledger, Morning, Network):
    """All questions to an open journal."""

    @property
    def figures(self) -> Figures:
        """What many contacts come to: two commands ask for it, and all others wait for it."""
        from netlog.store.figures import Figures

        return Figures(self._connection)

    @property
    def export(self) -> Export:
        """Everything, to be carried elsewhere."""
        from netlog.store.exchange import Export

        return Export(self._connection)

    def find(self, words: list[str]) -> list[Hit]:
        """What holds all of `words`, as `Search.find`."""
        from netlog.store.search import Search  # one command asks it, and all others wait for it

        return Search(self._connection).find(words)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """A reader that sees one state of the journal.

    Raises:
        NoJournal, JournalUnusable, Busy: as `file.reading`.
    """
    with file.reading(path) as connection:
        yield Reader(connection)
