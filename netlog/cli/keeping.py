"""Data: keeping the journal: copies of it, and whether it is sound."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from netlog.cli import edge, params
from netlog.config import config_path
from netlog.errors import BadInput, JournalUnusable, NoJournal, WrongUse
from netlog.journal import keeping
from netlog.journal.desk import Desk
from netlog.views import keeping as view


def backup(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Or a folder; backups/ beside the journal without."),
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Keep the last N beside the journal; else 10."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Overwrite a file that is there without asking.")
    ] = False,
    as_json: params.Json = False,
) -> None:
    """Copy the journal, and verify the copy. Others may go on writing meanwhile.

    Without FILE it goes into backups/ beside the journal, under a name made of the day and the
    time, and of those only the last ones stay: backup.keep in the configuration says how many.

    Example:
        netlog backup
        netlog backup /mnt/stick/journal.db
    """
    desk = edge.current.desk()
    if file and keep:
        raise WrongUse("--keep is for the backups beside the journal", "leave it out, or FILE")
    if keeping.must_ask(desk, file) and not edge.confirmed(
        f"Overwrite {file}?", yes=yes, what="to overwrite", hint="or name another file"
    ):
        return
    done = keeping.back_up(desk, file, _local(desk), keep)
    view.backed_up(done, edge.format_(as_json=as_json), desk.today)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup; of an older netlog too.")],
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Put a backup in the place of the journal.

    It is checked first, and one of an older netlog is moved to the present format, on a copy.
    What was there is kept as a dated backup; netlog restore of that takes this back, undo does not.

    Example:
        netlog restore backups/journal-2026-11-22-093000.db --dry-run
    """
    desk = edge.current.desk()
    with keeping.restoring(desk, file) as restoring:
        if dry_run:
            view.restored(restoring, None, edge.format_(as_json=as_json), desk.today, planned=True)
            return
        if not yes and edge.can_ask():
            view.ask(restoring, desk.today)
        if edge.confirmed("Put it back?", yes=yes, what="restore"):
            kept = keeping.restore(restoring, _local(desk))
            view.restored(restoring, kept, edge.format_(as_json=as_json), desk.today)


def doctor(
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended without loss, after a backup.")
    ] = False,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Look whether the journal is sound, and what mends it.

    --fix makes anew what follows from the rest: sums, full text, keys, triggers; and closes files
    that others may read. No row of yours changes, so undo has nothing to take back.
    Exit code: 0 when all is well, 6 when the file is damaged, 5 when anything else is wrong.

    Example:
        netlog doctor
        netlog doctor --fix
    """
    format_ = edge.format_(as_json=as_json, as_csv=as_csv)
    with edge.looking(as_json=as_json) as desk:
        examined = keeping.mend(desk, _local(desk)) if fix else keeping.examine(desk)
    view.examined(examined, format_)
    if any(finding.state == "damaged" for finding in examined.findings):
        raise typer.Exit(JournalUnusable.exit_code)
    if not all(finding.is_well for finding in examined.findings):
        raise typer.Exit(BadInput.exit_code)


def info(as_json: params.Json = False) -> None:
    """Where the journal is, and how much it holds.

    Also where the configuration and the last backup are, and the version of everything.

    Example:
        netlog info
    """
    desk = edge.current.desk()
    found = keeping.inform(desk, config_path(os.environ))
    view.info(found, edge.format_(as_json=as_json))
    if isinstance(found.trouble, NoJournal):
        edge.tell(found.trouble.message, found.trouble.hint)
    elif found.trouble:
        raise found.trouble


def _local(desk: Desk) -> datetime:
    """The instant of this run, by the clock of this place: the name of a backup."""
    return desk.now.astimezone()
