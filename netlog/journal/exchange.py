"""The whole journal, out as JSON and in again; and into a journal where others are already."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from netlog.core import exchange, merging, tidy
from netlog.core.exchange import CONTACTS, SECTIONS, TOUCHPOINTS
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Intros,
    Participant,
    Point,
    Touchpoint,
)
from netlog.core.recognition import Directory, Recognition
from netlog.journal import sources
from netlog.journal.imported import FIRST, Doubt, Imported, most_first, nothing_read, receive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netlog.core.exchange import Row, Section
    from netlog.formats.journal_json import File
    from netlog.journal.desk import Desk
    from netlog.journal.importing import Options
    from netlog.journal.sources import Progress, Source
    from netlog.store.exchange import Export
    from netlog.store.reader import Reader
    from netlog.store.writer import Writer

_MOST_ID = 999_999_999  # a longer number that is typed may be a phone number, and is no id


def export_journal(desk: Desk) -> Iterator[bytes]:
    """The whole journal as JSON, piece by piece. Raises NoJournal before the first."""
    from netlog.formats import journal_json

    with desk.reading() as reader:
        records = ((section, reader.export.records(section)) for section in SECTIONS)
        yield from journal_json.write(records)


def import_journal(
    desk: Desk, source: Source, options: Options, progress: Progress | None = None
) -> Imported:
    """Bring in what `export_journal` wrote, in one transaction.

    Into an empty journal all comes as it was, ids too. Else what is here already, by its uid, is
    left as it is; contacts are matched by uid, then by address or number, then by name and
    organisation, and filled in, as other imports do; the rest gets new ids. A second time it
    changes nothing. Raises BadInput for a file with nothing in it that could be read.
    """
    from netlog.formats import journal_json

    with sources.opened(source) as stream:
        file = journal_json.read(stream, progress)
    if file.problems and not any(file.rows.values()):
        raise nothing_read(sources.name(source), file.problems)
    return receive(
        desk, lambda reader, _: _Arrivals(reader, file, options), dry_run=options.dry_run
    )


class _Arrivals:
    """The rows of an export, matched with those of the journal.

    `_ids` has what each row of the file is here, by section and by its id there; `_new` the rows
    to be written, which refer to what is here.
    """

    def __init__(self, reader: Reader | None, file: File, options: Options) -> None:
        self._reader = reader
        self._export = reader.export if reader else None
        self._file = file
        self._options = options
        self._skipped: Counter[str] = Counter()
        self._ids: dict[str, dict[int, int]] = {}
        self._new: dict[str, list[Row]] = {}
        self._here = {each.id: each for each in (reader.contacts() if reader else ())}
        self._filled = dict(self._here)
        self._people: list[tuple[Contact, Row]] = []
        self._alike: list[tuple[str, tuple[int, ...]]] = []  # by uid
        self._matched: set[int] = set()
        self._match_contacts(file.rows[CONTACTS.name])
        for section in SECTIONS[1:]:
            self._match(section, file.rows.pop(section.name))

    # Who is who

    def _match_contacts(self, rows: list[Row]) -> None:
        directory = Directory()
        for contact in self._here.values():
            directory.add(contact.id, contact)
        known = [_contact(row) for row in rows]
        found = [directory.find(contact.uid, *contact.known_as) for contact in known]
        # Whom a uid names is nobody else; and of several who look like somebody here, one is.
        taken = {number for number in found if number}
        news = []
        for at, contact in enumerate(known):
            if found[at] is None:
                recognition = self._recognise(directory, contact, taken)
                found[at] = recognition.who
                if recognition.who:
                    taken.add(recognition.who)
                else:
                    news.append(rows[at])
                    self._alike.append((contact.uid, recognition.alike))
        new_ids = self._number(CONTACTS, news)
        ids = {row.id: number for row, number in zip(rows, found, strict=True) if number}
        self._ids[CONTACTS.name] = ids | new_ids
        self._matched = {number for number in found if number}
        for row, contact, number in zip(rows, known, found, strict=True):
            by = self._ids[CONTACTS.name].get(row.introduced_by)
            if number:
                self._fill(directory, number, contact._replace(introduced_by=by))
            else:
                new = contact._replace(id=new_ids[row.id], introduced_by=by)
                self._people.append((new, row))

    def _recognise(self, directory: Directory, contact: Contact, taken: set[int]) -> Recognition:
        if not self._here:
            return Recognition(None)
        found = directory.recognise(contact)
        if found.who in taken:
            return Recognition(None, (found.who, *found.alike))
        return found

    def _fill(self, directory: Directory, number: int, contact: Contact) -> None:
        """Add to somebody here what the file knows besides; nothing, where it says the same."""
        here = self._filled[number]
        by = contact.introduced_by if contact.introduced_by != number else None
        points = _as_here(contact.points, here.points)
        contact = contact._replace(id=number, introduced_by=by, points=points)
        if contact != here:
            filled = merging.fill(here, contact, update=self._options.update)
            known_as = directory.free(filled.known_as, number)
            self._filled[number] = filled._replace(known_as=known_as)

    # What is here

    def _match(self, section: Section, rows: Iterable[Row]) -> None:
        ids = self._ids.setdefault(section.name, {})
        is_empty = not self._reader or not self._reader.last_id(section.table)
        news = []
        about = set()
        for row in rows:
            mapped = self._refer(section, row)
            subject = exchange.subject(section, mapped)
            here = None
            if self._export and not is_empty:
                here = self._find_here(self._export, section, mapped, subject)
            if here is not None:
                ids[row.id] = here
                self._skipped["here already"] += 1
            elif exchange.find_fault(section, mapped):
                self._skipped["between two who are one here"] += 1
            elif subject in about:
                self._skipped["said twice, of two who are one here"] += 1
            else:
                if subject:
                    about.add(subject)
                news.append(mapped)
        numbers = self._number(section, news)
        ids |= numbers
        for at, row in enumerate(news):
            if numbers[row.id] != row.id:
                news[at] = row._replace(id=numbers[row.id])
        self._new[section.name] = news

    def _find_here(
        self, export: Export, section: Section, row: Row, subject: tuple[object, ...] | None
    ) -> int | None:
        found = export.find(section.table, uid=row.uid)
        if found is None and subject:
            found = export.find(section.table, **dict(zip(section.unique, subject, strict=True)))
        return found

    def _refer(self, section: Section, row: Row) -> Row:
        """The row, with what it refers to by the ids of this journal."""
        changed: dict[str, Any] = {
            field.name: self._ids[field.refers].get(number)
            for field in section.fields
            if field.refers and (number := getattr(row, field.name)) is not None
        }
        if section is TOUCHPOINTS:
            changed["people"] = self._part(row.people)
        mapped = exchange.in_order(section, row._replace(**changed))
        return row if mapped == row else mapped  # a long log need not be in memory twice

    def _part(self, people: Iterable[Row]) -> tuple[Row, ...]:
        """Who took part, by the ids of this journal: two who are one here did so both ways."""
        contacts = self._ids[CONTACTS.name]
        parts: dict[int, Row] = {}
        for each in people:
            part = each._replace(contact_id=contacts[each.contact_id])
            other = parts.setdefault(part.contact_id, part)
            if other.direction != part.direction:
                parts[part.contact_id] = part._replace(direction="both", awaits_reply=False)
        return tuple(parts.values())

    def _number(self, section: Section, rows: list[Row]) -> dict[int, int]:
        """The ids that new rows get: their own in an empty table, else the next ones."""
        last = self._reader.last_id(section.table) if self._reader else 0
        own = [row.id for row in rows]
        if not last and max(own, default=0) <= _MOST_ID:
            return dict(zip(own, own, strict=True))
        return dict(zip(own, range(last + 1, last + 1 + len(own)), strict=True))

    # Writing

    def write(self, writer: Writer) -> None:
        """Write what is new, and who is filled in, and nothing else."""
        carried = writer.carried
        carried.add_contacts(self._people)
        writer.save_contacts(self._changed())
        for section in SECTIONS[1:]:
            carried.add(section, self._new[section.name])

    def _changed(self) -> list[Contact]:
        return [each for number, each in self._filled.items() if each != self._here[number]]

    def report(self) -> Imported:
        """What was done, or would be."""
        touchpoints, changed = self._new[TOUCHPOINTS.name], self._changed()
        return Imported(
            read=self._file.read,
            skipped=most_first(self._skipped),
            touchpoints=len(touchpoints),
            new=len(self._people),
            matched=len(self._matched),
            problems=self._file.problems,
            dry_run=self._options.dry_run,
            changed=len(changed),
            doubts=tuple(self._doubts()),
            people=tuple(contact for contact, _ in self._people[:FIRST]),
            log=tuple(self._shown(row) for row in touchpoints[:FIRST]),
            filled=tuple((self._here[each.id], each) for each in changed[:FIRST]),
            others=tuple(
                (section.thing, len(self._new[section.name]))
                for section in SECTIONS[2:]
                if self._new[section.name]
            ),
        )

    def _shown(self, row: Row) -> Touchpoint:
        called = {contact.id: contact.name for contact, _ in self._people}
        called |= {contact.id: contact.name for contact in self._here.values()}
        people = tuple(
            Participant(each.contact_id, called[each.contact_id], Direction(each.direction))
            for each in row.people
        )
        return Touchpoint(
            row.id, date.fromisoformat(row.day), Channel(row.channel), row.note, people=people
        )

    def _doubts(self) -> Iterator[Doubt]:
        """Those added who look like others."""
        news = {contact.uid: contact for contact, _ in self._people}
        for uid, alike in self._alike:
            if alike:
                contact = news[uid]._replace(id=0) if self._options.dry_run else news[uid]
                yield Doubt(contact, tuple(self._here[number] for number in alike))


def _contact(row: Row) -> Contact:
    """The contact that a row of an export tells of; whoever introduced them is left open."""
    return Contact(
        id=row.id,
        uid=row.uid,
        name=row.name,
        org=row.org,
        title=row.title,
        city=row.city,
        birthday=Birthday.fromiso(row.birthday) if row.birthday else None,
        met=row.met,
        met_on=_day(row.met_on),
        circle=row.circle,
        cadence_days=row.cadence_days,
        intros=Intros(row.intros),
        about=row.about,
        archived=row.archived,
        added_on=date.fromisoformat(row.added_on),
        snoozed_until=_day(row.snoozed_until),
        points=_points(row.points),
        aliases=tuple(each.name for each in row.aliases),
        tags=tuple(sorted(each.tag for each in row.tags)),
        known_as=tuple(each.uid for each in row.uids),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _points(rows: Iterable[Row]) -> tuple[Point, ...]:
    """The points with what they are matched by. Where two would be matched by the same, which two
    importers can have written each in their way, the second is by its own spelling.
    """
    points: dict[tuple[str, str], Point] = {}
    for row in rows:
        for normal in (tidy.any_point(row.kind, row.value).normal, row.value):
            if (row.kind, normal) not in points:
                points[row.kind, normal] = Point(row.kind, row.value, normal, row.label)
                break
    return tuple(points.values())


def _as_here(points: Iterable[Point], here: Iterable[Point]) -> tuple[Point, ...]:
    """The points, those that are here already matched by what they are matched by here."""
    normals = defaultdict(list)
    for point in here:
        normals[point.kind, point.value].append(point.normal)
    return tuple(
        point._replace(normal=known.pop(0))
        if (known := normals[point.kind, point.value])
        else point
        for point in points
    )
