import io
import time as clock
from datetime import UTC, date, datetime, time
from pathlib import Path
from unittest.mock import ANY
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.model import Channel, Direction, Point, Problem
from netlog.errors import BadInput
from netlog.formats.calendar import read
from netlog.formats.entry import Entry, Guest, Skipped
from tests.formats.streams import long_file, measured

SHARED = Path(__file__).parents[3] / "shared/data/calendars"
BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2025, 6, 30)
ME = frozenset({"me@acme.example", "me@home.example"})
ADA = "ATTENDEE;CN=Ada Lovelace;PARTSTAT=ACCEPTED:mailto:Ada@bolt.example"
MINE = "ATTENDEE;CN=Me;PARTSTAT=ACCEPTED:mailto:me@acme.example"
ADA_GUEST = Guest(
    "Ada Lovelace",
    Direction.BOTH,
    (Point("email", "Ada@bolt.example", "ada@bolt.example"),),
)

BASE = {"UID": ":1@acme.example", "SUMMARY": ":Plans", "DTSTART": ":20250304T093000Z"}


def event(*lines, **changes):
    """The lines of an event: BASE with these changes (None leaves one out), and more lines."""
    fields = {**BASE, **{name.replace("_", "-"): value for name, value in changes.items()}}
    written = [f"{name}{value}" for name, value in fields.items() if value is not None]
    return ["BEGIN:VEVENT", *written, *(lines or (ADA, MINE)), "END:VEVENT"]


def calendar(*components, before=()):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *before]
    lines += [line for component in components for line in component]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def read_bytes(data, zone=UTC, today=TODAY, me=ME, **options):
    return list(read(io.BytesIO(data), me, today, zone, **options))


def read_one(*lines, zone=UTC, **changes):
    [found] = read_bytes(calendar(event(*lines, **changes)), zone)
    return found


def days(found):
    assert all(isinstance(one, Entry) for one in found), found
    return [one.touchpoint.on.isoformat() for one in found]


def test_reads_a_meeting():
    found = read_one(
        ADA, MINE, "ORGANIZER;CN=Me:mailto:me@acme.example", "LOCATION:Café Rio\\, Berlin",
        DTEND=":20250304T101500Z",
    )  # fmt: skip
    assert found.place == "event 1, line 3"
    assert found.guests == (ADA_GUEST,)
    point = found.touchpoint
    assert (point.on, point.at, point.minutes) == (date(2025, 3, 4), time(9, 30), 45)
    assert (point.channel, point.note, point.place) == ("meeting", "Plans", "Café Rio, Berlin")
    assert (point.source, point.source_id) == ("calendar", "1@acme.example")
    assert (point.id, point.depth, point.people) == (0, None, ())


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data.replace(b"\r\n", b"\n"), id="lf"),
        pytest.param(lambda data: data.rstrip(), id="no newline at the end"),
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte order mark"),
        pytest.param(lambda data: b"\r\n\r\n" + data, id="blank lines before"),
        pytest.param(lambda data: data.replace(b"\r\n", b"\r\n\r\n"), id="blank lines between"),
        pytest.param(lambda data: data.replace(b"BEGIN", b"begin"), id="small letters"),
        pytest.param(lambda data: data.replace(b"DTSTART", b"dtstart"), id="small name"),
        pytest.param(lambda data: data.replace(b"Lovelace", b"Love\r\n lace"), id="folded"),
        pytest.param(lambda data: data.replace(b"Lovelace", b"Love\r\n\tlace"), id="tab fold"),
        pytest.param(lambda data: data.replace(b"END:VCALENDAR\r\n", b""), id="open calendar"),
        pytest.param(lambda data: data[len(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") :], id="bare"),
        pytest.param(lambda data: data.replace(b"SUMMARY:", b"nonsense\r\nSUMMARY:"), id="stray"),
    ],
)
def test_reads_files_of_every_make(change):
    [found] = read_bytes(change(calendar(event())))
    assert found.guests == (ADA_GUEST,)
    assert found.touchpoint.on == date(2025, 3, 4)
    assert found.touchpoint.note == "Plans"


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("Käthi 王 🙂".encode(), "Käthi 王 🙂"),
        ("Käthi".encode("latin-1"), "Käthi"),
        ("Kä".encode()[:2] + b"\r\n " + "Käthi".encode()[2:], "Käthi"),
        (b"one\\ntwo\\, three\\; four\\\\five", "one two, three; four\\five"),
        (b"a\0b\x1b[2J\x85c", "a b [2J\N{HORIZONTAL ELLIPSIS}c"),
        (b"", ""),
    ],
)
def test_reads_the_words(raw, note):
    data = calendar(event()).replace(b"Plans", raw)
    assert read_bytes(data)[0].touchpoint.note == note


def test_an_alarm_is_not_the_event():
    alarm = ["BEGIN:VALARM", "SUMMARY:Wake up", "DTSTART:19990101T000000Z", "END:VALARM"]
    assert read_one(*alarm, ADA).touchpoint.note == "Plans"
    assert read_one(ADA, *alarm).touchpoint.note == "Plans"


