"""How interests, vouches and matches look on a terminal, wide and narrow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from netlog.core import matching as core
from netlog.core.introductions import Introduction, Outcome, Side
from netlog.core.model import Interest, Named, Vouch, Want
from netlog.journal import matching
from netlog.journal.interests import Interests
from netlog.journal.matching import Matches, Pair
from netlog.journal.vouches import Record
from netlog.views import interests as view
from netlog.views.screen import Format
from netlog.views.words import width

if TYPE_CHECKING:
    from collections.abc import Callable

    Look = Callable[[int], None]

TODAY = date(2026, 11, 22)
HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
LONG = "somebody who designs [b]these things[/x] :smile: " * 3
ANA = Named(1, HOSTILE, "ana")

NEED = Interest(1, 1, HOSTILE, Want.NEEDS, LONG, TODAY)
MET = NEED._replace(on=TODAY - timedelta(400), settled_on=TODAY - timedelta(3))


def pair(number: int) -> Pair:
    offer = Interest(2, number, f"Person {number}", Want.OFFERS, LONG, TODAY)
    a = matching.Side(1, HOSTILE, "ana")
    b = matching.Side(number, f"Person {number}", f"person-{number}")
    meeting = core.Meeting(NEED, offer, ("designs", "things"), 1.0)
    back = meeting._replace(need=offer, offer=NEED)
    return Pair(a, b, (meeting, back), 0.456)


def made(number: int, outcome: Outcome | None, text: str = "") -> Introduction:
    side = Side(1, HOSTILE)
    day = TODAY - timedelta(30)
    return Introduction(
        number, side, Side(2, "Lee Park"), "x", day, day, outcome=outcome, outcome_text=text
    )


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Look:
    """A terminal of so many columns, without colour."""
    monkeypatch.setenv("NO_COLOR", "1")

    def look(columns: int) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))

    return look


@pytest.mark.parametrize("columns", [100, 80, 40, 26])
def test_every_page_fits_its_window(
    capsys: pytest.CaptureFixture[str], look: Look, columns: int
) -> None:
    look(columns)
    vouches = (Vouch(1, 1, HOSTILE, 4, LONG, TODAY), Vouch(2, 1, HOSTILE, 2, "", TODAY))
    history = (made(1, None), made(2, Outcome.GOOD, LONG), made(3, Outcome.BAD))
    view.listed(Interests(ANA, Want.NEEDS, (NEED, MET)), Format.TERMINAL, None, TODAY)
    view.record(Record(ANA, vouches, history), Format.TERMINAL, TODAY)
    view.matches(Matches((pair(2), pair(3)), 3), Format.TERMINAL, None)
    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) <= columns
    plain = " ".join(out.split())
    assert "[b]these things[/x]" in plain
    assert "met 3 days ago" in plain
    assert "1 of 2 went well" in plain
    assert 'netlog introduce ana person-3 --why "…"' in plain


def test_a_pair_on_a_terminal(capsys: pytest.CaptureFixture[str], look: Look) -> None:
    look(240)
    first = pair(2)
    one, _ = first.meetings
    short = one._replace(need=one.need._replace(what="a tutor"), words=("tutor",))
    view.matches(Matches((first._replace(meetings=(short,)),), 2), Format.TERMINAL, None)
    heading, meets, command, *_ = capsys.readouterr().out.splitlines()
    assert heading.startswith(f" {HOSTILE} ↔ Person 2 ")
    assert heading.endswith(" 0.46")
    assert meets.startswith(f"   {HOSTILE} needs a tutor, Person 2 offers somebody who ")
    assert meets.endswith("   tutor")
    assert command == '   netlog introduce ana person-2 --why "…"'


def test_a_terminal_shows_twenty_and_says_how_many_more(
    capsys: pytest.CaptureFixture[str], look: Look
) -> None:
    look(80)
    found = Matches(tuple(map(pair, range(2, 27))), 26)
    view.matches(found, Format.TERMINAL, None)
    out = capsys.readouterr().out
    assert out.count("netlog introduce") == 20
    assert out.endswith(" +5 more: --limit 25 shows them\n")
    view.matches(found, Format.TERMINAL, 25)
    assert capsys.readouterr().out.count("netlog introduce") == 25
    view.matches(found, Format.PLAIN, None)
    assert len(capsys.readouterr().out.splitlines()) == 25


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Matches((), 0), ("Nobody needs or offers", 'netlog needs NAME "…"')),
        (Matches((), 9), ("No need meets the offer", 'netlog offers NAME "…"')),
        (Matches((), 9, ANA), ("No need meets the offer", 'netlog offers c1 "…"')),
        (Matches((), 9, ANA, "archived"), (f"{HOSTILE} is archived", "archive c1 --back")),
        (Matches((), 9, ANA, "never"), (f"{HOSTILE} is never to be", "edit c1 --intros ask")),
        (Matches((), 9, ANA, "vouch"), (f"not vouch for {HOSTILE}", "netlog vouch c1")),
    ],
)
def test_where_nobody_matches_it_says_why_and_what_to_do(
    capsys: pytest.CaptureFixture[str], look: Look, found: Matches, words: tuple[str, ...]
) -> None:
    look(100)
    view.matches(found, Format.TERMINAL, None)
    out = capsys.readouterr().out
    assert all(word in out for word in words)


def test_an_empty_list_and_no_word_yet(capsys: pytest.CaptureFixture[str], look: Look) -> None:
    look(80)
    view.listed(Interests(ANA, Want.CARES, ()), Format.TERMINAL, None, TODAY)
    out = capsys.readouterr().out
    assert f"{HOSTILE} cares about" in out
    assert 'netlog cares c1 "…" writes it down.' in out
    view.record(Record(ANA, (), (made(1, None),)), Format.TERMINAL, TODAY)
    out = capsys.readouterr().out
    assert 'netlog vouch c1 1-5 "…" says it.' in out
    assert "1 introduction\n" in out
    assert "to Lee Park, not known yet  i1" in out
