"""Bringing in files of other programs: each is opened, read by its format, and written."""

from __future__ import annotations

import contextlib
import os
import select
import stat
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from netlog.core.model import Problem
from netlog.errors import BadInput, NotFound, WrongUse
from netlog.journal.importing import Options, bring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from netlog.formats.archive import Part
    from netlog.formats.entry import Card, Entry, Skipped
    from netlog.formats.spreadsheet import Sheet
    from netlog.journal.desk import Desk
    from netlog.journal.imported import Imported

    Source = Path | BinaryIO
    Records = Iterable[Card | Entry | Skipped | Problem]
    Progress = Callable[[int], None]  # how far the reading has come, in bytes

Record = TypeVar("Record")
LARGEST_PIPE = 64 * 1024 * 1024  # bytes of what has to be read twice
PATIENCE = 5  # seconds to wait for the first word through a named pipe


def name(source: Source) -> str:
    """What a file is called in a sentence."""
    return str(source) if isinstance(source, Path) else "standard input"


def size(source: Source) -> int | None:
    """How many bytes there are to read, unpacked; None if that cannot be known."""
    from netlog.formats import archive

    with contextlib.suppress(OSError, BadInput):
        if isinstance(source, Path) and (source.is_file() or source.is_dir()):
            return sum(part.size for part in archive.list_parts(source))
    return None


def rewindable(stream: BinaryIO) -> BinaryIO:
    """The stream, held in memory if it can be read but once. Raises BadInput if it is too long."""
    if stream.seekable():
        return stream
    data = stream.read(LARGEST_PIPE + 1)
    if len(data) > LARGEST_PIPE:
        raise BadInput(
            f"from a pipe it may have at most {LARGEST_PIPE // 2**20} MB",
            "save it to a file, and import that",
        )
    return BytesIO(data)


@contextlib.contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The file, open for reading. Raises NotFound, and BadInput for one that cannot be read."""
    if not isinstance(source, Path):
        yield source
        return
    try:
        if source.is_dir():
            raise BadInput(f"{source} is a directory", "name a file in it")
        if source.is_char_device() or source.is_block_device():
            raise BadInput(f"{source} is a device", "name a file, or - for standard input")
        stream = _open_pipe(source) if source.is_fifo() else source.open("rb")
    except FileNotFoundError:
        raise NotFound(f"there is no file {source}", "check the path") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise BadInput(
            f"{source} cannot be read: {reason}", "check what it is and its permissions"
        ) from error
    with stream:
        yield stream


def _open_pipe(path: Path) -> BinaryIO:
    """A named pipe, without waiting for ever for somebody to write into it."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    if stat.S_ISFIFO(os.fstat(handle).st_mode):
        poll = select.poll()
        poll.register(handle, select.POLLIN | select.POLLHUP)
        if not poll.poll(PATIENCE * 1000):
            os.close(handle)
            raise BadInput(
                f"{path} is a pipe, and nobody wrote into it for {PATIENCE} seconds",
                "name a file, or start what writes into it",
            )
    os.set_blocking(handle, True)
    return open(handle, "rb")  # noqa: PTH123 (its opener closes it; there is no path)


def reporting(
    records: Iterable[Record], progress: Progress | None, stream: BinaryIO
) -> Iterator[Record]:
    """The records as they come, while the progress is told how far the stream has been read."""
    for number, record in enumerate(records):
        if progress and number % 64 == 0:
            progress(stream.tell())
        yield record


def _read_each(
    parts: Iterable[Part], read: Callable[[BinaryIO], Records], progress: Progress | None
) -> Iterator[Card | Entry | Skipped | Problem]:
    """The records of several files, whose places begin with the name of the file. What is wrong
    with a file is a problem, and the next one is read.
    """
    done = 0
    for part in parts:
        report = partial(_report, progress, done) if progress else None
        try:
            with part.open() as stream:
                for record in reporting(read(stream), report, stream):
                    place = f"{part.name}, {record.place}"
                    # Address books are kept one card a file.
                    yield record._replace(place=place.removesuffix(", card 1, line 1"))
            if not part.size:
                yield Problem(part.name, "it is empty")
        except BadInput as error:
            yield Problem(part.name, error.message)
        except OSError as error:
            yield Problem(part.name, f"it cannot be read: {error.strerror or error}")
        done += part.size


def _report(progress: Progress, done: int, at: int) -> None:
    progress(done + at)


def _find_parts(source: Path, endings: tuple[str, ...]) -> list[Part]:
    """The files of a folder or a ZIP archive that end so, by name. Raises BadInput for none."""
    from netlog.formats import archive

    parts = archive.list_folder(source) if source.is_dir() else archive.list_parts(source)
    found = [part for part in parts if part.name.lower().endswith(endings) and part.name[0] != "."]
    if not found:
        raise BadInput(
            f"there is no {endings[0]} file in {source}",
            "name the folder that holds them, or one of them",
        )
    return sorted(found, key=lambda part: part.name)


