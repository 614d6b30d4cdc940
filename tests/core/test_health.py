"""The figures of health, each by itself, a quarter ago, and the verdict."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.health import Figure, Standing, examine
from netlog.core.measures import MEASURES, Facts, Outcome, Outreach, Person, Unit
from netlog.core.model import Favour, Kind

TODAY = date(2026, 11, 22)
FEW = settings(max_examples=60, deadline=None)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def person(id: int = 1, **facts: Any) -> Person:  # noqa: A002
    return Person(id, **{"added_on": ago(500), "kept": True, **facts})


def favour(
    kind: Kind, days: int, contact_id: int = 1, size: int = 1, settled: int | None = None
) -> Favour:
    settled_on = None if settled is None else ago(settled)
    return Favour(1, contact_id, "Ana", kind, "a tip", size, ago(days), 1, settled_on)


def given_(days: int, contact_id: int = 1, size: int = 1) -> Favour:
    return favour(Kind.GIVEN, days, contact_id, size)


def asked(days: int, size: int = 1) -> Favour:
    return favour(Kind.ASKED, days, size=size)


def received(days: int, thanked: int | None = None) -> Favour:
    return favour(Kind.RECEIVED, days, settled=thanked)


def figure(key: str, facts: Facts) -> Figure:
    return next(each for each in examine(facts, TODAY).figures if each.key == key)


def reading(key: str, **facts: Any) -> tuple[float, float]:
    found = figure(key, Facts(**facts))
    return found.part, found.whole


TWO = [person(1), person(2)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, (0, 0)),
        ({"people": TWO}, (0, 2)),
        ({"people": TWO, "favours": [given_(0), given_(9)]}, (1, 2)),
        ({"people": TWO, "favours": [given_(181, 1), given_(182, 2)]}, (1, 2)),
        ({"people": TWO, "favours": [given_(-1)]}, (0, 2)),
        ({"people": TWO, "favours": [asked(3), received(3)]}, (0, 2)),
        ({"people": [person(1, kept=False), person(2)], "favours": [given_(3)]}, (0, 1)),
    ],
)
def test_gave_to_people_in_circles(facts: dict[str, Any], expected: tuple[int, int]) -> None:
    assert reading("gave", **facts) == expected


@pytest.mark.parametrize(
    ("favours", "expected"),
    [
        ([], (0, 0)),
        ([given_(3, size=3), asked(4, size=2), received(3)], (3, 5)),
        ([given_(200), asked(4)], (0, 1)),
    ],
)
def test_given_against_asked_goes_by_size(favours: list[Favour], expected: tuple[int, int]) -> None:
    assert reading("balance", favours=favours) == expected


@pytest.mark.parametrize(
    ("favours", "expected"),
    [
        ([received(10, thanked=7)], (1, 1)),
        ([received(10, thanked=6)], (0, 1)),
        ([received(10)], (0, 1)),
        ([received(3)], (0, 0)),  # still in time
        ([received(2, thanked=1)], (1, 1)),
        ([received(200, thanked=200)], (0, 0)),
        ([given_(10), asked(10)], (0, 0)),
    ],
)
def test_thanked_in_time(favours: list[Favour], expected: tuple[int, int]) -> None:
    assert reading("thanked", favours=favours) == expected


@pytest.mark.parametrize(
    ("outreach", "expected"),
    [
        ([Outreach(ago(60), ago(30))], (1, 1)),
        ([Outreach(ago(60), ago(0))], (1, 1)),  # no reply was not a no
        ([Outreach(ago(60), ago(-1))], (0, 1)),
        ([Outreach(ago(31)), Outreach(ago(30)), Outreach(ago(5), ago(5))], (1, 2)),
        ([Outreach(ago(182), ago(181))], (0, 0)),
    ],
)
def test_what_was_answered_and_what_may_still_be(
    outreach: list[Outreach], expected: tuple[int, int]
) -> None:
    assert reading("answered", outreach=outreach) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, None, (0, 0)),
        (60, 20, (1, 1)),
        (31, None, (0, 1)),
        (30, None, (0, 0)),  # there is time yet
        (30, 1, (1, 1)),
        (182, 100, (0, 0)),  # not new any more
    ],
)
def test_new_ties_with_a_second_touchpoint(
    first: int | None, second: int | None, expected: tuple[int, int]
) -> None:
    days = [None if days is None else ago(days) for days in (first, second)]
    assert reading("followed", people=[person(first_on=days[0], second_on=days[1])]) == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ({}, {}, (0, 0)),
        ({1: 50}, {}, (0, 0)),  # new, and counted as such elsewhere
        ({1: 45}, {1: 40}, (1, 1)),
        ({1: 44.9, 2: 35.1}, {1: 40, 2: 40}, (0, 0)),
        ({1: 35, 2: 90, 3: 10}, {1: 40, 2: 40, 3: 40}, (1, 3)),
    ],
)
def test_growing_and_fading_ties(
    now: dict[int, float], before: dict[int, float], expected: tuple[int, int]
) -> None:
    assert reading("growing", scores=(now, before, {})) == expected


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], (0, 0)),
        ([10], (1, 1)),
        ([30, 30, 30], (2, 3)),
        ([10, 90, 10, 10], (1, 4)),
        ([50, 30, 20], (1, 3)),
    ],
)
def test_who_carries_half_of_the_strength(scores: list[float], expected: tuple[int, int]) -> None:
    assert reading("carried", scores=(dict(enumerate(scores)), {}, {})) == expected


def test_brought_went_well_and_hours() -> None:
    people = [person(1, brought=True), person(2), person(3, added_on=ago(-1), brought=True)]
    assert reading("brought", people=people) == (1, 2)
    outcomes = [Outcome(ago(364), good=True), Outcome(ago(1), good=False)]
    assert reading("introductions", outcomes=[*outcomes, Outcome(ago(365), good=True)]) == (1, 2)
    assert reading("hours", minutes=(13 * 90, 0), hours_per_week=2) == (1.5, 2)


def test_hours_begin_with_the_first_day_in_touch() -> None:
    def hours(first_on: date | None) -> tuple[float | None, float | None, str]:
        found = figure("hours", Facts([person(first_on=first_on)], minutes=(0, 780)))
        return found.value, found.before, found.direction

    assert hours(ago(91)) == (0, 1, "down")
    assert hours(ago(90)) == (0, None, "")
    assert hours(None) == (None, None, "")


@pytest.mark.parametrize(
    ("key", "facts", "words"),
    [
        ("gave", {"people": TWO, "favours": [given_(3)]}, "1 of 2"),
        ("balance", {"favours": [given_(3, size=3), asked(4, size=2)]}, "3 given, 2 asked for"),
        ("growing", {"scores": ({1: 9, 2: 1}, {1: 3, 2: 9}, {})}, "1 grew, 1 faded"),
        ("carried", {"scores": ({1: 9, 2: 1}, {}, {})}, "of 2"),
        ("hours", {"hours_per_week": 2.5}, "of 2.5 you mean to invest"),
        ("hours", {}, ""),
        ("thanked", {}, ""),
    ],
)
def test_what_a_figure_is_made_of(key: str, facts: dict[str, Any], words: str) -> None:
    assert figure(key, Facts(**facts)).made_of == words


def test_what_is_as_it_should_be_needs_no_advice() -> None:
    def advice(key: str, **facts: Any) -> str:
        return figure(key, Facts(**facts)).advice

    well = advice("thanked", favours=[received(9, thanked=9)])
    assert "keep it so" in well
    assert advice("hours", minutes=(1560, 0), hours_per_week=2) == well
    assert "hours_per_week" in advice("hours", minutes=(1560, 0))
    assert "half an hour" in advice("hours", minutes=(1559, 0), hours_per_week=2)
    # However many carry it, more would be better; and of nothing nothing is known.
    assert advice("carried", scores=({1: 9}, {}, {})) != well
    assert advice("thanked") == advice("thanked", favours=[received(9)]) != well


GIVING = {"people": TWO, "favours": [given_(9)]}


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({}, None),
        ({"people": TWO}, "gave"),
        ({**GIVING, "favours": [given_(9), asked(9, size=2)]}, "balance"),
        # What fell most, though it is not the smallest.
        ({**GIVING, "scores": ({1: 9, 2: 1}, {1: 3, 2: 9}, {1: 0, 2: 0})}, "growing"),
        (GIVING, "brought"),
        ({"people": [person(brought=True)], "favours": [given_(9)]}, None),
        ({"people": [person(first_on=ago(99))], "favours": [given_(9)], "minutes": (780, 1560)},
         "hours"),
    ],
)  # fmt: skip
def test_what_would_help_most(facts: dict[str, Any], key: str | None) -> None:
    foremost = examine(Facts(**facts), TODAY).foremost
    assert (foremost and foremost.key) == key


def test_a_quarter_ago_only_what_had_happened_by_then_counts() -> None:
    facts = Facts(
        people=[
            person(1, brought=True),
            person(2),
            person(3, added_on=ago(90), brought=True),
            person(4, kept=False, first_on=ago(150), second_on=ago(60)),
        ],
        favours=[given_(200, 1), given_(10, 1), given_(5, 2), received(95, thanked=90)],
        outreach=[Outreach(ago(110), ago(85)), Outreach(ago(130))],
        outcomes=[Outcome(ago(20), good=True)],
        scores=({1: 60, 2: 10}, {1: 40, 2: 40}, {1: 20, 2: 50}),
        minutes=(600, 1200),
    )
    found = examine(facts, TODAY)
    assert found.since == ago(91)
    figures = {each.key: (each.before, each.direction) for each in found.figures}
    assert figures["gave"] == (1 / 2, "up")
    assert figures["balance"] == (1, "same")
    assert figures["thanked"] == (0, "same")
    assert figures["answered"] == (0, "up")  # no answer by then to the older, the other was young
    assert figures["followed"] == (0, "up")
    assert figures["growing"] == (1 / 2, "same")
    assert figures["carried"] == (1, "same")
    assert figures["brought"] == (1 / 3, "up")
    assert figures["introductions"] == (None, "")
    assert figures["hours"] == (pytest.approx(20 / 13), "down")


@pytest.mark.parametrize(
    ("facts", "standing", "because"),
    [
        ({}, Standing.TOO_EARLY, "nobody in your circles"),
        ({"people": [person(kept=False)]}, Standing.TOO_EARLY, "nobody in your circles"),
        (
            {"people": TWO},
            Standing.PHONE_LIST,
            "to none of the 2 people in your circles; relationships begin at 1",
        ),
        ({"people": TWO, "favours": [given_(9)]}, Standing.RELATIONSHIPS, "to 1 of the 2 people"),
        ({"people": TWO[:1]}, Standing.PHONE_LIST, "nothing to the one person"),
        (
            {"people": [person(1, first_on=ago(29))]},
            Standing.TOO_EARLY,
            "more than the first weeks",
        ),
        (
            {"people": [person(1, first_on=ago(30))]},
            Standing.PHONE_LIST,
            "nothing to the one person",
        ),
        (
            {"people": TWO[:1], "favours": [given_(9)]},
            Standing.RELATIONSHIPS,
            "something to the one person",
        ),
        (
            {"people": [person(n) for n in range(5)], "favours": [given_(9)]},
            Standing.PHONE_LIST,
            "to 1 of the 5 people in your circles; relationships begin at 2",
        ),
        (
            {"people": TWO, "favours": [given_(9), asked(9, size=2)]},
            Standing.PHONE_LIST,
            "but asked for more: 2 against 1",
        ),
        ({"people": TWO, "favours": [given_(9), asked(9)]}, Standing.RELATIONSHIPS, "to 1 of"),
    ],
)
def test_relationships_or_a_phone_list(
    facts: dict[str, Any], standing: Standing, because: str
) -> None:
    found = examine(Facts(**facts), TODAY)
    assert found.standing is standing
    assert because in found.because


def test_every_figure_says_what_would_help_it_in_a_line() -> None:
    assert len({measure.key for measure in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        assert 0 < len(measure.advice) <= 70  # what a terminal of 80 columns leaves
        assert "\n" not in measure.title + measure.advice


DAYS = st.integers(-5, 400).map(ago)
ENDS = st.none() | DAYS
ANY = st.builds(
    Facts,
    people=st.lists(
        st.builds(Person, st.integers(1, 9), DAYS, st.booleans(), st.booleans(), ENDS, ENDS),
        max_size=6,
    ),
    favours=st.lists(
        st.builds(
            lambda kind, on, who, size, end: Favour(1, who, "Ana", kind, "", size, on, 1, end),
            st.sampled_from(Kind),
            DAYS,
            st.integers(1, 9),
            st.integers(1, 3),
            ENDS,
        ),
        max_size=6,
    ),
    outreach=st.lists(st.builds(Outreach, DAYS, ENDS), max_size=6),
    outcomes=st.lists(st.builds(Outcome, DAYS, st.booleans()), max_size=4),
    scores=st.tuples(*[st.dictionaries(st.integers(1, 9), st.floats(0, 100), max_size=6)] * 3),
    minutes=st.tuples(st.integers(0, 9000), st.integers(0, 9000)),
    hours_per_week=st.floats(0, 40),
)


@FEW
@given(ANY)
def test_shares_are_shares_whatever_the_facts(facts: Facts) -> None:
    found = examine(facts, TODAY)
    assert len(found.figures) == len(MEASURES)
    for each in found.figures:
        if each.unit is Unit.SHARE:
            assert 0 <= each.part <= each.whole
            assert each.value == (each.part / each.whole if each.whole else None)
        assert each.advice
        assert bool(each.direction) == (each.value is not None and each.before is not None)


@FEW
@given(ANY, st.integers(1, 9), st.integers(0, 90))
def test_giving_and_thanking_never_make_a_figure_worse(
    facts: Facts, contact_id: int, days: int
) -> None:
    before = examine(facts, TODAY)
    more = [*facts.favours, given_(days, contact_id), received(days, thanked=days)]
    after = examine(facts._replace(favours=more), TODAY)
    for was, now in zip(before.figures, after.figures, strict=True):
        assert (now.value or 0) >= (was.value or 0)
    order = [Standing.PHONE_LIST, Standing.TOO_EARLY, Standing.RELATIONSHIPS]
    assert order.index(after.standing) >= order.index(before.standing)
