"""Who could be of use to whom: pairs to introduce, and what to give from what people need."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from netlog.core import names, scoring
from netlog.core.agenda_items import Idea
from netlog.core.excerpt import shorten
from netlog.core.model import Filters, Intros, Want
from netlog.journal import interests, people, vouches

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from netlog.core.matching import Match, Matchmaker, Meeting
    from netlog.core.model import Interest, Named
    from netlog.core.rhythm import Tie
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader

BEST = 1000  # pairs that are looked for where nothing else is said; there may be millions
SPARE = 100  # more that are looked at, because some will know each other
FEW = 10  # the same, where the best is enough
LONGEST = 36  # characters of a need or an offer in a line of the page of the day

Barred = Literal["", "archived", "never", "vouch"]


class Side(NamedTuple):
    """One of a pair, and how to call them on a command line."""

    id: int
    name: str
    handle: str


class Pair(NamedTuple):
    """Two contacts who do not know each other: `a` needs what `b` offers. They may meet in several
    ways, in both directions, best first; `weight` is that of core.matching.
    """

    a: Side
    b: Side
    meetings: tuple[Meeting, ...]
    weight: float

    @property
    def command(self) -> str:
        """What starts the introduction."""
        return introducing(self.a.handle, self.b.handle)


class Matches(NamedTuple):
    """The best pairs, best first, `cut` if there may be more; for one `person` if a name is given,
    who may be `barred` from being introduced. `interests` counts the needs and offers that were
    looked at.
    """

    pairs: tuple[Pair, ...]
    interests: int
    person: Named | None = None
    barred: Barred = ""
    cut: bool = False


def match(desk: Desk, name: str, limit: int | None) -> Matches:
    """Whom to introduce to whom. Raises NotFound, Ambiguous."""
    limit = limit or BEST
    if not name:
        with desk.reading() as reader:
            return _match(desk, reader, limit)
    with people.about(desk, name) as (reader, person):
        found = _match(desk, reader, limit, person)
        return found._replace(person=person, barred=_find_bar(desk, reader, person))


def find_ideas(desk: Desk, reader: Reader, present: Container[int]) -> list[Idea]:
    """What each of those present needs: their latest need.

    Nothing where an introduction is under way for them, which is doing something.
    """
    wanted = _find_wanted(desk, reader, present)
    needs = {each.contact_id: each for each in reversed(wanted) if each.kind is Want.NEEDS}
    under_way = _find_under_way(reader)
    return [
        Idea(
            contact_id,
            f"needs {shorten(need.what, 90)}",
            "offer what you have, or somebody you know",
        )
        for contact_id, need in sorted(needs.items())
        if contact_id not in under_way
    ]


def find_introductions(
    desk: Desk, reader: Reader, ties: Mapping[int, Tie], contact_ids: Iterable[int]
) -> dict[int, Idea]:
    """Whom to introduce these contacts to, for what they need: nobody for some, perhaps, and for
    those of whom an introduction is under way.
    """
    wanted = _find_wanted(desk, reader, ties)
    scores = {contact_id: tie.score or 0 for contact_id, tie in ties.items()}
    matchmaker = _find_matchmaker(desk, reader, wanted, scores)
    if not matchmaker:
        return {}
    ideas = {}
    for contact_id in set(contact_ids) - _find_under_way(reader):
        find = partial(matchmaker.find_help, contact_id)
        for match in _find_strangers(desk, reader, find, 1, spare=FEW):
            need, offer = match.best.need, match.best.offer
            ideas[contact_id] = Idea(
                contact_id,
                f"needs {shorten(need.what, LONGEST)},"
                f" and {ties[offer.contact_id].name} offers {shorten(offer.what, LONGEST)}",
                "introduce them, if both like",
                introducing(f"c{contact_id}", f"c{offer.contact_id}"),
            )
    return ideas


def introducing(a: str, b: str) -> str:
    """The command that starts an introduction."""
    return f'netlog introduce {a} {b} --why "…"'


def _match(desk: Desk, reader: Reader, limit: int, person: Named | None = None) -> Matches:
    standings = reader.standings(Filters(), desk.today, desk.settings.scoring)
    present = {each.id: each for each in standings}
    wanted = _find_wanted(desk, reader, present)
    scores = {
        each.contact_id: scoring.score(tally, desk.today, desk.settings.scoring).total
        for each in wanted
        if (tally := present[each.contact_id].tally)
    }
    matchmaker = _find_matchmaker(desk, reader, wanted, scores)
    matches: list[Match] = []
    if matchmaker:
        find = partial(matchmaker.find, about=person.id if person else None)
        matches = _find_strangers(desk, reader, find, limit)
    shown = {contact_id for each in matches for contact_id in each.ends}
    handles = names.handles(shown, reader.named()) if shown else {}

    def side(contact_id: int) -> Side:
        return Side(contact_id, present[contact_id].name, handles[contact_id])

    pairs = [
        Pair(side(a), side(b), each.meetings, each.weight)
        for each in matches
        for a, b in [each.ends]
    ]
    return Matches(tuple(pairs), len(wanted), cut=len(pairs) == limit)


def _find_wanted(desk: Desk, reader: Reader, present: Container[int]) -> list[Interest]:
    """Open needs and offers of those who are present, latest first."""
    return [
        each
        for each in interests.recall(reader, desk.today)
        if each.kind is not Want.CARES and not each.settled_on and each.contact_id in present
    ]


def _find_matchmaker(
    desk: Desk, reader: Reader, wanted: Sequence[Interest], scores: Mapping[int, float]
) -> Matchmaker | None:
    """Who knows these needs and offers, if there are both; and who is introduced to nobody."""
    if {each.kind for each in wanted} < {Want.NEEDS, Want.OFFERS}:
        return None
    from netlog.core.matching import Matchmaker

    said = {each.contact_id: each.value for each in reversed(vouches.recall(reader, desk.today))}
    low = {each for each, value in said.items() if value <= desk.settings.glass.low_vouch}
    return Matchmaker(wanted, scores, said, low | reader.unintroducible())


def _find_under_way(reader: Reader) -> set[int]:
    """Who is being introduced to somebody."""
    return {
        side.contact_id
        for each in reader.introductions_under_way()
        if not each.made_on and not each.is_over
        for side in each.sides
    }


def _find_strangers(
    desk: Desk,
    reader: Reader,
    find: Callable[[int], list[Match]],
    limit: int,
    spare: int = SPARE,
) -> list[Match]:
    """The best pairs of people who do not know each other, of those that `find` finds.

    Who knows whom is asked of the few that match, not of everyone: the journal of a busy life has
    hundreds of thousands of such pairs. Where too few are left, more are looked at.
    """
    looked_at = limit + spare
    while True:
        found = find(looked_at)
        known = reader.acquainted([each.ends for each in found], desk.today)
        strangers = [each for each in found if each.ends not in known]
        if len(strangers) >= limit or len(found) < looked_at:
            return strangers[:limit]
        looked_at *= 4


def _find_bar(desk: Desk, reader: Reader, person: Named) -> Barred:
    """Why somebody is introduced to nobody, if that is so."""
    contact = people.whole(reader, person.id)
    if contact.archived:
        return "archived"
    if contact.intros is Intros.NEVER:
        return "never"
    said = vouches.recall(reader, desk.today, person.id)
    return "vouch" if said and said[0].value <= desk.settings.glass.low_vouch else ""
