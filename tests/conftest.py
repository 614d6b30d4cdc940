"""What every test stands on: a home of its own, and the real program run in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from netlog.config import Settings
from netlog.journal.desk import Desk
from netlog.store import file

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2026, 11, 22)  # a Sunday

# A run in the background of a shell script starts with Ctrl-C ignored, and so would its programs.
signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass
class Result:
    """One run of the program."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def rows(self) -> list[list[str]]:
        """Tab-separated lines."""
        return [line.split("\t") for line in self.lines]


@dataclass
class Program:
    """netlog as a user runs it: a process of its own, in a home of its own, on a fixed day."""

    home: Path
    environment: dict[str, str]
    db: Path

    def __call__(
        self,
        *arguments: str,
        stdin: str | bytes = "",
        env: Mapping[str, str] | None = None,
        code: int | None = 0,
    ) -> Result:
        """Run a command line. Fails the test on another exit code, unless `code` is None."""
        done = subprocess.run(
            [sys.executable, "-m", "netlog", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env={**self.environment, **(env or {})},
            cwd=self.home,
            capture_output=True,
            timeout=60,
            check=False,
        )
        result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
        if code is not None:
            assert result.code == code, f"{arguments}: {result}"
        return result


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or touches the files of whoever runs it."""
    for name in list(os.environ):
        if name.startswith(("NETLOG", "XDG_", "_NETLOG", "_TYPER")):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def new_journal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal as netlog begins one."""
    path = tmp_path_factory.mktemp("new") / "journal.db"
    with file.writable(path):
        pass
    return path.read_bytes()


@pytest.fixture(autouse=True)
def _begun(new_journal: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Journals of this process begin as a copy: laying out the tables anew takes twenty times as
    long as most tests.
    """
    create = file.create

    def copy(path: Path) -> None:
        create(path)
        path.write_bytes(new_journal)

    monkeypatch.setattr(file, "create", copy)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program with a journal that does not exist yet, on Sunday 22 November 2026."""
    db = tmp_path / "home" / "journal" / "journal.db"
    root = Path(__file__).resolve().parent.parent
    environment = {
        "HOME": str(tmp_path / "home"),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(root),
        "NETLOG_DB": str(db),
        "NETLOG_TODAY": TODAY.isoformat(),
        "TZ": "UTC",
    }
    return Program(tmp_path / "home", environment, db)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Where use cases work in the same process: a new journal, the same fixed day."""
    return Desk(
        path=tmp_path / "desk" / "journal.db",
        settings=Settings(),
        today=TODAY,
        now=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        command="netlog test",
    )
