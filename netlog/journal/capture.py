"""Writing down: people, touchpoints and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core import addresses, names, scoring, sentence, tidy
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Favour,
    Filters,
    Kind,
    Named,
    Note,
    Participant,
    Touchpoint,
)
from netlog.core.rhythm import shift
from netlog.errors import BadInput, NoJournal, NotFound, UnknownName, WrongUse
from netlog.journal import people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader
    from netlog.store.writer import Writer

FIRST_CIRCLE = "active"  # where hi and add put a person
OWED_DAYS = 30  # for which an introduction that is written down later is still to be thanked for
RECENT_DAYS = 90  # how far back a first name may be resolved by who was in touch


class Details(NamedTuple):
    """What the options say of a touchpoint; None where the words or the channel decide."""

    on: date | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    depth: int | None = None
    minutes: int | None = None
    place: str = ""
    tags: tuple[str, ...] = ()
    awaits_reply: bool = False


class Profile(NamedTuple):
    """What the options say of a new contact. `circle` is a name, "none", or empty for the usual."""

    org: str = ""
    title: str = ""
    city: str = ""
    met: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    birthday: Birthday | None = None
    circle: str = ""
    tags: tuple[str, ...] = ()
    introduced_by: str = ""


class Logged(NamedTuple):
    """A touchpoint as it was written. `before` and `after` are the score of its only participant,
    None where there was none or several took part; `added` are the names of new contacts, and
    `owed` is the introduction to one of them.
    """

    touchpoint: Touchpoint
    added: tuple[str, ...] = ()
    before: float | None = None
    after: float | None = None
    owed: Favour | None = None


class Noted(NamedTuple):
    """A note as it was written, and about whom."""

    note: Note
    name: str


def log(
    desk: Desk,
    who: Sequence[str],
    text: str,
    details: Details,
    usual: Channel = Channel.OTHER,
) -> Logged:
    """Write down a touchpoint with the people named, or else with those a sentence names.

    `usual` is the channel where neither the details nor the words tell one.

    Raises:
        NotFound, Ambiguous: a name, or a sentence, that does not say who.
        BadInput: its day lies in the future, or can be read in two ways.
    """
    if who:
        chosen = _named(desk, who)
        starred, read = _starred(desk, sentence.read(text, (), desk.today))
        chosen += starred
    else:
        known = people.everyone_or_nobody(desk)
        read = _read(desk, text, known)
        chosen = [people.choose(desk, each.text, each.people) for each in read.mentions]
        if not chosen and not read.new_people:
            raise NotFound(
                "this sentence names nobody in your journal",
                'write **New Person** to add someone, or name them first: netlog log NAME "…"',
            )
    channel = details.channel or read.channel or usual
    return _write(desk, chosen, read, details._replace(channel=channel))


def hi(
    desk: Desk,
    name: str,
    text: str,
    profile: Profile,
    details: Details,
    *,
    namesake: bool = False,
) -> Logged:
    """Start with a person: add them, and write down the first touchpoint.

    Somebody who is here already, by exactly this name or by an id, address or number, is not
    added again, unless `namesake` says that this is another person. Who introduced us lately did me
    a favour, to be thanked for.
    """
    chosen, read = _starred(desk, sentence.read(text, (), desk.today))
    details = details._replace(channel=details.channel or Channel.MEETING)
    known = [] if namesake else _known(desk, name)
    if known:
        if profile != Profile():
            raise WrongUse(
                f"you know {names.label(known[0])} already; their record is left as it is",
                f"netlog edit c{known[0].id} changes it; --namesake adds another person",
            )
        return _write(desk, [people.choose(desk, name, known), *chosen], read, details)
    contact = _new_contact(desk, name, profile)._replace(met_on=details.on or read.on or desk.today)
    others = [each for each in read.new_people if names.fold(each) != names.fold(name)]
    return _write(
        desk, chosen, read._replace(new_people=tuple(others)), details, [contact], namesake
    )


def add(desk: Desk, name: str, profile: Profile, *, namesake: bool = False) -> Contact:
    """Add a contact without a touchpoint.

    Raises:
        BadInput: somebody here has exactly this name, and `namesake` does not say that this is
            another person.
    """
    known = _known(desk, name)
    if known and not namesake:
        raise BadInput(
            f"{names.label(known[0])} is here already",
            f"netlog edit c{known[0].id} changes the record; --namesake adds another person",
        )
    contact = _new_contact(desk, name, profile)
    with desk.writing() as writer:
        people.refuse_taken(writer.reader, contact)
        if not namesake:
            people.refuse_twin(writer.reader, contact)
        return people.whole(writer.reader, writer.add_contact(contact))


def note(desk: Desk, name: str, text: str, on: date | None) -> Noted:
    """Write down a dated fact about a contact."""
    said = tidy.worded(text)
    person = people.find(desk, name)
    written = Note(0, person.id, on or desk.today, said)
    with desk.writing() as writer:
        people.whole(writer.reader, person.id)
        return Noted(written._replace(id=writer.add(written)), person.name)


def _read(desk: Desk, text: str, known: Sequence[Named]) -> sentence.Sentence:
    """The sentence; who kept company with whom is asked only where a name leaves a choice."""
    read = sentence.read(text, known, desk.today)
    if all(len(mention.people) == 1 for mention in read.mentions):
        return read
    with desk.reading() as reader:
        lately = reader.recent(shift(desk.today, -RECENT_DAYS), desk.today)
        return sentence.read(text, known, desk.today, recent=lately, together=reader.together)


def _named(desk: Desk, who: Sequence[str]) -> list[Named]:
    try:
        return people.find_all(desk, who)
    except UnknownName as error:
        if len(who) > 1 and not error.nearest:
            error.hint += "; a sentence goes in quotes"
        raise


def _starred(desk: Desk, read: sentence.Sentence) -> tuple[list[Named], sentence.Sentence]:
    """Those of a sentence's **New People** who are here already, and the sentence without them."""
    known = {name: _known(desk, name) for name in read.new_people}
    here = [people.choose(desk, name, found) for name, found in known.items() if found]
    return here, read._replace(new_people=tuple(n for n, found in known.items() if not found))


