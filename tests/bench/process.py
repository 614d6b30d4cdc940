"""Running a program once: how long it took from start to end, its peak memory, its output."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in which the system counts ru_maxrss


class Run(NamedTuple):
    seconds: float
    peak_mib: float
    output: bytes


def run(command: list[str], environment: dict[str, str], *, terminal: bool = False) -> Run:
    """Run a command with its output to a pipe or to a terminal, and read all of it.

    Raises SystemExit if the command fails.
    """
    start = perf_counter()
    process, output = (_on_terminal if terminal else _to_pipe)(command, environment)
    _, status, usage = os.wait4(process, 0)
    seconds = perf_counter() - start
    if status:
        raise SystemExit(f"bench: {' '.join(command)} failed\n{output.decode(errors='replace')}")
    return Run(seconds, usage.ru_maxrss * _UNIT / 2**20, output)


def _to_pipe(command: list[str], environment: dict[str, str]) -> tuple[int, bytes]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    assert process.stdout
    with process.stdout as stream:
        output = stream.read()
    process.returncode = 0  # whoever waits for it is not Popen
    return process.pid, output


def _on_terminal(command: list[str], environment: dict[str, str]) -> tuple[int, bytes]:
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.execve(command[0], command, environment)
    output = b""
    while chunk := _read(terminal):
        output += chunk
    os.close(terminal)
    return process, output


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so that the other end is closed
        return b""
