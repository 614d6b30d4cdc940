"""The sections: who stands in each, when they leave it, and in which words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.agenda import Agenda, agenda, rewrite
from netlog.core.agenda_items import Debt, Facts, Idea, Item, News, Task
from netlog.core.introductions import Step
from netlog.core.model import Birthday
from netlog.core.rhythm import Attempt, Rhythm, Tie
from netlog.core.rules import AGENDA, AgendaRules
from tests.core.birthdays import next_birthday

SUNDAY = date(2026, 11, 22)
MONDAY = SUNDAY + timedelta(1)


def ago(days: int) -> date:
    return SUNDAY - timedelta(days)


def tie(id: int = 1, **facts: Any) -> Tie:  # noqa: A002
    """Somebody close with whom all is well: in touch yesterday."""
    known: dict[str, Any] = {"name": f"P{id}", "circle": "close", "rhythm": Rhythm(30, 45)}
    known |= {"added_on": ago(400), "last_on": ago(1)}
    return Tie(id, **{**known, **facts})


def attempt(tries: int = 1, tried: int = 10, contact_id: int = 1, **facts: Any) -> Attempt:
    known: dict[str, Any] = {"name": "Sam", "since": ago(200), "touchpoint_id": 9}
    return Attempt(contact_id, tries=tries, last_try_on=ago(tried), **{**known, **facts})


def debt(
    days: int = 2, contact_id: int = 1, favour_id: int | None = 7, what: str = "a tip"
) -> Debt:
    return Debt(favour_id, contact_id, f"P{contact_id}", what, ago(days))


def lines(key: str, today: date = SUNDAY, rules: AgendaRules = AGENDA, **facts: Any) -> list[Item]:
    return items_of(key, agenda(Facts(**facts), today, rules))


def items_of(key: str, page: Agenda) -> list[Item]:
    return [item for section in page.sections if section.key == key for item in section.items]


SNOOZED = SUNDAY + timedelta(1)


# Today.


@pytest.mark.parametrize(
    ("away", "text"),
    [
        (1, None),
        (0, "send the deck"),
        (-1, "send the deck, planned for yesterday"),
        (-3, "send the deck, planned for Thursday"),
        (-30, "send the deck, planned for 23 Oct"),
    ],
)
def test_a_follow_up_stands_there_from_its_day_on(away: int, text: str | None) -> None:
    task = Task(3, None, "", "send  the\ndeck", SUNDAY + timedelta(away))
    items = lines("todo", tasks=[task])
    assert [(item.text, item.command, item.task_id) for item in items] == (
        [(text, "netlog done t3", 3)] if text else []
    )


@pytest.mark.parametrize(
    ("birthday", "today", "text"),
    [
        (Birthday(11, 22), SUNDAY, "birthday today"),
        (Birthday(11, 23, 1980), SUNDAY, "birthday tomorrow"),
        (Birthday(11, 27), SUNDAY, "birthday on Friday"),
        (Birthday(11, 29), SUNDAY, "birthday on 29 Nov"),
        (Birthday(11, 30), SUNDAY, None),
        (Birthday(11, 21), SUNDAY, None),
        (Birthday(1, 2), date(2026, 12, 28), "birthday on Saturday"),
        (Birthday(2, 29), date(2027, 2, 26), "birthday on Sunday"),
        (Birthday(2, 29), date(2027, 2, 28), "birthday today"),
        (Birthday(2, 29), date(2027, 3, 1), None),
        (Birthday(2, 29), date(2028, 2, 28), "birthday tomorrow"),
        (Birthday(2, 29), date(2028, 2, 29), "birthday today"),
        (Birthday(2, 28), date(2028, 2, 28), "birthday today"),
        (Birthday(12, 31), date.max, "birthday today"),
    ],
)
def test_a_birthday_is_seen_a_week_ahead(birthday: Birthday, today: date, text: str | None) -> None:
    someone = tie(birthday=birthday, rhythm=None)
    assert [item.text for item in lines("todo", today, ties=[someone])] == ([text] if text else [])


@given(st.dates(date(1900, 1, 1), date(9990, 1, 1)), st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_birthdays_fall_on_the_day_that_follow_ups_know(today: date, born: date) -> None:
    birthday = Birthday(born.month, born.day)
    near = (next_birthday(birthday, today) - today).days <= AGENDA.birthday_days
    assert bool(lines("todo", today, ties=[tie(birthday=birthday, rhythm=None)])) is near


@pytest.mark.parametrize(
    ("facts", "stays"),
    [
        ({"reached_on": None}, True),
        ({"reached_on": ago(4)}, True),  # eight days before
        ({"reached_on": ago(3)}, False),
        ({"reached_on": SUNDAY}, False),
        ({"circle": None}, False),
        ({"snoozed_until": SNOOZED}, True),  # it comes but once a year
    ],
)
def test_a_birthday_leaves_once_i_reached_out(facts: dict[str, Any], stays: bool) -> None:
    assert bool(lines("todo", ties=[tie(birthday=Birthday(11, 26), **facts)])) is stays


def test_an_introduction_whose_step_is_mine() -> None:
    step = Step(4, 1, "P1", "to meet Lee", "ask whether they would like to", "ask", ago(3))
    [item] = lines("todo", steps=[step])
    assert item[:5] == (
        1, "P1", "to meet Lee", "ask whether they would like to", "netlog intro ask i4 c1",
    )  # fmt: skip
    assert item.introduction_id == 4
    assert item.called({1: "priya"}).command == "netlog intro ask i4 priya"


def test_whoever_introduced_me_is_told_how_it_went() -> None:
    news = [News(1, "P1", "Lee Park", ago(3)), News(1, "P1", "Zoe", ago(2))]
    [item] = lines("todo", news=news)
    assert item.text == (
        "introduced you to Lee Park; you have been in touch since;"
        " introduced you to Zoe; you have been in touch since"
    )
    assert (item.step, item.command) == ("tell them how it went", 'netlog log c1 "…"')


def test_today_goes_by_day_and_names_a_person_once() -> None:
    tasks = [
        Task(1, 1, "P1", "call", SUNDAY),
        Task(2, 1, "P1", "send the deck", ago(2)),
        Task(3, None, "", "print cards", ago(1)),
        Task(4, None, "", "book a table", ago(1)),
        Task(5, 1, "P1", "invite", SUNDAY),
    ]
    items = lines("todo", tasks=tasks, ties=[tie(birthday=Birthday(11, 24))])
    assert [(item.name, item.text) for item in items] == [
        ("P1", "birthday on Tuesday; send the deck, planned for Friday; call; and 1 more"),
        ("", "print cards, planned for yesterday"),
        ("", "book a table, planned for yesterday"),
    ]
    assert items[0].command == "netlog done t2 t1 t5"


# Say thank you.


def test_a_debt_stays_however_old_and_for_everybody() -> None:
    outside = tie(circle=None, rhythm=None, snoozed_until=SNOOZED)
    [item] = lines("thank", ties=[outside], debts=[debt(2, what="introduced you to Initech's CTO")])
    assert item.text == "introduced you to Initech's CTO, 2 days ago"
    assert item.command == "netlog thank c1"
    assert item.favour_id == 7
    assert lines("thank", debts=[debt(400, what=" ")])[0].text == "helped you, in Oct 2025"


def test_several_debts_to_one_person_are_one_line() -> None:
    debts = [debt(2, what="a tip"), debt(3, favour_id=None, what="met Lee"), debt(1, favour_id=8)]
    [item] = lines("thank", debts=debts)
    assert item.text == "met Lee, 3 days ago; a tip, 2 days ago; a tip, yesterday"


@pytest.mark.parametrize(
    ("days", "facts", "listed"),
    [
        (0, {}, False),
        (1, {}, True),
        (14, {}, True),
        (15, {}, False),
        (5, {"written_since_met": True}, False),
        (5, {"circle": None}, False),
        (5, {"snoozed_until": SNOOZED}, False),
        (5, {"snoozed_until": SUNDAY}, True),
    ],
)
def test_whom_i_just_met_and_have_not_written_to(
    days: int, facts: dict[str, Any], listed: bool
) -> None:
    assert bool(lines("thank", ties=[tie(met_on=ago(days), **facts)])) is listed


def test_where_we_met_is_told() -> None:
    [item] = lines("thank", ties=[tie(met_on=ago(3), met="PyCon")])
    assert (item.text, item.command) == ("first met on Thursday (PyCon)", "netlog thank c1")


# Answer.


@pytest.mark.parametrize(
    ("days", "facts", "listed"),
    [
        (1, {}, False),
        (2, {}, True),
        (30, {}, True),
        (31, {}, False),
        (3, {"circle": None}, False),
        (3, {"snoozed_until": SNOOZED}, False),
    ],
)
def test_who_wrote_last(days: int, facts: dict[str, Any], listed: bool) -> None:
    wrote = {"wrote_on": ago(days), "last_on": ago(days), "rhythm": None}
    assert bool(lines("answer", ties=[tie(**{**wrote, **facts})])) is listed


@pytest.mark.parametrize(
    ("said", "via", "text"),
    [
        ("are you free next week?", "email", 'wrote on Thursday: "are you free next week?"'),
        (" \n", "message", "wrote on Thursday"),
        ("news", "call", 'called on Thursday: "news"'),
        ("word, " * 99, "email", f'wrote on Thursday: "{"word, " * 9}word…"'),
        ("x" * 99, "email", f'wrote on Thursday: "{"x" * 59}…"'),
    ],
)
def test_what_they_wrote(said: str, via: str, text: str) -> None:
    page = agenda(Facts([tie(wrote_on=ago(3))]), SUNDAY)
    [item] = items_of("answer", rewrite(page, {}, {1: (said, via)}))
    assert item.text == text
    assert item.command == 'netlog log c1 "…"'


# Try again.


@pytest.mark.parametrize(
    ("tries", "tried", "text"),
    [
        (1, 6, None),
        (1, 7, "no answer to your message of 15 Nov yet; a second try is fine"),
        (1, 700, "no answer to your message of 22 Dec 2024 yet; a second try is fine"),
        (2, 13, None),
        (2, 14, "no answer to your message of 8 Nov yet; a third try is fine"),
        (5, 119, None),
        (5, 120, "no answer to your message of 25 Jul yet; a sixth try is fine"),
        (6, 0, None),
        (6, 1, "6 tries since 6 May; let this one rest"),
        (6, 7, "6 tries since 6 May; let this one rest"),
        (6, 8, None),
    ],
)
def test_the_ladder(tries: int, tried: int, text: str | None) -> None:
    outreach = attempt(tries, tried)
    assert [item.text for item in lines("nudge", attempts=[outreach])] == ([text] if text else [])
    assert lines("nudge", attempts=[outreach._replace(last_try_on=SUNDAY)]) == []
    assert lines("nudge", attempts=[outreach._replace(snoozed_until=SNOOZED)]) == []


def test_words_of_a_nudge() -> None:
    short = AGENDA._replace(ladder=(1,) * 9)
    texts = [
        lines("nudge", rules=short, attempts=[attempt(tries, tried, via=via)])[0].text
        for tries, tried, via in [(6, 1, "email"), (1, 3, "call")]
    ]
    assert texts == [
        "no answer to your e-mail from yesterday yet; a new try is fine",
        "no answer to your call from Thursday yet; a second try is fine",
    ]


def test_who_rests_is_told_of_another_way_and_stands_last() -> None:
    resting, waited = attempt(6, 2), attempt(1, 9, 2)
    last = lines("nudge", attempts=[resting, waited])[-1]
    assert (last.contact_id, last.touchpoint_id) == (1, 9)
    assert last.step == "try another channel, or someone who could introduce you"


# Keep warm.


@pytest.mark.parametrize(
    ("silent", "daily", "on_monday"),
    [
        (26, False, False),
        (27, True, True),
        (31, True, True),
        (44, True, True),
        (45, False, True),  # fifteen days past the ideal, not yet past the longest
        (46, True, True),
        (59, True, True),
        (60, False, True),
        (999, False, True),
    ],
)
def test_who_is_brought_up_daily_and_who_on_mondays(
    silent: int, daily: bool, on_monday: bool
) -> None:
    assert bool(lines("reconnect", ties=[tie(last_on=ago(silent))])) is daily
    there = tie(last_on=MONDAY - timedelta(silent))
    assert bool(lines("reconnect", MONDAY, ties=[there])) is on_monday


@pytest.mark.parametrize(
    ("silent", "facts", "text"),
    [
        (48, {"last_direction": "both"}, "last talked 48 days ago, you like to every 30"),
        (31, {"last_direction": "in"}, "last in touch 31 days ago, you like to every 30"),
        (28, {}, "due on Tuesday"),
        (30, {}, "due today"),
        (31, {"last_on": None, "added_on": ago(31)}, "added 31 days ago, not in touch yet"),
        (2, {"rhythm": Rhythm(1, 2)}, "last in touch 2 days ago, you like to every day"),
    ],
)
def test_the_words_of_keep_warm(silent: int, facts: dict[str, Any], text: str) -> None:
    quiet = tie(**{"last_on": ago(silent), **facts})
    assert [item.text for item in lines("reconnect", ties=[quiet])] == [text]


def test_where_we_left_off() -> None:
    page = agenda(Facts([tie(last_on=ago(46))]), SUNDAY)
    [item] = items_of("reconnect", rewrite(page, {}, {1: ("moving to Berlin", "call")}))
    assert item.step == 'pick up where you left off: "moving to Berlin"'
    assert item.state == "red"
    [item] = items_of("reconnect", rewrite(page, {}, {1: (" \n", "call")}))
    assert item.step == "ask how things are"


# Give first.


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        ({"score": 60.0, "last_on": ago(91)}, True),
        ({"score": 59.9, "last_on": ago(91)}, False),
        ({"score": 10.0, "last_on": ago(90)}, True),
        ({"score": None, "last_on": None}, False),
        ({"gave_on": ago(181)}, False),
        ({"gave_on": ago(182)}, True),
        ({"circle": None}, False),
        ({"snoozed_until": SNOOZED}, False),
    ],
)
def test_to_whom_to_give_first(facts: dict[str, Any], listed: bool) -> None:
    idea = Idea(1, "needs a designer", "Lee offers design: ask both")
    items = lines("give", ties=[tie(**{"rhythm": None, **facts})], ideas=[idea])
    assert [item.text for item in items] == (["needs a designer"] if listed else [])


def test_an_idea_is_for_somebody_here_and_may_bring_its_command() -> None:
    ideas = [Idea(1, "knows nobody at Acme", "…", "netlog introduce c1 c12"), Idea(9, "gone", "…")]
    [item] = lines("give", ties=[tie()], ideas=ideas)
    assert item.mentioned == (1, 12)
    assert item.called({1: "priya"}).command == "netlog introduce priya c12"
    assert item.called({1: "priya", 12: "bo"}).command == "netlog introduce priya bo"
    assert lines("give", ties=[tie()]) == []


# An old tie.


def test_every_dormant_tie_has_its_day() -> None:
    old = [tie(n, dormant=True, rhythm=None, last_on=ago(700)) for n in (4, 8, 15)]
    ties = [*old, tie(16, dormant=True, circle=None), tie(23, dormant=True, snoozed_until=date.max)]
    days = [SUNDAY + timedelta(n) for n in range(6)]
    turns = [[item.contact_id for item in lines("revive", day, ties=ties)] for day in days]
    assert sorted(turns[:3]) == [[4], [8], [15]]
    assert turns[3:] == turns[:3]
    assert lines("revive", ties=old)[0].text == "last in touch in Dec 2024"


def test_who_stands_above_gives_their_turn_to_the_next() -> None:
    old = [tie(n, dormant=True, rhythm=None, last_on=ago(700)) for n in (4, 8)]
    [turn] = lines("revive", ties=old)
    assert turn.contact_id is not None
    [other] = lines("revive", ties=old, debts=[debt(contact_id=turn.contact_id)])
    assert {turn.contact_id, other.contact_id} == {4, 8}


def test_a_handle_stands_for_the_id() -> None:
    [item] = lines("thank", debts=[debt(contact_id=12)])
    assert item.called({12: "belinda"}).command == "netlog thank belinda"
