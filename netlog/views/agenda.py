"""The morning page, and the lists behind it: who is due, and which outreach waits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from netlog.core.daywords import ago_in_short, calendar_day, every_days, name_day, on_day
from netlog.core.rhythm import Due, Waiting
from netlog.views import digest
from netlog.views.screen import Column, Format, Screen, Span, show_list, show_page
from netlog.views.words import count, safe, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netlog.core.agenda import Agenda, Week
    from netlog.core.agenda_items import Item

# A fuller circle is a longer silence, with and without colour.
GLYPHS = {"soon": ("○", "green"), "amber": ("◐", "yellow"), "red": ("●", "red")}
MEANING = {"soon": "soon", "amber": "past the gap you like", "red": "past the longest"}

LEAST_NAME, NAME = 12, 20  # cells that the names beside the texts take, at least and at most
MARK = 3  # cells of the margin and the glyph before a name
GAP = 2
BELOW = MARK + GAP  # the indent of a text below its name
LEAST_ROOM = 34  # cells that a text needs beside the names; with less it goes below
APART = 3  # cells between a step and its command


def today(page: Agenda, format_: Format, week: Week | None, contacts: int) -> None:
    """The page of a day. `contacts` is how many people the journal holds."""
    if format_ is Format.PLAIN:
        print(digest.text(page, week), end="")
    else:
        record = digest.record(page, week)
        show_page(format_, record, lambda screen: _draw(screen, page, week, contacts))


def due(entries: Sequence[Due], format_: Format, limit: int | None, today: date) -> None:
    """Whose rhythm has come round, most pressing first."""
    shown = entries[:limit]

    def draw(screen: Screen) -> None:
        if not entries:
            screen.line("Nobody is due: you are in touch with everyone in your circles.")
            screen.line(
                ("netlog circle NAME close", "bold"), " says how often you like to hear from them."
            )
            return
        columns = (
            Column(""),
            Column("Name", least=12),
            Column("Due", keep=8, below=True),
            Column("Last", keep=6),
            Column("Circle", keep=5),
            Column("Rhythm", keep=4),
        )
        screen.table(
            columns,
            [
                [
                    [GLYPHS[each.state]],
                    each.name,
                    [(_past(each, today), GLYPHS[each.state][1])],
                    ago_in_short(each.last_on, today) if each.last_on else [("never", "dim")],
                    each.circle,
                    [(every_days(each.ideal_days), "dim")],
                ]
                for each in shown
            ],
        )
        if screen.width is None or screen.width >= 60:
            legend: list[Span] = []
            for state, (glyph, style) in GLYPHS.items():
                legend += [(glyph, style), (f" {MEANING[state]}  ", "dim")]
            screen.blank()
            screen.line(*legend)

    show_list(format_, Due._fields, map(_record, shown), draw)


def waiting(entries: Sequence[Waiting], format_: Format, limit: int | None, today: date) -> None:
    """Outreach without an answer, the next try first."""
    shown = entries[:limit]

    def draw(screen: Screen) -> None:
        if not entries:
            screen.line("Nothing of yours waits for an answer.")
            screen.line(('netlog reach NAME "…"', "bold"), " writes down that you reached out.")
            return
        screen.table(
            (
                Column("Name", least=8),
                Column("Tries", keep=5, right=True),
                Column("Since", keep=6),
                Column("Next try", keep=8),
            ),
            [
                [
                    each.name,
                    f"{each.tries:,}",
                    ago_in_short(each.since, today),
                    [_next_try(each, today)],
                ]
                for each in shown
            ],
        )
        if any(each.resting for each in shown):
            screen.blank()
            hint = "At rest: try another channel, or someone who could introduce you."
            screen.line((hint, "dim"))

    show_list(format_, Waiting._fields, map(_record, shown), draw)


def _draw(screen: Screen, page: Agenda, week: Week | None, contacts: int) -> None:
    screen.heading(calendar_day(page.today), right=_share(page, contacts))
    room = screen.width or digest.WIDTH
    column = _find_column(page, room)
    for section in page.sections:
        screen.blank()
        screen.heading(section.title)
        for item in section.items:
            _draw_item(screen, item, column, room)
        if section.more:
            screen.line(" " * (column - 1), (digest.more(section), "dim"))
    if not page.sections:
        screen.blank()
        _draw_nothing(screen, contacts)
    if week:
        screen.blank()
        screen.heading(digest.WEEK)
        for sentence in digest.describe(week):
            for line in wrap(sentence, room - MARK):
                screen.line(" " * (MARK - 1), line)


def _draw_item(screen: Screen, item: Item, column: int, room: int) -> None:
    """The name and, beside it in a column or else below it, why, what to do, and its command."""
    mark = GLYPHS.get(item.state or "", " ")
    lines = _lay_out(item, room - column)
    name = safe(digest.who(item))
    space = column - MARK - width(name)
    if column > BELOW and space >= GAP:
        screen.line(mark, f" {name}{' ' * space}", *lines.pop(0))
    else:
        for line in wrap(name, room - MARK, fold=True):
            screen.line(mark, " ", (line, "bold" if column == BELOW else ""))
            mark = " "
    for spans in lines:
        screen.line(" " * (column - 1), *spans)


def _lay_out(item: Item, room: int) -> list[list[Span]]:
    """The reason, then the step with the command behind it where the line has room for both."""
    lines: list[list[Span]] = [[line] for line in wrap(safe(item.text), room, fold=True)]
    steps = wrap(safe(item.step), room, fold=True)
    lines += [[(line, "dim")] for line in steps]
    command = safe(item.command)
    if steps and width(steps[-1]) + APART + width(command) <= room:
        lines[-1] += [" " * APART, (command, "bold")]
    else:
        lines += [[(line, "bold")] for line in wrap(command, room, fold=True)]
    return lines


def _find_column(page: Agenda, room: int) -> int:
    """Where the texts begin: beside the names, of which a few long ones may stand out, or below."""
    most = min(NAME, room - LEAST_ROOM - MARK - GAP)
    if most < LEAST_NAME:
        return BELOW
    names = (width(safe(digest.who(item))) for section in page.sections for item in section.items)
    return MARK + max([LEAST_NAME, *(cells for cells in names if cells <= most)]) + GAP


def _share(page: Agenda, contacts: int) -> str:
    """`3 of 41 people`."""
    named = {item.contact_id for section in page.sections for item in section.items} - {None}
    people = "person" if contacts == 1 else "people"
    return f"{len(named):,} of {contacts:,} {people}" if named and contacts else ""


def _draw_nothing(screen: Screen, contacts: int) -> None:
    if contacts:
        screen.line(digest.NOTHING_TODAY)
        screen.line(
            ("netlog hi NAME", "bold"),
            " adds somebody new, ",
            ("netlog rank", "bold"),
            " shows whom you know.",
        )
    else:
        screen.line("Nobody here yet. It starts with hi:")
        screen.line(('netlog hi "Ada Lovelace" "met at the engine"', "bold"))


def _past(entry: Due, today: date) -> str:
    """`today`, `on Tuesday`, `18 days past`."""
    if entry.days_past <= 0:
        return on_day(entry.due_on, today)
    return f"{count(entry.days_past, 'day')} past"


def _next_try(entry: Waiting, today: date) -> Span:
    """`on Tuesday`, or where the day has come and gone `since Friday`."""
    if entry.next_try_on is None:
        return ("at rest", "dim")
    if entry.next_try_on < today:
        return (f"since {name_day(entry.next_try_on, today)}", "yellow")
    return on_day(entry.next_try_on, today)


def _record(entry: Due | Waiting) -> dict[str, Any]:
    return {
        field: value.isoformat() if isinstance(value, date) else value
        for field, value in entry._asdict().items()
    }
