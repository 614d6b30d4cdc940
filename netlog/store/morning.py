"""Questions for the page of the day, each about a few days or a few people of the whole log."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import Birthday
from netlog.store.query import Query

if TYPE_CHECKING:
    from netlog.core.agenda import Week
    from netlog.core.rhythm import Attempt


class Heard(NamedTuple):
    """The last words of somebody whom I have not answered."""

    on: date
    note: str
    channel: str


class Met(NamedTuple):
    """The first meeting with somebody: when, in which words, and whether I have written since."""

    on: date
    how: str
    written_since: bool


# The day of `tally.last_in` or `last_out` up to today. A tally that knows of later days, because
# today was moved back, cannot tell.
_LAST = """
CASE WHEN tally.last_day <= julianday(:today) - julianday('2000-01-03')
  THEN date('2000-01-03', tally.last_{way} || ' days')
  ELSE (SELECT max(day) FROM participant AS part JOIN touchpoint ON touchpoint.id = touchpoint_id
    WHERE part.contact_id = tally.contact_id AND part.direction IN ('{way}', 'both')
    AND day <= :today) END
"""

# On one day the later entry answers the earlier, unless both have a time of their own.
_NOTHING_LATER_THAT_DAY = """
NOT EXISTS (SELECT 1 FROM participant AS reply JOIN touchpoint AS after
  ON after.id = reply.touchpoint_id
  WHERE reply.contact_id = participant.contact_id AND reply.direction IN ('{way}', 'both')
  AND after.day = touchpoint.day
  AND iif(after.at IS NULL OR touchpoint.at IS NULL, after.id > touchpoint.id,
          (after.at, after.id) > (touchpoint.at, touchpoint.id)))
