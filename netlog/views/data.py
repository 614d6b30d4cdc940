"""What an import did, and its progress."""

from __future__ import annotations

import contextlib
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from netlog.core.excerpt import joined_some, shorten
from netlog.views.keep import describe_changes
from netlog.views.screen import Format, Screen, screen, show_page
from netlog.views.words import count, plural, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netlog.core.model import Contact, Touchpoint
    from netlog.journal.imported import Imported
    from netlog.journal.vdir import Plan

MOST = 10  # problems, and doubts, that are told one by one
FEW = 3  # of those whom one person looks like


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


def columns(mapping: Mapping[str, Sequence[str]], left_out: Sequence[str]) -> None:
    """What the columns of a table are taken for, on stderr, before they are read."""
    _say("netlog: reading the columns as")
    for field, names in (*mapping.items(), *([("left out", left_out)] if left_out else ())):
        _say(f"        {field:<9} {', '.join(names)}", hang=18)


def imported(imported: Imported, format_: Format) -> None:
    """What could not be read or is doubtful, on stderr; then what was read, and what is new."""
    for problem in imported.problems[:MOST]:
        _say(f"netlog: {problem.place}: {problem.reason}")
    if (more := len(imported.problems) - MOST) > 0:
        _say(f"        and {count(more, 'problem')} more")
    for doubt in imported.doubts[:MOST]:
        alike = joined_some(list(map(_label, doubt.alike)), FEW)
        _say(f"netlog: {_label(doubt.contact)} looks like {alike}")
        if doubt.contact.id and doubt.alike[0].id:
            merge = f"netlog merge c{doubt.alike[0].id} c{doubt.contact.id}"
            _say(f"        if they are one: {merge}")
    if (more := len(imported.doubts) - MOST) > 0:
        _say(f"        and {more:,} more: netlog dupes lists them")
    for name in imported.namesakes:
        _say(f"netlog: {name} bears your name; if that is you, take this back with netlog undo")
        _say("        and name that address too: --me")
    show_page(format_, _record(imported), lambda screen: _draw(screen, imported))


def _say(text: str, hang: int = 8) -> None:
    """A line on stderr; on a terminal it is broken between words."""
    width = shutil.get_terminal_size().columns - 1 if sys.stderr.isatty() else sys.maxsize
    indent = " " * hang
    print(
        textwrap.fill(safe(text), width, subsequent_indent=indent, break_on_hyphens=False),
        file=sys.stderr,
    )


def _label(contact: Contact) -> str:
    """A person told apart from namesakes, by the id too, which one has who is in the journal."""
    known = ", ".join(filter(None, (f"c{contact.id}" if contact.id else "", contact.org)))
    return f"{contact.name} ({known})" if known else contact.name


def _draw(screen: Screen, imported: Imported) -> None:
    _tell(screen, imported.read, f"{plural(imported.read, imported.unit)} read")
    if skipped := sum(number for _, number in imported.skipped):
        why = ", ".join(f"{number:,} {reason}" for reason, number in imported.skipped)
        _tell(screen, skipped, f"skipped: {why}")
    if imported.problems:
        _tell(screen, len(imported.problems), plural(len(imported.problems), "problem"))
    _draw_people(screen, imported)
    others = (("touchpoint", imported.touchpoints), *imported.others)
    for thing, number in others:
        if number:
            _tell(screen, number, f"{plural(number, thing)} {_new(imported)}")
        if thing == "touchpoint" and imported.dry_run:
            _draw_log(screen, imported.log)
    if not imported.is_news:
        screen.line("        ", ("nothing new", "dim"))
    elif not imported.dry_run:
        hint = "netlog rank shows how you stand · netlog undo takes it back"
        screen.line("        ", (hint, "dim"), hang=8)


