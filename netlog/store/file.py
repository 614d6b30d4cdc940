"""The journal file: opening it for reading or writing, refusing what is not ours.

One file, DELETE journal, full sync: a command that said it was done is on the disk, and the file
may be copied whenever nothing writes.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from netlog.errors import Busy, JournalUnusable, NetlogError, NoJournal, WrongUse
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
    with _translated(path):
        if not path.exists() or path.stat().st_size == 0:
            raise NoJournal(
                f"no journal yet at {path}",
                'netlog hi "Ada Lovelace" starts one; netlog demo shows an invented one',
            )
        if _version(path) < migrations.LATEST:
            _migrate(path)
        with contextlib.closing(_connect(path)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            yield connection


@contextlib.contextmanager
def writable(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for a writer, to a journal that is made or migrated first where need be."""
    with _translated(path):
        if not path.exists():
            _create(path)
        if path.stat().st_size == 0 or _version(path) < migrations.LATEST:
            _migrate(path)
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise JournalUnusable(
                f"{path} cannot be written", "check its permissions and those of its directory"
            )
        with contextlib.closing(_connect(path)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            yield connection


def _connect(path: Path) -> sqlite3.Connection:
    alone = not (os.access(path.parent, os.W_OK) and os.access(path, os.W_OK))
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={'ro' if alone else 'rw'}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _version(path: Path) -> int:
    """How many migrations the file has taken; 0 for an empty file. Refuses foreign files."""
    with contextlib.closing(_connect(path)) as connection:
        ours: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if ours != migrations.APPLICATION_ID:
            tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
            if tables or version or ours:
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


def _create(path: Path) -> None:
    """An empty file that only its owner can read, in a directory that only they can enter."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _migrate(path: Path) -> None:
    """Back up, then take all steps in one transaction; another process may get there first."""
    with contextlib.closing(_connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if 0 < version < migrations.LATEST:
                _back_up(path, version)
            if version < migrations.LATEST:
                migrations.migrate(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _back_up(path: Path, version: int) -> None:
    """A copy beside the journal, as it was before the migration."""
    kept = path.with_name(f"{path.name}.format-{version}")
    os.close(os.open(kept, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    with (
        contextlib.closing(_connect(path)) as source,
        contextlib.closing(sqlite3.connect(kept)) as target,
    ):
        source.backup(target)


@contextlib.contextmanager
def _translated(path: Path) -> Iterator[None]:
    """What SQLite and the system say about the file, as sentences."""
    try:
        yield
    except NetlogError:
        raise
    except sqlite3.Error as error:
        raise translate(error, path) from error
    except PermissionError as error:
        raise JournalUnusable(
            f"{error.filename or path} cannot be opened: permission denied",
            "check its permissions, or choose another file with --db",
        ) from error
    except (FileExistsError, IsADirectoryError, NotADirectoryError) as error:
        raise JournalUnusable(
            f"{error.filename or path} is in the way of the journal",
            "choose another file with --db",
        ) from error


def translate(error: BaseException, path: Path) -> NetlogError:
    """The sentence for a SQLite error; anything unforeseen is the journal's trouble too."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return Busy(
            f"another netlog has been writing for {BUSY_SECONDS:.0f} seconds",
            "try again in a moment; nothing was changed",
        )
    if "not a database" in text or "file is encrypted" in text:
        return JournalUnusable(f"{path} is not a netlog journal", "choose another file with --db")
    if "malformed" in text or "corrupt" in text:
        return JournalUnusable(
            f"{path} is damaged ({text})", "put a copy of it back; nothing was changed"
        )
    if "unable to open" in text or "readonly" in text:
        return JournalUnusable(
            f"{path} cannot be opened ({text})",
            "check that it is a file and that you may write it and its directory",
        )
    if "full" in text:
        return JournalUnusable("the disk is full", "make room and repeat it; nothing was changed")
    if "FOREIGN KEY" in text:
        return WrongUse(
            "somebody removed that record while this command ran", "look again with netlog list"
        )
    return JournalUnusable(f"{path} cannot be used ({text})", "netlog --debug shows the details")
