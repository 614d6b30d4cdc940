"""Rhythms: how often to be in touch with somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core.dates import parse_every
from netlog.core.rhythm import find_rhythm
from netlog.errors import WrongUse
from netlog.journal import things

if TYPE_CHECKING:
    from netlog.journal.desk import Desk
    from netlog.journal.things import Edited


class Placed(NamedTuple):
    """A contact put in a circle, and the gap in days that goes with it; None in no circle."""

    edited: Edited
    ideal_days: int | None


def circle(desk: Desk, name: str, wanted: str, every: str | None) -> Placed:
    """Put a contact in a circle, at its rhythm or at one of their own, `every`, as
    `core.dates.Every` is written; "none" takes them out.

    Raises:
        NotFound, Ambiguous: a name that does not say who.
        BadInput: there is no such circle.
        WrongUse: a rhythm for somebody in no circle.
    """
    chosen = desk.check_circle(wanted)
    if every and chosen is None:
        raise WrongUse(
            "whoever is in no circle is left in peace, and has no rhythm",
            "name a circle, or leave --every out",
        )
    own_days = parse_every(every).days if every else None
    edited = things.save(
        desk,
        things.find_contact(desk, name),
        lambda now: now._replace(circle=chosen, cadence_days=own_days),
    )
    rhythm = find_rhythm(desk.settings.circle(chosen), own_days)
    return Placed(edited, rhythm.ideal_days if rhythm else None)
