"""The records of a file, as they are kept until all are read."""

from __future__ import annotations

import pickle
from collections import Counter, deque
from itertools import islice
from typing import TYPE_CHECKING

from netlog.formats.entry import Card, Entry, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netlog.core.model import Problem

_BATCH = 500  # cards that are in memory whole, at a time


class File:
    """All records of a file. They are read before the first is matched, since matching locks the
    journal, and a file may come from a slow disk or through a pipe.
    """

    def __init__(self, records: Iterable[Card | Entry | Skipped | Problem]) -> None:
        self.read = 0
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.skipped: Counter[str] = Counter()
        self._cards: deque[bytes] = deque()
        cards = self._sort(records)
        while some := list(islice(cards, _BATCH)):
            self._cards.append(pickle.dumps(some))  # a quarter of the memory, for a large file

    def _sort(self, records: Iterable[Card | Entry | Skipped | Problem]) -> Iterator[Card]:
        place = None
        for record in records:
            if not record.place or record.place != place:  # of one record, a part may be a problem
                self.read += 1
            place = record.place
            match record:
                case Card():
                    yield record
                case Entry():
                    self.entries.append(record)
                case Skipped():
                    self.skipped[record.reason] += 1
                case _:
                    self.problems.append(record)

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it could be read."""
        return not (self._cards or self.entries or self.skipped)

    def take_cards(self) -> Iterator[list[Card]]:
        """The cards, in their order, some at a time; they are let go."""
        while self._cards:
            yield pickle.loads(self._cards.popleft())  # noqa: S301 (made above)
