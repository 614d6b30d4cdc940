"""Build a journal with netlog's own bulk writer: `build.py FILE PEOPLE TOUCHPOINTS`.

A program of its own, because the memory of a process counts from that of the one that started it,
and because a bulk import is measured as a whole process.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from pathlib import Path

import content

from netlog.config import Settings
from netlog.core.model import Channel, Contact, Direction, Participant, Point, Touchpoint
from netlog.journal.desk import Desk


def build(path: Path, people: int, touchpoints: int) -> None:
    now = datetime.combine(content.TODAY, time(9), UTC)
    desk = Desk(path, Settings(), content.TODAY, now, "netlog import bench")
    with desk.writing() as writer:
        ids = writer.add_contacts([_contact(person) for person in content.people(people)])
        writer.add_touchpoints(
            _touchpoint(touch, ids) for touch in content.touches(people, touchpoints)
        )


def _contact(person: content.Person) -> Contact:
    email = Point("email", person.email, person.email)
    return Contact(
        0, "", person.name, person.org, circle="active", added_on=person.added_on, points=(email,)
    )


def _touchpoint(touch: content.Touch, ids: list[int]) -> Touchpoint:
    part = Participant(ids[touch.person], "", Direction(touch.direction), touch.awaits_reply)
    return Touchpoint(
        0, touch.on, Channel(touch.channel), touch.note, depth=touch.depth, people=(part,)
    )


if __name__ == "__main__":
    file, people_count, touchpoint_count = sys.argv[1:]
    build(Path(file), int(people_count), int(touchpoint_count))