def _write(
    desk: Desk,
    chosen: Sequence[Named],
    read: sentence.Sentence,
    details: Details,
    newcomers: Sequence[Contact] = (),
    namesake: bool = False,
) -> Logged:
    """Write one touchpoint as a sentence tells it, with the contacts that come new with it."""
    newcomers = [*newcomers, *(_new_contact(desk, name, Profile()) for name in read.new_people)]
    details = details._replace(
        on=details.on or read.on,
        place=details.place or read.place,
        tags=tidy.tags((*details.tags, *read.tags)),
    )
    with desk.writing() as writer:
        logged = write(desk, writer, chosen, read.note, details, newcomers, namesake)
        on = logged.touchpoint.on
        owed = [_owed_for(desk, writer, each, on) for each in newcomers]
        return logged._replace(owed=next(filter(None, owed), None))


def _owed_for(desk: Desk, writer: Writer, newcomer: Contact, on: date) -> Favour | None:
    if newcomer.introduced_by is None:
        return None
    return owe_introduction(desk, writer, newcomer.introduced_by, describe_favour(newcomer), on)


def describe_favour(introduced: Contact) -> str:
    """What an introduction made for me is called in the ledger."""
    return f"introduced me to {introduced.name}"


def is_long_ago(desk: Desk, on: date) -> bool:
    """Whether an introduction made for me on a day is thanked for no more."""
    return (desk.today - on).days > OWED_DAYS


def owe_introduction(
    desk: Desk, writer: Writer, introducer_id: int, note: str, on: date
) -> Favour | None:
    """Write down that somebody introduced us, unless it is a story from long ago."""
    if is_long_ago(desk, on):
        return None
    part = Participant(introducer_id, "", Direction.IN)
    touchpoint_id = writer.add_touchpoint(Touchpoint(0, on, Channel.OTHER, note, people=(part,)))
    return writer.reader.favour(writer.add_favour(Kind.RECEIVED, touchpoint_id, introducer_id, 1))


def write(
    desk: Desk,
    writer: Writer,
    chosen: Sequence[Named],
    note: str,
    details: Details,
    newcomers: Sequence[Contact] = (),
    namesake: bool = False,
) -> Logged:
    """Write one touchpoint, with tidy tags, in a transaction that may hold more.

    Raises NotFound for somebody who was removed meanwhile.
    """
    channel = details.channel or Channel.OTHER
    direction = details.direction or channel.direction
    touchpoint = Touchpoint(
        0,
        on=details.on or desk.today,
        channel=channel,
        note=note,
        depth=details.depth,
        minutes=details.minutes,
        place=details.place,
        tags=details.tags,
    )
    before = find_score(desk, writer.reader, [person.id for person in chosen])
    for person in chosen:
        people.whole(writer.reader, person.id)
    for contact in newcomers:
        people.refuse_taken(writer.reader, contact)
        if not namesake:
            people.refuse_twin(writer.reader, contact)
    ids = [*{person.id: None for person in chosen}, *map(writer.add_contact, newcomers)]
    parts = tuple(
        Participant(contact_id, "", direction, details.awaits_reply) for contact_id in ids
    )
    touchpoint_id = writer.add_touchpoint(touchpoint._replace(people=parts))
    writer.settle()
    written = writer.reader.touchpoint(touchpoint_id)
    assert written is not None
    return Logged(
        written,
        added=tuple(contact.name for contact in newcomers),
        before=before,
        after=find_score(desk, writer.reader, ids),
    )


def find_score(desk: Desk, reader: Reader, contact_ids: Sequence[int]) -> float | None:
    """Today's score of the only contact, if there is only one and they were ever in touch."""
    if len(contact_ids) != 1:
        return None
    standings = reader.standings(
        Filters(archived=True), desk.today, desk.settings.scoring, contact_ids[0]
    )
    tally = standings[0].tally if standings else None
    return scoring.score(tally, desk.today, desk.settings.scoring).total if tally else None


def _new_contact(desk: Desk, name: str, profile: Profile) -> Contact:
    circle = profile.circle or (FIRST_CIRCLE if desk.settings.circle(FIRST_CIRCLE) else "none")
    # Somebody known by an address alone is to be found by it when their mail is imported.
    emails = (name, *profile.emails) if addresses.normal_email(name) else profile.emails
    points = (*map(tidy.email_point, emails), *map(tidy.phone_point, profile.phones))
    introducer = people.find(desk, profile.introduced_by).id if profile.introduced_by else None
    return Contact(
        0,
        uid="",
        name=names.clean(name),
        org=profile.org.strip(),
        title=profile.title.strip(),
        city=profile.city.strip(),
        birthday=profile.birthday,
        met=profile.met.strip(),
        introduced_by=introducer,
        circle=desk.check_circle(circle),
        added_on=desk.today,
        points=tidy.distinct(points),
        tags=tidy.tags(profile.tags),
    )


def _known(desk: Desk, name: str) -> list[Named]:
    """Who is here already: by an id, address or number, or by exactly this name."""
    key = names.fold(name)
    try:
        with desk.reading() as reader:
            return people.by_reference(reader, name) or [
                person
                for person in (reader.named() if key else ())
                if key == person.key or key in person.aliases
            ]
    except NoJournal:
        return []
