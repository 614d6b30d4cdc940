"""Connect: rhythms, who could help whom, and whether it is the time to ask."""

from datetime import date
from typing import Annotated, Literal

import typer

from netlog.cli import details, edge, filters, params
from netlog.cli.completion import complete_circle, complete_name
from netlog.core.model import Want
from netlog.errors import WrongUse
from netlog.views.screen import Format

MaybeName = Annotated[str, typer.Argument(metavar="[NAME]", autocompletion=complete_name)]
What = Annotated[str | None, typer.Argument(metavar="[WHAT]")]
Remove = Annotated[bool, typer.Option("--remove", help="Take it away again.")]


def circle(
    name: params.Name,
    circle: Annotated[str, typer.Argument(metavar="CIRCLE|none", autocompletion=complete_circle)],
    every: details.Every = None,
    as_json: params.Json = False,
) -> None:
    """Say how often you like to be in touch with somebody.

    A circle has its rhythm; --every is one of their own. People in no circle are left in peace.

    Example:
        netlog circle priya close
        netlog circle sam active --every 6w
    """
    from netlog.journal import connect
    from netlog.views import connect as view

    placed = connect.circle(edge.current.desk(), name, circle, every)
    view.placed(placed, edge.format_(as_json=as_json))


def needs(
    name: params.Name,
    what: What = None,
    met: Annotated[bool, typer.Option("--met", "--done", help="It is met now.")] = False,
    remove: Remove = False,
    on: details.On = None,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Write down what somebody needs; without WHAT: list it.

    A need is met, or removed, by some of its words; where it is the only one, without them.

    Example:
        netlog needs sam "a designer for the new site"
        netlog needs sam designer --met
    """
    format_ = edge.format_(as_json=as_json, as_csv=as_csv)
    _interest(Want.NEEDS, name, what, on, limit, format_, met=met, remove=remove)


def offers(
    name: params.Name,
    what: What = None,
    remove: Remove = False,
    on: details.On = None,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Write down what somebody offers; without WHAT: list it.

    Example:
        netlog offers lee "design of apps"
    """
    format_ = edge.format_(as_json=as_json, as_csv=as_csv)
    _interest(Want.OFFERS, name, what, on, limit, format_, remove=remove)


def cares(
    name: params.Name,
    what: What = None,
    remove: Remove = False,
    on: details.On = None,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Write down what somebody cares about; without WHAT: list it.

    Example:
        netlog cares priya "clean rivers"
    """
    format_ = edge.format_(as_json=as_json, as_csv=as_csv)
    _interest(Want.CARES, name, what, on, limit, format_, remove=remove)


def match(
    name: MaybeName = "",
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Whom to introduce: one needs what the other offers.

    The best pairs come first, a thousand of them, unless --limit says otherwise. Nobody is named
    who knows the other already, is never to be introduced, or whom you would not vouch for.

    Example:
        netlog match
        netlog match lee --limit 5
    """
    from netlog.journal import matching
    from netlog.views import interests as view

    format_ = edge.format_(as_json=as_json, as_csv=as_csv)
    with edge.looking(as_json=as_json) as desk:
        view.matches(matching.match(desk, name, limit), format_, limit)


def vouch(
    name: params.Name,
    value: Annotated[int | None, typer.Argument(min=1, max=5, metavar="[1-5]")] = None,
    text: Annotated[str, typer.Argument(metavar="[TEXT]")] = "",
    on: details.On = None,
    as_json: params.Json = False,
) -> None:
    """Say how somebody is to work with, from 1 to 5.

    Without a figure: what you said so far. How introducing them turned out stands beside it.

    Example:
        netlog vouch priya 5 "does what she says, and says what she does"
        netlog vouch priya
    """
    from netlog.journal import vouches
    from netlog.views import interests as view

    format_ = edge.format_(as_json=as_json)
    if value is not None:
        desk = edge.current.desk()
        view.vouched(vouches.vouch(desk, name, value, text, on), format_, desk.today)
        return
    if on:
        raise WrongUse("--on is the day on which you say it", "a figure from 1 to 5 says it")
    with edge.looking(as_json=as_json) as desk:
        view.record(vouches.look_up(desk, name), format_, desk.today)


def ready(
    name: MaybeName = "",
    circle: filters.InCircle = "",
    tag: filters.WithTag = "",
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Whether it is time to ask somebody for something, and why.

    Without a name: everyone you were in touch with, the best to ask first.

    Example:
        netlog ready priya
        netlog ready --circle close --limit 5
    """
    from netlog.journal import asking
    from netlog.views import asking as view

    format_ = edge.format_(as_json=as_json, as_csv=as_csv)
    if name and (circle or tag or limit or as_csv):
        raise WrongUse(
            "--circle, --tag, --limit and --csv are for the list of everyone",
            "leave them away, or the name",
        )
    with edge.looking(as_json=as_json) as desk:
        if name:
            view.ready(asking.ready(desk, name), format_)
        else:
            found = asking.rank_ready(desk, filters.chosen(circle, tag, "", "", "", None, None))
            view.ranking(found, format_, limit)


def knows(
    name: params.Name,
    other: Annotated[str, typer.Argument(metavar="OTHER", autocompletion=complete_name)],
    how: Annotated[str, typer.Option(metavar="TEXT", help="Whence they know each other.")] = "",
    remove: Remove = False,
    as_json: params.Json = False,
) -> None:
    """Write down that two people know each other.

    Example:
        netlog knows priya sam --how "worked together at Initech"
    """
    from netlog.journal import acquaintances
    from netlog.views import paths as view

    if how and remove:
        raise WrongUse("--how and --remove exclude each other", "choose one")
    desk = edge.current.desk()
    if remove:
        known = acquaintances.forget(desk, name, other)
    else:
        known = acquaintances.know(desk, name, other, how)
    view.known(known, edge.format_(as_json=as_json))


def path(
    to: Annotated[str, typer.Argument(metavar="NAME|ORG", autocompletion=complete_name)],
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """The best ways to a person or into an organisation.

    Through at most two others, each leg with its strength and reason; five ways unless --limit
    says another number.

    Example:
        netlog path "Kim Ito"
        netlog path Initech --limit 10
    """
    from netlog.journal import paths
    from netlog.views import paths as view

    with edge.looking(as_json=as_json) as desk:
        found = paths.find_ways(desk, to, limit)
        view.ways(found, edge.format_(as_json=as_json, as_csv=as_csv))
        if found.obstacle:
            edge.tell(found.obstacle.text, found.obstacle.hint)


def near(
    city: Annotated[str, typer.Argument(metavar="CITY")],
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Who is in a city, those you are closest to first.

    Below [cities] in the configuration a city has its other names: Munich = ["München", "Muc"].
    Whoever has the city for an alias is there too.

    Example:
        netlog near Berlin
    """
    from netlog.journal import places
    from netlog.views import paths as view

    with edge.looking(as_json=as_json) as desk:
        found = places.near(desk, city)
        view.near(found, city, edge.format_(as_json=as_json, as_csv=as_csv), limit, desk.today)


def through(
    name: Annotated[str, typer.Argument(metavar="[NAME]", autocompletion=complete_name)] = "",
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Who brought whom, and how much of your network they feed.

    Example:
        netlog through
        netlog through belinda
    """
    from netlog.journal import acquaintances
    from netlog.views import paths as view

    with edge.looking(as_json=as_json) as desk:
        found = acquaintances.trace(desk, name)
        view.tree(found, edge.format_(as_json=as_json, as_csv=as_csv), limit)


def leaving(
    org: Annotated[str, typer.Argument(metavar="ORG")],
    by: Annotated[
        date | None,
        typer.Option(parser=details.coming_day, metavar="DAY", help="Your last day there."),
    ] = None,
    form: Annotated[
        Literal["text", "md", "csv", "json"] | None,
        typer.Option("--format", help="Plain text by default."),
    ] = None,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Whom to take along before you leave an organisation.

    Who has no address outside it, who is owed thanks, with whom the last talk was shallow; each
    with the command that sees to it.

    Example:
        netlog leaving Acme --by "4 Dec"
        netlog leaving Acme --format md > checklist.md
    """
    from netlog.journal import leaving as use_case
    from netlog.views import leaving as view

    if form and (as_json or as_csv):
        raise WrongUse("--format, --json and --csv exclude each other", "choose one")
    as_json, as_csv = as_json or form == "json", as_csv or form == "csv"
    format_ = edge.format_(as_json=as_json, as_csv=as_csv)
    with edge.looking(as_json=as_json) as desk:
        checklist = use_case.leaving(desk, org, by)
        if form == "md":
            view.markdown(checklist, limit)
        else:
            view.checklist(checklist, format_, limit)


def left(
    org: Annotated[str, typer.Argument(metavar="ORG")],
    on: Annotated[
        date, typer.Option(parser=details.past_day, metavar="DAY", help="The last day there.")
    ],
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Keep the people of an organisation that you left.

    It becomes a former post of everyone there, and its addresses are marked as old.

    Example:
        netlog left Acme --on friday --yes
    """
    from netlog.journal import leaving as use_case
    from netlog.views import leaving as view

    desk = edge.current.desk()
    planned = use_case.plan(desk, org, on)
    if dry_run:
        view.left(planned, edge.format_(as_json=as_json), planned=True)
    elif edge.confirmed(view.question(planned), yes=yes, what="left"):
        view.left(use_case.leave(desk, planned), edge.format_(as_json=as_json))


def _interest(
    kind: Want,
    name: str,
    what: str | None,
    on: date | None,
    limit: int | None,
    format_: Format,
    *,
    met: bool = False,
    remove: bool,
) -> None:
    """Write an interest down, settle it, or take it away; without any of these list them."""
    from netlog.journal import interests
    from netlog.views import interests as view

    if met and remove:
        raise WrongUse("--met and --remove exclude each other", "choose one")
    lists = what is None and not met and not remove
    if not lists and (limit or format_ is Format.CSV):
        raise WrongUse("--limit and --csv are for the list", "leave them away, or the text")
    if on and (lists or remove):
        raise WrongUse("--on is the day on which it was noted or met", "leave it away")
    if lists:
        with edge.looking(as_json=format_ is Format.JSON) as desk:
            view.listed(interests.look_up(desk, name, kind), format_, limit, desk.today)
        return
    desk = edge.current.desk()
    if met:
        view.settled(interests.settle(desk, name, what or "", on), format_, desk.today)
    elif remove:
        view.removed(interests.remove(desk, name, kind, what or ""), format_)
    else:
        view.stated(interests.state(desk, name, kind, what or "", on), format_, desk.today)
