"""What people need, offer and care about, and vouches: what is written, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.core.introductions import Introduction, Outcome, Side
from netlog.core.model import Want
from netlog.core.questions import choose
from netlog.errors import Ambiguous, BadInput, NetlogError, NotFound, Unclear, UnknownName
from netlog.journal import (
    acquaintances,
    brief,
    capture,
    interests,
    keep,
    person,
    removal,
    vouches,
)
from netlog.journal.capture import Details, Profile
from tests.journal.conftest import commands, contents

if TYPE_CHECKING:
    from collections.abc import Callable

    from netlog.journal.desk import Desk
    from netlog.journal.interests import Stated

TODAY = date(2026, 11, 22)
HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
NEEDS, OFFERS, CARES = Want


@pytest.fixture
def ana(desk: Desk) -> Desk:
    """Whose name must survive everything: c1."""
    capture.add(desk, HOSTILE, Profile())
    return desk


def need(desk: Desk, what: str, day: int = 22) -> Stated:
    return interests.state(desk, "ana", NEEDS, what, date(2026, 11, day))


def told(desk: Desk, kind: Want = NEEDS) -> list[tuple[str, date | None]]:
    found = interests.look_up(desk, "ana", kind).interests
    return [(each.what, each.settled_on) for each in found]


@pytest.mark.parametrize("kind", Want)
def test_it_is_written_as_it_is_said(ana: Desk, kind: Want) -> None:
    stated = interests.state(ana, "王", kind, f" {HOSTILE} ", None)
    assert stated.news
    assert stated.interest == (1, 1, HOSTILE, kind, HOSTILE, TODAY, None)
    assert [interests.look_up(ana, "c1", each).interests for each in Want] == [
        (stated.interest,) if each is kind else () for each in Want
    ]


@pytest.mark.parametrize(
    ("again", "same"),
    [
        ("C++ lessons", True),
        ("c++  LESSONS", True),
        ("C++, lessons!", True),
        ("C# lessons", False),
        ("C lessons", False),
        ("lessons C++", False),
    ],
)
def test_the_same_words_again_change_nothing(ana: Desk, again: str, same: bool) -> None:
    first = need(ana, "C++ lessons", 1)
    before = contents(ana)
    second = need(ana, again)
    assert second.news is not same
    assert (second.interest == first.interest) is same
    assert (contents(ana) == before) is same
    # For another kind they say something else.
    assert interests.state(ana, "ana", OFFERS, again, None).news


@pytest.mark.parametrize("what", ["???", "🙂", "王", "+"])
def test_what_has_no_letters_is_told_apart_too(ana: Desk, what: str) -> None:
    need(ana, what)
    assert not need(ana, what).news
    assert need(ana, "!!!").news
    interests.remove(ana, "ana", NEEDS, what)
    assert [text for text, _ in told(ana)] == ["!!!"]


def test_a_need_met_may_come_again(ana: Desk) -> None:
    need(ana, "a designer", 1)
    met = interests.settle(ana, "ana", "", date(2026, 11, 9))
    assert met.interest.settled_on == date(2026, 11, 9)
    assert need(ana, "a designer").news
    assert told(ana) == [("a designer", None), ("a designer", date(2026, 11, 9))]
    # What is open is meant, though the same words stand there twice.
    assert interests.settle(ana, "ana", "a designer", None).interest.id == 2


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("designer", "a designer for the site"),
        ("SITE design", "a designer for the site"),
        ("a designer for the site", "a designer for the site"),
        ("lessons", "C++ lessons"),
        ("c++", "C++ lessons"),
        ("lesson in", "lessons in singing"),
    ],
)
def test_some_words_name_it(ana: Desk, words: str, met: str) -> None:
    for what in ("a designer for the site", "C++ lessons", "lessons in singing"):
        need(ana, what)
    if words == "lessons":
        interests.settle(ana, "ana", "singing", None)
    assert interests.settle(ana, "ana", words, None).interest.what == met


def test_words_that_are_all_of_it_go_before_those_that_are_a_part(ana: Desk) -> None:
    need(ana, "a designer")
    need(ana, "a designer for the site")
    assert interests.settle(ana, "ana", "A Designer", None).interest.what == "a designer"


@pytest.mark.parametrize(
    ("settle", "error", "said"),
    [
        (lambda desk: interests.settle(desk, "ana", "", None), Unclear, "2 needs of Ana"),
        (lambda desk: interests.settle(desk, "ana", "a", None), Unclear, '"a tutor", "a designer"'),
        (lambda desk: interests.settle(desk, "ana", "tax", None), NotFound, 'the words "tax"'),
        (lambda desk: interests.settle(desk, "bo", "", None), UnknownName, "bo"),
        (
            lambda desk: interests.settle(desk, "ana", "designer", date(2026, 11, 1)),
            BadInput,
            "noted on 12 Nov",
        ),
        (lambda desk: interests.settle(desk, "ana", "book", None), BadInput, "was met today"),
        (lambda desk: interests.remove(desk, "ana", OFFERS, ""), BadInput, "王 🙂 offers"),
        (lambda desk: interests.remove(desk, "ana", CARES, "x"), BadInput, "cares about"),
        (lambda desk: need(desk, "  "), BadInput, "nothing to write down"),
    ],
)
def test_what_is_refused_changes_nothing(
    ana: Desk, settle: Callable[[Desk], object], error: type[NetlogError], said: str
) -> None:
    need(ana, "a book")
    interests.settle(ana, "ana", "", None)
    need(ana, "a designer", 12)
    need(ana, "a tutor")
    before = contents(ana)
    with pytest.raises(error) as caught:
        settle(ana)
    assert said in str(caught.value)
    assert caught.value.hint
    assert contents(ana) == before


def test_a_name_that_does_not_say_who(ana: Desk) -> None:
    capture.add(ana, "Ana Bo", Profile())
    with pytest.raises(Ambiguous):
        need(ana, "x")


def test_each_command_is_taken_back_exactly(ana: Desk) -> None:
    steps: list[Callable[[], object]] = [
        lambda: need(ana, "a designer"),
        lambda: interests.settle(ana, "ana", "", None),
        lambda: interests.remove(ana, "ana", NEEDS, ""),
        lambda: vouches.vouch(ana, "ana", 4, "kind", None),
    ]
    states = [contents(ana)]
    for step in steps:
        step()
        states.append(contents(ana))
    for state in reversed(states[:-1]):
        keep.undo(ana, keep.last_operation(ana))
        assert contents(ana) == state


def test_nothing_new_is_no_command_to_take_back(ana: Desk) -> None:
    need(ana, "a designer")
    before = commands(ana)
    need(ana, "a designer")
    assert commands(ana) == before


def test_a_day_knows_what_was_known_on_it(ana: Desk) -> None:
    need(ana, "a designer", 5)
    interests.settle(ana, "ana", "", date(2026, 11, 15))
    vouches.vouch(ana, "ana", 2, "", date(2026, 11, 8))
    vouches.vouch(ana, "ana", 5, "", date(2026, 11, 18))
    for day, open_, value in ((4, None, None), (8, True, 2), (15, False, 2), (18, False, 5)):
        then = ana._replace(today=date(2026, 11, day))
        page = person.show(then, "ana")
        assert [each.settled_on is None for each in page.interests] == (
            [] if open_ is None else [open_]
        )
        assert (page.vouch.value if page.vouch else None) == value
        assert len(vouches.look_up(then, "ana").vouches) == {4: 0, 18: 2}.get(day, 1)


def test_what_is_known_of_them_is_asked_last_before_a_meeting(ana: Desk) -> None:
    capture.log(ana, ["ana"], "lunch", Details(depth=2))
    unknown = choose(2, frozenset(), 1)
    assert brief.brief(ana, "ana").questions == unknown
    for kind in (NEEDS, OFFERS):
        interests.state(ana, "ana", kind, "clean rivers", None)
    interests.settle(ana, "ana", "", None)
    found = brief.brief(ana, "ana").questions
    assert found == choose(2, frozenset({"needs", "offers"}), 1)
    assert found != unknown


def test_what_somebody_else_took_away_meanwhile_is_not_taken_twice(
    ana: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = need(ana, "a designer").interest
    interests.settle(ana, "ana", "", None)
    before = contents(ana)
    monkeypatch.setattr(interests, "_of_kind", lambda *_: [stale])
    for late in (
        lambda: interests.settle(ana, "ana", "", None),
        lambda: interests.remove(ana, "ana", NEEDS, ""),
    ):
        with pytest.raises(BadInput, match="meanwhile"):
            late()
    assert contents(ana) == before


def test_what_goes_with_somebody_is_counted_before(ana: Desk) -> None:
    capture.add(ana, "Bo Ek", Profile())
    for what in ("a designer", "a tutor"):
        need(ana, what)
    for value in (3, 4):
        vouches.vouch(ana, "ana", value, "", None)
    acquaintances.know(ana, "bo", "ana", "")
    before = contents(ana)
    planned = removal.plan(ana, "ana")
    assert (planned.interests, planned.vouches, planned.acquaintances) == (2, 2, 1)
    removal.remove(ana, planned)
    last = keep.last_operation(ana)
    assert "2 interests" in last.operation.summary
    assert "2 vouches" in last.operation.summary
    keep.undo(ana, last)
    assert contents(ana) == before


def test_how_introducing_somebody_turned_out(ana: Desk) -> None:
    capture.add(ana, "Bo Ek", Profile())
    a, b = Side(1, HOSTILE), Side(2, "Bo Ek")
    day = date(2026, 11, 1)
    with ana.writing() as writer:
        open_ = Introduction(0, a, b, "work", day)
        writer.add(open_)
        made = open_._replace(made_on=day)
        writer.add(made._replace(outcome=Outcome.GOOD, outcome_on=day))
        writer.add(made._replace(a=b, b=a, made_on=date(2026, 11, 20)))
    for name in ("ana", "bo"):
        found = vouches.look_up(ana, name).introductions
        assert [(each.id, each.outcome) for each in found] == [(3, None), (2, Outcome.GOOD)]
    assert vouches.look_up(ana._replace(today=date(2026, 10, 31)), "ana").introductions == ()
