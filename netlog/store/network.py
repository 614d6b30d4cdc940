"""Questions about who could be of use to whom, who was introduced, and who knows whom."""

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from netlog.core.model import BY_ME, Acquaintance, Distinction, Interest, Post, Vouch, Want
from netlog.store.query import Query

if TYPE_CHECKING:
    from netlog.core.introductions import Introduction


class Belongings(NamedTuple):
    """How much there is of one contact, seen from another: of touchpoints those without the other,
    and those that they `shared`; of introductions those to others, and those `between` the two.
    `brought` are the contacts they introduced to me.
    """

    touchpoints: int
    shared: int
    notes: int
    favours: int
    follow_ups: int
    introductions: int
    between: int
    interests: int
    vouches: int
    acquaintances: int
    posts: int
    brought: int


class Network(Query):
    """Interests, introductions, vouches, acquaintances and former posts."""

    def interest(self, interest_id: int) -> Interest | None:
        return next(iter(self._interests("interest.id = ?", interest_id)), None)

    def interests(self, contact_id: int | None = None) -> list[Interest]:
        """What people need, offer and care about, latest first; of one contact, if one is given."""
        if contact_id is None:
            return self._interests("TRUE")
        return self._interests("contact_id = ?", contact_id)

    def _interests(self, where: str, *values: object) -> list[Interest]:
        return [
            Interest(number, contact_id, name, Want(kind), what, _day(day), _day_or_none(settled))
            for number, contact_id, name, kind, what, day, settled in self._all(
                "SELECT interest.id, contact_id, name, kind, what, day, settled_on FROM interest"
                f" JOIN contact ON contact.id = contact_id WHERE {where}"
                " ORDER BY day DESC, interest.id DESC",
                *values,
            )
        ]

    def needy(self, today: date) -> set[int]:
        """Contacts with a need that is open on a day."""
        return set(
            self._firsts(
                "SELECT contact_id FROM interest WHERE kind = 'needs' AND day <= ?1"
                " AND (settled_on IS NULL OR settled_on > ?1)",
                today.isoformat(),
            )
        )

    def introduction(self, introduction_id: int) -> "Introduction | None":
        return next(iter(self._introductions("introduction.id = ?", introduction_id)), None)

    def introductions(self, contact_id: int | None = None) -> list["Introduction"]:
        """Introductions, latest first; those of one contact, if one is given."""
        if contact_id is None:
            return self._introductions("TRUE")
        return self._introductions("?1 IN (a_id, b_id)", contact_id)

    def introductions_under_way(self) -> list["Introduction"]:
        """Those that were not dropped, and of which it is not known yet what came of them."""
        return self._introductions("dropped_on IS NULL AND outcome IS NULL")

    def _introductions(self, where: str, *values: object) -> list["Introduction"]:
        return [
            _introduction(row)
            for row in self._all(
                "SELECT introduction.id, purpose, opened_on, made_on, one_sided, outcome,"
                " outcome_text, outcome_on, dropped_on, touchpoint_id,"
                " a_id, a.name, a_answer, a_asked_on, a_asks, a_answered_on,"
                " b_id, b.name, b_answer, b_asked_on, b_asks, b_answered_on"
                " FROM introduction JOIN contact AS a ON a.id = a_id"
                f" JOIN contact AS b ON b.id = b_id WHERE {where}"
                " ORDER BY opened_on DESC, introduction.id DESC",
                *values,
            )
        ]

    def vouches(self, contact_id: int | None = None) -> list[Vouch]:
        """How people are to work with, latest first; of one contact, if one is given."""
        where, values = ("TRUE", ()) if contact_id is None else ("contact_id = ?", (contact_id,))
        return [
            Vouch(number, contact_id, name, value, text, _day(day))
            for number, contact_id, name, value, text, day in self._all(
                "SELECT vouch.id, contact_id, name, value, text, day FROM vouch"
                f" JOIN contact ON contact.id = contact_id WHERE {where}"
                " ORDER BY day DESC, vouch.id DESC",
                *values,
            )
        ]

    def acquaintances(self, contact_id: int | None = None) -> list[Acquaintance]:
        """Who knows whom, as it was written down; whom one contact knows, if one is given."""
        if contact_id is None:
            return self._acquaintances("TRUE")
        return self._acquaintances("a_id = ?1 OR b_id = ?1", contact_id)

    def acquaintance(self, one: int, other: int) -> Acquaintance | None:
        """What is written down of how two know each other."""
        pair = sorted((one, other))
        return next(iter(self._acquaintances("a_id = ? AND b_id = ?", *pair)), None)

    def _acquaintances(self, where: str, *values: object) -> list[Acquaintance]:
        return [
            Acquaintance(number, a, b, how, _day(day))
            for number, a, b, how, day in self._all(
                f"SELECT id, a_id, b_id, how, day FROM acquaintance WHERE {where} ORDER BY id",
                *values,
            )
        ]

    def bonds(self, contact_ids: Iterable[int], today: date) -> list[tuple[int, int, str, str]]:
        """Whom some contacts know, as (one, other, why, detail), each of `why` as `paths.weigh`
        reads it; of who `brought` whom to me the one who did is the first.

        The detail is how they know each other, the day of an introduction, or how often they were
        at one touchpoint. That I introduced them is told by the introduction alone, which knows how
        it went.
        """
        # CROSS JOIN keeps SQLite at the contacts asked for, instead of everybody.
        return self._all(
            """
            WITH asked (id) AS MATERIALIZED (SELECT value FROM json_each(?1))
            SELECT a_id, b_id, 'knows', how FROM asked
              CROSS JOIN acquaintance ON a_id = asked.id WHERE how <> ?3
            UNION ALL SELECT a_id, b_id, 'knows', how FROM asked
              CROSS JOIN acquaintance ON b_id = asked.id WHERE how <> ?3
            UNION ALL SELECT a_id, b_id, 'introduced' || ifnull(' ' || outcome, ''), made_on
              FROM asked CROSS JOIN introduction ON a_id = asked.id WHERE made_on <= ?2
            UNION ALL SELECT a_id, b_id, 'introduced' || ifnull(' ' || outcome, ''), made_on
              FROM asked CROSS JOIN introduction ON b_id = asked.id WHERE made_on <= ?2
            UNION ALL SELECT introduced_by, contact.id, 'brought', '' FROM asked
              CROSS JOIN contact ON contact.id = asked.id WHERE introduced_by IS NOT NULL
            UNION ALL SELECT introduced_by, contact.id, 'brought', '' FROM asked
              CROSS JOIN contact ON introduced_by = asked.id
            UNION ALL SELECT one.contact_id, other.contact_id, 'together', CAST(count(*) AS TEXT)
              FROM asked CROSS JOIN participant AS one ON one.contact_id = asked.id
              CROSS JOIN participant AS other ON other.touchpoint_id = one.touchpoint_id
              AND other.contact_id <> one.contact_id
              CROSS JOIN touchpoint ON touchpoint.id = one.touchpoint_id AND day <= ?2
              GROUP BY 1, 2
            """,
            str(sorted(contact_ids)),
            today.isoformat(),
            BY_ME,
        )

    def acquainted(self, pairs: Iterable[tuple[int, int]], today: date) -> set[tuple[int, int]]:
        """Which of these pairs need no introduction, as far as the journal tells.

        They know each other, one brought the other, or they talked with me together; or they were
        introduced, or are being, or one of them said no to it.
        """
        rows = self._connection.execute(
            """
            WITH pair (a, b) AS (
              SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]')
              FROM json_each(:pairs))
            SELECT a, b FROM pair
            WHERE EXISTS (SELECT 1 FROM acquaintance WHERE a_id = min(a, b) AND b_id = max(a, b))
              OR EXISTS (SELECT 1 FROM introduction
                WHERE (a_id = a AND b_id = b OR a_id = b AND b_id = a)
                AND (dropped_on IS NULL OR 'no' IN (a_answer, b_answer)))
              OR EXISTS (SELECT 1 FROM contact
                WHERE id = a AND introduced_by = b OR id = b AND introduced_by = a)
              OR EXISTS (SELECT 1 FROM participant AS one
                JOIN participant AS other ON other.touchpoint_id = one.touchpoint_id
                JOIN touchpoint ON touchpoint.id = one.touchpoint_id AND day <= :today
                WHERE one.contact_id = a AND one.direction = 'both'
                AND other.contact_id = b AND other.direction = 'both')
            """,
            {"pairs": json.dumps(list(pairs)), "today": today.isoformat()},
        )
        return set(rows)

    def unintroducible(self) -> set[int]:
        """Contacts who are never to be introduced."""
        return set(self._firsts("SELECT id FROM contact WHERE intros = 'never'"))

    def posts(self, contact_id: int | None = None) -> list[Post]:
        """Where people were before, latest first; one contact, if one is given."""
        where, values = ("TRUE", ()) if contact_id is None else ("contact_id = ?", (contact_id,))
        return [
            Post(number, contact_id, org, title, _day(left_on))
            for number, contact_id, org, title, left_on in self._all(
                f"SELECT id, contact_id, org, title, left_on FROM post WHERE {where}"
                " ORDER BY left_on DESC, id DESC",
                *values,
            )
        ]

    def distinctions(self) -> list[Distinction]:
        """Who looks alike and is not the same."""
        rows = self._all("SELECT id, a_id, b_id FROM distinction ORDER BY id")
        return [Distinction(*row) for row in rows]

    def belongings(self, contact_id: int, other: int) -> Belongings:
        """How much there is of one contact, seen from another."""
        rows = self._connection.execute(
            """
            SELECT
              (SELECT count(*) FROM participant WHERE contact_id = :one) - shared, shared,
              (SELECT count(*) FROM note WHERE contact_id = :one),
              (SELECT count(*) FROM favour WHERE contact_id = :one),
              (SELECT count(*) FROM follow_up WHERE contact_id = :one),
              (SELECT count(*) FROM introduction WHERE :one IN (a_id, b_id)) - between_them,
              between_them,
              (SELECT count(*) FROM interest WHERE contact_id = :one),
              (SELECT count(*) FROM vouch WHERE contact_id = :one),
              (SELECT count(*) FROM acquaintance WHERE :one IN (a_id, b_id)
                AND :other NOT IN (a_id, b_id)),
              (SELECT count(*) FROM post WHERE contact_id = :one),
              (SELECT count(*) FROM contact WHERE introduced_by = :one AND id <> :other)
            FROM (SELECT
              (SELECT count(*) FROM participant AS mine JOIN participant AS their
                ON their.touchpoint_id = mine.touchpoint_id AND their.contact_id = :other
                WHERE mine.contact_id = :one) AS shared,
              (SELECT count(*) FROM introduction
                WHERE :one IN (a_id, b_id) AND :other IN (a_id, b_id)) AS between_them)
            """,
            {"one": contact_id, "other": other},
        )
        return Belongings(*rows.fetchone())


def _introduction(row: Any) -> "Introduction":
    from netlog.core.introductions import Answer, Introduction, Outcome, Side

    (number, purpose, opened_on, made_on, one_sided, outcome, outcome_text, outcome_on, dropped_on,
     touchpoint_id, *sides) = row  # fmt: skip
    a, b = (
        Side(contact_id, name, Answer(answer), _day_or_none(asked), asks, _day_or_none(answered))
        for contact_id, name, answer, asked, asks, answered in (sides[:6], sides[6:])
    )
    return Introduction(
        number, a, b, purpose, _day(opened_on), _day_or_none(made_on), bool(one_sided),
        Outcome(outcome) if outcome else None, outcome_text, _day_or_none(outcome_on),
        _day_or_none(dropped_on), touchpoint_id,
    )  # fmt: skip


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
