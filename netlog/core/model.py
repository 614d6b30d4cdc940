"""The journal's own words, as frozen values that every floor speaks.

Days are local calendar days and are never shifted by a time zone. Ids are the small integers of
the journal; a user types them with their letter (`c12`, `p42`).

The values are named tuples, and their annotations are not put off to be strings: defined that way
they cost a quarter of what frozen dataclasses do, and every command pays for them at its start.
"""

from datetime import date, time
from enum import StrEnum
from typing import NamedTuple


class Direction(StrEnum):
    """Who reached out to whom: I did, they did, or we talked."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


class Channel(StrEnum):
    """How a touchpoint took place."""

    MEETING = "meeting"
    CALL = "call"
    VIDEO = "video"
    EMAIL = "email"
    MESSAGE = "message"
    MEAL = "meal"
    EVENT = "event"
    LETTER = "letter"
    SOCIAL = "social"
    OTHER = "other"

    @property
    def direction(self) -> Direction:
        """The direction when nothing else is said: together is `both`, writing is `out`."""
        return Direction.BOTH if self in _TOGETHER else Direction.OUT


_TOGETHER = frozenset({Channel.MEETING, Channel.CALL, Channel.VIDEO, Channel.MEAL, Channel.EVENT})


class Intros(StrEnum):
    """Whether a contact may be introduced to others."""

    NEVER = "never"
    ASK = "ask"
    OPEN = "open"


class Circle(NamedTuple):
    """How often one likes to be in touch: the ideal and the longest gap, in days."""

    name: str
    ideal_days: int
    longest_days: int


class Birthday(NamedTuple):
    """A day of the year, with the year if it is known."""

    month: int
    day: int
    year: int | None = None

    def __str__(self) -> str:
        """ISO 8601 as vCard writes it: `1987-02-29`-like, or `--02-29` without a year."""
        head = "-" if self.year is None else f"{self.year:04}"
        return f"{head}-{self.month:02}-{self.day:02}"

    @classmethod
    def fromiso(cls, text: str) -> "Birthday":
        """Read back what `str` wrote."""
        year, month, day = text[:-6], int(text[-5:-3]), int(text[-2:])
        return cls(month, day, None if year == "-" else int(year))


class Named(NamedTuple):
    """What is needed to find a contact by name. `key` and `aliases` are folded (core.names)."""

    id: int
    name: str
    key: str
    org: str = ""
    aliases: tuple[str, ...] = ()
    archived: bool = False


OLD = "old"  # the label of an address that is known, and written to no more


class Point(NamedTuple):
    """A way to reach someone: `kind` is email, phone or url; `normal` is what is matched."""

    kind: str
    value: str
    normal: str
    label: str = ""


class Contact(NamedTuple):
    """One person, with everything that is written about them outside the log. `uid` is what netlog
    calls them in files, `known_as` what other files do.
    """

    id: int
    uid: str
    name: str
    org: str = ""
    title: str = ""
    city: str = ""
    birthday: Birthday | None = None
    met: str = ""
    met_on: date | None = None
    introduced_by: int | None = None
    circle: str | None = None
    cadence_days: int | None = None
    intros: Intros = Intros.ASK
    about: str = ""
    archived: bool = False
    added_on: date = date.min
    snoozed_until: date | None = None
    points: tuple[Point, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()


class Participant(NamedTuple):
    """A contact's part in a touchpoint."""

    contact_id: int
    name: str
    direction: Direction
    awaits_reply: bool = False

    def consistent(self) -> "Participant":
        """The same, awaiting a reply only where I reached out."""
        return self._replace(awaits_reply=self.awaits_reply and self.direction is Direction.OUT)


class Touchpoint(NamedTuple):
    """Something that happened between me and one or more contacts on a day.

    `depth` is 1 (small talk) to 5 (confided, worked something hard out together); None counts as
    the usual 3. `source` and `source_id` say where an imported one came from.
    """

    id: int
    on: date
    channel: Channel
    note: str = ""
    at: time | None = None
    depth: int | None = None
    minutes: int | None = None
    place: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[Participant, ...] = ()
    source: str = ""
    source_id: str | None = None


class Note(NamedTuple):
    """A dated fact about a contact."""

    id: int
    contact_id: int
    on: date
    text: str


class Kind(StrEnum):
    """Which way a favour goes: I gave it, I received it, or I asked for it."""

    GIVEN = "given"
    RECEIVED = "received"
    ASKED = "asked"


class Favour(NamedTuple):
    """Something done, or asked for, between me and one contact. It is a touchpoint, whose day and
    words are its own.

    `size` is 1 (a moment) to 3 (a great deal). It is settled on the day an ask was answered, or
    something received was thanked for, by the touchpoint `settled_by`; `outcome` is then `got`,
    `declined` or `thanked`.
    """

    id: int
    contact_id: int
    name: str
    kind: Kind
    what: str
    size: int
    on: date
    touchpoint_id: int
    settled_on: date | None = None
    outcome: str = ""
    settled_by: int | None = None

    @property
    def is_open(self) -> bool:
        """An ask without an answer, or something received and not thanked for yet."""
        return self.kind is not Kind.GIVEN and self.settled_on is None


class FollowUp(NamedTuple):
    """What I mean to do, for somebody or nobody in particular, and by when.

    A repeating one has `every`, as `core.dates.Every` is written; its days are counted from
    `anchor_on`, the day first agreed on.
    """

    id: int
    contact_id: int | None
    name: str
    text: str
    due_on: date
    anchor_on: date
    every: str | None = None
    done_on: date | None = None


class Want(StrEnum):
    """What an interest is: something a contact needs, offers, or cares about."""

    NEEDS = "needs"
    OFFERS = "offers"
    CARES = "cares"

    @property
    def verb(self) -> str:
        """What stands between a name and what it is: `cares about`."""
        return "cares about" if self is Want.CARES else self.value


class Interest(NamedTuple):
    """What a contact needs, offers or cares about, noted on a day. A need may be met since."""

    id: int
    contact_id: int
    name: str
    kind: Want
    what: str
    on: date
    settled_on: date | None = None


class Vouch(NamedTuple):
    """How somebody is to work with, from 1 to 5, and a sentence; the latest one counts."""

    id: int
    contact_id: int
    name: str
    value: int
    text: str
    on: date


BY_ME = "introduced by me"  # how two know each other since I introduced them


class Acquaintance(NamedTuple):
    """Two contacts who know each other, the one with the smaller id first."""

    id: int
    a_id: int
    b_id: int
    how: str
    on: date


class Distinction(NamedTuple):
    """Two contacts who look alike and are not the same, the one with the smaller id first."""

    id: int
    a_id: int
    b_id: int


class Post(NamedTuple):
    """Where a contact was before: an organisation they left."""

    id: int
    contact_id: int
    org: str
    title: str
    left_on: date


class Problem(NamedTuple):
    """A record of a file that could not be taken: where it stands, and why."""

    place: str
    reason: str


class Filters(NamedTuple):
    """What narrows a list. An empty value does not narrow; text is compared folded, and the
    circle `none` stands for people in no circle. `archived` lets the archived in as well.
    """

    circle: str = ""
    tag: str = ""
    org: str = ""
    city: str = ""
    met: str = ""
    since: date | None = None
    until: date | None = None
    archived: bool = False
