"""Data: importing, the invented journal, and the shell."""

from pathlib import Path
from typing import Annotated

import typer

from netlog.cli import edge, params
from netlog.config import Settings
from netlog.core import tidy
from netlog.errors import BadInput
from netlog.journal import mail
from netlog.views import data as view

MboxFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="An mbox file, a Maildir, or - for standard input.")
]


def import_mbox(
    file: MboxFile,
    me: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="Yours; may be repeated.")
    ] = None,
    max_people: Annotated[
        int, typer.Option(min=1, metavar="N", help="Skip mail among more people.")
    ] = 10,
    everyone: Annotated[
        bool, typer.Option("--all", help="Also people who did not write both ways.")
    ] = False,
    dry_run: params.DryRun = False,
    as_json: params.Json = False,
) -> None:
    """Import a mailbox: who wrote to whom, on which day. Only headers are read.

    People are matched by address, then by exact name. List, bulk and automatic mail is skipped,
    and importing again adds nothing.

    Example:
        netlog import mbox ~/mail/archive.mbox --me ada@example.com --me ada@work.example
    """
    options = mail.MailOptions(
        frozenset(tidy.email_point(text).normal for text in me or ()), max_people, everyone, dry_run
    )
    source = edge.opened(file)
    with view.progress(f"reading {file.name}", mail.mail_size(file)) as progress:
        imported = mail.import_mail(edge.current.desk(), source, options, progress)
    view.imported(imported, edge.format_(as_json=as_json))
    if imported.problems:
        raise typer.Exit(BadInput.exit_code)


def shell_init(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish")],
) -> None:
    """Print what makes a shell complete commands, options and names.

    Example:
        eval "$(netlog shell-init bash)"
    """
    from netlog.cli import shells

    typer.echo(shells.script(shell))


def demo() -> None:
    """Show what netlog does, on an invented journal.

    It is made anew in a temporary file each time.

    Example:
        netlog demo
    """
    import tempfile

    from netlog.cli import review as room
    from netlog.journal import demo as invented

    folder = Path(tempfile.mkdtemp(prefix="netlog-demo-"))
    edge.current.db = folder / "journal.db"
    edge.current.named_today = invented.TODAY.isoformat()
    edge.current.settings = Settings()  # the same for everybody
    invented.build(edge.current.desk())
    room.rank(limit=12)
    room.show(invented.STAR)
    room.why(invented.STAR)
    view.demo(str(edge.current.db), invented.TODAY.isoformat())
