"""Have the people of a journal know each other: `connect.py FILE ACQUAINTANCES`.

Each needs something and offers something else, of a few hundred words. With bare SQL: how netlog
writes them one by one is not what is measured.
"""

from __future__ import annotations

import itertools
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import content

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = [
    f"{start}{end}"
    for start, end in itertools.product(
        ("plat", "cop", "des", "tun", "vel", "mar", "gar", "sol", "lum", "ter"),
        ("former", "pery", "ignal", "dra", "vetic", "ket", "denia", "vent", "inar", "rano"),
    )
]


def pairs(people: int, count: int) -> Iterator[tuple[int, int]]:
    """Different pairs of people, each knowing about as many others as anybody."""
    for number in range(count):
        step, a = 1 + number // people * 7, number % people + 1
        b = (a - 1 + step) % people + 1
        yield min(a, b), max(a, b)


def connect(path: str, count: int) -> None:
    day = content.TODAY.isoformat()
    with closing(sqlite3.connect(path)) as connection, connection:
        (people,) = connection.execute("SELECT count(*) FROM contact").fetchone()
        connection.executemany(
            "INSERT OR IGNORE INTO acquaintance (uid, a_id, b_id, day, created_at, updated_at)"
            " VALUES (hex(randomblob(16)), ?, ?, ?, '', '')",
            ((a, b, day) for a, b in pairs(people, count) if a != b),
        )
        connection.executemany(
            "INSERT INTO interest (uid, contact_id, kind, what, day, created_at, updated_at)"
            " VALUES (hex(randomblob(16)), ?, ?, ?, ?, '', '')",
            (
                (person, kind, f"{WORDS[at % 97]} and {WORDS[at // 97 % 100]}", day)
                for person in range(1, people + 1)
                for kind, at in (("needs", person * 31), ("offers", person * 17 + 5))
            ),
        )


if __name__ == "__main__":
    connect(sys.argv[1], int(sys.argv[2]))
