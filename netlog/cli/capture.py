"""Capture: people, touchpoints and notes."""

from typing import Annotated

import typer

from netlog.cli import details, edge, params
from netlog.cli.completion import complete_name
from netlog.core.model import Channel, Direction
from netlog.errors import WrongUse
from netlog.journal import capture
from netlog.journal.capture import Details, Profile
from netlog.views import capture as view

Text = Annotated[str, typer.Argument(metavar="TEXT")]
Namesake = Annotated[
    bool, typer.Option("--namesake", help="Another person of a name that is here already.")
]
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


def note(
    name: params.Name, text: Text, on: details.On = None, as_json: params.Json = False
) -> None:
    """Write down a fact about somebody.

    Example:
        netlog note priya "has two daughters, Mira and Asha"
    """
    desk = edge.current.desk()
    view.noted(capture.note(desk, name, text, on), edge.format_(as_json=as_json), desk.today)


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
