"""Capture: people, touchpoints and notes."""

from datetime import date
from functools import partial
from typing import Annotated

import typer

from netlog.cli import details, edge, params
from netlog.cli.completion import (
    complete_follow_up,
    complete_name,
    complete_name_or_follow_up,
)
from netlog.core.model import Channel, Direction
from netlog.errors import WrongUse
from netlog.journal import capture, favours, followups
from netlog.journal.asking import Judged
from netlog.journal.capture import Details, Profile
from netlog.journal.favours import Answer
from netlog.views import asking as asking_view
from netlog.views import capture as view
from netlog.views import favours as favours_view
from netlog.views import followups as followups_view
from netlog.views.screen import Format

Text = Annotated[str, typer.Argument(metavar="TEXT")]
Namesake = Annotated[
    bool, typer.Option("--namesake", help="Another person of a name that is here already.")
]
What = Annotated[str, typer.Argument(metavar="WHAT")]
Words = Annotated[
    list[str],
    typer.Argument(metavar="[NAME…] TEXT", autocompletion=complete_name),
]


def hi(
    name: params.Name,
    text: Annotated[str, typer.Argument(metavar="[TEXT]")] = "",
    org: details.Org = "",
    title: details.Title = "",
    city: details.City = "",
    met: details.Met = "",
    on: details.On = None,
    via: details.Via = None,
    depth: details.Depth = None,
    email: details.Emails = None,
    phone: details.Phones = None,
    birthday: details.BirthdayOn = None,
    circle: details.CircleName = "",
    tag: details.Tags = None,
    introduced_by: details.IntroducedBy = "",
    namesake: Namesake = False,
    as_json: params.Json = False,
) -> None:
    """Start with somebody: add them, and write down that you met.

    Example:
        netlog hi "Priya Shah" --org Acme --met PyCon "talked about typing"
    """
    profile = _profile(org, title, city, met, email, phone, birthday, circle, tag, introduced_by)
    desk = edge.current.desk()
    done = capture.hi(desk, name, text, profile, Details(on, via, depth=depth), namesake=namesake)
    view.logged(done, edge.format_(as_json=as_json), desk.today)


def add(
    name: params.Name,
    org: details.Org = "",
    title: details.Title = "",
    city: details.City = "",
    met: details.Met = "",
    email: details.Emails = None,
    phone: details.Phones = None,
    birthday: details.BirthdayOn = None,
    circle: details.CircleName = "",
    tag: details.Tags = None,
    introduced_by: details.IntroducedBy = "",
    namesake: Namesake = False,
    as_json: params.Json = False,
) -> None:
    """Add somebody without a touchpoint.

    Example:
        netlog add "Sam Keller" --email sam@initech.example --circle close
    """
    profile = _profile(org, title, city, met, email, phone, birthday, circle, tag, introduced_by)
    added = capture.add(edge.current.desk(), name, profile, namesake=namesake)
    view.added(added, edge.format_(as_json=as_json))


def log(
    words: Words,
    on: details.On = None,
    via: details.Via = None,
    out: details.Out = False,
    in_: details.In = False,
    both: details.Both = False,
    depth: details.Depth = None,
    minutes: details.Minutes = None,
    place: details.Place = "",
    tag: details.Tags = None,
    as_json: params.Json = False,
) -> None:
    r"""Write down what happened, in a sentence or by name.

    Name the people first, or in the sentence itself. A sentence may start with a day, and name a
    #tag and a @Place; **New Person** adds somebody, and \Name is left alone.

    Example:
        netlog log "Yesterday: lunch with Priya and Sam K about the role #hiring @Tartine"
        netlog log priya "she is moving to Berlin" --via call --depth 3
    """
    said = Details(
        on, via, details.direction(out, in_, both), depth, minutes, place, tuple(tag or ())
    )
    _log(words[:-1], words[-1], said, as_json)


def reach(
    words: Words,
    on: details.On = None,
    via: details.Via = None,
    depth: details.Depth = None,
    tag: details.Tags = None,
    as_json: params.Json = False,
) -> None:
    """Write down that you reached out, and await a reply.

    Example:
        netlog reach priya "asked how Berlin is" --via email
    """
    _one_way(words, Details(on, via, Direction.OUT, depth, tags=tuple(tag or ()),
                            awaits_reply=True), as_json)  # fmt: skip


def heard(
    words: Words,
    on: details.On = None,
    via: details.Via = None,
    depth: details.Depth = None,
    tag: details.Tags = None,
    as_json: params.Json = False,
) -> None:
    """Write down that they reached out to you.

    Example:
        netlog heard sam "are you free next week?" --on thursday
    """
    _one_way(words, Details(on, via, Direction.IN, depth, tags=tuple(tag or ())), as_json)


def gave(
    name: params.Name,
    what: What,
    size: details.Size = 1,
    on: details.On = None,
    via: details.Via = None,
    as_json: params.Json = False,
) -> None:
    """Write down what you did for somebody.

    Example:
        netlog gave priya "an introduction to Initech" --size 2
    """
    desk = edge.current.desk()
    done = favours.give(desk, name, what, size, Details(on, via))
    favours_view.exchanged(done, edge.format_(as_json=as_json), desk.today)


def got(
    name: params.Name,
    what: What,
    size: details.Size = 1,
    on: details.On = None,
    via: details.Via = None,
    answers: details.Answers = None,
    unasked: Annotated[bool, typer.Option("--unasked", help="It answers no ask.")] = False,
    as_json: params.Json = False,
) -> None:
    """Write down what somebody did for you.

    It closes the open ask that it answers, and waits for your thanks.

    Example:
        netlog got sam "reviewed my CV"
    """
    desk = edge.current.desk()
    pick = partial(edge.choose_ask, or_none=True) if edge.can_ask() else None
    done = favours.receive(desk, name, what, size, Details(on, via), Answer(answers, unasked, pick))
    favours_view.exchanged(done, edge.format_(as_json=as_json), desk.today)


