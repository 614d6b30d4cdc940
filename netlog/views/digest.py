"""The page of a day as text to send: plain, Markdown, and one line for the subject of a mail."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from netlog.core.daywords import calendar_day
from netlog.views.screen import write_json
from netlog.views.words import count, safe, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from netlog.core.agenda import Agenda, Section, Week
    from netlog.core.agenda_items import Item

WIDTH = 72  # cells; what mail has always had room for
NOTHING_TODAY = "Nothing today. Say hi to somebody?"
WEEK = "The week in numbers"

_SUBJECT = 70  # cells, of which most lists of mail show no more
_NAMED = 3  # people in a subject
_CALLED = 20  # cells that each of them, or a follow-up for nobody, takes there at most
_ASKS = {
    "todo": "remember {}",
    "thank": "thank {}",
    "answer": "answer {}",
    "nudge": "try {} again",
    "reconnect": "write to {}",
    "give": "help {}",
    "revive": "greet {}",
}

# What Markdown, or GitHub's, would read as markup inside a line; a colon only where it begins an
# address or the name of an emoji. No line begins with what the user wrote. It is compiled where it
# is used, since most pages are not Markdown.
_MARKUP = r"[\\`*_\[\]<>&~$|]|:(?=//|[\w+-]+:)|(?<=\bwww)\."


class Form(StrEnum):
    """In what form a digest is printed."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


def digest(page: Agenda, week: Week | None, form: Form) -> None:
    """Print the page in one of its forms."""
    if form is Form.JSON:
        write_json(record(page, week))
    elif form is Form.HTML:
        from netlog.views import mailing

        print(mailing.html(page, week), end="")
    else:
        print((text if form is Form.TEXT else markdown)(page, week), end="")


def nothing() -> None:
    """What a program reads where there is no journal yet."""
    write_json([])


def record(page: Agenda, week: Week | None) -> dict[str, Any]:
    """The page as JSON gives it."""
    return {
        "today": page.today.isoformat(),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "items": [item._asdict() for item in section.items],
                "more": section.more,
            }
            for section in page.sections
        ],
        "week": week._asdict() if week else None,
    }


def text(page: Agenda, week: Week | None = None) -> str:
    """Plain text no wider than 72 cells, except where one word is; it ends with a newline.

    Each line names the person and the reason, the next step stands below.
    """
    lines = [headline(page.today)]
    for section in page.sections:
        lines += ["", section.title]
        for item in section.items:
            lines += _hang("  - ", f"{who(item)}: {item.text}")
            lines += _hang("    ", item.step)
        if section.more:
            lines.append(f"    {more(section)}")
    if not page.sections:
        lines += ["", NOTHING_TODAY, "  netlog hi NAME"]
    if week:
        lines += ["", WEEK]
        for line in describe(week):
            lines += _hang("  ", line)
    return "\n".join(lines) + "\n"


def markdown(page: Agenda, week: Week | None = None) -> str:
    """CommonMark, in which what the user wrote shows as it was written."""
    lines = [f"# {headline(page.today)}"]
    for section in page.sections:
        lines += ["", f"## {section.title}", ""]
        for item in section.items:
            lines.append(f"- **{literal(who(item))}**: {literal(item.text)}\\")
            lines.append(f"  *{literal(item.step)}*")
        if section.more:
            lines.append(f"- {more(section)}")
    if not page.sections:
        lines += ["", f"{NOTHING_TODAY} `netlog hi NAME`"]
    if week:
        lines += ["", f"## {WEEK}", "", *(f"- {line}" for line in describe(week))]
    return "\n".join(lines) + "\n"


def subject(page: Agenda) -> str:
    """What comes first in the first sections, in at most 70 cells, the rest counted: `netlog:
    thank Belinda, answer Sam, and 3 more`. The day, if there is nothing.
    """
    lines = sum(len(section.items) for section in page.sections)
    asks = list(_asks(page))[:_NAMED]
    while asks:
        rest = f", and {lines - len(asks):,} more" if lines > len(asks) else ""
        line = f"netlog: {', '.join(asks)}{rest}"
        if width(line) <= _SUBJECT:
            return line
        asks.pop()
    return f"netlog: {calendar_day(page.today)}"


def headline(today: date) -> str:
    """`Sunday 22 November 2026`."""
    return f"{calendar_day(today)} {today.year}"


def who(item: Item) -> str:
    """The person, or `You` where a follow-up is for nobody else."""
    return item.name or "You"


def more(section: Section) -> str:
    """How many lines are left out, and the command that shows them: `+4 more: netlog due`."""
    return f"+{section.more:,} more: {section.whole}"


def describe(week: Week) -> tuple[str, ...]:
    """The numbers of a week, in sentences."""
    if not any(week):
        return ("a quiet week",)
    new = f"{week.new:,} of them new" if week.new else "nobody new"
    lines = [f"{count(week.touchpoints, 'touchpoint')} with {count(week.people, 'person')}, {new}"]
    if week.minutes:
        hours = f"{round(week.minutes / 60, 1):,g}"
        lines.append(f"{hours} {'hour' if hours == '1' else 'hours'} together")
    numbers = {
        "given": week.given,
        "received": week.received,
        "asked for": week.asked,
        "thanked for": week.thanked,
    }
    if any(numbers.values()):
        told = (f"{number:,} {what}" for what, number in numbers.items() if number)
        lines.append(f"favours: {', '.join(told)}")
    return tuple(lines)


def _asks(page: Agenda) -> Iterator[str]:
    for section in page.sections:
        for item in section.items[:1]:
            name = _call(item.name)
            yield _ASKS[section.key].format(name) if name else _cut(safe(item.text))


def _call(name: str) -> str:
    """The first name; the whole one where that is a title or a letter, as in `Dr. No`."""
    shown = safe(name)
    first = shown.partition(" ")[0]
    return _cut(shown if first.endswith(".") or len(first) == 1 else first)


def _cut(shown: str) -> str:
    if width(shown) <= _CALLED:
        return shown
    shown = shown[:_CALLED]
    while width(shown) >= _CALLED:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def _hang(start: str, text: str) -> Iterator[str]:
    """A text behind its start, and the lines after the first below its first word."""
    for number, line in enumerate(wrap(safe(text), WIDTH - len(start))):
        yield f"{' ' * len(start) if number else start}{line}"


def literal(text: str) -> str:
    """What the user wrote, so that Markdown shows it as it was written."""
    return re.sub(_MARKUP, r"\\\g<0>", " ".join(safe(text).split()))
