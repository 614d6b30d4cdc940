"""Bringing two people together, step by step; and writing down who introduced me to somebody.

Which step may follow which is decided in `core.introductions`, on the record as it is when the
step is written.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import glass, introductions, names
from netlog.core.introductions import Introduction, Outcome, Progress, Side, next_step
from netlog.core.model import BY_ME, Acquaintance, Channel, Direction, Kind
from netlog.errors import BadInput, NotFound
from netlog.journal import capture, people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netlog.core.glass import Caution
    from netlog.core.model import Contact, Favour, Named
    from netlog.journal.capture import Details
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader

    Take = Callable[[Introduction], Introduction]


class Considered(NamedTuple):
    """An introduction that may be opened, and what speaks for waiting, the gravest first."""

    introduction: Introduction
    cautions: tuple[Caution, ...]


class Opened(NamedTuple):
    """An introduction that was opened, and what spoke for waiting."""

    progress: Progress
    cautions: tuple[Caution, ...]


class Made(NamedTuple):
    """An introduction that was made, the favours that it was to both, and the consent it lacked."""

    progress: Progress
    favours: tuple[Favour, ...]
    missing: tuple[str, ...]


class Introduced(NamedTuple):
    """Somebody whom another introduced me to. The favour is None where that was long ago; all of it
    is `known` where nothing was left to write down. `first` is who is said to have introduced us.
    """

    contact: Contact
    introducer: Named
    first: Named
    favour: Favour | None
    known: bool = False


def introduce(
    desk: Desk,
    name: str,
    others: Sequence[str],
    purpose: str,
    on: date | None,
    heed: Callable[[Sequence[Considered]], bool],
) -> list[Opened]:
    """Open an introduction of somebody to each of some others, once `heed` has shown what speaks
    for waiting; none if it says not to go on.

    Raises:
        NotFound, Ambiguous: a name that does not say who.
        BadInput: there is no purpose, or somebody would be introduced to themselves.
    """
    one, *rest = (_side(people.find(desk, text)) for text in (name, *others))
    purpose = " ".join(purpose.split())
    new = [introductions.begin(one, other, purpose, on or desk.today) for other in _once(rest)]
    with desk.reading() as reader:
        considered = [Considered(each, _find_cautions(desk, reader, each)) for each in new]
    if not heed(considered):
        return []
    with desk.writing() as writer:
        opened = []
        for introduction, cautions in considered:
            for side in introduction.sides:
                people.whole(writer.reader, side.contact_id)
            number = writer.add(introduction)
            opened.append(Opened(_follow(desk, introduction._replace(id=number)), cautions))
        return opened


def ask(desk: Desk, number: int, name: str, on: date | None) -> Progress:
    """One side is asked. Raises as `_take`, and NotFound, Ambiguous for a name."""
    side, day = _find_side(desk, number, name), on or desk.today
    return _take(desk, number, lambda now: introductions.ask(now, side.id, day))


def agree(desk: Desk, number: int, name: str, on: date | None) -> Progress:
    """One side says yes. Raises as `ask` does."""
    side, day = _find_side(desk, number, name), on or desk.today
    return _take(desk, number, lambda now: introductions.agree(now, side.id, day))


def decline(desk: Desk, number: int, name: str, on: date | None) -> Progress:
    """One side says no. Raises as `ask` does."""
    side, day = _find_side(desk, number, name), on or desk.today
    return _take(desk, number, lambda now: introductions.decline(now, side.id, day))


def conclude(desk: Desk, number: int, outcome: Outcome, text: str, on: date | None) -> Progress:
    """What it came to. Raises as `_take`."""
    day = on or desk.today
    return _take(desk, number, lambda now: introductions.conclude(now, outcome, day, text))


def drop(desk: Desk, number: int, on: date | None) -> Progress:
    """It will not be. Raises as `_take`."""
    return _take(desk, number, lambda now: introductions.drop(now, on or desk.today))


def make(desk: Desk, number: int, details: Details, *, one_sided: bool) -> Made:
    """I brought them together: one touchpoint out to both, a favour to each, and they know each
    other from now on. Raises as `_take`.
    """
    day = details.on or desk.today
    details = details._replace(
        on=day, channel=details.channel or Channel.EMAIL, direction=Direction.OUT
    )

    def take(now: Introduction) -> Introduction:
        return introductions.make(now, day, one_sided=one_sided)

    with desk.reading() as reader:
        take(_present(reader, number))
    with desk.writing() as writer:
        now = _present(writer.reader, number)
        made = take(now)
        both = [_named(writer.reader, side.contact_id) for side in made.sides]
        note = f"introduced {made.a.name} and {made.b.name}: {made.purpose}"
        touchpoint = capture.write(desk, writer, both, note, details).touchpoint
        for person in both:
            writer.add_favour(Kind.GIVEN, touchpoint.id, person.id, 1)
        if find_acquaintance(writer.reader, made) is None:
            first, second = sorted(person.id for person in both)
            writer.add(Acquaintance(0, first, second, BY_ME, day))
        made = made._replace(touchpoint_id=touchpoint.id)
        writer.save(made)
        favours = writer.reader.favours_of(touchpoint.id)[::-1]
    return Made(_follow(desk, made), tuple(favours), introductions.find_missing(now))


def find_all(desk: Desk, *, over: bool) -> list[Progress]:
    """Introductions: those whose next step is due soonest first, then, where they are wanted too,
    those that are over, latest first.
    """
    with desk.reading() as reader:
        found = introductions.follow(
            reader.introductions(), desk.today, desk.settings.introductions
        )
    still_open = [each for each in found if each.step]
    still_open.sort(key=lambda each: (each.step and each.step.since, each.introduction.id))
    return still_open + [each for each in found if over and not each.step]


def find(desk: Desk, number: int) -> Progress:
    """One introduction. Raises NotFound."""
    with desk.reading() as reader:
        return _follow(desk, _present(reader, number))


def find_acquaintance(reader: Reader, introduction: Introduction) -> Acquaintance | None:
    """What is written down of how the two know each other."""
    return reader.acquaintance(*_ids(introduction))


def introduced(desk: Desk, name: str, by: str, text: str, on: date | None) -> Introduced:
    """Somebody introduced me to a person, which is a favour to be thanked for, once.

    Who introduced us first stays in the person's record.

    Raises:
        NotFound, Ambiguous: a name that does not say who.
        BadInput: they would have introduced themselves.
    """
    person, introducer = people.find(desk, name), people.find(desk, by)
    if person.id == introducer.id:
        raise BadInput(f"{person.name} cannot have introduced themselves", "name somebody else")
    day = on or desk.today
    with desk.reading() as reader:
        contact = people.whole(reader, person.id)
        note = capture.describe_favour(contact)
        favour = _find_favour(reader, introducer, note)
        if contact.introduced_by and (favour or capture.is_long_ago(desk, day)):
            first = _named(reader, contact.introduced_by)
            return Introduced(contact, introducer, first, favour, known=True)
    with desk.writing() as writer:
        contact = people.whole(writer.reader, person.id)
        if contact.introduced_by is None:
            contact = contact._replace(introduced_by=introducer.id)
            writer.save_contact(contact)
        assert contact.introduced_by
        first = _named(writer.reader, contact.introduced_by)
        if favour is None:
            words = f"{note}: {text.strip()}" if text.strip() else note
            favour = capture.owe_introduction(desk, writer, introducer.id, words, day)
        return Introduced(contact, introducer, first, favour)


def _take(desk: Desk, number: int, take: Take) -> Progress:
    """Take a step, on the record as it is when it is written.

    Raises:
        NotFound: there is no such introduction.
        BadInput: the step is out of order, or its day is before the last one's.
    """
    with desk.reading() as reader:
        take(_present(reader, number))
    with desk.writing() as writer:
        after = take(_present(writer.reader, number))
        writer.save(after)
    return _follow(desk, after)


def _follow(desk: Desk, introduction: Introduction) -> Progress:
    rules = desk.settings.introductions
    return Progress(introduction, next_step(introduction, desk.today, rules))


def _present(reader: Reader, number: int) -> Introduction:
    introduction = reader.introduction(number)
    if introduction is None:
        raise NotFound(
            f"there is no introduction i{number}", "netlog intro list --all shows what there is"
        )
    return introduction


def _find_side(desk: Desk, number: int, text: str) -> Named:
    """Which of the two a name means: it need tell them from each other only. Where it is neither's,
    whoever it means in the journal.
    """
    with desk.reading() as reader:
        ids = {side.contact_id for side in _present(reader, number).sides}
        found = (
            people.by_reference(reader, text)
            or names.find(text, [person for person in reader.named() if person.id in ids]).people
        )
    return people.choose(desk, text, found) if found else people.find(desk, text)


def _find_cautions(desk: Desk, reader: Reader, introduction: Introduction) -> tuple[Caution, ...]:
    """What the journal knows against introducing the two."""
    a, b = (people.whole(reader, side.contact_id) for side in introduction.sides)
    between = [each for each in reader.introductions(a.id) if b.id in _ids(each)]
    facts = glass.Facts(
        _consider(desk, reader, a, between),
        _consider(desk, reader, b, between),
        earlier=max(between, key=_weigh, default=None),
        acquainted=_find_how(desk, reader, a, b, between),
    )
    return glass.find_cautions(facts, desk.today, desk.settings.glass)


def _weigh(introduction: Introduction) -> tuple[bool, bool, date, int]:
    """Of several between the same two, one that was made tells most, then one under way."""
    made, under_way = introduction.made_on is not None, not introduction.is_over
    return made, under_way, introduction.last_on, introduction.id


def _find_how(
    desk: Desk, reader: Reader, a: Contact, b: Contact, between: Sequence[Introduction]
) -> str | None:
    """How two people know each other; None if nothing tells that they do, or I introduced them."""
    if any(each.made_on for each in between):
        return None
    if known := reader.acquaintance(a.id, b.id):
        return known.how
    for brought, introducer in ((a, b), (b, a)):
        if brought.introduced_by == introducer.id:
            return f"{introducer.name} introduced you to {brought.name}"
    if not between and reader.acquainted([(a.id, b.id)], desk.today):
        return "you talked with both of them together"
    return None


def _consider(
    desk: Desk, reader: Reader, contact: Contact, between: Sequence[Introduction]
) -> glass.Person:
    made = [each for each in reader.introductions(contact.id) if each.made_on]
    made.sort(key=lambda each: (each.made_on, each.id), reverse=True)
    vouches = reader.vouches(contact.id)
    return glass.Person(
        contact.id,
        contact.name,
        score=capture.find_score(desk, reader, [contact.id]) or 0,
        intros=contact.intros,
        archived=contact.archived,
        vouch=vouches[0].value if vouches else None,
        latest=next((each for each in made if each not in between), None),
        went_badly=next((each for each in made if each.outcome is Outcome.BAD), None),
    )


def _find_favour(reader: Reader, introducer: Named, note: str) -> Favour | None:
    """The favour that an introduction was, where it is written down already."""
    for each in reader.favours(date.max, introducer.id):
        if each.kind is Kind.RECEIVED and (each.what == note or each.what.startswith(f"{note}: ")):
            return each
    return None


def _named(reader: Reader, contact_id: int) -> Named:
    person = reader.named_by_id(contact_id)
    if person is None:
        raise NotFound(f"there is no contact c{contact_id}", "netlog list shows everyone")
    return person


def _side(person: Named) -> Side:
    return Side(person.id, person.name)


def _ids(introduction: Introduction) -> set[int]:
    return {side.contact_id for side in introduction.sides}


def _once(sides: Iterable[Side]) -> list[Side]:
    return list({side.contact_id: side for side in sides}.values())
