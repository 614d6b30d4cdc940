"""Scores month by month against the score itself, and who gained or lost a star."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.model import Direction
from netlog.core.rules import DEFAULTS, Constants, StarRule
from netlog.core.scoring import Tally, Touch, fold, score
from netlog.core.trend import find_star_changes, month_ends, trace, trend

TODAY = date(2026, 11, 22)
OUT, IN, BOTH = Direction
FEW = settings(max_examples=80, deadline=None)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def every(gap: int, first: int, last: int, direction: str = BOTH) -> list[Touch]:
    """One touchpoint each `gap` days, from so many days ago to so many."""
    return [Touch(ago(n), direction, 3) for n in range(last, first + 1, gap)]


@pytest.mark.parametrize(
    ("today", "months", "days"),
    [
        (TODAY, 3, ["2026-09-30", "2026-10-31", "2026-11-22"]),
        (date(2024, 3, 31), 2, ["2024-02-29", "2024-03-31"]),
        (date(2026, 1, 1), 2, ["2025-12-31", "2026-01-01"]),
        (TODAY, 1, ["2026-11-22"]),
        (date(1, 2, 3), 5, ["0001-01-31", "0001-02-03"]),
    ],
)
def test_months_end_on_their_last_day_and_the_present_one_today(
    today: date, months: int, days: list[str]
) -> None:
    assert [day.isoformat() for day in month_ends(today, months)] == days


DAYS = st.integers(0, 60) | st.integers(0, 2500)
LOGS = st.lists(
    st.builds(
        lambda days, direction, depth: Touch(ago(days), direction, depth),
        DAYS,
        st.sampled_from(list(Direction)),
        st.none() | st.integers(1, 5),
    ),
    max_size=14,
)
MARKS = st.lists(DAYS.map(ago), max_size=6).map(sorted)
CONSTANTS = st.sampled_from(
    [
        DEFAULTS,
        Constants(flow_half_life=30, depth_half_life=90, usual_depth=2, one_way_week=0),
        Constants(recency_half_life=7, one_sided_flow=0.5, one_sided_cap=20),
    ]
)


@FEW
@given(LOGS, MARKS, CONSTANTS)
def test_a_trace_is_the_score_on_each_day(
    log: list[Touch], days: list[date], constants: Constants
) -> None:
    expected = []
    for day in days:
        tally = fold(log, constants, until=day)
        expected.append(score(tally, day, constants).total if tally else None)
    traced = trace(log, days, constants)
    assert [each is None for each in traced] == [each is None for each in expected]
    for each, total in zip(traced, expected, strict=True):
        assert each == (total if total is None else pytest.approx(total, rel=1e-12))
    assert trace(log[::-1], days, constants) == traced


@FEW
@given(st.lists(LOGS, max_size=4), MARKS)
def test_a_trend_sums_up_traces_in_any_order(logs: list[list[Touch]], days: list[date]) -> None:
    points = trend(logs, days)
    assert [point.on for point in points] == days
    traces = [trace(log, days) for log in logs]
    for n, point in enumerate(points):
        scores = [traced[n] for traced in traces if traced[n] is not None]
        assert point.people == len(scores)
        assert point.total == pytest.approx(sum(scores))
    assert trend(logs[::-1], days) == points


def test_of_nobody_there_is_a_trend_of_nothing() -> None:
    assert trend([], [TODAY])[0] == (TODAY, 0, 0)


SINCE = ago(90)


def changes(log: list[Touch], constants: Constants = DEFAULTS) -> list[tuple[int, int, list[str]]]:
    before, after = fold(log, constants, until=SINCE), fold(log, constants, until=TODAY)
    assert after is not None
    earlier: dict[int, Tally] = {7: before} if before else {}
    found = find_star_changes(earlier, {7: after}, SINCE, TODAY, constants)
    return [(change.before, change.after, list(change.because)) for change in found]


@pytest.mark.parametrize(
    ("log", "constants", "expected"),
    [
        ([Touch(ago(3), BOTH)], DEFAULTS, []),  # the first star is everyone's
        (
            every(7, 120, 0),
            DEFAULTS,
            [(2, 3, ["17 good weeks in the long run, 4 before"])],
        ),
        (
            every(7, 60, 0),
            DEFAULTS,
            [(1, 2, ["8 good weeks in the long run", "it went both ways"])],
        ),
        (
            [*every(7, 300, 91, OUT), Touch(ago(5), IN)],
            DEFAULTS,
            [(1, 2, ["it went both ways"])],
        ),
        (
            [*every(7, 400, 91, OUT), *every(7, 90, 0, IN)],
            Constants(stars=(StarRule(1, 0.2, 0),)),
            [(1, 2, ["it went both ways"])],
        ),
        (
            [*every(1, 140, 91, OUT), Touch(ago(100), IN), *every(3, 60, 0, IN)],
            Constants(stars=(StarRule(1, 0.2, 0),)),
            [(1, 2, ["more even: 51 days of one side for every 100 of the other, 2 before"])],
        ),
        (
            every(7, 140, 91),
            Constants(stars=(StarRule(1, 0, 100),)),
            [(1, 2, ["known for 140 days"])],
        ),
        (
            every(7, 300, 270),
            DEFAULTS,
            [(2, 1, ["good weeks fade in silence: 3 left of the 4 it takes"])],
        ),
        (
            [*every(7, 400, 91), *every(1, 90, 0, OUT)],
            Constants(stars=(StarRule(1, 0, 0), StarRule(2, 0.5, 0))),
            [(3, 2, ["less even: 25 days of one side for every 100 of the other, it takes 50"])],
        ),
    ],
)
def test_why_stars_came_or_went(
    log: list[Touch], constants: Constants, expected: list[tuple[int, int, list[str]]]
) -> None:
    assert changes(log, constants) == expected


def test_gains_come_first_and_who_kept_their_stars_is_left_out() -> None:
    logs = {1: every(7, 300, 270), 2: every(7, 120, 0), 3: every(7, 400, 0), 4: every(7, 60, 0)}
    before = {n: tally for n, log in logs.items() if (tally := fold(log, until=SINCE))}
    after = {n: tally for n, log in logs.items() if (tally := fold(log, until=TODAY))}
    found = find_star_changes(before, after, SINCE, TODAY)
    assert [(change.contact_id, change.gained) for change in found] == [(2, 1), (4, 1), (1, -1)]


@FEW
@given(LOGS)
def test_stars_that_changed_did_so_for_a_reason(log: list[Touch]) -> None:
    low = Constants(stars=tuple(StarRule(n, n / 10, n * 30) for n in range(1, 5)))
    before, after = fold(log, low, until=SINCE), fold(log, low, until=TODAY)
    if after is None:
        return
    found = find_star_changes({1: before} if before else {}, {1: after}, SINCE, TODAY, low)
    was = score(before, SINCE, low).stars if before else 1
    assert bool(found) == (was != score(after, TODAY, low).stars)
    assert all(change.because for change in found)
