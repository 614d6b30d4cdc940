"""Review: the ranking, one person, the log, and finding."""

from __future__ import annotations

from typing import Annotated

import typer

from netlog.cli import edge, params
from netlog.cli.params import filters
from netlog.journal import review
from netlog.views import person as person_view
from netlog.views import review as view


def rank(
    circle: params.InCircle = "",
    tag: params.WithTag = "",
    org: params.AtOrg = "",
    city: params.InCity = "",
    met: params.MetAt = "",
    since: params.Since = None,
    until: params.Until = None,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Who you are closest to, by recency, reciprocity and depth.

    Example:
        netlog rank --circle close --limit 10
    """
    with edge.looking(as_json=as_json) as desk:
        ranked = review.rank(desk, filters(circle, tag, org, city, met, since, until))
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
    circle: params.InCircle = "",
    tag: params.WithTag = "",
    org: params.AtOrg = "",
    city: params.InCity = "",
    met: params.MetAt = "",
    since: params.Since = None,
    until: params.Until = None,
    archived: params.Archived = False,
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
            desk, filters(circle, tag, org, city, met, since, until, archived)
        )
        view.contacts(entries, edge.format_(as_json=as_json, as_csv=as_csv), limit, desk.today)


def timeline(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", autocompletion=params.complete_name)
    ] = "",
    circle: params.InCircle = "",
    tag: params.WithTag = "",
    org: params.AtOrg = "",
    city: params.InCity = "",
    met: params.MetAt = "",
    since: params.Since = None,
    until: params.Until = None,
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
            desk, name, filters(circle, tag, org, city, met, since, until), limit
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
