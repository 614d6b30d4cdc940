"""Questions behind the figures of the whole network: its logs, its outreach, and its hours."""

import itertools
import operator
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from netlog.core.scoring import Touch
from netlog.store.query import Query

if TYPE_CHECKING:
    from netlog.core.measures import Outreach


class Figures(Query):
    """What many contacts come to."""

    def first_on(self) -> date | None:
        """The day of the earliest touchpoint."""
        first = self._firsts("SELECT min(day) FROM touchpoint")[0]
        return date.fromisoformat(first) if first else None

    def logs(self, since: date = date.min) -> Iterator[tuple[int, list[Touch]]]:
        """The whole log of everyone who was in touch on this day or later, by id; of nobody who is
        archived.
        """
        rows = self._connection.execute(
            # CROSS JOIN takes one contact after the other: there is nothing to sort.
            "SELECT tally.contact_id, day, direction, depth FROM tally"
            " CROSS JOIN contact ON contact.id = tally.contact_id AND NOT archived"
            " CROSS JOIN participant ON participant.contact_id = tally.contact_id"
            " CROSS JOIN touchpoint ON touchpoint.id = touchpoint_id"
            " WHERE last_day >= julianday(?) - julianday('2000-01-03') ORDER BY tally.contact_id",
            (since.isoformat(),),
        )
        for contact_id, log in itertools.groupby(rows, key=operator.itemgetter(0)):
            yield (
                contact_id,
                [Touch(date.fromisoformat(day), way, depth) for _, day, way, depth in log],
            )

    def second_days(self, contact_ids: Iterable[int], today: date) -> dict[int, date]:
        """The second day in touch of those of some contacts who had one up to today."""
        return {
            contact_id: date.fromisoformat(day)
            for contact_id, day in self._all(
                "SELECT asked.value, min(day) FROM json_each(?) AS asked"
                " CROSS JOIN tally ON tally.contact_id = asked.value"
                " CROSS JOIN participant ON participant.contact_id = asked.value"
                " CROSS JOIN touchpoint ON touchpoint.id = touchpoint_id"
                " WHERE day > date('2000-01-03', first_day || ' days') AND day <= ?"
                " GROUP BY asked.value",
                str(sorted(contact_ids)),
                today.isoformat(),
            )
        }

    def outreach(self, since: date, today: date) -> list["Outreach"]:
        """What awaited a reply in these days, once for each of its people and days, and when they
        answered, today at the latest. As for `attempts`, a reply on the same day came after it.
        """
        from netlog.core.measures import Outreach

        rows = self._connection.execute(
            "SELECT contact_id, day, touchpoint.id, at, direction <> 'out', awaits_reply"
            " FROM touchpoint CROSS JOIN participant ON touchpoint_id = touchpoint.id"
            " WHERE day BETWEEN ? AND ? AND (awaits_reply OR direction <> 'out')"
            " ORDER BY contact_id, day DESC",
            (since.isoformat(), today.isoformat()),
        )
        found = []
        for _, log in itertools.groupby(rows, key=operator.itemgetter(0)):
            replied_on = None  # the next day after this one
            for day, group in itertools.groupby(log, key=operator.itemgetter(1)):
                that_day = list(group)
                on = date.fromisoformat(day)
                replies = [(number, at) for *_, number, at, is_reply, _ in that_day if is_reply]
                sent = [(number, at) for *_, number, at, _, awaits in that_day if awaits]
                if sent:
                    at_once = all(any(_is_after(each, one) for each in replies) for one in sent)
                    found.append(Outreach(on, on if at_once else replied_on))
                if replies:
                    replied_on = on
        return found

    def minutes(self, since: date, until: date) -> int:
        """The minutes that were written down for the days from `since` to `until`."""
        return int(
            self._firsts(
                "SELECT ifnull(sum(minutes), 0) FROM touchpoint WHERE day BETWEEN ? AND ?",
                since.isoformat(),
                until.isoformat(),
            )[0]
        )


def _is_after(reply: tuple[int, str | None], sent: tuple[int, str | None]) -> bool:
    """On one day: by their times where both have one, else as they were entered."""
    (number, at), (earlier, earlier_at) = reply, sent
    if at is None or earlier_at is None:
        return number > earlier
    return (at, number) > (earlier_at, earlier)
