from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.dates import parse_every
from netlog.core.followup import next_due
from netlog.core.model import Birthday
from netlog.formats.calendar_writer import Anniversary, DueDay, Task, write
from tests.core.birthdays import next_birthday

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
HOSTILE = 'Ana [x] "Z" O\'Neil; 王 🙂, C:\\new'

FEED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//netlog//netlog//EN
CALSCALE:GREGORIAN
X-WR-CALNAME:netlog
BEGIN:VTODO
UID:a-todo@netlog
SUMMARY:send notes (Ada Lovelace)
DTSTART;VALUE=DATE:20261109
RRULE:FREQ=WEEKLY;INTERVAL=3
DUE;VALUE=DATE:20261109
STATUS:NEEDS-ACTION
DTSTAMP:20261102T093000Z
END:VTODO
BEGIN:VEVENT
DTSTART;VALUE=DATE:19870304
TRANSP:TRANSPARENT
UID:b-birthday@netlog
SUMMARY:Bo Li: birthday (1987)
RRULE:FREQ=YEARLY
CATEGORIES:BIRTHDAY
DTSTAMP:20261102T093000Z
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261231
TRANSP:TRANSPARENT
UID:b-due@netlog
SUMMARY:Keep in touch: Bo Li
DTSTAMP:20261102T093000Z
END:VEVENT
END:VCALENDAR
"""


def parse(text):
    """The feed as another program reads it, which must not complain."""
    calendar = icalendar.Calendar.from_ical(text.encode())
    assert all(not component.errors for component in calendar.walk())
    return calendar


def one(**parts):
    feed = {"tasks": [], "birthdays": [], "due_days": [], **parts}
    text = write(**feed, stamp=NOW)
    [component] = parse(text).subcomponents
    return component


def task(due_on=date(2026, 11, 9), every=None, anchor_on=None, text="send notes", name="Ada"):
    return Task("7", text, name, due_on, anchor_on or due_on, every)


def test_writes_the_whole_feed():
    text = write(
        [Task("a", "send notes", "Ada Lovelace", date(2026, 11, 9), date(2026, 11, 9), "3w")],
        [Anniversary("b", "Bo Li", Birthday(3, 4, 1987))],
        [DueDay("b", "Bo Li", date(2026, 12, 31))],
        NOW,
    )
    assert text == FEED.replace("\n", "\r\n")


def test_nothing_to_say_is_a_calendar_all_the_same():
    assert parse(write([], [], [], NOW)).subcomponents == []


def test_the_stamp_is_written_in_utc():
    there = NOW.astimezone(datetime.strptime("+0530", "%z").tzinfo)
    assert write([task()], [], [], there) == write([task()], [], [], NOW)


def test_a_task_without_anybody_is_just_its_words():
    found = one(tasks=[task(name="")])
    assert found["SUMMARY"] == "send notes"
    assert found["DUE"].dt == date(2026, 11, 9)
    assert "DTSTART" not in found


@pytest.mark.parametrize("text", [HOSTILE, "x" * 300, "王" * 200, "🙂" * 90, "a\\nb"])
def test_words_come_through_whole(text):
    feed = write([task(text=text, name="")], [], [DueDay("1", text, date(2026, 1, 1))], NOW)
    todo, event = parse(feed).subcomponents
    assert todo["SUMMARY"] == text
    assert event["SUMMARY"] == f"Keep in touch: {text}"
    assert max(len(line.encode()) for line in feed.split("\r\n")) <= 75


def test_words_cannot_add_a_line():
    found = one(tasks=[task(text="a\r\nEND:VTODO\r\nX:\x00\x1b[2J\x85b\u2028c", name="")])
    assert found["SUMMARY"] == "a END:VTODO X: [2J b c"


@pytest.mark.parametrize(
    ("every", "anchor", "rule"),
    [
        ("1d", date(2026, 1, 31), "FREQ=DAILY"),
        ("10d", date(2026, 1, 31), "FREQ=DAILY;INTERVAL=10"),
        ("2w", date(2026, 1, 31), "FREQ=WEEKLY;INTERVAL=2"),
        ("1m", date(2026, 1, 15), "FREQ=MONTHLY"),
        ("1m", date(2026, 3, 28), "FREQ=MONTHLY"),
        ("1m", date(2026, 3, 30), "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("3m", date(2026, 1, 31), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        ("1y", date(2026, 4, 30), "FREQ=YEARLY"),
        ("1y", date(2028, 2, 29), "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"),
    ],
)
def test_a_rhythm_is_a_rule(every, anchor, rule):
    assert f"RRULE:{rule}\r\n" in write([task(anchor, every)], [], [], NOW)


@settings(max_examples=30, deadline=None)
@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(1, 14),
    st.sampled_from("dwmy"),
)
def test_the_rule_gives_the_days_that_netlog_gives(anchor, number, unit):
    every = parse_every(f"{number}{unit}")
    found = one(tasks=[task(anchor, str(every))])
    rule = rrulestr(found["RRULE"].to_ical().decode(), dtstart=datetime(*anchor.timetuple()[:3]))
    day = anchor
    for there in rule[:12]:
        assert there.date() == day
        day = next_due(anchor, day, every)


def test_one_put_off_does_not_move_the_rhythm():
    found = one(tasks=[task(date(2026, 11, 11), "1w", anchor_on=date(2026, 11, 9))])
    assert found["DUE"].dt == date(2026, 11, 11)
    assert "RRULE" not in found


@settings(max_examples=30, deadline=None)
@given(st.dates(date(1972, 1, 1), date(1972, 12, 31)), st.sampled_from([None, 1904, 1987, 2000]))
def test_a_birthday_comes_when_netlog_says(day, year):
    if year == 1987 and (day.month, day.day) == (2, 29):
        year = 1988
    born = Birthday(day.month, day.day, year)
    found = one(birthdays=[Anniversary("1", "Ada", born)])
    first = found["DTSTART"].dt
    assert (first.month, first.day) == (day.month, day.day)
    assert first.year == (year or 1972)
    rule = rrulestr(found["RRULE"].to_ical().decode(), dtstart=datetime(*first.timetuple()[:3]))
    for today in (date(2026, 1, 1), date(2027, 6, 1), date(2028, 1, 1)):
        there = rule.after(datetime(*today.timetuple()[:3]), inc=True)
        assert there.date() == next_birthday(born, today)


def test_a_uid_stays_whatever_changes():
    before = one(tasks=[task()])["UID"]
    after = one(tasks=[task(due_on=date(2027, 1, 1), text="call", name="Bo")])["UID"]
    assert before == after
    same = write(
        [task()], [Anniversary("7", "A", Birthday(1, 1))], [DueDay("7", "A", NOW.date())], NOW
    )
    assert len({part["UID"] for part in parse(same).subcomponents}) == 3


def test_the_last_day_of_all_is_written():
    parse(write([], [], [DueDay("1", "Ada", date.max)], NOW))


@settings(max_examples=30, deadline=None)
@given(st.text(), st.text(), st.text())
def test_any_words_make_a_feed_that_is_read(uid, text, name):
    feed = write(
        [Task(uid, text, name, date(2026, 1, 1), date(2026, 1, 1), "1m")],
        [Anniversary(uid, name, Birthday(2, 29))],
        [DueDay(uid, name, date(2026, 1, 1))],
        NOW,
    )
    assert [part.name for part in parse(feed).subcomponents] == ["VTODO", "VEVENT", "VEVENT"]


def test_another_reader_agrees():
    vobject = pytest.importorskip("vobject")
    feed = write(
        [task(every="1m", text=HOSTILE)],
        [Anniversary("1", HOSTILE, Birthday(2, 29))],
        [DueDay("1", HOSTILE, NOW.date() + timedelta(days=3))],
        NOW,
    )
    calendar = vobject.readOne(feed)
    assert calendar.validate(raiseException=True)
    assert calendar.vtodo.summary.value == f"{HOSTILE} (Ada)"
