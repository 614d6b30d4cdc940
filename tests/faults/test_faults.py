"""Kills, locks, crowds and full disks, with real processes."""

from __future__ import annotations

import contextlib
import resource
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import pytest

from netlog import cli
from netlog.store import file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Program

# Writes more than SQLite holds in memory, so that half of it is in the file when the kill comes.
HALF_DONE = """
import sys, time
from datetime import UTC, date, datetime
from pathlib import Path
from netlog.core.model import Contact
from netlog.core.rules import DEFAULTS
from netlog.store import writer

with writer.writing(Path(sys.argv[1]), "netlog import", datetime.now(UTC), DEFAULTS) as opened:
    opened._session.connection().exec_driver_sql("PRAGMA cache_size = 5")
    opened.remove_contact(1)
    opened.add_contacts(
        [Contact(0, "", f"Half {n}", about="x" * 500, added_on=date(2026, 1, 1))
         for n in range(500)]
    )
    print("ready", flush=True)
    time.sleep(60)
"""
LOCKED = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("ready", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def started(program: Program, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has printed its first line."""
    with subprocess.Popen(
        [sys.executable, *command],
        env=program.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def names(program: Program) -> set[str]:
    return {entry["name"] for entry in program("list", "--json").json}


def check(db: Path) -> None:
    with contextlib.closing(sqlite3.connect(db)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT * FROM undo_active").fetchall() == []


def test_a_writer_killed_half_way_leaves_what_was_there_before(program: Program) -> None:
    program("hi", "Ada", "--tag", "maths")
    program("add", "Ben")
    before = program("list", "--json").json
    rollback = program.db.with_name("journal.db-journal")
    with started(program, "-c", HALF_DONE, str(program.db)) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    half_done = program.db.stat().st_size
    assert rollback.exists()
    assert half_done > 100_000, "or nothing is there to roll back"

    assert program("list", "--json").json == before
    assert not rollback.exists()
    assert program.db.stat().st_size < half_done
    check(program.db)
    program("undo")  # what it takes back is Ben: the killed command is none
    assert names(program) == {"Ada"}


def test_what_was_echoed_is_kept_whatever_happens_next(program: Program) -> None:
    program("hi", "Ada")
    for name in ("Ben", "Cleo"):
        with started(program, "-m", "netlog", "add", name) as process:
            process.send_signal(signal.SIGKILL)
    assert names(program) == {"Ada", "Ben", "Cleo"}
    check(program.db)


def test_eight_writers_and_a_reader_at_once(program: Program) -> None:
    """On a journal that none of them finds, so that they also make it at once."""
    done = Event()

    def read() -> int:
        readings = 0
        while not done.is_set():
            found = program("rank", "--json").json
            assert all(ranked["score"] for ranked in found), "a person without their touchpoint"
            readings += 1
        return readings

    with ThreadPoolExecutor(9) as pool:
        reader = pool.submit(read)
        writers = [pool.submit(program, "log", f"**Writer{n}** came by") for n in range(8)]
        for writer in writers:
            writer.result()
        done.set()
        assert reader.result() > 0
    assert names(program) == {f"Writer{n}" for n in range(8)}
    assert len(program("timeline", "--json").json) == 8
    assert len(program("history").lines) == 8
    check(program.db)


@pytest.mark.parametrize("command", [["list"], ["add", "Ben"], ["undo"]])
def test_a_lock_that_is_held_for_too_long(
    program: Program,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    program("add", "Ada")
    before = program.db.read_bytes()
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.2)
    with started(program, "-c", LOCKED, str(program.db)):
        assert cli.main(["--db", str(program.db), *command]) == 75
    out, err = capfd.readouterr()
    assert out == ""
    assert "try again in a moment" in err
    assert program.db.read_bytes() == before


def test_a_short_lock_is_waited_for(program: Program) -> None:
    program("add", "Ada")
    with started(program, "-c", LOCKED, str(program.db)) as holder, ThreadPoolExecutor() as pool:
        waiting = pool.submit(cli.main, ["--db", str(program.db), "add", "Ben"])
        with pytest.raises(TimeoutError):
            waiting.result(1)
        holder.kill()
        assert waiting.result() == 0
    assert names(program) == {"Ada", "Ben"}


def at_most(size: int) -> Callable[[], None]:
    """For a child: no file may grow beyond so many bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_file_that_may_not_grow(program: Program) -> None:
    program("hi", "Ada")
    before = program.db.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "netlog", "note", "ada", "word " * 20_000],
        env=program.environment,
        preexec_fn=at_most(len(before) + 8192),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 6
    assert done.stdout == ""
    assert "nothing was changed" in done.stderr
    assert program("show", "ada", "--json").json["notes"] == []
    assert program.db.read_bytes() == before
    check(program.db)
