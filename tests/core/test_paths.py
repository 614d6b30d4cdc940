"""The ways to a person: by hand, and against all the ways there are."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netlog.core.paths import (
    Edge,
    Leg,
    Path,
    find_first,
    find_last,
    find_paths,
    weigh,
    why_not,
)

FEW = settings(max_examples=100, deadline=None)


def knows(a: int, b: int, weight: float = 1, why: str = "knows") -> Edge:
    return Edge(a, b, weight, why)


def ways(paths: list[Path]) -> list[tuple[int, ...]]:
    return [(*path.through, path.target) for path in paths]


def test_each_leg_has_its_strength_and_reason() -> None:
    edges = [knows(1, 2, 0.5, "together"), knows(3, 2, 0.9, "introduced")]
    (path,) = find_paths({1: 80}, edges, [3])
    assert path.legs == (
        Leg(None, 1, 0.8),
        Leg(1, 2, 0.5, edges[0]),
        Leg(2, 3, 0.9, edges[1]),
    )
    assert path.strength == pytest.approx(0.8 * 0.5 * 0.9)
    assert (path.through, path.target) == ((1, 2), 3)


@pytest.mark.parametrize(
    ("ties", "edges", "targets", "expected"),
    [
        # Through nobody, one and two others, but not three.
        ({9: 50}, [], [9], [(9,)]),
        ({1: 50}, [knows(1, 9)], [9], [(1, 9)]),
        ({1: 50}, [knows(2, 1), knows(9, 2)], [9], [(1, 2, 9)]),
        ({1: 50}, [knows(1, 2), knows(2, 3), knows(3, 9)], [9], []),
        # The stronger first, even if it is longer; of equals the shorter, then the ids.
        ({1: 50, 9: 20}, [knows(1, 9, 0.9)], [9], [(1, 9), (9,)]),
        ({1: 50, 9: 50}, [knows(1, 9)], [9], [(9,), (1, 9)]),
        ({2: 50, 1: 50}, [knows(2, 9), knows(1, 9)], [9], [(1, 9), (2, 9)]),
        # A tie of nothing is none, and neither is knowing oneself.
        ({1: 0}, [knows(1, 9)], [9], []),
        ({1: 50}, [knows(9, 9), knows(1, 1)], [9], []),
        ({1: 50}, [knows(1, 9, 0)], [9], []),
        # Nobody twice: 1 and 2 know each other and 9.
        (
            {1: 50, 2: 40},
            [knows(1, 2), knows(1, 9), knows(2, 9)],
            [9],
            [(1, 9), (1, 2, 9), (2, 9), (2, 1, 9)],
        ),
        # Inside is inside: not on through the organisation.
        ({1: 50, 8: 90}, [knows(1, 8), knows(8, 9)], [8, 9], [(8,), (1, 8)]),
        ({1: 50}, [knows(1, 8), knows(1, 9, 0.5)], [9, 8], [(1, 8), (1, 9)]),
        # Of several reasons to think that two know each other the surest.
        ({1: 50}, [knows(1, 9, 0.3), knows(9, 1, 0.6), knows(1, 9, 0.2)], [9], [(1, 9)]),
    ],
)
def test_ways(
    ties: dict[int, float], edges: list[Edge], targets: list[int], expected: list[tuple[int, ...]]
) -> None:
    assert ways(find_paths(ties, edges, targets)) == expected


def test_the_surest_reason_is_told_and_of_equals_the_first_by_alphabet() -> None:
    edges = [knows(1, 9, 0.3, "met"), knows(9, 1, 0.6, "knows"), knows(1, 9, 0.6, "introduced")]
    (path,) = find_paths({1: 50}, edges, [9])
    assert path.legs[1].edge == edges[2]


def test_how_sure_it_is_that_two_know_each_other() -> None:
    """To be told, or to be brought, is surest; to be in touch together never as sure as that."""
    outcomes = [weigh(f"introduced {outcome}") for outcome in ("bad", "flat", "good")]
    assert outcomes == sorted(outcomes)
    assert outcomes[1] < weigh("introduced") < outcomes[2] == weigh("knows") == weigh("brought")
    together = [weigh("together", str(times)) for times in (1, 2, 3, 1000)]
    assert together == sorted(together)
    assert together[0] == 0.3
    assert together[-1] < weigh("introduced")


def test_nobody_archived_is_asked_but_may_be_looked_for() -> None:
    edges = [knows(1, 9), knows(2, 9), knows(1, 2)]
    assert ways(find_paths({1: 50, 2: 50}, edges, [9], archived={1})) == [(2, 9)]
    assert ways(find_paths({2: 50}, edges, [9], archived={9})) == [(2, 9), (2, 1, 9)]


@pytest.mark.parametrize(
    ("heard_of", "people", "kind", "words"),
    [
        (False, [], "unknown", "called Acme [x]"),
        (True, [], "nobody_there", "nobody at Acme [x]"),
        (True, [4], "not_connected", "leads to Acme [x]"),
    ],
)
def test_why_there_is_no_way(heard_of: bool, people: list[int], kind: str, words: str) -> None:
    obstacle = why_not("Acme [x]", heard_of=heard_of, people=people)
    assert obstacle.kind == kind
    assert words in obstacle.text
    assert "netlog " in obstacle.hint
    assert all(f" c{each} " in obstacle.hint for each in people)


PEOPLE = st.integers(1, 7)
WEIGHTS = st.sampled_from([0.25, 0.5, 1])
EDGES = st.lists(st.builds(Edge, PEOPLE, PEOPLE, WEIGHTS, st.sampled_from("ab")), max_size=14)
HEARSAY = EDGES.map(lambda edges: [each._replace(weight=each.weight * 0.9) for each in edges])
TIES = st.dictionaries(PEOPLE, st.sampled_from([0, 25, 50, 100]))
SETS = st.sets(PEOPLE, max_size=3)


def all_ways(
    ties: dict[int, float], edges: list[Edge], targets: set[int], archived: set[int]
) -> list[tuple[float, int, tuple[int, ...]]]:
    """Every way there is, by trying each step from me."""
    weights: dict[tuple[int, int], float] = {}
    for a, b, weight, *_ in edges:
        for pair in ((a, b), (b, a)):
            weights[pair] = max(weight, weights.get(pair, 0))
    found = []
    started = [(score / 100, (each,)) for each, score in ties.items() if score]
    while started:
        strength, way = started.pop()
        if way[-1] in targets:
            found.append((-strength, len(way), way))
        elif way[-1] not in archived and len(way) < 3:
            started += [
                (strength * weight, (*way, b))
                for (a, b), weight in weights.items()
                if a == way[-1] and b not in way
            ]
    return sorted(found)


@FEW
@example({7: 25}, [Edge(1, 7, 0.25, "a"), Edge(7, 1, 0.25, "a")], {1}, set(), None)
@given(TIES, EDGES, SETS, SETS, st.none() | st.integers(0, 4))
def test_the_best_of_all_ways_are_found(
    ties: dict[int, float],
    edges: list[Edge],
    targets: set[int],
    archived: set[int],
    limit: int | None,
) -> None:
    paths = find_paths(ties, edges, targets, archived=archived, limit=limit)
    assert ways(paths) == [way for *_, way in all_ways(ties, edges, targets, archived)][:limit]
    assert find_paths(ties, edges[::-1], targets, archived=archived, limit=limit) == paths


@FEW
@given(TIES, HEARSAY, SETS, st.integers(1, 3))
def test_the_edges_of_the_last_or_of_the_first_to_be_asked_are_enough(
    ties: dict[int, float], edges: list[Edge], targets: set[int], limit: int
) -> None:
    whole = find_paths(ties, edges, targets, limit=limit)
    near = [edge for edge in edges if {edge.a, edge.b} & targets]
    best = find_paths(ties, near, targets, limit=limit)
    least = best[-1].strength if len(best) == limit else 0
    for asked in (find_last(near, targets, least), find_first(ties, least)):
        more = [edge for edge in edges if {edge.a, edge.b} & asked]
        assert find_paths(ties, near + more, targets, limit=limit) == whole


@FEW
@given(TIES, EDGES, SETS)
def test_the_edges_near_the_targets_are_enough(
    ties: dict[int, float], edges: list[Edge], targets: set[int]
) -> None:
    near = targets | {each for a, b, *_ in edges if {a, b} & targets for each in (a, b)}
    some = [edge for edge in edges if {edge.a, edge.b} & near]
    assert find_paths(ties, some, targets) == find_paths(ties, edges, targets)
