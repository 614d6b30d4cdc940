"""The page of the day, and the lists of who is due and who has not answered.

Everything is derived from the log and today; nothing is written. The lists do without the agenda,
whose values cost a twentieth of their time to define.
"""

import sys
from collections.abc import Container, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names, scoring
from netlog.core.model import Filters, FollowUp, Kind
from netlog.core.rhythm import Due, Tie, Waiting, days_back, due, find_rhythm, shift, waiting
from netlog.journal.answers import find_unanswered
from netlog.journal.desk import Desk
from netlog.store.people import Standing
from netlog.store.reader import Reader

if TYPE_CHECKING:
    from netlog.core.agenda import Agenda, Week
    from netlog.core.agenda_items import Facts, Idea
    from netlog.core.introductions import Step

_MONDAY = 0
NEED_DAYS = 365  # for so long a note of what somebody needs is worth bringing up


class Morning(NamedTuple):
    """The page of a day. `week` is there on a Monday that has something to say; `contacts` is how
    many people it was made for.
    """

    agenda: "Agenda"
    week: "Week | None"
    contacts: int

    @property
    def is_worth_sending(self) -> bool:
        from netlog.core.agenda import worth_sending

        return worth_sending(self.agenda)


def today(desk: Desk, *, whole: bool = False) -> Morning:
    """The page of the day; `whole` leaves no line out. Raises NoJournal."""
    from netlog.core.agenda import agenda, rewrite, worth_sending

    rules = desk.settings.agenda
    if whole:
        rules = rules._replace(cap=sys.maxsize, caps={})
    with desk.reading() as reader:
        facts = _facts(desk, reader)
        page = agenda(facts, desk.today, rules)
        page = _introducing(desk, reader, page, facts)
        items = [item for section in page.sections for item in section.items]
        shown = list({item.contact_id for item in items if item.contact_id is not None})
        # What is to be answered need not be the last that was said: they may have written again.
        said = reader.last_said(shown, desk.today) | reader.heard(_answering(page, facts))
        mentioned = {contact_id for item in items for contact_id in item.mentioned}
        handles = names.handles(mentioned, reader.named()) if mentioned else {}
        page = rewrite(page, handles, said)
        week = None
        if desk.today.weekday() == _MONDAY and worth_sending(page):
            week = reader.week(shift(desk.today, -7), shift(desk.today, -1))
    return Morning(page, week, len(facts.ties))


def find_due(desk: Desk, filters: Filters) -> list[Due]:
    """Everybody due soon or past their ideal gap, most pressing first. Raises NoJournal."""
    with desk.reading() as reader:
        standings = reader.standings(desk.checked(filters), desk.today, desk.settings.scoring)
    return due(_ties(desk, standings), desk.today, desk.settings.agenda)


def find_waiting(desk: Desk) -> list[Waiting]:
    """All outreach without an answer, the next try first. Raises NoJournal."""
    with desk.reading() as reader:
        return waiting(reader.attempts(desk.today), desk.settings.agenda)


def find_todos(desk: Desk) -> list[FollowUp]:
    """Every follow-up that is not done, the next first. Raises NoJournal."""
    with desk.reading() as reader:
        return reader.follow_ups()


def _answering(page: "Agenda", facts: "Facts") -> dict[int, date]:
    """Who stands under Answer, and when they wrote."""
    shown = {
        item.contact_id
        for section in page.sections
        if section.key == "answer"
        for item in section.items
    }
    return {tie.id: tie.wrote_on for tie in facts.ties if tie.wrote_on and tie.id in shown}


