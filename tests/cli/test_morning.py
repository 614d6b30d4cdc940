"""The morning page where users meet it: as a mail, on a terminal, in cron, in any time zone."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from netlog.config import Settings
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    FollowUp,
    Kind,
    Participant,
    Touchpoint,
)
from netlog.journal import morning
from netlog.journal.desk import Desk
from netlog.store import migrations

if TYPE_CHECKING:
    from collections.abc import Callable

    from netlog.core.agenda_items import Item
    from tests.cli.conftest import Terminal
    from tests.conftest import Program

TODAY = date(2026, 11, 22)  # a Sunday
OUT, IN, BOTH = Direction
HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
READING = ("today", "digest", "due", "waiting", "owed", "asks", "todos", "favours")


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def iso(days: int) -> str:
    return ago(days).isoformat()


@pytest.fixture
def own(program: Program) -> Desk:
    """The journal of `program`, for use cases and the store's writer."""
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    return Desk(program.db, Settings(), TODAY, now, "netlog test")


def write(
    desk: Desk,
    *events: tuple[int, Direction, bool, Kind | None],
    name: str = HOSTILE,
    **contact: Any,
) -> int:
    """A contact, close unless it is said, and what happened: days ago, way, awaits, favour."""
    known = {"circle": "close", "added_on": ago(200), **contact}
    with desk.writing() as writer:
        contact_id = writer.add_contact(Contact(0, "", name, **known))
        for days, way, awaits, kind in events:
            part = Participant(contact_id, "", way, awaits)
            number = writer.add_touchpoint(
                Touchpoint(0, ago(days), Channel.EMAIL, "a tip [b]", people=(part,))
            )
            if kind:
                writer.add_favour(kind, number, contact_id, 1)
    return contact_id


def lines(desk: Desk, key: str) -> list[Item]:
    page = morning.today(desk).agenda
    return [item for section in page.sections if section.key == key for item in section.items]


# Each line goes away once the command that stands beside it was run.


def plan(desk: Desk) -> None:
    contact_id = write(desk, (1, BOTH, False, None), (1, OUT, False, None))
    with desk.writing() as writer:
        writer.add(FollowUp(0, contact_id, "", "call", ago(2), ago(2)))


def remember_old_ties(desk: Desk) -> None:
    """Sixty good weeks that ended two years ago; the rhythm is not what brings this one up."""
    with desk.writing() as writer:
        contact_id = writer.add_contact(
            Contact(0, "", HOSTILE, circle="wide", cadence_days=3000, added_on=ago(2000))
        )
        writer.add_touchpoints(
            Touchpoint(
                0, ago(700 + 7 * n), Channel.MEETING, depth=5,
                people=(Participant(contact_id, "", BOTH),),
            )
            for n in range(60)
        )  # fmt: skip


@pytest.mark.parametrize(
    ("section", "make", "verb"),
    [
        ("todo", plan, "done"),
        ("todo", lambda d: write(d, (9, OUT, False, None), birthday=Birthday(11, 25)), "log"),
        ("thank", lambda d: write(d, (5, IN, False, Kind.RECEIVED)), "thank"),
        (
            "thank",
            lambda d: write(d, (5, IN, False, Kind.RECEIVED), (2, IN, False, Kind.RECEIVED)),
            "thank",
        ),
        ("thank", lambda d: write(d, met_on=ago(4), added_on=ago(4)), "thank"),
        ("thank", lambda d: write(d, (4, BOTH, False, None)), "thank"),
        ("answer", lambda d: write(d, (3, IN, False, None)), "log"),
        ("nudge", lambda d: write(d, (8, OUT, True, None)), "reach"),
        ("nudge", lambda d: write(d, (8, OUT, True, Kind.ASKED)), "reach"),
        (
            "nudge",
            lambda d: write(d, *((n, OUT, True, None) for n in (200, 190, 170, 140, 80, 3))),
            "reach",
        ),
        ("reconnect", lambda d: write(d, (31, BOTH, False, None)), "log"),
        ("reconnect", lambda d: write(d, added_on=ago(31)), "log"),
        ("revive", remember_old_ties, "log"),
    ],
    ids=(
        "follow-up", "birthday", "favour", "favours", "met by hi", "met first", "answer", "nudge",
        "nudge of an ask", "rest", "keep warm", "never in touch", "old tie",
    ),
)  # fmt: skip
def test_a_line_goes_when_its_command_is_run(
    own: Desk, quick: Callable[..., str], section: str, make: Callable[[Desk], object], verb: str
) -> None:
    make(own)
    [line] = lines(own, section)
    assert line.name == HOSTILE
    netlog, *command = shlex.split(line.command.replace("…", "how are you?"))
    assert (netlog, command[0]) == ("netlog", verb)
    quick(*command)
    assert lines(own, section) == []
    assert lines(own._replace(today=TODAY + timedelta(1)), section) == [] or verb == "reach"


