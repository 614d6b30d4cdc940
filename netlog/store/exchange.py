"""All rows of the journal as its export has them, and the rows of an export as the journal has
them, section by section; a section is one query, and one more for each of its parts.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from netlog.core import exchange
from netlog.store.query import Query, batches

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from sqlmodel import Session

    from netlog.core.exchange import Field, Part, Row, Section
    from netlog.core.model import Contact


class Export(Query):
    """Everything that a user made, and which of it is here."""

    def records(self, section: Section) -> Iterator[dict[str, Any]]:
        """The records of a section by id, one by one: a log has a million."""
        names = [field.name for field in section.fields]
        flags = [field.name for field in section.fields if exchange.is_flag(field)]
        parts = [(part.name, _Parts(self._connection, part)) for part in section.parts]
        for row in self._connection.execute(
            f"SELECT {', '.join(names)} FROM {section.table} ORDER BY id"
        ):
            record = dict(zip(names, row, strict=True))
            for name in flags:
                record[name] = bool(record[name])
            for name, belonging in parts:
                record[name] = belonging.of(record["id"])
            yield record

    def find(self, table: str, **values: object) -> int | None:
        """The id of the row that says this."""
        where = " AND ".join(f"{column} = ?" for column in values)
        found = self._firsts(f"SELECT id FROM {table} WHERE {where}", *values.values())
        return found[0] if found else None


class _Parts:
    """What belongs to the records of a table, read beside them in the same order."""

    def __init__(self, connection: sqlite3.Connection, part: Part) -> None:
        names = ", ".join(field.name for field in part.fields)
        rows = connection.execute(
            f"SELECT {part.owner}, {names} FROM {part.table} ORDER BY {part.owner}, {part.order}"
        )
        self._part = part
        self._flags = [exchange.is_flag(field) for field in part.fields]
        self._groups = groupby(rows, key=itemgetter(0))
        self._owner, self._rows = self._next()

    def of(self, number: int) -> list[Any]:
        """What belongs to the record of this id; ask in their order."""
        while self._owner is not None and self._owner < number:
            self._owner, self._rows = self._next()
        if self._owner != number:
            return []
        if self._part.is_bare:
            return [value for _, value in self._rows]
        return [
            {
                field.name: bool(value) if is_flag else value
                for field, is_flag, value in zip(self._part.fields, self._flags, row, strict=True)
            }
            for _, *row in self._rows
        ]

    def _next(self) -> tuple[int | None, Iterable[Any]]:
        return next(self._groups, (None, ()))


class Import:
    """Rows in bulk, with the ids, uids and times that they have in a file."""

    def __init__(self, session: Session, stale: set[int]) -> None:
        from sqlalchemy import text

        self._session = session
        self._stale = stale  # contacts whose tally is to be folded anew
        # One contact may be introduced by another who comes later.
        session.execute(text("PRAGMA defer_foreign_keys = ON"))

    def add_contacts(self, contacts: Iterable[tuple[Contact, Row]]) -> None:
        """Write contacts, each under its own id and uid, with the times of the row it was made of.

        No id and no uid may be here yet.
        """
        from netlog.store import rows

        for batch in batches(contacts):
            self._insert(
                "contact",
                [
                    {
                        "id": contact.id,
                        "uid": contact.uid,
                        **rows.contact_values(contact),
                        "created_at": row.created_at,
                        "updated_at": row.updated_at,
                    }
                    for contact, row in batch
                ],
            )
            for table, values in rows.CONTACT_PARTS:
                self._insert(
                    str(table.__tablename__),
                    [
                        {"contact_id": contact.id, **each}
                        for contact, _ in batch
                        for each in values(contact)
                    ],
                )

    def add(self, section: Section, rows: Iterable[Row]) -> None:
        """Write the rows of any other section."""
        for batch in batches(rows):
            self._insert(section.table, [_values(section.fields, row) for row in batch])
            for part in section.parts:
                self._insert(
                    part.table,
                    [
                        {part.owner: row.id, **_values(part.fields, each)}
                        for row in batch
                        for each in getattr(row, part.name)
                    ],
                )
            if section is exchange.TOUCHPOINTS:
                self._stale |= {each.contact_id for row in batch for each in row.people}

    def _insert(self, table: str, values: list[dict[str, Any]]) -> None:
        from sqlalchemy import insert
        from sqlmodel import SQLModel

        if values:
            self._session.execute(insert(SQLModel.metadata.tables[table]), values)


def _values(fields: Iterable[Field], row: Row) -> dict[str, Any]:
    return {
        field.name: int(value) if isinstance(value, bool) else value
        for field, value in zip(fields, row, strict=False)  # its parts come after the fields
    }
