"""Telling whether somebody in a file is somebody who is here already.

By uid, then by an address or a number, then by name and organisation. What only looks alike is
said, and left to the user: two people made one are hard to part.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from netlog.core import addresses, names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netlog.core.model import Contact, Point

T = TypeVar("T")
_MOST_ALIKE = 10  # whom one looks like are named
_MOST_SHARING = 100  # an address; an office may have its thousands, and tells nobody from others
_TAIL = 7  # digits that two spellings of one phone number share, as addresses.same_phone has it

# From what a file without uids tells of somebody comes one that is the same the next time.
_UNNAMED = uuid.UUID("6f0b1a52-2f39-4d0e-9a5b-3f1b6c0f7a44")

_fold = lru_cache(maxsize=1024)(names.fold)  # each name is asked for thrice; organisations are few


class Recognition(NamedTuple):
    """Who somebody is, if that is sure; else whom they look like."""

    who: int | None
    alike: tuple[int, ...] = ()


class _Face(NamedTuple):
    """What of somebody is compared: name and organisation, folded; whether there is a way to reach
    them; `apart` says that a file has told them from others by a uid.
    """

    key: str
    org: str
    reachable: bool
    apart: bool


class _Index(Generic[T]):
    """What is entered under each word, in that order. Nearly every word has one entry; on its own
    it takes half the memory of a list.
    """

    def __init__(self) -> None:
        self._first: dict[str, T] = {}
        self._others: dict[str, dict[T, None]] = {}

    def enter(self, word: str, entry: T) -> None:
        if self._first.setdefault(word, entry) != entry:
            others = self._others.setdefault(word, {})
            if len(others) < _MOST_SHARING:
                others[entry] = None

    def find(self, word: str) -> tuple[T, ...]:
        if word not in self._first:
            return ()
        return (self._first[word], *self._others.get(word, ()))


class Directory:
    """Everyone by what they are recognised by. The numbers are the caller's own."""

    def __init__(self) -> None:
        self._faces: dict[int, _Face] = {}
        self._by_uid: dict[str, int] = {}
        self._by_key = _Index[int]()
        self._by_point: dict[str, _Index[int]] = defaultdict(_Index)  # by kind
        self._phones = _Index[str]()  # by their tails

    def add(self, number: int, contact: Contact, *, apart: bool = False) -> None:
        """Enter somebody, or what more is known of them now."""
        key, org = _fold(contact.name), _fold(contact.org)
        self._faces[number] = _Face(key, org, bool(contact.points), apart)
        for uid in (contact.uid, *contact.known_as):
            self._by_uid.setdefault(uid, number)
        for word in {key, *map(_fold, contact.aliases)} - {""}:
            self._by_key.enter(word, number)
        for point in contact.points:
            self._by_point[point.kind].enter(point.normal, number)
            if point.kind == "phone":
                self._phones.enter(point.normal[-_TAIL:], point.normal)

    def find(self, *uids: str) -> int | None:
        """Whom the first of these uids names that names somebody."""
        found = (self._by_uid.get(uid) for uid in uids if uid)
        return next((number for number in found if number is not None), None)

    def free(self, uids: Iterable[str], number: int) -> tuple[str, ...]:
        """Those of the uids that name nobody else."""
        return tuple(uid for uid in uids if self.find(uid) in (None, number))

    def recognise(self, contact: Contact, *, is_guest: bool = False) -> Recognition:
        """Who this is.

        An address counts where the names have a word in common: families and offices share them. A
        name counts with the same organisation; a first name alone not for two who have addresses
        of their own. Of a guest, who was written to or met, less is told: their address counts
        whatever the name, and their name if only one person has it.
        """
        if (number := self.find(contact.uid, *contact.known_as)) is not None:
            return Recognition(number)
        key, org = _fold(contact.name), _fold(contact.org)
        owners = list(self._owners(contact.points))
        namesakes = self._by_key.find(key)
        if not owners and not namesakes:
            return Recognition(None)
        agreeing = [
            n
            for n in owners
            if _agree(key, self._faces[n].key) and not self._told_apart(contact, n)
        ]
        exact = [n for n in agreeing if self._faces[n].key == key]
        for group in (exact, agreeing, owners if is_guest else ()):
            if len(group) == 1:
                return Recognition(group[0])
        is_vague = contact.points and " " not in key and not names.is_unspaced(key)
        same = [
            n
            for n in namesakes
            if (is_guest or self._faces[n].org == org)
            and not (is_vague and self._faces[n].reachable)
        ]
        if len(same) == 1 and not self._told_apart(contact, same[0]):
            return Recognition(same[0])
        return Recognition(None, tuple(dict.fromkeys((*owners, *namesakes)))[:_MOST_ALIKE])

    def _told_apart(self, contact: Contact, number: int) -> bool:
        """Whether the file has a uid of its own for each of the two."""
        return bool(contact.uid) and self._faces[number].apart

    def _owners(self, points: Iterable[Point]) -> Iterable[int]:
        """Whose these addresses and numbers are, each once."""
        found: dict[int, None] = {}
        for point in points:
            for normal in self._spellings(point):
                found |= dict.fromkeys(self._by_point[point.kind].find(normal))
        return found.keys()

    def _spellings(self, point: Point) -> Iterable[str]:
        """How an address, or a number that is the same, is written by those who have it."""
        if point.kind != "phone":
            return (point.normal,)
        alike = self._phones.find(point.normal[-_TAIL:])
        return [normal for normal in alike if addresses.same_phone(normal, point.normal)]


def _agree(one: str, other: str) -> bool:
    """Whether two folded names may be one person's: a word in common, or one is no name."""
    return not one or not other or not set(one.split()).isdisjoint(other.split())


def made_uid(contact: Contact) -> str:
    """The uid of somebody to whom their file gives none: the same whenever it is read."""
    what = [_fold(contact.name), _fold(contact.org)]
    what += sorted(point.normal for point in contact.points)
    return str(uuid.uuid5(_UNNAMED, "\n".join(what)))
