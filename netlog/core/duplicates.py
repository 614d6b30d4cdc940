"""Contacts who are likely the same person, and why.

Two people are compared only where something brings them together: an id, an address or a number
that both have, the words of the name, or, within one organisation, a name that is the same but for
a letter or for an initial. So 10,000 contacts make some ten thousand comparisons instead of fifty
million. How sure a pair is, from 0 to 100:

                      the organisation is   the same   not known   another
    the same name, or an alias, or Joerg for Jörg 90          75        50
    one has a middle name besides                 80          55         -
    all but a letter of the name                  70           -         -
    an initial stands for the first name          65           -         -
    one is a Jr, or the like                      60           -         -

What both have makes it at least:            an address  a number  a web page
    and the names are one of these, or one has none   95        93          90
    and the first name, as before a marriage          80        70          60
    and nothing of the names: Bob, or a couple        60        45          40

An id of another address book in common makes it 100. Each reason after the first adds 2. Two
birthdays, two middle names, or Jr and Sr contradict. No table of nicknames is used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.addresses import same_phone
from netlog.core.lexicon import SUFFIXES
from netlog.core.model import Named
from netlog.core.names import fold
from netlog.core.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from netlog.core.model import Birthday, Point


class Known(NamedTuple):
    """What two contacts are compared by. `uids` are their own and those in other files."""

    id: int
    name: str
    org: str = ""
    birthday: Birthday | None = None
    points: tuple[Point, ...] = ()
    aliases: tuple[str, ...] = ()
    uids: tuple[str, ...] = ()


class Pair(NamedTuple):
    """Two contacts, the one with the smaller id first, who are likely the same, from 0 to 100."""

    a_id: int
    b_id: int
    sureness: int
    reasons: tuple[str, ...]


def find_pairs(people: Sequence[Known], not_same: Set[tuple[int, int]] = frozenset()) -> list[Pair]:
    """The likely pairs but for those of `not_same` (smaller id first), the surest first.

    An address or a number of more than five people is taken for a switchboard's. Where more than
    fifty people have something in common, each is compared with the next one only: when these are
    merged, the others come up.
    """
    everyone = sorted({person.id: person for person in people}.values())
    owners = Counter(key for each in everyone for key in {*map(_point_key, each.points)})
    meetings: defaultdict[tuple[str, ...], list[_Face]] = defaultdict(list)
    for person in everyone:
        own = [point for point in person.points if owners[_point_key(point)] <= _SWITCHBOARD]
        face = _Face.of(person._replace(points=tuple(own)))
        for key in dict.fromkeys(face.keys()):
            meetings[key].append(face)
    pairs: dict[tuple[int, int], Pair | None] = {}
    for faces in meetings.values():
        for a, b in combinations(faces, 2) if len(faces) <= _CROWD else pairwise(faces):
            both = (a.person.id, b.person.id)
            if both not in pairs and both not in not_same:
                pairs[both] = _judge(a, b)
    found = [pair for pair in pairs.values() if pair]
    return sorted(found, key=lambda pair: (-pair.sureness, pair.a_id, pair.b_id))


_CROWD = 50
_SWITCHBOARD = 5
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LEAST = 4  # letters of a name, below which one of them makes another: Jon and John, not Jan


class _Likeness(NamedTuple):
    """How two names are alike, and how sure that is by the organisation."""

    reason: str
    same: int
    unknown: int
    another: int

    def sureness(self, a: str, b: str) -> int:
        return self.unknown if not a or not b else self.same if a == b else self.another


_SAME = _Likeness("the same name", 90, 75, 50)
_TURNED = _Likeness("the same name in another order", 90, 75, 50)
_CALLED = _Likeness("a name in common", 90, 75, 50)
_FULLER = _Likeness("one name is the fuller", 80, 55, 0)
_NEAR = _Likeness("almost the same name", 70, 0, 0)
_INITIAL = _Likeness("the same name but for an initial", 65, 0, 0)
_JUNIOR = _Likeness("the same name but for Jr or the like", 60, 0, 0)
_NAMELESS = _Likeness("one of them has no name", 0, 0, 0)
_GIVEN = _Likeness("the same first name", 0, 0, 0)
_OTHER = _Likeness("", 0, 0, 0)


class _Sharing(NamedTuple):
    """What two may share, and how sure that makes with names that are alike, with the first name
    alone, and without either.
    """

    noun: str
    alike: int
    given: int
    unlike: int

    def sureness(self, likeness: _Likeness) -> int:
        if likeness is _OTHER:
            return self.unlike
        return self.given if likeness is _GIVEN else self.alike


_SHARED = {
    "email": _Sharing("address", 95, 80, 60),
    "phone": _Sharing("number", 93, 70, 45),
    "url": _Sharing("web page", 90, 60, 40),
}


class _Face(NamedTuple):
    """A person as they are compared, with the folded parts of the name.

    `words` are those of the name in their order without titles, degrees and generation; none where
    an address stands for the name.
    """

    person: Known
    org: str
    words: tuple[str, ...]
    given: str
    middle: tuple[str, ...]
    family: str
    generation: str
    called: frozenset[tuple[str, ...]]  # the name and the aliases, each in the order of letters
    points: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, person: Known) -> _Face:
        name = "" if _stands_for_name(person) else _turn(person.name)
        parts = Parts.of(Named(person.id, name, fold(name)))
        words = parts.words[: parts.end]
        called = {tuple(sorted(words)), *map(_sort_words, _spellings(name, *person.aliases))}
        return cls(
            person,
            fold(person.org),
            words,
            " ".join(words[: parts.given]),
            words[parts.given : parts.family],
            " ".join(words[parts.family :]),
            next((word for word in parts.words[parts.end :] if word in _GENERATIONS), ""),
            frozenset(called - {()}),
            frozenset((point.kind, point.normal) for point in person.points),
        )

    def keys(self) -> Iterator[tuple[str, ...]]:
        """What brings people together."""
        for uid in self.person.uids:
            yield ("uid", uid)
        yield from map(_point_key, self.person.points)
        for name in self.called:
            yield ("name", *name)
        if self.given and self.family:
            yield ("ends", self.given, self.family)
        if self.org and self.given and self.family:
            yield ("initial", self.org, self.given[0], self.family)
            for form in _near_forms(self.given):
                yield ("given", self.org, form, self.family)
            for form in _near_forms(self.family):
                yield ("family", self.org, self.given, form)


def _point_key(point: Point) -> tuple[str, str]:
    """Of a number its end, as far as `same_phone` asks: it may be written as one does at home."""
    return point.kind, point.normal[-7:] if point.kind == "phone" else point.normal


def _turn(name: str) -> str:
    """`Keller, Sam` as Sam Keller; what follows the comma may also be a Jr or a degree."""
    family, comma, given = name.partition(",")
    turned = comma and not SUFFIXES.issuperset(fold(given).split())
    return f"{given.strip()} {family.strip()}" if turned else name


def _spellings(name: str, *aliases: str) -> Iterator[str]:
    """The other names, and Guenther for Günther, whose folded form is gunther."""
    for each in (name, *aliases):
        if (spelled := each.translate(_UMLAUTS)) != each:
            yield spelled
    yield from aliases


_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"Ø": "Oe", "Å": "Aa"}
)


def _sort_words(name: str) -> tuple[str, ...]:
    return tuple(sorted(fold(_turn(name)).split()))


def _stands_for_name(person: Known) -> bool:
    return any(person.name.strip() in (point.value, point.normal) for point in person.points)


def _near_forms(word: str) -> set[str]:
    """The word, and the word without any one letter: two that differ in a letter share a form."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))} if word[2:] else {word}


