"""Review: the ranking, one person, the log, and finding."""

from typing import Annotated

import typer

from netlog.cli import edge, filters, params
from netlog.cli.completion import complete_name
from netlog.journal import review
from netlog.views import person as person_view
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
    with edge.looking(as_json=as_json) as desk:
        person_view.why(review.why(desk, name), edge.format_(as_json=as_json))


def show(name: params.Name, as_json: params.Json = False) -> None:
    """Everything about somebody, on one page.

    Example:
        netlog show priya
    """
    with edge.looking(as_json=as_json) as desk:
        person_view.show(review.show(desk, name), edge.format_(as_json=as_json))


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
