"""Keep: correcting, tagging, putting aside, removing, taking back."""

from datetime import date
from functools import partial
from typing import Annotated

import typer

from netlog.cli import details, edge, params
from netlog.cli.completion import complete_circle, complete_name, complete_tag
from netlog.core.model import Birthday, Intros
from netlog.errors import BadInput, WrongUse
from netlog.journal import keep, removal
from netlog.journal.keep import NO_BIRTHDAY, ContactEdit, LogEdit
from netlog.views import keep as view

Thing = Annotated[str, typer.Argument(metavar="NAME|ID", autocompletion=complete_name)]
Text = Annotated[str | None, typer.Option(metavar="TEXT")]
Remove = Annotated[bool, typer.Option("--remove", help="Take away instead.")]


def birthday_or_none(text: str) -> Birthday:
    """A birthday; the empty text, which clears one, is no day at all."""
    return details.birthday(text) if text else NO_BIRTHDAY


def rhythm_or_none(text: str) -> str:
    """A rhythm; the empty text, or none, ends one."""
    return "" if text.strip().lower() in {"", "none"} else details.rhythm(text)


def intros(text: str) -> Intros:
    try:
        return Intros(text.lower())
    except ValueError:
        raise BadInput(f'intros cannot be "{text}"', f"there are: {', '.join(Intros)}") from None


def edit(
    thing: Thing,
    name: Text = None,
    org: Text = None,
    title: Text = None,
    city: Text = None,
    email: details.Emails = None,
    phone: details.Phones = None,
    birthday: Annotated[
        Birthday | None, typer.Option(parser=birthday_or_none, metavar="DAY", help='Like "29 Feb".')
    ] = None,
    met: Text = None,
    about: Text = None,
    circle: Annotated[
        str | None, typer.Option(metavar="CIRCLE", autocompletion=complete_circle)
    ] = None,
    introduced_by: Annotated[
        str | None, typer.Option(metavar="NAME", autocompletion=complete_name)
    ] = None,
    may_introduce: Annotated[
        Intros | None, typer.Option("--intros", parser=intros, metavar="never|ask|open")
    ] = None,
    on: details.On = None,
    via: details.Via = None,
    out: details.Out = False,
    in_: details.In = False,
    both: details.Both = False,
    depth: details.Depth = None,
    minutes: details.Minutes = None,
    place: Text = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="Of anything but a contact.")
    ] = None,
    size: Annotated[
        int | None, typer.Option(min=1, max=3, metavar="1-3", help="Of a favour.")
    ] = None,
    by: Annotated[
        date | None,
        typer.Option(parser=details.coming_day, metavar="DAY", help="Of a follow-up."),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(parser=rhythm_or_none, metavar="RHYTHM|none", help="Of a follow-up."),
    ] = None,
    as_json: params.Json = False,
) -> None:
    """Correct a contact, or anything that has an id.

    By options, or in $EDITOR without any.
    An empty text clears a field; --email and --phone add one.

    Example:
        netlog edit priya --org Initech --city Berlin
        netlog edit p42 --on yesterday --depth 4
        netlog edit t3 --by friday --every 2w
    """
    contact = ContactEdit(
        name, org, title, city, birthday, met, about, circle, may_introduce, introduced_by,
        tuple(email or ()), tuple(phone or ()),
    )  # fmt: skip
    log = LogEdit(
        on, text, via, details.direction(out, in_, both), depth, minutes, place, size, by, every
    )
    desk = edge.current.desk()
    if contact == ContactEdit() and log == LogEdit():
        if not edge.can_edit():
            raise WrongUse("there is nothing to change", "netlog edit -h lists what can be")
        edited = keep.edit_text(desk, thing, partial(edge.edit, name="record.toml"))
    else:
        edited = keep.edit(desk, thing, contact, log)
    view.edited(edited, edge.format_(as_json=as_json))


def alias(
    name: params.Name,
    aliases: Annotated[list[str], typer.Argument(metavar="ALIAS…")],
    remove: Remove = False,
    as_json: params.Json = False,
) -> None:
    """Give somebody another name to be found by.

    Example:
        netlog alias "Grace Hopper" "Amazing Grace"
    """
    edited = keep.alias(edge.current.desk(), name, aliases, remove=remove)
    view.edited(edited, edge.format_(as_json=as_json))


def tag(
    name: params.Name,
    tags: Annotated[list[str], typer.Argument(metavar="TAG…", autocompletion=complete_tag)],
    remove: Remove = False,
    as_json: params.Json = False,
) -> None:
    """Tag somebody: recruiter, mentor, client.

    Example:
        netlog tag priya mentor python
    """
    edited = keep.tag(edge.current.desk(), name, tags, remove=remove)
    view.edited(edited, edge.format_(as_json=as_json))


def archive(
    name: params.Name,
    back: Annotated[bool, typer.Option("--back", help="Take them back.")] = False,
    as_json: params.Json = False,
) -> None:
    """Put somebody aside, with everything about them kept.

    Example:
        netlog archive "Sam Ito"
    """
    edited = keep.archive(edge.current.desk(), name, back=back)
    view.edited(edited, edge.format_(as_json=as_json))


def rm(
    thing: Thing,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Remove a contact, or anything that has an id.

    With a contact goes what is about them alone, and with a favour or an introduction the
    touchpoint that it was.

    Example:
        netlog rm p42 --yes
    """
    desk = edge.current.desk()
    planned = removal.plan(desk, thing)
    if dry_run:
        view.removed(planned, edge.format_(as_json=as_json), planned=True)
    elif edge.confirmed(f"Remove {view.describe(planned)}?", yes=yes, what="rm"):
        view.removed(removal.remove(desk, planned), edge.format_(as_json=as_json))


def undo(
    dry_run: params.DryRun = False, yes: params.Yes = False, as_json: params.Json = False
) -> None:
    """Take the last command back, exactly; again goes further back.

    Example:
        netlog undo
    """
    desk = edge.current.desk()
    last = keep.last_operation(desk)
    what = f"Take back {last.operation.command} ({last.operation.summary})?"
    if dry_run:
        view.undone(last.operation, edge.format_(as_json=as_json), planned=True)
    elif last.is_small or edge.confirmed(what, yes=yes, what="undo of so much"):
        keep.undo(desk, last)
        view.undone(last.operation, edge.format_(as_json=as_json))


def history(
    limit: params.Limit = None, as_json: params.Json = False, as_csv: params.Csv = False
) -> None:
    """What changed the journal, latest first: what undo takes back.

    Example:
        netlog history --limit 5
    """
    with edge.looking(as_json=as_json) as desk:
        view.history(keep.history(desk, limit), edge.format_(as_json=as_json, as_csv=as_csv))
