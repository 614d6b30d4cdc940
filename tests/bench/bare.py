"""The same rows as `build.py`, by `sqlite3` alone: `bare.py FILE PEOPLE TOUCHPOINTS`.

Into the same schema, in one transaction as durable, with full text kept and undo recorded; all
that is missing is what netlog adds: its values, SQLModel's Core, the tallies.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import uuid

import content

from netlog.core import names
from netlog.store import migrations, undo

AT = f"{content.TODAY}T09:00:00Z"


def fill(connection: sqlite3.Connection, people: int, touchpoints: int) -> None:
    connection.executemany(
        "INSERT INTO contact (id, uid, name, key, org, circle, added_on, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, 'active', ?, ?, ?)",
        (
            (number, _uid(), who.name, names.fold(who.name), who.org, str(who.added_on), AT, AT)
            for number, who in enumerate(content.people(people), start=1)
        ),
    )
    connection.executemany(
        "INSERT INTO contact_point (contact_id, kind, value, normal) VALUES (?, 'email', ?2, ?2)",
        ((number, who.email) for number, who in enumerate(content.people(people), start=1)),
    )
    touches = list(content.touches(people, touchpoints))
    connection.executemany(
        "INSERT INTO touchpoint (id, uid, day, channel, note, depth, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (number, _uid(), str(touch.on), touch.channel, touch.note, touch.depth, AT, AT)
            for number, touch in enumerate(touches, start=1)
        ),
    )
    connection.executemany(
        "INSERT INTO participant (touchpoint_id, contact_id, direction, awaits_reply)"
        " VALUES (?, ?, ?, ?)",
        (
            (number, touch.person + 1, touch.direction, int(touch.awaits_reply))
            for number, touch in enumerate(touches, start=1)
        ),
    )


def _uid() -> str:
    return str(uuid.uuid4())


if __name__ == "__main__":
    file, people_count, touchpoint_count = sys.argv[1:]
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        opened.execute("PRAGMA synchronous = EXTRA")
        opened.execute("BEGIN IMMEDIATE")
        migrations.migrate(opened)
        operation = undo.begin(opened, "bare", AT, migrations.LATEST)
        fill(opened, int(people_count), int(touchpoint_count))
        undo.finish(opened, operation)
        opened.execute("COMMIT")
