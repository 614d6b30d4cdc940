"""What the head of one message says: who wrote to whom, when, and whether a person did.

Sources: RFC 5322 and RFC 2047 (headers), RFC 2919, RFC 2369, RFC 3834 and common practice (mail
that no person wrote).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from typing import NamedTuple

from netlog.core.model import Problem
from netlog.formats.headers import Fields, Mailbox, decode_words, read_text, split_mailboxes


class Letter(NamedTuple):
    """The envelope of one message.

    `source_id` is the Message-ID without its brackets or, where there is none, a hash that comes
    out the same each time. `on` and `at` are local. `recipients` are those of To, Cc and Bcc,
    each once and without the sender. `automatic` is why this is not personal mail: `list`,
    `bulk`, `automatic`, `noreply`, or empty if it is; only automatic mail may lack the sender's
    address.
    """

    source_id: str
    on: date
    at: time
    sender: Mailbox
    recipients: tuple[Mailbox, ...]
    subject: str
    automatic: str = ""


ADDRESS_FIELDS = frozenset({b"from", b"to", b"cc", b"bcc"})

# Fields whose mere presence says why a message is no personal mail. `X-Auto-Response-Suppress` is
# not among them: Exchange puts it on what people write.
_SIGNS = {
    **dict.fromkeys(b"list-id list-post mailing-list x-beenthere x-list".split(), "list"),
    **dict.fromkeys(b"x-mailing-list x-mailman-version".split(), "list"),
    **dict.fromkeys(b"feedback-id list-unsubscribe x-campaign x-campaign-id".split(), "bulk"),
    **dict.fromkeys(b"x-autoreply x-autorespond x-failed-recipients".split(), "automatic"),
}

# The header fields that are read, as far as they are needed, with their names in lower case.
WANTED = (
    ADDRESS_FIELDS
    | _SIGNS.keys()
    | set(
        b"auto-submitted content-type date message-id precedence received return-path subject"
        b" x-spam-flag".split()
    )
)


def make_letter(
    fields: Fields, place: str, zone: tzinfo | None, stamp: str = ""
) -> Letter | Problem:
    """The letter that these fields head, or why there is none. `stamp` is a date for one that has
    none of its own.
    """
    instant = _find_instant(fields, stamp)
    if not instant:
        return Problem(place, "it has no date that can be read")
    source = read_text(fields, b"from")
    sender = next(split_mailboxes(source), Mailbox("", ""))
    automatic = _find_automatic(fields, sender.address or source.lower())
    if not sender.address and not automatic:
        return Problem(place, "it has no sender: From is missing or holds no address")
    recipients: dict[str, Mailbox] = {}
    for name in [name for name in (b"to", b"cc", b"bcc") if name in fields]:
        for mailbox in split_mailboxes(read_text(fields, name)):
            recipients.setdefault(mailbox.address, mailbox)
    recipients.pop(sender.address, None)
    subject = decode_words(read_text(fields, b"subject"))
    local = instant.astimezone(zone)
    return Letter(
        source_id=_read_message_id(fields)
        or _hash(instant.isoformat(), sender.address, *recipients, subject),
        on=local.date(),
        at=local.time(),
        sender=sender,
        recipients=tuple(recipients.values()),
        subject=subject,
        automatic=automatic,
    )


def _read_message_id(fields: Fields) -> str:
    text = read_text(fields, b"message-id").replace(" ", "")
    return text.partition("<")[2].partition(">")[0] or text.strip("<>")


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _find_instant(fields: Fields, stamp: str) -> datetime | None:
    """When it was sent, in UTC: as Date says, else the stamp, else the newest Received."""
    return (
        _read_instant(read_text(fields, b"date"))
        or _read_instant(stamp)
        or _read_instant(read_text(fields, b"received").rpartition(";")[2])
    )


def _read_instant(text: str) -> datetime | None:
    """A date as in RFC 5322, from 1970 to 9998. Without a zone, or with `-0000`, it is UTC."""
    from email.utils import parsedate_tz

    try:
        parts = parsedate_tz(text)
        if not parts:
            return _read_iso(text)
        year, month, day, hour, minute, second = parts[:6]
        # A leap second has no place on a Python clock.
        stated = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        instant = stated - timedelta(seconds=parts[9] or 0)
    except (ValueError, OverflowError, IndexError):
        return None
    # The first second of 1970 is what a program writes that knows no date.
    return instant if 1970 <= instant.year <= 9998 and instant.timestamp() else None


def _read_iso(text: str) -> datetime | None:
    """A date as no standard of mail has it, but some programs do: 2026-01-07T10:00:00Z."""
    try:
        instant = datetime.fromisoformat(text.strip())
        instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
        instant = instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return instant if 1970 <= instant.year <= 9998 else None


def _find_automatic(fields: Fields, sender: str) -> str:
    """Why no person wrote this, the plainest reason first. Empty if a person did."""
    reasons = {_SIGNS[name] for name in fields.keys() & _SIGNS.keys()}
    reasons.add(name_robot(sender))
    precedence = read_text(fields, b"precedence").lower()
    if precedence == "list":
        reasons.add("list")
    if precedence in {"bulk", "junk"} or read_text(fields, b"x-spam-flag").lower() == "yes":
        reasons.add("bulk")
    submitted = read_text(fields, b"auto-submitted").partition(";")[0].strip().lower()
    if (
        submitted not in {"", "no"}
        or read_text(fields, b"return-path") == "<>"
        or read_text(fields, b"content-type").lower().startswith("multipart/report")
    ):
        reasons.add("automatic")
    return next((why for why in ("list", "bulk", "automatic", "noreply") if why in reasons), "")


def name_robot(sender: str) -> str:
    """Why an address, or a name without one as local programs use, is no person's."""
    local = sender.partition("@")[0].partition(" ")[0]
    words = re.split(r"[^a-z0-9]+", local)
    joined = "".join(words)
    if joined.startswith("mailerdaemon") or local in {"postmaster", "root", "cron", "daemon"}:
        return "automatic"
    if "noreply" in joined or "notreply" in joined:
        return "noreply"
    robots = {"bounce", "bounces", "notification", "notifications", "notify"}
    return "noreply" if words[0] in robots else ""
