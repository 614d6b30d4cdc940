"""One letter to one SMTP server, within one time-out.

Sources: RFC 5321 (the dialogue), RFC 3207 (STARTTLS), RFC 4954 and 4616 (logging in), RFC 6531
(addresses beyond ASCII).
"""

from __future__ import annotations

import base64
import contextlib
import ipaddress
import smtplib
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING

from netlog.errors import NotSent
from netlog.formats.headers import decode, fold_space

if TYPE_CHECKING:
    from email.message import EmailMessage

    from netlog.config import Mail
    from netlog.formats.message import Letter

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LONGEST_REPLY = 160


def check_privacy(mail: Mail) -> None:
    """Raises NotSent where a password would cross a network that others can listen to."""
    if mail.user and mail.security == "none" and not _is_loopback(mail.host):
        raise NotSent(
            f"the password of {mail.user} would go to {mail.host} unencrypted",
            'set security = "starttls" or "tls" under [mail], or leave out user',
        )


def deliver(
    letter: Letter, message: EmailMessage, mail: Mail, password: str, deadline: float
) -> None:
    """Hand the message to `mail.host`. The deadline is an instant of `time.monotonic`.

    Raises NotSent.
    """
    _Delivery(letter, message.as_bytes(), mail, password).run(deadline)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class _Delivery:
    """A conversation in a thread of its own, for the sake of the time-out.

    smtplib has one for each wait alone, so that a server which sends a byte now and then is never
    late, and none at all for looking up a name. When time is up the connection is cut, and with
    it the thread ends.
    """

    def __init__(self, letter: Letter, content: bytes, mail: Mail, password: str) -> None:
        self._letter = letter
        self._content = content
        self._mail = mail
        self._password = password
        self._host = mail.host.strip("[]")
        self._port = mail.port or _PORTS[mail.security]
        self._server = f"{mail.host}:{self._port}"
        # A name for this end, or smtplib looks one up.
        self._smtp = smtplib.SMTP(local_hostname="[127.0.0.1]")
        self._seconds = mail.timeout
        self._late = threading.Event()
        self._offered = False
        self._accepted = False
        self._failure: Exception | None = None

    def run(self, deadline: float) -> None:
        self._seconds = max(0.001, deadline - time.monotonic())
        thread = threading.Thread(target=self._converse, name="smtp", daemon=True)
        thread.start()
        try:
            thread.join(self._seconds)
            # What it raises once it is cut is no news.
            failure = self._failure or TimeoutError()
        finally:
            self._late.set()
            self._cut()
        if not self._accepted:
            raise self._explain(failure)

    def _cut(self) -> None:
        if connection := self._smtp.sock:
            with contextlib.suppress(OSError):
                # Not the shutdown of an SSLSocket, after which a write would not be encrypted.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def _converse(self) -> None:
        try:
            with contextlib.closing(self._smtp):
                self._connect()
                self._greet()
                if self._mail.user:
                    self._log_in()
                self._hand_over()
                self._smtp.putcmd("QUIT")
        except Exception as error:  # noqa: BLE001 (run explains it, or raises it again)
            self._failure = error

    def _connect(self) -> None:
        # What does not stand yet cannot be cut; here each wait has the time-out instead.
        self._hold(socket.create_connection((self._host, self._port), self._seconds))
        if self._mail.security == "tls":
            self._encrypt()
        self._check(self._smtp.getreply(), "refused the connection", "try again later")

    def _hold(self, connection: socket.socket) -> None:
        self._smtp.sock = connection
        if self._late.is_set():
            raise TimeoutError
        connection.settimeout(None)

    def _encrypt(self) -> None:
        connection = self._smtp.sock
        assert connection
        connection.settimeout(self._seconds)
        context = ssl.create_default_context()
        self._hold(context.wrap_socket(connection, server_hostname=self._host))
        # What came before may have been put in by somebody else.
        self._smtp.file = None

    def _greet(self) -> None:
        assert self._smtp.sock
        own = self._smtp.sock.getsockname()[0]
        self._smtp.local_hostname = f"[IPv6:{own}]" if ":" in own else f"[{own}]"
        self._smtp.ehlo_or_helo_if_needed()
        if self._mail.security == "starttls":
            if not self._smtp.has_extn("starttls"):
                raise NotSent(
                    f"{self._server} offers no encryption (STARTTLS)",
                    'security = "tls" under [mail] is for a port that is encrypted from the start, '
                    'security = "none" for a server on this machine',
                )
            self._check(self._smtp.docmd("STARTTLS"), "refused to encrypt", 'try security = "tls"')
            self._encrypt()
            self._smtp.ehlo()

    def _log_in(self) -> None:
        """Not by smtplib, which takes ASCII only, and fails where MD5 is forbidden."""
        ways = self._smtp.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in ways:
            plain = _base64(f"\0{self._mail.user}\0{self._password}")
            reply = self._smtp.docmd("AUTH PLAIN", plain)
        elif "LOGIN" in ways:
            reply = self._smtp.docmd("AUTH LOGIN", _base64(self._mail.user))
            if reply[0] == 334:
                reply = self._smtp.docmd(_base64(self._password))
        else:
            raise NotSent(
                f"{self._server} does not take a user and a password",
                "leave out user under [mail], or see security and port there",
            )
        self._check(
            reply,
            f"refused the user {self._mail.user} or the password",
            "see user under [mail], and NETLOG_SMTP_PASSWORD or password_command",
        )

    def _hand_over(self) -> None:
        sender, recipient, *_ = self._letter
        options = ["SMTPUTF8", "BODY=8BITMIME"] if self._letter.international else []
        if options and not self._smtp.has_extn("smtputf8"):
            raise NotSent(
                f"{self._server} cannot take an address such as "
                f"{recipient if sender.isascii() else sender}",
                "use one in plain letters; those of a domain can be written as xn--…",
            )
        self._check(
            self._smtp.mail(sender, options),
            f"refused the sender {sender}",
            "set sender under [mail] to an address that you may send from there",
        )
        self._check(
            self._smtp.rcpt(recipient), f"refused the recipient {recipient}", "see the address"
        )
        self._offered = True
        self._check(self._smtp.data(self._content), "refused the mail", "see what it says")
        self._accepted = True

    def _check(self, reply: tuple[int, bytes], refusal: str, hint: str) -> None:
        """Raises NotSent for a reply that is no yes."""
        if not 200 <= reply[0] < 300:
            raise self._refuse(*reply, refusal, hint)

    def _refuse(self, code: int, said: bytes | str, refusal: str, hint: str) -> NotSent:
        if code < 0:
            return NotSent(
                f"{self._server} does not talk like a mail server",
                "see host, port and security under [mail]",
            )
        if 400 <= code < 500:
            hint = "it may take it later; try again in some minutes"
        text = said if isinstance(said, str) else fold_space(decode(said))
        return NotSent(f"{self._server} {refusal}: {code} {self._quote(text)}".rstrip(), hint)

    def _quote(self, text: str) -> str:
        """What the server said, shortened; nothing of it if it repeats the password."""
        words = (self._password, f"\0{self._mail.user}\0{self._password}")
        secrets = {*words, *map(_base64, words)} if self._password else ()
        if any(secret in text for secret in secrets):
            return ""
        return text if len(text) <= _LONGEST_REPLY else f"{text[:_LONGEST_REPLY]}…"

    def _explain(self, failure: Exception) -> Exception:
        """The failure in a sentence; one that cannot come from the network as it is."""
        match failure:
            case TimeoutError():
                return self._break_off(f"did not answer within {self._mail.timeout:g} seconds")
            case smtplib.SMTPServerDisconnected():
                return self._break_off("closed the connection")
            case smtplib.SMTPResponseException(smtp_code=code, smtp_error=said):
                return self._refuse(code, said, "refused the mail", "see what it says")
            case socket.gaierror() | UnicodeError():
                return NotSent(
                    f"the mail server {self._mail.host} cannot be found",
                    "see host under [mail], and whether the network is there",
                )
            case ssl.SSLCertVerificationError(verify_message=reason):
                return NotSent(
                    f"the certificate of {self._server} is not trusted: {reason.rstrip('.')}",
                    "see host under [mail]; for a server of your own, SSL_CERT_FILE can name the "
                    "certificate to trust",
                )
            case ssl.SSLError():
                return NotSent(
                    f"{self._server} cannot agree on an encryption ({failure.reason or 'closed'})",
                    'see security and port under [mail]: usually "starttls" at 587, "tls" at 465',
                )
            case OSError() if not isinstance(failure, smtplib.SMTPException):
                return NotSent(
                    f"{self._server} cannot be reached: {failure.strerror or failure}",
                    "see host and port under [mail], and whether the network is there",
                )
        return failure

    def _break_off(self, what: str) -> NotSent:
        if self._offered:
            return NotSent(
                f"{self._server} {what} after it was given the mail",
                "see whether it arrived before you send it again",
            )
        return NotSent(
            f"{self._server} {what}",
            "try again later, or see host, port and security under [mail]",
        )


def _base64(text: str) -> str:
    # A password from the environment may hold bytes that are no text: it is sent as it is there.
    return base64.b64encode(text.encode(errors="surrogateescape")).decode()
