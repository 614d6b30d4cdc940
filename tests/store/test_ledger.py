"""Favours and follow-ups as the store gives them: what went both ways, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.core.model import Direction, Favour, FollowUp, Kind

if TYPE_CHECKING:
    from conftest import Journal

OUT, IN = Direction.OUT, Direction.IN
TODAY = date(2026, 11, 22)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-11-{text}")


@pytest.fixture
def favours(journal: Journal) -> Journal:
    """With Ada an ask that she granted and I thanked for, with Bo one that he declined."""
    journal.add("Ada")
    journal.add("Bo")
    asked = journal.touch("2026-11-01", 1, direction=OUT, note="a referral")
    got = journal.touch("2026-11-05", 1, direction=IN, note="referred me")
    thanks = journal.touch("2026-11-09", 1, direction=OUT, note="thank you")
    plea = journal.touch("2026-11-02", 2, direction=OUT, note="a desk")
    no = journal.touch("2026-11-06", 2, direction=IN, note="no room")
    gift = journal.touch("2026-11-06", 2, direction=OUT, note="a book")
    with journal.writing() as writer:
        one = writer.add_favour(Kind.ASKED, asked, 1, 2)
        two = writer.add_favour(Kind.RECEIVED, got, 1, 3)
        writer.settle_favour(one, got)
        writer.settle_favour(two, thanks)
        three = writer.add_favour(Kind.ASKED, plea, 2, 1)
        writer.settle_favour(three, no)
        writer.add_favour(Kind.GIVEN, gift, 2, 1)
    return journal


def test_the_ledger_newest_first(favours: Journal) -> None:
    with favours.reading() as reader:
        assert reader.favours(TODAY) == [
            Favour(4, 2, "Bo", Kind.GIVEN, "a book", 1, day("06"), 6),
            Favour(2, 1, "Ada", Kind.RECEIVED, "referred me", 3, day("05"), 2,
                   day("09"), "thanked", 3),
            Favour(3, 2, "Bo", Kind.ASKED, "a desk", 1, day("02"), 4, day("06"), "declined", 5),
            Favour(1, 1, "Ada", Kind.ASKED, "a referral", 2, day("01"), 1, day("05"), "got", 2),
        ]  # fmt: skip
        assert [favour.id for favour in reader.favours(TODAY, 1)] == [2, 1]
        assert reader.favours(TODAY, 99) == []


@pytest.mark.parametrize(
    ("on", "known"),
    [
        ("01", {1: True}),
        ("04", {1: True, 3: True}),
        ("05", {1: False, 3: True, 2: True}),
        ("06", {1: False, 3: False, 2: True, 4: False}),
        ("09", {1: False, 3: False, 2: False, 4: False}),
    ],
)
def test_it_stands_as_it_stood_on_that_day(
    favours: Journal, on: str, known: dict[int, bool]
) -> None:
    with favours.reading() as reader:
        found = reader.favours(day(on))
    assert {favour.id: favour.is_open for favour in found} == known
    for favour in found:
        settled = favour.settled_on, favour.outcome, favour.settled_by
        assert all(settled) or not any(settled)


def test_what_a_touchpoint_was_and_settled(favours: Journal) -> None:
    with favours.reading() as reader:
        assert [favour.id for favour in reader.favours_of(2)] == [2]
        assert [favour.id for favour in reader.settled_with(2)] == [1]
        assert reader.favours_of(3) == []
        assert [favour.id for favour in reader.settled_with(3)] == [2]
        assert reader.favour(99) is None
        favour = reader.favour(3)
    assert favour
    assert (favour.outcome, favour.settled_on) == ("declined", day("06"))


def test_a_favour_goes_with_its_touchpoint_and_opens_when_its_answer_goes(
    favours: Journal,
) -> None:
    with favours.writing() as writer:
        writer.remove_touchpoint(3)
        writer.remove_touchpoint(6)
    with favours.reading() as reader:
        assert reader.favour(4) is None
        favour = reader.favour(2)
    assert favour
    assert favour.is_open
    favours.undo()
    with favours.reading() as reader:
        assert len(reader.favours(TODAY)) == 4
        assert not any(favour.is_open for favour in reader.favours(TODAY))
    favours.check()


def test_any_sqlite_tool_can_read_the_ledger(favours: Journal) -> None:
    assert favours.sql("SELECT name, kind, what, day, outcome FROM ledger ORDER BY id") == [
        ("Ada", "asked", "a referral", "2026-11-01", "got"),
        ("Ada", "received", "referred me", "2026-11-05", "thanked"),
        ("Bo", "asked", "a desk", "2026-11-02", "declined"),
        ("Bo", "given", "a book", "2026-11-06", ""),
    ]


def test_follow_ups_the_next_first(journal: Journal) -> None:
    journal.add("Ada")
    soon = FollowUp(1, None, "", "print cards", day("25"), day("25"))
    monthly = FollowUp(2, 1, "Ada", "call", day("24"), day("30"), "1m")
    done = FollowUp(3, 1, "Ada", "write", day("20"), day("20"), None, day("21"))
    with journal.writing() as writer:
        for each in (soon, monthly, done):
            writer.add(each)
    with journal.reading() as reader:
        assert reader.follow_ups() == [monthly, soon]
        assert reader.follow_ups(1) == [monthly]
        assert reader.follow_ups(1, done=True) == [done, monthly]
        assert reader.follow_up(3) == done
        assert reader.follow_up(4) is None
        assert reader.follow_ups(2) == []
