"""A journal to correct, and what stands in it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from netlog.config import Settings
from netlog.core.model import Channel, Direction, Kind, Participant, Touchpoint
from netlog.journal import capture, keep
from netlog.journal.capture import Details, Profile
from netlog.journal.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from netlog.core.model import Contact, Favour

TODAY = date(2026, 11, 22)


def contents(desk: Desk) -> dict[str, list[Any]]:
    """Every row of the journal, but for what undo itself keeps; full text must agree with them."""
    with closing(sqlite3.connect(desk.path)) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            )
            if not name.startswith(("undo_", "search_", "sqlite_"))
        ]
        for table in ("contact", "touchpoint", "note"):
            connection.execute(
                f"INSERT INTO search_{table} (search_{table}, rank) VALUES ('integrity-check', 1)"
            )
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            for table in tables
        }


def contact(desk: Desk, number: int = 1) -> Contact:
    with desk.reading() as reader:
        found = reader.contact(number)
    assert found
    return found


def touchpoint(desk: Desk, number: int = 1) -> Touchpoint:
    with desk.reading() as reader:
        found = reader.touchpoint(number)
    assert found
    return found


def favour(
    desk: Desk, kind: Kind, what: str = "an intro", contact_ids: tuple[int, ...] = (1,),
    settles: tuple[int, ...] = (),
) -> Favour:  # fmt: skip
    """A favour with the first of some contacts, written today."""
    way = Direction.IN if kind is Kind.RECEIVED else Direction.OUT
    people = tuple(Participant(each, "", way) for each in contact_ids)
    with desk.writing() as writer:
        point = Touchpoint(0, desk.today, Channel.OTHER, what, people=people)
        touchpoint_id = writer.add_touchpoint(point)
        number = writer.add_favour(kind, touchpoint_id, contact_ids[0], 1)
        for settled in settles:
            writer.settle_favour(settled, touchpoint_id)
        written = writer.reader.favour(number)
    assert written
    return written


def commands(desk: Desk) -> list[str]:
    return [operation.command for operation in keep.history(desk, None)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Priya (c1) with p1, n1; Sam Keller (c2) and Sam Ito (c3); p2 with Priya and Sam Keller."""
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    desk = Desk(tmp_path_factory.mktemp("keep") / "j.db", Settings(), TODAY, now, "netlog test")
    priya = Profile(org="Acme", emails=("priya@acme.example",), tags=("mentor",))
    capture.hi(desk, "Priya Shah", "talked", priya, Details(depth=2))
    capture.add(desk, "Sam Keller", Profile(phones=("+49 30 1234567",)))
    capture.add(desk, "Sam Ito", Profile())
    capture.log(desk, ["priya", "sam k"], "lunch", Details(on=date(2026, 11, 1), tags=("work",)))
    capture.note(desk, "priya", "likes tea", None)
    keep.alias(desk, "sam keller", ["Sammy"], remove=False)
    return desk.path


@pytest.fixture
def people(desk: Desk, written: Path) -> Desk:
    desk.path.parent.mkdir()
    shutil.copy(written, desk.path)
    return desk