def import_cards(
    desk: Desk, source: Source, options: Options, progress: Progress | None = None
) -> Imported:
    """Bring in a file of vCards, or a folder or a ZIP archive of such files."""
    from netlog.formats import vcard

    return _import(desk, source, vcard.read, options, progress, (".vcf", ".vcard"))


def import_linkedin(
    desk: Desk, source: Source, options: Options, progress: Progress | None = None, *, me: str = ""
) -> Imported:
    """Bring in an export of LinkedIn: the ZIP, its folder, or one of its files. `me` is a name or
    the address of a profile, where the export does not tell whose it is.
    """
    from netlog.formats import linkedin

    if not isinstance(source, Path):
        raise WrongUse("an export of LinkedIn is not read from standard input", "name its file")
    export = linkedin.open_export(source, me or desk.settings.name)
    return bring(desk, export.read(progress=progress), name(source), options)


def import_google(
    desk: Desk, source: Source, options: Options, progress: Progress | None = None
) -> Imported:
    """Bring in the CSV of Google Contacts."""
    from netlog.formats import google

    return _import(desk, source, google.read_contacts, options, progress)


class Table(NamedTuple):
    """A CSV file that is open: the columns that tell each field, and those that tell none."""

    stream: BinaryIO
    columns: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...]


@contextlib.contextmanager
def opened_table(source: Source, named: Mapping[str, Sequence[str]]) -> Iterator[Table]:
    """A CSV file, read no further than its header; `named` says which columns tell a field, where
    their own names do not.
    """
    from netlog.formats import table

    with opened(source) as stream:
        kept = rewindable(stream)
        start = kept.tell()
        header = table.open_table(kept, _flat(named)).header
        kept.seek(start)
        mapping = table.guess(header, named)
        table.find_places(header, mapping)  # an error comes before anything is told
        yield Table(kept, mapping, table.find_left_out(header, mapping))


def import_table(
    desk: Desk,
    source: Source,
    options: Options,
    progress: Progress | None = None,
    *,
    table: Table,
) -> Imported:
    """Bring in any CSV file with a header, from where it is open."""
    from netlog.formats import table as tables

    def sheet() -> Sheet:
        table.stream.seek(start)
        return tables.open_table(table.stream, _flat(table.columns))

    start = table.stream.tell()
    month_first = tables.find_day_order(sheet(), table.columns)
    records = tables.read(sheet(), table.columns, month_first=month_first)
    return bring(desk, reporting(records, progress, table.stream), name(source), options)


def _flat(named: Mapping[str, Sequence[str]]) -> list[str]:
    return [column for columns in named.values() for column in columns]


def import_calendar(
    desk: Desk,
    source: Source,
    options: Options,
    progress: Progress | None = None,
    *,
    me: Iterable[str] = (),
    max_people: int = 10,
) -> Imported:
    """Bring in what a calendar says of meetings until today, or a folder or a ZIP archive of them,
    as Google exports it. Raises WrongUse without an address that is mine: it tells me from the
    others.
    """
    from netlog.formats import calendar

    mine = my_addresses(desk, me)
    desk = desk._replace(settings=desk.settings._replace(addresses=tuple(sorted(mine))))

    def read(stream: BinaryIO) -> Records:
        return calendar.read(stream, mine, desk.today, max_people=max_people)

    return _import(desk, source, read, options, progress, (".ics", ".ical"))


def my_addresses(desk: Desk, me: Iterable[str]) -> frozenset[str]:
    """Those named and those of the configuration. Raises WrongUse if there are none."""
    mine = frozenset(me) | frozenset(desk.settings.addresses)
    if not mine:
        raise WrongUse(
            "which addresses are yours decides whom you met, and who wrote to whom",
            "name them: --me you@example.com",
        )
    return mine


def import_friends(
    desk: Desk, source: Source, options: Options, progress: Progress | None = None
) -> Imported:
    """Bring in the journal of the program `friends`."""
    from netlog.formats import friends

    return _import(desk, source, friends.read, options, progress)


def import_monica(
    desk: Desk, source: Source, options: Options, progress: Progress | None = None
) -> Imported:
    """Bring in the JSON export of Monica."""
    from netlog.formats import monica

    return _import(desk, source, lambda stream: monica.read(rewindable(stream)), options, progress)


def import_abook(
    desk: Desk, source: Source, options: Options, progress: Progress | None = None
) -> Imported:
    """Bring in an address book of abook."""
    from netlog.formats import abook

    return _import(desk, source, abook.read, options, progress)


def _import(
    desk: Desk,
    source: Source,
    read: Callable[[BinaryIO], Records],
    options: Options,
    progress: Progress | None,
    endings: tuple[str, ...] = (),
) -> Imported:
    """Bring in a file; where there are `endings`, also every file with one of them in a folder or a
    ZIP archive.
    """
    from netlog.formats.archive import is_archive

    if endings and isinstance(source, Path) and (source.is_dir() or is_archive(source)):
        records = _read_each(_find_parts(source, endings), read, progress)
        return bring(desk, records, name(source), options)
    with opened(source) as stream:
        return bring(desk, reporting(read(stream), progress, stream), name(source), options)
