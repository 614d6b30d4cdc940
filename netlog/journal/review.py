"""Looking at the journal: the ranking, the contacts, the log, and finding."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import scoring
from netlog.core.model import Filters, Touchpoint
from netlog.core.scoring import Score
from netlog.errors import BadInput
from netlog.journal import people
from netlog.journal.desk import Desk
from netlog.store.people import Entry, Standing
from netlog.store.reader import Reader

if TYPE_CHECKING:
    from netlog.store.search import Hit


class Ranked(NamedTuple):
    """A contact's place in the ranking; no score means never in touch. `ideal_days` is their own
    rhythm or their circle's, None where there is neither.
    """

    id: int
    name: str
    org: str
    circle: str | None
    ideal_days: int | None
    score: Score | None


class Found(NamedTuple):
    """What was sought, word by word, and where it stands."""

    words: tuple[str, ...]
    hits: tuple["Hit", ...]


def rank(desk: Desk, filters: Filters) -> list[Ranked]:
    """Everyone, strongest tie first; those never in touch last, by name."""
    filters = desk.checked(filters)
    with desk.reading() as reader:
        standings = reader.standings(filters, desk.today, desk.settings.scoring)
    ranked = [_ranked(desk, standing) for standing in standings]
    return sorted(ranked, key=_order)


def contacts(desk: Desk, filters: Filters) -> list[Entry]:
    """The contact list, by name."""
    filters = desk.checked(filters)
    with desk.reading() as reader:
        return reader.entries(filters, desk.today)


def timeline(desk: Desk, name: str, filters: Filters, limit: int | None) -> list[Touchpoint]:
    """What happened, newest first; with one person if a name is given."""
    filters = desk.checked(filters)
    filters = filters._replace(until=min(filters.until or desk.today, desk.today))
    if not name:
        with desk.reading() as reader:
            return reader.touchpoints(filters, None, limit)
    with people.about(desk, name) as (reader, person):
        return reader.touchpoints(filters, person.id, limit)


def find(desk: Desk, words: Sequence[str], limit: int | None) -> Found:
    """Where all these words stand, each as the start of a word. Raises BadInput without words."""
    sought = tuple(" ".join(words).split())
    if not sought:
        raise BadInput("there is nothing to look for", "netlog find berlin startup")
    with desk.reading() as reader:
        return Found(sought, tuple(reader.find(list(sought))[:limit]))


def stand(desk: Desk, reader: Reader, contact_id: int) -> Ranked:
    """One person's place, archived or not."""
    everyone = Filters(archived=True)
    standings = reader.standings(everyone, desk.today, desk.settings.scoring, contact_id)
    return _ranked(desk, standings[0])


def _ranked(desk: Desk, standing: Standing) -> Ranked:
    constants = desk.settings.scoring
    circle = desk.settings.circle(standing.circle)
    return Ranked(
        standing.id,
        standing.name,
        standing.org,
        standing.circle,
        standing.cadence_days or (circle.ideal_days if circle else None),
        scoring.score(standing.tally, desk.today, constants) if standing.tally else None,
    )


def _order(ranked: Ranked) -> tuple[object, ...]:
    if ranked.score is None:
        return (1, 0.0, 0.0, ranked.name, ranked.id)
    total, uncapped = ranked.score.rank_key
    return (0, -total, -uncapped, ranked.name, ranked.id)
