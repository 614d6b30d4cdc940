"""Mail folders, mbox and Maildir: who wrote to whom, on which local day. Bodies are skipped.

An mbox is read in one pass that never seeks and whose memory does not grow with the messages, so
a pipe and a very large archive are alike. Sources: RFC 4155 (mbox), RFC 5322 and RFC 2047
(headers), RFC 2919, RFC 2369, RFC 3834 and common practice (mail that no person wrote).
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.core.model import Problem
from netlog.errors import BadInput
from netlog.formats.headers import Fields, Mailbox, decode_words, read_text, split_mailboxes

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def read(stream: BinaryIO, zone: tzinfo | None = None) -> Iterator[Letter | Problem]:
    """Read an mbox from a file or a pipe, message by message.

    `zone` is where days are counted, by default the zone of this machine. The place of a problem
    is like `message 17, line 1234`. An empty file is an empty mailbox; raises BadInput for one
    that is something else.
    """
    lines = _number_lines(stream)
    separator = _find_first(lines)
    # Some programs write `From -` before every message: then no other is to be waited for.
    undated = separator is not None and not _date_separator(separator[1])
    count = 0
    while separator:
        count += 1
        number, opening = separator
        fields, separator = _read_head(lines)
        yield _make_letter(fields, f"message {count}, line {number}", zone, opening)
        separator = separator or _skip_body(lines, undated=undated)


def read_maildir(folder: Path, zone: tzinfo | None = None) -> Iterator[Letter | Problem]:
    """Read every message in `cur` and `new` of a Maildir and of its folders (`.Sent` and the like,
    as Maildir++ has them), in name order.

    The place of a problem is the path of its file within `folder`. Raises BadInput if there is
    neither a `cur` nor a `new` to be read.
    """
    unreadable: list[OSError] = []
    found = False
    for path, folders, files in os.walk(folder, onerror=unreadable.append):
        # Nowhere else, or a home directory would give the mail of every program that tests with it.
        folders[:] = sorted(
            name for name in folders if name in {"cur", "new"} or is_maildir(Path(path, name))
        )
        if Path(path).name in {"cur", "new"}:
            found = True
            for name in sorted(files):
                if not name.startswith("."):
                    yield _read_file(Path(path, name), _show_path(Path(path, name), folder), zone)
    if not found:
        why = _say_unreadable(unreadable[0]) if unreadable else 'it has no folder "cur" or "new"'
        raise BadInput(
            f"this is not a Maildir: {why}", "name the folder that holds them, or an mbox file"
        )
    for error in unreadable:
        yield Problem(_show_path(error.filename, folder), _say_unreadable(error))


def is_maildir(folder: Path) -> bool:
    """Whether a folder holds mail one file a message."""
    return any((folder / name).is_dir() for name in ("cur", "new"))


# What is kept of one line, and of one header field: sixty-five times the longest line that RFC 5322
# allows, and no burden on memory.
_LONGEST = 64 * 1024


def _number_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Every line with its number, from 1. Of a longer one come the first `_LONGEST` bytes."""
    number = 0
    try:
        while line := stream.readline(_LONGEST):
            number += 1
            yield number, line
            while len(line) == _LONGEST and not line.endswith(b"\n"):
                line = stream.readline(_LONGEST)
    except OSError as error:
        raise BadInput(
            f"reading the mailbox broke off after line {number}: {error.strerror or error}",
            "copy the file to another disk first, and import the copy",
        ) from error


def _find_first(lines: Iterator[tuple[int, bytes]]) -> tuple[int, bytes] | None:
    """The separator before the first message. None for an empty file, BadInput for no mailbox."""
    for number, line in lines:
        text = line.removeprefix(b"\xef\xbb\xbf")
        if text.startswith(b"From ") and b"\r" not in text.rstrip(b"\r\n"):
            return number, text
        if text.strip():
            raise _explain_foreign(text)
    return None


# The first bytes of what a mailbox is often packed into, and the command that unpacks it.
_PACKED = {
    b"\x1f\x8b": "gunzip",
    b"BZh": "bunzip2",
    b"\xfd7zXZ\0": "unxz",
    b"\x28\xb5\x2f\xfd": "unzstd",
    b"PK\x03\x04": "unzip",
}


def _explain_foreign(line: bytes) -> BadInput:
    """What a file that begins with this line seems to be, and what to do about it."""
    for magic, tool in _PACKED.items():
        if line.startswith(magic):
            return BadInput("the mailbox is compressed", f"unpack it with {tool} first")
    if line.startswith(b"From ") and b"\r" in line:
        return BadInput(
            "the lines of this mailbox end as on old Macs, with CR alone",
            r"convert it first: tr '\r' '\n' <FILE | netlog import mbox -",
        )
    if re.match(rb"[!-9;-~]+[ \t]*:", line) and b"\0" not in line:
        return BadInput(
            "this looks like a single message, not a mailbox",
            'put it into a folder called "new", and import the folder around that as a Maildir',
        )
    return BadInput(
        "this is not a mailbox",
        'each message in an mbox begins with a line like "From ada@acme.example Tue Mar  4 '
        '09:30:00 2025"',
    )


