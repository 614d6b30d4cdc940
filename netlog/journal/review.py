"""Looking at the journal: the ranking, one person, the log, and finding."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import scoring
from netlog.core.model import (
    Channel,
    Contact,
    Direction,
    Favour,
    Filters,
    FollowUp,
    Note,
    Participant,
    Touchpoint,
)
from netlog.core.rhythm import shift
from netlog.core.scoring import Score
from netlog.errors import BadInput
from netlog.journal import people
from netlog.journal.desk import Desk
from netlog.store.people import Entry, Standing
from netlog.store.reader import Reader
from netlog.store.search import Hit

if TYPE_CHECKING:
    from netlog.core import explain
    from netlog.core.matters import Open

MONTHS = 24  # how far back the small bar of a person's page goes
CHANGE_DAYS = 30  # since when `why` says what changed


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


class Why(NamedTuple):
    """A score taken apart; without terms for somebody never in touch."""

    person: Ranked
    today: date
    terms: tuple["explain.Term", ...] = ()
    next_star: "explain.NextStar | None" = None
    prospect: "explain.Prospect | None" = None
    change: "explain.Change | None" = None


class Page(NamedTuple):
    """Everything about one person, latest first. `months` counts the days in touch of the last 24
    calendar months, oldest first; `first_met` is the day given by hi, else of the first
    conversation.
    """

    contact: Contact
    person: Ranked
    today: date
    introduced_by: tuple[int, str] | None
    first_met: date | None
    months: tuple[int, ...]
    touchpoints: tuple[Touchpoint, ...]
    notes: tuple[Note, ...]
    favours: tuple[Favour, ...]
    follow_ups: tuple[FollowUp, ...]
    open: "Open"


class Found(NamedTuple):
    """What was sought, word by word, and where it stands."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]


def rank(desk: Desk, filters: Filters) -> list[Ranked]:
    """Everyone, strongest tie first; those never in touch last, by name."""
    filters = desk.checked(filters)
    with desk.reading() as reader:
        standings = reader.standings(filters, desk.today, desk.settings.scoring)
    ranked = [_ranked(desk, standing) for standing in standings]
    return sorted(ranked, key=_order)


def why(desk: Desk, name: str) -> Why:
    """One person's score, taken apart. Raises NotFound, Ambiguous."""
    from netlog.core.explain import change, itemise, next_star, what_if

    today, constants = desk.today, desk.settings.scoring
    with people.about(desk, name) as (reader, found):
        person = _standing(desk, reader, found.id)
        if person.score is None:
            return Why(person, today)
        touches = [touch for touch in reader.touches(person.id) if touch.day <= today]
        last = reader.touchpoints(Filters(until=today), person.id, limit=1)[0]
    return Why(
        person,
        today,
        terms=itemise(person.score, _called(last.channel)),
        next_star=next_star(person.score.tally, today, constants),
        prospect=what_if(touches, today, constants),
        change=change(touches, shift(today, -CHANGE_DAYS), today, constants),
    )


def show(desk: Desk, name: str) -> Page:
    """Everything about one person. Raises NotFound, Ambiguous."""
    from netlog.core.matters import find_open

    with people.about(desk, name) as (reader, found):
        person = _standing(desk, reader, found.id)
        contact = people.whole(reader, person.id)
        touchpoints = reader.touchpoints(Filters(until=desk.today), person.id)
        notes = reader.notes(person.id)
        favours = reader.favours(desk.today, person.id)
        follow_ups = reader.follow_ups(person.id)
        introducer = reader.named_by_id(contact.introduced_by) if contact.introduced_by else None
    talked = [
        touchpoint.on
        for touchpoint in touchpoints
        if any(_is_talk(part, person.id) for part in touchpoint.people)
    ]
    return Page(
        contact,
        person,
        desk.today,
        introduced_by=(introducer.id, introducer.name) if introducer else None,
        first_met=contact.met_on or min(talked, default=None),
        months=_months([t.on for t in touchpoints], desk.today),
        touchpoints=tuple(touchpoints),
        notes=tuple(notes),
        favours=tuple(favours),
        follow_ups=tuple(follow_ups),
        open=find_open(person.id, touchpoints, favours, follow_ups),
    )


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


def _standing(desk: Desk, reader: Reader, contact_id: int) -> Ranked:
    """One person as they stand, archived or not."""
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


def _called(channel: Channel) -> str:
    """The last touchpoint in words: `a call`, `an e-mail`, `in touch`."""
    word = {Channel.EMAIL: "e-mail", Channel.VIDEO: "video call"}.get(channel, channel.value)
    if channel in (Channel.OTHER, Channel.SOCIAL):
        return "in touch"
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _order(ranked: Ranked) -> tuple[object, ...]:
    if ranked.score is None:
        return (1, 0.0, 0.0, ranked.name, ranked.id)
    total, uncapped = ranked.score.rank_key
    return (0, -total, -uncapped, ranked.name, ranked.id)


def _is_talk(part: Participant, contact_id: int) -> bool:
    return part.contact_id == contact_id and part.direction is Direction.BOTH


def _months(days: Sequence[date], today: date) -> tuple[int, ...]:
    """How many days of each of the last 24 calendar months, this one included, are among `days`."""
    last = today.year * 12 + today.month
    counts = [0] * MONTHS
    for day in {day for day in days if day <= today}:
        back = last - (day.year * 12 + day.month)
        if back < MONTHS:
            counts[MONTHS - 1 - back] += 1
    return tuple(counts)
