"""How the whole network moves: its stars, its scores month by month, and its health.

All of it is told again from the log, for the days that are asked for; nothing is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core import measures
from netlog.core.health import Health, examine
from netlog.core.model import Filters
from netlog.core.rhythm import shift
from netlog.core.scoring import score
from netlog.core.trend import StarChange, find_star_changes, month_ends, trace, traces
from netlog.core.trend import trend as sum_up
from netlog.errors import BadInput
from netlog.journal import people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.core.model import Named
    from netlog.journal.desk import Desk
    from netlog.store.people import Standing
    from netlog.store.reader import Reader

MONTHS = 24  # that a trend goes back

Scores = dict[int, float]  # by contact


class Moved(NamedTuple):
    """A contact whose stars are others than they were."""

    name: str
    change: StarChange


class Stars(NamedTuple):
    """Whose stars changed since a day: gains first."""

    since: date
    moved: tuple[Moved, ...]


class Month(NamedTuple):
    """A score, or the sum of those of so many people, on the last day of a month, or today. No
    score means not in touch by then.
    """

    on: date
    score: float | None
    people: int


class Trend(NamedTuple):
    """Month by month, oldest first: the score of one `person`, or the sum of the network."""

    months: tuple[Month, ...]
    person: Named | None = None


def stars(desk: Desk, since: date | None) -> Stars:
    """Who gained or lost stars since a day, else in the last quarter, and why. Raises BadInput for
    a day to come.
    """
    _refuse_coming(desk, since)
    since, constants = since or shift(desk.today, -measures.QUARTER), desk.settings.scoring
    with desk.reading() as reader:
        standings = reader.standings(Filters(), desk.today, constants)
        after = {each.id: each.tally for each in standings if each.tally}
        # Whoever was not in touch since has the same tally; only the others' logs are read.
        changed = {number for number, tally in after.items() if tally.last_on > since}
        before = {number: tally for number, tally in after.items() if number not in changed}
        before |= reader.fold(changed, constants, until=since)
    names = {each.id: each.name for each in standings}
    changes = find_star_changes(before, after, since, desk.today, constants)
    return Stars(since, tuple(Moved(names[each.contact_id], each) for each in changes))


def trend(desk: Desk, name: str, since: date | None) -> Trend:
    """Scores of the last 24 months, or from the month of a day on; of one person if a name is
    given. Raises NotFound, Ambiguous, and BadInput for a day to come.
    """
    _refuse_coming(desk, since)
    constants = desk.settings.scoring
    if name:
        with people.about(desk, name) as (reader, person):
            days = _find_days(desk, reader, since)
            scores = trace(reader.touches(person.id), days, constants)
        found = zip(days, scores, strict=True)
        return Trend(tuple(Month(on, total, total is not None) for on, total in found), person)
    with desk.reading() as reader:
        days = _find_days(desk, reader, since)
        points = sum_up((log for _, log in reader.figures.logs()), days, constants)
    return Trend(tuple(Month(*point) for point in points))


def health(desk: Desk) -> Health:
    """Whether these are relationships or a phone list, with every figure and what it was a quarter
    ago.
    """
    from netlog.core.introductions import Outcome

    today = desk.today
    quarter, half, longest = (shift(today, -measures.QUARTER * number) for number in (1, 2, 3))
    with desk.reading() as reader:
        figures = reader.figures
        standings = reader.standings(Filters(), today, desk.settings.scoring)
        facts = measures.Facts(
            people=_people(reader, standings, longest, today),
            favours=reader.favours(today),
            outreach=figures.outreach(longest, today),
            outcomes=[
                measures.Outcome(each.outcome_on, each.outcome is Outcome.GOOD)
                for each in reader.introductions()
                if each.outcome_on
            ],
            scores=_scores(desk, reader, standings, (today, quarter, half)),
            minutes=(
                figures.minutes(shift(quarter, 1), today),
                figures.minutes(shift(half, 1), quarter),
            ),
            hours_per_week=desk.settings.health.hours_per_week,
        )
    return examine(facts, today)


def _refuse_coming(desk: Desk, since: date | None) -> None:
    if since and since > desk.today:
        raise BadInput(f"{since} is still to come", "name a day that has been")


def _find_days(desk: Desk, reader: Reader, since: date | None) -> Sequence[date]:
    """The ends of the months to show. None lies before the log begins, if a day is given."""
    if since is None:
        return month_ends(desk.today, MONTHS)
    first = min(reader.figures.first_on() or desk.today, desk.today)
    begin, today = max(since, first), desk.today
    return month_ends(today, 12 * (today.year - begin.year) + today.month - begin.month + 1)


def _people(
    reader: Reader, standings: Sequence[Standing], since: date, today: date
) -> list[measures.Person]:
    """Everyone; the second day in touch only of those whose first one was since a day, for which
    alone it matters.
    """
    introducers = reader.introducers()
    first = {each.id: each.tally.first_on for each in standings if each.tally}
    new = (number for number, day in first.items() if day >= since)
    second = reader.figures.second_days(new, today)
    return [
        measures.Person(
            each.id,
            each.added_on,
            kept=each.circle is not None,
            brought=introducers[each.id] is not None,
            first_on=first.get(each.id),
            second_on=second.get(each.id),
        )
        for each in standings
    ]


def _scores(
    desk: Desk, reader: Reader, standings: Sequence[Standing], days: tuple[date, date, date]
) -> tuple[Scores, Scores, Scores]:
    """Everybody's scores on each of three days, latest first."""
    constants = desk.settings.scoring
    found: tuple[Scores, Scores, Scores] = ({}, {}, {})
    logs = dict(reader.figures.logs(days[-1]))
    traced = dict(zip(logs, traces(logs.values(), days[::-1], constants), strict=True))
    for each in standings:
        if each.id in traced:
            totals = traced[each.id][::-1]
        elif each.tally:  # which stood so on all of these days
            totals = [score(each.tally, day, constants).total for day in days]
        else:
            continue
        for scores, total in zip(found, totals, strict=True):
            if total is not None:
                scores[each.id] = total
    return found
