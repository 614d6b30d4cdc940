"""Days as a friend would say them: `yesterday`, `on Thursday`, `48 days ago`, `in Mar 2025`.

The words are English wherever netlog runs: strftime would follow the locale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_MOST_OF_A_YEAR = 330  # from here on a month without its year could be read as this year's


def name_day(day: date, today: date) -> str:
    """`today`, `Thursday` (within six days, either way), `12 Nov`, `12 Nov 2024`."""
    away = (day - today).days
    if away in _NEAR:
        return _NEAR[away]
    if abs(away) < 7:
        return _WEEKDAYS[day.weekday()]
    year = f" {day.year}" if abs(away) >= _MOST_OF_A_YEAR else ""
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def on_day(day: date, today: date) -> str:
    """As `name_day`, ready for a sentence: `yesterday`, `on Thursday`, `on 12 Nov`."""
    named = name_day(day, today)
    return named if named in _NEAR.values() else f"on {named}"


def ago(day: date, today: date) -> str:
    """When something was: `yesterday`, `12 days ago`, `on 12 Nov`, `in Mar 2025`."""
    days = (today - day).days
    if 1 < days < 14:
        return f"{days} days ago"
    if days >= _MOST_OF_A_YEAR:
        return f"in {_MONTHS[day.month - 1]} {day.year}"
    return on_day(day, today)
