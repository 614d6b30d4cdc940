"""Planning, doing and putting off as a user does: what is printed, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'


@pytest.fixture
def planned(program: Program, quick: Callable[..., str]) -> Callable[..., str]:
    """Priya (c1) and somebody with a hostile name (c2), with four follow-ups, t1 and t3 overdue."""
    quick("add", "Priya Shah")
    quick("add", HOSTILE)
    quick("--today", "2026-11-10", "todo", "priya", "send the book", "--by", "19 Nov")
    quick("todo", "call about the [b]role[/b]", "--by", "tomorrow")
    quick("--today", "2026-01-01", "todo", "pay rent", "--by", "31 jan", "--every", "1m")
    quick("todo", "ana", "=tea\x1b[31m", "--by", "today", "--every", "2 weeks")
    return quick


def test_what_is_planned_is_echoed(quick: Callable[..., str]) -> None:
    quick("add", HOSTILE)
    assert quick("todo", "ana", "send the book", "--by", "fri", "--every", "monthly") == (
        f" t1  by Friday, every month, {HOSTILE}: send the book   netlog undo\n"
    )
    assert quick("todo", "pay rent", "--by", "25 dec") == " t2  by 25 Dec: pay rent   netlog undo\n"
    record = json.loads(quick("todo", "tea", "--by", "today", "--every", "10d", "--json"))
    assert record == {
        "id": 3, "contact_id": None, "name": "", "text": "tea", "due_on": "2026-11-22",
        "every": "10d", "done_on": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["todo", "x"], 2, "missing option '--by'"),
        (["todo", "--by", "fri"], 2, "missing argument"),
        (["todo", "a", "b", "c", "--by", "fri"], 2, "a text, or a name and a text"),
        (["todo", "call", "mom", "--by", "fri"], 3, "a text of several words goes in quotes"),
        (["todo", "t1", "x", "--by", "fri"], 2, "t1 is a follow-up, and a person is needed"),
        (["todo", "x", "--by", "yesterday"], 5, "2026-11-21 has passed"),
        (["todo", "x", "--by", "11-01"], 5, "can be read as"),
        (["todo", "x", "--by", "fri", "--every", "often"], 5, "not a rhythm"),
        (["todo", " ", "--by", "fri"], 5, "nothing to write down"),
        (["done"], 2, "missing argument"),
        (["done", "1"], 2, "1 is a contact, and a follow-up is needed"),
        (["done", "priya"], 2, '"priya" is no id, and a follow-up is needed'),
        (["done", "t2", "t77"], 3, "there is no follow-up t77"),
        (["snooze", "t2"], 2, "a day, or --off"),
        (["snooze", "t2", "fri", "--off"], 2, "a day, or --off"),
        (["snooze", "t2", "--off"], 2, "t2 does not rest"),
        (["snooze", "t2", "yesterday"], 5, "2026-11-21 has passed"),
        (["snooze", "priya", "3 days ago"], 5, "2026-11-19 has passed"),
        (["snooze", "nobody", "fri"], 3, "nobody here is called"),
        (["circle", "priya", "none", "--every", "6w"], 2, "in no circle"),
        (["circle", "priya", "pals"], 5, 'no circle "pals"'),
        (["edit", "t2", "--by", "yesterday"], 5, "2026-11-21 has passed"),
        (["edit", "t2", "--size", "2"], 2, "do not all belong to a follow-up"),
        (["edit", "t2", "--size", "4"], 2, "4 is not in the range"),
    ],
)
def test_what_cannot_be_is_refused_in_one_clear_line(
    program: Program,
    planned: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    from netlog.cli import main

    before = program.db.read_bytes()
    monkeypatch.setenv("NETLOG_DB", str(program.db))
    monkeypatch.setenv("NETLOG_TODAY", "2026-11-22")
    capsys.readouterr()
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 2)
    assert said in err
    assert program.db.read_bytes() == before


def test_todos_in_every_format(planned: Callable[..., str]) -> None:
    assert planned("todos").splitlines() == [
        "3\t\tpay rent\t2026-01-31\t1m",
        "1\tPriya Shah\tsend the book\t2026-11-19\t",
        f"4\t{HOSTILE}\t=tea␛[31m\t2026-11-22\t2w",
        "2\t\tcall about the [b]role[/b]\t2026-11-23\t",
    ]
    records = json.loads(planned("todos", "--json"))
    assert [record["id"] for record in records] == [3, 1, 4, 2]
    assert records[2]["text"] == "=tea\x1b[31m"
    header, _, _, last = csv.reader(io.StringIO(planned("todos", "--csv", "--limit", "3")))
    assert header == ["id", "name", "text", "due_on", "every"]
    assert last[2] == "'=tea␛[31m"


def test_without_plans_there_is_a_next_step(terminal: Terminal, quick: Callable[..., str]) -> None:
    quick("add", "Priya Shah")
    assert quick("todos") == ""
    assert quick("todos", "--json") == "[]\n"
    child = terminal("todos")
    child.expect("Nothing is planned.*netlog todo NAME")
    assert terminal.end(child) == 0


def test_a_terminal_says_kindly_what_is_late(
    terminal: Terminal, planned: Callable[..., str]
) -> None:
    child = terminal("todos")
    child.expect(pexpect.EOF)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", child.before or "").splitlines()
    assert [re.split(r" {2,}", line.strip()) for line in lines] == [
        ["t3", "planned for 31 Jan", "pay rent", "every month"],
        ["t1", "planned for Thursday", "Priya Shah", "send the book"],
        ["t4", "today", HOSTILE, "=tea␛[31m", "every 2 weeks"],
        ["t2", "tomorrow", "call about the [b]role[/b]"],
    ]


def test_nothing_is_lost_in_a_narrow_window(
    terminal: Terminal, planned: Callable[..., str]
) -> None:
    child = terminal("todos", COLUMNS="30")
    for word in ("pay rent", "Priya Shah", "send the book", "call about the", r"\[b\]role"):
        child.expect(word)
    assert terminal.end(child) == 0


def test_done_says_when_it_comes_again(planned: Callable[..., str]) -> None:
    assert planned("done", "t1", "t3").splitlines() == [
        " t1  done: Priya Shah, send the book",
        " t3  done: pay rent; it comes again on 30 Nov   netlog undo",
    ]
    (again,) = json.loads(planned("done", "t4", "--json"))
    assert (again["due_on"], again["done_on"]) == ("2026-12-06", None)
    (closed,) = json.loads(planned("done", "t2", "--json"))
    assert (closed["due_on"], closed["done_on"]) == ("2026-11-23", "2026-11-22")
    assert planned("timeline") == ""  # doing it was no touchpoint
    for left in (3, 3, 4):
        planned("undo")
        assert len(planned("todos").splitlines()) == left


def test_a_snooze_says_when_it_is_over(planned: Callable[..., str]) -> None:
    assert planned("snooze", "t1", "fri") == (
        " t1  Priya Shah, send the book: at rest until Friday, and back that day   netlog undo\n"
    )
    assert planned("snooze", "t2", "today") == (
        " t2  call about the [b]role[/b]: on the page today   netlog undo\n"
    )
    assert json.loads(planned("snooze", "t1", "in 2 weeks", "--json"))["due_on"] == "2026-12-06"
    assert planned("snooze", "priya", "in 3 weeks") == (
        " c1  Priya Shah: at rest until 13 Dec, and back that day   netlog undo\n"
    )
    awake = " c1  Priya Shah: awake, and on the page when due"
    assert planned("snooze", "priya", "today") == f"{awake}   netlog undo\n"
    assert planned("snooze", "priya", "--off") == f"{awake}\n"
    record = json.loads(planned("snooze", "ana", "2026-12-31", "--json"))
    assert (record["name"], record["snoozed_until"]) == (HOSTILE, "2026-12-31")


def test_a_circle_and_its_rhythm_in_words(planned: Callable[..., str]) -> None:
    assert (
        planned("circle", "priya", "close")
        == " c1  Priya Shah: close, every 30 days   netlog undo\n"
    )
    assert (
        planned("circle", "priya", "close") == " c1  Priya Shah: close, every 30 days, as before\n"
    )
    own = planned("circle", "priya", "wide", "--every", "6w")
    assert own == " c1  Priya Shah: wide, every 42 days, a rhythm of their own   netlog undo\n"
    (priya,) = (each for each in json.loads(planned("rank", "--json")) if each["id"] == 1)
    assert (priya["circle"], priya["ideal_days"]) == ("wide", 42)
    none = json.loads(planned("circle", "priya", "none", "--json"))
    assert (none["circle"], none["cadence_days"]) == (None, None)
    assert planned("circle", "ana", "none") == (
        f" c2  {HOSTILE}: in no circle, and left in peace   netlog undo\n"
    )


def test_plans_are_corrected_and_removed(planned: Callable[..., str]) -> None:
    assert planned("edit", "t1", "--by", "sat", "--text", "lend it", "--every", "2w") == (
        " t1  Priya Shah: text send the book → lend it; due on 2026-11-19 → 2026-11-28;"
        " every – → 2w   netlog undo\n"
    )
    assert planned("edit", "t1", "--every", "none") == (
        " t1  Priya Shah: every 2w → –   netlog undo\n"
    )
    assert (
        planned("rm", "t1", "--dry-run") == " t1  would remove: 2026-11-28, Priya Shah, lend it\n"
    )
    assert (
        planned("rm", "priya", "--dry-run") == " c1  would remove: Priya Shah, with 1 follow-up\n"
    )
    planned("rm", "t1", "--yes")
    assert "1 follow-up removed" in planned("history", "--limit", "1")


def test_favours_are_corrected_and_removed(quick: Callable[..., str]) -> None:
    quick("add", "Priya Shah")
    quick("gave", "priya", "an intro")
    quick("got", "priya", "a book")
    quick("thank", "priya")
    assert quick("edit", "f1", "--size", "3", "--on", "yesterday") == (
        " f1  Priya Shah: size 1 → 3; on 2026-11-22 → 2026-11-21   netlog undo\n"
    )
    assert quick("rm", "f1", "--dry-run") == (
        " f1  would remove: 2026-11-21, Priya Shah, given: an intro, with its touchpoint p1\n"
    )
    assert quick("rm", "p2", "--dry-run") == (
        " p2  would remove: 2026-11-22, Priya Shah: a book, with the favour f2\n"
    )
    assert quick("rm", "p3", "--dry-run").endswith("; f2 is open again\n")
    assert quick("rm", "priya", "--dry-run") == (
        " c1  would remove: Priya Shah, with 3 touchpoints and 2 favours\n"
    )
