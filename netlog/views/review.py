"""How the ranking, one person, the log and what was found look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core import finding
from netlog.core.daywords import ago_in_short
from netlog.core.model import Direction
from netlog.views.records import entry_record, ranked_record, touchpoint_record
from netlog.views.screen import Column, Format, Screen, Span, show_list
from netlog.views.words import ARROWS, NOTHING, dots, safe, stars

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.core.model import Touchpoint
    from netlog.core.scoring import Score
    from netlog.journal.review import Found, Ranked
    from netlog.store.people import Entry

ON_A_TERMINAL = 20  # how many of the ranking a terminal shows without --limit
BAR = 20  # cells of the score bar: one for five points
MARK = "underline yellow"  # a word that was sought; the line stays without colour

# The three parts of a score, in three shades and three glyphs.
PARTS = (("█", "green", "recency"), ("▓", "cyan", "reciprocity"), ("▒", "blue", "depth"))

RANK_FIELDS = (
    "id", "name", "org", "circle", "score", "recency", "reciprocity", "depth", "stars", "last_on",
    "last_direction", "days_silent", "ideal_days",
)  # fmt: skip
LIST_FIELDS = (
    "id", "name", "org", "title", "city", "circle", "tags", "emails", "phones", "last_on",
    "archived",
)  # fmt: skip
TIMELINE_FIELDS = (
    "id", "on", "at", "channel", "depth", "minutes", "place", "tags", "people", "note",
)  # fmt: skip
FIND_FIELDS = ("kind", "id", "on", "people", "text")


def rank(ranked: Sequence[Ranked], format_: Format, limit: int | None, today: date) -> None:
    shown = list(ranked[:limit])

    def draw(screen: Screen) -> None:
        if not ranked:
            _draw_nobody(screen)
            return
        rows = shown if limit is not None else shown[:ON_A_TERMINAL]
        columns = (
            Column("", right=True),
            Column("Name", least=12),
            Column("Org", keep=2, least=8),
            Column("Score", right=True),
            Column("", keep=3),
            Column("Stars", keep=7),
            Column("Last", keep=6),
            Column("", keep=5),
        )
        screen.table(
            columns,
            [
                [
                    [(str(place), "dim")],
                    each.name,
                    each.org or [(NOTHING, "dim")],
                    [(f"{each.score.total:.1f}", "bold")] if each.score else [(NOTHING, "dim")],
                    bar(each.score) if each.score else "",
                    [(stars(each.score.stars), "yellow")] if each.score else "",
                    ago_in_short(each.score.tally.last_on, today)
                    if each.score
                    else [("never", "dim")],
                    ARROWS[Direction(each.score.tally.last_direction)] if each.score else "",
                ]
                for place, each in enumerate(rows, start=1)
            ],
        )
        if screen.width is None or screen.width >= 80:
            legend: list[Span] = []
            for glyph, style, word in PARTS:
                legend += [(glyph, style), (f" {word}  ", "dim")]
            screen.blank()
            screen.line(*legend)
        if len(rows) < len(ranked):
            more = len(ranked) - len(rows)
            screen.line((f"+{more:,} more: --limit {len(ranked)} shows them", "dim"))

    show_list(format_, RANK_FIELDS, [ranked_record(each) for each in shown], draw)


def contacts(entries: Sequence[Entry], format_: Format, limit: int | None, today: date) -> None:
    shown = list(entries[:limit])

    def draw(screen: Screen) -> None:
        if not entries:
            _draw_nobody(screen)
            return
        columns = (
            Column("", right=True, keep=8),
            Column("Name", least=12),
            Column("Org", keep=7, least=8),
            Column("City", keep=4, least=8),
            Column("Circle", keep=5),
            Column("Last", keep=6),
            Column("Tags", keep=3, least=6),
        )
        screen.table(
            columns,
            [
                [
                    [(f"c{each.id}", "dim")],
                    [(each.name, "dim")] if each.archived else each.name,
                    each.org or [(NOTHING, "dim")],
                    each.city or [(NOTHING, "dim")],
                    each.circle or [(NOTHING, "dim")],
                    ago_in_short(each.last_on, today) if each.last_on else [(NOTHING, "dim")],
                    [(" ".join(f"#{tag}" for tag in each.tags), "cyan")],
                ]
                for each in shown
            ],
        )

    show_list(format_, LIST_FIELDS, [entry_record(each) for each in shown], draw)


def timeline(touchpoints: Sequence[Touchpoint], format_: Format, today: date) -> None:
    def draw(screen: Screen) -> None:
        if not touchpoints:
            screen.line("Nothing yet.  ", ('netlog log "Lunch with …"', "bold"), " writes it down.")
            return
        screen.table(
            (
                Column("", right=True, keep=8),
                Column(""),
                Column("", keep=4),
                Column("", keep=5),
                Column("", least=12),
                Column("", keep=3, least=24, below=True),
            ),
            [
                [
                    [(f"p{each.id}", "dim")],
                    ago_in_short(each.on, today),
                    [(each.channel.value, "cyan")],
                    [(dots(each.depth), "blue")],
                    [with_arrows(each)],
                    each.note,
                ]
                for each in touchpoints
            ],
        )

    show_list(format_, TIMELINE_FIELDS, map(touchpoint_record, touchpoints), draw)


def find(found: Found, format_: Format, today: date) -> None:
    def draw(screen: Screen) -> None:
        if not found.hits:
            screen.line(f'Nothing has "{" ".join(found.words)}".')
            return
        for hit in found.hits:
            letter = {"contact": "c", "note": "n", "touchpoint": "p"}[hit.kind]
            who = ", ".join(name for _, name in hit.people)
            day = f"  {ago_in_short(hit.on, today)}" if hit.on else ""
            screen.line(
                (f"{letter}{hit.id:<5}", "dim"), *_marked(who, found.words, "bold"), (day, "dim")
            )
            if hit.text:
                screen.line("      ", *_marked(hit.text, found.words), hang=6)

    records = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "on": hit.on.isoformat() if hit.on else None,
            "people": [{"id": number, "name": name} for number, name in hit.people],
            "text": hit.text,
        }
        for hit in found.hits
    ]
    show_list(format_, FIND_FIELDS, records, draw)


def bar(score: Score) -> list[Span]:
    """The score as cells, its three parts in three shades; a capped score is cut off."""
    cells = round(score.total / 100 * BAR) or 1
    parts: list[Span] = []
    done, points = 0, 0.0
    for value, (glyph, style, _) in zip(
        (score.recency, score.reciprocity, score.depth), PARTS, strict=True
    ):
        points += value
        end = min(cells, round(points / 100 * BAR))
        parts.append((glyph * (end - done), style))
        done = max(done, end)
    return parts


def _draw_nobody(screen: Screen) -> None:
    screen.line("Nobody to show.")
    screen.line(
        ("netlog list", "bold"),
        " shows everyone, ",
        ("netlog hi NAME", "bold"),
        " starts with somebody.",
    )


def with_arrows(touchpoint: Touchpoint) -> str:
    """`Ana Silva ↔, Bo Berg →`."""
    return ", ".join(f"{part.name} {ARROWS[part.direction]}" for part in touchpoint.people)


def _marked(text: str, words: Sequence[str], style: str = "") -> list[Span]:
    """The text with each word that starts with one of the sought ones marked."""
    return [
        (piece, f"{style} {MARK}" if hit else style)
        for piece, hit in finding.mark(safe(text), words)
    ]
