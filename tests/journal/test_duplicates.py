"""Who is found twice, what a merge comes to, and that it holds for every other command."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from netlog.core.introductions import Side, begin
from netlog.core.model import Acquaintance, Contact, Interest, Note, Point, Want
from netlog.errors import Ambiguous, BadInput, NotFound
from netlog.formats.entry import Card
from netlog.journal import capture, duplicates, importing, keep, matching, paths, people
from netlog.journal.capture import Details
from netlog.journal.duplicates import find_likely, merge, plan, tell_apart, walk
from netlog.journal.importing import Options

if TYPE_CHECKING:
    from netlog.journal.desk import Desk
    from netlog.journal.duplicates import Likely

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
MAIL = Point("email", "sam@acme.example", "sam@acme.example")


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Sam Keller (c1) and, archived, Sam Keller (c2) of the same organisation; Lee (c3)."""
    with desk.writing() as writer:
        writer.add_contact(Contact(0, "sam-1", "Sam Keller", "Acme", points=(MAIL,)))
        writer.add_contact(Contact(0, "sam-2", "Sam Keller", "Acme", city="Rome", archived=True))
        writer.add_contact(Contact(0, "lee", "Lee Park", "Acme"))
    return desk


def ids(likely: list[Likely]) -> list[tuple[int, int]]:
    return [(each.a.id, each.b.id) for each in likely]


def unite(desk: Desk, one: str, other: str) -> duplicates.Merge:
    return merge(desk, plan(desk, one, other, {}), {})


def test_the_archived_are_found_too_with_both_commands(three: Desk) -> None:
    (likely,) = find_likely(three)
    assert (likely.a.archived, likely.b.archived) == (False, True)
    assert (likely.merge, likely.not_same) == ("netlog merge c1 c2", "netlog not-same c1 c2")
    assert likely.reasons


def test_who_is_not_the_same_is_remembered_until_it_is_taken_back(three: Desk) -> None:
    told = tell_apart(three, "c2", "c1")
    assert (told.a.id, told.before, told.after) == (2, False, True)
    assert find_likely(three) == []
    assert tell_apart(three, "c1", "c2").before
    assert len(keep.history(three, None)) == 2  # the second time wrote nothing
    assert duplicates.forget_apart(three, "c1", "c2").before
    assert ids(find_likely(three)) == [(1, 2)]
    with pytest.raises(BadInput, match="not written down"):
        duplicates.forget_apart(three, "c1", "c2")


def test_a_merged_pair_is_never_suggested_and_undo_brings_it_back(three: Desk) -> None:
    before = find_likely(three)
    merged = unite(three, "c1", "c2")
    assert merged.contact.city == "Rome"
    assert find_likely(three) == []
    with pytest.raises(NotFound):
        people.find(three, "c2")
    keep.undo(three, keep.last_operation(three))
    assert find_likely(three) == before


def test_a_plan_writes_nothing_and_counts_what_comes(three: Desk) -> None:
    with three.writing() as writer:
        writer.add(Note(0, 2, three.today, "likes tea"))
        writer.add(begin(Side(1, ""), Side(2, ""), "tea", three.today))
        writer.add(begin(Side(3, ""), Side(2, ""), "tea", three.today))
        lee = people.whole(writer.reader, 3)
        writer.save_contact(lee._replace(introduced_by=2))
    operations = keep.history(three, None)
    planned = plan(three, "c1", "c2", {})
    assert planned.moved._asdict() == {
        "touchpoints": 0, "shared": 0, "notes": 1, "favours": 0, "follow_ups": 0,
        "introductions": 1, "between": 1, "interests": 0, "vouches": 0, "acquaintances": 0,
        "posts": 0, "brought": 1,
    }  # fmt: skip
    assert keep.history(three, None) == operations


def test_a_preference_holds_where_it_is_written(three: Desk) -> None:
    with three.writing() as writer:
        second = people.whole(writer.reader, 2)
        writer.save_contact(second._replace(org="Initech"))
    planned = plan(three, "c1", "c2", {"org": "second"})
    assert [(each.field, each.taken) for each in planned.conflicts] == [("org", "second")]
    assert merge(three, planned, {"org": "second"}).contact.org == "Initech"


