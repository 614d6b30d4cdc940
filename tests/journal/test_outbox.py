"""What the outbox does by itself: addresses, passwords that a program prints, and sendmail."""

from __future__ import annotations

import os
import select
from typing import TYPE_CHECKING

import pytest

from netlog.config import Mail, Settings
from netlog.errors import BadInput
from netlog.formats.message import Letter
from netlog.journal import outbox
from tests.journal.letters import LETTER, bodies, free_port, local, refused, send

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("ada@example.com", "ada@example.com"),
        (" Ada <Ada@Example.com> ", "ada@example.com"),
        ("mailto:ada@example.com", "ada@example.com"),
        ("-f@example.com", "-f@example.com"),
        ("jörg@bücher.example", "jörg@bücher.example"),
    ],
)
def test_an_address(text: str, bare: str) -> None:
    assert outbox.address(text) == bare


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "ada@localhost",
        "ada@example.com, bo@example.com",
        "ada@example.com\nBcc: bo@example.com",
        "a\0da@example.com",
        "a\x1bda@example.com",
        "a\u202eda@example.com",
        "a\udcffda@example.com",
        "=?utf-8?q?x?=@example.com",
    ],
)
def test_no_address(text: str) -> None:
    with pytest.raises(BadInput):
        outbox.address(text)


@pytest.mark.parametrize(
    ("sender", "addresses", "expected"),
    [
        ("Me <Me@home.example>", ("other@home.example",), "me@home.example"),
        ("", ("first@home.example", "second@home.example"), "first@home.example"),
        ("", (), "ada@example.com"),
    ],
)
def test_whom_a_letter_is_from(sender: str, addresses: tuple[str, ...], expected: str) -> None:
    settings = Settings(name="Ada", addresses=addresses, mail=Mail(sender=sender))
    letter = outbox.compose(settings, "ada@example.com", "subject", "text", "html")
    assert letter == Letter(expected, "ada@example.com", "subject", "text", "html", "Ada")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("", "there is no password for ada at localhost"),
        ("  ", "there is no password for ada at localhost"),
        ("sh -c 'echo hunter2 >&2; exit 3'", "password_command ended with exit code 3"),
        ("sh -c 'echo hunter2; exit 4'", "password_command ended with exit code 4"),
        ("sh -c 'echo hunter2; kill -9 $$'", "password_command was ended by signal 9"),
        ("sh -c 'echo; echo hunter2'", "password_command printed nothing on its first line"),
        ("true", "password_command printed nothing on its first line"),
        ("printf 'hunter2\\377'", "password_command printed something that is not UTF-8"),
        ("hunter2", "password_command cannot be run"),
        ("sh -c 'hunter2", "password_command cannot be run"),
        ("sh -c 'echo hunter2; sleep 60'", "password_command did not end within 0.5 seconds"),
    ],
)  # fmt: skip
def test_a_password_that_cannot_be_had(command: str, sentence: str) -> None:
    mail = local(free_port(), user="ada", password_command=command, timeout=0.5)
    error = refused(mail)
    assert error.message == sentence
    assert "hunter2" not in error.hint
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory at the head of PATH."""
    directory = tmp_path / "bin with space"
    directory.mkdir()
    monkeypatch.setenv("PATH", f"{directory}:/usr/bin:/bin")
    return directory


def stub(programs: Path, script: str, name: str = "sendmail") -> Path:
    program = programs / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


RECORD = 'cd "$(dirname "$0")"; printf "%s\\n" "$@" > arguments; cat > mail'


def test_sendmail_is_given_the_letter(programs: Path) -> None:
    stub(programs, RECORD)
    send(Mail(), LETTER._replace(recipient="-oq/tmp@x.example"))
    assert (programs / "arguments").read_text().splitlines() == [
        "-i",
        "-f",
        "ada@home.example",
        "--",
        "-oq/tmp@x.example",
    ]
    content = (programs / "mail").read_bytes()
    assert b"\r" not in content
    assert bodies(content) == [LETTER.text, LETTER.html]


def test_sendmail_where_the_configuration_says(programs: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    stub(elsewhere, RECORD, "msmtp")
    send(Mail(sendmail=str(elsewhere / "msmtp")))
    assert (elsewhere / "mail").exists()


def test_sendmail_outside_the_path_of_cron(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(programs, RECORD)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(outbox, "_SENDMAIL_PATH", f"/nowhere:{programs}")
    send(Mail())
    assert (programs / "mail").exists()


def test_sendmail_that_goes_on_in_the_background(programs: Path) -> None:
    stub(programs, f"{RECORD}; setsid sleep 20 &")
    send(Mail(timeout=10))
    assert (programs / "mail").exists()


def test_sendmail_that_reads_nothing_but_is_content(programs: Path) -> None:
    stub(programs, "exit 0")
    send(Mail(), LETTER._replace(text="x\n" * 200_000))


def test_sendmail_that_fails(programs: Path) -> None:
    program = stub(programs, "echo; printf 'no \\033[31m such host\\nmore\\n' >&2; exit 75")
    error = refused(Mail())
    assert error.message == f"{program} ended with exit code 75: no [31m such host"
    assert "set host under [mail]" in error.hint


def test_sendmail_that_says_nothing(programs: Path) -> None:
    program = stub(programs, "kill -TERM $$")
    assert refused(Mail()).message == f"{program} was ended by signal 15"


def test_sendmail_that_hangs_is_ended_with_all_it_started(programs: Path) -> None:
    held = programs / "held"
    os.mkfifo(held)
    end = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    program = stub(programs, f'(echo started; exec sleep 60) > "{held}" & wait')
    assert refused(Mail(timeout=0.7)).message == f"{program} did not end within 0.7 seconds"
    try:
        while True:
            # Once nobody holds the other end there is nothing to wait for.
            assert select.select([end], [], [], 10)[0], "what it started is still there"
            if not os.read(end, 100):
                break
    finally:
        os.close(end)


def test_no_sendmail_at_all(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_SENDMAIL_PATH", str(programs))
    error = refused(Mail())
    assert error.message == "there is no program sendmail to send mail with"
    assert "set host under [mail]" in error.hint


def test_sendmail_that_cannot_be_run(programs: Path) -> None:
    program = programs / "sendmail"
    program.write_bytes(b"\x7fELF nonsense")
    program.chmod(0o755)
    assert refused(Mail()).message == f"{program} cannot be run: Exec format error"
