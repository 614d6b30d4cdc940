"""Two more ways to run the program: on a terminal, and without the cost of a process."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pexpect
import pytest

from netlog.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Program


@dataclass
class Terminal:
    """The program on a terminal of its own, 100 columns wide."""

    program: Program

    def __call__(self, *arguments: str, **environment: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable,
            ["-m", "netlog", *arguments],
            env={**self.program.environment, "TERM": "xterm", **environment},  # type: ignore[arg-type]
            cwd=str(self.program.home),
            encoding="utf-8",
            dimensions=(24, 100),
            timeout=60,
        )

    def end(self, child: pexpect.spawn[str]) -> int:
        """Wait for the end and return the exit code."""
        child.expect(pexpect.EOF)
        child.close()
        assert isinstance(child.exitstatus, int)
        return child.exitstatus


@pytest.fixture
def terminal(program: Program) -> Terminal:
    return Terminal(program)


@pytest.fixture
def quick(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """A command line run in this process, in the home of `program`: what it printed.

    For what leads up to a test; a writing process spends half a second on imports alone.
    """

    def run(*arguments: str) -> str:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            for name in ("NETLOG_DB", "NETLOG_TODAY"):
                patch.setenv(name, program.environment[name])
            code = main(arguments)
        out, err = capsys.readouterr()
        assert code == 0, f"{arguments}: {err}"
        return out

    return run
