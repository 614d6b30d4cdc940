"""What was corrected, removed and taken back, and the history."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from netlog.core.model import Contact, Note, Touchpoint
from netlog.views.capture import UNDO
from netlog.views.records import (
    contact_record,
    note_record,
    operation_record,
    touchpoint_record,
)
from netlog.views.screen import Format, Screen, show_list, show_page
from netlog.views.words import NOTHING, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netlog.journal.keep import Edited, Removal, Thing
    from netlog.store.log import Operation

HISTORY_FIELDS = ("id", "at", "command", "changed", "undoable")


def edited(edited: Edited, format_: Format) -> None:
    """The fields that changed, each with what it was: `c12  Sam Keller: city Rome → Berlin`."""
    name = edited.name
    before, after = _record(edited.before, name), _record(edited.after, name)
    changes = [
        f"{field.replace('_', ' ')} {_shown(field, before)} → {_shown(field, after)}"
        for field in after
        if before[field] != after[field]
    ]

    def draw(screen: Screen) -> None:
        if changes:
            text = "; ".join(changes)
            screen.line((label(edited.after), "bold"), f"  {name}: {text}", UNDO, hang=2)
        else:
            screen.line((label(edited.after), "bold"), f"  {name}: nothing changed")

    show_page(format_, after, draw)


def removed(removal: Removal, format_: Format, *, planned: bool = False) -> None:
    """What went, or would go."""
    text = f"  {'would remove' if planned else 'removed'}: {describe(removal)}"

    def draw(screen: Screen) -> None:
        screen.line((label(removal.thing), "bold"), text, "" if planned else UNDO, hang=2)

    show_page(format_, _record(removal.thing, removal.name), draw)


def describe(removal: Removal) -> str:
    """What would go, in words: `Sam Keller, with 3 touchpoints and 1 note`."""
    if isinstance(removal.thing, Contact):
        parts = [
            count(number, thing)
            for number, thing in ((removal.touchpoints, "touchpoint"), (removal.notes, "note"))
            if number
        ]
        with_them = f", with {' and '.join(parts)}" if parts else ""
        return f"{removal.name}{with_them}"
    if isinstance(removal.thing, Touchpoint):
        text = removal.thing.note
        return f"{removal.thing.on}, {removal.name}{f': {text}' if text else ''}"
    return f"a note about {removal.name}: {removal.thing.text}"


def undone(operation: Operation, format_: Format, *, planned: bool = False) -> None:
    """What was taken back, or would be."""
    start = "would take back " if planned else "took back "

    def draw(screen: Screen) -> None:
        screen.line(start, (operation.command, "bold"), f"   ({operation.summary})", hang=2)

    show_page(format_, operation_record(operation), draw)


def history(operations: Sequence[Operation], format_: Format) -> None:
    def draw(screen: Screen) -> None:
        if not operations:
            screen.line("Nothing has been written yet.")
            return
        for each in operations:
            at = datetime.fromisoformat(each.at).astimezone()
            screen.line((f"{at:%Y-%m-%d %H:%M}  ", "dim"), each.command, hang=4)
            screen.line("    ", (each.summary, "cyan" if each.undoable else "dim"), hang=4)

    show_list(format_, HISTORY_FIELDS, map(operation_record, operations), draw)


def label(thing: Thing) -> str:
    """The id as a user types it."""
    letter = {Contact: "c", Touchpoint: "p", Note: "n"}[type(thing)]
    return f"{letter}{thing.id}"


def _record(thing: Thing, name: str) -> dict[str, Any]:
    if isinstance(thing, Contact):
        return contact_record(thing)
    if isinstance(thing, Touchpoint):
        return touchpoint_record(thing)
    return note_record(thing, name)


def _shown(field: str, record: dict[str, Any]) -> str:
    value = record[field]
    if value in (None, "", [], False):
        return NOTHING
    if field == "introduced_by":
        return f"c{value}"
    if isinstance(value, list):
        return ", ".join(map(_listed, value))
    return "yes" if value is True else str(value)


def _listed(value: Any) -> str:
    if isinstance(value, str):
        return value
    parts = (value.get("name") or value["value"], value.get("direction"), value.get("label"))
    waiting = " (awaits a reply)" if value.get("awaits_reply") else ""
    return f"{' '.join(filter(None, parts))}{waiting}"
