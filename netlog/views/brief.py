"""One page before a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.daywords import ago_in_short
from netlog.views.matters import draw_open
from netlog.views.person import draw_wishes, meeting, reach, verdict
from netlog.views.records import LAST, brief_record
from netlog.views.screen import Format, Screen, show_page
from netlog.views.words import ARROWS, dots

if TYPE_CHECKING:
    from netlog.journal.brief import Brief

NOTES = 5


def brief(brief: Brief, format_: Format) -> None:
    show_page(format_, brief_record(brief), lambda screen: _draw(screen, brief))


def _draw(screen: Screen, brief: Brief) -> None:
    page = brief.page
    contact, today = page.contact, page.today
    screen.heading(contact.name, *verdict(page.person.score), right=f"c{contact.id}")
    aside = "put aside" if contact.archived else ""
    what = ", ".join(filter(None, (contact.title, contact.org, contact.city, aside)))
    if what:
        screen.line(what)
    screen.blank()
    reach(screen, page)
    meeting(screen, page)
    if contact.about:
        screen.fact("About", contact.about)
    draw_wishes(screen, page)
    if page.notes:
        screen.blank()
        screen.heading("What you noted")
        for note in page.notes[:NOTES]:
            screen.fact(ago_in_short(note.on, today), note.text)
    screen.blank()
    screen.heading("Last time")
    for touchpoint in page.touchpoints[:LAST]:
        way = next(p.direction for p in touchpoint.people if p.contact_id == contact.id)
        depth = f"  {dots(touchpoint.depth)}" if touchpoint.depth else ""
        screen.fact(
            ago_in_short(touchpoint.on, today),
            (f"{touchpoint.channel.value} {ARROWS[way]}{depth}", "cyan"),
            f"  {touchpoint.note}" if touchpoint.note else "",
        )
    if not page.touchpoints:
        screen.line("You have not been in touch yet. It starts with hi.")
    draw_open(screen, page.open, today)
    screen.blank()
    screen.heading("Ask, and listen")
    for number, question in enumerate(brief.questions, start=1):
        screen.line(f"{number}  {question}", hang=3)
