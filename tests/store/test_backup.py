"""Copies of the journal: whole, dated, kept, and put back in one step."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netlog.errors import BadInput, Busy, Damaged, JournalUnusable, NoJournal
from netlog.store import backup, file, migrations

if TYPE_CHECKING:
    from conftest import Journal

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
RELEASED = sorted(Path(__file__).parent.glob("schema-*.sql"))


@pytest.fixture
def filled(journal: Journal) -> Journal:
    ada = journal.add("Ada")
    journal.touch("2026-11-01", ada, note="lunch")
    journal.touch("2026-11-20", ada, note="tea")
    return journal


def beside(journal: Journal) -> list[str]:
    folder = journal.path.parent / "backups"
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def people(path: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [name for (name,) in connection.execute("SELECT name FROM contact ORDER BY id")]


def write(journal: Journal) -> backup.Written:
    return backup.write(journal.path, backup.dated(journal.path, AT))


def flip(path: Path) -> None:
    """Damage pages in the middle of a file, and not its first."""
    content = bytearray(path.read_bytes())
    content[20_000:60_000] = bytes(40_000)
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def blot(path: Path) -> None:
    """Damage the schema, and not the header."""
    content = bytearray(path.read_bytes())
    content[100:3000] = bytes(range(250)) * 11 + bytes(150)
    path.write_bytes(content)


# Making one


def test_a_backup_is_a_whole_journal_for_its_owner_alone(filled: Journal) -> None:
    written = write(filled)
    assert written.path == filled.path.parent / "backups" / "journal-2026-11-22-093000.db"
    assert (written.summary.people, written.summary.touchpoints) == (1, 2)
    assert (written.summary.first_on, written.summary.last_on) == (
        date(2026, 11, 1),
        date(2026, 11, 20),
    )
    assert written.size == written.path.stat().st_size
    assert written.orphans == 0
    assert stat.S_IMODE(written.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(written.path.parent.stat().st_mode) == 0o700
    before = filled.dump()
    filled.path = written.path
    assert filled.dump() == before
    filled.check()


def test_a_second_backup_of_one_second_takes_nothing_from_the_first(filled: Journal) -> None:
    write(filled)
    filled.add("Ben")
    write(filled)
    assert beside(filled) == ["journal-2026-11-22-093000-2.db", "journal-2026-11-22-093000.db"]
    folder = filled.path.parent / "backups"
    assert people(folder / "journal-2026-11-22-093000.db") == ["Ada"]
    assert people(folder / "journal-2026-11-22-093000-2.db") == ["Ada", "Ben"]


def test_where_there_are_no_links_no_name_is_taken_either(
    filled: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    test_a_second_backup_of_one_second_takes_nothing_from_the_first(filled)


def test_a_backup_is_made_while_another_writes(filled: Journal) -> None:
    with contextlib.closing(sqlite3.connect(filled.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM contact")
        written = write(filled)
        other.execute("ROLLBACK")
    assert people(written.path) == ["Ada"]


def test_nobody_waits_while_a_backup_is_verified(
    filled: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = backup._verify

    def meanwhile(*arguments: object) -> int:
        filled.sql("UPDATE contact SET city = 'Rome'")  # waits for 5 seconds and fails, or does not
        return verify(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_verify", meanwhile)
    write(filled)
    assert filled.sql("SELECT city FROM contact") == [("Rome",)]


def test_a_backup_of_a_write_ahead_log_holds_what_is_in_it(filled: Journal) -> None:
    with contextlib.closing(sqlite3.connect(filled.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE contact SET name = 'Grace'")
        written = write(filled)
    assert people(written.path) == ["Grace"]
    assert written.path.read_bytes()[18:20] == b"\1\1"
    assert beside(filled) == [written.path.name]


@pytest.mark.parametrize("harm", [flip, cut, blot])
def test_a_damaged_journal_gives_no_backup(filled: Journal, harm: type) -> None:
    harm(filled.path)
    with pytest.raises(Damaged):
        write(filled)
    assert beside(filled) == []


def test_a_copy_that_is_not_like_the_journal_is_not_kept(
    filled: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup._copy

    def lossy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
        copy(source, target)
        target.execute("DELETE FROM note")
        target.execute("DELETE FROM contact")
        target.commit()

    monkeypatch.setattr(backup, "_copy", lossy)
    with pytest.raises(JournalUnusable, match="does not hold what the journal does"):
        write(filled)
    assert beside(filled) == []


def test_no_journal_leaves_no_folder(journal: Journal) -> None:
    with pytest.raises(NoJournal):
        write(journal)
    assert not journal.path.parent.exists()


def test_a_place_that_cannot_be_written_is_named(filled: Journal) -> None:
    (filled.path.parent / "backups").write_text("in the way")
    with pytest.raises(BadInput, match=r"backups/journal-2026.* cannot be written"):
        write(filled)


# Keeping them


def test_only_the_oldest_dated_backups_go(filled: Journal) -> None:
    folder = filled.path.parent / "backups"
    folder.mkdir()
    dated = [
        "journal-2025-12-31-235959.db", "journal-2026-01-01-000000.db",
        "journal-2026-01-01-000000-2.db", "journal-2026-01-01-000000-10.db",
    ]  # fmt: skip
    others = [
        "journal-2020-01-01-000000.db.damaged", "my-journal-2020-01-01-000000.db",
        "journal-2020-01-01.db", "journal-2020-01-01-000000.sqlite", "journal-old.db",
        "work-2020-01-01-000000.db",
    ]  # fmt: skip
    for name in (*dated, *others):
        (folder / name).touch()
    (folder / "journal-2020-01-01-000000.db").symlink_to(filled.path)
    (folder / "journal-2020-01-02-000000.db").mkdir()
    assert [each.name for each in backup.find_dated(filled.path)] == dated
    assert [each.name for each in backup.prune(filled.path, 2)] == dated[:2]
    assert [each.name for each in backup.find_dated(filled.path)] == dated[2:]
    assert set(others) < set(beside(filled))
    assert backup.prune(filled.path, 2) == ()


# Putting one back


def kept(journal: Journal) -> Path:
    return backup.dated(journal.path, AT)


def test_a_backup_is_put_back_and_what_was_there_is_kept(filled: Journal, tmp_path: Path) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    before = filled.dump()
    filled.add("Ben")
    replaced = filled.path.read_bytes()
    inode = filled.path.stat().st_ino
    with backup.incoming(source) as incoming:
        assert incoming.summary.people == 1
        assert incoming.put(filled.path, kept(filled)) == kept(filled)
    assert filled.dump() == before
    filled.check()
    assert kept(filled).read_bytes() == replaced
    assert stat.S_IMODE(kept(filled).stat().st_mode) == 0o600
    assert filled.path.stat().st_ino == inode, "whoever has it open would write to nowhere"
    filled.undo()
    assert len(filled.dump()["touchpoint"]) == 1


def test_who_has_the_journal_open_sees_the_new_one(filled: Journal, tmp_path: Path) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    filled.add("Ben")
    with contextlib.closing(sqlite3.connect(filled.path, isolation_level=None)) as other:
        assert other.execute("SELECT count(*) FROM contact").fetchone() == (2,)
        with backup.incoming(source) as incoming:
            incoming.put(filled.path, kept(filled))
        assert other.execute("SELECT count(*) FROM contact").fetchone() == (1,)
        other.execute("UPDATE contact SET city = 'Rome'")
    assert filled.sql("SELECT city FROM contact") == [("Rome",)]


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN"])
def test_nothing_is_changed_while_another_is_at_work(
    filled: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    before = filled.path.read_bytes()
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.1)
    with (
        contextlib.closing(sqlite3.connect(filled.path, isolation_level=None)) as other,
        backup.incoming(source) as incoming,
    ):
        other.execute(lock)
        other.execute("SELECT * FROM contact").fetchall()
        with pytest.raises(Busy):
            incoming.put(filled.path, kept(filled))
    assert filled.path.read_bytes() == before
    assert beside(filled) == []


def test_where_the_old_one_cannot_be_kept_nothing_is_changed(
    filled: Journal, tmp_path: Path
) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    filled.add("Ben")
    (filled.path.parent / "backups").write_text("in the way")
    with backup.incoming(source) as incoming, pytest.raises(BadInput, match="cannot be written"):
        incoming.put(filled.path, kept(filled))
    assert people(filled.path) == ["Ada", "Ben"]


def test_no_entry_falls_between_the_copy_and_the_change(
    filled: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process that tries to write once the old one is being kept is told to wait."""
    source = backup.write(filled.path, tmp_path / "copy.db").path
    keep, said = backup._keep, []

    def meanwhile(*arguments: object) -> Path | None:
        attempt = (
            "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0)"
            ".execute('UPDATE contact SET city = 1')"
        )
        done = subprocess.run(
            [sys.executable, "-c", attempt, str(filled.path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        said.append(done.stderr)
        found = keep(*arguments)  # type: ignore[arg-type]
        done = subprocess.run(
            [sys.executable, "-c", attempt, str(filled.path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        said.append(done.stderr)
        return found

    monkeypatch.setattr(backup, "_keep", meanwhile)
    with backup.incoming(source) as incoming:
        incoming.put(filled.path, kept(filled))
    assert len(said) == 2
    assert all("database is locked" in each for each in said)


@pytest.mark.parametrize("harm", [flip, cut, blot])
def test_a_damaged_journal_is_replaced_and_kept_as_it_is(
    filled: Journal, tmp_path: Path, harm: type
) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    harm(filled.path)
    damaged = filled.path.read_bytes()
    with backup.incoming(source) as incoming:
        incoming.put(filled.path, kept(filled))
    assert people(filled.path) == ["Ada"]
    filled.check()
    assert kept(filled).read_bytes() == damaged


def test_write_ahead_logs_on_either_side(filled: Journal, tmp_path: Path) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    for path, name in ((source, "New"), (filled.path, "Old")):
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("UPDATE contact SET name = ?", (name,))
    with backup.incoming(source) as incoming:
        incoming.put(filled.path, kept(filled))
    assert people(filled.path) == ["New"]
    assert people(kept(filled)) == ["Old"]
    assert filled.path.read_bytes()[18:20] == b"\1\1"


def test_a_link_stays_a_link(filled: Journal, tmp_path: Path) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    filled.add("Ben")
    link = tmp_path / "link" / "journal.db"
    link.parent.mkdir()
    link.symlink_to(filled.path)
    with backup.incoming(source) as incoming:
        incoming.put(link, backup.dated(link, AT))
    assert link.is_symlink()
    assert people(filled.path) == ["Ada"]
    assert people(backup.dated(link, AT)) == ["Ada", "Ben"]


def test_a_journal_that_is_not_there_yet_is_made(filled: Journal, tmp_path: Path) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    new = tmp_path / "elsewhere" / "journal.db"
    with backup.incoming(source) as incoming:
        assert incoming.put(new, backup.dated(new, AT)) is None
    assert people(new) == ["Ada"]
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert stat.S_IMODE(new.parent.stat().st_mode) == 0o700
    assert [each.name for each in new.parent.iterdir()] == ["journal.db"]


@pytest.mark.parametrize("script", RELEASED, ids=lambda path: path.stem)
def test_a_backup_of_any_release_is_moved_on_a_copy(
    filled: Journal, tmp_path: Path, script: Path
) -> None:
    old = tmp_path / "old.db"
    with contextlib.closing(sqlite3.connect(old)) as connection, connection:
        connection.executescript(script.read_text(encoding="utf-8"))
        connection.execute(
            "INSERT INTO contact (uid, name, key, added_on, created_at, updated_at)"
            " VALUES ('u', 'Grace', 'grace', '2026-01-01', 'then', 'then')"
        )
    before = old.read_bytes()
    with backup.incoming(old) as incoming:
        assert f"schema-{incoming.format}" == script.stem
        incoming.put(filled.path, kept(filled))
    assert filled.sql("PRAGMA user_version") == [(migrations.LATEST,)]
    assert people(filled.path) == ["Grace"]
    filled.check()
    assert old.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("old")] == ["old.db"]


def text(path: Path) -> None:
    path.write_text("Dear diary\n" * 1000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def newer(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def foreign(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bookmark (url)")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (flip, "is damaged"), (cut, "is damaged"), (blot, "is damaged"),
        (text, "is not a netlog journal"), (empty, "is empty"), (newer, "by a newer netlog"),
        (foreign, "of another program"), (folder, "is not a file"), (pipe, "is not a file"),
    ],
)  # fmt: skip
def test_what_is_no_whole_journal_is_refused(
    filled: Journal, tmp_path: Path, harm: type, said: str
) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    harm(source)
    with pytest.raises(BadInput, match=said), backup.incoming(source):
        pass


KILLED = """
import sys, time
from pathlib import Path
from netlog.store import backup

steps = 0
refuse = backup._refuse_busy

def slowly(status):
    global steps
    refuse(status)
    steps += 1
    if steps == 1500:
        print("ready", flush=True)
        time.sleep(60)

backup._refuse_busy = slowly
live = Path(sys.argv[2])
with backup.incoming(Path(sys.argv[1])) as incoming:
    assert incoming.connection.execute("PRAGMA page_count").fetchone()[0] > 1500
    incoming.put(live, live.with_name("kept.db"))
"""


def test_a_restore_that_is_killed_leaves_what_was_there_before(
    filled: Journal, tmp_path: Path
) -> None:
    source = backup.write(filled.path, tmp_path / "copy.db").path
    with contextlib.closing(sqlite3.connect(source)) as connection, connection:
        connection.execute(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 3000)"
            " INSERT INTO note (uid, contact_id, day, text, created_at, updated_at)"
            " SELECT n, 1, '2026-01-01', hex(zeroblob(1000)), 'then', 'then' FROM n"
        )
    before, size = filled.dump(), filled.path.stat().st_size
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(source), str(filled.path)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
    assert filled.path.stat().st_size > size, "or nothing is there to roll back"
    assert filled.dump() == before
    filled.check()
    assert filled.path.stat().st_size == size
