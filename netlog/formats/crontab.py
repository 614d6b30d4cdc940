"""The crontab line that runs a program once a day, and the block of a table that holds it.

Read by Vixie cron as Debian has it, by cronie and by busybox, which agree on less than they seem
to: see `_quoted` and LONGEST. A table is a text whose every other byte stays as it was; what is not
UTF-8 in it comes as surrogates.
"""

import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import time
from typing import NamedTuple

from netlog.errors import BadInput
from netlog.formats.shellwords import check, is_plain

BEGIN = "# netlog: begin (netlog cron --remove takes this block out)"
END = "# netlog: end"

# Bytes of a command: Debian's crontab refuses a table with a longer one.
LONGEST = 998

_MARKER = re.compile(r"^# netlog: (begin|end)\b", re.MULTILINE)
_BLOCK = re.compile(
    r"^# netlog: begin\b.*\n(?P<line>.*)\n# netlog: end[ \t\r]*(?:\n|\Z)", re.MULTILINE
)
_LINE = re.compile(r"(?P<minute>[0-9]{1,2}) (?P<hour>[0-9]{1,2}) \* \* \* (?P<command>.+)")
_ASSIGNED = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", re.DOTALL)
_INSIDE = {ord("'"): "'\"'\"'", ord("\\"): "\\''", ord("%"): "'\\%'"}  # inside of quotes


class Entry(NamedTuple):
    """A line of a table as cron and the shell understand it."""

    at: time
    environment: dict[str, str]
    arguments: tuple[str, ...]


def write(at: time, environment: Mapping[str, str], arguments: Sequence[str]) -> str:
    """The line that runs a program every day, without its newline.

    Raises BadInput for a value that no line can hold, or for a command that is too long.
    """
    assigned = [f"{name}={_quoted(value)}" for name, value in environment.items()]
    command = " ".join([*assigned, *map(_quoted, arguments)])
    if len(command.encode()) > LONGEST:
        raise BadInput(
            f"the command is longer than the {LONGEST} bytes that cron takes",
            "shorten the paths, or netlog cron --systemd, which takes any length",
        )
    return f"{at.minute} {at.hour} * * * {command}"


def read(line: str) -> Entry | None:
    """What such a line says; None for one that `write` would not have written."""
    found = _LINE.fullmatch(line)
    if not found or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        return None
    try:
        words = shlex.split(found["command"])
        environment = {}
        while words and (assigned := _ASSIGNED.fullmatch(words[0])):
            environment[assigned[1]] = assigned[2]
            words = words[1:]
        entry = Entry(time(int(found["hour"]), int(found["minute"])), environment, tuple(words))
        return entry if write(*entry) == line else None
    except (ValueError, BadInput):
        return None


def find(table: str) -> str | None:
    """The line inside our block; None where a table has no block.

    Raises BadInput for a block that is not whole, or for several.
    """
    block = _block(table)
    return block["line"] if block else None


def put(table: str, line: str) -> str:
    """The table with our block in it: where the old one stood, or else at the end. Raises as `find`
    does.
    """
    ours = f"{BEGIN}\n{line}\n{END}\n"
    if block := _block(table):
        return table[: block.start()] + ours + table[block.end() :]
    # Cron does not run a last line without a newline, and ours must not be joined to it.
    gap = "\n" if table and not table.endswith("\n") else ""
    return table + gap + ours


def take(table: str) -> str:
    """The table without our block. Raises as `find` does."""
    block = _block(table)
    return table[: block.start()] + table[block.end() :] if block else table


def _quoted(value: str) -> str:
    r"""A word for the shell, by way of a crontab. Raises BadInput as `check` does.

    An unescaped `%` ends a cron command, and a backslash before it is taken away, but not by
    busybox: so `\%` stands outside the quotes, where the shell takes away one that is left. Vixie
    cron reads `\\` as one backslash and cronie as two, so no backslash stands before another.
    """
    if is_plain(check(value)):
        return value
    return f"'{value.translate(_INSIDE)}'"


def _block(table: str) -> re.Match[str] | None:
    markers = _MARKER.findall(table)
    block = _BLOCK.search(table)
    if not markers or (block and markers == ["begin", "end"]):
        return block
    counted = f"{markers.count('begin')} begin and {markers.count('end')} end"
    raise BadInput(
        "netlog's block in your crontab is not whole: one line between its markers is expected, "
        f"and there are {counted} markers",
        'crontab -e, delete the lines that begin with "# netlog:" and what was between them',
    )
