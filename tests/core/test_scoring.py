"""The score: exact cases, orderings made by hand, and what must hold for every log."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.model import Direction
from netlog.core.rules import DEFAULTS, Constants, StarRule
from netlog.core.scoring import Score, Tally, Touch, fold, score
from netlog.errors import BadInput

TODAY = date(2026, 11, 22)  # a Sunday: the week of the score ends today
OUT, IN, BOTH = Direction

DIRECTIONS = st.sampled_from(list(Direction))
DEPTHS = st.none() | st.integers(1, 5)
TOUCHES = st.builds(
    lambda ago, direction, depth: Touch(TODAY - timedelta(ago), direction, depth),
    st.integers(0, 60) | st.integers(0, 3000),
    DIRECTIONS,
    DEPTHS,
)
# No deadline: a busy machine is no failure.
FEW = settings(max_examples=50, deadline=None)
LOGS = st.lists(TOUCHES, min_size=1, max_size=12)


def ago(days: int, direction: str = BOTH, depth: int | None = 3) -> Touch:
    return Touch(TODAY - timedelta(days), direction, depth)


def every(gap: int, days: int, direction: str = BOTH, depth: int | None = 3) -> list[Touch]:
    """One touchpoint each `gap` days over the last `days` days, today included."""
    return [ago(n, direction, depth) for n in range(0, days, gap)]


def scored(log: list[Touch], today: date = TODAY, constants: Constants = DEFAULTS) -> Score:
    tally = fold(log, constants)
    assert tally is not None
    return score(tally, today, constants)


def points(log: list[Touch], today: date = TODAY) -> float:
    return round(scored(log, today).total, 1)


# Cases worked out by hand from the formula.


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([ago(0, OUT)], 33.3),
        ([ago(0, IN)], 36.0),
        ([ago(0, BOTH)], 49.3),
        ([ago(0, OUT), ago(0, IN)], 49.3),
        ([ago(0, BOTH, None)], 49.3),
        ([ago(0, BOTH, 1)], 45.6),  # 30 + 40/3 + 30 · (1/3)/(13/3)
        ([ago(0, BOTH, 5)], 52.2),  # 30 + 40/3 + 30 · (5/3)/(17/3)
        ([ago(60, OUT)], 18.2),  # 15 + 30 · w/(w+4), w = ½ · 2^(−60/730) = .472
        ([ago(180, BOTH)], 18.1),  # 30/8 + 40 · .595/2.595 + 30 · w/(w+4), w = 2^(−180/730) = .843
    ],
)
def test_the_score_of_a_short_log(log: list[Touch], expected: float) -> None:
    assert points(log) == expected


def test_the_terms_of_a_log_with_gaps_in_it() -> None:
    # Three weeks: one conversation, one in which only I wrote, one with two days and depth 5.
    log = [ago(200, BOTH, 2), ago(100, OUT, 1), ago(31, IN, 5), ago(30, OUT, 4)]
    result = scored(log)
    out = 2 ** (-200 / 240) + 2 ** (-100 / 240) + 2 ** (-30 / 240)
    into = 2 ** (-200 / 240) + 2 ** (-31 / 240)
    flow = (out * into) ** 0.5
    weeks = 2 / 3 * 2 ** (-200 / 730) + 1 / 6 * 2 ** (-100 / 730) + 5 / 3 * 2 ** (-30 / 730)
    long = 2 / 3 * 2 ** (-200 / 730) + 1 / 3 * 2 ** (-100 / 730) + 5 / 3 * 2 ** (-30 / 730)
    assert result.recency == pytest.approx(30 * 2 ** (-30 / 60))
    assert result.flow == pytest.approx(flow)
    assert result.reciprocity == pytest.approx(40 * flow / (flow + 2))
    assert result.good_weeks == pytest.approx(weeks)
    assert result.depth == pytest.approx(30 * weeks / (weeks + 4))
    assert result.long_weeks == pytest.approx(long)
    assert result.one_sided == 0
    assert (result.tally.days, result.tally.weeks) == (4, 3)
    assert (result.days_silent, result.known_days) == (30, 200)


# The days and the depth that the morning page and the check before an ask look at.

DAY_ZERO = date(2000, 1, 3)


@FEW
@given(LOGS, st.integers(0, 3000))
def test_the_last_days_each_way_and_the_talks_are_those_of_the_log(
    log: list[Touch], back: int
) -> None:
    until = TODAY - timedelta(back)
    tally = fold(log, until=until)
    known = [touch for touch in log if touch.day <= until]
    assert (tally is None) is (known == [])
    if tally is None:
        return
    mine = [t.day for t in known if t.direction in (OUT, BOTH)]
    theirs = [t.day for t in known if t.direction in (IN, BOTH)]
    talks = [t.day for t in known if t.direction == BOTH]
    assert tally.out_on == max(mine, default=None)
    assert tally.in_on == max(theirs, default=None)
    assert tally.met_on == min(talks, default=None)
    assert tally.last_talk == max(((day - DAY_ZERO).days for day in talks), default=None)
    assert tally.deepest == max(t.depth or 0 for t in known)


@pytest.mark.parametrize(
    ("log", "out", "into", "first", "last", "deepest"),
    [
        ([ago(9, OUT, 1)], 9, None, None, None, 1),
        ([ago(9, IN, None)], None, 9, None, None, 0),
        ([ago(9, OUT, 2), ago(9, IN, 1)], 9, 9, None, None, 2),  # both ways, and no talk
        ([ago(9, BOTH, 4), ago(40, BOTH, 5), ago(2, IN, 1)], 9, 2, 40, 9, 5),
    ],
)
def test_the_last_days_of_a_short_log(
    log: list[Touch],
    out: int | None,
    into: int | None,
    first: int | None,
    last: int | None,
    deepest: int,
) -> None:
    tally = fold(log)
    assert tally is not None
    today = (TODAY - DAY_ZERO).days
    days = (tally.last_out, tally.last_in, tally.first_talk, tally.last_talk)
    assert [None if day is None else today - day for day in days] == [out, into, first, last]
    assert tally.deepest == deepest


def test_the_deepest_is_what_was_noted() -> None:
    assert fold([ago(1, BOTH, None)]).deepest == 0
    assert fold([ago(1, BOTH, None), ago(2, BOTH, 1)]).deepest == 1


def test_weeks_run_from_monday_to_sunday() -> None:
    sunday, monday = date(2026, 11, 15), date(2026, 11, 16)
    assert fold([Touch(sunday, BOTH)]).weeks == 1
    assert fold([Touch(sunday, BOTH), Touch(monday, BOTH)]).weeks == 2
    assert fold([Touch(monday + timedelta(n), BOTH) for n in range(7)]).weeks == 1


@pytest.mark.parametrize(
    ("log", "weeks"),
    [
        ([ago(0, OUT), ago(1, OUT)], 0.5),
        ([ago(0, OUT), ago(1, IN)], 1),
        ([ago(0, IN)], 1),
        ([ago(0, OUT, 1), ago(1, IN, 3)], 1),
        ([ago(0, OUT, 1), ago(1, OUT, None)], 0.5),
    ],
)
def test_a_week_counts_half_only_if_nothing_came_back(log: list[Touch], weeks: float) -> None:
    assert scored(log).good_weeks == weeks


def test_the_last_day_in_touch_and_its_direction() -> None:
    tally = fold([ago(5, IN), ago(2, OUT), ago(9, BOTH)])
    assert (tally.first_on, tally.last_on) == (ago(9).day, ago(2).day)
    assert tally.last_direction == "out"
    assert fold([ago(2, OUT), ago(2, IN)]).last_direction == "both"


def test_nobody_is_scored_who_was_never_in_touch() -> None:
    assert fold([]) is None
    assert fold([ago(-1)], until=TODAY) is None


def test_days_after_today_do_not_count() -> None:
    log = [ago(10), ago(0, OUT), ago(-1, IN, 5), ago(-400)]
    assert fold(log, until=TODAY) == fold(log[:2])
    with pytest.raises(ValueError, match="2026-11-22"):
        score(fold(log), TODAY)


@pytest.mark.parametrize("day", [date.min, date(1970, 1, 1), date(2600, 1, 1), date.max])
def test_every_day_of_the_calendar_can_be_scored(day: date) -> None:
    assert round(score(fold([Touch(day, BOTH)]), day).total, 1) == 49.3
    assert 0 <= score(fold([Touch(day, BOTH)]), date.max).total <= 49.4
    assert 0 <= score(fold([Touch(date.min, BOTH), Touch(day, OUT)]), day).total <= 100


# Orderings: the stronger tie first.


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        pytest.param([ago(1)], [ago(40)], id="later"),
        pytest.param([ago(30), ago(60)], [ago(30)], id="oftener"),
        pytest.param([ago(5, BOTH, 5)], [ago(5, BOTH, 1)], id="deeper"),
        pytest.param([ago(5, IN)], [ago(5, OUT)], id="they wrote rather than I"),
        pytest.param(
            every(30, 360), every(7, 360, OUT), id="answered rather than often written to"
        ),
        pytest.param([ago(9, OUT), ago(3, IN)], every(1, 50, OUT), id="one answer beats a burst"),
        pytest.param(every(7, 100), [ago(0)] * 50, id="weeks rather than one busy day"),
        pytest.param(every(7, 700)[12:], [ago(14, OUT)], id="old and deep rather than new and dry"),
        pytest.param(every(7, 1500, OUT), every(7, 700, OUT), id="both capped: the uncapped score"),
    ],
)
def test_the_stronger_tie_ranks_first(stronger: list[Touch], weaker: list[Touch]) -> None:
    assert scored(stronger).rank_key > scored(weaker).rank_key


@pytest.mark.parametrize("direction", [OUT, IN])
def test_a_one_sided_tie_stays_at_forty(direction: Direction) -> None:
    result = scored(every(7, 2000, direction))
    assert result.total == 40
    assert result.uncapped > 56
    assert result.one_sided == 40 - result.uncapped
    assert result.stars == 1


def test_an_old_answer_no_longer_lifts_the_cap() -> None:
    months = every(7, 1500, OUT)
    assert scored([*months, ago(1030, IN)]).total > 40  # 2^(−1030/240) = .0511
    assert scored([*months, ago(1045, IN)]).total == 40  # 2^(−1045/240) = .0489


# What must hold for every log.


@FEW
@given(LOGS)
def test_a_score_lies_between_0_and_100_and_is_its_terms(log: list[Touch]) -> None:
    result = scored(log)
    assert 0 <= result.total <= 100
    assert result.one_sided <= 0
    terms = result.recency + result.reciprocity + result.depth + result.one_sided
    assert terms == pytest.approx(result.total)
    if {touch.direction for touch in log} in ({OUT}, {IN}):
        assert result.total <= 40


def test_daily_deep_talk_for_a_lifetime_stays_below_100() -> None:
    assert 95 < scored(every(1, 25_000, BOTH, 5)).total < 100


@FEW
@given(LOGS, st.integers(0, 4000), st.integers(1, 400))
def test_time_alone_never_raises_a_score(log: list[Touch], days: int, more: int) -> None:
    early, late = TODAY + timedelta(days), TODAY + timedelta(days + more)
    assert scored(log, late).rank_key <= scored(log, early).rank_key


@FEW
@given(LOGS, DIRECTIONS, DEPTHS)
def test_a_touchpoint_today_never_lowers_a_score(
    log: list[Touch], direction: Direction, depth: int | None
) -> None:
    assert scored([*log, ago(0, direction, depth)]).rank_key >= scored(log).rank_key


@FEW
@given(LOGS, TOUCHES)
def test_a_touchpoint_entered_late_never_lowers_a_score(log: list[Touch], touch: Touch) -> None:
    # Sums in another order of rounding may differ in the last digits, never in a printed one.
    assert scored([*log, touch]).total >= scored(log).total - 1e-9


@FEW
@given(LOGS.flatmap(lambda log: st.tuples(st.just(log), st.permutations(log))))
def test_the_order_of_rows_changes_no_bit(logs: tuple[list[Touch], list[Touch]]) -> None:
    log, shuffled = logs
    assert fold(shuffled) == fold(log)


@FEW
@given(LOGS, st.data())
def test_a_second_row_of_the_day_changes_nothing(log: list[Touch], data: st.DataObject) -> None:
    touch = data.draw(st.sampled_from(log))
    deepest = 3 if touch.depth is None else touch.depth
    again = touch._replace(depth=data.draw(st.integers(1, deepest)))
    # But for the greatest depth that was noted, which is no part of the score.
    assert fold([*log, again])._replace(deepest=0) == fold(log)._replace(deepest=0)


def test_a_burst_is_one_day() -> None:
    assert fold([ago(3, OUT)] * 50) == fold([ago(3, OUT)])


@FEW
@given(LOGS)
def test_a_direction_may_be_a_plain_string(log: list[Touch]) -> None:
    assert fold([touch._replace(direction=str(touch.direction)) for touch in log]) == fold(log)


@FEW
@given(LOGS, st.integers(0, 3000))
def test_folding_until_a_day_is_folding_what_was_known_then(log: list[Touch], days: int) -> None:
    day = TODAY - timedelta(days)
    assert fold(log, until=day) == fold([touch for touch in log if touch.day <= day])


@FEW
@given(LOGS)
def test_a_tally_survives_being_a_row(log: list[Touch]) -> None:
    tally = fold(log)
    row = list(tally)
    assert Tally._make(row) == tally
    assert {type(value) for value in row} <= {int, float, str, type(None)}


# Stars.


def tally_with(weeks: float, balance: float, known: int) -> Tally:
    """A tie as of today that has just so much of what stars ask for."""
    tally = fold([ago(known, BOTH), ago(0, BOTH)])
    return tally._replace(long_weeks=weeks, long_out=1.0, long_in=balance)


@pytest.mark.parametrize(
    ("weeks", "balance", "known", "stars"),
    [
        (0.3, 1, 0, 1),
        (3.999, 1, 999, 1),
        (4, 0, 999, 1),
        (999, 0, 999, 1),
        (4, 0.001, 0, 2),
        (11.999, 1, 999, 2),
        (12, 0.199, 999, 2),
        (12, 0.20, 0, 3),
        (25.999, 1, 999, 3),
        (26, 0.249, 999, 3),
        (26, 0.25, 179, 3),
        (26, 0.25, 180, 4),
        (51.999, 1, 999, 4),
        (52, 0.329, 999, 4),
        (52, 0.33, 364, 4),
        (52, 0.33, 365, 5),
        (999, 1, 9999, 5),
    ],
)
def test_stars_at_their_boundaries(weeks: float, balance: float, known: int, stars: int) -> None:
    assert score(tally_with(weeks, balance, known), TODAY).stars == stars


def test_one_goes_on_knowing_someone_in_silence() -> None:
    tally = tally_with(weeks=30, balance=1, known=170)
    stars = [score(tally, TODAY + timedelta(days)).stars for days in (0, 9, 10)]
    assert stars == [3, 3, 4]


def test_balance_is_smaller_over_larger_whoever_gives_more() -> None:
    mine = fold([*every(7, 70, OUT), ago(3, IN)])
    theirs = fold([*every(7, 70, IN), ago(3, OUT)])
    assert mine.balance == theirs.balance
    assert 0 < mine.balance < 0.2


def test_everyone_starts_at_one_star() -> None:
    assert scored([ago(0, BOTH, 5)]).stars == 1


def test_five_stars_take_about_fifteen_months_of_weekly_talk() -> None:
    first = next(days for days in range(0, 1000, 7) if scored(every(7, days + 1)).stars == 5)
    assert 14 <= first / 30.44 <= 16


def test_a_deep_tie_gone_silent_keeps_five_stars_a_year_and_four_until_the_third() -> None:
    tally = fold(every(7, 2 * 365))._replace(long_weeks=73.0)
    years = {n: score(tally, TODAY + timedelta(round(n * 365))).stars for n in (0, 0.9, 1.1, 2.9)}
    assert years == {0: 5, 0.9: 5, 1.1: 4, 2.9: 4}
    assert score(tally, TODAY + timedelta(round(3.1 * 365))).stars == 3
    assert fold(every(7, 2 * 365)).long_weeks == pytest.approx(73, abs=3)


def test_outreach_without_answers_can_cost_a_star() -> None:
    log = [*every(7, 280, OUT, 3), *[ago(n, IN) for n in range(0, 56, 7)]]
    assert scored(log).stars == 3
    assert scored([*log, *[ago(n, OUT) for n in range(1, 30, 2)]]).stars == 2


# Rhythm and words.


@pytest.mark.parametrize(
    ("log", "usual"),
    [
        ([ago(0)], 30),  # 60/2: nothing but the pseudo-gaps
        ([ago(10), ago(0)], 70 / 3),
        ([ago(10, OUT), ago(10, IN), ago(0)], 70 / 3),
        (every(7, 701), 760 / 102),
        (every(90, 901), 960 / 12),
    ],
)
def test_the_usual_gap_is_shrunk_towards_a_month(log: list[Touch], usual: float) -> None:
    assert scored(log).usual_gap == pytest.approx(usual)


@pytest.mark.parametrize(
    ("silent", "word"),
    [
        (0, "on time"),
        (29, "on time"),
        (30, "due"),
        (119, "due"),
        (120, "slipping"),
        (239, "slipping"),
        (240, "gone quiet"),
    ],
)
def test_rhythm_in_words(silent: int, word: str) -> None:
    assert scored([ago(silent)]).rhythm_word == word


def test_dormant_is_deep_and_quiet() -> None:
    deep = every(7, 400)
    assert not scored(deep).dormant
    assert scored(deep, TODAY + timedelta(100)).dormant
    assert not scored([ago(0)], TODAY + timedelta(1000)).dormant


@pytest.mark.parametrize(
    ("total", "word"),
    [
        (0, "acquaintance"),
        (20.04, "acquaintance"),
        (20.06, "warm"),
        (40, "warm"),
        (40.1, "in touch"),
        (60, "in touch"),
        (60.1, "strong"),
        (80, "strong"),
        (80.1, "close"),
        (100, "close"),
    ],
)
def test_the_word_goes_with_the_printed_number(total: float, word: str) -> None:
    assert scored([ago(0)])._replace(total=total).word == word


# Constants.


def test_the_fingerprint_is_the_same_everywhere() -> None:
    assert DEFAULTS.fingerprint == "dd69b0ca"
    code = "from netlog.core.rules import DEFAULTS; print(DEFAULTS.fingerprint)"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == DEFAULTS.fingerprint
    assert DEFAULTS._replace(flow_half_life=240.0).fingerprint == DEFAULTS.fingerprint
    assert fold([ago(0)]).fingerprint == DEFAULTS.fingerprint


POINTS = {"recency_points", "reciprocity_points", "depth_points"}
CHANGEABLE = [name for name in Constants._fields if name != "stars" and name not in POINTS]


@pytest.mark.parametrize("name", CHANGEABLE)
def test_the_fingerprint_tells_whether_a_tally_can_be_used(name: str) -> None:
    changed = DEFAULTS._replace(**{name: getattr(DEFAULTS, name) * 1.5})
    log = [ago(3, OUT, None), ago(50, IN, 2), ago(200, BOTH, 4)]
    same_sums = fold(log, changed)[:-1] == fold(log)[:-1]
    assert (changed.fingerprint == DEFAULTS.fingerprint) is same_sums


@pytest.mark.parametrize("name", CHANGEABLE)
@pytest.mark.parametrize("value", [-1.0, nan, inf])
def test_a_constant_that_cannot_be_is_refused(name: str, value: float) -> None:
    with pytest.raises(BadInput, match=name):
        DEFAULTS._replace(**{name: value}).checked()


@pytest.mark.parametrize("name", [n for n in CHANGEABLE if "half" in n or "pseudo" in n])
def test_a_constant_that_divides_is_not_zero(name: str) -> None:
    with pytest.raises(BadInput, match=f"{name} is 0, and has to be above zero"):
        DEFAULTS._replace(**{name: 0}).checked()


def test_points_add_up_to_100() -> None:
    with pytest.raises(BadInput, match="add up to 110"):
        Constants(recency_points=40).checked()
    fresh = Constants(recency_points=0, reciprocity_points=70).checked()
    assert scored([ago(0)], constants=fresh).recency == 0


def test_constants_are_configuration() -> None:
    constants = Constants(
        flow_half=1, one_sided_cap=35, stars=(StarRule(good_weeks=1, balance=0, known_days=0),)
    )
    assert scored([ago(0)], constants=constants).reciprocity == 20
    assert scored(every(7, 700, OUT), constants=constants).total == 35
    assert scored([ago(0)], constants=constants).stars == 2
