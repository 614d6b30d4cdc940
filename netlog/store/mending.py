"""Making anew what follows from the rows, where `checks` found it otherwise. No row of the user's
is added, changed or removed, and so there is nothing here for undo to take back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.scoring import Tally
from netlog.store import checks, file, undo

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Set
    from pathlib import Path

    from netlog.core.rules import Constants


def mend(path: Path, wrong: Set[str], constants: Constants) -> None:
    """Mend what these checks found wrong, all of it or nothing, under one lock.

    Raises JournalUnusable, Busy: as `file.writable`.
    """
    with file.writable(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if "schema" in wrong:
            _remake_schema(connection)
        if "undo" in wrong:
            connection.execute("DELETE FROM undo_active")
            undo.install(connection)
        if wrong & {"search", "schema"}:  # a trigger that was not there left something out
            for table in checks.SEARCHED:
                connection.execute(
                    f"INSERT INTO search_{table} (search_{table}) VALUES ('rebuild')"
                )
        if "keys" in wrong:  # now that full text can follow
            _remake_keys(connection)
        if "tallies" in wrong:
            _remake_tallies(connection, constants)
        connection.execute("COMMIT")


def _remake_schema(connection: sqlite3.Connection) -> None:
    """Views, indexes, triggers and full text: whatever holds no row of its own."""
    planned = checks.planned_schema()
    for kind, name in checks.compare_schema(connection):
        connection.execute(f'DROP {kind} IF EXISTS "{name}"')
        connection.execute(planned[kind, name])


def _remake_keys(connection: sqlite3.Connection) -> None:
    for table, column, row, key in checks.stale_keys(connection):
        # Two of one contact's that have become the same: either finds them.
        connection.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE id = ?", (key, row))


def _remake_tallies(connection: sqlite3.Connection, constants: Constants) -> None:
    stale = checks.stale_tallies(connection, constants)
    connection.executemany("DELETE FROM tally WHERE contact_id = ?", [(each,) for each in stale])
    connection.executemany(
        f"INSERT INTO tally (contact_id, {', '.join(Tally._fields)})"
        f" VALUES (?{', ?' * len(Tally._fields)})",
        [(number, *tally) for number, tally in stale.items() if tally],
    )
