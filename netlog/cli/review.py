"""Review: the ranking, one person, the log, and finding."""

from datetime import date
from typing import Annotated

import typer

from netlog.cli import edge, filters, params
from netlog.cli.completion import complete_name
from netlog.journal import review
from netlog.views import review as view


def rank(
    circle: filters.InCircle = "",
    tag: filters.WithTag = "",
    org: filters.AtOrg = "",
    city: filters.InCity = "",
    met: filters.MetAt = "",
    since: filters.Since = None,
    until: filters.Until = None,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Who you are closest to, by recency, reciprocity and depth.

    Example:
        netlog rank --circle close --limit 10
    """
    with edge.looking(as_json=as_json) as desk:
        ranked = review.rank(desk, filters.chosen(circle, tag, org, city, met, since, until))
        view.rank(ranked, edge.format_(as_json=as_json, as_csv=as_csv), limit, desk.today)


def why(name: params.Name, as_json: params.Json = False) -> None:
    """Why somebody ranks where they do: the score, taken apart.

    Example:
        netlog why priya
    """
    from netlog.journal import person
    from netlog.views import person as person_view

    with edge.looking(as_json=as_json) as desk:
        person_view.why(person.why(desk, name), edge.format_(as_json=as_json))


def show(name: params.Name, as_json: params.Json = False) -> None:
    """Everything about somebody, on one page.

    Example:
        netlog show priya
    """
    from netlog.journal import person
    from netlog.views import person as person_view

    with edge.looking(as_json=as_json) as desk:
        person_view.show(person.show(desk, name), edge.format_(as_json=as_json))


def list_(
    circle: filters.InCircle = "",
    tag: filters.WithTag = "",
    org: filters.AtOrg = "",
    city: filters.InCity = "",
    met: filters.MetAt = "",
    since: filters.Since = None,
    until: filters.Until = None,
    archived: filters.Archived = False,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Your contacts, by name.

    Example:
        netlog list --met PyCon
    """
    with edge.looking(as_json=as_json) as desk:
        entries = review.contacts(
            desk, filters.chosen(circle, tag, org, city, met, since, until, archived)
        )
        view.contacts(entries, edge.format_(as_json=as_json, as_csv=as_csv), limit, desk.today)


def timeline(
    name: Annotated[str, typer.Argument(metavar="[NAME]", autocompletion=complete_name)] = "",
    circle: filters.InCircle = "",
    tag: filters.WithTag = "",
    org: filters.AtOrg = "",
    city: filters.InCity = "",
    met: filters.MetAt = "",
    since: filters.Since = None,
    until: filters.Until = None,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """What happened, newest first.

    Example:
        netlog timeline --since "2 weeks ago"
    """
    with edge.looking(as_json=as_json) as desk:
        touchpoints = review.timeline(
            desk, name, filters.chosen(circle, tag, org, city, met, since, until), limit
        )
        view.timeline(touchpoints, edge.format_(as_json=as_json, as_csv=as_csv), desk.today)


def find(
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Find words in names, organisations, notes and touchpoints.

    Example:
        netlog find berlin startup
    """
    with edge.looking(as_json=as_json) as desk:
        found = review.find(desk, words, limit)
        view.find(found, edge.format_(as_json=as_json, as_csv=as_csv), desk.today)


def favours(
    name: Annotated[str, typer.Argument(metavar="[NAME]", autocompletion=complete_name)] = "",
    since: filters.Since = None,
    until: filters.Until = None,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """What went both ways, newest first: given, received, asked for.

    Example:
        netlog favours priya
    """
    from netlog.journal import ledger
    from netlog.views import favours as favours_view

    with edge.looking(as_json=as_json) as desk:
        account = ledger.account(desk, name, filters.chosen("", "", "", "", "", since, until))
        format_ = edge.format_(as_json=as_json, as_csv=as_csv)
        favours_view.ledger(account, format_, limit, desk.today)


def health(as_json: params.Json = False) -> None:
    """Whether you have relationships or a phone list.

    In ten figures, each with its direction since last quarter, and what would help it most.
    Favours, outreach and new ties are those of half a year, introductions of a year, hours of a
    quarter. How many hours a week you mean to invest is hours_per_week, under [health] in the
    configuration.

    Example:
        netlog health
    """
    from netlog.journal import health as use_case
    from netlog.views import health as health_view

    with edge.looking(as_json=as_json) as desk:
        health_view.health(use_case.health(desk), edge.format_(as_json=as_json))


def stars(
    since: Annotated[
        date | None,
        typer.Option(
            parser=filters.any_day, metavar="DAY", help="Since this day; a quarter ago by default."
        ),
    ] = None,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Who gained or lost a star, and why.

    Example:
        netlog stars --since "3 months ago"
    """
    from netlog.journal import health as use_case
    from netlog.views import health as health_view

    with edge.looking(as_json=as_json) as desk:
        found = use_case.stars(desk, since)
        format_ = edge.format_(as_json=as_json, as_csv=as_csv)
        health_view.stars(found, format_, limit, desk.today)


def trend(
    name: Annotated[str, typer.Argument(metavar="[NAME]", autocompletion=complete_name)] = "",
    since: Annotated[
        date | None,
        typer.Option(
            parser=filters.any_day, metavar="DAY", help="Since this day; two years by default."
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="The last so many months.")
    ] = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """How a score moved, month by month.

    Without a name: the sum of all scores.

    Example:
        netlog trend
        netlog trend priya --since 2024-01-01
    """
    from netlog.journal import health as use_case
    from netlog.views import health as health_view

    with edge.looking(as_json=as_json) as desk:
        found = use_case.trend(desk, name, since)
        health_view.trend(found, edge.format_(as_json=as_json, as_csv=as_csv), limit)
