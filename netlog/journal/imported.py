"""What an import did, or would do; and how each comes to be done, whatever the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from netlog.errors import BadInput, NoJournal

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Sequence

    from netlog.core.model import Contact, Problem, Touchpoint
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader
    from netlog.store.writer import Writer

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


class Arrivals(Protocol):
    """What a file brings, matched with the journal."""

    def write(self, writer: Writer) -> None: ...

    def report(self) -> Imported: ...


def receive(
    desk: Desk, match: Callable[[Reader | None, Writer | None], Arrivals], *, dry_run: bool
) -> Imported:
    """Match what arrives and write it, in one transaction; or say what that would come to, also
    where there is no journal yet.
    """
    if dry_run:
        try:
            with desk.reading() as reader:
                return match(reader, None).report()
        except NoJournal:
            return match(None, None).report()
    # Matched in the transaction that writes, since another import may be under way.
    with desk.writing() as writer:
        arrivals = match(writer.reader, writer)
        arrivals.write(writer)
        return arrivals.report()


def nothing_read(what: str, problems: Sequence[Problem]) -> BadInput:
    """The error of a file in which nothing could be read; the first problem says why."""
    why = f"{problems[0].place}: {problems[0].reason}" if problems else "it is empty of records"
    return BadInput(f"nothing in {what} could be read: {why}", "check that it is the right file")


def most_first(skipped: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Reasons and how often each was one, the most frequent first."""
    return tuple(sorted(skipped.items(), key=lambda item: (-item[1], item[0])))
