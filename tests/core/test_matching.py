"""Who could help whom: the weight worked out by hand, who is left out, and the order."""

from __future__ import annotations

from datetime import date
from itertools import pairwise, product
from math import log2, sqrt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.matching import Match, Matchmaker
from netlog.core.model import Interest, Want

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

ANA, BO, CY, DEE = 1, 2, 3, 4
STRONG = {ANA: 64.0, BO: 64.0, CY: 64.0, DEE: 64.0}
FEW = settings(max_examples=60, deadline=None)


def interests(*rows: tuple[int, str, str]) -> list[Interest]:
    return [
        Interest(n, who, "", Want(kind), what, date(2026, 11, 22))
        for n, (who, kind, what) in enumerate(rows, 1)
    ]


def match(
    rows: Iterable[Interest],
    ties: Mapping[int, float],
    vouches: Mapping[int, float] | None = None,
    refusing: Container[int] = (),
    *,
    about: int | None = None,
    limit: int | None = None,
) -> list[Match]:
    return Matchmaker(rows, ties, vouches or {}, refusing).find(limit, about=about)


def pairs(matches: list[Match]) -> list[tuple[int, int]]:
    return [each.ends for each in matches]


def test_the_weight_is_words_by_ties_by_vouches() -> None:
    rows = interests(
        (ANA, "needs", "a Rust developer"),
        (BO, "offers", "developers of all kinds"),
        (CY, "offers", "gardening"),
        (DEE, "cares", "rust"),
    )
    (found,) = match(rows, {ANA: 36, BO: 64}, {ANA: 5})
    # Of three interests one has rust, two have develop.
    develop, rust = 1 + log2(3 / 2), 1 + log2(3)
    assert found.best.fit == pytest.approx(develop * develop / (develop + rust))
    assert found.ties == pytest.approx(sqrt(0.36 * 0.64))
    assert found.vouches == pytest.approx(sqrt(5 / 5 * 3 / 5))
    assert found.weight == pytest.approx(found.best.fit * found.ties * found.vouches)
    assert found.best.words == ("developer",)
    assert (found.best.need.id, found.best.offer.id) == (1, 2)


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("Designers", "design work"),
        ("a CAFÉ", "cafes to sing in"),
        ("investors", "knows an investor"),
        ("資金調達", "資金の相談"),
        ("C++", "C++ lessons"),
    ],
)
def test_words_meet_in_other_forms(need: str, offer: str) -> None:
    rows = interests((ANA, "needs", need), (BO, "offers", offer))
    assert pairs(match(rows, STRONG)) == [(ANA, BO)]


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("help with the taxes", "help with the garden"),
        ("C++", "C#"),
        ("", "anything"),
        ("someone good", "someone good"),
    ],
)
def test_idle_words_do_not_bring_people_together(need: str, offer: str) -> None:
    rows = interests((ANA, "needs", need), (BO, "offers", offer))
    assert match(rows, STRONG) == []


WANTED = interests((ANA, "needs", "a designer"), (BO, "offers", "design"), (CY, "offers", "design"))


def test_who_is_never_suggested() -> None:
    assert pairs(match(WANTED, STRONG)) == [(ANA, BO), (ANA, CY)]
    assert pairs(match(WANTED, STRONG, refusing={CY})) == [(ANA, BO)]
    assert match(WANTED, STRONG, refusing={ANA}) == []
    alone = interests((ANA, "needs", "a designer"), (ANA, "offers", "design"))
    assert match(alone, STRONG) == []
    shared = interests(
        (ANA, "needs", "a designer"), (BO, "needs", "design"), (CY, "cares", "design")
    )
    assert match(shared, STRONG) == []


@pytest.mark.parametrize(
    ("ties", "vouches", "first"),
    [
        ({BO: 30, CY: 40}, {}, CY),
        ({BO: 40, CY: 30}, {}, BO),
        ({BO: 30, CY: 30}, {CY: 4}, CY),
        ({BO: 30, CY: 30}, {CY: 2}, BO),
        ({BO: 30, CY: 30}, {BO: 3}, BO),  # 3 is what not saying counts
        ({BO: 0.5, CY: 0}, {}, BO),  # and 1 the least of a tie
        ({}, {}, BO),
    ],
)
def test_the_nearer_and_the_better_come_first(
    ties: dict[int, float], vouches: dict[int, float], first: int
) -> None:
    assert pairs(match(WANTED, ties, vouches))[0] == (ANA, first)


def test_rare_words_and_whole_needs_come_first() -> None:
    rows = interests(
        (ANA, "needs", "marketing"),
        (ANA, "needs", "falconry"),
        (BO, "offers", "falconry"),
        (CY, "offers", "marketing"),
        (DEE, "offers", "marketing"),
    )
    assert pairs(match(rows, STRONG)) == [(ANA, BO), (ANA, CY), (ANA, DEE)]
    rows = interests(
        (ANA, "needs", "marketing in Lisbon"),
        (BO, "offers", "marketing"),
        (CY, "offers", "marketing, also in Lisbon"),
    )
    assert pairs(match(rows, STRONG)) == [(ANA, CY), (ANA, BO)]


