"""What the journal knows of a person before an ask, and who is the best to ask."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.core.asking import Readiness
from netlog.core.model import Channel, Direction, Filters
from netlog.errors import BadInput, UnknownName
from netlog.journal import asking, capture, favours, keep, morning
from netlog.journal.capture import Details, Profile
from netlog.journal.favours import Answer

if TYPE_CHECKING:
    from netlog.journal.desk import Desk

TODAY = date(2026, 11, 22)
READY, WARM_UP, NOT_NOW = Readiness
NEVER = "nothing has gone both ways between you yet"


def on(text: str, direction: Direction | None = None, depth: int | None = None) -> Details:
    return Details(date.fromisoformat(text), Channel.OTHER, direction, depth)


def touch(desk: Desk, day: str, direction: Direction, depth: int | None = 3) -> None:
    capture.log(desk, ["bo"], "words", on(day, direction, depth))


def give(desk: Desk, day: str = "2026-11-20", size: int = 1) -> None:
    favours.give(desk, "bo", "a book", size, on(day))


def ask(desk: Desk, day: str = "2026-11-20", size: int = 1) -> None:
    favours.ask(desk, "bo", "a referral", size, on(day), lambda _: True)


def judge(desk: Desk) -> tuple[Readiness, tuple[str, ...]]:
    verdict = asking.ready(desk, "bo").verdict
    return verdict.verdict, verdict.reasons


@pytest.fixture
def bo(desk: Desk) -> Desk:
    """Bo, in no circle and never in touch."""
    capture.add(desk, "Bo", Profile(circle="none"))
    return desk


def test_somebody_never_in_touch_is_not_to_be_asked(bo: Desk) -> None:
    verdict, reasons = judge(bo)
    assert (verdict, reasons[0]) == (NOT_NOW, NEVER)
    assert asking.rank_ready(bo, Filters()) == []


def test_what_goes_one_way_is_no_talk_until_an_answer_comes(bo: Desk) -> None:
    touch(bo, "2026-11-01", Direction.OUT)
    give(bo)
    assert judge(bo)[1] == (NEVER,)
    touch(bo, "2026-11-10", Direction.IN)
    # The earlier of the last days each way: before it nothing had gone both ways.
    assert judge(bo) == (
        READY,
        (
            "you last talked 12 days ago",
            "in the last year you gave 1 and asked for nothing, by size",
            "the deepest you have talked is 3 of 5",
            "no ask, thank-you or answer is open between you",
        ),
    )


@pytest.mark.parametrize(
    ("circle", "verdict"), [("none", WARM_UP), ("inner", WARM_UP), ("active", READY)]
)
def test_the_rhythm_is_their_circles_or_else_their_own(
    desk: Desk, circle: str, verdict: Readiness
) -> None:
    capture.add(desk, "Bo", Profile(circle=circle))
    touch(desk, "2026-07-01", Direction.BOTH)
    give(desk)
    assert judge(desk)[0] is verdict


def test_a_years_favours_and_asks_are_weighed_by_size(bo: Desk) -> None:
    touch(bo, "2026-11-20", Direction.BOTH)
    give(bo, "2025-11-22", 3)  # a year ago to the day
    give(bo, "2025-11-23", 2)
    ask(bo, "2025-11-22", 3)
    ask(bo, "2026-11-01", 1)
    favours.decline(bo, "bo", "", Details(), Answer(favour_id=3))
    favours.receive(bo, "bo", "it", 3, Details(), Answer(favour_id=4))
    favours.thank(bo, "bo", "", Details())
    verdict, reasons = judge(bo)
    assert (verdict, reasons[1]) == (
        READY,
        "in the last year you gave 2 and asked for 1, by size",
    )


def test_the_latest_of_what_is_open_is_named(bo: Desk) -> None:
    touch(bo, "2026-11-20", Direction.BOTH)
    give(bo, size=3)
    for day in ("2026-11-18", "2026-11-10"):
        ask(bo, day)
        favours.receive(bo, "bo", f"of {day}", 1, on(day), Answer(unasked=True))
    assert judge(bo)[1][:2] == (
        'what you asked on Wednesday is still open: "a referral"',
        'they helped you on Wednesday and are not thanked yet: "of 2026-11-18"',
    )


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        ("2026-11-21", 0),  # yesterday: there is time
        ("2026-11-20", 1),
        ("2026-10-22", 1),
        ("2026-08-24", 1),
        ("2026-08-23", 0),
    ],
)
def test_their_word_waits_for_an_answer_within_its_window(
    desk: Desk, day: str, reasons: int
) -> None:
    capture.add(desk, "Bo", Profile())
    touch(desk, "2026-08-20", Direction.BOTH)
    give(desk, "2026-08-20")
    touch(desk, day, Direction.IN)
    verdict, found = judge(desk)
    told = [reason for reason in found if "wrote to you" in reason]
    assert len(told) == reasons
    assert all(reason.endswith('and have no answer yet: "words"') for reason in told)
    assert verdict is (NOT_NOW if reasons else READY)
    touch(desk, day, Direction.OUT)
    assert judge(desk)[0] is READY


def test_the_word_that_waits_is_quoted_and_not_what_they_wrote_since(desk: Desk) -> None:
    capture.add(desk, "Bo", Profile())
    for day, text in (("2026-11-12", "can you help?"), ("2026-11-22", "only a joke")):
        capture.log(desk, ["bo"], text, on(day, Direction.IN))
    assert 'they wrote to you on 12 Nov and have no answer yet: "can you help?"' in judge(desk)[1]
    (section,) = morning.today(desk).agenda.sections
    assert section.items[0].text == 'wrote on 12 Nov: "can you help?"'


def test_a_favour_of_theirs_wants_thanks_and_no_answer(desk: Desk) -> None:
    capture.add(desk, "Bo", Profile())
    give(desk, "2026-11-01")
    favours.receive(desk, "bo", "an hour", 1, on("2026-11-10"), Answer())
    assert judge(desk)[1] == (
        'they helped you on 10 Nov and are not thanked yet: "an hour"',
        "nothing deeper than small talk is noted yet",
    )


@pytest.mark.parametrize(("depth", "verdict"), [(1, WARM_UP), (2, READY), (None, WARM_UP)])
def test_the_greatest_depth_counts(bo: Desk, depth: int | None, verdict: Readiness) -> None:
    touch(bo, "2026-11-20", Direction.BOTH, depth)
    bare = asking.ready(bo, "bo").verdict.reasons
    assert any("small talk" in reason for reason in bare) == (verdict is WARM_UP)


def test_an_archived_person_is_judged_by_name_and_not_ranked(bo: Desk) -> None:
    touch(bo, "2026-11-20", Direction.BOTH)
    keep.archive(bo, "bo", back=False)
    assert judge(bo)[0] is WARM_UP
    assert asking.rank_ready(bo, Filters()) == []


def test_everyone_in_touch_is_ranked_as_they_are_judged_alone(bo: Desk) -> None:
    touch(bo, "2026-11-20", Direction.BOTH)
    for name, circle in (("Ann", "close"), ("Cy", "close"), ("Never Met", "close")):
        capture.add(bo, name, Profile(circle=circle, tags=("vip",) if name == "Ann" else ()))
    capture.log(bo, ["ann"], "x", on("2026-11-10", Direction.IN))
    capture.log(bo, ["cy"], "x", on("2026-11-10", Direction.BOTH))
    favours.give(bo, "cy", "a book", 1, Details())
    ranked = asking.rank_ready(bo, Filters())
    assert [each.name for each in ranked] == ["Cy", "Bo", "Ann"]
    assert ranked == [asking.ready(bo, f"c{each.id}") for each in ranked]
    assert [each.name for each in asking.rank_ready(bo, Filters(circle="CLOSE"))] == ["Cy", "Ann"]
    assert [each.name for each in asking.rank_ready(bo, Filters(tag="vip"))] == ["Ann"]
    with pytest.raises(BadInput):
        asking.rank_ready(bo, Filters(circle="nonsense"))
    with pytest.raises(UnknownName):
        asking.ready(bo, "Nobody Known")


def test_an_earlier_day_knows_nothing_of_what_came_later(bo: Desk) -> None:
    touch(bo, "2026-11-01", Direction.BOTH)
    give(bo, "2026-11-05")
    ask(bo, "2026-11-20", 3)
    then = bo._replace(today=date(2026, 11, 10))
    assert judge(then)[0] is READY
    assert judge(bo)[0] is NOT_NOW


def test_many_people_are_asked_about_in_a_few_questions(
    bo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netlog.store.query import Query

    questions: list[str] = []
    ask_journal = Query._all

    def counted(self: Query, sql: str, *values: object) -> list[object]:
        questions.append(sql)
        return ask_journal(self, sql, *values)

    def count() -> int:
        questions.clear()
        asking.rank_ready(bo, Filters())
        return len(questions)

    touch(bo, "2026-11-20", Direction.BOTH)
    monkeypatch.setattr(Query, "_all", counted)
    few = count()
    for number in range(8):
        name = f"Person {number}"
        capture.add(bo, name, Profile())
        capture.log(bo, [name], "x", on("2026-11-10", Direction.IN))
        favours.give(bo, name, "x", 1, on("2026-11-01"))
    assert count() == few > 0
