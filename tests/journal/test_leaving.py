"""Before and after leaving an organisation: a list to work off, and one step to undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.core.model import OLD, Filters, Post
from netlog.errors import NotFound
from netlog.journal import capture, favours, keep, leaving, people, person, review
from netlog.journal.capture import Details, Profile
from netlog.journal.favours import Answer
from netlog.journal.keep import ContactEdit, LogEdit
from tests.journal.conftest import commands, contact, contents

if TYPE_CHECKING:
    from netlog.journal.desk import Desk

HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
DAY = date(2026, 11, 20)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Ana (c1), closer, and Sam (c2) at Acme; Kim (c3) at Acme Labs; Jo (c4), archived, at ACME."""
    work = Profile(org="Acme", title="Chief [x]", emails=("ana@acme.example", "ana@home.example"))
    capture.hi(desk, HOSTILE, "lunch", work, Details(depth=4))
    capture.add(desk, "Sam Keller", Profile(org="acmé", emails=("sam@acme.example",)))
    capture.add(desk, "Kim Ito", Profile(org="Acme Labs", emails=("kim@labs.example",)))
    capture.add(desk, "Jo Bloggs", Profile(org="ACME", emails=("jo@acme.example",)))
    keep.archive(desk, "jo", back=False)
    return desk


def todo(desk: Desk) -> dict[str, list[str]]:
    """What is open with each, by first name."""
    found = leaving.leaving(desk, "acme", None)
    return {
        each.person.name.split()[0]: [check.key for check in each.open] for each in found.people
    }


def test_the_checklist_is_worked_off_by_ordinary_commands(office: Desk) -> None:
    assert todo(office) == {"Ana": [], "Sam": ["address", "talk"]}
    favours.receive(office, "ana", "a book", 1, Details(), Answer())
    assert todo(office) == {"Ana": ["thank", "talk"], "Sam": ["address", "talk"]}
    capture.log(office, ["ana"], "what comes next", Details(direction=None, depth=3))
    assert todo(office)["Ana"] == ["thank", "talk"]  # `other` goes one way
    capture.log(office, ["ana"], "lunch", Details(depth=3))
    assert todo(office)["Ana"] == ["thank"]
    favours.thank(office, "ana", "", Details())
    assert todo(office)["Ana"] == []  # a thank-you does not make the talk before it shallow
    keep.edit(office, "sam", ContactEdit(emails=("sam@home.example",)), LogEdit())
    capture.log(office, ["sam"], "lunch", Details(depth=1))
    assert todo(office)["Sam"] == ["talk"]


def test_the_days_left_and_the_strongest_first(office: Desk) -> None:
    found = leaving.leaving(office, "ACME", date(2026, 12, 4))
    assert (found.org, found.days) == ("Acme", 12)
    assert [each.person.name for each in found.people] == [HOSTILE, "Sam Keller"]
    assert [each.person.title for each in found.people] == ["Chief [x]", ""]


@pytest.mark.parametrize("org", ["Acm", "", " ", "Labs Acme"])
def test_an_organisation_that_nobody_is_at(office: Desk, org: str) -> None:
    with pytest.raises(NotFound, match="nobody here is at"):
        leaving.leaving(office, org, None)
    with pytest.raises(NotFound):
        leaving.plan(office, org, DAY)


def test_a_part_of_its_name_is_not_enough_but_named_next(office: Desk) -> None:
    capture.add(office, "Lou", Profile(org="Northwind Labs"))
    with pytest.raises(NotFound) as caught:
        leaving.plan(office, "labs", DAY)
    assert caught.value.hint == "did you mean Acme Labs or Northwind Labs?"


def test_the_nearest_organisation_is_named(office: Desk) -> None:
    with pytest.raises(NotFound) as caught:
        leaving.leaving(office, "Acmee", None)
    assert "Acme" in caught.value.hint


def test_the_people_are_kept_and_the_organisation_is_in_their_past(office: Desk) -> None:
    before = contents(office)
    planned = leaving.plan(office, "acme", DAY)
    assert contents(office) == before
    done = leaving.leave(office, planned)
    assert done == planned
    ana, sam, kim, jo = (contact(office, number) for number in (1, 2, 3, 4))
    assert {(each.org, each.title) for each in (ana, sam, jo)} == {("", "")}
    labels = {point.value: point.label for each in (ana, sam, jo) for point in each.points}
    assert labels == {
        "ana@acme.example": OLD, "ana@home.example": "", "sam@acme.example": OLD,
        "jo@acme.example": OLD,
    }  # fmt: skip
    assert (kim.org, kim.points[0].label) == ("Acme Labs", "")
    assert jo.archived
    with office.reading() as reader:
        assert reader.posts() == [
            Post(3, 2, "acmé", "", DAY),
            Post(2, 4, "ACME", "", DAY),
            Post(1, 1, "Acme", "Chief [x]", DAY),
        ]
    assert person.show(office, "ana").posts == (Post(1, 1, "Acme", "Chief [x]", DAY),)
    # What is old is still theirs: an import, or a look-up, finds them by it.
    assert people.find(office, "sam@acme.example").id == 2

    steps = len(commands(office))
    keep.undo(office, keep.last_operation(office))
    assert contents(office) == before
    assert len(commands(office)) == steps - 1


def test_nobody_leaves_twice(office: Desk) -> None:
    planned = leaving.plan(office, "acme", DAY)
    leaving.leave(office, planned)
    with pytest.raises(NotFound):
        leaving.leave(office, planned)
    with pytest.raises(NotFound) as caught:
        leaving.leaving(office, "acme", None)
    # Whoever is archived is not named.
    assert caught.value.message == f"acme is in the past of {HOSTILE} and Sam Keller"
    assert caught.value.hint.startswith("netlog show c1 ")


def test_an_old_address_is_not_listed_until_it_is_given_again(office: Desk) -> None:
    def listed() -> dict[str, tuple[str, ...]]:
        return {each.name.split()[0]: each.emails for each in review.contacts(office, Filters())}

    assert listed()["Sam"] == ("sam@acme.example",)
    leaving.leave(office, leaving.plan(office, "acme", DAY))
    assert listed() == {"Ana": ("ana@home.example",), "Sam": (), "Kim": ("kim@labs.example",)}
    keep.edit(office, "sam", ContactEdit(emails=("SAM@acme.example",)), LogEdit())
    assert listed()["Sam"] == ("sam@acme.example",)
    assert listed()["Ana"] == ("ana@home.example",)
