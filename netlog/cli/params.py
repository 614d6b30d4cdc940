"""The parameters that commands share. A parser turns a word into a value of the domain."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from netlog.cli import edge
from netlog.cli.completion import complete_channel, complete_circle, complete_name, complete_tag
from netlog.core import dates
from netlog.core.model import Birthday, Channel, Direction, Filters
from netlog.errors import BadInput, WrongUse


def past_day(text: str) -> date:
    """A day that has been."""
    return dates.past_day(text, edge.current.today)


def any_day(text: str) -> date:
    return dates.parse_day(text, edge.current.today)


def birthday(text: str) -> Birthday:
    return dates.parse_birthday(text)


def channel(text: str) -> Channel:
    try:
        return Channel(text.lower())
    except ValueError:
        raise BadInput(
            f'there is no channel "{text}"', f"there are: {', '.join(Channel)}"
        ) from None


Name = Annotated[str, typer.Argument(metavar="NAME", autocompletion=complete_name)]
Names = Annotated[list[str], typer.Argument(metavar="NAME…", autocompletion=complete_name)]

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="As CSV, for a spreadsheet.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, change nothing.")]

On = Annotated[
    date | None,
    typer.Option(parser=past_day, metavar="DAY", help="When: yesterday, 12 Nov, 2 weeks ago."),
]
Via = Annotated[
    Channel | None,
    typer.Option(
        parser=channel, metavar="CHANNEL", autocompletion=complete_channel,
        help=f"How: {', '.join(Channel)}.",
    ),
]  # fmt: skip
Depth = Annotated[
    int | None,
    typer.Option(min=1, max=5, metavar="1-5", help="From 1, small talk, to 5, confided."),
]
Minutes = Annotated[int | None, typer.Option(min=1, max=100_000, metavar="N", help="How long.")]
Place = Annotated[str, typer.Option(metavar="PLACE", help="Where.")]
Tags = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", autocompletion=complete_tag, help="May be repeated."),
]
Out = Annotated[bool, typer.Option("--out", help="I reached out.")]
In = Annotated[bool, typer.Option("--in", help="They did.")]
Both = Annotated[bool, typer.Option("--both", help="We talked.")]

Org = Annotated[str, typer.Option(metavar="ORG", help="Where they work.")]
Title = Annotated[str, typer.Option(metavar="TITLE", help="What they do.")]
City = Annotated[str, typer.Option(metavar="CITY", help="Where they live.")]
Met = Annotated[str, typer.Option(metavar="TEXT", help="How or where you met.")]
Emails = Annotated[list[str] | None, typer.Option("--email", metavar="ADDRESS")]
Phones = Annotated[list[str] | None, typer.Option("--phone", metavar="NUMBER")]
BirthdayOn = Annotated[
    Birthday | None,
    typer.Option("--birthday", parser=birthday, metavar="DAY", help='Like "29 Feb" or 1988-02-29.'),
]
CircleName = Annotated[
    str,
    typer.Option(
        "--circle", metavar="CIRCLE", autocompletion=complete_circle,
        help="inner, close, active, wide, or none.",
    ),
]  # fmt: skip
IntroducedBy = Annotated[
    str,
    typer.Option(metavar="NAME", autocompletion=complete_name, help="Who introduced you."),
]

InCircle = Annotated[
    str, typer.Option("--circle", metavar="CIRCLE", autocompletion=complete_circle)
]
WithTag = Annotated[str, typer.Option("--tag", metavar="TAG", autocompletion=complete_tag)]
AtOrg = Annotated[str, typer.Option("--org", metavar="ORG")]
InCity = Annotated[str, typer.Option("--city", metavar="CITY")]
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
MboxFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="An mbox file, a Maildir, or - for standard input.")
]


def filters(
    circle: str, tag: str, org: str, city: str, met: str, since: date | None, until: date | None,
    archived: bool = False,
) -> Filters:  # fmt: skip
    """Raises BadInput when since lies after until."""
    if since and until and since > until:
        raise BadInput(f"{since} is after {until}", "no day lies between them")
    return Filters(circle, tag.lstrip("#"), org, city, met, since, until, archived)


def direction(out: bool, in_: bool, both: bool) -> Direction | None:
    """Raises WrongUse for more than one."""
    flags = ((Direction.OUT, out), (Direction.IN, in_), (Direction.BOTH, both))
    chosen = [way for way, flag in flags if flag]
    if len(chosen) > 1:
        raise WrongUse("--out, --in and --both exclude each other", "choose one")
    return chosen[0] if chosen else None
