"""Who knows whom: the ways to a person, or into an organisation, through at most two others.

A way is as strong as its legs multiplied. My own leg is the score of that tie ÷ 100; that of two
others is how sure it is that they know each other, from 0 to 1, as `weigh` has it.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.excerpt import joined_some

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

    from netlog.core.model import Named

SUREST = 0.9  # more than that nobody can be of what is hearsay

# How sure it is that two know each other: I was told, or one of them brought the other to me, or
# I introduced them, which went well, badly, or nobody knows how.
_SURE = {
    "knows": SUREST,
    "brought": SUREST,
    "introduced": 0.7,
    "introduced good": SUREST,
    "introduced flat": 0.6,
    "introduced bad": 0.4,
}
# They were in touch with me together: no more than a hint, however often it was.
_TOGETHER = 0.6


class Edge(NamedTuple):
    """Two contacts who know each other, in either order. `weight` is above 0 and at most 1, `why`
    whence that is known, as `weigh` reads it, and `detail` what there is to say about it.
    """

    a: int
    b: int
    weight: float
    why: str
    detail: str = ""


class Leg(NamedTuple):
    """One step of a way. The first is mine: its `start` is None, and there is no edge."""

    start: int | None
    end: int
    strength: float
    edge: Edge | None = None


class Path(NamedTuple):
    """A way from me to where its last leg ends; `strength` is from 0 to 1."""

    legs: tuple[Leg, ...]
    strength: float

    @property
    def target(self) -> int:
        return self.legs[-1].end

    @property
    def through(self) -> tuple[int, ...]:
        """Whom to ask, in turn."""
        return tuple(leg.end for leg in self.legs[:-1])


class Obstacle(NamedTuple):
    """Why there is no way, and what to do: `kind` is unknown, nobody_there or not_connected."""

    kind: str
    text: str
    hint: str


def weigh(why: str, detail: str = "") -> float:
    """How sure it is that two know each other, from 0 to 1: `knows`, `brought`, `introduced` or
    the same with its outcome, or so many times `together`.
    """
    if why == "together":
        times = int(detail)
        return _TOGETHER * times / (times + 1)
    return _SURE[why]


def find_paths(
    ties: Mapping[int, float],
    edges: Collection[Edge],
    targets: Iterable[int],
    *,
    archived: Container[int] = frozenset(),
    limit: int | None = None,
) -> list[Path]:
    """The ways to any of the targets, best first; of equals the shorter, then by ids.

    `ties` are my scores, 0 to 100, by contact; one of 0 leads nowhere. The edges that touch a
    target or a neighbour of one are all that is needed; more do no harm. Nobody is on a way twice,
    nobody archived is asked, and a way ends at the first target that it reaches.
    """
    goals = frozenset(targets)
    ends = _neighbours(edges, goals)
    last: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for target, around in ends.items():
        for contact_id, edge in around.items():
            if contact_id not in goals and contact_id not in archived:
                last[contact_id].append((target, edge.weight))

    ways = [_begin(ties, target) for target in goals & ties.keys()]
    for contact_id in last.keys() & ties.keys():
        way = _begin(ties, contact_id)
        ways += [way.on(target, weight) for target, weight in last[contact_id]]
    ways = _best(ways, limit)
    # Most of what would be longer and no better than these is never made.
    least = ways[-1].weakness if ways and len(ways) == limit else 0

    middles = _neighbours(edges, last.keys())
    for contact_id, legs in last.items():
        for other, edge in middles[contact_id].items():
            if other not in ties or other in goals or other in archived:
                continue
            way = _begin(ties, other)
            for target, weight in legs:
                if way.weakness * edge.weight * weight <= least:
                    ways.append(way.on(contact_id, edge.weight).on(target, weight))
    return [_tell(way, ties, ends, middles) for way in _best(ways, limit)]


def find_last(edges: Collection[Edge], targets: Iterable[int], least: float) -> set[int]:
    """Who may be the last to be asked on a way through two others of at least this strength, where
    the edges at the targets are known.
    """
    goals = frozenset(targets)
    return {
        contact_id
        for around in _neighbours(edges, goals).values()
        for contact_id, edge in around.items()
        if contact_id not in goals and SUREST * edge.weight >= least
    }


def find_first(ties: Mapping[int, float], least: float) -> set[int]:
    """Who may be the first, by my own ties alone. The edges of either are enough to find all these
    ways: the one between the two of them is among both.
    """
    return {each for each, score in ties.items() if score / 100 * SUREST * SUREST >= least}


def why_not(
    name: str, *, heard_of: bool = False, people: Collection[int] = (), before: Sequence[Named] = ()
) -> Obstacle:
    """Which of three cases it is where no way was found to a person or an organisation.

    `heard_of` says whether the journal has the name at all; `people` are the contacts that were
    looked for, and `before` those who used to be there, the strongest tie first.
    """
    if people:
        one = f"c{min(people)}"
        return Obstacle(
            "not_connected",
            f"no way through at most two others leads to {name}",
            f'netlog knows NAME {one} notes who knows them; netlog reach {one} "…" if you write'
            " to them yourself",
        )
    if before:
        who = joined_some([each.name for each in before], 3)
        return Obstacle(
            "nobody_there",
            f"you know nobody at {name} now; {who} used to be there",
            f'netlog ask c{before[0].id} "…" asks whom they still know there',
        )
    if heard_of:
        return Obstacle(
            "nobody_there",
            f"you know nobody at {name} now",
            "ask the strongest of netlog rank whom they know there, and add them with netlog add",
        )
    return Obstacle(
        "unknown",
        f"nobody and no organisation in the journal is called {name}",
        "look for it with netlog find, or add whom you mean with netlog add",
    )


class _Way(NamedTuple):
    """A way in the making; the smaller one is the better. `weakness` is minus its strength."""

    weakness: float
    length: int
    contacts: tuple[int, ...]

    def on(self, contact_id: int, weight: float) -> _Way:
        """The same with another leg."""
        return _Way(self.weakness * weight, self.length + 1, (*self.contacts, contact_id))


def _begin(ties: Mapping[int, float], contact_id: int) -> _Way:
    """My own leg to somebody with whom I have a tie."""
    return _Way(-ties[contact_id] / 100, 1, (contact_id,))


def _best(ways: list[_Way], limit: int | None) -> list[_Way]:
    """Those that lead somewhere, or the best of them, the best first."""
    leading = [way for way in ways if way.weakness < 0]
    return sorted(leading) if limit is None else nsmallest(limit, leading)


def _neighbours(edges: Collection[Edge], of: Iterable[int]) -> dict[int, dict[int, Edge]]:
    """The surest edge between each of some contacts and each of their neighbours."""
    found: dict[int, dict[int, Edge]] = {contact_id: {} for contact_id in of}
    for edge in edges:
        a, b = edge[:2]
        if (a not in found and b not in found) or a == b or edge.weight <= 0:
            continue
        for one, other in ((a, b), (b, a)):
            if one in found:
                known = found[one].get(other)
                if known is None or _doubt(edge) < _doubt(known):
                    found[one][other] = edge
    return found


def _doubt(edge: Edge) -> tuple[float, bool, str, str, int]:
    """The less, the surer; of what is equally sure, the user's own words come first."""
    return (-edge.weight, edge.why != "knows" or not edge.detail, edge.why, edge.detail, edge.a)


def _tell(
    way: _Way,
    ties: Mapping[int, float],
    ends: Mapping[int, Mapping[int, Edge]],
    middles: Mapping[int, Mapping[int, Edge]],
) -> Path:
    first = way.contacts[0]
    legs = [Leg(None, first, ties[first] / 100)]
    for start, end in pairwise(way.contacts):
        edge = (ends if end in ends else middles)[end][start]
        legs.append(Leg(start, end, edge.weight, edge))
    return Path(tuple(legs), -way.weakness)
