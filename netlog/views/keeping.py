"""Backups, what was put back, what was found wrong, and where everything is."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Any

from netlog.core import daywords
from netlog.core.excerpt import joined
from netlog.views.screen import Format, Screen, show_list, show_page, talking
from netlog.views.words import NOTHING, count, safe

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from netlog.journal.keeping import BackedUp, Examined, Info, Restoring
    from netlog.store.backup import Summary
    from netlog.store.checks import Finding

FINDING_FIELDS = ("check", "state", "text", "mend")

# What people call the rows of a table, where it is worth a word.
_WORDS = {
    "touchpoint": "touchpoint",
    "note": "note",
    "favour": "favour",
    "follow_up": "follow-up",
    "introduction": "introduction",
    "interest": "interest",
    "vouch": "vouch",
    "acquaintance": "acquaintance",
}


def backed_up(done: BackedUp, format_: Format, today: date) -> None:
    """Where the backup is, and what is in it."""
    written = done.written
    if written.orphans:
        print(
            f"netlog: {count(written.orphans, 'row')} of the journal, and so of the backup, belong"
            " to something that is gone\n        netlog doctor says which",
            file=sys.stderr,
        )
    record = {
        "file": str(written.path),
        "bytes": written.size,
        **_summary(written.summary),
        "removed": [str(each) for each in done.removed],
    }

    def draw(screen: Screen) -> None:
        screen.line(("backed up", "bold"), f"  {_described(written.summary, today)}", hang=11)
        screen.line("to  ", (str(written.path), "bold"), f"  ({_size(written.size)})", hang=4)
        if done.removed:
            screen.line((f"{count(len(done.removed), 'older backup')} removed", "dim"))

    show_page(format_, record, draw)


def ask(restoring: Restoring, today: date) -> None:
    """What would be put back, before a question."""
    with talking() as screen:
        _draw_restored(screen, restoring, "would restore ", today)


def restored(
    restoring: Restoring, kept: Path | None, format_: Format, today: date, *, planned: bool = False
) -> None:
    """What was put back, or would be, in the place of what, and where that is kept."""
    incoming = restoring.incoming
    if incoming.orphans:
        print(
            f"netlog: {count(incoming.orphans, 'row')} of {safe(str(restoring.file))} belong to"
            " something that is gone\n        netlog doctor says which, once it is back",
            file=sys.stderr,
        )
    record = {
        "file": str(restoring.file),
        "journal": str(restoring.journal),
        **_summary(incoming.summary),
        "format": incoming.format,
        "replaced": _summary(restoring.present) if restoring.present else None,
        "kept": str(kept) if kept else None,
        "dry_run": planned,
    }

    def draw(screen: Screen) -> None:
        _draw_restored(screen, restoring, "would restore " if planned else "restored ", today)
        if kept and restoring.damage:
            screen.line(f"which is kept as {kept}", hang=4)
        elif kept:
            screen.line("which is kept; to take this back:", hang=4)
            screen.line((f"netlog restore {shlex.quote(str(kept))}", "dim"), hang=4)

    show_page(format_, record, draw)


def _draw_restored(screen: Screen, restoring: Restoring, start: str, today: date) -> None:
    screen.line((start, "bold"), f" {_described(restoring.incoming.summary, today)}", hang=4)
    screen.line(f"from  {restoring.file}", hang=4)
    screen.line(f"in the place of {_there(restoring, today)}", hang=4)


def _there(restoring: Restoring, today: date) -> str:
    if restoring.present:
        return f"{restoring.journal} ({_described(restoring.present, today)})"
    if restoring.damage:
        return f"{restoring.journal} (which is damaged)"
    return f"{restoring.journal} (where there is none yet)"


def _described(summary: Summary, today: date) -> str:
    """`41 people and 412 touchpoints, the last yesterday`."""
    text = f"{count(summary.people, 'person')} and {count(summary.touchpoints, 'touchpoint')}"
    if summary.last_on:
        text += f", the last {daywords.ago(summary.last_on, today)}"
    return text


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "people": summary.people,
        "touchpoints": summary.touchpoints,
        "first_on": summary.first_on.isoformat() if summary.first_on else None,
        "last_on": summary.last_on.isoformat() if summary.last_on else None,
    }


def examined(examined: Examined, format_: Format) -> None:
    """A line for each part of the journal: well, or what is wrong and what mends it."""
    if examined.kept:
        print(
            f"netlog: backed up to {safe(str(examined.kept))} before anything was mended",
            file=sys.stderr,
        )
    records = [finding._asdict() for finding in examined.findings]
    show_list(format_, FINDING_FIELDS, records, lambda screen: _draw_findings(screen, examined))


def _draw_findings(screen: Screen, examined: Examined) -> None:
    for finding in examined.findings:
        screen.fact(finding.check, *_found(finding), lead=[_glyph(finding)])
        if finding.mend:
            screen.fact("", (finding.mend, "bold"), lead=["  "])
    screen.blank()
    if all(finding.is_well for finding in examined.findings):
        screen.line("All is well.")
    elif any(finding.can_be_mended for finding in examined.findings):
        screen.line(("--fix makes a backup first, and loses nothing", "dim"))


def _glyph(finding: Finding) -> tuple[str, str]:
    return ("✓ ", "green") if finding.is_well else ("✗ ", "red")


def _found(finding: Finding) -> list[str | tuple[str, str]]:
    mended: list[str | tuple[str, str]] = (
        [("mended: ", "bold")] if finding.state == "mended" else []
    )
    return [*mended, finding.text]


def info(info: Info, format_: Format) -> None:
    summary = info.summary
    record = {
        "journal": str(info.journal),
        "config": str(info.config),
        "bytes": info.size,
        "format": summary.format if summary else None,
        "counts": dict(summary.counts) if summary else {},
        **(_summary(summary) if summary else dict.fromkeys(_EMPTY)),
        "backups": len(info.backups),
        "last_backup": str(info.backups[-1]) if info.backups else None,
        "versions": info.versions,
    }
    show_page(format_, record, lambda screen: _draw_info(screen, info))


_EMPTY = ("people", "touchpoints", "first_on", "last_on")


def _draw_info(screen: Screen, info: Info) -> None:
    summary = info.summary
    screen.fact("Journal", str(info.journal))
    if info.size is not None:
        version = f", format {summary.format}" if summary else ""
        screen.fact("", f"{_size(info.size)}{version}")
    if summary:
        screen.fact("Holds", count(summary.people, "person"), *_rest(summary))
    if summary and summary.first_on and summary.last_on:
        first, last = map(daywords.long_day, (summary.first_on, summary.last_on))
        screen.fact("From", f"{first} to {last}")
    screen.fact("Backups", f"{len(info.backups):,}" if info.backups else NOTHING)
    if info.backups:
        screen.fact("The last", str(info.backups[-1]))
    there = "" if info.has_config else " (not there: everything has its default)"
    screen.fact("Configuration", str(info.config), there)
    own, packages = list(info.versions.items())[:3], list(info.versions.items())[3:]
    screen.fact("Versions", ", ".join(f"{name} {number}" for name, number in own))
    if packages:
        screen.fact("", ", ".join(f"{name} {number}" for name, number in packages))


def _rest(summary: Summary) -> list[str]:
    things = [
        count(number, word)
        for table, word in _WORDS.items()
        if (number := summary.counts.get(table, 0))
    ]
    return [f", {joined(things)}"] if things else []


def _size(size: int) -> str:
    """`412 bytes`, `412 kB`, `1.2 MB`."""
    if size < 1_000:
        return count(size, "byte")
    if size < 1_000_000:
        return f"{size / 1_000:.0f} kB"
    return f"{size / 1_000_000:,.1f} MB"
