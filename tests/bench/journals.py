"""The journals that the bench needs, and netlog run on them."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import content
from process import ROOT, Run, run


class Size(NamedTuple):
    people: int
    touchpoints: int
    acquaintances: int = 0


class Bench:
    """A folder of journals, a scratch folder, and an environment without anything of the user's."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._scratch = scratch
        self._environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": str(ROOT),  # for the programs that lie beside this file
            "HOME": str(scratch),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "NETLOG_TODAY": "2026-11-20",
        }

    def run(self, *arguments: str, terminal: bool = False, **environment: str) -> Run:
        """Python, with these arguments."""
        return run([sys.executable, *arguments], self._environment | environment, terminal=terminal)

    def netlog(
        self, journal: Path, *arguments: str, terminal: bool = False, **environment: str
    ) -> Run:
        """A command on a journal, which it must not change."""
        done = self.run(
            "-m", "netlog", *arguments, terminal=terminal, NETLOG_DB=str(journal), **environment
        )
        if not done.output:
            raise SystemExit(f"bench: netlog {' '.join(arguments)} printed nothing")
        return done

    def write(self, journal: Path, *arguments: str) -> Run:
        """A command that writes, on a copy of a journal."""
        copy = self._scratch / "copy.db"
        with journal.open("rb") as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target, 2**20)
            target.flush()
            os.fsync(target.fileno())  # or the command would wait for it
        return self.netlog(copy, *arguments)

    def journal(self, size: Size) -> Path:
        """A journal of that size, built now if it is not there yet."""
        parts = zip(size, size._fields, strict=True)
        path = self._folder / f"{'-'.join(f'{count}-{what}' for count, what in parts)}.db"
        if not path.exists():
            say(f"building a journal of {size.people:,} people, {size.touchpoints:,} touchpoints")
            part = path.with_suffix(".part")
            self._fill("build.py", part, size)
            if size.acquaintances:
                self._run_beside("connect.py", part, size.acquaintances)
            self.netlog(part, "note", "c1", "likes mountains")  # a small change, to be undone
            part.rename(path)
        return path

    def fill_new(self, program: str, size: Size) -> Run:
        """A new journal in the scratch folder, by `bare.py` or `build.py`."""
        return self._fill(program, self._scratch / f"{program}.db", size)

    def import_cards(self, count: int) -> Run:
        """`netlog import vcard` of so many cards into a journal that is not there yet."""
        cards = self._scratch / f"{count}.vcf"
        if not cards.exists():
            cards.write_text("".join(content.cards(count)), encoding="utf-8", newline="")
        return self.netlog(_removed(self._scratch / "import.db"), "import", "vcard", str(cards))

    def check_same_rows(self, size: Size) -> None:
        """Raises SystemExit if the two programs do not write the same, ids and times aside."""
        for program in ("bare.py", "build.py"):
            self.fill_new(program, size)
        with closing(sqlite3.connect(self._scratch / "bare.py.db")) as connection:
            connection.execute("ATTACH ? AS other", (str(self._scratch / "build.py.db"),))
            for table, columns in (
                ("contact", "id, name, key, org, circle, intros, added_on"),
                ("contact_point", "contact_id, kind, value, normal, label"),
                ("touchpoint", "id, day, channel, note, depth, minutes, place, source"),
                ("participant", "touchpoint_id, contact_id, direction, awaits_reply"),
            ):
                one, other = (f"SELECT {columns} FROM {db}.{table}" for db in ("main", "other"))
                for rest in (f"{one} EXCEPT {other}", f"{other} EXCEPT {one}"):
                    if connection.execute(rest).fetchone():
                        raise SystemExit(f"bench: bare.py and build.py differ in {table}")

    def _fill(self, program: str, path: Path, size: Size) -> Run:
        return self._run_beside(program, _removed(path), size.people, size.touchpoints)

    def _run_beside(self, program: str, path: Path, *counts: int) -> Run:
        return self.run(str(Path(__file__).with_name(program)), str(path), *map(str, counts))


def _removed(path: Path) -> Path:
    for old in (path, path.with_name(f"{path.name}-journal")):
        old.unlink(missing_ok=True)
    return path


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)
