"""Mail as files, mbox, Maildir and single messages (.eml): who wrote to whom, on which local day.
Bodies are skipped.

An mbox is read in one pass that never seeks and whose memory does not grow with the messages, so
a pipe and a very large archive are alike. Source: RFC 4155 (mbox).
"""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from netlog.core.model import Problem
from netlog.errors import BadInput
from netlog.formats import foreign
from netlog.formats.headers import Mailbox
from netlog.formats.letter import ADDRESS_FIELDS, WANTED, Letter, make_letter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from netlog.formats.headers import Fields

__all__ = ["Letter", "Mailbox", "is_maildir", "read", "read_eml", "read_maildir"]


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
        stamp = _date_separator(opening)
        yield make_letter(fields, f"message {count}, line {number}", zone, stamp)
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


def read_eml(stream: BinaryIO, place: str, zone: tzinfo | None = None) -> Letter | Problem:
    """Read a single message (.eml), also one with the separator of an mbox on top, or with its size
    in bytes, as Apple Mail writes it (.emlx).

    Raises BadInput for a mailbox of several messages, and for what is no mail.
    """
    lines = _number_lines(stream)
    first = b""
    for _, line in lines:
        first = line.removeprefix(b"\xef\xbb\xbf")
        if first.strip() and not first.strip().isdigit():
            break
    if not first.startswith(b"From "):
        fields, _ = _read_head(chain([(1, first or b"\n")], lines))
        if not (_FIELD.match(first) and fields.keys() & _SIGNS_OF_MAIL):
            raise _explain_no_mail(first)
        return make_letter(fields, place, zone)
    fields, following = _read_head(lines)
    if following or _skip_body(lines, undated=not _date_separator(first)):
        raise BadInput("this is a mailbox of several messages", "import it with netlog import mbox")
    return make_letter(fields, place, zone, _date_separator(first))


def is_maildir(folder: Path) -> bool:
    """Whether a folder holds mail one file a message."""
    return any((folder / name).is_dir() for name in ("cur", "new"))


_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")

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


def _explain_foreign(line: bytes) -> BadInput:
    """What a file that begins with this line seems to be, and what to do about it."""
    if line.startswith(b"From ") and b"\r" in line:
        return BadInput(
            "the lines of this mailbox end as on old Macs, with CR alone",
            r"convert it first: tr '\r' '\n' <FILE | netlog import mbox -",
        )
    if found := foreign.explain(line, "mailbox"):
        return found
    if _FIELD.match(line) and b"\0" not in line:
        return BadInput(
            "this looks like a single message, not a mailbox",
            "import it with netlog import eml",
        )
    return BadInput(
        "this is not a mailbox",
        'each message in an mbox begins with a line like "From ada@acme.example Tue Mar  4 '
        '09:30:00 2025"',
    )


_SIGNS_OF_MAIL = ADDRESS_FIELDS | {b"date", b"message-id", b"received", b"return-path"}


def _explain_no_mail(line: bytes) -> BadInput:
    """What a file that is no message seems to be, by its first line."""
    if line.startswith(b"\xd0\xcf\x11\xe0"):
        return BadInput(
            "this is a message in Outlook's own format (.msg)", "save it as .eml, and import that"
        )
    return foreign.explain(line, "mail message") or BadInput(
        "this is not a mail message",
        'an .eml file begins with lines like "From: ada@acme.example" and "Date: …"',
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
        if colon and name in WANTED:
            if name not in fields:
                field = fields[name] = bytearray(value)
            elif name in ADDRESS_FIELDS and len(fields[name]) + len(value) < _LONGEST:
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
    return make_letter(fields, place, zone)


def _show_path(path: str | Path, folder: Path) -> str:
    """The path below the folder, also where its bytes are no text."""
    return os.fsencode(os.path.relpath(path, folder)).decode("utf-8", "replace")


def _say_unreadable(error: OSError) -> str:
    return f"it cannot be read: {error.strerror or error}"
