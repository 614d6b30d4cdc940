"""The root command, and the error boundary: what goes wrong anywhere becomes one or two lines on
stderr and an exit code here.
"""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
import typer.main

from netlog import __version__
from netlog.cli import INTERRUPTED, edge
from netlog.cli.app import COMMANDS, SETTINGS, Commands, build
from netlog.errors import BadInput, NetlogError

# Faults of a path that was named, rather than of a disk or a device.
_OF_THE_PATH = {errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR}


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    edge.current = edge.Edge(arguments)
    _open_streams()
    try:
        _refuse_broken_text(arguments)
        if arguments and arguments[0] in COMMANDS:
            # Without options of the root there is no need to build it.
            name, *rest = arguments
            code = build(name)(args=rest, prog_name=f"netlog {name}", standalone_mode=False)
        else:
            code = group()(args=arguments, prog_name="netlog", standalone_mode=False)
        sys.stdout.flush()
    except NetlogError as error:
        return _failed(error, error.message, error.hint)
    except typer.TyperException as error:
        return _failed(error, _sentence(error.format_message()), _next_step(error, arguments))
    except BrokenPipeError:
        return 0  # whoever read has enough
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):  # which makes Typer leave by itself
            return 0
        raise
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("", err=True)
        return INTERRUPTED
    except OSError as error:
        return _failed_by_the_system(error)
    except Exception as error:  # noqa: BLE001 (the boundary)
        return _failed(
            error,
            f"something unforeseen went wrong: {type(error).__name__}: {error}",
            "netlog --debug before the command shows where; netlog history shows what was kept",
        )
    finally:
        _give_up_unwritten()
    return code if isinstance(code, int) else 0


def root(
    context: typer.Context,
    db: Annotated[
        Path | None, typer.Option("--db", metavar="FILE", help="The journal, instead of yours.")
    ] = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DAY", help="As if this were today.")
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="Without colour.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    edge.current.db = db
    edge.current.named_today = today
    edge.current.debug = debug
    if no_color:
        os.environ["NO_COLOR"] = "1"
    if version:
        typer.echo(f"netlog {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from netlog.cli import morning

        morning.today()


def group() -> Commands:
    app = typer.Typer(
        cls=Commands, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
    )
    app.callback(
        invoke_without_command=True,
        help="A networking journal: who you know, how you stand, whom to write to.",
        context_settings=dict(SETTINGS),
    )(root)
    group = typer.main.get_command(app)
    assert isinstance(group, Commands)
    return group


def _open_streams() -> None:
    """Streams to talk through: a closed one leads nowhere, and text is UTF-8 whatever the locale,
    so that a name in any script can be printed everywhere.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 (as long as we)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _give_up_unwritten() -> None:
    """What could not be written, to a closed pipe or a full disk, Python must not try at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse_broken_text(arguments: Sequence[str]) -> None:
    for argument in arguments:
        if any("\ud800" <= character <= "\udfff" for character in argument):
            raise BadInput("an argument is not valid UTF-8", "check the terminal's encoding")


def _failed(error: Exception, message: str, hint: str, code: int = 1) -> int:
    """Say what went wrong and, below it, the next step; an exit code of the error's own counts."""
    if edge.current.debug:
        import traceback

        traceback.print_exception(error)
    edge.tell(message, hint)
    return int(getattr(error, "exit_code", code))


def _failed_by_the_system(error: OSError) -> int:
    if error.filename and error.errno in _OF_THE_PATH:
        hint = "check the path and its permissions"
        message = f"{error.filename} cannot be used: {(error.strerror or str(error)).lower()}"
        return _failed(error, message, hint, BadInput.exit_code)
    return _failed(
        error,
        f"the system says: {str(error).partition('] ')[2] or error}",
        "make room or mend it, and repeat the command; netlog history shows what was kept",
    )


def _sentence(message: str) -> str:
    """Typer's sentence in the manner of ours: small letter first, no full stop at the end."""
    return f"{message[:1].lower()}{message[1:]}".removesuffix(".")


def _next_step(error: typer.TyperException, arguments: Sequence[str]) -> str:
    option = getattr(error, "option_name", None)
    if option in {"--db", "--today", "--no-color", "--debug"} and arguments:
        return f"{option} stands before the command: netlog {option} … {arguments[0]}"
    context = getattr(error, "ctx", None)
    if option and context:
        return (
            f"-- stands before a text that begins with a dash; {context.command_path} -h shows how"
        )
    return f"{context.command_path if context else 'netlog'} -h shows how"