@cache
def _separator() -> re.Pattern[bytes]:
    """Match a line before a message: someone, then a date in one of the orders that are in use.

    Those are `Tue Mar  4 09:30:00 2025`, the same with a zone before or after the year, and
    `Tue 4 Mar 2025 09:30:00`. A sentence that begins with "From" does not end like that.
    """
    zone = rb"(?:[ ]+([+-]\d{4}|[A-Z]{1,5}))?"
    return re.compile(
        rb"From[ ](?:.*[ ])?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ ]+(?:(\d\d?)[ ]+)?"
        rb"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ ]+(?:(\d\d?)[ ]+)?"
        rb"(?:(\d{4})[ ]+)?(\d\d?:\d\d(?::\d\d)?)" + zone + rb"(?:[ ]+(\d{4}))?" + zone + rb"\s*"
    )


def _date_separator(line: bytes) -> str:
    """The date in a line before a message, as in a Date header. Empty if it is no such line."""
    found = _separator().fullmatch(line)
    if not found:
        return ""
    early_day, month, late_day, early_year, clock, early_zone, late_year, zone = found.groups(b"")
    day, year = early_day or late_day, early_year or late_year
    if not day or not year:
        return ""
    return b" ".join((day, month, year, clock, early_zone or zone)).decode("ascii")


def _skip_body(lines: Iterator[tuple[int, bytes]], *, undated: bool) -> tuple[int, bytes] | None:
    """Go on to the next separator: it stands after a blank line. An undated one is two words."""
    after_blank = True
    for number, line in lines:
        if (after_blank and line.startswith(b"From ")) and (
            _date_separator(line) or (undated and len(line.split()) == 2)
        ):
            return number, line
        after_blank = line in (b"\n", b"\r\n")
    return None


_ADDRESS_FIELDS = frozenset({b"from", b"to", b"cc", b"bcc"})

# Fields whose mere presence says why a message is no personal mail. `X-Auto-Response-Suppress` is
# not among them: Exchange puts it on what people write.
_SIGNS = {
    **dict.fromkeys(b"list-id list-post mailing-list x-beenthere x-list".split(), "list"),
    **dict.fromkeys(b"x-mailing-list x-mailman-version".split(), "list"),
    **dict.fromkeys(b"feedback-id list-unsubscribe x-campaign x-campaign-id".split(), "bulk"),
    **dict.fromkeys(b"x-autoreply x-autorespond x-failed-recipients".split(), "automatic"),
}

# The header fields that are read, as far as they are needed, with their names in lower case.
_WANTED = (
    _ADDRESS_FIELDS
    | _SIGNS.keys()
    | set(
        b"auto-submitted content-type date message-id precedence received return-path subject"
        b" x-spam-flag".split()
    )
)


def _read_head(lines: Iterator[tuple[int, bytes]]) -> tuple[Fields, tuple[int, bytes] | None]:
    """The wanted fields up to the blank line, or up to a separator that cuts the head short.

    Of a field that comes again the first counts, which is the newest Received; addresses add up.
    """
    fields: Fields = {}
    field = None
    for number, line in lines:
        if line in (b"\n", b"\r\n"):
            break
        if line[0] in b" \t":
            if field is not None and len(field) + len(line) < _LONGEST:
                field += line
            continue
        if line.startswith(b"From ") and _date_separator(line):
            return fields, (number, line)
        field = None
        name, colon, value = line.partition(b":")
        name = name.strip().lower()
        if colon and name in _WANTED:
            if name not in fields:
                field = fields[name] = bytearray(value)
            elif name in _ADDRESS_FIELDS and len(fields[name]) + len(value) < _LONGEST:
                field = fields[name]
                field += b"," + value
    return fields, None


def _read_file(path: Path, place: str, zone: tzinfo | None) -> Letter | Problem:
    """The one message in a file of a Maildir."""
    try:
        if path.is_fifo():
            # Opening it would wait for a writer, perhaps forever.
            return Problem(place, "it cannot be read: it is a pipe")
        with path.open("rb") as stream:
            lines = _number_lines(stream)
            fields, separator = _read_head(lines)
            if separator:
                # Programs that split an mbox leave its separator on top.
                fields, _ = _read_head(lines)
    except OSError as error:
        return Problem(place, _say_unreadable(error))
    except BadInput as error:
        return Problem(place, error.message)
    return _make_letter(fields, place, zone)


def _show_path(path: str | Path, folder: Path) -> str:
    """The path below the folder, also where its bytes are no text."""
    return os.fsencode(os.path.relpath(path, folder)).decode("utf-8", "replace")


def _say_unreadable(error: OSError) -> str:
    return f"it cannot be read: {error.strerror or error}"


def _make_letter(
    fields: Fields, place: str, zone: tzinfo | None, separator: bytes = b""
) -> Letter | Problem:
    """The letter that these fields head, or why there is none."""
    instant = _find_instant(fields, separator)
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


def _find_instant(fields: Fields, separator: bytes) -> datetime | None:
    """When it was sent, in UTC: as Date says, else the separator, else the newest Received."""
    return (
        _read_instant(read_text(fields, b"date"))
        or _read_instant(_date_separator(separator))
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
    reasons.add(_name_robot(sender))
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


def _name_robot(sender: str) -> str:
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
