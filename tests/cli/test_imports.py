"""Importing files of other programs as a user does."""

from __future__ import annotations

import json
import os
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from netlog.cli import main
from netlog.journal import sources

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

    Quick = Callable[..., str]

NAME = 'Ana [x] "Z" O\'Neil 王 🙂'
CARDS = (
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:1\r\nFN:{NAME}\r\nORG:Acme\r\n"
    "EMAIL;TYPE=WORK:ana@acme.example\r\nBDAY:--0203\r\nNOTE:likes tea\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Lind\r\nEND:VCARD\r\n"
)
BROKEN = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut Off\r\n"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:e1\r\nSUMMARY:Planning\r\n"
    "DTSTART:20261102T090000Z\r\nDTEND:20261102T093000Z\r\n"
    "ORGANIZER:mailto:me@home.example\r\nATTENDEE;CN=Ana O'Neil:mailto:ana@acme.example\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
CONNECTIONS = (
    "Notes:\n\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,O'Neil,https://www.linkedin.com/in/ana,ana@acme.example,Acme,CTO,24 Nov 2025\n"
    ",,,,,,\n"
)
GOOGLE = (
    "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
    "Phone 1 - Value\n"
    "Ana,O'Neil,* myContacts ::: friend,* Work,ana@acme.example,Mobile,+49 30 1234567\n"
)
TABLE = "Voller Name;Mail;Firma\nAna O'Neil;ana@acme.example;Acme\n"
FRIENDS = (
    "### Activities:\n- 2026-11-02: Lunch with **Ana O'Neil**.\n\n### Friends:\n- Ana O'Neil\n"
)
ABOOK = "[format]\nprogram=abook\n\n[0]\nname=Ana O'Neil\nemail=ana@acme.example\n"


