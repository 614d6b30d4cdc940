"""The schema: in the file, in the mapping, as released; and moving from one to the next."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import stat
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netlog.core.model import Direction, Filters
from netlog.core.rules import DEFAULTS
from netlog.core.scoring import Touch, fold
from netlog.errors import JournalUnusable
from netlog.store import checks, migrations
from tests.store.released import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Journal

RELEASED = sorted(Path(__file__).parent.glob("schema-*.sql"))


def schema(path: Path) -> str:
    """What makes a file of this schema: a script, in the order in which it was made."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        shadows = {
            name
            for _, name, kind, *_ in connection.execute("PRAGMA table_list")
            if kind == "shadow"
        }
        statements = [
            sql
            for name, sql in connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
            )
            if name not in shadows and not name.startswith("sqlite_")
        ]
        for pragma in ("application_id", "user_version"):
            (value,) = connection.execute(f"PRAGMA {pragma}").fetchone()
            statements.append(f"PRAGMA {pragma} = {value}")
    return "".join(f"{statement};\n" for statement in statements)


def released(script: Path, path: Path) -> None:
    path.parent.mkdir()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text(encoding="utf-8"))


@pytest.fixture
def fresh(journal: Journal) -> Journal:
    with journal.writing():
        pass
    return journal


@pytest.fixture
def tables(fresh: Journal) -> list[str]:
    """The tables of the journal itself."""
    return [
        name
        for _, name, kind, *_ in fresh.sql("PRAGMA table_list")
        if kind == "table" and not name.startswith(("undo_", "search_", "sqlite_"))
    ]


# The shape of the schema


def test_the_mapping_is_the_schema(fresh: Journal, tables: list[str]) -> None:
    from sqlalchemy.dialects import sqlite
    from sqlmodel import SQLModel

    from netlog.store import tables as mapping

    assert mapping
    mapped = SQLModel.metadata.tables
    assert set(mapped) == set(tables)
    affinity = {"VARCHAR": "TEXT", "INTEGER": "INTEGER", "FLOAT": "REAL"}
    for table in tables:
        made = {
            (name, kind, not required and not key, bool(key))
            for _, name, kind, required, _, key in fresh.sql(f"PRAGMA table_info({table})")
        }
        assert made == {
            (
                column.name,
                affinity[column.type.compile(sqlite.dialect())],
                column.nullable,
                column.primary_key,
            )
            for column in mapped[table].columns
        }, table
        references = {
            (source, target, column)
            for _, _, target, source, column, *_ in fresh.sql(f"PRAGMA foreign_key_list({table})")
        }
        assert references == {
            (key.parent.name, key.column.table.name, key.column.name)
            for key in mapped[table].foreign_keys
        }, table


def test_every_table_is_strict_and_has_a_number_that_undo_can_name(
    fresh: Journal, tables: list[str]
) -> None:
    loose = [
        name
        for _, name, kind, _, _, strict in fresh.sql("PRAGMA table_list")
        if kind == "table" and not name.startswith("sqlite_") and not strict
    ]
    assert loose == []
    for table in tables:
        keys = [
            (name, kind)
            for _, name, kind, _, _, key in fresh.sql(f"PRAGMA table_info({table})")
            if key
        ]
        assert len(keys) == 1, table
        assert keys[0][1] == "INTEGER", table


def test_every_table_is_recorded_for_undo(fresh: Journal, tables: list[str]) -> None:
    recorded = fresh.sql(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'undo_*'"
    )
    assert {name for (name,) in recorded} == {
        f"undo_{table}_{action}" for table in tables for action in ("insert", "update", "delete")
    }


def test_every_reference_is_indexed(fresh: Journal, tables: list[str]) -> None:
    """Or removing one contact would read the whole log."""
    for table in tables:
        led = {
            fresh.sql(f"PRAGMA index_info({name})")[0][2]
            for _, name, *_ in fresh.sql(f"PRAGMA index_list({table})")
        } | {name for _, name, _, _, _, key in fresh.sql(f"PRAGMA table_info({table})") if key}
        for _, _, _, source, *_ in fresh.sql(f"PRAGMA foreign_key_list({table})"):
            assert source in led, f"{table}.{source}"


def test_any_sqlite_tool_can_read_the_log(fresh: Journal) -> None:
    ada = fresh.add("Ada")
    fresh.touch("2026-11-01", ada, note="lunch")
    assert fresh.sql("SELECT day, name, direction, note FROM log") == [
        ("2026-11-01", "Ada", "both", "lunch")
    ]


# Released schemas


def test_each_version_is_released() -> None:
    assert [int(re.findall(r"\d+", path.name)[0]) for path in RELEASED] == list(
        range(1, migrations.LATEST + 1)
    )


def test_the_latest_schema_is_the_one_released(fresh: Journal) -> None:
    """A change to a table, a view or a trigger, undo's too, needs a step: files are out there."""
    assert schema(fresh.path).split() == RELEASED[-1].read_text(encoding="utf-8").split()


