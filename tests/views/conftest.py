"""Pages as mornings bring them, made by the agenda itself: one of everything, and a hostile one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from netlog.core.agenda import Agenda, Week, agenda, rewrite
from netlog.core.agenda_items import Debt, Facts, Idea, Task
from netlog.core.introductions import Step
from netlog.core.model import Birthday
from netlog.core.rhythm import Attempt, Rhythm, Tie
from netlog.core.rules import AGENDA

SUNDAY = date(2026, 11, 22)
LONG = "the long and winding note " * 12

HOSTILE = (
    'Ana [x] "Z" O\'Neil 王 🙂',
    "*x* [a](b) <b>bold</b> `c` _d_ ~~e~~ &lt; # 1. $z$ :smile: http://x_y_z",
    "<script>alert(1)</script>",
    '" onclick="alert(1)" style="x',
    "{{ 7 * 7 }} {% raw %}",
    "evil\x1b[31m\u202ename",
    "two\nlines\ttoo",
    "\\backslash\\",
    "- dash",
    "# hash",
    "王" * 50,
    "Wolfeschlegelsteinhausenbergerdorff " * 3,
    "يوسف أحمد",
    "👨‍👩‍👧 Family",
    "x" * 100,
)


def ago(days: int) -> date:
    return SUNDAY - timedelta(days)


def tie(id: int, name: str, **facts: Any) -> Tie:  # noqa: A002
    """Somebody close with whom all is well: in touch yesterday."""
    known: dict[str, Any] = {"circle": "close", "rhythm": Rhythm(30, 45), "added_on": ago(400)}
    return Tie(id, name, **{**known, "last_on": ago(1), **facts})


@pytest.fixture
def page() -> Agenda:
    """Every section, one of them capped; follow-ups for somebody and for nobody."""
    facts = Facts(
        ties=[
            tie(1, "Belinda Okafor"),
            tie(2, "Sam Keller", wrote_on=ago(3)),
            tie(3, "Priya Shah", last_on=ago(48), last_direction="both"),
            tie(4, "Lee Park", last_on=ago(28)),
            tie(6, "Ana Lucía", birthday=Birthday(11, 25)),
            tie(7, "王小明", met_on=ago(3), met="PyCon"),
            tie(8, "Dr. Zoë Neumann", dormant=True),
            tie(9, "Jo Bloggs", score=80.0),
            *(tie(20 + n, f"Person {n}", last_on=ago(31 + n)) for n in range(7)),
        ],
        attempts=[Attempt(10, "Nadia Rahman", ago(40), 2, ago(15), 99, "email")],
        debts=[Debt(7, 1, "Belinda Okafor", "introduced you to Initech's CTO", ago(2))],
        tasks=[
            Task(3, 5, "Omar Haddad", "send the deck", ago(2)),
            Task(4, None, "", "visa", SUNDAY),
        ],
        steps=[Step(4, 11, "Kim Ito", "you and Lee", "ask both", "made", ago(5))],
        ideas=[Idea(9, "needs a designer, and Lee offers design", "introduce Lee to Jo")],
    )
    return rewrite(agenda(facts, SUNDAY), {}, {2: ("are you free next week?", "message")})


@pytest.fixture
def hostile() -> Agenda:
    """Every hostile name, with a text as hostile and as long."""
    tasks = [Task(n, n, name, f"{name} {LONG}", SUNDAY) for n, name in enumerate(HOSTILE, 1)]
    ties = [tie(n, name, wrote_on=ago(3)) for n, name in enumerate(HOSTILE, 1)]
    page = agenda(Facts(ties, tasks=tasks), SUNDAY, AGENDA._replace(cap=99))
    return rewrite(page, {}, {tie.id: (tie.name, "message") for tie in ties})


@pytest.fixture
def week() -> Week:
    return Week(12, 8, 3, 1, 2, 1, 2, 450)
