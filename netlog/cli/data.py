"""Data: importing, the invented journal, and the shell."""

import os
import sys
from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netlog.cli import edge, params
from netlog.config import Settings, config_path
from netlog.errors import WrongUse
from netlog.views import data as view

if TYPE_CHECKING:
    from netlog.journal.schedule import Job


def config(
    path: Annotated[bool, typer.Option("--path", help="Only say where the file is.")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Open the file in $EDITOR.")] = False,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Show every setting, and where it comes from.

    That is the default, the file, the environment or the command line. --edit starts a new file
    with every setting and its default, and saves nothing that cannot be taken.

    Example:
        netlog config
        netlog config --edit
    """
    from netlog.journal import configure
    from netlog.views import config as config_view

    format_ = edge.format_(as_json=as_json, as_csv=as_csv)
    if path and edit:
        raise WrongUse("--path and --edit exclude each other", "choose one")
    if path:
        config_view.path(config_path(os.environ), format_)
    elif edit:
        if not edge.can_edit():
            raise WrongUse(
                "there is no terminal for an editor", "netlog config --path names the file"
            )
        editor = partial(edge.edit, name="config.toml")
        edited = configure.edit(config_path(os.environ), editor, patient=edge.can_ask())
        config_view.edited(edited, format_)
    else:
        overview = configure.overview(
            os.environ,
            db=edge.current.db,
            today=edge.current.today,
            today_named=bool(edge.current.named_today),
        )
        config_view.overview(overview, format_)


def time_of_day(text: str) -> time:
    from netlog.journal import schedule

    return schedule.parse_time(text)


def cron(
    at: Annotated[
        time | None, typer.Option(parser=time_of_day, metavar="HH:MM", help="When; else at 07:30.")
    ] = None,
    mail: Annotated[
        str | None,
        typer.Option(parser=params.mail_address, metavar="ADDRESS", help="Send the digest there."),
    ] = None,
    install: Annotated[bool, typer.Option("--install", help="Put it into your crontab.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take it out again.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Whether it is in, and right.")] = False,
    systemd: Annotated[bool, typer.Option("--systemd", help="Print a systemd timer.")] = False,
    yes: params.Yes = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with --status.")] = False,
) -> None:
    """Have the digest every morning.

    It prints the line for cron, or puts it in with --install. The line names this program and the
    journal in use by their whole paths. Of your crontab, only what stands between two marker lines
    is written or taken out.

    Example:
        netlog cron --at 07:30
        netlog cron --install --at 07:30 --mail ada@example.com
        netlog cron --systemd
    """
    from netlog.journal import schedule
    from netlog.views import schedule as schedule_view

    if install + remove + status + systemd > 1:
        raise WrongUse(
            "--install, --remove, --status and --systemd exclude each other", "choose one"
        )
    if as_json and not status:
        raise WrongUse("--json goes with --status", "netlog cron --status --json")
    if remove:
        _take_out(yes=yes)
        return
    job = schedule.present_job(
        edge.current.desk().path, os.environ, at=at or time(7, 30), mail=mail or "",
        script=Path(sys.argv[0]), python=sys.executable,
    )  # fmt: skip
    if status:
        schedule_view.status(schedule.status(job), edge.format_(as_json=as_json))
    elif install:
        _put_in(job, yes=yes)
    else:
        schedule_view.text(schedule.units(job) if systemd else schedule.line(job))
        _warn(job, systemd=systemd)


def _put_in(job: "Job", *, yes: bool) -> None:
    from netlog.journal import schedule
    from netlog.views import schedule as schedule_view

    line, old = schedule.line(job), schedule.installed()
    if line != old:
        edge.tell("this goes into your crontab, and nothing else of it changes:", line)
        if old is not None:
            edge.tell("it replaces", old)
        hint = "netlog cron prints the line and changes nothing"
        if not edge.confirmed("Put it in?", yes=yes, what="cron --install", hint=hint):
            return
        schedule.install(line)
    schedule_view.installed(line, edge.format_(), new=line != old)
    _warn(job)


def _take_out(*, yes: bool) -> None:
    from netlog.journal import schedule
    from netlog.views import schedule as schedule_view

    old = schedule.installed()
    if old is not None:
        edge.tell("this goes out of your crontab, and nothing else of it changes:", old)
        hint = "netlog cron --status shows what is there"
        if not edge.confirmed("Take it out?", yes=yes, what="cron --remove", hint=hint):
            return
        schedule.remove()
    schedule_view.removed(old, edge.format_())


def _warn(job: "Job", *, systemd: bool = False) -> None:
    from netlog.journal import schedule

    for caution in schedule.find_cautions(job, edge.current.settings.mail, systemd=systemd):
        edge.tell(*caution)


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

    from netlog.cli import morning, review
    from netlog.journal import demo as invented

    folder = Path(tempfile.mkdtemp(prefix="netlog-demo-"))
    edge.current.db = folder / "journal.db"
    edge.current.named_today = invented.TODAY.isoformat()
    edge.current.settings = Settings()  # the same for everybody
    invented.build(edge.current.desk())
    morning.today()
    typer.echo()
    review.rank(limit=12)
    typer.echo()
    review.why(invented.STAR)
    view.demo(str(edge.current.db), invented.TODAY.isoformat())
