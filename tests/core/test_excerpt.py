"""Words that stand in a line."""

from __future__ import annotations

import pytest

from netlog.core.excerpt import joined, joined_some


@pytest.mark.parametrize(
    ("words", "last", "line"),
    [
        (["A"], "and", "A"),
        (["A", "B"], "and", "A and B"),
        (["A", "B", "C"], "or", "A, B or C"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], last: str, line: str) -> None:
    assert joined(words, last) == line


@pytest.mark.parametrize(("most", "line"), [(3, "A, B and C"), (2, "A, B and 1 more")])
def test_of_many_words_the_first_and_how_many_more(most: int, line: str) -> None:
    assert joined_some(["A", "B", "C"], most) == line