@pytest.mark.parametrize(
    ("changes", "lines", "reason"),
    [
        ({"DTSTART": ";VALUE=DATE:20250304"}, (), "all day"),
        ({"DTSTART": ":20250304"}, (), "all day"),
        ({"X_MICROSOFT_CDO_ALLDAYEVENT": ":TRUE"}, (), "all day"),
        ({"STATUS": ":CANCELLED"}, (), "cancelled"),
        ({"SUMMARY": ":Canceled: Plans"}, (), "cancelled"),
        ({"SUMMARY": ":Abgesagt: Plans"}, (), "cancelled"),
        ({}, (ADA, MINE.replace("ACCEPTED", "DECLINED")), "declined by you"),
        ({}, ("SUMMARY:x",), "with nobody else"),
        ({}, (MINE, "ORGANIZER:mailto:me@home.example"), "with nobody else"),
        ({}, (ADA.replace("ACCEPTED", "DECLINED"), MINE), "with nobody else"),
        (
            {},
            [f"ATTENDEE:mailto:p{n}@bolt.example" for n in range(11)],
            "among more than 10 people",
        ),
        ({"DTSTART": ":20250701T000000Z"}, (), "in the future"),
        ({"DTSTART": ":20250701T000000Z", "RRULE": ":FREQ=DAILY"}, (), "in the future"),
        ({"DTSTART": ";VALUE=DATE:19530304", "RRULE": ":FREQ=YEARLY"}, (), "all day"),
    ],
)
def test_says_why_an_event_does_not_count(changes, lines, reason):
    assert read_one(*lines, **changes) == Skipped("event 1, line 3", reason)


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"SUMMARY": ":Cancelled flights and what to do"}, ()),
        ({"STATUS": ":CONFIRMED"}, (ADA, MINE.replace("ACCEPTED", "NEEDS-ACTION"))),
        ({"STATUS": ":TENTATIVE"}, (ADA, MINE.replace("ACCEPTED", "TENTATIVE"))),
        ({}, (ADA, MINE.replace("ACCEPTED", "DECLINED"), MINE.replace("acme", "home"))),
        ({}, [ADA, MINE, *[f"ATTENDEE:mailto:p{n}@bolt.example" for n in range(9)]]),
        ({"DTSTART": ":20250630T235900Z"}, ()),
    ],
)
def test_these_do_count(changes, lines):
    assert isinstance(read_one(*lines, **changes), Entry)


def test_how_many_are_too_many_can_be_said():
    data = calendar(event(ADA, "ATTENDEE:mailto:bo@bolt.example"))
    assert isinstance(read_bytes(data, max_people=2)[0], Entry)
    assert read_bytes(data, max_people=1)[0].reason == "among more than 1 people"


def test_a_calendar_of_cancellations_is_cancelled():
    request = calendar(event(), event(UID=":2"), before=["METHOD:REQUEST"])
    cancel = calendar(event(SEQUENCE=":1"), before=["METHOD:CANCEL"])
    for data in (request + cancel, cancel + request):
        entry = next(one for one in read_bytes(data) if isinstance(one, Entry))
        assert entry.touchpoint.source_id == "2"
        assert {one.reason for one in read_bytes(data) if one != entry} == {
            "cancelled",
            "an earlier version",
        }


def test_tasks_and_notes_are_no_meetings():
    data = calendar(["BEGIN:VTODO", "END:VTODO"], ["BEGIN:VJOURNAL", "END:VJOURNAL"], event())
    task, note, entry = read_bytes(data)
    assert task == Skipped("task 1, line 3", "to-do")
    assert note == Skipped("note 1, line 5", "journal")
    assert entry.place == "event 1, line 7"