def _judge(a: _Face, b: _Face) -> Pair | None:
    """Whether two are likely the same."""
    uids = {*a.person.uids} & {*b.person.uids}
    likeness = _compare_names(a, b)
    shared = sorted(_find_shared(a, b))
    if uids:
        sureness = 100
    elif _differ(a.person.birthday, b.person.birthday) or likeness is None:
        return None
    else:
        marks = [_SHARED[kind].sureness(likeness) for kind, _ in shared]
        sureness = max(likeness.sureness(a.org, b.org), *marks, 0)
    if not sureness:
        return None
    reasons = [
        *(["the same id in another address book"] if uids else []),
        *(f"the same {_SHARED[kind].noun}: {value}" for kind, value in shared),
        *([likeness.reason] if likeness and likeness.reason else []),
        *([f"the same organisation: {a.person.org}"] if a.org and a.org == b.org else []),
        *(["the same birthday"] if a.person.birthday and _agree(a, b) else []),
    ]
    sureness = min(sureness + 2 * (len(reasons) - 1), 100 if uids else 99)
    return Pair(a.person.id, b.person.id, sureness, tuple(reasons))


def _find_shared(a: _Face, b: _Face) -> Iterator[tuple[str, str]]:
    yield from (point for point in a.points & b.points if point[0] in _SHARED)
    for kind, normal in a.points - b.points:
        if kind == "phone" and any(k == kind and same_phone(normal, n) for k, n in b.points):
            yield kind, normal


def _compare_names(a: _Face, b: _Face) -> _Likeness | None:
    """How the names are alike; None if they contradict each other."""
    if a.generation and b.generation and a.generation != b.generation:
        return None
    if not a.words or not b.words:
        return _NAMELESS
    if sorted(a.words) == sorted(b.words):
        if a.generation != b.generation:
            return _JUNIOR
        return _SAME if a.words == b.words else _TURNED
    likeness = _CALLED if a.called & b.called else _compare_ends(a, b)
    if likeness is _FULLER and not _fit(a.middle, b.middle):
        return None
    fits = likeness is _CALLED or _fit(a.middle, b.middle)
    return likeness if fits else _OTHER


def _compare_ends(a: _Face, b: _Face) -> _Likeness:
    """By first name and surname alone; a name of one word has no surname."""
    if not a.family or not b.family:
        return _OTHER
    if a.family == b.family:
        if a.given == b.given:
            return _FULLER
        if _is_initial(a.given, b.given):
            return _INITIAL
        return _NEAR if _is_near(a.given, b.given) else _OTHER
    if a.given == b.given:
        return _NEAR if _is_near(a.family, b.family) else _GIVEN
    return _OTHER


def _fit(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether middle names may be the same person's, as far as both have them."""
    return all(x == y or _is_initial(x, y) for x, y in zip(a, b, strict=False))


def _is_initial(a: str, b: str) -> bool:
    return a[:1] == b[:1] and 1 in {len(a), len(b)}


def _is_near(a: str, b: str) -> bool:
    """Whether they differ in one letter, or in two that changed places."""
    from rapidfuzz.distance import OSA

    return max(len(a), len(b)) >= _LEAST and OSA.distance(a, b) <= 1


def _differ(a: Birthday | None, b: Birthday | None) -> bool:
    if not a or not b:
        return False
    years = {a.year, b.year} - {None}
    return (a.month, a.day) != (b.month, b.day) or len(years) == 2


def _agree(a: _Face, b: _Face) -> bool:
    both = a.person.birthday and b.person.birthday
    return bool(both) and not _differ(a.person.birthday, b.person.birthday)