def test_a_namesake_does_not_get_the_thanks(own: Desk, quick: Callable[..., str]) -> None:
    for name in ("Ana Ruiz", "Anabel Ito", "Ana Ruiz"):
        write(own, (5, IN, False, Kind.RECEIVED), name=name)
    commands = [line.command for line in lines(own, "thank")]
    assert len(set(commands)) == 3
    quick(*shlex.split(commands[0])[1:])
    assert [line.command for line in lines(own, "thank")] == commands[1:]


# What is printed.


@pytest.fixture
def page(own: Desk) -> None:
    """A line in most sections, for people whose name could do harm."""
    plan(own)
    write(own, (5, IN, False, Kind.RECEIVED), name="=cmd()|x \x1b[31m<b>Bo</b>")
    write(own, (3, IN, False, None))
    write(own, (9, OUT, True, None))
    write(own, (33, BOTH, False, None))


FORMS = (["--format", "text"], ["--format", "md"], ["--format", "html"], ["--format", "json"])


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[1])
def test_the_same_day_gives_the_same_bytes_in_every_process(
    program: Program, form: list[str]
) -> None:
    first, second = (
        program("digest", *form, env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale})
        for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "C.UTF-8"))
    )
    assert first.out == second.out
    assert first.err == ""
    assert "Neil" in first.out
    assert "\x1b" not in first.out


@pytest.mark.usefixtures("page")
def test_the_digest_is_a_page_of_72_columns(program: Program) -> None:
    text = program("digest").out
    assert text.splitlines()[0] == "Sunday 22 November 2026"
    titles = [line for line in text.splitlines() if re.match(r"\w", line)][1:]
    assert titles == ["Today", "Say thank you", "Answer", "Try again", "Keep warm"]
    assert all(len(line) <= 72 for line in text.splitlines())
    assert program("today").out == text
    assert program().out == text
    assert program("digest", "--always").out == text


@pytest.mark.usefixtures("page")
def test_nothing_is_changed_by_looking(program: Program, quick: Callable[..., str]) -> None:
    before = program.db.read_bytes()
    for command in READING:
        quick(command)
        quick("--today", "2027-03-29", command)
        quick("--today", "2020-01-01", command)
    for form in FORMS:
        quick("digest", *form)
    quick("brief", "c3")
    program("digest")
    program("brief", "c3")
    assert program.db.read_bytes() == before
    assert [file.name for file in program.db.parent.iterdir()] == [program.db.name]


@pytest.mark.usefixtures("page")
def test_json_of_the_lists(program: Program) -> None:
    [due] = program("due", "--json").json
    assert due == {
        "id": 5, "name": HOSTILE, "circle": "close", "last_on": iso(33), "due_on": iso(3),
        "days_silent": 33, "ideal_days": 30, "longest_days": 45, "state": "amber",
    }  # fmt: skip
    [waiting] = program("waiting", "--json").json
    assert waiting == {
        "id": 4, "name": HOSTILE, "since": iso(9), "tries": 1, "next_try_on": iso(2),
        "touchpoint_id": 5,
    }  # fmt: skip
    page = program("digest", "--json").json
    assert page == program("today", "--json").json
    assert page["today"] == TODAY.isoformat()
    assert [section["key"] for section in page["sections"]] == [
        "todo", "thank", "answer", "nudge", "reconnect",
    ]  # fmt: skip
    brief = program("brief", "c3", "--json").json
    assert brief["name"] == HOSTILE
    assert [matter["kind"] for matter in brief["open"]["mine"]] == ["answer"]
    assert len(brief["questions"]) == 3


