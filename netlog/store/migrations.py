"""The schema, as numbered steps written by hand, in SQL.

A journal is a SQLite file whose `application_id` says that it is ours and whose `user_version`
says how many of these steps it has taken. Tables are STRICT and named in the singular; every one
has an INTEGER PRIMARY KEY, because undo names rows by it. Tables that start with `undo_` or
`search_` are kept by triggers and are not themselves undone.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x4E65744C  # "NetL"

# steps/1-first-journal.sql, and so on
STEPS = ("first-journal", "morning-page", "connections", "exchange")
LATEST = len(STEPS)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that this file has not taken yet. Call it inside a transaction."""
    from netlog.store import undo  # no command that reads needs it

    taken: int = connection.execute("PRAGMA user_version").fetchone()[0]
    for number in range(taken + 1, LATEST + 1):
        _run(connection, script(number))
    undo.install(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {LATEST}")


def script(number: int) -> str:
    """What the step of this number runs."""
    from importlib import resources  # no command that reads a journal of this format needs it

    step = resources.files("netlog.store") / "steps" / f"{number}-{STEPS[number - 1]}.sql"
    return step.read_text(encoding="utf-8")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """`executescript` would commit the transaction that holds the step together."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
