"""Finding by words: whatever they are written with, they are words and never a query."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netlog.core.model import Channel, Contact, Direction, Note, Participant, Point, Touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Journal

DAY = date(2026, 11, 1)


def tell(journal: Journal) -> Journal:
    with journal.writing() as writer:
        writer.add_contacts(
            [
                Contact(
                    0, "", "José O’Neil-Smith", org="Café Möbel", title="Chef", city="Zürich",
                    met="at PyCon", about="likes AND gates", aliases=("Pepe Grande",),
                    tags=("Hiring",), points=(Point("email", "jo@neil.org", "jo@neil.org"),),
                ),
                Contact(0, "", "田中さくら", org="東京大学", about="🦊 fan"),
                Contact(0, "", "Ben NEAR", org="Acme (Berlin)", city="Josefstadt"),
                Contact(0, "", "김민수", org="Straße & Söhne"),
            ]
        )  # fmt: skip

        def touch(on: date, note: str, place: str = "", tags: tuple[str, ...] = ()) -> None:
            writer.add_touchpoint(
                Touchpoint(
                    0, on, Channel.CALL, note, place=place, tags=tags,
                    people=(Participant(1, "", Direction.BOTH),),
                )
            )  # fmt: skip

        touch(DAY, 'said "hello world" * (twice) - name:Ben', "Tartine")
        touch(date(2026, 10, 1), "hello again")
        touch(date(2026, 10, 2), "hello hello hello", tags=("Platform",))
        touch(date(2026, 10, 3), "渋谷で会った 🎉 with Émile")
        writer.add(Note(0, 1, DAY, "two daughters, Mira and Asha 🎉"))
        writer.add(Note(0, 2, DAY, "prefers C++ to NOT OR"))
    return journal


@pytest.fixture(scope="module")
def told(
    journal_at: Callable[[Path], Journal], tmp_path_factory: pytest.TempPathFactory
) -> Journal:
    return tell(journal_at(tmp_path_factory.mktemp("told") / "journal.db"))


def found(journal: Journal, *words: str) -> list[str]:
    with journal.reading() as reader:
        return [f"{hit.kind[0]}{hit.id}" for hit in reader.find(list(words))]


FOUND: list[tuple[str, list[str]]] = [
    # Case, accents, the start of a word
    ("jose", ["c1", "c3"]),
    ("JOSÉ", ["c1", "c3"]),
    ("jos", ["c1", "c3"]),
    ("j", ["c1", "c3"]),
    ("osé", []),
    ("zurich", ["c1"]),
    ("mobel", ["c1"]),
    ("emile", ["t4"]),
    ("Émi", ["t4"]),
    ("strasse", []),  # ß is a letter of its own to the index
    ("straße", ["c4"]),
    ("oneil", ["c1"]),
    ("o'neil", ["c1"]),
    ("O’Neil", ["c1"]),
    ("neil-smith", ["c1"]),
    ("smith", ["c1"]),
    ("pycon", ["c1"]),
    ("chef", ["c1"]),
    # Several words, in one field or another
    ("jose cafe", ["c1"]),
    ("cafe jose", ["c1"]),
    ("zurich acme", []),
    ("zurich berlin", []),
    ("acme berlin", ["c3"]),
    ("hello again", ["t2"]),
    ("hello tartine", ["t1"]),
    # What belongs to a contact or a touchpoint
    ("pepe", ["c1"]),
    ("grande", ["c1"]),
    ("rande", []),
    ("pepe cafe", ["c1"]),
    ("hiring", ["c1"]),
    ("hiring jose", ["c1"]),
    ("platform", ["t3"]),
    ("platform hello", ["t3"]),
    ("jo@neil.org", ["c1"]),
    ("neil.or", ["c1"]),
    ("jo@neil.org pepe zurich", ["c1"]),
    # Scripts without spaces, and signs
    ("さくら", ["c2"]),
    ("東京", ["c2"]),
    ("大学", ["c2"]),
    ("東京 田中", ["c2"]),
    ("渋谷", ["t4"]),
    ("渋谷 emile", ["t4"]),
    ("渋谷 hello", []),
    ("민수", ["c4"]),
    ("🦊", ["c2"]),
    ("🎉", ["n1", "t4"]),
    ("🎉 mira", ["n1"]),
    ("🎉🎉", []),
    # What a full-text query would read as its own
    ("AND", ["c1", "n1"]),
    ("OR", ["c1", "n2"]),  # and neil.org
    ("NOT", ["n2"]),
    ("NEAR", ["c3"]),
    ("near", ["c3"]),
    ("NEAR(hello", []),
    ("name:Ben", ["t1"]),
    ("note:hello", []),
    ('"hello', ["t3", "t2", "t1"]),
    ('hello"', ["t3", "t2", "t1"]),
    ('"', ["t1"]),
    ("*", ["t1"]),
    ("hel*", ["t3", "t2", "t1"]),
    ("^hello", ["t3", "t2", "t1"]),
    ("-hello", ["t3", "t2", "t1"]),
    ("(twice)", ["t1"]),
    ("{hello}", ["t3", "t2", "t1"]),
    ("hello +", []),
    ("%", []),
    ("_", []),
    ("c++", ["c1", "n2"]),
    ("'", []),
    ("\0", []),
    ("hello\0world", ["t1"]),
    ("", []),
    (" ", []),
]


@pytest.mark.parametrize(("words", "hits"), FOUND)
def test_words_find(told: Journal, words: str, hits: list[str]) -> None:
    assert sorted(found(told, *words.split(" "))) == sorted(hits)


def test_no_words_find_nothing(told: Journal) -> None:
    assert found(told) == []


def test_contacts_come_first_then_the_best_then_the_newest(told: Journal) -> None:
    assert found(told, "hello") == ["t3", "t2", "t1"]
    assert found(told, "🎉") == ["n1", "t4"]
    assert found(told, "and") == ["c1", "n1"]


def test_a_hit_says_about_whom_and_what_was_written(told: Journal) -> None:
    with told.reading() as reader:
        (contact,) = reader.find(["cafe"])
        (note,) = reader.find(["mira"])
        (touchpoint,) = reader.find(["tartine"])
    assert contact.people == ((1, "José O’Neil-Smith"),)
    assert contact.text == "Café Möbel, Chef, Zürich, at PyCon, likes AND gates"
    assert (note.kind, note.on, note.people) == ("note", DAY, contact.people)
    assert touchpoint.text.endswith(" @Tartine")
    assert touchpoint.people == contact.people


def test_what_changes_or_goes_is_found_no_more(journal: Journal) -> None:
    told = tell(journal)
    with told.writing() as writer:
        writer.save(Note(1, 1, DAY, "a son"))
        writer.remove_touchpoint(2)
    assert found(told, "mira") == []
    assert found(told, "son") == ["n1"]
    assert found(told, "again") == []
    told.undo()
    assert found(told, "mira") == ["n1"]
    assert found(told, "again") == ["t2"]
    told.check()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=6), max_size=3))
def test_any_words_are_taken_as_data(told: Journal, words: list[str]) -> None:
    with told.reading() as reader:
        reader.find(words)
