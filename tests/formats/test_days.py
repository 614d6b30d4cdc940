from datetime import UTC, date, time

import pytest
from dateutil.tz import tzstr
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.model import Birthday
from netlog.errors import BadInput
from netlog.formats.days import Moment, read_birthday, read_day, read_moment

BERLIN = tzstr("CET-1CEST,M3.5.0,M10.5.0/3")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24 Nov 2025", date(2025, 11, 24)),
        ("08 Feb 2026", date(2026, 2, 8)),
        ("Nov 24, 2025", date(2025, 11, 24)),
        ("4-Apr-21", date(2021, 4, 4)),
        ("24. März 2025", date(2025, 3, 24)),
        ("24. Okt. 2025", date(2025, 10, 24)),
        ("03 Dez 2025", date(2025, 12, 3)),
        ("1er août 2024", date(2024, 8, 1)),
        ("3 févr. 2024", date(2024, 2, 3)),
        ("24 de nov. de 2025", date(2025, 11, 24)),
        ("5 ene 2025", date(2025, 1, 5)),
        ("2025-11-24", date(2025, 11, 24)),
        ("2025/1/4", date(2025, 1, 4)),
        ("24.11.25", date(2025, 11, 24)),
        ("03.04.2025", date(2025, 4, 3)),
        ("11/24/25", date(2025, 11, 24)),
        ("24/11/2025", date(2025, 11, 24)),
        ("4/4/25", date(2025, 4, 4)),
        ("11/24/25, 2:37 PM", date(2025, 11, 24)),
    ],
)
def test_reads_the_days_that_programs_write(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["03/04/25", "3-4-2025", "1/2/26, 14:37"])
def test_refuses_what_can_be_read_two_ways(text):
    with pytest.raises(BadInput, match=r"can be read as 20.* or 20"):
        read_day(text)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "30 Feb 2025", "13/13/25", "24 Foo 2025", "2025", "24 Nov", "Nov Nov 2025",
     "1 Jan 0001", "31 Dec 9999", "x" * 100_000, "1" * 61, "24 Nov 2025 25:00", "1/2/26, 13:00 PM"],
)  # fmt: skip
def test_refuses_what_is_no_day(text):
    with pytest.raises(BadInput):
        read_moment(text)


@pytest.mark.parametrize(
    ("text", "on", "at"),
    [
        ("2025-06-01 23:03:22 UTC", date(2025, 6, 2), time(1, 3, 22)),
        ("2025-06-01 23:03 UTC", date(2025, 6, 2), time(1, 3)),
        ("2025-06-01T23:03:22Z", date(2025, 6, 2), time(1, 3, 22)),
        ("2025-06-01T23:03:22.5+02:00", date(2025, 6, 1), time(23, 3, 22)),
        ("2025/06/01 23:03:22 UTC", date(2025, 6, 2), time(1, 3, 22)),
        ("2025-06-01 23:03:22", date(2025, 6, 1), time(23, 3, 22)),
        ("1/2/26, 2:37 PM", date(2026, 1, 2), time(14, 37)),
        ("1/2/26, 12:07\N{NARROW NO-BREAK SPACE}AM", date(2026, 1, 2), time(0, 7)),
        ("29.1.26, 14:37", date(2026, 1, 29), time(14, 37)),
        ("2026-01-02", date(2026, 1, 2), None),
    ],
)
def test_counts_the_day_where_the_reader_is(text, on, at):
    assert read_moment(text, BERLIN)[:2] == (on, at)


def test_an_instant_is_kept_only_where_the_zone_is_written():
    assert read_moment("2025-06-01 14:03:22 UTC", BERLIN).instant.astimezone(UTC).hour == 14
    assert read_moment("2025-06-01 14:03:22", BERLIN).instant is None


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1985-04-02", Birthday(4, 2, 1985)),
        ("--04-02", Birthday(4, 2)),
        (" --0402", Birthday(4, 2)),
        ("0000-04-02", Birthday(4, 2)),
        ("1604-04-02", Birthday(4, 2)),
        ("1985-04-02T00:00:00.000Z", Birthday(4, 2, 1985)),
        ("2. März 1985", Birthday(3, 2, 1985)),
        ("02.04.1985", Birthday(4, 2, 1985)),
    ],
)
def test_reads_birthdays(text, birthday):
    assert read_birthday(text) == birthday


@pytest.mark.parametrize("text", ["04/05/1985", "1985", "x" * 1000, "2/13/85"])
def test_refuses_birthdays(text):
    with pytest.raises(BadInput):
        read_birthday(text)


@given(st.text(max_size=40) | st.text(alphabet="0123456789-/.:, TZUCAPMnov+", max_size=30))
def test_any_text_is_a_moment_or_refused(text):
    for read in (read_moment, read_birthday):
        try:
            found = read(text)
        except BadInput:
            continue
        assert isinstance(found, Moment | Birthday)


@given(st.dates(date(1970, 1, 1), date(9998, 12, 30)))
def test_a_day_with_its_month_in_words_is_that_day(day):
    assert read_day(f"{day:%d %b %Y}") == read_day(day.isoformat()) == day
