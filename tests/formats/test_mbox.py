import io
import os
import threading
import time as clock
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from itertools import islice

import pytest
from dateutil.tz import tzstr
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.model import Problem
from netlog.errors import BadInput
from netlog.formats.mbox import Letter, Mailbox, read, read_eml, read_maildir
from tests.formats.streams import broken_after, long_file, measured

BERLIN = tzstr("CET-1CEST,M3.5.0,M10.5.0/3")
SEPARATOR = b"From ada@acme.example Tue Mar  4 09:30:00 2025\n"
HEAD = b"""\
Message-ID: <1@acme.example>
Date: Tue, 4 Mar 2025 09:30:00 +0000
From: Ada <ada@acme.example>
To: Bob <bob@bolt.example>
Subject: Hello
"""
HELLO = Letter(
    source_id="1@acme.example",
    on=date(2025, 3, 4),
    at=time(9, 30),
    sender=Mailbox("Ada", "ada@acme.example"),
    recipients=(Mailbox("Bob", "bob@bolt.example"),),
    subject="Hello",
)


def read_bytes(data, zone=UTC):
    return list(read(io.BytesIO(data), zone))


def read_with(header, value):
    """The one message that HEAD makes with this header replaced or, for None, left out."""
    name = header.lower().encode() + b":"
    lines = [line for line in HEAD.splitlines(True) if not line.lower().startswith(name)]
    if value is not None:
        raw = value if isinstance(value, bytes) else value.encode()
        lines.append(header.encode() + b": " + raw + b"\n")
    [found] = read_bytes(SEPARATOR + b"".join(lines) + b"\nbody\n")
    return found


def test_reads_a_letter():
    assert read_bytes(SEPARATOR + HEAD + b"\nHi Bob\n") == [HELLO]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param((SEPARATOR + HEAD + b"\nHi\n\n").replace(b"\n", b"\r\n"), id="crlf"),
        pytest.param(SEPARATOR + HEAD + b"\nHi", id="no newline at the end"),
        pytest.param(SEPARATOR + HEAD, id="no body"),
        pytest.param(b"\xef\xbb\xbf" + SEPARATOR + HEAD + b"\nHi\n", id="byte order mark"),
        pytest.param(b"\n\r\n" + SEPARATOR + HEAD + b"\nHi\n", id="blank lines before"),
        pytest.param(b"From nobody\n" + HEAD + b"\nHi\n", id="undated first separator"),
        pytest.param(SEPARATOR + b">From x\nno header\n" + HEAD + b"\nHi\n", id="stray lines"),
        pytest.param(SEPARATOR + HEAD.upper().replace(b"<1@", b"<1@"), id="header case"),
    ],
)
def test_reads_mailboxes_of_every_make(data):
    [letter] = read_bytes(data)
    assert letter.sender.address == "ada@acme.example"
    assert letter.on == date(2025, 3, 4)


