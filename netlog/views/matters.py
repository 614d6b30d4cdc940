"""What is open between me and somebody, as it stands on their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.daywords import ago, long_day, on_day

if TYPE_CHECKING:
    from datetime import date

    from netlog.core.matters import Matter, Open
    from netlog.views.screen import Screen, Span


def draw_open(screen: Screen, matters: Open, today: date) -> None:
    """What is open in both directions; nothing where nothing is."""
    if not (matters.mine or matters.theirs):
        return
    screen.blank()
    screen.heading("Open between you")
    for label, side in (("You", matters.mine), ("They", matters.theirs)):
        for number, matter in enumerate(side):
            screen.fact(
                "" if number else label, *_worded(matter, today), (f"  {matter.ref}", "dim")
            )


def _worded(matter: Matter, today: date) -> list[Span]:
    text = f": {matter.text}" if matter.text else ""
    when = ago(matter.on, today)
    match matter.kind:
        case "thank":
            return [f"say thank you{text}", (f"  {when}", "dim")]
        case "answer":
            return [f"answer{text}", (f"  {when}", "dim")]
        case "follow_up":
            return [matter.text, (f"  by {long_day(matter.on)}", "dim")]
        case "ask":
            return [f"have your ask{text}", (f"  {when}", "dim")]
        case _:
            return [f"have not answered yet{text}", (f"  {on_day(matter.on, today)}", "dim")]
