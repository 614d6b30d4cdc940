"""What is documented exists, and what exists is documented; examples are run."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netlog.cli import main
from netlog.cli.app import COMMANDS, GROUPS, build, described, function
from netlog.journal import capture
from netlog.journal.capture import Details, Profile

if TYPE_CHECKING:
    from conftest import Program

    from netlog.journal.desk import Desk

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documented_keys(command: str) -> str:
    """The cell of the README's table that lists the JSON keys of a command."""
    row = re.search(rf"^\|[^|]*`{command}`[^|]*\|(.*)\|$", README, re.MULTILINE)
    assert row, f"the README does not list the keys of {command}"
    return row[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_resolves_and_says_what_it_does(name: str) -> None:
    assert callable(function(name))
    text, example = described(name)
    first = text.partition("\n")[0]
    assert first.endswith((".", ":")), f"netlog {name} -h starts with no sentence"
    assert re.search(rf"Example: .*\bnetlog {name}\b", example), f"netlog {name} has no example"
    assert build(name).help == text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_takes(name: str) -> None:
    for parameter in build(name).params:
        assert parameter.opts
        assert getattr(parameter, "help", None) != "", f"{name} {parameter.opts}"


@pytest.mark.parametrize("group", ["", *GROUPS])
def test_the_list_of_commands_cuts_no_sentence_short(
    group: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*group.split(), "-h"]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]  # the first is `Usage: … [ARGS]...`
    assert [line for line in lines if line.endswith("...")] == []


def test_every_group_is_described() -> None:
    prefixes = {name.split()[0] for name in COMMANDS if " " in name}
    assert set(GROUPS) == prefixes


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    assert f"`{name}`" in README


def test_the_readme_names_no_command_that_is_not_there() -> None:
    words = re.findall(r"^(?:\$ )?netlog ([a-z][a-z-]+(?: [a-z]+)?)", README, re.MULTILINE)
    words += re.findall(r"`netlog ([a-z][a-z-]+(?: [a-z]+)?)", README)
    names = {*COMMANDS, *GROUPS}
    assert words
    assert [w for w in words if w not in names and w.split()[0] not in names] == []


@pytest.mark.parametrize(
    "command",
    [
        "rank",
        "why priya",
        "list",
        "timeline",
        "find berlin",
        "note priya tea",
        "history",
        "today",
        "brief priya",
        "ready priya",
        "circle priya close",
        "todo priya tea --by friday",
        "config",
        "health",
        "trend",
        "needs priya tea",
        "vouch priya 4",
        "knows priya sam",
        "not-same priya sam",
        "backup",
        "doctor",
        "info",
    ],
)
def test_the_readme_lists_the_keys_of_json(
    command: str,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NETLOG_DB", str(desk.path))
    capture.hi(desk, "Priya Shah", "she is moving to Berlin", Profile(), Details())
    capture.hi(desk, "Sam Keller", "", Profile(), Details())
    assert main([*command.split(), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    keys = list(printed[0] if isinstance(printed, list) else printed)
    listed = documented_keys(command.partition(" ")[0])
    assert f"`{' '.join(keys)}`" in listed


def test_the_examples_of_the_readme_run_in_order(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(program.home)
    for name in ("NETLOG_DB", "NETLOG_TODAY"):
        monkeypatch.setenv(name, program.environment[name])
    blocks = [text for kind, text in FENCE.findall(README) if kind == "console"]
    lines = [
        line.removeprefix("$ netlog")
        for text in blocks
        for line in text.splitlines()
        if line.startswith("$ netlog")
    ]
    assert lines, "the README has no console block with a netlog command"
    for line in lines:
        assert not set("|<>&$`") & set(line), f"netlog{line} needs a shell"
        code = main(shlex.split(line))
        out, err = capsys.readouterr()
        assert code == 0, f"netlog{line}: {err}"
        assert out, f"netlog{line} printed nothing"
