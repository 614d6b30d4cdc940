"""Copies of the journal: made and verified, kept by their dates, and put back.

Nobody ever sees half of one. A backup grows under another name and gets its own when it has been
verified. A journal is put back through SQLite, in one transaction on the file that is there: a
rename would leave every process that has the old file open writing to one that has no name any
more, and its rollback journal beside the new one, to be rolled back into it.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import sqlite3
import tempfile
from collections import deque
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.excerpt import shorten
from netlog.errors import BadInput, Damaged, JournalUnusable
from netlog.store import file, migrations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from typing import BinaryIO

FOLDER = "backups"
SQLITE_VERSION = sqlite3.sqlite_version
_NOT_THE_USERS = ("undo_", "search_", "sqlite_")
_STAMP = "%Y-%m-%d-%H%M%S"


class Summary(NamedTuple):
    """What a journal holds: its rows by table, and the days of its first and last touchpoint."""

    format: int
    counts: Mapping[str, int]
    first_on: date | None
    last_on: date | None

    @property
    def people(self) -> int:
        return self.counts.get("contact", 0)

    @property
    def touchpoints(self) -> int:
        return self.counts.get("touchpoint", 0)


class Written(NamedTuple):
    """A backup that was made. `orphans` are the rows of it that belong to nothing."""

    path: Path
    size: int
    summary: Summary
    orphans: int


# What a file holds


def measure(connection: sqlite3.Connection) -> Summary:
    counts = {
        table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        for table in _tables(connection)
    }
    days = connection.execute("SELECT min(day), max(day) FROM touchpoint").fetchone()
    first_on, last_on = (date.fromisoformat(day) if day else None for day in days)
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return Summary(version, counts, first_on, last_on)


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Those that hold what a user made, and its tallies."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if not name.startswith(_NOT_THE_USERS)]


def look(path: Path) -> Summary:
    """What the journal at `path` holds, in whatever format. Raises JournalUnusable, Busy."""
    with file.translated(path), contextlib.closing(file.connect(path)) as connection:
        connection.execute("BEGIN")
        return measure(connection)


def find_damage(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the pages of a file, in the words of SQLite; nothing for a whole one."""
    try:
        rows = connection.execute("PRAGMA integrity_check(10)").fetchall()
    except UnicodeDecodeError:  # in the driver, over a message that quotes the damage
        return ["its schema cannot be read"]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    # From 3.44 on it looks at full text too, which can be made anew and is no damage.
    lines = [line for (text,) in rows for line in text.splitlines()]
    damage = [
        line
        for line in lines
        if line != "ok" and "inverted index" not in line and not line.startswith("***")
    ]
    return damage or _find_garbled(connection)


def _find_garbled(connection: sqlite3.Connection) -> list[str]:
    """Text that is none any more, into which SQLite does not look."""
    table = "sqlite_schema"
    try:
        for table in ("sqlite_schema", *_tables(connection)):
            # All that is asked of the rows is that they can be read.
            deque(connection.execute(f'SELECT * FROM "{table}"'), maxlen=0)
    except sqlite3.DatabaseError as error:
        return [f"{table}: {shorten(str(error))}"]
    return []


