"""Words that stand in a line."""

from __future__ import annotations

import pytest

from netlog.core.excerpt import joined


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
