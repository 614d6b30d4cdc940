"""Who could help whom: pairs of contacts of whom one needs what the other offers.

A pair is worth words · ties · vouches, and the best comes first:

    words     M · M/N: N is what the words of the need count, M those of them that the offer has
              too. A word counts 1 if all interests have it, and 1 more each time that half as many
              do: 1 + log₂(all interests ÷ those with the word)
    ties      √(a·b) ÷ 100: a and b are my scores with the two, 1 at the least
    vouches   √(a·b) ÷ 5: a and b are how I vouch for the two, 3 where I have not said

So a rare word weighs more than a common one, and one tie that is strong does not make up for one
that is hardly there. Words meet without regard to case, accents and endings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import fsum, inf, log2, sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import Want
from netlog.core.stems import Stems

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from netlog.core.model import Interest

_LEAST_TIE = 1
_USUAL_VOUCH = 3
_NOWHERE = (inf, 0, 0)
_ROUNDING = 1 + 1e-9  # a bound may not fall short of what it bounds by a last digit


class Meeting(NamedTuple):
    """A need, an offer that meets it, and the words that met, as the need spells them.

    `fit` is what the formula calls words.
    """

    need: Interest
    offer: Interest
    words: tuple[str, ...]
    fit: float


class Match(NamedTuple):
    """Two contacts to introduce. They may meet in several ways, in both directions, best first.

    `ties` and `vouches` are from 0 to 1; with the fit of the best meeting they make the weight.
    """

    meetings: tuple[Meeting, ...]
    ties: float
    vouches: float

    @property
    def best(self) -> Meeting:
        return self.meetings[0]

    @property
    def ends(self) -> tuple[int, int]:
        """Who needs something, and who offers it."""
        return self.best.need.contact_id, self.best.offer.contact_id

    @property
    def weight(self) -> float:
        return self.best.fit * self.ties * self.vouches


class Matchmaker:
    """Everybody's needs and offers, ready to be held against each other.

    `ties` are scores, 0 to 100, and `vouches` 1 to 5, by contact. Nobody in `refusing` is ever
    suggested; their words count all the same, since what a word is worth depends on all interests.
    """

    def __init__(
        self,
        interests: Iterable[Interest],
        ties: Mapping[int, float],
        vouches: Mapping[int, float] = MappingProxyType({}),
        refusing: Container[int] = frozenset(),
    ) -> None:
        self._stems = Stems()
        self._standing = _Standing(ties, vouches)
        wanted = [each for each in interests if each.kind is not Want.CARES]
        read = [(each, self._stems.of(each.what)) for each in wanted]
        self._counts = _weigh_words([found for _, found in read])
        self._needs: defaultdict[int, list[_Text]] = defaultdict(list)
        self._offers: defaultdict[int, list[_Text]] = defaultdict(list)
        for each, found in read:
            if found and each.contact_id not in refusing:
                worth = fsum(self._counts[stem] for stem in found)
                ease = self._standing.ease(each.contact_id)
                mine = self._needs if each.kind is Want.NEEDS else self._offers
                mine[each.contact_id].append(_Text(each, each.contact_id, found, worth, ease))
        self._index = _Offers(_flat(self._offers), self._counts)

    def find(self, limit: int | None = None, *, about: int | None = None) -> list[Match]:
        """Pairs to introduce, best first, each pair once; equals go by the ids of need and offer.

        Those `about` one contact weigh what they weigh in the whole list.
        """
        best = _Best(limit)
        if about is None:
            self._meet(_flat(self._needs), self._index, best)
        else:
            self._meet(self._needs[about], self._index, best)
            self._meet(_flat(self._needs), _Offers(self._offers[about], self._counts), best)
        return [self._tell(pair, (pair, pair[::-1])) for pair in best.pairs()]

    def find_help(self, contact_id: int, limit: int | None = None) -> list[Match]:
        """Those who offer what one contact needs, best first, whatever else they could do."""
        best = _Best(limit)
        self._meet(self._needs[contact_id], self._index, best)
        return [
            self._tell(pair, [pair if pair[0] == contact_id else pair[::-1]])
            for pair in best.pairs()
        ]

    def _meet(self, needs: Iterable[_Text], offers: _Offers, best: _Best) -> None:
        """Hold needs against the offers that have a word in common with them.

        Those that could be worth most come first: where only the best pairs are wanted, they soon
        rule out most others unseen.
        """
        for need in sorted(needs, key=lambda need: -need.worth * need.ease):
            for offer in offers.find(need, best):
                weight = self._fit(need, offer) * (need.ease * offer.ease)
                if weight >= best.least:
                    best.add(weight, need, offer)

    def _tell(self, pair: tuple[int, int], ways: Iterable[tuple[int, int]]) -> Match:
        """A pair with all that could be done for the first of some `ways` by the second."""
        meetings = [
            Meeting(
                need.interest,
                offer.interest,
                self._stems.spell(need.interest.what, need.stems & offer.stems),
                self._fit(need, offer),
            )
            for needy, helper in ways
            for need in self._needs[needy]
            for offer in self._offers[helper]
            if not need.stems.isdisjoint(offer.stems)
        ]
        meetings.sort(key=lambda each: (-each.fit, each.need.id, each.offer.id))
        return Match(tuple(meetings), *self._standing.mean(*pair))

    def _fit(self, need: _Text, offer: _Text) -> float:
        met = fsum([self._counts[stem] for stem in need.stems & offer.stems])
        return met * met / need.worth


class _Text(NamedTuple):
    """An interest by its stems, with what they count and its contact's ease."""

    interest: Interest
    contact_id: int
    stems: frozenset[str]
    worth: float
    ease: float


