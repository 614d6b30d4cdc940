"""Stars, the trend and the health of the network, as they are typed."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from netlog.cli import main
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

NAME = 'Ana [x] "Z" O\'Neil 王 🙂'
STARS = ("id", "name", "before", "after", "since", "because")


@pytest.fixture
def weekly(quick: Callable[..., str]) -> Callable[..., str]:
    """The program, in a journal with five weekly talks with one person."""
    quick("add", NAME)
    for days in (1, 8, 15, 22, 29):
        quick("log", "c1", "talked", "--via", "call", "--on", f"{days} days ago", "--minutes", "39")
    return quick


def test_stars_with_their_reasons_in_every_format(weekly: Callable[..., str]) -> None:
    [record] = json.loads(weekly("stars", "--json"))
    assert tuple(record) == STARS
    assert (record["name"], record["before"], record["after"]) == (NAME, 1, 2)
    assert record["since"] == "2026-08-23"
    assert record["because"][-1] == "it went both ways"
    header, row = csv.reader(io.StringIO(weekly("stars", "--csv")))
    assert tuple(header) == STARS
    assert row[:4] == ["1", NAME, "1", "2"]
    assert weekly("stars").split("\t")[1] == NAME
    assert json.loads(weekly("stars", "--since", "yesterday", "--json")) == []
    assert len(json.loads(weekly("stars", "--since", "2026-10-20", "--json"))) == 1


def test_a_trend_of_one_and_of_all(weekly: Callable[..., str]) -> None:
    one = json.loads(weekly("trend", "ana", "--json"))
    assert len(one) == 24
    assert (one[0], one[-1]["on"]) == ({"on": "2024-12-31", "score": None}, TODAY.isoformat())
    assert one[-1]["score"] == json.loads(weekly("why", "ana", "--json"))["score"]
    everyone = json.loads(weekly("trend", "--since", "2026-09-10", "--json"))
    assert [each["on"] for each in everyone] == ["2026-10-31", "2026-11-22"]
    assert everyone[-1] == {**one[-1], "people": 1}
    assert weekly("trend", "--limit", "1") == f"2026-11-22\t{one[-1]['score']}\t1\n"


def test_the_goal_of_health_comes_from_the_configuration(
    weekly: Callable[..., str], program: Program
) -> None:
    def hours() -> dict[str, Any]:
        [found] = [
            each
            for each in json.loads(weekly("health", "--json"))["figures"]
            if each["key"] == "hours"
        ]
        return dict(found)

    assert (hours()["value"], hours()["whole"]) == (0.25, 0)
    file = program.home / ".config" / "netlog" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[health]\nhours_per_week = 1.5\n")
    assert (hours()["value"], hours()["whole"]) == (0.25, 1.5)
    assert "of 1.5 you mean to invest" in weekly("health")


@pytest.mark.parametrize("command", [["health"], ["stars"], ["trend"], ["trend", "x"]])
def test_without_a_journal_it_says_how_to_start(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("NETLOG_DB", str(program.db))
    assert main(command) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "netlog hi" in err
    assert main([*command, "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert not program.db.exists()


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (["trend", "zaphod"], 3, "zaphod"),
        (["trend", "p1"], 2, "p1"),
        (["trend", "--since", "tomorrow"], 5, "2026-11-23 is still to come"),
        (["stars", "--since", "2027-01-01"], 5, "2027-01-01 is still to come"),
        (["stars", "--since", "10/11/2025"], 5, "10/11/2025"),
        (["stars", "--since", ""], 5, '""'),
        (["stars", "--json", "--csv"], 2, "exclude each other"),
        (["trend", "--limit", "0"], 2, "--limit"),
        (["health", "--csv"], 2, "--csv"),
    ],
)
def test_what_cannot_be_is_refused_with_the_next_step(
    weekly: Callable[..., str], program: Program, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], command: list[str], code: int, words: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("NETLOG_DB", str(program.db))
    monkeypatch.setenv("NETLOG_TODAY", TODAY.isoformat())
    assert main(command) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert len(err.splitlines()) == 2


def test_on_a_terminal_the_pages_are_drawn(weekly: Callable[..., str], terminal: Terminal) -> None:
    for command, words in (
        ("trend", "The sum of all scores"),
        ("health", "22 November 2026, against"),
    ):
        child = terminal(command, NO_COLOR="1")
        child.expect_exact(words)
        assert terminal.end(child) == 0
