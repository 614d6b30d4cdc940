"""Leaving an organisation: the checklist, and the echo of having left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netlog.core.daywords import long_day
from netlog.core.excerpt import joined_some
from netlog.views.capture import UNDO
from netlog.views.screen import Format, Screen, Span, show_list, show_page
from netlog.views.words import count

if TYPE_CHECKING:
    from netlog.journal.leaving import Checklist, Colleague, Departure

FIELDS = ("id", "name", "title", "score", "address", "thank", "talk")
NAMED = 6  # people in a question


def checklist(found: Checklist, format_: Format, limit: int | None) -> None:
    """Everyone there, strongest tie first, with what is left to do."""
    shown = found.people[:limit]

    def draw(screen: Screen) -> None:
        screen.heading(found.org, right=_left(found))
        screen.line(_summary(found))
        for each in shown:
            screen.blank()
            _draw_colleague(screen, each)

    record = _record if format_ is Format.JSON else _row
    show_list(format_, FIELDS, map(record, shown), draw)


def markdown(found: Checklist, limit: int | None) -> None:
    """A checklist in Markdown, in which what the user wrote shows as it was written."""
    from netlog.views.digest import literal

    left = _left(found)
    print(f"# Leaving {literal(found.org)}{f': {left}' if left else ''}\n")
    for each in found.people[:limit]:
        about = ", ".join(
            filter(None, (f"**{literal(each.person.name)}**", literal(each.person.title)))
        )
        print(f"- [{' ' if each.open else 'x'}] {about}")
        for check in each.checks:
            step = "" if check.done else f": `{check.command}`"
            print(f"  - [{'x' if check.done else ' '}] {literal(check.text)}{step}")


def _left(found: Checklist) -> str:
    """`12 days left, until 4 December 2026`."""
    if found.by is None or found.days is None:
        return ""
    left = f"{count(found.days, 'day')} left" if found.days else "today is the last day"
    return f"{left}, until {long_day(found.by)}" if found.days else left


def _summary(found: Checklist) -> str:
    people = count(len(found.people), "person")
    todo = sum(len(each.open) for each in found.people)
    if not todo:
        return f"{people}, and nothing left to do."
    return f"{people}, {count(todo, 'thing')} left to do. Each leaves the list when it is done."


def _draw_colleague(screen: Screen, colleague: Colleague) -> None:
    person = colleague.person
    about: list[Span] = [(person.name, "bold"), (f"  c{person.id}", "dim")]
    if person.title:
        about.append(f"  {person.title}")
    if person.score:
        about.append((f"  {person.score.total:.1f} {person.score.word}", "cyan"))
    glyph: Span = ("○ ", "yellow") if colleague.open else ("✓ ", "green")
    screen.line(glyph, *about, hang=2)
    for check in colleague.open:
        screen.line("    ", check.text, hang=4)
        screen.line("    ", (check.command, "dim"), hang=4)


def _record(colleague: Colleague) -> dict[str, Any]:
    return {
        **_person(colleague),
        "checks": [check._asdict() for check in colleague.checks],
    }


def _row(colleague: Colleague) -> dict[str, Any]:
    """For a spreadsheet: what is left to do, a column for each check, empty where it is done."""
    return {
        **_person(colleague),
        **{check.key: "" if check.done else check.text for check in colleague.checks},
    }


def _person(colleague: Colleague) -> dict[str, Any]:
    person = colleague.person
    return {
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "score": round(person.score.total, 1) if person.score else None,
    }


def left(departure: Departure, format_: Format, *, planned: bool = False) -> None:
    """Whose organisation is in the past now, or would be."""

    def draw(screen: Screen) -> None:
        would = "would be " if planned else ""
        hint = "" if planned else UNDO
        screen.line((departure.org, "bold"), f"  {would}{describe(departure)}", hint, hang=2)

    show_page(format_, left_record(departure), draw)


def question(departure: Departure) -> str:
    return f"Put {departure.org} {describe(departure)}?"


def describe(departure: Departure) -> str:
    """`in the past of Sam Keller and Lee Park since 4 December 2026; 2 addresses marked as old`."""
    who = joined_some([contact.name for contact in departure.people], NAMED)
    old = sum(len(departure.retired(contact)) for contact in departure.people)
    addresses = f"; {old:,} {'address' if old == 1 else 'addresses'} marked as old" if old else ""
    day = long_day(departure.on)
    return f"in the past of {who} since {day}{addresses}"


def left_record(departure: Departure) -> dict[str, Any]:
    return {
        "org": departure.org,
        "left_on": departure.on.isoformat(),
        "people": [
            {
                "id": contact.id,
                "name": contact.name,
                "title": contact.title,
                "addresses": departure.retired(contact),
            }
            for contact in departure.people
        ],
    }
