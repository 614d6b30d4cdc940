"""Who knows whom, who is near, and leaving, as a user sees them: echoes, records, exit codes."""

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

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

    Quick = Callable[..., str]

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
HOW = "[b]flat[/x] :smile:\tmates \x1b[31m"
SHOWN = "[b]flat[/x] :smile: mates ␛[31m"


@pytest.fixture
def office(program: Program, quick: Quick) -> Program:
    """Sam (c1), a friend, knows Ana (c2) of Acme, whom he brought."""
    quick("hi", "Sam Keller", "lunch", "--on", "12 Nov", "--city", "København")
    quick("add", HOSTILE, "--org", "[b]Acme[/b]", "--title", "=1+1", "--introduced-by", "sam",
          "--email", "ana@acme.example")  # fmt: skip
    quick("knows", "sam", "ana", "--how", HOW)
    return program


@pytest.fixture
def refused(
    office: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """The exit code of a command line, what it printed, and what it said."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            for name in ("NETLOG_DB", "NETLOG_TODAY"):
                patch.setenv(name, office.environment[name])
            code = main(arguments)
        return code, *capsys.readouterr()

    return run


def listed(text: str) -> Any:
    return json.loads(text)


def test_two_who_know_each_other(office: Program, quick: Quick) -> None:
    [line] = quick("knows", "ana", "sam", "--how", "").splitlines()
    assert line == f" {HOSTILE} and Sam Keller  know each other: {SHOWN}, as before"
    record = listed(quick("knows", "c2", "c1", "--json"))
    assert record == {
        "id": 1, "a": {"id": 2, "name": HOSTILE}, "b": {"id": 1, "name": "Sam Keller"},
        "how": HOW.strip(), "on": "2026-11-22",
    }  # fmt: skip
    [line] = quick("knows", "c2", "c1", "--remove").splitlines()
    assert "not written down any more" in line
    assert line.endswith("netlog undo")
    quick("undo")
    assert "as before" in quick("knows", "c2", "c1")


def test_a_way_with_its_legs(office: Program, quick: Quick) -> None:
    (way,) = listed(quick("path", "ana", "--json"))
    assert tuple(way) == ("target", "strength", "through", "legs")
    assert way["target"] == {"id": 2, "name": HOSTILE}
    assert way["through"] == [{"id": 1, "name": "Sam Keller"}]
    mine, theirs = way["legs"]
    assert tuple(mine) == tuple(theirs) == ("from", "to", "strength", "because")
    assert (mine["from"], mine["to"]) == (None, {"id": 1, "name": "Sam Keller"})
    assert theirs["because"] == f"know each other: {HOW.strip()}"
    assert way["strength"] == pytest.approx(mine["strength"] * theirs["strength"], abs=1e-4)
    header, (name, strength, through) = csv.reader(
        io.StringIO(quick("path", "[b]acme[/b]", "--csv"))
    )
    assert header == ["target", "strength", "through"]
    assert (name, float(strength), through) == (HOSTILE, way["strength"], "Sam Keller")


@pytest.mark.parametrize(
    ("arguments", "code", "out", "said"),
    [
        (("path", "Lone", "--json"), 0, "[]\n", "no way through at most two others leads to Lone"),
        (("path", "Lone"), 0, "", "no way through at most two others leads to Lone"),
        (("path", "Nobody Known"), 3, "", "nobody and no organisation"),
        (("path", "c99"), 3, "", "there is no contact c99"),
        (("path", "p1"), 2, "", "p1 is a touchpoint"),
        (("knows", "sam", "sam"), 5, "", "sam and sam are both Sam Keller"),
        (("knows", "sam"), 2, "", "missing argument"),
        (("knows", "sam", "lone", "--remove"), 5, "", "it is not written down"),
        (("knows", "sam", "ana", "--remove", "--how", "x"), 2, "", "exclude each other"),
        (("leaving", "Nowhere"), 3, "", 'nobody here is at "Nowhere"'),
        (("leaving", "Acme", "--format", "md", "--json"), 2, "", "exclude each other"),
        (("leaving", "[b]Acme[/b]", "--by", "yesterday"), 5, "", "has passed"),
        (("left", "[b]Acme[/b]"), 2, "", "missing option '--on'"),
        (("left", "[b]Acme[/b]", "--on", "friday"), 2, "", "left needs --yes"),
        (("left", "[b]Acme[/b]", "--on", "tomorrow", "--yes"), 5, "", "in the future"),
        (("near", ""), 5, "", "there is no city"),
        (("through", "Nobody Known"), 3, "", "nobody here is called"),
    ],
)
def test_what_cannot_be(
    refused: Callable[..., tuple[int, str, str]],
    quick: Quick,
    arguments: tuple[str, ...],
    code: int,
    out: str,
    said: str,
) -> None:
    quick("add", "Lone")
    done, printed, talk = refused(*arguments)
    assert (done, printed) == (code, out)
    assert said in talk
    assert len(talk.splitlines()) == 2


def test_who_is_near(office: Program, quick: Quick) -> None:
    (sam,) = listed(quick("near", "kobenhavn", "--json"))
    assert tuple(sam) == ("id", "name", "org", "title", "city", "score", "word", "last_on")
    assert (sam["id"], sam["city"], sam["last_on"]) == (1, "København", "2026-11-12")
    assert listed(quick("near", "Rome", "--json")) == []
    config = office.home / ".config" / "netlog" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[cities]\n"København" = ["Copenhagen"]\n')
    assert office("near", "copenhagen").rows[0][:2] == ["1", "Sam Keller"]
    [city] = [each for each in office("config", "--json").json if each["key"].startswith("cities")]
    assert city == {"key": 'cities."København"', "value": ["Copenhagen"], "origin": "file"}


def test_who_brought_whom(office: Program, quick: Quick) -> None:
    tree = listed(quick("through", "--json"))
    assert tree == [
        {
            "id": 1, "name": "Sam Keller", "depth": 0, "brought": 1, "fed": 1, "share": 0.5,
            "people": [{"id": 2, "name": HOSTILE}],
        },
        {"id": 2, "name": HOSTILE, "depth": 1, "brought": 0, "fed": 0, "share": 0.0, "people": []},
    ]  # fmt: skip
    assert [row["id"] for row in listed(quick("through", "ana", "--json"))] == [2]
    assert len(quick("through", "--limit", "1").splitlines()) == 1


def test_the_checklist_in_every_form(office: Program, quick: Quick) -> None:
    (ana,) = listed(quick("leaving", "[b]ACME[/b]", "--json"))
    assert tuple(ana) == ("id", "name", "title", "score", "checks")
    assert [tuple(check) for check in ana["checks"]] == [("key", "text", "command", "done")] * 3
    assert [check["done"] for check in ana["checks"]] == [False, True, False]
    assert quick("leaving", "[b]acme[/b]", "--format", "json") == quick(
        "leaving", "[b]acme[/b]", "--json"
    )
    header, row = csv.reader(io.StringIO(quick("leaving", "[b]acme[/b]", "--csv")))
    assert tuple(header) == ("id", "name", "title", "score", "address", "thank", "talk")
    assert row == [
        "2", HOSTILE, "'=1+1", "", "no address outside [b]Acme[/b]", "", "you were never in touch",
    ]  # fmt: skip
    page = quick("leaving", "[b]acme[/b]", "--format", "md", "--by", "today")
    assert page.splitlines()[0] == r"# Leaving \[b\]Acme\[/b\]: today is the last day"
    assert "  - [ ] you were never in touch: `netlog log c2 " in page
    # It is worked off by the very commands that it names.
    for check in ana["checks"]:
        if not check["done"]:
            words = check["command"].removeprefix("netlog ").replace('"…"', "hello").split()
            quick(*(word.replace("…", "ana@home.example") for word in words))
    (ana,) = listed(quick("leaving", "[b]acme[/b]", "--json"))
    assert all(check["done"] for check in ana["checks"])


def test_to_have_left(office: Program, quick: Quick) -> None:
    planned = listed(quick("left", "[b]acme[/b]", "--on", "friday", "--dry-run", "--json"))
    assert planned == {
        "org": "[b]Acme[/b]",
        "left_on": "2026-11-20",
        "people": [{"id": 2, "name": HOSTILE, "title": "=1+1", "addresses": ["ana@acme.example"]}],
    }
    assert listed(quick("show", "ana", "--json"))["org"] == "[b]Acme[/b]"
    [line] = quick("left", "[b]acme[/b]", "--on", "friday", "--yes").splitlines()
    assert f"in the past of {HOSTILE} since 20 November 2026; 1 address marked as old" in line
    shown = listed(quick("show", "ana", "--json"))
    assert (shown["org"], shown["title"]) == ("", "")
    assert shown["posts"] == [{"org": "[b]Acme[/b]", "title": "=1+1", "left_on": "2026-11-20"}]
    assert shown["points"][0]["label"] == "old"
    page = quick("show", "ana")
    assert " Before        =1+1, [b]Acme[/b], until 20 Nov 2026\n" in page
    quick("undo")
    assert listed(quick("show", "ana", "--json"))["posts"] == []


def test_on_a_terminal(office: Program, terminal: Terminal, quick: Quick) -> None:
    quick("heard", "ana", "hello", "--on", "1 Nov")
    child = terminal("left", "[b]acme[/b]", "--on", "friday")
    child.expect_exact("1 address marked as old? [y/N]: ")
    child.sendline("n")
    child.expect_exact("Nothing was changed.")
    assert terminal.end(child) == 0
    child = terminal("leaving", "[b]acme[/b]", "--by", "4 Dec")
    child.expect_exact("12 days left, until 4 December 2026")
    child.expect_exact(HOSTILE)
    child.expect_exact("netlog edit c2 --email …")
    assert terminal.end(child) == 0
    child = terminal("through")
    child.expect_exact("Others brought 1 of your 2 contacts: 50%.")
    child.expect("Sam Keller")
    child.expect(r"└")
    child.expect_exact(HOSTILE)
    assert terminal.end(child) == 0
    child = terminal("path", "ana")
    child.expect_exact(f"Ways to {HOSTILE}")
    child.expect_exact("[b]flat[/x]")
    child.expect_exact('netlog ask c1 "…"')
    assert terminal.end(child) == 0


@pytest.mark.parametrize("before", [["path"], ["through"], ["knows"], ["knows", "c1"]])
def test_people_are_offered(
    office: Program, monkeypatch: pytest.MonkeyPatch, before: list[str]
) -> None:
    monkeypatch.setenv("NETLOG_DB", str(office.db))
    assert offers(before, "sam") == [("sam-keller", "Sam Keller")]
