"""The tree of introducers, circles included."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.origins import trace_origins


def test_a_tree_is_read_from_the_one_who_feeds_most() -> None:
    origins = trace_origins({1: None, 2: 1, 3: None, 4: 3, 5: 4, 6: 3, 7: None, 8: 3})
    assert [(b.contact_id, b.depth, b.brought, b.fed) for b in origins.branches] == [
        (3, 0, 3, 4),
        (4, 1, 1, 1),
        (5, 2, 0, 0),
        (6, 1, 0, 0),
        (8, 1, 0, 0),
        (1, 0, 1, 1),
        (2, 1, 0, 0),
    ]
    assert origins.branches[0].share == 4 / 8
    assert (origins.people, origins.brought, origins.share) == (8, 5, 5 / 8)


@pytest.mark.parametrize(
    ("introduced_by", "tree"),
    [
        ({}, []),
        ({1: None}, []),
        ({1: 1, 2: 2}, []),  # nobody brings themselves
        ({1: 2, 2: 1}, [(1, 0), (2, 1)]),
        ({5: 6, 6: 5, 1: 5}, [(5, 0), (1, 1), (6, 1)]),  # 1 hangs on the circle
        ({2: 9}, [(9, 0), (2, 1)]),  # 9 is not in the network any more
    ],
)
def test_trees_with_nothing_or_a_circle(
    introduced_by: dict[int, int | None], tree: list[tuple[int, int]]
) -> None:
    branches = trace_origins(introduced_by).branches
    assert [(branch.contact_id, branch.depth) for branch in branches] == tree


def test_no_chain_is_too_long() -> None:
    chain: dict[int, int | None] = {n: n - 1 for n in range(2, 5000)}
    first = trace_origins({1: None, **chain}).branches[0]
    assert (first.contact_id, first.fed) == (1, 4998)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.integers(1, 9), st.none() | st.integers(1, 12)))
def test_everybody_who_brought_or_was_brought_is_there_once(
    introduced_by: dict[int, int | None],
) -> None:
    origins = trace_origins(introduced_by)
    links = [(a, b) for a, b in introduced_by.items() if b is not None and a != b]
    shown = [branch.contact_id for branch in origins.branches]
    assert sorted(shown) == sorted({each for link in links for each in link})
    assert origins.brought == len(links)
    assert all(0 <= branch.share <= 1 for branch in origins.branches)
    # Everyone below the beginning stands under whoever brought them.
    above: list[int] = []
    for branch in origins.branches:
        del above[branch.depth :]
        if above:
            assert introduced_by[branch.contact_id] == above[-1]
        above.append(branch.contact_id)
    backwards = dict(reversed(introduced_by.items()))
    assert trace_origins(backwards) == origins
