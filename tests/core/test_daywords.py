"""Days in words: the edges at which one word gives way to the next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from netlog.core.daywords import ago, name_day, on_day

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