def _draw_people(screen: Screen, imported: Imported) -> None:
    if imported.new:
        _tell(screen, imported.new, f"{plural(imported.new, 'contact')} {_new(imported)}")
    for contact in imported.people if imported.dry_run else ():
        known = filter(None, (contact.name, contact.title, contact.org, contact.city))
        screen.line("        ", ", ".join(known), hang=10)
    if imported.matched:
        would = "would be " if imported.dry_run else ""
        filled = f", {imported.changed:,} {would}filled in" if imported.changed else ""
        _tell(screen, imported.matched, f"{plural(imported.matched, 'contact')} matched{filled}")
    for before, after in imported.filled if imported.dry_run else ():
        if changes := describe_changes(before, after):
            screen.line("        ", f"{before.name}: {changes}", hang=10)


def _draw_log(screen: Screen, touchpoints: Iterable[Touchpoint]) -> None:
    for touchpoint in touchpoints:
        people = ", ".join(part.name for part in touchpoint.people)
        screen.line(
            "        ", (f"{touchpoint.on} ", "dim"), f"{touchpoint.channel} with {people}",
            f": {shorten(touchpoint.note)}" if touchpoint.note else "", hang=10,
        )  # fmt: skip


def _new(imported: Imported) -> str:
    return "would be new" if imported.dry_run else "new"


def _tell(screen: Screen, number: int, text: str) -> None:
    screen.line((f"{number:>7,}", "bold"), f" {text}", hang=8)


def _record(imported: Imported) -> dict[str, Any]:
    return {
        "read": imported.read,
        "skipped": dict(imported.skipped),
        "touchpoints": imported.touchpoints,
        "contacts_new": imported.new,
        "contacts_matched": imported.matched,
        "contacts_changed": imported.changed,
        "others": {thing.replace("-", "_"): number for thing, number in imported.others},
        "doubts": [
            {
                "id": doubt.contact.id or None,
                "name": doubt.contact.name,
                "alike": [other.id or None for other in doubt.alike],
            }
            for doubt in imported.doubts
        ],
        "problems": [
            {"place": problem.place, "reason": problem.reason} for problem in imported.problems
        ],
        "dry_run": imported.dry_run,
    }


def exported(file: str, size: int, format_: Format) -> None:
    """Where an export went, and how many bytes it has."""
    show_page(
        format_,
        {"file": file, "bytes": size},
        lambda screen: screen.line((file, "bold"), f" written, {size:,} bytes", hang=1),
    )


def raw(pieces: Iterable[str]) -> None:
    """An export on a terminal, where nothing of it may act."""
    for piece in pieces:
        lines = piece.replace("\r\n", "\n").split("\n")
        sys.stdout.write("\n".join(map(safe, lines)))


def folder(plan: Plan, format_: Format, *, dry_run: bool) -> None:
    """What was done in a folder of cards, or would be."""
    would = "would be " if dry_run else ""
    numbers = (
        (len(plan.new), f"{plural(len(plan.new), 'card')} {would}new"),
        (len(plan.changed), f"{would}written anew"),
        (plan.same, "as they were"),
        (len(plan.removed), f"{would}removed"),
    )

    def draw(screen: Screen) -> None:
        screen.line((str(plan.folder), "bold"))
        for number, text in [each for each in numbers if each[0]] or numbers[:1]:
            _tell(screen, number, text)
        if plan.left:
            _tell(screen, plan.left, "of people who are not among these: --prune removes them")

    record = {
        "folder": str(plan.folder),
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": plan.same,
        "removed": len(plan.removed),
        "left": plan.left,
        "dry_run": dry_run,
    }
    show_page(format_, record, draw)


def demo(path: str, today: str) -> None:
    """Where the invented journal is, and how to go on with it."""
    out = screen(Format.TERMINAL if sys.stdout.isatty() else Format.PLAIN)
    out.blank()
    out.line("This journal is invented. Look around in it with:", hang=0)
    out.line((f"netlog --db {path} --today {today} rank", "bold"))
