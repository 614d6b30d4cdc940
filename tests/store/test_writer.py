"""Writing: a record says what was written, a tally what the log comes to, a failure nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from netlog.core import scoring
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Filters,
    Intros,
    Note,
    Participant,
    Point,
    Touchpoint,
)
from netlog.core.rules import Constants
from netlog.errors import BadInput, NotFound, WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Journal

    from netlog.store.writer import Writer

TODAY = date(2026, 11, 22)
EVERYONE = Filters(archived=True)

ADA = Contact(
    0,
    "",
    "Ada “Countess” Lovelace",
    org="Analytical Engines",
    title="Programmer",
    city="London",
    birthday=Birthday(2, 29),
    met="at a soirée",
    met_on=date(1833, 6, 5),
    circle="inner",
    cadence_days=10,
    intros=Intros.OPEN,
    about="mind of figures\nand verse",
    archived=True,
    added_on=date(2026, 1, 1),
    points=(Point("email", "Ada@X.org", "ada@x.org", "work"), Point("phone", "1 2", "12")),
    aliases=("Augusta", "Countess"),
    tags=("maths", "poetry"),
)
LUNCH = Touchpoint(
    0,
    date(2026, 11, 1),
    Channel.MEAL,
    note="lunch: 100% 'fine' 🎉",
    at=time(12, 5),
    depth=4,
    minutes=50,
    place="Tartine",
    tags=("food", "hiring"),
    people=(
        Participant(1, "Ada “Countess” Lovelace", Direction.BOTH),
        Participant(2, "Ben", Direction.IN, awaits_reply=True),
    ),
    source="mbox",
    source_id="<1@x>",
)


def uid(journal: Journal, table: str, number: int) -> str:
    return str(journal.sql(f"SELECT uid FROM {table} WHERE id = ?", number)[0][0])


# What was written


@pytest.mark.parametrize("many", [False, True])
def test_a_contact_reads_back_as_it_was_written(journal: Journal, many: bool) -> None:
    with journal.writing() as writer:
        number = writer.add_contacts([ADA])[0] if many else writer.add_contact(ADA)
    with journal.reading() as reader:
        assert reader.contact(number) == ADA._replace(
            id=number, uid=uid(journal, "contact", number)
        )
    assert UUID(uid(journal, "contact", number))


@pytest.mark.parametrize("many", [False, True])
def test_a_touchpoint_reads_back_as_it_was_written(journal: Journal, many: bool) -> None:
    with journal.writing() as writer:
        writer.add_contacts([ADA, Contact(0, "", "Ben", added_on=TODAY)])
        if many:
            writer.add_touchpoints([LUNCH])
        else:
            assert writer.add_touchpoint(LUNCH) == 1
    with journal.reading() as reader:
        assert reader.touchpoint(1) == LUNCH._replace(id=1)
        assert reader.imported("mbox") == {"<1@x>"}
        assert reader.imported("ics") == set()
    assert UUID(uid(journal, "touchpoint", 1))


def test_a_note_reads_back_as_it_was_written(journal: Journal) -> None:
    ada = journal.add("Ada")
    number = journal.note(ada, "two daughters")
    with journal.reading() as reader:
        assert reader.note(number) == Note(number, ada, date(2026, 11, 1), "two daughters")
        assert reader.notes(ada) == [reader.note(number)]
        assert reader.note(99) is None


def test_saving_says_exactly_this(journal: Journal) -> None:
    journal.add("Ben")
    with journal.writing() as writer:
        number = writer.add_contact(ADA)
    changed = Contact(
        number, "", "Ada King", introduced_by=1, added_on=TODAY,
        points=(Point("email", "ADA@x.org", "ada@x.org"),), aliases=("Countess", "AK"),
    )  # fmt: skip
    with journal.writing() as writer:
        writer.save_contact(changed)
    with journal.reading() as reader:
        found = reader.contact(number)
    assert found == changed._replace(uid=uid(journal, "contact", number))


def test_of_two_spellings_of_one_thing_the_first_is_kept(journal: Journal) -> None:
    twice = ADA._replace(
        points=(Point("email", "A@x.org", "a@x.org"), Point("email", "a@X.ORG", "a@x.org")),
        aliases=("Ada L", "ada l."),
        tags=("maths", "maths"),
    )
    with journal.writing() as writer:
        one, two = writer.add_contact(twice), writer.add_contacts([twice])[0]
        writer.add_touchpoint(LUNCH._replace(people=(LUNCH.people[0],) * 2, tags=("a", "a")))
    with journal.reading() as reader:
        for number in (one, two):
            found = reader.contact(number)
            assert found is not None
            assert (found.points, found.aliases, found.tags) == (
                twice.points[:1], ("Ada L",), ("maths",),
            )  # fmt: skip
        touchpoint = reader.touchpoint(1)
        assert touchpoint is not None
        assert (touchpoint.people, touchpoint.tags) == (LUNCH.people[:1], ("a",))


def test_times_say_when_a_record_was_made_and_last_changed(journal: Journal) -> None:
    def times() -> tuple[str, str]:
        return journal.sql("SELECT created_at, updated_at FROM contact")[0]

    def save(**changes: object) -> None:
        journal.now = journal.now.replace(hour=journal.now.hour + 1)
        with journal.writing() as writer:
            contact = writer.reader.contact(1)
            assert contact is not None
            writer.save_contact(contact._replace(**changes))  # type: ignore[arg-type]

    journal.now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    journal.add("Ada")
    assert times() == ("2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z")
    save(city="London")
    assert times() == ("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z")
    save(city="London")
    assert times()[1] == "2026-11-22T10:00:00Z", "nothing changed"
    save(tags=("maths",))
    assert times()[1] == "2026-11-22T12:00:00Z", "what belongs to a contact is the contact"


def test_saving_what_is_there_writes_nothing(journal: Journal) -> None:
    with journal.writing() as writer:
        writer.add_contacts([ADA, Contact(0, "", "Ben", added_on=TODAY)])
        writer.add_touchpoint(LUNCH)
    operations = journal.sql("SELECT * FROM undo_operation")
    with journal.writing() as writer:
        contact, touchpoint = writer.reader.contact(1), writer.reader.touchpoint(1)
        assert contact is not None
        assert touchpoint is not None
        writer.save_contact(contact)
        writer.save_touchpoint(touchpoint)
    assert journal.sql("SELECT * FROM undo_operation") == operations


def test_many_are_saved_at_once_as_each_would_be(journal: Journal) -> None:
    journal.now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    with journal.writing() as writer:
        ben = Contact(0, "", "Ben", added_on=TODAY, known_as=("u",))
        writer.add_contacts([ADA, ben, Contact(0, "", "Cy", added_on=TODAY)])
    journal.now = datetime(2026, 11, 22, 10, tzinfo=UTC)
    with journal.writing() as writer:
        ada, ben, cy = writer.reader.contacts()
        wanted = [ada._replace(city="Rome", known_as=("u",)), ben._replace(known_as=()), cy]
        writer.save_contacts(wanted)
    with journal.reading() as reader:
        assert reader.contacts() == wanted
    hours = journal.sql("SELECT substr(updated_at, 12, 2) FROM contact ORDER BY id")
    assert [hour for (hour,) in hours] == ["10", "10", "09"]


def test_history_tells_the_command(journal: Journal) -> None:
    with journal.writing("netlog add 'Ada'") as writer:
        writer.add_contact(ADA)
    with journal.reading() as reader:
        (operation,) = reader.operations()
    assert (operation.command, operation.at, operation.undoable) == (
        "netlog add 'Ada'", "2026-11-22T09:30:00Z", True,
    )  # fmt: skip


# What cannot be written

STRANGER = (Participant(99, "", Direction.OUT),)


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (lambda w: w.save_contact(ADA._replace(id=99)), NotFound),
        (lambda w: w.remove_contact(99), NotFound),
        (lambda w: w.save_touchpoint(LUNCH._replace(id=99)), NotFound),
        (lambda w: w.remove_touchpoint(99), NotFound),
        (lambda w: w.save(Note(99, 1, TODAY, "x")), NotFound),
        (lambda w: w.remove(Note(99, 1, TODAY, "x")), NotFound),
        (lambda w: w.add(Note(0, 99, TODAY, "x")), WrongUse),
        (lambda w: w.add_touchpoint(LUNCH._replace(people=STRANGER)), WrongUse),
        (lambda w: w.add_touchpoints([LUNCH._replace(people=STRANGER)]), WrongUse),
        (lambda w: w.add_contact(ADA._replace(introduced_by=99)), WrongUse),
        (lambda w: w.add_contact(ADA._replace(cadence_days=0)), BadInput),
        (lambda w: w.add_touchpoints([LUNCH._replace(people=())] * 2), BadInput),
    ],
)
def test_what_cannot_be_written_leaves_the_file_as_it_was(
    journal: Journal, act: Callable[[Writer], object], kind: type[Exception]
) -> None:
    journal.add("Ada")
    before = journal.path.read_bytes()
    with pytest.raises(kind), journal.writing() as writer:  # noqa: PT012 (the second one fails)
        writer.add_contact(ADA)
        act(writer)
    assert journal.path.read_bytes() == before


def test_an_import_that_breaks_off_leaves_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netlog.store.query._BATCH", 2)
    journal.add("Ada")
    before = journal.path.read_bytes()

    def records() -> object:
        for number in range(5):
            yield LUNCH._replace(people=LUNCH.people[:1], source_id=str(number))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), journal.writing() as writer:
        writer.add_touchpoints(records())  # type: ignore[arg-type]
    assert journal.path.read_bytes() == before


# Tallies


def stored(journal: Journal) -> dict[int, str]:
    return {row[0]: repr(row[1:]) for row in journal.sql("SELECT * FROM tally")}


def folded(journal: Journal, until: date | None = None) -> dict[int, str]:
    with journal.reading() as reader:
        tallies = {
            person.id: scoring.fold(reader.touches(person.id), journal.constants, until=until)
            for person in reader.named()
        }
    return {number: repr(tuple(tally)) for number, tally in tallies.items() if tally}


def standing(journal: Journal, today: date = TODAY) -> dict[int, str]:
    with journal.reading() as reader:
        return {
            each.id: repr(tuple(each.tally))
            for each in reader.standings(EVERYONE, today, journal.constants)
            if each.tally
        }


@pytest.fixture
def two(journal: Journal) -> Journal:
    """Ada and Ben, thirty touchpoints with one or both."""
    ada, ben = journal.add("Ada"), journal.add("Ben")
    directions = list(Direction)
    with journal.writing() as writer:
        writer.add_touchpoints(
            Touchpoint(
                0,
                date(2026, 1 + n % 10, 1 + n % 27),
                Channel.CALL,
                depth=n % 6 or None,
                people=tuple(
                    Participant(each, "", directions[(n + each) % 3])
                    for each in (ada, ben)
                    if n % (each + 1)
                ),
            )
            for n in range(30)
        )
    return journal


def test_tallies_follow_the_log(two: Journal) -> None:
    assert set(stored(two)) == {1, 2}
    assert stored(two) == folded(two) == standing(two)
    with two.writing() as writer:
        touchpoint = writer.reader.touchpoint(2)
        assert touchpoint is not None
        writer.save_touchpoint(touchpoint._replace(depth=5, people=touchpoint.people[:1]))
        writer.remove_touchpoint(3)
    assert stored(two) == folded(two)
    with two.writing() as writer:
        writer.remove_contact(1)
    assert set(stored(two)) == {2}
    assert stored(two) == folded(two)


def test_the_last_touchpoint_takes_the_tally_with_it(journal: Journal) -> None:
    number = journal.touch("2026-11-01", journal.add("Ada"))
    assert set(stored(journal)) == {1}
    with journal.writing() as writer:
        writer.remove_touchpoint(number)
    assert stored(journal) == {}


def test_other_constants_count_at_once_and_are_folded_at_the_next_write(two: Journal) -> None:
    before = stored(two)
    two.constants = Constants(flow_half_life=90, usual_depth=2)
    assert stored(two) == before
    assert standing(two) == folded(two) != before
    two.add("Cleo")
    assert stored(two) == folded(two)
    two.undo()
    assert stored(two) == before
    assert standing(two) == folded(two)


def test_constants_that_do_not_touch_the_log_fold_nothing_anew(two: Journal) -> None:
    before = stored(two)
    two.constants = Constants(recency_half_life=30)
    assert standing(two) == before


def test_the_days_after_today_do_not_count(two: Journal) -> None:
    early = date(2026, 4, 10)
    assert standing(two, early) == folded(two, until=early) != stored(two)
    assert standing(two, date(2025, 1, 1)) == {}
