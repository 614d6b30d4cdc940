"""What `why` says about a score, and that its numbers agree with each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.explain import change, itemise, next_star, what_if
from netlog.core.model import Direction
from netlog.core.rules import Constants
from netlog.core.scoring import Score, Touch, fold, score

TODAY = date(2026, 11, 22)
OUT, IN, BOTH = Direction

# No deadline: a busy machine is no failure.
FEW = settings(max_examples=50, deadline=None)
LOGS = st.lists(
    st.builds(
        lambda ago, direction, depth: Touch(TODAY - timedelta(ago), direction, depth),
        st.integers(0, 60) | st.integers(0, 3000),
        st.sampled_from(list(Direction)),
        st.none() | st.integers(1, 5),
    ),
    min_size=1,
    max_size=12,
)


def ago(days: int, direction: str = BOTH, depth: int | None = 3) -> Touch:
    return Touch(TODAY - timedelta(days), direction, depth)


def every(gap: int, days: int, direction: str = BOTH) -> list[Touch]:
    return [ago(n, direction) for n in range(0, days, gap)]


def scored(log: list[Touch], today: date = TODAY) -> Score:
    return score(fold(log), today)


def printed(log: list[Touch], today: date = TODAY) -> float:
    return round(scored(log, today).total, 1)


# Terms.


@FEW
@given(LOGS, st.integers(0, 500))
def test_printed_terms_add_up_to_the_printed_score(log: list[Touch], days: int) -> None:
    result = scored(log, TODAY + timedelta(days))
    terms = itemise(result)
    assert f"{sum(term.points for term in terms):.1f}" == f"{result.total:.1f}"
    for term in terms:
        assert term.points == round(term.points, 1)
        assert abs(term.value * term.coefficient - term.points) < 0.1
        assert term.part == "one_sided" or 0 <= term.value <= 1


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ((29.96, 1.04, 1.04, 0), (30.0, 1.0, 1.0)),  # 32.04: each to its nearest
        ((10.04, 10.04, 10.04, 0), (10.1, 10.0, 10.0)),  # 30.12: the first of equals gets it
        ((10.06, 10.06, 10.06, 0), (10.1, 10.1, 10.0)),  # 30.18
        ((0.0, 0.07, 0.07, 0), (0.0, 0.1, 0.0)),  # 0.14: nothing is never shown as something
        ((30.0, 0.0, 27.14, -17.14), (30.0, 0.0, 27.1, -17.1)),  # 40.0: the cap
        ((29.95, 0.0, 27.18, -17.13), (29.9, 0.0, 27.2, -17.1)),  # 40.0
    ],
)
def test_rounding_by_largest_remainder(
    points: tuple[float, float, float, float], shown: tuple[float, ...]
) -> None:
    *parts, cap = points
    recency, reciprocity, depth = parts
    result = scored([ago(0)])._replace(
        recency=recency,
        reciprocity=reciprocity,
        depth=depth,
        uncapped=sum(parts),
        total=sum(parts) + cap,
    )
    assert tuple(term.points for term in itemise(result)) == shown


def test_terms_in_words() -> None:
    terms = itemise(scored([ago(3), ago(17, OUT), ago(40, IN, 5)]), last="a call")
    assert [(t.part, t.name, t.coefficient) for t in terms] == [
        ("recency", "Recency", 30),
        ("reciprocity", "Reciprocity", 40),
        ("depth", "Depth", 30),
    ]
    assert [t.because for t in terms] == [
        "a call 3 days ago; halves every 60 days",
        (
            "you to them 1.9, they to you 1.9 (days in touch, each halving every 240 days); "
            "flow √(1.9 × 1.9) = 1.9"
        ),
        "3.1 good weeks from 3 in touch; halves every two years",
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "in touch today"), (1, "in touch yesterday"), (2, "in touch 2 days ago")],
)
def test_how_long_ago(days: int, words: str) -> None:
    assert itemise(scored([ago(days)]))[0].because.startswith(f"{words};")


@pytest.mark.parametrize(
    ("direction", "because"),
    [
        (OUT, "hardly anything comes back from them; a one-sided tie stays at 40"),
        (IN, "hardly anything goes out from you; a one-sided tie stays at 40"),
    ],
)
def test_a_capped_score_says_why(direction: Direction, because: str) -> None:
    result = scored(every(7, 2000, direction))
    *_, term = itemise(result)
    assert (term.part, term.name, term.coefficient) == ("one_sided", "One-sided", 1)
    assert term.value == 40 - result.uncapped
    assert term.because == because


def test_a_term_that_is_switched_off_shows_as_nothing() -> None:
    constants = Constants(recency_points=0, reciprocity_points=60, depth_points=40)
    recency, *_ = itemise(score(fold([ago(0)], constants), TODAY, constants))
    assert (recency.value, recency.coefficient, recency.points) == (0, 0, 0)


# The next star.


@pytest.mark.parametrize(
    ("log", "stars", "missing"),
    [
        ([ago(0)], 2, ("4 good weeks in the long run, 1 so far",)),
        ([ago(0, BOTH, 5)], 2, ("4 good weeks in the long run, 1 so far",)),  # 1.67
        (
            [ago(0, OUT)],
            2,
            ("4 good weeks in the long run, 1 so far", "an answer from them"),
        ),
        (every(7, 70, OUT), 2, ("an answer from them",)),
        (every(7, 70, IN), 2, ("a word from you",)),
        (
            [*every(7, 140, OUT), ago(0, IN)],
            3,
            ("20 days of theirs for every 100 of yours, 5 so far",),
        ),
        (
            [*every(7, 140, IN), ago(0, OUT)],
            3,
            ("20 days of yours for every 100 of theirs, 5 so far",),
        ),
        (
            every(2, 110),
            4,
            ("26 good weeks in the long run, 15 so far", "known for 180 days, 108 so far"),
        ),
        (every(7, 400), 5, ("52 good weeks in the long run, 48 so far",)),
    ],
)
def test_what_the_next_star_takes(log: list[Touch], stars: int, missing: tuple[str, ...]) -> None:
    assert next_star(fold(log), TODAY) == (stars, missing)


def test_there_is_no_sixth_star() -> None:
    assert next_star(fold(every(7, 500)), TODAY) is None


@FEW
@given(LOGS)
def test_a_missing_star_always_misses_something(log: list[Touch]) -> None:
    tally = fold(log)
    star = next_star(tally, TODAY)
    assert star is not None  # twelve weeks are far from five stars
    assert star.stars == score(tally, TODAY).stars + 1
    assert star.missing


# What would change it, and what did.


@FEW
@given(LOGS)
def test_a_prospect_is_the_difference_of_printed_scores(log: list[Touch]) -> None:
    prospect = what_if(log, TODAY)
    now = printed(log)
    assert prospect.reply == round(printed([*log, ago(0, IN, None)]) - now, 1) >= 0
    assert prospect.silence == round(printed(log, TODAY + timedelta(30)) - now, 1) <= 0
    assert prospect.silent_days == 30


def test_a_reply_opens_a_one_sided_tie() -> None:
    # 33.3 now; 49.3 with an answer; in thirty days 30 · 2^(−½) + 30 · w/(w+4) = 24.5, w = .486
    prospect = what_if([ago(0, OUT)], TODAY)
    assert prospect == (16.0, -8.8, 30, False)


def test_outreach_that_costs_a_star_is_announced() -> None:
    # Ten answers to some sixty days of writing: r is .201 now, and .197 after one day more.
    weekly, daily = range(1, 281, 7), range(2, 20)
    mine = [ago(n, OUT) for n in (*weekly, *daily)]
    log = [*mine, *every(7, 70, IN)]
    assert what_if(log, TODAY).outreach_costs_star
    assert (scored(log).stars, scored([*log, ago(0, OUT)]).stars) == (3, 2)
    assert not what_if(every(7, 400), TODAY).outreach_costs_star


def test_nothing_is_foretold_of_a_stranger() -> None:
    assert what_if([], TODAY) is None
    assert what_if([ago(-1)], TODAY) is None
    assert change([ago(-1)], ago(30).day, TODAY) is None


def test_planned_days_change_nothing() -> None:
    log = [ago(20), ago(3, OUT)]
    assert what_if([*log, ago(-5)], TODAY) == what_if(log, TODAY)
    assert change([*log, ago(-5)], ago(10).day, TODAY) == change(log, ago(10).day, TODAY)


@FEW
@given(LOGS, st.integers(0, 400))
def test_a_change_is_the_difference_of_printed_scores(log: list[Touch], days: int) -> None:
    since = TODAY - timedelta(days)
    known = [touch for touch in log if touch.day <= since]
    before = printed(known, since) if known else 0
    assert change(log, since, TODAY).points == round(printed(log) - before, 1)


@pytest.mark.parametrize(
    ("log", "points", "because"),
    [
        ([ago(30)], -9.6, "not in touch since, time took 9.6"),
        ([ago(30), ago(0)], 10.2, "1 day in touch brought 19.8, time took 9.6"),
        (
            [ago(30), ago(0, OUT), ago(0, IN), ago(9)],
            17.1,
            "2 days in touch brought 26.7, time took 9.6",
        ),
        ([ago(9, OUT)], 30.3, "first in touch on 2026-11-13"),
    ],
)
def test_a_change_in_words(log: list[Touch], points: float, because: str) -> None:
    since = ago(30).day
    assert change(log, since, TODAY) == (since, points, because)


def test_no_time_takes_nothing() -> None:
    assert change([ago(3)], TODAY, TODAY).because == "not in touch since, time took 0.0"


def test_the_calendar_has_an_end() -> None:
    prospect = what_if([Touch(date.max, Direction.BOTH, 3)], date.max)
    assert prospect
    assert prospect.silence == 0
