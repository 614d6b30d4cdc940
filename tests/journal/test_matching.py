"""Who is suggested to whom, who never is, and what the page of the day makes of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from netlog.core.introductions import Answer, Introduction, Side
from netlog.core.model import (
    Acquaintance,
    Channel,
    Contact,
    Direction,
    Interest,
    Intros,
    Participant,
    Touchpoint,
    Vouch,
    Want,
)
from netlog.errors import NoJournal, UnknownName
from netlog.journal import capture, favours, interests, keep, matching, morning, vouches
from netlog.journal.capture import Details
from netlog.journal.keep import ContactEdit, LogEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from netlog.core.agenda_items import Item
    from netlog.journal.desk import Desk

    Change = Callable[[Desk], object]

TODAY = date(2026, 11, 22)
HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
ANA, LEE, SAM, SAMI = 1, 2, 3, 4
NEEDS, OFFERS, _ = Want


@pytest.fixture
def four(desk: Desk) -> Desk:
    """All in touch today: Ana needs a designer; Lee, and Sam Keller a little less, offer design;
    Sam Ito nothing.
    """
    with desk.writing() as writer:
        for name in (HOSTILE, "Lee Park", "Sam Keller", "Sam Ito"):
            writer.add_contact(Contact(0, "", name, circle="close", added_on=TODAY))
        for number in (ANA, LEE, SAM, SAMI):
            people = (Participant(number, "", Direction.BOTH),)
            writer.add_touchpoint(Touchpoint(0, TODAY, Channel.CALL, people=people))
        for number, kind, what in (
            (ANA, NEEDS, "a designer for [b]apps[/b]"),
            (LEE, OFFERS, "design of apps"),
            (SAM, OFFERS, "design"),
        ):
            writer.add(Interest(0, number, "", kind, what, TODAY))
    return desk


def pairs(desk: Desk, name: str = "", limit: int | None = None) -> list[tuple[int, int]]:
    return [(pair.a.id, pair.b.id) for pair in matching.match(desk, name, limit).pairs]


def edited(name: str, intros: str = "") -> Change:
    edit = ContactEdit(intros=Intros(intros))
    return lambda desk: keep.edit(desk, name, edit, LogEdit())


def written(record: Vouch | Acquaintance | Introduction) -> Change:
    def write(desk: Desk) -> None:
        with desk.writing() as writer:
            writer.add(record)

    return write


def test_the_best_comes_first_with_the_command_that_starts_it(four: Desk) -> None:
    first, second = matching.match(four, "", None).pairs
    assert (first.a.name, first.b.name) == (HOSTILE, "Lee Park")
    assert first.meetings[0].words == ("designer", "b]apps[/b")
    assert first.command == 'netlog introduce ana lee --why "…"'
    assert second.command == 'netlog introduce ana sam-keller --why "…"'
    assert first.weight > second.weight


def test_of_one_person_and_so_many(four: Desk) -> None:
    assert pairs(four) == [(ANA, LEE), (ANA, SAM)]
    assert pairs(four, limit=1) == [(ANA, LEE)]
    assert pairs(four, "sam k") == [(ANA, SAM)]
    assert pairs(four, "ana", 1) == [(ANA, LEE)]
    found = matching.match(four, "sam ito", None)
    assert (found.pairs, found.barred, found.interests) == ((), "", 3)
    with pytest.raises(UnknownName):
        matching.match(four, "bo", None)


def test_they_may_meet_in_both_directions(four: Desk) -> None:
    interests.state(four, "lee", NEEDS, "a tutor", None)
    interests.state(four, "ana", OFFERS, "tutors", None)
    first, *_ = matching.match(four, "", None).pairs
    assert {(each.need.contact_id, each.offer.what) for each in first.meetings} == {
        (ANA, "design of apps"), (LEE, "tutors"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda _: None, [(ANA, LEE), (ANA, SAM)]),
        (lambda desk: keep.archive(desk, "lee", back=False), [(ANA, SAM)]),
        (edited("lee", "never"), [(ANA, SAM)]),
        (edited("lee", "open"), [(ANA, LEE), (ANA, SAM)]),
        (edited("ana", "never"), []),
        (lambda desk: vouches.vouch(desk, "lee", 2, "", None), [(ANA, SAM)]),
        (lambda desk: vouches.vouch(desk, "ana", 1, "", None), []),
        (lambda desk: interests.settle(desk, "ana", "", None), []),
        (lambda desk: interests.remove(desk, "lee", OFFERS, ""), [(ANA, SAM)]),
        (written(Acquaintance(0, ANA, LEE, "", TODAY)), [(ANA, SAM)]),
        (written(Introduction(0, Side(LEE, ""), Side(ANA, ""), "x", TODAY)), [(ANA, SAM)]),
    ],
)
def test_who_is_not_suggested(four: Desk, change: Change, left: list[tuple[int, int]]) -> None:
    change(four)
    assert pairs(four) == left


def test_the_latest_word_on_somebody_counts(four: Desk) -> None:
    vouches.vouch(four, "lee", 5, "", None)
    vouches.vouch(four, "lee", 1, "", TODAY - timedelta(9))
    assert pairs(four) == [(ANA, LEE), (ANA, SAM)]
    vouches.vouch(four, "lee", 2, "", None)
    assert pairs(four) == [(ANA, SAM)]
    trusting = four.settings._replace(glass=four.settings.glass._replace(low_vouch=1))
    assert sorted(pairs(four._replace(settings=trusting))) == [(ANA, LEE), (ANA, SAM)]


@pytest.mark.parametrize(
    ("change", "barred"),
    [
        (lambda desk: keep.archive(desk, "ana", back=False), "archived"),
        (edited("ana", "never"), "never"),
        (lambda desk: vouches.vouch(desk, "ana", 2, "", None), "vouch"),
        (lambda desk: vouches.vouch(desk, "ana", 3, "", None), ""),
    ],
)
def test_why_somebody_is_introduced_to_nobody(four: Desk, change: Change, barred: str) -> None:
    change(four)
    assert matching.match(four, "c1", None).barred == barred


def test_a_limit_is_filled_with_strangers(four: Desk) -> None:
    """Whoever knows them already takes nobody's place, however many they are."""
    with four.writing() as writer:
        for number in range(2 + matching.SPARE):
            contact = Contact(0, "", f"Friend {number}", added_on=TODAY)
            friend = writer.add_contact(contact)
            people = (Participant(friend, "", Direction.BOTH),)
            writer.add_touchpoint(Touchpoint(0, TODAY, Channel.CALL, people=people))
            writer.add(Interest(0, friend, "", OFFERS, "designer for [b]apps[/b]", TODAY))
            writer.add(Vouch(0, friend, "", 5, "", TODAY))
            writer.add(Acquaintance(0, ANA, friend, "", TODAY))
        table = tuple(Participant(each, "", Direction.BOTH) for each in (ANA, LEE))
        writer.add_touchpoint(Touchpoint(0, TODAY, Channel.MEAL, people=table))
    assert pairs(four, limit=1) == [(ANA, SAM)]
    assert pairs(four) == [(ANA, SAM)]


