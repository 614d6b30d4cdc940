"""What an import did, and its progress."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

from netlog.views.screen import Format, Screen, screen, show_page
from netlog.views.words import count, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netlog.journal.mail import Imported

PROBLEMS = 10  # how many of them are told one by one


@contextlib.contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr while a file is read, where stderr is a terminal and the size is known."""
    if total is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(" {task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(safe(what), total=total)
        yield lambda done: bar.update(task, completed=done)


def imported(imported: Imported, format_: Format) -> None:
    """One line each for what was read, skipped and why, and written."""
    for problem in imported.problems[:PROBLEMS]:
        print(f"netlog: {safe(problem.place)}: {safe(problem.reason)}", file=sys.stderr)
    if (more := len(imported.problems) - PROBLEMS) > 0:
        print(f"        and {count(more, 'more problem')}", file=sys.stderr)
    for name in imported.namesakes:
        print(
            f"netlog: {safe(name)} bears your name; if that is you, take this back with netlog undo"
            "\n        and name that address too: --me",
            file=sys.stderr,
        )
    show_page(format_, _record(imported), lambda screen: _draw(screen, imported))


def _draw(screen: Screen, imported: Imported) -> None:
    would = "would be " if imported.dry_run else ""
    screen.line((f"{imported.read:>7,}", "bold"), f" {_plural(imported.read, 'message')} read")
    skipped = sum(number for _, number in imported.skipped)
    why = ", ".join(f"{number:,} {reason}" for reason, number in imported.skipped)
    screen.line((f"{skipped:>7,}", "bold"), f" skipped{f': {why}' if why else ''}", hang=8)
    if imported.problems:
        broken = len(imported.problems)
        screen.line((f"{broken:>7,}", "bold"), f" broken {_plural(broken, 'message')}, left out")
    written = imported.touchpoints
    screen.line((f"{written:>7,}", "bold"), f" {_plural(written, 'touchpoint')} {would}new")
    screen.line(
        (f"{imported.new:>7,}", "bold"),
        f" {_plural(imported.new, 'contact')} {would}new, {imported.matched:,} matched",
    )
    if imported.touchpoints and not imported.dry_run:
        screen.line(
            "        ", ("netlog rank shows how you stand · netlog undo takes it back", "dim")
        )


def _plural(number: int, thing: str) -> str:
    return thing if number == 1 else f"{thing}s"


def _record(imported: Imported) -> dict[str, Any]:
    return {
        "read": imported.read,
        "skipped": dict(imported.skipped),
        "touchpoints": imported.touchpoints,
        "contacts_new": imported.new,
        "contacts_matched": imported.matched,
        "problems": [
            {"place": problem.place, "reason": problem.reason} for problem in imported.problems
        ],
        "dry_run": imported.dry_run,
    }


def demo(path: str, today: str) -> None:
    """Where the invented journal is, and how to go on with it."""
    out = screen(Format.TERMINAL if sys.stdout.isatty() else Format.PLAIN)
    out.blank()
    out.line("This journal is invented. Look around in it with:", hang=0)
    out.line((f"netlog --db {path} --today {today} rank", "bold"))
