"""Introductions as a user opens, follows and drafts them: echoes, records, questions, codes."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest

from netlog.cli import main
from netlog.cli.completion import offers
from netlog.views.words import width

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

    Quick = Callable[..., str]

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
WHY = "[b]both[/x] look\x1b[31m for :smile:"
SHOWN = "[b]both[/x] look␛[31m for :smile:"
SIDE = ("id", "name", "answer", "asked_on", "answered_on")
INTRODUCTION = (
    "id", "a", "b", "purpose", "opened_on", "made_on", "one_sided", "outcome", "outcome_text",
    "outcome_on", "dropped_on", "touchpoint_id",
)  # fmt: skip
NEXT = ("contact_id", "name", "text", "step", "command", "since")
LIST = (
    "id", "a", "a_answer", "b", "b_answer", "purpose", "opened_on", "made_on", "outcome",
    "dropped_on", "next", "since",
)  # fmt: skip


@pytest.fixture
def two(program: Program, quick: Quick) -> Program:
    """Ana and Bo, met today."""
    quick("hi", HOSTILE, "--email", "ana@example.com")
    quick("hi", "Bo Lind")
    return program


def test_from_opening_to_outcome(two: Program, quick: Quick) -> None:
    first, second = quick("introduce", "ana", "bo", "--why", WHY).splitlines()
    assert first == f" i1  {HOSTILE} ○ not asked · Bo Lind ○ not asked   netlog undo"
    assert second.startswith(f"     next: {HOSTILE}: ask whether they would like to")
    assert second.endswith("   netlog intro ask i1 c1")
    first, second = quick("intro", "ask", "i1", "王").splitlines()
    assert first == f" i1  {HOSTILE} ◔ asked today · Bo Lind ○ not asked   netlog undo"
    assert second.startswith(f"     on 6 Dec: {HOSTILE}: ask once more")
    quick("intro", "yes", "1", "c1")
    quick("intro", "ask", "1", "bo")
    first, second = quick("intro", "yes", "i1", "bo").splitlines()
    assert first == f" i1  {HOSTILE} ✓ yes · Bo Lind ✓ yes   netlog undo"
    assert second.endswith("netlog intro made i1")
    first, second = quick("intro", "made", "i1").splitlines()
    assert " · made today   p3 to both, a favour to each: f1 and f2   netlog undo" in first
    assert second.startswith(f"     on 13 Dec: {HOSTILE}: ask how it went")
    [line] = quick("intro", "outcome", "i1", "GOOD", "[b]hired").splitlines()
    assert line.endswith("✓ yes · good, today: [b]hired   netlog undo")
    assert quick("intro", "list") == ""
    assert quick("intro", "list", "--all").split("\t")[:5] == [
        "1",
        HOSTILE,
        "yes",
        "Bo Lind",
        "yes",
    ]
    page = quick("intro", "show", "i1")
    assert SHOWN in page
    assert "Outcome       good, today: [b]hired" in page
    assert "i1            to Bo Lind" in quick("show", "ana")


def test_what_speaks_for_waiting_goes_to_stderr(two: Program) -> None:
    done = two("introduce", "ana", "bo", "--why", "work", "--json")
    assert done.err.splitlines()[0] == f"netlog: before you introduce {HOSTILE} to Bo Lind:"
    assert f"        you have not said yet how {HOSTILE} is to work with: netlog vouch" in done.err
    cautions = done.json["cautions"]
    assert [tuple(each) for each in cautions] == [("kind", "text", "change")] * 2
    assert [each["kind"] for each in cautions] == ["unvouched", "unvouched"]


def test_whoever_is_never_introduced_is_not_without_yes(two: Program, quick: Quick) -> None:
    quick("edit", "bo", "--intros", "never")
    done = two("introduce", "ana", "bo", "--why", "work", code=2)
    assert done.out == ""
    assert "Bo Lind is never to be introduced" in done.err
    assert "needs --yes" in done.err
    assert quick("intro", "list", "--all") == ""
    assert quick("introduce", "ana", "bo", "--why", "work", "--yes").startswith(" i1  ")


def test_a_terminal_asks_about_somebody_never_to_be_introduced(
    two: Program, quick: Quick, terminal: Terminal
) -> None:
    quick("edit", "bo", "--intros", "never")
    for answer, written in (("n", ""), ("y", "i1")):
        child = terminal("introduce", "ana", "bo", "--why", "work", COLUMNS="40")
        child.expect("Open it all the same")
        warned = (child.before or "").splitlines()
        assert any(line.strip().endswith("netlog vouch c1 1-5") for line in warned)
        assert max(map(width, warned)) <= 40
        child.sendline(answer)
        child.expect("Nothing was changed" if not written else "not asked")
        assert terminal.end(child) == 0
        assert bool(quick("intro", "list")) is bool(written)


def test_one_for_each(two: Program, quick: Quick) -> None:
    quick("add", "Cy Park")
    records = json.loads(
        quick("introduce", "cy", "--to", "ana", "bo", "--why", "new in town", "--json")
    )
    assert [(each["a"]["name"], each["b"]["name"]) for each in records] == [
        ("Cy Park", HOSTILE), ("Cy Park", "Bo Lind"),
    ]  # fmt: skip
    assert all(tuple(each) == (*INTRODUCTION, "next", "cautions") for each in records)
    assert len(quick("intro", "list", "--limit", "1").splitlines()) == 1
    quick("undo")
    assert quick("intro", "list", "--all") == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("introduce", "ana", "--why", "x"), 2),
        (("introduce", "ana", "bo", "cy", "--why", "x"), 2),
        (("introduce", "ana", "bo"), 5),
        (("introduce", "ana", "ana", "--why", "x"), 5),
        (("introduce", "ana", "nobody", "--why", "x"), 3),
        (("intro", "ask", "i9", "ana"), 3),
        (("intro", "ask", "p1", "ana"), 5),
        (("intro", "ask", "x", "ana"), 5),
        (("intro", "show", "9"), 3),
        (("intro", "yes", "i1", "ana"), 5),
        (("intro", "made", "i1"), 5),
        (("intro", "made", "i1", "--one-sided", "--on", "tomorrow"), 5),
        (("intro", "made", "i1", "--one-sided", "--on", "yesterday"), 5),
        (("intro", "outcome", "i1", "great"), 5),
        (("intro", "outcome", "i1", "good"), 5),
        (("intro", "draft", "i9"), 3),
        (("intro", "draft", "i1", "--edit"), 2),
        (("intro", "draft", "i1", "--edit", "--json"), 2),
        (("intro", "draft", "i1", "--eml", "/nowhere/at/all"), 2),
        (("intro", "list", "--json", "--csv"), 2),
        (("introduced", "ana", "--by", "ana"), 5),
        (("introduced", "nobody", "--by", "ana"), 3),
        (("introduced", "ana"), 2),
        (("edit", "i1", "--city", "Rome"), 2),
        (("edit", "i1", "--text", " "), 5),
        (("rm", "i9", "--yes"), 3),
        (("rm", "i1"), 2),
    ],
)
def test_what_cannot_be_is_said_in_two_lines(
    two: Program,
    quick: Quick,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
) -> None:
    quick("introduce", "ana", "bo", "--why", WHY)
    monkeypatch.setenv("NETLOG_DB", str(two.db))
    monkeypatch.setenv("NETLOG_TODAY", "2026-11-22")
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    message, hint = err.splitlines()[-2:]
    assert message.startswith("netlog: ")
    assert hint.strip()


def test_the_records_inside_records(two: Program, quick: Quick) -> None:
    quick("introduce", "ana", "bo", "--why", WHY)
    record: dict[str, Any] = json.loads(quick("intro", "ask", "i1", "ana", "--json"))
    assert tuple(record) == (*INTRODUCTION, "next")
    assert tuple(record["a"]) == SIDE
    assert tuple(record["next"]) == NEXT
    assert (record["purpose"], record["a"]["name"]) == (WHY, HOSTILE)
    assert (record["a"]["answer"], record["a"]["asked_on"]) == ("asked", "2026-11-22")
    assert record["next"]["since"] == "2026-12-06"
    made = json.loads(quick("intro", "made", "i1", "--one-sided", "--via", "call", "--json"))
    assert tuple(made) == (*INTRODUCTION, "next", "favours", "missing")
    assert [each["id"] for each in made["favours"]] == [1, 2]
    assert len(made["missing"]) == 2
    assert json.loads(quick("show", "bo", "--json"))["introductions"][0]["id"] == 1
    dropped = json.loads(quick("intro", "outcome", "i1", "flat", "--json"))
    assert dropped["next"] is None


def test_the_list_to_a_pipe_is_the_csv_without_its_header(two: Program, quick: Quick) -> None:
    quick("introduce", "ana", "bo", "--why", "=work")
    header, row = csv.reader(io.StringIO(quick("intro", "list", "--csv")))
    assert tuple(header) == LIST
    assert row[5] == "'=work"
    assert quick("intro", "list").rstrip("\n").split("\t")[5:7] == ["=work", "2026-11-22"]


def test_correcting_and_removing(two: Program, quick: Quick, monkeypatch: Any) -> None:
    quick("introduce", "ana", "bo", "--why", "work")
    assert "purpose work → a role" in quick("edit", "i1", "--text", "a role")
    monkeypatch.setenv("EDITOR", "sed -i 's/a role/a job/'")
    assert f" i1  {HOSTILE} and Bo Lind: purpose a role → a job" in quick("edit", "i1")
    quick("intro", "made", "i1", "--one-sided")
    said = quick("rm", "i1", "--dry-run")
    assert "would remove: the introduction of" in said
    assert "with its touchpoint p3" in said
    assert "and that they know each other" in said
    record = json.loads(quick("rm", "i1", "--yes", "--json"))
    assert tuple(record) == INTRODUCTION


def test_drafts_to_stdout_and_into_files(two: Program, quick: Quick, tmp_path: Path) -> None:
    quick("introduce", "ana", "bo", "--why", WHY)
    done = two("intro", "draft", "i1")
    assert done.err.splitlines() == [
        "netlog: there is no e-mail address of Bo Lind",
        "        netlog edit c2 --email ADDRESS adds one",
    ]
    assert done.lines[:2] == [
        f"To: {HOSTILE} <ana@example.com>",
        "Subject: May I introduce you to Bo Lind?",
    ]
    assert "To: Bo Lind" in done.lines
    assert f"Why I thought of you: {SHOWN}" in done.lines
    records = json.loads(quick("intro", "draft", "i1", "--json"))
    assert [tuple(each) for each in records] == [("kind", "to", "subject", "body")] * 2
    assert records[1]["to"] == [{"id": 2, "name": "Bo Lind", "address": ""}]
    assert "i1-consent-c2.eml" in quick("intro", "draft", "i1", "--eml", str(tmp_path))
    again = two("intro", "draft", "i1", "--eml", str(tmp_path), code=2)
    assert "needs --yes" in again.err
    quick("intro", "draft", "i1", "--eml", str(tmp_path), "--yes")


def test_a_draft_in_the_editor(two: Program, quick: Quick, monkeypatch: Any) -> None:
    quick("introduce", "ana", "bo", "--why", "work")
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c 'import sys; print(open(sys.argv[1]).name)'")
    unchanged = quick("intro", "draft", "i1", "--edit")
    assert unchanged == quick("intro", "draft", "i1")
    monkeypatch.setenv("EDITOR", "sed -i s/Thank/Many/")
    assert "\nMany you,\n" in quick("intro", "draft", "i1", "--edit")


def test_the_users_own_texts_stand_beside_the_configuration(two: Program, quick: Quick) -> None:
    quick("introduce", "ana", "bo", "--why", "work")
    folder = two.home / ".config" / "netlog" / "templates" / "introductions"
    folder.mkdir(parents=True)
    (folder / "consent.txt").write_text("Subject: $other\n\nA word, $first\n")
    assert "Subject: Bo Lind\n\nA word, Ana\n" in quick("intro", "draft", "i1")


def test_who_introduced_me(two: Program, quick: Quick) -> None:
    [line] = quick("introduced", "bo", "--by", "ana", "over lunch").splitlines()
    assert line == f" c2  Bo Lind, through {HOSTILE}   f1: netlog thank c1   netlog undo"
    [line] = quick("introduced", "bo", "--by", "ana").splitlines()
    assert line.endswith("f1, as before")
    record = json.loads(quick("introduced", "bo", "--by", "ana", "--json"))
    assert tuple(record) == ("id", "name", "introduced_by", "favour")
    assert record["introduced_by"] == {"id": 1, "name": HOSTILE}
    assert record["favour"]["what"] == "introduced me to Bo Lind: over lunch"
    assert "introduced me to Bo Lind: over lunch" in quick("owed")
    long_ago = quick("introduced", "ana", "--by", "bo", "--on", "2 months ago")
    assert "no thanks are owed" in long_ago


@pytest.mark.parametrize("columns", ["80", "40"])
def test_it_fits_a_window(two: Program, quick: Quick, terminal: Terminal, columns: str) -> None:
    quick("introduce", "ana", "bo", "--why", "a long purpose " * 9)
    quick("intro", "made", "i1", "--one-sided")
    for arguments in (["intro", "list"], ["intro", "show", "i1"], ["show", "bo"]):
        child = terminal(*arguments, COLUMNS=columns)
        shown = re.sub(r"\x1b\[[0-9;]*m", "", child.read())
        assert "a long purpose" in shown
        assert max(map(width, shown.splitlines())) <= int(columns)


def test_the_shell_offers_ids_and_both_names(
    two: Program, quick: Quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick("introduce", "ana", "bo", "--why", "work")
    monkeypatch.setenv("NETLOG_DB", str(two.db))
    assert offers(["intro", "ask"], "") == [("i1", f"{HOSTILE}, Bo Lind")]
    assert [offer for offer, _ in offers(["intro", "ask", "i1"], "bo")] == ["bo-lind"]
    assert [offer for offer, _ in offers(["introduce", "ana"], "bo")] == ["bo-lind"]
    quick("intro", "drop", "i1")
    assert offers(["intro", "ask"], "") == []
