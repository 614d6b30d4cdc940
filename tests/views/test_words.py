"""Short words for people, and text that cannot act on a terminal."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from netlog.views import words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada [acme] :smile: Lovelace", "Ada [acme] :smile: Lovelace"),
        ("王小明 🙂 Ame\u0301lie יוסי", "王小明 🙂 Ame\u0301lie יוסי"),
        ("👨‍👩‍👧 with joiners", "👨‍👩‍👧 with joiners"),
        ("two\nlines\tand\ra tab", "two lines and a tab"),
        ("\x1b[31mred\x07\x00", "␛[31mred␇␀"),
        ("del\x7f", "del␡"),
        ("csi\x9b31m nel\x85", "csi<009B>31m nel<0085>"),
        ("\u202eevil\u2066", "<202E>evil<2066>"),
        ("line\u2028separator", "line<2028>separator"),
        ("half a pair \ud83d", "half a pair <D83D>"),
    ],
)
def test_text_is_shown_and_never_acts(text: str, shown: str) -> None:
    assert words.safe(text) == shown


@given(st.text(st.characters(), max_size=30))
def test_no_control_character_is_left(text: str) -> None:
    shown = words.safe(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert words.safe(shown) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes"), (1200, "1,200 notes")]
)
def test_things_are_counted(number: int, shown: str) -> None:
    assert words.count(number, "note") == shown


@pytest.mark.parametrize(
    ("thing", "several"), [("note", "notes"), ("vouch", "vouches"), ("person", "people")]
)
def test_what_several_things_are_called(thing: str, several: str) -> None:
    assert (words.plural(1, thing), words.plural(0, thing)) == (thing, several)


@pytest.mark.parametrize("stars", range(1, 6))
def test_five_stars_always_take_five_cells(stars: int) -> None:
    assert words.stars_of_five(stars) == "★" * stars + "☆" * (5 - stars)
    assert words.stars(stars) == "★" * stars


def test_a_depth_takes_five_cells_also_where_there_is_none() -> None:
    assert [words.dots(depth) for depth in (None, 1, 3, 5)] == ["     ", "●○○○○", "●●●○○", "●●●●●"]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], ""),
        ([0, 0], "··"),
        ([1, 2, 4, 8, 0], "▁▂▄█·"),
        ([5], "█"),
        ([1, 1000], "▁█"),
    ],
)
def test_counts_become_blocks(counts: list[int], shown: str) -> None:
    assert words.sparkline(counts) == shown


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Ada", 3),
        ("Ame\u0301lie", 6),
        ("王小明", 6),
        ("Ｗｉｄｅ", 8),
        ("प्रिया", 3),
        ("🙂 Zoë", 6),
        ("👍🏽", 2),
        ("👨‍👩‍👧 with joiners", 15),
        ("❤\ufe0f", 2),
        ("a\u200bb\ufeff", 2),
        ("\u200d", 0),
        ("", 0),
    ],
)
def test_the_room_that_a_text_takes(text: str, cells: int) -> None:
    assert words.width(text) == cells == cell_len(text)


# Rich's table of widths is newer than Python's, so it knows more characters.
WORDS = st.text(st.sampled_from("aé王🙂\u0301ي–Ｗ,"), min_size=1, max_size=12)


@given(st.lists(WORDS, max_size=12), st.integers(2, 30))
def test_lines_are_broken_between_words_alone(given: list[str], room: int) -> None:
    lines = words.wrap(" ".join(given), room)
    assert "".join(lines).replace(" ", "") == "".join(given)
    for line in lines:
        assert words.width(line) == cell_len(line)
        assert cell_len(line) <= room or line in given
    narrow = [word for word in given if not any(letter in "王🙂Ｗ" for letter in word)]
    assert set(narrow) <= set(" ".join(lines).split())


@given(st.lists(WORDS, max_size=12), st.integers(2, 30))
def test_with_folding_no_line_is_longer_than_its_room(given: list[str], room: int) -> None:
    lines = words.wrap(" ".join(given), room, fold=True)
    assert "".join(lines).replace(" ", "") == "".join(given)
    assert all(words.width(line) <= room for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" two\n\twords ", ["two words"]),
        ("ten cells, then more", ["ten cells,", "then more"]),
        ("see https://example.org now", ["see", "https://example.org", "now"]),
        ("王小明王小明 on", ["王小明王小", "明 on"]),
    ],
)
def test_texts_are_wrapped(text: str, lines: list[str]) -> None:
    assert words.wrap(text, 10) == lines
