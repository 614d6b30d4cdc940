"""Writing the journal: one transaction a command, recorded for undo, tallies kept true."""

from __future__ import annotations

import contextlib
import json
import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, insert, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, select

from netlog.core import names, scoring
from netlog.errors import NotFound
from netlog.store import file, migrations, undo
from netlog.store.reader import Reader
from netlog.store.tables import (
    AliasRow,
    ContactPointRow,
    ContactRow,
    ContactTagRow,
    NoteRow,
    ParticipantRow,
    TallyRow,
    TouchpointRow,
    TouchpointTagRow,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from netlog.core.model import Contact, Note, Participant, Touchpoint

_CHUNK = 10_000  # rows that a bulk insert holds in memory at once


@contextlib.contextmanager
def writing(
    path: Path, command: str, now: datetime, constants: scoring.Constants
) -> Iterator[Writer]:
    """A writer, for one transaction that is committed when the block ends and rolled back when
    it raises. `command` is what history shows; `now` becomes created and updated times, in UTC.

    Raises:
        JournalUnusable, Busy: as `file.writable`.
    """
    with file.writable(path) as connection:
        try:
            with Session(_engine(connection)) as session, session.begin():
                session.connection()  # BEGIN IMMEDIATE, before anything is read
                at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
                operation = undo.begin(connection, command, at, migrations.LATEST)
                writer = Writer(session, connection, at, constants)
                yield writer
                writer.settle()
                undo.finish(connection, operation)
        except DBAPIError as error:
            raise file.translate(error.orig or error, path) from error


def _engine(connection: sqlite3.Connection) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    # The driver would open a deferred transaction, which fails at once, whatever the busy
    # timeout, when it has read and then wants to write.
    @event.listens_for(engine, "begin")
    def begin_immediate(opened: Connection) -> None:
        opened.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class Writer:
    """What a use case may change. Reads inside the same transaction go through `reader`."""

    def __init__(
        self,
        session: Session,
        connection: sqlite3.Connection,
        at: str,
        constants: scoring.Constants,
    ) -> None:
        self.reader = Reader(connection)
        self._session = session
        self._at = at
        self._constants = constants
        self._stale: set[int] = set()  # contacts whose log this transaction changed

    # Contacts

    def add_contact(self, contact: Contact) -> int:
        """Write a new contact, whatever its `id` says, and return the id it got."""
        row = ContactRow(
            **_contact_values(contact),
            uid=contact.uid or str(uuid.uuid4()),
            created_at=self._at,
            updated_at=self._at,
        )
        contact_id = self._add(row)
        self._save_parts(contact_id, contact)
        return contact_id

    def save_contact(self, contact: Contact) -> None:
        """Make the record of `contact.id` say exactly this, changing only what differs."""
        self._change(ContactRow, contact.id, _contact_values(contact))
        self._save_parts(contact.id, contact)

    def remove_contact(self, contact_id: int) -> None:
        """Remove a contact, and the touchpoints that nobody else took part in."""
        for touchpoint in self.reader.touchpoints_alone(contact_id):
            self.remove_touchpoint(touchpoint)
        self._stale.discard(contact_id)
        self._remove(ContactRow, contact_id)

    def _save_parts(self, contact_id: int, contact: Contact) -> None:
        self._match(ContactPointRow, "contact_id", contact_id, _point_values(contact))
        self._match(AliasRow, "contact_id", contact_id, _alias_values(contact))
        self._match(ContactTagRow, "contact_id", contact_id, _tag_values(contact))

    # Touchpoints

    def add_touchpoint(self, touchpoint: Touchpoint) -> int:
        """Write a new touchpoint with its people, and return its id."""
        row = TouchpointRow(
            **_touchpoint_values(touchpoint),
            uid=str(uuid.uuid4()),
            created_at=self._at,
            updated_at=self._at,
        )
        touchpoint_id = self._add(row)
        self._save_people(touchpoint_id, touchpoint)
        return touchpoint_id

    def save_touchpoint(self, touchpoint: Touchpoint) -> None:
        """Make the record of `touchpoint.id` say exactly this, changing only what differs."""
        self._change(TouchpointRow, touchpoint.id, _touchpoint_values(touchpoint))
        self._save_people(touchpoint.id, touchpoint)

    def remove_touchpoint(self, touchpoint_id: int) -> None:
        self._stale |= self._people_of(touchpoint_id)
        self._remove(TouchpointRow, touchpoint_id)

    def _save_people(self, touchpoint_id: int, touchpoint: Touchpoint) -> None:
        self._stale |= self._people_of(touchpoint_id)
        self._match(
            ParticipantRow,
            "touchpoint_id",
            touchpoint_id,
            [_part_values(p) for p in touchpoint.people],
        )
        self._match(
            TouchpointTagRow,
            "touchpoint_id",
            touchpoint_id,
            [{"tag": tag} for tag in touchpoint.tags],
        )
        self._stale |= {part.contact_id for part in touchpoint.people}

    def _people_of(self, touchpoint_id: int) -> set[int]:
        mine = ParticipantRow.touchpoint_id == touchpoint_id
        return set(self._session.exec(select(ParticipantRow.contact_id).where(mine)))

    # Notes

    def add_note(self, note: Note) -> int:
        row = NoteRow(
            uid=str(uuid.uuid4()), **_note_values(note), created_at=self._at, updated_at=self._at
        )
        return self._add(row)

    def save_note(self, note: Note) -> None:
        self._change(NoteRow, note.id, _note_values(note))

    def remove_note(self, note_id: int) -> None:
        self._remove(NoteRow, note_id)

    # Thousands at once

    def add_contacts(self, contacts: Sequence[Contact]) -> list[int]:
        """Write many new contacts, whatever their ids say, and return the ids they got."""
        first = self.reader.last_id("contact") + 1
        numbered = list(enumerate(contacts, start=first))
        for at in range(0, len(numbered), _CHUNK):
            batch = numbered[at : at + _CHUNK]
            self._insert(
                ContactRow,
                [
                    {
                        "id": number,
                        "uid": contact.uid or str(uuid.uuid4()),
                        **_contact_values(contact),
                        "created_at": self._at,
                        "updated_at": self._at,
                    }
                    for number, contact in batch
                ],
            )
            for table, parts in (
                (ContactPointRow, _point_values), (AliasRow, _alias_values),
                (ContactTagRow, _tag_values),
            ):  # fmt: skip
                self._insert(
                    table,
                    [
                        {"contact_id": number, **values}
                        for number, contact in batch
                        for values in parts(contact)
                    ],
                )
        return [number for number, _ in numbered]

    def add_touchpoints(self, touchpoints: Iterable[Touchpoint]) -> int:
        """Write many new touchpoints, whatever their ids say, and return how many they were."""
        first = self.reader.last_id("touchpoint") + 1
        batch: list[tuple[int, Touchpoint]] = []
        count = 0
        for count, touchpoint in enumerate(touchpoints, start=1):
            batch.append((first + count - 1, touchpoint))
            if len(batch) == _CHUNK:
                self._insert_touchpoints(batch)
                batch.clear()
        self._insert_touchpoints(batch)
        return count

    def _insert_touchpoints(self, batch: Sequence[tuple[int, Touchpoint]]) -> None:
        self._insert(
            TouchpointRow,
            [
                {
                    "id": number,
                    "uid": str(uuid.uuid4()),
                    **_touchpoint_values(touchpoint),
                    "created_at": self._at,
                    "updated_at": self._at,
                }
                for number, touchpoint in batch
            ],
        )
        self._insert(
            ParticipantRow,
            [
                {"touchpoint_id": number, **_part_values(part)}
                for number, touchpoint in batch
                for part in touchpoint.people
            ],
        )
        self._insert(
            TouchpointTagRow,
            [
                {"touchpoint_id": number, "tag": tag}
                for number, touchpoint in batch
                for tag in touchpoint.tags
            ],
        )
        self._stale |= {part.contact_id for _, t in batch for part in t.people}

    # The rest is the same for every table.

    def settle(self) -> None:
        """Fold the tallies of all whose log changed, or that other constants folded."""
        self._session.flush()
        self._stale |= self.reader.tallied_otherwise(self._constants.fingerprint)
        if not self._stale:
            return
        # As JSON: a statement takes only so many parameters, an import may touch more contacts.
        self._session.execute(
            text("DELETE FROM tally WHERE contact_id IN (SELECT value FROM json_each(:ids))"),
            {"ids": json.dumps(sorted(self._stale))},
        )
        folded = self.reader.fold(self._stale, self._constants)
        self._insert(
            TallyRow, [{"contact_id": key, **tally._asdict()} for key, tally in folded.items()]
        )
        self._stale.clear()

    def _add(self, row: SQLModel) -> int:
        self._session.add(row)
        self._session.flush()
        number: int = row.id  # type: ignore[attr-defined]
        return number

    def _insert(self, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
        if rows:
            self._session.execute(insert(table), rows)

    def _row(self, table: type[SQLModel], number: int) -> SQLModel:
        row = self._session.get(table, number)
        if row is None:
            raise NotFound(
                f"that {table.__tablename__} is no longer there", "netlog history says why"
            )
        return row

    def _change(self, table: type[SQLModel], number: int, values: dict[str, Any]) -> None:
        row = self._row(table, number)
        changed = {name: v for name, v in values.items() if getattr(row, name) != v}
        for name, value in changed.items():
            setattr(row, name, value)
        if changed:
            row.updated_at = self._at
        self._session.flush()

    def _remove(self, table: type[SQLModel], number: int) -> None:
        self._session.delete(self._row(table, number))
        self._session.flush()

    def _match(
        self, table: type[SQLModel], column: str, owner: int, wanted: list[dict[str, Any]]
    ) -> None:
        """Make the rows whose `column` is `owner` say what is wanted, leaving equal ones alone."""
        rows = self._session.exec(select(table).where(getattr(table, column) == owner)).all()
        missing = list(wanted)
        for row in rows:
            values = row.model_dump(exclude={"id", column})
            if values in missing:
                missing.remove(values)
            else:
                self._session.delete(row)
        self._session.flush()
        self._insert(table, [{column: owner, **values} for values in missing])


def _contact_values(contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "key": names.fold(contact.name),
        "org": contact.org,
        "title": contact.title,
        "city": contact.city,
        "birthday": str(contact.birthday) if contact.birthday else None,
        "met": contact.met,
        "met_on": contact.met_on.isoformat() if contact.met_on else None,
        "introduced_by": contact.introduced_by,
        "circle": contact.circle,
        "cadence_days": contact.cadence_days,
        "intros": contact.intros.value,
        "about": contact.about,
        "archived": int(contact.archived),
        "added_on": contact.added_on.isoformat(),
    }


def _point_values(contact: Contact) -> list[dict[str, Any]]:
    return [
        {"kind": p.kind, "value": p.value, "normal": p.normal, "label": p.label}
        for p in contact.points
    ]


def _alias_values(contact: Contact) -> list[dict[str, Any]]:
    return [{"name": alias, "key": names.fold(alias)} for alias in contact.aliases]


def _tag_values(contact: Contact) -> list[dict[str, Any]]:
    return [{"tag": tag} for tag in contact.tags]


def _touchpoint_values(touchpoint: Touchpoint) -> dict[str, Any]:
    return {
        "day": touchpoint.on.isoformat(),
        "at": touchpoint.at.isoformat("minutes") if touchpoint.at else None,
        "channel": touchpoint.channel.value,
        "note": touchpoint.note,
        "depth": touchpoint.depth,
        "minutes": touchpoint.minutes,
        "place": touchpoint.place,
        "source": touchpoint.source,
        "source_id": touchpoint.source_id,
    }


def _part_values(part: Participant) -> dict[str, Any]:
    return {
        "contact_id": part.contact_id,
        "direction": part.direction.value,
        "awaits_reply": int(part.awaits_reply),
    }


def _note_values(note: Note) -> dict[str, Any]:
    return {"contact_id": note.contact_id, "day": note.on.isoformat(), "text": note.text}
