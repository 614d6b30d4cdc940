from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.model import Channel, Direction, Problem
from netlog.errors import BadInput
from netlog.formats import friends
from netlog.formats.entry import Card, Entry, Remark, Skipped

SAMPLE = Path(__file__).parents[3] / "shared/data/mail/friends.md"

FILE = """\
### Activities:
- 2018-02-06: @science:indoors: **Nora Born** and **Ada Keller** toured _Atlantis_' gardens.
- 2018-01-04: Lunch with **Ada Keller** and **Grace Shah**. @food
- 2017-11-15: Talked to **Grace Shah** on the phone, write to her at me@acme.example.

### Notes:
- 2018-06-15: **Ada Keller** got a building named after her in _Paris_. @navy
- 2018-06-16: **Ada Keller** and **Leo Stranger** won a prize.

### Friends:
- Ada Keller (a.k.a. The Admiral a.k.a. Amazing Ada) [New York] @navy @science
- Grace Shah [Atlantis]
- Nora Born (a.k.a. Norm) @science:outdoors

### Locations:
- Atlantis
- Paris (a.k.a. The City)
"""


def read(text):
    data = text.encode() if isinstance(text, str) else text
    return list(friends.read(io.BytesIO(data)))


def read_friend(line):
    [card] = read(f"### Friends:\n{line}\n")
    return card


def read_activity(line):
    [entry] = read(f"### Activities:\n{line}\n")
    return entry


def test_friends_come_first_with_their_notes():
    ada, grace, nora, stranger, *entries = read(FILE)
    contact = ada.contact
    assert (contact.name, contact.city, contact.uid) == ("Ada Keller", "New York", "")
    assert contact.aliases == ("The Admiral", "Amazing Ada")
    assert contact.tags == ("navy", "science")
    assert ada.place == "line 11"
    assert ada.remarks == (
        Remark("Ada Keller got a building named after her in Paris. #navy", date(2018, 6, 15)),
        Remark("Ada Keller and Leo Stranger won a prize.", date(2018, 6, 16)),
    )
    assert (grace.contact.city, grace.remarks) == ("Atlantis", ())
    assert nora.contact.tags == ("science:outdoors",)
    assert (stranger.contact.name, stranger.place) == ("Leo Stranger", "line 8")
    assert len(stranger.remarks) == 1
    assert all(isinstance(entry, Entry) for entry in entries)


def test_an_activity_is_a_touchpoint_without_its_marks():
    tour, lunch, call = read(FILE)[-3:]
    assert [guest.name for guest in tour.guests] == ["Nora Born", "Ada Keller"]
    assert {guest.direction for guest in tour.guests} == {Direction.BOTH}
    touchpoint = tour.touchpoint
    assert touchpoint.note == "#science:indoors: Nora Born and Ada Keller toured Atlantis' gardens."
    assert (touchpoint.place, touchpoint.tags) == ("Atlantis", ("science:indoors",))
    assert (touchpoint.channel, touchpoint.on) == (Channel.MEETING, date(2018, 2, 6))
    assert (lunch.touchpoint.channel, lunch.touchpoint.tags) == (Channel.MEAL, ("food",))
    assert (call.touchpoint.channel, call.touchpoint.tags) == (Channel.CALL, ())
    assert "me@acme.example" in call.touchpoint.note


def test_a_source_id_stays_where_the_file_is_sorted_anew():
    entries = [each.touchpoint.source_id for each in read(FILE) if isinstance(each, Entry)]
    longer = FILE.replace("### Activities:\n", "### Activities:\n- 2020-01-01: **Ada Keller**\n")
    again = [each.touchpoint.source_id for each in read(longer) if isinstance(each, Entry)]
    assert len(set(entries)) == 3
    assert again[1:] == entries


@pytest.mark.parametrize(
    ("line", "name", "aliases", "city", "tags"),
    [
        ("- Bo", "Bo", (), "", ()),
        ("Bo Li", "Bo Li", (), "", ()),
        ("* Bo Li  [Oslo]", "Bo Li", (), "Oslo", ()),
        ("- Bo (a.k.a. B a.k.a. b a.k.a. Bo)", "Bo", ("B",), "", ()),
        ('- Ana [x] "Z" O\'Neil 王 🙂', 'Ana [x] "Z" O\'Neil 王 🙂', (), "", ()),
        ("- Bo (work) @a @a:b-c", "Bo (work)", (), "", ("a", "a:b-c")),
        ("- Bo @ Acme", "Bo @ Acme", (), "", ()),
    ],
)
def test_reads_a_friend(line, name, aliases, city, tags):
    contact = read_friend(line).contact
    assert (contact.name, contact.aliases, contact.city) == (name, aliases, city)
    assert contact.tags == tags


@pytest.mark.parametrize(
    ("line", "direction", "channel"),
    [
        ("E-mailed **Bo**", Direction.OUT, Channel.EMAIL),
        ("**Chase Call** and I went home", Direction.BOTH, Channel.MEETING),
        ("Party with **Bo**", Direction.BOTH, Channel.EVENT),
    ],
)
def test_the_words_say_how_and_in_which_direction(line, direction, channel):
    entry = read_activity(f"- 2018-01-04: {line}")
    assert entry.touchpoint.channel is channel
    assert entry.guests[0].direction is direction


