"""The edge: the clock, the environment, the terminal and the user are read here and only here."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import typer

from netlog import config
from netlog.config import Settings
from netlog.core.model import Favour, Named
from netlog.errors import BadInput, NoJournal, WrongUse
from netlog.journal.desk import Desk
from netlog.views.screen import Format


class Edge:
    """One run of the command line, and what stands before its command: `--db`, `--today`,
    `--debug`.
    """

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        self.arguments = arguments
        self.db: Path | None = None
        self.named_today: str | None = None
        self.debug = False

    @cached_property
    def today(self) -> date:
        """The local day, or the one that `--today` or `NETLOG_TODAY` names."""
        clock = datetime.now().astimezone().date()
        named = self.named_today or os.environ.get("NETLOG_TODAY")
        if not named:
            return clock
        try:
            return date.fromisoformat(named)
        except ValueError:
            from netlog.core import dates

            return dates.parse_day(named, clock)

    @property
    def command(self) -> str:
        """The command line as it was typed, for history."""
        import shlex

        return shlex.join(["netlog", *self.arguments])

    @property
    def smtp_password(self) -> str:
        return os.environ.get("NETLOG_SMTP_PASSWORD", "")

    @cached_property
    def settings(self) -> Settings:
        return config.load(config.config_path(os.environ))

    @property
    def templates(self) -> Path:
        """The folder whose files take the place of netlog's own texts."""
        return config.config_path(os.environ).parent / "templates"

    def desk(self) -> Desk:
        return Desk(
            path=config.journal_path(self.db, os.environ, self.settings),
            settings=self.settings,
            today=self.today,
            now=datetime.now(UTC),
            command=self.command,
            choose=choose if can_ask() else None,
        )


current = Edge()  # set anew by each run of the command line


def format_(*, as_json: bool = False, as_csv: bool = False) -> Format:
    """How to print. Raises WrongUse for both at once."""
    if as_json and as_csv:
        raise WrongUse("--json and --csv exclude each other", "choose one")
    if as_json:
        return Format.JSON
    if as_csv:
        return Format.CSV
    return Format.TERMINAL if sys.stdout.isatty() else Format.PLAIN


@contextlib.contextmanager
def looking(*, as_json: bool = False) -> Iterator[Desk]:
    """A desk for a reading command: without a journal it says how to start, and that is all."""
    try:
        yield current.desk()
    except NoJournal as error:
        if as_json:
            sys.stdout.write("[]\n")
        tell(error.message, error.hint)
        raise typer.Exit(0) from None


def tell(message: str, *more: str) -> None:
    """A sentence on stderr and, below it, the next step or whatever else there is to say."""
    typer.echo(f"netlog: {_shown(message)}", err=True)
    for each in filter(None, more):
        typer.echo(f"        {_shown(each)}", err=True)


def opened(file: Path) -> Path | BinaryIO:
    """The file, or standard input where it is called `-`."""
    return sys.stdin.buffer if str(file) == "-" else file


def can_ask() -> bool:
    """Whether somebody sits there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def can_edit() -> bool:
    """Whether an editor can be opened: on a terminal, or where one is named that needs none."""
    return can_ask() or bool(os.environ.get("VISUAL") or os.environ.get("EDITOR"))


def choose(text: str, candidates: Sequence[Named]) -> Named | None:
    """Ask which of several people is meant; None for none of them."""
    from netlog.core import names

    typer.echo(f'Several people could be "{_shown(text)}":', err=True)
    for number, person in enumerate(candidates, start=1):
        typer.echo(f"  {number}  {_shown(names.label(person))}", err=True)
    answer: str = typer.prompt("Which one?", default="", show_default=False, err=True)
    if answer.isdecimal() and 1 <= int(answer) <= len(candidates):
        return candidates[int(answer) - 1]
    return None


def choose_ask(asks: Sequence[Favour], *, or_none: bool) -> Favour | None:
    """Ask which of several asks is answered; None for none of them, where that may be."""
    typer.echo(f"Several asks of {_shown(asks[0].name)} are open:", err=True)
    for number, each in enumerate(asks, start=1):
        typer.echo(f"  {number}  f{each.id}, {each.on}: {_shown(each.what)}", err=True)
    if or_none:
        typer.echo("  0  none of them", err=True)
    least = 0 if or_none else 1

    def number_of(answer: str) -> int:
        if answer.isdecimal() and least <= int(answer) <= len(asks):
            return int(answer)
        raise typer.BadParameter(f"write a number from {least} to {len(asks)}")

    chosen: int = typer.prompt("Which one?", value_proc=number_of, err=True)
    return asks[chosen - 1] if chosen else None


def confirmed(
    question: str, *, yes: bool, what: str, hint: str = "or --dry-run to see what it does"
) -> bool:
    """Whether to go on: said with `--yes`, or answered on a terminal.

    Raises WrongUse where it is not said and nobody can be asked.
    """
    if yes:
        return True
    if not can_ask():
        raise WrongUse(f"{what} needs --yes without a terminal", hint)
    agreed = typer.confirm(_shown(question), err=True)
    if not agreed:
        typer.echo("Nothing was changed.", err=True)
    return agreed


_SET_EDITOR = "set EDITOR to another; nothing was changed"


def edit(text: str, name: str) -> str | None:
    """The text as the user's editor leaves it, in a file of this name; None if they leave it alone.

    The editor is `VISUAL`, `EDITOR`, or vi. Raises BadInput if it cannot be run or fails.
    """
    import shlex
    import subprocess
    import tempfile

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="netlog-") as folder:
        file = Path(folder) / name
        file.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(command), str(file)], check=True)  # noqa: S603 (their own)
        except (OSError, ValueError) as error:
            raise BadInput(f"the editor {command} cannot be run: {error}", _SET_EDITOR) from error
        except subprocess.CalledProcessError as error:
            raise BadInput(
                f"the editor {command} ended with {error.returncode}", _SET_EDITOR
            ) from error
        edited = file.read_text(encoding="utf-8", errors="replace")
    return None if edited == text else edited


def _shown(text: str) -> str:
    from netlog.views.words import safe

    return safe(text)
