"""What can be wrong with a journal, looked for in a private copy of it: no lock is held meanwhile,
and the integrity check of full text, which is a statement that writes, changes nothing.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from enum import StrEnum
from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import addresses, names
from netlog.core.excerpt import joined, joined_some
from netlog.core.scoring import Tally
from netlog.errors import Damaged
from netlog.store import backup, migrations
from netlog.store.log import Log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from netlog.core.rules import Constants

FIX = "netlog doctor --fix"
RESTORE = "netlog restore FILE; netlog info names the last backup"
SEARCHED = ("contact", "note", "touchpoint")
_MOST = 5  # things that are named one by one

Row = tuple[object, ...]


class State(StrEnum):
    """How a part of the journal was found."""

    OK = "ok"
    MENDED = "mended"
    WRONG = "wrong"
    DAMAGED = "damaged"


class Finding(NamedTuple):
    """A part of the journal, how it is, and what mends it."""

    check: str
    state: State
    text: str
    mend: str = ""

    @property
    def is_well(self) -> bool:
        return self.state in (State.OK, State.MENDED)

    @property
    def can_be_mended(self) -> bool:
        """Without loss, by `mending.mend`."""
        return self.mend == FIX and not self.is_well


def _well(check: str, text: str) -> Finding:
    return Finding(check, State.OK, text)


def _wrong(check: str, text: str, mend: str = FIX) -> Finding:
    return Finding(check, State.WRONG, text, mend)


def examine(path: Path, constants: Constants) -> Iterator[Finding]:
    """Look through the journal; what rests on a part that is not there is not looked at.

    Raises:
        NoJournal, Busy: as `file.reading`.
        JournalUnusable: the file is foreign, newer or unreadable. A damaged one is a finding.
    """
    try:
        with backup.snapshot(path) as copy:
            if damage := backup.find_damage(copy):
                yield Finding("file", State.DAMAGED, _some(damage), RESTORE)
            else:
                yield _well("file", "whole")
                yield from _examine_content(copy, constants)
    except Damaged as error:
        yield Finding("file", State.DAMAGED, error.message, RESTORE)


def _examine_content(copy: sqlite3.Connection, constants: Constants) -> Iterator[Finding]:
    unlike = compare_schema(copy)
    tables = [name for kind, name in unlike if kind == "table" and name not in _VIRTUAL]
    if tables:
        yield _wrong("schema", f"another netlog made it: table {joined(tables)}", RESTORE)
        return
    undo = [name for kind, name in unlike if kind == "trigger" and name.startswith("undo_")]
    rest = [f"{kind} {name}" for kind, name in unlike if name not in undo]
    yield (
        _wrong("schema", f"not as netlog makes it: {_some(rest)}")
        if rest
        else _well("schema", f"format {migrations.LATEST}")
    )
    yield _undo(copy, undo)
    yield _references(copy)
    yield _people(copy)
    yield _keys(copy)
    yield _search(copy)
    yield _tallies(copy, constants)


# The schema

Schema = dict[tuple[str, str], str]
_VIRTUAL = tuple(f"search_{table}" for table in SEARCHED)


def compare_schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """What the migrations make that is missing here, or otherwise: its kind and name, in the order
    in which it is made. What somebody added of their own does not matter.
    """
    here = read_schema(connection)
    return [
        thing for thing, sql in planned_schema().items() if _plain(here.get(thing)) != _plain(sql)
    ]


def planned_schema() -> Schema:
    """What the migrations make."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.migrate(fresh)
        return read_schema(fresh)


def read_schema(connection: sqlite3.Connection) -> Schema:
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " AND name NOT GLOB 'sqlite_*'"
        # The tables in which full text keeps its index are its own affair.
        " AND NOT (type = 'table' AND name GLOB 'search_*' AND sql NOT LIKE 'CREATE VIRTUAL%')"
        " ORDER BY rowid"
    )
    return {(kind, name): sql for kind, name, sql in rows}


def _plain(sql: str | None) -> str | None:
    """Without comments, in which an older netlog may have said the same otherwise."""
    return None if sql is None else " ".join(re.sub(r"--.*", "", sql).split())


def _undo(copy: sqlite3.Connection, unlike: list[str]) -> Finding:
    if unlike:
        return _wrong("undo", f"changes are not recorded as they should be: {_some(unlike)}")
    if copy.execute("SELECT 1 FROM undo_active").fetchone():
        return _wrong("undo", "a command that is long over is still being recorded")
    return _well("undo", "every change is recorded")


