"""What an import did, or would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.errors import BadInput

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from netlog.core.model import Contact, Problem, Touchpoint

FIRST = 5  # of what is new or changes, that a dry run shows


class Doubt(NamedTuple):
    """Somebody added although they look like others. Who is not in the journal has no id yet."""

    contact: Contact
    alike: tuple[Contact, ...]


class Imported(NamedTuple):
    """What an import did, or would do. `skipped` counts records by the reason in words; `people`
    and `log` are the first that are new, `filled`, of a plan alone, the first that would change, as
    they are and would be; `namesakes` are new contacts who bear my own name; `unit` is what a
    record of the file is called; `others` counts what else is new, by its name.
    """

    read: int
    skipped: tuple[tuple[str, int], ...]
    touchpoints: int
    new: int
    matched: int
    problems: tuple[Problem, ...]
    dry_run: bool
    changed: int = 0
    doubts: tuple[Doubt, ...] = ()
    people: tuple[Contact, ...] = ()
    log: tuple[Touchpoint, ...] = ()
    filled: tuple[tuple[Contact, Contact], ...] = ()
    namesakes: tuple[str, ...] = ()
    unit: str = "record"
    others: tuple[tuple[str, int], ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether the file tells anything that was not in the journal."""
        return bool(self.touchpoints or self.new or self.changed or self.others)


def most_first(skipped: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The reasons for what was skipped, the most frequent first."""
    return tuple(sorted(skipped.items(), key=lambda item: (-item[1], item[0])))


def unreadable(what: str, problems: Sequence[Problem]) -> BadInput:
    """The error for a file with nothing in it that could be read; `what` names it."""
    why = f"{problems[0].place}: {problems[0].reason}" if problems else "it is empty of records"
    return BadInput(f"nothing in {what} could be read: {why}", "check that it is the right file")
