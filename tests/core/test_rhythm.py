"""Being due and waiting: every edge of a rhythm and of the ladder, and what must always hold."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.model import Circle
from netlog.core.rhythm import (
    Attempt,
    Due,
    Rhythm,
    Tie,
    Waiting,
    due,
    find_rhythm,
    is_asleep,
    waiting,
)
from netlog.core.rules import AGENDA

if TYPE_CHECKING:
    from random import Random

TODAY = date(2026, 11, 22)  # a Sunday
CLOSE = Rhythm(30, 45)
FEW = settings(max_examples=60, deadline=None)

RHYTHMS = st.builds(lambda ideal, more: Rhythm(ideal, ideal + more), *[st.integers(1, 90)] * 2)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def tie(silent: int | None = 10, rhythm: Rhythm | None = CLOSE, **facts: Any) -> Tie:
    """Somebody in a circle and silent for so many days, or never in touch and added long ago."""
    last_on = None if silent is None else ago(silent)
    known: dict[str, Any] = {"id": 1, "name": "Priya", "circle": "close", "added_on": ago(400)}
    return Tie(**{**known, "rhythm": rhythm, "last_on": last_on, **facts})


TIES = st.lists(
    st.builds(
        tie,
        st.none() | st.integers(0, 200),
        RHYTHMS,
        id=st.integers(1, 50),
        name=st.sampled_from(["Ada", "Bo", "Cy"]),
        score=st.none() | st.floats(0, 100),
    ),
    max_size=12,
    unique_by=lambda tie: tie.id,
)


# Due.


@pytest.mark.parametrize(
    ("silent", "state"),
    [
        (0, None),
        (26, None),
        (27, "soon"),
        (30, "soon"),
        (31, "amber"),
        (45, "amber"),
        (46, "red"),
        (4000, "red"),
    ],
)
def test_silence_turns_from_green_to_soon_to_amber_to_red(silent: int, state: str | None) -> None:
    assert [entry.state for entry in due([tie(silent)], TODAY)] == ([state] if state else [])


def test_how_far_past_somebody_is() -> None:
    [entry] = due([tie(48)], TODAY)
    assert entry == Due(1, "Priya", "close", ago(48), ago(18), 48, 30, 45, "red")
    assert entry.days_past == 18


@pytest.mark.parametrize(("added", "state"), [(26, None), (27, "soon"), (31, "amber")])
def test_never_in_touch_counts_from_the_day_added(added: int, state: str | None) -> None:
    entries = due([tie(None, added_on=ago(added))], TODAY)
    assert [(entry.last_on, entry.state) for entry in entries] == ([(None, state)] if state else [])


def test_an_old_touchpoint_of_somebody_added_today_counts() -> None:
    assert due([tie(60, added_on=TODAY)], TODAY)[0].days_silent == 60


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        ({}, True),
        ({"circle": None}, False),
        ({"rhythm": None}, False),
        ({"snoozed_until": TODAY + timedelta(1)}, False),
        ({"snoozed_until": TODAY}, True),
        ({"snoozed_until": ago(1)}, True),
    ],
)
def test_who_is_never_nagged_about(facts: dict[str, Any], listed: bool) -> None:
    assert bool(due([tie(100, **facts)], TODAY)) is listed


def test_the_most_pressing_comes_first_in_units_of_their_own_rhythm() -> None:
    ties = [
        tie(45, name="half past", id=1),  # 0.5 × 1
        tie(45, name="half past, close", id=2, score=80.0),  # 0.5 × 1.8
        tie(135, Rhythm(90, 120), name="also half past", id=3),
        tie(28, name="soon", id=4),
        tie(200, Rhythm(180, 270), name="a ninth past", id=5),  # 0.11
    ]
    assert [entry.name for entry in due(ties, TODAY)] == [
        "half past, close", "also half past", "half past", "a ninth past", "soon",
    ]  # fmt: skip


@pytest.mark.parametrize("ideal", [1, 2, 3])
def test_a_short_rhythm_is_quiet_on_the_day_itself(ideal: int) -> None:
    daily = Rhythm(ideal, ideal + 1)
    assert due([tie(0, daily)], TODAY) == []
    assert due([tie(1, daily)], TODAY)[0].state == "soon"


def test_a_rhythm_longer_than_the_calendar_ends_with_it() -> None:
    [entry] = due(
        [tie(None, Rhythm(9_999_999, 9_999_999), added_on=date.min)],
        date.max,
        AGENDA._replace(soon_days=9_000_000),
    )
    assert entry.due_on == date.max


@FEW
@given(TIES, st.randoms())
def test_the_order_of_the_rows_does_not_show(ties: list[Tie], shuffler: Random) -> None:
    mixed = list(ties)
    shuffler.shuffle(mixed)
    assert due(mixed, TODAY) == due(ties, TODAY)


@FEW
@given(TIES)
def test_nobody_past_their_rhythm_is_lost(ties: list[Tie]) -> None:
    past = {
        each.id
        for each in ties
        if each.rhythm and (TODAY - (each.last_on or each.added_on)).days > each.rhythm.ideal_days
    }
    assert {entry.id for entry in due(ties, TODAY) if entry.state != "soon"} == past


@FEW
@given(st.none() | st.integers(0, 300), RHYTHMS, st.integers(0, 200))
def test_being_in_touch_today_lasts_for_the_ideal_gap(
    silent: int | None, rhythm: Rhythm, later: int
) -> None:
    before, after = tie(silent, rhythm), tie(0, rhythm)
    day = TODAY + timedelta(later)
    was, now = due([before], day), due([after], day)
    assert due([after], TODAY) == []
    assert not now or (was and now[0].days_past <= was[0].days_past)
    if later < rhythm.ideal_days - AGENDA.soon_days:
        assert now == []
    assert bool(now and now[0].state != "soon") is (later > rhythm.ideal_days)


# Rhythms.


@pytest.mark.parametrize(
    ("circle", "own", "expected"),
    [
        (Circle("close", 30, 45), None, Rhythm(30, 45)),
        (Circle("close", 30, 45), 42, Rhythm(42, 63)),
        (Circle("active", 90, 120), 42, Rhythm(42, 56)),
        (Circle("active", 90, 120), 1, Rhythm(1, 2)),
        (None, 42, Rhythm(42, 63)),  # a circle that is no longer configured
        (None, None, None),
    ],
)
def test_whose_rhythm_counts(circle: Circle | None, own: int | None, expected: Rhythm) -> None:
    assert find_rhythm(circle, own) == expected


@pytest.mark.parametrize(
    ("until", "asleep"), [(None, False), (TODAY, False), (TODAY + timedelta(1), True)]
)
def test_snoozed_until_a_day_is_back_on_it(until: date | None, asleep: bool) -> None:
    assert is_asleep(until, TODAY) is asleep


# Waiting.


def attempt(tries: int = 1, tried: int = 7, **facts: Any) -> Attempt:
    known: dict[str, Any] = {"contact_id": 1, "name": "Sam", "since": ago(200)}
    known |= {"tries": tries, "last_try_on": ago(tried), "touchpoint_id": 9}
    return Attempt(**{**known, **facts})


@pytest.mark.parametrize(("tries", "rung"), [(1, 7), (2, 14), (3, 30), (4, 60), (5, 120)])
def test_each_try_waits_longer_than_the_one_before(tries: int, rung: int) -> None:
    expected = Waiting(1, "Sam", ago(200), tries, ago(3) + timedelta(rung), 9)
    assert waiting([attempt(tries, 3)]) == [expected]
    assert not expected.resting


@pytest.mark.parametrize("tries", [6, 7, 60])
def test_after_the_last_rung_it_rests(tries: int) -> None:
    [entry] = waiting([attempt(tries)])
    assert entry.resting
    assert entry.next_try_on is None


def test_the_next_try_comes_first_and_what_rests_last() -> None:
    attempts = [
        attempt(6, name="resting", touchpoint_id=1),
        attempt(2, 7, name="in a week", touchpoint_id=2),
        attempt(1, 7, name="today", touchpoint_id=3),
    ]
    names = [entry.name for entry in waiting(attempts)]
    assert names == ["today", "in a week", "resting"]
    assert [entry.name for entry in waiting(attempts[::-1])] == names


@given(st.integers(1, 8), st.integers(0, 3000))
def test_one_more_try_never_comes_due_earlier(tries: int, tried: int) -> None:
    steps = [waiting([attempt(n, tried)])[0].next_try_on or date.max for n in (tries, tries + 1)]
    assert all(first <= second for first, second in pairwise(steps))
