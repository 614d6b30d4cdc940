"""Connect: bringing two people together, and who brought whom to you."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netlog.cli import details, edge, params
from netlog.cli.completion import complete_introduction, complete_name
from netlog.core.introductions import Outcome
from netlog.errors import BadInput, WrongUse
from netlog.journal import introductions
from netlog.journal.capture import Details
from netlog.views import introductions as view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netlog.journal.drafts import Mail
    from netlog.journal.introductions import Considered


def introduction_id(text: str) -> int:
    """`i4`, or 4 as JSON has it."""
    from netlog.core import names

    ref = names.parse_ref(text)
    if ref is None or (ref.kind != "introduction" and not text.strip().isdecimal()):
        raise BadInput(
            f'"{text}" is not the id of an introduction',
            "it looks like i4; netlog intro list has it",
        )
    return ref.id


def outcome(text: str) -> Outcome:
    try:
        return Outcome(text.strip().lower())
    except ValueError:
        raise BadInput(
            f'an outcome cannot be "{text}"', f"there are: {', '.join(Outcome)}"
        ) from None


Id = Annotated[
    int,
    typer.Argument(parser=introduction_id, metavar="ID", autocompletion=complete_introduction),
]
OneSided = Annotated[bool, typer.Option("--one-sided", help="Although not both have said yes.")]


def introduce(
    people: Annotated[list[str], typer.Argument(metavar="A [B]", autocompletion=complete_name)],
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="B C…", autocompletion=complete_name, help="One each to all of them."),
    ] = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="What both could gain from it.")] = "",
    on: details.On = None,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Open an introduction, to be made once both said yes.

    It says first what speaks for waiting. With --to it opens one for each.

    Example:
        netlog introduce priya sam --why "both look for a co-founder"
        netlog introduce priya --to sam lee --why "she is new in town"
    """
    name, *others = people
    if to is None and len(others) != 1:
        raise WrongUse(
            f"two people are introduced to each other, and here {_count(people)}",
            f'netlog introduce {name} --to B C --why "…" introduces one to each',
        )
    desk = edge.current.desk()

    def heed(found: "Sequence[Considered]") -> bool:
        view.considered(found)
        cautions = [caution for each in found for caution in each.cautions]
        if refused := next((caution for caution in cautions if caution.refuses), None):
            question = f"{refused.text}. Open it all the same?"
            return edge.confirmed(
                question, yes=yes, what=f"as {refused.text}, this", hint=refused.change
            )
        return True

    opened = introductions.introduce(desk, name, [*(to or ()), *others], why, on, heed)
    if opened:
        format_ = edge.format_(as_json=as_json)
        view.opened(opened, format_, desk.today, several=to is not None)


def introduced(
    name: params.Name,
    by: Annotated[
        str, typer.Option(metavar="NAME", autocompletion=complete_name, help="Who introduced you.")
    ],
    text: Annotated[str, typer.Argument(metavar="[TEXT]")] = "",
    on: details.On = None,
    as_json: params.Json = False,
) -> None:
    """Write down who introduced you to somebody.

    It is a favour, to be thanked for.

    Example:
        netlog introduced priya --by sam "over lunch"
    """
    done = introductions.introduced(edge.current.desk(), name, by, text, on)
    view.introduced(done, edge.format_(as_json=as_json))


def intro_ask(
    introduction: Id, name: params.Name, on: details.On = None, as_json: params.Json = False
) -> None:
    """Write down that you asked one side, or asked again.

    Example:
        netlog intro ask i4 priya
    """
    desk = edge.current.desk()
    progress = introductions.ask(desk, introduction, name, on)
    view.stepped(progress, edge.format_(as_json=as_json), desk.today)


def intro_yes(
    introduction: Id, name: params.Name, on: details.On = None, as_json: params.Json = False
) -> None:
    """Write down that one side said yes.

    Example:
        netlog intro yes i4 priya
    """
    desk = edge.current.desk()
    progress = introductions.agree(desk, introduction, name, on)
    view.stepped(progress, edge.format_(as_json=as_json), desk.today)


def intro_no(
    introduction: Id, name: params.Name, on: details.On = None, as_json: params.Json = False
) -> None:
    """Write down that one side said no.

    Example:
        netlog intro no i4 priya
    """
    desk = edge.current.desk()
    progress = introductions.decline(desk, introduction, name, on)
    view.stepped(progress, edge.format_(as_json=as_json), desk.today)


