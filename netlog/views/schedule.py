"""The digest on a schedule: what cron or systemd is given, and what cron has."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from netlog.views.screen import Format, Screen, screen, show_page

if TYPE_CHECKING:
    from netlog.journal.schedule import Status

REMOVE = "   netlog cron --remove takes it out"
INSTALL = "netlog cron --install --at 07:30"


def text(text: str) -> None:
    """A crontab line, or the units of systemd: as they are, for a file. Paths in them hold nothing
    that could act on a terminal.
    """
    print(text)


def installed(line: str, format_: Format, *, new: bool) -> None:
    out = screen(format_)
    out.line(("installed" if new else "installed already", "bold"), (REMOVE, "dim"))
    out.line(line)


def removed(line: str | None, format_: Format) -> None:
    out = screen(format_)
    if line is None:
        out.line("Nothing to remove: your crontab has no line of netlog's.")
    else:
        out.line(("removed", "bold"), (f"   {INSTALL} puts it back", "dim"))
        out.line(line)


def status(status: Status, format_: Format) -> None:
    show_page(format_, _record(status), lambda screen: _draw(screen, status))


def _draw(screen: Screen, status: Status) -> None:
    if status.line is None:
        screen.line(("not installed", "bold"), (f"   {INSTALL} puts it in", "dim"))
        return
    job = status.job
    when = f"installed, every day at {job.at:%H:%M}" if job else "installed"
    mailed = f", mailed to {job.mail}" if job and job.mail else ""
    screen.line((when, "bold"), mailed, ("" if status.problems else REMOVE, "dim"))
    screen.line(status.line)
    for problem in status.problems:
        screen.line(("!", "yellow"), f" {problem}", hang=2)
    if status.problems:
        screen.line("  ", (_again(status), "bold"), " puts that right")


def _again(status: Status) -> str:
    """The command that writes the line as it would be now, at its time and to its address."""
    if status.job is None:
        return INSTALL
    mail = f" --mail {shlex.quote(status.job.mail)}" if status.job.mail else ""
    return f"netlog cron --install --at {status.job.at:%H:%M}{mail}"


def _record(status: Status) -> dict[str, Any]:
    job = status.job
    return {
        "installed": status.line is not None,
        "at": f"{job.at:%H:%M}" if job else None,
        "mail": job.mail or None if job else None,
        "line": status.line,
        "matches": status.line is not None and not status.problems,
        "problems": list(status.problems),
    }