@pytest.mark.parametrize(
    ("one", "other", "error"),
    [
        ("c1", "c1", BadInput),
        ("sam@acme.example", "c1", BadInput),
        ("c1", "c9", NotFound),
        ("lee", "nobody such", NotFound),
    ],
)
def test_it_takes_two(three: Desk, one: str, other: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        plan(three, one, other, {})
    with pytest.raises(error):
        tell_apart(three, one, other)


def test_a_name_of_both_is_asked_about_and_never_guessed(three: Desk) -> None:
    keep.archive(three, "c2", back=True)
    with pytest.raises(Ambiguous):
        plan(three, "Sam Keller", "c2", {})


def test_a_name_that_somebody_else_bears_does_not_become_an_alias(three: Desk) -> None:
    with three.writing() as writer:
        writer.add_contact(Contact(0, "", "Samuel Keller", "Acme"))
        writer.add_contact(Contact(0, "", "Samuel Keller", "Initech"))
    merged = unite(three, "c1", "c4")
    assert merged.contact.aliases == ()
    assert merged.left_out == ("Samuel Keller",)
    assert people.find(three, "Samuel Keller").id == 5
    assert unite(three, "c1", "c5").contact.aliases == ("Samuel Keller",)


def test_a_hostile_name_survives_as_an_alias(three: Desk) -> None:
    with three.writing() as writer:
        writer.add_contact(Contact(0, "", HOSTILE))
    assert unite(three, "c3", "c4").contact.aliases == (HOSTILE,)
    assert people.find(three, HOSTILE).id == 3


def test_importing_again_finds_the_merged_one_by_either_uid(three: Desk) -> None:
    unite(three, "c1", "c2")
    before = _contact(three, 1)
    for uid in ("sam-1", "sam-2"):
        card = Card("card 1", Contact(0, uid, "Sam Keller", "Acme"))
        imported = importing.bring(three, [card], "a file", Options())
        assert (imported.new, imported.matched, imported.changed) == (0, 1, 0)
    assert _contact(three, 1) == before


def test_nobody_is_suggested_to_themselves(three: Desk) -> None:
    """The one needs what the other offers; they know each other, brought one another, were at one
    touchpoint.
    """
    keep.archive(three, "c2", back=True)
    with three.writing() as writer:
        writer.add(Interest(0, 1, "", Want.NEEDS, "a designer", three.today))
        writer.add(Interest(0, 2, "", Want.OFFERS, "design", three.today))
        writer.add(begin(Side(1, ""), Side(3, ""), "tea", three.today))
    for number in ("c1", "c2", "c3"):
        capture.log(three, [number], "tea", Details())
    assert [{pair.a.id, pair.b.id} for pair in matching.match(three, "", None).pairs] == [{1, 2}]
    with three.writing() as writer:
        writer.add(begin(Side(1, ""), Side(2, ""), "tea", three.today))
        writer.add(Acquaintance(0, 1, 2, "school", three.today))
        writer.save_contact(people.whole(writer.reader, 2)._replace(introduced_by=1))
    capture.log(three, ["c1", "c2"], "lunch", Details())
    with three.reading() as reader:
        assert {bond[:2] for bond in reader.bonds([1], three.today)} == {(1, 2)}
    unite(three, "c1", "c2")
    assert matching.match(three, "", None).pairs == ()
    with three.reading() as reader:
        assert reader.bonds([1, 3], three.today) == []
        pairs = [{side.contact_id for side in each.sides} for each in reader.introductions()]
        assert pairs == [{1, 3}]
    (way,) = paths.find_ways(three, "c1", None).ways
    assert len(way.hops) == 1


def test_a_walk_takes_what_was_done_on_the_way_into_account(three: Desk) -> None:
    with three.writing() as writer:
        writer.add_contact(Contact(0, "", "Sam J. Keller", "Acme"))
        writer.add_contact(Contact(0, "", "Sam Keller", "Acme"))
    seen = []
    for likely in walk(three, find_likely(three)):
        seen.append((likely.a.id, likely.b.id))
        unite(three, f"c{likely.b.id}", f"c{likely.a.id}")  # the other way round
    assert len(seen) == len(set(seen)) == 3  # four of them
    with three.reading() as reader:
        assert len(reader.named()) == 2


def test_a_walk_on_which_nothing_is_done_shows_each_pair_once(three: Desk) -> None:
    with three.writing() as writer:
        writer.add_contact(Contact(0, "", "Sam Keller", "Acme"))
    likely = find_likely(three)
    assert ids(list(walk(three, likely))) == list(itertools.combinations((1, 2, 4), 2))


def _contact(desk: Desk, number: int) -> Contact:
    with desk.reading() as reader:
        return people.whole(reader, number)