@pytest.mark.parametrize("data", [b"", b"\n\n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_an_empty_mailbox(data):
    assert read_bytes(data) == []


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"\x1f\x8b\x08\x00rest", "compressed", "gunzip"),
        (b"PK\x03\x04rest", "compressed", "unzip"),
        (HEAD + b"\nHi\n", "single message", "import eml"),
        (SEPARATOR.replace(b"\n", b"\r") + HEAD.replace(b"\n", b"\r"), "CR alone", "tr "),
        (b"name,email\nAda,ada@acme.example\n", "not a mailbox", "begins with"),
        (b"data:\0\0\0", "not a mailbox", "begins with"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a mailbox", "begins with"),
        ("From x".encode("utf-16"), "not a mailbox", "begins with"),
    ],
)
def test_says_what_a_foreign_file_is(data, message, hint):
    with pytest.raises(BadInput) as caught:
        read_bytes(data)
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "separator",
    [
        b"From ada@acme.example Tue Mar  4 09:30:00 2025",
        b"From ada@acme.example Tue Mar 04 09:30 2025",
        b"From ada@acme.example Tue 04 Mar 2025 09:30:00",
        b"From ada@acme.example Tue, 4 Mar 2025 09:30:00 +0000 ",
        b"From 1234567890@xxx Tue Mar 04 09:30:00 +0000 2025",
        b"From ada@acme.example Tue Mar  4 09:30:00 GMT 2025",
        b"From ada@acme.example Tue Mar  4 09:30:00 2025 +0000",
        b"From - Tue Mar  4 09:30:00 2025",
        b"From  Tue Mar  4 09:30:00 2025",
        b'From "Ada L"@acme.example Tue Mar  4 09:30:00 2025\r',
    ],
)
def test_separator_divides_and_dates(separator):
    undated = HEAD.replace(b"Date: Tue, 4 Mar 2025 09:30:00 +0000\n", b"")
    first, second = read_bytes(SEPARATOR + HEAD + b"\nHi\n\n" + separator + b"\n" + undated)
    assert (first, second) == (HELLO, HELLO)


@pytest.mark.parametrize(
    "body",
    [
        b"\nFrom now on we meet on Tue Mar 4 2025.\n",
        b"\nFrom Tuesday on\n",
        b"\nFrom Tue Mar  4 09:30:00 2025 on, we meet\n",
        b"\n>From ada@acme.example Tue Mar  4 09:30:00 2025\n",
        b"\n From ada@acme.example Tue Mar  4 09:30:00 2025\n",
        b"text\nFrom ada@acme.example Tue Mar  4 09:30:00 2025\n",
        b"\nFrom ada@acme.example Tue Mar  4 2025\n",
        b"\nFrom ada@acme.example Tue Mar 09:30:00 2025\n",
        b"\nFrom: Eve <eve@evil.example>\nSubject: quoted\n",
    ],
)
def test_a_body_may_say_from(body):
    found = read_bytes(SEPARATOR + HEAD + b"\n" + body + b"\n" + SEPARATOR + HEAD + b"\nHi\n")
    assert found == [HELLO, HELLO]


def test_a_head_cut_short_does_not_take_the_next_message_along():
    found = read_bytes(SEPARATOR + b"Subject: cut\n" + SEPARATOR + HEAD + b"\nHi\n")
    assert found == [
        Problem("message 1, line 1", "it has no sender: From is missing or holds no address"),
        HELLO,
    ]


