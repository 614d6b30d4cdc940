"""Whose domain an address is of, and what is left to do with somebody before I leave."""

from __future__ import annotations

from datetime import date

import pytest

from netlog.core.leaving import Facts, check, find_domains, is_inside, retire
from netlog.core.model import (
    OLD,
    Channel,
    Direction,
    Favour,
    Kind,
    Participant,
    Point,
    Touchpoint,
)

TODAY = date(2026, 11, 22)


def email(address: str, label: str = "") -> Point:
    return Point("email", address, address.lower(), label)


@pytest.mark.parametrize(
    ("org", "people", "domains"),
    [
        # What two share is the organisation's, what one has is their own.
        ("Acme", [["a@corp.example", "a@home.example"], ["b@corp.example"]], {"corp.example"}),
        # Whoever shares a second one has it at home, but not where it is their only one.
        (
            "Acme",
            [
                ["a@corp.example", "a@home.example"],
                ["b@corp.example", "b@home.example"],
                ["c@corp.example"],
            ],
            {"corp.example"},
        ),
        (
            "Acme",
            [["a@home.example", "a@acme.example"], ["b@home.example", "b@acme.example"]],
            {"acme.example"},
        ),
        (
            "Acme",
            [["a@acme.example"], ["b@corp.example"], ["c@corp.example"]],
            {"acme.example", "corp.example"},
        ),
        # Twice the same of one person is not shared.
        ("Acme", [["a@corp.example", "x@corp.example"], ["b@b.example"]], set()),
        # The only one there is; of several without a sign nobody can tell.
        ("Acme", [["a@corp.example"], []], {"corp.example"}),
        ("Acme", [["a@a.example", "a@b.example"]], set()),
        # One that bears the name, in any spelling, but not as its end.
        ("Ácme Inc", [["a@acme-inc.example", "a@a.example"]], {"acme-inc.example"}),
        ("Example", [["a@a.example"], ["b@b.example"]], set()),
        # Free mail is nobody's, in every country.
        ("Acme", [["a@gmail.com"], ["b@gmail.com"]], set()),
        ("Acme", [["a@yahoo.co.uk"], ["b@yahoo.co.uk"], ["c@gmx.de"], ["d@gmx.de"]], set()),
        ("Gmail", [["a@gmail.com"]], set()),
        ("Yahoo", [["a@live.acme.example"]], {"live.acme.example"}),
        ("🙂", [["a@a.example"], ["b@b.example"]], set()),
        ("Acme", [], set()),
    ],
)
def test_domains(org: str, people: list[list[str]], domains: set[str]) -> None:
    assert find_domains(org, [[*map(email, each)] for each in people]) == domains


def test_what_is_old_already_tells_nothing_of_where_they_are() -> None:
    before = [[email("a@before.example", OLD)], [email("b@before.example", OLD)]]
    assert find_domains("Acme", before) == set()


def test_addresses_of_a_domain_and_its_parts_become_old() -> None:
    points = (
        email("Ana@Corp.example", "work"),
        email("ana@uk.corp.example"),
        email("ana@notcorp.example"),
        Point("phone", "+49 30 1234567", "+49301234567", "work"),
        Point("url", "corp.example", "corp.example"),
    )
    assert [point.label for point in retire(points, {"corp.example"})] == [
        OLD, OLD, "", "work", "",
    ]  # fmt: skip
    assert retire(points, ()) == points
    assert not is_inside(points[3], {"corp.example"})


def touch(direction: Direction, depth: int | None = None) -> Touchpoint:
    people = (Participant(7, "Sam", Direction.OUT), Participant(3, "Ana", direction))
    return Touchpoint(1, date(2026, 11, 19), Channel.MEAL, depth=depth, people=people)


def received(what: str) -> Favour:
    return Favour(1, 3, "Ana", Kind.RECEIVED, what, 1, TODAY, 1)


@pytest.mark.parametrize(
    ("facts", "key", "done", "text"),
    [
        ({"points": [email("a@corp.example")]}, "address", False, "no address outside Acme"),
        ({"points": [email("a@old.example", OLD)]}, "address", False, "no address outside Acme"),
        ({"points": [email("a@home.example")]}, "address", True, "reach them at a@home.example"),
        ({"owed": [received("a book")]}, "thank", False, "thanks are owed: a book"),
        ({"owed": [received("a"), received("b")]}, "thank", False, "thanks are owed: a and 1 more"),
        ({}, "thank", True, "no thanks are owed"),
        ({}, "talk", False, "you were never in touch"),
        ({"last": touch(Direction.OUT, 5)}, "talk", False, "the last word was yours, 3 days ago"),
        ({"last": touch(Direction.IN)}, "talk", False, "the last word was theirs, 3 days ago"),
        ({"last": touch(Direction.BOTH, 2)}, "talk", False, "the last talk stayed shallow"),
        ({"last": touch(Direction.BOTH, 3)}, "talk", True, "you talked 3 days ago"),
        ({"last": touch(Direction.BOTH)}, "talk", True, "you talked 3 days ago"),
    ],
)
def test_checks(facts: dict[str, object], key: str, done: bool, text: str) -> None:
    known = Facts(3, [], [], None)._replace(**facts)  # type: ignore[arg-type]
    checks = check(known, "Acme", {"corp.example"}, TODAY)
    assert [each.key for each in checks] == ["address", "thank", "talk"]
    (found,) = (each for each in checks if each.key == key)
    assert found.done is done
    assert found.text.startswith(text)
    assert " c3" in found.command
