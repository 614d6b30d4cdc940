"""Making one contact of two: everything that belongs to the one comes to belong to the other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import text

from netlog.core.model import BY_ME

if TYPE_CHECKING:
    from sqlmodel import Session

    from netlog.store.writer import Writer

# Where both took part they were one: in both directions if their directions differ.
_PARTICIPANTS = """
UPDATE touchpoint SET updated_at = :at
WHERE id IN (SELECT touchpoint_id FROM participant WHERE contact_id = :gone);
UPDATE participant SET
  direction = iif(participant.direction = other.direction, participant.direction, 'both'),
  awaits_reply = participant.direction = 'out' AND other.direction = 'out'
    AND (participant.awaits_reply OR other.awaits_reply)
FROM participant AS other
WHERE participant.contact_id = :kept AND other.contact_id = :gone
  AND other.touchpoint_id = participant.touchpoint_id;
UPDATE OR IGNORE participant SET contact_id = :kept WHERE contact_id = :gone;
"""

# One favour done to both was done once, and is settled if it was with either.
_FAVOURS = """
UPDATE favour SET
  size = max(favour.size, other.size), settled_by = ifnull(favour.settled_by, other.settled_by),
  updated_at = :at
FROM favour AS other
WHERE favour.contact_id = :kept AND other.contact_id = :gone
  AND other.touchpoint_id = favour.touchpoint_id;
UPDATE OR IGNORE favour SET contact_id = :kept, updated_at = :at WHERE contact_id = :gone;
"""

# Nobody is introduced to themselves.
_INTRODUCTIONS = """
DELETE FROM introduction WHERE :kept IN (a_id, b_id) AND :gone IN (a_id, b_id);
UPDATE introduction SET a_id = :kept, updated_at = :at WHERE a_id = :gone;
UPDATE introduction SET b_id = :kept, updated_at = :at WHERE b_id = :gone;
UPDATE contact SET introduced_by = :kept, updated_at = :at
WHERE introduced_by = :gone AND id <> :kept;
"""

# Whom both know, they know in both ways. That I introduced them, the introduction tells.
_ACQUAINTANCES = """
UPDATE acquaintance SET
  how = CASE WHEN other.how IN ('', acquaintance.how, :by_me) AND acquaintance.how <> ''
               THEN acquaintance.how
             WHEN acquaintance.how IN ('', :by_me) THEN other.how
             ELSE acquaintance.how || ', ' || other.how END,
  day = min(acquaintance.day, other.day), updated_at = :at
FROM acquaintance AS other
WHERE :kept IN (acquaintance.a_id, acquaintance.b_id) AND :gone IN (other.a_id, other.b_id)
  AND acquaintance.a_id + acquaintance.b_id - :kept = other.a_id + other.b_id - :gone;
"""

# Pairs of contacts, the smaller id first: nobody is one of a pair with themselves.
_PAIRS = """
DELETE FROM {table} WHERE :kept IN (a_id, b_id) AND :gone IN (a_id, b_id);
UPDATE OR IGNORE {table} SET
  a_id = min(:kept, iif(a_id = :gone, b_id, a_id)),
  b_id = max(:kept, iif(a_id = :gone, b_id, a_id)),
  updated_at = :at
WHERE :gone IN (a_id, b_id);
"""

# What the other has already, word for word, goes with the contact.
_RECORDS = """
UPDATE {table} SET contact_id = :kept, updated_at = :at
WHERE contact_id = :gone AND NOT EXISTS (
  SELECT 1 FROM {table} AS own WHERE own.contact_id = :kept AND ({same}) IS ({own}));
"""
_SAME = {
    "note": ("day", "text"),
    "follow_up": ("text", "due_on", "anchor_on", "every", "done_on"),
    "interest": ("kind", "what", "settled_on IS NULL"),
    "vouch": ("day", "value", "text"),
    "post": ("org", "title", "left_on"),
}

_SCRIPT = "".join(
    [
        _PARTICIPANTS,
        _FAVOURS,
        _INTRODUCTIONS,
        _ACQUAINTANCES,
        *(_PAIRS.format(table=table) for table in ("acquaintance", "distinction")),
        *(
            _RECORDS.format(
                table=table,
                same=", ".join(f"{table}.{column}" for column in columns),
                own=", ".join(f"own.{column}" for column in columns),
            )
            for table, columns in _SAME.items()
        ),
    ]
)


def part_favours(writer: Writer, gone: int, kept: int) -> None:
    """Give each favour of `gone` a touchpoint of its own where `kept` has one of another kind: a
    touchpoint is one favour to one person.
    """
    kinds = {each.touchpoint_id: each.kind for each in writer.reader.favours(date.max, kept)}
    for favour in writer.reader.favours(date.max, gone):
        touchpoint = writer.reader.touchpoint(favour.touchpoint_id)
        if touchpoint and kinds.get(touchpoint.id, favour.kind) is not favour.kind:
            people = tuple(part for part in touchpoint.people if part.contact_id == gone)
            own = touchpoint._replace(people=people, source_id=None)
            writer.move_favour(favour.id, writer.add_touchpoint(own))


def move(session: Session, gone: int, kept: int, at: str) -> None:
    """Give the contact `kept` everything that the contact `gone` has outside its own record. What
    both have stays with `gone`, and goes with it.
    """
    values = {"kept": kept, "gone": gone, "at": at, "by_me": BY_ME}
    for statement in filter(str.strip, _SCRIPT.split(";")):
        session.execute(text(statement), values)