def test_a_broken_message_is_placed_and_does_not_stop_the_rest():
    nobody = SEPARATOR + HEAD.replace(b"From: Ada <ada@acme.example>\n", b"") + b"\nHi\n\n"
    good = SEPARATOR + HEAD + b"\n" + b"x" * 200_000 + b"\n\n"
    found = read_bytes(good + nobody + good)
    assert [type(one) for one in found] == [Letter, Problem, Letter]
    assert found[1].place == "message 2, line 10"


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ("ada@acme.example", ("", "ada@acme.example")),
        ("<Ada@ACME.example>", ("", "ada@acme.example")),
        ("Ada Lovelace <ada@acme.example>", ("Ada Lovelace", "ada@acme.example")),
        ('"Lovelace, Ada" <ada@acme.example>', ("Lovelace, Ada", "ada@acme.example")),
        ("Lovelace, Ada <ada@acme.example>", ("Lovelace, Ada", "ada@acme.example")),
        ("'Ada Lovelace' <ada@acme.example>", ("Ada Lovelace", "ada@acme.example")),
        ("\"'Ada Lovelace'\" <ada@acme.example>", ("Ada Lovelace", "ada@acme.example")),
        ("Gerard 't Hooft <g@acme.example>", ("Gerard 't Hooft", "g@acme.example")),
        (r'"Ada \"Countess\" L" <ada@acme.example>', ('Ada "Countess" L', "ada@acme.example")),
        ("ada@acme.example (Ada Lovelace)", ("Ada Lovelace", "ada@acme.example")),
        (r"ada@acme.example (Ada \) L)", ("Ada ) L", "ada@acme.example")),
        ("The office: Ada <ada@acme.example>;", ("Ada", "ada@acme.example")),
        ("The office; Ada <ada@acme.example>", ("Ada", "ada@acme.example")),
        ("Ada <ada@acme.example> <eve@evil.example>", ("Ada", "ada@acme.example")),
        ("Ada (at work (mostly)) <ada@acme.example>", ("Ada", "ada@acme.example")),
        ("ada@acme.example <ada@acme.example>", ("", "ada@acme.example")),
        ("\"'ada@acme.example'\" <ada@acme.example>", ("", "ada@acme.example")),
        ("Ada <mailto:ada@acme.example>", ("Ada", "ada@acme.example")),
        ("Ada <@relay.example:ada@acme.example>", ("Ada", "ada@acme.example")),
        ("Ada <ada@acme.example", ("", "ada@acme.example")),
        ('"Ada <ada@acme.example>', ('"Ada', "ada@acme.example")),
        ("Ada\n\t<ada@acme.example>", ("Ada", "ada@acme.example")),
        ("=?utf-8?q?K=C3=A4thi?= <k@acme.example>", ("Käthi", "k@acme.example")),
        ('"=?utf-8?q?K=C3=A4thi?=" <k@acme.example>', ("Käthi", "k@acme.example")),
        ("=?iso-8859-1?Q?K=E4thi?= Roth <k@acme.example>", ("Käthi Roth", "k@acme.example")),
        ("=?utf-8?q?Roth,_K=C3=A4thi?= <k@acme.example>", ("Roth, Käthi", "k@acme.example")),
        ("=?utf-8?q?K=C3=A4thi_(Acme)?= <k@acme.example>", ("Käthi (Acme)", "k@acme.example")),
        ("=?utf-8?B?S8M=?= =?utf-8?B?pHRoaQ==?= <k@acme.example>", ("Käthi", "k@acme.example")),
        ("=?iso-8859-2*pl?q?=A3ucja?= <k@acme.example>", ("Łucja", "k@acme.example")),
        ("=?x-unknown?q?K=C3=A4thi?= <k@acme.example>", ("Käthi", "k@acme.example")),
        ("=?base64?q?Ada?= <k@acme.example>", ("Ada", "k@acme.example")),
        ("=?utf-7?q?A+2AA-da?= <k@acme.example>", ("A?da", "k@acme.example")),
        ("=?utf-8?q?Ada=0A=1B=5B2J?= <k@acme.example>", ("Ada [2J", "k@acme.example")),
        ("=?utf-8?b?A?= <k@acme.example>", ("=?utf-8?b?A?=", "k@acme.example")),
        ("Käthi <k@acme.example>".encode(), ("Käthi", "k@acme.example")),
        ("Käthi <k@acme.example>".encode("latin-1"), ("Käthi", "k@acme.example")),
        ("eve@a.example, bob@b.example", ("", "eve@a.example")),
    ],
)
def test_reads_the_sender(value, sender):
    assert read_with("From", value).sender == Mailbox(*sender)


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        ("undisclosed-recipients:;", []),
        ("", []),
        ("bob@b.example, Carl <c@b.example>", ["bob@b.example", "c@b.example"]),
        ("bob@b.example; Carl <c@b.example>", ["bob@b.example", "c@b.example"]),
        ("Team: b@b.example, C <c@b.example>;, d@b.example", ["b@b.example", "c@b.example"]),
        ("BOB@b.example, bob@B.example", ["bob@b.example"]),
        ("ada@acme.example, bob@b.example", ["bob@b.example"]),
        ("bob@b.example,,, <>, @, bob@, @b.example", ["bob@b.example"]),
        ("bob@b.example\nTo: carl@b.example", ["bob@b.example", "carl@b.example"]),
        ("bob@b.example\nCc: c@b.example\nBcc: d@b.example, c@b.example", ["bob@b.example"]),
    ],
)
def test_reads_the_recipients(value, addresses):
    more = {"Team": ["d@b.example"], "Bcc:": ["c@b.example", "d@b.example"]}
    expected = addresses + [one for sign, all_ in more.items() if sign in value for one in all_]
    assert [one.address for one in read_with("To", value).recipients] == expected


