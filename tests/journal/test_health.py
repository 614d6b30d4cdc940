"""How the whole network moves, held against what its ranking said on the days themselves."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from netlog.config import Goals, Settings
from netlog.core.health import Standing
from netlog.core.introductions import Introduction, Outcome, Side
from netlog.core.measures import Unit
from netlog.core.model import Channel, Contact, Direction, Filters, Kind, Participant, Touchpoint
from netlog.errors import BadInput, NotFound
from netlog.journal import capture, health, introductions, keep, review
from netlog.journal.desk import Desk
from netlog.store.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netlog.core.health import Figure
    from netlog.core.scoring import Tally

TODAY = date(2026, 11, 22)
OUT, IN, BOTH = Direction
PEOPLE = 25


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def person(desk: Desk, name: str, **values: Any) -> int:
    with desk.writing() as writer:
        return writer.add_contact(Contact(0, "", name, **{"added_on": ago(900), **values}))


def touch(desk: Desk, contact_id: int, way: Direction, *days: int, **values: Any) -> int:
    """Touchpoints so many days ago; the id of the last one."""
    with desk.writing() as writer:
        for each in days:
            part = Participant(contact_id, "", way, way is OUT)
            number = writer.add_touchpoint(
                Touchpoint(0, ago(each), Channel.CALL, people=(part,), **values)
            )
    return number


def figures(desk: Desk) -> dict[str, Figure]:
    return {figure.key: figure for figure in health.health(desk).figures}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two years of mails with a few people, by lot, and favours both ways: to be read only."""
    chance = random.Random(7)
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    desk = Desk(tmp_path_factory.mktemp("network") / "j.db", Settings(), TODAY, now, "netlog test")
    with desk.writing() as writer:
        for number in range(PEOPLE):
            introducer = 1 if number % 3 == 2 else None
            circle = "close" if number % 2 else None
            added_on = ago(900)
            writer.add_contact(
                Contact(
                    0, "", f"Person {number}", introduced_by=introducer, circle=circle,
                    added_on=added_on,
                )
            )  # fmt: skip
        for _ in range(700):
            # Each begins, and some end, at a time of their own.
            who = chance.randrange(1, PEOPLE + 1)
            day = ago(chance.randrange(who * 9 % 150, 150 + who * 23))
            way = chance.choice([OUT, IN, BOTH])
            part = Participant(who, "", way, way is OUT)
            minutes = chance.choice([None, 20, 60])
            number = writer.add_touchpoint(
                Touchpoint(0, day, Channel.EMAIL, minutes=minutes, people=(part,))
            )
            if chance.random() < 0.2:
                writer.add_favour(chance.choice([*Kind]), number, who, chance.randrange(1, 4))
    return desk


def test_every_figure_was_a_quarter_ago_what_it_said_then(network: Desk) -> None:
    now = figures(network)
    then = figures(network._replace(today=ago(91)))
    assert {key: each.before for key, each in now.items()} == pytest.approx(
        {key: each.value for key, each in then.items()}
    )
    assert [key for key, each in now.items() if each.before is None] == ["introductions"]
    moved = {key for key, each in now.items() if each.value != each.before}
    assert moved >= {"gave", "balance", "answered", "growing", "hours"}


def test_a_trend_is_what_the_ranking_said_on_the_last_day_of_each_month(network: Desk) -> None:
    with_name = health.trend(network, "c3", None)
    whole = health.trend(network, "", None)
    assert with_name.person
    assert (with_name.person.id, whole.person) == (3, None)
    assert [each.on for each in whole.months[-3:]] == [ago(53), ago(22), TODAY]
    assert len(whole.months) == len(with_name.months) == health.MONTHS
    for one, all_ in list(zip(with_name.months, whole.months, strict=True))[::4]:
        ranked = review.rank(network._replace(today=one.on), Filters())
        scores = {each.id: each.score.total for each in ranked if each.score}
        assert one.score == (pytest.approx(scores[3]) if 3 in scores else None)
        assert one.people == (3 in scores)
        assert all_.score == pytest.approx(sum(scores.values()))
        assert all_.people == len(scores)


def test_a_trend_since_a_day_begins_with_its_month_but_not_before_the_log(network: Desk) -> None:
    def days(since: date) -> list[date]:
        return [each.on for each in health.trend(network, "", since).months]

    assert days(date(2026, 9, 17)) == [date(2026, 9, 30), date(2026, 10, 31), TODAY]
    assert days(TODAY) == [TODAY]
    first = min(each.on for each in review.timeline(network, "", Filters(), None))
    assert days(date.min)[0].replace(day=1) == first.replace(day=1)
    assert days(date.min) == days(first)


