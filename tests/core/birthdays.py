"""When a birthday comes, worked out in the plainest way: what netlog says is held against it."""

from datetime import date, timedelta

from netlog.core.model import Birthday


def next_birthday(birthday: Birthday, today: date) -> date:
    """The next one, today included. 29 Feb falls on the 28th in common years."""
    day = today
    while (day.month, day.day) != (birthday.month, birthday.day):
        tomorrow = day + timedelta(1)
        if (birthday.month, birthday.day) == (2, 29) and (day.day, tomorrow.month) == (28, 3):
            return day
        day = tomorrow
    return day
