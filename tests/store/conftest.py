"""A journal to write and read without the floors above, and its whole content as a value."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from netlog.core.model import Channel, Contact, Direction, Note, Participant, Touchpoint
from netlog.core.rules import DEFAULTS, Constants
from netlog.store import history, reader, writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from netlog.store.reader import Reader
    from netlog.store.writer import Writer

Dump = dict[str, list[str]]


@pytest.fixture(autouse=True)
def _begun() -> None:
    """Here journals begin as they do for a user."""


@dataclass
class Journal:
    """The store as a use case sees it, and beside it the bare file."""

    path: Path
    constants: Constants = DEFAULTS
    now: datetime = field(default=datetime(2026, 11, 22, 9, 30, tzinfo=UTC))

    @contextlib.contextmanager
    def writing(self, command: str = "netlog test") -> Iterator[Writer]:
        with writer.writing(self.path, command, self.now, self.constants) as opened:
            yield opened

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reader]:
        with reader.reading(self.path) as opened:
            yield opened

    def add(self, name: str, **values: Any) -> int:
        values = {"added_on": date(2026, 1, 1), **values}
        with self.writing() as opened:
            return opened.add_contact(Contact(0, "", name, **values))

    def touch(
        self, on: str, *contact_ids: int, direction: Direction = Direction.BOTH, **values: Any
    ) -> int:
        people = tuple(Participant(number, "", direction) for number in contact_ids)
        values = {"channel": Channel.CALL, **values}
        with self.writing() as opened:
            return opened.add_touchpoint(
                Touchpoint(0, date.fromisoformat(on), people=people, **values)
            )

    def note(self, contact_id: int, text: str, on: str = "2026-11-01") -> int:
        with self.writing() as opened:
            return opened.add(Note(0, contact_id, date.fromisoformat(on), text))

    def undo(self) -> None:
        """Take back the last command."""
        with self.reading() as opened:
            last = opened.operations(1)[0]
        history.take_back(self.path, last.id)

    def sql(self, statement: str, *values: object) -> list[Any]:
        """The rows of any statement, by a connection that knows nothing of the store."""
        with contextlib.closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            return connection.execute(statement, values).fetchall()

    def dump(self) -> Dump:
        """Every row that a user made, to the last bit: `repr` parts 1 from 1.0 and keeps floats."""
        with contextlib.closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            tables = [
                name
                for _, name, kind, *_ in connection.execute("PRAGMA table_list").fetchall()
                if kind == "table" and not name.startswith(("undo_", "sqlite_"))
            ]
            return {
                table: [
                    repr(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")
                ]
                for table in sorted(tables)
            }

    def check(self) -> None:
        """The file, its references and its full text are whole."""
        assert self.sql("PRAGMA integrity_check") == [("ok",)]
        assert self.sql("PRAGMA foreign_key_check") == []
        for table in ("contact", "touchpoint", "note"):
            # With a rank of 1 the index is held against the rows themselves.
            self.sql(
                f"INSERT INTO search_{table} (search_{table}, rank) VALUES ('integrity-check', 1)"
            )


@pytest.fixture(scope="session")
def journal_at() -> Callable[[Path], Journal]:
    """For journals that the tests of a file share, since they only read them."""
    return Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal that does not exist yet."""
    return Journal(tmp_path / "journal" / "journal.db")
