"""Data: taking what is in the journal elsewhere."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from netlog.cli import edge, filters
from netlog.errors import WrongUse
from netlog.journal import exchange, exporting, files, vdir
from netlog.views import data as view

if TYPE_CHECKING:
    from netlog.journal.desk import Desk
    from netlog.journal.vdir import Plan

File = Annotated[
    Path | None, typer.Argument(metavar="[FILE]", help="Standard output without one, or with -.")
]
Overwrite = Annotated[
    bool, typer.Option("--yes", "-y", help="Overwrite a file that is there without asking.")
]
Told = Annotated[bool, typer.Option("--json", help="Say as JSON what was written to a file.")]


def export_json(
    file: File = None,
    yes: Overwrite = False,
    as_json: Told = False,
) -> None:
    """Export everything, as JSON.

    netlog import json reads it back without loss. The same journal always gives the same bytes: a
    line for each record, by id.

    Example:
        netlog export json ~/netlog.json
    """
    with edge.looking() as desk:
        _write_out(desk, exchange.export_journal(desk), file, yes=yes, as_json=as_json)


def export_csv(
    file: File = None,
    circle: filters.InCircle = "",
    tag: filters.WithTag = "",
    org: filters.AtOrg = "",
    archived: filters.Archived = False,
    yes: Overwrite = False,
    as_json: Told = False,
) -> None:
    """Export contacts as CSV, a line each, for a spreadsheet.

    netlog import csv reads back who they are, how to reach them, tags and notes; vcard and json
    lose nothing. What a spreadsheet would run has an apostrophe before it.

    Example:
        netlog export csv people.csv --tag mentor
    """
    with edge.looking() as desk:
        chosen = filters.chosen(circle, tag, org, "", "", None, None, archived)
        _write_out(desk, [exporting.make_table(desk, chosen)], file, yes=yes, as_json=as_json)


def export_vcard(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help="Or a folder; standard output without one, or with -."
        ),
    ] = None,
    version: Annotated[Literal["3.0", "4.0"], typer.Option(help="Of the format.")] = "3.0",
    folder: Annotated[
        bool, typer.Option("--folder", help="FILE is a folder, to hold a card for each person.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Take netlog's cards of others out of the folder.")
    ] = False,
    circle: filters.InCircle = "",
    tag: filters.WithTag = "",
    org: filters.AtOrg = "",
    archived: filters.Archived = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen in the folder.")
    ] = False,
    yes: Overwrite = False,
    as_json: Told = False,
) -> None:
    """Export contacts as vCards, in one file or a folder.

    netlog import vcard reads them back without loss. FILE is a folder if it is one already or ends
    in /: each person has a card there, only what differs is written, and cards of other people are
    left alone. --prune removes those that netlog wrote.

    Example:
        netlog export vcard contacts.vcf
        netlog export vcard ~/contacts/ --version 4.0
    """
    name = file or "-"
    is_folder = name != "-" and (folder or name.endswith("/") or Path(name).is_dir())
    if (folder or prune or dry_run) and not is_folder:
        raise WrongUse(
            "--folder, --prune and --dry-run go with a folder", "netlog export vcard ~/contacts/"
        )
    with edge.looking() as desk:
        chosen = filters.chosen(circle, tag, org, "", "", None, None, archived)
        cards = exporting.make_cards(desk, chosen, version)
        if is_folder:
            plan = vdir.plan(Path(name), cards, prune=prune)
            if not dry_run:
                if not _may_change(plan, yes=yes):
                    return
                vdir.carry_out(plan)
            view.folder(plan, edge.format_(as_json=as_json), dry_run=dry_run)
        else:
            texts = (card.text for card in cards)
            _write_out(desk, texts, Path(name), yes=yes, as_json=as_json)


def export_ics(file: File = None, yes: Overwrite = False, as_json: Told = False) -> None:
    """Export follow-ups, birthdays and due days for a calendar.

    Open follow-ups become tasks. Birthdays, and the day by which to be in touch with each person
    in a circle, are all-day events. A calendar that reads it again changes what it has.

    Example:
        netlog export ics ~/public/netlog.ics --yes
    """
    with edge.looking() as desk:
        _write_out(desk, [exporting.make_calendar(desk)], file, yes=yes, as_json=as_json)


def export_md(file: File = None, yes: Overwrite = False, as_json: Told = False) -> None:
    """Export the whole journal as Markdown, to read.

    People stand by name, each with everything about them and the log of their touchpoints.

    Example:
        netlog export md journal.md
    """
    with edge.looking() as desk:
        _write_out(desk, exporting.make_book(desk), file, yes=yes, as_json=as_json)


def export_dot(
    file: File = None,
    circle: filters.InCircle = "",
    tag: filters.WithTag = "",
    org: filters.AtOrg = "",
    archived: filters.Archived = False,
    yes: Overwrite = False,
    as_json: Told = False,
) -> None:
    """Export the network for Graphviz, which draws it.

    An arrow leads from whoever brought somebody to them; a dashed line is an introduction of
    yours, a dotted one that two know each other. The higher the score, the thicker the box.

    Example:
        netlog export dot --circle close | dot -Tsvg > network.svg
    """
    with edge.looking() as desk:
        chosen = filters.chosen(circle, tag, org, "", "", None, None, archived)
        _write_out(desk, [exporting.make_graph(desk, chosen)], file, yes=yes, as_json=as_json)


def _may_change(plan: "Plan", *, yes: bool) -> bool:
    """Whether cards in a folder may make way."""
    if not plan.changed and not plan.removed:
        return True
    from netlog.views.words import count

    foreign = f" ({plan.foreign:,} of another program)" if plan.foreign else ""
    steps = [f"write {count(len(plan.changed), 'card')} anew{foreign}"] if plan.changed else []
    steps += [f"remove {count(len(plan.removed), 'card')}"] if plan.removed else []
    question = f"{' and '.join(steps).capitalize()}?"
    return edge.confirmed(question, yes=yes, what=f"to change cards in {plan.folder}")


def _write_out(
    desk: "Desk", pieces: Iterable[bytes | str], file: Path | None, *, yes: bool, as_json: bool
) -> None:
    """Write an export to a file, whole or not at all and for nobody else to read, and say so; or
    to standard output. A file that is there is overwritten after asking.

    Raises WrongUse where nobody can be asked, BadInput for what cannot be written, and whatever
    the pieces raise, before anything is written.
    """
    made = (piece.encode() if isinstance(piece, str) else piece for piece in pieces)
    if file is None or str(file) == "-":
        with files.gathered(made) as whole:
            if sys.stdout.isatty():
                view.raw(line.decode() for line in whole)
            else:
                sys.stdout.flush()
                sys.stdout.buffer.writelines(whole)
        return
    if desk.is_journal(file):
        raise WrongUse(f"{file} is the journal itself", "name another file")
    if file.is_file() and not edge.confirmed(
        f"Overwrite {file}?", yes=yes, what=f"to overwrite {file}", hint="or name another file"
    ):
        return
    size = files.write(file, made)
    if size is not None:
        view.exported(str(file), size, edge.format_(as_json=as_json))
