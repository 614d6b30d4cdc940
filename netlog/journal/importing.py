"""Importing: who in a file is here already, who is new, what is filled in, what happened."""

from __future__ import annotations

import uuid
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import merging, names
from netlog.core.followup import complete
from netlog.core.model import (
    Acquaintance,
    Contact,
    FollowUp,
    Note,
    Participant,
    Problem,
    Touchpoint,
)
from netlog.core.recognition import Directory, Recognition
from netlog.errors import BadInput, NoJournal
from netlog.formats.entry import Card, Entry, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netlog.formats.entry import Guest, Plan, Remark, Tie
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader
    from netlog.store.writer import Writer

    _Record = Note | FollowUp | Acquaintance

FIRST = 5  # of what is new or changes, that a dry run shows
_WORDS = {Note: "note", FollowUp: "follow-up", Acquaintance: "acquaintance"}
# From what a file without uids tells of somebody comes one that is the same the next time.
_UNNAMED = uuid.UUID("6f0b1a52-2f39-4d0e-9a5b-3f1b6c0f7a44")


class Options(NamedTuple):
    """`update` has a file overwrite what differs; `known_only` adds nobody for having been at a
    touchpoint; `my_names` are those that the file gives me, folded.
    """

    update: bool = False
    known_only: bool = False
    dry_run: bool = False
    my_names: frozenset[str] = frozenset()


class Doubt(NamedTuple):
    """Somebody added although they look like others. Who is not in the journal has no id yet."""

    contact: Contact
    alike: tuple[Contact, ...]


