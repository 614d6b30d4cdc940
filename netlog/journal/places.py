"""Who is where: in an organisation, or near a city."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names, scoring
from netlog.core.excerpt import joined_some, shorten
from netlog.core.model import Filters, Named
from netlog.errors import BadInput, NotFound
from netlog.journal import people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netlog.core.model import Contact
    from netlog.core.scoring import Score
    from netlog.journal.desk import Desk
    from netlog.store.people import Entry
    from netlog.store.reader import Reader


class Resident(NamedTuple):
    """Somebody who is there, and how close we are; no score means never in touch."""

    id: int
    name: str
    org: str
    title: str
    city: str
    score: Score | None


def near(desk: Desk, city: str) -> list[Resident]:
    """Everyone in a city, strongest tie first. Raises BadInput without a city.

    Case and accents do not count, nor by which of its names in the settings the city is called;
    what follows a comma (`Portland, Maine`) does where both sides have it. Whoever has the city
    for an alias is there too.
    """
    place, region = _split(city)
    if not place:
        raise BadInput("there is no city to look for", "netlog near Berlin")
    spellings = _spellings(desk, place)
    found: dict[int, Entry | Contact] = {}
    with desk.reading() as reader:
        for spelling in sorted(spellings):
            for entry in reader.entries(Filters(city=spelling), desk.today):
                there, other = _split(entry.city)
                if there in spellings and (not region or not other or region == other):
                    found[entry.id] = entry
        for contact_id in reader.called(spellings):
            contact = people.whole(reader, contact_id)
            if not contact.archived:
                found.setdefault(contact_id, contact)
        return settle(desk, reader, found.values())


def settle(desk: Desk, reader: Reader, entries: Iterable[Entry | Contact]) -> list[Resident]:
    """Some contacts with their scores, strongest tie first."""
    by_id = {entry.id: entry for entry in entries}
    scores = score_all(desk, reader, by_id)
    residents = [
        Resident(each.id, each.name, each.org, each.title, each.city, scores.get(each.id))
        for each in by_id.values()
    ]
    return sorted(residents, key=lambda each: _order(each, each.score))


def score_all(
    desk: Desk, reader: Reader, contact_ids: Iterable[int], *, archived: bool = False
) -> dict[int, Score | None]:
    """The scores of some contacts, None for one never in touch; of the archived if they are asked
    for.
    """
    constants = desk.settings.scoring
    everyone = Filters(archived=archived)
    standings = reader.standings(everyone, desk.today, constants, among=contact_ids)
    return {
        standing.id: scoring.score(standing.tally, desk.today, constants)
        if standing.tally
        else None
        for standing in standings
    }


def find_at(desk: Desk, reader: Reader, org: str, *, archived: bool = False) -> list[Entry]:
    """Everyone at an organisation of this whole name, without case and accents; by name."""
    key = plain(org)
    entries = reader.entries(Filters(org=org, archived=archived), desk.today) if key else []
    return [entry for entry in entries if plain(entry.org) == key]


def guess_at(desk: Desk, reader: Reader, org: str) -> list[Entry]:
    """Everyone at the only organisation whose name holds these words: Acme may be Acme Inc."""
    key = f" {plain(org)} "
    holding = [
        entry
        for entry in reader.entries(Filters(org=org), desk.today)
        if key.strip() and key in f" {plain(entry.org)} "
    ]
    return holding if len({plain(entry.org) for entry in holding}) == 1 else []


def find_former(desk: Desk, reader: Reader, org: str, *, archived: bool = False) -> list[Named]:
    """Those who used to be at an organisation, strongest tie first; with the archived, if they are
    asked for.
    """
    key = plain(org)
    ids = {post.contact_id for post in reader.posts() if plain(post.org) == key}
    scores = score_all(desk, reader, ids, archived=archived)
    former = [person for each in scores if (person := reader.named_by_id(each))]
    return sorted(former, key=lambda person: _order(person, scores[person.id]))


def nobody_at(desk: Desk, reader: Reader, org: str) -> NotFound:
    """The error for an organisation that nobody is at, or not any more."""
    if former := find_former(desk, reader, org):
        who = joined_some([person.name for person in former], 3)
        return NotFound(
            f"{shorten(org)} is in the past of {who}",
            f"netlog show c{former[0].id} says since when; netlog undo takes the last step back",
        )
    nearest = nearest_orgs(reader, org)
    hint = f"did you mean {' or '.join(nearest)}?" if nearest else "netlog list shows who is where"
    return NotFound(f'nobody here is at "{shorten(org)}"', hint)


def nearest_orgs(reader: Reader, org: str) -> tuple[str, ...]:
    """The organisations that look most like a name, best first."""
    known = {plain(person.org): person.org for person in reader.named() if person.org}
    return names.nearest(org, [Named(0, name, key) for key, name in known.items()])


def plain(text: str) -> str:
    """How organisations and cities are compared; a name of signs alone stays as it is."""
    return names.fold(text) or text.strip()


def _split(city: str) -> tuple[str, str]:
    """A city, and what follows its comma."""
    place, _, region = city.partition(",")
    return plain(place), plain(region)


def _spellings(desk: Desk, place: str) -> set[str]:
    """Every name of a city, as they are compared."""
    for name, others in desk.settings.cities.items():
        spellings = {plain(each) for each in (name, *others)}
        if place in spellings:
            return spellings
    return {place}


def _order(person: Named | Resident, score: Score | None) -> tuple[object, ...]:
    """The strongest tie first, those never in touch last."""
    total, uncapped = score.rank_key if score else (-1.0, -1.0)
    return (-total, -uncapped, person.name, person.id)
