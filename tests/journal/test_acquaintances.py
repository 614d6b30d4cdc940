"""Who knows whom, and who brought whom, in one process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from netlog.core.model import Acquaintance
from netlog.errors import BadInput, UnknownName
from netlog.journal import acquaintances, capture, keep
from netlog.journal.capture import Profile
from tests.journal.conftest import commands, contents

if TYPE_CHECKING:
    from netlog.journal.desk import Desk

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'


def add(desk: Desk, *people: str, **profile: Any) -> None:
    for name in people:
        capture.add(desk, name, Profile(**profile))


def known(desk: Desk) -> list[Acquaintance]:
    with desk.reading() as reader:
        return reader.acquaintances()


def test_two_know_each_other_once_whoever_is_named_first(desk: Desk) -> None:
    add(desk, "Priya Shah", HOSTILE)
    first = acquaintances.know(desk, HOSTILE, "priya", "")
    assert (first.a.name, first.b.name, first.before) == (HOSTILE, "Priya Shah", None)
    assert known(desk) == [Acquaintance(1, 1, 2, "", desk.today)]
    told = acquaintances.know(desk, "priya", HOSTILE, " [b]flat[/b] ")
    assert (told.before, told.after) == (first.after, known(desk)[0])
    assert known(desk) == [Acquaintance(1, 1, 2, "[b]flat[/b]", desk.today)]

    written = len(commands(desk))
    same = acquaintances.know(desk, "priya", "c2", "")
    assert same.before == same.after == told.after
    assert len(commands(desk)) == written


def test_it_is_taken_away_and_undone(desk: Desk) -> None:
    add(desk, "Priya Shah", HOSTILE, "Sam Keller")
    acquaintances.know(desk, "priya", "sam", "flatmates")
    before = contents(desk)
    assert acquaintances.forget(desk, "sam", "priya").after is None
    assert known(desk) == []
    with pytest.raises(BadInput, match="not written down that Priya Shah and Sam Keller know"):
        acquaintances.forget(desk, "priya", "sam")
    keep.undo(desk, keep.last_operation(desk))
    assert contents(desk) == before


def test_nobody_knows_themselves_or_nobody(desk: Desk) -> None:
    add(desk, "Priya Shah")
    with pytest.raises(BadInput, match="priya and c1 are both Priya Shah"):
        acquaintances.know(desk, "priya", "c1", "")
    with pytest.raises(UnknownName):
        acquaintances.know(desk, "priya", "sam", "")


@pytest.fixture
def family(desk: Desk) -> Desk:
    """Priya brought Sam and Kim, Sam brought Ana; Lee brought Jo; Max came alone."""
    add(desk, "Priya Shah", "Lee Park", "Max Ray")
    add(desk, "Sam Keller", "Kim Ito", introduced_by="priya")
    add(desk, HOSTILE, introduced_by="sam")
    add(desk, "Jo Bloggs", introduced_by="lee")
    return desk


def test_the_tree_of_who_brought_whom(family: Desk) -> None:
    tree = acquaintances.trace(family, "")
    assert [
        (t.person.name, t.branch.depth, t.branch.brought, t.branch.fed) for t in tree.twigs
    ] == [
        ("Priya Shah", 0, 2, 3),
        ("Sam Keller", 1, 1, 1),
        (HOSTILE, 2, 0, 0),
        ("Kim Ito", 1, 0, 0),
        ("Lee Park", 0, 1, 1),
        ("Jo Bloggs", 1, 0, 0),
    ]
    assert [[each.name for each in twig.people] for twig in tree.twigs] == [
        ["Sam Keller", "Kim Ito"], [HOSTILE], [], [], ["Jo Bloggs"], [],
    ]  # fmt: skip
    assert (tree.contacts, tree.brought) == (7, 4)
    assert tree.twigs[0].branch.share == 3 / 7


def test_the_part_of_the_tree_that_grows_from_one(family: Desk) -> None:
    tree = acquaintances.trace(family, "sam")
    assert [(twig.person.name, twig.branch.depth) for twig in tree.twigs] == [
        ("Sam Keller", 0), (HOSTILE, 1),
    ]  # fmt: skip
    assert [each.name for each in tree.through] == ["Priya Shah"]
    leaf = acquaintances.trace(family, "王")
    assert [each.name for each in leaf.through] == ["Sam Keller", "Priya Shah"]
    alone = acquaintances.trace(family, "max")
    assert (alone.twigs, alone.through) == ((), ())


def test_introducers_who_go_round_in_a_circle_end(family: Desk) -> None:
    keep.edit(family, "priya", keep.ContactEdit(introduced_by="sam"), keep.LogEdit())
    assert [each.name for each in acquaintances.trace(family, "priya").through] == ["Sam Keller"]
    assert len(acquaintances.trace(family, "").twigs) == 6
