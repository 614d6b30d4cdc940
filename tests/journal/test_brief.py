"""The page before a meeting: how deep it went, what is known, and what to ask next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from netlog.core.model import Direction
from netlog.core.questions import TOPICS, choose
from netlog.errors import NotFound
from netlog.journal.brief import Brief, brief
from netlog.journal.capture import Details, Profile, add, log, note

if TYPE_CHECKING:
    from netlog.journal.desk import Desk

ANA = 'Ana [x] "Z" O\'Neil 王 🙂'


@pytest.fixture
def ana(desk: Desk) -> Desk:
    """Whose name must survive everything: c1."""
    add(desk, ANA, Profile())
    return desk


def met(desk: Desk, text: str, days: int = 1, **details: Any) -> None:
    on = desk.today - timedelta(days)
    log(desk, ["ana"], text, Details(on, direction=Direction.BOTH, **details))


def asked(found: Brief, *known: str) -> bool:
    """Whether the questions are those for what is known."""
    assert TOPICS.issuperset(known)
    return found.questions == choose(found.deepest, frozenset(known), 1)


def test_somebody_never_met_is_asked_the_first_questions(ana: Desk) -> None:
    found = brief(ana, "ana")
    assert found.page.contact.name == ANA
    assert found.deepest == 0
    assert asked(found)
    assert len(found.questions) == 3


@pytest.mark.parametrize(
    ("depths", "deepest"), [([None], 0), ([1, None], 1), ([2, 4, 1], 4), ([5], 5)]
)
def test_the_depth_is_the_greatest_that_was_written_down(
    ana: Desk, depths: list[int | None], deepest: int
) -> None:
    for days, depth in enumerate(depths, 1):
        met(ana, "…", days, depth=depth)
    found = brief(ana, "ana")
    assert found.deepest == deepest
    assert asked(found)


def test_what_the_journal_knows_is_asked_last(ana: Desk) -> None:
    add(ana, "Bo Ek", Profile())
    before = brief(ana, "ana").questions
    note(ana, "ana", "works in a small team", None)
    met(ana, "she started at Acme")
    note(ana, "bo", "likes tea", None)
    found = brief(ana, "ana")
    assert asked(found, "work", "path")
    assert found.questions != before


def test_a_city_and_an_introduction_are_known_too(ana: Desk) -> None:
    add(ana, "Bo Ek", Profile(city="Oslo", introduced_by="ana"))
    assert brief(ana, "bo").questions == choose(0, frozenset({"city", "met"}), 2)


def test_it_is_the_same_each_time_and_changes_nothing(ana: Desk) -> None:
    met(ana, "plans to move", depth=2)
    before = ana.path.read_bytes()
    assert brief(ana, "ana") == brief(ana, "c1")
    assert ana.path.read_bytes() == before


def test_it_knows_nothing_of_days_to_come(ana: Desk) -> None:
    met(ana, "started anew", days=1, depth=4)
    earlier = brief(ana._replace(today=date(2026, 11, 20)), "ana")
    assert earlier.deepest == 0
    assert earlier.page.touchpoints == ()


def test_nobody_of_that_name(ana: Desk) -> None:
    with pytest.raises(NotFound):
        brief(ana, "zoe")
