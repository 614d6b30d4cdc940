"""What the records of the journal say, as the values of rows."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from netlog.core import names
from netlog.store.tables import (
    AliasRow,
    ContactPointRow,
    ContactTagRow,
    ParticipantRow,
    TouchpointTagRow,
)

if TYPE_CHECKING:
    from netlog.core.model import Contact, FollowUp, Note, Touchpoint


def contact_values(contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "key": names.fold(contact.name),
        "org": contact.org,
        "title": contact.title,
        "city": contact.city,
        "birthday": str(contact.birthday) if contact.birthday else None,
        "met": contact.met,
        "met_on": contact.met_on.isoformat() if contact.met_on else None,
        "introduced_by": contact.introduced_by,
        "circle": contact.circle,
        "cadence_days": contact.cadence_days,
        "intros": contact.intros.value,
        "about": contact.about,
        "archived": int(contact.archived),
        "added_on": contact.added_on.isoformat(),
        "snoozed_until": contact.snoozed_until.isoformat() if contact.snoozed_until else None,
    }


def touchpoint_values(touchpoint: Touchpoint) -> dict[str, Any]:
    return {
        "day": touchpoint.on.isoformat(),
        "at": touchpoint.at.isoformat("minutes") if touchpoint.at else None,
        "channel": touchpoint.channel.value,
        "note": touchpoint.note,
        "depth": touchpoint.depth,
        "minutes": touchpoint.minutes,
        "place": touchpoint.place,
        "source": touchpoint.source,
        "source_id": touchpoint.source_id,
    }


def note_values(note: Note) -> dict[str, Any]:
    return {"contact_id": note.contact_id, "day": note.on.isoformat(), "text": note.text}


def follow_up_values(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "contact_id": follow_up.contact_id,
        "text": follow_up.text,
        "due_on": follow_up.due_on.isoformat(),
        "anchor_on": follow_up.anchor_on.isoformat(),
        "every": follow_up.every,
        "done_on": follow_up.done_on.isoformat() if follow_up.done_on else None,
    }


def _point_values(contact: Contact) -> list[dict[str, Any]]:
    return _distinct(
        [
            {"kind": p.kind, "value": p.value, "normal": p.normal, "label": p.label}
            for p in contact.points
        ],
        "kind",
        "normal",
    )


def _alias_values(contact: Contact) -> list[dict[str, Any]]:
    return _distinct(
        [{"name": alias, "key": names.fold(alias)} for alias in contact.aliases], "key"
    )


def _tag_values(tagged: Contact | Touchpoint) -> list[dict[str, Any]]:
    return _distinct([{"tag": tag} for tag in tagged.tags], "tag")


def _people_values(touchpoint: Touchpoint) -> list[dict[str, Any]]:
    return _distinct(
        [
            {
                "contact_id": part.contact_id,
                "direction": part.direction.value,
                "awaits_reply": int(part.awaits_reply),
            }
            for part in touchpoint.people
        ],
        "contact_id",
    )


def _distinct(rows: list[dict[str, Any]], *identity: str) -> list[dict[str, Any]]:
    """The rows that differ in what makes them one thing; of two spellings the first counts."""
    of = operator.itemgetter(*identity)
    distinct: dict[Any, dict[str, Any]] = {}
    for row in rows:
        distinct.setdefault(of(row), row)
    return list(distinct.values())


# Tables of what belongs to a record, each with how its rows are read off the record.
CONTACT_PARTS = (
    (ContactPointRow, _point_values), (AliasRow, _alias_values), (ContactTagRow, _tag_values)
)  # fmt: skip
TOUCHPOINT_PARTS = ((ParticipantRow, _people_values), (TouchpointTagRow, _tag_values))
