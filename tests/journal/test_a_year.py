"""A year of mornings: an invented journal, and somebody who does what the page says."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest

from netlog.config import Settings
from netlog.core.followup import complete
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Filters,
    FollowUp,
    Kind,
    Participant,
    Touchpoint,
)
from netlog.journal import morning
from netlog.journal.desk import Desk
from netlog.views import digest

if TYPE_CHECKING:
    from netlog.core.agenda import Agenda
    from netlog.core.agenda_items import Item
    from netlog.store.writer import Writer

FIRST, LAST = date(2027, 2, 20), date(2028, 2, 29)
PEOPLE = 60
CIRCLES = ("inner", "close", "active", "active", "wide", "wide", None)
OUT, IN, BOTH = Direction


class Lists(NamedTuple):
    """Who stands in the whole lists; of what is to be done also the number and the day."""

    due: frozenset[int]
    waiting: frozenset[int]
    owed: frozenset[int]
    todos: frozenset[tuple[int | None, int, date]]


class Day(NamedTuple):
    """A morning as it was looked at; the lists were read only now and then."""

    page: Agenda
    text: str
    worth: bool
    lists: Lists | None


def invent(desk: Desk, chance: random.Random) -> None:
    """Sixty people in all circles, and the two years before."""
    with desk.writing() as writer:
        people = (
            Contact(
                0, "", f"Person {n}",
                circle=CIRCLES[n % len(CIRCLES)],
                birthday=Birthday(2, 29) if n % 20 == 1 else Birthday(1 + n % 12, 1 + n % 28),
                added_on=FIRST - timedelta(chance.randrange(30, 700)),
            )
            for n in range(1, PEOPLE + 1)
        )  # fmt: skip
        writer.add_contacts(list(people))
        writer.add_touchpoints(
            Touchpoint(
                0, FIRST - timedelta(chance.randrange(1, 700)), Channel.EMAIL, "some news",
                people=(Participant(1 + n % PEOPLE, "", chance.choice([OUT, IN, BOTH, BOTH])),),
            )
            for n in range(6 * PEOPLE)
        )  # fmt: skip
        last = date(2027, 2, 28)
        writer.add(FollowUp(0, 3, "", "pay the rent", last, last, "1m"))
        writer.add(FollowUp(0, None, "", "look back", last, last, "1y"))


def happen(desk: Desk, writer: Writer, chance: random.Random) -> None:
    """What others do of their own accord, and what is asked of them."""
    for _ in range(chance.choice([0, 1, 2])):
        kind = chance.choice([None, None, Kind.RECEIVED, Kind.GIVEN, Kind.ASKED])
        way = OUT if kind in (Kind.GIVEN, Kind.ASKED) else IN
        who = chance.randrange(1, PEOPLE + 1)
        number = write(desk, writer, who, way, awaits=kind is Kind.ASKED)
        if kind:
            writer.add_favour(kind, number, who, 1)


def obey(desk: Desk, writer: Writer, item: Item) -> None:
    """Do what a line asks for, as its command does."""
    who = item.contact_id or 0
    match item.command.split()[1]:
        case "done":
            task = writer.reader.follow_up(item.task_id or 0)
            assert task
            writer.save(complete(task, desk.today))
        case "thank":
            thanks = write(desk, writer, who, OUT)
            for favour in writer.reader.favours(desk.today, who):
                if favour.kind is Kind.RECEIVED and favour.is_open:
                    writer.settle_favour(favour.id, thanks)
        case "reach":
            write(desk, writer, who, OUT, awaits=True)
        case "log":
            write(desk, writer, who, OUT)
        case other:
            pytest.fail(f"no command of the page: {other}")


def write(desk: Desk, writer: Writer, who: int, way: Direction, *, awaits: bool = False) -> int:
    part = Participant(who, "", way, awaits)
    return writer.add_touchpoint(
        Touchpoint(0, desk.today, Channel.MESSAGE, "a word", people=(part,))
    )


def look(desk: Desk) -> Lists:
    due = morning.find_due(desk, Filters())
    with desk.reading() as reader:
        waiting = reader.attempts(desk.today)
        owed = [f for f in reader.favours(desk.today) if f.kind is Kind.RECEIVED and f.is_open]
        todos = reader.follow_ups()
    return Lists(
        frozenset(entry.id for entry in due),
        frozenset(attempt.contact_id for attempt in waiting),
        frozenset(favour.contact_id for favour in owed),
        frozenset((task.contact_id, task.id, task.due_on) for task in todos),
    )


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Day]:
    """Every morning, past two Februaries. Each sixth day the first lines are done as they ask."""
    chance = random.Random(60)
    now = datetime(2027, 2, 20, 7, 30, tzinfo=UTC)
    path = tmp_path_factory.mktemp("year") / "journal.db"
    desk = Desk(path, Settings(), FIRST, now, "netlog test")
    invent(desk, chance)
    mornings = []
    for n in range((LAST - FIRST).days + 1):
        desk = desk._replace(today=FIRST + timedelta(n))
        page = morning.today(desk)
        text = digest.text(page.agenda, page.week)
        lists = look(desk) if n % 4 == 0 else None
        mornings.append(Day(page.agenda, text, page.is_worth_sending, lists))
        if n % 6 == 5:
            with desk.writing() as writer:
                happen(desk, writer, chance)
                for section in mornings[-1].page.sections:
                    obey(desk, writer, section.items[0])
    return mornings


def test_every_morning_is_a_page_that_names_nobody_twice(days: list[Day]) -> None:
    for day in days:
        apart = Counter[int | None]()
        for section in day.page.sections:
            people = [item.contact_id for item in section.items if item.contact_id]
            assert len(people) == len(set(people)), day.page.today
            assert len(section.items) <= 5
            assert section.items
            if section.key != "todo":
                apart.update(people)
        assert not apart or max(apart.values()) == 1


def test_nobody_is_lost(days: list[Day]) -> None:
    for day in days:
        if day.lists is None:
            continue
        sections = {section.key: section for section in day.page.sections}
        shown = {
            key: {item.contact_id for item in section.items} for key, section in sections.items()
        }
        assert shown.get("reconnect", set()) <= day.lists.due
        assert shown.get("nudge", set()) <= day.lists.waiting
        due = {whom for whom, _, on in day.lists.todos if on <= day.page.today}
        for key, waiting in (("thank", day.lists.owed), ("todo", due)):
            missing = waiting - shown.get(key, set())
            assert len(missing) <= (sections[key].more if key in sections else 0), day.page.today


def test_no_page_is_endless_and_few_days_have_none(days: list[Day]) -> None:
    lines = [len(day.text.splitlines()) for day in days]
    assert max(lines) <= 90
    assert sum(day.worth for day in days) > 0.8 * len(days)
    assert all(len(line) <= 72 for day in days for line in day.text.splitlines())


def test_everybody_in_a_circle_is_named_and_nobody_else_unasked(days: list[Day]) -> None:
    kept = {n for n in range(1, PEOPLE + 1) if CIRCLES[n % len(CIRCLES)]}
    named = {
        item.contact_id
        for day in days[:365]
        for section in day.page.sections
        for item in section.items
    }
    assert kept <= named
    unasked = {
        item.contact_id
        for day in days
        for section in day.page.sections
        if section.key in ("answer", "reconnect", "revive", "give")
        for item in section.items
    }
    assert unasked <= kept


def test_the_last_of_the_month_stays_the_last(days: list[Day]) -> None:
    rent = [on for day in days if day.lists for _, number, on in day.lists.todos if number == 1]
    assert len(set(rent)) >= 12
    for on in rent:
        assert (on + timedelta(1)).day == 1


def test_a_birthday_on_29_february_comes_every_year(days: list[Day]) -> None:
    told = {
        day.page.today
        for day in days
        for section in day.page.sections
        for item in section.items
        if item.name == "Person 1" and item.text.startswith("birthday")
    }
    assert told
    for year in (2027, 2028):
        before = {on for on in told if on.year == year}
        last = date(year, 2, 28 if year == 2027 else 29)
        assert before <= {last - timedelta(n) for n in range(8)}
        assert before