@pytest.mark.parametrize(
    ("line", "name", "address"),
    [
        ("ATTENDEE:mailto:bo@bolt.example", "", "bo@bolt.example"),
        ("ATTENDEE:MAILTO:Bo@Bolt.example", "", "bo@bolt.example"),
        ("ATTENDEE:bo@bolt.example", "", "bo@bolt.example"),
        ('ATTENDEE;CN="Li, Bo":mailto:bo@bolt.example', "Bo Li", "bo@bolt.example"),
        ("ATTENDEE;CN=Li\\, Bo:mailto:bo@bolt.example", "Bo Li", "bo@bolt.example"),
        ("ATTENDEE;CN=Bo Li <bo@bolt.example>:mailto:bo@bolt.example", "Bo Li", "bo@bolt.example"),
        ('ATTENDEE;CN=Bo [x] "Z" O\'Neil 王 🙂;RSVP=TRUE:mailto:bo@bolt.example',
         'Bo [x] "Z" O\'Neil 王 🙂', "bo@bolt.example"),
        ('ATTENDEE;CN="Bo \\"Z\\" Li":mailto:bo@bolt.example', 'Bo "Z" Li', "bo@bolt.example"),
        ('ATTENDEE;CN=Bo "Z":mailto:bo@bolt.example', 'Bo "Z"', "bo@bolt.example"),
        ('ATTENDEE;CN="Bo: Li; x=y":mailto:bo@bolt.example', "Bo: Li; x=y", "bo@bolt.example"),
        ("ATTENDEE;CN='Bo Li':mailto:bo@bolt.example", "Bo Li", "bo@bolt.example"),
        ("ATTENDEE;CN=bo@bolt.example:mailto:bo@bolt.example", "", "bo@bolt.example"),
        ("ATTENDEE;CN=Bo ^'B^' Li^^:mailto:bo@bolt.example", 'Bo "B" Li^', "bo@bolt.example"),
        ('ATTENDEE;CN="Bo Li:mailto:bo@bolt.example', "Bo Li", "bo@bolt.example"),
        ("ATTENDEE;;CN=Bo Li:mailto:bo@bolt.example", "Bo Li", "bo@bolt.example"),
        ("ATTENDEE;RSVP=TRUE;CN=Bo O'Neil [x] 王 🙂:mailto:bo@bolt.example", "Bo O'Neil [x] 王 🙂",
         "bo@bolt.example"),
        ("ATTENDEE;CN=Bo;EMAIL=bo@bolt.example:/aMTcz/principal/", "Bo", "bo@bolt.example"),
        ("ATTENDEE;CN=Bo;EMAIL=bo@bolt.example:urn:uuid:12-34", "Bo", "bo@bolt.example"),
        ("ATTENDEE;CN=Bo Li:invalid:nomail", "Bo Li", None),
        ("ATTENDEE;CUTYPE=INDIVIDUAL;CN=Bo:mailto:bo@bolt.example", "Bo", "bo@bolt.example"),
        ("ORGANIZER;CN=Bo Li:mailto:bo@bolt.example", "Bo Li", "bo@bolt.example"),
        ("ATTENDEE;CN=" + "x" * 300 + ":mailto:bo@bolt.example", "", "bo@bolt.example"),
    ],
)  # fmt: skip
def test_reads_a_guest(line, name, address):
    [guest] = read_one(line).guests
    assert guest.name == name
    assert [point.normal for point in guest.points] == ([address] if address else [])
    assert guest.direction is Direction.BOTH


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@acme.example",
        "ATTENDEE;CUTYPE=RESOURCE:mailto:beamer@acme.example",
        "ATTENDEE;CUTYPE=group;CN=Team:mailto:team@acme.example",
        "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:bo@bolt.example",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:bo@bolt.example",
        "ATTENDEE;PARTSTAT=DELEGATED:mailto:bo@bolt.example",
        "ATTENDEE:mailto:c_1@resource.calendar.google.com",
        "ORGANIZER;CN=Shared:mailto:abc@group.calendar.google.com",
        "ORGANIZER:mailto:unknownorganizer@calendar.google.com",
        "ORGANIZER:mailto:no-reply@booking.example",
        "ATTENDEE:mailto:devel@lists.acme.example",
        "ATTENDEE:",
        "ATTENDEE:invalid:nomail",
        "ATTENDEE",
    ],
)
def test_who_is_no_guest(line):
    assert read_one(ADA, line).guests == (ADA_GUEST,)


def test_everybody_is_a_guest_once():
    organiser = "ORGANIZER;CN=Ada Lovelace:mailto:ada@bolt.example"
    assert read_one("ATTENDEE:mailto:Ada@bolt.example", organiser).guests == (ADA_GUEST,)
    assert read_one(ADA, ADA, organiser).guests == (ADA_GUEST,)
    declined = ADA.replace("ACCEPTED", "DECLINED")
    assert read_one(declined, organiser).reason == "with nobody else"


@pytest.mark.parametrize(
    ("lines", "channel", "place"),
    [
        ([], "meeting", ""),
        (["LOCATION:Rome"], "meeting", "Rome"),
        (["LOCATION:Café Rio\\nHauptstr. 1\\, Berlin"], "meeting", "Café Rio, Hauptstr. 1, Berlin"),
        (["LOCATION:https://us02web.zoom.us/j/1?pwd=x"], "video", ""),
        (["LOCATION:https://conf.acme.example/x"], "video", ""),
        (["LOCATION:Microsoft Teams Meeting"], "video", "Microsoft Teams Meeting"),
        (["LOCATION:Online"], "video", "Online"),
        (["LOCATION:Phone"], "call", "Phone"),
        (["LOCATION:+49 30 1234567"], "call", ""),
        (["LOCATION:tel:+49301234567"], "call", ""),
        (["DESCRIPTION:Join Zoom Meeting\\nhttps://zoom.us/j/1"], "video", ""),
        (
            ["DESCRIPTION:Join: https://teams.microsoft.com/l/x\\nOr call +49 30 123456"],
            "video",
            "",
        ),
        (["DESCRIPTION:I will call you at +49 30 123456"], "call", ""),
        (["DESCRIPTION:call for papers"], "meeting", ""),
        (["URL:https://meet.google.com/abc"], "video", ""),
        (["URL:https://acme.example/agenda"], "meeting", ""),
        (["X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij"], "video", ""),
        (["X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/x"], "video", ""),
        (["CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://chat.example/a"], "video", ""),
        (["CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+4930123456"], "call", ""),
        (["LOCATION:Rome", "X-GOOGLE-CONFERENCE:https://meet.google.com/a"], "meeting", "Rome"),
    ],
)
def test_tells_how_it_took_place(lines, channel, place):
    point = read_one(ADA, *lines).touchpoint
    assert (point.channel, point.place) == (Channel(channel), place)


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [
        ({"DTEND": ":20250304T110000Z"}, 90),
        ({"DURATION": ":PT1H30M"}, 90),
        ({"DURATION": ":P1DT1H"}, 1500),
        ({"DTEND": ";TZID=Europe/Berlin:20250304T113000"}, 60),
        ({"DTEND": ":20250304T093000Z"}, None),
        ({"DTEND": ":20250304T083000Z"}, None),
        ({"DTEND": ":soon"}, None),
        ({"DTEND": ":99981231T000000Z"}, None),
        ({"DURATION": ":-PT1H"}, None),
        ({"DURATION": ":PT"}, None),
        ({}, None),
    ],
)
def test_reads_how_long_it_took(changes, minutes):
    assert read_one(**changes).touchpoint.minutes == minutes