@pytest.mark.parametrize("value", [None, "", "Ada Lovelace", "<>", "ada at acme.example", "\0"])
def test_a_message_without_a_sender_is_a_problem(value):
    assert isinstance(read_with("From", value), Problem)


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        (None, ""),
        ("a\n  b\n\tc", "a b c"),
        ("=?utf-8?q?Re=3A_caf=C3=A9?= C:\\users", "Re: café C:\\users"),
        ("=?utf-8?q?a?=\n =?utf-8?q?b?= c", "ab c"),
        ("=?utf-8?q?never ends", "=?utf-8?q?never ends"),
        ("=?utf-8?q?=E4?= and on", "\N{REPLACEMENT CHARACTER} and on"),
    ],
)
def test_reads_the_subject(value, subject):
    assert read_with("Subject", value).subject == subject


@pytest.mark.parametrize(
    ("value", "zone", "on", "at"),
    [
        ("Tue, 4 Mar 2025 23:30:00 -0800", UTC, date(2025, 3, 5), time(7, 30)),
        ("Tue, 4 Mar 2025 23:30:00 +0000", BERLIN, date(2025, 3, 5), time(0, 30)),
        ("Tue, 4 Mar 2025 23:30:00 -0000", BERLIN, date(2025, 3, 5), time(0, 30)),
        ("4 Mar 2025 23:30", BERLIN, date(2025, 3, 5), time(0, 30)),
        ("Fri, 4 Jul 2025 21:30:00 GMT", BERLIN, date(2025, 7, 4), time(23, 30)),
        ("Fri, 4 Jul 2025 22:30:00 GMT", BERLIN, date(2025, 7, 5), time(0, 30)),
        ("Tue, 4 Mar 2025 00:30:00 +0100 (CET)", BERLIN, date(2025, 3, 4), time(0, 30)),
        ("Sat, 31 Dec 2016 23:59:60 +0000", UTC, date(2016, 12, 31), time(23, 59, 59)),
        ("Tue, 04 Mar 98 09:30:00 EST", UTC, date(1998, 3, 4), time(14, 30)),
    ],
)
def test_counts_local_days(value, zone, on, at):
    data = SEPARATOR + HEAD.replace(b"Tue, 4 Mar 2025 09:30:00 +0000", value.encode())
    [letter] = read_bytes(data, zone)
    assert (letter.on, letter.at) == (on, at)


@pytest.mark.skipif(not hasattr(clock, "tzset"), reason="the zone cannot be set here")
def test_counts_days_in_the_zone_of_the_machine(monkeypatch):
    monkeypatch.setenv("TZ", "XST-14")
    clock.tzset()
    try:
        [letter] = read_bytes(SEPARATOR + HEAD.replace(b"09:30:00", b"10:30:00"), None)
    finally:
        monkeypatch.undo()
        clock.tzset()
    assert (letter.on, letter.at) == (date(2025, 3, 5), time(0, 30))


BAD_DATES = [
    None,
    "",
    "soon",
    "Mon, 31 Feb 2025 09:30:00 +0000",
    "Tue, 4 Mar 1925 09:30:00 +0000",
    "Tue, 4 Mar 9999 09:30:00 +0000",
    "Tue, 4 Mar 99999999999999999999 09:30:00 +0000",
    "Tue, 4 Mar 2025 09:30:00 +99999999999999999999",
    "Wed, 1 Jan 0101 00:00:00 +1400",
    "Fri, 31 Dec 9999 23:59:59 -1400",
    "Tue, 4 Mar 2025 99:99:99 +0000",
]


