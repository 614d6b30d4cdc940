"""Questions for the page of the day, each about a few days or a few people of the whole log."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import Birthday
from netlog.store.query import Query

if TYPE_CHECKING:
    from netlog.core.agenda import Week
    from netlog.core.agenda_items import News
    from netlog.core.rhythm import Attempt


class Said(NamedTuple):
    """What a touchpoint was about, and by which channel."""

    note: str
    channel: str


# The day of `tally.last_in` or `last_out` up to today. A tally that knows of later days, because
# today was moved back, cannot tell.
_LAST = """
CASE WHEN tally.last_day <= julianday(:today) - julianday('2000-01-03')
  THEN date('2000-01-03', tally.last_{way} || ' days')
  ELSE (SELECT max(day) FROM participant AS part JOIN touchpoint ON touchpoint.id = touchpoint_id
    WHERE part.contact_id = tally.contact_id AND part.direction IN ('{way}', 'both')
    AND day <= :today) END
"""

# Nothing of theirs, or of mine, came after a touchpoint. On one day the later entry answers the
# earlier, unless both have a time of their own; only then is it worth while to look into the log.
_NOTHING_AFTER = """
(day > ifnull({last}, '') OR day = {last} AND
 NOT EXISTS (SELECT 1 FROM participant AS reply JOIN touchpoint AS after
  ON after.id = reply.touchpoint_id
  WHERE reply.contact_id = participant.contact_id AND reply.direction IN ('{way}', 'both')
  AND after.day = touchpoint.day
  AND iif(after.at IS NULL OR touchpoint.at IS NULL, after.id > touchpoint.id,
          (after.at, after.id) > (touchpoint.at, touchpoint.id))))