def test_a_pair_comes_once_with_all_that_it_could_do() -> None:
    rows = interests(
        (ANA, "needs", "marketing"),
        (BO, "offers", "marketing"),
        (BO, "needs", "falconry and hawks"),
        (ANA, "offers", "falconry, hawks"),
        (CY, "offers", "marketing"),
    )
    first, second = match(rows, STRONG)
    assert [(each.need.id, each.offer.id) for each in first.meetings] == [(3, 4), (1, 2)]
    assert first.best.words == ("falconry", "hawks")
    assert pairs([second]) == [(ANA, CY)]


def test_about_one_contact_both_ways() -> None:
    rows = interests(
        (ANA, "needs", "marketing"),
        (BO, "offers", "marketing"),
        (CY, "needs", "falconry"),
        (ANA, "offers", "falconry"),
        (DEE, "needs", "marketing"),
    )
    everybody = match(rows, STRONG)
    about = match(rows, STRONG, about=ANA)
    assert pairs(about) == [(CY, ANA), (ANA, BO)]
    assert about == [each for each in everybody if ANA in each.ends]


def test_who_could_help_one_contact_though_the_pair_is_better_the_other_way_round() -> None:
    rows = interests(
        (ANA, "needs", "marketing"),
        (BO, "offers", "marketing of books"),
        (BO, "needs", "falconry and hawks"),
        (ANA, "offers", "falconry, hawks"),
        (CY, "offers", "marketing"),
        (ANA, "offers", "marketing"),
    )
    matchmaker = Matchmaker(rows, {BO: 30, CY: 40}, refusing={DEE})
    assert pairs(matchmaker.find()) == [(BO, ANA), (ANA, CY)]
    assert pairs(matchmaker.find_help(ANA)) == [(ANA, CY), (ANA, BO)]
    assert [len(each.meetings) for each in matchmaker.find_help(ANA)] == [1, 1]
    assert pairs(matchmaker.find_help(ANA, 1)) == [(ANA, CY)]
    assert pairs(matchmaker.find_help(BO)) == [(BO, ANA)]
    assert matchmaker.find_help(DEE) == []


# What must hold for all.

WORDS = ["rust", "design", "taxes", "help", "garden", "sailing", "c++", "資金調達", "the"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["needs", "offers", "cares"]), TEXTS), max_size=24
).map(lambda rows: interests(*rows))
TIES = st.dictionaries(st.integers(1, 6), st.sampled_from([0, 10, 40.5, 100]))
VOUCHES = st.dictionaries(st.integers(1, 6), st.integers(1, 5))


@FEW
@given(ROWS, TIES, VOUCHES, st.sets(st.integers(1, 6), max_size=2))
def test_every_pair_that_meets_is_there_and_no_other(
    rows: list[Interest],
    ties: dict[int, float],
    vouches: dict[int, int],
    refusing: set[int],
) -> None:
    matches = match(rows, ties, vouches, refusing)
    people = [frozenset(each.ends) for each in matches]
    assert len(set(people)) == len(people)
    assert all(len(pair) == 2 and not pair & refusing for pair in people)
    stop = {"help", "the"}
    for need, offer in product(rows, rows):
        met = set(need.what.split()) & set(offer.what.split()) - stop
        if (need.kind, offer.kind) != (Want.NEEDS, Want.OFFERS) or not met:
            continue
        pair = frozenset((need.contact_id, offer.contact_id))
        barred = len(pair) == 1 or pair & refusing
        assert barred or pair in people
    weights = [each.weight for each in matches]
    assert all(a >= b * (1 - 1e-9) for a, b in pairwise(weights))
    assert match(rows[::-1], ties, vouches, refusing) == matches


@FEW
@given(ROWS, TIES, VOUCHES, st.integers(0, 4), st.integers(1, 6))
def test_a_limit_and_one_contact_only_cut_the_list(
    rows: list[Interest],
    ties: dict[int, float],
    vouches: dict[int, int],
    limit: int,
    about: int,
) -> None:
    matches = match(rows, ties, vouches)
    assert match(rows, ties, vouches, limit=limit) == matches[:limit]
    theirs = [each for each in matches if about in each.ends]
    assert match(rows, ties, vouches, about=about) == theirs


@pytest.mark.parametrize("limit", [1, 7, 40])
def test_what_is_never_looked_at_would_not_have_been_among_the_best(limit: int) -> None:
    words = ["rust", "design", "tax", "garden", "sail", "piano", "chess", "legal", "cloud", "bread"]
    rows = interests(
        *(
            (
                n % 97,
                "needs" if n % 2 else "offers",
                " ".join({"common", words[n * n % 10], words[n * 7 % 10], words[n // 3 % 7]}),
            )
            for n in range(400)
        )
    )
    ties = {contact_id: contact_id * 37 % 101 for contact_id in range(97)}
    everybody = match(rows, ties)
    assert len(everybody) > 2000  # enough for the search to cut its list again and again
    assert match(rows, ties, limit=limit) == everybody[:limit]
