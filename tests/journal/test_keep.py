"""Correcting by options, removing and taking back, in one process."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.core.model import (
    Birthday,
    Channel,
    Direction,
    Filters,
    Intros,
    Kind,
    Note,
    Point,
    Touchpoint,
)
from netlog.errors import Ambiguous, BadInput, NetlogError, NotFound, WrongUse
from netlog.journal import capture, keep, removal
from netlog.journal.capture import Details
from netlog.journal.keep import NO_BIRTHDAY, ContactEdit, LogEdit
from tests.journal.conftest import TODAY, commands, contact, contents, favour, touchpoint

if TYPE_CHECKING:
    from netlog.journal.desk import Desk

NOTHING = (ContactEdit(), LogEdit())


@pytest.mark.parametrize(
    ("edit", "field", "value"),
    [
        (ContactEdit(name=" Priya  O'Shah "), "name", "Priya O'Shah"),
        (ContactEdit(org="Initech"), "org", "Initech"),
        (ContactEdit(org=""), "org", ""),
        (ContactEdit(title="CTO"), "title", "CTO"),
        (ContactEdit(city="Berlin"), "city", "Berlin"),
        (ContactEdit(met="PyCon"), "met", "PyCon"),
        (ContactEdit(about="two\nlines [x]"), "about", "two\nlines [x]"),
        (ContactEdit(birthday=Birthday(2, 29)), "birthday", Birthday(2, 29)),
        (ContactEdit(circle="inner"), "circle", "inner"),
        (ContactEdit(circle="none"), "circle", None),
        (ContactEdit(circle=""), "circle", None),
        (ContactEdit(intros=Intros.NEVER), "intros", Intros.NEVER),
        (ContactEdit(introduced_by="sam keller"), "introduced_by", 2),
        (
            ContactEdit(emails=("P@x.example", "p@X.example", "PRIYA@acme.example")),
            "points",
            (
                Point("email", "priya@acme.example", "priya@acme.example"),
                Point("email", "P@x.example", "p@x.example"),
            ),
        ),
    ],
)
def test_an_option_changes_its_field_alone_and_undo_brings_it_back(
    people: Desk, edit: ContactEdit, field: str, value: object
) -> None:
    before, was = contact(people), contents(people)
    edited = keep.edit(people, "priya", edit, LogEdit())
    assert edited.after == contact(people) == before._replace(**{field: value})
    assert edited.before == before
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


def test_birthday_and_introducer_can_be_cleared(people: Desk) -> None:
    full = ContactEdit(birthday=Birthday(2, 29, 1988), introduced_by="c2")
    keep.edit(people, "priya", full, LogEdit())
    keep.edit(people, "priya", ContactEdit(birthday=NO_BIRTHDAY, introduced_by=""), LogEdit())
    assert (contact(people).birthday, contact(people).introduced_by) == (None, None)


@pytest.mark.parametrize(
    ("edit", "field", "value"),
    [
        (LogEdit(on=date(2026, 10, 1)), "on", date(2026, 10, 1)),
        (LogEdit(text="dinner"), "note", "dinner"),
        (LogEdit(text=""), "note", ""),
        (LogEdit(channel=Channel.CALL), "channel", Channel.CALL),
        (LogEdit(depth=5), "depth", 5),
        (LogEdit(minutes=90), "minutes", 90),
        (LogEdit(place="Tartine"), "place", "Tartine"),
    ],
)
def test_a_touchpoint_of_last_week_is_corrected(
    people: Desk, edit: LogEdit, field: str, value: object
) -> None:
    before = touchpoint(people, 2)
    edited = keep.edit(people, "p2", ContactEdit(), edit)
    assert edited.after == touchpoint(people, 2) == before._replace(**{field: value})
    assert edited.name == "Priya Shah, Sam Keller"


def test_the_direction_of_everyone_is_corrected(people: Desk) -> None:
    edited = keep.edit(people, "p2", ContactEdit(), LogEdit(direction=Direction.IN))
    assert isinstance(edited.after, Touchpoint)
    assert {part.direction for part in edited.after.people} == {Direction.IN}


def test_a_note_is_corrected(people: Desk) -> None:
    edited = keep.edit(people, "n1", ContactEdit(), LogEdit(on=date(2026, 1, 1), text=" coffee "))
    assert edited.after == Note(1, 1, date(2026, 1, 1), "coffee")
    assert edited.name == "Priya Shah"


@pytest.mark.parametrize(
    ("thing", "edits", "error"),
    [
        ("zzz", NOTHING, NotFound),
        ("c99", NOTHING, NotFound),
        ("p99", NOTHING, NotFound),
        ("n99", NOTHING, NotFound),
        ("t1", NOTHING, NotFound),
        ("f1", NOTHING, NotFound),
        ("sam", NOTHING, Ambiguous),
        ("priya", (ContactEdit(org="X"), LogEdit(depth=3)), WrongUse),
        ("p1", (ContactEdit(org="X"), LogEdit(depth=3)), WrongUse),
        ("n1", (ContactEdit(), LogEdit(depth=3)), WrongUse),
        ("n1", (ContactEdit(), LogEdit(text=" ")), BadInput),
        ("priya", (ContactEdit(name=" "), LogEdit()), BadInput),
        ("priya", (ContactEdit(name="x" * 201), LogEdit()), BadInput),
        ("priya", (ContactEdit(name="p42"), LogEdit()), BadInput),
        ("priya", (ContactEdit(circle="friends"), LogEdit()), BadInput),
        ("priya", (ContactEdit(emails=("nonsense",)), LogEdit()), BadInput),
        ("priya", (ContactEdit(phones=("030 1234567",)), LogEdit()), BadInput),
        ("priya", (ContactEdit(introduced_by="priya"), LogEdit()), BadInput),
        ("priya", (ContactEdit(introduced_by="zzz"), LogEdit()), NotFound),
        ("sam keller", (ContactEdit(emails=("PRIYA@ACME.example",)), LogEdit()), BadInput),
    ],
)
def test_an_edit_that_cannot_be_changes_nothing(
    people: Desk, thing: str, edits: tuple[ContactEdit, LogEdit], error: type[NetlogError]
) -> None:
    was = contents(people)
    with pytest.raises(error):
        keep.edit(people, thing, *edits)
    assert contents(people) == was


def test_nothing_changed_is_nothing_written(people: Desk) -> None:
    before = len(commands(people))
    edited = keep.edit(people, "priya", ContactEdit(org="Acme", emails=("PRIYA@acme.example",)),
                       LogEdit())  # fmt: skip
    assert edited.before == edited.after
    keep.archive(people, "priya", back=True)
    keep.tag(people, "priya", ["#MENTOR"], remove=False)
    keep.alias(people, "sam keller", ["Sammy"], remove=False)
    assert len(commands(people)) == before


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("priya", "Sammy"),
        ("priya", "SAM KELLER"),
        ("priya", "Sam Ito"),
        ("priya", ""),
        ("priya", "p42"),
        ("priya", "12"),
        ("priya", "x" * 201),
    ],
)
def test_an_alias_that_means_something_else_is_refused(people: Desk, name: str, alias: str) -> None:
    with pytest.raises(BadInput):
        keep.alias(people, name, ["fine", alias], remove=False)
    assert contact(people).aliases == ()


def test_an_alias_finds_its_person_until_it_is_taken_away(people: Desk) -> None:
    keep.alias(people, "c3", ["Amazing [x]", "AMAZING x", "老师"], remove=False)
    assert len(contact(people, 3).aliases) == 2
    assert capture.note(people, "amazing x", "a", None).name == "Sam Ito"
    keep.alias(people, "老师", ["amazing x"], remove=True)
    with pytest.raises(NotFound):
        capture.note(people, "amazing x", "a", None)
    with pytest.raises(BadInput, match='Sam Ito has no alias "nope"'):
        keep.alias(people, "c3", ["nope"], remove=True)


@pytest.mark.parametrize(
    ("tags", "stored"),
    [
        (["#Recruiter"], ("mentor", "recruiter")),
        (["a", "#a", "A"], ("a", "mentor")),
        (["two  words"], ("mentor", "two words")),
        (["c++", "数据"], ("c++", "mentor", "数据")),
    ],
)
def test_tags(people: Desk, tags: list[str], stored: tuple[str, ...]) -> None:
    keep.tag(people, "priya", tags, remove=False)
    assert contact(people).tags == stored
    keep.tag(people, "priya", tags, remove=True)
    assert contact(people).tags == ("mentor",)


def test_tags_that_cannot_be(people: Desk) -> None:
    for tags in (["ok", "#"], [""], ["  "]):
        with pytest.raises(BadInput, match="a tag cannot be empty"):
            keep.tag(people, "priya", tags, remove=False)
    with pytest.raises(BadInput, match='Priya Shah has no tag "zz"'):
        keep.tag(people, "priya", ["zz"], remove=True)
    assert contact(people).tags == ("mentor",)


def test_the_archived_are_found_where_nobody_else_is(people: Desk) -> None:
    keep.archive(people, "sam keller", back=False)
    assert capture.log(people, ["sam"], "x", Details()).touchpoint.people[0].contact_id == 3
    assert capture.log(people, ["keller"], "x", Details()).touchpoint.people[0].contact_id == 2
    keep.archive(people, "keller", back=True)
    with pytest.raises(Ambiguous):
        capture.log(people, ["sam"], "x", Details())


def test_a_contact_goes_with_what_is_about_them_alone(people: Desk) -> None:
    was = contents(people)
    planned = removal.plan(people, "priya")
    assert (planned.name, planned.touchpoints, planned.notes) == ("Priya Shah", 1, 1)
    removal.remove(people, planned)
    with people.reading() as reader:
        left = reader.touchpoints(Filters(archived=True))
    assert [(point.id, [part.name for part in point.people]) for point in left] == [
        (2, ["Sam Keller"])
    ]
    with pytest.raises(NotFound):
        removal.remove(people, planned)
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


@pytest.mark.parametrize("thing", ["p1", "p2", "n1"])
def test_a_touchpoint_or_note_goes_and_comes_back(people: Desk, thing: str) -> None:
    was = contents(people)
    removal.remove(people, removal.plan(people, thing))
    with pytest.raises(NotFound, match=f"{thing}$"):
        removal.plan(people, thing)
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


def test_undo_goes_back_to_the_empty_journal_step_by_step(people: Desk) -> None:
    keep.edit(people, "p2", ContactEdit(), LogEdit(depth=4))
    removal.remove(people, removal.plan(people, "sam keller"))
    left = len(commands(people))
    while left:
        keep.undo(people, keep.last_operation(people))
        left -= 1
        assert len(commands(people)) == left
    assert set(map(tuple, contents(people).values())) == {()}
    with pytest.raises(NotFound, match="nothing left to undo"):
        keep.last_operation(people)


def test_undo_takes_back_what_it_named_or_nothing(people: Desk) -> None:
    seen = keep.last_operation(people)
    capture.note(people, "priya", "newer", None)
    was = contents(people)
    with pytest.raises(WrongUse, match="another command has written since"):
        keep.undo(people, seen)
    assert contents(people) == was


def test_history_tells_what_each_command_changed(people: Desk) -> None:
    edit = people._replace(command="netlog edit priya --org X --city 'New York'")
    keep.edit(edit, "priya", ContactEdit(org="X", city="New York"), LogEdit())
    removal.remove(people._replace(command="netlog rm p1 --yes"), removal.plan(people, "p1"))
    latest = keep.history(people, 2)
    assert [(each.command, each.summary) for each in latest] == [
        ("netlog rm p1 --yes", "1 touchpoint removed"),
        ("netlog edit priya --org X --city 'New York'", "1 contact changed: org, city"),
    ]
    assert latest[0].at == "2026-11-22T09:30:00Z"
    assert keep.last_operation(people).is_small


def test_undo_reaches_no_further_than_a_migration(people: Desk) -> None:
    with closing(sqlite3.connect(people.path)) as connection, connection:
        connection.execute("UPDATE undo_operation SET schema = 0")
    with pytest.raises(BadInput, match="before the journal changed its format"):
        keep.last_operation(people)


def test_nobody_awaits_a_reply_to_what_they_wrote(people: Desk) -> None:
    tried = capture.log(
        people, ["Sam Ito"], "asked", Details(direction=Direction.OUT, awaits_reply=True)
    )
    edit = LogEdit(direction=Direction.IN)
    edited = keep.edit(people, f"p{tried.touchpoint.id}", ContactEdit(), edit)
    assert not edited.after.people[0].awaits_reply


def test_a_favour_is_corrected_with_the_touchpoint_that_it_is(people: Desk) -> None:
    given = favour(people, Kind.GIVEN)
    was = contents(people)
    edit = LogEdit(on=date(2026, 11, 1), text=" an intro to Bo ", size=3)
    edited = keep.edit(people, "f1", ContactEdit(), edit)
    expected = given._replace(on=date(2026, 11, 1), what="an intro to Bo", size=3)
    assert (edited.before, edited.after, edited.name) == (given, expected, "Priya Shah")
    corrected = touchpoint(people, given.touchpoint_id)
    assert (corrected.on, corrected.note) == (date(2026, 11, 1), "an intro to Bo")
    for wrong in (LogEdit(depth=3), LogEdit(direction=Direction.IN), LogEdit(by=TODAY)):
        with pytest.raises(WrongUse, match="belong to a favour"):
            keep.edit(people, "f1", ContactEdit(), wrong)
    with pytest.raises(BadInput):
        keep.edit(people, "f1", ContactEdit(), LogEdit(text=" "))
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


def test_a_favour_takes_its_touchpoint_along_where_that_was_nothing_else(people: Desk) -> None:
    given = favour(people, Kind.GIVEN)
    shared = favour(people, Kind.GIVEN, contact_ids=(1, 2))
    was = contents(people)
    assert removal.remove(people, removal.plan(people, "f1")).whole
    assert not removal.remove(people, removal.plan(people, "f2")).whole
    with people.reading() as reader:
        assert reader.favours(TODAY) == []
        assert reader.touchpoint(given.touchpoint_id) is None
        assert reader.touchpoint(shared.touchpoint_id) is not None
    with pytest.raises(NotFound, match=r"there is no favour f1$"):
        removal.plan(people, "f1")
    keep.undo(people, keep.last_operation(people))
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


@pytest.mark.parametrize("others", [(), (2,)])
@pytest.mark.parametrize("thing", ["f2", "p"])
def test_an_ask_is_open_again_without_its_answer(
    people: Desk, thing: str, others: tuple[int, ...]
) -> None:
    favour(people, Kind.ASKED)
    answer = favour(people, Kind.RECEIVED, contact_ids=(1, *others), settles=(1,))
    was = contents(people)
    planned = removal.plan(people, thing if thing == "f2" else f"p{answer.touchpoint_id}")
    assert [each.id for each in planned.reopened] == [1]
    assert [each.id for each in planned.favours] == ([2] if thing == "p" else [])
    removal.remove(people, planned)
    with people.reading() as reader:
        assert [(each.id, each.is_open) for each in reader.favours(TODAY)] == [(1, True)]
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


def test_favours_are_open_again_without_the_thanks(people: Desk) -> None:
    favour(people, Kind.RECEIVED)
    favour(people, Kind.RECEIVED)
    thanks = favour(people, Kind.GIVEN, contact_ids=(1, 2), settles=(1, 2))
    # The favour alone goes: what it was a touchpoint for, the thanks, stays.
    assert removal.plan(people, "f3").reopened == ()
    planned = removal.plan(people, f"p{thanks.touchpoint_id}")
    assert {each.id for each in planned.reopened} == {1, 2}


def test_a_contact_goes_with_their_favours(people: Desk) -> None:
    favour(people, Kind.GIVEN)
    favour(people, Kind.GIVEN, contact_ids=(2, 1))
    planned = removal.plan(people, "priya")
    assert [each.id for each in planned.favours] == [1]
    removal.remove(people, planned)
    with people.reading() as reader:
        assert [each.id for each in reader.favours(TODAY)] == [2]


def test_what_was_planned_is_planned_again_when_it_goes(people: Desk) -> None:
    planned = removal.plan(people, "p1")
    with people.writing() as writer:
        writer.add_favour(Kind.GIVEN, 1, 1, 1)
    assert [each.id for each in removal.remove(people, planned).favours] == [1]


def test_a_favour_keeps_its_direction_and_its_day(people: Desk) -> None:
    received = favour(people, Kind.RECEIVED)
    thanks = capture.log(people, ["priya"], "thank you", Details()).touchpoint
    with people.writing() as writer:
        writer.settle_favour(received.id, thanks.id)
    was = contents(people)
    for thing, change, reason in (
        (f"p{received.touchpoint_id}", LogEdit(direction=Direction.OUT), "cannot go out"),
        (f"p{thanks.id}", LogEdit(on=date(2026, 11, 21)), "thanked on 2026-11-21 already"),
    ):
        with pytest.raises(BadInput, match=reason):
            keep.edit(people, thing, ContactEdit(), change)
    assert contents(people) == was
    keep.edit(people, f"f{received.id}", ContactEdit(), LogEdit(on=date(2026, 11, 1)))
    keep.edit(people, f"p{thanks.id}", ContactEdit(), LogEdit(on=date(2026, 11, 10)))
    with pytest.raises(BadInput, match="thanked on 2026-11-10 already"):
        keep.edit(people, f"f{received.id}", ContactEdit(), LogEdit(on=date(2026, 11, 12)))
