"""What was written, echoed in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.daywords import ago
from netlog.views.records import contact_record, note_record, touchpoint_record
from netlog.views.review import with_arrows
from netlog.views.screen import Format, Screen, Span, show_page
from netlog.views.words import count

if TYPE_CHECKING:
    from datetime import date

    from netlog.core.model import Contact
    from netlog.journal.capture import Logged, Noted

UNDO = ("   netlog undo", "dim")


def logged(logged: Logged, format_: Format, today: date) -> None:
    """` p412  today, meal, depth 3: Priya Shah ↔   score 71.4 → 82.1   netlog undo`."""
    record = touchpoint_record(logged.touchpoint)
    show_page(format_, record, lambda screen: screen.line(*line(logged, today), UNDO, hang=2))


def line(logged: Logged, today: date, *more: Span) -> list[Span]:
    """What was written, in a line; `more` stands before the score."""
    touchpoint = logged.touchpoint
    what = [ago(touchpoint.on, today), touchpoint.channel.value]
    if touchpoint.depth:
        what.append(f"depth {touchpoint.depth}")
    if touchpoint.minutes:
        what.append(count(touchpoint.minutes, "minute"))
    if touchpoint.place:
        what.append(f"@{touchpoint.place}")
    what += [f"#{tag}" for tag in touchpoint.tags]
    if any(part.awaits_reply for part in touchpoint.people):
        what.append("awaits a reply")
    parts: list[Span] = [
        (f"p{touchpoint.id}", "bold"),
        f"  {', '.join(what)}: ",
        with_arrows(touchpoint),
    ]
    if logged.added:
        parts.append((f"   new: {', '.join(logged.added)}", "green"))
    if logged.owed:
        parts.append((f"   f{logged.owed.id}: {logged.owed.name} introduced you", "cyan"))
    parts += more
    if logged.after is not None:
        before = f"{logged.before:.1f} → " if logged.before is not None else ""
        parts.append(f"   score {before}{logged.after:.1f}")
    return parts


def added(contact: Contact, format_: Format) -> None:
    _echo(format_, contact_record(contact), f"c{contact.id}", f"added: {_described(contact)}")


def noted(noted: Noted, format_: Format, today: date) -> None:
    note = noted.note
    said = f"{ago(note.on, today)}, {noted.name}: {note.text}"
    _echo(format_, note_record(note, noted.name), f"n{note.id}", said)


def _echo(format_: Format, record: dict[str, object], label: str, text: str) -> None:
    def draw(screen: Screen) -> None:
        screen.line((label, "bold"), f"  {text}", UNDO, hang=2)

    show_page(format_, record, draw)


def _described(contact: Contact) -> str:
    circle = f"circle {contact.circle}" if contact.circle else "no circle"
    return ", ".join(filter(None, (contact.name, contact.org, contact.city, circle)))
