"""What goes wrong, as a user meets it: the exit code, one or two lines on stderr, nothing kept."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from netlog.cli import edge, main
from netlog.config import Settings
from netlog.journal import capture
from netlog.journal.capture import Details, Profile
from netlog.journal.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Program


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Priya Shah (c1) with p1, Sam Keller (c2), Sam Ito (c3)."""
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    desk = Desk(
        tmp_path_factory.mktemp("errors") / "j.db", Settings(), date(2026, 11, 22), now, "netlog hi"
    )
    priya = Profile(emails=("priya@acme.example",))
    capture.hi(desk, "Priya Shah", "talked", priya, Details())
    capture.add(desk, "Sam Keller", Profile())
    capture.add(desk, "Sam Ito", Profile())
    return desk.path


@pytest.fixture
def journal(program: Program, written: Path) -> Program:
    program.db.parent.mkdir(mode=0o700)
    shutil.copy(written, program.db)
    return program


@pytest.mark.parametrize(
    ("line", "code", "says", "hint"),
    [
        (["hi", ""], 5, "a name cannot be empty", "in quotes"),
        (["hi", "x" * 201], 5, "a name has at most 200", "shorten"),
        (["hi", "p7"], 2, "p7 is a touchpoint, and a person is needed", "c12"),
        (["hi", "priya shah", "--org", "X"], 2, "you know Priya Shah (c1)", "netlog edit c1"),
        (["hi", "Bo", "--email", "PRIYA@acme.example"], 5, "belongs to Priya Shah (c1)", "c1"),
        (["hi", "Bo", "--email", "nonsense"], 5, "is not an e-mail address", "ada@example.com"),
        (["hi", "Bo", "--phone", "x"], 5, "is not a phone number", "+49"),
        (["hi", "Bo", "--birthday", "31 Feb"], 5, "the calendar has no", ""),
        (["hi", "Bo", "--circle", "pals"], 5, 'there is no circle "pals"', "inner, close"),
        (["hi", "Bo", "--via", "pigeon"], 5, 'there is no channel "pigeon"', "meeting"),
        (["hi", "Bo", "--depth", "6"], 2, "--depth", "netlog hi -h"),
        (["hi", "Bo", "--tag", "#"], 5, "a tag cannot be empty", "mentor"),
        (["hi", "Bo", "--introduced-by", "prya"], 3, '"prya"', "did you mean Priya Shah?"),
        (["add", "PRIYA SHAH"], 5, "is here already", "--namesake"),
        (["log", "zzz", "x"], 3, 'nobody here is called "zzz"', 'netlog hi "zzz"'),
        (["log", "keler", "x"], 3, '"keler"', "did you mean Sam Keller?"),
        (["log", "sam", "x"], 4, "Sam Keller (c2), Sam Ito (c3)", "use the id"),
        (["log", "c99", "x"], 3, "there is no contact c99", "netlog list"),
        (["log", "p1", "x"], 2, "p1 is a touchpoint", "c12"),
        (["log", "Lunch with a stranger"], 3, "names nobody", "**New Person**"),
        (["log", "priya", "x", "--on", "tomorrow"], 5, "2026-11-23 is in the future", ""),
        (["log", "priya", "x", "--on", "11-01"], 5, "2026-11-01 or 2026-01-11", "in full"),
        (["log", "priya", "x", "--on", "10/11/2025"], 5, "2025-10-11", ""),
        (["log", "priya", "x", "--on", "someday"], 5, '"someday" is not a day', "yesterday"),
        (["log", "priya", "x", "--on", "30 Feb"], 5, "the calendar has no", ""),
        (["log", "tomorrow: tea with priya"], 5, "2026-11-23 is in the future", ""),
        (["log", "priya", "x", "--in", "--out"], 2, "exclude each other", "choose one"),
        (["log"], 2, "missing argument", "netlog log -h"),
        (["log", "priya", "x", "--nope"], 2, "--nope", "netlog log -h"),
        (["reach", "priya"], 2, "needs a name and a text", "priya"),
        (["heard", "zzz", "x"], 3, '"zzz"', "netlog hi"),
        (["note", "priya", " "], 5, "there is nothing to write down", "in quotes"),
        (["edit", "priya"], 2, "there is nothing to change", "netlog edit -h"),
        (["edit", "p99", "--depth", "3"], 3, "there is no touchpoint p99", "netlog timeline"),
        (["edit", "t1", "--depth", "3"], 3, "there is no follow-up t1", ""),
        (["edit", "p1", "--org", "X"], 2, "do not all belong to a touchpoint", "-h"),
        (["edit", "priya", "--intros", "maybe"], 5, "never, ask, open", ""),
        (["edit", "c2", "--email", "priya@acme.example"], 5, "belongs to Priya Shah", ""),
        (["alias", "c2", "priya shah"], 5, "already means Priya Shah (c1)", "another alias"),
        (["alias", "c2", "x", "--remove"], 5, 'Sam Keller has no alias "x"', "none"),
        (["tag", "c2", "#"], 5, "a tag cannot be empty", "mentor"),
        (["tag", "sam", "x"], 4, "Sam Keller (c2), Sam Ito (c3)", "use the id"),
        (["archive", "zzz"], 3, '"zzz"', ""),
        (["rm", "p1"], 2, "rm needs --yes without a terminal", "--dry-run"),
        (["rm", "p7", "--yes"], 3, "there is no touchpoint p7", ""),
        (["rm", "sam", "--yes"], 4, "Sam Keller (c2), Sam Ito (c3)", "use the id"),
        (["import", "mbox", "none.mbox", "--me", "a@x.example"], 3, "there is no file", "path"),
        (["import", "mbox", "x", "--me", "nonsense"], 5, "is not an e-mail address", ""),
        (["import", "mbox", "x"], 2, "which addresses are yours", "--me"),
        (["import", "gopher", "x"], 2, "gopher", "netlog import -h"),
        (["nonsense"], 2, "nonsense", "netlog -h"),
        (["restore", "x" * 300, "--yes"], 5, "x cannot be used: file name too", "check the path"),
        (["import", "vcard", "x" * 300], 5, "x cannot be used: file name too", "check the path"),
        (["log", "priya", "x", "--today", "2026-11-01"], 2, "--today", "before the command"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_an_error_is_a_sentence_and_a_next_step(
    journal: Program,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    line: list[str],
    code: int,
    says: str,
    hint: str,
) -> None:
    """Through the boundary, without a process for each."""
    for name in ("NETLOG_DB", "NETLOG_TODAY"):
        monkeypatch.setenv(name, journal.environment[name])
    before = journal.db.read_bytes()
    assert main(line) == code
    out, err = capsys.readouterr()
    assert out == ""
    sentence, *steps = err.splitlines()
    assert sentence.startswith("netlog: ")
    assert says in err
    assert len(steps) == 1
    assert hint in steps[0]
    assert journal.db.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["rm", "p1"], 2),
        (["log", "zzz", "x"], 3),
        (["tag", "sam", "x"], 4),
        (["log", "priya", "x", "--on", "tomorrow"], 5),
    ],
)
def test_the_exit_code_reaches_the_shell(journal: Program, line: list[str], code: int) -> None:
    result = journal(*line, code=code)
    assert result.out == ""
    assert [bool(text) for text in result.err.splitlines()] == [True, True]


