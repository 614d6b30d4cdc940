"""The morning page from a journal: what holds for every log, and when each line goes away."""

from __future__ import annotations

import json
import random
import shutil
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.config import Settings
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
from netlog.core.rules import AGENDA
from netlog.errors import NoJournal
from netlog.journal import brief, ledger, morning
from netlog.journal.capture import Details, Profile, add, log
from netlog.journal.desk import Desk
from netlog.views import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netlog.core.agenda_items import Item
TODAY = date(2026, 11, 22)  # a Sunday
OUT, IN, BOTH = Direction
FEW = settings(max_examples=25, deadline=None)
WHOLE = AGENDA._replace(cap=10_000)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def items(desk: Desk, key: str) -> list[Item]:
    page = morning.today(desk).agenda
    return [item for section in page.sections if section.key == key for item in section.items]


def uncapped(desk: Desk, *sections: str) -> Desk:
    rules = WHOLE._replace(sections=sections) if sections else WHOLE
    return desk._replace(settings=desk.settings._replace(agenda=rules))


# Any journal: people, what happened with them, favours, and what is to be done.

PERSON = st.builds(
    Contact,
    id=st.just(0),
    uid=st.just(""),
    name=st.sampled_from(["Ada Lovelace", "Ada Byron", "Bo", "王小明", "Cy [x] O'Neil"]),
    circle=st.sampled_from(["inner", "close", "active", None]),
    cadence_days=st.none() | st.sampled_from([1, 2, 10]),
    birthday=st.none() | st.builds(Birthday, st.just(11), st.integers(20, 30)),
    met=st.just(""),
    met_on=st.none() | st.integers(0, 20).map(ago),
    introduced_by=st.none(),
    archived=st.sampled_from([False, False, False, True]),
    added_on=st.integers(0, 60).map(ago),
    snoozed_until=st.none() | st.none() | st.integers(-9, 9).map(ago),
    points=st.just(()),
    aliases=st.just(()),
    tags=st.just(()),
    known_as=st.just(()),  # no two people are known by one
)
EVENT = st.tuples(
    st.integers(0, 5),  # whom, if there are as many
    st.integers(0, 50).map(ago),
    st.sampled_from(
        [
            (OUT, False, None),
            (IN, False, None),
            (BOTH, False, None),
            (OUT, True, None),
            (OUT, True, Kind.ASKED),
            (IN, False, Kind.RECEIVED),
            (OUT, False, Kind.GIVEN),
        ]
    ),
)
TASK = st.tuples(st.none() | st.integers(0, 5), st.integers(-9, 40).map(ago))
JOURNALS = st.tuples(
    st.lists(PERSON, min_size=1, max_size=6),
    st.lists(EVENT, max_size=14),
    st.lists(TASK, max_size=4),
)
BACK = st.integers(-40, 30).map(ago)  # today, also a day that has gone by
Drawn = tuple[list[Contact], list[Any], list[Any]]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Desk]:
    """Each example in a journal of its own."""
    folder = tmp_path_factory.mktemp("fresh")
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    empty = Desk(folder / "empty.db", Settings(), TODAY, now, "netlog test")
    with empty.writing():
        pass
    numbers = count()

    def make(drawn: Drawn, seed: int | None = None) -> Desk:
        path = shutil.copy(empty.path, folder / f"{next(numbers)}.db")
        desk = empty._replace(path=Path(path))
        write(desk, *drawn, seed=seed)
        return desk

    return make


def write(
    desk: Desk,
    people: Sequence[Contact],
    events: Sequence[Any],
    tasks: Sequence[Any],
    seed: int | None = None,
) -> None:
    """Write it all; with a seed, the touchpoints of different days in another order."""
    events = sorted(events, key=lambda event: event[1])
    if seed is not None:
        days = sorted({event[1] for event in events})
        random.Random(seed).shuffle(days)
        events = sorted(events, key=lambda event: days.index(event[1]))
    with desk.writing() as writer:
        writer.add_contacts(people)
        rows = [(1 + who % len(people), day, *way) for who, day, way in events]
        writer.add_touchpoints(
            Touchpoint(
                0, day, Channel.EMAIL, note=f"{way} {day} [b]",
                people=(Participant(contact_id, "", way, awaits),),
            )
            for contact_id, day, way, awaits, _ in rows
        )  # fmt: skip
        for number, (contact_id, *_, kind) in enumerate(rows, 1):
            if kind:
                writer.add_favour(kind, number, contact_id, 1)
        for number, (whom, day) in enumerate(tasks, 1):
            contact_id = None if whom is None else 1 + whom % len(people)
            writer.add(FollowUp(0, contact_id, "", f"t{number}", day, day))