def test_a_day_that_has_gone_by_knows_no_later_needs(four: Desk) -> None:
    assert pairs(four._replace(today=TODAY - timedelta(1))) == []


def test_without_a_journal_there_is_nobody(desk: Desk) -> None:
    with pytest.raises(NoJournal):
        matching.match(desk, "", None)


# The page of the day.


def ideas(desk: Desk) -> dict[int | None, Item]:
    page = morning.today(desk).agenda
    return {
        item.contact_id: item
        for section in page.sections
        if section.key == "give"
        for item in section.items
    }


def test_a_match_goes_before_a_need_and_a_need_before_a_note(four: Desk) -> None:
    with four.writing() as writer:
        writer.add(Interest(0, LEE, "", NEEDS, "a quiet desk", TODAY))
    for name in ("ana", "lee", "sam ito"):
        capture.note(four, name, f"{name} is looking for a flat", None)
    found = ideas(four)
    assert found[ANA].text == "needs a designer for [b]apps[/b], and Lee Park offers design of apps"
    assert found[ANA].step == "introduce them, if both like"
    assert found[ANA].command == 'netlog introduce ana lee --why "…"'
    assert found[LEE].text == "needs a quiet desk"
    assert found[LEE].command == 'netlog gave lee "…"'
    assert found[SAMI].text == '"sam ito is looking for a flat", you noted today'
    assert found.keys() == {ANA, LEE, SAMI}


def test_a_line_goes_when_something_was_done(four: Desk) -> None:
    assert ideas(four).keys() == {ANA}
    favours.give(four, "ana", "an hour", 1, Details())
    assert ideas(four) == {}


def test_each_who_is_shown_is_told_of_their_own_match(four: Desk) -> None:
    """Also where other pairs are better by far, and where they offer something themselves."""
    with four.writing() as writer:
        for number in range(30):
            friend = writer.add_contact(Contact(0, "", f"Friend {number}", added_on=TODAY))
            writer.add(Interest(0, friend, "", NEEDS, "falconry", TODAY))
            writer.add(Interest(0, friend, "", OFFERS, "a hawk", TODAY))
        writer.add(Interest(0, ANA, "", OFFERS, "falconry", TODAY))
        writer.add(Interest(0, SAMI, "", NEEDS, "hawks", TODAY))
    found = ideas(four)
    assert found[ANA].text.endswith(", and Lee Park offers design of apps")
    assert found[SAMI].text == "needs hawks, and Friend 0 offers a hawk"
    assert found[SAMI].command == 'netlog introduce sam-ito friend-0 --why "…"'


BEGUN = Introduction(0, Side(ANA, ""), Side(SAMI, ""), "x", TODAY)


@pytest.mark.parametrize(
    ("introduction", "there"),
    [
        (BEGUN, False),
        (BEGUN._replace(made_on=TODAY), True),  # the favour that it was takes the line away
        (BEGUN._replace(dropped_on=TODAY), True),
        (BEGUN._replace(a=Side(ANA, "", Answer.NO)), True),
    ],
)
def test_while_an_introduction_is_under_way_nobody_is_pressed(
    four: Desk, introduction: Introduction, there: bool
) -> None:
    written(introduction)(four)
    assert bool(ideas(four)) is there


def test_a_need_that_nobody_meets_is_there_too(four: Desk) -> None:
    interests.remove(four, "lee", OFFERS, "")
    interests.remove(four, "sam k", OFFERS, "")
    assert ideas(four)[ANA].text == "needs a designer for [b]apps[/b]"
    interests.settle(four, "ana", "", None)
    assert ideas(four) == {}


def test_a_long_need_leaves_room_for_who_meets_it(four: Desk) -> None:
    interests.remove(four, "ana", NEEDS, "")
    interests.state(four, "ana", NEEDS, "a designer " + "who is patient " * 20, None)
    text = ideas(four)[ANA].text
    assert text.endswith(", and Lee Park offers design of apps")
    assert len(text) <= 90
