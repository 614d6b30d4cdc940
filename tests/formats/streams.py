"""Files that are never kept: made as they are read, without end, or on a disk that fails."""

from __future__ import annotations

import gc
import io
import tracemalloc
from contextlib import contextmanager
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class _Made(io.RawIOBase):
    def __init__(self, parts: Iterable[bytes], error: OSError | None) -> None:
        self._parts = iter(parts)
        self._error = error
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self._left = self._left or next(self._parts, b"")
        if self._error and not self._left:
            raise self._error
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count


def made_of(parts: Iterable[bytes]) -> io.BufferedReader:
    """A file of these parts."""
    return io.BufferedReader(_Made(parts, None))


def broken_after(data: bytes) -> io.BufferedReader:
    """A file on a disk that fails after these bytes."""
    return io.BufferedReader(_Made([data], OSError(5, "Input/output error")))


def long_file(before: bytes, filler: bytes, size: int, after: bytes = b"") -> io.BufferedReader:
    """A file with about `size` bytes of a filler in it."""
    chunk = filler * max(1, 16384 // len(filler))
    return made_of(chain([before], repeat(chunk, max(1, size // len(chunk))), [after]))


class Peak:
    """The most memory that was taken, in bytes, once it is measured."""

    size = 0


@contextmanager
def measured() -> Iterator[Peak]:
    """Measure the memory that is taken in here."""
    peak = Peak()
    # How long garbage lies about depends on how much is in memory: so nothing is, to the collector.
    gc.freeze()
    gc.collect()
    tracemalloc.start()
    try:
        yield peak
        peak.size = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.unfreeze()