def test_the_length_is_true_where_clocks_change():
    night = {"DTSTART": ";TZID=Europe/Berlin:20250330T010000"}
    night["DTEND"] = ";TZID=Europe/Berlin:20250330T040000"
    assert read_one(**night).touchpoint.minutes == 120


@pytest.mark.parametrize(
    ("start", "on", "at"),
    [
        (":20250304T233000Z", date(2025, 3, 5), time(0, 30)),
        (":20250304T233000", date(2025, 3, 4), time(23, 30)),
        (";TZID=America/New_York:20250304T200000", date(2025, 3, 5), time(2, 0)),
        (";TZID=Eastern Standard Time:20250304T200000", date(2025, 3, 5), time(2, 0)),
        (';TZID="Eastern Standard Time":20250304T200000', date(2025, 3, 5), time(2, 0)),
        (";TZID=W. Europe Standard Time:20240704T200000", date(2024, 7, 4), time(20, 0)),
        (";TZID=/freeassociation.sourceforge.net/America/New_York:20250304T200000",
         date(2025, 3, 5), time(2, 0)),
        (";TZID=/mozilla.org/20050126_1/America/New_York:20250304T200000",
         date(2025, 3, 5), time(2, 0)),
        (";TZID=GMT Standard Time 1:20250304T120000", date(2025, 3, 4), time(13, 0)),
        (";TZID=(UTC-05:00) Eastern Time (US & Canada):20250304T200000",
         date(2025, 3, 5), time(2, 0)),
        (";TZID=GMT-0500:20250304T200000", date(2025, 3, 5), time(2, 0)),
        (";TZID=tzone://Microsoft/Utc:20250304T233000", date(2025, 3, 5), time(0, 30)),
        (";TZID=UTC:20250304T233000", date(2025, 3, 5), time(0, 30)),
        (";TZID=Nowhere/Land:20250304T233000", date(2025, 3, 4), time(23, 30)),
        (";TZID=:20250304T233000", date(2025, 3, 4), time(23, 30)),
        (";TZID=../../etc/passwd:20250304T233000", date(2025, 3, 4), time(23, 30)),
        (";TZID=America:20250304T233000", date(2025, 3, 4), time(23, 30)),
        (";;VALUE=DATE-TIME:20250304T093000", date(2025, 3, 4), time(9, 30)),
        (":2025-03-04T09:30:00Z", date(2025, 3, 4), time(10, 30)),
    ],
)  # fmt: skip
def test_counts_local_days(start, on, at):
    point = read_one(zone=BERLIN, DTSTART=start).touchpoint
    assert (point.on, point.at) == (on, at)


@pytest.mark.skipif(not hasattr(clock, "tzset"), reason="the zone cannot be set here")
def test_counts_days_in_the_zone_of_the_machine(monkeypatch):
    monkeypatch.setenv("TZ", "XST-14")
    clock.tzset()
    try:
        point = read_one(zone=None, DTSTART=":20250304T103000Z").touchpoint
    finally:
        monkeypatch.undo()
        clock.tzset()
    assert (point.on, point.at) == (date(2025, 3, 5), time(0, 30))


CUSTOM = """\
BEGIN:VTIMEZONE
TZID:Custom Zone
X-LIC-LOCATION:Nowhere
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0600
TZOFFSETTO:+0500
TZNAME;LANGUAGE=en:CST
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0500
TZOFFSETTO:+0600
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
""".splitlines()


@pytest.mark.parametrize(("start", "at"), [("20250304T120000", 7), ("20250604T120000", 6)])
def test_a_zone_of_the_file_counts(start, at):
    [found] = read_bytes(calendar(CUSTOM, event(DTSTART=f";TZID=Custom Zone:{start}")))
    assert found.touchpoint.at == time(at)


