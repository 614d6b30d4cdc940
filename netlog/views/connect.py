"""How a rhythm looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.daywords import every_days
from netlog.core.model import Contact
from netlog.views.capture import UNDO
from netlog.views.records import contact_record
from netlog.views.screen import Format, Screen, show_page

if TYPE_CHECKING:
    from netlog.journal.connect import Placed


def placed(placed: Placed, format_: Format) -> None:
    """` c12  Priya Shah: close, every 30 days   netlog undo`."""
    before, person, _ = placed.edited
    assert isinstance(person, Contact)
    if placed.ideal_days is None:
        said = "in no circle, and left in peace"
    else:
        own = ", a rhythm of their own" if person.cadence_days else ""
        said = f"{person.circle}, {every_days(placed.ideal_days)}{own}"
    hint = UNDO if before != person else (", as before", "dim")

    def draw(screen: Screen) -> None:
        screen.line((f"c{person.id}", "bold"), f"  {person.name}: {said}", hint, hang=2)

    show_page(format_, contact_record(person), draw)