@pytest.mark.parametrize("value", BAD_DATES)
def test_without_a_date_the_separator_has_one(value):
    assert read_with("Date", value) == HELLO


@pytest.mark.parametrize("value", BAD_DATES)
def test_without_a_date_and_a_separator_the_newest_received_has_one(value):
    received = "Received: by a; Wed, 5 Mar 2025 09:30:00 +0000\nReceived: by b; 1 Mar 2025 09:00"
    stated = "" if value is None else f"Date: {value}\n"
    head = f"{stated}{received}\nFrom: ada@acme.example\n"
    [letter] = read_bytes(b"From ada\n" + head.encode())
    assert letter.on == date(2025, 3, 5)


@pytest.mark.parametrize("value", BAD_DATES)
def test_a_message_without_any_date_is_a_problem(value):
    stated = "" if value is None else f"Date: {value}\n"
    found = read_bytes(b"From ada\n" + f"{stated}From: ada@acme.example\n".encode())
    assert found == [Problem("message 1, line 1", "it has no date that can be read")]


@pytest.mark.parametrize(
    ("value", "source_id"),
    [
        ("<a@b>", "a@b"),
        ("a@b", "a@b"),
        ("\n <a@\n b>", "a@b"),
        ("<a@b> (added by relay)", "a@b"),
        ("<a@b>\nMessage-ID: <c@d>", "a@b"),
    ],
)
def test_reads_the_message_id(value, source_id):
    assert read_with("Message-ID", value).source_id == source_id


def test_a_message_without_an_id_gets_the_same_one_each_time():
    for missing in (None, "", "<>"):
        assert read_with("Message-ID", missing).source_id == read_with("Message-ID", "").source_id
    bare = HEAD.replace(b"Message-ID: <1@acme.example>\n", b"")
    changes = [(b"Hello", b"Hi"), (b"4 Mar", b"5 Mar"), (b"bob@", b"rob@"), (b"ada@", b"eva@")]
    variants = [bare, *(bare.replace(*change) for change in changes)]
    ids = {read_bytes(SEPARATOR + head)[0].source_id for head in variants}
    assert len(ids) == len(variants)
    [here], [there] = (read_bytes(SEPARATOR + bare, zone) for zone in (UTC, BERLIN))
    assert here.source_id == there.source_id


@pytest.mark.parametrize(
    ("header", "value", "automatic"),
    [
        ("List-Id", "<talk.acme.example>", "list"),
        ("X-list", "talk", "list"),
        ("X-Mailing-List", "talk@acme.example", "list"),
        ("Precedence", "list", "list"),
        ("Precedence", "Bulk", "bulk"),
        ("Precedence", "first-class", ""),
        ("List-Unsubscribe", "<https://acme.example/u>", "bulk"),
        ("List-Unsubscribe", "<https://acme.example/u>\nList-Id: <n.acme.example>", "list"),
        ("X-Spam-Flag", "YES", "bulk"),
        ("X-Spam-Flag", "no", ""),
        ("Auto-Submitted", "auto-replied; owner=ada", "automatic"),
        ("Auto-Submitted", "no", ""),
        ("X-Autoreply", "yes", "automatic"),
        ("X-Auto-Response-Suppress", "All", ""),
        ("Return-Path", "<>", "automatic"),
        ("Return-Path", "<ada@acme.example>", ""),
        ("Content-Type", "multipart/report; report-type=delivery-status", "automatic"),
        ("Content-Type", "multipart/mixed", ""),
        ("From", "MAILER-DAEMON@acme.example", "automatic"),
        ("From", "MAILER-DAEMON (Mail Delivery System)", "automatic"),
        ("From", "root (Cron Daemon)", "automatic"),
        ("From", "Root, Eva <eva.root@acme.example>", ""),
        ("From", "noreply@acme.example", "noreply"),
        ("From", "Acme <calendar-no-reply+x@acme.example>", "noreply"),
        ("From", "do_not_reply@acme.example", "noreply"),
        ("From", "donotreply@acme.example", "noreply"),
        ("From", "notifications@acme.example", "noreply"),
        ("From", "bounces+12=x@acme.example", "noreply"),
        ("From", "nora.reply@acme.example", ""),
        ("From", "ada@noreply.example", ""),
        ("Subject", "Precedence: bulk", ""),
    ],
)
def test_tells_personal_mail_from_the_rest(header, value, automatic):
    assert read_with(header, value).automatic == automatic


