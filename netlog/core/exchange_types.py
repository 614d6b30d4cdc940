"""What the fields of netlog's own export may say, and in words."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from netlog.core import names
from netlog.core.model import Birthday
from netlog.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable


class Type(NamedTuple):
    """What a field may say, in words, and whether a JSON value does."""

    words: str
    holds: Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    """Whether it is text that can be written as UTF-8: half of a surrogate pair cannot."""
    return type(value) is str and not _SURROGATE.search(value)


_SURROGATE = re.compile("[\ud800-\udfff]")


def whole(least: int, most: int, words: str = "") -> Type:
    """A whole number: no 1.0, and no true, which Python takes for 1."""
    return Type(
        words or f"a whole number from {least:,} to {most:,}",
        lambda value: type(value) is int and least <= value <= most,
    )


def one_of(*words: str) -> Type:
    return Type(f"one of {', '.join(words)}", lambda value: type(value) is str and value in words)


def _written(words: str, is_well_written: Callable[[str], object]) -> Type:
    """A text that a function reads without a complaint, and finds good; it remembers the last."""

    @lru_cache(4096)
    def reads(text: str) -> bool:
        try:
            return bool(is_well_written(text))
        except (ValueError, BadInput):
            return False

    return Type(words, lambda value: type(value) is str and len(value) < LONGEST and reads(value))


LONGEST = 1000  # characters of a name, which has 200 at the most, a day, or a rhythm


def _is_day(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


def _is_past_day(text: str) -> bool:
    # What is counted from such a day must be a day of the calendar, too.
    return _is_day(text) and text < "9000"


def _is_birthday(text: str) -> bool:
    day = Birthday.fromiso(text)
    return str(day) == text and bool(date(day.year or 2000, day.month, day.day))


def _is_rhythm(text: str) -> bool:
    from netlog.core import dates  # dateutil; an export has no need of it

    return str(dates.parse_every(text)) == text


def _is_instant(text: str) -> bool:
    return f"{datetime.fromisoformat(text[:-1]).isoformat(timespec='seconds')}Z" == text


TEXT = Type("text", _is_text)
WORDS = Type("text that is not empty", lambda value: _is_text(value) and bool(value))
NAME = _written("a name", lambda text: _is_text(text) and names.clean(text))
FLAG = Type("true or false", lambda value: type(value) is bool)
DAY = _written("a day such as 2026-01-31", _is_day)
PAST_DAY = _written("a day such as 2026-01-31, before the year 9000", _is_past_day)
BIRTHDAY = _written("a birthday such as 1988-02-29 or --02-29", _is_birthday)
TIME = _written("a time such as 09:30", re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII).fullmatch)
RHYTHM = _written("a rhythm such as 3w", _is_rhythm)
INSTANT = _written("an instant such as 2026-01-31T09:30:00Z", _is_instant)
ID = whole(1, 2**63 - 1, "an id")


def or_null(type_: Type) -> Type:
    return Type(f"{type_.words}, or null", lambda value: value is None or type_.holds(value))
