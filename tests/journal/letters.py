"""A letter to send, and what is said where it is not sent."""

from __future__ import annotations

import email
import socket
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

import pytest

from netlog.config import Mail
from netlog.errors import NotSent
from netlog.formats.message import Letter
from netlog.journal import outbox

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
ODD = """Ana [x] "Z" O'Neil 王 🙂"""
LETTER = Letter(
    sender="ada@home.example",
    recipient="me@x.example",
    subject=f"netlog: thank {ODD}",
    text=f"Say thank you\n.\n..\nFrom {ODD}\n",
    html=f"<p>{ODD}</p>\n",
    sender_name="Ada Lovelace",
)


def send(mail: Mail, letter: Letter = LETTER, password: str = "") -> None:
    outbox.send(letter, mail, NOW, password)


def refused(mail: Mail, letter: Letter = LETTER, password: str = "") -> NotSent:
    """Why it was not sent; in one line each, and without the password."""
    with pytest.raises(NotSent) as caught:
        send(mail, letter, password)
    error = caught.value
    assert error.exit_code == 7
    assert error.message.isprintable()
    assert error.hint
    assert error.hint.isprintable()
    assert not password or password not in f"{error.message} {error.hint}"
    return error


def bodies(content: bytes) -> list[str]:
    """What the plain and the HTML part say, of a message whose headers are right."""
    parsed = email.message_from_string(content.decode(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert parsed["Subject"] == LETTER.subject
    assert str(parsed["From"]) == "Ada Lovelace <ada@home.example>"
    return [part.get_content().replace("\r\n", "\n") for part in parsed.iter_parts()]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def local(port: int, **changes: object) -> Mail:
    """The settings for a server on this machine."""
    return Mail(host="localhost", port=port, security="none", timeout=20)._replace(**changes)  # type: ignore[arg-type]
