"""Who in a file is whom here."""

from __future__ import annotations

import pytest

from netlog.core.model import Contact, Point
from netlog.core.recognition import Directory, Recognition


def email(address: str) -> Point:
    return Point("email", address, address)


def phone(number: str) -> Point:
    return Point("phone", number, number)


SAM = Contact(1, "uid-sam", "Sam Keller", "Initech", points=(email("sam@x.example"),))
PRIYA = Contact(
    2, "uid-priya", "Priya Shah", "Acme", points=(phone("+15550100123"),), known_as=("card-7",)
)
ITO = Contact(3, "uid-ito", "Sam Ito", aliases=("Sammy",), points=(email("desk@x.example"),))
ITO_TOO = Contact(4, "uid-ito-2", "Sam Ito", "Kyoto Works", points=(email("desk@x.example"),))


@pytest.fixture
def directory() -> Directory:
    directory = Directory()
    for contact in (SAM, PRIYA, ITO, ITO_TOO):
        directory.add(contact.id, contact)
    return directory


def who(name: str, org: str = "", *points: Point, uid: str = "") -> Contact:
    return Contact(0, uid, name, org, points=points)


@pytest.mark.parametrize(
    ("somebody", "number"),
    [
        (who("Somebody Else", uid="uid-sam"), 1),
        (who("Somebody Else", uid="card-7"), 2),
        (who("S. Keller", "", email("sam@x.example")), 1),
        (who("Priya", "", phone("15550100123")), 2),
        (who("", "", email("sam@x.example")), 1),
        (who("SAM KELLER", "initech"), 1),
        (who("Sammy", "Kyoto Works"), None),
        (who("Sam Ito", "Kyoto Works"), 4),
        (who("Sam Ito", "Kyoto Works", email("desk@x.example")), 4),
        (who("Sam Keller", "Other"), None),
        (who("Uma Berg", "", email("sam@x.example")), None),
        (who("Uma Berg", "", email("uma@x.example")), None),
        (who("🙂"), None),
    ],
)
def test_who_is_recognised(directory: Directory, somebody: Contact, number: int | None) -> None:
    assert directory.recognise(somebody).who == number


@pytest.mark.parametrize(
    ("somebody", "alike"),
    [
        (who("Sam Keller", "Other"), (1,)),
        (who("Uma Berg", "", email("sam@x.example")), (1,)),
        (who("Sam Ito", "Third"), (3, 4)),
        (who("Uma Berg"), ()),
    ],
)
def test_whom_a_doubtful_one_looks_like(
    directory: Directory, somebody: Contact, alike: tuple[int, ...]
) -> None:
    assert directory.recognise(somebody) == Recognition(None, alike)


def test_a_bare_name_is_enough_where_only_one_has_it(directory: Directory) -> None:
    assert directory.recognise(who("priya shah"), is_guest=True).who == 2
    assert directory.recognise(who("sam ito"), is_guest=True).who is None


@pytest.mark.parametrize(
    ("name", "point", "is_known"),
    [
        ("Ann", None, True),
        ("Ann", email("ann@y.example"), False),
        ("王", email("w@y.example"), True),
    ],
)
def test_a_first_name_alone_is_not_enough_for_two_who_can_be_reached(
    name: str, point: Point | None, is_known: bool
) -> None:
    directory = Directory()
    directory.add(1, who(name, "", email("first@x.example")))
    found = directory.recognise(who(name, "", *filter(None, (point,))), is_guest=True)
    assert found == (Recognition(1) if is_known else Recognition(None, (1,)))


def test_two_whom_a_file_tells_apart_are_two(directory: Directory) -> None:
    directory.add(5, who("Ann Lee", uid="a"), apart=True)
    assert directory.recognise(who("Ann Lee", uid="b")) == Recognition(None, (5,))
    assert directory.recognise(who("Ann Lee")).who == 5
    directory.add(6, who("Ada Lovelace", "", phone("+15550109999"), uid="c"), apart=True)
    family = who("William Lovelace", "", phone("+15550109999"), uid="d")
    assert directory.recognise(family) == Recognition(None, (6,))


def test_what_a_whole_office_shares_tells_nobody_from_others() -> None:
    directory = Directory()
    for number in range(300):
        directory.add(number, who(f"Pat P{number}", "Acme", phone("+15550100000")))
    stranger = who("Pat Park", "", phone("15550100000"))
    assert directory.recognise(stranger) == Recognition(None, tuple(range(10)))
    assert directory.recognise(who("Pat P9", "", phone("15550100000"))).who == 9
    assert directory.recognise(who("Pat P299", "Acme", phone("15550100000"))).who == 299