@pytest.mark.usefixtures("page")
def test_on_mondays_the_week_in_numbers(program: Program) -> None:
    week = program("--today", "2026-11-23", "digest").out.partition("The week in numbers")[2]
    assert "touchpoint" in week
    assert "1 received" in week
    assert "The week in numbers" not in program("--today", "2026-11-24", "digest").out


def test_nothing_to_say_is_nothing_printed(own: Desk, program: Program) -> None:
    write(own, circle=None)
    for day in ("2026-11-22", "2026-11-23"):
        quiet = program("--today", day, "digest")
        assert (quiet.out, quiet.err) == ("", "")
        assert program("--today", day, "digest", "--mail", "ada@example.com").err == ""
    assert "Nothing today" in program("digest", "--always").out
    assert "Nothing today" in program("today").out
    assert program("digest", "--json").json["sections"] == []


def test_where_there_is_no_journal_yet(program: Program) -> None:
    silent = program("digest")
    assert (silent.out, silent.err) == ("", "")
    silent = program("digest", "--always", "--mail", "ada@example.com")
    assert (silent.out, silent.err) == ("", "")
    assert program("digest", "--json").json == []
    for command in ("today", "due", "waiting"):
        told = program(command)
        assert told.out == ""
        assert "netlog hi" in told.err
        assert program(command, "--json").json == []
    assert "netlog hi" in program().err + program().out
    assert not program.db.exists()


def test_a_journal_of_a_newer_netlog_is_one_line(own: Desk, program: Program) -> None:
    write(own)
    with closing(sqlite3.connect(program.db)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.LATEST + 1}")
    for command in ("digest", "today", "due", "waiting"):
        refused = program(command, code=6)
        assert refused.out == ""
        assert "newer netlog" in refused.err
        assert len(refused.err.splitlines()) <= 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["digest", "--format", "pdf"],
        ["digest", "--json", "--mail", "ada@example.com"],
        ["due", "--json", "--csv"],
        ["due", "--limit", "-1"],
        ["brief"],
    ],
)
def test_misuse_is_told_in_two_lines(own: Desk, program: Program, arguments: list[str]) -> None:
    write(own)
    refused = program(*arguments, code=2)
    assert refused.out == ""
    assert 1 <= len(refused.err.splitlines()) <= 2


@pytest.mark.usefixtures("page")
def test_on_a_narrow_terminal_nothing_is_cut_or_run(terminal: Terminal) -> None:
    child = terminal("today", COLUMNS="40")
    child.setwinsize(24, 40)
    child.expect("Keep warm")
    shown = child.before + child.after + child.read()
    child.close()
    assert child.exitstatus == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "\x1b" not in plain
    assert "Ana [x]" in plain
    assert "netlog done t1" in plain
    assert all(len(line) <= 40 for line in plain.replace("\r", "").splitlines())


def test_in_a_bare_environment(own: Desk, program: Program) -> None:
    """As cron would run it: no HOME, no locale, no terminal; the journal is named."""
    write(own, (5, IN, False, Kind.RECEIVED))
    done = subprocess.run(
        [
            "/usr/bin/env", "-i", f"PATH={program.environment['PATH']}",
            f"PYTHONPATH={program.environment['PYTHONPATH']}", sys.executable, "-m", "netlog",
            "--db", str(program.db), "--today", TODAY.isoformat(), "digest",
        ],
        capture_output=True, cwd="/", timeout=60, check=True,
    )  # fmt: skip
    assert done.stderr == b""
    assert HOSTILE in done.stdout.decode()


