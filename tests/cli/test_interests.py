"""What people need and offer, vouches and matches, as a user writes them down and looks at them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from netlog.cli import main
from netlog.cli.completion import offers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Program

    Quick = Callable[..., str]

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
WHAT = "[b]a designer[/x] :smile: **Bo**\tand \x1b[31mmore"
SHOWN = "[b]a designer[/x] :smile: **Bo** and ␛[31mmore"


@pytest.fixture
def ana(program: Program, quick: Quick) -> Program:
    """Somebody who needs something, and somebody who offers it."""
    quick("hi", HOSTILE)
    quick("hi", "Lee Park")
    quick("needs", "ana", WHAT, "--on", "12 Nov")
    quick("offers", "lee", "=design")
    return program


def test_an_echo_says_what_was_written_and_what_takes_it_back(ana: Program, quick: Quick) -> None:
    end = "   netlog undo\n"
    noted = f" c1  {HOSTILE} needs {SHOWN}, noted on 12 Nov"
    assert quick("needs", "王", WHAT) == f"{noted}, as before\n"
    assert quick("cares", "lee", "rivers") == f" c2  Lee Park cares about rivers{end}"
    assert quick("needs", "ana", "--done") == f" c1  {HOSTILE} needed {SHOWN}: met today{end}"
    assert quick("offers", "lee", "--remove") == f" c2  removed: Lee Park offers =design{end}"
    assert quick("undo").startswith(" took back netlog offers lee --remove")
    vouched = " c2  Lee Park: "
    assert quick("vouch", "lee", "4", WHAT) == f"{vouched}●●●●○ 4 of 5, {SHOWN}{end}"
    assert quick("vouch", "lee", "2", "--on", "1 Nov") == f"{vouched}●●○○○ 2 of 5 on 1 Nov{end}"


def test_what_goes_with_somebody_is_said_before(ana: Program, quick: Quick) -> None:
    for value in ("2", "4"):
        quick("vouch", "ana", value)
    quick("knows", "ana", "lee")
    assert quick("rm", "ana", "--dry-run") == (
        f" c1  would remove: {HOSTILE},"
        " with 1 touchpoint, 1 interest, 2 vouches and 1 acquaintance\n"
    )


def test_a_match_as_json_and_csv_and_in_a_pipe(ana: Program, quick: Quick) -> None:
    (found,) = json.loads(quick("match", "--json"))
    assert found["a"] == {"id": 1, "name": HOSTILE}
    assert found["b"] == {"id": 2, "name": "Lee Park"}
    assert (found["needs"], found["offers"], found["words"]) == (WHAT, "=design", ["designer[/x"])
    assert found["command"] == 'netlog introduce ana lee --why "…"'
    assert found["score"] > 0
    assert found["meetings"] == [
        {
            "needs": {**found["a"], "what": WHAT},
            "offers": {**found["b"], "what": "=design"},
            "words": found["words"],
        }
    ]
    assert json.loads(quick("match", "lee", "--json")) == [found]
    [line] = ana("match", "--limit", "1").rows
    assert line[:6] == ["1", HOSTILE, "2", "Lee Park", SHOWN, "=design"]
    assert line[-1] == found["command"]
    _, row = csv.reader(io.StringIO(quick("match", "--csv")))
    assert row[5] == "'=design"


def test_a_list_of_what_is_needed(ana: Program, quick: Quick) -> None:
    quick("needs", "ana", "a tutor")
    quick("needs", "ana", "designer", "--met")
    listed: list[dict[str, Any]] = json.loads(quick("needs", "ana", "--json"))
    assert [(each["what"], each["settled_on"]) for each in listed] == [
        ("a tutor", None), (WHAT, "2026-11-22"),
    ]  # fmt: skip
    header, *rows = csv.reader(io.StringIO(quick("needs", "ana", "--csv", "--limit", "1")))
    assert header == list(listed[0])
    assert [row[4] for row in rows] == ["a tutor"]
    [line] = ana("needs", "ana", "--limit", "1").rows
    assert line == ["3", "1", HOSTILE, "needs", "a tutor", "2026-11-22", ""]
    assert quick("cares", "ana") == ""
    assert quick("cares", "ana", "--json") == "[]\n"


def test_pages_name_what_they_need_and_how_one_vouches(ana: Program, quick: Quick) -> None:
    quick("vouch", "ana", "5", "does what she says")
    for command in ("show", "brief"):
        record = json.loads(quick(command, "ana", "--json"))
        assert [each["what"] for each in record["interests"]] == [WHAT]
        assert (record["vouch"]["value"], record["vouch"]["on"]) == (5, "2026-11-22")
        page = quick(command, "ana")
        assert f" Needs         {SHOWN}  10 days\n" in page
        assert " You vouch     ●●●●●  does what she says\n" in page
        quick("needs", "ana", "--met")
        assert "Needs" not in quick(command, "ana")
        quick("undo")
    assert json.loads(quick("show", "lee", "--json"))["vouch"] is None


@pytest.mark.parametrize("command", [["match"], ["needs", "ana"], ["vouch", "ana"]])
def test_without_a_journal_there_is_a_hint(
    program: Program, quick: Quick, command: list[str]
) -> None:
    assert quick(*command, "--json") == "[]\n"
    assert quick(*command) == ""
    assert not program.db.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["needs", "ana", " "], 5, "nothing to write down"),
        (["needs", "ana", ""], 5, "nothing to write down"),
        (["needs", "ana", "a", "designer"], 2, "unexpected extra argument"),
        (["needs", "ana", "x", "--on", "tomorrow"], 5, "future"),
        (["needs", "Nobody Known", "x"], 3, "Nobody Known"),
        (["needs", "p1", "x"], 2, "is a touchpoint"),
        (["needs", "ana", "--met"], 4, "2 needs of Ana [x]"),
        (["needs", "ana", "tax", "--met"], 3, 'the words "tax"'),
        (["needs", "ana", "designer", "--met", "--on", "11 Nov"], 5, "was noted on 12 Nov"),
        (["needs", "ana", "x", "--met", "--remove"], 2, "exclude each other"),
        (["needs", "ana", "x", "--remove", "--on", "today"], 2, "--on"),
        (["needs", "ana", "--on", "today"], 2, "--on"),
        (["needs", "ana", "x", "--limit", "1"], 2, "for the list"),
        (["needs", "ana", "x", "--csv"], 2, "for the list"),
        (["offers", "ana", "--remove"], 5, "nothing is noted that Ana [x]"),
        (["offers", "lee", "--met"], 2, "no such option"),
        (["vouch", "ana", "6"], 2, "1<=x<=5"),
        (["vouch", "ana", "well"], 2, "not a valid int"),
        (["vouch", "ana", "--on", "today"], 2, "--on"),
        (["vouch", "Nobody Known", "3"], 3, "Nobody Known"),
        (["match", "Nobody Known"], 3, "Nobody Known"),
        (["match", "--json", "--csv"], 2, "exclude each other"),
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
    quick("needs", "ana", "a tutor")
    before = quick("history")
    assert main(arguments) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    message, hint = captured.err.splitlines()
    assert words in message
    assert hint.strip()
    assert quick("history") == before


@pytest.mark.parametrize("command", ["needs", "offers", "cares", "match", "vouch"])
def test_people_are_offered_first(
    ana: Program, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("NETLOG_DB", ana.environment["NETLOG_DB"])
    assert offers([command], "le") == [("lee-park", "Lee Park")]
