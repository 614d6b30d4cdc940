"""Who is due, by their own rhythm, and which outreach waits for an answer, on its ladder.

Silence is green up to the ideal gap, amber up to the longest, red after. Its clock starts at the
last touchpoint of any kind, or on the day the person was added. People in no circle are never
nagged about.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from netlog.core.rules import AGENDA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netlog.core.model import Birthday, Circle
    from netlog.core.rules import AgendaRules

State = Literal["soon", "amber", "red"]


class Rhythm(NamedTuple):
    """The gap one likes and the longest one, in days."""

    ideal_days: int
    longest_days: int


class Tie(NamedTuple):
    """A contact who is not archived, with what the agenda needs to know of them up to today.

    `wrote_on` is set if their last touchpoint is an `in` of theirs and no favour, that is, if it is
    my turn. `reached_on`, my last `out` or `both`, is asked for if a birthday is near; `gave_on` if
    there is an idea for them. `dormant` is as in the score.
    """

    id: int
    name: str
    circle: str | None
    rhythm: Rhythm | None
    added_on: date
    last_on: date | None = None
    last_direction: str | None = None
    score: float | None = None
    dormant: bool = False
    snoozed_until: date | None = None
    birthday: Birthday | None = None
    reached_on: date | None = None
    met_on: date | None = None
    met: str = ""
    written_since_met: bool = False
    wrote_on: date | None = None
    gave_on: date | None = None


class Due(NamedTuple):
    """Somebody whose rhythm has come round. Never in touch: `last_on` is None and the silence
    counts from the day they were added.
    """

    id: int
    name: str
    circle: str
    last_on: date | None
    due_on: date
    days_silent: int
    ideal_days: int
    longest_days: int
    state: State

    @property
    def days_past(self) -> int:
        """Past the ideal gap; negative or zero for `soon`."""
        return self.days_silent - self.ideal_days


class Attempt(NamedTuple):
    """Outreach that nobody answered: `since` the first of its tries, of which there is at least
    one. `touchpoint_id` and `via` are the last one's.
    """

    contact_id: int
    name: str
    since: date
    tries: int
    last_try_on: date
    touchpoint_id: int
    via: str = "message"
    snoozed_until: date | None = None


class Waiting(NamedTuple):
    """An attempt and its next step; at rest there is none. `id` is the contact's."""

    id: int
    name: str
    since: date
    tries: int
    next_try_on: date | None
    touchpoint_id: int

    @property
    def resting(self) -> bool:
        return self.next_try_on is None


def find_rhythm(circle: Circle | None, own_days: int | None) -> Rhythm | None:
    """A person's own ideal gap goes before their circle's, and its longest gap is in the same
    proportion, rounded up; half as long again where there is no circle to take it from.
    """
    if own_days is None:
        return Rhythm(circle.ideal_days, circle.longest_days) if circle else None
    ideal, longest = (circle.ideal_days, circle.longest_days) if circle else (2, 3)
    return Rhythm(own_days, -(-own_days * longest // ideal))


def is_asleep(snoozed_until: date | None, today: date) -> bool:
    """Whether somebody is still snoozed; on the day itself they are back."""
    return snoozed_until is not None and today < snoozed_until


def is_kept(tie: Tie, today: date) -> bool:
    """Whether a person may be brought up unasked: in a circle, and not snoozed."""
    return tie.circle is not None and not is_asleep(tie.snoozed_until, today)


def due(ties: Iterable[Tie], today: date, rules: AgendaRules = AGENDA) -> list[Due]:
    """Everybody due within `soon_days` or past their ideal gap, most pressing first.

    A person presses by (silence − ideal) ÷ ideal × (1 + score ÷ 100); equals go by name. A rhythm
    of a few days is announced from the day after the last touchpoint at the earliest, so that being
    in touch always takes a person off the list.
    """
    pressing = []
    now = today.toordinal()
    for tie in ties:
        if tie.rhythm is None or tie.circle is None or is_asleep(tie.snoozed_until, today):
            continue
        ideal, longest = tie.rhythm
        start = tie.last_on or tie.added_on
        silent = now - start.toordinal()
        if silent < max(ideal - rules.soon_days, 1):
            continue
        state: State = "soon" if silent <= ideal else "amber" if silent <= longest else "red"
        weight = (silent - ideal) / ideal * (1 + (tie.score or 0) / 100)
        due_on = shift(start, ideal)
        entry = Due(
            tie.id, tie.name, tie.circle, tie.last_on, due_on, silent, ideal, longest, state
        )
        pressing.append((-weight, tie.name, tie.id, entry))
    return [entry for *_, entry in sorted(pressing)]


def find_next_try(attempt: Attempt, rules: AgendaRules = AGENDA) -> date | None:
    """The day of the next try, counted from the last one; None once every rung was used, or where
    it lies beyond the calendar.
    """
    if attempt.tries > len(rules.ladder):
        return None
    rung = rules.ladder[attempt.tries - 1]
    next_try_on = shift(attempt.last_try_on, rung)
    return next_try_on if (next_try_on - attempt.last_try_on).days == rung else None


def waiting(attempts: Iterable[Attempt], rules: AgendaRules = AGENDA) -> list[Waiting]:
    """All outreach without an answer, the next try first, what rests last."""
    entries = [
        Waiting(
            attempt.contact_id,
            attempt.name,
            attempt.since,
            attempt.tries,
            find_next_try(attempt, rules),
            attempt.touchpoint_id,
        )
        for attempt in attempts
    ]
    return sorted(
        entries, key=lambda e: (e.next_try_on or date.max, e.since, e.name, e.touchpoint_id, e.id)
    )


def shift(day: date, days: int) -> date:
    """Some days later, or earlier; the last or first day there is where that lies beyond it."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def days_back(today: date, days: tuple[int, int]) -> tuple[date, date]:
    """The first and the last of the days that are so many days ago."""
    nearest, farthest = days
    return shift(today, -farthest), shift(today, -nearest)