def test_reads_a_pipe_as_it_comes():
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stream, os.fdopen(writer, "wb", buffering=0) as sink:
        letters = read(stream, UTC)
        sink.write(SEPARATOR + HEAD + b"\n")
        assert next(letters) == HELLO

        def finish():
            sink.write(b"Hi\n\n" + SEPARATOR + HEAD + b"\nHi\n")
            sink.close()

        thread = threading.Thread(target=finish)
        thread.start()
        assert list(letters) == [HELLO]
        thread.join()


@pytest.mark.parametrize(
    ("before", "filler", "size"),
    [
        (HEAD + b"\n", b"x", 50_000_000),
        (HEAD + b"X-Long: ", b"x", 50_000_000),
        (HEAD + b"Cc: ", b"some.recipient@acme.example, ", 1_500_000),
        (HEAD + b"Cc: a@b,", b"\n some.recipient@acme.example,", 1_500_000),
        (HEAD[:-1], b"\nCc: " + b"long." * 20 + b"name@acme.example", 1_500_000),
        (HEAD[:-1], b"\nX-Other: " + b"x" * 100, 1_500_000),
    ],
    ids=["body", "unread field", "field", "folded field", "repeated field", "many fields"],
)
def test_memory_does_not_grow_with_a_message(before, filler, size):
    stream = long_file(SEPARATOR + before, filler, size, b"\n\n" + SEPARATOR + HEAD)
    with measured() as peak:
        first, second = read(stream, UTC)
    assert (first.source_id, second) == ("1@acme.example", HELLO)
    assert peak.size < 1_000_000


@pytest.mark.parametrize(
    "value",
    [
        "(" * 65000,
        "((" + "(a)" * 20000,
        '"' + r"\"" * 32000,
        "<a" * 32000,
        "=?a?q?" * 10000,
        "=?utf-8?q?" + "=" * 65000,
        "a@b " * 16000,
        ":;," * 20000,
        ",a" * 32000,
        "'" * 65000 + "<a@b>",
        " " * 65000 + "x",
    ],
    ids=lambda value: value.strip()[:10],
)
def test_a_field_made_to_be_slow_is_read(value):
    # In hundredths of a second; a quadratic reading would take minutes, and the suite with it.
    for header in ("To", "Subject", "Date", "Message-ID", "Received"):
        assert isinstance(read_with(header, value), Letter)


def test_a_disk_error_is_told_with_the_line():
    letters = read(broken_after(SEPARATOR + HEAD + b"\nHi\n"), UTC)
    assert next(letters) == HELLO
    with pytest.raises(BadInput, match="after line 8: Input/output error"):
        next(letters)