@pytest.mark.parametrize(
    "zone",
    [
        ["BEGIN:VTIMEZONE", "TZID:Custom Zone", "END:VTIMEZONE"],
        ["BEGIN:VTIMEZONE", "END:VTIMEZONE"],
        [line.replace("FREQ=YEARLY", "FREQ=SECONDLY") for line in CUSTOM],
        [line.replace("BYDAY=-1SU", "BYDAY=9XX") for line in CUSTOM],
        [line.replace("BYMONTH=10", "BYMONTH=99") for line in CUSTOM],
        [line.replace("+0500", "+9900") for line in CUSTOM],
        [line.replace("+0500", "five") for line in CUSTOM],
        [line.replace("END:DAYLIGHT", "END:NIGHT") for line in CUSTOM],
        [line.replace("16010101T", "00000000T") for line in CUSTOM],
    ],
)
def test_a_zone_that_makes_no_sense_is_as_good_as_none(zone):
    [found] = read_bytes(calendar(zone, event(DTSTART=";TZID=Custom Zone:20250304T120000")))
    assert found.touchpoint.on == date(2025, 3, 4)


def test_one_file_does_not_teach_the_next_its_zones():
    meeting = event(DTSTART=";TZID=Custom Zone:20250304T120000")
    assert read_bytes(calendar(CUSTOM, meeting))[0].touchpoint.at == time(7)
    assert read_bytes(calendar(meeting))[0].touchpoint.at == time(12)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;COUNT=3", ["2025-03-04", "2025-03-11", "2025-03-18"]),
        ("FREQ=WEEKLY;UNTIL=20250318", ["2025-03-04", "2025-03-11", "2025-03-18"]),
        ("FREQ=WEEKLY;UNTIL=20250318T093000Z", ["2025-03-04", "2025-03-11", "2025-03-18"]),
        ("FREQ=WEEKLY;UNTIL=20250318T092959Z", ["2025-03-04", "2025-03-11"]),
        ("FREQ=WEEKLY;UNTIL=20240101T000000Z", ["2025-03-04"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", ["2025-03-04", "2025-03-06", "2025-03-11"]),
        ("FREQ=MONTHLY;UNTIL=99991231T235959Z",
         ["2025-03-04", "2025-04-04", "2025-05-04", "2025-06-04"]),
        ("FREQ=MONTHLY", ["2025-03-04", "2025-04-04", "2025-05-04", "2025-06-04"]),
        ("FREQ=MONTHLY;BYDAY=1TU", ["2025-03-04", "2025-04-01", "2025-05-06", "2025-06-03"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["2025-03-04", "2025-03-28", "2025-04-25", "2025-05-30",
                                     "2025-06-27"]),
        ("FREQ=YEARLY", ["2025-03-04"]),
        ("freq=weekly;count=2", ["2025-03-04", "2025-03-11"]),
        ("FREQ=WEEKLY;COUNT=2;WKST=SU;", ["2025-03-04", "2025-03-11"]),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", ["2025-03-04"]),
    ],
)  # fmt: skip
def test_follows_what_repeats_until_today(rule, expected):
    found = read_bytes(calendar(event(RRULE=f":{rule}")))
    assert days(found) == expected
    ids = [one.touchpoint.source_id for one in found]
    assert ids[0] == "1@acme.example/2025-03-04"
    assert len(set(ids)) == len(ids)


def test_what_repeats_keeps_its_hour_where_clocks_change():
    start = {"DTSTART": ";TZID=America/New_York:20250304T200000", "RRULE": ":FREQ=WEEKLY;COUNT=3"}
    found = read_bytes(calendar(event(**start)), BERLIN)
    # In the second week New York has summer time, and Berlin not yet.
    assert days(found) == ["2025-03-05", "2025-03-12", "2025-03-19"]
    assert [one.touchpoint.at.hour for one in found] == [2, 1, 1]


def test_added_and_removed_days():
    lines = [
        ADA,
        "EXDATE:20250311T093000Z,20250318T093000Z",
        "EXDATE;VALUE=DATE:20250325",
        "EXDATE;TZID=Europe/Berlin:20250401T113000",
        "RDATE:20250302T100000Z",
        "RDATE;VALUE=PERIOD:20250303T100000Z/PT2H",
        "RDATE;VALUE=DATE:20250305",
        "RDATE:20990101T000000Z",
    ]
    found = read_bytes(calendar(event(*lines, RRULE=":FREQ=WEEKLY;COUNT=6")))
    assert days(found) == ["2025-03-02", "2025-03-03", "2025-03-04", "2025-03-05", "2025-04-08"]


def test_without_a_zone_what_is_written_counts():
    lines = (ADA, "EXDATE:20250311T093000Z", "DTEND:20250304T100000Z")
    series = event(*lines, DTSTART=":20250304T093000", RRULE=":FREQ=WEEKLY;COUNT=3")
    found = read_bytes(calendar(series), BERLIN)
    assert days(found) == ["2025-03-04", "2025-03-18"]
    assert {one.touchpoint.minutes for one in found} == {30}
    assert found[0].touchpoint.source_id == "1@acme.example/2025-03-04"


def moved(recurrence, start=":20250312T150000Z", **changes):
    return event(RECURRENCE_ID=recurrence, DTSTART=start, SUMMARY=":Moved", **changes)


@pytest.mark.parametrize(
    "recurrence",
    [
        ":20250311T093000Z",
        ";TZID=Europe/Berlin:20250311T103000",
        ";VALUE=DATE:20250311",
        ":20250311T093000",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_changed_one_stands_for_its_time(recurrence, first):
    series, change = event(RRULE=":FREQ=WEEKLY;COUNT=3"), moved(recurrence)
    data = calendar(change, event(UID=":other"), series) if first else calendar(series, change)
    found = [one for one in read_bytes(data) if one.touchpoint.source_id != "other"]
    assert sorted(days(found)) == ["2025-03-04", "2025-03-12", "2025-03-18"]
    [change] = [one for one in found if one.touchpoint.note == "Moved"]
    assert change.touchpoint.source_id == "1@acme.example/2025-03-11"


def test_a_changed_one_may_be_cancelled_or_removed_or_alone():
    series = event(RRULE=":FREQ=WEEKLY;COUNT=2")
    gone = moved(":20250311T093000Z", STATUS=":CANCELLED")
    first, skipped = read_bytes(calendar(series, gone))
    assert first.touchpoint.on == date(2025, 3, 4)
    assert skipped.reason == "cancelled"
    removed = event(ADA, "EXDATE:20250311T093000Z", RRULE=":FREQ=WEEKLY;COUNT=2")
    first, skipped = read_bytes(calendar(removed, moved(":20250311T093000Z")))
    assert first.touchpoint.on == date(2025, 3, 4)
    assert skipped.reason == "cancelled"
    [alone] = read_bytes(calendar(moved(":20250311T093000Z")))
    assert alone.touchpoint.source_id == "1@acme.example/2025-03-11"


@pytest.mark.parametrize("recurrence", [None, ":20250311T093000Z"])
@pytest.mark.parametrize("order", [1, -1])
def test_the_latest_version_counts(recurrence, order):
    versions = [
        moved(recurrence, SEQUENCE=":1"),
        moved(recurrence, ":20250313T150000Z", SEQUENCE=":2"),
    ]
    found = read_bytes(calendar(*versions[::order]))
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["an earlier version"]
    assert days([one for one in found if isinstance(one, Entry)]) == ["2025-03-13"]


@pytest.mark.parametrize(
    "edited",
    [
        {"DTSTART": ":20250304T140000Z"},
        {"DTSTART": ":20250304T093000Z", "SUMMARY": ":Other plans", "SEQUENCE": ":3"},
        {"RRULE": ":FREQ=WEEKLY;UNTIL=20250401T235959Z"},
    ],
)
def test_a_series_that_was_edited_is_known_again(edited):
    weekly = {"RRULE": ":FREQ=WEEKLY;COUNT=8"}
    before, after = (
        {one.touchpoint.source_id for one in read_bytes(calendar(event(**changes)))}
        for changes in (weekly, weekly | edited)
    )
    assert after <= before


def test_a_meeting_that_was_moved_is_known_again_and_a_series_on_another_weekday_is_not():
    def ids(**changes):
        return {one.touchpoint.source_id for one in read_bytes(calendar(event(**changes)))}

    assert ids(DTSTART=":20250306T140000Z") == ids()
    weekly = ":FREQ=WEEKLY;COUNT=3"
    assert ids(RRULE=weekly).isdisjoint(ids(RRULE=weekly, DTSTART=":20250305T093000Z"))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=3",
        "FREQ=NEVER",
        "COUNT=3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=x",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;UNTIL=PT1H",
        "FREQ=WEEKLY;BYDAY=XX",
        "",
    ],
)
def test_a_rule_that_cannot_be_followed_is_a_problem(rule):
    found = read_bytes(calendar(event(RRULE=f":{rule}"), event(UID=":2")))
    kinds = {type(one) for one in found}
    assert kinds == {Problem, Entry}
    assert Problem("event 1, line 3", "it repeats by a rule that cannot be followed") in found


def test_a_series_without_end_has_bounds():
    data = calendar(event(DTSTART=":19700101T093000Z", RRULE=":FREQ=DAILY"))
    *entries, problem = read_bytes(data)
    assert len(entries) == 10_000
    assert "10000 times" in problem.reason


@pytest.mark.parametrize(
    ("changes", "lines", "reason"),
    [
        ({"DTSTART": None}, (), "it has no start"),
        ({"DTSTART": ":"}, (), "it has no start"),
        ({"DTSTART": ":soon"}, (), 'its start cannot be read: "soon"'),
        ({"DTSTART": ":20250231T093000Z"}, (), "its start cannot be read"),
        ({"DTSTART": ":20250304T993000Z"}, (), "its start cannot be read"),
        ({"DTSTART": ":00010101T000000Z"}, (), "its start cannot be read"),
        ({"DTSTART": ":99991231T235959Z"}, (), "its start cannot be read"),
        ({"DTSTART": ":" + "9" * 50_000}, (), "its start cannot be read"),
        ({"DTSTART": ":٢٠٢٥٠٣٠٤"}, (), "its start cannot be read"),
        ({}, (ADA, "EXDATE:soon"), "one of the days"),
        ({}, (ADA, "RDATE;VALUE=TIME:083000"), "one of the days"),
        ({}, (ADA, "RECURRENCE-ID:soon"), "one of the days"),
    ],
)
def test_a_broken_event_does_not_stop_the_rest(changes, lines, reason):
    found = read_bytes(calendar(event(*lines, **changes), event(UID=":2")))
    [problem] = [one for one in found if isinstance(one, Problem)]
    assert problem.place == "event 1, line 3"
    assert problem.reason.startswith(reason)
    assert len(found) == 2


@pytest.mark.parametrize("end", ["", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n"])
def test_an_event_cut_short_is_a_problem(end):
    cut = "\r\n".join(["BEGIN:VCALENDAR", *event()[:-1], ""]) + end
    found = read_bytes(cut.encode() + "\r\n".join(event(UID=":2")).encode())
    assert found[0] == Problem("event 1, line 2", "it is cut short: END:VEVENT is missing")
    assert isinstance(found[1], Entry)


def test_a_file_cut_anywhere_is_read_as_far_as_it_goes():
    data = calendar(event(RRULE=":FREQ=WEEKLY;COUNT=2"), CUSTOM, moved(":20250311T093000Z"))
    for end in range(20, len(data), 7):
        for one in read_bytes(data[:end]):
            assert isinstance(one, Entry | Problem)


@pytest.mark.parametrize("data", [b"", b"\n\r\n", b"\xef\xbb\xbf", b"\0" * 1000, calendar()])
def test_an_empty_file_is_an_empty_calendar(data):
    assert read_bytes(data) == []


@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
        pytest.param(lambda text: text.encode("utf-16-be"), id="UTF-16 without its mark"),
        pytest.param(lambda text: text.replace("\r\n", "\r").encode(), id="CR, as on old Macs"),
        pytest.param(lambda text: f"\n \n{text}".encode("utf-8-sig"), id="blank lines first"),
        pytest.param(lambda text: text.encode("cp1252"), id="Windows"),
    ],
)
def test_a_calendar_is_read_however_it_is_written(rewrite):
    data = calendar(event(SUMMARY=":Café"))
    assert read_bytes(rewrite(data.decode())) == [
        one._replace(place=ANY) for one in read_bytes(data)
    ]


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"PK\x03\x04rest", "compressed", "unpack"),
        (b"<!DOCTYPE html><html>", "web page", "download"),
        (b"BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n", "vCards", "import vcard"),
        (b"name,email\nAda,ada@acme.example\n", "not a calendar", "BEGIN:VCALENDAR"),
        (b"From: ada@acme.example\n", "not a calendar", "BEGIN:VCALENDAR"),
        (b"\0x" * 1000, "not a calendar", "BEGIN:VCALENDAR"),
        (b"x" * 1_000_000, "not a calendar", "BEGIN:VCALENDAR"),
    ],
)
def test_says_what_a_foreign_file_is(data, message, hint):
    with pytest.raises(BadInput) as caught:
        read_bytes(data)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_ids_come_out_the_same_each_time_and_everywhere():
    for changes in ({}, {"UID": None}, {"UID": ":"}, {"UID": None, "RRULE": ":FREQ=DAILY;COUNT=2"}):
        here, there = (read_bytes(calendar(event(**changes)), zone) for zone in (UTC, BERLIN))
        ids = [one.touchpoint.source_id for one in here]
        assert ids == [one.touchpoint.source_id for one in there]
        assert all(ids)
    variants = [{}, {"SUMMARY": ":Other"}, {"DTSTART": ":20250305T093000Z"}]
    nameless = [read_one(UID=None, **changes).touchpoint.source_id for changes in variants]
    nameless.append(read_one("ATTENDEE:mailto:bo@bolt.example", UID=None).touchpoint.source_id)
    assert len(set(nameless)) == 4