@pytest.mark.parametrize("script", RELEASED, ids=lambda path: path.stem)
def test_a_released_journal_keeps_what_is_in_every_table(journal: Journal, script: Path) -> None:
    released(script, journal.path)
    written = fill(journal)
    journal.check()
    with journal.reading() as reader:
        assert [hit.kind for hit in reader.find(["machines"])] == ["note"]
        assert [hit.kind for hit in reader.find(["tartine"])] == ["touchpoint"] * 2
        assert [hit.id for hit in reader.find(["ada"]) if hit.kind == "contact"] == [1]
        assert {person.name for person in reader.named()} == {"Ada", "Ben"}
    assert journal.sql("PRAGMA user_version") == [(migrations.LATEST,)]
    with contextlib.closing(sqlite3.connect(journal.path)) as connection:
        assert checks.compare_schema(connection) == []  # it is what a fresh one is
    journal.check()
    for table, (columns, rows) in written.items():
        listed = ", ".join(columns)
        assert journal.sql(f"SELECT {listed} FROM {table} ORDER BY rowid") == rows, table
    journal.add("Cleo")
    journal.undo()
    journal.check()
    # Whoever goes takes along everything of theirs, in the new tables and the old.
    with journal.writing() as writer:
        writer.remove_contact(1)
    journal.check()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty file of the first schema."""
    path = tmp_path_factory.mktemp("first") / "released" / "journal.db"
    released(RELEASED[0], path)
    return path


PARTS = st.lists(
    st.tuples(
        st.integers(1, 3),  # whom
        st.dates(date(1999, 1, 1), date(2030, 1, 1))
        | st.dates(date(2026, 11, 1), date(2026, 11, 4)),
        st.sampled_from(Direction),
        st.none() | st.integers(1, 5),
    ),
    max_size=12,
)


@settings(max_examples=10, deadline=None)
@given(PARTS)
@example([])
@example([(1, date(2000, 1, 2), Direction.BOTH, 1)])  # before the day from which days count
@example([(1, date(2026, 11, 2), Direction.IN, None), (1, date(2026, 11, 2), Direction.OUT, 2)])
def test_the_first_schema_learns_the_last_days_of_each_way(
    journal_at: Callable[[Path], Journal],
    first: Path,
    parts: list[tuple[int, date, Direction, int | None]],
) -> None:
    """A tally that was moved is the one that a fold of the rows gives."""
    folder = Path(tempfile.mkdtemp(dir=first.parent))
    journal = journal_at(Path(shutil.copy(first, folder / "journal.db")))
    with contextlib.closing(sqlite3.connect(journal.path)) as connection, connection:
        connection.executemany(
            "INSERT INTO contact (uid, name, key, added_on, created_at, updated_at)"
            " VALUES (?1, 'Ada', 'ada', '2026-01-01', 'then', 'then')",
            [(f"u{n}",) for n in range(3)],
        )
        for number, (contact_id, day, direction, depth) in enumerate(parts, 1):
            connection.execute(
                "INSERT INTO touchpoint (id, uid, day, channel, depth, created_at, updated_at)"
                " VALUES (?1, 'p' || ?1, ?2, 'call', ?3, 'then', 'then')",
                (number, day.isoformat(), depth),
            )
            connection.execute(
                "INSERT INTO participant (touchpoint_id, contact_id, direction) VALUES (?, ?, ?)",
                (number, contact_id, direction),
            )
        known = [name for _, name, *_ in connection.execute("PRAGMA table_info(tally)")][1:]
        folded = {
            number: fold(Touch(*rest) for whom, *rest in parts if whom == number)
            for number in (1, 2, 3)
        }
        for number, tally in folded.items():
            if tally:
                connection.execute(
                    f"INSERT INTO tally (contact_id, {', '.join(known)})"
                    f" VALUES (?{', ?' * len(known)})",
                    (number, *(getattr(tally, name) for name in known)),
                )
    with journal.reading() as reader:
        moved = reader.standings(Filters(), date.max, DEFAULTS)
        assert {standing.id: standing.tally for standing in moved} == folded
        assert reader.favours(date.max) == []
        assert reader.follow_ups() == []


# Moving


@pytest.fixture
def next_version(fresh: Journal, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal of today, opened by a netlog with one step more."""
    fresh.add("Ada")

    add_step(
        monkeypatch,
        "CREATE TABLE gift (id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL"
        " REFERENCES contact (id) ON DELETE CASCADE) STRICT;\n"
        "INSERT INTO gift (contact_id) SELECT id FROM contact;\n",
    )
    return fresh


def add_step(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A further step, that a next version of netlog would take."""
    number, script = migrations.LATEST + 1, migrations.script
    monkeypatch.setattr(migrations, "script", lambda n: text if n == number else script(n))
    monkeypatch.setattr(migrations, "LATEST", number)


def kept(journal: Journal) -> Path:
    return journal.path.with_name(f"{journal.path.name}.format-{migrations.LATEST - 1}")


@pytest.mark.parametrize("way", ["reading", "writing"])
def test_an_older_journal_is_backed_up_and_moved(next_version: Journal, way: str) -> None:
    before = next_version.dump()
    with getattr(next_version, way)():
        pass
    assert next_version.dump() == {**before, "gift": ["(1, 1)"]}
    assert next_version.sql("PRAGMA user_version") == [(migrations.LATEST,)]
    backup = kept(next_version)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with contextlib.closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (migrations.LATEST - 1,)
        assert connection.execute("SELECT name FROM contact").fetchall() == [("Ada",)]


def test_undo_does_not_reach_behind_a_migration_but_holds_for_the_new_table(
    next_version: Journal,
) -> None:
    with next_version.reading() as reader:
        assert [operation.undoable for operation in reader.operations()] == [False]
    before = next_version.dump()
    with next_version.writing() as writer:
        writer.remove_contact(1)
    assert next_version.dump()["gift"] == []
    next_version.undo()
    assert next_version.dump() == before


def test_a_step_that_fails_changes_nothing(
    next_version: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_step(monkeypatch, "DROP TABLE note;\nDROP TABLE nowhere;\n")
    before = next_version.path.read_bytes()
    with pytest.raises(JournalUnusable, match="nowhere"), next_version.reading():
        pass
    assert next_version.path.read_bytes() == before
    assert not next_version.path.with_name("journal.db-journal").exists()
