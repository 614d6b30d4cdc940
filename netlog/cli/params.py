"""The parameters that commands of every room share."""

from typing import Annotated

import typer

from netlog.cli.completion import complete_name


def mail_address(text: str) -> str:
    """A bare address to write to."""
    from netlog.journal import outbox

    return outbox.address(text)


Name = Annotated[str, typer.Argument(metavar="NAME", autocompletion=complete_name)]

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="As CSV, for a spreadsheet.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, change nothing.")]
