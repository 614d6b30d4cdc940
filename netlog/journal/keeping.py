"""Keeping the journal: copying it, putting a copy back, looking whether it is sound."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netlog import __version__
from netlog.errors import (
    Damaged,
    JournalUnusable,
    NetlogError,
    NotFound,
    WrongUse,
)
from netlog.store import backup, checks, file, mending, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from netlog.journal.desk import Desk
    from netlog.store.backup import Incoming, Summary, Written
    from netlog.store.checks import Finding

# Backups


class BackedUp(NamedTuple):
    """A backup that was made, and the dated ones that were removed for it."""

    written: Written
    removed: tuple[Path, ...] = ()


def must_ask(desk: Desk, target: Path | None) -> bool:
    """Whether a backup would take the place of a file. Raises WrongUse for one that it cannot."""
    if target is None or target.is_dir() or not target.exists():
        return False
    if not target.is_file():
        raise WrongUse(f"{target} is not a file", "name a file or a folder")
    if desk.is_journal(target):
        raise WrongUse(f"{target} is the journal itself", "name another file, or none")
    return True


def back_up(desk: Desk, target: Path | None, at: datetime, keep: int | None) -> BackedUp:
    """Copy the journal into a file, over one that is there; into a folder, or the one beside the
    journal, under a name made of the local time `at`.

    Of the dated ones beside the journal the last `keep` stay, or as many as is configured.
    Raises as `backup.write`.
    """
    if target is not None and not target.is_dir():
        # Where a link leads, as a program that writes to it would.
        real = Path(os.path.realpath(target))
        return BackedUp(backup.write(desk.path, real, overwrite=True))
    written = backup.write(desk.path, backup.dated(desk.path, at, target))
    if target is not None:
        return BackedUp(written)
    return BackedUp(written, backup.prune(desk.path, keep or desk.settings.backup.keep))


# Restoring


class Restoring(NamedTuple):
    """A checked file, and what it would replace: None where there is nothing, or where it cannot
    be read any more, which `damage` then says.
    """

    file: Path
    journal: Path
    incoming: Incoming
    present: Summary | None
    damage: str


@contextlib.contextmanager
def restoring(desk: Desk, source: Path) -> Iterator[Restoring]:
    """Check a file that is to take the place of the journal.

    Raises:
        NotFound, BadInput: there is no such file, or it is no journal, newer, or not whole.
        WrongUse: it is the journal.
        JournalUnusable: what is in its place is not a journal.
    """
    if not source.exists():
        raise NotFound(f"there is no file {source}", "netlog info says where the backups are")
    if desk.is_journal(source):
        raise WrongUse(f"{source} is the journal itself", "name a backup of it")
    present, damage = _present(desk.path)
    with backup.incoming(source) as incoming:
        yield Restoring(source, desk.path, incoming, present, damage)


def _present(path: Path) -> tuple[Summary | None, str]:
    if not path.exists():
        return None, ""
    try:
        with file.translated(path), file.opening(path):
            return (backup.look(path) if file.format_of(path) else None), ""
    except Damaged as error:
        if backup.is_ours(path):
            return None, error.message
        raise _in_the_way(path, error) from error
    except JournalUnusable as error:
        raise _in_the_way(path, error) from error


def _in_the_way(path: Path, error: NetlogError) -> JournalUnusable:
    return JournalUnusable(
        error.message, f"to put a backup there all the same, move it away: mv {path} {path}.old"
    )


def restore(restoring: Restoring, at: datetime) -> Path | None:
    """Put the file in the place of the journal, and keep what was there as a dated backup, which a
    damaged one is not called; return where. Undo does not reach behind it. Raises as
    `Incoming.put`.
    """
    kept = backup.dated(restoring.journal, at)
    if restoring.damage:
        kept = kept.with_name(f"{kept.name}.damaged")
    return restoring.incoming.put(restoring.journal, kept)


# Looking


class Examined(NamedTuple):
    """What was found, and the backup that was made before anything was mended."""

    findings: tuple[Finding, ...]
    kept: Path | None = None


def examine(desk: Desk) -> Examined:
    """Raises NoJournal, Busy, and JournalUnusable for what is no journal of this netlog."""
    return Examined(
        (
            *checks.examine(desk.path, desk.settings.scoring),
            *surroundings.examine(desk.path),
        )
    )


def mend(desk: Desk, at: datetime) -> Examined:
    """Mend what can be without loss, after a backup, and look again. Raises as `examine`."""
    before = examine(desk).findings
    wrong = {finding.check for finding in before if finding.can_be_mended}
    kept = None
    if rows := wrong - {"permissions"}:
        kept = backup.write(desk.path, backup.dated(desk.path, at)).path
        mending.mend(desk.path, rows, desk.settings.scoring)
    if wrong:
        surroundings.close(desk.path)
    was = {finding.check: finding for finding in before}
    findings = tuple(
        was[now.check]._replace(state=checks.State.MENDED, mend="")
        if now.is_well and now.check in was and not was[now.check].is_well
        else now
        for now in (examine(desk).findings if wrong else before)
    )
    return Examined(findings, kept)


# What there is


class Info(NamedTuple):
    """Where everything is, and what it holds. `trouble` is why the journal could not be read."""

    journal: Path
    config: Path
    has_config: bool
    size: int | None
    summary: Summary | None
    backups: tuple[Path, ...]
    versions: dict[str, str]
    trouble: NetlogError | None = None


def inform(desk: Desk, config: Path) -> Info:
    """Everything that can be said, also where the journal is not there, foreign or damaged."""
    summary, trouble = None, None
    try:
        with desk.reading():  # which moves an older one, as every command does
            pass
        summary = backup.look(desk.path)
    except NetlogError as error:
        trouble = error
    size = None
    with contextlib.suppress(OSError):
        size = desk.path.stat().st_size if desk.path.is_file() else None
    backups = tuple(backup.find_dated(desk.path))
    return Info(
        desk.path, config, config.exists(), size, summary, backups, find_versions(), trouble
    )


def find_versions() -> dict[str, str]:
    """Of netlog, Python, SQLite, and the packages that netlog says it needs."""
    from importlib import metadata
    from platform import python_version

    versions = {
        "netlog": __version__, "Python": python_version(), "SQLite": backup.SQLITE_VERSION,
    }  # fmt: skip
    needed: list[str] = []
    with contextlib.suppress(metadata.PackageNotFoundError):  # run from where it is written
        needed = metadata.requires("netlog") or []
    for requirement in needed:
        name = re.match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement:
            with contextlib.suppress(metadata.PackageNotFoundError):
                versions[name[0]] = metadata.version(name[0])
    return versions
