"""Whether it is the time to ask: of one person, of everyone, and just before an ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netlog.core.asking import Readiness
from netlog.views.review import ON_A_TERMINAL
from netlog.views.screen import Column, Format, Screen, screen, show_list, show_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netlog.journal.asking import Judged

FIELDS = ("id", "name", "verdict", "reasons", "changes")
STYLES = {Readiness.READY: "green", Readiness.WARM_UP: "yellow", Readiness.NOT_NOW: "red"}


def ready(judged: Judged, format_: Format) -> None:
    """One person, with all reasons and what would change the verdict."""
    show_page(format_, _record(judged), lambda screen: _draw(screen, judged))


def ranking(everyone: Sequence[Judged], format_: Format, limit: int | None) -> None:
    """Everyone, the best to ask first; on a terminal with the heaviest reason alone."""
    shown = everyone[:limit]

    def draw(screen: Screen) -> None:
        if not everyone:
            screen.line("Nobody to ask: you have not been in touch with anyone here.")
            screen.line(('netlog log NAME "…"', "bold"), " writes down that you were.")
            return
        rows = shown if limit is not None else shown[:ON_A_TERMINAL]
        screen.table(
            (
                Column("", right=True, keep=5),
                Column("Name", least=12),
                Column("To ask", keep=8),
                Column("Because", keep=3, least=40, below=True),
            ),
            [
                [
                    [(f"c{each.id}", "dim")],
                    each.name,
                    [(each.verdict.verdict.value, STYLES[each.verdict.verdict])],
                    each.verdict.reasons[0],
                ]
                for each in rows
            ],
        )
        if len(rows) < len(everyone):
            more = len(everyone) - len(rows)
            screen.line((f"+{more:,} more: --limit {len(everyone)} shows them", "dim"))

    records = map(_record, shown)
    if format_ is Format.JSON:
        show_list(format_, FIELDS, records, draw)
    else:
        show_list(format_, FIELDS, map(_in_cells, records), draw)


def verdict(judged: Judged) -> None:
    """What speaks for and against an ask that is about to be written down, on a terminal."""
    page = screen(Format.TERMINAL)
    _draw(page, judged)
    page.blank()


def _draw(screen: Screen, judged: Judged) -> None:
    verdict = judged.verdict
    screen.heading(
        judged.name, "   ", (verdict.verdict.value, STYLES[verdict.verdict]), right=f"c{judged.id}"
    )
    screen.blank()
    for number, reason in enumerate(verdict.reasons):
        screen.fact("" if number else "Because", reason)
    for number, change in enumerate(verdict.changes):
        screen.fact("" if number else "What helps", change)


def _record(judged: Judged) -> dict[str, Any]:
    return {
        "id": judged.id,
        "name": judged.name,
        "verdict": judged.verdict.verdict.value,
        "reasons": list(judged.verdict.reasons),
        "changes": list(judged.verdict.changes),
    }


def _in_cells(record: dict[str, Any]) -> dict[str, Any]:
    """Sentences that hold commas, in one cell."""
    return {
        **record,
        "reasons": "; ".join(record["reasons"]),
        "changes": "; ".join(record["changes"]),
    }
