"""Writing down favours: given, received and asked for, what was answered, and thanks.

Each is a touchpoint with one person. What it was is taken as it is written, as a note is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names, tidy
from netlog.core.channels import guess_channel
from netlog.core.daywords import on_day
from netlog.core.excerpt import shorten
from netlog.core.model import Channel, Direction, Kind
from netlog.errors import BadInput, NotFound, Unclear, WrongUse
from netlog.journal import asking, capture, people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netlog.core.model import Favour, Named
    from netlog.journal.asking import Judged
    from netlog.journal.capture import Details, Logged
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader

    # Asks the user which of several asks is answered; None for none of them.
    Pick = Callable[[Sequence[Favour]], Favour | None]
    Settles = Callable[[Reader], Sequence[Favour]]

THANKS = "thank you"  # what thank says where nothing else is said
LONGEST = 40  # characters of an ask in an error


class Exchange(NamedTuple):
    """A touchpoint as it was written, the favour that it is, and the ones that it settled, as they
    were before.
    """

    logged: Logged
    favour: Favour | None = None
    settled: tuple[Favour, ...] = ()


class Answer(NamedTuple):
    """Which open ask something answers: the one named, or none of them.

    Where nothing is said it is the only one that is open, else the one in the same words, else the
    one that `pick` finds out; `pick` is None where nobody can be asked.
    """

    favour_id: int | None = None
    unasked: bool = False
    pick: Pick | None = None


def give(desk: Desk, name: str, what: str, size: int, details: Details) -> Exchange:
    """Write down what I did for somebody. Raises NotFound, Ambiguous, BadInput without words."""
    what = tidy.worded(what)
    details = _one_way(what, details, Direction.OUT, Channel.OTHER)
    return _write(desk, people.find(desk, name), what, details, Kind.GIVEN, size)


def receive(
    desk: Desk, name: str, what: str, size: int, details: Details, answer: Answer
) -> Exchange:
    """Write down what somebody did for me, and close the open ask that it answers.

    Raises:
        NotFound, Ambiguous: a name, or the id of an ask, that does not say which.
        Unclear: several asks are open, and nobody can be asked which one is meant.
        BadInput: there are no words, or the ask named is not an open one of this person's.
        WrongUse: it answers an ask and none.
    """
    what = tidy.worded(what)
    details = _one_way(what, details, Direction.IN, Channel.OTHER)
    person, ask = _find_answered(
        desk, name, what, details, answer, otherwise="; --unasked leaves them all open"
    )
    return _write(desk, person, what, details, Kind.RECEIVED, size, _closing(ask))


def ask(
    desk: Desk,
    name: str,
    what: str,
    size: int,
    details: Details,
    heed: Callable[[Judged], bool],
) -> Exchange | None:
    """Write down what I asked of somebody, once `heed` has shown whether it is time to.

    None if `heed` says not to go on. Raises NotFound, Ambiguous, BadInput without words.
    """
    what = tidy.worded(what)
    details = _one_way(what, details, Direction.OUT, Channel.MESSAGE)
    with people.about(desk, name) as (reader, person):
        judged = asking.judge_one(desk, reader, person)
    if not heed(judged):
        return None
    details = details._replace(awaits_reply=True)
    return _write(desk, person, what, details, Kind.ASKED, size)


def decline(desk: Desk, name: str, what: str, details: Details, answer: Answer) -> Exchange:
    """Write down that somebody said no, and close the ask. Raises as `receive` does, and BadInput
    where no ask is open.
    """
    details = _one_way(what, details, Direction.IN, Channel.MESSAGE)
    person, ask = _find_answered(desk, name, what, details, answer)
    if ask is None:
        raise BadInput(
            f"nothing that you asked {person.name} for is open",
            f'netlog asks shows what is; netlog heard c{person.id} "…" writes down their words',
        )
    what = what.strip() or f"declined: {ask.what}"
    return _write(desk, person, what, details, settles=_closing(ask))


def thank(desk: Desk, name: str, text: str, details: Details) -> Exchange:
    """Write down a thank-you, which settles all that was received up to that day."""
    details = _one_way(text, details, Direction.OUT, Channel.MESSAGE)
    person = people.find(desk, name)
    day = details.on or desk.today

    def owed(reader: Reader) -> list[Favour]:
        return _open(reader, person, Kind.RECEIVED, day)[::-1]

    return _write(desk, person, text.strip() or THANKS, details, settles=owed)


def _one_way(text: str, details: Details, direction: Direction, usual: Channel) -> Details:
    """What goes one way was written: `asked to meet for lunch` tells what was asked, not how."""
    guessed = guess_channel(text)
    if guessed and guessed.direction is Direction.BOTH:
        guessed = None
    return details._replace(direction=direction, channel=details.channel or guessed or usual)


def _write(
    desk: Desk,
    person: Named,
    text: str,
    details: Details,
    kind: Kind | None = None,
    size: int = 1,
    settles: Settles = lambda _: (),
) -> Exchange:
    """Write a touchpoint, the favour that it is, and what it settles, in one transaction."""
    with desk.writing() as writer:
        settled = tuple(settles(writer.reader))
        logged = capture.write(desk, writer, [person], text, details)
        touchpoint_id = logged.touchpoint.id
        for each in settled:
            writer.settle_favour(each.id, touchpoint_id)
        favour = None
        if kind:
            favour_id = writer.add_favour(kind, touchpoint_id, person.id, size)
            favour = writer.reader.favour(favour_id)
        return Exchange(logged, favour, settled)


def _closing(ask: Favour | None) -> Settles:
    """Settle this ask. Raises BadInput where another command has closed or removed it meanwhile."""

    def settles(reader: Reader) -> Sequence[Favour]:
        if ask is None:
            return ()
        now = reader.favour(ask.id)
        if now is None or not now.is_open:
            raise BadInput(f"f{ask.id} has been closed meanwhile", "repeat the command")
        return (now,)

    return settles


def _find_answered(
    desk: Desk, name: str, what: str, details: Details, answer: Answer, otherwise: str = ""
) -> tuple[Named, Favour | None]:
    """The person, and the open ask of them that an answer of that day closes; `otherwise` is what
    else could be said where several could be meant.

    The journal is let go before anybody is asked: whoever writes would wait for the answer.
    """
    if answer.unasked and answer.favour_id is not None:
        raise WrongUse("--answers and --unasked exclude each other", "choose one")
    day = details.on or desk.today
    with people.about(desk, name) as (reader, person):
        if answer.unasked:
            return person, None
        if answer.favour_id is not None:
            return person, _named_ask(reader, answer.favour_id, person, day, desk.today)
        asks = _open(reader, person, Kind.ASKED, day)
    same = [each for each in asks if what.strip() and _plain(each.what) == _plain(what)]
    fitting = same or asks
    if len(fitting) <= 1:
        return person, fitting[0] if fitting else None
    if answer.pick is None:
        labels = [f'f{each.id} "{shorten(each.what, LONGEST)}"' for each in fitting]
        raise Unclear(person.name, labels, f"--answers f{fitting[0].id} names one{otherwise}")
    return person, answer.pick(fitting)


def _named_ask(reader: Reader, favour_id: int, person: Named, day: date, today: date) -> Favour:
    """Raises NotFound for no favour, BadInput for one that is no open ask of theirs by that day."""
    asks = f"netlog favours c{person.id} shows what went between you"
    favour = reader.favour(favour_id)
    if favour is None:
        raise NotFound(f"there is no favour f{favour_id}", asks)
    if favour.contact_id != person.id:
        raise BadInput(f"f{favour_id} is between you and {favour.name}, not {person.name}", asks)
    if favour.kind is not Kind.ASKED:
        raise BadInput(f"f{favour_id} is something {favour.kind}, and not an ask", asks)
    if not favour.is_open:
        raise BadInput(f"f{favour_id} is closed already: {favour.outcome}", asks)
    if favour.on > day:
        raise BadInput(
            f"f{favour_id} was asked {on_day(favour.on, today)}, after the day of this answer",
            "--on names the day of the answer",
        )
    return favour


def _open(reader: Reader, person: Named, kind: Kind, day: date) -> list[Favour]:
    """What went between us up to a day and is not settled, not even since; newest first."""
    return [
        favour
        for favour in reader.favours(date.max, person.id)
        if favour.kind is kind and favour.is_open and favour.on <= day
    ]


def _plain(text: str) -> str:
    return names.fold(text) or text.strip()
