"""The table of commands, and a root that builds only the command it runs.

Building sixty commands at start-up takes 1.6 times as long as importing Typer at all; one command
takes 1.1 times. So a command is named here with its room, and its module is imported when it is
run, or when help lists it.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

# Every command, in the order of help, and its room. A name of two words is a command of a group;
# the function has the name with underscores, and one more where Python needs the name itself.
COMMANDS: Mapping[str, str] = {
    "hi": "capture",
    "add": "capture",
    "log": "capture",
    "reach": "capture",
    "heard": "capture",
    "gave": "capture",
    "got": "capture",
    "ask": "capture",
    "declined": "capture",
    "thank": "capture",
    "note": "capture",
    "todo": "capture",
    "done": "capture",
    "snooze": "capture",
    "today": "morning",
    "digest": "morning",
    "due": "morning",
    "waiting": "morning",
    "owed": "morning",
    "asks": "morning",
    "todos": "morning",
    "brief": "morning",
    "rank": "review",
    "why": "review",
    "show": "review",
    "list": "review",
    "timeline": "review",
    "find": "review",
    "favours": "review",
    "health": "review",
    "stars": "review",
    "trend": "review",
    "circle": "connect",
    "needs": "connect",
    "offers": "connect",
    "cares": "connect",
    "match": "connect",
    "vouch": "connect",
    "introduce": "introductions",
    "introduced": "introductions",
    "intro list": "introductions",
    "intro show": "introductions",
    "intro draft": "introductions",
    "intro ask": "introductions",
    "intro yes": "introductions",
    "intro no": "introductions",
    "intro made": "introductions",
    "intro outcome": "introductions",
    "intro drop": "introductions",
    "ready": "connect",
    "knows": "connect",
    "path": "connect",
    "near": "connect",
    "through": "connect",
    "leaving": "connect",
    "left": "connect",
    "edit": "keep",
    "alias": "keep",
    "tag": "keep",
    "dupes": "duplicates",
    "merge": "duplicates",
    "not-same": "duplicates",
    "archive": "keep",
    "rm": "keep",
    "undo": "keep",
    "history": "keep",
    "import vcard": "imports",
    "import linkedin": "imports",
    "import google": "imports",
    "import csv": "imports",
    "import calendar": "imports",
    "import mbox": "imports",
    "import eml": "imports",
    "import friends": "imports",
    "import monica": "imports",
    "import abook": "imports",
    "import json": "imports",
    "export json": "exports",
    "export csv": "exports",
    "export vcard": "exports",
    "export ics": "exports",
    "export md": "exports",
    "export dot": "exports",
    "backup": "keeping",
    "restore": "keeping",
    "doctor": "keeping",
    "info": "keeping",
    "config": "data",
    "cron": "data",
    "shell-init": "data",
    "demo": "data",
}
GROUPS: Mapping[str, str] = {
    "intro": "Bring two people together, step by step.",
    "import": "Bring in what other programs know.",
    "export": "Take the journal elsewhere, whole or in other formats.",
}
# Rooms that help does not tell from another.
ANNEXES: Mapping[str, str] = {
    "introductions": "connect",
    "duplicates": "keep",
    "imports": "data",
    "exports": "data",
    "keeping": "data",
}

SETTINGS = {"help_option_names": ["-h", "--help"]}


def panel(name: str) -> str:
    """The heading below which help lists a command, or the first of a group's."""
    room = next(room for full, room in COMMANDS.items() if f"{full} ".startswith(f"{name} "))
    return ANNEXES.get(room, room).capitalize()


def function(name: str) -> Callable[..., None]:
    """The function behind a command."""
    module = importlib.import_module(f"netlog.cli.{COMMANDS[name]}")
    plain = name.replace(" ", "_").replace("-", "_")
    found: Callable[..., None] = getattr(module, plain, None) or getattr(module, f"{plain}_")
    return found


def build(name: str) -> TyperCommand:
    """One command, whole: the docstring is its help, and the lines after `Example:` its epilog."""
    text, example = described(name)
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command(
        name.rsplit(maxsplit=1)[-1],
        help=text,
        epilog=example,
        rich_help_panel=panel(name),
        context_settings=dict(SETTINGS),
    )(function(name))
    command = typer.main.get_command(app)
    assert isinstance(command, TyperCommand)
    return command


def described(name: str) -> tuple[str, str]:
    """A command's help and its examples."""
    text = inspect.getdoc(function(name)) or ""
    text, _, examples = text.partition("Example:\n")
    lines = [line.strip() for line in examples.splitlines() if line.strip()]
    # \b keeps the lines as they are.
    return text.strip(), "\n".join(["\b", *(f"Example: {line}" for line in lines)])


class _Commands(Mapping[str, Any]):
    """The commands below a prefix as help lists them: their names, rooms and first lines."""

    def __init__(self, prefix: str = "") -> None:
        self._names = {
            full.removeprefix(prefix).split()[0]: None
            for full in COMMANDS
            if full.startswith(prefix)
        }
        self._prefix = prefix

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        if name in GROUPS and not self._prefix:
            return Commands(
                name=name,
                prefix=f"{name} ",
                help=GROUPS[name],
                rich_help_panel=panel(name),
                rich_markup_mode=None,
                context_settings=dict(SETTINGS),
            )
        full = f"{self._prefix}{name}"
        line = described(full)[0].partition("\n")[0]
        return TyperCommand(name, help=line, rich_help_panel=panel(full), rich_markup_mode=None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Commands(TyperGroup):
    """A group that knows its commands by the table and builds the one that runs."""

    def __init__(self, *, prefix: str = "", **attributes: Any) -> None:
        super().__init__(**attributes)
        self._prefix = prefix
        self.commands = _Commands(prefix)  # type: ignore[assignment]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List the commands in a section for each room. Plainly: Typer's panels load all of Rich,
        Markdown and syntax highlighting too, and take help from 1.6 times the floor to 3.
        """
        width = max(map(len, self.commands))
        rooms: dict[str, list[tuple[str, str]]] = {}
        for name, command in _Commands(self._prefix).items():
            line = command.get_short_help_str(formatter.width - width - 6)
            rooms.setdefault(str(command.rich_help_panel), []).append((name.ljust(width), line))
        for room, rows in rooms.items():
            with formatter.section(room):
                formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not isinstance(command, Commands):
            command = build(f"{self._prefix}{name}")
        return name, command, rest
