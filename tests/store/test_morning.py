"""Who wrote last, who has not answered and whom I wrote to: as the rows themselves tell it."""

from __future__ import annotations

import shutil
from datetime import date, time, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.agenda import Week
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Kind,
    Participant,
    Touchpoint,
)
from netlog.core.rhythm import Attempt

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Journal

TODAY = date(2026, 11, 22)
OUT, IN, BOTH = Direction
FEW = settings(max_examples=30, deadline=None)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


class Entry(NamedTuple):
    """A touchpoint with one contact. `favour` is a kind, or "answer" for what closes their asks."""

    day: date
    direction: Direction
    at: time | None = None
    awaits: bool = False
    favour: str = ""


class Row(NamedTuple):
    """The same, as it came to stand in the journal."""

    id: int
    entry: Entry
    settles: bool = False

    def is_after(self, other: Row) -> bool:
        mine, theirs = self.entry, other.entry
        if mine.day != theirs.day:
            return mine.day > theirs.day
        if mine.at and theirs.at:
            return (mine.at, self.id) > (theirs.at, other.id)
        return self.id > other.id


# Few days, so that much happens on the same one; today may be any of them.
DAYS = st.integers(0, 6).map(ago)
TIMES = st.none() | st.sampled_from([time(9), time(9, 30), time(17)])
WAYS = st.sampled_from(
    [
        (OUT, False, ""),
        (IN, False, ""),
        (BOTH, False, ""),
        (OUT, True, ""),
        (IN, False, "received"),
        (OUT, True, "asked"),
        (IN, False, "answer"),
    ]
)
ENTRIES = st.builds(lambda day, at, way: Entry(day, way[0], at, *way[1:]), DAYS, TIMES, WAYS)
LOGS = st.lists(st.lists(ENTRIES, min_size=1, max_size=6), min_size=1, max_size=6)


def write(journal: Journal, logs: list[list[Entry]]) -> dict[int, list[Row]]:
    """Write the log of each of several people, in turns; and the rows of each."""
    people = [Contact(0, "", f"P{n}", circle="close", added_on=ago(9)) for n in range(len(logs))]
    turns = [
        (contact_id, log[turn])
        for turn in range(max(map(len, logs)))
        for contact_id, log in enumerate(logs, 1)
        if turn < len(log)
    ]
    rows: dict[int, list[Row]] = {}
    with journal.writing() as writer:
        writer.add_contacts(people)
        writer.add_touchpoints(
            Touchpoint(
                0, entry.day, Channel.EMAIL, at=entry.at,
                people=(Participant(contact_id, "", entry.direction, entry.awaits),),
            )
            for contact_id, entry in turns
        )  # fmt: skip
        asks: dict[int, list[int]] = {}
        for number, (contact_id, entry) in enumerate(turns, 1):
            answered = asks.pop(contact_id, []) if entry.favour == "answer" else []
            for favour_id in answered:
                writer.settle_favour(favour_id, number)
            if entry.favour in ("asked", "received"):
                favour_id = writer.add_favour(Kind(entry.favour), number, contact_id, 1)
                if entry.favour == "asked":
                    asks.setdefault(contact_id, []).append(favour_id)
            rows.setdefault(contact_id, []).append(Row(number, entry, bool(answered)))
    return rows


@pytest.fixture(scope="module")
def fresh(
    journal_at: Callable[[Path], Journal], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Journal]:
    """An empty journal for each of many examples."""
    folder = tmp_path_factory.mktemp("fresh")
    empty = journal_at(folder / "empty.db")
    with empty.writing():
        pass
    numbers = count()

    def make() -> Journal:
        return journal_at(Path(shutil.copy(empty.path, folder / f"{next(numbers)}.db")))

    return make


