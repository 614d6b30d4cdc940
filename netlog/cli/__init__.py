"""Typer only: parameters become values, one use case is called, its result goes to one view.

Nothing is imported here: a shell that asks for names must not wait for the commands to load.
"""

from __future__ import annotations

import os
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line, or tell a shell what could stand on it; return the exit code."""
    if os.environ.get("_NETLOG_COMPLETE", "").startswith("complete_"):
        from netlog.cli import completion

        return completion.answer(os.environ)
    from netlog.cli import root

    return root.run(arguments)