def fill_maildir(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_reads_a_maildir_in_the_order_of_names(tmp_path):
    def message(number):
        return HEAD.replace(b"<1@", f"<{number}@".encode()) + b"\nHi\n"

    files = {"new/5": 5, "cur/4:2,S": 4, "cur/3:2,S": 3, ".Sent/cur/1": 1, ".Sent/new/2": 2}
    fill_maildir(tmp_path, {name: message(number) for name, number in files.items()})
    fill_maildir(tmp_path, {"tmp/6": message(6), "dovecot.index": b"x", "cur/.hidden": b"x"})
    found = [letter.source_id for letter in read_maildir(tmp_path, UTC)]
    assert found == [f"{number}@acme.example" for number in (1, 2, 3, 4, 5)]


def test_a_maildir_file_may_begin_with_a_separator(tmp_path):
    fill_maildir(tmp_path, {"cur/1": SEPARATOR + HEAD + b"\nHi\n"})
    assert list(read_maildir(tmp_path, UTC)) == [HELLO]


def test_a_broken_file_does_not_stop_a_maildir(tmp_path):
    fill_maildir(tmp_path, {"cur/1": b"\0\xff", "cur/5": HEAD})
    (tmp_path / "cur/2").symlink_to("nowhere")
    (tmp_path / "cur/3").symlink_to("/")
    os.mkfifo(tmp_path / "cur/4")
    *problems, letter = read_maildir(tmp_path, UTC)
    assert [problem.place for problem in problems] == ["cur/1", "cur/2", "cur/4"]
    assert "No such file" in problems[1].reason
    assert letter == HELLO


def test_a_file_name_that_is_no_text_can_still_be_shown(tmp_path):
    fill_maildir(tmp_path, {"cur/1": HEAD})
    try:
        (tmp_path / "cur" / os.fsdecode(b"0\xff")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes only text as names")
    problem = next(iter(read_maildir(tmp_path, UTC)))
    assert problem.place == "cur/0\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_folder_without_messages_is_no_maildir(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="not a Maildir"):
        list(read_maildir(tmp_path / name, UTC))


def read_single(data):
    return read_eml(io.BytesIO(data), "hello.eml", UTC)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(HEAD + b"\nHi\n", id="plain"),
        pytest.param(HEAD, id="no body"),
        pytest.param((HEAD + b"\nHi\n").replace(b"\n", b"\r\n"), id="crlf"),
        pytest.param(b"\xef\xbb\xbf" + HEAD + b"\nHi\n", id="byte order mark"),
        pytest.param(b"\r\n\n" + HEAD + b"\nHi\n", id="blank lines before"),
        pytest.param(
            HEAD + b"\nHi\n\n" + SEPARATOR + b"Subject: in the body\n", id="separator within"
        ),
        pytest.param(SEPARATOR + HEAD + b"\nHi\n", id="mbox of one"),
        pytest.param(SEPARATOR + HEAD + b"\nHi\n\nFrom here on, nothing\n", id="From in it"),
        pytest.param(b"123       \n" + HEAD + b"\nHi\n<?xml", id="emlx of Apple Mail"),
        pytest.param(HEAD + b"\n\0\xff" + b"x" * 200_000, id="odd body"),
    ],
)
def test_reads_a_single_message(data):
    assert read_single(data) == HELLO


def test_a_single_message_without_a_date_is_a_problem():
    found = read_single(b"From: ada@acme.example\n\nHi\n")
    assert found == Problem("hello.eml", "it has no date that can be read")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a mail message"),
        (b"\n\n", "not a mail message"),
        (b"Dear Bob,\nFrom: here on\n", "not a mail message"),
        (b"BEGIN:VCARD\nFN:Ada\nEND:VCARD\n", "not a mail message"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a mail message"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "Outlook"),
        (HEAD.decode().encode("utf-16"), "not a mail message"),
        (b"x" * 1_000_000, "not a mail message"),
        ((SEPARATOR + HEAD + b"\nHi\n\n") * 2, "a mailbox of several"),
    ],
)
def test_a_file_that_is_no_mail_is_refused(data, message):
    with pytest.raises(BadInput, match=message):
        read_single(data)


ODDITIES = (
    rb'From |From: |To: |Date: |Subject: |=?utf-8?q?|=?utf-7?b?|?=|<|>|@|"|(|)|\|,|;|:'.split(b"|")
)
MESS = st.lists(
    st.sampled_from([*ODDITIES, SEPARATOR, b"\t", b"\n", b"\r\n"]) | st.binary(max_size=8),
    max_size=40,
).map(b"".join)


