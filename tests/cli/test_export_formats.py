"""Exporting people to other programs: where it goes, what is asked, what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Terminal
    from conftest import Program

FORMATS = ["csv", "vcard", "ics", "md", "dot"]
NAME = 'Ana [x] "Z" O\'Neil 王 🙂'


@pytest.fixture
def people(quick: Callable[..., str]) -> Callable[..., str]:
    quick("hi", NAME, "tea", "--org", "Acme", "--birthday", "3 Apr")
    quick("add", "Bo Li", "--introduced-by", "c1", "--circle", "none")
    return quick


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_gets_what_standard_output_would(
    people: Callable[..., str], program: Program, format_: str
) -> None:
    file = program.home / "out"
    told = program("export", format_, str(file), "--json").json
    assert told == {"file": str(file), "bytes": file.stat().st_size}
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_bytes().decode()
    shown = program("export", format_).out
    # The feed says when it was made.
    stamped = [line for line in text.split("\n") if line.startswith("DTSTAMP")]
    assert bool(stamped) == (format_ == "ics")
    if not stamped:
        assert shown == text


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_that_is_there_needs_a_yes(
    people: Callable[..., str], program: Program, format_: str
) -> None:
    file = program.home / "out"
    file.write_text("mine")
    refused = program("export", format_, str(file), code=2)
    assert "needs --yes" in refused.err
    assert file.read_text() == "mine"
    people("export", format_, str(file), "--yes")
    assert file.read_text() != "mine"


@pytest.mark.parametrize("format_", FORMATS)
def test_without_a_journal_there_is_a_hint_and_no_file(program: Program, format_: str) -> None:
    file = program.home / "out"
    result = program("export", format_, str(file))
    assert "no journal yet" in result.err
    assert not file.exists()


def test_a_folder_gets_a_card_each_and_says_what_was_done(
    people: Callable[..., str], program: Program
) -> None:
    folder = program.home / "cards"
    keys = ("folder", "new", "changed", "unchanged", "removed", "left", "dry_run")
    planned = json.loads(people("export", "vcard", f"{folder}/", "--dry-run", "--json"))
    assert tuple(planned) == keys
    assert (planned["new"], planned["dry_run"]) == (2, True)
    assert not folder.exists()
    assert "2 cards new" in people("export", "vcard", str(folder), "--folder")
    assert len(list(folder.iterdir())) == 2
    again = json.loads(people("export", "vcard", str(folder), "--json"))
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 2)
    assert "FN:Bo Li" in "".join(path.read_text() for path in folder.iterdir())


def test_cards_make_way_only_with_a_yes(people: Callable[..., str], program: Program) -> None:
    folder = program.home / "cards"
    people("export", "vcard", f"{folder}/")
    people("edit", "bo", "--city", "Oslo")
    refused = program("export", "vcard", str(folder), code=2)
    assert "needs --yes" in refused.err
    assert "Oslo" not in "".join(path.read_text() for path in folder.iterdir())
    told = people("export", "vcard", str(folder), "--circle", "none", "--yes")
    assert "--prune" in told
    assert len(list(folder.iterdir())) == 2
    refused = program("export", "vcard", str(folder), "--circle", "none", "--prune", code=2)
    assert "needs --yes" in refused.err
    people("export", "vcard", str(folder), "--circle", "none", "--prune", "--yes")
    [card] = folder.iterdir()
    assert "ADR:;;;Oslo;;;" in card.read_text()


@pytest.mark.parametrize("option", ["--folder", "--prune", "--dry-run"])
def test_what_belongs_to_a_folder_needs_one(
    people: Callable[..., str], program: Program, option: str
) -> None:
    assert "go with a folder" in program("export", "vcard", option, code=2).err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["vcard", "--version", "2.1"], 2),
        (["csv", "--circle", "loud"], 5),
        (["dot", "no/such/folder/x.dot"], 5),
        (["md", "."], 5),
    ],
)
def test_what_cannot_be_is_refused(
    people: Callable[..., str], program: Program, arguments: list[str], code: int
) -> None:
    assert program("export", *arguments, code=code).out == ""


def test_a_link_stays_and_one_that_leads_in_a_circle_makes_way(
    people: Callable[..., str], program: Program
) -> None:
    link, circle = program.home / "link", program.home / "circle"
    link.symlink_to("real")
    circle.symlink_to("circle")
    for file in (link, circle):
        people("export", "dot", str(file))
        assert file.read_text().startswith("digraph")
    assert link.is_symlink()


def test_on_a_terminal_nothing_acts(people: Callable[..., str], terminal: Terminal) -> None:
    people("note", "bo", "bell\x07 and \x1b[31mred")
    child = terminal("export", "vcard")
    child.expect("END:VCARD")
    child.expect("END:VCARD")
    shown = child.before
    assert shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "red" in shown
    assert terminal.end(child) == 0