HEAD = b"\r\n".join([b"BEGIN:VCALENDAR", *(line.encode() for line in event()[:-1])])
TAIL = b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("before", "filler", "size"),
    [
        (HEAD + b"\r\nDESCRIPTION:", b"x", 20_000_000),
        (HEAD + b"\r\nX-OTHER:", b"x", 20_000_000),
        (HEAD + b"\r\nDESCRIPTION:x", b"\r\n some more text", 600_000),
        (HEAD, b"\r\nX-OTHER:some more text", 500_000),
        (HEAD, b"\r\nATTENDEE:mailto:somebody@acme.example", 1_200_000),
        (b"BEGIN:VCALENDAR", b"\r\nBEGIN:VEVENT\r\nDTSTART:x\r\nEND:VEVENT", 40_000),
        (b"BEGIN:VCALENDAR", b"\r\nBEGIN:VEVENT", 100_000),
        (b"BEGIN:VCALENDAR", b"\r\nBEGIN:VTIMEZONE\r\nTZID:x\r\nEND:VTIMEZONE", 20_000),
    ],
    ids=["field", "unread", "folded", "unread fields", "guests", "events", "begins", "zones"],
)
def test_memory_does_not_grow(before, filler, size):
    stream = long_file(before, filler, size, TAIL)
    list(read(io.BytesIO(before + filler + TAIL), ME, TODAY, UTC))  # loads what it needs
    with measured() as peak:
        count = sum(1 for _ in read(stream, ME, TODAY, UTC))
    assert count or b"VTIMEZONE" in filler
    assert peak.size < 8_000_000


