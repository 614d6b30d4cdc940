"""Days in words: the edges at which one word gives way to the next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.daywords import (
    ago,
    ago_in_short,
    birthday,
    calendar_day,
    count_days,
    days_ago,
    every_days,
    long_day,
    name_day,
    on_day,
    rhythm,
    short_day,
)
from netlog.core.model import Birthday

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("away", "named", "in_a_sentence"),
    [
        (-400, "18 Oct 2025", "on 18 Oct 2025"),
        (-330, "27 Dec 2025", "on 27 Dec 2025"),
        (-329, "28 Dec", "on 28 Dec"),
        (-7, "15 Nov", "on 15 Nov"),
        (-6, "Monday", "on Monday"),
        (-2, "Friday", "on Friday"),
        (-1, "yesterday", "yesterday"),
        (0, "today", "today"),
        (1, "tomorrow", "tomorrow"),
        (2, "Tuesday", "on Tuesday"),
        (6, "Saturday", "on Saturday"),
        (7, "29 Nov", "on 29 Nov"),
        (365, "22 Nov 2027", "on 22 Nov 2027"),
    ],
)
def test_a_day_has_a_name(away: int, named: str, in_a_sentence: str) -> None:
    day = SUNDAY + timedelta(away)
    assert (name_day(day, SUNDAY), on_day(day, SUNDAY)) == (named, in_a_sentence)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "on 8 Nov"),
        (329, "on 28 Dec"),
        (330, "in Dec 2025"),
        (-2, "on Tuesday"),
    ],
)
def test_how_long_ago_a_day_was(days: int, words: str) -> None:
    assert ago(SUNDAY - timedelta(days), SUNDAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days"),
        (13, "13 days"),
        (14, "8 Nov"),
        (329, "28 Dec"),
        (330, "Dec 2025"),
        (-1, "23 Nov"),
        (-465, "Mar 2028"),
    ],
)
def test_a_column_has_room_for_less(days: int, words: str) -> None:
    assert ago_in_short(SUNDAY - timedelta(days), SUNDAY) == words


@given(st.integers(0, 329), st.integers(0, 329))
def test_two_days_of_a_year_never_look_the_same(one: int, other: int) -> None:
    shown = {ago_in_short(SUNDAY - timedelta(back), SUNDAY) for back in (one, other)}
    assert len(shown) == len({one, other})


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (400, "400 days ago")],
)
def test_a_silence_is_counted_out_however_long(days: int, words: str) -> None:
    assert days_ago(days) == words


@pytest.mark.parametrize(
    ("days", "counted", "rhythm"),
    [
        (0, "0 days", "every 0 days"),
        (1, "1 day", "every day"),
        (2, "2 days", "every 2 days"),
        (1200, "1200 days", "every 1200 days"),
    ],
)
def test_days_are_counted(days: int, counted: str, rhythm: str) -> None:
    assert (count_days(days), every_days(days)) == (counted, rhythm)


def test_days_of_the_calendar() -> None:
    day = date(2026, 3, 1)
    assert short_day(day) == "1 Mar"
    assert long_day(day) == "1 March 2026"
    assert calendar_day(day) == "Sunday 1 March"
    assert birthday(Birthday(2, 29)) == "29 February"
    assert birthday(Birthday(2, 29, 1988)) == "29 February 1988"


@pytest.mark.parametrize(
    ("every", "words"),
    [
        ("1d", "every day"),
        ("10d", "every 10 days"),
        ("6w", "every 6 weeks"),
        ("1m", "every month"),
        ("3m", "every 3 months"),
        ("100y", "every 100 years"),
    ],
)
def test_a_rhythm(every: str, words: str) -> None:
    assert rhythm(every) == words
