"""What every question to an open journal is made of: a connection, and filters as SQL."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from netlog.core import names
from netlog.core.model import Filters

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

T = TypeVar("T")
Clause = tuple[str, list[object]]


class Query:
    """Rows of one connection. No row or cursor leaves the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.create_function("folded", 1, names.fold, deterministic=True)

    def _all(self, sql: str, *values: object) -> list[Any]:
        return self._connection.execute(sql, values).fetchall()

    def _firsts(self, sql: str, *values: object) -> list[Any]:
        """The first column."""
        return [row[0] for row in self._connection.execute(sql, values)]


def people_clause(filters: Filters) -> Clause:
    """Which contacts, as a condition on `contact`."""
    clauses: list[str] = []
    values: list[object] = []

    def narrow(clause: str, *given: object) -> None:
        clauses.append(clause)
        values.extend(given)

    if not filters.archived:
        narrow("NOT archived")
    if filters.circle == "none":
        narrow("contact.circle IS NULL")
    elif filters.circle:
        narrow("folded(ifnull(contact.circle, '')) = folded(?)", filters.circle)
    for column, text in (("org", filters.org), ("city", filters.city), ("met", filters.met)):
        if text:
            # A sign is found as it stands: beside letters, or alone, it folds to nothing.
            held = f"instr(contact.{column}, ?) OR instr(folded(contact.{column}), ?)"
            narrow(f"({held})", text, names.fold(text) or text)
    if filters.tag:
        narrow(_tagged("contact"), filters.tag)
    if filters.since or filters.until:
        days, given = days_clause(filters)
        narrow(
            "EXISTS (SELECT 1 FROM participant JOIN touchpoint ON touchpoint.id = touchpoint_id"
            f" WHERE contact_id = contact.id AND {days})",
            *given,
        )
    return " AND ".join(clauses) or "TRUE", values


def touchpoints_clause(filters: Filters, contact_id: int | None) -> Clause:
    """Which touchpoints, as a condition on `touchpoint`: by day, by their own tag or one of
    somebody who took part, and by who took part.
    """
    where, values = days_clause(filters)
    if contact_id is not None:
        where += (
            " AND touchpoint.id IN (SELECT touchpoint_id FROM participant WHERE contact_id = ?)"
        )
        values.append(contact_id)
    people = filters._replace(tag="", since=None, until=None, archived=True)
    if filters.tag or people != Filters(archived=True):
        whose, given = people_clause(people)
        if filters.tag:
            whose += f" AND ({_tagged('contact')} OR {_tagged('touchpoint')})"
            given += [filters.tag, filters.tag]
        where += (
            " AND EXISTS (SELECT 1 FROM participant JOIN contact ON contact.id = contact_id"
            f" WHERE touchpoint_id = touchpoint.id AND {whose})"
        )
        values += given
    return where, values


def _tagged(table: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {table}_tag WHERE {table}_id = {table}.id"
        " AND folded(tag) = folded(?))"
    )


def days_clause(filters: Filters) -> Clause:
    """Which days, as a condition on `touchpoint.day`."""
    where, values = "TRUE", []
    if filters.since:
        where += " AND touchpoint.day >= ?"
        values.append(filters.since.isoformat())
    if filters.until:
        where += " AND touchpoint.day <= ?"
        values.append(filters.until.isoformat())
    return where, list[object](values)


_BATCH = 1_000  # records whose rows are in memory at once


def batches(things: Iterable[T]) -> Iterator[list[T]]:
    """A thousand at a time: worth a statement, and no burden on memory."""
    each = iter(things)
    while batch := list(islice(each, _BATCH)):
        yield batch
