"""What I mean to do: writing it down, doing it, putting it off. People can be put off too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core import names, tidy
from netlog.core.followup import complete, postpone
from netlog.core.model import FollowUp
from netlog.errors import BadInput, NotFound, UnknownName, WrongUse
from netlog.journal import people, things

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.core.model import Named
    from netlog.journal.desk import Desk
    from netlog.journal.things import Edited
    from netlog.store.reader import Reader


def todo(desk: Desk, name: str | None, text: str, by: date, every: str | None) -> FollowUp:
    """Write down a follow-up; without a name it is for nobody in particular. `every` is its rhythm
    as `core.dates.Every` is written.

    Raises:
        NotFound, Ambiguous: a name that does not say who.
        BadInput: a text without words.
    """
    said = tidy.worded(text)
    contact_id = None if name is None else _person(desk, name).id
    new = FollowUp(0, contact_id, "", said, due_on=by, anchor_on=by, every=every)
    with desk.writing() as writer:
        if contact_id is not None:
            people.whole(writer.reader, contact_id)
        return things.again(writer.reader, new._replace(id=writer.add(new)))


def done(desk: Desk, ids: Sequence[str]) -> list[FollowUp]:
    """Do follow-ups, all or none, each once: as they are then, closed or due again.

    Raises:
        WrongUse: the id of something else, or no id.
        NotFound, BadInput: a follow-up that is not there, or done already.
    """
    numbers = list(dict.fromkeys(map(_number, ids)))
    with desk.reading() as reader:
        for number in numbers:
            complete(_open(reader, number), desk.today)
    with desk.writing() as writer:
        after = [complete(_open(writer.reader, number), desk.today) for number in numbers]
        for each in after:
            writer.save(each)
        return after


def snooze(desk: Desk, text: str, day: date | None) -> Edited:
    """Put a follow-up off to a day, or let a person rest until then; None, or today, ends a rest.

    Raises:
        NotFound, Ambiguous: no such follow-up, no such person, or several.
        WrongUse: the id of something else, or a follow-up and no day.
        BadInput: it is done already.
    """
    ref = names.parse_ref(text)
    if ref is None or ref.kind != "follow-up":
        until = day if day and day > desk.today else None
        person = things.find_contact(desk, text)
        return things.save(desk, person, lambda now: now._replace(snoozed_until=until))
    if day is None:
        raise WrongUse(f"{text} does not rest: it has a day", f"netlog snooze {text} DAY moves it")
    with desk.reading() as reader:
        before = _open(reader, ref.id)
    return things.save(desk, before, lambda now: postpone(_refuse_done(now), day))


def _person(desk: Desk, name: str) -> Named:
    try:
        return people.find(desk, name)
    except UnknownName as error:
        if not error.nearest:
            error.hint += "; a text of several words goes in quotes"
        raise


def _number(text: str) -> int:
    ref = names.parse_ref(text)
    if ref is None or ref.kind != "follow-up":
        what = f"{text} is a {ref.kind}" if ref else f'"{text}" is no id'
        raise WrongUse(
            f"{what}, and a follow-up is needed", "netlog todos lists them with their ids, like t3"
        )
    return ref.id


def _open(reader: Reader, number: int) -> FollowUp:
    """A follow-up that is to be done. Raises NotFound, BadInput."""
    follow_up = reader.follow_up(number)
    if follow_up is None:
        raise NotFound(f"there is no follow-up t{number}", "netlog todos lists what is to be done")
    return _refuse_done(follow_up)


def _refuse_done(follow_up: FollowUp) -> FollowUp:
    if follow_up.done_on:
        raise BadInput(
            f"t{follow_up.id} was done on {follow_up.done_on}",
            "netlog todos lists what is to be done",
        )
    return follow_up