class _Standing(NamedTuple):
    """How I stand with people, and how I vouch for them."""

    ties: Mapping[int, float]
    vouches: Mapping[int, float]

    def mean(self, one: int, other: int) -> tuple[float, float]:
        """The ties and vouches of a pair."""
        ties, vouches = zip(self._of(one), self._of(other), strict=True)
        return sqrt(ties[0] * ties[1]), sqrt(vouches[0] * vouches[1])

    def ease(self, contact_id: int) -> float:
        """One contact's part in ties · vouches, which is the product of two of these."""
        tie, vouch = self._of(contact_id)
        return sqrt(tie * vouch)

    def _of(self, contact_id: int) -> tuple[float, float]:
        tie = max(self.ties.get(contact_id, 0), _LEAST_TIE) / 100
        return tie, self.vouches.get(contact_id, _USUAL_VOUCH) / 5


class _Best:
    """The best meeting of each pair of two people that may be among the `limit` best."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._places: dict[tuple[int, int], tuple[float, int, int]] = {}
        self.least = 0.0  # that a further pair has to weigh

    def add(self, weight: float, need: _Text, offer: _Text) -> None:
        one, other = sorted((need.contact_id, offer.contact_id))
        if one == other:
            return
        place = -weight, need.interest.id, offer.interest.id
        if place < self._places.get((one, other), _NOWHERE):
            self._places[one, other] = place
            # Now and then is enough: to sort after every pair would take longer than to keep it.
            if self._limit is not None and len(self._places) > 1.5 * self._limit + 50:
                self._places = {pair: self._places[pair] for pair in self.pairs()}
                self.least = -max(self._places.values(), default=(-inf,))[0]

    def pairs(self) -> list[tuple[int, int]]:
        return sorted(self._places, key=self._places.__getitem__)[: self._limit]


def _weigh_words(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """What each stem counts."""
    having = Counter(stem for stems in texts for stem in stems)
    return {stem: 1 + log2(len(texts) / number) for stem, number in having.items()}


class _Offers:
    """Offers by their words, those of the nearest contacts first."""

    def __init__(self, offers: Iterable[_Text], counts: Mapping[str, float]) -> None:
        self._counts = counts
        self._having: defaultdict[str, list[_Text]] = defaultdict(list)
        for offer in sorted(offers, key=lambda offer: -offer.ease):
            for stem in offer.stems:
                self._having[stem].append(offer)

    def find(self, need: _Text, best: _Best) -> Iterator[_Text]:
        """Every offer that has a word of the need and may, with it, be among the best so far.

        Rare words come first: what a later one brings up has none of those before it, and could
        meet no more than what is left of the need.
        """
        seen: set[int] = set()
        left = need.worth
        for stem in sorted(need.stems, key=lambda stem: (-self._counts[stem], stem)):
            most = left * left / need.worth * need.ease * _ROUNDING
            for offer in self._having.get(stem, ()):
                if most * offer.ease < best.least:
                    break
                if offer.interest.id not in seen:
                    seen.add(offer.interest.id)
                    yield offer
            left -= self._counts[stem]


def _flat(texts: Mapping[int, Sequence[_Text]]) -> list[_Text]:
    return [text for mine in texts.values() for text in mine]
