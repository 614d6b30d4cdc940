"""Importing a mailbox as a user does: what is told, what is kept, what is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

ME = "me@home.example"
ADA = "Ada [x] Lovelace <ada@acme.example>"


def message(sender: str, to: str, number: int, extra: str = "") -> str:
    return (
        "From x@x.example Tue Nov  4 09:30:00 2025\n"
        f"From: {sender}\nTo: {to}\nSubject: letter {number}\n"
        f"Date: Tue, 4 Nov 2025 09:30:00 +0000\nMessage-ID: <{number}@x.example>\n{extra}\n"
        "not read\n\n"
    )


LETTERS = (
    message(ME, ADA, 1)
    + message(ADA, ME, 2)
    + message(ADA, ME, 3, "List-Id: <x>\n")
    + message("Bo <bo@acme.example>", ME, 4)
)


@pytest.fixture
def mailbox(program: Program) -> Program:
    (program.home / "mail.mbox").write_text(LETTERS)
    (program.home / "broken.mbox").write_text(LETTERS + message("", ME, 5) + message(ADA, ME, 6))
    return program


def test_a_mailbox_and_the_same_again(mailbox: Program, quick: Callable[..., str]) -> None:
    line = ("import", "mbox", "mail.mbox", "--me", ME)
    planned = mailbox(*line, "--dry-run")
    assert planned.err == ""
    assert planned.lines == [
        "       4 messages read",
        "       2 skipped: 1 list mail, 1 with people who did not write both ways",
        "       1 contact would be new",
        "         Ada [x] Lovelace",
        "       2 touchpoints would be new",
        "         2025-11-04 email with Ada [x] Lovelace: letter 1",
        "         2025-11-04 email with Ada [x] Lovelace: letter 2",
    ]
    assert not mailbox.db.exists()
    done = mailbox(*line)
    assert done.err == ""
    assert done.lines == [
        "       4 messages read",
        "       2 skipped: 1 list mail, 1 with people who did not write both ways",
        "       1 contact new",
        "       2 touchpoints new",
        "         netlog rank shows how you stand · netlog undo takes it back",
    ]
    again = mailbox(*line, "--json").json
    assert again == {
        "read": 4,
        "skipped": {
            "here already": 2, "list mail": 1, "with people who did not write both ways": 1,
        },
        "touchpoints": 0, "contacts_new": 0, "contacts_matched": 0, "contacts_changed": 0,
        "others": {}, "doubts": [], "problems": [], "dry_run": False,
    }  # fmt: skip
    [told] = mailbox("history", "--json").json
    assert told["command"] == f"netlog import mbox mail.mbox --me {ME}"
    assert told["changed"] == "1 contact, 1 contact point and 2 touchpoints added"
    assert mailbox("undo").lines == [f" took back {told['command']}   ({told['changed']})"]
    assert mailbox("list", "--json").json == mailbox("timeline", "--json").json == []


def test_a_pipe_with_a_broken_message(mailbox: Program) -> None:
    """The rest is kept, and the exit code says that something was not."""
    content = (mailbox.home / "broken.mbox").read_bytes()
    done = mailbox("import", "mbox", "-", "--me", "x@x.example", "--me", ME.upper(), "--all",
                   stdin=content, code=5)  # fmt: skip
    [problem] = done.err.splitlines()
    assert problem.startswith("netlog: message 5, line ")
    assert "no sender" in problem
    assert "       1 problem" in done.lines
    assert "       4 touchpoints new" in done.lines
    assert {each["name"] for each in mailbox("list", "--json").json} == {
        "Ada [x] Lovelace",
        "Bo",
    }


def test_many_broken_messages_are_told_shortly(mailbox: Program) -> None:
    content = LETTERS + "".join(message("", ME, number) for number in range(10, 23))
    line = ("import", "mbox", "-", "--me", ME, "--dry-run")
    told = mailbox(*line, stdin=content, code=5).err.splitlines()
    assert len(told) == 11
    assert told[-1] == "        and 3 problems more"
    problems = mailbox(*line, "--json", stdin=content, code=5).json["problems"]
    assert len(problems) == 13
    assert set(problems[0]) == {"place", "reason"}


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "it is empty"), (b"hello\n", "not a mailbox"), (b"\x1f\x8b\x08", "compressed")],
)
def test_what_is_no_mailbox(mailbox: Program, content: bytes, says: str) -> None:
    result = mailbox("import", "mbox", "-", "--me", ME, stdin=content, code=5)
    assert says in result.err
    assert result.out == ""
    assert not mailbox.db.exists()


def test_a_maildir(mailbox: Program) -> None:
    for number, (folder, sender, to) in enumerate([("cur", ADA, ME), ("new", ME, ADA)]):
        (mailbox.home / "Maildir" / folder).mkdir(parents=True)
        text = message(sender, to, number).partition("\n")[2]
        (mailbox.home / "Maildir" / folder / f"{number}:2,").write_text(text)
    done = mailbox("import", "mbox", "Maildir", "--me", ME)
    assert "       2 touchpoints new" in done.lines


def test_a_large_import_is_taken_back_after_asking(mailbox: Program, terminal: Terminal,
                                                   quick: Callable[..., str]) -> None:  # fmt: skip
    quick("hi", "Grace Hopper")
    many = "".join(message(ADA, ME, number) for number in range(40)) + message(ME, ADA, 99)
    (mailbox.home / "many.mbox").write_text(many)
    mailbox("import", "mbox", "many.mbox", "--me", ME)
    before = mailbox.db.read_bytes()
    assert "--yes" in mailbox("undo", code=2).err
    for answer, code in (("n\r", 0), ("\x03", 130)):
        child = terminal("undo")
        child.expect_exact("41 touchpoints added)?")
        child.send(answer)
        assert terminal.end(child) == code
        assert mailbox.db.read_bytes() == before
    mailbox("undo", "--yes")
    assert [each["name"] for each in mailbox("list", "--json").json] == ["Grace Hopper"]
    assert len(mailbox("timeline", "--json").json) == 1


def test_the_bar_is_for_a_terminal(mailbox: Program, terminal: Terminal) -> None:
    """And a file name on it is not read as markup."""
    (mailbox.home / "a[red]b.mbox").write_text(LETTERS)
    child = terminal("import", "mbox", "a[red]b.mbox", "--me", ME, "--dry-run")
    child.expect_exact("reading a[red]b.mbox")
    child.expect_exact("messages read")
    assert terminal.end(child) == 0
    piped = mailbox("import", "mbox", "mail.mbox", "--me", ME, "--dry-run")
    assert "reading" not in piped.out + piped.err
