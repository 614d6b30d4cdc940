"""One person: a score taken apart, and the page with everything about them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import (
    Channel,
    Contact,
    Direction,
    Favour,
    Filters,
    FollowUp,
    Interest,
    Note,
    Participant,
    Post,
    Touchpoint,
    Vouch,
)
from netlog.core.rhythm import shift
from netlog.journal import people
from netlog.journal.desk import Desk
from netlog.journal.review import Ranked, stand

if TYPE_CHECKING:
    from netlog.core import explain
    from netlog.core.introductions import Introduction, Progress
    from netlog.core.matters import Open

MONTHS = 24  # how far back the small bar of a person's page goes
CHANGE_DAYS = 30  # since when `why` says what changed


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
    interests: tuple[Interest, ...]
    vouch: Vouch | None
    posts: tuple[Post, ...]
    introductions: tuple["Progress", ...]


def why(desk: Desk, name: str) -> Why:
    """One person's score, taken apart. Raises NotFound, Ambiguous."""
    from netlog.core.explain import change, itemise, next_star, what_if

    today, constants = desk.today, desk.settings.scoring
    with people.about(desk, name) as (reader, found):
        person = stand(desk, reader, found.id)
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
    from netlog.journal import interests, vouches

    with people.about(desk, name) as (reader, found):
        person = stand(desk, reader, found.id)
        contact = people.whole(reader, person.id)
        touchpoints = reader.touchpoints(Filters(until=desk.today), person.id)
        notes = reader.notes(person.id)
        favours = reader.favours(desk.today, person.id)
        follow_ups = reader.follow_ups(person.id)
        wishes = interests.recall(reader, desk.today, person.id)
        vouch = next(iter(vouches.recall(reader, desk.today, person.id)), None)
        posts = reader.posts(person.id)
        introductions = reader.introductions(person.id)
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
        interests=tuple(wishes),
        vouch=vouch,
        posts=tuple(posts),
        introductions=_follow(desk, introductions),
    )


def _follow(desk: Desk, introductions: Sequence["Introduction"]) -> tuple["Progress", ...]:
    """Each with what comes next."""
    if not introductions:
        return ()
    from netlog.core.introductions import follow  # milliseconds that most pages need not spend

    return tuple(follow(introductions, desk.today, desk.settings.introductions))


def _called(channel: Channel) -> str:
    """The last touchpoint in words: `a call`, `an e-mail`, `in touch`."""
    word = {Channel.EMAIL: "e-mail", Channel.VIDEO: "video call"}.get(channel, channel.value)
    if channel in (Channel.OTHER, Channel.SOCIAL):
        return "in touch"
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


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
