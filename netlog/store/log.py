"""Questions about what happened: touchpoints, notes, and the operations on the journal."""

import itertools
import operator
from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import NamedTuple

from netlog.core.model import (
    Channel,
    Direction,
    Filters,
    Note,
    Participant,
    Touchpoint,
)
from netlog.core.rules import Constants
from netlog.core.scoring import Tally, Touch, fold
from netlog.store import migrations
from netlog.store.query import Query, touchpoints_clause


class Operation(NamedTuple):
    """A command that changed the journal: when (UTC), as it was typed, and what it changed."""

    id: int
    at: str
    command: str
    summary: str
    undoable: bool


class Log(Query):
    """What happened, with whom, when."""

    def touches(self, contact_id: int) -> list[Touch]:
        """A contact's touchpoints as the score sees them, oldest first."""
        return [touch for _, touch in self._touches([contact_id])]

    def fold(
        self, contact_ids: Iterable[int], constants: Constants, until: date | None = None
    ) -> dict[int, Tally]:
        """The tallies of these contacts from the log; none for one never in touch."""
        tallies: dict[int, Tally] = {}
        rows = self._touches(contact_ids)
        for contact_id, group in itertools.groupby(rows, key=operator.itemgetter(0)):
            tally = fold((touch for _, touch in group), constants, until=until)
            if tally is not None:
                tallies[contact_id] = tally
        return tallies

    def _touches(self, contact_ids: Iterable[int]) -> Iterator[tuple[int, Touch]]:
        directions = {direction.value: direction for direction in Direction}
        rows = self._connection.execute(
            # CROSS JOIN keeps SQLite at the contacts asked for, instead of the whole log.
            "SELECT contact_id, day, direction, depth FROM json_each(?) AS asked"
            " CROSS JOIN participant ON contact_id = asked.value"
            " JOIN touchpoint ON touchpoint.id = touchpoint_id ORDER BY asked.value, day",
            (str(sorted(contact_ids)),),  # a list of whole numbers is JSON as Python writes it
        )
        for contact_id, day, direction, depth in rows:
            yield contact_id, Touch(date.fromisoformat(day), directions[direction], depth)

    def tallied_otherwise(self, fingerprint: str) -> set[int]:
        """Contacts whose tally was folded with other constants."""
        return set(self._firsts("SELECT contact_id FROM tally WHERE fingerprint <> ?", fingerprint))

    def recent(self, since: date, until: date) -> set[int]:
        """Contacts in touch between two days, both included."""
        return set(
            self._firsts(
                "SELECT contact_id FROM participant JOIN touchpoint"
                " ON touchpoint.id = touchpoint_id WHERE day BETWEEN ? AND ?",
                since.isoformat(),
                until.isoformat(),
            )
        )

    def together(self, contact_id: int) -> set[int]:
        """Contacts who shared a touchpoint with this one."""
        return set(
            self._firsts(
                "SELECT other.contact_id FROM participant AS mine"
                " JOIN participant AS other USING (touchpoint_id)"
                " WHERE mine.contact_id = ?1 AND other.contact_id <> ?1",
                contact_id,
            )
        )

    def touchpoint(self, touchpoint_id: int) -> Touchpoint | None:
        return next(iter(self._touchpoints("touchpoint.id = ?", [touchpoint_id], 1)), None)

    def touchpoints(
        self, filters: Filters, contact_id: int | None = None, limit: int | None = None
    ) -> list[Touchpoint]:
        """The log, newest first."""
        return self._touchpoints(*touchpoints_clause(filters, contact_id), limit)

    def _touchpoints(self, where: str, values: list[object], limit: int | None) -> list[Touchpoint]:
        rows = self._all(
            "SELECT id, day, channel, note, at, depth, minutes, place, source, source_id"
            # What has no time of day was written down by hand, after the day's mail.
            f" FROM touchpoint WHERE {where}"
            " ORDER BY day DESC, ifnull(at, '24') DESC, id DESC LIMIT ?",
            *values,
            -1 if limit is None else limit,
        )
        ids = str([row[0] for row in rows])
        people: dict[int, list[Participant]] = {}
        for number, contact_id, name, direction, awaits_reply in self._all(
            "SELECT touchpoint_id, contact_id, name, direction, awaits_reply FROM json_each(?)"
            " CROSS JOIN participant ON touchpoint_id = json_each.value"
            " JOIN contact ON contact.id = contact_id ORDER BY participant.id",
            ids,
        ):
            people.setdefault(number, []).append(
                Participant(contact_id, name, Direction(direction), bool(awaits_reply))
            )
        tags: dict[int, list[str]] = {}
        for number, tag in self._all(
            "SELECT touchpoint_id, tag FROM json_each(?)"
            " CROSS JOIN touchpoint_tag ON touchpoint_id = json_each.value ORDER BY tag",
            ids,
        ):
            tags.setdefault(number, []).append(tag)
        return [
            Touchpoint(
                number, date.fromisoformat(day), Channel(channel), note,
                at=time.fromisoformat(at) if at else None,
                depth=depth, minutes=minutes, place=place,
                tags=tuple(tags.get(number, ())),
                people=tuple(people.get(number, ())),
                source=source, source_id=source_id,
            )
            for number, day, channel, note, at, depth, minutes, place, source, source_id in rows
        ]  # fmt: skip

    def touchpoints_alone(self, contact_id: int) -> list[int]:
        """Touchpoints in which nobody but this contact took part."""
        return self._firsts(
            "SELECT touchpoint_id FROM participant AS mine WHERE contact_id = ? AND NOT EXISTS"
            " (SELECT 1 FROM participant AS other WHERE other.touchpoint_id = mine.touchpoint_id"
            " AND other.contact_id <> mine.contact_id)",
            contact_id,
        )

    def imported(self, source: str) -> set[str]:
        """The source ids that an import has brought already."""
        return set(self._firsts("SELECT source_id FROM touchpoint WHERE source = ?", source))

    def last_id(self, table: str) -> int:
        """The largest id in use; 0 in an empty table."""
        return int(self._firsts(f"SELECT ifnull(max(id), 0) FROM {table}")[0])

    def note(self, note_id: int) -> Note | None:
        rows = self._all("SELECT id, contact_id, day, text FROM note WHERE id = ?", note_id)
        return next((Note(i, c, date.fromisoformat(d), t) for i, c, d, t in rows), None)

    def notes(self, contact_id: int) -> list[Note]:
        """A contact's notes, newest first."""
        return self._notes("contact_id = ?", contact_id)

    def notes_since(self, since: date) -> list[Note]:
        """The notes of this day and later, about anybody, newest first."""
        return self._notes("day >= ?", since.isoformat())

    def _notes(self, where: str, *values: object) -> list[Note]:
        return [
            Note(number, contact_id, date.fromisoformat(day), text)
            for number, contact_id, day, text in self._all(
                f"SELECT id, contact_id, day, text FROM note WHERE {where}"
                " ORDER BY day DESC, id DESC",
                *values,
            )
        ]

    def operations(self, limit: int | None = None) -> list[Operation]:
        """What changed the journal, latest first."""
        return [
            Operation(number, at, command, summary, undoable=schema == migrations.LATEST)
            for number, at, command, summary, schema in self._all(
                "SELECT id, at, command, summary, schema FROM undo_operation ORDER BY id DESC"
                " LIMIT ?",
                -1 if limit is None else limit,
            )
        ]

    def operation_size(self, operation: int) -> int:
        """How many rows an operation changed, tallies aside."""
        return int(
            self._firsts(
                "SELECT count(*) FROM undo_change WHERE operation_id = ? AND table_name <> 'tally'",
                operation,
            )[0]
        )
