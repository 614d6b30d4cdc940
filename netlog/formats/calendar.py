"""Calendars (iCalendar): meetings with other people, and on which local day they were.

What is in an event is read by icalendar, what repeats is followed by dateutil. The package made for
that, recurring-ical-events, needs the whole file in memory and a dateutil before 3.

A meeting is known again by its UID, and one of a series by its UID and the day for which the series
had it. So what was put off, or is now at another hour, in another place or under another name, is
not imported twice: its touchpoint stays as it was. Only a series that was moved to other days, past
ones too and under its old UID, is another to netlog on those days.

Sources: RFC 5545 (iCalendar), and what Google, Outlook, Exchange, Apple and Thunderbird export.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, tzinfo
from itertools import islice, takewhile
from typing import TYPE_CHECKING, BinaryIO

from netlog.core.model import Problem, Touchpoint
from netlog.formats.calendar_event import CANCELLED, Event, View, read_event
from netlog.formats.calendar_parts import read_parts
from netlog.formats.calendar_times import (
    MOST_TIMES,
    Moment,
    day_of,
    follow,
    forget_zones,
    learn_zone,
)
from netlog.formats.entry import Entry, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SOURCE = "calendar"

_NO_EVENTS = {"VTODO": "to-do", "VJOURNAL": "journal"}


def read(
    stream: BinaryIO,
    me: frozenset[str],
    today: date,
    zone: tzinfo | None = None,
    max_people: int = 10,
) -> Iterator[Entry | Skipped | Problem]:
    """Read a calendar: each time until the end of today that I was to meet somebody is an Entry.

    `me` are my addresses, in small letters. `zone` is where days are counted, by default the zone
    of this machine; a time without a zone stays as it is written. All-day events, cancelled and
    future ones, those I declined, those with nobody else and those with more than `max_people`
    others are Skipped, a whole series of them once. Whoever declined is no guest, nor are rooms,
    groups and addresses that take no reply.

    An empty file is an empty calendar; raises BadInput for one that is something else.
    """
    view = View(me, today, zone, max_people)
    # A later version, a change or a cancellation may stand anywhere in the file.
    waiting: defaultdict[str, list[Event]] = defaultdict(list)
    forget_zones()
    for part in read_parts(stream):
        if isinstance(part, Problem):
            yield part
        elif part.kind == "VTIMEZONE":
            learn_zone(part.text)
        elif part.kind in _NO_EVENTS:
            yield Skipped(part.place, _NO_EVENTS[part.kind])
        else:
            event = read_event(part, view)
            if isinstance(event, Problem):
                yield event
            elif event.reason in ("", CANCELLED) or event.replaces:
                waiting[event.uid].append(event)
            else:
                yield Skipped(event.place, event.reason)
    for events in waiting.values():
        yield from _read_series(events, view)


def _read_series(events: Sequence[Event], view: View) -> Iterator[Entry | Skipped | Problem]:
    """All that became of the events with one UID: most often one event, and one entry."""
    versions = sorted(events, key=lambda each: (each.sequence, each.reason == CANCELLED))
    series = next((each for each in reversed(versions) if not each.replaces), None)
    latest: dict[date | None, Event] = {}
    for event in versions:
        day = day_of(event.replaces, (series or event).start) if event.replaces else None
        if day in latest:
            yield Skipped(latest[day].place, "an earlier version")
        latest[day] = event
    changes = {day: event for day, event in latest.items() if day}
    if series and series.repeats and not series.reason and view.is_past(series.start):
        yield from _expand(series, changes, view)
    elif series:
        yield _judge(series, series.start, view)
    for day, event in changes.items():
        if series and (series.reason == CANCELLED or day in series.removed):
            yield Skipped(event.place, CANCELLED)
        else:
            yield _judge(event, event.start, view, day)


def _expand(
    series: Event, changes: dict[date, Event], view: View
) -> Iterator[Entry | Skipped | Problem]:
    """Each time of a series until today, but for those that were removed or changed."""
    start = series.start
    assert isinstance(start, datetime)  # or it would be all day
    times = {day_of(each, start): each for each in (*series.added, start) if view.is_past(each)}
    try:
        for rule in series.rules:
            past = takewhile(view.is_past, islice(follow(rule, start), MOST_TIMES + 1))
            times.update((day_of(each, start), each) for each in past)
    except ValueError:
        yield Problem(series.place, "it repeats by a rule that cannot be followed")
        return
    for day in sorted(times)[:MOST_TIMES]:
        if day not in series.removed and day not in changes:
            yield _judge(series, times[day], view, day)
    if len(times) > MOST_TIMES:
        yield Problem(
            series.place, f"it repeats more than {MOST_TIMES} times; later ones are left out"
        )


def _judge(event: Event, start: Moment, view: View, day: date | None = None) -> Entry | Skipped:
    """One time of an event, of a series that for this `day`: an entry, or why it does not count."""
    if event.reason:
        return Skipped(event.place, event.reason)
    if not view.is_past(start):
        return Skipped(event.place, "in the future")
    assert isinstance(start, datetime)  # or it would be all day
    local = view.local(start)
    touchpoint = Touchpoint(
        0,
        local.date(),
        event.channel,
        event.note,
        at=local.time(),
        minutes=event.minutes,
        place=event.location,
        source=SOURCE,
        source_id=f"{event.uid}/{day}" if day else event.uid,
    )
    return Entry(event.place, touchpoint, event.guests)
