"""The options that narrow a list."""

from datetime import date
from typing import Annotated

import typer

from netlog.cli import edge
from netlog.cli.completion import complete_circle, complete_tag
from netlog.core.model import Filters
from netlog.errors import BadInput


def any_day(text: str) -> date:
    from netlog.core import dates

    return dates.parse_day(text, edge.current.today)


InCircle = Annotated[
    str,
    typer.Option(
        "--circle",
        metavar="CIRCLE",
        autocompletion=complete_circle,
        help="In this circle, or in none.",
    ),
]
WithTag = Annotated[
    str, typer.Option("--tag", metavar="TAG", autocompletion=complete_tag, help="With this tag.")
]
AtOrg = Annotated[str, typer.Option("--org", metavar="ORG", help="At this organisation.")]
InCity = Annotated[str, typer.Option("--city", metavar="CITY", help="In this city.")]
MetAt = Annotated[str, typer.Option("--met", metavar="TEXT", help="By how you met.")]
Since = Annotated[
    date | None,
    typer.Option(parser=any_day, metavar="DAY", help="In touch on this day or later."),
]
Until = Annotated[
    date | None,
    typer.Option(parser=any_day, metavar="DAY", help="In touch on this day or before."),
]
Archived = Annotated[bool, typer.Option("--archived", help="Also who was put aside.")]


def chosen(
    circle: str, tag: str, org: str, city: str, met: str, since: date | None, until: date | None,
    archived: bool = False,
) -> Filters:  # fmt: skip
    """Raises BadInput when since lies after until."""
    if since and until and since > until:
        raise BadInput(f"{since} is after {until}", "no day lies between them")
    return Filters(circle, tag.lstrip("#"), org, city, met, since, until, archived)
