"""The crontab line reaches the program as it was meant, and no other byte of a table changes."""

from __future__ import annotations

import subprocess
from datetime import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.errors import BadInput
from netlog.formats import crontab

if TYPE_CHECKING:
    from collections.abc import Callable

LINE = "30 7 * * * NETLOG_DB=/home/ada/journal.db /usr/bin/netlog digest"
BLOCK = f"{crontab.BEGIN}\n{LINE}\n{crontab.END}\n"
ODD = """/home/Ana [x] "Z" O'Neil 王 🙂/100% \\% \\\\ #1 $HOME `id` !* ; & | * ~.db"""

fit = st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])
values = st.text(fit | st.sampled_from("\\%'\" $`#"), max_size=30)


def vixie(command: str) -> str:
    """What Vixie cron 3.0 hands to the shell."""
    return unescaped(command, "%\\")


def cronie(command: str) -> str:
    return unescaped(command, "%")


def busybox(command: str) -> str:
    return command


def unescaped(command: str, taken: str) -> str:
    """The loop of their do_command.c: up to a bare %, without the backslash before `taken`."""
    out: list[str] = []
    escaped = False
    for character in command:
        if escaped:
            if character in taken:
                out.pop()
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "%":
            break
        out.append(character)
    return "".join(out)


def test_a_plain_line() -> None:
    written = crontab.write(
        time(7, 30), {"NETLOG_DB": "/home/ada/journal.db"}, ["/usr/bin/netlog", "digest"]
    )
    assert written == LINE
    assert crontab.write(time(0, 0), {}, ["/n"]) == "0 0 * * * /n"


@pytest.mark.parametrize("cron", [vixie, cronie, busybox])
@given(values, values)
@settings(max_examples=25, deadline=None)
def test_every_cron_and_the_shell_pass_on_what_was_meant(
    cron: Callable[[str], str], value: str, argument: str
) -> None:
    program = ["/bin/sh", "-c", 'printf "%s\\0" "$VALUE" "$@"', "sh", argument, ODD]
    line = crontab.write(time(7, 30), {"VALUE": value}, program)
    command = cron(line.removeprefix("30 7 * * * "))
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, check=True, env={"LC_ALL": "C"}
    )
    assert done.stdout.decode().split("\0") == [value, argument, ODD, ""]


@given(st.times(), values, st.lists(values, max_size=3))
def test_a_line_reads_back(at: time, value: str, arguments: list[str]) -> None:
    at = at.replace(second=0, microsecond=0)
    program = ("/opt/a b/netlog", *arguments)
    line = crontab.write(at, {"NETLOG_DB": value}, program)
    assert "\n" not in line
    assert crontab.read(line) == (at, {"NETLOG_DB": value}, program)


@pytest.mark.parametrize(
    "line",
    ["", "# 30 7 * * * /n", "30 7 * * 1 /n", "@daily /n", "99 7 * * * /n", "30 24 * * * /n",
     "30 7 * * * '/n", "30 7 * * *  /n", "30 7 * * * /n\r", "30 07 * * * /n",
     "30 7 * * * A=b=c /n %", "30 7 * * *"],
)  # fmt: skip
def test_another_line_is_not_read(line: str) -> None:
    assert crontab.read(line) is None


@pytest.mark.parametrize("unfit", ["\n", "\r", "\t", "\0", "\x1b", "\x85", "\u202e", "\u2028"])
def test_what_no_line_can_hold_is_refused(unfit: str) -> None:
    with pytest.raises(BadInput, match="control character"):
        crontab.write(time(7), {"NETLOG_DB": f"/a{unfit}b"}, ["/n"])


def test_what_cron_would_cut_off_is_refused() -> None:
    assert crontab.write(time(7), {}, ["/" + "n" * (crontab.LONGEST - 1)])
    with pytest.raises(BadInput, match="longer than"):
        crontab.write(time(7), {}, ["/" + "n" * crontab.LONGEST])
    with pytest.raises(BadInput, match="longer than"):  # bytes, not characters
        crontab.write(time(7), {}, ["/" + "王" * 340])


TABLES = [
    "",
    "\n",
    "# a comment\n",
    "MAILTO=ada\n\n0 3 * * * /bin/backup\n",
    "0 3 * * * /bin/backup\r\n# CRLF\r\n",
    "0 3 * * * echo a\x0bb \u2028 \x85 \udcff%in\n",
    "# netlog: beginners welcome\n# netlog begin\n #  netlog: end\n",
    "0 3 * * * echo '# netlog: begin'\n",
]


@pytest.mark.parametrize("before", TABLES)
@pytest.mark.parametrize("after", TABLES)
def test_the_block_comes_and_goes_and_nothing_else_changes(before: str, after: str) -> None:
    assert crontab.find(before) is None
    assert crontab.take(before) == before
    assert crontab.put(before, LINE) == before + BLOCK
    whole = before + BLOCK + after
    assert crontab.find(whole) == LINE
    assert crontab.put(whole, LINE) == whole
    assert (
        crontab.put(whole, "1 2 * * * /n") == before + BLOCK.replace(LINE, "1 2 * * * /n") + after
    )
    assert crontab.take(whole) == before + after


@given(st.text(), st.text())
def test_any_table_keeps_its_bytes(before: str, after: str) -> None:
    if before and not before.endswith("\n"):
        before += "\n"
    whole = crontab.put(before, LINE) + after
    assert crontab.take(whole) == before + after


def test_a_last_line_without_its_newline_gets_one() -> None:
    assert crontab.put("0 3 * * * /bin/backup", LINE) == "0 3 * * * /bin/backup\n" + BLOCK


def test_a_block_at_the_end_without_its_newline_is_whole() -> None:
    assert crontab.find(BLOCK.rstrip("\n")) == LINE
    assert crontab.put("A=b\n" + BLOCK.rstrip("\n"), LINE) == "A=b\n" + BLOCK
    assert crontab.take("A=b\n" + BLOCK.rstrip("\n")) == "A=b\n"


def test_a_block_that_an_editor_gave_carriage_returns_is_found_and_put_right() -> None:
    table = "A=b\r\n" + BLOCK.replace("\n", "\r\n") + "C=d\r\n"
    assert crontab.find(table) == LINE + "\r"
    assert crontab.put(table, LINE) == "A=b\r\n" + BLOCK + "C=d\r\n"


BEGIN, END = crontab.BEGIN + "\n", crontab.END + "\n"


@pytest.mark.parametrize(
    "table",
    [
        BEGIN + LINE + "\n",
        LINE + "\n" + END,
        BEGIN + END,
        BEGIN + LINE + "\n0 3 * * * /bin/backup\n" + END,
        BLOCK + BLOCK,
        BEGIN + BLOCK,
        BLOCK + END,
        END + LINE + "\n" + BEGIN,
        BLOCK + "# netlog: begin\n",
        BEGIN + LINE + "\n# netlog: end of my own lines\n",
    ],
)
def test_a_block_that_is_not_whole_is_refused(table: str) -> None:
    for change in (crontab.find, crontab.take, lambda table: crontab.put(table, LINE)):
        with pytest.raises(BadInput, match="not whole"):
            change(table)