class Imported(NamedTuple):
    """What an import did, or would do. `skipped` counts records by the reason in words; `people`
    and `log` are the first that are new, `filled` the first that change, as they were and will be;
    `namesakes` are new contacts who bear my own name; `unit` is what a record of the file is
    called; `others` counts what else is new, by its name.
    """

    read: int
    skipped: tuple[tuple[str, int], ...]
    touchpoints: int
    new: int
    matched: int
    problems: tuple[Problem, ...]
    dry_run: bool
    changed: int = 0
    doubts: tuple[Doubt, ...] = ()
    people: tuple[Contact, ...] = ()
    log: tuple[Touchpoint, ...] = ()
    filled: tuple[tuple[Contact, Contact], ...] = ()
    namesakes: tuple[str, ...] = ()
    unit: str = "record"
    others: tuple[tuple[str, int], ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether the file tells anything that was not in the journal."""
        return bool(self.touchpoints or self.new or self.changed or self.others)


@dataclass(slots=True)
class _Person:
    """Somebody the file may be about: a contact as they will be, and were before if they are here;
    whom they look like, what their cards tell besides, and who brought them.
    """

    contact: Contact
    before: Contact | None = None
    alike: tuple[int, ...] = ()
    remarks: tuple[Remark, ...] = ()
    plans: tuple[Plan, ...] = ()
    knows: tuple[Tie, ...] = ()
    introduced_by: tuple[str, ...] = ()
    introducer: int | None = None

    @property
    def is_changed(self) -> bool:
        """Whether they are here, and something of them will be otherwise."""
        return self.before is not None and (
            self.introducer is not None or self.contact != self.before
        )


@dataclass(slots=True)
class _File:
    """All records of a file. Its cards are let go as they are matched: a large one has many."""

    read: int = 0
    cards: deque[Card] = field(default_factory=deque)
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def bring(
    desk: Desk, records: Iterable[Card | Entry | Skipped | Problem], what: str, options: Options
) -> Imported:
    """Write what the records of a file tell, where it is not here yet, in one transaction.

    People are matched by uid, then by address or number, then by name and organisation. An empty
    field is filled, one that says something else is left, unless `update`. Whom an import brings
    is in no circle, and a second time it changes nothing. Raises BadInput for a file with nothing
    in it that could be read; `what` names it.
    """
    file = _read(records)
    if not (file.cards or file.entries or file.skipped):
        why = "it is empty"
        if file.problems:
            why = f"{file.problems[0].place}: {file.problems[0].reason}"
        raise BadInput(f"nothing in {what} could be read: {why}", "check that it is the right file")
    if options.dry_run:
        try:
            with desk.reading() as reader:
                return _Arrivals(desk, reader, file, options).report()
        except NoJournal:
            return _Arrivals(desk, None, file, options).report()
    # Matched in the transaction that writes, since another import may be under way.
    with desk.writing() as writer:
        arrivals = _Arrivals(desk, writer.reader, file, options)
        arrivals.write(writer)
        return arrivals.report()


def _read(records: Iterable[Card | Entry | Skipped | Problem]) -> _File:
    file = _File()
    place = None
    for record in records:
        if not record.place or record.place != place:  # of one record, a part may be a problem
            file.read += 1
        place = record.place
        match record:
            case Card():
                file.cards.append(record)
            case Entry():
                file.entries.append(record)
            case Skipped():
                file.skipped[record.reason] += 1
            case Problem():
                file.problems.append(record)
    return file


class _Arrivals:
    """The people and touchpoints of a file, matched with those of the journal."""

    def __init__(self, desk: Desk, reader: Reader | None, file: _File, options: Options) -> None:
        self._desk = desk
        self._reader = reader
        self._file = file
        self._options = options
        self._skipped = file.skipped.copy()
        self._directory = Directory()
        self._people: list[_Person] = []
        self._mine = set(desk.settings.addresses)
        for contact in reader.contacts() if reader else ():
            self._directory.add(len(self._people), contact)
            self._people.append(_Person(contact, before=contact))
        self._here = len(self._people)
        self._met: set[int] = set()  # whom of those here the file is about
        while file.cards:
            self._take(file.cards.popleft())
        self._entries = list(self._choose(file.entries))
        self._records: list[_Record] = []
        for number, person in enumerate(self._people):
            person.introducer = self._find_introducer(number, person)
            self._records += self._find_notes(number, person)
            self._records += self._find_follow_ups(number, person)
        self._records += self._find_acquaintances()

    # Who is who

    def _take(self, card: Card) -> None:
        contact = card.contact
        if any(point.kind == "email" and point.normal in self._mine for point in contact.points):
            self._skipped["yourself"] += 1
            return
        found = self._recognise(contact)
        if found.who is None:
            number = self._add(contact, found.alike)
        else:
            number = found.who
            self._fill(number, contact)
        person = self._people[number]
        person.remarks += card.remarks
        person.plans += card.plans
        person.knows += card.knows
        person.introduced_by += (card.introduced_by,) if card.introduced_by else ()

    def _recognise(self, contact: Contact, *, is_guest: bool = False) -> Recognition:
        made = None if contact.uid else self._directory.find(_made_uid(contact))
        if made is not None:
            return Recognition(made)
        return self._directory.recognise(contact, is_guest=is_guest)

    def _add(self, contact: Contact, alike: tuple[int, ...] = ()) -> int:
        number = len(self._people)
        added_on = contact.added_on if contact.added_on > contact.added_on.min else self._desk.today
        whole = contact._replace(
            id=0, uid=contact.uid or _made_uid(contact), introduced_by=None, added_on=added_on
        )
        self._people.append(_Person(whole, alike=alike))
        self._directory.add(number, whole, apart=bool(contact.uid))
        return number

    def _fill(self, number: int, contact: Contact) -> None:
        person = self._people[number]
        if number < self._here:
            self._met.add(number)
        update = self._options.update
        filled = merging.fill(person.contact, contact, update=update).contact
        known_as = tuple(
            dict.fromkeys(
                uid
                for uid in (*person.contact.known_as, contact.uid, *contact.known_as)
                if uid and uid != person.contact.uid and self._directory.find(uid) in (None, number)
            )
        )
        person.contact = filled._replace(known_as=known_as)
        self._directory.add(number, person.contact, apart=bool(contact.uid))

    def _choose(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, dict[int, Guest]]]:
        """The entries that are not here yet, each with who of its guests counts."""
        sources = {entry.touchpoint.source for entry in entries}
        here = {source: self._reader.imported(source) for source in sources} if self._reader else {}
        for entry in entries:
            touchpoint = entry.touchpoint
            seen = here.setdefault(touchpoint.source, set())
            if touchpoint.source_id in seen:
                self._skipped["here already"] += 1
                continue
            if touchpoint.on > self._desk.today:
                self._skipped["dated in the future"] += 1
                continue
            guests: dict[int, Guest] = {}
            for guest in entry.guests:
                number = self._place(guest)
                if number is not None:
                    guests.setdefault(number, guest)
            if guests:
                if touchpoint.source_id is not None:
                    seen.add(touchpoint.source_id)
                yield entry, guests
            else:
                aside = next((guest.aside for guest in entry.guests if guest.aside), "")
                self._skipped[aside or "with nobody who counts"] += 1

    def _place(self, guest: Guest) -> int | None:
        """Who somebody at a touchpoint is; None for me, for strangers that are not wanted, and for
        a bare name that several people have.
        """
        if any(point.kind == "email" and point.normal in self._mine for point in guest.points):
            return None
        name = guest.name or next((point.value for point in guest.points), "")
        contact = Contact(0, guest.uid, names.clean(name), points=guest.points)
        found = self._recognise(contact, is_guest=True)
        if found.who is not None:
            self._fill(found.who, contact._replace(name=self._people[found.who].contact.name))
            return found.who
        is_vague = found.alike and not guest.points and not guest.uid
        if self._options.known_only or guest.aside or is_vague:
            return None
        return self._add(contact, found.alike)

    # What belongs to people, who are named by their numbers until all have ids

    def _find_introducer(self, number: int, person: _Person) -> int | None:
        """Who brought somebody, where the file says it and the journal does not."""
        if person.contact.introduced_by is not None:
            return None
        found = map(self._directory.find, person.introduced_by)
        return next((other for other in found if other not in (None, number)), None)

    def _find_notes(self, number: int, person: _Person) -> Iterator[Note]:
        if not person.remarks:
            return
        before = self._reader.notes(person.contact.id) if self._reader else []
        have = {(note.text, day) for note in before for day in (note.on, None)}
        for remark in person.remarks:
            if (remark.text, remark.on) not in have:
                have |= {(remark.text, remark.on), (remark.text, None)}
                yield Note(0, number, remark.on or self._desk.today, remark.text)

    def _find_follow_ups(self, number: int, person: _Person) -> Iterator[FollowUp]:
        if not person.plans:
            return
        today = self._desk.today
        before = self._reader.follow_ups(person.contact.id, done=True) if self._reader else []
        have = {(task.text, task.anchor_on) for task in before}
        for plan in person.plans:
            if (plan.text, plan.due_on) not in have:
                have.add((plan.text, plan.due_on))
                task = FollowUp(0, number, "", plan.text, plan.due_on, plan.due_on, plan.every)
                # What was to be done years ago is done, and what repeats comes round again.
                yield task if plan.due_on >= today else complete(task, today)

    def _find_acquaintances(self) -> Iterator[Acquaintance]:
        pairs: dict[tuple[int, int], Tie] = {}
        for number, person in enumerate(self._people):
            for tie in person.knows:
                other = self._directory.find(tie.uid)
                if other is not None and other != number:
                    pairs.setdefault((min(number, other), max(number, other)), tie)
        known = self._reader.acquaintances() if self._reader and pairs else []
        have = {(each.a_id, each.b_id) for each in known}
        for (one, other), tie in pairs.items():
            if (self._people[one].contact.id, self._people[other].contact.id) not in have:
                yield Acquaintance(0, one, other, tie.how, tie.on or self._desk.today)

    # Writing

    def write(self, writer: Writer) -> None:
        """Write who is new and what is, and nothing else."""
        ids = [person.contact.id for person in self._people[: self._here]]
        ids += writer.add_contacts([person.contact for person in self._people[self._here :]])
        for number, person in enumerate(self._people):
            contact = person.contact._replace(id=ids[number])
            if person.introducer is not None:
                contact = contact._replace(introduced_by=ids[person.introducer])
            if person.is_changed or person.introducer is not None:
                writer.save_contact(contact)
            person.contact = contact
        writer.add_all(_with_ids(record, ids) for record in self._records)
        writer.add_touchpoints(self._touchpoint(*each) for each in self._entries)

    def _touchpoint(self, entry: Entry, guests: Mapping[int, Guest]) -> Touchpoint:
        people = (
            Participant(
                self._people[number].contact.id,
                self._people[number].contact.name,
                guest.direction,
                guest.awaits_reply,
            ).consistent()
            for number, guest in guests.items()
        )
        return entry.touchpoint._replace(id=0, people=tuple(people))

    def report(self) -> Imported:
        """What was done, or would be; once it is, with the ids that people got."""
        new = self._people[self._here :]
        changed = [person for person in self._people[: self._here] if person.is_changed]
        others = Counter(_WORDS[type(record)] for record in self._records)
        return Imported(
            read=self._file.read,
            skipped=tuple(sorted(self._skipped.items(), key=lambda item: (-item[1], item[0]))),
            touchpoints=len(self._entries),
            new=len(new),
            matched=len(self._met),
            problems=tuple(self._file.problems),
            dry_run=self._options.dry_run,
            changed=len(changed),
            doubts=tuple(
                Doubt(each.contact, tuple(self._people[other].contact for other in each.alike))
                for each in new
                if each.alike
            ),
            people=tuple(person.contact for person in new[:FIRST]),
            log=tuple(self._touchpoint(*each) for each in self._entries[:FIRST]),
            namesakes=tuple(
                each.contact.name
                for each in new
                if names.fold(each.contact.name) in self._options.my_names
            ),
            filled=tuple(
                (each.before, each.contact) for each in changed[:FIRST] if each.before is not None
            ),
            others=tuple(others.items()),
        )


def _with_ids(record: _Record, ids: Sequence[int]) -> _Record:
    if isinstance(record, Acquaintance):
        return record._replace(a_id=ids[record.a_id], b_id=ids[record.b_id])
    assert record.contact_id is not None  # of a file, nothing is about nobody
    return record._replace(contact_id=ids[record.contact_id])


def _made_uid(contact: Contact) -> str:
    """The uid of somebody to whom their file gives none: the same whenever it is read."""
    what = [names.fold(contact.name), names.fold(contact.org)]
    what += sorted(point.normal for point in contact.points)
    return str(uuid.uuid5(_UNNAMED, "\n".join(what)))
