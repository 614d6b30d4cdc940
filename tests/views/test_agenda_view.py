"""The morning page on a terminal and in JSON, and the lists behind it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from netlog.core.agenda import Agenda, Section, Week
from netlog.core.agenda_items import Item
from netlog.core.rhythm import Due, Waiting
from netlog.views import agenda, digest
from netlog.views.screen import Format
from netlog.views.words import safe

if TYPE_CHECKING:
    from collections.abc import Callable

SUNDAY = date(2026, 11, 22)
EMPTY = Agenda(SUNDAY, ())


def ago(days: int) -> date:
    return SUNDAY - timedelta(days)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a view prints on a terminal so many columns wide."""

    def show(width: int, view: Callable[..., None], *arguments: Any) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        capsys.readouterr()
        view(*arguments)
        return capsys.readouterr().out

    return show


def flat(text: str) -> str:
    return "".join(text.split())


def take(page: Agenda, **shown: int) -> Agenda:
    """Some sections of a page, with so many lines."""
    return page._replace(
        sections=tuple(
            section._replace(items=section.items[: shown[section.key]])
            for section in page.sections
            if section.key in shown
        )
    )


def test_a_page_on_a_terminal(page: Agenda, week: Week, at: Callable[..., str]) -> None:
    some = take(page, thank=2, nudge=1, reconnect=2)
    assert (
        at(80, agenda.today, some, Format.TERMINAL, week, 41)
        == """\
 Sunday 22 November                                               5 of 41 people

 Say thank you
   Belinda Okafor  introduced you to Initech's CTO, 2 days ago
                   say thank you, and what came of it   netlog thank c1
   王小明          first met on Thursday (PyCon)
                   write that it was good to meet   netlog thank c7

 Try again
   Nadia Rahman    no answer to your e-mail of 7 Nov yet; a third try is fine
                   try again, with something new or of use to them
                   netlog reach c10 "…"

 Keep warm
 ● Priya Shah      last talked 48 days ago, you like to every 30
                   ask how things are   netlog log c3 "…"
 ◐ Person 6        last in touch 37 days ago, you like to every 30
                   ask how things are   netlog log c26 "…"
                   +4 more: netlog due

 The week in numbers
   12 touchpoints with 8 people, 2 of them new
   7.5 hours together
   favours: 3 given, 1 received, 2 asked for, 1 thanked for
"""
    )


def test_a_page_on_a_phone(page: Agenda, at: Callable[..., str]) -> None:
    some = take(page, todo=2, reconnect=1)
    assert (
        at(40, agenda.today, some, Format.TERMINAL, None, 41)
        == """\
 Sunday 22 November       3 of 41 people

 Today
   Kim Ito
     you and Lee
     ask both   netlog intro made i4
   Omar Haddad
     send the deck, planned for Friday
     do it, or snooze it to a better day
     netlog done t3

 Keep warm
 ● Priya Shah
     last talked 48 days ago, you like
     to every 30
     ask how things are
     netlog log c3 "…"
     +4 more: netlog due
"""
    )


@pytest.mark.parametrize("width", [26, 33, 40, 57, 80, 132])
def test_a_hostile_page_fits_and_loses_nothing(
    hostile: Agenda, week: Week, at: Callable[..., str], width: int
) -> None:
    shown = at(width, agenda.today, hostile, Format.TERMINAL, week, 41)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert [safe(line) for line in shown.split("\n")] == shown.split("\n")
    for section in hostile.sections:
        for item in section.items:
            for part in (item.name, item.text, item.step, item.command):
                assert flat(safe(part)) in flat(shown)


@pytest.mark.parametrize("width", [26, 40, 80])
def test_no_line_breaks_inside_a_word(page: Agenda, at: Callable[..., str], width: int) -> None:
    shown = at(width, agenda.today, page, Format.TERMINAL, None, 41).split()
    for section in page.sections:
        for item in section.items:
            words = f"{item.name} {item.text} {item.step} {item.command}".split()
            assert set(words) <= set(shown)


