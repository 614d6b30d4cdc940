"""Who is near a city: any spelling of it, and the strongest tie first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.config import Settings
from netlog.core.model import Contact
from netlog.errors import BadInput
from netlog.journal import capture, keep, places
from netlog.journal.capture import Details, Profile

if TYPE_CHECKING:
    from netlog.journal.desk import Desk


@pytest.fixture
def residents(desk: Desk) -> Desk:
    cities = {"munich": ("München", "Minga")}
    desk = desk._replace(settings=Settings(cities=cities))
    people = {
        "Ada": "Munich", "Bob": "MÜNCHEN", "Cy": "minga, Germany", "Dee": "New York",
        "Eve": "York", "Flo": "Portland, Maine", "Gus": "Portland, Oregon", "Hal": "Portland",
        "Ida": "東京", "Jon": "🏝", "Kit": "",
    }  # fmt: skip
    with desk.writing() as writer:
        writer.add_contacts([Contact(0, "", name, city=city) for name, city in people.items()])
    return desk


@pytest.mark.parametrize(
    ("city", "names"),
    [
        ("münchen", "Ada Bob Cy"),
        ("Minga", "Ada Bob Cy"),
        ("York", "Eve"),
        ("new-york", "Dee"),
        ("portland", "Flo Gus Hal"),
        ("Portland, maine", "Flo Hal"),
        ("東京", "Ida"),
        ("🏝", "Jon"),
        ("Rome", ""),
    ],
)
def test_a_city_in_any_of_its_spellings(residents: Desk, city: str, names: str) -> None:
    assert [each.name for each in places.near(residents, city)] == names.split()


@pytest.mark.parametrize("city", ["", "  ", ", Germany"])
def test_no_city_is_not_that_of_those_without_one(residents: Desk, city: str) -> None:
    with pytest.raises(BadInput):
        places.near(residents, city)


def test_whoever_has_the_city_for_an_alias_is_there(residents: Desk) -> None:
    keep.alias(residents, "kit", ["Múnich"], remove=False)
    keep.alias(residents, "hal", ["Rome Rowing Club"], remove=False)
    capture.add(residents, "Lou", Profile(city="München"))
    keep.alias(residents, "lou", ["minga"], remove=False)
    assert [each.name for each in places.near(residents, "münchen")] == [
        "Ada", "Bob", "Cy", "Kit", "Lou",
    ]  # fmt: skip
    assert places.near(residents, "rome") == []
    keep.archive(residents, "kit", back=False)
    assert "Kit" not in [each.name for each in places.near(residents, "munich")]


def test_the_strongest_first_those_never_in_touch_last_nobody_archived(residents: Desk) -> None:
    capture.log(residents, ["cy"], "lunch", Details(on=date(2026, 11, 20)))
    capture.log(residents, ["bob"], "lunch", Details(on=date(2026, 1, 20)))
    found = places.near(residents, "munich")
    assert [each.name for each in found] == ["Cy", "Bob", "Ada"]
    assert [each.score is None for each in found] == [False, False, True]
    keep.archive(residents, "cy", back=False)
    assert [each.name for each in places.near(residents, "munich")] == ["Bob", "Ada"]
