"""The page of a day as text to send, and the subject it is sent under."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from netlog.core.agenda import Agenda, Section, Week
from netlog.core.agenda_items import Item
from netlog.views import digest
from netlog.views.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

SUNDAY = date(2026, 11, 22)
EMPTY = Agenda(SUNDAY, ())


def line(name: str, text: str = "a tip", step: str = "say so", id: int | None = 1) -> Item:  # noqa: A002
    return Item(id, name, text, step, "netlog done t1")


def alone(*items: Item, key: str = "thank", more: int = 0) -> Agenda:
    return Agenda(SUNDAY, (Section(key, "Say thank you", items, more),))


def flat(text: str) -> str:
    """The text without its layout. Wide characters part lines without a space."""
    return "".join(text.split())


def items_of(page: Agenda) -> list[Item]:
    return [item for section in page.sections for item in section.items]


def test_plain_text(page: Agenda, week: Week) -> None:
    assert (
        digest.text(page, week)
        == """\
Sunday 22 November 2026

Today
  - Kim Ito: you and Lee
    ask both
  - Omar Haddad: send the deck, planned for Friday
    do it, or snooze it to a better day
  - You: visa
    do it, or snooze it to a better day
  - Ana Lucía: birthday on Wednesday
    send them good wishes

Say thank you
  - Belinda Okafor: introduced you to Initech's CTO, 2 days ago
    say thank you, and what came of it
  - 王小明: first met on Thursday (PyCon)
    write that it was good to meet

Answer
  - Sam Keller: wrote on Thursday: "are you free next week?"
    answer, if only with a line

Try again
  - Nadia Rahman: no answer to your e-mail of 7 Nov yet; a third try is
    fine
    try again, with something new or of use to them

Keep warm
  - Priya Shah: last talked 48 days ago, you like to every 30
    ask how things are
  - Person 6: last in touch 37 days ago, you like to every 30
    ask how things are
  - Person 5: last in touch 36 days ago, you like to every 30
    ask how things are
  - Person 4: last in touch 35 days ago, you like to every 30
    ask how things are
  - Person 3: last in touch 34 days ago, you like to every 30
    ask how things are
    +4 more: netlog due

Give first
  - Jo Bloggs: needs a designer, and Lee offers design
    introduce Lee to Jo

An old tie
  - Dr. Zoë Neumann: last in touch yesterday
    say hello; an old tie needs no reason

The week in numbers
  12 touchpoints with 8 people, 2 of them new
  7.5 hours together
  favours: 3 given, 1 received, 2 asked for, 1 thanked for
