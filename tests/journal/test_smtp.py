"""Sending through real servers on loopback, those that take a letter and those that say no."""

from __future__ import annotations

import ssl
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from netlog.config import Mail
from tests.journal.letters import LETTER, bodies, free_port, local, refused, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aiosmtpd.smtp import SMTP, Envelope, Session

PASSWORD = "pä55 wörd"


class Received(NamedTuple):
    sender: str
    recipients: list[str]
    content: bytes
    encrypted: bool
    options: list[str]


class Inbox:
    """What a server took; what it says to each command where that is no yes."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.replies: dict[str, str] = {}
        self.logins: list[tuple[bytes, bytes]] = []

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.replies.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.replies.get("RCPT", "250 OK")

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        reply = self.replies.get("DATA", "250 OK")
        if reply.startswith("250"):
            assert envelope.mail_from is not None
            assert isinstance(envelope.content, bytes)
            self.received.append(
                Received(
                    envelope.mail_from,
                    envelope.rcpt_tos,
                    envelope.content,
                    session.ssl is not None,
                    envelope.mail_options,
                )
            )
        return reply

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        login = (getattr(data, "login"), getattr(data, "password"))  # noqa: B009
        self.logins.append(login)
        return AuthResult(success=login == (b"ada", PASSWORD.encode()), handled=False)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


def context(authority: trustme.CA, name: str = "localhost") -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(made)
    return made


@pytest.fixture
def _trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


@pytest.fixture
def serve(inbox: Inbox) -> Iterator[Callable[..., int]]:
    """Start a server for the inbox; its port."""
    with ExitStack() as stack:

        def start(**options: object) -> int:
            port = free_port()
            controller = Controller(
                inbox, hostname="127.0.0.1", port=port, authenticator=inbox.authenticate, **options
            )
            controller.start()
            stack.callback(controller.stop)
            return port

        yield start


def test_the_letter_arrives_whole(serve: Callable[..., int], inbox: Inbox) -> None:
    send(local(serve()))
    (got,) = inbox.received
    assert (got.sender, got.recipients, got.encrypted) == (
        "ada@home.example",
        ["me@x.example"],
        False,
    )
    assert bodies(got.content) == [LETTER.text, LETTER.html]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[127.0.0.1]"])
def test_a_password_may_go_to_this_very_machine(
    serve: Callable[..., int], inbox: Inbox, host: str
) -> None:
    port = serve(auth_require_tls=False)
    send(local(port, host=host, user="ada"), password=PASSWORD)
    assert inbox.logins == [(b"ada", PASSWORD.encode())]
    assert len(inbox.received) == 1


@pytest.mark.parametrize("way", ["PLAIN", "LOGIN"])
@pytest.mark.usefixtures("_trusted")
def test_encrypted_and_logged_in(
    serve: Callable[..., int], inbox: Inbox, authority: trustme.CA, way: str
) -> None:
    other = {"PLAIN", "LOGIN"} - {way}
    port = serve(
        tls_context=context(authority),
        require_starttls=True,
        auth_required=True,
        auth_exclude_mechanism=other,
    )
    send(local(port, security="starttls", user="ada"), password=PASSWORD)
    assert inbox.logins == [(b"ada", PASSWORD.encode())]
    assert [got.encrypted for got in inbox.received] == [True]
    assert bodies(inbox.received[0].content) == [LETTER.text, LETTER.html]


@pytest.mark.usefixtures("_trusted")
def test_encrypted_from_the_start(
    serve: Callable[..., int], inbox: Inbox, authority: trustme.CA
) -> None:
    port = serve(ssl_context=context(authority))
    send(local(port, security="tls"))
    assert len(inbox.received) == 1


@pytest.mark.parametrize("address", ["jörg@x.example", "ada@bücher.example"])
def test_addresses_in_any_letters(serve: Callable[..., int], inbox: Inbox, address: str) -> None:
    letter = LETTER._replace(recipient=address)
    send(local(serve(enable_SMTPUTF8=True)), letter)
    (got,) = inbox.received
    assert got.recipients == [address]
    assert "SMTPUTF8" in got.options
    assert f"To: {address}".encode() in got.content
    assert bodies(got.content) == [LETTER.text, LETTER.html]

    error = refused(local(serve(enable_SMTPUTF8=False)), letter)
    assert f"cannot take an address such as {address}" in error.message
    assert len(inbox.received) == 1


@pytest.mark.parametrize(
    "command", [f"printf '%s\\n%s\\n' '{PASSWORD}' second", f"printf %s '{PASSWORD}'"]
)
def test_a_password_that_a_program_prints(
    serve: Callable[..., int], inbox: Inbox, command: str
) -> None:
    port = serve(auth_require_tls=False)
    send(local(port, user="ada", password_command=command))
    assert inbox.logins == [(b"ada", PASSWORD.encode())]


def test_the_environment_goes_before_the_program(
    serve: Callable[..., int], inbox: Inbox, tmp_path: Path
) -> None:
    asked = tmp_path / "asked"
    port = serve(auth_require_tls=False)
    send(local(port, user="ada", password_command=f"touch '{asked}'"), password=PASSWORD)
    assert not asked.exists()


@pytest.mark.parametrize(
    ("command", "reply", "sentence"),
    [
        ("MAIL", "550 not from here", "refused the sender ada@home.example: 550 not from here"),
        ("RCPT", "550 no such user", "refused the recipient me@x.example: 550 no such user"),
        ("DATA", "554 5.7.1 looks like spam", "refused the mail: 554 5.7.1 looks like spam"),
        ("DATA", "552 \x1b[31mtoo\tbig\x07", "refused the mail: 552 [31mtoo big"),
        ("DATA", f"554 {'x' * 400}", f"refused the mail: 554 {'x' * 160}…"),
        ("RCPT", "550", "refused the recipient me@x.example: 550"),
    ],
)  # fmt: skip
def test_what_the_server_said(
    serve: Callable[..., int], inbox: Inbox, command: str, reply: str, sentence: str
) -> None:
    inbox.replies[command] = reply
    port = serve()
    assert refused(local(port)).message == f"localhost:{port} {sentence}"
    assert inbox.received == []


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_no_for_now_says_so(serve: Callable[..., int], inbox: Inbox, command: str) -> None:
    inbox.replies[command] = "451 4.7.1 greylisted"
    assert "try again in some minutes" in refused(local(serve())).hint


def test_a_wrong_password(serve: Callable[..., int], inbox: Inbox) -> None:
    port = serve(auth_require_tls=False)
    error = refused(local(port, user="ada"), password="s3cret")
    assert "refused the user ada or the password: 535" in error.message
    assert "NETLOG_SMTP_PASSWORD" in error.hint
    assert inbox.received == []


def test_a_server_without_log_in(serve: Callable[..., int], inbox: Inbox) -> None:
    error = refused(local(serve(), user="ada"), password=PASSWORD)
    assert "does not take a user and a password" in error.message
    assert inbox.logins == []


def test_never_in_the_clear_where_encryption_is_wanted(
    serve: Callable[..., int], inbox: Inbox
) -> None:
    port = serve(auth_require_tls=False)
    error = refused(local(port, security="starttls", user="ada"), password=PASSWORD)
    assert error.message == f"localhost:{port} offers no encryption (STARTTLS)"
    assert 'security = "none"' in error.hint
    assert inbox.logins == []
    assert inbox.received == []


@pytest.mark.parametrize(
    "host", ["mail.example", "192.0.2.1", "localhost.example", "[2001:db8::1]"]
)
def test_no_password_in_the_clear_over_a_network(host: str, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    mail = Mail(host=host, security="none", user="ada", password_command=f"touch '{asked}'")
    error = refused(mail)
    assert error.message == f"the password of ada would go to {host} unencrypted"
    assert not asked.exists()


def test_a_certificate_nobody_vouches_for(
    serve: Callable[..., int], inbox: Inbox, authority: trustme.CA
) -> None:
    port = serve(tls_context=context(authority))
    error = refused(local(port, security="starttls", user="ada"), password=PASSWORD)
    assert f"the certificate of localhost:{port} is not trusted: " in error.message
    assert "SSL_CERT_FILE" in error.hint
    assert inbox.logins == []


@pytest.mark.usefixtures("_trusted")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_somebody_else(
    serve: Callable[..., int], inbox: Inbox, authority: trustme.CA, security: str
) -> None:
    mine = context(authority, "mail.example")
    port = serve(**{"tls_context" if security == "starttls" else "ssl_context": mine})
    error = refused(local(port, security=security))
    assert "Hostname mismatch" in error.message
    assert inbox.received == []


def test_tls_where_there_is_none(serve: Callable[..., int]) -> None:
    port = serve()
    error = refused(local(port, security="tls"))
    assert f"localhost:{port} cannot agree on an encryption" in error.message
    assert "security" in error.hint