@pytest.mark.parametrize(
    "line",
    [
        'ATTENDEE;CN="' * 5000 + ":mailto:a@b.example",
        "ATTENDEE" + ';"' * 30_000 + ":mailto:a@b.example",
        "ATTENDEE;CN=" + "^" * 60_000 + ":mailto:a@b.example",
        "LOCATION:" + "\\" * 60_000,
        "LOCATION:" + "a" * 60_000,
        "LOCATION:" + "a://" * 15_000,
        "DESCRIPTION:" + "call " * 12_000,
        "DESCRIPTION:" + "call 1" * 10_000,
        "DESCRIPTION:" + "zoom." * 12_000,
        "EXDATE:" + "20250101T000000Z," * 3_000,
        "RDATE:" + "20250101T000000Z," * 3_000,
        "UID:" + "x" * 60_000,
    ],
    ids=lambda line: line[:20],
)
def test_a_field_made_to_be_slow_is_read(line):
    start = clock.process_time()
    assert read_bytes(calendar(event(ADA, line)))
    assert clock.process_time() - start < 2


PIECES = [
    *event(), *CUSTOM, ADA, MINE, "RRULE:FREQ=WEEKLY;COUNT=3", "RECURRENCE-ID:20250311T093000Z",
    "EXDATE:20250311T093000", "RDATE;VALUE=DATE:20250305", "DTSTART;TZID=Custom Zone:20250304T1200",
    "DTSTART;VALUE=DATE:20250304", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20250601",
    "BEGIN:VCALENDAR", "END:VCALENDAR", "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20250304",
    "DURATION:PT1H", " x", "DTSTART:20250304T120000",
]  # fmt: skip
MESS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map(
    lambda lines: "\r\n".join(["BEGIN:VCALENDAR", *lines]).encode()
)


