"""Repeating follow-ups: the ends of months, leap years, and no drift."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.dates import Every, parse_every
from netlog.core.followup import next_due
from netlog.errors import BadInput


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def series(anchor: date, every: Every, count: int) -> list[date]:
    """The days a follow-up falls due, each done before the next."""
    found = [anchor]
    while len(found) < count:
        found.append(next_due(anchor, found[-1], every))
    return found


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("10d", days("2026-11-22", "2026-12-02", "2026-12-12")),
        ("3w", days("2026-11-22", "2026-12-13", "2027-01-03")),
        ("1w", days("2026-01-31", "2026-02-07", "2026-02-14")),
        ("2m", days("2026-11-22", "2027-01-22", "2027-03-22")),
        ("quarter", days("2026-09-30", "2026-12-31", "2027-03-31", "2027-06-30")),
        ("1m", days("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31")),
        ("1m", days("2028-01-31", "2028-02-29", "2028-03-31")),
        ("1m", days("2026-04-30", "2026-05-31", "2026-06-30")),
        ("1m", days("2026-02-28", "2026-03-31")),
        ("1m", days("2026-01-30", "2026-02-28", "2026-03-30", "2026-04-30", "2026-05-30")),
        ("1m", days("2028-02-28", "2028-03-28")),
        ("1m", days("2026-12-05", "2027-01-05")),
        ("1y", days("2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29")),
        ("1y", days("2096-02-29", "2097-02-28")),
        ("4y", days("2096-02-29", "2100-02-28", "2104-02-29")),
        ("1y", days("2026-06-30", "2027-06-30")),
    ],
)
def test_a_series_keeps_to_its_anchor(every: str, expected: list[date]) -> None:
    assert series(expected[0], parse_every(every), len(expected)) == expected


@pytest.mark.parametrize(
    ("anchor", "snoozed_to", "every", "expected"),
    [
        pytest.param("2026-11-02", "2026-11-05", "1w", "2026-11-09", id="within its week"),
        pytest.param("2026-11-02", "2026-11-09", "1w", "2026-11-16", id="onto the next one"),
        pytest.param("2026-11-02", "2026-11-20", "1w", "2026-11-23", id="past two of them"),
        pytest.param("2026-01-31", "2026-02-27", "1m", "2026-02-28", id="the day before one"),
        pytest.param("2026-01-31", "2026-03-03", "1m", "2026-03-31", id="into another month"),
        pytest.param("2024-02-29", "2025-03-01", "1y", "2026-02-28", id="past 28 February"),
        pytest.param("2026-03-15", "2026-01-10", "1m", "2026-03-15", id="before the anchor"),
    ],
)
def test_a_snooze_does_not_move_the_rhythm(
    anchor: str, snoozed_to: str, every: str, expected: str
) -> None:
    first, due, following = days(anchor, snoozed_to, expected)
    assert next_due(first, due, parse_every(every)) == following


@pytest.mark.parametrize("every", ["1d", "1w", "1m", "1y"])
def test_a_rhythm_ends_with_the_calendar(every: str) -> None:
    assert next_due(date(9999, 11, 15), date(9999, 11, 14), parse_every(every)).year == 9999
    with pytest.raises(BadInput):
        next_due(date(9999, 11, 15), date(9999, 12, 31), parse_every(every))


EVERY = st.builds(Every, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"]))
MONTHLY = st.builds(Every, st.integers(1, 40), st.sampled_from(["month", "year"]))
ANCHORS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MANY = settings(max_examples=80, deadline=None)


@MANY
@given(ANCHORS, st.integers(0, 300), EVERY)
def test_the_next_day_is_the_first_of_the_series_that_is_later(
    anchor: date, later: int, every: Every
) -> None:
    due = anchor + timedelta(later)
    whole = series(anchor, every, 2)
    while whole[-1] <= due:
        whole.append(next_due(anchor, whole[-1], every))
    assert next_due(anchor, due, every) == whole[-1]
    assert all(a < b for a, b in pairwise(whole))


@MANY
@given(ANCHORS, EVERY)
def test_a_series_is_what_one_long_step_gives(anchor: date, every: Every) -> None:
    # Counted from the anchor, so the fifth day is four rhythms away, but for the ends of months.
    fifth = series(anchor, every, 5)[-1]
    far = Every(4 * every.number, every.unit).after(anchor)
    assert (fifth.year, fifth.month) == (far.year, far.month)
    assert fifth >= far
    if anchor.day <= 27:
        assert fifth == far


@MANY
@given(ANCHORS, MONTHLY)
def test_the_last_day_of_a_month_stays_the_last_day(anchor: date, every: Every) -> None:
    last = anchor.replace(day=monthrange(anchor.year, anchor.month)[1])
    for due in series(last, every, 8):
        assert due.day == monthrange(due.year, due.month)[1]


@MANY
@given(ANCHORS, MONTHLY)
def test_a_month_too_short_does_not_make_the_others_short(anchor: date, every: Every) -> None:
    if anchor.day == monthrange(anchor.year, anchor.month)[1]:
        anchor -= timedelta(1)
    for due in series(anchor, every, 14):
        assert due.day == min(anchor.day, monthrange(due.year, due.month)[1])
