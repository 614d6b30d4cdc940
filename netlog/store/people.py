"""Questions about contacts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from netlog.core.model import OLD, Birthday, Contact, Filters, Intros, Named, Point
from netlog.core.rules import Constants
from netlog.core.scoring import Tally, day_number, total_all
from netlog.store.log import Log
from netlog.store.query import Clause, batches, people_clause


class Standing(NamedTuple):
    """What a ranking and the agenda need of one contact; no tally means never in touch."""

    id: int
    name: str
    org: str
    circle: str | None
    cadence_days: int | None
    added_on: date
    snoozed_until: date | None
    tally: Tally | None


class Entry(NamedTuple):
    """One line of the contact list."""

    id: int
    name: str
    org: str
    title: str
    city: str
    circle: str | None
    archived: bool
    last_on: date | None
    tags: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]


class People(Log):
    """Who is in the journal, how to find them, and how they stand."""

    def named(self) -> list[Named]:
        """Everyone, with what a name is matched against, by id."""
        aliases: dict[int, tuple[str, ...]] = {}
        for contact_id, key in self._all("SELECT contact_id, key FROM alias ORDER BY id"):
            aliases[contact_id] = (*aliases.get(contact_id, ()), key)
        return [
            Named(number, name, key, org, aliases.get(number, ()), bool(archived))
            for number, name, key, org, archived in self._all(
                "SELECT id, name, key, org, archived FROM contact ORDER BY id"
            )
        ]

    def named_by_id(self, contact_id: int) -> Named | None:
        rows = self._all(
            "SELECT id, name, key, org, archived FROM contact WHERE id = ?", contact_id
        )
        return next((Named(i, n, k, o, (), bool(a)) for i, n, k, o, a in rows), None)

    def introducers(self) -> dict[int, int | None]:
        """Everyone, archived or not, and who introduced them to me."""
        return dict(self._all("SELECT id, introduced_by FROM contact ORDER BY id"))

    def points(self, kind: str) -> list[tuple[int, str]]:
        """Every contact point of a kind: whose, and its normal form."""
        return self._all(
            "SELECT contact_id, normal FROM contact_point WHERE kind = ? ORDER BY id", kind
        )

    def owners(self, kind: str, normal: str) -> list[int]:
        """The contacts with this contact point."""
        return self._firsts(
            "SELECT contact_id FROM contact_point WHERE normal = ? AND kind = ? ORDER BY id",
            normal,
            kind,
        )

    def called(self, keys: Iterable[str]) -> list[int]:
        """The contacts with one of these aliases, folded."""
        import json

        return self._firsts(
            "SELECT DISTINCT contact_id FROM json_each(?) CROSS JOIN alias ON alias.key = value"
            " ORDER BY contact_id",
            json.dumps(sorted(keys)),
        )

    def contact(self, contact_id: int) -> Contact | None:
        """One whole record."""
        return next(iter(self.contacts([contact_id])), None)

    def everyone(self) -> Iterator[Contact]:
        """Whole records of all, by id, of which only a few are in memory at a time."""
        for some in batches(self._firsts("SELECT id FROM contact ORDER BY id")):
            yield from self.contacts(some)

    def contacts(self, contact_ids: Sequence[int] | None = None) -> list[Contact]:
        """Whole records, of everyone or of some, by id."""
        points: dict[int, list[Point]] = defaultdict(list)
        columns = "kind, value, normal, label"
        for number, *point in self._parts(columns, "contact_point", contact_ids):
            points[number].append(Point(*point))
        aliases, tags, known_as = (
            self._texts(column, table, contact_ids)
            for column, table in (("name", "alias"), ("tag", "contact_tag"), ("uid", "contact_uid"))
        )
        where, values = _among("id", contact_ids)
        rows = self._all(
            "SELECT id, uid, name, org, title, city, birthday, met, met_on, introduced_by, circle,"
            f" cadence_days, intros, about, archived, added_on, snoozed_until FROM contact {where}"
            " ORDER BY id",
            *values,
        )
        return [
            Contact(
                number, uid, name, org, title, city,
                birthday=Birthday.fromiso(birthday) if birthday else None,
                met=met,
                met_on=date.fromisoformat(met_on) if met_on else None,
                introduced_by=introduced_by,
                circle=circle,
                cadence_days=cadence_days,
                intros=Intros(intros),
                about=about,
                archived=bool(archived),
                added_on=date.fromisoformat(added_on),
                snoozed_until=date.fromisoformat(snoozed_until) if snoozed_until else None,
                points=tuple(points[number]),
                aliases=tuple(aliases[number]),
                tags=tuple(sorted(tags[number])),
                known_as=tuple(known_as[number]),
            )
            for number, uid, name, org, title, city, birthday, met, met_on, introduced_by, circle,
                cadence_days, intros, about, archived, added_on, snoozed_until in rows
        ]  # fmt: skip

    def _texts(
        self, column: str, table: str, contact_ids: Sequence[int] | None
    ) -> dict[int, list[str]]:
        texts: dict[int, list[str]] = defaultdict(list)
        for number, text in self._parts(column, table, contact_ids):
            texts[number].append(text)
        return texts

    def _parts(self, columns: str, table: str, contact_ids: Sequence[int] | None) -> list[Any]:
        where, values = _among("contact_id", contact_ids)
        return self._all(f"SELECT contact_id, {columns} FROM {table} {where} ORDER BY id", *values)

    def entries(self, filters: Filters, until: date = date.max) -> list[Entry]:
        """The contact list, by name, with the last day in touch up to and including `until`, and
        the addresses that may be written to.
        """
        import json

        where, values = people_clause(filters)
        rows = self._all(
            f"""
            SELECT id, name, org, title, city, circle, archived,
              CASE WHEN date('2000-01-03', tally.last_day || ' days') <= ?
                THEN date('2000-01-03', tally.last_day || ' days')
                ELSE (SELECT max(day) FROM participant JOIN touchpoint
                  ON touchpoint.id = touchpoint_id WHERE contact_id = contact.id AND day <= ?) END,
              (SELECT json_group_array(tag) FROM
                (SELECT tag FROM contact_tag WHERE contact_id = contact.id ORDER BY tag)),
              (SELECT json_group_array(value) FROM (SELECT value FROM contact_point
                WHERE contact_id = contact.id AND kind = 'email' AND label <> ? ORDER BY id)),
              (SELECT json_group_array(value) FROM (SELECT value FROM contact_point
                WHERE contact_id = contact.id AND kind = 'phone' ORDER BY id))
            FROM contact LEFT JOIN tally ON tally.contact_id = contact.id
            WHERE {where} ORDER BY key, id
            """,
            until.isoformat(),
            until.isoformat(),
            OLD,
            *values,
        )
        return [
            Entry(
                number, name, org, title, city, circle, bool(archived),
                date.fromisoformat(last_on) if last_on else None,
                *(tuple(json.loads(texts)) for texts in lists),
            )
            for number, name, org, title, city, circle, archived, last_on, *lists in rows
        ]  # fmt: skip

    def totals(
        self, today: date, constants: Constants, among: Iterable[int] | None = None
    ) -> dict[int, float]:
        """The scores, 0 to 100, of all who were ever in touch, or those among some, without what
        explains them: for a fraction of what `standings` costs.
        """
        table = "tally"
        values: list[object] = [constants.fingerprint, day_number(today)]
        if among is not None:
            # CROSS JOIN keeps SQLite at those asked for.
            table = "json_each(?) CROSS JOIN tally ON contact_id = value"
            values.insert(0, str(sorted(among)))
        fresh = self._all(
            "SELECT contact_id, last_day, flow_out, flow_in, good_weeks"
            f" FROM {table} WHERE fingerprint = ? AND last_day <= ?",
            *values,
        )
        stale = self._firsts(
            f"SELECT contact_id FROM {table} WHERE fingerprint <> ? OR last_day > ?", *values
        )
        folded = self.fold(stale, constants, until=today) if stale else {}
        fresh += [
            (contact_id, tally.last_day, tally.flow_out, tally.flow_in, tally.good_weeks)
            for contact_id, tally in folded.items()
        ]
        return total_all(fresh, today, constants)

    def archived(self) -> set[int]:
        return set(self._firsts("SELECT id FROM contact WHERE archived"))

    def standings(
        self,
        filters: Filters,
        today: date,
        constants: Constants,
        contact_id: int | None = None,
        among: Iterable[int] | None = None,
    ) -> list[Standing]:
        """Everyone, or one, or those among some, with their tally as of `today`, by id.

        A tally that other constants folded, or that knows of days after today, is folded again
        from the log.
        """
        where, values = people_clause(filters)
        if contact_id is not None:
            where, values = f"{where} AND id = ?", [*values, contact_id]
        if among is not None:
            # A list of whole numbers is JSON as Python writes it.
            where = f"{where} AND id IN (SELECT value FROM json_each(?))"
            values = [*values, str(sorted(among))]
        rows = self._all(
            "SELECT id, name, org, circle, cadence_days, added_on, snoozed_until, first_day,"
            " last_day, last_direction, days, weeks, flow_out, flow_in, good_weeks, long_out,"
            " long_in, long_weeks, fingerprint, last_out, last_in, first_talk,"
            " last_talk, deepest"
            " FROM contact LEFT JOIN tally ON tally.contact_id = contact.id"
            f" WHERE {where} ORDER BY id",
            *values,
        )
        tallies = {row[0]: Tally._make(row[7:]) for row in rows if row[7] is not None}
        fingerprint, last_day = constants.fingerprint, day_number(today)
        stale = {
            number
            for number, tally in tallies.items()
            if tally.fingerprint != fingerprint or tally.last_day > last_day
        }
        if stale:
            folded = self.fold(stale, constants, until=today)
            tallies = {n: t for n, t in tallies.items() if n not in stale} | folded
        return [
            Standing(
                number, name, org, circle, cadence_days,
                date.fromisoformat(added_on),
                date.fromisoformat(snoozed_until) if snoozed_until else None,
                tallies.get(number),
            )
            for number, name, org, circle, cadence_days, added_on, snoozed_until, *_ in rows
        ]  # fmt: skip


def _among(column: str, contact_ids: Sequence[int] | None) -> Clause:
    """The condition that a row belongs to one of some contacts; to anyone, where none are named."""
    if contact_ids is None:
        return "", []
    return f"WHERE {column} IN (SELECT value FROM json_each(?))", [str(list(contact_ids))]