def count_orphans(connection: sqlite3.Connection) -> int:
    """Rows that belong to something which is not there."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


@contextlib.contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """The journal as it is now, copied to where nobody else sees it: a file without a name, that
    the system takes back however this process ends. Raises as `file.reading`.
    """
    with contextlib.closing(_nameless()) as copy:
        with file.reading(path) as source:
            _copy(source, copy)
        yield copy


def _nameless() -> sqlite3.Connection:
    return sqlite3.connect("", isolation_level=None)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    def refuse_busy(status: int, _remaining: int, _total: int) -> None:
        _refuse_busy(status)

    source.backup(target, progress=refuse_busy)


def _refuse_busy(status: int) -> None:
    """SQLite has waited for as long as a lock is waited for; the driver would go on for ever."""
    if status & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = status
        raise error


# Making one


def dated(path: Path, at: datetime, folder: Path | None = None) -> Path:
    """`backups/journal-2026-11-22-093000.db` beside the journal, or the same in another folder."""
    folder = folder or path.parent / FOLDER
    return folder / f"{path.stem}-{at.strftime(_STAMP)}{path.suffix}"


def write(path: Path, target: Path, *, overwrite: bool = False) -> Written:
    """Copy the journal while others may go on writing it, and verify the copy.

    Where `target` is taken and is not to be overwritten, the copy is called `-2`, and so on.

    Raises:
        BadInput: `target` cannot be written.
        NoJournal, JournalUnusable, Busy: as `file.reading`; Damaged also for a copy that is.
    """
    with (
        _saying_where(target, "name another place: netlog backup FILE"),
        file.reading(path) as source,
        _part(target.parent) as part,
    ):
        with contextlib.closing(sqlite3.connect(part)) as copy:
            _copy(source, copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever it is copied from
        summary = measure(source)
        source.execute("ROLLBACK")  # nobody has to wait while the copy is verified
        orphans = _verify(part, path, summary)
        size = part.stat().st_size
        return Written(_publish(part, target, overwrite=overwrite), size, summary, orphans)


def _verify(copy: Path, path: Path, summary: Summary) -> int:
    """Raise unless the copy is whole and holds as much; return how many orphans it has."""
    with file.translated(copy), contextlib.closing(file.connect(copy)) as connection:
        connection.execute("PRAGMA query_only = ON")
        if damage := find_damage(connection):
            raise Damaged(
                f"{path} is damaged, and so would its backup be ({damage[0]})",
                "netlog doctor says more; no backup was made",
            )
        if measure(connection) != summary:
            raise JournalUnusable(
                "the copy does not hold what the journal does", "check the disk; it was not kept"
            )
        return count_orphans(connection)


@contextlib.contextmanager
def _saying_where(target: Path, hint: str) -> Iterator[None]:
    """What the system says while a file is written, as sentences."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadInput(f"{target} cannot be written: {reason}", hint) from error


