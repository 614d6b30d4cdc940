"""The grammar of days, birthdays and rhythms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.dates import (
    Every,
    Toward,
    Unit,
    leading_day,
    parse_birthday,
    parse_day,
    parse_every,
    past_day,
)
from netlog.core.model import Birthday
from netlog.errors import BadInput

SUNDAY = date(2026, 11, 22)
PAST, FUTURE = Toward.PAST, Toward.FUTURE
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)

days = st.dates()
usual_days = st.dates(date(1950, 1, 1), date(2100, 1, 1))
toward = st.sampled_from(Toward)
# Text that comes near the grammar finds more than text that does not.
NEARLY_DAYS = (
    "1 2 12 29 31 0 99999 2026 25 nov Feb May mon Friday sun last next on in a two days week "
    "month y ago today yesterday tomorrow / - . : , th of 11-01 2026-02-30 lunch ² ١٢"
)
nearly_days = st.lists(st.sampled_from(NEARLY_DAYS.split()), max_size=6).map(" ".join)
any_text = st.text() | nearly_days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-22"),
        ("  ToDay ", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("last night", "2026-11-21"),
        ("the day before yesterday", "2026-11-20"),
        ("tomorrow", "2026-11-23"),
        ("day after tomorrow", "2026-11-24"),
        ("monday", "2026-11-16"),
        ("mon", "2026-11-16"),
        ("on Monday", "2026-11-16"),
        ("tue", "2026-11-17"),
        ("tues", "2026-11-17"),
        ("wed", "2026-11-18"),
        ("Weds", "2026-11-18"),
        ("wednes", "2026-11-18"),
        ("thu", "2026-11-19"),
        ("thur", "2026-11-19"),
        ("thurs.", "2026-11-19"),
        ("FRI", "2026-11-20"),
        ("saturday", "2026-11-21"),
        ("sunday", "2026-11-15"),
        ("last sunday", "2026-11-15"),
        ("this sunday", "2026-11-15"),
        ("next sunday", "2026-11-29"),
        ("last friday", "2026-11-20"),
        ("last  fri", "2026-11-20"),
        ("this friday", "2026-11-20"),
        ("next friday", "2026-11-27"),
        ("0 days ago", "2026-11-22"),
        ("3 days ago", "2026-11-19"),
        ("a day ago", "2026-11-21"),
        ("two weeks ago", "2026-11-08"),
        ("Twelve weeks ago", "2026-08-30"),
        ("2w ago", "2026-11-08"),
        ("2 wks ago", "2026-11-08"),
        ("a fortnight ago", "2026-11-08"),
        ("a month ago", "2026-10-22"),
        ("9 mo ago", "2026-02-22"),
        ("a quarter ago", "2026-08-22"),
        ("one year ago", "2025-11-22"),
        ("in 2 weeks", "2026-12-06"),
        ("in a month", "2026-12-22"),
        ("in 10d", "2026-12-02"),
        ("3 days from now", "2026-11-25"),
        ("last week", "2026-11-15"),
        ("last month", "2026-10-22"),
        ("last year", "2025-11-22"),
        ("next week", "2026-11-29"),
        ("12 Nov", "2026-11-12"),
        ("12nov", "2026-11-12"),
        ("Nov 12", "2026-11-12"),
        ("Nov. 12", "2026-11-12"),
        ("22 nov", "2026-11-22"),
        ("23 nov", "2025-11-23"),
        ("25 Dec", "2025-12-25"),
        ("2nd sept", "2026-09-02"),
        ("12th of November", "2026-11-12"),
        ("the 12th of November, 2025", "2025-11-12"),
        ("12 November 2025", "2025-11-12"),
        ("12-Nov-2025", "2025-11-12"),
        ("Nov 12 2025", "2025-11-12"),
        ("November 12th, 2025", "2025-11-12"),
        ("2025 Nov 12", "2025-11-12"),
        ("Thu 12 Nov", "2026-11-12"),
        ("Thursday, November 12, 2026", "2026-11-12"),
        ("29 Feb", "2024-02-29"),
        ("2026-11-01", "2026-11-01"),
        ("2026-1-5", "2026-01-05"),
        ("2026/11/01", "2026-11-01"),
        ("2026.11.01", "2026-11-01"),
        ("20260101", "2026-01-01"),
        ("12.11.2025", "2025-11-12"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("11/11/2025", "2025-11-11"),
        ("13-01", "2026-01-13"),
        ("12\N{NO-BREAK SPACE}Nov", "2026-11-12"),
    ],
)
def test_reads_a_day_for_the_log(text: str, expected: str) -> None:
    assert parse_day(text, SUNDAY).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-22"),
        ("sunday", "2026-11-29"),
        ("mon", "2026-11-23"),
        ("this friday", "2026-11-27"),
        ("next friday", "2026-11-27"),
        ("last friday", "2026-11-20"),
        ("3 days ago", "2026-11-19"),
        ("in 2 weeks", "2026-12-06"),
        ("22 Nov", "2026-11-22"),
        ("21 Nov", "2027-11-21"),
        ("25 Dec", "2026-12-25"),
        ("29 Feb", "2028-02-29"),
        ("12 Nov 2025", "2025-11-12"),
        ("13/01", "2027-01-13"),
    ],
)
def test_reads_a_day_for_a_plan(text: str, expected: str) -> None:
    assert parse_day(text, SUNDAY, FUTURE).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "today", "way", "expected"),
    [
        ("29 Feb", date(1904, 2, 28), PAST, "1896-02-29"),
        ("29 Feb", date(1896, 3, 1), FUTURE, "1904-02-29"),
        ("a month ago", date(2026, 3, 31), PAST, "2026-02-28"),
        ("a year ago", date(2024, 2, 29), PAST, "2023-02-28"),
    ],
)
def test_minds_the_calendar(text: str, today: date, way: Toward, expected: str) -> None:
    assert parse_day(text, today, way).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "way", "readings"),
    [
        ("11-01", PAST, ("2026-11-01", "2026-01-11")),
        ("11-01", FUTURE, ("2027-11-01", "2027-01-11")),
        ("1/2", PAST, ("2026-01-02", "2026-02-01")),
        ("10/11/2025", PAST, ("2025-10-11", "2025-11-10")),
        ("10-11-2025", PAST, ("2025-10-11", "2025-11-10")),
        ("02/03/2025", FUTURE, ("2025-02-03", "2025-03-02")),
    ],
)
def test_names_both_readings(text: str, way: Toward, readings: tuple[str, str]) -> None:
    with pytest.raises(BadInput) as refusal:
        parse_day(text, SUNDAY, way)
    assert refusal.value.message == f"{text} can be read as {readings[0]} or {readings[1]}"
    assert readings[0] in refusal.value.hint


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", "not a day"),
        ("   ", "not a day"),
        ("soon", "not a day"),
        ("12", "not a day"),
        ("2026", "not a day"),
        ("November", "not a day"),
        ("Nov 2026", "not a day"),
        ("3 days", "not a day"),
        ("in 3 days ago", "not a day"),
        ("ago", "not a day"),
        ("-3 days ago", "not a day"),
        ("1.5 weeks ago", "not a day"),
        ("next", "not a day"),
        ("12.11", "not a day"),
        ("45 Nov", "not a day"),
        ("2026-13-01", "not a day"),
        ("2026-11/01", "not a day"),
        ("2026-11-01T10:00", "not a day"),
        ("99999999", "not a day"),
        ("１２ Nov", "not a day"),
        ("٣ days ago", "not a day"),
        ("today\0", "not a day"),
        ("2026-02-30", "calendar has no"),
        ("30 Feb", "calendar has no"),
        ("31 April 2026", "calendar has no"),
        ("29/02/2025", "calendar has no"),
        ("0000-01-01", "calendar has no"),
        ("11/01/25", "two digits"),
        ("12 Nov 25", "two digits"),
        ("Nov 12, '25", "two digits"),
        ("Wed 12 Nov", "2026-11-12 is a Thursday"),
        ("999999999 days ago", "outside"),
        (f"{'9' * 40} weeks ago", "outside"),
        ("in 99999 years", "outside"),
        ("in 99999999999999999999 months", "outside"),
    ],
)
def test_refuses(text: str, because: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parse_day(text, SUNDAY)
    assert because in refusal.value.message
    assert refusal.value.hint


def test_shows_little_of_a_long_text() -> None:
    with pytest.raises(BadInput) as refusal:
        parse_day("3 days ago " * 1000, SUNDAY)
    assert len(refusal.value.message) < 80


@pytest.mark.parametrize(
    ("text", "today", "way"),
    [
        ("yesterday", date.min, PAST),
        ("monday", date.min, PAST),
        ("31 Dec", date.min, PAST),
        ("tomorrow", date.max, FUTURE),
        ("monday", date.max, FUTURE),
        ("1 Jan", date.max, FUTURE),
        ("29 Feb", date.max, FUTURE),
    ],
)
def test_refuses_beyond_the_calendar(text: str, today: date, way: Toward) -> None:
    with pytest.raises(BadInput, match="outside"):
        parse_day(text, today, way)


@given(days, days, toward)
def test_every_iso_day_is_itself(day: date, today: date, way: Toward) -> None:
    assert parse_day(day.isoformat(), today, way) == day
    assert parse_day(f"{day:%d} {MONTHS[day.month - 1]} {day.year:04}", today, way) == day
    assert parse_day(f"{WEEKDAYS[day.weekday()]}, {day}", today, way) == day


@given(usual_days, st.sampled_from(get_args(Unit)), st.integers(0, 600), toward)
def test_distances_are_relative_deltas(today: date, unit: str, count: int, way: Toward) -> None:
    distance = relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    assert parse_day(f"{count} {unit}s ago", today, way) == today - distance
    assert parse_day(f"{count}{unit[0]} ago", today, way) == today - distance
    assert parse_day(f"in {count} {unit}s", today, way) == today + distance


@given(usual_days, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_one_to_seven_days_away(today: date, name: str) -> None:
    for text in (name, name[:3].lower()):
        past, future = parse_day(text, today), parse_day(text, today, FUTURE)
        assert timedelta(1) <= today - past <= timedelta(7)
        assert timedelta(1) <= future - today <= timedelta(7)
        assert WEEKDAYS[past.weekday()] == WEEKDAYS[future.weekday()] == name
        assert parse_day(f"last {text}", today, FUTURE) == past
        assert parse_day(f"next {text}", today, PAST) == future


@given(usual_days, usual_days)
def test_a_day_without_a_year_is_the_nearest_one(today: date, day: date) -> None:
    name = MONTHS[day.month - 1]
    for text in (f"{day.day} {name}", f"{name[:3]} {day.day}"):
        past, future = parse_day(text, today), parse_day(text, today, FUTURE)
        assert past <= today <= future
        assert (past.month, past.day) == (future.month, future.day) == (day.month, day.day)
        assert not any(_has(year, day) for year in range(past.year + 1, future.year))


def _has(year: int, day: date) -> bool:
    try:
        day.replace(year=year)
    except ValueError:
        return False
    return True


@given(any_text, days, toward)
def test_refuses_only_with_bad_input(text: str, today: date, way: Toward) -> None:
    for read in (
        lambda: parse_day(text, today, way),
        lambda: leading_day(text, today),
        lambda: parse_birthday(text),
        lambda: parse_every(text),
    ):
        try:
            read()
        except BadInput as refusal:
            assert refusal.message  # noqa: PT017
            assert refusal.hint  # noqa: PT017


@pytest.mark.parametrize("text", ["tomorrow", "2026-11-23", "in 2 weeks", "next sunday"])
def test_a_past_day_is_not_in_the_future(text: str) -> None:
    with pytest.raises(BadInput, match=f"{parse_day(text, SUNDAY)} is in the future"):
        past_day(text, SUNDAY)


def test_today_is_a_past_day() -> None:
    assert past_day("today", SUNDAY) == SUNDAY


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("Yesterday: lunch with Priya", "2026-11-21", "lunch with Priya"),
        ("yesterday:lunch with Priya", "2026-11-21", "lunch with Priya"),
        ("  Yesterday lunch with Priya ", "2026-11-21", "lunch with Priya"),
        ("Yesterday. Lunch with Priya", "2026-11-21", "Lunch with Priya"),
        ("2 weeks ago, coffee with Bo", "2026-11-08", "coffee with Bo"),
        ("two weeks ago I met Bo", "2026-11-08", "I met Bo"),
        ("12 Nov: call with Bo", "2026-11-12", "call with Bo"),
        ("12 Nov call with Bo", "2026-11-12", "call with Bo"),
        ("May 12 call with Bo", "2026-05-12", "call with Bo"),
        ("last friday lunch with Bo", "2026-11-20", "lunch with Bo"),
        ("last fri lunch with Bo", "2026-11-20", "lunch with Bo"),
        ("On Monday we met", "2026-11-16", "we met"),
        ("on mon we met", "2026-11-16", "we met"),
        ("Monday lunch with Bo", "2026-11-16", "lunch with Bo"),
        ("Mon, lunch with Bo", "2026-11-16", "lunch with Bo"),
        ("fri: lunch with Bo", "2026-11-20", "lunch with Bo"),
        ("Friday 13 Nov: lunch", "2026-11-13", "lunch"),
        ("Nov 12 2025 lunch with Bo", "2025-11-12", "lunch with Bo"),
        ("Nov 12, 2025: lunch with Bo", "2025-11-12", "lunch with Bo"),
        ("Nov 12, lunch with Bo", "2026-11-12", "lunch with Bo"),
        ("2026-11-01 - call", "2026-11-01", "call"),
        ("2026-11-01 – call", "2026-11-01", "call"),
        ("2026-11-01 call", "2026-11-01", "call"),
        ("20261101 call", "2026-11-01", "call"),
        ("25/12/2025 call", "2025-12-25", "call"),
        ("13/11: call", "2026-11-13", "call"),
        ("today 10:30 call with Bo", "2026-11-22", "10:30 call with Bo"),
        ("Nov 12 10:30 call with Bo", "2026-11-12", "10:30 call with Bo"),
        ("12 Nov 25 people came", "2026-11-12", "25 people came"),
        ("last night, drinks with Bo", "2026-11-21", "drinks with Bo"),
        ("yesterday Or Cohen called", "2026-11-21", "Or Cohen called"),
        ("yesterday", "2026-11-21", ""),
        ("昨日 lunch", None, "昨日 lunch"),
        ("May called about the job", None, "May called about the job"),
        ("March on Washington with Bo", None, "March on Washington with Bo"),
        ("Sun Li called", None, "Sun Li called"),
        ("Monday.com demo with Bo", None, "Monday.com demo with Bo"),
        ("Monday-Friday retreat with Bo", None, "Monday-Friday retreat with Bo"),
        ("Monday and Tuesday workshop", None, "Monday and Tuesday workshop"),
        ("12 Nov to 14 Nov conference", None, "12 Nov to 14 Nov conference"),
        ("Friday's plan", None, "Friday's plan"),
        ("today's call", "2026-11-22", "call"),
        ("Yesterday’s lunch with Bo", "2026-11-21", "lunch with Bo"),
        ("yesterday's", None, "yesterday's"),
        ("3 days of talks with Bo", None, "3 days of talks with Bo"),
        ("12 people came", None, "12 people came"),
        ("2026 plans with Bo", None, "2026 plans with Bo"),
        ("Mon Dieu", None, "Mon Dieu"),
        ("fri lunch with Bo", None, "fri lunch with Bo"),
        ("24/7 support with Bo", None, "24/7 support with Bo"),
        ("1/2 day with Bo", None, "1/2 day with Bo"),
        ("1.2.2 release with Bo", None, "1.2.2 release with Bo"),
        ("In 2 weeks we shipped it", None, "In 2 weeks we shipped it"),
        ("55511205 is a ticket", None, "55511205 is a ticket"),
        ("March 50 km with Bo", None, "March 50 km with Bo"),
        (": lunch", None, ": lunch"),
        ("  lunch yesterday ", None, "lunch yesterday"),
        ("", None, ""),
    ],
)
def test_takes_a_leading_day_off_a_sentence(text: str, day: str | None, rest: str) -> None:
    found, left = leading_day(text, SUNDAY)
    assert (found and found.isoformat(), left) == (day, rest)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("tomorrow: lunch", "2026-11-23 is in the future"),
        ("tomorrow lunch with Bo", "2026-11-23 is in the future"),
        ("next friday, lunch", "2026-11-27 is in the future"),
        ("in 2 weeks: lunch", "2026-12-06 is in the future"),
        ("2027-01-01 lunch", "2027-01-01 is in the future"),
        ("11-01: lunch", "2026-11-01 or 2026-01-11"),
        ("11-01 lunch", "2026-11-01 or 2026-01-11"),
        ("1/2: lunch", "2026-01-02 or 2026-02-01"),
        ("10/11/2025 lunch", "2025-10-11 or 2025-11-10"),
        ("30 Feb: lunch", 'calendar has no "30 Feb"'),
        ("12 Nov 25: lunch", "two digits"),
        ("Friday 12 Nov: lunch", "2026-11-12 is a Thursday"),
    ],
)
def test_refuses_a_leading_day(text: str, because: str) -> None:
    with pytest.raises(BadInput) as refusal:
        leading_day(text, SUNDAY)
    assert because in refusal.value.message


@given(any_text | st.builds("{}{}{}".format, nearly_days, st.sampled_from(":, -."), st.text()))
def test_a_leading_day_loses_no_words(text: str) -> None:
    try:
        day, rest = leading_day(text, SUNDAY)
    except BadInput:
        return
    if day is None:
        assert rest == text.strip()
    else:
        assert text.strip().endswith(rest)
        taken = text.strip().removesuffix(rest).rstrip(" \t\n\r:,.-–—")
        assert past_day(taken, SUNDAY) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29 Feb", Birthday(2, 29)),
        ("Feb 29", Birthday(2, 29)),
        ("29th of february", Birthday(2, 29)),
        ("29 Feb 1988", Birthday(2, 29, 1988)),
        ("Nov 12 2025", Birthday(11, 12, 2025)),
        ("1988-02-29", Birthday(2, 29, 1988)),
        ("19880229", Birthday(2, 29, 1988)),
        ("29.2.1988", Birthday(2, 29, 1988)),
        ("--02-29", Birthday(2, 29)),
        ("--0203", Birthday(2, 3)),
        ("02-29", Birthday(2, 29)),
        ("29/02", Birthday(2, 29)),
        ("04-04", Birthday(4, 4)),
        ("1800-01-01", Birthday(1, 1, 1800)),
    ],
)
def test_reads_a_birthday(text: str, expected: Birthday) -> None:
    assert parse_birthday(text) == expected


@given(st.dates(date(1800, 1, 1)), st.booleans())
def test_a_birthday_reads_itself_back(day: date, year_known: bool) -> None:
    birthday = Birthday(day.month, day.day, day.year if year_known else None)
    assert parse_birthday(str(birthday)) == birthday


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("03-04", "4 March or 3 April"),
        ("3/4/1988", "4 March 1988 or 3 April 1988"),
        ("30 Feb", "calendar has no"),
        ("--02-30", "calendar has no"),
        ("29 Feb 1987", "calendar has no"),
        ("29 Feb 88", "two digits"),
        ("1799-12-31", "1799"),
        ("yesterday", "not a birthday"),
        ("Feb", "not a birthday"),
        ("1988", "not a birthday"),
        ("--13-01", "not a birthday"),
        ("", "not a birthday"),
    ],
)
def test_refuses_a_birthday(text: str, because: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parse_birthday(text)
    assert because in refusal.value.message
    assert refusal.value.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10d", Every(10, "day")),
        ("daily", Every(1, "day")),
        ("3w", Every(3, "week")),
        ("6 weeks", Every(6, "week")),
        ("a week", Every(1, "week")),
        ("Week", Every(1, "week")),
        ("weekly", Every(1, "week")),
        ("fortnight", Every(2, "week")),
        ("fortnightly", Every(2, "week")),
        ("monthly", Every(1, "month")),
        ("2m", Every(2, "month")),
        ("2 months", Every(2, "month")),
        ("month", Every(1, "month")),
        ("quarter", Every(3, "month")),
        ("quarterly", Every(3, "month")),
        ("2 quarters", Every(6, "month")),
        ("1y", Every(1, "year")),
        ("yearly", Every(1, "year")),
        ("annually", Every(1, "year")),
        (" every  two years ", Every(2, "year")),
        ("100y", Every(100, "year")),
        ("1200m", Every(1200, "month")),
    ],
)
def test_reads_a_rhythm(text: str, expected: Every) -> None:
    assert parse_every(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "0d", "-3w", "3", "w3", "1.5w", "٣w", "3 fridays", "2 weekly"),
        *("36526d", "5218w", "1201m", "101y", f"{'9' * 50}d", "3w" * 5000),
    ],
)
def test_refuses_a_rhythm(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parse_every(text)
    assert len(refusal.value.message) < 80
    assert "quarter" in refusal.value.hint


@given(st.integers(1, 100), st.sampled_from(get_args(Unit)))
def test_a_rhythm_reads_itself_back(count: int, unit: Unit) -> None:
    assert parse_every(str(Every(count, unit))) == Every(count, unit)


@given(usual_days, st.integers(1, 100), st.sampled_from(get_args(Unit)))
def test_the_next_occurrence_is_about_the_nominal_days_away(
    day: date, count: int, unit: Unit
) -> None:
    every = Every(count, unit)
    assert every.after(day) == day + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    # The longest month is 31 days against a nominal 30, and a month may be February alone.
    assert abs((every.after(day) - day).days - every.days) <= max(2, every.days // 30)


@pytest.mark.parametrize(
    ("every", "days", "after"),
    [
        (Every(10, "day"), 10, "2026-02-10"),
        (Every(3, "week"), 21, "2026-02-21"),
        (Every(1, "month"), 30, "2026-02-28"),
        (Every(3, "month"), 90, "2026-04-30"),
        (Every(2, "year"), 730, "2028-01-31"),
    ],
)
def test_the_next_occurrence(every: Every, days: int, after: str) -> None:
    assert every.days == days
    assert every.after(date(2026, 1, 31)).isoformat() == after


def test_no_occurrence_after_the_calendar() -> None:
    with pytest.raises(BadInput, match="outside"):
        Every(1, "day").after(date.max)
