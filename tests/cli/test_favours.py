"""Favours as a user writes them down and looks at them: echoes, records, questions, exit codes."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from netlog.cli import main
from netlog.cli.completion import offers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

    Quick = Callable[..., str]

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
WHAT = "[b]a book[/x] :smile: **Bo**\tand \x1b[31mmore"
SHOWN = "[b]a book[/x] :smile: **Bo** and ␛[31mmore"
TOUCHPOINT = (
    "id", "on", "at", "channel", "depth", "minutes", "place", "tags", "people", "note", "favour",
    "settles",
)  # fmt: skip
FAVOUR = ("id", "kind", "what", "size", "outcome")
LEDGER = (
    "id", "contact_id", "name", "kind", "what", "size", "on", "outcome", "settled_on",
    "touchpoint_id",
)  # fmt: skip
OWED = ("id", "name", "what", "since", "favour_id")
ASKS = ("id", "name", "what", "size", "since", "days", "favour_id")
READY = ("id", "name", "verdict", "reasons", "changes")


@pytest.fixture
def ana(program: Program, quick: Quick) -> Program:
    """Somebody met today, and nothing given yet."""
    quick("hi", HOSTILE)
    return program


def test_a_favour_and_its_thanks(ana: Program, quick: Quick) -> None:
    done = ana("ask", "ana", WHAT, "--size", "2", "--on", "12 Nov")
    [line] = done.lines
    assert line.startswith(f" p2  10 days ago, message, awaits a reply: {HOSTILE} →   f1 asked")
    assert line.endswith("netlog undo")
    assert "f1 asked, size 2   score " in line
    # It informs, and never stands in the way.
    assert done.err.splitlines() == [
        f"netlog: {HOSTILE}: warm up first",
        "        you have given nothing in the last year",
        "        nothing deeper than small talk is noted yet",
    ]
    [line] = quick("got", "王", "a book at last").splitlines()
    assert f": {HOSTILE} ←   f2 received   closes f1: " in line
    [line] = quick("got", "ana", "and another").splitlines()
    assert "closes" not in line
    [line] = quick("thank", "ana").splitlines()
    assert "   thanks for 2 favours: a book at last, and another   score " in line
    [line] = quick("thank", "ana", "again").splitlines()
    assert "   a kind word, and nothing was owed   score " in line
    [line] = quick("gave", "ana", "a lift", "--via", "call").splitlines()
    assert line.startswith(f" p7  today, call: {HOSTILE} →   f4 given   score ")


def test_as_json_it_is_the_touchpoint_and_more(ana: Program, quick: Quick) -> None:
    def written(*arguments: str) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(quick(*arguments, "--json"))
        assert tuple(record) == TOUCHPOINT
        return record

    asked = ana("ask", "ana", WHAT, "--size", "3", "--json")
    assert asked.err.startswith(f"netlog: {HOSTILE}: warm up first\n")
    assert tuple(asked.json) == TOUCHPOINT
    assert tuple(asked.json["favour"]) == FAVOUR
    assert asked.json["favour"] == {
        "id": 1, "kind": "asked", "what": WHAT, "size": 3, "outcome": "",
    }  # fmt: skip
    assert asked.json["people"][0]["awaits_reply"] is True
    got = written("got", "ana", WHAT)
    assert (got["favour"]["kind"], got["settles"]) == ("received", [1])
    thanked = written("thank", "ana", "so kind")
    assert (thanked["favour"], thanked["settles"], thanked["note"]) == (None, [2], "so kind")
    gave = written("gave", "ana", WHAT, "--on", "yesterday")
    assert (gave["on"], gave["note"], gave["settles"]) == ("2026-11-21", WHAT, [])
    written("ask", "ana", "one more")
    declined = written("declined", "ana")
    assert (declined["settles"], declined["note"]) == ([4], "declined: one more")


def test_the_lists_have_these_keys(ana: Program, quick: Quick) -> None:
    quick("ask", "ana", WHAT, "--on", "12 Nov", "--size", "2")
    quick("got", "ana", WHAT, "--unasked")
    quick("gave", "ana", "=1+1")

    def listed(*arguments: str) -> list[dict[str, Any]]:
        records: list[dict[str, Any]] = json.loads(quick(*arguments, "--json"))
        return records

    (owed,) = listed("owed")
    assert tuple(owed) == OWED
    assert owed == {
        "id": 1, "name": HOSTILE, "what": WHAT, "since": "2026-11-22", "favour_id": 2,
    }  # fmt: skip
    (asked,) = listed("asks")
    assert tuple(asked) == ASKS
    assert asked == {
        "id": 1, "name": HOSTILE, "what": WHAT, "size": 2, "since": "2026-11-12", "days": 10,
        "favour_id": 1,
    }  # fmt: skip
    everything = listed("favours")
    assert {tuple(record) for record in everything} == {LEDGER}
    assert [record["id"] for record in everything] == [3, 2, 1]
    assert listed("favours", "ana", "--until", "12 Nov") == everything[2:]
    assert listed("favours", "--since", "13 Nov", "--limit", "1") == everything[:1]
    (judged,) = listed("ready")
    assert tuple(judged) == READY
    assert judged == json.loads(quick("ready", "ana", "--json"))
    assert judged["verdict"] == "not now"
    assert len(judged["reasons"]) == len(judged["changes"]) > 0


@pytest.mark.parametrize(
    ("command", "fields"),
    [("owed", OWED), ("asks", ASKS), ("favours", LEDGER), ("ready", READY)],
)
def test_csv_has_a_header_and_a_pipe_the_same_fields_without_it(
    ana: Program, quick: Quick, command: str, fields: tuple[str, ...]
) -> None:
    for name in ("ana", "c1"):
        quick("got", name, "=1+1")
        quick("ask", name, "=1+1")
    header, *rows = csv.reader(io.StringIO(quick(command, "--csv")))
    assert tuple(header) == fields
    harmless = [[cell.removeprefix("'") for cell in row] for row in rows]
    assert [line.split("\t") for line in quick(command).splitlines()] == harmless
    assert len(rows) == {"favours": 4, "ready": 1, "asks": 1}.get(command, 2)
    assert len(quick(command, "--limit", "1").splitlines()) == 1


@pytest.mark.parametrize("command", ["owed", "asks", "favours", "ready"])
def test_without_anything_to_list_there_is_nothing_on_a_pipe(
    program: Program, quick: Quick, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert quick(command, "--json") == "[]\n"
    quick("add", "Bo")
    assert quick(command) == ""
    assert quick(command, "--json") == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["gave", "ana", " "], 5, "nothing to write down"),
        (["gave", "ana"], 2, "missing argument"),
        (["gave", "ana", "a", "book"], 2, "unexpected extra argument"),
        (["gave", "ana", "a book", "--size", "4"], 2, "1<=x<=3"),
        (["gave", "ana", "a book", "--on", "tomorrow"], 5, "future"),
        (["gave", "Nobody Known", "a book"], 3, "Nobody Known"),
        (["ask", "Nobody Known", "a book"], 3, "Nobody Known"),
        (["declined", "ana", "--answers", "f9"], 3, "no favour f9"),
        (["got", "ana", "x", "--answers", "c1"], 5, "not the id of an ask"),
        (["got", "ana", "x", "--answers", "f1", "--unasked"], 2, "exclude each other"),
        (["got", "ana", "x"], 4, "2 asks of Ana [x]"),
        (["declined", "ana"], 4, 'f2 "two", f1 "one"'),
        (["declined", "bo"], 5, "nothing that you asked Bo for is open"),
        (["favours", "--since", "today", "--until", "yesterday"], 5, "is after"),
        (["ready", "ana", "--limit", "3"], 2, "for the list of everyone"),
        (["ready", "--circle", "nonsense"], 5, "no circle"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_is_refused_with_the_next_step(
    ana: Program,
    quick: Quick,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    for name in ("NETLOG_DB", "NETLOG_TODAY"):
        monkeypatch.setenv(name, ana.environment[name])
    quick("add", "Bo")
    quick("ask", "ana", "one")
    quick("ask", "ana", "two")
    before = quick("timeline", "--json")
    capsys.readouterr()
    assert main(arguments) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    message, hint = captured.err.splitlines()
    assert words in message
    assert hint.strip()
    assert quick("timeline", "--json") == before


def test_an_id_of_an_ask_may_be_as_json_has_it(ana: Program, quick: Quick) -> None:
    quick("ask", "ana", "one")
    quick("ask", "ana", "two")
    assert "closes f1: one" in quick("got", "ana", "x", "--answers", "1")
    assert "closes f2: two" in quick("declined", "ana", "--answers", "F2")


def test_several_commands_are_undone_one_by_one(ana: Program, quick: Quick) -> None:
    quick("ask", "ana", "one")
    before = quick("favours", "--json")
    quick("got", "ana", "one")
    assert "1 touchpoint and 1 favour added" in quick("undo")
    assert quick("favours", "--json") == before


# On a terminal.


def test_a_not_now_asks_whether_to_go_on(ana: Program, quick: Quick, terminal: Terminal) -> None:
    quick("ask", "ana", "one")
    child = terminal("ask", "ana", "two")
    child.expect("not now")
    child.expect('what you asked .* is still open: "one"')
    child.expect("What helps")
    child.expect("all the same")
    child.sendline("n")
    child.expect("Nothing was changed")
    assert terminal.end(child) == 0
    assert len(json.loads(quick("asks", "--json"))) == 1

    child = terminal("ask", "ana", "two")
    child.expect("all the same")
    child.sendline("y")
    child.expect("f2")
    assert terminal.end(child) == 0

    child = terminal("ask", "ana", "three", "--yes")
    child.expect("f3")
    assert terminal.end(child) == 0
    assert len(json.loads(quick("asks", "--json"))) == 3


def test_what_is_no_not_now_asks_nothing(ana: Program, terminal: Terminal) -> None:
    child = terminal("ask", "ana", "one")
    child.expect("warm up first")
    child.expect("f1")
    assert terminal.end(child) == 0


def test_with_json_the_verdict_keeps_away_from_the_record(
    ana: Program, quick: Quick, terminal: Terminal
) -> None:
    quick("ask", "ana", "one")
    command = f'"{sys.executable}" -m netlog ask ana two --json > out.json'
    child = pexpect.spawn(
        "/bin/sh", ["-c", command], env=ana.environment, cwd=str(ana.home), encoding="utf-8",
        timeout=60,
    )  # fmt: skip
    child.expect("not now")
    child.expect("all the same")
    child.sendline("y")
    assert terminal.end(child) == 0
    assert json.loads((ana.home / "out.json").read_text())["favour"]["what"] == "two"


def test_which_ask_is_answered_is_asked(ana: Program, quick: Quick, terminal: Terminal) -> None:
    for what in (WHAT, "two", "three"):
        quick("ask", "ana", what)
    child = terminal("got", "ana", "x")
    child.expect("1  f3.*three")
    child.expect_exact(SHOWN)
    child.expect("0  none of them")
    for wrong in ("4", "x", "-1"):
        child.expect("Which one")
        child.sendline(wrong)
        child.expect("a number from 0 to 3")
    child.sendline("2")
    child.expect("closes f2: two")
    assert terminal.end(child) == 0

    child = terminal("got", "ana", "y")
    child.expect("Which one")
    child.sendline("0")
    child.expect("f5")
    assert terminal.end(child) == 0

    child = terminal("declined", "ana")
    child.expect("Which one")
    child.sendline("0")
    child.expect("a number from 1 to 2")
    child.sendline("2")
    child.expect("closes f1")
    assert terminal.end(child) == 0
    assert [each["favour_id"] for each in json.loads(quick("asks", "--json"))] == [3]


@pytest.mark.parametrize("command", ["gave", "got", "ask", "declined", "thank", "favours", "ready"])
def test_completion_offers_people(
    ana: Program, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("NETLOG_DB", ana.environment["NETLOG_DB"])
    assert [about for _, about in offers([command], "an")] == [HOSTILE]
