"""Rhythms in one process: a circle's, and one of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netlog.errors import BadInput, WrongUse
from netlog.journal import connect
from tests.journal.conftest import contact, contents

if TYPE_CHECKING:
    from netlog.journal.desk import Desk


@pytest.mark.parametrize(
    ("circle", "every", "stored", "ideal"),
    [
        ("close", None, ("close", None), 30),
        ("CLOSE", "6w", ("close", 42), 42),
        ("active", "2m", ("active", 60), 60),
        ("none", None, (None, None), None),
    ],
)
def test_a_circle_and_a_rhythm_of_ones_own(
    people: Desk, circle: str, every: str | None, stored: tuple[object, ...], ideal: int | None
) -> None:
    connect.circle(people, "priya", "inner", "1d")
    placed = connect.circle(people, "priya", circle, every)
    assert (contact(people).circle, contact(people).cadence_days) == stored
    assert placed.ideal_days == ideal


def test_no_rhythm_without_a_circle(people: Desk) -> None:
    was = contents(people)
    with pytest.raises(WrongUse, match="in no circle"):
        connect.circle(people, "priya", "none", "6w")
    with pytest.raises(BadInput, match='no circle "pals"'):
        connect.circle(people, "priya", "pals", None)
    assert contents(people) == was