@pytest.fixture
def files(program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(program.home)
    for name, text in {
        "cards.vcf": CARDS, "broken.vcf": CARDS + BROKEN, "me.ics": CALENDAR,
        "Connections.csv": CONNECTIONS, "google.csv": GOOGLE, "table.csv": TABLE,
        "friends.md": FRIENDS, "addressbook": ABOOK, "empty": "",
    }.items():  # fmt: skip
        (program.home / name).write_text(text, encoding="utf-8")
    (program.home / "vdir").mkdir()
    (program.home / "vdir" / "a.vcf").write_text(CARDS, encoding="utf-8")
    with zipfile.ZipFile(program.home / "export.zip", "w") as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
    return program


def test_cards_and_the_same_again(files: Program, quick: Quick) -> None:
    planned = files("import", "vcard", "cards.vcf", "--dry-run")
    assert planned.err == ""
    assert planned.lines == [
        "       2 records read",
        "       2 contacts would be new",
        f"         {NAME}, Acme",
        "         Bo Lind",
        "       1 note would be new",
    ]
    assert quick("list") == ""
    quick("import", "vcard", "cards.vcf")
    shown = quick("show", "ana", "--json")
    again = files("import", "vcard", "cards.vcf")
    assert again.lines[1:] == ["       2 contacts matched", "         nothing new"]
    assert quick("show", "ana", "--json") == shown
    ana = json.loads(shown)
    assert (ana["name"], ana["birthday"], ana["circle"]) == (NAME, "--02-03", None)
    assert [note["text"] for note in ana["notes"]] == ["likes tea"]
    quick("undo", "--yes")
    assert quick("list") == ""


@pytest.mark.parametrize(
    ("line", "touchpoints"),
    [
        (("vcard", "vdir"), 0),
        (("calendar", "me.ics", "--me", "me@home.example"), 1),
        (("linkedin", "Connections.csv"), 0),
        (("linkedin", "export.zip"), 0),
        (("google", "google.csv"), 0),
        (("csv", "table.csv", "--map", "name=Voller Name", "--map", "org=Firma"), 0),
        (("friends", "friends.md"), 1),
        (("abook", "addressbook"), 0),
    ],
)
def test_every_format_brings_the_same_person(
    files: Program, quick: Quick, line: tuple[str, ...], touchpoints: int
) -> None:
    done = json.loads(quick("import", *line, "--json"))
    assert (done["contacts_new"] >= 1, done["touchpoints"]) == (True, touchpoints)
    assert done["problems"] == []
    before = quick("show", "ana", "--json"), quick("list", "--json"), quick("timeline", "--json")
    again = json.loads(quick("import", *line, "--json"))
    assert (again["contacts_new"], again["contacts_changed"], again["touchpoints"]) == (0, 0, 0)
    after = quick("show", "ana", "--json"), quick("list", "--json"), quick("timeline", "--json")
    assert after == before


def test_all_formats_together_bring_one_person(files: Program, quick: Quick) -> None:
    quick("import", "google", "google.csv")
    quick("import", "linkedin", "Connections.csv")
    quick("import", "csv", "table.csv", "--map", "name=Voller Name", "--map", "email=Mail")
    quick("import", "calendar", "me.ics", "--me", "me@home.example")
    quick("import", "abook", "addressbook")
    (ana,) = json.loads(quick("list", "--json"))
    assert (ana["org"], ana["title"], ana["tags"]) == ("Acme", "CTO", ["friend"])
    assert ana["last_on"] == "2026-11-02"


def test_a_broken_card_does_not_stop_the_file(files: Program, quick: Quick) -> None:
    done = files("import", "vcard", "broken.vcf", code=5)
    assert done.err.startswith("netlog: card 3, line ")
    assert "2 contacts new" in done.out
    assert len(quick("list").splitlines()) == 2


def test_overwriting_asks_first(files: Program, quick: Quick, terminal: Terminal) -> None:
    quick("add", "Ana Neil", "--org", "Umbra", "--email", "ana@acme.example")
    line = ("import", "vcard", "cards.vcf", "--update")
    assert "needs --yes" in files(*line, code=2).err
    planned = files(*line, "--dry-run").lines
    assert "       1 contact matched, 1 would be filled in" in planned
    assert any("Ana Neil: name Ana Neil → Ana [x]" in line for line in planned)
    assert any("org Umbra → Acme" in line for line in planned)
    child = terminal(*line)
    child.expect("Overwrite")
    child.sendline("n")
    assert terminal.end(child) == 0
    assert json.loads(quick("show", "c1", "--json"))["org"] == "Umbra"
    quick(*line, "--yes")
    assert json.loads(quick("show", "c1", "--json"))["org"] == "Acme"


def test_the_report_fits_a_narrow_terminal(files: Program, terminal: Terminal) -> None:
    child = terminal("import", "vcard", "broken.vcf", COLUMNS="40", NO_COLOR="1")
    assert terminal.end(child) == 5
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", child.before or "").splitlines()
    assert max(map(len, lines)) <= 40
    assert "netlog undo takes it back" in " ".join(" ".join(lines).split())


def test_what_the_columns_are_taken_for_is_told_first(files: Program) -> None:
    done = files("import", "csv", "table.csv", "--map", "name=Voller Name", "--dry-run")
    assert "reading the columns as" in done.err
    assert "name      Voller Name" in done.err
    assert "email     Mail" in done.err


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (("vcard", "nowhere.vcf"), 3, "there is no file nowhere.vcf"),
        (("vcard", "empty"), 5, "nothing in empty could be read: it is empty"),
        (("vcard", "me.ics"), 5, "netlog import calendar"),
        (("google", "vdir"), 5, "vdir is a directory"),
        (("abook", "/dev/zero"), 5, "/dev/zero is a device"),
        (("csv", "table.csv", "--map", "name"), 2, '"name" is not FIELD=COLUMN'),
        (("csv", "table.csv", "--map", "name=Nome"), 5, "Nome"),
        (("calendar", "me.ics"), 2, "--me"),
        (("calendar", "me.ics", "--me", "nobody"), 5, "nobody"),
        (("linkedin", "cards.vcf"), 5, "netlog: "),
        (("linkedin", "-"), 2, "standard input"),
        (("monica", "friends.md"), 5, "netlog: "),
        (("friends", "cards.vcf"), 5, "netlog: "),
        (("abook", "cards.vcf"), 5, "netlog: "),
    ],
)
def test_what_cannot_be_imported(
    files: Program, line: tuple[str, ...], code: int, words: str
) -> None:
    done = files("import", *line, code=code)
    assert words in done.err
    assert "Traceback" not in done.err
    assert 1 <= len(done.err.splitlines()) <= 4
    assert done.out == ""


def test_a_pipe_that_nobody_writes_into_ends(
    files: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(files.home / "pipe")
    monkeypatch.setattr(sources, "PATIENCE", 0.1)
    assert main(["import", "vcard", str(files.home / "pipe")]) == 5


def test_standard_input(files: Program) -> None:
    done = files("import", "vcard", "-", stdin=CARDS)
    assert "2 contacts new" in done.out
