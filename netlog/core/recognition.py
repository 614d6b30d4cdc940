"""Telling whether somebody in a file is somebody who is here already.

By uid, then by an address or a number, then by name and organisation. What only looks alike is
said, and left to the user: two people made one are hard to part.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import addresses, names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netlog.core.model import Contact, Point

_MOST_ALIKE = 10  # whom one looks like are named; an office may have its thousands
_TAIL = 7  # digits that two spellings of one phone number share, as addresses.same_phone has it


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


class Directory:
    """Everyone by what they are recognised by. The numbers are the caller's own."""

    def __init__(self) -> None:
        self._faces: dict[int, _Face] = {}
        self._by_uid: dict[str, int] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_point: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)

    def add(self, number: int, contact: Contact, *, apart: bool = False) -> None:
        """Enter somebody, or what more is known of them now."""
        key, org = names.fold(contact.name), names.fold(contact.org)
        face = _Face(key, org, bool(contact.points), apart)
        self._faces[number] = face
        for uid in (contact.uid, *contact.known_as):
            self._by_uid.setdefault(uid, number)
        for key in {face.key, *map(names.fold, contact.aliases)} - {""}:
            if number not in self._by_key[key]:
                self._by_key[key].append(number)
        for point in contact.points:
            entry = number, point.normal
            if entry not in self._by_point[_index(point)]:
                self._by_point[_index(point)].append(entry)

    def find(self, uid: str) -> int | None:
        """Whom a uid names."""
        return self._by_uid.get(uid) if uid else None

    def recognise(self, contact: Contact, *, is_guest: bool = False) -> Recognition:
        """Who this is.

        An address counts where the names have a word in common: families and offices share them. A
        name counts with the same organisation; a first name alone not for two who have addresses
        of their own. Of a guest, who was written to or met, less is told: their address counts
        whatever the name, and their name if only one person has it.
        """
        for uid in (contact.uid, *contact.known_as):
            if (number := self.find(uid)) is not None:
                return Recognition(number)
        key, org = names.fold(contact.name), names.fold(contact.org)
        owners = list(self._owners(contact.points))
        agreeing = [
            n
            for n in owners
            if _agree(key, self._faces[n].key) and not self._told_apart(contact, n)
        ]
        exact = [n for n in agreeing if self._faces[n].key == key]
        for group in (exact, agreeing, owners if is_guest else ()):
            if len(group) == 1:
                return Recognition(group[0])
        namesakes = self._by_key.get(key, []) if key else []
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
        found = {
            number: None
            for point in points
            for number, normal in self._by_point.get(_index(point), ())
            if point.kind != "phone" or addresses.same_phone(normal, point.normal)
        }
        return found.keys()


def _index(point: Point) -> tuple[str, str]:
    return point.kind, point.normal[-_TAIL:] if point.kind == "phone" else point.normal


def _agree(one: str, other: str) -> bool:
    """Whether two folded names may be one person's: a word in common, or one is no name."""
    return not one or not other or not set(one.split()).isdisjoint(other.split())
