"""Correcting, removing and taking back as a user does: an editor, a terminal, a shell."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Terminal
    from tests.conftest import Program, Result


@pytest.fixture
def editor(program: Program) -> Path:
    """An editor that runs one `sed` script after another from a file, and keeps what it saw.

    The scripts are lines of `steps` in the home; when they are used up, the text is left alone.
    """
    script = program.home / "editor"
    script.write_text(
        "#!/bin/sh\n"
        'home=$(dirname "$0")\n'
        'step=$(sed -n 1p "$home/steps")\n'
        'cat "$1" >> "$home/seen"; echo ---- >> "$home/seen"\n'
        'sed -i 1d "$home/steps"\n'
        '[ -z "$step" ] || sed -i "$step" "$1"\n'
    )
    script.chmod(0o700)
    return script


def run(program: Program, editor: Path, thing: str, *steps: str, code: int = 0) -> Result:
    (program.home / "steps").write_text("".join(f"{step}\n" for step in steps))
    (program.home / "seen").write_text("")
    return program("edit", thing, env={"EDITOR": str(editor)}, code=code)


def pages(program: Program) -> list[str]:
    """What the editor was shown, one text each time."""
    return (program.home / "seen").read_text().split("----\n")[:-1]


def test_a_record_in_the_editor(program: Program, editor: Path, quick: Callable[..., str]) -> None:
    quick("hi", "Priya Shah", "talked", "--org", "Acme")
    done = run(
        program, editor, "priya",
        "s/^org = .*/org = Initech/",
        's/^org = .*/orgg = "Initech"/',
        's/^orgg = .*/org = "Initech"/; s/^birthday = .*/birthday = "31 Feb"/',
        's/^birthday = .*/birthday = "28 Feb 1990"/',
    )  # fmt: skip
    assert done.lines == [
        " c1  Priya Shah: org Acme → Initech; birthday – → 1990-02-28   netlog undo"
    ]
    first, *refused = pages(program)
    assert first.startswith("# Priya Shah (c1). ")
    assert [page.count("# This cannot be taken: ") for page in (first, *refused)] == [0, 1, 1, 1]
    assert ["valid TOML" in refused[0], "no field orgg" in refused[1], "31 Feb" in refused[2]] == [
        True,
        True,
        True,
    ]

    done = run(program, editor, "p1", 's/^note = .*/note = "tea"/; s/^depth = 0/depth = 4/')
    assert done.lines == [" p1  Priya Shah: depth – → 4; note talked → tea   netlog undo"]
    assert program("show", "priya", "--json").json["touchpoints"][0]["note"] == "tea"
    program("undo")
    program("undo")
    shown = program("show", "priya", "--json").json
    assert (shown["org"], shown["birthday"]) == ("Acme", None)
    assert shown["touchpoints"][0]["note"] == "talked"


def test_leaving_emptying_and_failing_change_nothing(
    program: Program, editor: Path, quick: Callable[..., str]
) -> None:
    quick("add", "Bo", "--org", "Acme")
    before = program.db.read_bytes()
    for steps in ([], ["d"], ["s/^org = .*/org = 3/", "d"]):
        assert run(program, editor, "bo", *steps).lines == [" c1  Bo: nothing changed"]
    left = run(program, editor, "bo", "s/^org = .*/org = 3/", code=5)  # and closed as it was
    assert "org is not a text" in left.err
    for command in ("false", "/nonexistent", "'", "sh -c 'kill -9 $$'"):
        failed = program("edit", "bo", env={"EDITOR": command}, code=5)
        assert "nothing was changed" in failed.err
    assert program.db.read_bytes() == before


def test_visual_comes_before_editor_and_may_have_options(program: Program, editor: Path) -> None:
    program("add", "Bo")
    (program.home / "steps").write_text('s/^city = .*/city = "Rome"/\n')
    result = program("edit", "bo", env={"EDITOR": "false", "VISUAL": f"sh {editor}"})
    assert result.lines == [" c1  Bo: city – → Rome   netlog undo"]


def test_correcting_by_options(program: Program, quick: Callable[..., str]) -> None:
    quick("hi", "Priya Shah", "talked")
    quick("add", "Sam Keller")
    assert program("edit", "priya", "--org", "Initech", "--introduced-by", "sam").lines == [
        " c1  Priya Shah: org – → Initech; introduced by – → c2   netlog undo"
    ]
    assert quick("edit", "priya", "--org", "Initech").splitlines() == [
        " c1  Priya Shah: nothing changed"
    ]
    assert quick("edit", "p1", "--on", "yesterday", "--in").startswith(
        " p1  Priya Shah: on 2026-11-22 → 2026-11-21; people Priya Shah both → Priya Shah in   "
    )
    assert json.loads(quick("edit", "priya", "--org", "", "--json"))["org"] == ""
    assert quick("alias", "priya", "P [x]").splitlines() == [
        " c1  Priya Shah: aliases – → P [x]   netlog undo"
    ]
    assert program("tag", "p [X]", "#Mentor", "--json").json["tags"] == ["mentor"]
    assert quick("archive", "sam").splitlines() == [
        " c2  Sam Keller: archived – → yes   netlog undo"
    ]
    assert [each["name"] for each in program("list", "--json").json] == ["Priya Shah"]


def test_everything_is_taken_back_step_by_step(program: Program, quick: Callable[..., str]) -> None:
    """Each command leaves one line of history, and undo goes back through all of them."""
    lines = [
        ["hi", "Priya Shah", "it's [x]"],
        ["reach", "priya", "asked"],
        ["note", "priya", "likes tea"],
        ["edit", "p2", "--depth", "4"],
        ["alias", "priya", "Pri"],
        ["tag", "priya", "a", "b"],
        ["rm", "n1", "--yes"],
        ["rm", "priya", "--yes"],
    ]
    for line in lines:
        quick(*line)
    told = program("history").rows
    assert [(row[2], row[3]) for row in told] == [
        ("netlog rm priya --yes",
         "2 touchpoints, 2 contact tags, 1 alias and 1 contact removed"),
        ("netlog rm n1 --yes", "1 note removed"),
        ("netlog tag priya a b", "2 contact tags added"),
        ("netlog alias priya Pri", "1 alias added"),
        ("netlog edit p2 --depth 4", "1 touchpoint changed: depth"),
        ("netlog note priya 'likes tea'", "1 note added"),
        ("netlog reach priya asked", "1 touchpoint added"),
        ("""netlog hi 'Priya Shah' 'it'"'"'s [x]'""", "1 contact and 1 touchpoint added"),
    ]  # fmt: skip
    assert [each["changed"] for each in program("history", "--limit", "1", "--json").json] == [
        told[0][3]
    ]

    planned = program("undo", "--dry-run").out
    assert planned.startswith(" would take back netlog rm priya --yes   (2 touchpoints")
    assert program("undo").out == planned.replace("would take", "took")
    shown = program("show", "pri", "--json").json
    assert (shown["tags"], len(shown["touchpoints"])) == (["a", "b"], 2)
    for line in lines[-2:0:-1]:
        assert f"took back netlog {line[0]} " in program("undo").out
    assert program("undo", "--json").json["changed"] == "1 contact and 1 touchpoint added"
    assert program("history", "--json").json == []
    assert "nothing left to undo" in program("undo", code=3).err
    with closing(sqlite3.connect(program.db)) as connection:
        for table in ("contact", "touchpoint", "participant", "tally", "alias", "undo_change"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_removing_shows_what_goes_and_asks_on_a_terminal(
    program: Program, terminal: Terminal, quick: Callable[..., str]
) -> None:
    quick("hi", "Priya [x] Shah", "talked")
    quick("note", "priya", "likes tea")
    before = program.db.read_bytes()
    refused = program("rm", "priya", code=2)
    assert refused.out == ""
    assert program("rm", "priya", "--dry-run").lines == [
        " c1  would remove: Priya [x] Shah, with 1 touchpoint and 1 note"
    ]
    for answer, code in (("n\r", 0), ("\r", 0), ("\x03", 130)):
        child = terminal("rm", "priya")
        child.expect_exact("Remove Priya [x] Shah, with 1 touchpoint and 1 note? [y/N]")
        child.send(answer)
        assert terminal.end(child) == code
        assert program.db.read_bytes() == before
    child = terminal("rm", "p1")
    child.expect_exact("Remove 2026-11-22, Priya [x] Shah: talked?")
    child.sendline("y")
    child.expect_exact("removed")
    assert terminal.end(child) == 0
    assert program("rm", "p1", "--yes", code=3).out == ""
    assert program("timeline", "--json").json == []


def test_an_editor_on_the_terminal(program: Program, terminal: Terminal, editor: Path) -> None:
    program("add", "Bo")
    (program.home / "steps").write_text('s/^city = .*/city = "Rome"/\n')
    child = terminal("edit", "bo", EDITOR=str(editor))
    child.expect_exact("city – → Rome")
    assert terminal.end(child) == 0
