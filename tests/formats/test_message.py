"""A letter as a message: what another program reads out of it."""

from __future__ import annotations

import email
import io
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netlog.formats import mbox, message
from netlog.formats.headers import split_mailboxes
from netlog.formats.message import Letter

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
ODD = """Ana [x] "Z" O'Neil 王 🙂"""
LETTER = Letter(
    sender="ada@home.example",
    recipient="me@x.example",
    subject="netlog: thank Belinda",
    text="Thank her.\n",
    html="<p>Thank her.</p>\n",
)

# Encoded words as the email package of Python 3.11 would decode them, line ends and all.
INJECTIONS = [
    "x\r\nBcc: evil@x.example",
    "x\nBcc: evil@x.example\n\nbody",
    "=?utf-8?q?x=0D=0ABcc:_evil@x.example?=",
    "=?utf-8?q?x=0A=0Abody?=",
    "\0\x1b[31m\x85\u2028\u2029x",
]


def read(content: bytes) -> EmailMessage:
    parsed = email.message_from_string(content.decode(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def bodies(parsed: EmailMessage) -> list[str]:
    """With single line ends; on the wire they are double."""
    return [part.get_content().replace("\r\n", "\n") for part in parsed.iter_parts()]


def written(**changes: str) -> EmailMessage:
    return read(message.write(LETTER._replace(**changes), NOW).as_bytes())


def test_the_headers() -> None:
    parsed = written(sender_name="Ada Lovelace")
    assert dict(parsed.items()) == {
        "From": "Ada Lovelace <ada@home.example>",
        "To": "me@x.example",
        "Subject": "netlog: thank Belinda",
        "Date": "Sun, 22 Nov 2026 07:30:00 +0000",
        "Message-ID": parsed["Message-ID"],
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": parsed["Content-Type"],
    }
    assert parsed["Message-ID"].endswith("@home.example>")
    assert parsed.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize("ending", ["", "\n"])
def test_both_bodies_say_what_they_said(ending: str) -> None:
    text = f"Say thank you\n  {ODD}\n.\n..\nFrom here = there  \n\t{'long ' * 300}{ending}"
    html = f"<!doctype html><p>{ODD} {'x' * 3000}</p>{ending}"
    parsed = written(text=text, html=html)
    parts = list(parsed.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in parts] == ["utf-8", "utf-8"]
    assert bodies(parsed) == [text.removesuffix("\n") + "\n", html.removesuffix("\n") + "\n"]


@given(text=st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])))
@settings(max_examples=50)
def test_any_text_arrives(text: str) -> None:
    expected = text if text.endswith("\n") else f"{text}\n"
    assert bodies(written(text=text, html=text)) == [expected, expected]


@given(text=st.text(st.characters(exclude_categories=["Cs"])), subject=st.text())
@settings(max_examples=50)
@example(text="x" * 5000, subject="王" * 500)
def test_it_passes_every_server(text: str, subject: str) -> None:
    """Lines as RFC 5322 wants them, in ASCII."""
    subject = subject.encode(errors="replace").decode()
    content = message.write(LETTER._replace(text=text, html=text, subject=subject), NOW).as_bytes()
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")


def test_the_same_letter_gives_the_same_bytes() -> None:
    def content(letter: Letter, now: datetime = NOW) -> bytes:
        return message.write(letter, now).as_bytes()

    assert content(LETTER) == content(LETTER)
    ids = {
        read(one)["Message-ID"]
        for one in (
            content(LETTER),
            content(LETTER._replace(text="other")),
            content(LETTER._replace(recipient="b@x.example")),
            content(LETTER, NOW.replace(second=1)),
        )
    }
    assert len(ids) == 4


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_becomes_a_header(text: str) -> None:
    parsed = written(subject=text, sender_name=text)
    assert sorted(parsed.keys()) == sorted(written(sender_name="Ada").keys())
    assert str(parsed["Subject"]).isprintable()
    assert [one.addr_spec for one in parsed["From"].addresses] == ["ada@home.example"]
    assert len(list(parsed.iter_parts())) == 2


@pytest.mark.parametrize(
    "name",
    [ODD, "Müller, Ada", 'Robert "Bob" Smith', "Ada (home)", "Ana <y@z.example>", "王小明", "a\\b"],
)
def test_names_arrive_as_they_are(name: str) -> None:
    parsed = written(subject=name, sender_name=name)
    assert parsed["Subject"] == name
    (sender,) = parsed["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, "ada@home.example")


@given(name=st.text(st.sampled_from("""ab "\\,.;:()<>@=?é王🙂'[]-""")))
@example(name='"' * 80)
@example(name="Eve, <e@z.example>, " * 5)
@example(name='é, "Eve" <e@z.example>, ' * 9)
def test_no_name_becomes_another_mailbox(name: str) -> None:
    content = message.write(LETTER._replace(sender_name=name), NOW).as_bytes().decode()
    field = content.replace("\r\n ", " ").split("\r\n")[0]
    assert field.startswith("From: ")
    assert [box.address for box in split_mailboxes(field[6:])] == ["ada@home.example"]
    assert [one.addr_spec for one in read(content.encode())["From"].addresses] == [
        "ada@home.example"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "o'neil+net@x.example",
        "-f@x.example",
        f"{'a' * 64}@{'sub.' * 40}example",
        "jörg@x.example",
        "ada@bücher.example",
        "王@例.example",
    ],
)
def test_addresses_arrive_as_they_are(address: str) -> None:
    parsed = written(sender=address, recipient=address)
    assert parsed["From"].addresses[0].addr_spec == address
    assert parsed["To"].addresses[0].addr_spec == address
    assert parsed["Message-ID"].endswith(f"@{address.rpartition('@')[2]}>")


def test_an_import_of_mail_knows_it_for_automatic() -> None:
    written = message.write(LETTER, NOW)
    content = written.as_bytes(policy=written.policy.clone(linesep="\n"))
    (letter,) = mbox.read(io.BytesIO(b"From x@x.example Sun Nov 22 07:30:00 2026\n" + content))
    assert isinstance(letter, mbox.Letter)
    assert letter.automatic == "automatic"


@pytest.mark.parametrize("hostile", [*INJECTIONS, ODD, "a, b <c@x.example>", "x" * 300])
def test_a_draft_bears_hostile_names_and_goes_to_nobody_else(hostile: str) -> None:
    to = [(hostile, "ana@x.example"), (hostile, "王@x.example")]
    written = message.write_draft((hostile, "me@x.example"), to, hostile, f"{hostile}\n")
    mail = read(written.as_bytes())
    assert {name.lower() for name in mail} <= {
        "from", "to", "subject", "x-unsent", "content-type", "content-transfer-encoding",
        "mime-version",
    }  # fmt: skip
    addresses = [address for _, address in split_mailboxes(str(mail["To"]))]
    assert addresses == ["ana@x.example", "王@x.example"]
    assert mail["X-Unsent"] == "1"


def test_a_draft_without_addresses_is_left_to_the_mail_program() -> None:
    mail = read(message.write_draft(("Me", ""), [], "hello", "text\n").as_bytes())
    assert (mail["From"], mail["To"], mail["Date"]) == (None, None, None)
    assert mail["Subject"] == "hello"
