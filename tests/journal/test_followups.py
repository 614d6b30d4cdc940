"""Follow-ups and rests in one process: planned, done, put off, corrected, removed, taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.dates import Every
from netlog.core.followup import coming_day, complete, next_due, postpone, replan
from netlog.core.model import FollowUp
from netlog.errors import BadInput, NetlogError, NotFound, WrongUse
from netlog.journal import followups, keep, morning, removal
from netlog.journal.keep import ContactEdit, LogEdit
from tests.journal.conftest import TODAY, commands, contact, contents

if TYPE_CHECKING:
    from netlog.journal.desk import Desk


def plan(desk: Desk, text: str = "call", by: str = "2026-12-01", every: str | None = None,
         name: str | None = None) -> FollowUp:  # fmt: skip
    return followups.todo(desk, name, text, date.fromisoformat(by), every)


def stored(desk: Desk, number: int = 1) -> FollowUp:
    with desk.reading() as reader:
        found = reader.follow_up(number)
    assert found
    return found


def repeating(anchor: str, due: str, every: str) -> FollowUp:
    return FollowUp(1, None, "", "call", date.fromisoformat(due), date.fromisoformat(anchor), every)


def test_the_next_comes_first_and_a_name_is_not_needed(people: Desk) -> None:
    plan(people, " pay rent ", "2026-12-01", "1m")
    plan(people, 'Ana [x] "Z" 王 🙂', "2026-11-23", name="priya")
    plan(people, "late", "2026-10-01", name="c3")
    assert [(each.id, each.name, each.text, each.every) for each in morning.find_todos(people)] == [
        (3, "Sam Ito", "late", None),
        (2, "Priya Shah", 'Ana [x] "Z" 王 🙂', None),
        (1, "", "pay rent", "1m"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        (None, " ", BadInput),
        ("zzz", "x", NotFound),
        ("c99", "x", NotFound),
        ("", "x", WrongUse),
        ("p1", "x", WrongUse),
    ],
)
def test_a_plan_without_words_or_for_a_stranger_is_refused(
    people: Desk, name: str | None, text: str, error: type[NetlogError]
) -> None:
    was = contents(people)
    with pytest.raises(error):
        plan(people, text, name=name)
    assert contents(people) == was


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", "2026-11-27"),
        ("sunday", "2026-11-29"),
        ("today", "2026-11-22"),
        ("12 Nov", "2027-11-12"),
        ("25 Dec", "2026-12-25"),
        ("in 2 weeks", "2026-12-06"),
        ("2026-11-22", "2026-11-22"),
        ("29 feb", "2028-02-29"),
    ],
)
def test_days_look_forward(text: str, day: str) -> None:
    assert coming_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["yesterday", "2026-11-21", "3 days ago", "11-01", "soon", ""])
def test_a_day_that_has_passed_or_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        coming_day(text, TODAY)


@pytest.mark.parametrize(
    ("anchor", "due", "every", "again"),
    [
        pytest.param("2026-09-01", "2026-09-01", "1m", "2026-12-01", id="overdue by two periods"),
        pytest.param("2026-09-01", "2026-12-01", "1m", "2027-01-01", id="early"),
        pytest.param("2026-11-22", "2026-11-22", "1w", "2026-11-29", id="on the day"),
        pytest.param("2026-01-31", "2026-01-31", "1m", "2026-11-30", id="the last day stays last"),
        pytest.param("2026-01-31", "2026-11-30", "1m", "2026-12-31", id="and does not drift"),
        pytest.param("2024-02-29", "2026-02-28", "1y", "2027-02-28", id="29 February"),
        pytest.param("2026-11-02", "2026-11-25", "1w", "2026-11-30", id="snoozed within its week"),
        pytest.param("2026-11-20", "2026-11-20", "2d", "2026-11-24", id="due today again"),
    ],
)
def test_what_repeats_comes_again_after_today(
    people: Desk, anchor: str, due: str, every: str, again: str
) -> None:
    plan(people, by=anchor, every=every)
    with people.writing() as writer:
        writer.save(stored(people)._replace(due_on=date.fromisoformat(due)))
    [after] = followups.done(people, ["t1"])
    assert after == stored(people) == morning.find_todos(people)[0]
    assert (after.due_on, after.done_on) == (date.fromisoformat(again), None)
    assert after.anchor_on == date.fromisoformat(anchor)


def test_several_are_done_at_once_each_once_or_none(people: Desk) -> None:
    plan(people, "one")
    plan(people, "two", every="1m")
    was = contents(people)
    for ids, error in (
        (["t1", "t9"], NotFound),
        (["t1", "1"], WrongUse),
        (["t1", "priya"], WrongUse),
        (["t1", "p1"], WrongUse),
    ):
        with pytest.raises(error):
            followups.done(people, ids)
    assert contents(people) == was
    before = len(commands(people))
    assert [each.due_on.isoformat() for each in followups.done(people, ["t2", "T1", "t2"])] == [
        "2027-01-01",
        "2026-12-01",
    ]
    assert (stored(people).done_on, stored(people, 2).done_on) == (TODAY, None)
    assert len(commands(people)) == before + 1
    with pytest.raises(BadInput, match="t1 was done on 2026-11-22"):
        followups.done(people, ["t1"])
    with pytest.raises(BadInput, match="t1 was done on"):
        followups.snooze(people, "t1", TODAY)
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


def test_a_snooze_moves_the_day_and_leaves_the_rhythm(people: Desk) -> None:
    plan(people, by="2026-11-22", every="1w")
    followups.snooze(people, "t1", date(2026, 11, 25))
    assert (stored(people).due_on, stored(people).anchor_on) == (date(2026, 11, 25), TODAY)
    wednesday = people._replace(today=date(2026, 11, 25))
    assert followups.done(wednesday, ["t1"])[0].due_on == date(2026, 11, 29)


@pytest.mark.parametrize(
    ("due", "to", "again"),
    [
        ("2026-12-01", "2026-11-25", "2027-01-01"),  # brought forward: its own day is past
        ("2026-12-01", "2026-12-05", "2027-01-01"),
        ("2026-12-01", "2027-01-05", "2027-02-01"),
    ],
)
def test_a_day_brought_forward_does_not_come_twice(due: str, to: str, again: str) -> None:
    day = date.fromisoformat(to)
    moved = postpone(repeating(due, due, "1m"), day)
    assert moved.due_on == day
    assert complete(moved, day).due_on == date.fromisoformat(again)
    back = postpone(moved, date.fromisoformat(due))  # and when it is put off again
    assert complete(back, date.fromisoformat(due)).due_on >= date(2027, 1, 1)


EVERY = st.builds(Every, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"]))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@settings(max_examples=150, deadline=None)
@given(DAYS, st.integers(0, 900), st.integers(0, 900), EVERY)
def test_done_is_never_a_burst_of_days_gone_by(
    anchor: date, later: int, wait: int, every: Every
) -> None:
    due = anchor + timedelta(later)
    today = due + timedelta(wait - 450)
    after = complete(FollowUp(1, None, "", "x", due, anchor, str(every)), today).due_on
    assert after > max(today, due)
    # The very next of its series: nothing was left out either.
    assert after == next_due(anchor, max(today, due), every)
    assert next_due(anchor, after - timedelta(1), every) == after


@settings(max_examples=100, deadline=None)
@given(DAYS, EVERY, st.integers(0, 400))
def test_a_snooze_to_a_later_day_is_this_once(anchor: date, every: Every, days: int) -> None:
    before = FollowUp(1, None, "", "x", anchor, anchor, str(every))
    day = anchor + timedelta(days)
    after = postpone(before, day)
    assert after == before._replace(due_on=day)


def test_what_is_agreed_on_anew_counts_from_there() -> None:
    before = repeating("2026-09-01", "2026-12-01", "1m")
    assert replan(before, None, None) is before
    assert replan(before, date(2026, 12, 1), "1m") is before
    moved = replan(before, date(2026, 12, 5), None)
    assert (moved.anchor_on, moved.every) == (date(2026, 12, 5), "1m")
    fortnightly = replan(before, None, "2w")
    assert complete(fortnightly, date(2026, 12, 1)).due_on == date(2026, 12, 15)
    assert replan(before, None, "").every is None


def test_people_rest_until_a_day(people: Desk) -> None:
    was = contents(people)
    edited = followups.snooze(people, "sam k", date(2026, 12, 6))
    assert edited.after == contact(people, 2)
    assert contact(people, 2).snoozed_until == date(2026, 12, 6)
    before = len(commands(people))
    for day in (TODAY, None):
        followups.snooze(people, "c2", day)
        assert contact(people, 2).snoozed_until is None
    assert len(commands(people)) == before + 1  # the second had nothing to do
    keep.undo(people, keep.last_operation(people))
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


@pytest.mark.parametrize(
    ("thing", "day", "error"),
    [
        ("t9", TODAY, NotFound),
        ("t9", None, WrongUse),
        ("p1", TODAY, WrongUse),
        ("zzz", TODAY, NotFound),
    ],
)
def test_what_cannot_be_snoozed(
    people: Desk, thing: str, day: date | None, error: type[NetlogError]
) -> None:
    with pytest.raises(error):
        followups.snooze(people, thing, day)


def test_a_follow_up_is_corrected_by_options(people: Desk) -> None:
    plan(people, "send teh book", "2026-11-27", name="priya")
    was = contents(people)
    edit = LogEdit(text=" send the book ", by=date(2026, 12, 4), every="2w")
    edited = keep.edit(people, "t1", ContactEdit(), edit)
    assert edited.name == "Priya Shah"
    assert edited.after == stored(people) == FollowUp(
        1, 1, "Priya Shah", "send the book", date(2026, 12, 4), date(2026, 12, 4), "2w"
    )  # fmt: skip
    keep.edit(people, "t1", ContactEdit(), LogEdit(every=""))
    assert stored(people).every is None
    for wrong in (LogEdit(depth=3), LogEdit(on=TODAY), LogEdit(size=2)):
        with pytest.raises(WrongUse, match="belong to a follow-up"):
            keep.edit(people, "t1", ContactEdit(), wrong)
    with pytest.raises(BadInput):
        keep.edit(people, "t1", ContactEdit(), LogEdit(text=" "))
    for thing in ("priya", "p1", "n1"):
        with pytest.raises(WrongUse):
            keep.edit(people, thing, ContactEdit(), LogEdit(by=TODAY))
    keep.undo(people, keep.last_operation(people))
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


def test_a_follow_up_goes_and_comes_back(people: Desk) -> None:
    plan(people, "tea", name="priya")
    plan(people, "rent")
    was = contents(people)
    assert removal.remove(people, removal.plan(people, "t1")).name == "Priya Shah"
    with pytest.raises(NotFound, match=r"no follow-up t1$"):
        removal.plan(people, "t1")
    assert [each.id for each in morning.find_todos(people)] == [2]
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


def test_a_contact_goes_with_what_was_planned_for_them(people: Desk) -> None:
    plan(people, "tea", name="priya")
    plan(people, "done", name="priya")
    plan(people, "rent")
    followups.done(people, ["t2"])
    was = contents(people)
    planned = removal.plan(people, "priya")
    assert planned.follow_ups == 2  # also what is done
    removal.remove(people, planned)
    assert [each.text for each in morning.find_todos(people)] == ["rent"]
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == was


def test_history_calls_things_by_their_names(people: Desk) -> None:
    plan(people, "tea", every="1m")
    assert keep.history(people, 1)[0].summary == "1 follow-up added"
    followups.done(people, ["t1"])
    assert keep.history(people, 1)[0].summary == "1 follow-up changed: due on"
    followups.snooze(people, "priya", date(2026, 12, 6))
    assert keep.history(people, 1)[0].summary == "1 contact changed: snoozed until"
