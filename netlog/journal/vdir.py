"""A folder of vCards, one file for each person, as vdirsyncer and khard keep them.

Only what differs is written, so that a program that looks at the folder sees what changed. A card
of somebody who is not among them is left alone; with `prune` it goes if netlog wrote it.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from netlog.errors import BadInput
from netlog.journal import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from netlog.journal.exporting import Card

_OURS = b"PRODID:-//netlog//netlog//EN\r\n"


class Plan(NamedTuple):
    """What is to be done in a folder: whole contents for files that are new or say something else,
    those to remove, and how many are as they should be. Of the changed ones `foreign` were another
    program's; `left` are those that netlog wrote there once, of people who are not among these.
    """

    folder: Path
    new: dict[Path, bytes]
    changed: dict[Path, bytes]
    removed: tuple[Path, ...]
    same: int
    foreign: int
    left: int


def plan(folder: Path, cards: Iterable[Card], *, prune: bool = False) -> Plan:
    """Compare a folder, which need not be there yet, with the cards it is to hold; `prune` removes
    those of netlog's that are none of them. Raises BadInput for one that cannot be read.
    """
    wanted = {folder / _name_file(card.uid): card.text.encode() for card in cards}
    try:
        paths = sorted(folder.iterdir()) if folder.exists() else []
        here = {
            path: path.read_bytes() for path in paths if path.suffix == ".vcf" and path.is_file()
        }
    except OSError as error:
        raise _refused(folder, "read", error) from error
    changed = {path: text for path, text in wanted.items() if here.get(path, text) != text}
    gone = sorted(path for path in here.keys() - wanted.keys() if _is_ours(here[path]))
    return Plan(
        folder,
        new={path: text for path, text in wanted.items() if path not in here},
        changed=changed,
        removed=tuple(gone) if prune else (),
        same=sum(here.get(path) == text for path, text in wanted.items()),
        foreign=sum(not _is_ours(here[path]) for path in changed),
        left=0 if prune else len(gone),
    )


def carry_out(plan: Plan) -> None:
    """Write and remove what is planned, each file in one step. Raises BadInput.

    Nothing waits for the disk, which takes minutes with thousands of files: what a power cut undoes
    is written again by the next export.
    """
    try:
        plan.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, content in (plan.new | plan.changed).items():
            files.replace(path, content, sync=False)
        for path in plan.removed:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(plan.folder, "written", error) from error


def _name_file(uid: str) -> str:
    """The uid, where it can be the name of a file on any system; else what stands for it."""
    if re.fullmatch(r"[A-Za-z0-9_@][A-Za-z0-9_@.+-]{0,100}", uid):
        return f"{uid}.vcf"
    return f"{hashlib.sha256(uid.encode()).hexdigest()[:32]}.vcf"


def _is_ours(content: bytes) -> bool:
    return _OURS in content[:200]


def _refused(folder: Path, done: str, error: OSError) -> BadInput:
    reason = (error.strerror or str(error)).lower()
    return BadInput(
        f"{error.filename or folder} cannot be {done}: {reason}",
        "check the path and its permissions",
    )
