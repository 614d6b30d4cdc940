"""Taking a record away, with what belongs to nobody without it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.introductions import Introduction
from netlog.core.model import (
    BY_ME,
    Acquaintance,
    Contact,
    Favour,
    FollowUp,
    Kind,
    Note,
    Touchpoint,
)
from netlog.journal import things
from netlog.journal.introductions import find_acquaintance

if TYPE_CHECKING:
    from netlog.journal.desk import Desk
    from netlog.journal.things import Thing
    from netlog.store.reader import Reader


class Removal(NamedTuple):
    """What `rm` takes away: the record, and what goes with it.

    With a contact goes what is counted; with a touchpoint the favours that it was. A favour takes
    its touchpoint along, `whole`, where that was nothing else; so does an introduction that was
    made, and that the two know each other by it. `reopened` are favours that what goes had settled.
    """

    thing: Thing
    name: str
    touchpoints: int = 0
    notes: int = 0
    follow_ups: int = 0
    introductions: int = 0
    interests: int = 0
    vouches: int = 0
    acquaintances: int = 0
    favours: tuple[Favour, ...] = ()
    reopened: tuple[Favour, ...] = ()
    whole: bool = False
    acquaintance: Acquaintance | None = None


def plan(desk: Desk, text: str) -> Removal:
    """What `rm` would take away. Raises NotFound, Ambiguous."""
    thing = things.find(desk, text)
    with desk.reading() as reader:
        return _plan(reader, thing)


def remove(desk: Desk, planned: Removal) -> Removal:
    """Take a record away, and say what went, which may be more than was planned by now.

    Raises NotFound when somebody removed it meanwhile.
    """
    with desk.writing() as writer:
        thing = things.again(writer.reader, planned.thing)
        removal = _plan(writer.reader, thing)
        match thing:
            case Contact():
                writer.remove_contact(thing.id)
            case Touchpoint():
                writer.remove_touchpoint(thing.id)
            case Note() | FollowUp():
                writer.remove(thing)
            case Introduction():
                writer.remove(thing)
                if removal.acquaintance:
                    writer.remove(removal.acquaintance)
                if thing.touchpoint_id:
                    writer.remove_touchpoint(thing.touchpoint_id)
            case Favour() if removal.whole:
                writer.remove_touchpoint(thing.touchpoint_id)
            case Favour():
                # Of the answer to an ask no more than a touchpoint is left, which would read as no.
                for ask in removal.reopened:
                    writer.settle_favour(ask.id, None)
                writer.remove_favour(thing.id)
        return removal


def _plan(reader: Reader, thing: Thing) -> Removal:
    planned = Removal(thing, things.about(reader, thing))
    match thing:
        case Contact():
            return planned._replace(
                touchpoints=len(reader.touchpoints_alone(thing.id)),
                notes=len(reader.notes(thing.id)),
                follow_ups=len(reader.follow_ups(thing.id, done=True)),
                introductions=len(reader.introductions(thing.id)),
                interests=len(reader.interests(thing.id)),
                vouches=len(reader.vouches(thing.id)),
                acquaintances=len(reader.acquaintances(thing.id)),
                favours=tuple(reader.favours(date.max, thing.id)),
            )
        case Touchpoint():
            return planned._replace(
                favours=tuple(reader.favours_of(thing.id)),
                reopened=tuple(reader.settled_with(thing.id)),
            )
        case Favour():
            return _plan_favour(reader, planned, thing)
        case Introduction():
            return _plan_introduction(reader, planned, thing)
    return planned


def _plan_favour(reader: Reader, planned: Removal, favour: Favour) -> Removal:
    touchpoint = reader.touchpoint(favour.touchpoint_id)
    assert touchpoint is not None
    settled = reader.settled_with(touchpoint.id)
    alone = len(touchpoint.people) == 1 and len(reader.favours_of(touchpoint.id)) == 1
    if not alone:
        settled = [
            each
            for each in settled
            if favour.kind is Kind.RECEIVED
            and each.kind is Kind.ASKED
            and each.contact_id == favour.contact_id
        ]
    return planned._replace(whole=alone, reopened=tuple(settled))


def _plan_introduction(reader: Reader, planned: Removal, introduction: Introduction) -> Removal:
    if introduction.touchpoint_id is None:
        return planned
    known = find_acquaintance(reader, introduction)
    if known and (known.how != BY_ME or _is_made_twice(reader, introduction)):
        known = None
    return planned._replace(
        whole=True,
        favours=tuple(reversed(reader.favours_of(introduction.touchpoint_id))),
        acquaintance=known,
    )


def _is_made_twice(reader: Reader, introduction: Introduction) -> bool:
    """Whether another introduction brought the same two together."""
    a, b = (side.contact_id for side in introduction.sides)
    return any(
        each.made_on and each.id != introduction.id and each.other(a).contact_id == b
        for each in reader.introductions(a)
    )
