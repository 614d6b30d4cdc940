"""Undo: whatever a command did, taking it back leaves what was there before, to the last bit."""

from __future__ import annotations

import itertools
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from netlog.core import scoring
from netlog.core.merging import merge
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Intros,
    Note,
    Participant,
    Point,
    Touchpoint,
)
from netlog.core.rules import Constants
from netlog.errors import WrongUse
from netlog.store import file, history, migrations, undo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dump, Journal

    from netlog.store.reader import Reader

# Any text there is, and often what SQL might stumble over. A NUL ends a literal of SQLite.
TEXTS = st.one_of(
    st.sampled_from(["", "it's", "a\0b", "\0", '"', "NULL", "x'61'", "日本語 🎉", "a\nb"]),
    st.text(st.characters(codec="utf-8"), max_size=8),
)
DAYS = st.dates(date(2020, 1, 1), date(2026, 11, 22))
POINTS = st.builds(Point, st.sampled_from(["email", "phone", "url"]), TEXTS, TEXTS, TEXTS)
WORDS = st.lists(TEXTS, max_size=3).map(tuple)
UIDS = itertools.count()
CONTACTS = st.builds(
    Contact,
    id=st.just(0),
    uid=st.just(""),
    name=TEXTS.map(lambda text: f"N{text}"),
    org=TEXTS,
    title=TEXTS,
    city=TEXTS,
    met=TEXTS,
    introduced_by=st.none(),
    birthday=st.none() | st.just(Birthday(2, 29)) | st.just(Birthday(12, 1, 1980)),
    met_on=st.none() | DAYS,
    circle=st.none() | st.just("inner"),
    cadence_days=st.none() | st.integers(1, 400),
    intros=st.sampled_from(Intros),
    about=TEXTS,
    archived=st.booleans(),
    added_on=DAYS,
    points=st.lists(POINTS, max_size=3).map(tuple),
    aliases=WORDS,
    tags=WORDS,
    # No two people are known by one.
    known_as=st.integers(0, 2).map(lambda n: tuple(f"uid-{next(UIDS)}" for _ in range(n))),
)
TOUCHPOINTS = st.builds(
    Touchpoint,
    id=st.just(0),
    on=DAYS,
    channel=st.sampled_from(Channel),
    note=TEXTS,
    at=st.none() | st.just(time(18, 30)),
    depth=st.none() | st.integers(1, 5),
    minutes=st.none() | st.integers(1, 600),
    place=TEXTS,
    tags=WORDS,
    people=st.just(()),
    source=TEXTS,
    source_id=st.none(),
)
PICKS = st.integers(0, 50)  # which of what there is, by its place


