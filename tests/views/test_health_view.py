"""How stars, a trend and the health look, wide and narrow, without colour."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from netlog.core.health import Figure, Health, Standing, examine
from netlog.core.measures import MEASURES, Facts, Outcome, Person
from netlog.core.model import Favour, Kind, Named
from netlog.core.trend import StarChange, month_ends
from netlog.journal.health import Month, Moved, Stars, Trend
from netlog.views import health as view
from netlog.views.screen import Format
from netlog.views.words import width

if TYPE_CHECKING:
    from collections.abc import Callable

    Look = Callable[[int], None]

TODAY = date(2026, 11, 22)
HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
ANA = Named(7, HOSTILE, "ana")
REASONS = ("26 good weeks in the long run, 11 before", "more even: 40 days of one side")

GAINED = Moved(HOSTILE, StarChange(7, 2, 4, REASONS))
LOST = Moved("Bo", StarChange(8, 3, 2, ("good weeks fade in silence",)))


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def months(*scores: float | None) -> tuple[Month, ...]:
    """The months before November 2026, and it, of one person."""
    days = month_ends(TODAY, len(scores))
    return tuple(
        Month(on, score, score is not None) for on, score in zip(days, scores, strict=True)
    )


PEOPLE = [
    Person(number, ago(500), kept=True, brought=number == 1, first_on=ago(400))
    for number in range(8)
]
GAVE = [Favour(1, number, "Ana", Kind.GIVEN, "a tip", 1, ago(9), 1) for number in range(3)]
FOUND = examine(
    Facts(
        PEOPLE,
        GAVE,
        outcomes=[Outcome(ago(120), good=True), Outcome(ago(2), good=False)],
        scores=({1: 60, 2: 30}, {1: 50, 2: 40}, {1: 40, 2: 40}),
        minutes=(1560, 1248),
        hours_per_week=2.5,
    ),
    TODAY,
)
TOLD = [figure for figure in FOUND.figures if figure.value is not None]


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
    view.stars(Stars(ago(91), (GAINED, LOST)), Format.TERMINAL, None, TODAY)
    view.trend(Trend(months(None, 10, 99.9), ANA), Format.TERMINAL, None)
    view.trend(Trend((Month(ago(40), 99_999.9, 99), Month(TODAY, 1.0, 1))), Format.TERMINAL, None)
    view.health(FOUND, Format.TERMINAL)
    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) <= columns
    words = " ".join(out.split())
    for each in (*REASONS, *(figure.advice for figure in TOLD)):
        assert each in words


def test_stars_say_who_gained_who_lost_and_why(
    capsys: pytest.CaptureFixture[str], look: Look
) -> None:
    look(120)
    view.stars(Stars(ago(91), (GAINED, LOST)), Format.TERMINAL, None, TODAY)
    gained, first, _, lost, second = capsys.readouterr().out.splitlines()
    assert (gained, lost) == (" Gained since 23 Aug", " Lost since 23 Aug")
    assert first == f" c7  {HOSTILE}  ★★☆☆☆ → ★★★★☆  {'; '.join(REASONS)}"
    assert second == " c8  Bo  ★★★☆☆ → ★★☆☆☆  good weeks fade in silence"
    view.stars(Stars(ago(91), (LOST,)), Format.TERMINAL, None, TODAY)
    assert capsys.readouterr().out.startswith(" Lost since")
    view.stars(Stars(ago(91), (GAINED, LOST)), Format.TERMINAL, 1, TODAY)
    assert "Lost" not in capsys.readouterr().out


def test_no_star_moved(capsys: pytest.CaptureFixture[str], look: Look) -> None:
    look(80)
    view.stars(Stars(ago(91), ()), Format.TERMINAL, None, TODAY)
    out = capsys.readouterr().out
    assert "Nobody gained or lost a star since 23 Aug." in out
    assert "netlog why NAME" in out


def bars(out: str) -> list[str]:
    return [line.split()[-1] for line in out.splitlines() if "█" in line or "▏" in line]


def test_a_chart_begins_with_the_first_score_and_ends_today(
    capsys: pytest.CaptureFixture[str], look: Look
) -> None:
    look(40)
    view.trend(Trend(months(None, None, 50, 25, 100), ANA), Format.TERMINAL, None)
    out = capsys.readouterr().out
    title, change, _, *rows = out.splitlines()
    assert HOSTILE in title
    assert change == " Up 50.0 since Sep 2026."
    assert [row.split()[:3] for row in rows] == [
        ["Sep", "2026", "50.0"], ["Oct", "2026", "25.0"], ["Nov", "2026", "100.0"],
    ]  # fmt: skip
    # A person's bar is full at 100 points, also where nobody comes near.
    assert [len(each) for each in bars(out)] == [9, 5, 18]
    view.trend(Trend(months(50, 25), ANA), Format.TERMINAL, None)
    narrow = capsys.readouterr().out
    assert bars(narrow)[0] == "█" * 9
    assert "Down 25.0" in narrow


def test_the_sum_is_drawn_against_its_greatest(
    capsys: pytest.CaptureFixture[str], look: Look
) -> None:
    look(80)
    sums = (Month(ago(60), 1000.0, 20), Month(ago(30), 2000.0, 39), Month(TODAY, 1000.0, 1))
    view.trend(Trend(sums), Format.TERMINAL, None)
    out = capsys.readouterr().out
    assert out.splitlines()[0].endswith(" 1 person")
    assert [len(each) for each in bars(out)] == [20, 40, 20]
    assert "2,000.0" in out
    assert "As high as in Sep 2026." in out
    view.trend(Trend(sums), Format.TERMINAL, 1)
    assert "It begins this month." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("found", "command"),
    [
        (Trend(months(None, None), ANA), "netlog log c7"),
        (Trend((Month(TODAY, 0.0, 0),)), "log NAME"),
    ],
)
def test_without_a_score_it_says_how_to_start(
    capsys: pytest.CaptureFixture[str], look: Look, found: Trend, command: str
) -> None:
    look(80)
    view.trend(found, Format.TERMINAL, None)
    assert command in capsys.readouterr().out


def test_limit_takes_the_latest_months(capsys: pytest.CaptureFixture[str]) -> None:
    view.trend(Trend(months(None, 10, 20.04), ANA), Format.JSON, 2)
    assert json.loads(capsys.readouterr().out) == [
        {"on": "2026-10-31", "score": 10.0},
        {"on": "2026-11-22", "score": 20.0},
    ]
    view.trend(Trend(months(None, 10), ANA), Format.PLAIN, None)
    assert capsys.readouterr().out.splitlines()[0] == "2026-10-31\t"


def test_health_says_first_which_of_the_two_it_is(
    capsys: pytest.CaptureFixture[str], look: Look
) -> None:
    look(80)
    view.health(FOUND, Format.TERMINAL)
    page, figures, untold = capsys.readouterr().out.split("\n\n")
    first, second, third = page.splitlines()
    assert first.startswith(" You have relationships ")
    assert first.endswith("22 November 2026, against 23 Aug")
    assert third == " What would help most: ask the first three of netlog due how things are"
    assert len(figures.splitlines()) == 2 * len(TOLD)
    assert untold.startswith(" Nothing to measure yet: favours thanked for within three days; ")
    assert second.startswith(" In the last half year you gave something to 3 of the 8 people")
    view.health(FOUND._replace(standing=Standing.PHONE_LIST), Format.TERMINAL)
    assert capsys.readouterr().out.startswith(" You have a phone list ")
    view.health(examine(Facts(), TODAY), Format.TERMINAL)
    first, second, third, _ = capsys.readouterr().out.splitlines()
    assert first.startswith(" It is too early to tell ")
    assert "netlog hi NAME" in third


def test_a_figure_has_its_direction_in_words_too(capsys: pytest.CaptureFixture[str]) -> None:
    view.health(FOUND, Format.PLAIN)
    lines = capsys.readouterr().out.split("\n\n")[1].splitlines()
    heads = {head[10:].partition(" · ")[0]: head for head in lines[::2]}
    assert list(heads) == [each.title for each in TOLD]
    assert [line.strip() for line in lines[1::2]] == [each.advice for each in TOLD]

    def told(title: str) -> tuple[str, str]:
        head = next(head for each, head in heads.items() if title in each)
        return head[:9], head.partition(" · ")[2]

    assert told("people in your circles") == ("   38% ↑ ", "3 of 8, up from 0%")
    assert told("contacts whom others") == ("   12% = ", "1 of 8, as before")
    assert told("introductions") == ("   50% ↓ ", "1 of 2, down from 100%")
    assert told("given, against") == ("  100%   ", "3 given, 0 asked for")
    assert told("half of the strength") == ("     1 = ", "of 2, as before")
    assert told("hours invested") == ("   2.0 ↑ ", "of 2.5 you mean to invest, up from 1.6")
    goalless = FOUND.figures[-1]._replace(made_of="", before=None, direction="")
    view.health(FOUND._replace(figures=(goalless,)), Format.PLAIN)
    assert "hours invested a week\n" in capsys.readouterr().out


def test_values_and_direction_agree_as_they_are_printed() -> None:
    for value, before in ((0.145, 0.135), (0.575, 0.565), (0.004, 0.0), (0.125, 0.115)):
        figure: Figure = FOUND.figures[0]._replace(value=value, before=before)
        same = round(value, 2) == round(before, 2)
        assert (view._shown(figure, value) == view._shown(figure, before)) == same


def test_health_as_a_record(capsys: pytest.CaptureFixture[str]) -> None:
    view.health(FOUND, Format.JSON)
    record = json.loads(capsys.readouterr().out)
    assert (record["today"], record["since"]) == ("2026-11-22", "2026-08-23")
    assert record["verdict"] == "relationships"
    assert record["because"] == FOUND.because
    assert record["foremost"] == "growing"
    by_key = {each["key"]: each for each in record["figures"]}
    assert list(by_key) == [measure.key for measure in MEASURES]
    gave = by_key["gave"]
    assert (gave["value"], gave["before"], gave["direction"]) == (0.375, 0.0, "up")
    assert (gave["unit"], gave["part"], gave["whole"]) == ("share", 3.0, 8.0)
    assert (by_key["answered"]["value"], by_key["answered"]["direction"]) == (None, None)
    assert by_key["hours"]["unit"] == "hours a week"


def test_an_unknown_health_is_too_early(capsys: pytest.CaptureFixture[str]) -> None:
    empty: Health = examine(Facts(), TODAY)
    view.health(empty, Format.JSON)
    assert json.loads(capsys.readouterr().out)["verdict"] == "too early to tell"