@settings(max_examples=30, deadline=None)
@given(MESS)
def test_any_bytes_are_read_or_refused(data):
    try:
        found = read_bytes(data)
    except BadInput:
        return
    assert all(isinstance(one, Letter | Problem) for one in found)


@settings(max_examples=30, deadline=None)
@given(MESS)
def test_any_head_is_a_letter_or_a_problem(data):
    for one in read_bytes(SEPARATOR + data + b"\n\n" + SEPARATOR + HEAD):
        repr(one).encode("utf-8")
        if isinstance(one, Letter) and not one.automatic:
            assert "@" in one.sender.address
            assert one.source_id


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["From", "To", "Date", "Subject", "Message-ID"]), MESS)
def test_any_value_of_a_header_leaves_the_rest_readable(header, value):
    value = value.replace(b"\n", b" ")
    *_, last = read_bytes(SEPARATOR + header.encode() + b": " + value + b"\n\n" + SEPARATOR + HEAD)
    assert last == HELLO


@settings(max_examples=30, deadline=None)
@given(st.datetimes(datetime(1970, 1, 2), datetime(9998, 12, 30)), st.integers(-840, 840))
def test_the_instant_is_kept_whatever_the_zone_it_was_written_in(moment, minutes):
    written = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    letter = read_with("Date", format_datetime(written))
    there = written.astimezone(UTC)
    assert (letter.on, letter.at) == (there.date(), there.time())


def test_reads_only_as_far_as_it_is_asked():
    stream = io.BytesIO((SEPARATOR + HEAD + b"\nHi\n\n") * 1000)
    assert list(islice(read(stream, UTC), 2)) == [HELLO, HELLO]
    assert stream.tell() < 1000


def test_messages_under_lines_without_a_date_are_told_apart():
    mail = b"From -\nDate: Thu, 1 Jan 2026 10:00:00 +0000\nFrom: a@x.example\nTo: b@x.example\n\n"
    body = b"hi\n\nFrom what I hear, all is well\n\n"
    letters = list(read(io.BytesIO(mail + body + mail.replace(b"From: a", b"From: c"))))
    assert [letter.sender.address for letter in letters] == ["a@x.example", "c@x.example"]


def test_a_date_as_iso_writes_it_is_read():
    mail = b"From x Mon Jan  5 10:00:00 2026\nDate: 2026-01-07T10:00:00Z\nFrom: a@x.example\n\n"
    [letter] = read(io.BytesIO(mail), UTC)
    assert (letter.on, letter.at) == (date(2026, 1, 7), time(10))


def test_the_first_second_of_1970_is_no_date():
    mail = b"From -\nDate: Thu, 1 Jan 1970 00:00:00 +0000\nFrom: a@x.example\n\n"
    [problem] = read(io.BytesIO(mail))
    assert isinstance(problem, Problem)


def test_a_maildir_is_not_looked_for_below_other_folders(tmp_path):
    for folder in ("cur", "new", ".Sent/cur", "project/tests/mail/cur"):
        (tmp_path / folder).mkdir(parents=True)
        message = f"Date: Thu, 1 Jan 2026 10:00:00 +0000\nFrom: {folder[-5:-4]}a@x.example\n\n"
        (tmp_path / folder / "1").write_text(message)
    senders = sorted(letter.sender.address for letter in read_maildir(tmp_path))
    assert senders == ["a@x.example", "a@x.example", "ta@x.example"]
    with pytest.raises(BadInput):
        list(read_maildir(tmp_path / "project"))


@settings(max_examples=30, deadline=None)
@given(MESS, st.booleans())
def test_any_file_is_a_letter_a_problem_or_refused(data, headed):
    try:
        found = read_single(HEAD + data if headed else data)
    except BadInput:
        return
    assert isinstance(found, Letter | Problem)
