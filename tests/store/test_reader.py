"""Reading: filters, alone and together, and the lists they narrow."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from netlog.core.model import Channel, Contact, Direction, Filters, Participant, Point, Touchpoint
from netlog.core.rules import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Journal

TODAY = date(2026, 11, 22)

PEOPLE = [
    Contact(
        0, "", "Zoë Ångström", org="Café Möbel", city="Zürich", met="PyCon", circle="inner",
        tags=("Hiring", "python"), aliases=("Zo",),
        points=(Point("email", "z@b.org", "z@b.org"), Point("email", "z@a.org", "z@a.org")),
    ),
    Contact(
        0, "", "adam", org="Acme", city="Berlin", met="PyCon Berlin", circle="inner",
        tags=("python",), points=(Point("phone", "030 1", "+49301"),),
    ),
    Contact(0, "", "Ben", org="Acme 🎉", city="Berlin", circle="wide"),
    Contact(0, "", "Cleo", org="Acme", met="PyCon", tags=("hiring",), archived=True),
]  # fmt: skip
LOG: list[tuple[str, tuple[int, ...], tuple[str, ...]]] = [
    ("2026-01-10", (1,), ()),
    ("2026-05-01", (1, 2), ("walk",)),
    ("2026-05-02", (3,), ("Hiring",)),
    ("2026-11-01", (4,), ()),
]


@pytest.fixture(scope="module")
def known(
    journal_at: Callable[[Path], Journal], tmp_path_factory: pytest.TempPathFactory
) -> Journal:
    journal = journal_at(tmp_path_factory.mktemp("known") / "journal.db")
    with journal.writing() as writer:
        writer.add_contacts(PEOPLE)
        writer.add_touchpoints(
            Touchpoint(
                0, date.fromisoformat(day), Channel.CALL, tags=tags,
                people=tuple(Participant(who, "", Direction.BOTH) for who in people),
            )
            for day, people, tags in LOG
        )  # fmt: skip
    return journal


WHO: list[tuple[dict[str, Any], set[int]]] = [
    ({}, {1, 2, 3}),
    ({"archived": True}, {1, 2, 3, 4}),
    ({"circle": "inner"}, {1, 2}),
    ({"circle": "Inner"}, {1, 2}),
    ({"circle": "none"}, set()),
    ({"circle": "none", "archived": True}, {4}),
    ({"circle": "inn"}, set()),
    ({"tag": "PYTHON"}, {1, 2}),
    ({"tag": "hiring"}, {1}),
    ({"tag": "hiring", "archived": True}, {1, 4}),
    ({"tag": "hir"}, set()),
    ({"org": "cafe mobel"}, {1}),
    ({"org": "acme"}, {2, 3}),
    ({"org": "🎉"}, {3}),
    ({"org": "*"}, set()),
    ({"city": "zurich"}, {1}),
    ({"city": "BERLIN"}, {2, 3}),
    ({"met": "pycon"}, {1, 2}),
    ({"met": "pycon berlin"}, {2}),
    ({"since": date(2026, 5, 1)}, {1, 2, 3}),
    ({"since": date(2026, 5, 2)}, {3}),
    ({"until": date(2026, 1, 10)}, {1}),
    ({"until": date(2026, 1, 9)}, set()),
    ({"since": date(2026, 4, 30), "until": date(2026, 5, 1)}, {1, 2}),
    ({"since": date(2026, 11, 1), "archived": True}, {4}),
    ({"org": "acme", "city": "berlin", "circle": "inner"}, {2}),
    ({"tag": "python", "met": "pycon", "until": date(2026, 1, 31)}, {1}),
    ({"org": "acme", "tag": "python", "since": date(2026, 6, 1)}, set()),
    ({"org": "%"}, set()),
    ({"city": "'"}, set()),
]


@pytest.mark.parametrize(("filters", "who"), WHO)
def test_filters_narrow_people(known: Journal, filters: dict[str, Any], who: set[int]) -> None:
    chosen = Filters(**filters)
    with known.reading() as reader:
        assert {entry.id for entry in reader.entries(chosen)} == who
        assert {each.id for each in reader.standings(chosen, TODAY, DEFAULTS)} == who
        for number in range(1, 5):
            one = reader.standings(chosen, TODAY, DEFAULTS, number)
            assert [each.id for each in one] == ([number] if number in who else [])


WHAT: list[tuple[dict[str, Any], int | None, list[int]]] = [
    ({}, None, [4, 3, 2, 1]),
    ({}, 1, [2, 1]),
    ({}, 99, []),
    ({"circle": "inner"}, None, [2, 1]),
    ({"circle": "none"}, None, [4]),
    ({"org": "acme"}, None, [4, 3, 2]),
    ({"org": "acme"}, 1, [2]),
    ({"city": "zurich"}, None, [2, 1]),
    ({"met": "pycon"}, None, [4, 2, 1]),
    ({"tag": "walk"}, None, [2]),
    ({"tag": "hiring"}, None, [4, 3, 2, 1]),
    ({"tag": "hiring", "org": "acme"}, None, [4, 3]),
    ({"tag": "hiring", "city": "zurich"}, None, [2, 1]),
    ({"tag": "hiring", "city": "hamburg"}, None, []),
    ({"tag": "walk", "city": "berlin"}, None, [2]),
    ({"tag": "walk", "circle": "wide"}, None, []),
    ({"since": date(2026, 5, 1), "until": date(2026, 5, 2)}, None, [3, 2]),
    ({"since": date(2026, 5, 2), "tag": "hiring"}, None, [4, 3]),
    ({"until": date(2026, 5, 1), "circle": "inner"}, 2, [2]),
]


@pytest.mark.parametrize(("filters", "whose", "what"), WHAT)
def test_filters_narrow_the_log(
    known: Journal, filters: dict[str, Any], whose: int | None, what: list[int]
) -> None:
    with known.reading() as reader:
        found = [each.id for each in reader.touchpoints(Filters(**filters), whose)]
        assert found == what
        assert [t.id for t in reader.touchpoints(Filters(**filters), whose, 1)] == what[:1]


def test_the_contact_list_is_by_name_and_says_what_is_known(known: Journal) -> None:
    with known.reading() as reader:
        entries = reader.entries(Filters())
    assert [entry.name for entry in entries] == ["adam", "Ben", "Zoë Ångström"]
    zoe = entries[-1]
    assert (zoe.tags, zoe.emails, zoe.phones) == (("Hiring", "python"), ("z@b.org", "z@a.org"), ())
    assert [entry.last_on for entry in entries] == [
        date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["1833-06-05", "1999-12-31", "2000-01-03", "2026-02-28"])
def test_a_last_day_of_any_century(journal: Journal, day: str) -> None:
    journal.touch(day, journal.add("Ada"))
    with journal.reading() as reader:
        assert reader.entries(Filters())[0].last_on == date.fromisoformat(day)


def test_never_in_touch_is_a_standing_without_a_tally(journal: Journal) -> None:
    journal.add("Ada", cadence_days=7)
    with journal.reading() as reader:
        (standing,) = reader.standings(Filters(), TODAY, DEFAULTS)
        assert (standing.tally, standing.cadence_days) == (None, 7)
        assert reader.entries(Filters())[0].last_on is None
        assert reader.fold([1, 2], DEFAULTS) == {}


def test_who_is_who(known: Journal) -> None:
    with known.reading() as reader:
        assert [(p.name, p.aliases, p.archived) for p in reader.named()] == [
            ("Zoë Ångström", ("zo",), False), ("adam", (), False), ("Ben", (), False),
            ("Cleo", (), True),
        ]  # fmt: skip
        assert reader.points("email") == [(1, "z@b.org"), (1, "z@a.org")]
        assert reader.owners("phone", "+49301") == [2]
        assert reader.owners("email", "+49301") == []
        assert reader.contact(99) is None
        found = reader.named_by_id(3)
        assert found is not None
        assert found.name == "Ben"
        assert reader.named_by_id(99) is None


def test_who_was_there(known: Journal) -> None:
    with known.reading() as reader:
        assert reader.together(1) == {2}
        assert reader.together(3) == set()
        assert reader.recent(date(2026, 5, 1), date(2026, 5, 2)) == {1, 2, 3}
        assert reader.touchpoints_alone(1) == [1]
        touchpoint = reader.touchpoint(2)
        assert touchpoint is not None
        assert [part.name for part in touchpoint.people] == ["Zoë Ångström", "adam"]


def test_a_thousand_contacts_are_more_than_a_statement_takes_parameters(journal: Journal) -> None:
    with journal.writing() as writer:
        ids = writer.add_contacts([Contact(0, "", f"P{n}", added_on=TODAY) for n in range(1000)])
        writer.add_touchpoints(
            [
                Touchpoint(
                    0, TODAY, Channel.EVENT,
                    people=tuple(Participant(n, "", Direction.BOTH) for n in ids),
                )
            ]
        )  # fmt: skip
    with journal.reading() as reader:
        assert len(reader.fold(ids, DEFAULTS)) == 1000
        assert len(reader.touchpoints(Filters())[0].people) == 1000