def _facts(desk: Desk, reader: Reader) -> "Facts":
    """Everything that the agenda looks at, of everyone who is not archived."""
    from netlog.core.agenda_items import Debt, Facts, Task

    today = desk.today
    standings = reader.standings(Filters(), today, desk.settings.scoring)
    ties = {tie.id: tie for tie in _ties(desk, standings)}
    for contact_id, birthday in reader.birthdays().items():
        ties[contact_id] = ties[contact_id]._replace(birthday=birthday)
    first_met = _first_met(desk, reader, standings)
    written = reader.wrote_since({key: met_on for key, (met_on, _) in first_met.items()}, today)
    for contact_id, (met_on, met) in first_met.items():
        ties[contact_id] = ties[contact_id]._replace(
            met_on=met_on, met=met, written_since_met=contact_id in written
        )
    favours = reader.favours(today)
    circled = [each for each in standings if each.circle]
    answer_days = desk.settings.agenda.answer_days
    wrote = find_unanswered(desk, reader, circled, favours, answer_days)
    for contact_id, wrote_on in wrote.items():
        ties[contact_id] = ties[contact_id]._replace(wrote_on=wrote_on)
    ideas = _ideas(desk, reader, ties)
    gave = {f.contact_id: f.on for f in reversed(favours) if f.kind is Kind.GIVEN}
    for idea in ideas:
        if idea.contact_id in ties:
            last = gave.get(idea.contact_id)
            ties[idea.contact_id] = ties[idea.contact_id]._replace(gave_on=last)
    return Facts(
        ties=tuple(ties.values()),
        attempts=reader.attempts(today),
        debts=[
            Debt(favour.id, favour.contact_id, favour.name, favour.what, favour.on)
            for favour in favours
            if favour.kind is Kind.RECEIVED and favour.is_open and favour.contact_id in ties
        ],
        tasks=[
            Task(task.id, task.contact_id, task.name, task.text, task.due_on, task.every)
            for task in reader.follow_ups()
            if task.contact_id is None or task.contact_id in ties
        ],
        steps=_steps(desk, reader, ties),
        ideas=ideas,
        news=reader.news(shift(today, -desk.settings.introductions.tell_days), today),
    )


def _ideas(desk: Desk, reader: Reader, ties: Mapping[int, Tie]) -> "list[Idea]":
    """What I could do for people, one idea for each: what they need goes before what notes tell."""
    from netlog.core.needs import find_ideas

    noted = find_ideas(reader.notes_since(shift(desk.today, -NEED_DAYS)), desk.today)
    ideas = {idea.contact_id: idea for idea in noted}
    if reader.needy(desk.today):
        from netlog.journal import matching

        ideas |= {idea.contact_id: idea for idea in matching.find_ideas(desk, reader, ties)}
    return list(ideas.values())


def _introducing(desk: Desk, reader: Reader, page: "Agenda", facts: "Facts") -> "Agenda":
    """The page with whom to introduce those to whom I could give something, if they need it.

    Looked up for the few who are shown: who fits everybody would be a thousand times the work.
    """
    given = [section for section in page.sections if section.key == "give"]
    needy = reader.needy(desk.today) if given else set()
    shown = [item.contact_id for section in given for item in section.items]
    if not (asked := needy.intersection(shown)):
        return page
    from netlog.core.agenda import rethink
    from netlog.journal import matching

    ties = {tie.id: tie for tie in facts.ties}
    return rethink(page, matching.find_introductions(desk, reader, ties, asked))


def _steps(desk: Desk, reader: Reader, present: Container[int]) -> "list[Step]":
    """The next steps of introductions that are mine, where both are present."""
    mine = [
        each
        for each in reader.introductions_under_way()
        if each.a.contact_id in present and each.b.contact_id in present
    ]
    if not mine:
        return []
    # Some milliseconds, which most mornings need not spend.
    from netlog.core.introductions import find_mine

    return find_mine(mine, desk.today, desk.settings.introductions)


def _ties(desk: Desk, standings: list[Standing]) -> list[Tie]:
    circles = {each.circle: desk.settings.circle(each.circle) for each in standings}
    ties = []
    for each in standings:
        tally = each.tally
        score = scoring.score(tally, desk.today, desk.settings.scoring) if tally else None
        ties.append(
            Tie(
                each.id,
                each.name,
                each.circle,
                find_rhythm(circles[each.circle], each.cadence_days),
                each.added_on,
                last_on=tally.last_on if tally else None,
                last_direction=tally.last_direction if tally else None,
                score=score.total if score else None,
                dormant=score.dormant if score else False,
                snoozed_until=each.snoozed_until,
                reached_on=tally.out_on if tally else None,
            )
        )
    return ties


def _first_met(
    desk: Desk, reader: Reader, standings: list[Standing]
) -> dict[int, tuple[date, str]]:
    """Whom I first met a few days ago: the day given by hi, else that of the first conversation."""
    since, until = days_back(desk.today, desk.settings.agenda.met_days)
    talked = {
        each.id: each.tally.met_on
        for each in standings
        if each.tally and each.tally.met_on and since <= each.tally.met_on <= until
    }
    kept = {each.id for each in standings if each.circle}
    first_met = {}
    recorded = reader.met(kept & (talked.keys() | reader.met_between(since, until)))
    for contact_id, (given, how) in recorded.items():
        met_on = given or talked[contact_id]
        if since <= met_on <= until:
            first_met[contact_id] = (met_on, how)
    return first_met
