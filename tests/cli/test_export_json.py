"""Export and import of the whole journal on the command line: where it goes, and what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Terminal
    from conftest import Program

NAME = 'Ana [x] "Z" O\'Neil 王 🙂'


@pytest.fixture
def home(program: Program, quick: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal with somebody in it, and their home as the working directory."""
    monkeypatch.chdir(program.home)
    quick("hi", NAME, "talked \x9b about Berlin", "--email", "ana@x.example", "--tag", "mentor")
    quick("note", "ana", "likes tea")
    quick("todo", "ana", "write", "--by", "friday", "--every", "2w")
    return program.home


def test_through_a_pipe_into_another_journal(home: Path, program: Program) -> None:
    whole = program("export", "json")
    assert whole.err == ""
    assert NAME in json.loads(whole.out)["contacts"][0]["name"]
    assert "\x9b" not in whole.out
    other = ("--db", str(home / "other.db"))
    done = program(*other, "import", "json", "-", stdin=whole.out)
    assert done.lines == [
        "       4 records read",
        "       1 contact new",
        "       1 touchpoint new",
        "       1 note new",
        "       1 follow-up new",
        "         netlog rank shows how you stand · netlog undo takes it back",
    ]
    assert program(*other, "export", "json").out == whole.out
    again = program(*other, "import", "json", "-", "--json", stdin=whole.out).json
    assert again["skipped"] == {"here already": 3}
    assert (again["contacts_matched"], again["others"]) == (1, {})
    assert program(*other, "export", "json").out == whole.out


def test_a_file_is_whole_and_for_its_owner_alone(home: Path, quick: Callable[..., str]) -> None:
    file = home / "all.json"
    file.write_text("old")
    file.chmod(0o644)
    link = home / "link.json"
    link.symlink_to(file)
    told = json.loads(quick("export", "json", "link.json", "--yes", "--json"))
    assert told == {"file": "link.json", "bytes": file.stat().st_size}
    assert file.stat().st_mode & 0o777 == 0o600
    assert link.is_symlink()
    assert json.loads(file.read_text())["netlog"] == 1
    assert [each.name for each in home.iterdir() if each.name.startswith(".netlog")] == []


@pytest.mark.parametrize(
    ("file", "code", "says"),
    [
        ("here.json", 2, "to overwrite here.json needs --yes without a terminal"),
        ("journal/journal.db", 2, "is the journal itself"),
        ("none/all.json", 5, "none/all.json cannot be written: no such file or directory"),
        (".", 5, "cannot be written"),
        ("/dev/full", 5, "no space left"),
    ],
)
def test_what_is_not_written(home: Path, program: Program, file: str, code: int, says: str) -> None:
    (home / "here.json").write_text("mine")
    before = program.db.read_bytes()
    result = program("export", "json", file, code=code)
    assert says in result.err
    assert result.out == ""
    assert (home / "here.json").read_text() == "mine"
    assert program.db.read_bytes() == before


def test_a_pipe_by_name_is_written_into(home: Path, quick: Callable[..., str]) -> None:
    os.mkfifo(home / "pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append((home / "pipe").read_text()))
    reader.start()
    assert quick("export", "json", "pipe") == ""
    reader.join(timeout=20)
    assert json.loads(got[0])["contacts"]
    assert (home / "pipe").is_fifo()


def test_whoever_reads_slowly_keeps_nobody_from_writing(
    home: Path, program: Program, quick: Callable[..., str]
) -> None:
    quick("note", "ana", "x" * 500_000)  # more than a pipe holds
    command = [sys.executable, "-m", "netlog", "export", "json"]
    with subprocess.Popen(command, env=program.environment, stdout=subprocess.PIPE) as export:
        assert export.stdout
        assert export.stdout.read(10) == b'{"netlog":'
        quick("note", "ana", "written meanwhile")
        assert b"meanwhile" not in export.stdout.read()
    assert export.returncode == 0


def test_without_a_journal_a_good_export_is_not_overwritten(program: Program) -> None:
    file = program.home / "all.json"
    file.write_text("good")
    result = program("export", "json", "all.json", "--yes")
    assert "no journal yet" in result.err
    assert result.out == ""
    assert file.read_text() == "good"


def test_a_terminal_is_asked(home: Path, terminal: Terminal) -> None:
    (home / "all.json").write_text("old")
    child = terminal("export", "json", "all.json")
    child.expect("Overwrite all.json")
    child.sendline("n")
    assert terminal.end(child) == 0
    assert (home / "all.json").read_text() == "old"
    child = terminal("export", "json", "all.json")
    child.expect("Overwrite all.json")
    child.sendline("y")
    child.expect("written")
    assert terminal.end(child) == 0
    assert json.loads((home / "all.json").read_text())["contacts"]


def test_good_records_of_a_broken_file_are_kept(home: Path, program: Program) -> None:
    whole = json.loads(program("export", "json").out)
    whole["notes"][0]["day"] = "2026-02-30"
    (home / "broken.json").write_text(json.dumps(whole))
    result = program("--db", "new.db", "import", "json", "broken.json", code=5)
    assert result.err == ('netlog: notes[0]: day is "2026-02-30", not a day such as 2026-01-31\n')
    assert "       1 problem" in result.lines
    assert "       1 contact new" in result.lines


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "no JSON export of netlog"),
        ("{}", "no JSON export of netlog"),
        ('{"netlog": 2}', "exported by a newer netlog"),
        ('{"netlog": 1, "notes": [{}]}', "notes[0]: id is missing"),
    ],
)
def test_what_is_no_export(home: Path, program: Program, content: str, says: str) -> None:
    before = program.db.read_bytes()
    (home / "x.json").write_text(content)
    result = program("import", "json", "x.json", code=5)
    assert says in result.err
    assert result.out == ""
    assert program.db.read_bytes() == before


def test_an_update_is_asked_for(home: Path, program: Program, quick: Callable[..., str]) -> None:
    quick("export", "json", "x.json")
    whole = json.loads((home / "x.json").read_text())
    whole["contacts"][0]["city"] = "Oslo"
    whole["contacts"][0]["about"] = "tall"
    quick("edit", "c1", "--city", "Rome")
    (home / "x.json").write_text(json.dumps(whole))
    quick("import", "json", "x.json")
    shown = json.loads(quick("show", "c1", "--json"))
    assert (shown["city"], shown["about"]) == ("Rome", "tall")
    assert "needs --yes" in program("import", "json", "x.json", "--update", code=2).err
    quick("import", "json", "x.json", "--update", "--yes")
    assert json.loads(quick("show", "c1", "--json"))["city"] == "Oslo"
