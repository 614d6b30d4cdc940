"""What the readers of foreign files yield: people, and what happened with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from netlog.core.model import Contact, Direction, Point, Touchpoint


class Remark(NamedTuple):
    """A fact that a file notes about a person, on a day if it says one."""

    text: str
    on: date | None = None

    @classmethod
    def of(cls, word: str, text: str, label: str = "") -> Remark:
        """What netlog has no field for, and what it is: `phone (work): ask for Ada`."""
        return cls(f"{word} ({label}): {text}" if label else f"{word}: {text}")


class Plan(NamedTuple):
    """Something to be done for a person; `every` as `core.dates.Every` is written."""

    text: str
    due_on: date
    every: str | None = None


# What a way to reach somebody is called where it is kept as a remark, by the kind of point.
REACHED_BY = {"email": "e-mail", "phone": "phone", "url": "web"}


class Tie(NamedTuple):
    """That somebody knows the person whom a file calls `uid`, as far as it says how and since when
    that is known.
    """

    uid: str
    how: str = ""
    on: date | None = None


class Card(NamedTuple):
    """A person as a file describes them, at a `place` in it such as `card 17, line 1234`.

    The contact has no id; its `uid` is what the file calls this person, or empty. `introduced_by`
    is the uid of another card of the same file, as those of `knows` are.
    """

    place: str
    contact: Contact
    remarks: tuple[Remark, ...] = ()
    plans: tuple[Plan, ...] = ()
    knows: tuple[Tie, ...] = ()
    introduced_by: str = ""


class Guest(NamedTuple):
    """Somebody who took part, by whatever the file tells of them; `uid` as in `Card`. A reply is
    awaited only where I reached out and the file itself shows that nothing came of it yet. `aside`
    is why a stranger does not count, in a few words.
    """

    name: str
    direction: Direction
    points: tuple[Point, ...] = ()
    uid: str = ""
    awaits_reply: bool = False
    aside: str = ""


class Entry(NamedTuple):
    """Something that happened with some people. The touchpoint has no id and no people yet; its
    `source` and `source_id` come out the same whenever the file is read.
    """

    place: str
    touchpoint: Touchpoint
    guests: tuple[Guest, ...]


class Skipped(NamedTuple):
    """A record that was understood and rightly left out, for a reason in few words."""

    place: str
    reason: str
