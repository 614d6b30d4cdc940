"""When a repeating follow-up is due again.

Nothing is planned ahead: there is one due day, and the one after it is worked out when that is
done. It is counted from an anchor, the day first agreed on, because counting from the last due day
would drift: 31 Jan, 28 Feb, 28 Mar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.dates import Every, Toward, parse_day, parse_every
from netlog.errors import BadInput

if TYPE_CHECKING:
    from datetime import date

    from netlog.core.model import FollowUp


def coming_day(text: str, today: date) -> date:
    """The day that `text` names, today at the earliest. Raises BadInput as `parse_day` does."""
    day = parse_day(text, today, Toward.FUTURE)
    if day < today:
        raise BadInput(f"{day} has passed", "choose today, or a day to come")
    return day


def complete(follow_up: FollowUp, today: date) -> FollowUp:
    """As it stands once it is done: closed, or due again if it repeats.

    However many of its days went by, the next one lies after today; done early, it is the one
    after the day it was due. One that would come again past the year 9999 is closed.
    """
    if follow_up.every is None:
        return follow_up._replace(done_on=today)
    day = max(follow_up.due_on, today)
    try:
        return follow_up._replace(
            due_on=next_due(follow_up.anchor_on, day, parse_every(follow_up.every))
        )
    except BadInput:
        return follow_up._replace(done_on=today)


def postpone(follow_up: FollowUp, day: date) -> FollowUp:
    """Due on another day, this once: a rhythm stays as it was agreed on.

    Where one is brought forward, before the day it stands for, that day is not to come again, and
    the rhythm is counted from the one after it.
    """
    moved = follow_up._replace(due_on=day)
    if follow_up.every is None:
        return moved
    every = parse_every(follow_up.every)
    if next_due(follow_up.anchor_on, day, every) > follow_up.due_on:
        return moved
    return moved._replace(anchor_on=next_due(follow_up.anchor_on, follow_up.due_on, every))


def replan(follow_up: FollowUp, due_on: date | None, every: str | None) -> FollowUp:
    """Agreed on anew, and counted from there. None leaves the day or the rhythm as it is, an empty
    rhythm ends it.
    """
    after = follow_up._replace(
        due_on=due_on or follow_up.due_on,
        every=follow_up.every if every is None else every or None,
    )
    if after == follow_up:
        return follow_up
    return after._replace(anchor_on=after.due_on)


def next_due(anchor_on: date, due_on: date, every: Every) -> date:
    """The first of `anchor_on` and the days that follow from it that is later than `due_on`.

    In months and years, an anchor on the last day of its month stays on the last day: 30 Apr
    monthly is 31 May, 29 Feb yearly is 28 Feb until the next leap year. Other days move to the end
    of a month that is too short for them, and back.

    Where `due_on` was snoozed, the rhythm is kept: the next day is the one that would have followed
    the original. Days that the snooze itself went past are left out.

    Raises BadInput past the year 9999.
    """
    if due_on < anchor_on:
        return anchor_on
    steps = _count_units(anchor_on, due_on, every) // every.number
    same_month_or_year = _step(anchor_on, every, steps)
    if same_month_or_year > due_on:
        return same_month_or_year
    return _step(anchor_on, every, steps + 1)


def _count_units(start: date, end: date, every: Every) -> int:
    """Whole days or weeks from `start` to `end`; months and years by the calendar page alone."""
    match every.unit:
        case "day":
            return (end - start).days
        case "week":
            return (end - start).days // 7
        case "month":
            return 12 * (end.year - start.year) + end.month - start.month
        case "year":
            return end.year - start.year


def _step(anchor_on: date, every: Every, steps: int) -> date:
    """The day `steps` times the rhythm after the anchor, at the end of the month if that was."""
    from dateutil.relativedelta import relativedelta

    day = Every(every.number * steps, every.unit).after(anchor_on)
    at_end = anchor_on == anchor_on + relativedelta(day=31)
    return day + relativedelta(day=31) if at_end and every.unit in {"month", "year"} else day
