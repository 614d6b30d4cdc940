"""The journal file: opening it for reading or writing, refusing what is not ours.

One file, DELETE journal, full sync: a command that said it was done is on the disk, and the file
may be copied whenever nothing writes.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from netlog.errors import (
    BadInput,
    Busy,
    Damaged,
    JournalUnusable,
    NetlogError,
    NoJournal,
    WrongUse,
)
from netlog.store import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 5.0


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees one state of the journal and cannot change it.

    The file is opened read-write, so that SQLite may roll back what a killed writer left, and
    read-only only where the directory cannot be written. An older journal is migrated first.

    Raises:
        NoJournal: there is no file, or an empty one.
        JournalUnusable: the file is foreign, newer, corrupt or unreadable.
        Busy: another process kept it locked for longer than `BUSY_SECONDS`.
    """
    with translated(path):
        with opening(path):
            version = format_of(path) if path.exists() else 0
            if version == 0:
                raise NoJournal(
                    f"no journal yet at {path}",
                    'netlog hi "Ada Lovelace" starts one; netlog demo shows an invented one',
                )
            if version < migrations.LATEST:
                _migrate(path)
        with contextlib.closing(connect(path)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            _parse_schema(connection, path)
            yield connection


@contextlib.contextmanager
def writable(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for a writer, to a journal that is made or migrated first where need be.

    Raises:
        JournalUnusable: as `reading`, or the file or its directory cannot be written.
        Busy: as `reading`.
    """
    with translated(path):
        with opening(path):
            if not path.exists():
                create(path)
            if not may_write(path):
                raise JournalUnusable(
                    f"{path} cannot be written", "check its permissions and those of its directory"
                )
            if format_of(path) < migrations.LATEST:
                _migrate(path)
        with contextlib.closing(connect(path)) as connection:
            _parse_schema(connection, path)
            connection.execute("PRAGMA foreign_keys = ON")
            # FULL would leave it to the system when the rollback journal is gone for good, and a
            # power cut soon after "done" could bring it back.
            connection.execute("PRAGMA synchronous = EXTRA")
            yield connection


def connect(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there, for reading alone where it cannot be written."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={'rw' if may_write(path) else 'ro'}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def may_write(path: Path) -> bool:
    """Whether the file and its directory, where SQLite keeps the rollback journal, are ours."""
    real = path.resolve()
    return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)


def format_of(path: Path) -> int:
    """How many migrations the file has taken; 0 for an empty file. Refuses foreign files."""
    if not path.is_file():
        raise JournalUnusable(f"{path} is not a file", "choose another file with --db")
    with contextlib.closing(connect(path)) as connection:
        # One snapshot, or a journal that another process makes meanwhile would look foreign.
        connection.execute("BEGIN")
        ours: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        # The schema of a journal need not be parsed twice: the header tells that it is one.
        foreign = ours != migrations.APPLICATION_ID and (
            ours or version or connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        )
    if foreign:
        raise JournalUnusable(
            f"{path} is a database of another program", "choose another file with --db"
        )
    if version > migrations.LATEST:
        raise JournalUnusable(
            f"{path} was written by a newer netlog (format {version},"
            f" this one knows {migrations.LATEST})",
            "upgrade netlog; the file is left as it is",
        )
    return version


def _parse_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Have SQLite read the schema, which it would do anyway, where a damaged one can be told."""
    with opening(path):
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()


def create(path: Path) -> None:
    """An empty file that only its owner can read, in a directory that only they can enter."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _migrate(path: Path) -> None:
    """Back up, then take all steps in one transaction; another process may get there first.

    Closing the connection rolls back what was not committed.
    """
    with contextlib.closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version >= migrations.LATEST:
            return
        if version:
            _back_up(path, version)
        migrations.migrate(connection)
        connection.execute("COMMIT")


def _back_up(path: Path, version: int) -> None:
    """A copy beside the journal, as it was before the migration."""
    kept = path.with_name(f"{path.name}.format-{version}")
    os.close(os.open(kept, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    with (
        contextlib.closing(connect(path)) as source,
        contextlib.closing(sqlite3.connect(kept)) as target,
    ):
        source.backup(target)


@contextlib.contextmanager
def opening(path: Path) -> Iterator[None]:
    """What the system says while the file is opened, as sentences."""
    try:
        yield
    except UnicodeDecodeError as error:  # in the driver, over a message that quotes the damage
        raise _damaged(path, "its schema cannot be read") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise JournalUnusable(
            f"{error.filename or path} is in the way of the journal",
            "choose another file with --db",
        ) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise JournalUnusable(
            f"{error.filename or path} cannot be opened: {reason}",
            "check its permissions, or choose another file with --db",
        ) from error


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """What SQLite says about the file, as sentences."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, path) from error


def translate(error: BaseException, path: Path) -> NetlogError:
    """The sentence for a SQLite error; anything unforeseen is the journal's trouble too."""
    code = _code_of(error)
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return WrongUse(
            "somebody removed that record while this command ran", "look again with netlog list"
        )
    if code == sqlite3.SQLITE_CORRUPT_VTAB:
        return JournalUnusable(
            f"the full text of {path} does not agree with what is written there",
            "netlog doctor --fix makes it anew; nothing was changed",
        )
    match code & 0xFF:  # the primary one
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Busy(
                f"another netlog has been writing for {BUSY_SECONDS:.0f} seconds",
                "try again in a moment; nothing was changed",
            )
        case sqlite3.SQLITE_NOTADB:
            return JournalUnusable(
                f"{path} is not a netlog journal", "choose another file with --db"
            )
        case sqlite3.SQLITE_CORRUPT:
            return _damaged(path, str(error))
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return JournalUnusable(
                f"{path} cannot be opened ({error})",
                "check that it is a file and that you may write it and its directory",
            )
        case sqlite3.SQLITE_FULL:
            return JournalUnusable(
                "the disk is full", "make room and repeat it; nothing was changed"
            )
        case sqlite3.SQLITE_IOERR:
            return JournalUnusable(
                f"{path} could not be read or written ({error})",
                "check the disk and its quota; nothing was changed",
            )
        case sqlite3.SQLITE_CONSTRAINT:
            return BadInput(f"the journal refuses this ({error})", "nothing was changed")
    return JournalUnusable(f"{path} cannot be used ({error})", "netlog --debug shows the details")


def _code_of(error: BaseException) -> int:
    """The extended code; none, where the driver finds fault, but for text that is none any more."""
    is_garbled = "decode to UTF-8" in str(error)
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT if is_garbled else 0)


def _damaged(path: Path, how: str) -> Damaged:
    return Damaged(
        f"{path} is damaged ({how})",
        "netlog restore puts a backup back, netlog info names the last; nothing was changed",
    )
