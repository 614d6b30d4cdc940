"""What is open between me and one contact, in both directions."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from netlog.core.model import Direction, Favour, FollowUp, Kind, Participant, Touchpoint


class Matter(NamedTuple):
    """Something that is not settled, since a day or, for a follow-up, due on one.

    `kind` is thank, answer or follow_up where it is my turn, ask or reply where it is theirs. `ref`
    is what a user types for it: `f7`, `t3`, `p12`.
    """

    kind: str
    text: str
    on: date
    ref: str


class Open(NamedTuple):
    """What is mine to do and what is theirs, each with the oldest first."""

    mine: tuple[Matter, ...]
    theirs: tuple[Matter, ...]


def find_open(
    contact_id: int,
    touchpoints: Sequence[Touchpoint],
    favours: Sequence[Favour],
    follow_ups: Iterable[FollowUp],
) -> Open:
    """What one contact's records, up to today and in any order, leave open.

    What they wrote on a day on which we talked wants no answer, nor does a favour of theirs.
    """
    open_favours = [favour for favour in favours if favour.is_open]
    mine = [
        Matter("thank", favour.what, favour.on, f"f{favour.id}")
        for favour in open_favours
        if favour.kind is Kind.RECEIVED
    ]
    theirs = [
        Matter("ask", favour.what, favour.on, f"f{favour.id}")
        for favour in open_favours
        if favour.kind is Kind.ASKED
    ]
    parts = [
        (touchpoint, part)
        for touchpoint in touchpoints
        for part in touchpoint.people
        if part.contact_id == contact_id
    ]
    ledger = {favour.touchpoint_id for favour in favours} | {f.settled_by for f in favours}
    talked = {touchpoint.on for touchpoint, part in parts if part.direction is Direction.BOTH}
    unanswered = _after(parts, Direction.OUT)
    waiting = _after(parts, Direction.IN)
    mine += [
        Matter("answer", touchpoint.note, touchpoint.on, f"p{touchpoint.id}")
        for touchpoint, _ in unanswered
        if touchpoint.id not in ledger and touchpoint.on not in talked
    ]
    tries = [each for each, part in waiting if part.awaits_reply and each.id not in ledger]
    if tries:
        last = max(tries, key=lambda each: (each.on, each.id))
        count = len({each.on for each in tries})
        text = f"{count} tries, the last: {last.note}" if count > 1 else last.note
        theirs.append(Matter("reply", text, last.on, f"p{last.id}"))
    mine += [Matter("follow_up", task.text, task.due_on, f"t{task.id}") for task in follow_ups]
    return Open(tuple(sorted(mine, key=_age)), tuple(sorted(theirs, key=_age)))


def _after(
    parts: Sequence[tuple[Touchpoint, Participant]], way: Direction
) -> list[tuple[Touchpoint, Participant]]:
    """The touchpoints that nothing in a direction, or in both, came after."""
    replies = [touchpoint for touchpoint, part in parts if part.direction in (way, Direction.BOTH)]
    last = max((touchpoint.on for touchpoint in replies), default=date.min)
    latest = [touchpoint for touchpoint in replies if touchpoint.on == last]
    return [
        (touchpoint, part)
        for touchpoint, part in parts
        if part.direction not in (way, Direction.BOTH)
        and touchpoint.on >= last
        and not any(_is_later(reply, touchpoint) for reply in latest)
    ]


def _is_later(reply: Touchpoint, touchpoint: Touchpoint) -> bool:
    """Whether a reply came after, or else was written down after, a touchpoint."""
    if reply.on != touchpoint.on:
        return reply.on > touchpoint.on
    if reply.at is None or touchpoint.at is None:
        return reply.id > touchpoint.id
    return (reply.at, reply.id) > (touchpoint.at, touchpoint.id)


def _age(matter: Matter) -> tuple[date, str]:
    return matter.on, matter.ref