# No day is shifted.

ZONES = (
    "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Europe/Berlin",
    "Australia/Lord_Howe", "Asia/Kathmandu",
)  # fmt: skip
CHANGES = ("2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("change", CHANGES)
def test_a_day_is_the_same_day_in_every_zone(
    own: Desk, quick: Callable[..., str], monkeypatch: pytest.MonkeyPatch, zone: str, change: str
) -> None:
    """Where the clocks change, a day has 23, 25 or 24.5 hours, and is still one."""
    import json
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        day = date.fromisoformat(change)
        write(own, name="Bo", circle="inner", added_on=day - timedelta(90))
        quick("--today", change, "log", "bo", "yesterday: lunch")
        [written] = json.loads(quick("timeline", "--json"))
        assert written["on"] == (day - timedelta(1)).isoformat()
        for days in (10, 13, 20):
            later = (day + timedelta(days)).isoformat()
            due = json.loads(quick("--today", later, "due", "--json"))
            assert [(e["due_on"], e["days_silent"]) for e in due] == (
                [((day + timedelta(13)).isoformat(), days + 1)]
            )
        assert json.loads(quick("--today", change, "due", "--json")) == []
        text = quick("--today", change, "digest", "--always")
        assert text.startswith(f"{day:%A} {day.day} {day:%B} {day.year}\n")
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_the_local_day(program: Program, zone: str) -> None:
    """Fourteen hours before Greenwich and eleven behind it: never the same day as each other."""
    from zoneinfo import ZoneInfo

    before = datetime.now(ZoneInfo(zone)).date()
    program("hi", "Bo", env={"TZ": zone, "NETLOG_TODAY": ""})
    after = datetime.now(ZoneInfo(zone)).date()
    [entry] = program("--today", "2999-01-01", "timeline", "--json").json
    assert before.isoformat() <= entry["on"] <= after.isoformat()


# Beside others.


def test_a_digest_waits_for_whoever_writes_and_neither_fails(own: Desk, program: Program) -> None:
    write(own, (5, IN, False, Kind.RECEIVED))
    with closing(sqlite3.connect(program.db, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        writer.execute("UPDATE contact SET org = 'Acme'")
        found: list[Any] = []
        reading = threading.Thread(target=lambda: found.append(program("digest")))
        reading.start()
        reading.join(0.7)
        assert found == []  # it waits, and says nothing yet
        writer.execute("COMMIT")
        reading.join(30)
    assert HOSTILE in found[0].out
    assert found[0].err == ""


def test_a_digest_while_others_write(own: Desk, program: Program) -> None:
    write(own, (5, IN, False, Kind.RECEIVED), name="Bo")
    command = [sys.executable, "-m", "netlog"]
    running = [
        subprocess.Popen(
            [*command, *arguments],
            env=program.environment, cwd=program.home,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for arguments in (["log", "bo", "one"], ["digest"], ["log", "bo", "two"], ["digest"])
    ]  # fmt: skip
    for process in running:
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
    assert len(program("timeline", "--json").json) == 3


def test_five_thousand_people(own: Desk, program: Program) -> None:
    with own.writing() as writer:
        ids = writer.add_contacts(
            [Contact(0, "", f"Person {n}", circle="active", added_on=ago(400)) for n in range(5000)]
        )
        writer.add_touchpoints(
            Touchpoint(
                0, ago(n % 300), Channel.EMAIL, "news",
                people=(Participant(n, "", (OUT, IN, BOTH)[n % 3], n % 6 == 0),),
            )
            for n in ids
        )  # fmt: skip
    due = program("due", "--json").json
    page = {
        s["key"]: s for s in program("--today", "2026-11-23", "digest", "--json").json["sections"]
    }
    assert len(page["reconnect"]["items"]) == 5
    assert page["reconnect"]["more"] > len(due) - 500
    assert len(program("digest").lines) < 90
    assert all(section["more"] >= 0 and section["items"] for section in page.values())
