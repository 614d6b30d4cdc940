"""Where a use case works: which journal, which day it is, whose settings, who may be asked."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netlog.config import Settings
from netlog.core.model import Filters, Named
from netlog.errors import BadInput
from netlog.store import reader
from netlog.store.reader import Reader

if TYPE_CHECKING:
    from netlog.store.writer import Writer

Choose = Callable[[str, Sequence[Named]], Named | None]


class Desk(NamedTuple):
    """What the edge knows and every use case needs.

    `now` is the instant in UTC and dates the records; `today` is the local day and dates what
    happened. `command` is the command line as typed, for history. `choose` asks the user which of
    several people is meant and is None where nobody can be asked.
    """

    path: Path
    settings: Settings
    today: date
    now: datetime
    command: str
    choose: Choose | None = None

    def is_journal(self, file: Path) -> bool:
        """Whether a file is the journal itself, by whatever name."""
        with contextlib.suppress(OSError, ValueError):  # one is not there; a NUL in the path
            return file.samefile(self.path)
        return False

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reader]:
        """Raises NoJournal, JournalUnusable, Busy."""
        with reader.reading(self.path) as opened:
            yield opened

    @contextlib.contextmanager
    def writing(self) -> Iterator["Writer"]:
        """One transaction. Raises JournalUnusable, Busy."""
        # Half a second: SQLModel, SQLAlchemy and pydantic.
        from netlog.store import writer

        with writer.writing(self.path, self.command, self.now, self.settings.scoring) as opened:
            yield opened

    def checked(self, filters: Filters) -> Filters:
        """The same filters, with the circle as it is configured, or was by default: people may
        still be in it. Raises BadInput for another.
        """
        if not filters.circle or self.settings.circle(filters.circle):
            return filters
        return filters._replace(circle=self.check_circle(filters.circle) or "none")

    def check_circle(self, name: str) -> str | None:
        """The circle of this name, in small letters or not; None for "none".

        Raises BadInput for one that is not configured.
        """
        circles = self.settings.circles
        if name.lower() == "none":
            return None
        for circle in circles:
            if circle.name.lower() == name.lower():
                return circle.name
        known = ", ".join(circle.name for circle in circles)
        raise BadInput(f'there is no circle "{name}"', f"there are: {known} and none")