# The rows


def _references(copy: sqlite3.Connection) -> Finding:
    rows = copy.execute("PRAGMA foreign_key_check").fetchall()
    if not rows:
        return _well("references", "every row belongs to something")
    places = [f"{table} {row} (of no {parent})" for table, row, parent, _ in rows]
    return _wrong(
        "references", f"{_count(places, 'row')} of something gone: {_some(places)}", RESTORE
    )


def _people(copy: sqlite3.Connection) -> Finding:
    alone = [
        f"p{number}"
        for (number,) in copy.execute(
            "SELECT id FROM touchpoint WHERE NOT EXISTS"
            " (SELECT 1 FROM participant WHERE touchpoint_id = touchpoint.id) ORDER BY id"
        )
    ]
    if not alone:
        return _well("people", "every touchpoint has somebody")
    return _wrong(
        "people",
        f"{_count(alone, 'touchpoint')} with nobody: {_some(alone)}",
        f"netlog rm {alone[0]}",
    )


def _keys(copy: sqlite3.Connection) -> Finding:
    stale = [f"{table} {row}" for table, _, row, _ in stale_keys(copy)]
    if not stale:
        return _well("keys", "names and addresses are found as they are written")
    return _wrong("keys", f"not found as it is written: {_some(stale)}")


def stale_keys(connection: sqlite3.Connection) -> list[tuple[str, str, int, str]]:
    """Keys that are not what the text they are made of gives: table, column, row, and the key that
    it should have. An address that is none, brought in from elsewhere, is left alone.
    """
    stale = [
        (table, "key", row, names.fold(name))
        for table in ("contact", "alias")
        for row, name, key in connection.execute(f"SELECT id, name, key FROM {table} ORDER BY id")
        if key != names.fold(name)
    ]
    for row, kind, value, key in connection.execute(
        "SELECT id, kind, value, normal FROM contact_point ORDER BY id"
    ):
        made = addresses.NORMALS[kind](value)
        if made and made != key:
            stale.append(("contact_point", "normal", row, made))
    return stale


# What follows from the rows


def _search(copy: sqlite3.Connection) -> Finding:
    stale = []
    for table in SEARCHED:
        try:
            # With a rank of 1 the index is held against the rows themselves.
            copy.execute(
                f"INSERT INTO search_{table} (search_{table}, rank) VALUES ('integrity-check', 1)"
            )
        except sqlite3.DatabaseError:
            stale.append(f"{table}s")
    if stale:
        return _wrong("search", f"find does not know what is written in {joined(stale)}")
    return _well("search", "full text agrees with what is written")


def _tallies(copy: sqlite3.Connection, constants: Constants) -> Finding:
    stale = stale_tallies(copy, constants)
    if not stale:
        return _well("tallies", "every score's sums agree with the log")
    people = [f"c{number}" for number in sorted(stale)]
    return _wrong("tallies", f"{_count(people, 'sum')} not what the log gives: {_some(people)}")


def stale_tallies(connection: sqlite3.Connection, constants: Constants) -> dict[int, Tally | None]:
    """The tallies that the log gives, for those contacts who have another one. One folded with
    other constants counts as none that is wrong: whoever reads it folds it again.
    """
    log = Log(connection)
    everyone = [number for (number,) in connection.execute("SELECT id FROM contact")]
    folded = log.fold(everyone, constants)
    kept = {
        number: Tally._make(values)
        for number, *values in connection.execute(
            f"SELECT contact_id, {', '.join(Tally._fields)} FROM tally"
        )
    }
    stale: dict[int, Tally | None] = {}
    for number in everyone:
        have, want = kept.get(number), folded.get(number)
        if have and want and have.fingerprint != want.fingerprint:
            continue
        if (have is None) != (want is None) or not _alike(have or (), want or ()):
            stale[number] = want
    return stale


def _alike(have: Row, want: Row) -> bool:
    """Floats may differ by what the arithmetic of another machine makes of their last digit."""
    return all(
        isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
        if isinstance(a, float) and isinstance(b, float)
        else a == b
        for a, b in zip(have, want, strict=True)
    )


def _count(things: Sequence[str], word: str) -> str:
    return f"{len(things):,} {word if len(things) == 1 else f'{word}s'}"


def _some(things: Sequence[str]) -> str:
    return joined_some(things, _MOST)
