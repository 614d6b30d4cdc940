"""A record in the user's editor: refused texts come back with the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.core.model import Birthday, Favour, FollowUp, Kind
from netlog.errors import BadInput, NetlogError, NotFound
from netlog.journal import capture, followups, keep, removal
from netlog.journal.capture import Details, Profile
from netlog.journal.keep import ContactEdit, LogEdit
from tests.journal.conftest import commands, contact, contents, favour, touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netlog.journal.desk import Desk
    from netlog.journal.editing import Editor


def scripted(*answers: Callable[[str], str | None]) -> tuple[Editor, list[str]]:
    """An editor that does one thing after another, and the pages it was shown."""
    pages: list[str] = []
    rest: Iterator[Callable[[str], str | None]] = iter(answers)

    def edit(page: str) -> str | None:
        pages.append(page)
        return next(rest)(page)

    return edit, pages


def put(old: str, new: str) -> Callable[[str], str]:
    def edit(page: str) -> str:
        assert old in page
        return page.replace(old, new)

    return edit


def leave(page: str) -> None:
    """What the edge gives for a file that was closed as it was."""


@pytest.mark.parametrize(
    ("thing", "old", "new", "reason"),
    [
        ("priya", 'org = "Acme"', "org = Acme", "this is not valid TOML"),
        ("priya", 'org = "Acme"', "", ""),
        ("priya", 'org = "Acme"', 'orgg = "Acme"', "there is no field orgg; there are: name, org"),
        ("priya", 'org = "Acme"', "org = 3", "org is not a text"),
        ("priya", 'name = "Priya Shah"', 'name = ""', "a name cannot be empty"),
        ("priya", 'name = "Priya Shah"', 'name = "c7"', "would be taken for an id"),
        ("priya", 'birthday = ""', 'birthday = "31 Feb"', "the calendar has no"),
        ("priya", 'birthday = ""', 'birthday = "3/4"', "can be read as"),
        ("priya", 'circle = "active"', 'circle = "pals"', 'there is no circle "pals"'),
        ("priya", 'intros = "ask"', 'intros = "maybe"', 'intros cannot be "maybe"'),
        ("priya", "archived = false", "archived = 0", "archived is neither true nor false"),
        ("priya", "aliases = []", 'aliases = ["sammy"]', '"sammy" already means Sam Keller'),
        ("priya", "aliases = []", 'aliases = ["n5"]', "would be taken for an id"),
        ("priya", "aliases = []", "aliases = [1]", "aliases is not a list of texts"),
        ("priya", 'introduced_by = ""', 'introduced_by = "sam"', '2 people could be "sam"'),
        ("priya", 'introduced_by = ""', 'introduced_by = "c1"', "introduced themselves"),
        ("priya", 'introduced_by = ""', 'introduced_by = "c9"', 'nobody here is called "c9"'),
        ("priya", "phones = []", 'phones = ["x"]', '"x" is not a phone'),
        ("priya", "phones = []", 'phones = ["030 1234567"]', "belongs to Sam Keller"),
        ("p2", "on = 2026-11-01", "on = 2026-11-23", "2026-11-23 is in the future"),
        ("p2", "on = 2026-11-01", 'on = "sometime"', "on is not a day"),
        ("p2", "on = 2026-11-01", "on = 2026-02-30", "this is not valid TOML"),
        ("p2", 'at = ""', 'at = "25:00"', '"25:00" is not a time'),
        ("p2", 'channel = "meal"', 'channel = "pigeon"', 'channel cannot be "pigeon"'),
        ("p2", "depth = 0", "depth = 6", "depth is not a number from 0 to 5"),
        ("p2", "depth = 0", "depth = true", "depth is not a number from 0 to 5"),
        ("p2", "minutes = 0", "minutes = -1", "minutes is not a number"),
        ("p2", "Priya Shah (c1)", "Nobody", 'nobody here is called "Nobody"'),
        ("p2", "Priya Shah (c1)", "(c77)", 'nobody here is called "c77"'),
        ("n1", 'text = "likes tea"', 'text = ""', "a note needs a text"),
    ],
)
def test_what_cannot_be_taken_is_opened_again_with_the_reason(
    people: Desk, thing: str, old: str, new: str, reason: str
) -> None:
    was = contents(people)
    if not reason:  # a field left out stays as it is
        editor, pages = scripted(put(old, new))
        assert keep.edit_text(people, thing, editor).after == contact(people)
        assert contents(people) == was
        return
    editor, pages = scripted(put(old, new), put(new, old), leave)
    with pytest.raises(NetlogError):  # closed as it had been refused
        keep.edit_text(people, thing, scripted(put(old, new), leave)[0])
    edited = keep.edit_text(people, thing, editor)
    assert edited.before == edited.after
    first, *rest = pages[1].splitlines()
    assert first.startswith("# This cannot be taken: ")
    assert reason in first
    assert rest == pages[0].replace(old, new).splitlines()
    assert contents(people) == was


def test_an_edit_refused_twice_gives_the_last_reason_and_then_is_kept(people: Desk) -> None:
    editor, pages = scripted(
        put('org = "Acme"', "org = Acme"),
        put("org = Acme", "orgg = 1"),
        put("orgg = 1", 'org = "Initech"'),
    )
    edited = keep.edit_text(people, "priya", editor)
    assert contact(people).org == "Initech"
    assert edited.name == "Priya Shah"
    assert [page.count("# This cannot be taken:") for page in pages] == [0, 1, 1]
    assert "valid TOML" in pages[1]
    assert "no field orgg" in pages[2]
    assert len(commands(people)) == 7


@pytest.mark.parametrize("answer", [None, "", " \n\n"])
def test_leaving_or_emptying_the_text_changes_nothing(people: Desk, answer: str | None) -> None:
    was = contents(people)
    edited = keep.edit_text(people, "priya", lambda page: answer)
    assert edited.before == edited.after == contact(people)
    editor, _ = scripted(put('org = "Acme"', "org = 3"), lambda page: answer)
    if answer is None:
        with pytest.raises(BadInput, match="org is not a text"):
            keep.edit_text(people, "priya", editor)
    else:
        assert keep.edit_text(people, "priya", editor).after == contact(people)
    assert contents(people) == was


def test_an_editor_that_nobody_sits_at_is_not_run_forever(people: Desk) -> None:
    with pytest.raises(BadInput, match="there is no field bad"):
        keep.edit_text(people, "priya", lambda page: "bad = 1\n")
    with pytest.raises(BadInput, match="not valid TOML"):
        keep.edit_text(people, "priya", lambda page: f"{page}bad = 1\n")


def test_many_fields_of_a_contact_at_once(people: Desk) -> None:
    editor, _ = scripted(
        lambda page: (
            page.replace('birthday = ""', 'birthday = "29 Feb"')
            .replace('introduced_by = ""', 'introduced_by = "Sam Ito"')
            .replace("aliases = []", 'aliases = ["Pri", "pri", "P.S."]')
            .replace("phones = []", 'phones = ["+1 555 0100 200 (work)"]')
            .replace("urls = []", 'urls = ["https://x.example"]')
            .replace('"mentor"', '"#Python", "mentor"')
            .replace('circle = "active"', 'circle = "none"')
            .replace('met_on = "2026-11-22"', "met_on = 2020-02-02")
        )
    )
    keep.edit_text(people, "priya", editor)
    after = contact(people)
    assert (after.birthday, after.introduced_by, after.circle) == (Birthday(2, 29), 3, None)
    assert (after.aliases, after.tags) == (("Pri", "P.S."), ("mentor", "python"))
    assert after.met_on == date(2020, 2, 2)
    assert [(point.value, point.label) for point in after.points] == [
        ("priya@acme.example", ""),
        ("+1 555 0100 200", "work"),
        ("https://x.example", ""),
    ]
    keep.alias(people, "priya", ["pri"], remove=True)
    assert contact(people).aliases == ("P.S.",)


def test_the_people_of_a_touchpoint(people: Desk) -> None:
    editor, _ = scripted(put('"both: Sam Keller (c2)"', '"in: Sam Ito", "out: c2, awaits a reply"'))
    keep.edit_text(people, "p2", editor)
    assert [
        (part.contact_id, part.direction.value, part.awaits_reply)
        for part in touchpoint(people, 2).people
    ] == [(1, "both", False), (3, "in", False), (2, "out", True)]
    with pytest.raises(BadInput, match="a touchpoint needs somebody"):
        keep.edit_text(people, "p1", scripted(lambda page: page[: page.index("people")]
                                              + "people = []", leave)[0])  # fmt: skip


def test_a_name_that_holds_an_id_is_nobody_else(people: Desk) -> None:
    capture.hi(people, "Bob (c2)", "hello", Profile(org="X (c3)"), Details())
    keep.edit_text(people, "p3", scripted(put("hello", "hallo"))[0])
    assert [part.contact_id for part in touchpoint(people, 3).people] == [4]
    keep.edit(people, "priya", ContactEdit(introduced_by="c4"), LogEdit())
    keep.edit_text(people, "priya", scripted(put('"Acme"', '"B"'))[0])
    assert contact(people).introduced_by == 4


def test_what_another_command_changed_meanwhile_is_kept(people: Desk) -> None:
    def edit(page: str) -> str:
        keep.tag(people, "priya", ["other"], remove=False)
        return page.replace("Acme", "Initech")

    keep.edit_text(people, "priya", edit)
    assert (contact(people).org, contact(people).tags) == ("Initech", ("mentor", "other"))

    def remove(page: str) -> str:
        removal.remove(people, removal.plan(people, "n1"))
        return page.replace("tea", "coffee")

    with pytest.raises(NotFound, match="no longer there"):
        keep.edit_text(people, "n1", scripted(remove, leave)[0])


@pytest.fixture
def planned(people: Desk) -> Desk:
    """The same, with t1 for Priya and f1, given to her."""
    followups.todo(people, "priya", "send the book", date(2026, 11, 27), "1m")
    favour(people, Kind.GIVEN)
    return people


@pytest.mark.parametrize(
    ("thing", "old", "new", "reason"),
    [
        ("t1", 'text = "send the book"', 'text = " "', "a follow-up needs a text"),
        ("t1", 'every = "1m"', 'every = "at times"', "is not a rhythm I can read"),
        ("t1", 'every = "1m"', "every = 3", "every is not a text"),
        ("t1", "due_on = 2026-11-27", 'due_on = ""', "due_on is not a day"),
        ("t1", 'done_on = ""', "done_on = 2026-11-22", "what repeats is never done for good"),
        ("t1", "Priya Shah (c1, Acme)", "sam", '2 people could be "sam"'),
        ("t1", "Priya Shah (c1, Acme)", "zzz", 'nobody here is called "zzz"'),
        ("f1", 'what = "an intro"', 'what = ""', "a favour needs words"),
        ("f1", "size = 1", "size = 0", "size is not a number from 1 to 3"),
        ("f1", "size = 1", "size = 4", "size is not a number from 0 to 3"),
        ("f1", "size = 1", "kind = 1", "there is no field kind"),
        ("f1", "on = 2026-11-22", "on = 2026-11-23", "2026-11-23 is in the future"),
        ("priya", "cadence_days = 0", "cadence_days = -1", "cadence_days is not a number"),
        ("priya", 'snoozed_until = ""', 'snoozed_until = "soon"', "snoozed_until is not a day"),
    ],
)
def test_plans_and_favours_that_cannot_be_taken(
    planned: Desk, thing: str, old: str, new: str, reason: str
) -> None:
    was = contents(planned)
    editor, pages = scripted(put(old, new), leave)
    with pytest.raises(NetlogError):
        keep.edit_text(planned, thing, editor)
    assert reason in pages[1].splitlines()[0]
    assert contents(planned) == was


def test_a_follow_up_as_a_whole(planned: Desk) -> None:
    def edit(page: str) -> str:
        assert page.startswith("# follow-up t1. ")
        return (
            page.replace("send the book", "lend the book")
            .replace("Priya Shah (c1, Acme)", "c2")
            .replace("2026-11-27", "2026-12-04")
            .replace('"1m"', '"every two weeks"')
        )

    keep.edit_text(planned, "t1", edit)
    day = date(2026, 12, 4)
    with planned.reading() as reader:
        assert reader.follow_up(1) == FollowUp(1, 2, "Sam Keller", "lend the book", day, day, "2w")
    editor, _ = scripted(
        lambda page: (
            page.replace("Sam Keller (c2)", "")
            .replace('every = "2w"', 'every = ""')
            .replace('done_on = ""', "done_on = 2026-11-22")
        )
    )
    assert keep.edit_text(planned, "t1", editor).name == "lend the book"
    with planned.reading() as reader:
        assert reader.follow_ups() == []
        assert reader.follow_up(1).contact_id is None  # type: ignore[union-attr]


def test_a_favour_as_a_whole(planned: Desk) -> None:
    def edit(page: str) -> str:
        assert page.startswith("# favour f1, given, with Priya Shah. ")
        return page.replace("an intro", "two intros").replace("size = 1", "size = 2")

    edited = keep.edit_text(planned, "f1", edit)
    assert isinstance(edited.after, Favour)
    assert (edited.after.what, edited.after.size) == ("two intros", 2)
    assert touchpoint(planned, edited.after.touchpoint_id).note == "two intros"


def test_a_rhythm_and_a_rest(people: Desk) -> None:
    keep.edit_text(people, "priya", put("cadence_days = 0", "cadence_days = 42"))
    keep.edit_text(people, "priya", put('snoozed_until = ""', "snoozed_until = 2026-12-06"))
    after = contact(people)
    assert (after.cadence_days, after.snoozed_until) == (42, date(2026, 12, 6))


def test_nobody_leaves_a_touchpoint_that_is_their_favour(people: Desk) -> None:
    received = favour(people, Kind.RECEIVED, contact_ids=(1, 2))
    thanks = capture.log(people, ["priya", "sam i"], "thank you", Details()).touchpoint
    with people.writing() as writer:
        writer.settle_favour(received.id, thanks.id)
    was = contents(people)
    for number, way, reason in (
        (received.touchpoint_id, "in", "is the favour f1"),
        (thanks.id, "out", "settles the favour f1"),
    ):
        leaving = put(f'    "{way}: Priya Shah (c1)",\n', "")
        with pytest.raises(BadInput, match=reason):
            keep.edit_text(people, f"p{number}", scripted(leaving, leave)[0])
    assert contents(people) == was
    keep.edit_text(people, f"p{received.touchpoint_id}", put('    "in: Sam Keller (c2)",\n', ""))
    assert len(touchpoint(people, received.touchpoint_id).people) == 1
