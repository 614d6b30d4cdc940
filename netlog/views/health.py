"""How stars, the trend and the health of the network look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netlog.core.daywords import long_day, month, on_day, short_day
from netlog.core.health import Figure, Health, Standing
from netlog.core.measures import Unit
from netlog.views.chart import bar
from netlog.views.screen import Cell, Column, Format, Screen, Span, show_list, show_page
from netlog.views.words import NOTHING, count, stars_of_five, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.journal.health import Month, Moved, Stars, Trend

STARS_FIELDS = ("id", "name", "before", "after", "since", "because")
SCORE_FIELDS = ("on", "score")
TREND_FIELDS = (*SCORE_FIELDS, "people")

MOST = 100  # points of one person
BAR = 40  # cells of the longest bar, where there is room
LABELS = 22  # cells that a month, its score and the gaps take beside the bar
SMALLEST_BAR = 4

ARROWS = {"up": ("↑", "green"), "down": ("↓", "yellow"), "same": ("=", "dim"), "": (" ", "")}
INDENT = 9  # cells before the words of a figure
ENDLESS = 10_000  # cells of a line that goes to a pipe


def stars(found: Stars, format_: Format, limit: int | None, today: date) -> None:
    """Whose stars are others than they were, gains first, and why."""
    shown = found.moved[:limit]
    day = on_day(found.since, today).removeprefix("on ")

    def draw(screen: Screen) -> None:
        if not shown:
            screen.line(f"Nobody gained or lost a star since {day}.")
            screen.line(("netlog why NAME", "bold"), " says what the next one takes.")
            return
        gained = [each for each in shown if each.change.gained > 0]
        lost = [each for each in shown if each.change.gained < 0]
        for number, (title, moved) in enumerate((("Gained", gained), ("Lost", lost))):
            if not moved:
                continue
            if number and gained:
                screen.blank()
            screen.heading(f"{title} since {day}")
            _draw_moved(screen, moved)

    records = [
        {
            "id": each.change.contact_id,
            "name": each.name,
            "before": each.change.before,
            "after": each.change.after,
            "since": found.since.isoformat(),
            "because": list(each.change.because),
        }
        for each in shown
    ]
    show_list(format_, STARS_FIELDS, records, draw)


def _draw_moved(screen: Screen, moved: Sequence[Moved]) -> None:
    columns = (
        Column("", right=True, keep=8),
        Column("", least=12),
        Column("", keep=7),
        Column("", keep=3, below=True),
    )
    rows: list[list[Cell]] = [
        [
            [(f"c{each.change.contact_id}", "dim")],
            each.name,
            [
                (stars_of_five(each.change.before), "dim"),
                " → ",
                (stars_of_five(each.change.after), "yellow"),
            ],
            "; ".join(each.change.because),
        ]
        for each in moved
    ]
    screen.table(columns, rows)


def trend(found: Trend, format_: Format, limit: int | None) -> None:
    """Scores month by month; on a terminal as bars, from the first month with a score on."""
    shown = found.months[-limit:] if limit else found.months

    def draw(screen: Screen) -> None:
        told = [number for number, each in enumerate(shown) if each.people]
        if found.person:
            screen.heading(found.person.name, right=f"c{found.person.id}")
        if told:
            _draw_chart(screen, shown[told[0] :], MOST if found.person else None)
        else:
            whom = f"c{found.person.id}" if found.person else "NAME"
            screen.line("Not in touch in these months, so there is no score.")
            screen.line((f'netlog log {whom} "…"', "bold"), " writes down what happened.")

    records = [
        {
            "on": each.on.isoformat(),
            "score": None if each.score is None else round(float(each.score), 1),
            "people": each.people,
        }
        for each in shown
    ]
    fields = SCORE_FIELDS if found.person else TREND_FIELDS
    records = [{field: record[field] for field in fields} for record in records]
    show_list(format_, fields, records, draw)


def _draw_chart(screen: Screen, months: Sequence[Month], most: float | None) -> None:
    """A bar for each month; the highest is `most`, or that of the greatest score."""
    scores = [each.score or 0.0 for each in months]
    highest = most or max(scores)
    cells = max(SMALLEST_BAR, min(BAR, (screen.width or 80) - LABELS))
    people = count(months[-1].people, "person").replace("persons", "people")
    if most is None:
        screen.heading("The sum of all scores", right=people)
    screen.line(_change(months))
    screen.blank()
    rows: list[list[Cell]] = [
        [
            [(month(each.on), "dim")],
            [(f"{score:,.1f}", "bold")],
            [(bar(score, highest, cells), "green")],
        ]
        for each, score in zip(months, scores, strict=True)
    ]
    screen.table((Column(""), Column("", right=True), Column("", keep=2)), rows)


def _change(months: Sequence[Month]) -> str:
    """What came of it: `Up 3.2 since Dec 2024.`, with its full stop."""
    first, last = (round(months[place].score or 0.0, 1) for place in (0, -1))
    if len(months) == 1:
        return "It begins this month."
    moved = round(last - first, 1)
    if not moved:
        return f"As high as in {month(months[0].on)}."
    return f"{'Up' if moved > 0 else 'Down'} {abs(moved):,.1f} since {month(months[0].on)}."


def health(found: Health, format_: Format) -> None:
    """The verdict first, then each figure with its direction and what would help it."""
    show_page(format_, _health_record(found), lambda screen: _draw_health(screen, found))


def _draw_health(screen: Screen, found: Health) -> None:
    early = found.standing is Standing.TOO_EARLY
    said = f"It is {found.standing}" if early else f"You have {found.standing}"
    days = f"{long_day(found.today)}, against {short_day(found.since)}"
    screen.heading(said, right=days)
    screen.line(f"{found.because[:1].upper()}{found.because[1:]}.")
    if early:
        screen.line(
            ("netlog hi NAME", "bold"),
            " starts with somebody, ",
            ("netlog circle NAME close", "bold"),
            " takes them into a circle.",
        )
    if found.foremost:
        screen.line("What would help most: ", (found.foremost.advice, "bold"))
    told = [figure for figure in found.figures if figure.value is not None]
    if not told:
        return
    screen.blank()
    for figure in told:
        _draw_figure(screen, figure)
    if untold := [figure.title for figure in found.figures if figure.value is None]:
        screen.blank()
        screen.line((f"Nothing to measure yet: {'; '.join(untold)}.", "dim"))


def _draw_figure(screen: Screen, figure: Figure) -> None:
    """The value and its direction, beside them what it is, and below what would help it."""
    glyph, style = ARROWS[figure.direction]
    margin: list[Span] = [(f"{_shown(figure, figure.value):>5}", "bold"), " ", (glyph, style), "  "]
    room = (screen.width or ENDLESS) - INDENT - 1
    said = " · ".join(filter(None, (figure.title, _facts(figure))))
    for words, look in ((said, ""), (figure.advice, "dim")):
        for line in wrap(words, room):
            screen.line(*margin, (line, look))
            margin = [" " * INDENT]


def _facts(figure: Figure) -> str:
    """`5 of 12, up from 25%`."""
    before = _shown(figure, figure.before)
    moved = {"up": f"up from {before}", "down": f"down from {before}", "same": "as before"}
    return ", ".join(filter(None, (figure.made_of, moved.get(figure.direction))))


def _shown(figure: Figure, value: float | None) -> str:
    """Rounded as its direction is told."""
    if value is None:
        return NOTHING
    if figure.unit is Unit.SHARE:
        return f"{100 * round(value, 2):.0f}%"
    return f"{value:.1f}" if figure.unit is Unit.HOURS else f"{value:,.0f}"


def _health_record(found: Health) -> dict[str, Any]:
    return {
        "today": found.today.isoformat(),
        "since": found.since.isoformat(),
        "verdict": found.standing.value,
        "because": found.because,
        "foremost": found.foremost.key if found.foremost else None,
        "figures": [
            {
                "key": figure.key,
                "name": figure.title,
                "value": _rounded(figure.value),
                "unit": figure.unit.value,
                "before": _rounded(figure.before),
                "direction": figure.direction or None,
                "advice": figure.advice,
                "part": _rounded(figure.part),
                "whole": _rounded(figure.whole),
            }
            for figure in found.figures
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
