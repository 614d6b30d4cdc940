"""A letter as a mail message: text and HTML side by side, to be read anywhere.

Sources: RFC 5322 (headers), RFC 2046 (alternatives), RFC 3834 (mail that a program sends).
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, quote
from typing import NamedTuple

from netlog.formats.headers import fold_space

_LONGEST_NAME = 60


class Letter(NamedTuple):
    """What is to be sent. Both addresses are bare ones; `text` and `html` say the same."""

    sender: str
    recipient: str
    subject: str
    text: str
    html: str
    sender_name: str = ""

    @property
    def international(self) -> bool:
        """Whether an address is not ASCII, which only some servers carry (SMTPUTF8, RFC 6531)."""
        return not (self.sender + self.recipient).isascii()


def write(letter: Letter, now: datetime) -> EmailMessage:
    """The message: the same bytes for the same letter and instant, which is aware.

    Each body ends with a line end, and on the wire its line ends are those of mail (CR LF).
    """
    seal = hashlib.sha256("\0".join((*letter, now.isoformat())).encode()).hexdigest()[:32]
    domain = letter.sender.rpartition("@")[2]
    message = EmailMessage(policy.SMTPUTF8 if letter.international else policy.SMTP)
    message["From"] = _mailbox(letter.sender, _fit(letter.sender_name))
    message["To"] = _mailbox(letter.recipient)
    message["Subject"] = _clean(letter.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{seal}@{domain}>"
    # Keeps vacation responders quiet.
    message["Auto-Submitted"] = "auto-generated"
    # Quoted-printable passes every server, 8-bit or not, and keeps lines short.
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    # No line of quoted-printable text holds =_, so the boundary cannot stand in a body.
    message.set_boundary(f"=_{seal}")
    return message


def write_draft(
    sender: tuple[str, str], recipients: Sequence[tuple[str, str]], subject: str, text: str
) -> EmailMessage:
    """A mail that somebody is still to read and to send: mail programs open one with `X-Unsent`
    for writing, and add the day. Sender and recipients are names with bare addresses; whoever has
    no address is left out.
    """
    name, address = sender
    international = not "".join((address, *(each for _, each in recipients))).isascii()
    message = EmailMessage(policy.SMTPUTF8 if international else policy.SMTP)
    if address:
        message["From"] = _mailbox(address, _fit(name))
    if recipients:
        message["To"] = [_mailbox(each, _fit(called)) for called, each in recipients]
    message["Subject"] = _clean(subject)
    message["X-Unsent"] = "1"
    message.set_content(text, cte="quoted-printable")
    return message


def _mailbox(address: str, name: str = "") -> Address:
    # Address(addr_spec=…) refuses letters that are not ASCII before the @.
    local, _, domain = address.rpartition("@")
    return Address(name, local, domain)


def _clean(text: str) -> str:
    """One line that no reader takes for more than it says.

    What looks like an encoded word is parted: the email package decodes it while writing, and
    before Python 3.12.5 a line end within it began a new header (CVE-2024-6923).
    """
    return fold_space(text).replace("=?", "= ?")


def _fit(name: str) -> str:
    """A name short enough for its line: in a longer one the email package forgets the quotes, and
    a comma in the name would begin another mailbox.
    """
    name = _clean(name)[:_LONGEST_NAME]
    while len(quote(name)) > _LONGEST_NAME:
        name = name[:-1]
    return name.strip()
