"""Taking commands back, exactly, for any table.

Triggers on every table of the journal record the row as it was before each insert, update and
delete, under the operation that is being written; undo replays them backwards. `install` makes
the triggers anew from the schema after each migration, so that a new table needs no code here.
Rows are kept as JSON: no column may hold a BLOB.
(After the SQLite documentation's "Automatic Undo/Redo Using SQLite".)
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from netlog.core.excerpt import joined

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

# Follows from a touchpoint: named in a summary only where nothing else changed.
_FOLLOWING = "participant"
_WORDS = {"follow_up": "follow-up"}  # where a table is called otherwise
_PREFIXES_LEFT_OUT = ("undo_", "search_", "sqlite_")


def install(connection: sqlite3.Connection) -> None:
    """Make the recording triggers of every table anew."""
    for (trigger,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'undo_*'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    for table in _recorded_tables(connection):
        for statement in _triggers(table, _columns(connection, table)):
            connection.execute(statement)


def begin(connection: sqlite3.Connection, command: str, at: str, schema: int) -> int:
    """Open an operation: what changes until `finish` is recorded under its id."""
    cursor = connection.execute(
        "INSERT INTO undo_operation (at, command, schema) VALUES (?, ?, ?)", (at, command, schema)
    )
    connection.execute("INSERT INTO undo_active (operation_id) VALUES (?)", (cursor.lastrowid,))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def finish(connection: sqlite3.Connection, operation: int) -> str:
    """Close an operation and return what it changed, in words; forget one that changed nothing.

    Tallies and the time of the last change follow from the rest and do not count.
    """
    connection.execute("DELETE FROM undo_active")
    summary = _summary(
        connection.execute(
            "SELECT action, table_name, count(*), group_concat(DISTINCT fields) FROM undo_change"
            " WHERE operation_id = ? AND table_name <> 'tally' AND fields IS NOT ''"
            " GROUP BY action, table_name ORDER BY min(id)",
            (operation,),
        )
    )
    if summary:
        connection.execute(
            "UPDATE undo_operation SET summary = ? WHERE id = ?", (summary, operation)
        )
    else:
        connection.execute("DELETE FROM undo_operation WHERE id = ?", (operation,))
    return summary


def take_back(connection: sqlite3.Connection, operation: int) -> None:
    """Put every row that an operation changed back as it was, and forget the operation.

    Call it inside a transaction, for the latest operation only: an earlier one's rows may have
    been changed since.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    columns: dict[str, list[str]] = {}
    changes = connection.execute(
        "SELECT table_name, row_id, action, before FROM undo_change WHERE operation_id = ?"
        " ORDER BY id DESC",
        (operation,),
    )
    for table, row, action, before in changes:  # one by one: an import has millions
        if action == "insert":
            connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
            continue
        names = columns.setdefault(table, list(_columns(connection, table)))
        listed = ", ".join(f'"{name}"' for name in names)
        values = json.loads(before)
        marks = ", ".join("?" for _ in values)
        if action == "delete":
            connection.execute(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', values)
        else:
            connection.execute(
                f'UPDATE "{table}" SET ({listed}) = ({marks}) WHERE rowid = ?', (*values, row)
            )
    connection.execute("DELETE FROM undo_operation WHERE id = ?", (operation,))


def _recorded_tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return [name for (name,) in rows if not name.startswith(_PREFIXES_LEFT_OUT)]


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Each column's name and type."""
    return {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{table}")')}


def _triggers(table: str, columns: Mapping[str, str]) -> Iterable[str]:
    """They are kept short: SQLite reads them all whenever a journal is opened."""
    # JSON cuts a number off that quote() writes with as many digits as bring the same one back.
    values = (
        f"nullif(quote(old.\"{name}\"), 'NULL')" if kind == "REAL" else f'old."{name}"'
        for name, kind in columns.items()
    )
    row = f"json_array({', '.join(values)})"
    changed = " || ".join(
        f"iif(old.\"{name}\" IS NOT new.\"{name}\", '{name} ', '')"
        for name in columns
        if name != "updated_at"
    )
    for action, row_id, before, fields in (
        ("insert", "new.rowid", "NULL", "NULL"),
        ("update", "old.rowid", row, f"trim({changed})"),
        ("delete", "old.rowid", row, "NULL"),
    ):
        yield f"""
CREATE TRIGGER "undo_{table}_{action}" AFTER {action.upper()} ON "{table}"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, '{table}', {row_id}, '{action}', {before}, {fields} FROM undo_active;
END"""


def _summary(counts: Iterable[tuple[str, str, int, str | None]]) -> str:
    """`1 contact and 2 touchpoints added; 1 contact changed: city, about`."""
    rows = list(counts)
    told = [row for row in rows if row[1] != _FOLLOWING] or rows
    by_action: dict[str, list[str]] = defaultdict(list)
    fields: list[str] = []
    for action, table, count, changed in told:
        name = _WORDS.get(table) or table.replace("_", " ")
        plural = f"{name}es" if name.endswith(("s", "ch")) else f"{name}s"
        by_action[action].append(f"{count} {name if count == 1 else plural}")
        fields += (changed or "").replace(",", " ").split()
    parts = []
    for action, word in (("insert", "added"), ("update", "changed"), ("delete", "removed")):
        if things := by_action[action]:
            parts.append(f"{joined(things)} {word}")
            if action == "update" and fields:
                parts[-1] += f": {', '.join(dict.fromkeys(fields)).replace('_', ' ')}"
    return "; ".join(parts)
