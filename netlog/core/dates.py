"""Days as people write them, read against a given today.

A small grammar of its own stands in for a general date parser, because a log must not be guessed:
what can be read two ways is refused with both readings named. Only the arithmetic of months and
years is dateutil's.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from netlog.core.excerpt import shorten
from netlog.core.model import Birthday
from netlog.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

Unit = Literal["day", "week", "month", "year"]
Reading = tuple[int | None, int, int]  # year if it is written, month, day


class Toward(StrEnum):
    """Which way a day without a year, or a weekday, is looked for."""

    PAST = "past"
    FUTURE = "future"


class Every(NamedTuple):
    """A rhythm: `number` days, weeks, months or years, from a day to a hundred years."""

    number: int
    unit: Unit

    @property
    def days(self) -> int:
        """Nominal length in days, to compare rhythms by: a month is 30 days, a year 365."""
        return self.number * _NOMINAL_DAYS[self.unit]

    def after(self, day: date) -> date:
        """The next occurrence. A month too short for the day ends it: 31 Jan, then 28 Feb.

        Raises BadInput past the year 9999.
        """
        return _shift(day, self.number, self.unit)

    def __str__(self) -> str:
        """The short form, `3w`, which `parse_every` reads back."""
        return f"{self.number}{self.unit[0]}"


def parse_day(text: str, today: date, toward: Toward = Toward.PAST) -> date:
    """The day that `text` names, in any case and spacing.

    A weekday is 1 to 7 days away, so today's own is a week off. A day without a year is the
    nearest one in the direction of `toward`, today included; 29 Feb waits for a leap year. Words
    with a direction of their own (`3 days ago`, `next friday`) keep it, whatever `toward` says.

    Raises BadInput for what is not a day, is no day of the calendar, or has two readings.
    """
    words = _squeeze(text)
    if words[:3].lower() == "on ":
        words = words[3:]
    # Scripts write nothing else, and it spares them the grammar below.
    if len(words) == len("2026-11-01"):
        with suppress(ValueError):
            return date.fromisoformat(words)
    day = _relative_day(words, today, toward) or _calendar_day(words, today, toward)
    if day is None:
        raise _NotADay(text)
    return day


def past_day(text: str, today: date) -> date:
    """The day that `text` names, today at the latest. Raises BadInput as `parse_day` does."""
    day = parse_day(text, today)
    if day > today:
        raise BadInput(
            f"{day} is in the future", "log what has happened; plans can wait for their day"
        )
    return day


def leading_day(text: str, today: date) -> tuple[date | None, str]:
    """The day a log sentence begins with, and the sentence without it.

    A colon or comma makes a day of every form. Without one, the forms that are often something
    else (`Sun Li called`, `24/7 support`, `In 2 weeks we shipped it`) are left in the sentence,
    as is a day that a word ties to what follows (`Monday and Tuesday with Bo`).

    Raises BadInput for a leading day that is in the future or that `parse_day` refuses.
    """
    text = text.strip()
    if owned := _compile(r"(?i)(today|yesterday)['’]s +(?=\S)").match(text):
        return past_day(owned[1], today), text[owned.end() :]
    # Longest first, so that "12 Nov 2025" is not taken for "12 Nov".
    for end in reversed([*_possible_ends(text)]):
        written, rest = text[: end.start()], text[end.end() :]
        marked = end[0].strip() in {":", ","}
        if not marked and (_needs_mark(_squeeze(written)) or _continues_day(rest)):
            continue
        try:
            return past_day(written, today), rest
        except _NotADay:
            continue
    return None, text


def parse_birthday(text: str) -> Birthday:
    """A birthday with or without its year: `29 Feb`, `Feb 29 1988`, `1988-02-29`, `--02-29`.

    Raises BadInput for what is not a day, is no day of the calendar (29 Feb 1987), has two
    readings, or lies before 1800.
    """
    words = _squeeze(text)
    readings = _readings(words)
    if not readings:
        raise BadInput(
            f'"{shorten(text, 40)}" is not a birthday I can read',
            "write it like 29 Feb, or 1988-02-29 with the year",
        )
    if len(readings) > 1:
        spelled = [_spell(reading) for reading in readings]
        raise BadInput(
            f"{words} can be read as {' or '.join(spelled)}",
            f"write the month as a word, like {spelled[0]}",
        )
    [(year, month, day)] = readings
    if year is not None and year < _EARLIEST_BIRTH:
        raise BadInput(
            f"nobody you know was born in {year}", "leave the year out if you do not know it"
        )
    return Birthday(month, day, year)


def parse_every(text: str) -> Every:
    """A rhythm: `10d`, `3w`, `2m`, `quarter`, `1y`, `6 weeks`, `monthly`, `every two years`.

    Raises BadInput for anything else, for less than a day and for more than a hundred years.
    """
    hint = "write it like 10d, 3w, 2m, quarter or 1y"
    words = _squeeze(text).lower()
    form = _compile(rf"(?:every )?(?:{_A_COUNT})?{_A_UNIT}")
    found = form.fullmatch(_ADVERBS.get(words, words))
    if not found:
        raise BadInput(f'"{shorten(text, 40)}" is not a rhythm I can read', hint)
    count, unit = _amount(found)
    if not 1 <= count <= _PER_CENTURY[unit]:
        raise BadInput("a rhythm is between a day and a hundred years", hint)
    return Every(count, unit)


class _NotADay(BadInput):
    """Not a day at all, as opposed to one that is refused; `leading_day` needs to know."""

    def __init__(self, text: str) -> None:
        super().__init__(f'"{shorten(text, 40)}" is not a day I can read', _HINT)


_HINT = "write it like 2026-11-01, yesterday, last friday or 3 days ago"
# No form is longer: "on wednesday, the 12th of september, 2025" has 41 characters.
_LONGEST = 60
_EARLIEST_BIRTH = 1800

# Every spelling in one line, the full name first.
_WEEKDAYS = (
    "monday mon, tuesday tues tue, wednesday wednes weds wed, thursday thurs thur thu, "
    "friday fri, saturday sat, sunday sun"
)
_MONTHS = (
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, "
    "september sept sep, october oct, november nov, december dec"
)
_WEEKDAY = {word: n for n, day in enumerate(_WEEKDAYS.split(",")) for word in day.split()}
_MONTH = {word: n for n, month in enumerate(_MONTHS.split(","), 1) for word in month.split()}
_NEAR = {
    "today": 0,
    "yesterday": -1,
    "last night": -1,
    "day before yesterday": -2,
    "the day before yesterday": -2,
    "tomorrow": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_COUNT = {"a": 1, "an": 1} | {word: n for n, word in enumerate(_NUMBERS.split(), 1)}
_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
_UNIT: dict[str, tuple[int, Unit]] = {
    **dict.fromkeys(("d", "day", "days"), (1, "day")),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), (1, "week")),
    **dict.fromkeys(("fortnight", "fortnights"), (2, "week")),
    **dict.fromkeys(("m", "mo", "mos", "month", "months"), (1, "month")),
    **dict.fromkeys(("q", "quarter", "quarters"), (3, "month")),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), (1, "year")),
}
_A_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAY)})\.?"
_A_COUNT = rf"(?P<count>\d+|(?:{'|'.join(_COUNT)})(?= )) ?"
_A_UNIT = rf"(?P<unit>{'|'.join(_UNIT)})"
_NOMINAL_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "year": 365}
_PER_CENTURY: dict[Unit, int] = {"day": 36_525, "week": 5_217, "month": 1_200, "year": 100}


def _relative_day(words: str, today: date, toward: Toward) -> date | None:
    """A day told by its distance from today, or None where `words` are no such thing."""
    near = _NEAR.get(words.lower())
    if near is not None:
        return _shift(today, near, "day")
    if found := _compile(rf"(?:(?P<which>last|this|next) )?{_A_WEEKDAY}").fullmatch(words):
        own = {"last": Toward.PAST, "next": Toward.FUTURE}
        toward = own.get((found["which"] or "").lower(), toward)
        ahead = (_WEEKDAY[found["weekday"].lower()] - today.weekday() - 1) % 7 + 1
        back = 7 - ahead % 7
        return _shift(today, ahead if toward is Toward.FUTURE else -back, "day")
    for sign, pattern in _distance_patterns():
        if found := pattern.fullmatch(words):
            count, unit = _amount(found)
            return _shift(today, sign * count, unit)
    return None


def _calendar_day(words: str, today: date, toward: Toward) -> date | None:
    """A day told by the calendar, or None where `words` are no such thing."""
    dated = _compile(rf"{_A_WEEKDAY},? (?P<day>.*\d.*)").fullmatch(words)
    readings = _readings(dated["day"] if dated else words)
    days = [_fix_year(reading, today, toward) for reading in readings]
    if not days:
        return None
    if len(days) > 1:
        raise BadInput(
            f"{words} can be read as {days[0]} or {days[1]}",
            f"write the one you mean in full, like {days[0]}",
        )
    [day] = days
    if dated and day.weekday() != _WEEKDAY[dated["weekday"].lower()]:
        raise BadInput(
            f"{day} is a {_full_name(day.weekday(), _WEEKDAY)}",
            f"write {day} if that is the day you mean",
        )
    return day


def _readings(words: str) -> tuple[Reading, ...]:
    """Every day of the calendar that `words` can mean, month first before day first."""
    matches = [found for form in _calendar_patterns() if (found := form.fullmatch(words))]
    if any(found["y"] and len(found["y"]) == 2 for found in matches):
        raise BadInput(
            f'the year of "{words}" has two digits', "write the year in full, like 2026-11-01"
        )
    readings = tuple(dict.fromkeys(filter(_exists, map(_read, matches))))
    if matches and not readings:
        raise BadInput(f'the calendar has no "{words}"', "check the day and the month")
    return readings


def _read(found: re.Match[str]) -> Reading:
    month = _MONTH.get(found["m"].lower()) or int(found["m"])
    return (int(found["y"]) if found["y"] else None), month, int(found["d"])


def _exists(reading: Reading) -> bool:
    year, month, day = reading
    leap_year = 2000
    try:
        date(leap_year if year is None else year, month, day)
    except ValueError:
        return False
    return True


def _fix_year(reading: Reading, today: date, toward: Toward) -> date:
    """The reading itself, or the nearest day of that name that `toward` allows."""
    written, month, day = reading
    if written is not None:
        return date(written, month, day)
    step = 1 if toward is Toward.FUTURE else -1
    # Leap years are at most eight years apart (1896 and 1904), and today may be past this year's.
    for year in range(today.year, today.year + 9 * step, step):
        if date.min.year <= year <= date.max.year and _exists((year, month, day)):
            found = date(year, month, day)
            if (found - today).days * step >= 0:
                return found
    raise _outside_calendar()


def _shift(day: date, count: int, unit: Unit) -> date:
    from dateutil.relativedelta import relativedelta

    try:
        match unit:
            case "day":
                return day + relativedelta(days=count)
            case "week":
                return day + relativedelta(weeks=count)
            case "month":
                return day + relativedelta(months=count)
            case "year":
                return day + relativedelta(years=count)
    except (OverflowError, ValueError):
        raise _outside_calendar() from None


def _outside_calendar() -> BadInput:
    return BadInput("that day lies outside the years 1 to 9999", _HINT)


def _amount(found: re.Match[str]) -> tuple[int, Unit]:
    written = (found["count"] or "one").lower()
    each, unit = _UNIT[found["unit"].lower()]
    return (_COUNT.get(written) or int(written)) * each, unit


def _spell(reading: Reading) -> str:
    year, month, day = reading
    return f"{day} {_full_name(month, _MONTH)}{'' if year is None else f' {year}'}"


def _full_name(number: int, vocabulary: dict[str, int]) -> str:
    return next(word for word, n in vocabulary.items() if n == number).capitalize()


def _squeeze(text: str) -> str:
    """`text` with single spaces, or nothing when it is too long for any form."""
    squeezed = " ".join(text.split())
    return squeezed if len(squeezed) <= _LONGEST else ""


def _possible_ends(text: str) -> Iterator[re.Match[str]]:
    """The separators a leading day may end with. The colon of `today 10:30` is none."""
    ends = _compile(r"\s*(?::(?!\d)|,)\s*|\s*[-–—]\s+|\.?\s+|$").finditer(text)
    return takewhile(lambda end: end.start() <= _LONGEST, ends)


def _needs_mark(words: str) -> bool:
    """Whether `words` are a day only before a colon or comma."""
    short = "|".join(word for word in _WEEKDAY if not word.endswith("day"))
    two_digit_year = r".*\d\D* '?\d\d"
    unpadded = r"(?:on )?[1-9]\d?[-/][1-9]\d?"
    return bool(_compile(rf"(?:{short})\.?|in .*|{unpadded}|{two_digit_year}").fullmatch(words))


def _continues_day(rest: str) -> bool:
    # Small letters only: Or Cohen is a person.
    first, *_ = rest.split(maxsplit=1) or [""]
    return first in {"and", "or", "to", "till", "until", "through", "is"}


@cache
def _distance_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """How far away, with the sign of its direction."""
    forms = (
        (-1, rf"{_A_COUNT}{_A_UNIT} ago"),
        (1, rf"in {_A_COUNT}{_A_UNIT}"),
        (1, rf"{_A_COUNT}{_A_UNIT} from (?:now|today)"),
        (-1, rf"last (?P<count>){_A_UNIT}"),
        (1, rf"next (?P<count>){_A_UNIT}"),
    )
    return tuple((sign, _compile(form)) for sign, form in forms)


@cache
def _calendar_patterns() -> tuple[re.Pattern[str], ...]:
    """The forms of a day of the calendar. Both orders of `11-01` stand here, so both are found."""
    month = r"(?P<m>0?[1-9]|1[0-2])"
    name = rf"(?P<m>{'|'.join(_MONTH)})\.?"
    day = r"(?P<d>0?[1-9]|[12]\d|3[01])"
    nth = rf"(?:the )?{day}(?:st|nd|rd|th)?"
    year = r"(?P<y>\d{4})"
    any_year = r"(?P<y>\d{4}|\d\d)"
    maybe_year = rf"(?:[ ,-]{{1,2}}'?{any_year})?"
    mm, dd = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
    forms = (
        rf"{year}(?P<sep>[-/.]){month}(?P=sep){day}",
        # Eight digits are also phone and ticket numbers: only the years people live in.
        rf"(?P<y>(?:1[89]|20)\d\d){mm}{dd}",
        # Without its year as vCard writes it: RFC 6350, section 4.3.1.
        rf"--{mm}-?{dd}(?P<y>)",
        rf"{year}[ -]{name}[ -]{day}",
        rf"{nth}(?: of |[ -]?){name}{maybe_year}",
        rf"{name}[ -]{nth}{maybe_year}",
        # With dots it is day first wherever it is written at all.
        rf"{day}\.{month}\.{year}",
        rf"{month}(?P<sep>[-/]){day}(?:(?P=sep){any_year})?",
        rf"{day}(?P<sep>[-/]){month}(?:(?P=sep){any_year})?",
    )
    return tuple(_compile(form) for form in forms)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled at its first use: most commands read no day.

    ASCII, because other digits and letters would pass the pattern and fail the vocabulary.
    """
    return re.compile(pattern, re.IGNORECASE | re.ASCII)
