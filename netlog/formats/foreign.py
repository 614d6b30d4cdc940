"""What a file seems to be that is not what it was taken for."""

from __future__ import annotations

import re

from netlog.errors import BadInput

# The first bytes of what a file is often packed into, its name, and the command that unpacks it.
_PACKED = (
    (b"PK\x03\x04", "ZIP", "unzip"),
    (b"\x1f\x8b", "gzip", "gunzip"),
    (b"BZh", "bzip2", "bunzip2"),
    (b"\xfd7zXZ\0", "xz", "unxz"),
    (b"\x28\xb5\x2f\xfd", "zstd", "unzstd"),
)
_KINDS = (
    (rb"BEGIN[ \t]*:[ \t]*VCARD", "a file of vCards", "import it with netlog import vcard"),
    (rb"BEGIN[ \t]*:[ \t]*VCALENDAR", "a calendar", "import it with netlog import calendar"),
    (rb"From \S.* \d\d?:\d\d", "a mailbox", "import it with netlog import mbox"),
    (rb"dn::?[ ]*[\w.]+=", "LDIF", "export the address book as vCard (.vcf) or as CSV instead"),
    (rb"<(?:!doctype|html)", "a web page", "download the file itself, not the page about it"),
)


def explain(head: bytes, wanted: str) -> BadInput | None:
    """What a file seems to be by its first line, and what to do with it; None if that says nothing.
    `wanted` is what it was taken for, like `mailbox`.
    """
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, packer, tool in _PACKED:
        if head.startswith(magic):
            message = f"the {wanted} is compressed ({packer})"
            return BadInput(message, f"unpack it with {tool} first")
    for beginning, what, hint in _KINDS:
        if re.match(beginning, head, re.IGNORECASE):
            return BadInput(f"this is {what}, not a {wanted}", hint)
    return None