@FEW
@given(LOGS, st.integers(0, 6), st.integers(0, 4), st.integers(0, 2))
def test_who_waits_for_my_answer(
    fresh: Callable[[], Journal], logs: list[list[Entry]], back: int, longest: int, least: int
) -> None:
    today = ago(back)
    since, until = today - timedelta(longest + least), today - timedelta(least)
    journal = fresh()
    expected = {}
    for contact_id, rows in write(journal, logs).items():
        known = [row for row in rows if row.entry.day <= today]
        mine = [row for row in known if row.entry.direction is not IN]
        talks = {row.entry.day for row in known if row.entry.direction is BOTH}
        waiting = [
            row.entry.day
            for row in known
            if row.entry.direction is IN
            and since <= row.entry.day <= until
            and row.entry.favour != "received"
            and not row.settles
            and row.entry.day not in talks
            and not any(reply.is_after(row) for reply in mine)
        ]
        if waiting:
            expected[contact_id] = max(waiting)
    everyone = range(1, len(logs) + 1)
    with journal.reading() as reader:
        assert reader.unanswered(everyone, since, until, today) == expected
        one = {1: expected[1]} if 1 in expected else {}
        assert reader.unanswered([1], since, until, today) == one


@FEW
@given(LOGS, st.integers(0, 6))
def test_who_has_not_answered_me(
    fresh: Callable[[], Journal], logs: list[list[Entry]], back: int
) -> None:
    today = ago(back)
    journal = fresh()
    expected = []
    for contact_id, rows in write(journal, logs).items():
        known = [row for row in rows if row.entry.day <= today]
        theirs = [row for row in known if row.entry.direction is not OUT]
        mine = [row.entry.day for row in known if row.entry.direction is not IN]
        open_tries = [
            row
            for row in known
            if row.entry.awaits and not any(reply.is_after(row) for reply in theirs)
        ]
        if open_tries:
            expected.append(
                Attempt(
                    contact_id,
                    f"P{contact_id - 1}",
                    since=min(row.entry.day for row in open_tries),
                    tries=len({row.entry.day for row in open_tries}),
                    last_try_on=max(mine),
                    touchpoint_id=max((row.entry.day, row.id) for row in open_tries)[1],
                    via="email",
                )
            )
    with journal.reading() as reader:
        assert reader.attempts(today) == expected


@FEW
@given(LOGS, st.integers(0, 6), st.integers(0, 6))
def test_whom_i_wrote_to_since_we_met(
    fresh: Callable[[], Journal], logs: list[list[Entry]], back: int, met: int
) -> None:
    today, met_on = ago(back), ago(back + met)
    journal = fresh()
    written = write(journal, logs)
    with journal.reading() as reader:
        for contact_id, rows in written.items():
            mine = sorted(
                (row.entry.day, row.id, row.entry.direction)
                for row in rows
                if met_on <= row.entry.day <= today and row.entry.direction is not IN
            )
            meeting = next((n for n, m in enumerate(mine) if m[::2] == (met_on, BOTH)), -1)
            wrote = reader.wrote_since(dict.fromkeys(written, met_on), today)
            assert (contact_id in wrote) is bool(mine[meeting + 1 :])


@FEW
@given(LOGS, st.integers(0, 6))
def test_what_was_said_last(
    fresh: Callable[[], Journal], logs: list[list[Entry]], back: int
) -> None:
    today = ago(back)
    journal = fresh()
    written = write(journal, logs)
    journal.sql("UPDATE touchpoint SET note = 'p' || id")
    expected = {}
    for contact_id, rows in written.items():
        # What has no time of day was written down by hand, after the day's mail.
        known = [(r.entry.day, r.entry.at or time.max, r.id) for r in rows if r.entry.day <= today]
        if known:
            expected[contact_id] = (f"p{max(known)[2]}", "email")
    with journal.reading() as reader:
        assert reader.last_said(written, today) == expected


# By hand.


@pytest.mark.parametrize(
    ("log", "waits"),
    [
        ([(5, IN)], True),
        ([(5, IN), (4, OUT)], False),
        ([(5, IN), (4, BOTH)], False),
        ([(5, OUT), (5, IN)], True),
        ([(5, IN), (5, OUT)], False),
        ([(5, BOTH), (5, IN)], False),  # a day on which we talked
        ([(5, BOTH), (5, IN), (1, IN)], False),
        ([(5, IN), (1, IN)], True),
        ([(1, IN)], False),
        ([(30, IN)], True),
        ([(31, IN)], False),
        ([(31, IN), (1, IN)], False),
    ],
)
def test_cases_of_waiting(journal: Journal, log: list[tuple[int, Direction]], waits: bool) -> None:
    write(journal, [[Entry(ago(days), direction) for days, direction in log]])
    with journal.reading() as reader:
        assert bool(reader.unanswered([1], ago(30), ago(2), TODAY)) is waits