def ask(
    name: params.Name,
    what: What,
    size: details.Size = 1,
    on: details.On = None,
    via: details.Via = None,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Write down what you ask of somebody.

    It says first whether it is time to. An ask awaits an answer, which netlog got or netlog
    declined writes down.

    Example:
        netlog ask priya "a referral to Initech" --size 2
    """
    desk = edge.current.desk()
    format_ = edge.format_(as_json=as_json)

    def heed(judged: Judged) -> bool:
        alone = yes or not edge.can_ask()
        if alone or format_ is not Format.TERMINAL:  # stdout is for what is written down
            edge.tell(f"{judged.name}: {judged.verdict.verdict}", *judged.verdict.reasons)
        else:
            asking_view.verdict(judged)
        if alone or not judged.is_unwise:
            return True
        return edge.confirmed("Write it down all the same?", yes=yes, what="ask")

    asked = favours.ask(desk, name, what, size, Details(on, via), heed)
    if asked:
        favours_view.exchanged(asked, format_, desk.today)


def declined(
    name: params.Name,
    what: Annotated[str, typer.Argument(metavar="[WHAT]")] = "",
    on: details.On = None,
    via: details.Via = None,
    answers: details.Answers = None,
    as_json: params.Json = False,
) -> None:
    """Write down that somebody said no to what you asked.

    Example:
        netlog declined sam
    """
    desk = edge.current.desk()
    pick = partial(edge.choose_ask, or_none=False) if edge.can_ask() else None
    done = favours.decline(desk, name, what, Details(on, via), Answer(answers, pick=pick))
    favours_view.exchanged(done, edge.format_(as_json=as_json), desk.today)


def thank(
    name: params.Name,
    text: Annotated[str, typer.Argument(metavar="[TEXT]")] = "",
    on: details.On = None,
    via: details.Via = None,
    as_json: params.Json = False,
) -> None:
    """Write down that you said thank you, for all you received.

    Example:
        netlog thank belinda "for the introduction; it went well"
    """
    desk = edge.current.desk()
    done = favours.thank(desk, name, text, Details(on, via))
    favours_view.exchanged(done, edge.format_(as_json=as_json), desk.today)


def note(
    name: params.Name, text: Text, on: details.On = None, as_json: params.Json = False
) -> None:
    """Write down a fact about somebody.

    Example:
        netlog note priya "has two daughters, Mira and Asha"
    """
    desk = edge.current.desk()
    view.noted(capture.note(desk, name, text, on), edge.format_(as_json=as_json), desk.today)


def todo(
    words: Annotated[
        list[str], typer.Argument(metavar="[NAME] TEXT", autocompletion=complete_name)
    ],
    by: details.By,
    every: details.Every = None,
    as_json: params.Json = False,
) -> None:
    """Plan something, for somebody or nobody in particular.

    With --every it comes again, each time it is done.

    Example:
        netlog todo priya "send the book" --by friday
        netlog todo "look through the list of speakers" --by "12 Nov" --every quarter
    """
    *names, text = words
    if len(names) > 1:
        raise WrongUse("this needs a text, or a name and a text", 'like priya "send the book"')
    desk = edge.current.desk()
    planned = followups.todo(desk, names[0] if names else None, text, by, every)
    followups_view.written(planned, edge.format_(as_json=as_json), desk.today)


def done(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", autocompletion=complete_follow_up)],
    as_json: params.Json = False,
) -> None:
    """Do what was planned; what repeats comes again.

    Example:
        netlog done t3
    """
    desk = edge.current.desk()
    followups_view.done(followups.done(desk, ids), edge.format_(as_json=as_json), desk.today)


def snooze(
    thing: Annotated[
        str, typer.Argument(metavar="NAME|ID", autocompletion=complete_name_or_follow_up)
    ],
    day: Annotated[date | None, typer.Argument(parser=details.coming_day, metavar="DAY")] = None,
    off: Annotated[bool, typer.Option("--off", help="Wake somebody up.")] = False,
    as_json: params.Json = False,
) -> None:
    """Put something off, or let somebody rest, until a day.

    Example:
        netlog snooze t3 monday
        netlog snooze priya "in 3 weeks"
    """
    if bool(day) is off:
        raise WrongUse("this needs a day, or --off", "like netlog snooze t3 monday")
    desk = edge.current.desk()
    snoozed = followups.snooze(desk, thing, day)
    followups_view.snoozed(snoozed, edge.format_(as_json=as_json), desk.today)


def _one_way(words: list[str], said: Details, as_json: bool) -> None:
    if len(words) < 2:
        raise WrongUse("this needs a name and a text", 'like priya "asked how Berlin is"')
    _log(words[:-1], words[-1], said, as_json, usual=Channel.MESSAGE)


def _log(
    names: list[str], text: str, said: Details, as_json: bool, usual: Channel = Channel.OTHER
) -> None:
    desk = edge.current.desk()
    done = capture.log(desk, names, text, said, usual)
    view.logged(done, edge.format_(as_json=as_json), desk.today)


def _profile(
    org: str, title: str, city: str, met: str, email: details.Emails, phone: details.Phones,
    birthday: details.BirthdayOn, circle: str, tag: details.Tags, introduced_by: str,
) -> Profile:  # fmt: skip
    return Profile(
        org, title, city, met, tuple(email or ()), tuple(phone or ()), birthday, circle,
        tuple(tag or ()), introduced_by,
    )  # fmt: skip