class Commands(RuleBasedStateMachine):
    """Commands in any order. `before` holds what the journal was before each of them."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.journal = journal
        with journal.writing():
            pass
        self.before: list[Dump] = []
        self.now = journal.dump()

    def changed(self) -> None:
        """A command that changed nothing leaves no operation to take back."""
        was, self.now = self.now, self.journal.dump()
        [(operations,)] = self.journal.sql("SELECT count(*) FROM undo_operation")
        if operations > len(self.before):
            self.before.append(was)
        else:
            assert self.now == was

    def pick(self, table: str, pick: int) -> int:
        rows = self.now[table]
        return int(rows[pick % len(rows)][1:].partition(",")[0])

    def has(self, table: str) -> bool:
        return bool(self.now[table])

    def with_people(self, touchpoint: Touchpoint, picks: list[int]) -> Touchpoint:
        directions = list(Direction)
        people = tuple(
            Participant(self.pick("contact", p), "", directions[p % 3], awaits_reply=p % 2 == 1)
            for p in picks
        )
        return touchpoint._replace(people=people)

    @rule(contact=CONTACTS, pick=st.none() | PICKS)
    def add_contact(self, contact: Contact, pick: int | None) -> None:
        if pick is not None and self.has("contact"):
            contact = contact._replace(introduced_by=self.pick("contact", pick))
        with self.journal.writing() as writer:
            writer.add_contact(contact)
        self.changed()

    @rule(contacts=st.lists(CONTACTS, max_size=4))
    def add_contacts(self, contacts: list[Contact]) -> None:
        with self.journal.writing() as writer:
            writer.add_contacts(contacts)
        self.changed()

    @precondition(lambda self: self.has("contact"))
    @rule(contact=CONTACTS, pick=PICKS)
    def save_contact(self, contact: Contact, pick: int) -> None:
        with self.journal.writing() as writer:
            writer.save_contact(contact._replace(id=self.pick("contact", pick)))
        self.changed()

    @precondition(lambda self: self.has("contact"))
    @rule(pick=PICKS)
    def save_contact_as_it_is(self, pick: int) -> None:
        with self.journal.writing() as writer:
            contact = writer.reader.contact(self.pick("contact", pick))
            assert contact is not None
            writer.save_contact(contact)
        self.changed()

    @precondition(lambda self: self.has("contact"))
    @rule(pick=PICKS)
    def remove_contact(self, pick: int) -> None:
        with self.journal.writing() as writer:
            writer.remove_contact(self.pick("contact", pick))
        self.changed()

    @precondition(lambda self: len(self.now["contact"]) > 1)
    @rule(pick=PICKS, other=PICKS)
    def merge_contacts(self, pick: int, other: int) -> None:
        one, two = self.pick("contact", pick), self.pick("contact", other)
        if one != two:
            with self.journal.writing() as writer:
                kept, gone = writer.reader.contacts([one, two])
                writer.merge_contacts(merge(kept, gone).contact, gone.id)
            self.changed()

    @precondition(lambda self: self.has("contact"))
    @rule(touchpoint=TOUCHPOINTS, picks=st.lists(PICKS, max_size=3))
    def add_touchpoint(self, touchpoint: Touchpoint, picks: list[int]) -> None:
        with self.journal.writing() as writer:
            writer.add_touchpoint(self.with_people(touchpoint, picks))
        self.changed()

    @precondition(lambda self: self.has("contact"))
    @rule(touchpoints=st.lists(st.tuples(TOUCHPOINTS, st.lists(PICKS, max_size=3)), max_size=4))
    def add_touchpoints(self, touchpoints: list[tuple[Touchpoint, list[int]]]) -> None:
        with self.journal.writing() as writer:
            writer.add_touchpoints(self.with_people(*each) for each in touchpoints)
        self.changed()

    @precondition(lambda self: self.has("touchpoint") and self.has("contact"))
    @rule(touchpoint=TOUCHPOINTS, pick=PICKS, picks=st.lists(PICKS, max_size=3))
    def save_touchpoint(self, touchpoint: Touchpoint, pick: int, picks: list[int]) -> None:
        chosen = self.with_people(touchpoint, picks)
        touchpoint = chosen._replace(id=self.pick("touchpoint", pick))
        with self.journal.writing() as writer:
            writer.save_touchpoint(touchpoint)
        self.changed()

    @precondition(lambda self: self.has("touchpoint"))
    @rule(pick=PICKS)
    def remove_touchpoint(self, pick: int) -> None:
        with self.journal.writing() as writer:
            writer.remove_touchpoint(self.pick("touchpoint", pick))
        self.changed()

    @precondition(lambda self: self.has("contact"))
    @rule(pick=PICKS, on=DAYS, text=TEXTS)
    def add_note(self, pick: int, on: date, text: str) -> None:
        with self.journal.writing() as writer:
            writer.add(Note(0, self.pick("contact", pick), on, text))
        self.changed()

    @precondition(lambda self: self.has("note"))
    @rule(pick=PICKS, whose=PICKS, on=DAYS, text=TEXTS)
    def save_note(self, pick: int, whose: int, on: date, text: str) -> None:
        note = Note(self.pick("note", pick), self.pick("contact", whose), on, text)
        with self.journal.writing() as writer:
            writer.save(note)
        self.changed()

    @precondition(lambda self: self.has("note"))
    @rule(pick=PICKS)
    def remove_note(self, pick: int) -> None:
        with self.journal.writing() as writer:
            note = writer.reader.note(self.pick("note", pick))
            assert note
            writer.remove(note)
        self.changed()

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        self.journal.undo()
        self.now = self.journal.dump()
        assert self.now == self.before.pop()

    @invariant()
    def tallies_are_what_the_log_comes_to(self) -> None:
        assert_tallies(self.journal)

    def teardown(self) -> None:
        self.journal.check()
        while self.before:
            self.undo()
        self.journal.check()
        assert not any(self.now.values())


def assert_tallies(journal: Journal) -> None:
    """Each tally equals, bit for bit, the fold of its contact's rows."""
    with journal.reading() as reader:
        folded = {}
        for person in reader.named():
            tally = scoring.fold(reader.touches(person.id), journal.constants)
            if tally is not None:
                folded[person.id] = tally
    rows = journal.sql("SELECT * FROM tally")
    assert {row[0]: repr(row[1:]) for row in rows} == {
        number: repr(tuple(tally)) for number, tally in folded.items()
    }


