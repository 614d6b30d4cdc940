"""Keep: who is here twice."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from netlog.cli import edge, params
from netlog.cli.completion import complete_name
from netlog.errors import WrongUse
from netlog.journal import duplicates
from netlog.views import duplicates as view

if TYPE_CHECKING:
    from netlog.core.merging import Side
    from netlog.journal.desk import Desk
    from netlog.journal.duplicates import Likely

Other = Annotated[str, typer.Argument(metavar="OTHER", autocompletion=complete_name)]


def dupes(
    resolve: Annotated[
        bool, typer.Option("--resolve", help="Decide on one pair after the other.")
    ] = False,
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Who is likely here twice, the surest first, and why.

    Each with the command that makes one of them, and the one that keeps them apart.

    Example:
        netlog dupes --limit 10
        netlog dupes --resolve
    """
    format_ = edge.format_(as_json=as_json, as_csv=as_csv)
    if resolve and (as_json or as_csv):
        raise WrongUse("--resolve asks, and excludes --json and --csv", "choose one")
    if resolve and not edge.can_ask():
        raise WrongUse(
            "dupes --resolve needs a terminal", "netlog dupes --json lists them for a program"
        )
    with edge.looking(as_json=as_json) as desk:
        likely = duplicates.find_likely(desk)
        if resolve and likely:
            _resolve(desk, likely, limit)
        else:
            view.listed(likely, format_, limit)


def merge(
    name: params.Name,
    other: Other,
    prefer: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=second", help="Of two values take the other's; repeatable."),
    ] = None,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Make one of two people, with everything of both.

    The first stays, and everything of the other comes to it. Where they contradict each other the
    first one's word is taken, and the other's name becomes an alias.

    Example:
        netlog merge c12 c57 --dry-run
        netlog merge c12 c57 --prefer org=second --yes
    """
    desk, format_ = edge.current.desk(), edge.format_(as_json=as_json)
    wishes = dict(map(_wish, prefer or ()))
    planned = duplicates.plan(desk, name, other, wishes)
    if dry_run:
        view.planned(planned, format_)
        return
    if not yes and edge.can_ask():
        view.ask(planned)
    if edge.confirmed("Make one of them?", yes=yes, what="merge"):
        view.merged(duplicates.merge(desk, planned, wishes), format_, whole=yes)


def not_same(
    name: params.Name,
    other: Other,
    remove: Annotated[bool, typer.Option("--remove", help="Take that back.")] = False,
    as_json: params.Json = False,
) -> None:
    """Write down that two people are not the same.

    dupes then leaves them alone.

    Example:
        netlog not-same c12 c57
    """
    tell = duplicates.forget_apart if remove else duplicates.tell_apart
    view.distinct(tell(edge.current.desk(), name, other), edge.format_(as_json=as_json))


def _wish(text: str) -> tuple[str, "Side"]:
    field, _, side = text.partition("=")
    sides: dict[str, Side] = {"first": "first", "second": "second"}
    if side not in sides:
        raise WrongUse(f'"{text}" is not FIELD=second', "--prefer org=second")
    return field.strip().replace("-", "_"), sides[side]


def _resolve(desk: "Desk", likely: list["Likely"], limit: int | None) -> None:
    """Ask about each pair, and do at once what is answered, undone one by one."""
    done = view.Done()
    try:
        for number, pair in enumerate(islice(duplicates.walk(desk, likely), limit), start=1):
            plan = duplicates.plan(desk, f"c{pair.a.id}", f"c{pair.b.id}", {})
            view.pair(pair, plan, number)
            answer = _answer()
            if answer == "q":
                break
            _do(answer, pair)
            done = done.add(answer)
    except (KeyboardInterrupt, EOFError):
        view.resolved(done)
        raise KeyboardInterrupt from None
    view.resolved(done)


def _answer() -> str:
    """One key of `view.KEYS`."""
    while True:
        view.prompt()
        key = typer.getchar().lower()
        if key in view.KEYS:
            view.answered(key)
            return key
        view.answered("")


def _do(answer: str, pair: "Likely") -> None:
    first, second = f"c{pair.a.id}", f"c{pair.b.id}"
    if answer == "o":
        first, second = second, first
    verb = "not-same" if answer == "n" else "merge"
    # As if it had been typed by itself, with the clock of now.
    desk = edge.current.desk()._replace(command=f"netlog {verb} {first} {second}")
    if answer == "n":
        duplicates.tell_apart(desk, first, second)
    elif answer in {"m", "o"}:
        duplicates.merge(desk, duplicates.plan(desk, first, second, {}), {})
