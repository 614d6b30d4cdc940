"""Questions about favours and follow-ups."""

from datetime import date
from typing import Any

from netlog.core.model import Favour, FollowUp, Kind
from netlog.store.query import Query


class Ledger(Query):
    """What went from whom to whom, and what is still to be done."""

    def favour(self, favour_id: int) -> Favour | None:
        return next(iter(self._favours("id = ?", date.max, favour_id)), None)

    def favours(self, today: date, contact_id: int | None = None) -> list[Favour]:
        """The ledger as it stood on a day, newest first; with one contact, if one is given."""
        day = today.isoformat()
        if contact_id is None:
            return self._favours("day <= ?", today, day)
        return self._favours("day <= ? AND contact_id = ?", today, day, contact_id)

    def favours_of(self, touchpoint_id: int) -> list[Favour]:
        """What a touchpoint was, beside being one."""
        return self._favours("touchpoint_id = ?", date.max, touchpoint_id)

    def settled_with(self, touchpoint_id: int) -> list[Favour]:
        """The asks that a touchpoint answered, and what it thanked for."""
        return self._favours("settled_by = ?", date.max, touchpoint_id)

    def _favours(self, where: str, today: date, *values: object) -> list[Favour]:
        return [
            _favour(row, today)
            for row in self._all(
                "SELECT id, contact_id, name, kind, what, size, day, touchpoint_id, settled_on,"
                f" outcome, settled_by FROM ledger WHERE {where} ORDER BY day DESC, id DESC",
                *values,
            )
        ]

    def follow_up(self, follow_up_id: int) -> FollowUp | None:
        return next(iter(self._follow_ups("follow_up.id = ?", follow_up_id)), None)

    def follow_ups(self, contact_id: int | None = None, *, done: bool = False) -> list[FollowUp]:
        """What is not done yet, the next first, or also what is done; for one contact, if one is
        given.
        """
        where = "TRUE" if done else "done_on IS NULL"
        if contact_id is None:
            return self._follow_ups(where)
        return self._follow_ups(f"{where} AND contact_id = ?", contact_id)

    def follow_up_uids(self) -> dict[int, str]:
        """What each follow-up is called outside: an id is given anew once its owner is gone."""
        return dict(self._all("SELECT id, uid FROM follow_up"))

    def _follow_ups(self, where: str, *values: object) -> list[FollowUp]:
        return [
            FollowUp(
                number, contact_id, name or "", text,
                date.fromisoformat(due_on), date.fromisoformat(anchor_on), every,
                date.fromisoformat(done_on) if done_on else None,
            )
            for number, contact_id, name, text, due_on, anchor_on, every, done_on in self._all(
                "SELECT follow_up.id, contact_id, name, text, due_on, anchor_on, every, done_on"
                " FROM follow_up LEFT JOIN contact ON contact.id = contact_id"
                f" WHERE {where} ORDER BY due_on, follow_up.id",
                *values,
            )
        ]  # fmt: skip


def _favour(row: Any, today: date) -> Favour:
    number, contact_id, name, kind, what, size, day, touchpoint_id, settled_on, *settled = row
    favour = Favour(
        number, contact_id, name, Kind(kind), what, size, date.fromisoformat(day), touchpoint_id
    )
    if settled_on is None or settled_on > today.isoformat():
        return favour
    outcome, settled_by = settled
    return favour._replace(
        settled_on=date.fromisoformat(settled_on), outcome=outcome, settled_by=settled_by
    )