"""


class Morning(Query):
    """Who wrote last, who has not answered, whom I have just met, and what a week came to.

    Nobody archived is among them.
    """

    def unanswered(self, since: date, today: date, until: date) -> dict[int, Heard]:
        """Contacts in a circle who wrote from `since` to `until` and have not heard from me up to
        `today`; the last such words of each. A favour, or the answer to an ask, is none.
        """
        rows = self._connection.execute(
            f"""
            SELECT participant.contact_id, day, note, channel
            FROM touchpoint
            CROSS JOIN participant ON participant.touchpoint_id = touchpoint.id
              AND participant.direction = 'in'
            JOIN contact ON contact.id = participant.contact_id
              AND NOT archived AND circle IS NOT NULL
            JOIN tally ON tally.contact_id = contact.id
            WHERE day BETWEEN :since AND :until
              AND day >= ifnull({_LAST.format(way="out")}, '')
              AND {_NOTHING_LATER_THAT_DAY.format(way="out")}
              AND NOT EXISTS (SELECT 1 FROM favour WHERE favour.touchpoint_id = touchpoint.id)
              AND NOT EXISTS (SELECT 1 FROM favour WHERE settled_by = touchpoint.id)
            ORDER BY day, ifnull(at, '24'), touchpoint.id
            """,
            {
                "since": since.isoformat(), "until": until.isoformat(), "today": today.isoformat(),
            },
        )  # fmt: skip
        return {
            contact_id: Heard(date.fromisoformat(day), note, channel)
            for contact_id, day, note, channel in rows
        }

    def attempts(self, today: date) -> list["Attempt"]:
        """Outreach that awaits a reply, and has none up to `today`.

        Whatever I sent since counts as the last try, also where it awaits nothing.
        """
        from netlog.core.rhythm import Attempt

        rows = self._connection.execute(
            f"""
            SELECT contact.id, contact.name, contact.snoozed_until, day, touchpoint.id, channel,
              {_LAST.format(way="out")}
            FROM tally
            JOIN contact ON contact.id = tally.contact_id AND NOT archived
            CROSS JOIN participant ON participant.contact_id = contact.id AND awaits_reply
            JOIN touchpoint ON touchpoint.id = touchpoint_id
            WHERE day <= :today
              AND (tally.last_day > julianday(:today) - julianday('2000-01-03')
                OR tally.last_out >= ifnull(tally.last_in, tally.last_out))
              AND day >= ifnull({_LAST.format(way="in")}, '')
              AND {_NOTHING_LATER_THAT_DAY.format(way="in")}
            ORDER BY contact.id, day, touchpoint.id
            """,
            {"today": today.isoformat()},
        )
        attempts: dict[int, Attempt] = {}
        for contact_id, name, snoozed_until, day, touchpoint_id, channel, last_out in rows:
            before = attempts.get(contact_id)
            attempts[contact_id] = Attempt(
                contact_id,
                name,
                since=before.since if before else date.fromisoformat(day),
                tries=before.tries + 1 if before else 1,
                last_try_on=date.fromisoformat(last_out),
                touchpoint_id=touchpoint_id,
                via=channel,
                snoozed_until=date.fromisoformat(snoozed_until) if snoozed_until else None,
            )
        return list(attempts.values())

    def birthdays(self) -> dict[int, Birthday]:
        """The birthdays of everyone in a circle."""
        return {
            contact_id: Birthday.fromiso(birthday)
            for contact_id, birthday in self._all(
                "SELECT id, birthday FROM contact"
                " WHERE birthday IS NOT NULL AND circle IS NOT NULL AND NOT archived"
            )
        }

    def first_met(self, since: date, until: date, today: date) -> dict[int, Met]:
        """Contacts in a circle whom I first met from `since` to `until`.

        The first meeting is the day given by `hi`, else the first conversation. Written since is
        whatever went from me to them later, on the same day if it was entered later.
        """
        first, last = since.isoformat(), until.isoformat()
        return {
            contact_id: Met(
                date.fromisoformat(day), how, self._written_since(contact_id, day, today)
            )
            for contact_id, day, how in self._all(
                """
                SELECT id, met_on, met FROM contact
                WHERE met_on BETWEEN ?1 AND ?2 AND circle IS NOT NULL AND NOT archived
                UNION ALL
                SELECT contact.id, min(day), met
                FROM touchpoint
                CROSS JOIN participant ON participant.touchpoint_id = touchpoint.id
                  AND participant.direction = 'both'
                JOIN contact ON contact.id = participant.contact_id
                WHERE day BETWEEN ?1 AND ?2 AND met_on IS NULL AND circle IS NOT NULL
                  AND NOT archived
                  AND NOT EXISTS (SELECT 1 FROM participant AS earlier JOIN touchpoint AS talk
                    ON talk.id = earlier.touchpoint_id
                    WHERE earlier.contact_id = contact.id AND earlier.direction = 'both'
                    AND talk.day < ?1)
                GROUP BY contact.id
                """,
                first,
                last,
            )
        }

    def _written_since(self, contact_id: int, day: str, today: date) -> bool:
        rows = self._all(
            "SELECT day, direction FROM participant JOIN touchpoint"
            " ON touchpoint.id = touchpoint_id WHERE contact_id = ? AND day BETWEEN ? AND ?"
            " AND direction <> 'in' ORDER BY day, touchpoint.id",
            contact_id,
            day,
            today.isoformat(),
        )
        # The first conversation of that very day is the meeting itself.
        talked = next((n for n, row in enumerate(rows) if row == (day, "both")), None)
        return len(rows) > (talked is not None)

    def last_words(self, contact_ids: Iterable[int], today: date) -> dict[int, str]:
        """What the last touchpoint with each of these contacts was about, where it says."""
        return dict(
            self._all(
                "SELECT asked.value, (SELECT note FROM participant JOIN touchpoint"
                " ON touchpoint.id = touchpoint_id WHERE contact_id = asked.value AND day <= ?"
                " ORDER BY day DESC, ifnull(at, '24') DESC, touchpoint.id DESC LIMIT 1)"
                " FROM json_each(?) AS asked",
                today.isoformat(),
                str(sorted(contact_ids)),
            )
        )

    def week(self, since: date, until: date) -> "Week":
        """What the days from `since` to `until` come to."""
        from netlog.core.agenda import Week

        days = (since.isoformat(), until.isoformat())
        touchpoints, minutes = self._all(
            "SELECT count(*), ifnull(sum(minutes), 0) FROM touchpoint WHERE day BETWEEN ? AND ?",
            *days,
        )[0]
        people = self._firsts(
            "SELECT count(DISTINCT contact_id) FROM touchpoint CROSS JOIN participant"
            " ON touchpoint_id = touchpoint.id WHERE day BETWEEN ? AND ?",
            *days,
        )[0]
        favours = dict(
            self._all(
                "SELECT kind, count(*) FROM ledger WHERE day BETWEEN ? AND ? GROUP BY 1", *days
            )
        )
        thanked = self._firsts(
            "SELECT count(*) FROM ledger WHERE outcome = 'thanked' AND settled_on BETWEEN ? AND ?",
            *days,
        )[0]
        new = self._firsts(
            "SELECT count(*) FROM tally"
            " WHERE date('2000-01-03', first_day || ' days') BETWEEN ? AND ?",
            *days,
        )[0]
        return Week(
            touchpoints, people, favours.get("given", 0), favours.get("received", 0),
            favours.get("asked", 0), thanked, new, minutes,
        )  # fmt: skip
