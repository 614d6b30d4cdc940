"""The components of an iCalendar file, one at a time, cut out as text for the icalendar package.

That package reads a file as a whole and gives up a file that breaks off; here a pipe is read as it
comes, neither the number of components nor the length of a line takes memory, and what is wrong
with one component stays with it. Lines that are not wanted are not kept: icalendar takes 0.1 ms for
each. Source: RFC 5545.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.core.model import Problem
from netlog.errors import BadInput
from netlog.formats import foreign
from netlog.formats.contentlines import decode_text, open_lines, unfold

if TYPE_CHECKING:
    from collections.abc import Iterator


class Part(NamedTuple):
    """A component: its kind as in `VEVENT`, its place as in `event 5, line 90`, the METHOD of its
    calendar, and the wanted lines within it, unfolded.
    """

    kind: str
    place: str
    method: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The component as icalendar takes it."""
        lines = map(_mend, self.lines)
        return "\r\n".join([f"BEGIN:{self.kind}", *lines, f"END:{self.kind}", ""])


def read_parts(stream: BinaryIO) -> Iterator[Part | Problem]:
    """The events, tasks, notes and time zones of one or more calendars, or of a bare component.

    A component that is cut short is a Problem. An empty file is an empty calendar; raises BadInput
    for one that is something else.
    """
    first, lines = open_lines(stream)
    if first and not re.match(r"(?:ï»¿)?\s*BEGIN[ \t]*:[ \t]*V(?!CARD)", first, re.IGNORECASE):
        raise foreign.explain(first.encode("latin-1"), "calendar") or BadInput(
            "this is not a calendar",
            "a calendar file begins with BEGIN:VCALENDAR; export yours as iCalendar (.ics)",
        )
    open_: _Gathering | None = None
    method = ""
    counts: Counter[str] = Counter()
    for number, name, line in unfold(lines, _WANTED):
        text = decode_text(line[:_LONGEST])
        kind = text.partition(":")[2].strip().upper()
        if name == "BEGIN" and (kind in _KINDS or kind == "VCALENDAR"):
            if open_:
                yield open_.cut()
            open_ = None
            if kind == "VCALENDAR":
                method = ""
            else:
                counts[kind] += 1
                place = f"{_KINDS[kind]} {counts[kind]}, line {number}"
                open_ = _Gathering(kind, place, method)
        elif open_ and name == "END" and kind in (open_.kind, "VCALENDAR"):
            yield open_.finish() if kind == open_.kind else open_.cut()
            open_ = None
        elif open_:
            open_.take(text)
        elif name == "METHOD":
            method = kind
    if open_:
        yield open_.cut()


_KINDS = {"VEVENT": "event", "VTODO": "task", "VJOURNAL": "note", "VTIMEZONE": "time zone"}
# What says where people met online, in the calendars of Google, Microsoft and others.
LINKS = (
    "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-GOOGLE-HANGOUT", "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "X-ZOOM-MEETING-URL", "X-WEBEX-MEETING",
)  # fmt: skip
_WANTED = {
    "BEGIN", "END", "METHOD", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "UID", "SEQUENCE", "DTSTART",
    "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "SUMMARY",
    "LOCATION", "DESCRIPTION", "URL", "ORGANIZER", "ATTENDEE", "X-MICROSOFT-CDO-ALLDAYEVENT",
    *LINKS,
}  # fmt: skip

# What is kept of one line, of one property, and of one component: far more than people write.
_LONGEST = 64 * 1024
_LARGEST = 1024 * 1024


@dataclass(slots=True)
class _Gathering:
    """A component while it is read."""

    kind: str
    place: str
    method: str
    lines: list[str] = field(default_factory=list)
    size: int = 0

    def take(self, line: str) -> None:
        self.size += len(line)
        if self.size <= _LARGEST:
            self.lines.append(line)

    def finish(self) -> Part | Problem:
        if self.size > _LARGEST:
            return Problem(self.place, "it is larger than a megabyte")
        return Part(self.kind, self.place, self.method, tuple(self.lines))

    def cut(self) -> Problem:
        return Problem(self.place, f"it is cut short: END:{self.kind} is missing")


_PEOPLE = ("ATTENDEE", "ORGANIZER")
_BARE_ZONE = re.compile(r';TZID=([^";]*:[^";]*)(?=:[^:]*$)', re.IGNORECASE)
_NAME = re.compile(r';CN=(?!"[^"]*"[;:])(.*?)(?=;[A-Z-]+=|:mailto:|:[^:]*$)', re.IGNORECASE)


def _mend(line: str) -> str:
    """A line as the standard has it, where programs that are in use write something else."""
    line = line.translate(_CONTROLS)
    head = line.partition(":")[0]
    if ";;" in head:
        line = re.sub(";;+", ";", line, count=1)
    if "TZID" in head.upper():
        # Exchange leaves names bare that hold a colon, such as tzone://Microsoft/Utc.
        line = _BARE_ZONE.sub(r';TZID="\1"', line)
    if '"' in line and line.upper().startswith(_PEOPLE):
        line = _NAME.sub(_quote, line)
    return line


def _quote(name: re.Match[str]) -> str:
    r"""A name as RFC 6868 has it, that was written like `Ana "Z" Li` or `"Ana \"Z\" Li"`."""
    bare = name[1].replace('\\"', '"')
    if bare.startswith('"'):
        bare = bare[1:].removesuffix('"')
    return ';CN="' + bare.replace('"', "^'") + '"'


_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")
