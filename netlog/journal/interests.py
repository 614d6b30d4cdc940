"""What people need, offer and care about: writing it down, settling a need, taking it away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names, tidy
from netlog.core.daywords import on_day
from netlog.core.excerpt import shorten
from netlog.core.model import Interest, Named, Want
from netlog.errors import BadInput, NotFound, Unclear
from netlog.journal import people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader

LONGEST = 40  # characters of an interest in an error


class Interests(NamedTuple):
    """What one person needs, or offers, or cares about: open first, then latest first."""

    person: Named
    kind: Want
    interests: tuple[Interest, ...]


class Stated(NamedTuple):
    """An interest after a command; `news` says whether the command changed anything."""

    interest: Interest
    news: bool = True


def recall(reader: Reader, today: date, contact_id: int | None = None) -> list[Interest]:
    """Interests as they were known on a day, latest first; of one contact, if one is given."""
    return [
        each._replace(settled_on=None) if each.settled_on and each.settled_on > today else each
        for each in reader.interests(contact_id)
        if each.on <= today
    ]


def look_up(desk: Desk, name: str, kind: Want) -> Interests:
    """What somebody needs, or offers, or cares about. Raises NotFound, Ambiguous."""
    with people.about(desk, name) as (reader, person):
        found = recall(reader, desk.today, person.id)
    mine = [each for each in found if each.kind is kind]
    return Interests(person, kind, tuple(sorted(mine, key=lambda each: bool(each.settled_on))))


def state(desk: Desk, name: str, kind: Want, what: str, on: date | None) -> Stated:
    """Write an interest down, unless the same words stand there already.

    Raises NotFound, Ambiguous, BadInput without words.
    """
    what = tidy.worded(what)
    with people.about(desk, name) as (reader, person):
        if same := _find_same(reader, person, kind, what):
            return Stated(same, news=False)
    with desk.writing() as writer:
        people.whole(writer.reader, person.id)
        if same := _find_same(writer.reader, person, kind, what):
            return Stated(same, news=False)
        new = Interest(0, person.id, person.name, kind, what, on or desk.today)
        return Stated(new._replace(id=writer.add(new)))


def settle(desk: Desk, name: str, what: str, on: date | None) -> Stated:
    """Say that a need is met: the only open one, or the one that has some words.

    Raises:
        NotFound, Ambiguous: a name that does not say who, words that no need has.
        Unclear: several open needs have these words.
        BadInput: nothing is noted, it is met already, or it was noted after that day.
    """
    day = on or desk.today
    with people.about(desk, name) as (reader, person):
        before = _choose(_of_kind(reader, person, Want.NEEDS), person, what)
    if before.settled_on:
        raise BadInput(
            f"that need was met {on_day(before.settled_on, desk.today)}",
            f'netlog needs c{person.id} "…" writes down another one',
        )
    if before.on > day:
        raise BadInput(
            f"that need was noted {on_day(before.on, desk.today)}, after the day it was met",
            "--on names the day on which it was met",
        )
    with desk.writing() as writer:
        _check_still_so(writer.reader, before)
        after = before._replace(settled_on=day)
        writer.save(after)
        return Stated(after)


def remove(desk: Desk, name: str, kind: Want, what: str) -> Stated:
    """Take an interest away: the only one of its kind, or the one that has some words.

    Raises as `settle` does.
    """
    with people.about(desk, name) as (reader, person):
        before = _choose(_of_kind(reader, person, kind), person, what)
    with desk.writing() as writer:
        _check_still_so(writer.reader, before)
        writer.remove(before)
    return Stated(before)


def _check_still_so(reader: Reader, interest: Interest) -> None:
    if interest not in reader.interests(interest.contact_id):
        raise BadInput("that has been changed meanwhile", "repeat the command")


def _of_kind(reader: Reader, person: Named, kind: Want) -> list[Interest]:
    """Raises BadInput where there are none."""
    found = [each for each in reader.interests(person.id) if each.kind is kind]
    if not found:
        raise BadInput(
            f"nothing is noted that {person.name} {kind.verb}",
            f'netlog {kind} c{person.id} "…" writes it down',
        )
    return found


def _choose(interests: Sequence[Interest], person: Named, what: str) -> Interest:
    """The one that is meant: the only one, or the one that has all of some words, as beginnings of
    its own. One that has nothing but these words goes first, then what is open.
    """
    same = [each for each in interests if _words(each.what) == _words(what)]
    fitting = same or [each for each in interests if _has(each, what)]
    fitting = [each for each in fitting if not each.settled_on] or fitting
    if len(fitting) == 1 or same:
        return fitting[0]
    kind = interests[0].kind
    if not fitting:
        raise NotFound(
            f'nothing that {person.name} {kind.verb} has the words "{shorten(what, LONGEST)}"',
            f"netlog {kind} c{person.id} lists what is noted",
        )
    labels = [f'"{shorten(each.what, LONGEST)}"' for each in fitting]
    raise Unclear(person.name, labels, "write more of its words", _PLURALS[kind])


_PLURALS = {Want.NEEDS: "needs", Want.OFFERS: "offers", Want.CARES: "interests"}


def _find_same(reader: Reader, person: Named, kind: Want, what: str) -> Interest | None:
    """The open interest in the same words, if there is one."""
    mine = (each for each in reader.interests(person.id) if each.kind is kind)
    return next(
        (each for each in mine if not each.settled_on and _words(each.what) == _words(what)), None
    )


def _has(interest: Interest, what: str) -> bool:
    own = _words(interest.what)
    return all(any(word.startswith(part) for word in own) for part in _words(what))


def _words(text: str) -> list[str]:
    """The words of a text without case and accents. The signs that tell C++ from C# stay."""
    words: list[str] = []
    for written in text.split():
        found = names.fold(written).split()
        if found and (signs := re.search(r"[+#]+(?=\W*$)", written)):
            found[-1] += signs[0]
        words += found
    return words or [text.strip()]
