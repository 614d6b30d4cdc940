"""Importing single messages as a user does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

ME = "me@home.example"
NAME = 'Ana [x] "Z" O\'Neil 王 🙂'


def message(sender: str, to: str, number: int, extra: str = "") -> str:
    return (
        f"From: {sender}\nTo: {to}\nSubject: letter {number}\n"
        f"Date: Tue, 4 Nov 2025 09:30:00 +0000\nMessage-ID: <{number}@x.example>\n{extra}\nHi\n"
    )


@pytest.fixture
def letters(program: Program) -> Program:
    folder = program.home / "saved" / "2025"
    folder.mkdir(parents=True)
    quoted = '"Ana [x] \\"Z\\" O\'Neil 王 🙂"'
    files = {
        "in.eml": message(f"{quoted} <ana@acme.example>", ME, 1),
        "saved/out.EML": message(ME, "Bo Ek <bo@acme.example>, cy@acme.example", 2),
        "saved/2025/list.eml": message("di@acme.example", ME, 3, "List-Id: <x>\n"),
        "note.txt": "Dear Bo\n",
        "two.mbox": "".join(f"From - \n{message(ME, 'bo@acme.example', n)}\n" for n in (2, 4)),
    }
    for name, text in files.items():
        (program.home / name).write_text(text, encoding="utf-8")
    return program


def test_whoever_wrote_a_letter_that_was_picked_out_counts(letters: Program) -> None:
    line = ("import", "eml", "in.eml", "saved", "--me", ME)
    assert letters(*line, "--dry-run", "--json").json["contacts_new"] == 3
    assert not letters.db.exists()
    done = letters(*line, "--json").json
    assert done["skipped"] == {"list mail": 1}
    assert (done["read"], done["touchpoints"], done["contacts_new"]) == (3, 2, 3)
    before = letters("export", "json").out
    assert letters(*line, "--json").json["skipped"] == {"here already": 2, "list mail": 1}
    assert letters("export", "json").out == before
    assert letters("list", "--json").json[0]["name"] == NAME
    assert "took back" in letters("undo", "--yes").out
    assert letters("list", "--json").json == []


def test_a_letter_is_one_also_if_it_came_with_a_mailbox(letters: Program) -> None:
    letters("import", "mbox", "two.mbox", "--all", "--me", ME)
    done = letters("import", "eml", "saved/out.EML", "--me", ME, "--json").json
    assert done["skipped"] == {"here already": 1}


def test_a_file_that_is_no_letter_does_not_stop_the_others(letters: Program) -> None:
    done = letters("import", "eml", "note.txt", "nowhere.eml", "in.eml", "--me", ME, code=5)
    assert "note.txt: this is not a mail message" in done.err
    assert "nowhere.eml: there is no file nowhere.eml" in done.err
    assert "1 touchpoint new" in done.out


def test_standard_input(letters: Program) -> None:
    stdin = (letters.home / "in.eml").read_text(encoding="utf-8")
    assert "1 touchpoint new" in letters("import", "eml", "-", "--me", ME, stdin=stdin).out


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (("eml", "in.eml"), 2, "--me you@example.com"),
        (("eml", "nowhere.eml", "--me", ME), 3, "there is no file nowhere.eml"),
        (("eml", "note.txt", "--me", ME), 5, "this is not a mail message"),
        (("eml", "two.mbox", "--me", ME), 5, "netlog import mbox"),
        (("eml", ".netlog", "--me", ME), 5, "netlog import mbox"),
        (("mbox", "in.eml", "--me", ME), 5, "netlog import eml"),
    ],
)
def test_what_cannot_be_imported(
    letters: Program, line: tuple[str, ...], code: int, words: str
) -> None:
    (letters.home / ".netlog").mkdir()
    done = letters("import", *line, code=code)
    assert words in done.err
    assert len(done.err.splitlines()) == 2
    assert done.out == ""
