"""The whole journal as one file of Markdown, to read, print and keep.

What the user wrote stands in it as they wrote it: its signs are escaped, so that no text can become
a heading, a link or a list. Source: the CommonMark specification, 0.31.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.daywords import every_days, rhythm
from netlog.core.model import Direction, Intros
from netlog.formats.cells import keep_lines
from netlog.formats.headers import fold_space

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from netlog.core.introductions import Introduction, Side
    from netlog.core.model import (
        Contact,
        Favour,
        FollowUp,
        Interest,
        Note,
        Point,
        Post,
        Touchpoint,
        Vouch,
    )


class Chapter(NamedTuple):
    """A contact with everything about them, each part in the order in which it is written down.
    `known` are the names of those they know, and how.
    """

    contact: Contact
    introduced_by: str = ""
    known: Sequence[tuple[str, str]] = ()
    follow_ups: Sequence[FollowUp] = ()
    notes: Sequence[Note] = ()
    interests: Sequence[Interest] = ()
    vouches: Sequence[Vouch] = ()
    favours: Sequence[Favour] = ()
    introductions: Sequence[Introduction] = ()
    posts: Sequence[Post] = ()
    touchpoints: Sequence[Touchpoint] = ()


Item = tuple[str, str]  # what a line is about, and what it says


def write(
    chapters: Iterable[Chapter], number: int, today: date, follow_ups: Sequence[FollowUp] = ()
) -> Iterator[str]:
    """The file, a piece for each of so many chapters; `follow_ups` are for nobody in particular."""
    people = f"{number:,} {'person' if number == 1 else 'people'}"
    yield f"# Networking journal\n\nAs of {today}: {people}.\n"
    if follow_ups:
        yield f"\n## To do, for nobody in particular\n\n{_list(map(_follow_up, follow_ups))}"
    for chapter in chapters:
        yield "".join(_chapter(chapter))


def escape(text: str) -> str:
    """The text on one line, as Markdown shows it again, wherever in a line it stands."""
    return _SIGNS.sub(r"\\\g<0>", fold_space(text))


# Those that mean something within a line, in CommonMark and its usual extensions.
_SIGNS = re.compile(r"[\\`*_\[\]<>&~|${]")
# And those at the start of one: headings, quotations, lists, definitions, and what underlines.
_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[#>+=:-]))")


def _lines(text: str) -> str:
    """The text on the lines it has, as part of an item of a list."""
    if text.isprintable():  # as most are, on one line
        return escape(text)
    first, *others = [escape(line) for line in keep_lines(text).split("\n") if line] or [""]
    return "\\\n  ".join([first, *map(_escape_start, others)])


def _escape_start(line: str) -> str:
    return _START.sub(r"\1\\", line)


def _chapter(chapter: Chapter) -> Iterator[str]:
    # A sign at the end of a heading would be taken for its border.
    title = escape(chapter.contact.name).replace("#", r"\#")
    yield f"\n## {_escape_start(title)}\n\n{_list(_person(chapter))}"
    for name, items in (
        ("To do", map(_follow_up, chapter.follow_ups)),
        ("Notes", ((str(note.on), note.text) for note in chapter.notes)),
        ("Needs, offers, cares", map(_interest, chapter.interests)),
        ("To work with", map(_vouch, chapter.vouches)),
        ("Favours", map(_favour, chapter.favours)),
        ("Introductions", (_introduction(each, chapter) for each in chapter.introductions)),
        ("Touchpoints", (_touchpoint(each, chapter) for each in chapter.touchpoints)),
    ):
        if text := _list(items):
            yield f"\n### {name}\n\n{text}"


def _list(items: Iterable[Item]) -> str:
    return "".join(
        f"- {escape(head)}{f': {_lines(text)}' if text.strip() else ''}\n" for head, text in items
    )


def _person(chapter: Chapter) -> Iterator[Item]:
    contact = chapter.contact
    facts = (
        ("Organisation", contact.org),
        ("Title", contact.title),
        ("City", contact.city),
        ("Birthday", str(contact.birthday or "")),
        ("Also called", ", ".join(contact.aliases)),
        ("Tags", ", ".join(contact.tags)),
    )
    yield from ((head, text) for head, text in facts if text)
    yield from map(_point, contact.points)
    met = ", ".join(filter(None, (str(contact.met_on or ""), contact.met)))
    own = every_days(contact.cadence_days) if contact.cadence_days else ""
    more = (
        ("Met", met),
        ("Introduced by", chapter.introduced_by),
        ("Circle", ", ".join(filter(None, (contact.circle, own)))),
        ("Snoozed until", str(contact.snoozed_until or "")),
        ("May be introduced", "" if contact.intros is Intros.ASK else contact.intros.value),
        ("About", contact.about),
    )
    yield from ((head, text) for head, text in more if text)
    for post in chapter.posts:
        yield "Until", f"{post.left_on}, {', '.join(filter(None, (post.title, post.org)))}"
    for name, how in chapter.known:
        yield "Knows", f"{name}, {how}" if how else name
    yield "Added", str(contact.added_on)
    if contact.archived:
        yield "Put aside", ""


_KINDS = {"email": "E-mail", "phone": "Phone", "url": "Web"}


def _point(point: Point) -> Item:
    return f"{_KINDS[point.kind]}{f' ({point.label})' if point.label else ''}", point.value


def _follow_up(task: FollowUp) -> Item:
    often = f", {rhythm(task.every)}" if task.every else ""
    done = f", done {task.done_on}" if task.done_on else ""
    return f"by {task.due_on}{often}{done}", task.text


def _interest(interest: Interest) -> Item:
    met = f", met {interest.settled_on}" if interest.settled_on else ""
    return f"{interest.on}, {interest.kind.verb}{met}", interest.what


def _vouch(vouch: Vouch) -> Item:
    return f"{vouch.on}, {vouch.value} of 5", vouch.text


def _favour(favour: Favour) -> Item:
    settled = f", {favour.outcome} {favour.settled_on}" if favour.settled_on else ""
    return f"{favour.on}, {favour.kind}, size {favour.size}{settled}", favour.what


def _introduction(introduction: Introduction, chapter: Chapter) -> Item:
    other = introduction.other(chapter.contact.id)
    steps = [f"{introduction.opened_on}, to {other.name}"]
    steps += [_answer(side) for side in introduction.sides if side.asked_on or side.answered_on]
    if introduction.made_on:
        steps.append(f"made {introduction.made_on}")
    if introduction.outcome:
        steps.append(f"came out {introduction.outcome} {introduction.outcome_on}")
    if introduction.dropped_on:
        steps.append(f"dropped {introduction.dropped_on}")
    said = f"\n{introduction.outcome_text}" if introduction.outcome_text else ""
    return ", ".join(steps), f"{introduction.purpose}{said}"


def _answer(side: Side) -> str:
    asked = f"asked {side.asked_on}" if side.asked_on else ""
    answered = f"said {side.answer} {side.answered_on}" if side.answered_on else ""
    return " ".join(filter(None, (side.name, asked, answered)))


_WAYS = {Direction.OUT: " to them", Direction.IN: " from them", Direction.BOTH: ""}


def _touchpoint(touchpoint: Touchpoint, chapter: Chapter) -> Item:
    others = [part.name for part in touchpoint.people if part.contact_id != chapter.contact.id]
    [own] = [part for part in touchpoint.people if part.contact_id == chapter.contact.id]
    at = touchpoint.at.isoformat("minutes") if touchpoint.at else ""
    tags = [f"#{tag}" for tag in touchpoint.tags]
    parts = (
        f"{touchpoint.on} {at}".rstrip(),
        f"{touchpoint.channel}{_WAYS[own.direction]}",
        f"with {', '.join(others)}" if others else "",
        f"in {touchpoint.place}" if touchpoint.place else "",
        f"{touchpoint.minutes} minutes" if touchpoint.minutes else "",
        f"depth {touchpoint.depth}" if touchpoint.depth else "",
        "awaits a reply" if own.awaits_reply else "",
        " ".join(tag for tag in tags if tag not in touchpoint.note.lower()),
    )
    return ", ".join(filter(None, parts)), touchpoint.note
