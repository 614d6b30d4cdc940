"""How favours and verdicts look on a terminal, wide and narrow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from netlog.core.asking import Readiness, Verdict
from netlog.core.model import Channel, Direction, Favour, Kind, Named, Participant, Touchpoint
from netlog.journal.asking import Judged
from netlog.journal.capture import Logged
from netlog.journal.favours import Exchange
from netlog.journal.ledger import Account
from netlog.views import asking as asking_view
from netlog.views import favours as view
from netlog.views.screen import Format
from netlog.views.words import width

if TYPE_CHECKING:
    from collections.abc import Callable

    Look = Callable[[int], None]

TODAY = date(2026, 11, 22)
HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
LONG = "an introduction to the person who decides [b]these things[/x] :smile: " * 4


def favour(number: int, kind: Kind, **values: object) -> Favour:
    made = Favour(number, 1, HOSTILE, kind, f"thing {number}", 1, TODAY, number)
    return made._replace(**values)


GAVE = favour(4, Kind.GIVEN, size=3, what=LONG)
GOT = favour(3, Kind.RECEIVED, on=TODAY - timedelta(3))
ASKED = favour(2, Kind.ASKED, size=2, on=TODAY - timedelta(40))
DECLINED = favour(
    1, Kind.ASKED, on=TODAY - timedelta(400), settled_on=TODAY - timedelta(3), outcome="declined"
)
EVERYTHING = (GAVE, GOT, ASKED, DECLINED)


def exchange(made: Favour | None, *settled: Favour) -> Exchange:
    people = (Participant(1, HOSTILE, Direction.OUT),)
    touchpoint = Touchpoint(9, TODAY, Channel.MESSAGE, "words", people=people)
    return Exchange(Logged(touchpoint, before=20, after=21.5), made, settled)


def judged(number: int, readiness: Readiness) -> Judged:
    changes = () if readiness is Readiness.READY else ("thank them first", "give something")
    return Judged(number, HOSTILE, Verdict(readiness, (f"{LONG} for one", "and another"), changes))


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Look:
    """A terminal of so many columns, without colour."""
    monkeypatch.setenv("NO_COLOR", "1")

    def look(columns: int) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))

    return look


@pytest.mark.parametrize(
    ("given", "received", "words"),
    [
        (0, 0, "Nothing went either way in the last year."),
        (3, 1, "You gave 3 and received 1 in the last year: you are ahead."),
        (2, 2, "You gave 2 and received 2 in the last year: it is even."),
        (0, 2, "You gave nothing and received 2 in the last year: a good time to give."),
        (1, 0, "You gave 1 and received nothing in the last year: you are ahead."),
    ],
)
def test_the_balance_in_words(given: int, received: int, words: str) -> None:
    assert view.balance(Account((GOT,), given, received)) == words


def test_a_balance_says_so_where_size_tells() -> None:
    assert "in the last year, by size: " in view.balance(Account((GAVE,), 3, 1))


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (exchange(ASKED), "f2 asked, size 2   score 20.0 → 21.5"),
        (exchange(GOT, ASKED), "f3 received   closes f2: thing 2   score"),
        (exchange(None, DECLINED), "→   closes f1: thing 1   score"),
        (exchange(None, GOT), "thanks for 1 favour: thing 3   score"),
        (exchange(None, GOT, GOT), "thanks for 2 favours: thing 3, thing 3   score"),
        (exchange(None, *[GOT] * 5), "thanks for 5 favours: thing 3, thing 3, thing 3 and 2 more"),
        (exchange(None), "a kind word, and nothing was owed"),
    ],
)
def test_an_echo_is_one_line(
    capsys: pytest.CaptureFixture[str], done: Exchange, words: str
) -> None:
    view.exchanged(done, Format.PLAIN, TODAY)
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(f" p9  today, message: {HOSTILE} →   ")
    assert words in line
    assert line.endswith("netlog undo")


def test_an_echo_cuts_what_is_long(capsys: pytest.CaptureFixture[str]) -> None:
    view.exchanged(exchange(None, GOT._replace(what=LONG)), Format.PLAIN, TODAY)
    assert "…" in capsys.readouterr().out


@pytest.mark.parametrize("columns", [100, 60, 40, 26])
def test_every_page_fits_its_window(
    capsys: pytest.CaptureFixture[str], look: Look, columns: int
) -> None:
    look(columns)
    account = Account(EVERYTHING, 3, 1)
    person = account._replace(person=Named(1, HOSTILE, "ana"))
    everyone = [judged(number, each) for number, each in enumerate(Readiness)]
    view.ledger(account, Format.TERMINAL, None, TODAY)
    view.ledger(person, Format.TERMINAL, None, TODAY)
    view.owed([GOT], Format.TERMINAL, None, TODAY)
    view.asks([ASKED], Format.TERMINAL, None, TODAY)
    asking_view.ranking(everyone, Format.TERMINAL, None)
    for each in everyone:
        asking_view.ready(each, Format.TERMINAL)
    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) <= columns
    assert "[b]these" in out
    assert "and another" in out


def test_the_ledger_tells_both_ways_and_what_became_of_it(
    capsys: pytest.CaptureFixture[str], look: Look
) -> None:
    look(100)
    view.ledger(Account(EVERYTHING, 3, 1), Format.TERMINAL, 3, TODAY)
    balance, _, gave, got, asked = capsys.readouterr().out.splitlines()
    assert balance.endswith("you are ahead.")
    assert gave.split()[:3] == ["f4", "today", "gave"]
    assert "●●●" in gave
    assert "not thanked yet" in got
    assert "●●○  open" in asked
    view.ledger(Account((DECLINED,), 0, 0), Format.TERMINAL, None, TODAY)
    assert "declined 3 days ago" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda: view.owed([], Format.TERMINAL, None, TODAY), ("Everyone is thanked", "got NAME")),
        (lambda: view.asks([], Format.TERMINAL, None, TODAY), ("No ask", "netlog ready")),
        (lambda: view.ledger(Account((), 0, 0), Format.TERMINAL, None, TODAY),
         ("No favours", "gave NAME")),
        (lambda: asking_view.ranking([], Format.TERMINAL, None), ("Nobody to ask", "log NAME")),
    ],
)  # fmt: skip
def test_an_empty_page_says_what_comes_next(
    capsys: pytest.CaptureFixture[str],
    look: Look,
    draw: Callable[[], None],
    words: tuple[str, ...],
) -> None:
    look(80)
    draw()
    out = capsys.readouterr().out
    assert all(word in out for word in words)


def test_a_verdict_has_its_reasons_and_what_would_change_it(
    capsys: pytest.CaptureFixture[str], look: Look
) -> None:
    look(100)
    asking_view.ready(judged(1, Readiness.NOT_NOW), Format.TERMINAL)
    out = capsys.readouterr().out
    assert out.startswith(f" {HOSTILE}   not now ")
    assert out.index("Because") < out.index("and another") < out.index("What helps")
    asking_view.ready(judged(1, Readiness.READY), Format.TERMINAL)
    assert "What helps" not in capsys.readouterr().out


def test_a_terminal_shows_twenty_and_says_how_many_more(
    capsys: pytest.CaptureFixture[str], look: Look
) -> None:
    look(100)
    everyone = [judged(number, Readiness.WARM_UP) for number in range(1, 26)]
    asking_view.ranking(everyone, Format.TERMINAL, None)
    _, *rows, more = capsys.readouterr().out.splitlines()
    assert len(rows) == 20
    assert more == " +5 more: --limit 25 shows them"
    asking_view.ranking(everyone, Format.TERMINAL, 25)
    assert len(capsys.readouterr().out.splitlines()) == 26
    asking_view.ranking(everyone, Format.PLAIN, None)
    assert len(capsys.readouterr().out.splitlines()) == 25
