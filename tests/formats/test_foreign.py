"""What a file seems to be that is not what it was taken for."""

import pytest

from netlog.formats import foreign


@pytest.mark.parametrize(
    ("head", "message", "hint"),
    [
        (b"\x1f\x8b\x08", "the mailbox is compressed (gzip)", "gunzip"),
        (b"BZh91AY&SY", "the mailbox is compressed (bzip2)", "bunzip2"),
        (b"\xfd7zXZ\0", "the mailbox is compressed (xz)", "unxz"),
        (b"\x28\xb5\x2f\xfd\x04", "the mailbox is compressed (zstd)", "unzstd"),
        (b"PK\x03\x04\x14", "the mailbox is compressed (ZIP)", "unzip"),
        (b"\xef\xbb\xbfbegin:vcard", "this is a file of vCards, not a mailbox", "import vcard"),
        (b"BEGIN:VCALENDAR", "this is a calendar, not a mailbox", "import calendar"),
        (b"From a@b.example Tue Mar  4 09:30:00 2025", "this is a mailbox, not", "import mbox"),
        (b"dn: cn=Ada,o=Acme", "this is LDIF, not a mailbox", "CSV"),
        (b"  <!DOCTYPE html>", "this is a web page, not a mailbox", "download"),
    ],
)
def test_is_told_by_its_first_line(head, message, hint):
    found = foreign.explain(head, "mailbox")
    assert found
    assert found.message.startswith(message)
    assert hint in found.hint


@pytest.mark.parametrize(
    "head", [b"", b"Name,E-mail", b"From,To", b"From now on", b"BZ1 2AB", b"PK,Name", b"\0\0"]
)
def test_says_nothing_of_what_may_be_anything(head):
    assert foreign.explain(head, "CSV file") is None
