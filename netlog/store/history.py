"""Taking back the last operation, in a transaction of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.errors import WrongUse
from netlog.store import file, undo

if TYPE_CHECKING:
    from pathlib import Path


def take_back(path: Path, operation: int) -> None:
    """Undo an operation if it still is the last one.

    Raises:
        WrongUse: another command has written since.
        JournalUnusable, Busy: as `file.writable`.
    """
    with file.writable(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        last = connection.execute("SELECT max(id) FROM undo_operation").fetchone()[0]
        if last != operation:
            raise WrongUse(
                "another command has written since", "netlog history shows it; then undo again"
            )
        undo.take_back(connection, operation)
        connection.execute("COMMIT")
