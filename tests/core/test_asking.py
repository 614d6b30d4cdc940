"""Ready to ask: each check by itself, the words, the order, and what must hold for everyone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.asking import (
    CHECKS,
    Facts,
    Matter,
    Readiness,
    judge,
    rank_readiness,
)
from netlog.core.rules import ASKING, AskingRules

TODAY = date(2026, 11, 22)
READY, WARM_UP, NOT_NOW = Readiness
SEVERITY = list(Readiness)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


GOOD = Facts(
    id=1,
    name="Priya Shah",
    last_two_way_on=ago(12),
    usual_gap_days=20.0,
    given=3,
    asked=1,
    deepest=3,
)
INTRO = Matter("an introduction to Ana", date(2026, 10, 3))


def test_ready_says_why_it_is_fine() -> None:
    verdict = judge(GOOD, TODAY)
    assert verdict.verdict == "ready"
    assert verdict.reasons == (
        "you last talked 12 days ago",
        "in the last year you gave 3 and asked for 1, by size",
        "the deepest you have talked is 3 of 5",
        "no ask, thank-you or answer is open between you",
    )
    assert verdict.changes == ()


@pytest.mark.parametrize(
    ("facts", "verdict", "reason", "change"),
    [
        (
            {"last_two_way_on": None},
            NOT_NOW,
            "nothing has gone both ways between you yet",
            "say hello",
        ),
        (
            {"open_ask": INTRO},
            NOT_NOW,
            'what you asked on 3 Oct is still open: "an introduction to Ana"',
            "wait for their answer",
        ),
        (
            {"owed_thanks": Matter("reviewed my CV", ago(2))},
            NOT_NOW,
            'they helped you on Friday and are not thanked yet: "reviewed my CV"',
            "thank them",
        ),
        (
            {"unanswered": Matter("are you free next week?", date(2025, 11, 19))},
            NOT_NOW,
            'they wrote to you on 19 Nov 2025 and have no answer yet: "are you free next week?"',
            "answer them",
        ),
        (
            {"given": 1, "asked": 5},
            NOT_NOW,
            "in the last year you gave 1 and asked for 5, by size",
            "more than once",
        ),
        (
            {"given": 0, "asked": 3},
            WARM_UP,
            "in the last year you gave nothing and asked for 3, by size",
            "give something first",
        ),
        (
            {"given": 2, "asked": 2},
            WARM_UP,
            "in the last year you gave 2 and asked for 2, by size",
            "give something first",
        ),
        (
            {"given": 0, "asked": 0},
            WARM_UP,
            "you have given nothing in the last year",
            "give something first",
        ),
        (
            {"last_two_way_on": ago(48)},
            WARM_UP,
            "you last talked 48 days ago, and your rhythm is every 20 days",
            "be in touch first",
        ),
        (
            {"deepest": 1},
            WARM_UP,
            "you have kept to small talk so far",
            "go a step deeper",
        ),
    ],
)
def test_each_check_speaks_up_alone(
    facts: dict[str, object], verdict: Readiness, reason: str, change: str
) -> None:
    found = judge(GOOD._replace(**facts), TODAY)
    assert (found.verdict, found.reasons) == (verdict, (reason,))
    assert len(found.changes) == 1
    assert change in found.changes[0]


@pytest.mark.parametrize(
    ("silent", "gap", "verdict"),
    [
        (30, 1.0, READY),  # a daily rhythm does not cool in two days
        (31, 1.0, WARM_UP),
        (30, None, READY),
        (31, None, WARM_UP),
        (40, 20.0, READY),
        (41, 20.0, WARM_UP),
        (180, 365.0, READY),  # a yearly one is not warm after half a year
        (181, 365.0, WARM_UP),
        (0, 20.0, READY),
        (-3, 20.0, READY),
        (9000, 20.0, WARM_UP),  # silence alone never says no: an old tie can be warmed
    ],
)
def test_silence_is_measured_by_their_rhythm(
    silent: int, gap: float | None, verdict: Readiness
) -> None:
    facts = GOOD._replace(last_two_way_on=ago(silent), usual_gap_days=gap)
    assert judge(facts, TODAY).verdict is verdict


@pytest.mark.parametrize(
    ("silent", "gap", "words"),
    [
        (0, None, "you last talked today"),
        (1, None, "you last talked yesterday"),
        (2, None, "you last talked 2 days ago"),
        (31, 1.0, "you last talked 31 days ago"),
        (31, None, "you last talked 31 days ago"),
        (200, 300.0, "you last talked 200 days ago"),
        (41, 19.6, "you last talked 41 days ago, and your rhythm is every 20 days"),
    ],
)
def test_silence_in_words(silent: int, gap: float | None, words: str) -> None:
    facts = GOOD._replace(last_two_way_on=ago(silent), usual_gap_days=gap)
    assert judge(facts, TODAY).reasons[0] == words


def test_the_heaviest_reason_comes_first_and_has_its_change_beside_it() -> None:
    facts = GOOD._replace(deepest=0, given=0, asked=0, open_ask=INTRO, owed_thanks=INTRO)
    found = judge(facts, TODAY)
    assert found.verdict is NOT_NOW
    assert [reason.split()[0] for reason in found.reasons] == ["what", "they", "you", "nothing"]
    assert [change.split()[0] for change in found.changes] == ["wait", "thank", "give", "go"]


def test_of_a_stranger_neither_silence_nor_depth_is_told() -> None:
    reasons = judge(Facts(2, "Lee Park", given=1), TODAY).reasons
    assert reasons == ("nothing has gone both ways between you yet",)


@pytest.mark.parametrize(
    ("what", "ending"),
    [
        ("", "is still open"),
        (" \n ", "is still open"),
        ("a\n\tb", 'still open: "a b"'),
        ("{name} [b]", 'still open: "{name} [b]"'),
        ("x" * 60, f'still open: "{"x" * 60}"'),
        ("x" * 61, f'still open: "{"x" * 59}…"'),
    ],
)
def test_what_was_asked_is_quoted_on_one_short_line(what: str, ending: str) -> None:
    facts = GOOD._replace(open_ask=Matter(what, ago(3)))
    assert judge(facts, TODAY).reasons[0].endswith(ending)


@pytest.mark.parametrize(
    ("facts", "rules", "verdict"),
    [
        ({"last_two_way_on": ago(41)}, {"warm_days": 60}, READY),
        ({"last_two_way_on": ago(41)}, {"warm_gaps": 3}, READY),
        ({"last_two_way_on": ago(12)}, {"cold_days": 10}, WARM_UP),
        ({"deepest": 1}, {"least_depth": 1}, READY),
        ({"deepest": 3}, {"least_depth": 4}, WARM_UP),
        ({"given": 0, "asked": 0}, {"least_lead": 0}, READY),
        ({"given": 3, "asked": 1}, {"least_lead": 3}, WARM_UP),
        ({"given": 0, "asked": 4}, {"most_behind": 4}, WARM_UP),
        ({"given": 0, "asked": 1}, {"most_behind": 0}, NOT_NOW),
    ],
)
def test_the_rules_can_be_moved(
    facts: dict[str, object], rules: dict[str, float], verdict: Readiness
) -> None:
    assert judge(GOOD._replace(**facts), TODAY, AskingRules(**rules)).verdict is verdict


def test_a_depth_short_of_a_stricter_rule_is_named() -> None:
    assert judge(GOOD, TODAY, AskingRules(least_depth=4)).reasons == (
        "the deepest you have talked so far is 3 of 5",
    )


def test_every_check_has_its_reason_in_a_line_and_the_heaviest_come_first() -> None:
    weights = [SEVERITY.index(check.weight) for check in CHECKS]
    assert weights == sorted(weights, reverse=True)
    assert SEVERITY.index(READY) not in weights
    for check in CHECKS:
        assert 0 < len(check.why) <= 72
        assert "\n" not in check.why


def test_the_best_to_ask_comes_first() -> None:
    people = [
        GOOD._replace(id=1, name="not now", open_ask=INTRO, score=99),
        GOOD._replace(id=2, name="two steps", deepest=0, given=0, score=99),
        GOOD._replace(id=3, name="one step", deepest=0, score=10),
        GOOD._replace(id=4, name="weak", score=40),
        GOOD._replace(id=5, name="strong", score=80),
        GOOD._replace(id=6, name="Zoe", score=40),
        GOOD._replace(id=8, name="twin", score=30),
        GOOD._replace(id=7, name="Twin", score=30),
    ]
    ranked = rank_readiness(people, TODAY)
    assert [facts.id for facts, _ in ranked] == [5, 4, 6, 7, 8, 3, 2, 1]
    assert all(verdict == judge(facts, TODAY) for facts, verdict in ranked)


# What must hold for everyone.

DAYS = st.integers(0, 800).map(ago)
MATTERS = st.none() | st.builds(Matter, st.text(max_size=80), DAYS)
PEOPLE = st.builds(
    Facts,
    id=st.integers(1, 1000),
    name=st.text(min_size=1, max_size=20),
    last_two_way_on=st.none() | DAYS,
    usual_gap_days=st.none() | st.floats(0.5, 400),
    given=st.integers(0, 12),
    asked=st.integers(0, 12),
    open_ask=MATTERS,
    owed_thanks=MATTERS,
    unanswered=MATTERS,
    deepest=st.integers(0, 5),
    score=st.floats(0, 100),
)
RULES = st.just(ASKING) | st.builds(
    AskingRules,
    warm_days=st.floats(0, 400),
    warm_gaps=st.floats(0, 10),
    cold_days=st.floats(0, 800),
    least_depth=st.integers(0, 6),
    least_lead=st.integers(-5, 5),
    most_behind=st.integers(-5, 5),
)
MANY = settings(max_examples=80, deadline=None)


def severity(facts: Facts, rules: AskingRules) -> int:
    return SEVERITY.index(judge(facts, TODAY, rules).verdict)


@MANY
@given(PEOPLE, RULES, st.integers(1, 3))
def test_giving_never_worsens_the_verdict(facts: Facts, rules: AskingRules, size: int) -> None:
    given_more = facts._replace(given=facts.given + size)
    assert severity(given_more, rules) <= severity(facts, rules)


@MANY
@given(PEOPLE, RULES)
def test_thanking_answering_and_talking_never_worsen_it(facts: Facts, rules: AskingRules) -> None:
    before = severity(facts, rules)
    assert severity(facts._replace(owed_thanks=None), rules) <= before
    assert severity(facts._replace(unanswered=None), rules) <= before
    if facts.last_two_way_on is not None:
        assert severity(facts._replace(last_two_way_on=TODAY), rules) <= before


@MANY
@given(PEOPLE, RULES, st.integers(1, 3))
def test_asking_more_never_improves_it(facts: Facts, rules: AskingRules, size: int) -> None:
    asked_more = facts._replace(asked=facts.asked + size)
    still_open = asked_more._replace(open_ask=Matter("more", TODAY))
    assert severity(asked_more, rules) >= severity(facts, rules)
    assert severity(still_open, rules) == SEVERITY.index(NOT_NOW)


@MANY
@given(PEOPLE, RULES)
def test_a_verdict_has_reasons_of_one_line_and_a_change_for_each(
    facts: Facts, rules: AskingRules
) -> None:
    found = judge(facts, TODAY, rules)
    assert found.reasons
    assert len(found.changes) == (0 if found.verdict is READY else len(found.reasons))
    assert len(set(found.changes)) == len(found.changes)


ALIKE = st.builds(
    Facts,
    id=st.integers(1, 1000),
    name=st.sampled_from(["Bo", "bo", "Al"]),
    last_two_way_on=st.sampled_from([None, ago(3)]),
    given=st.integers(0, 1),
    deepest=st.integers(1, 2),
    score=st.sampled_from([10.0, 20.0]),
)


@MANY
@given(st.lists(ALIKE, max_size=8, unique_by=lambda facts: facts.id))
def test_the_order_does_not_depend_on_the_order_given(people: list[Facts]) -> None:
    ranked = rank_readiness(people, TODAY)
    assert rank_readiness(reversed(people), TODAY) == ranked
    assert rank_readiness(sorted(people, key=lambda facts: facts.id), TODAY) == ranked
