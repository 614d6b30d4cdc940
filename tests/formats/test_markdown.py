from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.introductions import Answer, Introduction, Outcome, Side
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Favour,
    FollowUp,
    Interest,
    Intros,
    Kind,
    Note,
    Participant,
    Point,
    Post,
    Touchpoint,
    Vouch,
    Want,
)
from netlog.formats.headers import fold_space
from netlog.formats.markdown import Chapter, write

MarkdownIt = pytest.importorskip("markdown_it").MarkdownIt
TODAY = date(2026, 11, 22)
DAY = date(2026, 3, 4)
SIDES = Side(1, "Ada", Answer.YES, DAY, 1, DAY), Side(2, "Bo Li", Answer.ASKED, DAY, 1)
ADA = Chapter(
    Contact(
        1, "u", "Ada Lovelace", "Acme", "Analyst", "London", Birthday(12, 10), "PyCon", DAY,
        circle="close", cadence_days=20, intros=Intros.OPEN, about="likes tea\nand maps",
        archived=True, added_on=DAY, points=(Point("email", "a_b@x.example", "", "work"),),
        aliases=("Countess",), tags=("mentor",), snoozed_until=TODAY,
    ),
    "Priya Shah",
    [("Bo Li", "school")],
    [FollowUp(1, 1, "Ada", "call", DAY, DAY, "3w")],
    [Note(1, 1, DAY, "has a cat")],
    [Interest(1, 1, "Ada", Want.CARES, "rivers", DAY)],
    [Vouch(1, 1, "Ada", 4, "kind", DAY)],
    [Favour(1, 1, "Ada", Kind.RECEIVED, "a hint", 2, DAY, 1, TODAY, "thanked")],
    [Introduction(1, *SIDES, "maps", DAY, TODAY, outcome=Outcome.GOOD, outcome_on=TODAY)],
    [Post(1, 1, "Initech", "clerk", DAY)],
    [
        Touchpoint(
            1, DAY, Channel.CALL, "1. the plan", time(9, 5), 3, 20, "Oslo", ("work",),
            (
                Participant(1, "Ada Lovelace", Direction.OUT, awaits_reply=True),
                Participant(2, "Bo Li", Direction.BOTH),
            ),
        )
    ],
)  # fmt: skip

BOOK = """\
# Networking journal

As of 2026-11-22: 1 person.

## To do, for nobody in particular

- by 2026-03-04: send invoices

## Ada Lovelace

- Organisation: Acme
- Title: Analyst
- City: London
- Birthday: --12-10
- Also called: Countess
- Tags: mentor
- E-mail (work): a\\_b@x.example
- Met: 2026-03-04, PyCon
- Introduced by: Priya Shah
- Circle: close, every 20 days
- Snoozed until: 2026-11-22
- May be introduced: open
- About: likes tea\\
  and maps
- Until: 2026-03-04, clerk, Initech
- Knows: Bo Li, school
- Added: 2026-03-04
- Put aside

### To do

- by 2026-03-04, every 3 weeks: call

### Notes

- 2026-03-04: has a cat

### Needs, offers, cares

- 2026-03-04, cares about: rivers

### To work with

- 2026-03-04, 4 of 5: kind

### Favours

- 2026-03-04, received, size 2, thanked 2026-11-22: a hint

### Introductions

- 2026-03-04, to Bo Li, Ada asked 2026-03-04 said yes 2026-03-04, Bo Li asked 2026-03-04, \
made 2026-11-22, came out good 2026-11-22: maps

### Touchpoints

- 2026-03-04 09:05, call to them, with Bo Li, in Oslo, 20 minutes, depth 3, awaits a reply, #work: \
1. the plan
"""


def book(*chapters):
    return "".join(write(chapters, len(chapters), TODAY))


def tokens(text):
    return MarkdownIt("gfm-like", {"linkify": False}).parse(text)


def shape(text):
    """The blocks of a text, and what stands within them, but for words and breaks of lines."""
    words = {"text", "softbreak", "hardbreak", "text_special"}
    return [
        (
            token.type,
            token.tag,
            [each.type for each in token.children or () if each.type not in words],
        )
        for token in tokens(text)
    ]


def words(text):
    return [
        "".join("\n" if each.type == "hardbreak" else each.content for each in token.children)
        for token in tokens(text)
        if token.type == "inline"
    ]


def test_the_whole_book():
    task = FollowUp(2, None, "", "send invoices", DAY, DAY)
    assert "".join(write([ADA], 1, TODAY, [task])) == BOOK


def test_nobody_is_a_book_all_the_same():
    assert book() == "# Networking journal\n\nAs of 2026-11-22: 0 people.\n"


HOSTILE = st.text(
    st.sampled_from("\n\t #>-+=*_`~[]()<>!|&;:.\\1a$^{}\"'王🙂")
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


def hostile(text):
    name = fold_space(text) or "a"
    return ADA._replace(
        contact=ADA.contact._replace(name=name, org=f"a{text}", about=f"a{text}"),
        known=[(name, f"a{text}")],
        notes=[ADA.notes[0]._replace(text=f"a{text}")],
        touchpoints=[ADA.touchpoints[0]._replace(note=f"a{text}", place=f"a{text}")],
    )


@given(HOSTILE)
def test_no_text_is_taken_for_structure(text):
    plain = hostile("")._replace(contact=ADA.contact._replace(name="a", org="a", about="a"))
    assert shape(book(hostile(text))) == shape(book(plain))


@pytest.mark.parametrize(
    "text",
    [
        "# Top", "- item", "1. item", "2) item", "> quoted", "===", "---", "```", "~~~", "    code",
        "<script>alert(1)</script>", "[x](javascript:1)", "![x](y)", "*a* _b_ `c` ~~d~~", "&lt;",
        "| a | b |\n| - | - |", "[x]: https://x.example", "Ana [x] \"Z\" O'Neil 王 🙂", "end\\",
        "Ada #", "a\n# b\n1. c\n- d\n=====\n\n\n> e", "<https://x.example>", "{: .x}", "$a$", ": a",
    ],
)  # fmt: skip
def test_words_come_through_whole(text):
    lines = [fold_space(line) for line in text.splitlines() if line.strip()]
    found = words(book(hostile(text)))
    assert " ".join(lines) in found
    expected = "\n".join(fold_space(line) for line in f"a{text}".splitlines() if line.strip())
    assert f"2026-03-04: {expected}" in found
    assert shape(book(hostile(text))) == shape(
        book(hostile("")._replace(contact=ADA.contact._replace(name="a", org="a", about="a")))
    )
