"""The ways to somebody, or into an organisation, through others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names
from netlog.core.daywords import ago
from netlog.core.excerpt import shorten
from netlog.errors import NotFound, UnknownName
from netlog.journal import people, places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from netlog.core.model import Named
    from netlog.core.paths import Edge, Obstacle, Path
    from netlog.core.scoring import Score
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader

CLOSE = 40  # above that score a tie needs nobody between
WAYS = 5  # unless another number is asked for
# From so many on it costs less to score everybody than to read whom all of these know.
MANY = 200
_WENT = {"good": "well", "flat": "flat", "bad": "badly"}


class Hop(NamedTuple):
    """A leg of a way, with its strength, 0 to 1, and the reason; the first is mine, from nobody."""

    start: Named | None
    end: Named
    strength: float
    because: str


class Way(NamedTuple):
    """A way from me to the end of its last leg, with its strength, 0 to 1."""

    target: Named
    strength: float
    hops: tuple[Hop, ...]


class Ways(NamedTuple):
    """The ways to a person or into an organisation, best first, and whether there are more; why
    there is none.
    """

    to: str
    ways: tuple[Way, ...]
    more: bool = False
    obstacle: Obstacle | None = None


def find_ways(desk: Desk, to: str, limit: int | None) -> Ways:
    """The best ways to a person or, where nobody is called so, into an organisation, through at
    most two others. A close tie of mine comes first.

    Raises NotFound, Ambiguous.
    """
    try:
        with people.about(desk, to) as (reader, person):
            return _find_ways(desk, reader, person.name, [person.id], limit or WAYS)
    except UnknownName as error:
        unknown = error
    from netlog.core.paths import why_not

    with desk.reading() as reader:
        there = places.find_at(desk, reader, to)
        before = [] if there else places.find_former(desk, reader, to)
        heard_of = bool(there or before) or _is_archived(desk, reader, to)
        if not heard_of:
            there = places.guess_at(desk, reader, to)
        if there:
            return _find_ways(desk, reader, there[0].org, [e.id for e in there], limit or WAYS)
        heard_of = heard_of or _is_mentioned(reader, to)
        obstacle = why_not(shorten(to), heard_of=heard_of, before=before)
        if obstacle.kind == "unknown":
            nearest = (*places.nearest_orgs(reader, to), *unknown.nearest)
            hint = f"did you mean {' or '.join(nearest)}?" if nearest else obstacle.hint
            raise NotFound(obstacle.text, hint)
        return Ways(to, (), obstacle=obstacle)


def _find_ways(desk: Desk, reader: Reader, to: str, targets: Collection[int], limit: int) -> Ways:
    """The ways to some contacts: those whom I am close to myself, then the best of all."""
    from netlog.core.paths import find_paths, why_not

    own = find_paths(_totals(desk, reader, targets), (), targets)
    paths = [path for path in own if path.strength > CLOSE / 100]
    if len(paths) <= limit:
        best = _find_best(desk, reader, targets, limit + 1)
        paths += [path for path in best if path not in paths]
    if not paths:
        return Ways(to, (), obstacle=why_not(to, people=targets))
    ways = tuple(_tell(desk, reader, path) for path in paths[:limit])
    return Ways(to, ways, more=len(paths) > limit)


def _find_best(desk: Desk, reader: Reader, targets: Collection[int], limit: int) -> list[Path]:
    """The best ways, whoever is close. Of all who know each other only those near the targets are
    read, and of these only who may be on a way as good as the best through one other.
    """
    from netlog.core.paths import find_first, find_last, find_paths

    archived = reader.archived()
    edges = _find_edges(reader, targets, desk.today)
    ties = _totals(desk, reader, _ends(edges, targets))
    best = find_paths(ties, edges, targets, archived=archived, limit=limit)
    least = best[-1].strength if len(best) == limit else 0
    between = find_last(edges, targets, least) - archived
    if len(between) <= MANY:
        edges += _find_edges(reader, between, desk.today)
        ties = _totals(desk, reader, _ends(edges, targets))
    else:
        ties = _totals(desk, reader)
        between = min(between, find_first(ties, least), key=len)
        edges += _find_edges(reader, between, desk.today)
    return find_paths(ties, edges, targets, archived=archived, limit=limit)


def _totals(desk: Desk, reader: Reader, among: Collection[int] | None = None) -> dict[int, float]:
    return reader.totals(desk.today, desk.settings.scoring, among)


def _ends(edges: Iterable[Edge], targets: Iterable[int]) -> set[int]:
    return {end for edge in edges for end in edge[:2]} | {*targets}


def _find_edges(reader: Reader, contact_ids: Collection[int], today: date) -> list[Edge]:
    """Whom some contacts know, and how that is known."""
    from netlog.core.paths import Edge, weigh

    return [
        Edge(a, b, weigh(why, detail), why, detail)
        for a, b, why, detail in reader.bonds(contact_ids, today)
    ]


def _tell(desk: Desk, reader: Reader, path: Path) -> Way:
    people = (reader.named_by_id(leg.end) for leg in path.legs)
    named = {person.id: person for person in people if person}
    first = path.legs[0].end
    score = places.score_all(desk, reader, [first], archived=True)[first]
    hops = [
        Hop(
            named[leg.start] if leg.start else None,
            named[leg.end],
            leg.strength,
            _explain(leg.edge, named, desk.today) if leg.edge else _closeness(score, desk.today),
        )
        for leg in path.legs
    ]
    return Way(hops[-1].end, path.strength, tuple(hops))


def _explain(edge: Edge, named: Mapping[int, Named], today: date) -> str:
    """Whence it is known that two know each other."""
    why, _, outcome = edge.why.partition(" ")
    match why:
        case "brought":
            return f"{named[edge.a].name} introduced you to {named[edge.b].name}"
        case "introduced":
            went = f", which went {_WENT[outcome]}" if outcome else ""
            return f"you introduced them {ago(date.fromisoformat(edge.detail), today)}{went}"
        case "together":
            often = "once" if edge.detail == "1" else f"{edge.detail} times"
            return f"in touch with you {often}, together"
    return f"know each other: {edge.detail}" if edge.detail else "know each other"


def _closeness(score: Score | None, today: date) -> str:
    return f"{score.word}, last time {ago(score.tally.last_on, today)}" if score else ""


def _is_archived(desk: Desk, reader: Reader, org: str) -> bool:
    """Whether somebody archived is or was at an organisation."""
    return bool(
        places.find_at(desk, reader, org, archived=True)
        or places.find_former(desk, reader, org, archived=True)
    )


def _is_mentioned(reader: Reader, org: str) -> bool:
    """Whether a note or a touchpoint names it: what is found there begins with these words, and
    they have to stand whole.
    """
    key = names.fold(org)
    hits = reader.find(org.split()) if key else []
    return any(f" {key} " in f" {names.fold(hit.text)} " for hit in hits if hit.kind != "contact")
