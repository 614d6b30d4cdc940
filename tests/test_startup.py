"""What a command loads: the structure behind the speed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

from netlog.journal import capture
from netlog.journal.capture import Details, Profile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Program

    from netlog.journal.desk import Desk

WRITING = {"sqlmodel", "sqlalchemy", "pydantic"}
RARE = {"rich", "dateutil", "rapidfuzz", "Stemmer", "email", "jinja2"}
DRIVER = """
import atexit, sys
atexit.register(lambda: open(sys.argv[1], "w").write(" ".join(sys.modules)))
from netlog.cli import main
sys.exit(main(sys.argv[2:]))
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
    ["find", "berlin"],
    ["history"],
    ["intro", "list"],
    ["intro", "list", "--all", "--json"],
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


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_reading_command_loads_neither_the_writer_nor_the_terminal(
    loads: Callable[..., set[str]], arguments: list[str]
) -> None:
    assert loads(*arguments) & (WRITING | RARE) == set()


@pytest.mark.parametrize(
    "arguments", [["--version"], ["-h"], ["rank", "-h"], ["log", "-h"], ["import", "-h"]]
)
def test_help_does_not_load_the_writer(
    loads: Callable[..., set[str]], arguments: list[str]
) -> None:
    assert loads(*arguments) & WRITING == set()


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