"""
    )


def test_a_page_with_nothing_says_what_to_do_next() -> None:
    assert digest.text(EMPTY).splitlines()[2:] == [
        "Nothing today. Say hi to somebody?",
        "  netlog hi NAME",
    ]
    assert "`netlog hi NAME`" in digest.markdown(EMPTY)


def test_hostile_text_is_shown_whole_and_does_not_act(hostile: Agenda) -> None:
    text = digest.text(hostile)
    for item in items_of(hostile):
        for part in (item.name, item.text, item.step):
            assert flat(safe(part)) in flat(text)
    assert [safe(line) for line in text.split("\n")] == text.split("\n")


def test_no_line_is_wider_than_mail_has_room(hostile: Agenda, page: Agenda, week: Week) -> None:
    lines = (digest.text(hostile, week) + digest.text(page, week)).splitlines()
    wide = [each for each in lines if cell_len(each) > digest.WIDTH]
    assert wide
    assert all("x" * 100 in each.split("- ")[-1].split(":")[0] for each in wide)


@given(st.text(max_size=90), st.text(max_size=200))
def test_every_line_is_printable_text(name: str, text: str) -> None:
    shown = digest.text(alone(line(name, text)))
    assert [safe(each) for each in shown.split("\n")] == shown.split("\n")
    assert flat(safe(text)) in flat(shown)


@pytest.mark.parametrize(
    ("whole", "more", "words"),
    [
        ("netlog todos", 1, "+1 more: netlog todos"),
        ("netlog due", 1200, "+1,200 more: netlog due"),
    ],
)
def test_what_is_left_out_is_counted(whole: str, more: int, words: str) -> None:
    assert digest.more(Section("todo", "", (), more, whole)) == words


@pytest.mark.parametrize(
    ("week", "sentences"),
    [
        (
            Week(1, 1, 0, 0, 0, 0, 0, 60),
            ("1 touchpoint with 1 person, nobody new", "1 hour together"),
        ),
        (
            Week(1200, 1100, 0, 0, 0, 0, 0, 20),
            ("1,200 touchpoints with 1,100 people, nobody new", "0.3 hours together"),
        ),
        (
            Week(2, 2, 0, 0, 0, 0, 0, 0),
            ("2 touchpoints with 2 people, nobody new",),
        ),
        (
            Week(2, 2, 3, 0, 1, 0, 1, 0),
            ("2 touchpoints with 2 people, 1 of them new", "favours: 3 given, 1 asked for"),
        ),
    ],
)
def test_a_week_in_sentences(week: Week, sentences: tuple[str, ...]) -> None:
    assert digest.describe(week) == sentences


def test_a_week_without_anything_is_no_list_of_noughts() -> None:
    assert digest.describe(Week(0, 0, 0, 0, 0, 0, 0, 0)) == ("a quiet week",)


# Markdown.


def read(markdown: str) -> list[str]:
    """What a reader sees, block by block."""
    parser = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    blocks = []
    for token in parser.parse(markdown):
        if token.type == "inline":
            kinds = {"text", "code_inline"}
            assert token.children is not None
            allowed = kinds | {"strong_open", "strong_close", "em_open", "em_close", "hardbreak"}
            assert {child.type for child in token.children} <= allowed
            blocks.append(
                "".join("\n" if c.type == "hardbreak" else c.content for c in token.children)
            )
    return blocks


def told(items: Iterable[Item]) -> list[str]:
    def line(text: str) -> str:
        return " ".join(safe(text).split())

    return [f"{line(i.name or 'You')}: {line(i.text)}\n{line(i.step)}" for i in items]


def test_markdown_shows_what_was_written(hostile: Agenda) -> None:
    blocks = read(digest.markdown(hostile))
    assert [block for block in blocks if "\n" in block] == told(items_of(hostile))


def test_markdown_has_everything(page: Agenda, week: Week) -> None:
    blocks = read(digest.markdown(page, week))
    assert [block for block in blocks if "\n" in block] == told(items_of(page))
    assert blocks[0] == "Sunday 22 November 2026"
    assert [s.title for s in page.sections] == [
        b for b in blocks if b in {s.title for s in page.sections}
    ]
    assert "+4 more: netlog due" in blocks
    assert blocks[-3:] == list(digest.describe(week))


@given(st.text("ab \\`*_[]()<>&~$|#+-.!:1\n\"'@/wÀ王;", min_size=1, max_size=20).filter(str.strip))
def test_no_name_is_read_as_markdown(name: str) -> None:
    items = [line(name, name, name)]
    assert [b for b in read(digest.markdown(alone(*items))) if "\n" in b] == told(items)


# The subject.


@pytest.mark.parametrize(
    ("sections", "subject"),
    [
        ([], "netlog: Sunday 22 November"),
        ([("thank", [line("Belinda Okafor")])], "netlog: thank Belinda"),
        (
            [("thank", [line("Belinda Okafor")]), ("answer", [line("Sam K")])],
            "netlog: thank Belinda, answer Sam",
        ),
        (
            [("thank", [line("Belinda")] * 3), ("answer", [line("Sam"), line("Jo")])],
            "netlog: thank Belinda, answer Sam, and 3 more",
        ),
        (
            [(key, [line("Al")]) for key in ("nudge", "reconnect", "give", "revive")],
            "netlog: try Al again, write to Al, help Al, and 1 more",
        ),
        ([("todo", [line("", "renew the visa", id=None)])], "netlog: renew the visa"),
        ([("todo", [line("Lee Park")])], "netlog: remember Lee"),
        ([("revive", [line("Dr. No"), line("王小明")])], "netlog: greet Dr. No, and 1 more"),
        ([("revive", [line("J Smith")])], "netlog: greet J Smith"),
        ([("thank", [line("evil\x1b\nBcc:\u202e x")])], "netlog: thank evil␛"),
        ([("thank", [])], "netlog: Sunday 22 November"),
    ],
)
def test_the_subject_names_a_few(sections: list[tuple[str, list[Item]]], subject: str) -> None:
    filled = tuple(Section(key, "", tuple(items), 0) for key, items in sections)
    assert digest.subject(Agenda(SUNDAY, filled)) == subject


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), min_size=1, max_size=4))
def test_a_subject_is_short_and_on_one_line(people: list[tuple[str, str]]) -> None:
    keys = ("todo", "thank", "nudge", "give")
    filled = tuple(
        Section(key, "", (line(name, text),) * 30, 0)
        for key, (name, text) in zip(keys, people, strict=False)
    )
    subject = digest.subject(Agenda(SUNDAY, filled))
    assert len(subject.splitlines()) == 1
    assert safe(subject) == subject
    assert cell_len(subject) <= 70


# Its forms.


@pytest.mark.parametrize(
    ("form", "start"),
    [
        (digest.Form.TEXT, "Sunday 22 November 2026\n"),
        (digest.Form.MD, "# Sunday 22 November 2026\n"),
        (digest.Form.HTML, "<!DOCTYPE html>\n"),
        (digest.Form.JSON, '{\n  "today": "2026-11-22",\n'),
    ],
)
def test_each_form_is_printed_with_one_newline_at_its_end(
    page: Agenda, capsys: pytest.CaptureFixture[str], form: digest.Form, start: str
) -> None:
    digest.digest(page, None, form)
    shown = capsys.readouterr().out
    assert shown.startswith(start)
    assert shown == shown.rstrip() + "\n"
    assert "Priya Shah" in shown
