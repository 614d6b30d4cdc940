"""Bars of blocks."""

from __future__ import annotations

import pytest

from netlog.views.chart import bar
from netlog.views.words import width


@pytest.mark.parametrize(
    ("value", "most", "drawn"),
    [
        (0, 10, ""),
        (-1, 10, ""),
        (0, 0, ""),
        (5, 0, ""),
        (10, 10, "████"),
        (99, 10, "████"),
        (5, 10, "██"),
        (5.3125, 10, "██▏"),
        (9.6875, 10, "███▉"),
        (0.001, 10, "▏"),
    ],
)
def test_a_bar_is_as_long_as_its_share(value: float, most: float, drawn: str) -> None:
    assert bar(value, most, 4) == drawn


def test_a_greater_value_is_never_shorter() -> None:
    drawn = [bar(value, 100, 7) for value in range(101)]
    assert all(width(each) <= 7 for each in drawn)
    lengths = [len(each) * 8 - (8 - "▏▎▍▌▋▊▉█".index(each[-1])) for each in drawn[1:]]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == 7 * 8
