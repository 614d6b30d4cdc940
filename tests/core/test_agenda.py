"""The morning page: what the sections make together, and what holds for every journal."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.agenda import SECTIONS, Agenda, agenda, rewrite, worth_sending
from netlog.core.agenda_items import Debt, Facts, Idea, Task
from netlog.core.model import Birthday
from netlog.core.rhythm import Attempt, Rhythm, Tie, due, waiting
from netlog.core.rules import AGENDA

SUNDAY = date(2026, 11, 22)
MONDAY = SUNDAY + timedelta(1)
FEW = settings(max_examples=40, deadline=None)


def ago(days: int) -> date:
    return SUNDAY - timedelta(days)


def tie(id: int = 1, **facts: Any) -> Tie:  # noqa: A002
    """Somebody close with whom all is well: in touch yesterday."""
    known: dict[str, Any] = {"name": f"P{id}", "circle": "close", "rhythm": Rhythm(30, 45)}
    known |= {"added_on": ago(400), "last_on": ago(1)}
    return Tie(id, **{**known, **facts})


def debt(contact_id: int = 1, favour_id: int = 7) -> Debt:
    return Debt(favour_id, contact_id, f"P{contact_id}", "a tip", ago(2))


def keys(page: Agenda) -> list[str]:
    return [section.key for section in page.sections]


SNOOZED = SUNDAY + timedelta(1)


# The page.


def test_one_message_serves_a_person_but_today_stays() -> None:
    facts = Facts(
        ties=[tie(wrote_on=ago(20), last_on=ago(20), rhythm=Rhythm(14, 21), dormant=True)],
        debts=[debt()],
        tasks=[Task(1, 1, "P1", "call", SUNDAY)],
    )
    assert keys(agenda(facts, SUNDAY)) == ["todo", "thank"]
    assert keys(agenda(facts._replace(debts=()), SUNDAY)) == ["todo", "answer"]
    answered = facts._replace(debts=(), ties=[facts.ties[0]._replace(wrote_on=None)])
    assert keys(agenda(answered, SUNDAY)) == ["todo", "reconnect"]


def test_sections_and_caps_are_the_users() -> None:
    ties = [tie(n, last_on=ago(40), wrote_on=ago(5)) for n in range(1, 8)]
    page = agenda(
        Facts(ties),
        SUNDAY,
        AGENDA._replace(sections=("reconnect", "answer"), cap=2, caps={"answer": 4}),
    )
    assert [(s.key, s.title, len(s.items), s.more) for s in page.sections] == [
        ("reconnect", "Keep warm", 2, 5),
        ("answer", "Answer", 4, 1),
    ]
    assert agenda(Facts(ties), SUNDAY, AGENDA._replace(cap=0)).sections == ()


def test_what_is_left_out_has_a_command_that_lists_it() -> None:
    def wholes(**facts: Any) -> list[str]:
        return [s.whole for s in agenda(Facts(**facts), SUNDAY, AGENDA._replace(cap=1)).sections]

    tasks = [Task(n, n, "P", "call", SUNDAY) for n in (1, 2)]
    debts = [debt(n, n) for n in (1, 2)]
    born = [tie(n, birthday=Birthday(11, 24)) for n in (3, 4)]
    met = [tie(n, met_on=ago(3)) for n in (3, 4)]
    assert wholes(tasks=tasks) == ["netlog todos"]
    assert wholes(tasks=tasks, ties=born) == ["netlog today --all"]
    assert wholes(debts=debts) == ["netlog owed"]
    assert wholes(debts=debts, ties=met) == ["netlog today --all"]
    assert wholes(ties=[tie(n, wrote_on=ago(3)) for n in (1, 2)]) == ["netlog today --all"]


def test_the_default_page_has_every_section() -> None:
    assert AGENDA.sections == tuple(SECTIONS)


OLD_TIE = Facts([tie(dormant=True)])


@pytest.mark.parametrize(
    ("facts", "today", "worth"),
    [
        (Facts(), SUNDAY, False),
        (Facts(), MONDAY, False),
        (OLD_TIE, SUNDAY, False),
        (OLD_TIE, MONDAY, True),
        (Facts([tie()], ideas=[Idea(1, "needs a designer", "ask Lee")]), SUNDAY, False),
        (OLD_TIE._replace(debts=[debt(contact_id=2)]), SUNDAY, True),
        (Facts([tie(last_on=ago(30))]), SUNDAY, True),
    ],
)
def test_when_a_digest_is_worth_sending(facts: Facts, today: date, worth: bool) -> None:
    assert worth_sending(agenda(facts, today)) is worth


def test_a_page_is_told_names_and_words_afterwards() -> None:
    facts = Facts(
        ties=[
            tie(1, wrote_on=ago(5), last_on=ago(5)),
            tie(12, last_on=ago(40)),
            tie(2, last_on=ago(41)),
        ],
        debts=[debt(contact_id=3)],
        tasks=[Task(1, None, "", "print c1 cards", SUNDAY)],
    )
    page = agenda(facts, SUNDAY)
    told = rewrite(page, {1: "ada", 12: "zoe"}, {1: ("and you?", "call"), 12: ("Berlin", "email")})
    assert [(s.key, [(i.text, i.step, i.command) for i in s.items]) for s in told.sections] == [
        (
            "todo",
            [("print c1 cards", "do it, or snooze it to a better day", "netlog done t1")],
        ),
        (
            "thank",
            [("a tip, 2 days ago", "say thank you, and what came of it", "netlog thank c3")],
        ),
        (
            "answer",
            [
                (
                    'called on Tuesday: "and you?"',
                    "answer, if only with a line",
                    'netlog log ada "…"',
                )
            ],
        ),
        (
            "reconnect",
            [
                (
                    "last in touch 41 days ago, you like to every 30",
                    "ask how things are",
                    'netlog log c2 "…"',
                ),
                (
                    "last in touch 40 days ago, you like to every 30",
                    'pick up where you left off: "Berlin"',
                    'netlog log zoe "…"',
                ),
            ],
        ),
    ]
    assert rewrite(page, {}, {}) == page


# What holds for every journal.

NEAR = st.integers(0, 150).map(ago)
PEOPLE = st.integers(1, 9)
NAMES = st.sampled_from(["Ada", "Bo", "Cy"])
TIES = st.builds(
    Tie,
    id=st.integers(1, 40),
    name=NAMES,
    circle=st.sampled_from(["close", "close", None]),
    rhythm=st.sampled_from([None, Rhythm(2, 3), Rhythm(14, 21), Rhythm(30, 45)]),
    added_on=NEAR,
    last_on=st.none() | NEAR,
    score=st.none() | st.floats(0, 100),
    dormant=st.booleans(),
    snoozed_until=st.none() | st.just(SNOOZED),
    birthday=st.none() | st.builds(Birthday, st.just(11), st.integers(20, 30)),
    reached_on=st.none() | NEAR,
    met_on=st.none() | NEAR,
    wrote_on=st.none() | NEAR,
)
FACTS = st.builds(
    Facts,
    ties=st.lists(TIES, max_size=10, unique_by=lambda tie: tie.id),
    attempts=st.lists(
        st.builds(Attempt, PEOPLE, NAMES, st.just(ago(200)), st.integers(1, 7), NEAR, PEOPLE),
        max_size=4,
        unique_by=lambda attempt: attempt.contact_id,
    ),
    debts=st.lists(
        st.builds(Debt, st.integers(1, 99), PEOPLE, NAMES, st.just("a tip"), NEAR),
        max_size=4,
        unique_by=lambda debt: debt.favour_id,
    ),
    tasks=st.lists(
        st.builds(Task, st.integers(1, 99), st.none() | PEOPLE, NAMES, st.just("call"), NEAR),
        max_size=4,
        unique_by=lambda task: task.id,
    ),
    ideas=st.lists(st.builds(Idea, st.integers(1, 40), st.just("a tip"), NAMES), max_size=4),
)
DAYS = st.integers(0, 14).map(lambda n: SUNDAY + timedelta(n))


@FEW
@given(FACTS, DAYS, DAYS, st.integers())
def test_neither_the_order_of_rows_nor_having_looked_shows(
    facts: Facts, earlier: date, today: date, seed: int
) -> None:
    rows: Any = facts
    mixed = Facts(*(Random(seed).sample(kind, len(kind)) for kind in rows))
    agenda(mixed, earlier)
    assert agenda(mixed, today) == agenda(facts, today)


@FEW
@given(FACTS, DAYS, st.integers(0, 6))
def test_nobody_stands_twice_in_a_section_and_all_are_counted(
    facts: Facts, today: date, cap: int
) -> None:
    page = agenda(facts, today, AGENDA._replace(cap=cap))
    for section in page.sections:
        people = [item.contact_id for item in section.items if item.contact_id is not None]
        assert len(people) == len(set(people))
        assert len(section.items) <= cap
        assert len(section.items) == cap or not section.more
        alone = AGENDA._replace(sections=(section.key,), cap=999)
        [whole] = agenda(facts, today, alone).sections
        assert len(section.items) + section.more <= len(whole.items)
        assert whole.more == 0
    apart = [i.contact_id for s in page.sections if s.key != "todo" for i in s.items]
    assert len(apart) == len(set(apart))


@FEW
@given(FACTS, DAYS)
def test_every_line_comes_from_a_view_that_lists_all(facts: Facts, today: date) -> None:
    page = agenda(facts, today, AGENDA._replace(cap=999))
    ids = {s.key: {i.contact_id for i in s.items} for s in page.sections}
    asleep = {t.id for t in facts.ties if t.snoozed_until and today < t.snoozed_until}
    outside = {t.id for t in facts.ties if t.circle is None}
    assert ids.get("reconnect", set()) <= {entry.id for entry in due(facts.ties, today)}
    assert ids.get("nudge", set()) <= {entry.id for entry in waiting(facts.attempts)}
    assert {d.contact_id for d in facts.debts} <= ids.get("thank", set())
    assert {t.contact_id for t in facts.tasks if t.due_on <= today} <= ids.get("todo", set())
    for key in ("answer", "reconnect", "give", "revive"):
        assert not ids.get(key, set()) & (asleep | outside)


@FEW
@given(FACTS)
def test_on_mondays_everyone_past_their_rhythm_is_named(facts: Facts) -> None:
    page = agenda(facts, MONDAY, AGENDA._replace(cap=999))
    named = {item.contact_id for section in page.sections for item in section.items}
    assert {entry.id for entry in due(facts.ties, MONDAY)} <= named


@FEW
@given(FACTS)
def test_being_in_touch_takes_a_person_off_the_page(facts: Facts) -> None:
    written: dict[str, Any] = {"last_on": SUNDAY, "reached_on": SUNDAY, "wrote_on": None}
    written |= {"written_since_met": True, "dormant": False}
    ties = [tie._replace(**written) for tie in facts.ties]
    assert agenda(Facts(ties), SUNDAY).sections == ()