def test_control_characters_of_an_argument_are_shown_and_not_sent(journal: Program) -> None:
    result = journal("log", "\x1b[31mzzz\x07", "x", code=3)
    assert "\x1b" not in result.err
    assert "␛[31mzzz␇" in result.err


def test_an_argument_that_is_no_text(journal: Program) -> None:
    result = journal("note", "priya", os.fsdecode(b"caf\xe9"), code=5)
    assert "not valid UTF-8" in result.err


def test_a_long_name_that_nobody_has_is_cut_in_the_message(journal: Program) -> None:
    result = journal("note", "x" * 100_000, "y", code=3)
    assert len(result.err) < 500


def test_correcting_an_empty_journal_says_how_to_start(program: Program) -> None:
    for line in (["undo"], ["note", "x", "y"], ["rm", "p1", "--yes"], ["tag", "x", "y"]):
        result = program(*line, code=3)
        assert "no journal yet" in result.err
        assert 'netlog hi "Ada Lovelace"' in result.err
    assert not program.db.exists()


def test_what_is_told_never_acts_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    edge.tell("Bo\x1b[31m\nX: not now", "[b]one[/b]", "", "two\x07")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "netlog: Bo␛[31m X: not now", "        [b]one[/b]", "        two␇"
    ]  # fmt: skip
