"""What a text is about, and how its words are spelled back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netlog.core.stems import Stems

STEMS = Stems()
MANY = settings(max_examples=100, deadline=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("designers", "Design"),
        ("CAFÉ", "cafes"),
        ("investors", "investor"),
        ("companies", "company’s"),
        ("women", "(Woman)"),
        ("theses", "a thesis"),
        ("buses", "bus"),
        ("diseñadores", "DISENADOR"),
        ("développeurs", "développeur"),
        ("资金", "资金"),
        ("c++,", "(C++)"),
        ("🎸", "a 🎸"),
    ],
)
def test_words_that_are_the_same(one: str, other: str) -> None:
    assert STEMS.of(one) == STEMS.of(other) != frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++", "C#"),
        ("C", "C++"),
        ("marketing", "markers"),
        ("Ana", "Anna"),
        ("王", "玉"),
        ("IT support", "is it funding"),
        ("a flat in LA", "la casa"),
        ("un diseñador para la tienda", "un abogado para la empresa"),
        ("eine Wohnung für die Familie", "Hilfe für eine Firma"),
    ],
)
def test_words_that_are_not(one: str, other: str) -> None:
    assert STEMS.of(one).isdisjoint(STEMS.of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("start-up", "startups"),
        ("front‑end", "the frontend"),
        ("cloud-native", "native cloud!"),
        ("IT support", "IT, and more"),
    ],
)
def test_words_that_have_something_in_common(one: str, other: str) -> None:
    assert not STEMS.of(one).isdisjoint(STEMS.of(other))


@pytest.mark.parametrize("text", ["", "  ", "help with the", "Needs someone who offers it", "?!"])
def test_words_of_any_sentence_say_nothing(text: str) -> None:
    assert STEMS.of(text) == frozenset()


def test_without_spaces_neighbours_are_words() -> None:
    assert STEMS.of("資金調達") == {"資金", "金調", "調達"}
    assert STEMS.of("王") == {"王"}


@pytest.mark.parametrize(
    ("text", "wanted", "words"),
    [
        ("Two (senior) Designers, please", "design", ("Designers",)),
        ("design: designers", "design", ("design",)),
        ("“Café” owners’", "cafe", ("Café",)),
        ("a cloud-native team", "cloud", ("cloud-native",)),
        ("हिन्दी शिक्षक", "हिन्दी", ("हिन्दी",)),
        ("#hiring", "hiring", ("hiring",)),
        ("C++!", "C++", ("C++",)),
        ("資金調達の相談", "資金調達", ("資金調達",)),
        ("資金調達の相談", "資金 相談", ("資金…相談",)),
    ],
)
def test_words_are_spelled_as_they_were_written(
    text: str, wanted: str, words: tuple[str, ...]
) -> None:
    assert STEMS.spell(text, STEMS.of(wanted)) == words


@MANY
@example("ா\x1b㐀")
@given(st.text(max_size=40) | st.sampled_from(['Ana [x] "Z" O\'Neil 王 🙂', "\u0301", "王\u200d"]))
def test_any_text_is_read_and_all_its_words_are_spelled(text: str) -> None:
    stems = STEMS.of(text)
    words = STEMS.spell(text, stems)
    assert bool(words) == bool(stems)
    assert all(word and "\n" not in word for word in words)
    assert STEMS.of(text.upper()).isdisjoint({""})
    assert STEMS.spell(text, frozenset()) == ()