def test_undo_takes_back_any_commands_in_any_order(
    journal_at: Callable[[Path], Journal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netlog.store.query._BATCH", 2)
    places = iter(range(10_000))

    def begin() -> Commands:
        return Commands(journal_at(tmp_path / f"{next(places)}.db"))

    run_state_machine_as_test(
        begin,
        settings=settings(
            max_examples=5,
            stateful_step_count=12,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def full(journal: Journal) -> Journal:
    """Ada with everything that can hang on a contact, and Ben who came through her."""
    ada = journal.add(
        "Ada Lovelace",
        points=(Point("email", "Ada@X.org", "ada@x.org", "work"), Point("phone", "1", "+1")),
        aliases=("Countess",),
        tags=("maths", "london"),
    )
    ben = journal.add("Ben", introduced_by=ada)
    journal.note(ada, "it's a \0 note")
    both = (Participant(ada, "", Direction.BOTH), Participant(ben, "", Direction.IN))
    with journal.writing() as writer:
        writer.add_touchpoints(
            Touchpoint(
                0, date(2026, 1, 1) + timedelta(days=7 * n), Channel.MEAL,
                depth=1 + n % 5, tags=("walk",), people=both,
            )
            for n in range(40)
        )  # fmt: skip
    journal.touch("2026-11-01", ada, note="alone")
    return journal


def test_a_removed_contact_comes_back_with_all_that_hung_on_it(full: Journal) -> None:
    before = full.dump()
    with full.writing() as writer:
        writer.remove_contact(1)
    left = full.dump()
    assert [len(left[t]) for t in ("contact", "contact_point", "alias", "contact_tag", "note")] == [
        1, 0, 0, 0, 0,
    ]  # fmt: skip
    assert len(left["touchpoint"]) == 40, "those with Ben stay, the one with her alone goes"
    assert full.sql("SELECT introduced_by FROM contact") == [(None,)]
    full.undo()
    assert full.dump() == before
    full.check()
    with full.reading() as reader:
        assert [hit.id for hit in reader.find(["countess"])] == [1]
        assert [hit.kind for hit in reader.find(["alone"])] == ["touchpoint"]


@pytest.mark.parametrize("text", ["a\0b", "\0", "it's", "x'00'", "é\0🎉"])
def test_text_with_odd_characters_comes_back(journal: Journal, text: str) -> None:
    journal.note(journal.add("Ada"), text)
    with journal.writing() as writer:
        writer.save(Note(1, 1, date(2026, 1, 1), "other"))
    journal.undo()
    assert journal.sql("SELECT text, typeof(text) FROM note") == [(text, "text")]
    journal.check()


def test_a_future_table_is_undone_without_any_code(journal: Journal) -> None:
    journal.add("Ada")
    with file.writable(journal.path) as connection:
        connection.execute(
            "CREATE TABLE gift (id INTEGER PRIMARY KEY, contact_id INTEGER REFERENCES contact (id)"
            " ON DELETE CASCADE, what TEXT, size REAL) STRICT"
        )
        undo.install(connection)

    def operation(*statements: str) -> None:
        with file.writable(journal.path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            number = undo.begin(connection, "netlog gift", "now", migrations.LATEST)
            for statement in statements:
                connection.execute(statement)
            undo.finish(connection, number)
            connection.execute("COMMIT")

    states = [journal.dump()]
    for statement in (
        "INSERT INTO gift VALUES (7, 1, 'tea', 0.1), (8, NULL, NULL, -1e300), (9, 1, '', NULL)",
        "UPDATE gift SET size = size / 3, what = 'a ''b'''",
        "DELETE FROM contact",
    ):
        operation(statement)
        states.append(journal.dump())
    for state in reversed(states[:-1]):
        journal.undo()
        assert journal.dump() == state
    with journal.reading() as reader:
        assert [each.command for each in reader.operations()] == ["netlog test"]


def test_undo_refuses_when_another_command_has_written_since(journal: Journal) -> None:
    journal.add("Ada")
    first = last(journal)
    journal.add("Ben")
    before = journal.dump()
    with pytest.raises(WrongUse, match="written since"):
        history.take_back(journal.path, first)
    assert journal.dump() == before


def test_the_id_of_an_undone_command_is_not_given_again(journal: Journal) -> None:
    journal.add("Ada")
    stale = last(journal)
    journal.undo()
    journal.add("Ben")
    with pytest.raises(WrongUse):
        history.take_back(journal.path, stale)
    assert journal.sql("SELECT name FROM contact") == [("Ben",)]


def last(journal: Journal) -> int:
    with journal.reading() as reader:
        return reader.operations(1)[0].id


def summary(reader: Reader) -> str:
    return reader.operations(1)[0].summary


def test_a_summary_names_what_changed_and_not_what_follows_from_it(journal: Journal) -> None:
    told = []

    def tell() -> None:
        with journal.reading() as reader:
            told.append(summary(reader))

    ada = journal.add("Ada", tags=("a", "b"), aliases=("Countess",))
    tell()
    journal.touch("2026-11-01", ada)
    tell()
    with journal.writing() as writer:
        contact = writer.reader.contact(ada)
        assert contact is not None
        writer.save_contact(contact._replace(city="Berlin", about="x", tags=("a",)))
    tell()
    with journal.writing() as writer:
        writer.save_contact(contact._replace(city="Berlin", about="x", tags=("a", "c")))
    tell()
    with journal.writing() as writer:
        touchpoint = writer.reader.touchpoint(1)
        assert touchpoint is not None
        part = touchpoint.people[0]._replace(direction=Direction.OUT)
        writer.save_touchpoint(touchpoint._replace(people=(part,)))
    tell()
    with journal.writing() as writer:
        writer.remove_contact(ada)
    tell()
    assert told == [
        "1 contact, 1 alias and 2 contact tags added",
        "1 touchpoint added",
        "1 contact changed: city, about; 1 contact tag removed",
        "1 contact tag added",
        "1 participant added; 1 participant removed",
        "1 touchpoint, 2 contact tags, 1 alias and 1 contact removed",
    ]


def test_other_constants_alone_are_no_command_to_take_back(journal: Journal) -> None:
    journal.touch("2026-11-01", journal.add("Ada"))
    journal.constants = Constants(flow_half_life=90)
    with journal.writing():
        pass
    assert_tallies(journal)
    assert len(journal.sql("SELECT * FROM undo_operation")) == 2
    journal.undo()
    journal.undo()
    assert not any(journal.dump().values())


def test_two_thousand_contacts_come_and_go_at_once(journal: Journal) -> None:
    journal.touch("2026-11-01", journal.add("Ada"))
    before = journal.dump()
    with journal.writing("netlog import") as writer:
        ids = writer.add_contacts(
            [
                Contact(
                    0, "", f"Person {n}", tags=("import",), added_on=date(2026, 1, 1),
                    points=(Point("email", f"p{n}@x.org", f"p{n}@x.org"),),
                )
                for n in range(2000)
            ]
        )  # fmt: skip
        writer.add_touchpoints(
            Touchpoint(
                0, date(2026, 1, 1) + timedelta(days=n % 300), Channel.EMAIL, note=f"mail {n}",
                people=(Participant(number, "", Direction.IN),), source="mbox", source_id=f"<{n}>",
            )
            for n, number in enumerate(ids)
        )  # fmt: skip
    assert len(journal.dump()["tally"]) == 2001
    journal.check()
    journal.undo()
    assert journal.dump() == before
    journal.check()