def test_stars_are_those_that_the_ranking_gave_on_both_days(network: Desk) -> None:
    def ranked(day: date) -> dict[int, int]:
        found = review.rank(network._replace(today=day), Filters())
        return {each.id: each.score.stars if each.score else 1 for each in found}

    for since in (ago(400), ago(91), ago(10)):
        before, after = ranked(since), ranked(TODAY)
        moved = {number: (before[number], after[number]) for number in after}
        found = health.stars(network, since).moved
        assert {each.change.contact_id: each.change[1:3] for each in found} == {
            number: stars for number, stars in moved.items() if stars[0] != stars[1]
        }
        assert all(each.name == f"Person {each.change.contact_id - 1}" for each in found)
    assert health.stars(network, None) == health.stars(network, ago(91))
    assert health.stars(network, TODAY).moved == ()
    assert health.stars(network, ago(400)).moved


def test_only_the_logs_of_whoever_was_in_touch_since_are_read(
    network: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[int] = set()

    def fold(_: Reader, numbers: Iterable[int], *__: object, **___: object) -> dict[int, Tally]:
        asked.update(numbers)
        return {}

    monkeypatch.setattr(Reader, "fold", fold)
    health.stars(network, ago(20))
    scores = [each.score for each in review.rank(network, Filters())]
    recent = [score for score in scores if score and score.tally.last_on > ago(20)]
    assert len(asked) == len(recent)
    assert 0 < len(asked) < PEOPLE


@pytest.mark.parametrize("ask", [health.stars, lambda d, s: health.trend(d, "", s)])
def test_a_day_to_come_is_refused(network: Desk, ask: Callable[[Desk, date], object]) -> None:
    with pytest.raises(BadInput, match="2026-11-23 is still to come") as caught:
        ask(network, ago(-1))
    assert caught.value.hint


def test_the_archived_are_no_part_of_it(desk: Desk) -> None:
    ana = person(desk, "Ana", circle="close")
    touch(desk, ana, BOTH, *range(1, 80, 7))
    assert health.stars(desk, None).moved
    keep.archive(desk, "ana", back=False)
    assert health.stars(desk, None).moved == ()
    assert health.trend(desk, "", None).months[-1].people == 0
    assert health.trend(desk, "ana", None).months[-1].score
    assert health.health(desk).standing is Standing.TOO_EARLY


def test_a_trend_of_nobody_and_of_somebody_never_in_touch(desk: Desk) -> None:
    person(desk, "Ana")
    months = health.trend(desk, "ana", None).months
    assert {each.score for each in months} == {None}
    assert {(each.score, each.people) for each in health.trend(desk, "", None).months} == {(0, 0)}
    with pytest.raises(NotFound):
        health.trend(desk, "zaphod", None)


def test_the_verdict_is_by_what_was_given(desk: Desk) -> None:
    assert person(desk, "Ana", circle="close") == 1
    assert health.health(desk).standing is Standing.PHONE_LIST
    with desk.writing() as writer:
        part = Participant(1, "", OUT)
        number = writer.add_touchpoint(Touchpoint(0, ago(4), Channel.OTHER, "tip", people=(part,)))
        writer.add_favour(Kind.GIVEN, number, 1, 1)
    found = health.health(desk)
    assert found.standing is Standing.RELATIONSHIPS
    assert (found.today, found.since) == (TODAY, ago(91))


def introduce(desk: Desk, **values: Any) -> int:
    a, b = Side(1, "Ana"), Side(2, "Bo")
    with desk.writing() as writer:
        return writer.add(Introduction(0, a, b, "both sail", ago(40), **values))


def test_an_introduction_that_was_made_is_given_to_both(desk: Desk) -> None:
    for name in ("Ana", "Bo", "Cy"):
        person(desk, name, circle="close")
    number = introduce(desk)
    assert figures(desk)["gave"].part == 0
    introductions.make(desk, number, capture.Details(on=ago(30)), one_sided=True)
    found = figures(desk)
    assert (found["gave"].part, found["gave"].whole) == (2, 3)
    assert found["balance"].part == 2


def test_introductions_that_went_well(desk: Desk) -> None:
    for name in ("Ana", "Bo"):
        person(desk, name)
    for outcome, days in ((Outcome.GOOD, 3), (Outcome.FLAT, 2), (Outcome.BAD, 1), (None, 0)):
        introduce(desk, made_on=ago(30), outcome=outcome, outcome_on=ago(days) if outcome else None)
    found = figures(desk)["introductions"]
    assert (found.part, found.whole, found.before) == (1, 3, None)


def test_the_hours_of_a_quarter_against_the_goal(desk: Desk) -> None:
    person(desk, "Ana")
    touch(desk, 1, BOTH, 0, 90, minutes=390)
    touch(desk, 1, BOTH, 91, 181, minutes=780)
    touch(desk, 1, BOTH, 182, minutes=60)
    hours = figures(desk)["hours"]
    assert (hours.unit, hours.value, hours.whole) == (Unit.HOURS, 1, 0)
    assert (hours.before, hours.direction) == (2, "down")
    goal = desk.settings._replace(health=Goals(hours_per_week=2.5))
    assert figures(desk._replace(settings=goal))["hours"].whole == 2.5
