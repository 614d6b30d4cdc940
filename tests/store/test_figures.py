"""What the figures of the whole network are made of."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from netlog.core.measures import Outreach
from netlog.core.model import Channel, Direction, Participant, Touchpoint
from netlog.core.scoring import Touch

if TYPE_CHECKING:
    from conftest import Journal

OUT, IN, BOTH = Direction
TODAY = date(2026, 11, 22)
LONG_AGO = date(2026, 1, 1)


def on(day: int) -> date:
    return date(2026, 11, day)


def write(journal: Journal, *entries: tuple[int, Direction, dict[str, Any]]) -> None:
    """Touchpoints of November with c1 in the order given; what goes out awaits a reply."""
    with journal.writing() as writer:
        for day, way, values in entries:
            people = (Participant(values.pop("who", 1), "", way, way is OUT),)
            writer.add_touchpoint(Touchpoint(0, on(day), Channel.EMAIL, people=people, **values))


def test_the_log_begins_with_the_earliest_day(journal: Journal) -> None:
    journal.add("Ana")
    with journal.reading() as reader:
        assert reader.figures.first_on() is None
    write(journal, (9, OUT, {}), (3, IN, {}), (5, IN, {}))
    with journal.reading() as reader:
        assert reader.figures.first_on() == on(3)


def test_logs_are_whole_and_of_nobody_archived(journal: Journal) -> None:
    for name in ("Ana", "Bo", "Cy", "Never"):
        journal.add(name, archived=name == "Cy")
    write(
        journal,
        (1, OUT, {"depth": 4}),
        (4, IN, {"who": 2}),
        (6, IN, {"who": 3}),
        (5, BOTH, {}),
    )
    with journal.reading() as reader:
        logs = dict(reader.figures.logs())
        assert set(logs) == {1, 2}
        assert set(logs[1]) == {Touch(on(1), "out", 4), Touch(on(5), "both", None)}
        # Whoever was in touch since, with what was before; the day itself counts.
        assert {number: len(log) for number, log in reader.figures.logs(on(5))} == {1: 2}
        assert dict(reader.figures.logs(on(6))) == {}


def test_the_second_day_in_touch_is_another_day(journal: Journal) -> None:
    for name in ("Ana", "Bo", "Cy"):
        journal.add(name)
    write(
        journal,
        (3, BOTH, {}), (3, OUT, {}), (7, OUT, {}), (9, IN, {}),
        (2, BOTH, {"who": 2}), (2, IN, {"who": 2}),
    )  # fmt: skip
    with journal.reading() as reader:
        assert reader.figures.second_days([1, 2, 3, 99], TODAY) == {1: on(7)}
        assert reader.figures.second_days([1], on(7)) == {1: on(7)}
        assert reader.figures.second_days([1], on(6)) == {}
        assert reader.figures.second_days([2], TODAY) == {}


@pytest.mark.parametrize(
    ("entries", "answered"),
    [
        ([(1, OUT, {})], [None]),
        ([(1, OUT, {}), (4, IN, {}), (9, BOTH, {})], [4]),
        ([(1, OUT, {}), (9, BOTH, {})], [9]),
        ([(1, OUT, {}), (2, OUT, {}), (4, IN, {}), (5, OUT, {})], [None, 4, 4]),
        ([(4, IN, {}), (5, OUT, {})], [None]),
        ([(1, OUT, {}), (4, IN, {"who": 2})], [None]),
        ([(1, OUT, {}), (1, IN, {})], [1]),
        ([(1, IN, {}), (1, OUT, {})], [None]),
        ([(1, IN, {}), (1, OUT, {}), (3, IN, {})], [3]),
        ([(1, IN, {"at": time(9)}), (1, OUT, {"at": time(8)})], [1]),
        ([(1, OUT, {"at": time(9)}), (1, IN, {"at": time(8)})], [None]),
        ([(1, OUT, {"at": time(9)}), (1, IN, {})], [1]),
        ([(1, OUT, {}), (21, IN, {})], [None]),
        ([(1, OUT, {}), (1, IN, {}), (1, OUT, {}), (3, IN, {})], [3]),
        ([(1, OUT, {}), (1, IN, {}), (1, OUT, {})], [None]),
    ],
)
def test_outreach_is_answered_by_what_came_after_it(
    journal: Journal, entries: list[Any], answered: list[int | None]
) -> None:
    journal.add("Ana")
    journal.add("Bo")
    write(journal, *entries)
    with journal.reading() as reader:
        found = reader.figures.outreach(LONG_AGO, on(20))
    assert [each.answered_on for each in found] == [day and on(day) for day in answered]
    days = dict.fromkeys(day for day, way, _ in entries if way is OUT)
    assert [each.on.day for each in found] == sorted(days, reverse=True)


def test_outreach_is_that_of_the_days_asked_for_and_of_each_of_its_people(
    journal: Journal,
) -> None:
    people = tuple(
        Participant(journal.add(name), "", OUT, name != "Cy") for name in ("A", "B", "Cy")
    )
    with journal.writing() as writer:
        writer.add_touchpoint(Touchpoint(0, on(2), Channel.EMAIL, people=people))
    journal.touch("2026-11-05", 2, direction=IN)
    with journal.reading() as reader:
        assert reader.figures.outreach(on(2), on(9)) == [Outreach(on(2)), Outreach(on(2), on(5))]
        assert reader.figures.outreach(on(3), on(9)) == []
        assert reader.figures.outreach(LONG_AGO, on(1)) == []


def test_what_is_unanswered_is_what_waits(journal: Journal) -> None:
    chance = random.Random(4)
    numbers = [journal.add(f"Person {number}") for number in range(20)]
    write(
        journal,
        *(
            (
                chance.randrange(1, 20),
                chance.choice([OUT, OUT, IN, BOTH]),
                {"who": chance.choice(numbers), "at": chance.choice([None, time(9), time(17)])},
            )
            for _ in range(150)
        ),
    )
    for day in (5, 12, 20):
        with journal.reading() as reader:
            waiting = sum(attempt.tries for attempt in reader.attempts(on(day)))
            found = reader.figures.outreach(LONG_AGO, on(day))
        assert sum(each.answered_on is None for each in found) == waiting
    assert 0 < waiting < len(found)


def test_minutes_of_some_days(journal: Journal) -> None:
    journal.add("Ana")
    write(journal, *((day, BOTH, {"minutes": 10 * day}) for day in (1, 2, 3)), (2, BOTH, {}))
    with journal.reading() as reader:
        assert reader.figures.minutes(on(2), on(3)) == 50
        assert reader.figures.minutes(on(1), on(1)) == 10
        assert reader.figures.minutes(on(4), on(4) + timedelta(9)) == 0