def test_a_long_name_stands_out_of_the_column(page: Agenda, at: Callable[..., str]) -> None:
    [section] = take(page, reconnect=2).sections
    long, short = section.items
    items = (long._replace(name="Maria Wolfeschlegel zu Hohenstein"), short)
    some = Agenda(SUNDAY, (section._replace(items=items, more=0),))
    assert at(80, agenda.today, some, Format.TERMINAL, None, 41).splitlines()[3:] == [
        " ● Maria Wolfeschlegel zu Hohenstein",
        "                 last talked 48 days ago, you like to every 30",
        '                 ask how things are   netlog log c3 "…"',
        " ◐ Person 6      last in touch 37 days ago, you like to every 30",
        '                 ask how things are   netlog log c26 "…"',
    ]


def test_colour_says_again_what_a_glyph_says(
    page: Agenda, at: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    shown = at(80, agenda.today, page, Format.TERMINAL, None, 41)
    assert "\x1b[31m●\x1b[0m Priya" in shown
    assert "\x1b[33m◐\x1b[0m Person" in shown
    assert '\x1b[1mnetlog log c3 "…"\x1b[0m' in shown


@pytest.mark.parametrize(
    ("contacts", "named", "share"),
    [(41, (1, 2, 2), "2 of 41 people"), (1, (1,), "1 of 1 person"), (9, (None,), "November")],
)
def test_people_are_counted_once(
    at: Callable[..., str], contacts: int, named: tuple[int | None, ...], share: str
) -> None:
    items = tuple(
        Item(who, "Al" if who else "", "a tip", "do it", "netlog done t1") for who in named
    )
    page = Agenda(SUNDAY, (Section("todo", "Today", items, 0),))
    assert (
        at(60, agenda.today, page, Format.TERMINAL, None, contacts).split("\n")[0].endswith(share)
    )


@pytest.mark.parametrize(
    ("contacts", "words"),
    [
        (
            0,
            ["Nobody here yet. It starts with hi:", 'netlog hi "Ada Lovelace" "met at the engine"'],
        ),
        (
            5,
            [
                "Nothing today. Say hi to somebody?",
                "netlog hi NAME adds somebody new, netlog rank shows whom you know.",
            ],
        ),
    ],
)
def test_an_empty_page_is_kind(at: Callable[..., str], contacts: int, words: list[str]) -> None:
    lines = at(80, agenda.today, EMPTY, Format.TERMINAL, None, contacts).splitlines()
    assert [line.strip() for line in lines[2:]] == words


def test_to_a_pipe_the_page_is_the_digest(page: Agenda, week: Week, at: Callable[..., str]) -> None:
    assert at(30, agenda.today, page, Format.PLAIN, week, 41) == digest.text(page, week)


def test_a_page_in_json(page: Agenda, week: Week, at: Callable[..., str]) -> None:
    shown = json.loads(at(80, agenda.today, page, Format.JSON, week, 41))
    assert shown == digest.record(page, week)
    assert list(shown) == ["today", "sections", "week"]
    assert shown["today"] == "2026-11-22"
    assert [list(section) for section in shown["sections"]] == [
        ["key", "title", "items", "more"]
    ] * 7
    [sam] = shown["sections"][2]["items"]
    assert sam == {
        "contact_id": 2,
        "name": "Sam Keller",
        "text": 'wrote on Thursday: "are you free next week?"',
        "step": "answer, if only with a line",
        "command": 'netlog log c2 "…"',
        "state": None,
        "task_id": None,
        "favour_id": None,
        "introduction_id": None,
        "touchpoint_id": None,
    }
    assert shown["week"] == {
        "touchpoints": 12, "people": 8, "given": 3, "received": 1, "asked": 2, "thanked": 1,
        "new": 2, "minutes": 450,
    }  # fmt: skip
    assert digest.record(EMPTY, None) == {"today": "2026-11-22", "sections": [], "week": None}


# The lists.

DUE = [
    Due(3, "Priya [x] Shah", "close", ago(48), ago(18), 48, 30, 45, "red"),
    Due(5, "王小明", "active", ago(91), ago(1), 91, 90, 120, "amber"),
    Due(6, "Omar", "own", None, SUNDAY, 1, 1, 2, "soon"),
    Due(4, "Lee Park", "close", ago(28), SUNDAY + timedelta(2), 28, 30, 45, "soon"),
]
WAITING = [
    Waiting(10, "Nadia Rahman", ago(40), 2, ago(1), 99),
    Waiting(12, "Bo Berg", ago(3), 1, SUNDAY + timedelta(4), 97),
    Waiting(13, "Cy", ago(7), 1, SUNDAY, 96),
    Waiting(11, "Tom Baker", ago(300), 6, None, 98),
]


def test_who_is_due_on_a_terminal(at: Callable[..., str]) -> None:
    assert (
        at(80, agenda.due, DUE, Format.TERMINAL, None, SUNDAY)
        == """\
    Name            Due           Last    Circle  Rhythm
 ●  Priya [x] Shah  18 days past  5 Oct   close   every 30 days
 ◐  王小明          1 day past    23 Aug  active  every 90 days
 ○  Omar            today         never   own     every day
 ○  Lee Park        on Tuesday    25 Oct  close   every 30 days

 ○ soon  ◐ past the gap you like  ● past the longest
"""
    )


def test_what_waits_on_a_terminal(at: Callable[..., str]) -> None:
    assert (
        at(80, agenda.waiting, WAITING, Format.TERMINAL, None, SUNDAY)
        == """\
 Name          Tries  Since   Next try
 Nadia Rahman      2  13 Oct  since yesterday
 Bo Berg           1  3 days  on Thursday
 Cy                1  7 days  today
 Tom Baker         6  26 Jan  at rest

 At rest: try another channel, or someone who could introduce you.
"""
    )


@pytest.mark.parametrize(
    ("view", "entries", "words"),
    [(agenda.due, DUE, "18 days past"), (agenda.waiting, WAITING, "since yesterday")],
)
def test_a_narrow_window_keeps_the_names_and_the_days(
    at: Callable[..., str], view: Callable[..., None], entries: list[Any], words: str
) -> None:
    shown = at(26, view, entries, Format.TERMINAL, None, SUNDAY)
    assert max(map(cell_len, shown.splitlines())) <= 26
    assert words in shown
    for entry in entries:
        assert entry.name[:6] in shown


@pytest.mark.parametrize(
    ("view", "entries", "fields", "first"),
    [
        (
            agenda.due,
            DUE,
            [
                "id", "name", "circle", "last_on", "due_on", "days_silent", "ideal_days",
                "longest_days", "state",
            ],
            [3, "Priya [x] Shah", "close", "2026-10-05", "2026-11-04", 48, 30, 45, "red"],
        ),
        (
            agenda.waiting,
            WAITING,
            ["id", "name", "since", "tries", "next_try_on", "touchpoint_id"],
            [10, "Nadia Rahman", "2026-10-13", 2, "2026-11-21", 99],
        ),
    ],
)  # fmt: skip
def test_the_lists_for_machines(
    at: Callable[..., str],
    view: Callable[..., None],
    entries: list[Any],
    fields: list[str],
    first: list[Any],
) -> None:
    shown = json.loads(at(80, view, entries, Format.JSON, None, SUNDAY))
    assert [list(record) for record in shown] == [fields] * len(entries)
    assert list(shown[0].values()) == first
    assert None in shown[2].values() or None in shown[3].values()

    assert json.loads(at(80, view, entries, Format.JSON, 1, SUNDAY)) == shown[:1]
    rows = list(csv.reader(io.StringIO(at(80, view, entries, Format.CSV, None, SUNDAY))))
    assert rows[:2] == [fields, [str(value) for value in first]]
    plain = at(80, view, entries, Format.PLAIN, 1, SUNDAY)
    assert plain == "\t".join(str(value) for value in first) + "\n"


@pytest.mark.parametrize(
    ("view", "next_step"),
    [(agenda.due, "netlog circle NAME close"), (agenda.waiting, 'netlog reach NAME "…"')],
)
def test_an_empty_list_says_what_comes_next(
    at: Callable[..., str], view: Callable[..., None], next_step: str
) -> None:
    assert next_step in at(80, view, [], Format.TERMINAL, None, SUNDAY)
    assert at(80, view, [], Format.PLAIN, None, SUNDAY) == ""
    assert at(80, view, [], Format.JSON, None, SUNDAY) == "[]\n"
