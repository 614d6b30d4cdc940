"""How follow-ups and rests look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.daywords import name_day, on_day, rhythm
from netlog.core.model import Contact, FollowUp
from netlog.views.capture import UNDO
from netlog.views.records import contact_record, follow_up_record
from netlog.views.screen import (
    Column,
    Format,
    Record,
    Screen,
    Span,
    screen,
    show_list,
    show_page,
    write_json,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.journal.things import Edited

TODO_FIELDS = ("id", "name", "text", "due_on", "every")


def written(follow_up: FollowUp, format_: Format, today: date) -> None:
    """` t3  by tomorrow, every month, Priya Shah: send the book   netlog undo`."""
    when = f"by {name_day(follow_up.due_on, today)}"
    often = rhythm(follow_up.every) if follow_up.every else ""
    start = ", ".join(filter(None, (when, often, follow_up.name)))
    said = f"  {start}: {follow_up.text}"
    _show(format_, follow_up_record(follow_up), (f"t{follow_up.id}", "bold"), said, UNDO)


def todos(follow_ups: Sequence[FollowUp], format_: Format, limit: int | None, today: date) -> None:
    """What is still to be done, the next first."""
    shown = follow_ups[:limit]

    def draw(screen: Screen) -> None:
        if not follow_ups:
            example = 'netlog todo NAME "…" --by friday'
            screen.line("Nothing is planned.  ", (example, "bold"), " plans something.")
            return
        screen.table(
            (
                Column("", right=True, keep=8),
                Column(""),
                Column("", keep=5, least=12, below=True),
                Column("", keep=3, below=True),
                Column("", keep=4),
            ),
            [
                [
                    [(f"t{each.id}", "dim")],
                    [_planned(each, today)],
                    [(each.name, "bold")],
                    each.text,
                    [(rhythm(each.every) if each.every else "", "dim")],
                ]
                for each in shown
            ],
        )
        if len(shown) < len(follow_ups):
            screen.line((f"+{len(follow_ups) - len(shown):,} more", "dim"))

    show_list(format_, TODO_FIELDS, map(follow_up_record, shown), draw)


def done(follow_ups: Sequence[FollowUp], format_: Format, today: date) -> None:
    """Each on a line, with the day on which it comes again if it does."""
    if format_ is Format.JSON:
        write_json([follow_up_record(each) for each in follow_ups])
        return
    page = screen(format_)
    for each in follow_ups:
        again = f"; it comes again {on_day(each.due_on, today)}" if each.every else ""
        hint = UNDO if each is follow_ups[-1] else ""
        page.line((f"t{each.id}", "bold"), f"  done: {about(each)}{again}", hint, hang=2)


def snoozed(edited: Edited, format_: Format, today: date) -> None:
    """Until when, and that it comes back then."""
    after = edited.after
    if isinstance(after, FollowUp):
        record, label, day = follow_up_record(after), f"t{after.id}", after.due_on
        said = f"{about(after)}: {_back(day, today)}"
    else:
        assert isinstance(after, Contact)
        record, label = contact_record(after), f"c{after.id}"
        until = after.snoozed_until
        rest = _back(until, today) if until else "awake, and on the page when due"
        said = f"{after.name}: {rest}"
    hint = UNDO if edited.before != after else ""
    _show(format_, record, (label, "bold"), f"  {said}", hint)


def about(follow_up: FollowUp) -> str:
    """Whom and what a follow-up is about."""
    return ", ".join(filter(None, (follow_up.name, follow_up.text)))


def _planned(follow_up: FollowUp, today: date) -> Span:
    day = name_day(follow_up.due_on, today)
    if follow_up.due_on < today:
        return f"planned for {day}", "yellow"
    return (day, "green") if follow_up.due_on == today else day


def _back(day: date, today: date) -> str:
    if day <= today:
        return "on the page today"
    return f"at rest until {name_day(day, today)}, and back that day"


def _show(format_: Format, record: Record, *parts: Span) -> None:
    show_page(format_, record, lambda screen: screen.line(*parts, hang=2))
