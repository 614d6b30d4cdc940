"""The options that say more of a touchpoint or a person. A parser turns a word into a value of the
domain; the grammar of days is loaded only where a day is named.
"""

from datetime import date
from typing import Annotated

import typer

from netlog.cli import edge
from netlog.cli.completion import complete_channel, complete_circle, complete_name, complete_tag
from netlog.core.model import Birthday, Channel, Direction
from netlog.errors import BadInput, WrongUse


def past_day(text: str) -> date:
    """A day that has been."""
    from netlog.core import dates

    return dates.past_day(text, edge.current.today)


def coming_day(text: str) -> date:
    """Today, or a day to come."""
    from netlog.core import followup

    return followup.coming_day(text, edge.current.today)


def rhythm(text: str) -> str:
    """How often, in the short form: `6w`."""
    from netlog.core import dates

    return str(dates.parse_every(text))


def birthday(text: str) -> Birthday:
    """A birthday that is not to come, where it has its year."""
    from netlog.core import dates

    day = dates.parse_birthday(text)
    if day.year and (day.year, day.month, day.day) > edge.current.today.timetuple()[:3]:
        raise BadInput(f'"{text}" is a day to come', "leave the year away, or mend it")
    return day


def favour_id(text: str) -> int:
    """`f7`, or 7 as JSON has it."""
    from netlog.core import names

    ref = names.parse_ref(text)
    if ref is None or (ref.kind != "favour" and not text.strip().isdecimal()):
        raise BadInput(f'"{text}" is not the id of an ask', "it looks like f7; netlog asks has it")
    return ref.id


def channel(text: str) -> Channel:
    try:
        return Channel(text.lower())
    except ValueError:
        raise BadInput(
            f'there is no channel "{text}"', f"there are: {', '.join(Channel)}"
        ) from None


On = Annotated[
    date | None,
    typer.Option(parser=past_day, metavar="DAY", help="When: yesterday, 12 Nov, 2 weeks ago."),
]
By = Annotated[
    date, typer.Option(parser=coming_day, metavar="DAY", help="When: friday, 12 Nov, in 2 weeks.")
]
Every = Annotated[
    str | None,
    typer.Option(parser=rhythm, metavar="RHYTHM", help="How often: 10d, 6w, 2m, quarter, 1y."),
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
Size = Annotated[
    int, typer.Option(min=1, max=3, metavar="1-3", help="From 1, a moment, to 3, a great deal.")
]
Answers = Annotated[
    int | None,
    typer.Option(parser=favour_id, metavar="ID", help="The ask that this answers, like f7."),
]
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


def direction(out: bool, in_: bool, both: bool) -> Direction | None:
    """Raises WrongUse for more than one."""
    flags = ((Direction.OUT, out), (Direction.IN, in_), (Direction.BOTH, both))
    chosen = [way for way, flag in flags if flag]
    if len(chosen) > 1:
        raise WrongUse("--out, --in and --both exclude each other", "choose one")
    return chosen[0] if chosen else None
