"""Typer only: parameters become values, one use case is called, its result goes to one view.

Nothing is imported here: a shell that asks for names must not wait for the commands to load.
"""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Sequence

GARBAGE = 200_000  # new objects, not 700, before Python looks for garbage: an import still does

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line, or tell a shell what could stand on it; return the exit code."""
    if os.environ.get("_NETLOG_COMPLETE", "").startswith("complete_"):
        from netlog.cli import completion

        return completion.answer(os.environ)
    # Most of a short run is making what lasts until its end. Looking through that for garbage, on
    # the way and once more at exit, takes a sixth of the time of `netlog rank`.
    gc.set_threshold(GARBAGE)
    atexit.register(gc.freeze)

    try:
        from netlog.cli import root

        return root.run(arguments)
    except KeyboardInterrupt:  # before the commands are there to answer it
        return INTERRUPTED
