"""backup, restore, doctor and info, as a user meets them."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netlog.cli import main
from netlog.config import Settings
from netlog.journal import capture, keeping
from netlog.journal.capture import Details, Profile
from netlog.journal.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Terminal

    from tests.conftest import Program

    Quick = Callable[..., str]

NAME = 'Ana [x] "Z" O\'Neil 王 🙂'


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    desk = Desk(
        tmp_path_factory.mktemp("keeping") / "j.db", Settings(), date(2026, 11, 22), now, "hi"
    )
    capture.hi(desk, NAME, "talked", Profile(), Details(on=date(2026, 11, 20)))
    capture.add(desk, "Sam Keller", Profile())
    return desk.path


@pytest.fixture
def journal(program: Program, written: Path) -> Program:
    program.db.parent.mkdir(mode=0o700)
    shutil.copy(written, program.db)
    return program


@pytest.fixture
def refused(
    journal: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """A command line that ends with this code: what it says on stderr."""

    def run(*arguments: str, code: int) -> str:
        monkeypatch.setenv("NETLOG_DB", str(journal.db))
        monkeypatch.setenv("NETLOG_TODAY", "2026-11-22")
        assert main(arguments) == code
        return capsys.readouterr().err

    return run


def backups(program: Program) -> list[Path]:
    return sorted((program.db.parent / "backups").glob("*"))


def people(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM contact ORDER BY id")]


def tamper(program: Program, *statements: str) -> None:
    with closing(sqlite3.connect(program.db, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


# backup


def test_a_backup_is_named_by_the_clock_of_the_place(journal: Program) -> None:
    """Nine hours ahead of UTC; --today does not change the clock."""
    before = datetime.now(UTC)
    out = journal("backup", env={"TZ": "Asia/Tokyo"}).out
    (made,) = backups(journal)
    named = datetime.strptime(made.name, "journal-%Y-%m-%d-%H%M%S.db").replace(tzinfo=UTC)
    ahead = (named - before).total_seconds() / 3600
    assert 8.99 < ahead < 9.1
    assert str(made) in out
    assert "2 people and 1 touchpoint, the last 2 days ago" in out
    assert people(made) == [NAME, "Sam Keller"]


def test_the_last_ones_are_kept(journal: Program, quick: Quick) -> None:
    folder = journal.db.parent / "backups"
    folder.mkdir()
    for month in range(1, 13):
        (folder / f"journal-2025-{month:02}-01-000000.db").touch()
    (folder / "mine.db").touch()
    assert "3 older backups removed" in quick("backup")
    assert len(backups(journal)) == 11
    config = Path(os.environ["HOME"]) / ".config" / "netlog" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("[backup]\nkeep = 5\n")
    quick("backup")
    assert len(backups(journal)) == 6
    quick("backup", "--keep", "1")
    assert [each.name for each in backups(journal)][-1] == "mine.db"
    assert len(backups(journal)) == 2


def test_a_backup_into_a_file_or_a_folder(
    journal: Program, quick: Quick, refused: Callable[..., str], tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    quick("backup", str(target))
    assert people(target) == [NAME, "Sam Keller"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    quick("add", "Ben")
    assert "needs --yes" in refused("backup", str(target), code=2)
    assert people(target) == [NAME, "Sam Keller"]
    quick("backup", str(target), "--yes")
    assert people(target)[-1] == "Ben"
    folder = tmp_path / "stick"
    folder.mkdir()
    quick("backup", str(folder))
    assert [each.name[:10] for each in folder.iterdir()] == ["journal-20"]
    assert backups(journal) == []
    assert "leave it out" in refused("backup", str(folder), "--keep", "3", code=2)


def test_a_backup_over_a_link_is_written_where_it_leads(
    journal: Program, quick: Quick, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "copy.db")
    quick("backup", str(tmp_path / "link.db"))
    assert (tmp_path / "link.db").is_symlink()
    assert people(tmp_path / "copy.db") == [NAME, "Sam Keller"]


def test_a_backup_is_never_written_over_these(
    journal: Program, refused: Callable[..., str], tmp_path: Path
) -> None:
    before = journal.db.read_bytes()
    link = tmp_path / "link.db"
    link.symlink_to(journal.db)
    for path in (journal.db, link):
        assert "is the journal itself" in refused("backup", str(path), "--yes", code=2)
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path(os.devnull)):
        assert "is not a file" in refused("backup", str(path), "--yes", code=2)
    assert "cannot be written" in refused("backup", str(tmp_path / "no" / "no" / "x.db"), code=5)
    assert journal.db.read_bytes() == before


def test_a_backup_of_nothing(program: Program) -> None:
    done = program("backup", code=3)
    assert "no journal yet" in done.err
    assert not program.db.parent.exists()


def test_a_backup_tells_that_rows_lead_nowhere(journal: Program, quick: Quick) -> None:
    tamper(journal, "DELETE FROM contact WHERE id = 1")
    done = journal("backup")
    assert "belong to something that is gone" in done.err
    assert len(backups(journal)) == 1


# restore


def test_a_backup_is_put_back_and_that_is_taken_back(journal: Program, quick: Quick) -> None:
    quick("backup")
    (made,) = backups(journal)
    quick("add", "Ben")
    before = journal.db.read_bytes()
    out = quick("restore", str(made), "--dry-run")
    assert "2 people and 1 touchpoint" in out
    assert "3 people and 1 touchpoint" in out
    assert journal.db.read_bytes() == before
    assert backups(journal) == [made]

    out = quick("restore", str(made), "--yes")
    assert people(journal.db) == [NAME, "Sam Keller"]
    (kept,) = set(backups(journal)) - {made}
    assert out.splitlines()[-1] == f" netlog restore {kept}"
    quick("restore", str(kept), "--yes")
    assert journal.db.read_bytes() != b""
    assert people(journal.db)[-1] == "Ben"
    assert "took back netlog add Ben" in quick("undo")


def test_restore_asks(journal: Program, quick: Quick, terminal: Terminal) -> None:
    quick("backup")
    (made,) = backups(journal)
    quick("add", "Ben")
    child = terminal("restore", str(made))
    child.expect("would restore .*3 people and 1 touchpoint")
    child.expect_exact("Put it back? [y/N]")
    child.sendline("n")
    child.expect("Nothing was changed")
    assert terminal.end(child) == 0
    assert people(journal.db)[-1] == "Ben"
    child = terminal("restore", str(made))
    child.expect(r"\[y/N\]")
    child.sendline("y")
    child.expect("restored")
    assert terminal.end(child) == 0
    assert people(journal.db)[-1] == "Sam Keller"


def test_restore_does_not_just_do_it(
    journal: Program, quick: Quick, refused: Callable[..., str], tmp_path: Path
) -> None:
    quick("backup", str(tmp_path / "copy.db"))
    before = journal.db.read_bytes()
    assert "restore needs --yes" in refused("restore", str(tmp_path / "copy.db"), code=2)
    assert "there is no file" in refused("restore", "nowhere.db", "--yes", code=3)
    assert "is the journal itself" in refused("restore", str(journal.db), "--yes", code=2)
    (tmp_path / "copy.db").write_text("Dear diary")
    assert "not a netlog journal" in refused("restore", str(tmp_path / "copy.db"), "-y", code=5)
    assert journal.db.read_bytes() == before


@pytest.mark.parametrize("content", [b"Dear diary\n" * 999, b"SQLite format 3\0" + b"x" * 9999])
def test_what_is_no_journal_is_never_replaced(
    journal: Program, quick: Quick, refused: Callable[..., str], tmp_path: Path, content: bytes
) -> None:
    quick("backup", str(tmp_path / "copy.db"))
    journal.db.write_bytes(content)
    said = refused("restore", str(tmp_path / "copy.db"), "--yes", code=6)
    assert f"mv {journal.db}" in said
    assert journal.db.read_bytes() == content


def test_a_database_of_another_program_is_not_replaced_though_it_is_damaged(
    journal: Program, quick: Quick, refused: Callable[..., str], tmp_path: Path
) -> None:
    quick("backup", str(tmp_path / "copy.db"))
    tamper(journal, "PRAGMA application_id = 7")
    content = journal.db.read_bytes()[:100_000]
    journal.db.write_bytes(content)
    refused("restore", str(tmp_path / "copy.db"), "--yes", code=6)
    assert journal.db.read_bytes() == content


def test_a_damaged_journal_is_kept_under_a_name_that_no_backup_has(
    journal: Program, quick: Quick, refused: Callable[..., str], tmp_path: Path
) -> None:
    quick("backup", str(tmp_path / "copy.db"))
    damaged = journal.db.read_bytes()[:100_000]
    journal.db.write_bytes(damaged)
    assert "netlog restore" in refused("list", code=6)
    out = quick("restore", str(tmp_path / "copy.db"), "--yes")
    assert "which is damaged" in out
    (kept,) = backups(journal)
    assert kept.name.endswith(".db.damaged")
    assert f"kept as {kept}" in out
    assert kept.read_bytes() == damaged
    assert "Backups       –" in quick("info")
    assert people(journal.db) == [NAME, "Sam Keller"]


# doctor


def test_doctor_finds_all_well(journal: Program) -> None:
    done = journal("doctor")
    assert {row[1] for row in done.rows} == {"ok"}
    assert [row[0] for row in done.rows][-2:] == ["permissions", "leftovers"]


def test_doctor_mends_after_a_backup(journal: Program, quick: Quick) -> None:
    tamper(journal, "DROP VIEW log", "UPDATE contact SET key = 'zzz' WHERE id = 2")
    journal.db.chmod(0o644)
    found = journal("doctor", code=5)
    assert {row[0]: row[3] for row in found.rows if row[1] != "ok"} == dict.fromkeys(
        ("schema", "keys", "permissions"), "netlog doctor --fix"
    )
    assert backups(journal) == []
    done = journal("doctor", "--fix")
    assert {row[0] for row in done.rows if row[1] == "mended"} == {"schema", "keys", "permissions"}
    (kept,) = backups(journal)
    assert str(kept) in done.err
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT key FROM contact WHERE id = 2").fetchone() == ("zzz",)
    assert stat.S_IMODE(journal.db.stat().st_mode) == 0o600
    assert "Sam Keller" in quick("show", "sam")
    assert "took back hi" in quick("undo")  # the last command, as it was called above
    assert {row[1] for row in journal("doctor", "--fix").rows} == {"ok"}
    assert backups(journal) == [kept]


def test_doctor_leaves_what_cannot_be_mended(journal: Program) -> None:
    tamper(journal, "DELETE FROM participant")
    done = journal("doctor", "--fix", code=5)
    assert [row[0] for row in done.rows if row[1] == "wrong"] == ["people"]


def test_doctor_of_a_damaged_file(journal: Program) -> None:
    content = bytearray(journal.db.read_bytes())
    content[20_000:60_000] = bytes(40_000)
    journal.db.write_bytes(content)
    for arguments in (["doctor"], ["doctor", "--fix"]):
        done = journal(*arguments, code=6)
        assert done.rows[0][:2] == ["file", "damaged"]
        assert "netlog restore" in done.rows[0][3]
    assert journal.db.read_bytes() == content
    assert backups(journal) == []


def test_doctor_of_nothing_and_of_anything_else(program: Program) -> None:
    done = program("doctor", "--json")
    assert done.json == []
    assert "no journal yet" in done.err
    program.db.parent.mkdir()
    program.db.write_text("Dear diary")
    assert "not a netlog journal" in program("doctor", code=6).err


def test_full_text_that_is_off_names_the_doctor(
    journal: Program, refused: Callable[..., str]
) -> None:
    tamper(journal, "INSERT INTO search_contact (search_contact) VALUES ('delete-all')")
    said = refused("edit", "sam", "--city", "Rome", code=6)
    assert "netlog doctor --fix" in said


@pytest.mark.parametrize("width", [80, 40])
def test_doctor_fits_the_terminal(journal: Program, terminal: Terminal, width: int) -> None:
    tamper(journal, "DROP VIEW log")
    child = terminal("doctor", COLUMNS=str(width), NO_COLOR="1")
    code = terminal.end(child)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", child.before or "").splitlines()
    assert code == 5
    assert any("✗" in line for line in lines)
    assert max(map(len, lines)) <= width
    assert "loses nothing" in " ".join(" ".join(lines).split())


# info


def test_info_tells_where_and_how_much(journal: Program, quick: Quick) -> None:
    quick("backup")
    out = quick("info")
    for text in (str(journal.db), "2 people, 1 touchpoint", "SQLite", str(backups(journal)[0])):
        assert text in out
    assert "20 November 2026 to 20 November 2026" in out


def test_info_of_no_journal(program: Program) -> None:
    done = program("info", "--json")
    assert (done.json["journal"], done.json["bytes"]) == (str(program.db), None)
    assert done.json["versions"]["netlog"]
    assert "no journal yet" in done.err
    assert not program.db.parent.exists()


def test_info_of_what_is_none_still_says_where(program: Program) -> None:
    program.db.parent.mkdir()
    program.db.write_text("Dear diary")
    done = program("info", code=6)
    assert str(program.db) in done.out
    assert "not a netlog journal" in done.err


def test_info_names_every_package_that_netlog_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = ["typer>=0.28,<0.29", "python-dateutil", "gone>1", 'pytest>=9; extra == "test"']
    monkeypatch.setattr(metadata, "requires", lambda _: needed)
    versions = keeping.find_versions()
    assert list(versions) == ["netlog", "Python", "SQLite", "typer", "python-dateutil"]
    assert versions["typer"] == metadata.version("typer")


# On a full disk

CRAMPED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from netlog.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("command", [["backup"], ["restore", "copy.db", "--yes"]])
def test_a_disk_that_is_full_leaves_everything_as_it_was(
    journal: Program, quick: Quick, command: list[str]
) -> None:
    quick("backup", str(journal.home / "copy.db"))
    quick("add", "Ben")
    before = journal.db.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", CRAMPED, *command],
        env=journal.environment, cwd=journal.home, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {5, 6}
    assert "netlog: " in done.stderr
    assert "Traceback" not in done.stderr
    assert journal.db.read_bytes() == before
    assert backups(journal) == []
    assert people(journal.db)[-1] == "Ben"
