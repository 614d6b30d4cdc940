"""Connect: rhythms, and whether it is the time to ask."""

from typing import Annotated

import typer

from netlog.cli import details, edge, filters, params
from netlog.cli.completion import complete_circle, complete_name
from netlog.errors import WrongUse


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


def ready(
    name: Annotated[str, typer.Argument(metavar="[NAME]", autocompletion=complete_name)] = "",
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
