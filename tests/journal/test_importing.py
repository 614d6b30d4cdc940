"""Bringing in what a file tells: matched, filled, added, and nothing twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.core.model import Channel, Contact, Direction, Point, Problem, Touchpoint
from netlog.errors import BadInput
from netlog.formats.entry import Card, Entry, Guest, Plan, Remark, Skipped, Tie
from netlog.journal import capture, importing, intake, keep
from netlog.journal.capture import Profile
from netlog.journal.importing import Options
from tests.journal.conftest import contact, contents

if TYPE_CHECKING:
    from netlog.journal.desk import Desk
    from netlog.journal.imported import Imported

DAY = date(2026, 11, 2)


def email(address: str, label: str = "") -> Point:
    return Point("email", address, address, label)


def card(name: str, uid: str = "", *points: Point, **more: object) -> Card:
    fields = {
        key: more.pop(key) for key in [*more] if key in Contact._fields and key != "introduced_by"
    }
    return Card("card 1", Contact(0, uid, name, points=points, **fields), **more)  # type: ignore[arg-type]


def entry(source_id: str, *guests: Guest, on: date = DAY, note: str = "planning") -> Entry:
    touchpoint = Touchpoint(0, on, Channel.MEETING, note, source="calendar", source_id=source_id)
    return Entry(source_id, touchpoint, guests)


def bring(desk: Desk, *records: object, **options: bool) -> Imported:
    return importing.bring(desk, records, "the file", Options(**options))  # type: ignore[arg-type]


def test_somebody_new_is_in_no_circle_and_keeps_the_uid(desk: Desk) -> None:
    done = bring(desk, card("Sam Keller", "urn:7", email("sam@x.example"), org="Initech"))
    assert (done.new, done.matched, done.read) == (1, 0, 1)
    sam = contact(desk)
    assert (sam.name, sam.uid, sam.org, sam.circle) == ("Sam Keller", "urn:7", "Initech", None)
    assert sam.added_on == desk.today


def test_empty_fields_are_filled_and_others_left(desk: Desk) -> None:
    capture.add(desk, "Sam Keller", Profile(org="Initech", emails=("sam@x.example",)))
    file = card("Sam Keller", "urn:7", email("sam@x.example"), org="Other", city="Berlin")
    done = bring(desk, file)
    assert (done.new, done.matched, done.changed) == (0, 1, 1)
    sam = contact(desk)
    assert (sam.org, sam.city, sam.known_as) == ("Initech", "Berlin", ("urn:7",))
    bring(desk, file, update=True)
    assert contact(desk).org == "Other"


ANA = email("ana@x.example")
FILE = (
    card(
        "Ana [x] \"Z\" O'Neil 王 🙂", "urn:1", ANA, Point("phone", "1", "1"),
        tags=("friend",), aliases=("Annie",), remarks=(Remark("likes tea"), Remark("met", DAY)),
        plans=(Plan("write", date(2027, 1, 1), "1y"),), knows=(Tie("urn:2"),),
    ),
    card("Bo Lind", "urn:2", introduced_by="urn:1"),
    card("Cy Park", org="Acme"),
    entry("e1", Guest("Ana", Direction.BOTH, (ANA,)), Guest("Dee", Direction.IN)),
    entry("e2", Guest("Cy Park", Direction.OUT, awaits_reply=True)),
)  # fmt: skip


def test_a_second_time_nothing_changes(desk: Desk) -> None:
    first = bring(desk, *FILE)
    assert (first.new, first.touchpoints, first.changed) == (4, 2, 0)
    assert first.others == (("note", 2), ("follow-up", 1), ("acquaintance", 1))
    before = contents(desk)
    again = bring(desk, *FILE)
    assert (again.matched, again.is_news) == (3, False)
    assert dict(again.skipped) == {"here already": 2}
    assert contents(desk) == before
    bring(desk, *FILE, update=True)
    assert contents(desk) == before


def test_what_somebody_here_gets_is_told_before_and_after(desk: Desk) -> None:
    """Also where it is no field of theirs, or only who brought them."""
    bring(desk, card("Ana"), card("Bo"))
    for more, said in (
        ({"remarks": (Remark("likes tea"),)}, (("note", 1),)),
        ({"uid": "urn:1", "introduced_by": "urn:2"}, ()),
    ):
        records = card("Ana", **more), card("Bo", "urn:2")  # type: ignore[arg-type]
        planned = bring(desk, *records, dry_run=True)
        done = bring(desk, *records)
        assert planned._replace(dry_run=False, filled=done.filled) == done
        assert (done.others, done.is_news) == (said, True)
    assert contact(desk, 1).introduced_by == 2
    assert not bring(desk, *records).is_news


def test_what_was_changed_here_since_stays(desk: Desk) -> None:
    """Whoever was renamed, put away or merged is still known; whoever was removed comes back."""
    bring(desk, *FILE)
    keep.edit(desk, "c1", keep.ContactEdit(name="Zoe Zed", org="Umbra"), keep.LogEdit())
    keep.archive(desk, "c2", back=False)
    before = contents(desk)
    assert not bring(desk, *FILE).is_news
    assert contents(desk) == before


def test_one_undo_takes_the_whole_import_back(desk: Desk) -> None:
    capture.add(desk, "Bo Lind", Profile())
    before = contents(desk)
    bring(desk, *FILE)
    keep.undo(desk, keep.last_operation(desk))
    assert contents(desk) == before


def test_a_large_file_is_written_along_the_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is in the journal by then is filled in, introduced and met like all others."""
    capture.add(desk, "Bo Lind", Profile())
    before = contents(desk)
    first, *others = FILE
    file = (
        first._replace(introduced_by="urn:9"),
        *others,
        card("Cy Park", "", ANA, org="Acme", city="Berlin"),
        card("Eve", "urn:9", remarks=(Remark("met"), Remark("met", DAY))),
    )
    found = []
    for many in (importing._MANY, 0):
        monkeypatch.setattr(importing, "_MANY", many)
        monkeypatch.setattr(intake, "_BATCH", max(many, 1))
        done = bring(desk, *file)
        with desk.reading() as reader:
            found.append((done, reader.contacts()))
        keep.undo(desk, keep.last_operation(desk))
        assert contents(desk) == before
    assert found[0] == found[1]
    assert (found[0][0].new, found[0][0].matched) == (4, 1)


