"""Duplicates as a user meets them: lists, questions, one key each, exit codes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from netlog.cli import main
from netlog.cli.completion import offers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

    Quick = Callable[..., str]

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
CTRL_C = "\x03"


@pytest.fixture
def twice(program: Program, quick: Quick) -> Program:
    """Sam Keller (c1, c2) and Ana (c3, c4), each twice."""
    quick("add", "Sam Keller", "--org", "Acme", "--title", "Cook")
    quick("add", "Sam Keller", "--org", "Acme", "--title", "Baker", "--city", "Rome", "--namesake")
    for _ in range(2):
        quick("add", HOSTILE, "--org", "Initech", "--namesake")
    return program


@pytest.fixture
def refused(program: Program, quick: Quick, monkeypatch, capsys) -> Callable[..., tuple[int, str]]:
    """A command line that is refused: its exit code, and what it said."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("NETLOG_DB", str(program.db))
        capsys.readouterr()
        code = main(arguments)
        out, err = capsys.readouterr()
        assert out == ""
        return code, err

    return run


def test_the_list_in_every_format(twice: Program, quick: Quick) -> None:
    records = json.loads(quick("dupes", "--json"))
    assert [(each["a"]["id"], each["b"]["id"]) for each in records] == [(1, 2), (3, 4)]
    assert records[1]["a"] == {"id": 3, "name": HOSTILE, "org": "Initech", "archived": False}
    assert records[1]["merge"] == "netlog merge c3 c4"
    header, *rows = csv.reader(io.StringIO(quick("dupes", "--csv")))
    assert header[:4] == ["a_id", "a_name", "b_id", "b_name"]
    assert rows == [line.split("\t") for line in quick("dupes").splitlines()]
    assert rows[1][1] == HOSTILE
    assert len(json.loads(quick("dupes", "--limit", "1", "--json"))) == 1


def test_nobody_twice_is_said_kindly(twice: Program, terminal: Terminal, quick: Quick) -> None:
    quick("not-same", "c1", "c2")
    quick("merge", "c3", "c4", "--yes")
    assert quick("dupes", "--json") == "[]\n"
    assert quick("dupes") == ""
    for arguments in (["dupes"], ["dupes", "--resolve"]):
        child = terminal(*arguments)
        child.expect("Nobody seems to be here twice")
        assert terminal.end(child) == 0


def test_without_a_journal_there_is_a_hint(program: Program, terminal: Terminal) -> None:
    done = program("dupes", "--json")
    assert done.json == []
    assert done.err


def test_a_terminal_shows_the_pair_and_what_to_do(twice: Program, terminal: Terminal) -> None:
    child = terminal("dupes")
    child.expect("Sam Keller.*?c1, Cook, Acme.*?c2, Baker, Acme, Rome.*?the same name.*?")
    child.expect("netlog merge c1 c2.*?netlog not-same c1 c2.*?netlog dupes --resolve")
    assert terminal.end(child) == 0


def test_a_merge_asks_and_no_is_no(twice: Program, terminal: Terminal, quick: Quick) -> None:
    child = terminal("merge", "c1", "c2")
    child.expect("city Rome.*title .*Cook.*, not Baker.*--prefer title=second.*one of them")
    child.sendline("n")
    child.expect("Nothing was changed")
    assert terminal.end(child) == 0
    child = terminal("merge", "c1", "c2", "--prefer", "title=second")
    child.expect("title .*Baker.*, not Cook.*one of them")
    child.sendline("y")
    child.expect("c1.*with everything of Sam Keller .c2.*netlog undo")
    assert terminal.end(child) == 0
    assert json.loads(quick("show", "c1", "--json"))["title"] == "Baker"


