"""Writing down as a user does: real processes, what they echo, what a terminal asks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'


def logged(program: Program) -> list[dict[str, Any]]:
    """The log as JSON, oldest first."""
    found: list[dict[str, Any]] = program("timeline", "--json").json
    return found[::-1]


def test_a_first_day(program: Program, quick: Callable[..., str]) -> None:
    """Each command echoes in one line what was written, with its id."""
    done = program("hi", HOSTILE, "first [bold]words[/x] :smile:", "--org", "[red]X[/]",
                   "--email", "Ana@X.example", "--phone", "+49 30 1234567", "--met", "PyCon",
                   "--birthday", "29 Feb", "--tag", "#Mentor", "--circle", "close",
                   "--title", "CTO", "--city", "Berlin")  # fmt: skip
    [line] = done.lines
    assert line.startswith(f" p1  today, meeting: {HOSTILE} ↔   new: {HOSTILE}   score ")
    assert done.err == ""
    assert program.db.stat().st_mode & 0o777 == 0o600

    assert quick("add", "Sam Keller").splitlines() == [
        " c2  added: Sam Keller, circle active   netlog undo"
    ]
    [line] = program("log", "Yesterday: lunch with **Bo** and Sam K #hiring @Tartine").lines
    assert line.startswith(" p2  yesterday, meal, @Tartine, #hiring: ")
    assert "new: Bo" in line
    [line] = program("log", "ana", "sam", "talked\nlong", "--via", "call", "--depth", "4",
                     "--minutes", "40").lines  # fmt: skip
    assert f" p3  today, call, depth 4, 40 minutes: {HOSTILE} ↔, Sam Keller ↔" in line
    [line] = quick("reach", "sam", "asked", "--via", "email", "--on", "3 days ago").splitlines()
    assert line.startswith(" p4  3 days ago, email, awaits a reply: Sam Keller →")
    [line] = quick("heard", "sam", "answered").splitlines()
    assert line.startswith(" p5  today, message: Sam Keller ←")
    assert program("note", "王", "likes \x1b[31mred").lines == [
        f" n1  today, {HOSTILE}: likes ␛[31mred   netlog undo"
    ]

    assert [(each["on"], each["channel"], each["note"]) for each in logged(program)] == [
        ("2026-11-19", "email", "asked"),
        ("2026-11-21", "meal", "lunch with Bo and Sam K #hiring @Tartine"),
        ("2026-11-22", "meeting", "first [bold]words[/x] :smile:"),
        ("2026-11-22", "call", "talked\nlong"),
        ("2026-11-22", "message", "answered"),
    ]
    shown = program("show", "c1", "--json").json
    assert shown["org"] == "[red]X[/]"
    assert (shown["birthday"], shown["circle"], shown["tags"]) == ("--02-29", "close", ["mentor"])


def test_what_is_written_comes_back_as_json(program: Program, quick: Callable[..., str]) -> None:
    hi = program("hi", HOSTILE, "tea", "--depth", "2", "--json").json
    assert hi == {
        "id": 1, "on": "2026-11-22", "at": None, "channel": "meeting", "depth": 2,
        "minutes": None, "place": "", "tags": [], "note": "tea",
        "people": [{"id": 1, "name": HOSTILE, "direction": "both", "awaits_reply": False}],
    }  # fmt: skip
    assert json.loads(quick("add", "Bo", "--json"))["id"] == 2
    reached = json.loads(quick("reach", "bo", "ana", "x", "--json"))
    assert [(each["direction"], each["awaits_reply"]) for each in reached["people"]] == [
        ("out", True),
        ("out", True),
    ]
    assert json.loads(quick("heard", "bo", "x", "--json"))["people"][0]["direction"] == "in"
    assert json.loads(quick("log", "bo", "", "--json"))["note"] == ""
    assert json.loads(quick("note", "bo", "likes tea", "--json")) == {
        "id": 1, "on": "2026-11-22", "contact_id": 2, "name": "Bo", "text": "likes tea",
    }  # fmt: skip


def test_very_long_words(program: Program) -> None:
    text = "word " * 20_000
    program("hi", "Bo", text)
    assert [each["note"] for each in logged(program)] == [text.strip()]


def test_a_name_that_several_have_is_asked_for_on_a_terminal(
    program: Program, terminal: Terminal, quick: Callable[..., str]
) -> None:
    quick("add", "Sam Keller [x]", "--org", "Acme")
    quick("add", "Sam Ito")
    child = terminal("log", "Lunch with Sam")
    child.expect_exact('Several people could be "Sam":')
    child.expect_exact("1  Sam Keller [x] (c1, Acme)")
    child.expect_exact("2  Sam Ito (c2)")
    child.expect_exact("Which one?")
    quick("note", "c2", "meanwhile")  # whoever writes does not have to wait for the answer
    child.sendline("1")
    assert terminal.end(child) == 0
    child = terminal("log", "sam", "tea")
    child.expect_exact("Which one?")
    quick("note", "c2", "meanwhile")
    child.sendline("2")
    child.expect_exact("Sam Ito")
    assert terminal.end(child) == 0
    assert [(each["people"][0]["name"], each["note"]) for each in logged(program)] == [
        ("Sam Keller [x]", "Lunch with Sam"),
        ("Sam Ito", "tea"),
    ]


@pytest.mark.parametrize(("answer", "code"), [("\x03", 130), ("\r", 4), ("7\r", 4), ("\x04", 130)])
def test_no_answer_writes_nothing(
    program: Program, terminal: Terminal, quick: Callable[..., str], answer: str, code: int
) -> None:
    """Ctrl-C, an empty line, a number that is not there, Ctrl-D."""
    quick("log", "**Sam Keller** and **Sam Ito**")
    before = program.db.read_bytes()
    child = terminal("reach", "sam", "tea")
    child.expect_exact("Which one?")
    child.send(answer)
    assert terminal.end(child) == code
    assert program.db.read_bytes() == before


def test_on_a_terminal_names_are_not_markup(program: Program, terminal: Terminal) -> None:
    child = terminal("hi", "Ana [red]x[/] :smile:", "[/oops]")
    child.expect_exact("Ana [red]x[/] :smile:")
    assert terminal.end(child) == 0
