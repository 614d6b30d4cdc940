"""Measure netlog against its budget for speed and memory: `python tests/bench`.

Run it from the project's root, where netlog's packages are installed and nothing else keeps the
machine busy. A ratio is that of two programs that run in turn, A B A B, each a whole process: the
median of the ratios of neighbours, and in brackets the least and the greatest. netlog runs as
`python -m netlog`. The large journal takes minutes to build; `--keep DIR` keeps it for next time.
The exit code is 1 if anything is over its budget.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import NamedTuple

from content import people
from journals import Bench, Size, say
from process import Run


class Group(NamedTuple):
    """Rows of one budget: so many times the other program's time, or so many MiB."""

    what: str
    budget: float


COMPLETION = Group("completion of a name, `--version`", 1.2)
READING = Group("reading command to a pipe or `--json`", 1.3)
HELP = Group("`--help`", 1.8)
TERMINAL = Group("reading command on a terminal", 1.25)
WRITING = Group("writing command", 1.35)
LONG = Group("everybody, with a long log against a short one", 1.5)
LARGE = Group("one person, in a large journal against one of one", 1.5)
NETWORK = Group("all ties at once, against `rank`, 100,000 touchpoints", 3)
BULK = Group("bulk import against bare `sqlite3`", 2.5)
MEMORY = Group("memory with the large journal, MiB", 200)

READ_FLOOR = ("-c", "import typer, sqlite3")
TERMINAL_FLOOR = ("-c", "import typer, sqlite3, rich.table")
WRITE_FLOOR = ("-c", "import typer, sqlmodel")

Command = tuple[str, ...]

WHO = next(people(1)).name
RANK: Command = ("rank",)
SHOW: Command = ("show", WHO)
WHY: Command = ("why", WHO)
LOG: Command = ("log", f"Lunch with {WHO} about the platform role #hiring")
ABOUT_ALL: tuple[Command, ...] = (RANK, ("due", "--json"), ("digest", "--always"))
RETOLD: tuple[Command, ...] = (("match",), ("health",), ("trend",), ("stars",))
READ: tuple[Command, ...] = (
    ("today",),
    ("due", "--limit", "20"),
    ("waiting", "--limit", "20"),
    RANK,
    ("list",),
    SHOW,
    WHY,
    # A screenful: what each further line costs is no matter of starting.
    ("find", "platform", "--limit", "20"),
    ("timeline", "--limit", "20"),
    ("history",),
)
WRITE: tuple[Command, ...] = (
    LOG,
    ("hi", "Nova Quill", "talked about typing", "--org", "Acme"),
    ("add", "Nova Quill"),
    ("note", WHO, "has two daughters"),
    ("gave", WHO, "an introduction to Northwind"),
    ("thank", WHO),
    ("todo", WHO, "send the book", "--by", "friday"),
    ("edit", WHO, "--city", "Berlin"),
    ("tag", WHO, "mentor"),
    ("rm", "p1", "--yes"),
    ("undo",),
)
COMPLETE = {
    "_NETLOG_COMPLETE": "complete_fish",
    "_TYPER_COMPLETE_ARGS": f"netlog why {WHO[:3].lower()}",
    "_TYPER_COMPLETE_FISH_ACTION": "get-args",
}

Program = Callable[[], Run]


class Row(NamedTuple):
    """What was measured, run by run."""

    group: Group
    what: str
    figures: list[float]

    @property
    def figure(self) -> float:
        return median(self.figures)

    def line(self, title: str) -> str:
        digits = 0 if self.group is MEMORY else 2
        low, high = min(self.figures), max(self.figures)
        verdict = "over" if self.figure > self.group.budget else "ok"
        return (
            f"| {title} | {self.figure:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"
            f" | ≤ {self.group.budget:g} | {verdict} |"
        )


class Pair(NamedTuple):
    """A program, and the one that it is measured against."""

    group: Group
    what: str
    base: Program
    program: Program


