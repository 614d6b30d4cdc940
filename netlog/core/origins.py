"""Who came through whom: the tree of introducers, and how much of the network each one feeds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Branch(NamedTuple):
    """A contact who brought others or was brought, `depth` steps below where the tree begins.

    `brought` counts those who came through them at first hand, `fed` those at any; `share` is the
    part of all contacts that these are, 0 to 1.
    """

    contact_id: int
    depth: int
    brought: int
    fed: int
    share: float


class Origins(NamedTuple):
    """The branches as a tree is read, each before those it bears, and what they come to: how many
    of the `people` others have `brought`.
    """

    branches: tuple[Branch, ...]
    people: int
    brought: int

    @property
    def share(self) -> float:
        """The part of the network that others brought, 0 to 1."""
        return self.brought / self.people if self.people else 0


def trace_origins(introduced_by: Mapping[int, int | None]) -> Origins:
    """The tree of who brought whom, from every contact and their introducer, if there is one.

    Whoever feeds most comes first, of equals the smaller id. Where introducers go round in a
    circle, its smallest id counts as the beginning.
    """
    parents = {each: by for each, by in introduced_by.items() if by is not None and by != each}
    people = len(introduced_by)
    brought = len(parents)
    for root in _find_circles(parents):
        del parents[root]
    children: defaultdict[int, list[int]] = defaultdict(list)
    for contact_id, by in parents.items():
        children[by].append(contact_id)

    roots = [each for each in children if each not in parents]
    downwards = list(roots)
    for contact_id in downwards:
        downwards += children.get(contact_id, ())
    fed = dict.fromkeys(downwards, 0)
    for contact_id in reversed(downwards):
        if contact_id in parents:
            fed[parents[contact_id]] += fed[contact_id] + 1

    branches = []
    waiting = [(each, 0) for each in sorted(roots, key=lambda each: (fed[each], -each))]
    while waiting:
        contact_id, depth = waiting.pop()
        below = sorted(children.get(contact_id, ()), key=lambda each: (fed[each], -each))
        waiting += [(each, depth + 1) for each in below]
        number = fed[contact_id]
        branches.append(Branch(contact_id, depth, len(below), number, number / people))
    return Origins(tuple(branches), people, brought)


def _find_circles(parents: Mapping[int, int]) -> list[int]:
    """The smallest contact of every circle of introducers."""
    smallest = []
    seen: dict[int, int] = {}  # by the walk that came there first
    for start in parents:
        each = start
        while each in parents and each not in seen:
            seen[each] = start
            each = parents[each]
        if seen.get(each) == start and each in parents:
            circle = [each]
            while parents[circle[-1]] != each:
                circle.append(parents[circle[-1]])
            smallest.append(min(circle))
    return smallest
