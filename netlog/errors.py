"""Everything that can go wrong in a way the user should hear about.

An error takes the facts, makes its own sentence, and carries the exit code. It is caught in one
place, the boundary in `netlog.cli.root`, which prints the sentence and, below it, the next step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class NetlogError(Exception):
    """Something the user should know: one sentence, and a hint that names the next step."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WrongUse(NetlogError):
    """The command line asks for something that cannot be, or that needs `--yes`."""

    exit_code = 2


class NotFound(NetlogError):
    """Nobody and nothing by that name or id."""

    exit_code = 3


class UnknownName(NotFound):
    """No contact answers to a name."""

    def __init__(self, text: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(
            f'nobody here is called "{text}"',
            f"did you mean {_either(nearest)}?"
            if nearest
            else f'netlog hi "{text}" adds them; netlog list shows everyone',
        )
        self.nearest = tuple(nearest)


class Ambiguous(NetlogError):
    """A name that fits several people: their labels, likeliest first."""

    exit_code = 4

    def __init__(self, text: str, candidates: Sequence[str]) -> None:
        shown = ", ".join(candidates[:6]) + (
            f" and {len(candidates) - 6} more" if len(candidates) > 6 else ""
        )
        super().__init__(
            f'{len(candidates)} people could be "{text}": {shown}',
            "write more of the name, or use the id",
        )
        self.candidates = tuple(candidates)


class Unclear(NetlogError):
    """Several asks, needs or the like of one person could be meant: how each is shown, latest
    first.
    """

    exit_code = 4

    def __init__(self, name: str, things: Sequence[str], hint: str, plural: str = "asks") -> None:
        shown = ", ".join(things[:6]) + (f" and {len(things) - 6} more" if len(things) > 6 else "")
        super().__init__(f"{len(things)} {plural} of {name} could be meant: {shown}", hint)


class BadInput(NetlogError):
    """A value, a day or a file that cannot be taken as it is."""

    exit_code = 5


class JournalUnusable(NetlogError):
    """The journal is foreign, newer than this netlog, corrupt, or cannot be opened."""

    exit_code = 6


class Damaged(JournalUnusable):
    """The pages of a file do not hold together."""


class NoJournal(NotFound):
    """There is no journal yet. Reading commands turn this into a hint and exit 0."""


class NotSent(NetlogError):
    """A mail could not be handed over."""

    exit_code = 7


class Busy(NetlogError):
    """Another netlog kept writing for longer than the busy timeout."""

    exit_code = 75


def _either(names: Sequence[str]) -> str:
    """`A`, `A or B`, `A, B or C`."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
