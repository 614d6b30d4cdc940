"""Introductions: what a step writes, what it refuses, and what takes it back exactly."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from netlog.core.introductions import Answer, Outcome
from netlog.core.model import Channel, Direction, Intros, Kind, Vouch
from netlog.errors import Ambiguous, BadInput, NotFound, UnknownName
from netlog.journal import capture, introductions, keep, morning, person, removal
from netlog.journal.capture import Details, Profile
from netlog.journal.desk import Desk
from netlog.journal.keep import ContactEdit, LogEdit
from tests.journal.conftest import commands, contact, contents, touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netlog.core.introductions import Introduction, Progress
    from netlog.journal.introductions import Considered
    from netlog.store.writer import Writer

WHY = "both look for a co-founder"


def yes_to(_: Sequence[Considered]) -> bool:
    return True


def opened(desk: Desk, name: str = "priya", *others: str) -> Introduction:
    [first, *_] = introductions.introduce(desk, name, others or ["sam keller"], WHY, None, yes_to)
    return first.progress.introduction


def agreed(desk: Desk) -> int:
    number = opened(desk).id
    for name in ("priya", "sam"):
        introductions.ask(desk, number, name, None)
        introductions.agree(desk, number, name, None)
    return number


def found(desk: Desk, number: int = 1) -> Introduction:
    return introductions.find(desk, number).introduction


def later(desk: Desk, days: int) -> Desk:
    return desk._replace(today=desk.today + timedelta(days))


def lines(desk: Desk) -> list[tuple[str, str]]:
    """What stands under Today: for whom, and the command."""
    return [
        (item.name, item.command)
        for section in morning.today(desk).agenda.sections
        if section.key == "todo"
        for item in section.items
    ]


def texts(desk: Desk, name: str, other: str) -> list[str]:
    """What speaks for waiting, in words; nothing is opened."""
    seen: list[str] = []

    def note(considered: Sequence[Considered]) -> bool:
        seen.extend(caution.text for each in considered for caution in each.cautions)
        return False

    introductions.introduce(desk, name, [other], WHY, None, note)
    return seen


def test_whoever_brought_me_somebody_knows_them(people: Desk) -> None:
    keep.edit(people, "sam ito", ContactEdit(introduced_by="priya"), LogEdit())
    known = "know each other: Priya Shah introduced you to Sam Ito"
    assert f"Priya Shah and Sam Ito {known}" in texts(people, "priya", "sam ito")
    assert f"Sam Ito and Priya Shah {known}" in texts(people, "sam ito", "priya")


def test_one_that_was_made_is_told_before_a_later_one_that_was_not(people: Desk) -> None:
    introductions.make(people, opened(people).id, Details(), one_sided=True)
    introductions.drop(later(people, 1), opened(people).id, None)
    found = texts(people, "priya", "sam keller")
    assert "you introduced them today already" in found
    assert not any("know each other" in text for text in found)


def test_whoever_is_archived_is_out_of_sight(people: Desk) -> None:
    keep.archive(people, "sam ito", back=False)
    assert any(text.startswith("Sam Ito is archived") for text in texts(people, "priya", "c3"))


def test_one_is_opened_for_each_and_undone_together(people: Desk) -> None:
    before = contents(people)
    both = introductions.introduce(
        people, "priya", ["sam keller", "sam ito", "sammy"], f" {WHY}\n now ", None, yes_to
    )
    assert [each.progress.introduction.b.name for each in both] == ["Sam Keller", "Sam Ito"]
    assert found(people, 2).purpose == f"{WHY} now"
    assert found(people, 2) == both[1].progress.introduction
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == before


def test_nothing_is_opened_where_the_warning_is_heeded(people: Desk) -> None:
    before, history = contents(people), commands(people)
    assert introductions.introduce(people, "priya", ["c2"], WHY, None, lambda _: False) == []
    assert (contents(people), commands(people)) == (before, history)


@pytest.mark.parametrize(
    ("name", "other", "why", "error"),
    [
        ("priya", "priya", WHY, BadInput),
        ("priya", "sam ito", " \n", BadInput),
        ("priya", "sam", WHY, Ambiguous),
        ("priya", "nobody", WHY, UnknownName),
    ],
)
def test_what_cannot_be_opened(
    people: Desk, name: str, other: str, why: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        introductions.introduce(people, name, [other], why, None, yes_to)


def test_what_speaks_for_waiting(people: Desk) -> None:
    def kinds(name: str = "priya", other: str = "sam keller") -> list[str]:
        seen: list[str] = []

        def note(considered: Sequence[Considered]) -> bool:
            seen.extend(caution.kind for each in considered for caution in each.cautions)
            return False

        introductions.introduce(people, name, [other], WHY, None, note)
        return seen

    # They had lunch with me together, so they know each other.
    assert kinds() == ["acquainted", "unvouched", "unvouched"]
    with people.writing() as writer:
        for number, value in ((1, 5), (2, 4), (2, 2)):
            writer.add(Vouch(0, number, "", value, "", people.today))
    assert kinds() == ["acquainted", "low_vouch"]  # the latest one counts
    number = agreed(people)
    assert kinds() == ["introduced", "low_vouch"]  # under way
    introductions.make(people, number, Details(), one_sided=False)
    assert kinds() == ["introduced", "low_vouch"]  # which is how they know each other
    assert kinds(other="sam ito") == ["distant", "unvouched", "recent"]
    introductions.conclude(people, number, Outcome.BAD, "", None)
    assert kinds(other="sam ito") == ["went_badly", "distant", "unvouched", "recent"]
    keep.edit(people, "sam ito", ContactEdit(intros=Intros.NEVER), LogEdit())
    assert kinds(other="sam ito")[0] == "never"
    near = people.settings.glass._replace(distant_score=0, recent_days=-1, low_vouch=0)
    people = people._replace(settings=people.settings._replace(glass=near))
    assert kinds() == ["introduced", "went_badly"]


STEPS: list[tuple[str, Callable[[Desk, int], object]]] = [
    ("ask", lambda desk, n: introductions.ask(desk, n, "priya", None)),
    ("yes", lambda desk, n: introductions.agree(desk, n, "priya", None)),
    ("no", lambda desk, n: introductions.decline(desk, n, "priya", None)),
    ("yes", lambda desk, n: introductions.agree(desk, n, "c1", None)),
    ("ask", lambda desk, n: introductions.ask(desk, n, "Sammy", None)),
    ("made", lambda desk, n: introductions.make(desk, n, Details(), one_sided=True)),
    ("outcome", lambda desk, n: introductions.conclude(desk, n, Outcome.FLAT, "so so", None)),
    ("outcome", lambda desk, n: introductions.conclude(desk, n, Outcome.GOOD, "hired", None)),
    ("edit", lambda desk, n: keep.edit(desk, f"i{n}", ContactEdit(), LogEdit(text="another"))),
    ("rm", lambda desk, n: removal.remove(desk, removal.plan(desk, f"i{n}"))),
]


def test_its_history_is_undone_step_by_step(people: Desk) -> None:
    number = opened(people).id
    states = []
    for _, step in STEPS:
        states.append(contents(people))
        step(people, number)
        assert contents(people) != states[-1]
    for state in reversed(states):
        keep.undo(people, keep.last_operation(people))
        assert contents(people) == state


def test_a_made_one_is_a_touchpoint_to_both_and_a_favour_to_each(people: Desk) -> None:
    number = agreed(people)
    before = contents(people)
    made = introductions.make(people, number, Details(), one_sided=True)
    introduction = found(people, number)
    assert (introduction.made_on, introduction.one_sided) == (people.today, False)
    assert made.missing == ()
    point = touchpoint(people, introduction.touchpoint_id or 0)
    assert point.note == f"introduced Priya Shah and Sam Keller: {WHY}"
    assert point.channel is Channel.EMAIL
    assert [(part.contact_id, part.direction) for part in point.people] == [
        (1, Direction.OUT), (2, Direction.OUT),
    ]  # fmt: skip
    assert [(each.contact_id, each.kind, each.touchpoint_id) for each in made.favours] == [
        (1, Kind.GIVEN, point.id), (2, Kind.GIVEN, point.id),
    ]  # fmt: skip
    with people.reading() as reader:
        [known] = reader.acquaintances()
    assert (known.a_id, known.b_id, known.how, known.on) == (
        1, 2, "introduced by me", people.today,
    )  # fmt: skip
    after = contents(people)
    assert len(after["touchpoint"]) == len(before["touchpoint"]) + 1


def test_it_goes_out_to_both_also_where_all_three_meet(people: Desk) -> None:
    made = introductions.make(
        people, agreed(people), Details(channel=Channel.MEAL), one_sided=False
    )
    point = touchpoint(people, made.progress.introduction.touchpoint_id or 0)
    assert point.channel is Channel.MEAL
    assert {part.direction for part in point.people} == {Direction.OUT}


def test_a_one_sided_one_says_what_is_missing(people: Desk) -> None:
    number = opened(people).id
    introductions.ask(people, number, "priya", None)
    with pytest.raises(BadInput, match="has not answered yet"):
        introductions.make(people, number, Details(), one_sided=False)
    made = introductions.make(people, number, Details(), one_sided=True)
    assert made.missing == ("Priya Shah has not answered yet", "Sam Keller has not been asked")
    assert found(people, number).one_sided


def test_two_who_know_each_other_are_not_written_down_twice(people: Desk) -> None:
    for _ in range(2):
        introductions.make(people, opened(people).id, Details(), one_sided=True)
    assert len(contents(people)["acquaintance"]) == 1


def test_a_refused_step_changes_nothing(people: Desk) -> None:
    number = opened(people).id
    before, history = contents(people), commands(people)
    for step in (
        lambda: introductions.agree(people, number, "priya", None),
        lambda: introductions.make(people, number, Details(), one_sided=False),
        lambda: introductions.conclude(people, number, Outcome.GOOD, "", None),
        lambda: introductions.ask(people, number, "priya", date(2026, 11, 1)),
        lambda: introductions.ask(people, number, "sam ito", None),
    ):
        with pytest.raises(BadInput) as caught:
            step()
        assert caught.value.hint
    for step in (
        lambda: introductions.drop(people, 99, None),
        lambda: introductions.ask(people, number, "nobody", None),
        lambda: introductions.ask(people, number, "c99", None),
    ):
        with pytest.raises(NotFound):
            step()
    assert (contents(people), commands(people)) == (before, history)


def test_a_step_is_taken_on_the_record_as_it_is_now(
    people: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = opened(people).id
    introductions.ask(people, number, "priya", None)
    writing = Desk.writing

    @contextlib.contextmanager
    def after_another(desk: Desk) -> Iterator[Writer]:
        monkeypatch.setattr(Desk, "writing", writing)
        introductions.drop(desk, number, None)
        with writing(desk) as writer:
            yield writer

    monkeypatch.setattr(Desk, "writing", after_another)
    with pytest.raises(BadInput, match="was dropped"):
        introductions.agree(people, number, "priya", None)
    assert found(people, number).a.answer is Answer.ASKED


def test_a_name_need_tell_the_two_from_each_other_only(people: Desk) -> None:
    number = opened(people).id
    assert introductions.ask(people, number, "sam", None).introduction.b.answer is Answer.ASKED
    sams = opened(people, "sam keller", "sam ito").id
    with pytest.raises(Ambiguous, match="2 people"):
        introductions.ask(people, sams, "sam", None)
    desk = people._replace(choose=lambda _, candidates: candidates[1])
    assert introductions.ask(desk, sams, "sam", None).introduction.b.answer is Answer.ASKED


def test_every_line_leaves_the_page_when_its_command_is_run(people: Desk) -> None:
    people = people._replace(today=date(2026, 11, 24))  # nothing else stands under Today
    number = opened(people).id
    assert lines(people) == [("Priya Shah", "netlog intro ask i1 priya")]
    introductions.ask(people, number, "priya", None)
    assert lines(people) == []
    desk = later(people, 14)
    assert lines(desk) == [("Priya Shah", "netlog intro ask i1 priya")]
    introductions.ask(desk, number, "priya", None)
    assert lines(desk) == []
    introductions.agree(desk, number, "priya", None)
    assert lines(desk) == [("Sam Keller", "netlog intro ask i1 sam-keller")]
    introductions.ask(desk, number, "sam", None)
    introductions.agree(desk, number, "sam", None)
    assert lines(desk) == [("Priya Shah", "netlog intro made i1")]
    introductions.make(desk, number, Details(), one_sided=False)
    assert lines(desk) == []
    desk = later(desk, 21)
    assert lines(desk) == [("Priya Shah", "netlog intro outcome i1 …")]
    introductions.conclude(desk, number, Outcome.GOOD, "", None)
    assert lines(desk) == []


def test_a_no_is_told_to_the_other_side_and_then_closed(people: Desk) -> None:
    number = opened(people).id
    for name in ("priya", "sam"):
        introductions.ask(people, number, name, None)
    introductions.decline(people, number, "sam", None)
    assert lines(people) == [("Priya Shah", "netlog intro drop i1")]
    introductions.drop(people, number, None)
    assert lines(people) == []


def test_nobody_archived_stands_on_the_page(people: Desk) -> None:
    opened(people)
    assert lines(people)
    keep.archive(people, "sam keller", back=False)
    assert lines(people) == []


def test_the_list_has_the_next_first_and_what_is_over_last(people: Desk) -> None:
    for _ in range(4):
        opened(people)
    introductions.drop(people, 1, None)
    introductions.ask(people, 2, "priya", None)
    introductions.drop(people, 3, None)

    def ids(found: list[Progress]) -> list[int]:
        return [each.introduction.id for each in found]

    assert ids(introductions.find_all(people, over=False)) == [4, 2]
    assert ids(introductions.find_all(people, over=True)) == [4, 2, 3, 1]
    page = person.show(people, "priya")
    assert ids(list(page.introductions)) == [4, 3, 2, 1]
    assert page.introductions[0].step


def test_with_a_contact_go_their_introductions(people: Desk) -> None:
    opened(people)
    planned = removal.plan(people, "priya")
    assert planned.introductions == 1
    removal.remove(people, planned)
    assert contents(people)["introduction"] == []


def test_removing_one_that_was_made_takes_along_what_it_wrote(people: Desk) -> None:
    before = contents(people)
    number = agreed(people)
    introductions.make(people, number, Details(), one_sided=False)
    planned = removal.plan(people, f"i{number}")
    assert (planned.whole, len(planned.favours)) == (True, 2)
    assert removal.remove(people, planned) == planned
    for table in ("introduction", "touchpoint", "participant", "favour", "acquaintance", "tally"):
        assert contents(people)[table] == before[table], table


def test_they_know_each_other_as_long_as_one_is_left_that_was_made(people: Desk) -> None:
    for _ in range(2):
        introductions.make(people, opened(people).id, Details(), one_sided=True)
    for number, left in ((2, 1), (1, 0)):
        removal.remove(people, removal.plan(people, f"i{number}"))
        assert len(contents(people)["acquaintance"]) == left


def test_how_they_know_each_other_otherwise_stays(people: Desk) -> None:
    introductions.make(people, opened(people).id, Details(), one_sided=True)
    with people.writing() as writer:
        [known] = writer.reader.acquaintances()
        writer.save(known._replace(how="old colleagues"))
    removal.remove(people, removal.plan(people, "i1"))
    assert len(contents(people)["acquaintance"]) == 1


# Made for me.


def test_who_introduced_me_did_me_a_favour_once(people: Desk) -> None:
    before = contents(people)
    done = introductions.introduced(people, "sam ito", "priya", " over lunch ", None)
    assert contact(people, 3).introduced_by == 1
    assert done.favour
    assert (done.favour.what, done.favour.kind) == (
        "introduced me to Sam Ito: over lunch",
        Kind.RECEIVED,
    )
    history = commands(people)
    again = introductions.introduced(people, "sam ito", "priya", "", None)
    assert (again.known, again.favour, commands(people)) == (True, done.favour, history)
    other = introductions.introduced(people, "sam ito", "sammy", "", None)
    assert (other.first.name, other.introducer.name) == ("Priya Shah", "Sam Keller")
    assert contact(people, 3).introduced_by == 1
    for _ in range(2):
        keep.undo(people, keep.last_operation(people))
    assert contents(people) == before


def test_it_is_the_favour_that_hi_writes(people: Desk) -> None:
    capture.hi(people, "Lee Park", "", Profile(introduced_by="priya"), Details())
    history = commands(people)
    assert introductions.introduced(people, "lee", "priya", "", None).known
    assert commands(people) == history


def test_a_story_from_long_ago_is_not_thanked_for(people: Desk) -> None:
    done = introductions.introduced(people, "sam ito", "priya", "", date(2026, 10, 1))
    assert done.favour is None
    assert contact(people, 3).introduced_by == 1


def test_nothing_is_written_where_all_of_it_is_known(people: Desk) -> None:
    long_ago = date(2026, 10, 1)
    introductions.introduced(people, "sam ito", "priya", "", long_ago)
    history = commands(people)
    again = introductions.introduced(people, "sam ito", "priya", "", long_ago)
    assert (again.known, again.favour, commands(people)) == (True, None, history)


def test_nobody_introduces_themselves(people: Desk) -> None:
    with pytest.raises(BadInput, match="themselves"):
        introductions.introduced(people, "priya", "c1", "", None)


def test_the_introducer_is_told_once_after_two_more_touchpoints(people: Desk) -> None:
    told = ("Priya Shah", 'netlog log priya "…"')
    start = people.today
    capture.hi(people, "Lee Park", "", Profile(introduced_by="priya"), Details())
    capture.log(people, ["lee"], "same day", Details())
    desk = later(people, 2)
    capture.log(desk, ["priya"], "thanks", Details(direction=Direction.OUT))
    capture.log(desk, ["lee"], "coffee", Details())
    assert lines(desk) == []
    capture.log(desk, ["lee"], "tea", Details())
    assert lines(desk) == [told]
    assert lines(later(desk, 60)) == [told]
    assert lines(later(desk, 61)) == []
    keep.archive(desk, "lee", back=False)
    assert lines(desk) == []
    keep.archive(desk, "lee", back=True)
    capture.log(desk, ["priya"], "they write", Details(direction=Direction.IN))
    assert lines(desk) == [told]
    capture.log(desk, ["priya"], "it went well", Details(direction=Direction.OUT))
    assert lines(desk) == []
    desk = later(desk, 5)
    capture.log(desk, ["lee"], "again", Details())
    assert lines(desk) == []
    assert lines(desk._replace(today=start)) == []


def test_the_introducer_who_was_there_knows(people: Desk) -> None:
    capture.hi(people, "Lee Park", "", Profile(introduced_by="priya"), Details())
    desk = later(people, 2)
    for _ in range(2):
        capture.log(desk, ["lee", "priya"], "lunch", Details())
    assert lines(desk) == []
