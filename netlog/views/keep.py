"""What was corrected, removed and taken back, and the history."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from netlog.core.excerpt import joined
from netlog.core.introductions import Introduction
from netlog.core.model import Contact, Favour, FollowUp, Note, Touchpoint
from netlog.views.capture import UNDO
from netlog.views.followups import about
from netlog.views.records import (
    contact_record,
    favour_record,
    follow_up_record,
    introduction_record,
    note_record,
    operation_record,
    touchpoint_record,
)
from netlog.views.screen import Format, Screen, show_list, show_page
from netlog.views.words import NOTHING, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netlog.journal.removal import Removal
    from netlog.journal.things import Edited, Thing
    from netlog.store.log import Operation

_LETTERS = {
    Contact: "c", Touchpoint: "p", Note: "n", Favour: "f", FollowUp: "t", Introduction: "i",
}  # fmt: skip

HISTORY_FIELDS = ("id", "at", "command", "changed", "undoable")


def edited(edited: Edited, format_: Format) -> None:
    """The fields that changed, each with what it was: `c12  Sam Keller: city Rome → Berlin`."""
    name = edited.name
    changes = describe_changes(edited.before, edited.after, name)

    def draw(screen: Screen) -> None:
        if changes:
            screen.line((label(edited.after), "bold"), f"  {name}: {changes}", UNDO, hang=2)
        else:
            screen.line((label(edited.after), "bold"), f"  {name}: nothing changed")

    show_page(format_, _record(edited.after, name), draw)


def describe_changes(before: Thing, after: Thing, name: str = "") -> str:
    """The fields in which a record differs, each with what it was; empty if none that is shown."""
    old, new = _record(before, name), _record(after, name)
    return "; ".join(
        f"{field.replace('_', ' ')} {_changed(field, old, new)}"
        for field in new
        if old[field] != new[field]
    )


def _changed(field: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    before, after = old[field], new[field]
    if isinstance(before, list) and before and after[: len(before)] == before:
        return f"+ {_shown(field, {field: after[len(before) :]})}"
    return f"{_shown(field, old)} → {_shown(field, new)}"


def removed(removal: Removal, format_: Format, *, planned: bool = False) -> None:
    """What went, or would go."""
    text = f"  {'would remove' if planned else 'removed'}: {describe(removal)}"

    def draw(screen: Screen) -> None:
        screen.line((label(removal.thing), "bold"), text, "" if planned else UNDO, hang=2)

    show_page(format_, _record(removal.thing, removal.name), draw)


def describe(removal: Removal) -> str:
    """What would go, in words: `Sam Keller, with 3 touchpoints and 1 note`."""
    return f"{_described(removal)}{_with_it(removal)}{_reopened(removal)}"


def _described(removal: Removal) -> str:
    match removal.thing:
        case Contact(name=name):
            return name
        case Touchpoint(on=on, note=text):
            return f"{on}, {removal.name}{f': {text}' if text else ''}"
        case Note(text=text):
            return f"a note about {removal.name}: {text}"
        case Favour(on=on, kind=kind, what=what):
            return f"{on}, {removal.name}, {kind}: {what}"
        case FollowUp(due_on=due_on):
            return f"{due_on}, {about(removal.thing)}"
        case Introduction(purpose=purpose):
            return f"the introduction of {removal.name}: {purpose}"


def _with_it(removal: Removal) -> str:
    """What goes along: `, with 3 touchpoints and 1 note`."""
    thing = removal.thing
    if isinstance(thing, Contact):
        goes = [
            count(number, word)
            for number, word in (
                (removal.touchpoints, "touchpoint"),
                (removal.notes, "note"),
                (len(removal.favours), "favour"),
                (removal.follow_ups, "follow-up"),
                (removal.introductions, "introduction"),
                (removal.interests, "interest"),
                (removal.vouches, "vouch"),
                (removal.acquaintances, "acquaintance"),
            )
            if number
        ]
    elif isinstance(thing, Favour) and removal.whole:
        goes = [f"its touchpoint p{thing.touchpoint_id}"]
    elif isinstance(thing, Introduction) and removal.whole:
        goes = [f"its touchpoint p{thing.touchpoint_id}"]
        goes += [f"the favour f{favour.id}" for favour in removal.favours]
        goes += ["that they know each other"] if removal.acquaintance else []
    else:
        goes = [f"the favour f{favour.id}" for favour in removal.favours]
    return f", with {joined(goes)}" if goes else ""


def _reopened(removal: Removal) -> str:
    if not removal.reopened:
        return ""
    those = [f"f{favour.id}" for favour in removal.reopened]
    return f"; {joined(those)} {'is' if len(those) == 1 else 'are'} open again"


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
    return f"{_LETTERS[type(thing)]}{thing.id}"


def _record(thing: Thing, name: str) -> dict[str, Any]:
    match thing:
        case Contact():
            return contact_record(thing)
        case Touchpoint():
            return touchpoint_record(thing)
        case Note():
            return note_record(thing, name)
        case Favour():
            return favour_record(thing)
        case FollowUp():
            return follow_up_record(thing)
        case Introduction():
            return introduction_record(thing)


def _shown(field: str, record: dict[str, Any]) -> str:
    value = record[field]
    if value in (None, "", [], False):
        return NOTHING
    if field in {"introduced_by", "contact_id"}:
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