def test_a_time_of_day_goes_before_the_order_of_writing(journal: Journal) -> None:
    nine, ten = time(9), time(10)
    logs = [
        [Entry(ago(3), OUT, ten, awaits=True), Entry(ago(3), IN, nine)],
        [Entry(ago(3), OUT, nine, awaits=True), Entry(ago(3), IN, ten)],
        [Entry(ago(3), OUT, ten, awaits=True), Entry(ago(3), IN)],
    ]
    write(journal, logs)
    with journal.reading() as reader:
        assert reader.unanswered([1, 2, 3], ago(30), ago(2), TODAY) == {2: ago(3), 3: ago(3)}
        assert [attempt.contact_id for attempt in reader.attempts(TODAY)] == [1]


def test_the_archived_wait_for_nothing_and_the_snoozed_say_so(journal: Journal) -> None:
    write(journal, [[Entry(ago(9), OUT, awaits=True)]] * 2)
    journal.sql("UPDATE contact SET archived = 1 WHERE id = 1")
    journal.sql("UPDATE contact SET snoozed_until = '2026-12-01' WHERE id = 2")
    with journal.reading() as reader:
        [attempt] = reader.attempts(TODAY)
    assert (attempt.contact_id, attempt.snoozed_until) == (2, date(2026, 12, 1))


def test_what_i_sent_since_counts_as_the_last_try(journal: Journal) -> None:
    write(journal, [[Entry(ago(9), OUT, awaits=True), Entry(ago(2), OUT)]])
    with journal.reading() as reader:
        [attempt] = reader.attempts(TODAY)
    assert (attempt.tries, attempt.since, attempt.last_try_on) == (1, ago(9), ago(2))


def test_birthdays_are_of_people_in_a_circle(journal: Journal) -> None:
    leap = Birthday(2, 29)
    journal.add("Ada", circle="close", birthday=leap)
    journal.add("Bo", birthday=leap)
    journal.add("Cy", circle="close", birthday=leap, archived=True)
    journal.add("Di", circle="close")
    journal.add("Ed", circle="inner", birthday=Birthday(12, 1, 1980))
    with journal.reading() as reader:
        assert reader.birthdays() == {1: leap, 5: Birthday(12, 1, 1980)}


def test_when_and_how_we_met(journal: Journal) -> None:
    journal.add("Ada", met="PyCon", met_on=ago(3))
    journal.add("Bo", met_on=ago(20))
    journal.add("Cy", met="school")
    with journal.reading() as reader:
        assert reader.met([3, 1, 99]) == {1: (ago(3), "PyCon"), 3: (None, "school")}
        assert reader.met([]) == {}
        assert reader.met_between(ago(20), ago(3)) == {1, 2}
        assert reader.met_between(ago(19), ago(4)) == set()


def test_a_week_in_numbers(journal: Journal) -> None:
    for name in ("Ada", "Bo", "Cy"):
        journal.add(name)
    journal.touch("2026-11-08", 1, minutes=600)  # the day before
    journal.touch("2026-11-09", 1, 2, minutes=90)
    gift = journal.touch("2026-11-10", 1, direction=OUT)
    tip = journal.touch("2026-11-11", 2, direction=IN, minutes=30)
    plea = journal.touch("2026-11-15", 2, direction=OUT)
    thanks = journal.touch("2026-11-15", 2, direction=OUT)
    late = journal.touch("2026-11-16", 3)  # the day after
    with journal.writing() as writer:
        writer.add_favour(Kind.GIVEN, gift, 1, 3)
        received = writer.add_favour(Kind.RECEIVED, tip, 2, 1)
        writer.add_favour(Kind.ASKED, plea, 2, 1)
        writer.settle_favour(received, thanks)
        writer.add_favour(Kind.GIVEN, late, 3, 1)
    with journal.reading() as reader:
        week = reader.week(date(2026, 11, 9), date(2026, 11, 15))
        assert week == Week(
            touchpoints=5, people=2, given=1, received=1, asked=1, thanked=1, new=1, minutes=120
        )
        assert reader.week(date(2020, 1, 6), date(2020, 1, 12)) == Week(*[0] * 8)
