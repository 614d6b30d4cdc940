"""Days as a friend would say them: `yesterday`, `on Thursday`, `48 days ago`, `in Mar 2025`.

The words are English wherever netlog runs: strftime would follow the locale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from netlog.core.model import Birthday

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_MOST_OF_A_YEAR = 330  # from here on a month without its year could be read as this year's


def name_day(day: date, today: date) -> str:
    """`today`, `Thursday` (within six days, either way), `12 Nov`, `12 Nov 2024`."""
    away = (day - today).days
    if away in _NEAR:
        return _NEAR[away]
    if abs(away) < 7:
        return _WEEKDAYS[day.weekday()]
    year = f" {day.year}" if abs(away) >= _MOST_OF_A_YEAR else ""
    return f"{short_day(day)}{year}"


def on_day(day: date, today: date) -> str:
    """As `name_day`, ready for a sentence: `yesterday`, `on Thursday`, `on 12 Nov`."""
    named = name_day(day, today)
    return named if named in _NEAR.values() else f"on {named}"


def ago(day: date, today: date) -> str:
    """When something was: `yesterday`, `12 days ago`, `on 12 Nov`, `in Mar 2025`."""
    days = (today - day).days
    if 1 < days < 14:
        return days_ago(days)
    if days >= _MOST_OF_A_YEAR:
        return f"in {month(day)}"
    return on_day(day, today)


def ago_in_short(day: date, today: date) -> str:
    """As `ago`, for a column: `yesterday`, `12 days`, `12 Nov`, `Mar 2025`."""
    days = (today - day).days
    if 0 <= days <= 1:
        return _NEAR[-days]
    if 1 < days < 14:
        return count_days(days)
    return short_day(day) if abs(days) < _MOST_OF_A_YEAR else month(day)


def count_days(days: int) -> str:
    """`1 day`, `12 days`."""
    return "1 day" if days == 1 else f"{days} days"


def every_days(days: int) -> str:
    """A gap in days: `every day`, `every 12 days`."""
    return "every day" if days == 1 else f"every {days} days"


def days_ago(days: int) -> str:
    """A silence counted out, however long, so that it can be held against a rhythm in days:
    `today`, `yesterday`, `48 days ago`.
    """
    return f"{count_days(days)} ago" if days > 1 else "yesterday" if days == 1 else "today"


def short_day(day: date) -> str:
    """`12 Nov`."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def long_day(day: date) -> str:
    """`12 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def calendar_day(day: date) -> str:
    """`Thursday 12 November`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def birthday(day: Birthday) -> str:
    """`29 February 1988`, or without the year if it is not known."""
    year = f" {day.year}" if day.year else ""
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def rhythm(every: str) -> str:
    """A rhythm as `core.dates.Every` is written, `6w`, in words: `every 6 weeks`, `every month`."""
    number, unit = every[:-1], _UNITS[every[-1]]
    return f"every {unit}" if number == "1" else f"every {number} {unit}s"


def month(day: date) -> str:
    """`Mar 2025`."""
    return f"{_MONTHS[day.month - 1][:3]} {day.year}"