def pages(desk: Desk) -> list[str]:
    """Everything that is printed from the page of the day."""
    page = morning.today(desk)
    return [
        digest.text(page.agenda, page.week),
        digest.markdown(page.agenda, page.week),
        json.dumps(digest.record(page.agenda, page.week), sort_keys=True),
        digest.subject(page.agenda),
    ]


# What holds for every journal.


@FEW
@given(JOURNALS, BACK, st.integers())
def test_the_order_of_writing_days_does_not_show(
    fresh: Callable[..., Desk], drawn: Drawn, today: date, seed: int
) -> None:
    one = fresh(drawn)._replace(today=today)
    # The number of a favour or a touchpoint is a name for it, and says when it was written.
    other = fresh(drawn, seed)._replace(today=today)
    for first, second in zip(pages(one)[:2], pages(other)[:2], strict=True):
        assert first == second


@FEW
@given(JOURNALS, st.lists(BACK, min_size=1, max_size=3), BACK)
def test_looking_changes_nothing(
    fresh: Callable[..., Desk], drawn: Drawn, days: list[date], today: date
) -> None:
    desk = fresh(drawn)
    before = desk.path.read_bytes()
    first = pages(desk._replace(today=today))
    for day in days:
        looking = desk._replace(today=day)
        pages(looking)
        morning.find_due(looking, Filters())
        morning.find_waiting(looking)
        ledger.owed(looking)
        ledger.asks(looking)
        ledger.account(looking, "", Filters())
        morning.find_todos(looking)
        brief.brief(looking, "c1")
    assert pages(desk._replace(today=today)) == first
    assert desk.path.read_bytes() == before
    assert list(desk.path.parent.glob(f"{desk.path.name}-*")) == []


@FEW
@given(JOURNALS, BACK)
def test_nobody_is_lost_nobody_stands_twice_and_the_counts_agree(
    fresh: Callable[..., Desk], drawn: Drawn, today: date
) -> None:
    desk = fresh(drawn)._replace(today=today)
    current = {n for n, person in enumerate(drawn[0], 1) if not person.archived}
    page = morning.today(desk).agenda
    elsewhere: set[int | None] = set()
    for section in page.sections:
        shown = [item.contact_id for item in section.items if item.contact_id is not None]
        assert len(shown) == len(set(shown))
        assert set(shown) <= current
        [whole] = morning.today(uncapped(desk, section.key)).agenda.sections
        lines = [item for item in whole.items if item.contact_id not in elsewhere]
        if section.key != "revive":
            assert len(section.items) + section.more == len(lines)
        if section.key != "todo":
            elsewhere.update(shown)

    whole_page = morning.today(uncapped(desk)).agenda
    named = {section.key: [item.contact_id for item in section.items] for section in whole_page[1]}
    everybody = {number for people in named.values() for number in people}
    assert {favour.contact_id for favour in ledger.owed(desk)} & current <= {
        *named.get("thank", [])
    }
    todos = {task.contact_id for task in morning.find_todos(desk) if task.due_on <= today}
    assert todos & (current | {None}) <= {*named.get("todo", [])}
    due = {entry.id for entry in morning.find_due(desk, Filters())}
    waiting = {entry.id for entry in morning.find_waiting(desk)}
    assert due <= current
    assert waiting <= current
    assert {*named.get("reconnect", [])} <= due
    assert {*named.get("nudge", [])} <= waiting
    if today.weekday() == 0:
        assert due <= everybody


@FEW
@given(JOURNALS, BACK)
def test_who_waits_for_an_answer_is_told_by_the_log_alone(
    fresh: Callable[..., Desk], drawn: Drawn, today: date
) -> None:
    """The tally answers for nearly everyone, and may never say otherwise than the log."""
    desk = fresh(drawn)._replace(today=today)
    kept = [
        number
        for number, person in enumerate(drawn[0], 1)
        if person.circle
        and not person.archived
        and not (person.snoozed_until and today < person.snoozed_until)
    ]
    with desk.reading() as reader:
        since, until = today - timedelta(30), today - timedelta(2)
        expected = reader.unanswered(kept, since, until, today)
    found = {item.contact_id for item in items(uncapped(desk, "answer"), "answer")}
    assert found == expected.keys()


@FEW
@given(JOURNALS, st.sampled_from([OUT, IN, BOTH]))
def test_a_touchpoint_today_takes_a_person_off_the_list_until_their_rhythm_comes_round(
    fresh: Callable[..., Desk], drawn: Drawn, way: Direction
) -> None:
    people, events, tasks = drawn
    desk = fresh(drawn)
    later = fresh((people, [*events, *((n, TODAY, (way, False, None)) for n in range(6))], tasks))
    assert morning.find_due(later, Filters()) == []
    for days in (1, 7, 11, 12, 27, 28, 90):
        day = TODAY + timedelta(days)
        due = {entry.id: entry for entry in morning.find_due(later._replace(today=day), Filters())}
        without = {e.id: e for e in morning.find_due(desk._replace(today=day), Filters())}
        assert due.keys() <= without.keys()
        for number, entry in due.items():
            assert entry.days_past <= without[number].days_past
            assert days >= max(entry.ideal_days - AGENDA.soon_days, 1)