def test_a_dry_run_says_the_same_and_changes_nothing(twice: Program, quick: Quick) -> None:
    before = quick("history", "--json")
    planned = json.loads(quick("merge", "c1", "c2", "--dry-run", "--json"))
    assert "conflict      title Cook, not Baker" in quick("merge", "c1", "c2", "--dry-run")
    assert quick("history", "--json") == before
    done = json.loads(quick("merge", "c1", "c2", "--yes", "--json"))
    assert done == planned | {"dry_run": False}
    assert done["merged"] == {"id": 2, "name": "Sam Keller"}
    (conflict,) = done["conflicts"]
    assert conflict == {"field": "title", "first": "Cook", "second": "Baker", "taken": "first"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["merge", "c1", "c2"], 2, "needs --yes"),
        (["merge", "c1"], 2, ""),
        (["merge", "c1", "c1", "--yes"], 5, "are both"),
        (["merge", "c1", "c9", "--yes"], 3, "no contact c9"),
        (["merge", "Sam Keller", "c2", "--yes"], 4, "2 people"),
        (["merge", "c1", "c2", "--yes", "--prefer", "title"], 2, "FIELD=second"),
        (["merge", "c1", "c2", "--yes", "--prefer", "title=Baker"], 2, "FIELD=second"),
        (["merge", "c1", "c2", "--yes", "--prefer", "shoes=second"], 5, "the fields are"),
        (["not-same", "c1", "c2", "--remove"], 5, "not written down"),
        (["not-same", "c1", "c1"], 5, "are both"),
        (["dupes", "--resolve"], 2, "needs a terminal"),
        (["dupes", "--resolve", "--json"], 2, "excludes --json"),
        (["dupes", "--json", "--csv"], 2, "exclude each other"),
    ],
)
def test_what_is_refused_changes_nothing(
    twice: Program, quick: Quick, refused: Callable[..., tuple[int, str]],
    arguments: list[str], code: int, said: str,
) -> None:  # fmt: skip
    before = quick("history", "--json")
    exit_code, err = refused(*arguments)
    assert (exit_code, said in err) == (code, True), err
    assert quick("history", "--json") == before


def test_not_same_echoes_and_repeats_itself_in_peace(twice: Program, quick: Quick) -> None:
    assert "are not the same   netlog undo" in quick("not-same", "c1", "c2")
    assert "as before" in quick("not-same", "c2", "c1")
    assert json.loads(quick("not-same", "c1", "c2", "--remove", "--json"))["not_same"] is False
    assert len(json.loads(quick("dupes", "--json"))) == 2


def test_one_key_each_and_one_step_back_each(
    twice: Program, terminal: Terminal, quick: Quick
) -> None:
    before = quick("list", "--json")
    child = terminal("dupes", "--resolve")
    child.expect("c1, Cook.*c2, Baker.*q stop")
    child.send("x")
    child.expect("one of these keys.*q stop")
    child.send("o")
    child.expect("the other way round.*c3, Initech.*c4, Initech.*q stop")
    child.send("n")
    child.expect("1 merged and 1 kept apart")
    assert terminal.end(child) == 0
    assert [each["id"] for each in json.loads(quick("list", "--json"))] == [3, 4, 2]
    commands = [each["command"] for each in json.loads(quick("history", "--json"))]
    assert commands[:2] == ["netlog not-same c3 c4", "netlog merge c2 c1"]
    quick("undo")
    quick("undo")
    assert quick("list", "--json") == before


@pytest.mark.parametrize(("key", "code"), [("q", 0), (CTRL_C, 130)])
def test_whoever_stops_keeps_what_was_done(
    twice: Program, terminal: Terminal, quick: Quick, key: str, code: int
) -> None:
    child = terminal("dupes", "--resolve")
    child.expect("c1, Cook.*q stop")
    child.send("m")
    child.expect("c3, Initech.*q stop")
    child.send(key)
    child.expect("1 merged")
    assert terminal.end(child) == code
    assert [each["id"] for each in json.loads(quick("list", "--json"))] == [3, 4, 1]
    assert len(json.loads(quick("dupes", "--json"))) == 1


def test_what_is_left_for_later_comes_again(twice: Program, terminal: Terminal) -> None:
    child = terminal("dupes", "--resolve", "--limit", "1")
    child.expect("c1, Cook.*q stop")
    child.send("s")
    child.expect("1 left for later")
    assert terminal.end(child) == 0
    assert len(twice("dupes").lines) == 2


@pytest.mark.parametrize("command", ["merge", "not-same"])
def test_both_people_are_completed(
    twice: Program, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETLOG_DB", str(twice.db))
    for before in ([command], [command, "c1"]):
        assert {offer for offer, _ in offers(before, "sam")} == {"sam-keller-c1", "sam-keller-c2"}
    assert offers([command, "c1", "c2"], "sam") == []