def test_somebody_named_twice_is_one_guest_and_snake_case_is_no_place():
    entry = read_activity("- 2018-1-4: **Bo** saw my_own_file, and **bo** liked it")
    assert [guest.name for guest in entry.guests] == ["Bo"]
    assert entry.touchpoint.place == ""
    assert entry.touchpoint.note == "Bo saw my_own_file, and bo liked it"
    assert entry.touchpoint.on == date(2018, 1, 4)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- Lunch with **Bo**", "it does not begin with a day, like 2018-01-04:"),
        ("- Jan 4: Lunch with **Bo**", "it does not begin with a day, like 2018-01-04:"),
        ("- 2018-02-30: Lunch with **Bo**", "2018-02-30 is no day of the calendar"),
        ("- 2018-02-03:", "it says nothing but its day"),
        ("- 2018-02-03: **" + "B" * 300 + "**", "a name has at most 200"),
        ("- 2018-02-03: " + "x" * 70_000, "it is longer than 64 KB"),
    ],
)
@pytest.mark.parametrize("section", ["Activities", "Notes"])
def test_a_line_that_cannot_be_read_is_a_problem_in_its_place(section, line, reason):
    problem, card = read(f"### {section}:\n{line}\n\n### Friends:\n- Ada\n")[
        :: -1 if section[0] == "A" else 1
    ]
    assert isinstance(problem, Problem)
    assert problem.place == "line 2"
    assert reason in problem.reason
    assert isinstance(card, Card)


def test_what_names_no_friend_is_left_out():
    assert read_activity("- 2018-01-04: Slept.") == Skipped("line 2", "naming no friend")
    assert read("### Notes:\n- 2018-01-04: Rain\n") == [Skipped("line 2", "naming no friend")]


def test_a_line_under_no_heading_is_a_problem():
    problem, card = read("Some text\n### Friends:\n- Ada\n")
    assert problem.place == "line 1"
    assert card.contact.name == "Ada"
    problem, _ = read("### Friends:\n- Ada\n\n### Enemies:\n- Bo\n")
    assert (problem.place, "heading" in problem.reason) == ("line 5", True)


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "### Activities:\n\n### Friends:\n"])
def test_an_empty_file_yields_nothing(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["# My notes\nhello", "BEGIN:VCARD", "\0\0\1", "PK\3\4", '{"a": 1}', "x" * 100_000]
)
def test_another_file_is_refused(text):
    with pytest.raises(BadInput, match=r"not a friends\.md"):
        read(text)


def test_a_file_without_end_is_refused():
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            return b"x" * size

    with pytest.raises(BadInput, match="larger than 32 MB"):
        list(friends.read(Endless()))


@pytest.mark.parametrize(
    "data",
    [
        FILE.encode().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + FILE.encode(),
        FILE.encode().rstrip(b"\n"),
        FILE.replace("### ", "#").replace(":\n", "\n").encode(),
    ],
    ids=["CRLF", "BOM", "no final newline", "another heading"],
)
def test_other_ends_and_headings_make_no_difference(data):
    assert read(data) == read(FILE)


def test_windows_letters_are_read():
    assert read("### Friends:\n- José\n".encode("cp1252"))[0].contact.name == "José"


def test_control_characters_do_not_stay():
    [card] = read("### Friends:\n- A\0da [Par\0is]\n")
    assert (card.contact.name, card.contact.city) == ("A da", "Par is")


@pytest.mark.parametrize(
    "text",
    [
        "@a " * 20_000 + "x",
        "(a.k.a. " * 8000,
        "[" * 60_000,
        "a" + " " * 60_000 + "b",
        "**a" * 20_000,
        " _a" * 20_000,
        "@a" * 30_000,
    ],
    ids=lambda text: text[:6],
)
def test_a_line_made_to_be_slow_is_read(text):
    for section in ("Friends:\n- ", "Activities:\n- 2018-01-04: "):
        assert len(read(f"### {section}{text}\n")) == 1


PIECES = st.sampled_from(
    [
        *"#-*_@[]():\n\0 é🙂王",
        *("###", "Friends", "Activities:", "Notes:", "2018-01-04: ", "**", "**Bo**"),
        *("a.k.a. ", "\r", "\ufeff", "Ada"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join), st.booleans())
def test_any_text_is_read_or_refused(text, headed):
    if headed:
        text = f"### Activities:\n{text}\n### Friends:\n{text}\n### Notes:\n{text}"
    try:
        found = read(text)
    except BadInput:
        assert not headed
        return
    assert all(isinstance(each, Card | Entry | Skipped | Problem) for each in found)
    assert all(each.place.startswith("line ") for each in found)


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data):
    assert isinstance(read(b"### Friends:\n" + data), list)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample is not here")
def test_reads_a_true_file_whole():
    found = read(SAMPLE.read_bytes())
    assert [type(each) for each in found] == [Card] * 3 + [Entry] * 4
    assert sum(len(each.remarks) for each in found if isinstance(each, Card)) == 2
