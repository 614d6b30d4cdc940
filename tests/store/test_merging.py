"""Two contacts made one: nothing of either is lost, nothing is there twice, undo restores both."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.core import merging as core
from netlog.core.introductions import Side, begin
from netlog.core.model import (
    BY_ME,
    Acquaintance,
    Channel,
    Contact,
    Direction,
    Distinction,
    FollowUp,
    Interest,
    Kind,
    Note,
    Participant,
    Point,
    Post,
    Touchpoint,
    Vouch,
    Want,
)
from netlog.core.scoring import fold

if TYPE_CHECKING:
    from conftest import Journal

DAY = date(2026, 11, 1)
KEPT, GONE, LEE, ONA, KIM = 1, 2, 3, 4, 5
OUT, IN, BOTH = Direction


@pytest.fixture
def two(journal: Journal) -> Journal:
    """Two who are one, Lee, whom both know, Ona, and Kim, whom the second brought."""
    kept = Contact(0, "uid-kept", "Sam Keller", points=(Point("email", "s@x.io", "s@x.io"),))
    gone = Contact(
        0, "uid-gone", "Samuel Keller", "Acme", introduced_by=KEPT, aliases=("Sammy",),
        points=(Point("email", "S@x.io", "s@x.io", "work"), Point("phone", "+4930", "+4930")),
        tags=("cook",), known_as=("card-7",),
    )  # fmt: skip
    with journal.writing() as writer:
        for contact in (kept, gone, Contact(0, "", "Lee Park"), Contact(0, "", "Ona Vale")):
            writer.add_contact(contact)
        writer.add_contact(Contact(0, "", "Kim Ito", introduced_by=GONE))
    return journal


def merge(journal: Journal) -> None:
    """Make them one, see what holds of any merge, take it back to the last bit, and do it again."""
    before = journal.dump()
    _merge(journal)
    journal.undo()
    assert journal.dump() == before
    journal.check()
    _merge(journal)


def _merge(journal: Journal) -> None:
    with journal.writing("netlog merge") as writer:
        kept, gone = (writer.reader.contact(each) for each in (KEPT, GONE))
        assert kept
        assert gone
        writer.merge_contacts(core.merge(kept, gone).contact, GONE)
    journal.check()
    for table, column in columns(journal):
        assert journal.sql(f'SELECT * FROM "{table}" WHERE "{column}" = ?', GONE) == []
    stored = journal.sql("SELECT * FROM tally ORDER BY contact_id")
    with journal.reading() as reader:
        folded = {
            each.id: fold(reader.touches(each.id), journal.constants) for each in reader.named()
        }
    assert stored == [(number, *tally) for number, tally in folded.items() if tally]


def columns(journal: Journal) -> list[tuple[str, str]]:
    """Every column of the schema that names a contact."""
    return journal.sql(
        'SELECT t.name, "from" FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS f'
        " WHERE f.\"table\" = 'contact'"
    )


def rows(journal: Journal, columns: str, table: str) -> list[tuple[object, ...]]:
    return journal.sql(f"SELECT {columns} FROM {table} ORDER BY id")


def test_everything_in_every_table_comes_over(two: Journal) -> None:
    both = two.touch("2026-10-01", GONE, direction=IN)
    two.note(GONE, "likes tea")
    with two.writing() as writer:
        favour = Touchpoint(0, DAY, Channel.EMAIL, "a book", people=(Participant(GONE, "", OUT),))
        writer.add_favour(Kind.GIVEN, writer.add_touchpoint(favour), GONE, 2)
        writer.add(FollowUp(0, GONE, "", "send deck", due_on=DAY, anchor_on=DAY))
        writer.add(Interest(0, GONE, "", Want.NEEDS, "a designer", DAY))
        writer.add(Vouch(0, GONE, "", 4, "kind", DAY))
        writer.add(Post(0, GONE, "Initech", "Cook", DAY))
        writer.add(begin(Side(GONE, ""), Side(LEE, ""), "tea", DAY))
        writer.add(begin(Side(ONA, ""), Side(GONE, ""), "tea", DAY))
        writer.add(Acquaintance(0, GONE, LEE, "school", DAY))
        writer.add(Distinction(0, GONE, ONA))
    bare = [
        (table, column)
        for table, column in columns(two)
        if not two.sql(f'SELECT 1 FROM "{table}" WHERE "{column}" = ?', GONE)
    ]
    # Nor is a table forgotten here. As the second of such a pair it can only be with the kept one.
    assert bare == [("acquaintance", "b_id"), ("distinction", "b_id")]

    merge(two)

    with two.reading() as reader:
        sam = reader.contact(KEPT)
        assert sam
        assert (sam.uid, sam.name, sam.org, sam.introduced_by) == (
            "uid-kept", "Sam Keller", "Acme", None,
        )  # fmt: skip
        assert {point.normal for point in sam.points} == {"s@x.io", "+4930"}
        assert set(sam.aliases) == {"Sammy", "Samuel Keller"}
        assert (sam.tags, set(sam.known_as)) == (("cook",), {"card-7", "uid-gone"})
        assert reader.introducers()[KIM] == KEPT
        touchpoint = reader.touchpoint(both)
        assert touchpoint
        assert [(part.contact_id, part.direction) for part in touchpoint.people] == [(KEPT, IN)]
        assert [note.text for note in reader.notes(KEPT)] == ["likes tea"]
        assert [(each.what, each.size) for each in reader.favours(date.max, KEPT)] == [
            ("a book", 2)
        ]
        assert [each.text for each in reader.follow_ups(KEPT)] == ["send deck"]
        assert [each.what for each in reader.interests(KEPT)] == ["a designer"]
        assert [each.value for each in reader.vouches(KEPT)] == [4]
        assert [each.org for each in reader.posts(KEPT)] == ["Initech"]
        assert len(reader.introductions(KEPT)) == 2
        assert [(each.a_id, each.b_id, each.how) for each in reader.acquaintances()] == [
            (KEPT, LEE, "school")
        ]
        assert [(each.a_id, each.b_id) for each in reader.distinctions()] == [(KEPT, ONA)]


@pytest.mark.parametrize(
    ("kept", "gone", "both"),
    [
        ((OUT, False), (OUT, False), ("out", 0)),
        ((OUT, True), (OUT, False), ("out", 1)),
        ((OUT, False), (OUT, True), ("out", 1)),
        ((OUT, True), (IN, False), ("both", 0)),
        ((IN, False), (OUT, True), ("both", 0)),
        ((BOTH, False), (OUT, True), ("both", 0)),
    ],
)
def test_on_one_touchpoint_they_take_part_once(
    two: Journal, kept: tuple[Direction, bool], gone: tuple[Direction, bool], both: tuple[str, int]
) -> None:
    with two.writing() as writer:
        people = (Participant(KEPT, "", *kept), Participant(GONE, "", *gone))
        writer.add_touchpoint(
            Touchpoint(0, DAY, Channel.EMAIL, people=(*people, Participant(LEE, "", OUT)))
        )
    merge(two)
    assert rows(two, "contact_id, direction, awaits_reply", "participant") == [
        (KEPT, *both), (LEE, "out", 0),
    ]  # fmt: skip


def favours(journal: Journal, kept: Kind, gone: Kind) -> int:
    """A favour of each on one touchpoint, of the sizes 1 and 3."""
    ways = {Kind.RECEIVED: IN}
    people = tuple(
        Participant(number, "", ways.get(kind, OUT))
        for number, kind in ((KEPT, kept), (GONE, gone))
    )
    with journal.writing() as writer:
        own = writer.add_touchpoint(Touchpoint(0, DAY, Channel.OTHER, "help", people=people))
        writer.add_favour(kept, own, KEPT, 1)
        return writer.add_favour(gone, own, GONE, 3)


def test_one_favour_of_both_is_one_and_settled_as_soon_as_either_is(two: Journal) -> None:
    second = favours(two, Kind.RECEIVED, Kind.RECEIVED)
    thanks = two.touch("2026-11-02", GONE, direction=OUT)
    with two.writing() as writer:
        writer.settle_favour(second, thanks)
    merge(two)
    with two.reading() as reader:
        (favour,) = reader.favours(date.max)
    assert (favour.contact_id, favour.size, favour.settled_by) == (KEPT, 3, thanks)
    assert favour.outcome == "thanked"


def test_two_favours_of_one_touchpoint_are_both_kept(two: Journal) -> None:
    favours(two, Kind.GIVEN, Kind.RECEIVED)
    merge(two)
    with two.reading() as reader:
        found = {each.kind: each for each in reader.favours(date.max, KEPT)}
    assert {kind: each.what for kind, each in found.items()} == {
        Kind.GIVEN: "help", Kind.RECEIVED: "help",
    }  # fmt: skip
    assert found[Kind.GIVEN].touchpoint_id != found[Kind.RECEIVED].touchpoint_id


def test_nobody_is_introduced_to_knows_or_differs_from_themselves(two: Journal) -> None:
    with two.writing() as writer:
        people = (Participant(KEPT, "", OUT), Participant(GONE, "", OUT))
        made = writer.add_touchpoint(Touchpoint(0, DAY, Channel.EMAIL, "meet", people=people))
        for number in (KEPT, GONE):
            writer.add_favour(Kind.GIVEN, made, number, 1)
        between = begin(Side(GONE, ""), Side(KEPT, ""), "tea", DAY)
        writer.add(between._replace(made_on=DAY, touchpoint_id=made))
        writer.add(begin(Side(LEE, ""), Side(GONE, ""), "tea", DAY))
        writer.add(Acquaintance(0, KEPT, GONE, BY_ME, DAY))
        writer.add(Distinction(0, KEPT, GONE))
        lee = writer.reader.contact(LEE)
        assert lee
        writer.save_contact(lee._replace(introduced_by=GONE))
    merge(two)
    assert rows(two, "a_id, b_id", "introduction") == [(LEE, KEPT)]
    assert rows(two, "id", "acquaintance") == rows(two, "id", "distinction") == []
    assert rows(two, "contact_id, direction", "participant") == [(KEPT, "out")]
    assert rows(two, "contact_id", "favour") == [(KEPT,)]
    assert rows(two, "id, introduced_by", "contact") == [
        (KEPT, None), (LEE, KEPT), (ONA, None), (KIM, KEPT),
    ]  # fmt: skip


def test_the_first_who_came_through_the_second_came_through_nobody(two: Journal) -> None:
    with two.writing() as writer:
        kept = writer.reader.contact(KEPT)
        assert kept
        writer.save_contact(kept._replace(introduced_by=GONE))
    merge(two)
    assert rows(two, "introduced_by", "contact")[0] == (None,)


@pytest.mark.parametrize(
    ("kept", "gone", "how"),
    [
        ("school", "work", "school, work"),
        ("school", "school", "school"),
        ("", "work", "work"),
        ("school", "", "school"),
        (BY_ME, "work", "work"),
        ("school", BY_ME, "school"),
        (BY_ME, BY_ME, BY_ME),
        ("", BY_ME, BY_ME),
        (BY_ME, "", BY_ME),
    ],
)
def test_whom_both_know_they_know_in_both_ways(
    two: Journal, kept: str, gone: str, how: str
) -> None:
    with two.writing() as writer:
        writer.add(Acquaintance(0, KEPT, LEE, kept, DAY))
        writer.add(Acquaintance(0, GONE, LEE, gone, date(2020, 1, 1)))
        writer.add(Acquaintance(0, GONE, ONA, "choir", DAY))
        writer.add(Distinction(0, KEPT, LEE))
        writer.add(Distinction(0, GONE, LEE))
    merge(two)
    assert rows(two, "a_id, b_id, how, day", "acquaintance") == [
        (KEPT, LEE, how, "2020-01-01"), (KEPT, ONA, "choir", "2026-11-01"),
    ]  # fmt: skip
    assert rows(two, "a_id, b_id", "distinction") == [(KEPT, LEE)]


def test_a_pair_stands_in_order_when_the_larger_id_stays(two: Journal) -> None:
    with two.writing() as writer:
        writer.add(Acquaintance(0, GONE, LEE, "school", DAY))
        writer.add(Distinction(0, GONE, LEE))
        gone, kept = (writer.reader.contact(each) for each in (GONE, KIM))
        assert gone
        assert kept
        writer.merge_contacts(core.merge(kept, gone).contact, GONE)
    two.check()
    for table in ("acquaintance", "distinction"):
        assert rows(two, "a_id, b_id", table) == [(LEE, KIM)]


def test_what_is_noted_of_both_in_the_same_words_is_kept_once(two: Journal) -> None:
    with two.writing() as writer:
        for number in (KEPT, GONE):
            for _ in range(2 if number == KEPT else 1):
                writer.add(Note(0, number, DAY, "likes tea"))
            writer.add(FollowUp(0, number, "", "rent", due_on=DAY, anchor_on=DAY, every="1m"))
            writer.add(Interest(0, number, "", Want.OFFERS, "design", DAY))
            writer.add(Vouch(0, number, "", 3, "", DAY))
            writer.add(Post(0, number, "Initech", "", DAY))
        writer.add(Note(0, GONE, date(2026, 1, 1), "likes tea"))
        writer.add(Interest(0, GONE, "", Want.OFFERS, "design", DAY, settled_on=DAY))
    merge(two)
    assert rows(two, "contact_id, day", "note") == [
        (KEPT, "2026-11-01"), (KEPT, "2026-11-01"), (KEPT, "2026-01-01"),
    ]  # fmt: skip  # the first wrote it twice, and that is theirs
    for table, number in (("follow_up", 1), ("interest", 2), ("vouch", 1), ("post", 1)):
        assert rows(two, "contact_id", table) == [(KEPT,)] * number, table


def test_what_moves_is_dated_as_changed_and_what_stays_is_not(two: Journal) -> None:
    mine, theirs = two.note(LEE, "tea"), two.note(GONE, "tea")
    with_them, without = two.touch("2026-10-01", GONE), two.touch("2026-10-01", LEE)
    two.now = two.now.replace(hour=11)
    merge(two)
    later = "2026-11-22T11:30:00Z"
    for table, changed, same in (("note", theirs, mine), ("touchpoint", with_them, without)):
        [(at,)] = two.sql(f"SELECT updated_at FROM {table} WHERE id = ?", changed)
        [(before,)] = two.sql(f"SELECT updated_at FROM {table} WHERE id = ?", same)
        assert (at, before < at) == (later, True)
