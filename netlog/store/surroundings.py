"""What stands around the journal: who may read it, and what was left there."""

from __future__ import annotations

import contextlib
import stat
from typing import TYPE_CHECKING

from netlog.core.excerpt import joined, joined_some
from netlog.store import backup
from netlog.store.checks import FIX, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MOST = 5


def examine(path: Path) -> Iterator[Finding]:
    open_to_others = [each for each, _ in find_open(path)]
    yield (
        Finding(
            "permissions",
            State.WRONG,
            f"others may read {joined_some([str(each) for each in open_to_others], _MOST)}",
            FIX,
        )
        if open_to_others
        else Finding("permissions", State.OK, "for you alone")
    )
    left = find_leftovers(path)
    size = sum(each.stat().st_size for each in left)
    names = joined([str(each) for each in left]) if left else ""
    yield Finding(
        "leftovers",
        State.OK,
        f"{names} ({size:,} bytes); rm them once all is well" if left else "none",
    )


def find_open(path: Path) -> list[tuple[Path, int]]:
    """The journal, its dated backups and their folders, where others than the owner may read or
    enter them, each with the mode that it should have.

    A folder that also holds other things is not the journal's, and is left alone.
    """
    backups = path.parent / backup.FOLDER
    wanted = [(path.resolve(), 0o600), *((each, 0o600) for each in backup.find_dated(path))]
    if backups.is_dir() and not backups.is_symlink():
        wanted.append((backups, 0o700))
    if _holds_nothing_else(path):
        wanted.append((path.parent, 0o700))
    return [(each, mode) for each, mode in wanted if each.stat().st_mode & _OTHERS]


def _holds_nothing_else(path: Path) -> bool:
    return all(
        each.name.startswith((path.name, ".netlog-")) or each.name == backup.FOLDER
        for each in _entries(path.parent)
    )


def close(path: Path) -> None:
    """Take from others what `find_open` finds. What is not ours to change stays as it is."""
    for each, mode in find_open(path):
        with contextlib.suppress(OSError):
            each.chmod(mode)


def find_leftovers(path: Path) -> list[Path]:
    """What a killed netlog left, and the copies that were made before a migration."""
    beside = (
        each
        for each in _entries(path.parent)
        if each.name.startswith((".netlog-", f"{path.name}.format-"))
    )
    parts = (each for each in _entries(path.parent / backup.FOLDER) if each.suffix == ".part")
    return sorted(each for each in (*beside, *parts) if each.is_file())


def _entries(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return list(folder.iterdir())
    return []
