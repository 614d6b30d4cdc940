"""The agenda: from plain facts and today, whom to thank, answer, try again and keep warm.

It is one pure function. Nothing about being due is stored, so running it twice, or not for ten
days, changes nothing; whoever is not on the page is in `due`, `waiting` or the lists of favours and
follow-ups.

One message serves a person, so they stand in one section only, the first of the page that shows
them. Today is apart: a follow-up or a birthday asks for something of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core import agenda_items as items
from netlog.core.rules import AGENDA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from netlog.core.agenda_items import Candidate, Facts, Idea, Item
    from netlog.core.rules import AgendaRules

_MONDAY = 0
_REASONS = 3  # of one person, in words

ALL = "netlog today --all"


class SectionKind(NamedTuple):
    """A section before it is filled. `whole` is the command that lists what is in it, but for
    candidates that are not `listed`; `goes_along` means that it makes no digest by itself, save on
    Mondays.
    """

    title: str
    find: Callable[[Facts, date, AgendaRules], Iterator[Candidate]]
    whole: str = ALL
    goes_along: bool = False


SECTIONS = {
    "todo": SectionKind("Today", items.todo, "netlog todos"),
    "thank": SectionKind("Say thank you", items.thank, "netlog owed"),
    "answer": SectionKind("Answer", items.answer),
    "nudge": SectionKind("Try again", items.nudge, "netlog waiting"),
    "reconnect": SectionKind("Keep warm", items.reconnect, "netlog due"),
    "give": SectionKind("Give first", items.give, goes_along=True),
    "revive": SectionKind("An old tie", items.revive, goes_along=True),
}


class Section(NamedTuple):
    """The lines shown, one a person, and how many `more` there are, which `whole` would list."""

    key: str
    title: str
    items: tuple[Item, ...]
    more: int
    whole: str = ALL


class Agenda(NamedTuple):
    """The page of a day; sections without a line are left out."""

    today: date
    sections: tuple[Section, ...]


class Week(NamedTuple):
    """The last seven days in numbers: favours given, received, asked for and thanked for, people
    first met, and minutes spent together.
    """

    touchpoints: int
    people: int
    given: int
    received: int
    asked: int
    thanked: int
    new: int
    minutes: int


def agenda(facts: Facts, today: date, rules: AgendaRules = AGENDA) -> Agenda:
    """The page for today. Equal facts make equal pages, whatever their order."""
    named: set[int | None] = set()
    sections = []
    for key in rules.sections:
        kind = SECTIONS[key]
        lines = _gather(kind.find(facts, today, rules))
        if key != "todo":
            lines = [line for line in lines if line[0].contact_id not in named]
        if key == "revive":
            del lines[1:]  # one a day: the others' turn comes, they are not waiting
        cap = rules.caps.get(key, rules.cap)
        shown = [_word(line) for line in lines[:cap]]
        if key != "todo":
            named.update(item.contact_id for item in shown)
        if shown:
            listed = all(each.listed for line in lines[cap:] for each in line)
            whole = kind.whole if listed else ALL
            more = len(lines) - len(shown)
            sections.append(Section(key, kind.title, tuple(shown), more, whole))
    return Agenda(today, tuple(sections))


def rewrite(
    page: Agenda, handles: Mapping[int, str], said: Mapping[int, tuple[str, str]]
) -> Agenda:
    """The page with people called by their names in commands, and with what was last said to them
    or by them, as its note and channel. Both are looked up for the few who are shown.
    """

    def told(key: str, item: Item) -> Item:
        contact_id = item.contact_id
        if contact_id is None:
            return item
        note, channel = said.get(contact_id, ("", ""))
        if key == "answer":
            item = items.recall_answer(item, note, channel)
        elif key == "reconnect":
            item = items.recall_talk(item, note)
        return item.called(handles)

    return page._replace(
        sections=tuple(
            section._replace(items=tuple(told(section.key, item) for item in section.items))
            for section in page.sections
        )
    )


def rethink(page: Agenda, ideas: Mapping[int, Idea]) -> Agenda:
    """The page with better ideas of what to give, by contact, for some who are shown."""

    def better(item: Item) -> Item:
        idea = ideas.get(item.contact_id or 0)
        return items.rethink_give(item, idea) if idea else item

    return page._replace(
        sections=tuple(
            section._replace(items=tuple(map(better, section.items)))
            if section.key == "give"
            else section
            for section in page.sections
        )
    )


def worth_sending(page: Agenda) -> bool:
    """Whether a page is worth a digest: on Mondays for any line, else for one that cannot wait."""
    if page.today.weekday() == _MONDAY:
        return bool(page.sections)
    return any(not SECTIONS[section.key].goes_along for section in page.sections)


def _gather(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Candidates in order, each person's together where the first of them stands."""
    lines: dict[object, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda candidate: candidate.place):
        nobody = candidate.contact_id is None
        lines.setdefault(candidate.place if nobody else candidate.contact_id, []).append(candidate)
    return list(lines.values())


def _word(line: list[Candidate]) -> Item:
    """One item for all that concerns a person: three reasons in words, the rest counted. A command
    that takes several ids does all of it at once.
    """
    if len(line) > _REASONS:  # what no list has must not be among the rest
        line = sorted(line, key=lambda candidate: candidate.listed)
    items = [candidate.word() for candidate in line]
    first = items[0]
    if len(items) == 1:
        return first
    texts = [item.text for item in items[:_REASONS]]
    if len(items) > _REASONS:
        texts.append(f"and {len(items) - _REASONS} more")
    tasks = [item for item in items if item.task_id]
    told = tasks[0] if tasks else first
    others = "".join(f" t{item.task_id}" for item in tasks[1:])
    return told._replace(text="; ".join(texts), command=f"{told.command}{others}")
