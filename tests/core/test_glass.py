"""Before an introduction: each check by itself, their order, and what must hold for all of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.glass import CHECKS, Facts, Kind, Person, find_cautions
from netlog.core.introductions import Introduction, Outcome, Side
from netlog.core.model import Intros
from netlog.core.rules import GLASS, GlassRules
from netlog.core.scoring import _WORDS

TODAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


ANA = Person(1, "Ana", score=61.2, vouch=4)
BO = Person(2, "Bo", score=35, intros=Intros.OPEN, vouch=5)
FINE = Facts(ANA, BO)
LEE = Introduction(7, Side(1, "Ana"), Side(3, "Lee"), "work", ago(40))
PAIR = Introduction(5, Side(1, "Ana"), Side(2, "Bo"), "work", ago(100))


def made(introduction: Introduction, days: int) -> Introduction:
    return introduction._replace(made_on=ago(days))


def badly(introduction: Introduction, text: str = "") -> Introduction:
    return made(introduction, 90)._replace(
        outcome=Outcome.BAD, outcome_on=ago(60), outcome_text=text
    )


def test_nothing_speaks_against_two_good_friends() -> None:
    assert find_cautions(FINE, TODAY) == ()


@pytest.mark.parametrize(
    ("a", "pair", "kind", "text"),
    [
        ({"intros": Intros.NEVER}, {}, "never", "Ana is never to be introduced"),
        (
            {"archived": True},
            {},
            "archived",
            "Ana is archived, so nothing of it will be on the page of the day",
        ),
        ({}, {"earlier": PAIR}, "introduced", "an introduction between them is open already"),
        (
            {},
            {"earlier": made(PAIR, 90)},
            "introduced",
            "you introduced them on 24 Aug already",
        ),
        (
            {},
            {"earlier": PAIR._replace(dropped_on=ago(12))},
            "introduced",
            "it came to nothing before, 12 days ago",
        ),
        ({}, {"acquainted": ""}, "acquainted", "Ana and Bo know each other"),
        (
            {},
            {"acquainted": "both were at Acme"},
            "acquainted",
            "Ana and Bo know each other: both were at Acme",
        ),
        (
            {"went_badly": badly(LEE)},
            {},
            "went_badly",
            "introducing Ana to Lee on 24 Aug went badly",
        ),
        (
            {"went_badly": badly(LEE, "never called")},
            {},
            "went_badly",
            "introducing Ana to Lee on 24 Aug went badly: never called",
        ),
        ({"vouch": 2}, {}, "low_vouch", "you vouch for Ana with 2 of 5"),
        ({"vouch": 1}, {}, "low_vouch", "you vouch for Ana with 1 of 5"),
        ({"vouch": None}, {}, "unvouched", "you have not said yet how Ana is to work with"),
        ({"score": 20}, {}, "distant", "you and Ana are not close (score 20.0)"),
        ({"score": 20.04}, {}, "distant", "you and Ana are not close (score 20.0)"),
        ({"score": 0}, {}, "distant", "you and Ana are not close (score 0.0)"),
        ({"latest": made(LEE, 30)}, {}, "recent", "you introduced Ana to Lee on 23 Oct"),
        ({"latest": made(LEE, 0)}, {}, "recent", "you introduced Ana to Lee today"),
    ],
)
def test_each_check_speaks_up_alone(
    a: dict[str, object], pair: dict[str, object], kind: str, text: str
) -> None:
    facts = Facts(ANA._replace(**a), BO)._replace(**pair)
    [caution] = find_cautions(facts, TODAY)
    assert (caution.kind, caution.text) == (kind, text)
    assert caution.change
    assert caution.refuses == (kind == "never")


@pytest.mark.parametrize(
    "a",
    [
        {"intros": Intros.ASK},
        {"intros": Intros.OPEN},
        {"vouch": 3},
        {"score": 20.06},
        {"latest": made(LEE, 31)},
        {"latest": LEE},  # opened, and not made
        {"latest": made(LEE, -1)},  # by a calendar that is ahead
    ],
)
def test_what_is_no_reason_to_wait(a: dict[str, object]) -> None:
    assert find_cautions(Facts(ANA._replace(**a), BO), TODAY) == ()


@pytest.mark.parametrize(
    ("a", "rules", "kinds"),
    [
        ({"latest": made(LEE, 31)}, {"recent_days": 31}, ["recent"]),
        ({"score": 30}, {"distant_score": 30}, ["distant"]),
        ({"vouch": 2}, {"low_vouch": 1}, []),
    ],
)
def test_the_rules_can_be_moved(
    a: dict[str, object], rules: dict[str, float], kinds: list[str]
) -> None:
    found = find_cautions(Facts(ANA._replace(**a), BO), TODAY, GlassRules(**rules))
    assert [caution.kind for caution in found] == kinds


def test_the_other_side_is_named_from_either_side() -> None:
    found = find_cautions(
        Facts(ANA, BO._replace(contact_id=3, name="Lee", latest=made(LEE, 3))), TODAY
    )
    assert [caution.text for caution in found] == ["you introduced Lee to Ana on Thursday"]


@pytest.mark.parametrize(
    ("a", "pair", "change"),
    [
        ({"intros": Intros.NEVER}, {}, "netlog edit c1 --intros ask, once they told you so"),
        ({"archived": True}, {}, "netlog archive c1 --back"),
        ({"vouch": None}, {}, "netlog vouch c1 1-5"),
        ({}, {"earlier": made(PAIR, 90)}, "netlog intro show i5 has what came of it"),
        ({"name": "{0} {x}", "vouch": 1}, {}, "introduce somebody you would work with yourself"),
    ],
)
def test_what_helps_names_whom_and_what_it_is_about(
    a: dict[str, object], pair: dict[str, object], change: str
) -> None:
    [caution] = find_cautions(Facts(ANA._replace(**a), BO)._replace(**pair), TODAY)
    assert caution.change == change


def test_one_bad_end_between_the_two_is_told_once() -> None:
    bad = badly(PAIR)
    facts = Facts(ANA._replace(went_badly=bad), BO._replace(went_badly=bad), earlier=bad)
    assert [caution.kind for caution in find_cautions(facts, TODAY)] == ["introduced", "went_badly"]


def test_the_gravest_comes_first_and_each_side_is_told_of() -> None:
    stranger = Person(3, "Lee", intros=Intros.NEVER)
    found = find_cautions(Facts(stranger, stranger._replace(contact_id=4)), TODAY)
    assert [caution.kind for caution in found] == [
        "never", "never", "distant", "distant", "unvouched", "unvouched",
    ]  # fmt: skip


def test_every_kind_has_one_check_with_its_reason_in_a_line() -> None:
    assert [check.kind for check in CHECKS] == list(Kind)
    for check in CHECKS:
        assert 0 < len(check.why) <= 72
        assert "\n" not in check.why


INTRODUCTIONS = st.none() | st.builds(
    lambda days, outcome: LEE._replace(
        made_on=ago(days), outcome=outcome, outcome_on=ago(days) if outcome else None
    ),
    st.integers(0, 800),
    st.none() | st.sampled_from(Outcome),
)
PEOPLE = st.builds(
    Person,
    contact_id=st.integers(1, 9),
    name=st.text(min_size=1, max_size=20),
    score=st.floats(0, 100),
    intros=st.sampled_from(Intros),
    vouch=st.none() | st.integers(1, 5),
    latest=INTRODUCTIONS,
    went_badly=INTRODUCTIONS,
)
PAIRS = st.builds(
    Facts, PEOPLE, PEOPLE, earlier=INTRODUCTIONS, acquainted=st.none() | st.text(max_size=9)
)


@settings(max_examples=100, deadline=None)
@given(PAIRS)
def test_the_same_is_said_whoever_is_named_first(facts: Facts) -> None:
    turned = facts._replace(a=facts.b, b=facts.a)
    kinds = [caution.kind for caution in find_cautions(facts, TODAY)]
    assert kinds == [caution.kind for caution in find_cautions(turned, TODAY)]
    assert kinds == sorted(kinds, key=list(Kind).index)


@settings(max_examples=100, deadline=None)
@given(PAIRS)
def test_it_is_refused_for_those_never_to_be_introduced_and_for_nobody_else(facts: Facts) -> None:
    refused = any(caution.refuses for caution in find_cautions(facts, TODAY))
    assert refused == (Intros.NEVER in {person.intros for person in facts.people})


def test_closeness_begins_where_the_score_stops_calling_a_tie_an_acquaintance() -> None:
    assert (GLASS.distant_score, "acquaintance") in _WORDS