def hold_true(found):
    for one in found:
        assert isinstance(one, Entry | Skipped | Problem)
        repr(one).encode("utf-8")
        if isinstance(one, Entry):
            assert one.touchpoint.on <= TODAY
            assert one.touchpoint.source_id
            assert one.guests


@given(MESS)
@settings(deadline=None, max_examples=30)
def test_any_lines_are_read(data):
    hold_true(read_bytes(data, BERLIN))


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=30)
def test_any_bytes_are_read_or_refused(data):
    try:
        hold_true(read_bytes(data))
    except BadInput:
        return
    hold_true(read_bytes(b"BEGIN:VCALENDAR\n" + data + b"\n" + calendar(event())))


@given(
    st.sampled_from(["DTSTART", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DTEND", "DURATION"]),
    st.text("0123456789TZPDWHM-+:;,/=", max_size=24) | st.text(max_size=12),
)
@settings(deadline=None, max_examples=30)
def test_any_value_leaves_the_rest_readable(name, value):
    value = " ".join(value.split())
    data = calendar(event(ADA, f"{name}:{value}"), event(UID=":2"))
    found = read_bytes(data)
    hold_true(found)
    assert any(isinstance(one, Entry) and one.touchpoint.source_id == "2" for one in found)


RULES = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(1, 5),
        "COUNT": st.integers(1, 60),
        "BYDAY": st.sampled_from(["MO", "TU,TH", "SA,SU"]),
        "BYMONTH": st.integers(1, 12),
        "BYMONTHDAY": st.integers(-31, 31).filter(bool),
        "BYSETPOS": st.sampled_from([1, -1]),
    },
).filter(lambda rule: "BYSETPOS" not in rule or len(rule.keys() & {"BYDAY", "BYMONTHDAY"}))


@given(RULES, st.datetimes(datetime(2015, 1, 1), datetime(2025, 6, 30)))
@settings(deadline=None, max_examples=15)
def test_a_rule_gives_the_days_that_dateutil_gives(rule, start):
    from dateutil.rrule import rrulestr

    start = start.replace(microsecond=0)
    text = ";".join(f"{name}={value}" for name, value in rule.items())
    found = read_bytes(calendar(event(DTSTART=f":{start:%Y%m%dT%H%M%S}", RRULE=f":{text}")))
    there = rrulestr(f"{text}", dtstart=start).between(
        start, datetime(2025, 6, 30, 23, 59, 59), inc=True
    )
    assert days(found) == sorted({day.date().isoformat() for day in [start, *there]})


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.ics")), ids=lambda path: path.name)
def test_reads_what_real_clients_wrote(path):
    found = read_bytes(path.read_bytes())
    hold_true(found)
    expected = {
        "big_bad_calendar.ics": [Problem] * 20,
        "broken_ical.ics": [Skipped],
        "example.ics": [Skipped] * 3,
        "issue_722_missing_timezones.ics": [Skipped, Problem, Skipped, Problem],
        "multiple_timezones.ics": [Skipped] * 3,
    }
    if path.name in expected:
        assert sorted(map(str, map(type, found))) == sorted(map(str, expected[path.name]))
