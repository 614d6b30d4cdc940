"""What the journals of the bench hold: invented, and the same on every machine."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 11, 20)

_GIVEN = [
    start + end
    for start in ("Al", "Be", "Ca", "Da", "El", "Fi", "Jo", "Ma", "Pri", "Su")
    for end in ("bert", "da", "lia", "mon", "na", "rik", "sha", "tha", "vin", "ya")
]
_FAMILY = [
    start + end
    for start in ("Ash", "Bren", "Clay", "Dun", "Ever", "Hol", "Lang", "Mor", "Ross", "Wil")
    for end in ("bury", "croft", "den", "field", "ham", "ley", "man", "son", "ton", "worth")
]
_MIDDLE = ("", *(f"{letter}. " for letter in "ABCDEFGHI"))
_ORGS = ("Acme", "Globex", "Initech", "Tartine", "Umbra", "Vandelay")
_ABOUT = (
    "the platform role",
    "her talk in Berlin",
    "typing",
    "a move to Lisbon",
    "the reading list",
)
_CHANNELS = ("meeting", "call", "video", "email", "email", "message", "meal", "event")
_DIRECTIONS = ("out", "in", "both")
_DEPTHS = (None, 1, 2, 3, 4, 5)
_DAYS = [TODAY - timedelta(days=days) for days in range(4 * 365)]


class Person(NamedTuple):
    name: str
    org: str
    email: str
    added_on: date


class Touch(NamedTuple):
    """A touchpoint with one person, by their place among the people."""

    person: int
    on: date
    channel: str
    direction: str
    note: str
    depth: int | None
    awaits_reply: bool


def people(count: int) -> Iterator[Person]:
    """Up to 100,000 people, no two of one name; the first `count` are the same for every count."""
    names = itertools.product(_MIDDLE, _FAMILY, _GIVEN)
    for number, (middle, family, given) in enumerate(itertools.islice(names, count)):
        address = f"{given}.{middle}{family}@example.org".lower().replace(" ", "")
        yield Person(f"{given} {middle}{family}", _ORGS[number % len(_ORGS)], address, _DAYS[-1])


def cards(count: int) -> Iterator[str]:
    """The same people as vCards."""
    for number, who in enumerate(people(count)):
        yield (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{number}@example.org\r\nFN:{who.name}\r\n"
            f"ORG:{who.org}\r\nEMAIL;TYPE=INTERNET:{who.email}\r\nEND:VCARD\r\n"
        )


def touches(people: int, count: int) -> Iterator[Touch]:
    """A log of `count` entries, in no order, shared evenly among `people`.

    By arithmetic, since drawing at random takes as long as writing a row, and would hide what the
    writing costs.
    """
    for number in range(count):
        mixed = number * 2_654_435_761 % 2**32
        direction = _DIRECTIONS[mixed // 11 % len(_DIRECTIONS)]
        yield Touch(
            person=number % people,
            on=_DAYS[mixed % len(_DAYS)],
            channel=_CHANNELS[mixed // 7 % len(_CHANNELS)],
            direction=direction,
            note=f"spoke about {_ABOUT[mixed // 13 % len(_ABOUT)]}, {number}",
            depth=_DEPTHS[mixed // 17 % len(_DEPTHS)],
            awaits_reply=direction == "out" and mixed // 19 % 3 == 0,
        )
