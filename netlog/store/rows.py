"""What the records of the journal say, as the values of rows."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from netlog.core import names
from netlog.core.introductions import Introduction
from netlog.core.model import Acquaintance, Distinction, FollowUp, Interest, Note, Post, Vouch
from netlog.store.tables import (
    AcquaintanceRow,
    AliasRow,
    ContactPointRow,
    ContactTagRow,
    ContactUidRow,
    DistinctionRow,
    FollowUpRow,
    InterestRow,
    IntroductionRow,
    NoteRow,
    ParticipantRow,
    PostRow,
    TouchpointTagRow,
    VouchRow,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlmodel import SQLModel

    from netlog.core.introductions import Side
    from netlog.core.model import Contact, Touchpoint


def contact_values(contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "key": names.fold(contact.name),
        "org": contact.org,
        "title": contact.title,
        "city": contact.city,
        "birthday": str(contact.birthday) if contact.birthday else None,
        "met": contact.met,
        "met_on": _iso(contact.met_on),
        "introduced_by": contact.introduced_by,
        "circle": contact.circle,
        "cadence_days": contact.cadence_days,
        "intros": contact.intros.value,
        "about": contact.about,
        "archived": int(contact.archived),
        "added_on": contact.added_on.isoformat(),
        "snoozed_until": _iso(contact.snoozed_until),
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
        "done_on": _iso(follow_up.done_on),
    }


def interest_values(interest: Interest) -> dict[str, Any]:
    return {
        "contact_id": interest.contact_id,
        "kind": interest.kind.value,
        "what": interest.what,
        "day": interest.on.isoformat(),
        "settled_on": _iso(interest.settled_on),
    }


def introduction_values(introduction: Introduction) -> dict[str, Any]:
    return {
        **_side_values("a", introduction.a),
        **_side_values("b", introduction.b),
        "purpose": introduction.purpose,
        "opened_on": introduction.opened_on.isoformat(),
        "made_on": _iso(introduction.made_on),
        "touchpoint_id": introduction.touchpoint_id,
        "one_sided": int(introduction.one_sided),
        "outcome": introduction.outcome.value if introduction.outcome else None,
        "outcome_text": introduction.outcome_text,
        "outcome_on": _iso(introduction.outcome_on),
        "dropped_on": _iso(introduction.dropped_on),
    }


def _side_values(place: str, side: Side) -> dict[str, Any]:
    return {
        f"{place}_id": side.contact_id,
        f"{place}_answer": side.answer.value,
        f"{place}_asked_on": _iso(side.asked_on),
        f"{place}_asks": side.asks,
        f"{place}_answered_on": _iso(side.answered_on),
    }


def vouch_values(vouch: Vouch) -> dict[str, Any]:
    return {
        "contact_id": vouch.contact_id,
        "value": vouch.value,
        "text": vouch.text,
        "day": vouch.on.isoformat(),
    }


def acquaintance_values(acquaintance: Acquaintance) -> dict[str, Any]:
    return {
        "a_id": acquaintance.a_id,
        "b_id": acquaintance.b_id,
        "how": acquaintance.how,
        "day": acquaintance.on.isoformat(),
    }


def distinction_values(distinction: Distinction) -> dict[str, Any]:
    return {"a_id": distinction.a_id, "b_id": distinction.b_id}


def post_values(post: Post) -> dict[str, Any]:
    return {
        "contact_id": post.contact_id,
        "org": post.org,
        "title": post.title,
        "left_on": post.left_on.isoformat(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


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


def _uid_values(contact: Contact) -> list[dict[str, Any]]:
    return _distinct([{"uid": uid} for uid in contact.known_as if uid != contact.uid], "uid")


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
    if len(rows) < 2:
        return rows
    of = operator.itemgetter(*identity)
    distinct: dict[Any, dict[str, Any]] = {}
    for row in rows:
        distinct.setdefault(of(row), row)
    return list(distinct.values())


# Tables of what belongs to a record, each with how its rows are read off the record.
CONTACT_PARTS = (
    (ContactPointRow, _point_values), (AliasRow, _alias_values), (ContactTagRow, _tag_values),
    (ContactUidRow, _uid_values),
)  # fmt: skip
TOUCHPOINT_PARTS = ((ParticipantRow, _people_values), (TouchpointTagRow, _tag_values))

# Records of one row each: their table, and how the row is read off the record.
RECORDS: dict[type, tuple[type[SQLModel], Callable[[Any], dict[str, Any]]]] = {
    Note: (NoteRow, note_values),
    FollowUp: (FollowUpRow, follow_up_values),
    Interest: (InterestRow, interest_values),
    Introduction: (IntroductionRow, introduction_values),
    Vouch: (VouchRow, vouch_values),
    Acquaintance: (AcquaintanceRow, acquaintance_values),
    Distinction: (DistinctionRow, distinction_values),
    Post: (PostRow, post_values),
}