# By hand.


def test_without_a_journal_there_is_no_page(desk: Desk) -> None:
    for look in (morning.today, morning.find_waiting):
        with pytest.raises(NoJournal):
            look(desk)
    assert not desk.path.parent.exists()


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Ada (c1) and Bo (c2), both close, added 40 days ago."""
    before = desk._replace(today=ago(40))
    add(before, "Ada Lovelace", Profile(circle="close"))
    add(before, "Bo", Profile(circle="close"))
    return desk


def said(desk: Desk, days: int, direction: Direction, text: str = "news", **details: Any) -> None:
    log(desk, ["ada"], text, Details(ago(days), Channel.EMAIL, direction, **details))


def test_a_line_says_what_was_said_and_calls_people_by_their_names(people: Desk) -> None:
    said(people, 20, BOTH, "moving to Berlin")
    said(people, 3, IN, "free next week?")
    [line] = items(people, "answer")
    assert line.text == 'wrote on Thursday: "free next week?"'
    assert line.command == 'netlog log ada "…"'
    add(people, "Ada Byron", Profile(circle="none"))
    [line] = items(people, "answer")
    assert line.command == 'netlog log ada-lovelace "…"'


def test_one_added_and_never_in_touch_is_due(people: Desk) -> None:
    assert [(e.name, e.last_on, e.days_silent, e.state) for e in morning.find_due(people, Filters())
            ] == [("Ada Lovelace", None, 40, "amber"), ("Bo", None, 40, "amber")]  # fmt: skip
    assert [line.text for line in items(people, "reconnect")] == [
        "added 40 days ago, not in touch yet"
    ] * 2


def test_first_met_is_the_day_given_else_the_first_conversation(people: Desk) -> None:
    said(people, 20, OUT)
    said(people, 5, BOTH)
    said(people, 4, BOTH)
    assert [line.name for line in items(people, "thank")] == []  # I wrote the day after
    with people.writing() as writer:
        writer.remove_touchpoint(3)
    assert [line.text for line in items(people, "thank")] == ["first met on Tuesday"]


def test_a_message_before_the_meeting_of_that_day_is_no_thanks_for_it(people: Desk) -> None:
    said(people, 5, OUT, "see you tonight?")
    said(people, 5, BOTH, "met at last")
    assert [line.name for line in items(people, "thank")] == ["Ada Lovelace"]
    said(people, 5, OUT, "it was good to meet")
    assert items(people, "thank") == []


@pytest.mark.parametrize(("today", "there"), [(ago(0), False), (ago(-1), True), (ago(-8), True)])
def test_a_week_in_numbers_on_mondays(people: Desk, today: date, there: bool) -> None:
    assert (morning.today(people._replace(today=today)).week is not None) is there


def test_a_monday_without_a_line_has_no_week(desk: Desk) -> None:
    add(desk, "Ada", Profile(circle="none"))
    page = morning.today(desk._replace(today=ago(-1)))
    assert page.week is None
    assert not page.is_worth_sending


def test_circles_that_are_gone_from_the_configuration_have_their_usual_rhythm(
    people: Desk,
) -> None:
    without = people._replace(settings=people.settings._replace(circles=()))
    assert morning.find_due(without, Filters()) == morning.find_due(people, Filters()) != []
    said(without, 3, IN)
    assert [line.name for line in items(without, "answer")] == ["Ada Lovelace"]


@pytest.mark.parametrize(
    ("log", "waits"),
    [
        ([(5, IN, None)], True),
        ([(5, IN, None), (1, IN, None)], True),  # again, but too lately to be named for that
        ([(5, IN, None), (3, IN, Kind.RECEIVED)], True),
        ([(5, IN, Kind.RECEIVED)], False),
        ([(5, OUT, None), (5, IN, None)], True),
        ([(5, IN, None), (5, OUT, None)], False),
        ([(5, BOTH, None), (5, IN, None)], False),
        ([(5, BOTH, None), (5, IN, None), (1, IN, None)], False),
    ],
)
def test_who_waits_where_a_tally_cannot_tell(
    fresh: Callable[..., Desk], log: list[tuple[int, Direction, Kind | None]], waits: bool
) -> None:
    contact = Contact(0, "", "Ada", circle="close", met_on=ago(300), added_on=ago(300))
    desk = fresh(([contact], [(0, ago(days), (way, False, kind)) for days, way, kind in log], []))
    assert bool(items(uncapped(desk, "answer"), "answer")) is waits
