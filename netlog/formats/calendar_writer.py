"""A calendar feed (iCalendar): follow-ups as tasks, birthdays and due days as all-day events.

Source: RFC 5545, by way of icalendar. Its values are set as they are, since its `add`, which would
find out what each is, takes twice as long.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.dates import Every, parse_every
from netlog.core.followup import next_due
from netlog.formats.headers import fold_space

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Component, vDDDTypes, vRecur, vText

    from netlog.core.model import Birthday


class Task(NamedTuple):
    """A follow-up that is open. `uid` is its own and never another's; `name` is for whom it is, or
    empty. A repeating one has `every`, as `core.dates.Every` is written, counted from `anchor_on`.
    """

    uid: str
    text: str
    name: str
    due_on: date
    anchor_on: date
    every: str | None = None


class Anniversary(NamedTuple):
    """A contact's birthday; `uid` is the contact's."""

    uid: str
    name: str
    birthday: Birthday


class DueDay(NamedTuple):
    """The day by which to be in touch with a contact; `uid` is the contact's."""

    uid: str
    name: str
    on: date


def write(
    tasks: Iterable[Task],
    birthdays: Iterable[Anniversary],
    due_days: Iterable[DueDay],
    stamp: datetime,
) -> str:
    """The feed, with line ends as iCalendar wants them: write it without changing them.

    `stamp`, which is aware, says as of when it is. The same values give the same text, and whatever
    stays the same thing keeps its UID, so that a calendar program updates it in place.
    """
    from icalendar import Calendar

    feed = Calendar()
    feed["VERSION"] = _text("2.0")
    feed["PRODID"] = _text("-//netlog//netlog//EN")
    feed["CALSCALE"] = _text("GREGORIAN")
    feed["X-WR-CALNAME"] = _text("netlog")
    feed.subcomponents += map(_task, tasks)
    feed.subcomponents += map(_birthday, birthdays)
    feed.subcomponents += map(_due_day, due_days)
    as_of = _when(stamp.astimezone(UTC))
    for component in feed.subcomponents:
        component["DTSTAMP"] = as_of
    return str(feed.to_ical(sorted=False), "utf-8")


def _task(task: Task) -> Component:
    from icalendar import Todo

    todo = Todo()
    todo["UID"] = _uid(task.uid, "todo")
    todo["SUMMARY"] = _text(f"{task.text} ({task.name})" if task.name else task.text)
    if task.every:
        every = parse_every(task.every)
        # One that was put off, this once, is no start to count the others from.
        if next_due(task.anchor_on, task.due_on - timedelta(days=1), every) == task.due_on:
            # What repeats must have a start: the same day, as programs themselves write it.
            todo["DTSTART"] = _when(task.due_on)
            todo["RRULE"] = _rule(every, task.anchor_on)
    todo["DUE"] = _when(task.due_on)
    todo["STATUS"] = _text("NEEDS-ACTION")
    return todo


# Where birthdays without their year begin: a leap year.
_NO_YEAR = 1972


def _birthday(anniversary: Anniversary) -> Component:
    born = anniversary.birthday
    year = f" ({born.year})" if born.year else ""
    first = date(born.year or _NO_YEAR, born.month, born.day)
    event = _all_day(first)
    event["UID"] = _uid(anniversary.uid, "birthday")
    event["SUMMARY"] = _text(f"{anniversary.name}: birthday{year}")
    # By a leap year, in which 28 February does not end its month.
    event["RRULE"] = _rule(Every(1, "year"), first.replace(year=_NO_YEAR))
    event["CATEGORIES"] = _text("BIRTHDAY")
    return event


def _due_day(due: DueDay) -> Component:
    event = _all_day(due.on)
    event["UID"] = _uid(due.uid, "due")
    event["SUMMARY"] = _text(f"Keep in touch: {due.name}")
    return event


def _all_day(day: date) -> Component:
    """An event on a day, which without an end lasts that day, and leaves one free for others."""
    from icalendar import Event

    event = Event()
    event["DTSTART"] = _when(day)
    event["TRANSP"] = _text("TRANSPARENT")
    return event


_SHORTEST_MONTH = 28  # days


def _rule(every: Every, anchor: date) -> vRecur:
    """A rhythm as netlog keeps it: a month that is too short ends it, and what was agreed on for
    the end of a month stays there, while iCalendar would leave such a month out.
    """
    from dateutil.relativedelta import relativedelta
    from icalendar import vRecur

    frequency = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
    rule = vRecur(FREQ=frequency[every.unit])
    if every.number > 1:
        rule["INTERVAL"] = every.number
    if every.unit == "year" and anchor.month == 2:
        rule["BYMONTH"] = 2
    elif every.unit != "month":
        return rule
    if anchor == anchor + relativedelta(day=31):
        rule["BYMONTHDAY"] = -1
    elif anchor.day > _SHORTEST_MONTH:
        rule["BYMONTHDAY"] = list(range(_SHORTEST_MONTH, anchor.day + 1))
        rule["BYSETPOS"] = -1
    return rule


def _uid(uid: str, kind: str) -> vText:
    return _text(f"{uid}-{kind}@netlog")


def _text(text: str) -> vText:
    from icalendar import vText

    return vText(fold_space(text))


def _when(day: date) -> vDDDTypes:
    from icalendar import vDDDTypes

    return vDDDTypes(day)