def main() -> int:
    parser = argparse.ArgumentParser(prog="python tests/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small journals and three runs")
    parser.add_argument("--runs", type=int, metavar="N", help="of each program; usually 15")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the journals, or use them")
    options = parser.parse_args()
    runs = options.runs or (3 if options.quick else 15)
    share = 50 if options.quick else 1
    with tempfile.TemporaryDirectory(prefix="netlog-bench-") as scratch:
        bench = Bench(options.keep or Path(scratch, "journals"), Path(scratch))
        long = bench.journal(Size(10_000 // share, 1_000_000 // share))
        short = bench.journal(Size(10_000 // share, 10_000 // share))
        rows = [compare(pair, runs) for pair in (*starting(bench), *growing(bench, short, long))]
        known = bench.journal(Size(10_000 // share, 100_000 // share, 100_000 // share))
        rows += [compare(pair, runs) for pair in connecting(bench, known)]
        rows += bulk(bench, Size(5_000, 50_000), 50_000, max(3, runs // 3))
        rows += memory(bench, long, 50_000)
    report(rows)
    return int(any(row.figure > row.group.budget for row in rows))


def starting(bench: Bench) -> Iterator[Pair]:
    """What netlog costs beyond its packages, on a journal of the usual size."""
    journal = bench.journal(Size(40, 600))
    floor = partial(bench.run, *READ_FLOOR)
    netlog = partial(bench.netlog, journal)
    yield Pair(COMPLETION, "completion", floor, partial(netlog, **COMPLETE))
    yield Pair(COMPLETION, "--version", floor, partial(netlog, "--version"))
    for command in READ:
        yield Pair(READING, command[0], floor, partial(netlog, *command))
        yield Pair(READING, f"{command[0]} --json", floor, partial(netlog, *command, "--json"))
    yield Pair(HELP, "--help", floor, partial(netlog, "--help"))
    for command in READ:
        yield Pair(
            TERMINAL,
            command[0],
            partial(bench.run, *TERMINAL_FLOOR, terminal=True),
            partial(netlog, *command, terminal=True),
        )
    for command in WRITE:
        writing = partial(bench.write, journal, *command)
        yield Pair(WRITING, command[0], partial(bench.run, *WRITE_FLOOR), writing)


def growing(bench: Bench, short: Path, long: Path) -> Iterator[Pair]:
    """What the size of a journal costs."""
    alone = bench.journal(Size(1, 1))
    for command in ABOUT_ALL:
        yield Pair(
            LONG, command[0],
            partial(bench.netlog, short, *command), partial(bench.netlog, long, *command),
        )  # fmt: skip
    for command, use in ((SHOW, bench.netlog), (WHY, bench.netlog), (LOG, bench.write)):
        yield Pair(LARGE, command[0], partial(use, alone, *command), partial(use, long, *command))


def connecting(bench: Bench, known: Path) -> Iterator[Pair]:
    """What it costs that everybody knows somebody, and to go through everybody's log."""
    alone = bench.journal(Size(1, 1))
    netlog = partial(bench.netlog, known)
    for command in (("path", WHO, "--json"), ("match", WHO, "--json"), SHOW):
        alone_too = partial(bench.netlog, alone, *command)
        yield Pair(LARGE, f"{command[0]}, all connected", alone_too, partial(netlog, *command))
    for command in RETOLD:
        yield Pair(NETWORK, command[0], partial(netlog, *RANK), partial(netlog, *command))


def bulk(bench: Bench, size: Size, cards: int, runs: int) -> Iterator[Row]:
    """The writer by itself, and a whole import: reading, matching and writing."""
    bench.check_same_rows(size)
    bare, netlog = (partial(bench.fill_new, program, size) for program in ("bare.py", "build.py"))
    yield compare(Pair(BULK, f"{size.touchpoints:,} touchpoints", bare, netlog), runs)
    bare, netlog = (
        partial(bench.fill_new, "bare.py", Size(cards, 0)),
        partial(bench.import_cards, cards),
    )
    yield compare(Pair(BULK, f"{cards:,} cards", bare, netlog), runs)


def memory(bench: Bench, journal: Path, cards: int) -> Iterator[Row]:
    for command in (RANK, ("digest", "--always"), SHOW, LOG, ("timeline", "--limit", "20")):
        use = bench.write if command is LOG else bench.netlog
        yield Row(MEMORY, command[0], [use(journal, *command).peak_mib for _ in range(3)])
    yield Row(MEMORY, f"{cards:,} cards", [bench.import_cards(cards).peak_mib])


def compare(pair: Pair, runs: int) -> Row:
    say(f"{pair.group.what}: {pair.what}")
    pair.base(), pair.program()  # what is read from the disk once is not counted
    ratios = []
    for _ in range(runs):
        base = pair.base().seconds
        ratios.append(pair.program().seconds / base)
    return Row(pair.group, pair.what, ratios)


def report(rows: Iterable[Row]) -> None:
    """The table of the design; where a group has several rows, the worst stands for them."""
    print("| What | Measured | Budget | |")
    print("|---|---|---|---|")
    for group, each in groupby(rows, key=lambda row: row.group):
        of_group = list(each)
        print(max(of_group, key=lambda row: row.figure).line(f"**{group.what}**"))
        for row in of_group:
            print(row.line(f"· {row.what}"))


if __name__ == "__main__":
    raise SystemExit(main())
