"""One person: the score taken apart, and everything on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core.daywords import ago_in_short, birthday, every_days, long_day, short_day
from netlog.core.model import OLD, Want
from netlog.views.matters import draw_open
from netlog.views.records import page_record, why_record
from netlog.views.screen import Cell, Column, Format, Screen, Span, show_page
from netlog.views.words import ARROWS, count, dots, sparkline, stars_of_five

if TYPE_CHECKING:
    from netlog.core.model import Touchpoint
    from netlog.core.scoring import Score
    from netlog.journal.person import Page, Why

WISHES = {Want.NEEDS: "Needs", Want.OFFERS: "Offers", Want.CARES: "Cares about"}
LATEST = 8  # touchpoints and notes on a person's page
RHYTHM_STYLES = {"on time": "green", "due": "yellow", "slipping": "yellow", "gone quiet": "red"}


def why(why: Why, format_: Format) -> None:
    show_page(format_, why_record(why), lambda screen: _draw_why(screen, why))


def show(page: Page, format_: Format) -> None:
    show_page(format_, page_record(page), lambda screen: _draw_page(screen, page))


def _draw_why(screen: Screen, why: Why) -> None:
    score = why.person.score
    screen.heading(why.person.name, *verdict(score), right=f"as of {long_day(why.today)}")
    screen.blank()
    if score is None:
        screen.line("Never in touch, so there is no score yet.")
        screen.line("It starts with hi: ", (f'netlog log c{why.person.id} "…"', "bold"))
        return
    for term in why.terms:
        most = f" of {term.coefficient:g}" if term.part != "one_sided" else ""
        screen.fact(
            term.name,
            term.because,
            lead=[(f"{term.points:5.1f}".replace("-", "−"), "bold"), f"{most:<6}   "],
        )
    screen.line(("─" * 26, "dim"))
    screen.fact("Score", (f"{score.total:5.1f}", "bold"), f"  {score.word}")
    screen.blank()
    screen.fact("Rhythm", *rhythm(score))
    if why.next_star:
        name = ("second", "third", "fourth", "fifth")[why.next_star.stars - 2]
        screen.fact(f"{name.capitalize()} star", "; ".join(why.next_star.missing))
    if why.prospect:
        screen.fact(
            "What if",
            f"they write today {_points(why.prospect.reply)} · "
            f"{why.prospect.silent_days} silent days {_points(why.prospect.silence)}",
        )
        if why.prospect.outreach_costs_star:
            screen.fact("", "writing once more without an answer would cost a star")
    if why.change:
        day, points = why.change.since, _points(why.change.points)
        screen.fact("Change", f"{points} since {short_day(day)}: {why.change.because}")


def _draw_page(screen: Screen, page: Page) -> None:
    contact, score = page.contact, page.person.score
    screen.heading(contact.name, *verdict(score), right=f"c{contact.id}")
    what = ", ".join(filter(None, (contact.title, contact.org, contact.city)))
    if what:
        screen.line(what)
    screen.blank()
    reach(screen, page)
    meeting(screen, page)
    for post in page.posts:
        job = ", ".join(filter(None, (post.title, post.org)))
        screen.fact("Before", f"{job}, until {short_day(post.left_on)} {post.left_on.year}")
    if contact.aliases:
        screen.fact("Also called", ", ".join(contact.aliases))
    if contact.tags:
        screen.fact("Tags", (" ".join(f"#{tag}" for tag in contact.tags), "cyan"))
    if contact.about:
        screen.fact("About", contact.about)
    draw_wishes(screen, page)
    _draw_rhythm(screen, page)
    draw_open(screen, page.open, page.today)
    if page.introductions:
        from netlog.views.introductions import draw_with  # three milliseconds

        draw_with(screen, contact.id, page.introductions, page.today)
    if page.touchpoints:
        screen.blank()
        _draw_log(screen, page)
    else:
        screen.blank()
        screen.line("Nothing in the log yet: ", (f'netlog log c{contact.id} "…"', "bold"))
    if page.notes:
        screen.blank()
        screen.heading("Notes")
        for note in page.notes[:LATEST]:
            screen.fact(ago_in_short(note.on, page.today), note.text, (f"  n{note.id}", "dim"))
        _draw_more(screen, len(page.notes))


def reach(screen: Screen, page: Page) -> None:
    """How to reach somebody, and their birthday."""
    for point in page.contact.points:
        label = f"  ({point.label})" if point.label else ""
        value = (point.value, "dim") if point.label == OLD else point.value
        screen.fact(point.kind.capitalize(), value, (label, "dim"))
    if page.contact.birthday:
        screen.fact("Birthday", birthday(page.contact.birthday))


def meeting(screen: Screen, page: Page) -> None:
    """When and how we met, and through whom."""
    contact = page.contact
    how: list[Span] = []
    if page.first_met:
        how.append(long_day(page.first_met))
    if contact.met:
        how.append(f"{', ' if how else ''}{contact.met}")
    if page.introduced_by:
        how.append(f"{', ' if how else ''}through {page.introduced_by[1]}")
    if how:
        screen.fact("Met", *how)


def draw_wishes(screen: Screen, page: Page) -> None:
    """What they need, offer and care about, and how I vouch for them."""
    for want, label in WISHES.items():
        mine = [each for each in page.interests if each.kind is want and not each.settled_on]
        for number, interest in enumerate(mine):
            day = ago_in_short(interest.on, page.today)
            screen.fact("" if number else label, interest.what, (f"  {day}", "dim"))
    if vouch := page.vouch:
        text = f"  {vouch.text}" if vouch.text else ""
        screen.fact("You vouch", (dots(vouch.value), "blue"), text)


def _draw_rhythm(screen: Screen, page: Page) -> None:
    circle = page.contact.circle or "no circle"
    if page.person.ideal_days:
        circle += f", {every_days(page.person.ideal_days)}"
    if page.contact.archived:
        circle += ", archived"
    screen.fact("Circle", circle)
    if page.person.score:
        screen.fact("Rhythm", *rhythm(page.person.score))
        screen.fact("24 months", (sparkline(page.months), "green"))


def _draw_log(screen: Screen, page: Page) -> None:
    screen.heading("Latest", right=count(len(page.touchpoints), "touchpoint"))
    columns = (
        Column("", right=True, keep=8),
        Column(""),
        Column("", keep=6),
        Column("", keep=5),
        Column("", keep=3, least=24, below=True),
    )
    rows: list[list[Cell]] = []
    for touchpoint in page.touchpoints[:LATEST]:
        others = [part for part in touchpoint.people if part.contact_id != page.contact.id]
        company = f"with {', '.join(part.name for part in others)}" if others else ""
        rows.append([
            [(f"p{touchpoint.id}", "dim")],
            ago_in_short(touchpoint.on, page.today),
            [(f"{touchpoint.channel.value} {_arrow(page, touchpoint)}", "cyan")],
            [(dots(touchpoint.depth), "blue")],
            " · ".join(filter(None, (touchpoint.note, company))),
        ])  # fmt: skip
    screen.table(columns, rows)
    _draw_more(screen, len(page.touchpoints), f"netlog timeline c{page.contact.id}")


def _draw_more(screen: Screen, number: int, command: str = "") -> None:
    if number > LATEST:
        where = f": {command}" if command else ""
        screen.line((f"+{number - LATEST:,} more{where}", "dim"))


def verdict(score: Score | None) -> list[Span]:
    """`  82.1 strong  ★★★★☆`, or nothing for somebody never in touch."""
    if score is None:
        return []
    return [f"   {score.total:.1f} {score.word}   ", (stars_of_five(score.stars), "yellow")]


def rhythm(score: Score) -> list[Span]:
    """How the present silence compares with their usual one."""
    word = score.rhythm_word
    dormant = ", and once deep" if score.dormant else ""
    return [
        f"usually every {score.usual_gap:.0f} days, now {score.days_silent}: ",
        (f"{word}{dormant}", RHYTHM_STYLES[word]),
    ]


def _points(points: float) -> str:
    return f"{points:+.1f}".replace("-", "−") if points else "±0.0"


def _arrow(page: Page, touchpoint: Touchpoint) -> str:
    return next(
        ARROWS[part.direction] for part in touchpoint.people if part.contact_id == page.contact.id
    )