"""


def _nothing_after(way: str) -> str:
    return _NOTHING_AFTER.format(way=way, last=_LAST.format(way=way))


class Morning(Query):
    """Who wrote last, who has not answered, whom I have just met, and what a week came to.

    Nobody archived is among them.
    """

    def unanswered(
        self, contact_ids: Iterable[int], since: date, until: date, today: date
    ) -> dict[int, date]:
        """When each of these contacts last wrote, from `since` to `until`, without a word of mine
        up to `today`. A favour, or the answer to an ask, wants no answer, nor does what they wrote
        on a day on which we talked. For a few contacts: what a tally tells need not be looked for
        in the log.
        """
        rows = self._connection.execute(
            f"""
            SELECT participant.contact_id, max(day)
            FROM json_each(:asked) AS asked
            CROSS JOIN tally ON tally.contact_id = asked.value
            CROSS JOIN participant ON participant.contact_id = asked.value AND direction = 'in'
            JOIN touchpoint ON touchpoint.id = participant.touchpoint_id
            WHERE day BETWEEN :since AND :until
              AND {_nothing_after("out")}
              AND NOT EXISTS (SELECT 1 FROM favour WHERE favour.touchpoint_id = touchpoint.id)
              AND NOT EXISTS (SELECT 1 FROM favour WHERE settled_by = touchpoint.id)
              AND NOT EXISTS (SELECT 1 FROM participant AS talk
                JOIN touchpoint AS talked ON talked.id = talk.touchpoint_id
                WHERE talk.contact_id = participant.contact_id AND talk.direction = 'both'
                AND talked.day = touchpoint.day)
            GROUP BY participant.contact_id
            """,
            {
                "asked": str(sorted(contact_ids)), "since": since.isoformat(),
                "until": until.isoformat(), "today": today.isoformat(),
            },
        )  # fmt: skip
        return {contact_id: date.fromisoformat(day) for contact_id, day in rows}

    def attempts(self, today: date) -> list["Attempt"]:
        """Outreach that awaits a reply, and has none up to `today`.

        A day is one try, however much was sent on it, and whatever I sent since counts as the last,
        also where it awaits nothing.
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
              AND {_nothing_after("in")}
            ORDER BY contact.id, day, touchpoint.id
            """,
            {"today": today.isoformat()},
        )
        attempts: dict[int, Attempt] = {}
        last = ""
        for contact_id, name, snoozed_until, day, touchpoint_id, channel, last_out in rows:
            before = attempts.get(contact_id)
            attempts[contact_id] = Attempt(
                contact_id,
                name,
                since=before.since if before else date.fromisoformat(day),
                tries=before.tries + (day != last) if before else 1,
                last_try_on=date.fromisoformat(last_out),
                touchpoint_id=touchpoint_id,
                via=channel,
                snoozed_until=date.fromisoformat(snoozed_until) if snoozed_until else None,
            )
            last = day
        return list(attempts.values())

    def news(self, since: date, today: date) -> list["News"]:
        """Whom somebody introduced me to, where two more touchpoints after the first day came, the
        second of them on `since` or later, and I have not reached out to the introducer since.
        """
        from netlog.core.agenda_items import News

        # Most had come to something long before: two of their touchpoints tell it, unsorted.
        rows = self._connection.execute(
            """
            WITH brought AS (
              SELECT contact_id, name, introduced_by,
                date('2000-01-03', first_day || ' days') AS first_on
              FROM contact JOIN tally ON contact_id = contact.id
              WHERE introduced_by IS NOT NULL AND NOT archived
                AND last_day >= julianday(:since) - julianday('2000-01-03')
            ), fresh AS MATERIALIZED (
              SELECT * FROM brought WHERE NOT EXISTS (
                SELECT 1 FROM participant CROSS JOIN touchpoint ON touchpoint.id = touchpoint_id
                WHERE participant.contact_id = brought.contact_id
                  AND day > first_on AND day < :since LIMIT 1 OFFSET 1)
            )
            SELECT introducer.id, introducer.name, fresh.name, second.day
            FROM fresh
            JOIN contact AS introducer ON introducer.id = fresh.introduced_by
              AND NOT introducer.archived
            CROSS JOIN touchpoint AS second ON second.id = (
              SELECT touchpoint.id
              FROM participant CROSS JOIN touchpoint ON touchpoint.id = touchpoint_id
              WHERE participant.contact_id = fresh.contact_id AND day > first_on AND day <= :today
              ORDER BY day, touchpoint.id LIMIT 1 OFFSET 1)
            WHERE second.day >= :since
              AND NOT EXISTS (
                SELECT 1 FROM participant AS told
                CROSS JOIN touchpoint AS after ON after.id = told.touchpoint_id
                WHERE told.contact_id = introducer.id AND told.direction <> 'in'
                  AND after.day <= :today AND (after.day, after.id) >= (second.day, second.id))
            ORDER BY fresh.contact_id
            """,
            {"since": since.isoformat(), "today": today.isoformat()},
        )
        return [
            News(introducer_id, introducer, name, date.fromisoformat(day))
            for introducer_id, introducer, name, day in rows
        ]

    def birthdays(self) -> dict[int, Birthday]:
        """The birthdays of everyone in a circle."""
        return {
            contact_id: Birthday.fromiso(birthday)
            for contact_id, birthday in self._all(
                "SELECT id, birthday FROM contact"
                " WHERE birthday IS NOT NULL AND circle IS NOT NULL AND NOT archived"
            )
        }

    def met(self, contact_ids: Iterable[int]) -> dict[int, tuple[date | None, str]]:
        """When and how I met these contacts, as far as their records say."""
        return {
            contact_id: (date.fromisoformat(met_on) if met_on else None, met)
            for contact_id, met_on, met in self._all(
                "SELECT contact.id, met_on, met FROM json_each(?) AS asked"
                " CROSS JOIN contact ON contact.id = asked.value",
                str(sorted(contact_ids)),
            )
        }

    def met_between(self, since: date, until: date) -> set[int]:
        """Contacts whose record gives one of these days as that of the first meeting."""
        return set(
            self._firsts(
                "SELECT id FROM contact WHERE met_on BETWEEN ? AND ?",
                since.isoformat(),
                until.isoformat(),
            )
        )

    def wrote_since(self, met: Mapping[int, date], today: date) -> set[int]:
        """To whom of these contacts anything went from me after the day they were first met: on
        that very day, what was entered after the meeting itself.
        """
        days = {contact_id: day.isoformat() for contact_id, day in met.items()}
        mine: dict[int, list[tuple[str, str]]] = {}
        for contact_id, day, direction in self._all(
            "SELECT contact_id, day, direction FROM json_each(?) AS asked"
            " CROSS JOIN participant ON contact_id = CAST(asked.key AS INTEGER)"
            " JOIN touchpoint ON touchpoint.id = touchpoint_id"
            " WHERE direction <> 'in' AND day BETWEEN asked.value AND ?"
            " ORDER BY day, touchpoint.id",
            json.dumps(days),
            today.isoformat(),
        ):
            mine.setdefault(contact_id, []).append((day, direction))
        wrote = set()
        for contact_id, rows in mine.items():
            meeting = (days[contact_id], "both")
            if rows[rows.index(meeting) + 1 :] if meeting in rows else rows:
                wrote.add(contact_id)
        return wrote

    def heard(self, days: Mapping[int, date]) -> dict[int, Said]:
        """What each of these contacts wrote last on a day: for thousands of them, since a day is
        looked through once, and not each of them through their whole log.
        """
        rows = self._all(
            "SELECT contact_id, day, note, channel FROM json_each(?) AS asked"
            " CROSS JOIN touchpoint ON day = asked.value"
            " CROSS JOIN participant ON touchpoint_id = touchpoint.id AND direction = 'in'"
            " ORDER BY ifnull(at, '24'), touchpoint.id",
            json.dumps(sorted({day.isoformat() for day in days.values()})),
        )
        wanted = {contact_id: day.isoformat() for contact_id, day in days.items()}
        return {
            contact_id: Said(note, channel)
            for contact_id, day, note, channel in rows
            if wanted.get(contact_id) == day
        }

    def last_said(self, contact_ids: Iterable[int], today: date) -> dict[int, Said]:
        """The last touchpoint with each of these contacts."""
        return {
            contact_id: Said(note, channel)
            for contact_id, note, channel in self._all(
                "SELECT asked.value, note, channel FROM json_each(?) AS asked"
                " JOIN touchpoint ON touchpoint.id = (SELECT touchpoint.id FROM participant"
                " JOIN touchpoint ON touchpoint.id = touchpoint_id"
                " WHERE contact_id = asked.value AND day <= ?"
                " ORDER BY day DESC, ifnull(at, '24') DESC, touchpoint.id DESC LIMIT 1)",
                str(sorted(contact_ids)),
                today.isoformat(),
            )
        }

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
