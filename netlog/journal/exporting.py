"""Exporting: what is known of people as the text of another program's format.

What only some people are asked for says nothing of the others: their uids and names stay out.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names
from netlog.core.model import BY_ME, Filters
from netlog.core.rhythm import find_rhythm, shift

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netlog.core.model import Acquaintance, Contact, Note
    from netlog.formats.calendar_writer import DueDay
    from netlog.formats.dot import Edge
    from netlog.formats.markdown import Chapter
    from netlog.formats.vcard_writer import Version
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader


class Card(NamedTuple):
    """The card of the contact with this uid."""

    uid: str
    text: str


def make_table(desk: Desk, filters: Filters) -> str:
    """Contacts as CSV, by name. Raises NoJournal, and BadInput for an unknown circle."""
    from netlog.formats import table_writer

    with desk.reading() as reader:
        entries = reader.entries(desk.checked(filters), desk.today)
        people = {each.id: each for each in reader.contacts([entry.id for entry in entries])}
        notes = _notes(reader)
    lines = (
        table_writer.Line(
            people[entry.id],
            notes[entry.id],
            _name(people, people[entry.id].introduced_by),
            entry.last_on,
        )
        for entry in entries
    )
    return table_writer.write(lines)


def make_cards(desk: Desk, filters: Filters, version: Version) -> list[Card]:
    """A vCard of each contact, by id: read back, they get their ids in the same order. Raises as
    `make_table`.
    """
    from netlog.formats import vcard_writer
    from netlog.formats.entry import Tie

    with desk.reading() as reader:
        people = _people(desk, reader, filters)
        notes = _notes(reader)
        known = _known(reader, people)
    return [
        Card(
            person.uid,
            vcard_writer.write(
                person,
                version,
                notes=notes[person.id],
                introduced_by_uid=_uid(people, person.introduced_by),
                knows=(
                    Tie(people[other].uid, each.how, each.on) for other, each in known[person.id]
                ),
            ),
        )
        for person in people.values()
    ]


def make_calendar(desk: Desk) -> str:
    """Open follow-ups, birthdays, and the days by which to be in touch, as a feed for a calendar.
    Nobody archived is in it. Raises NoJournal.
    """
    from netlog.formats import calendar_writer
    from netlog.formats.calendar_writer import Anniversary, Task

    with desk.reading() as reader:
        people = _people(desk, reader, Filters())
        uids = reader.follow_up_uids()
        tasks = [
            Task(uids[task.id], task.text, task.name, task.due_on, task.anchor_on, task.every)
            for task in reader.follow_ups()
            if task.contact_id is None or task.contact_id in people
        ]
        due_days = list(_due_days(desk, reader, people))
    birthdays = [
        Anniversary(person.uid, person.name, person.birthday)
        for person in people.values()
        if person.birthday
    ]
    return calendar_writer.write(tasks, birthdays, due_days, desk.now)


def make_book(desk: Desk) -> Iterator[str]:
    """The whole journal as Markdown, people by name, their log newest first; piece by piece, since
    a log is long. Raises NoJournal before the first.
    """
    from netlog.formats import markdown

    with desk.reading() as reader:
        people = {person.id: person for person in reader.contacts()}
        known = _known(reader, people)
        by_name = sorted(people.values(), key=lambda person: (names.fold(person.name), person.id))
        loose = [task for task in reader.follow_ups(done=True) if task.contact_id is None]
        chapters = (_chapter(reader, person, people, known[person.id]) for person in by_name)
        yield from markdown.write(chapters, len(people), desk.today, loose)


def make_graph(desk: Desk, filters: Filters) -> str:
    """The network for Graphviz: who brought whom, whom I introduced, who knows whom. Raises as
    `make_table`.
    """
    from netlog.formats import dot

    with desk.reading() as reader:
        people = _people(desk, reader, filters)
        scores = reader.totals(desk.today, desk.settings.scoring, people)
        edges = list(_edges(desk, reader, people))
    nodes = [dot.Node(who, each.name, each.org, scores.get(who)) for who, each in people.items()]
    return dot.write(nodes, edges)


def _people(desk: Desk, reader: Reader, filters: Filters) -> dict[int, Contact]:
    """The contacts that a filter lets in, by id."""
    entries = reader.entries(desk.checked(filters))
    return {each.id: each for each in reader.contacts([entry.id for entry in entries])}


def _notes(reader: Reader) -> dict[int, list[Note]]:
    """Everyone's notes, oldest first, as they were written down."""
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in reversed(reader.notes_since(date.min)):
        notes[note.contact_id].append(note)
    return notes


def _uid(people: Mapping[int, Contact], contact_id: int | None) -> str:
    person = people.get(contact_id or 0)
    return person.uid if person else ""


def _name(people: Mapping[int, Contact], contact_id: int | None) -> str:
    person = people.get(contact_id or 0)
    return person.name if person else ""


def _known(
    reader: Reader, people: Mapping[int, Contact]
) -> dict[int, list[tuple[int, Acquaintance]]]:
    """Whom of the others each of these people knows, by id."""
    known: dict[int, list[tuple[int, Acquaintance]]] = defaultdict(list)
    for each in reader.acquaintances():
        if each.a_id in people and each.b_id in people:
            known[each.a_id].append((each.b_id, each))
            known[each.b_id].append((each.a_id, each))
    for others in known.values():
        others.sort()
    return known


def _due_days(desk: Desk, reader: Reader, people: Mapping[int, Contact]) -> Iterator[DueDay]:
    """The next one of everybody in a circle: by their rhythm, but not while they are snoozed."""
    from netlog.formats.calendar_writer import DueDay

    for each in reader.standings(Filters(), desk.today, desk.settings.scoring):
        rhythm = find_rhythm(desk.settings.circle(each.circle), each.cadence_days)
        if each.circle and rhythm:
            start = each.tally.last_on if each.tally else each.added_on
            on = max(shift(start, rhythm.ideal_days), each.snoozed_until or date.min)
            yield DueDay(people[each.id].uid, each.name, on)


def _edges(desk: Desk, reader: Reader, people: Mapping[int, Contact]) -> Iterator[Edge]:
    """The ties among these people, each once: what I brought about need not be told twice."""
    from netlog.formats.dot import Edge

    for contact_id, person in people.items():
        if person.introduced_by is not None and person.introduced_by in people:
            yield Edge("brought", person.introduced_by, contact_id)
    introduced = {}
    for each in reversed(reader.introductions()):
        a, b = sorted(side.contact_id for side in each.sides)
        if each.made_on and each.made_on <= desk.today and a in people and b in people:
            introduced[a, b] = each.outcome.value if each.outcome else ""
    for (a, b), outcome in introduced.items():
        yield Edge("introduced", a, b, outcome)
    for _, a, b, how, _ in reader.acquaintances():
        if a in people and b in people and not (how == BY_ME and (a, b) in introduced):
            yield Edge("knows", a, b, how)


def _chapter(
    reader: Reader,
    person: Contact,
    people: Mapping[int, Contact],
    known: Sequence[tuple[int, Acquaintance]],
) -> Chapter:
    """Everything about somebody."""
    from netlog.formats.markdown import Chapter

    return Chapter(
        person,
        _name(people, person.introduced_by),
        [(people[other].name, each.how) for other, each in known],
        reader.follow_ups(person.id, done=True),
        reader.notes(person.id),
        reader.interests(person.id),
        reader.vouches(person.id),
        reader.favours(date.max, person.id),
        reader.introductions(person.id),
        reader.posts(person.id),
        reader.touchpoints(Filters(), person.id),
    )
