"""What a command loads: the structure behind the speed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from netlog.config import Settings
from netlog.journal import capture
from netlog.journal.capture import Details, Profile
from netlog.journal.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Program

ROOT = Path(__file__).resolve().parent.parent
WRITING = {"sqlmodel", "sqlalchemy", "pydantic"}
RARE = {"rich", "dateutil", "rapidfuzz", "Stemmer", "email", "jinja2", "icalendar"}
# What a command cannot do without.
NEEDED = {
    "dupes": {"rapidfuzz"},
    "export ics": {"dateutil", "icalendar", "email"},
}
# Runs one command, and writes down what it has loaded by its end.
DRIVER = """
import atexit, sys
atexit.register(lambda: open(sys.argv[1], "w").write(" ".join(sys.modules)))
from netlog.cli import main
sys.exit(main(sys.argv[2:]))
"""

# The same for many, each in a process of its own that begins with the floor of the budget loaded.
DRIVER_OF_MANY = """
import json, os, sys
import typer, sqlite3
for arguments in json.load(sys.stdin):
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        from netlog.cli import main
        code = main(arguments)
        os.write(write, json.dumps([code, list(sys.modules)]).encode())
        os._exit(0)
    os.close(write)
    with open(read) as answer:
        print(answer.read())
    os.waitpid(child, 0)
"""

READING = [
    ["rank"],
    ["rank", "--json"],
    ["rank", "--csv"],
    ["why", "priya"],
    ["show", "priya"],
    ["show", "priya", "--json"],
    ["list", "--since", "2026-11-01"],
    ["timeline"],
    ["today"],
    ["digest", "--always"],
    ["digest", "--format", "md"],
    ["due"],
    ["waiting"],
    ["owed"],
    ["asks"],
    ["todos"],
    ["brief", "priya"],
    ["favours"],
    ["ready"],
    ["health"],
    ["stars"],
    ["trend"],
    ["trend", "priya"],
    ["needs", "priya"],
    ["vouch", "priya"],
    ["match"],
    ["path", "priya"],
    ["near", "berlin"],
    ["through"],
    ["leaving", "acme"],
    ["config"],
    ["doctor"],
    ["find", "berlin"],
    ["history"],
    ["dupes"],
    ["export", "json"],
    ["intro", "list"],
    ["intro", "list", "--all", "--json"],
    ["export", "csv"],
    ["export", "vcard"],
    ["export", "ics"],
    ["export", "md"],
    ["export", "dot"],
    [],
]


@pytest.fixture
def loads(desk: Desk, program: Program, tmp_path: Path) -> Callable[..., set[str]]:
    """The top-level modules that a command line has loaded by its end."""
    capture.hi(desk, "Priya Shah", "she is moving to Berlin", Profile(org="Acme"), Details())
    loaded = tmp_path / "loaded"

    def run(*arguments: str, code: int = 0, **environment: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", DRIVER, str(loaded), *arguments],
            env={**program.environment, "NETLOG_DB": str(desk.path), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert done.returncode == code, done
        return {name.partition(".")[0] for name in loaded.read_text().split()}

    return run


@pytest.fixture(scope="module")
def loaded_by_reading(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The top-level modules that each reading command has loaded by its end."""
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    home = tmp_path_factory.mktemp("home")
    desk = Desk(home / "journal.db", Settings(), now.date(), now, "netlog test")
    capture.hi(desk, "Priya Shah", "she is moving to Berlin", Profile(org="Acme"), Details())
    done = subprocess.run(
        [sys.executable, "-c", DRIVER_OF_MANY],
        env={
            "HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT),
            "NETLOG_DB": str(desk.path), "NETLOG_TODAY": "2026-11-22",
        },
        input=json.dumps(READING).encode(),
        capture_output=True,
        check=True,
    )  # fmt: skip
    found = {}
    for arguments, line in zip(READING, done.stdout.splitlines(), strict=True):
        code, modules = json.loads(line)
        assert code == 0, (arguments, done.stderr.decode())
        found[" ".join(arguments)] = {name.partition(".")[0] for name in modules}
    return found


@pytest.mark.parametrize("command", [" ".join(each) for each in READING])
def test_a_reading_command_loads_neither_the_writer_nor_the_terminal(
    loaded_by_reading: dict[str, set[str]], command: str
) -> None:
    assert loaded_by_reading[command] & (WRITING | RARE) <= NEEDED.get(command, set())


@pytest.mark.parametrize(
    "arguments", [["--version"], ["-h"], ["rank", "-h"], ["log", "-h"], ["import", "-h"]]
)
def test_help_does_not_load_the_writer(
    loads: Callable[..., set[str]], arguments: list[str]
) -> None:
    assert loads(*arguments) & WRITING == set()


@pytest.mark.parametrize("arguments", [["backup"], ["doctor", "--fix"], ["info"]], ids=" ".join)
def test_keeping_the_journal_does_not_load_the_writer(
    loads: Callable[..., set[str]], arguments: list[str]
) -> None:
    assert loads(*arguments) & (WRITING | {"rich"}) == set()


def test_the_version_loads_next_to_nothing(loads: Callable[..., set[str]]) -> None:
    assert loads("--version") & (WRITING | {"rich", "dateutil", "rapidfuzz"}) == set()


@pytest.mark.parametrize("line", ["netlog show pri", "netlog ra", "netlog log --via ca"])
def test_completion_does_not_load_the_writer(loads: Callable[..., set[str]], line: str) -> None:
    words = str(len(line.split()) - 1)
    loaded = loads(_NETLOG_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=words)
    assert loaded & (WRITING | {"rich", "dateutil", "rapidfuzz"}) == set()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["log", "Nobody Known", "coffee"], 3),
        (["note", "c99", "likes tea"], 3),
        (["rm", "Nobody Known", "--yes"], 3),
        (["log", "priya", "coffee", "--on", "tomorrow"], 5),
        (["log", "priya", "coffee", "--depth", "9"], 2),
        (["nonsense"], 2),
    ],
)
def test_a_refused_command_does_not_load_the_writer(
    loads: Callable[..., set[str]], arguments: list[str], code: int
) -> None:
    assert loads(*arguments, code=code) & WRITING == set()


def test_a_writing_command_is_seen_to_load_the_writer(loads: Callable[..., set[str]]) -> None:
    assert loads("log", "priya", "coffee") >= {"sqlmodel", "sqlalchemy"}


def test_a_terminal_loads_rich_and_no_writer(desk: Desk, program: Program, tmp_path: Path) -> None:
    capture.hi(desk, "Priya Shah", "", Profile(), Details())
    loaded = tmp_path / "loaded"
    environment = {**program.environment, "NETLOG_DB": str(desk.path), "TERM": "xterm"}
    child = pexpect.spawn(
        sys.executable, ["-c", DRIVER, str(loaded), "rank"], env=environment, timeout=30
    )
    child.expect("Priya")
    child.expect(pexpect.EOF)
    modules = {name.partition(".")[0] for name in loaded.read_text().split()}
    assert "rich" in modules
    assert modules & WRITING == set()