def intro_made(
    introduction: Id,
    one_sided: OneSided = False,
    on: details.On = None,
    via: details.Via = None,
    as_json: params.Json = False,
) -> None:
    """Write down that you introduced them: a favour to both.

    Example:
        netlog intro made i4
    """
    desk = edge.current.desk()
    made = introductions.make(desk, introduction, Details(on, via), one_sided=one_sided)
    view.made(made, edge.format_(as_json=as_json), desk.today)


def intro_outcome(
    introduction: Id,
    outcome: Annotated[Outcome, typer.Argument(parser=outcome, metavar="good|flat|bad")],
    text: Annotated[str, typer.Argument(metavar="[TEXT]")] = "",
    on: details.On = None,
    as_json: params.Json = False,
) -> None:
    """Write down what came of it.

    Example:
        netlog intro outcome i4 good "they found a company"
    """
    desk = edge.current.desk()
    progress = introductions.conclude(desk, introduction, outcome, text, on)
    view.stepped(progress, edge.format_(as_json=as_json), desk.today)


def intro_drop(introduction: Id, on: details.On = None, as_json: params.Json = False) -> None:
    """Close one that will not be.

    Example:
        netlog intro drop i4
    """
    desk = edge.current.desk()
    progress = introductions.drop(desk, introduction, on)
    view.stepped(progress, edge.format_(as_json=as_json), desk.today)


def intro_list(
    everything: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """The introductions under way, and what comes next for each.

    Example:
        netlog intro list
    """
    with edge.looking(as_json=as_json) as desk:
        format_ = edge.format_(as_json=as_json, as_csv=as_csv)
        view.listed(introductions.find_all(desk, over=everything), format_, limit, desk.today)


def intro_show(introduction: Id, as_json: params.Json = False) -> None:
    """One introduction: why, and how far it has come.

    Example:
        netlog intro show i4
    """
    with edge.looking(as_json=as_json) as desk:
        progress = introductions.find(desk, introduction)
        view.shown(progress, edge.format_(as_json=as_json), desk.today)


def intro_draft(
    introduction: Id,
    one_sided: OneSided = False,
    eml: Annotated[
        Path | None,
        typer.Option(metavar="FILE|DIR", help="Into files that a mail program opens."),
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="In $EDITOR first.")] = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """The mails to write now: to ask, to introduce, or to let go.

    A text of yours takes the place of netlog's own: introductions/consent.txt,
    introductions/introduction.txt and introductions/closing.txt, in the folder templates beside
    the configuration.

    Example:
        netlog intro draft i4
        netlog intro draft i4 --eml ~/drafts
    """
    from netlog.journal import drafts
    from netlog.views import drafts as drafts_view

    format_ = edge.format_(as_json=as_json)
    if edit and (eml or as_json):
        raise WrongUse("--edit prints the text that was edited", "leave --eml and --json out")
    with edge.looking(as_json=as_json) as desk:
        mails = drafts.draft(desk, introduction, edge.current.templates, one_sided=one_sided)
        drafts_view.lacking(mails)
        if edit:
            drafts_view.written(_edited(mails), format_)
        elif eml is None:
            drafts_view.drafts(mails, format_)
        else:
            planned = drafts.plan(mails, eml.expanduser())
            if not planned.present or _may_overwrite(planned.present, yes=yes):
                drafts.write(desk, planned)
                drafts_view.saved(planned, format_)


def _edited(mails: "Sequence[Mail]") -> str:
    from netlog.views import drafts as drafts_view

    if not edge.can_edit():
        raise WrongUse("there is no editor to open", "set EDITOR, or leave --edit out")
    text = drafts_view.text(mails)
    return edge.edit(text, "draft.txt") or text


def _may_overwrite(present: "Sequence[Path]", *, yes: bool) -> bool:
    names = ", ".join(map(str, present))
    return edge.confirmed(
        f"Overwrite {names}?", yes=yes, what=f"to overwrite {names}", hint="or name another place"
    )


def _count(people: "Sequence[str]") -> str:
    return "is one" if len(people) == 1 else f"are {len(people)}"
