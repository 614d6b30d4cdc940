"""What is open between me and one contact: who owes whom a word, by the records of both."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from netlog.core.matters import find_open
from netlog.core.model import (
    Channel,
    Direction,
    Favour,
    FollowUp,
    Kind,
    Participant,
    Touchpoint,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 22)
OUT, IN, BOTH = Direction
Log = list[tuple[int, Direction]]


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def touch(
    number: int, days: int, way: Direction, at: time | None = None, *, awaits: bool = True
) -> Touchpoint:
    """A touchpoint with contact 1, and with contact 2 the other way round."""
    other = {OUT: IN, IN: OUT, BOTH: BOTH}[way]
    people = (
        Participant(2, "Bo", other),
        Participant(1, "Ada", way, awaits_reply=awaits).consistent(),
    )
    return Touchpoint(number, ago(days), Channel.EMAIL, f"n{number}", at, people=people)


def favour(number: int, kind: Kind, days: int, touchpoint_id: int, **settled: int) -> Favour:
    made = Favour(number, 1, "Ada", kind, f"w{number}", 1, ago(days), touchpoint_id)
    if not settled:
        return made
    return made._replace(settled_on=ago(settled["on"]), outcome="got", settled_by=settled["by"])


def found(
    touchpoints: Sequence[Touchpoint],
    favours: Sequence[Favour] = (),
    follow_ups: Sequence[FollowUp] = (),
) -> tuple[list[str], list[str]]:
    """Mine and theirs, each matter as its kind and what is typed for it."""
    matters = find_open(1, touchpoints, favours, follow_ups)
    mine, theirs = ([f"{m.kind} {m.ref}" for m in side] for side in matters)
    return mine, theirs


@pytest.mark.parametrize(
    ("log", "mine", "theirs"),
    [
        ([], [], []),
        ([(3, IN)], ["answer p1"], []),
        ([(3, OUT)], [], ["reply p1"]),
        ([(3, BOTH)], [], []),
        ([(3, IN), (2, OUT)], [], ["reply p2"]),
        ([(3, OUT), (2, IN)], ["answer p2"], []),
        ([(3, IN), (2, BOTH)], [], []),
        ([(3, OUT), (2, BOTH)], [], []),
        ([(3, BOTH), (3, IN)], [], []),  # thanks for the lunch
        ([(3, BOTH), (2, IN), (1, IN)], ["answer p2", "answer p3"], []),
        ([(9, OUT), (4, OUT)], [], ["reply p2"]),  # one matter, however many tries
        ([(3, IN), (3, OUT)], [], ["reply p2"]),  # on one day, as they were written down
        ([(3, OUT), (3, IN)], ["answer p2"], []),
        ([(1, OUT), (9, IN)], [], ["reply p1"]),  # written down late
    ],
)
def test_who_owes_whom_a_word(log: Log, mine: list[str], theirs: list[str]) -> None:
    touchpoints = [touch(number, *each) for number, each in enumerate(log, 1)]
    assert found(touchpoints) == (mine, theirs)
    Random(1).shuffle(touchpoints)
    assert found(touchpoints) == (mine, theirs)


@pytest.mark.parametrize(
    ("heard", "sent", "mine", "theirs"),
    [
        (time(9), time(10), [], ["reply p1"]),
        (time(10), time(9), ["answer p2"], []),
        (time(9), time(9), ["answer p2"], []),  # as they were written down
        (time(9), None, ["answer p2"], []),
    ],
)
def test_a_time_of_day_goes_before_the_order_of_writing(
    heard: time, sent: time | None, mine: list[str], theirs: list[str]
) -> None:
    assert found([touch(1, 3, OUT, sent), touch(2, 3, IN, heard)]) == (mine, theirs)


def test_only_what_awaits_a_reply_is_theirs() -> None:
    assert found([touch(1, 3, OUT, awaits=False)]) == ([], [])


def test_each_contact_has_a_part_of_their_own() -> None:
    matters = find_open(2, [touch(1, 3, OUT)], [], [])
    assert [m.kind for m in matters.mine] == ["answer"]
    assert find_open(3, [touch(1, 3, OUT)], [], []) == ((), ())


def test_a_favour_is_named_once_and_wants_thanks_or_an_answer() -> None:
    log = [touch(1, 9, OUT), touch(2, 5, IN)]
    received = favour(7, Kind.RECEIVED, 5, 2)
    assert found([log[1]], [received]) == (["thank f7"], [])
    assert found([log[0]], [favour(8, Kind.ASKED, 9, 1)]) == ([], ["ask f8"])
    assert found([log[0]], [favour(9, Kind.GIVEN, 9, 1)]) == ([], [])
    answered = favour(8, Kind.ASKED, 9, 1, on=5, by=2)
    assert found(log, [answered, received]) == (["thank f7"], [])
    assert found(log, [answered]) == ([], [])  # declined: no answer is owed
    thanks = touch(3, 4, OUT, awaits=False)
    assert found([*log, thanks], [answered, favour(7, Kind.RECEIVED, 5, 2, on=4, by=3)]) == ([], [])


def test_the_oldest_comes_first_and_each_says_what_and_since_when() -> None:
    task = FollowUp(3, 1, "Ada", "call", TODAY, TODAY)
    late = FollowUp(4, 1, "Ada", "write", ago(20), ago(20))
    matters = find_open(1, [touch(2, 5, IN)], [favour(7, Kind.RECEIVED, 9, 1)], [task, late])
    assert matters.mine == (
        ("follow_up", "write", ago(20), "t4"),
        ("thank", "w7", ago(9), "f7"),
        ("answer", "n2", ago(5), "p2"),
        ("follow_up", "call", TODAY, "t3"),
    )
    assert matters.theirs == ()
