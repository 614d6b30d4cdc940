"""The life of an introduction: every step, every refusal, what comes next, and what must hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core import introductions
from netlog.core.introductions import (
    Answer,
    Introduction,
    Outcome,
    Side,
    begin,
    find_mine,
    find_missing,
    next_step,
)
from netlog.core.rules import IntroductionRules
from netlog.errors import BadInput

OPENED = date(2026, 11, 2)  # a Monday
LATE = date(2027, 11, 2)
ANA, BO = 1, 2
HARD_NAME = 'Ana [x] "Z" O\'Neil 王 🙂'
NEW = begin(Side(ANA, "Ana"), Side(BO, "Bo"), "a platform role", OPENED)._replace(id=4)


def day(number: int) -> date:
    return OPENED + timedelta(number)


def take(introduction: Introduction, word: str, on: date) -> Introduction:
    """One step, written as `ask ana`, `made`, `made one-sided`, `outcome good` or `drop`."""
    match word.split():
        case ["ask" | "yes" | "no" as verb, name]:
            step = {
                "ask": introductions.ask,
                "yes": introductions.agree,
                "no": introductions.decline,
            }[verb]
            return step(introduction, {"ana": ANA, "bo": BO}[name], on)
        case ["made", *rest]:
            return introductions.make(introduction, on, one_sided=bool(rest))
        case ["outcome", outcome]:
            return introductions.conclude(introduction, Outcome(outcome), on, "words ")
        case _:
            return introductions.drop(introduction, on)


def after(*words: str) -> Introduction:
    """The introduction after steps of one day each, from the day after it was opened."""
    introduction = NEW
    for number, word in enumerate(words, 1):
        introduction = take(introduction, word, day(number))
    return introduction


BOTH_YES = ("ask ana", "yes ana", "ask bo", "yes bo")


def test_a_new_one_has_asked_nobody() -> None:
    assert (NEW.a.answer, NEW.b.answer) == ("not asked", "not asked")
    assert (NEW.last_on, NEW.is_over) == (OPENED, False)


@pytest.mark.parametrize(
    ("b", "purpose", "message"),
    [
        (Side(ANA, "Ana S"), "work", "Ana cannot be introduced to themselves"),
        (Side(BO, "Bo"), " \n", "an introduction needs a purpose"),
    ],
)
def test_what_cannot_be_opened(b: Side, purpose: str, message: str) -> None:
    with pytest.raises(BadInput) as refusal:
        begin(Side(ANA, "Ana"), b, purpose, OPENED)
    assert refusal.value.message == message
    assert refusal.value.hint


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ask ana"], {"a": Side(ANA, "Ana", Answer.ASKED, day(1), 1)}),
        (["ask bo"], {"b": Side(BO, "Bo", Answer.ASKED, day(1), 1)}),
        (["ask bo", "ask bo"], {"b": Side(BO, "Bo", Answer.ASKED, day(2), 2)}),
        (["ask ana", "yes ana"], {"a": Side(ANA, "Ana", Answer.YES, day(1), 1, day(2))}),
        (["ask bo", "no bo"], {"b": Side(BO, "Bo", Answer.NO, day(1), 1, day(2))}),
        (["ask bo", "no bo", "yes bo"], {"b": Side(BO, "Bo", Answer.YES, day(1), 1, day(3))}),
        (["ask bo", "yes bo", "no bo"], {"b": Side(BO, "Bo", Answer.NO, day(1), 1, day(3))}),
        ([*BOTH_YES, "made"], {"made_on": day(5), "one_sided": False}),
        ([*BOTH_YES, "made one-sided"], {"made_on": day(5), "one_sided": False}),
        (["made one-sided"], {"made_on": day(1), "one_sided": True}),
        (["ask ana", "yes ana", "made one-sided"], {"made_on": day(3), "one_sided": True}),
        (
            [*BOTH_YES, "made", "outcome good"],
            {"outcome": Outcome.GOOD, "outcome_text": "words", "outcome_on": day(6)},
        ),
        (
            [*BOTH_YES, "made", "outcome flat", "outcome bad"],
            {"outcome": Outcome.BAD, "outcome_on": day(7)},
        ),
        (["drop"], {"dropped_on": day(1)}),
        (["ask ana", "no ana", "drop"], {"dropped_on": day(3)}),
    ],
)
def test_each_step_is_written_down_with_its_day(
    words: list[str], expected: dict[str, object]
) -> None:
    *before, last = words
    start = after(*before)
    end = take(start, last, day(len(words)))
    assert {name: getattr(end, name) for name in expected} == expected
    untouched = set(Introduction._fields) - set(expected) - {"outcome_text"}
    assert all(getattr(end, name) == getattr(start, name) for name in untouched)
    assert end.last_on == day(len(words))


@pytest.mark.parametrize(
    ("before", "word", "message", "hint"),
    [
        ([], "yes ana", "Ana has not been asked yet", "first: netlog intro ask i4 c1"),
        (["ask ana"], "no bo", "Bo has not been asked yet", "first: netlog intro ask i4 c2"),
        (
            ["ask ana", "yes ana"],
            "yes ana",
            "Ana said yes on 2026-11-04 already",
            "next: netlog intro ask i4 c2",
        ),
        (
            ["ask ana", "yes ana"],
            "ask ana",
            "Ana said yes on 2026-11-04 already",
            "next: netlog intro ask i4 c2",
        ),
        (
            ["ask ana", "no ana"],
            "ask ana",
            "Ana said no on 2026-11-04 already",
            "netlog intro drop i4 closes it; if Ana agrees after all: netlog intro yes i4 c1",
        ),
        (
            ["ask ana", "no ana"],
            "no ana",
            "Ana said no on 2026-11-04 already",
            "netlog intro drop i4 closes it; if Ana agrees after all: netlog intro yes i4 c1",
        ),
        (
            ["ask ana", "no ana"],
            "ask bo",
            "Ana said no on 2026-11-04, so there is nothing to ask",
            "netlog intro drop i4 closes it; if Ana agrees after all: netlog intro yes i4 c1",
        ),
        (
            [],
            "made",
            "Ana has not been asked and Bo has not been asked",
            "next: netlog intro ask i4 c1; --one-sided makes it nevertheless",
        ),
        (
            ["ask ana", "yes ana", "ask bo"],
            "made",
            "Bo has not answered yet",
            "when Bo answers: netlog intro yes i4 c2, or no; --one-sided makes it nevertheless",
        ),
        (
            [*BOTH_YES, "no bo"],
            "made one-sided",
            "Bo said no on 2026-11-07",
            "next: netlog intro drop i4; if Bo agrees after all: netlog intro yes i4 c2",
        ),
        (BOTH_YES, "outcome good", "i4 has not been made yet", "next: netlog intro made i4"),
        *(
            (
                [*BOTH_YES, "made"],
                word,
                "i4 was made on 2026-11-07",
                "what is left: netlog intro outcome i4 …",
            )
            for word in ("ask bo", "yes bo", "no bo", "made", "made one-sided", "drop")
        ),
        *(
            (
                ["drop"],
                word,
                "i4 was dropped on 2026-11-03",
                'another one: netlog introduce c1 c2 --why "…"',
            )
            for word in ("ask bo", "yes bo", "no bo", "made one-sided", "outcome bad", "drop")
        ),
    ],
)
def test_a_step_out_of_order_is_refused_with_the_one_to_take(
    before: list[str], word: str, message: str, hint: str
) -> None:
    introduction = after(*before)
    with pytest.raises(BadInput) as refusal:
        take(introduction, word, LATE)
    assert (refusal.value.message, refusal.value.hint) == (message, hint)
    assert refusal.value.exit_code == 5


def test_nobody_is_asked_twice_on_a_day() -> None:
    asked = after("ask ana")
    with pytest.raises(BadInput) as refusal:
        take(asked, "ask ana", day(1))
    assert refusal.value.message == "Ana was asked on 2026-11-03 already"
    assert refusal.value.hint == "when Ana answers: netlog intro yes i4 c1, or no"


def test_whoever_has_no_part_in_it_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        introductions.ask(NEW, 7, day(1))
    assert refusal.value.message == "c7 has no part in i4"
    assert refusal.value.hint == "it is between Ana (c1) and Bo (c2)"


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ([], "ask ana"),
        ([], "made one-sided"),
        ([], "drop"),
        (["ask ana"], "ask bo"),
        (["ask ana"], "yes ana"),
        (["ask ana"], "no ana"),
        (BOTH_YES, "made"),
        ([*BOTH_YES, "made"], "outcome good"),
        ([*BOTH_YES, "made", "outcome good"], "outcome bad"),
    ],
)
def test_a_step_is_never_before_the_last_one(before: list[str], word: str) -> None:
    introduction = after(*before)
    last = introduction.last_on
    with pytest.raises(BadInput) as refusal:
        take(introduction, word, last - timedelta(1))
    assert (
        refusal.value.message == f"{last - timedelta(1)} is before the last step of i4, on {last}"
    )
    assert take(introduction, word, last).last_on == last


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ([], ("Ana has not been asked", "Bo has not been asked")),
        (["ask ana"], ("Ana has not answered yet", "Bo has not been asked")),
        (["ask ana", "yes ana", "ask bo", "no bo"], ("Bo said no",)),
        (BOTH_YES, ()),
        (["ask bo", "yes bo", "made one-sided"], ("Ana has not been asked",)),
    ],
)
def test_what_consent_lacks_is_said(words: list[str], missing: tuple[str, ...]) -> None:
    assert find_missing(after(*words)) == missing


DRAFT = "netlog intro draft i4 has the words"
CLOSE = f"tell them kindly that it does not suit, and close it; {DRAFT}"


@pytest.mark.parametrize(
    ("words", "since", "name", "text", "step", "command"),
    [
        (
            [], 0, "Ana", "to meet Bo: a platform role",
            f"ask whether they would like to; {DRAFT}", "ask i4 c1",
        ),
        (
            ["ask ana"], 15, "Ana", "asked on 3 Nov about meeting Bo, no answer yet",
            "ask once more; no is a fine answer, too", "ask i4 c1",
        ),
        (
            ["ask bo"], 15, "Bo", "asked on 3 Nov about meeting Ana, no answer yet",
            "ask once more; no is a fine answer, too", "ask i4 c2",
        ),
        (
            ["ask bo", "ask ana"], 15, "Bo", "asked on 3 Nov about meeting Ana, no answer yet",
            "ask once more; no is a fine answer, too", "ask i4 c2",
        ),
        (
            ["ask ana", "ask ana"], 16, "Ana",
            "asked again on 4 Nov about meeting Bo, no answer yet",
            f"tell them kindly that you leave it there, and close it; {DRAFT}", "drop i4",
        ),
        (
            ["ask ana", "yes ana", "ask bo", "ask bo", "ask bo"], 19, "Bo",
            "asked again on 7 Nov about meeting Ana, no answer yet",
            f"tell both kindly that you leave it there, and close it; {DRAFT}", "drop i4",
        ),
        (
            ["ask ana", "yes ana"], 2, "Bo", "Ana said yes on 4 Nov to meeting them",
            f"ask whether they would like to, too; {DRAFT}", "ask i4 c2",
        ),
        (
            ["ask bo", "yes bo"], 2, "Ana", "Bo said yes on 4 Nov to meeting them",
            f"ask whether they would like to, too; {DRAFT}", "ask i4 c1",
        ),
        (
            ["ask ana", "yes ana", "ask bo", "no bo"], 4, "Ana",
            "Bo said no on 6 Nov to meeting them", CLOSE, "drop i4",
        ),
        (
            ["ask ana", "ask bo", "no ana"], 3, "Bo",
            "Ana said no on 5 Nov to meeting them", CLOSE, "drop i4",
        ),
        (
            BOTH_YES, 4, "Ana", "and Bo both said yes", f"introduce them; {DRAFT}", "made i4",
        ),
        (
            [*BOTH_YES, "made"], 26, "Ana", "introduced to Bo on 7 Nov",
            "ask how it went, and write down whether it was good, flat or bad", "outcome i4 …",
        ),
        (
            ["made one-sided"], 22, "Ana", "introduced to Bo on 3 Nov",
            "ask how it went, and write down whether it was good, flat or bad", "outcome i4 …",
        ),
    ],
)  # fmt: skip
def test_what_comes_next_and_from_when(
    words: list[str], since: int, name: str, text: str, step: str, command: str
) -> None:
    introduction = after(*words)
    found = next_step(introduction, day(60))
    assert found is not None
    assert (found.name, found.text, found.step) == (name, text, step)
    assert found.since == day(since)
    assert found.command == f"netlog intro {command}"
    assert found.introduction_id == 4
    assert {ANA: "Ana", BO: "Bo"}[found.contact_id] == name
    assert find_mine([introduction], day(since)) == [next_step(introduction, day(since))]
    assert find_mine([introduction], day(since - 1)) == []


@pytest.mark.parametrize(
    "words",
    [
        ["drop"],
        ["ask ana", "no ana"],
        ["ask bo", "no bo"],
        ["ask ana", "ask bo", "no ana", "no bo"],
        [*BOTH_YES, "drop"],
        *([*BOTH_YES, "made", f"outcome {outcome}"] for outcome in Outcome),
    ],
)
def test_what_is_over_asks_for_nothing(words: list[str]) -> None:
    assert after(*words).is_over
    assert next_step(after(*words), LATE) is None


def test_a_no_may_become_a_yes_and_goes_on_from_there() -> None:
    step = next_step(after("ask ana", "no ana", "yes ana"), LATE)
    assert step is not None
    assert step.command == "netlog intro ask i4 c2"


@pytest.mark.parametrize(
    ("words", "rules", "since", "verb"),
    [
        (["ask ana"], IntroductionRules(silent_days=3), 4, "ask"),
        (["ask ana"], IntroductionRules(most_asks=1), 15, "drop"),
        (["made one-sided"], IntroductionRules(outcome_days=7), 8, "outcome"),
    ],
)
def test_the_rules_can_be_moved(
    words: list[str], rules: IntroductionRules, since: int, verb: str
) -> None:
    step = next_step(after(*words), LATE, rules)
    assert step is not None
    assert (step.since, step.verb) == (day(since), verb)


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    asked = take(NEW._replace(opened_on=date.max), "ask ana", date.max)
    step = next_step(asked, date.max)
    assert step is not None
    assert step.since == date.max


def test_a_name_is_written_as_it_is() -> None:
    step = next_step(NEW._replace(a=Side(ANA, HARD_NAME), b=Side(BO, HARD_NAME)), OPENED)
    assert step is not None
    assert step.name == HARD_NAME
    assert HARD_NAME in step.text


# What must hold whatever is done, in whatever order.

WORDS = (
    "ask ana", "ask bo", "yes ana", "yes bo", "no ana", "no bo",
    "made", "made one-sided", "outcome good", "outcome bad", "drop",
)  # fmt: skip
HISTORIES = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(-2, 20)), max_size=14)
MANY = settings(max_examples=200, deadline=None)


def live(history: list[tuple[str, int]]) -> list[Introduction]:
    """Every state that a history passes through; what is refused changes nothing."""
    states = [NEW]
    on = OPENED
    for word, days in history:
        on += timedelta(days)
        try:
            states.append(take(states[-1], word, on))
        except BadInput:
            continue
    return states


@MANY
@given(HISTORIES)
def test_it_is_never_made_without_the_yes_of_both_unless_one_sided(
    history: list[tuple[str, int]],
) -> None:
    for state in live(history):
        answers = {side.answer for side in state.sides}
        if state.made_on:
            assert Answer.NO not in answers
            assert state.one_sided == (answers != {Answer.YES})
        assert not state.outcome or state.made_on
        assert not (state.dropped_on and state.made_on)
        for side in state.sides:
            assert (side.answered_on is not None) == (side.answer in {Answer.YES, Answer.NO})
            assert (side.asked_on is not None) == (side.asks > 0)
            assert side.asks or side.answer is Answer.NOT_ASKED


@MANY
@given(HISTORIES)
def test_the_days_of_its_steps_follow_each_other(history: list[tuple[str, int]]) -> None:
    days = [state.last_on for state in live(history)]
    assert days == sorted(days)


def follow(introduction: Introduction, on: date, answer: str) -> Introduction:
    """Do what comes next, on a day. After an ask they may answer, `yes` or `no`, or be silent."""
    step = next_step(introduction, on)
    assert step is not None
    name = {ANA: "ana", BO: "bo"}[step.contact_id]
    match step.verb:
        case "ask":
            introduction = take(introduction, f"ask {name}", on)
            return take(introduction, f"{answer} {name}", on) if answer else introduction
        case "outcome":
            return take(introduction, "outcome flat", on)
        case verb:
            return take(introduction, verb, on)


@MANY
@given(HISTORIES, st.lists(st.sampled_from(["yes", "no", ""]), min_size=6, max_size=6))
def test_following_what_comes_next_leads_to_an_end(
    history: list[tuple[str, int]], answers: list[str]
) -> None:
    state = live(history)[-1]
    for answer in answers:
        step = next_step(state, LATE)
        if step is None:
            break
        state = follow(state, max(step.since, state.last_on + timedelta(1)), answer)
    assert state.is_over


@MANY
@given(HISTORIES)
def test_what_was_asked_for_is_not_asked_again_once_done(history: list[tuple[str, int]]) -> None:
    for state in live(history):
        on = state.last_on + timedelta(30)
        before = find_mine([state], on)
        if state.is_over:
            assert before == []
            continue
        [step] = before
        for then in find_mine([follow(state, on, "")], on):
            assert (then.verb, then.contact_id) != (step.verb, step.contact_id)
