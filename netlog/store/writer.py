"""Writing the journal: one transaction a command, recorded for undo, tallies kept true."""

from __future__ import annotations

import contextlib
import json
import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, StaticPool, Table, create_engine, event, insert, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, col, select

from netlog.errors import NotFound
from netlog.store import file, merging, migrations, rows, undo
from netlog.store.exchange import Import
from netlog.store.query import batches
from netlog.store.reader import Reader
from netlog.store.tables import (
    ContactRow,
    FavourRow,
    ParticipantRow,
    TallyRow,
    TouchpointRow,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from netlog.core.introductions import Introduction
    from netlog.core.model import (
        Acquaintance,
        Contact,
        Distinction,
        FollowUp,
        Interest,
        Kind,
        Note,
        Post,
        Touchpoint,
        Vouch,
    )
    from netlog.core.rules import Constants

    Record = Note | FollowUp | Interest | Introduction | Vouch | Acquaintance | Distinction | Post


@contextlib.contextmanager
def writing(path: Path, command: str, now: datetime, constants: Constants) -> Iterator[Writer]:
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
        constants: Constants,
    ) -> None:
        self.reader = Reader(connection)
        self._session = session
        self._at = at
        self._constants = constants
        self._stale: set[int] = set()  # contacts whose log this transaction changed

    # Contacts

    def add_contact(self, contact: Contact) -> int:
        """Write a new contact, whatever its `id` says, and return the id it got."""
        row = ContactRow(**rows.contact_values(contact), **self._new_row(contact.uid))
        contact_id = self._add(row)
        self._save_contact_parts({contact_id: contact})
        return contact_id

    def save_contact(self, contact: Contact) -> None:
        """Make the record of `contact.id` say exactly this, changing only what differs."""
        row = self._row(ContactRow, contact.id)
        changed = self._save_contact_parts({contact.id: contact})
        self._change(row, rows.contact_values(contact), touch=bool(changed))

    def remove_contact(self, contact_id: int) -> None:
        """Remove a contact, and the touchpoints that nobody else took part in."""
        for touchpoint in self.reader.touchpoints_alone(contact_id):
            self.remove_touchpoint(touchpoint)
        self._stale.discard(contact_id)
        self._remove(ContactRow, contact_id)

    def merge_contacts(self, kept: Contact, gone: int) -> None:
        """Make one contact of two: its record is `kept`, and what `gone` had becomes its own."""
        merging.part_favours(self, gone, kept.id)
        self._stale.add(kept.id)
        merging.move(self._session, gone, kept.id, self._at)
        self._session.expire_all()
        self.remove_contact(gone)
        self.save_contact(kept)

    def _save_contact_parts(self, contacts: Mapping[int, Contact]) -> set[int]:
        """Returns for whom anything changed."""
        changed: set[int] = set()
        for table, values in rows.CONTACT_PARTS:
            wanted = {number: values(contact) for number, contact in contacts.items()}
            changed |= self._match(table, "contact_id", wanted)
        return changed

    # Touchpoints

    def add_touchpoint(self, touchpoint: Touchpoint) -> int:
        """Write a new touchpoint with its people, and return its id."""
        row = TouchpointRow(**rows.touchpoint_values(touchpoint), **self._new_row())
        touchpoint_id = self._add(row)
        self._save_touchpoint_parts(touchpoint_id, touchpoint)
        return touchpoint_id

    def save_touchpoint(self, touchpoint: Touchpoint) -> None:
        """Make the record of `touchpoint.id` say exactly this, changing only what differs."""
        row = self._row(TouchpointRow, touchpoint.id)
        parts_changed = self._save_touchpoint_parts(touchpoint.id, touchpoint)
        self._change(row, rows.touchpoint_values(touchpoint), touch=parts_changed)

    def remove_touchpoint(self, touchpoint_id: int) -> None:
        self._stale |= self._people_of(touchpoint_id)
        self._remove(TouchpointRow, touchpoint_id)

    def _save_touchpoint_parts(self, touchpoint_id: int, touchpoint: Touchpoint) -> bool:
        self._stale |= self._people_of(touchpoint_id)
        self._stale |= {part.contact_id for part in touchpoint.people}
        changed = [
            self._match(table, "touchpoint_id", {touchpoint_id: values(touchpoint)})
            for table, values in rows.TOUCHPOINT_PARTS
        ]
        return any(changed)

    def _people_of(self, touchpoint_id: int) -> set[int]:
        mine = ParticipantRow.touchpoint_id == touchpoint_id
        return set(self._session.exec(select(ParticipantRow.contact_id).where(mine)))

    # Records of one row: notes, follow-ups, interests, introductions, vouches, acquaintances, posts

    def add(self, record: Record) -> int:
        """Write a new record, whatever its `id` says, and return the id it got."""
        table, values = rows.RECORDS[type(record)]
        return self._add(table(**values(record), **self._new_row()))

    def save(self, record: Record) -> None:
        """Make the row of `record.id` say exactly this."""
        table, values = rows.RECORDS[type(record)]
        self._change(self._row(table, record.id), values(record))

    def remove(self, record: Record) -> None:
        table, _ = rows.RECORDS[type(record)]
        self._remove(table, record.id)

    def add_all(self, records: Iterable[Record]) -> None:
        """Write many new records, whatever their ids say."""
        for batch in batches(records):
            by_table: dict[type[SQLModel], list[dict[str, Any]]] = {}
            for record in batch:
                table, values = rows.RECORDS[type(record)]
                by_table.setdefault(table, []).append({**self._new_row(), **values(record)})
            for table, several in by_table.items():
                self._insert(table, several)

    # Favours

    def add_favour(self, kind: Kind, touchpoint_id: int, contact_id: int, size: int) -> int:
        """Write that a touchpoint was a favour between me and one of its people."""
        row = FavourRow(
            touchpoint_id=touchpoint_id,
            contact_id=contact_id,
            kind=kind.value,
            size=size,
            **self._new_row(),
        )
        return self._add(row)

    def settle_favour(self, favour_id: int, touchpoint_id: int | None) -> None:
        """Say which touchpoint answered an ask or thanked for a favour; None opens it again."""
        self._change(self._row(FavourRow, favour_id), {"settled_by": touchpoint_id})

    def move_favour(self, favour_id: int, touchpoint_id: int) -> None:
        """Say that a favour was another touchpoint."""
        self._change(self._row(FavourRow, favour_id), {"touchpoint_id": touchpoint_id})

    def size_favour(self, favour_id: int, size: int) -> None:
        self._change(self._row(FavourRow, favour_id), {"size": size})

    def remove_favour(self, favour_id: int) -> None:
        """Remove a favour, and leave the touchpoint that it was."""
        self._remove(FavourRow, favour_id)

    # Thousands at once

    def add_contacts(self, contacts: Sequence[Contact]) -> list[int]:
        """Write many new contacts, whatever their ids say, and return the ids they got: those that
        follow the last. Each may be introduced by another of them.
        """
        first = self.reader.last_id("contact") + 1
        self._session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for batch in batches(enumerate(contacts, start=first)):
            self._insert(
                ContactRow,
                [
                    {**self._new_row(contact.uid), "id": number, **rows.contact_values(contact)}
                    for number, contact in batch
                ],
            )
            for table, parts in rows.CONTACT_PARTS:
                self._insert(
                    table,
                    [
                        {"contact_id": number, **values}
                        for number, contact in batch
                        for values in parts(contact)
                    ],
                )
        return list(range(first, first + len(contacts)))

    def save_contacts(self, contacts: Iterable[Contact]) -> None:
        """Make the records of many contacts say exactly this, changing only what differs."""
        for batch in batches(contacts):
            wanted = {contact.id: contact for contact in batch}
            there = self._session.exec(select(ContactRow).where(col(ContactRow.id).in_(wanted)))
            found = {row.id: row for row in there}
            changed = self._save_contact_parts(wanted)
            for number, contact in wanted.items():
                self._set(found[number], rows.contact_values(contact), touch=number in changed)
            self._session.flush()

    def add_touchpoints(self, touchpoints: Iterable[Touchpoint]) -> None:
        """Write many new touchpoints, whatever their ids say."""
        first = self.reader.last_id("touchpoint") + 1
        for batch in batches(enumerate(touchpoints, start=first)):
            self._insert(
                TouchpointRow,
                [
                    {**self._new_row(), "id": number, **rows.touchpoint_values(touchpoint)}
                    for number, touchpoint in batch
                ],
            )
            for table, parts in rows.TOUCHPOINT_PARTS:
                self._insert(
                    table,
                    [
                        {"touchpoint_id": number, **values}
                        for number, touchpoint in batch
                        for values in parts(touchpoint)
                    ],
                )
            self._stale |= {part.contact_id for _, t in batch for part in t.people}

    @property
    def carried(self) -> Import:
        """Rows of another journal, as they are there."""
        return Import(self._session, self._stale)

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

    def _new_row(self, uid: str = "") -> dict[str, Any]:
        """What every row has that a user makes."""
        return {
            "uid": uid or str(uuid.uuid4()), "created_at": self._at, "updated_at": self._at,
        }  # fmt: skip

    def _add(self, row: SQLModel) -> int:
        self._session.add(row)
        self._session.flush()
        number: int = row.id  # type: ignore[attr-defined]
        return number

    def _insert(self, table: type[SQLModel], values: list[dict[str, Any]]) -> None:
        if values:
            # Not through the mapping, which makes a statement of its own of a row without a value.
            mapped: Table = table.__table__  # type: ignore[attr-defined]
            self._session.execute(insert(mapped), values)

    def _row(self, table: type[SQLModel], number: int) -> SQLModel:
        row = self._session.get(table, number)
        if row is None:
            raise NotFound(
                f"that {table.__tablename__} is no longer there", "netlog history says why"
            )
        return row

    def _change(self, row: SQLModel, values: dict[str, Any], *, touch: bool = False) -> None:
        self._set(row, values, touch=touch)
        self._session.flush()

    def _set(self, row: SQLModel, values: dict[str, Any], *, touch: bool) -> None:
        changed = {name: v for name, v in values.items() if getattr(row, name) != v}
        for name, value in changed.items():
            setattr(row, name, value)
        if changed or touch:
            row.updated_at = self._at

    def _remove(self, table: type[SQLModel], number: int) -> None:
        self._session.delete(self._row(table, number))
        self._session.flush()

    def _match(
        self, table: type[SQLModel], column: str, wanted: Mapping[int, list[dict[str, Any]]]
    ) -> set[int]:
        """Make the rows whose `column` is one of these owners say what is wanted of that owner,
        leaving equal ones alone. Returns the owners for whom anything changed.
        """
        missing = {owner: list(values) for owner, values in wanted.items()}
        changed = set()
        present = select(table).where(getattr(table, column).in_(wanted))
        for row in self._session.exec(present).all():
            owner = getattr(row, column)
            values = row.model_dump(exclude={"id", column})
            if values in missing[owner]:
                missing[owner].remove(values)
            else:
                self._session.delete(row)
                changed.add(owner)
        self._session.flush()
        inserted = [{column: owner, **values} for owner in missing for values in missing[owner]]
        self._insert(table, inserted)
        return changed | {row[column] for row in inserted}