def test_what_belongs_to_people_comes_along(desk: Desk) -> None:
    bring(desk, *FILE)
    with desk.reading() as reader:
        ana, bo = contact(desk, 1), contact(desk, 2)
        assert bo.introduced_by == ana.id
        assert {note.text for note in reader.notes(ana.id)} == {"likes tea", "met"}
        assert [(task.text, task.every) for task in reader.follow_ups(ana.id)] == [("write", "1y")]
        assert reader.acquaintance(ana.id, bo.id) is not None
        waiting = [attempt.name for attempt in reader.attempts(desk.today)]
    assert waiting == ["Cy Park"]


def test_plans_of_the_past_do_not_pile_up(desk: Desk) -> None:
    plans = (Plan("call", date(2020, 2, 29), "1y"), Plan("write", date(2020, 1, 1)))
    bring(desk, card("Ana", plans=plans))
    with desk.reading() as reader:
        tasks = {task.text: task for task in reader.follow_ups(done=True)}
    assert (tasks["call"].due_on, tasks["call"].done_on) == (date(2027, 2, 28), None)
    assert tasks["write"].done_on == desk.today
    before = contents(desk)
    bring(desk, card("Ana", plans=plans))
    assert contents(desk) == before


def test_a_dry_run_tells_and_changes_nothing(desk: Desk) -> None:
    done = bring(desk, *FILE, dry_run=True)
    assert not desk.path.exists()
    assert (done.new, done.touchpoints, done.dry_run) == (4, 2, True)
    assert [each.name for each in done.people][1:] == ["Bo Lind", "Cy Park", "Dee"]
    assert dict(done.others) == {"note": 2, "follow-up": 1, "acquaintance": 1}
    assert [part.name for part in done.log[1].people] == ["Cy Park"]


def test_one_who_only_looks_alike_is_added_and_named(desk: Desk) -> None:
    capture.add(desk, "Sam Keller", Profile(org="Initech"))
    file = card("Sam Keller", org="Other")
    done = bring(desk, file)
    assert done.new == 1
    (doubt,) = done.doubts
    assert (doubt.contact.id, [other.id for other in doubt.alike]) == (2, [1])
    assert bring(desk, file).new == 0


def test_two_cards_of_one_person_are_one(desk: Desk) -> None:
    done = bring(
        desk,
        card("Sam Keller", "", email("sam@x.example")),
        card("Sam Keller", "", email("sam@x.example"), city="Berlin"),
    )
    assert done.new == 1
    assert contact(desk).city == "Berlin"


def test_a_uid_that_is_somebody_elses_is_not_taken_away(desk: Desk) -> None:
    bring(desk, card("Ana", "urn:1", email("ana@x.example")), card("Bo", "urn:2"))
    bring(desk, card("Bo", "urn:2", email("ana@x.example"), known_as=("urn:1",)))
    assert contact(desk, 1).uid == "urn:1"
    assert contact(desk, 2).known_as == ()


def test_i_am_nobody_to_add(desk: Desk) -> None:
    mine = desk._replace(settings=desk.settings._replace(addresses=("me@x.example",)))
    guests = Guest("Me", Direction.BOTH, (email("me@x.example"),)), Guest("Ana", Direction.BOTH)
    done = bring(mine, card("Me", "", email("me@x.example")), entry("e1", *guests))
    assert (done.new, dict(done.skipped)) == (1, {"yourself": 1})


def test_strangers_may_be_left_out(desk: Desk) -> None:
    done = bring(desk, entry("e1", Guest("Ana", Direction.BOTH)), known_only=True)
    assert (done.new, done.touchpoints) == (0, 0)
    assert dict(done.skipped) == {"with nobody who counts": 1}


def test_a_bare_name_that_two_have_is_nobody(desk: Desk) -> None:
    bring(desk, card("Sam Ito", "1"), card("Sam Ito", "2"))
    done = bring(desk, entry("e1", Guest("Sam Ito", Direction.BOTH)))
    assert (done.new, done.touchpoints) == (0, 0)


def test_what_is_to_come_waits(desk: Desk) -> None:
    done = bring(desk, entry("e1", Guest("Ana", Direction.BOTH), on=date(2026, 11, 23)))
    assert dict(done.skipped) == {"dated in the future": 1}
    assert done.new == 0


@pytest.mark.parametrize("records", [(), (Problem("card 1", "broken"),)])
def test_a_file_that_yields_nothing_is_an_error(desk: Desk, records: tuple[Problem, ...]) -> None:
    with pytest.raises(BadInput, match="nothing in the file could be read"):
        bring(desk, *records)
    assert not desk.path.exists()


def test_one_whose_records_were_all_skipped_is_none(desk: Desk) -> None:
    done = bring(desk, Skipped("card 1", "a group"), Skipped("card 2", "a group"))
    assert dict(done.skipped) == {"a group": 2}


def test_the_good_are_kept_beside_the_broken(desk: Desk) -> None:
    done = bring(desk, Problem("card 1", "broken"), card("Ana"))
    assert (done.new, done.problems) == (1, (Problem("card 1", "broken"),))
