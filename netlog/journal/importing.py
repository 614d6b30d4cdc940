"""Importing: who in a file is here already, who is new, what is filled in, what happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import partial
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
from netlog.core.recognition import Directory, Recognition, made_uid
from netlog.journal.imported import FIRST, Doubt, Imported, most_first, nothing_read, receive
from netlog.journal.intake import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netlog.formats.entry import Card, Entry, Guest, Plan, Remark, Skipped, Tie
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader
    from netlog.store.writer import Writer

    _Record = Note | FollowUp | Acquaintance

_MANY = 1_000  # people, new or filled in, who are written before the next are taken
_WORDS = {Note: "note", FollowUp: "follow-up", Acquaintance: "acquaintance"}


class Options(NamedTuple):
    """`update` has a file overwrite what differs; `known_only` adds nobody for having been at a
    touchpoint; `my_names` are those that the file gives me, folded.
    """

    update: bool = False
    known_only: bool = False
    dry_run: bool = False
    my_names: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Told:
    """What the cards of somebody tell besides, and who brought them, by uid."""

    remarks: tuple[Remark, ...] = ()
    plans: tuple[Plan, ...] = ()
    knows: tuple[Tie, ...] = ()
    introduced_by: tuple[str, ...] = ()


def bring(
    desk: Desk, records: Iterable[Card | Entry | Skipped | Problem], what: str, options: Options
) -> Imported:
    """Write what the records of a file tell, where it is not here yet, in one transaction.

    People are matched by uid, then by address or number, then by name and organisation. An empty
    field is filled, one that says something else is left, unless `update`. Whom an import brings
    is in no circle, and a second time it changes nothing. Raises BadInput for a file with nothing
    in it that could be read; `what` names it.
    """
    file = File(records)
    if file.is_empty:
        raise nothing_read(what, file.problems)
    return receive(desk, partial(_Arrivals, desk, file, options), dry_run=options.dry_run)


class _Arrivals:
    """The people and touchpoints of a file, matched with those of the journal.

    People go by their ids, those who are new by the ids that they will get. Of most there is only
    in memory what they are recognised by: given a writer, it writes them along the way.
    """

    def __init__(
        self,
        desk: Desk,
        file: File,
        options: Options,
        reader: Reader | None,
        writer: Writer | None,
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._writer = writer
        self._file = file
        self._options = options
        self._skipped = file.skipped.copy()
        self._mine = set(desk.settings.addresses)
        self._first = self._next = reader.last_id("contact") + 1 if reader else 1  # of new ids
        self._new: dict[int, Contact] = {}  # who is not in the journal yet
        self._changed: dict[int, Contact] = {}  # who is, and will be otherwise
        self._before: dict[int, Contact] = {}  # how they were
        self._filled: set[int] = set()  # whom of those here before a card changed
        self._here: dict[int, Contact] = {}  # some of the others
        self._met: set[int] = set()  # whom of those here before the file is about
        self._alike: dict[int, tuple[int, ...]] = {}  # whom those who are new look like
        self._namesakes: list[str] = []
        self._told: dict[int, _Told] = {}
        self._directory = Directory()
        for contact in reader.everyone() if reader else ():
            self._directory.add(contact.id, contact)
        for cards in file.take_cards():
            self._take_all(cards)
        self._entries = list(self._choose(file.entries))
        self._find_introducers()
        self._records: list[_Record] = [
            *self._find_notes(),
            *self._find_follow_ups(),
            *self._find_acquaintances(),
        ]

    # Who is who

    def _take_all(self, cards: Sequence[Card]) -> None:
        if self._writer and len(self._new) + len(self._changed) > _MANY:
            self._write_people(self._writer)
            for people in (self._new, self._changed, self._before):
                people.clear()
        uids = [card.contact.uid or made_uid(card.contact) for card in cards]
        if self._reader:
            known = {number for uid in uids if (number := self._directory.find(uid))}
            self._here = {each.id: each for each in self._reader.contacts(sorted(known))}
        for card, uid in zip(cards, uids, strict=True):
            self._take(card, uid)

    def _take(self, card: Card, uid: str) -> None:
        contact = card.contact
        if any(point.kind == "email" and point.normal in self._mine for point in contact.points):
            self._skipped["yourself"] += 1
            return
        who, alike = self._recognise(contact, uid)
        if who is None:
            who = self._add(contact, uid, alike)
        else:
            self._fill(who, contact)
        if card.remarks or card.plans or card.knows or card.introduced_by:
            told = self._told.setdefault(who, _Told())
            told.remarks += card.remarks
            told.plans += card.plans
            told.knows += card.knows
            told.introduced_by += (card.introduced_by,) if card.introduced_by else ()

    def _recognise(self, contact: Contact, uid: str, *, is_guest: bool = False) -> Recognition:
        if (number := self._directory.find(uid)) is not None:
            return Recognition(number)
        return self._directory.recognise(contact, is_guest=is_guest)

    def _add(self, contact: Contact, uid: str, alike: tuple[int, ...]) -> int:
        number = self._next
        self._next += 1
        new = contact._replace(
            id=0 if self._options.dry_run else number,
            uid=uid,
            introduced_by=None,
            added_on=contact.added_on if contact.added_on > date.min else self._desk.today,
        )
        self._new[number] = new
        if names.fold(new.name) in self._options.my_names:
            self._namesakes.append(new.name)
        if alike:
            self._alike[number] = alike
        self._directory.add(number, new, apart=bool(contact.uid))
        return number

    def _fill(self, number: int, contact: Contact) -> None:
        person = self._get(number)
        filled = merging.fill(person, contact, update=self._options.update)
        known_as = self._directory.free(filled.known_as, number)
        self._change(number, filled._replace(known_as=known_as))
        self._directory.add(number, self._get(number), apart=bool(contact.uid))

    def _get(self, number: int) -> Contact:
        """Somebody as they will be."""
        for people in (self._new, self._changed, self._here):
            if number in people:
                return people[number]
        assert self._reader
        (self._here[number],) = self._reader.contacts([number])
        return self._here[number]

    def _change(self, number: int, contact: Contact) -> None:
        if number in self._new:
            self._new[number] = contact
            return
        if number < self._first:
            self._met.add(number)
        before = self._get(number)
        if contact != before:
            self._before.setdefault(number, before)
            self._changed[number] = contact

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
        uid = guest.uid or made_uid(contact)
        who, alike = self._recognise(contact, uid, is_guest=True)
        if who is not None:
            self._fill(who, contact._replace(name=self._get(who).name))
            return who
        is_vague = alike and not guest.points and not guest.uid
        if self._options.known_only or guest.aside or is_vague:
            return None
        return self._add(contact, uid, alike)

    # What belongs to people

    def _find_introducers(self) -> None:
        """Who brought somebody, where the file says it and the journal does not."""
        for number, told in self._told.items():
            found = map(self._directory.find, told.introduced_by)
            by = next((each for each in found if each not in (None, number)), None)
            if by and (person := self._get(number)).introduced_by is None:
                self._change(number, person._replace(introduced_by=by))

    def _find_notes(self) -> Iterator[Note]:
        for number, told in self._told.items():
            here = self._reader.notes(number) if self._reader and number in self._met else []
            have = {(note.text, day) for note in here for day in (note.on, None)}
            for remark in told.remarks:
                if (remark.text, remark.on) not in have:
                    have |= {(remark.text, remark.on), (remark.text, None)}
                    yield Note(0, number, remark.on or self._desk.today, remark.text)
            told.remarks = ()  # which are notes now: many, and all the more memory

    def _find_follow_ups(self) -> Iterator[FollowUp]:
        today = self._desk.today
        for number, told in self._told.items():
            if not told.plans:
                continue
            is_here = number in self._met
            here = self._reader.follow_ups(number, done=True) if self._reader and is_here else []
            have = {(task.text, task.anchor_on) for task in here}
            for plan in told.plans:
                if (plan.text, plan.due_on) not in have:
                    have.add((plan.text, plan.due_on))
                    task = FollowUp(0, number, "", plan.text, plan.due_on, plan.due_on, plan.every)
                    # What was to be done years ago is done, and what repeats comes round again.
                    yield task if plan.due_on >= today else complete(task, today)

    def _find_acquaintances(self) -> Iterator[Acquaintance]:
        pairs: dict[tuple[int, int], Tie] = {}
        for number, told in self._told.items():
            for tie in told.knows:
                other = self._directory.find(tie.uid)
                if other is not None and other != number:
                    pairs.setdefault((min(number, other), max(number, other)), tie)
        known = self._reader.acquaintances() if self._reader and pairs else []
        have = {(each.a_id, each.b_id) for each in known}
        for (one, other), tie in pairs.items():
            if (one, other) not in have:
                yield Acquaintance(0, one, other, tie.how, tie.on or self._desk.today)

    # Writing

    def write(self, writer: Writer) -> None:
        """Write who is new and what is, and nothing else."""
        self._write_people(writer)
        writer.add_all(self._records)
        writer.add_touchpoints(self._touchpoint(*each) for each in self._entries)

    def _write_people(self, writer: Writer) -> None:
        writer.add_contacts(list(self._new.values()))
        differing = self._find_differing()
        writer.save_contacts(differing.values())
        self._filled |= {number for number in differing if number < self._first}

    def _find_differing(self) -> dict[int, Contact]:
        return {
            number: contact
            for number, contact in self._changed.items()
            if contact != self._before[number]
        }

    def _touchpoint(self, entry: Entry, guests: Mapping[int, Guest]) -> Touchpoint:
        people = (
            Participant(
                self._get(number).id,
                self._get(number).name,
                guest.direction,
                guest.awaits_reply,
            ).consistent()
            for number, guest in guests.items()
        )
        return entry.touchpoint._replace(id=0, people=tuple(people))

    def report(self) -> Imported:
        """What was done, or would be; once it is, with the ids that people got."""
        filled = [number for number in self._find_differing() if number < self._first]
        plan = filled[:FIRST] if self._options.dry_run else ()
        shown = range(self._first, min(self._next, self._first + FIRST))
        others = Counter(_WORDS[type(record)] for record in self._records)
        return Imported(
            read=self._file.read,
            skipped=most_first(self._skipped),
            touchpoints=len(self._entries),
            new=self._next - self._first,
            matched=len(self._met),
            problems=tuple(self._file.problems),
            dry_run=self._options.dry_run,
            changed=len(self._filled.union(filled)),
            doubts=tuple(self._doubts()),
            people=tuple(map(self._get, shown)),
            log=tuple(self._touchpoint(*each) for each in self._entries[:FIRST]),
            filled=tuple((self._before[number], self._changed[number]) for number in plan),
            namesakes=tuple(self._namesakes),
            others=tuple(others.items()),
        )

    def _doubts(self) -> Iterator[Doubt]:
        about = {number for who, alike in self._alike.items() for number in (who, *alike)}
        known = self._reader.contacts(sorted(about)) if self._reader and about else []
        people = {contact.id: contact for contact in known} | self._changed | self._new
        for number, alike in self._alike.items():
            yield Doubt(people[number], tuple(people[other] for other in alike))