@contextlib.contextmanager
def _part(folder: Path) -> Iterator[Path]:
    """A file for its owner alone, that is gone at the end unless it got another name."""
    folder.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".netlog-", suffix=".part", dir=folder)
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _publish(part: Path, target: Path, *, overwrite: bool = False) -> Path:
    """Give a finished file its name, in one step and on the disk."""
    if overwrite:
        part.replace(target)
    else:
        target = _link(part, target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return target


def _link(part: Path, target: Path) -> Path:
    """A name that nobody has: a link, unlike a rename, never takes one from another file."""
    for number in itertools.count(1):
        name = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        try:
            os.link(part, name)
        except FileExistsError:
            continue
        except OSError:  # a stick or a share that knows no links
            if name.exists():
                continue
            part.replace(name)
        return name
    raise AssertionError


# Keeping them


def find_dated(path: Path) -> list[Path]:
    """The dated backups beside the journal, oldest first."""
    name = re.compile(
        rf"{re.escape(path.stem)}-(\d{{4}}-\d\d-\d\d-\d{{6}})(?:-(\d+))?{re.escape(path.suffix)}"
    )
    found = []
    with contextlib.suppress(OSError):
        for each in (path.parent / FOLDER).iterdir():
            match = name.fullmatch(each.name)
            if match and each.is_file() and not each.is_symlink():
                found.append((match[1], int(match[2] or 1), each))
    return [each for *_, each in sorted(found)]


def prune(path: Path, keep: int) -> tuple[Path, ...]:
    """Remove the oldest dated backups beyond so many, and nothing else; return what went."""
    old = find_dated(path)[:-keep]
    for each in old:
        with contextlib.suppress(FileNotFoundError):  # another netlog was here first
            each.unlink()
    return tuple(old)


# Putting one back


class Incoming(NamedTuple):
    """A journal that has been checked and may take the place of another. `format` is the one it
    was found in; the copy that is put back has the latest.
    """

    connection: sqlite3.Connection
    format: int
    summary: Summary
    orphans: int

    def put(self, path: Path, kept: Path) -> Path | None:
        """Make the journal at `path` this one, in one step: who reads sees the old or the new, and
        so does whoever opens it after a kill. What is replaced is kept at `kept` or beside it;
        returns where, or None where there was nothing.

        Raises:
            JournalUnusable: the file, its directory or the disk cannot take it.
            Busy: another process kept it locked for longer than a lock is waited for.
        """
        with file.translated(path), file.opening(path):
            if not path.exists():
                file.create(path)
            if not file.may_write(path):
                raise JournalUnusable(
                    f"{path} cannot be written", "check its permissions and those of its directory"
                )
            # Closed after the connection: with any descriptor of a file, the system takes back
            # all locks that the process has on it.
            with path.open("rb") as old, contextlib.closing(file.connect(path)) as live:
                return self._take_over(old, live, kept)

    def _take_over(self, old: BinaryIO, live: sqlite3.Connection, kept: Path) -> Path | None:
        live.execute("PRAGMA writable_schema = ON")  # or a file that was cut off is not opened
        with contextlib.suppress(sqlite3.DatabaseError):  # over a damaged schema, which is to go
            live.execute("PRAGMA synchronous = EXTRA")
        if old.read(20)[18:] == b"\2\2":  # write-ahead log: what is newest is not in this file
            live.execute("PRAGMA journal_mode = DELETE")
        copies: list[Path | None] = []

        def keep_what_is_there(status: int, _remaining: int, _total: int) -> None:
            _refuse_busy(status)
            if not copies:
                # The first page is taken over, in memory: nobody else may read or write now, and
                # the file is still as it was. So no entry falls between the copy and the change.
                copies.append(_keep(old, kept))

        self.connection.backup(live, pages=1, progress=keep_what_is_there)
        live.execute("PRAGMA journal_mode = DELETE")
        return copies[0]


def _keep(old: BinaryIO, kept: Path) -> Path | None:
    """The bytes of a file as they are, damaged or not; None for an empty one."""
    if not os.fstat(old.fileno()).st_size:
        return None
    old.seek(0)
    hint = "make room or check its permissions; nothing was changed"
    with _saying_where(kept, hint), _part(kept.parent) as part:
        with part.open("wb") as copy:
            shutil.copyfileobj(old, copy)
            copy.flush()
            os.fsync(copy.fileno())
        return _publish(part, kept)


@contextlib.contextmanager
def incoming(path: Path) -> Iterator[Incoming]:
    """A file as a journal to put back: copied, checked, and moved to the latest format.

    Raises BadInput for one that is no journal, is newer than this netlog, or is not whole.
    """
    with contextlib.closing(_nameless()) as copy:
        try:
            with file.translated(path), file.opening(path):
                version = _take(path, copy)
                found = Incoming(copy, version, measure(copy), count_orphans(copy))
        except JournalUnusable as error:
            raise BadInput(
                error.message, "name another file; netlog info says where the backups are"
            ) from error
        yield found


def _take(path: Path, copy: sqlite3.Connection) -> int:
    version = file.format_of(path)
    if not version:
        raise JournalUnusable(f"{path} is empty")
    with contextlib.closing(file.connect(path)) as source:
        _copy(source, copy)
    if damage := find_damage(copy):
        raise Damaged(f"{path} is damaged ({damage[0]})")
    if version < migrations.LATEST:
        copy.execute("BEGIN")
        migrations.migrate(copy)
        copy.execute("COMMIT")
    return version


def is_ours(path: Path) -> bool:
    """Whether the header of a file, damaged as it may be elsewhere, says that it is a journal."""
    with path.open("rb") as file_:
        return file_.read(72)[68:] == migrations.APPLICATION_ID.to_bytes(4, "big")
