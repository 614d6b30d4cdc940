"""The questions for a meeting: a step deeper, about what is not known, the same each time."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.questions import _QUESTIONS, _SIGNS, TOPICS, choose, find_topics

NOTHING = frozenset[str]()
TOPIC_OF = {text: topic for topic, text in chain.from_iterable(_QUESTIONS)}
STEP_OF = {text: step for step, row in enumerate(_QUESTIONS) for _, text in row}


@pytest.mark.parametrize(
    ("deepest", "step"),
    [(-1, 0), (0, 0), (1, 0), (2, 1), (3, 2), (4, 3), (5, 4), (9, 4)],
)
def test_questions_go_one_step_deeper(deepest: int, step: int) -> None:
    for seed in range(6):
        assert {STEP_OF[text] for text in choose(deepest, NOTHING, seed)} == {step}


def test_someone_just_met_is_asked_how_they_got_started() -> None:
    assert choose(1, NOTHING, 0) == (
        "How did you get started in this?",
        "What does a good day at work look like for you?",
        "What brought you to the place where you live?",
    )


def test_what_the_journal_knows_is_asked_last() -> None:
    assert choose(1, frozenset({"path", "city"}), 0) == (
        "What does a good day at work look like for you?",
        "How do you know the people we both know?",
        "What do you like to do when nobody needs anything from you?",
    )
    assert choose(1, TOPICS - {"plans"}, 0)[0] == "What are you looking forward to this season?"
    assert choose(1, TOPICS, 0) == choose(1, NOTHING, 0)


def test_the_seed_takes_turns_with_every_question() -> None:
    for deepest, row in enumerate(_QUESTIONS, 1):
        assert {choose(deepest, NOTHING, seed)[0] for seed in range(len(row))} == {
            text for _, text in row
        }
    assert choose(3, NOTHING, 7) == choose(3, NOTHING, 7 + 6)


def test_the_list_is_six_questions_a_step_each_on_a_topic_of_its_own() -> None:
    assert len(_QUESTIONS) == 5
    assert len(STEP_OF) == 30
    for row in _QUESTIONS:
        assert len({topic for topic, _ in row}) == len(row) == 6
        for _, text in row:
            assert text.endswith("?")
            assert len(text) <= 72


@given(
    st.integers(0, 5),
    st.frozensets(st.sampled_from(sorted(TOPICS)) | st.just("weather")),
    st.integers(),
)
def test_always_three_and_nothing_known_before_anything_unknown(
    deepest: int, known: frozenset[str], seed: int
) -> None:
    questions = choose(deepest, known, seed)
    assert len(set(questions)) == 3
    asked_known = [TOPIC_OF[text] in known for text in questions]
    assert asked_known == sorted(asked_known)
    if any(asked_known):
        row = _QUESTIONS[STEP_OF[questions[0]]]
        unknown = {topic for topic, _ in row} - known
        assert unknown == {TOPIC_OF[text] for text in questions} - known
    assert choose(deepest, known, seed) == questions


@pytest.mark.parametrize(
    ("texts", "topics"),
    [
        ([], set()),
        (["", "lunch, and the weather"], set()),
        (["has two Daughters, Mira and Asha"], {"family"}),
        (["DAUGHTERS."], {"family"}),
        (["needs a designer", "climbs on Sundays"], {"needs", "cares"}),
        (["started at Acme", "moving to Berlin next year"], {"path", "plans"}),
        (["sonata in the kitchen"], set()),  # neither a son nor a kid
        (["teaches Rust; her mentor was Lee"], {"offers", "people"}),
        (["[red]team[/red] \x1b王"], {"work"}),
    ],
)
def test_the_topics_of_a_text_are_told_by_its_words(texts: list[str], topics: set[str]) -> None:
    assert find_topics(texts) == topics


def test_every_sign_is_a_word_that_a_text_may_have_and_of_a_topic_that_is_asked_about() -> None:
    assert set(_SIGNS) <= TOPICS
    for topic, signs in _SIGNS.items():
        for sign in signs:
            assert topic in find_topics([f"He said: {sign.upper()}!"])
