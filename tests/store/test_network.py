"""Who needs no introduction to whom, and who wants none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from netlog.core.introductions import Answer, Introduction, Side
from netlog.core.model import Acquaintance, Direction, Interest, Intros, Want

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.store.conftest import Journal

TODAY = date(2026, 11, 22)
ANA, BO = 1, 2


def introduce(journal: Journal, *, a: int = ANA, no: bool = False, dropped: bool = False) -> None:
    side = Side(ANA + BO - a, "", Answer.NO if no else Answer.ASKED)
    with journal.writing() as writer:
        writer.add(
            Introduction(0, Side(a, ""), side, "work", TODAY, dropped_on=TODAY if dropped else None)
        )


def know(journal: Journal) -> None:
    with journal.writing() as writer:
        writer.add(Acquaintance(0, ANA, BO, "school", TODAY))


def bring(journal: Journal) -> None:
    with journal.writing() as writer:
        bo = writer.reader.contact(BO)
        assert bo
        writer.save_contact(bo._replace(introduced_by=ANA))


@pytest.mark.parametrize(
    ("happened", "known"),
    [
        (lambda _: None, False),
        (know, True),
        (bring, True),
        (introduce, True),
        (lambda journal: introduce(journal, a=BO), True),
        (lambda journal: introduce(journal, dropped=True), False),
        (lambda journal: introduce(journal, dropped=True, no=True), True),
        (lambda journal: journal.touch("2026-11-22", ANA, BO), True),
        (lambda journal: journal.touch("2026-11-23", ANA, BO), False),
        # Who is written to at once need not know the others.
        (lambda journal: journal.touch("2026-11-01", ANA, BO, direction=Direction.OUT), False),
        (lambda journal: journal.touch("2026-11-01", ANA), False),
    ],
)
def test_who_needs_no_introduction(
    journal: Journal, happened: Callable[[Journal], object], known: bool
) -> None:
    for name in ("Ana", "Bo", "Cy"):
        journal.add(name)
    happened(journal)
    with journal.reading() as reader:
        for pair in ((ANA, BO), (BO, ANA)):
            found = reader.acquainted([pair, (ANA, 3), (3, BO)], TODAY)
            assert found == ({pair} if known else set())
        assert reader.acquainted([], TODAY) == set()


def test_a_dropped_introduction_does_not_hide_another(journal: Journal) -> None:
    journal.add("Ana")
    journal.add("Bo")
    introduce(journal, dropped=True)
    introduce(journal)
    with journal.reading() as reader:
        assert reader.acquainted([(BO, ANA)], TODAY + timedelta(1)) == {(BO, ANA)}


def test_who_is_never_to_be_introduced(journal: Journal) -> None:
    for name, intros in (("Ana", Intros.NEVER), ("Bo", Intros.ASK), ("Cy", Intros.OPEN)):
        journal.add(name, intros=intros)
    with journal.reading() as reader:
        assert reader.unintroducible() == {ANA}


def test_who_needs_something_on_a_day(journal: Journal) -> None:
    for name in ("Ana", "Bo"):
        journal.add(name)
    with journal.writing() as writer:
        need = Interest(0, ANA, "", Want.NEEDS, "a tutor", TODAY, TODAY + timedelta(2))
        writer.add(need)
        writer.add(Interest(0, BO, "", Want.OFFERS, "lessons", TODAY))
    days = [TODAY + timedelta(n) for n in (-1, 0, 1, 2)]
    with journal.reading() as reader:
        assert [reader.needy(day) for day in days] == [set(), {ANA}, {ANA}, set()]


def test_whom_somebody_knows(journal: Journal) -> None:
    for name in ("Ana", "Bo"):
        journal.add(name)
    know(journal)
    with journal.reading() as reader:
        [known] = reader.acquaintances(BO)
        assert (known.a_id, known.b_id) == (ANA, BO)
        assert reader.acquaintances(ANA) == reader.acquaintances() == [known]
        assert reader.acquaintances(3) == []
