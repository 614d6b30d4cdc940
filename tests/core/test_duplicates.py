from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core import duplicates
from netlog.core.duplicates import Known, find_pairs
from netlog.core.model import Birthday
from netlog.core.tidy import email_point, phone_point


def pair(one, other, **shared):
    """The pair of two people who are told by keywords, or None."""
    a, b = (
        Known(**{"id": number, "name": "", **shared, **each})
        for number, each in enumerate((one, other), 1)
    )
    found = find_pairs([a, b])
    assert found == find_pairs([b, a])
    return found[0] if found else None


def named(a, b, org="Acme", **shared):
    return pair({"name": a}, {"name": b}, org=org, **shared)


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Sam Keller", "Sam Keller", "the same name"),
        ("Sam Keller", "SAM  KELLER", "the same name"),
        ("José Núñez", "Jose Nunez", "the same name"),
        ("Sam Keller", "Dr. Sam Keller", "the same name"),
        ("Sam Keller", "Sam Keller, PhD", "the same name"),
        ("Sam Keller", "Keller, Sam", "the same name"),
        ("Sam Keller", "Keller Sam", "the same name in another order"),
        ("Ada", "ada", "the same name"),
        ("王小明", "王小明", "the same name"),
        ("Sam Keller", "Sam Maria Keller", "one name is the fuller"),
        ("Sam M. Keller", "Sam Maria Keller", "one name is the fuller"),
        ("Sam Keller", "Sam Keller Jr", "the same name but for Jr or the like"),
        ("Keller Sam", "Sam Keller Jr", "the same name but for Jr or the like"),
        ("Jörg Müller", "Joerg Mueller", "a name in common"),
        ("Jörg Müller", "Jorg Muller", "the same name"),
        ("Mueller, Søren", "Soeren Müller", "a name in common"),
        ("S. Keller", "Sam Keller", "the same name but for an initial"),
        ("S. M. Keller", "Sam Maria Keller", "the same name but for an initial"),
        ("Jon Keller", "John Keller", "almost the same name"),
        ("Catherine Keller", "Katherine Keller", "almost the same name"),
        ("Sam Keller", "Sam Kellers", "almost the same name"),
        ("Erik Keller", "Eric Keller", "almost the same name"),
        ("Mark Meier", "Mark Meyer", "almost the same name"),
        ("Mark Keller", "Mrak Keller", "almost the same name"),
        ("Michael Keller", "Michal Keller", "almost the same name"),
    ],
)
def test_names_that_are_alike_within_one_organisation(a, b, reason):
    assert named(a, b).reasons == (reason, "the same organisation: Acme")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sam Keller", "Pam Keller"),
        ("Jan Keller", "Jon Keller"),
        ("Anna Meier", "Ann Mayr"),
        ("Bob Keller", "Robert Keller"),
        ("Sam Keller", "Sam Kellerman"),
        ("Sam Keller", "Ada Shah"),
        ("Ada", "Ada Keller"),
        ("Sam A. Keller", "Sam B. Keller"),
        ("Sam Anton Keller", "Sam Bruno Keller"),
        ("Sam Keller Jr", "Sam Keller Sr"),
        ("Sam Keller II", "Sam Keller III"),
        ("S. A. Keller", "Sam Bruno Keller"),
        ("王小明", "王小红"),
    ],
)
def test_names_that_are_not_alike(a, b):
    assert named(a, b) is None


@pytest.mark.parametrize(("a", "b"), [("S. Keller", "Sam Keller"), ("Jon Keller", "John Keller")])
@pytest.mark.parametrize("orgs", [("Acme", ""), ("", ""), ("Acme", "Initech")])
def test_without_the_same_organisation_almost_the_same_name_is_not_enough(a, b, orgs):
    assert pair({"name": a, "org": orgs[0]}, {"name": b, "org": orgs[1]}) is None


def test_the_organisation_makes_a_name_surer():
    def sureness(name, *orgs):
        one, other = ({"name": each, "org": org} for each, org in zip(name, orgs, strict=True))
        return pair(one, other).sureness

    same, fuller = ("Sam Keller", "Sam Keller"), ("Sam Keller", "Sam B Keller")
    assert (
        sureness(same, "Acme", "ACME")
        > sureness(same, "Acme", "")
        > sureness(fuller, "", "")
        > sureness(same, "Acme", "Initech")
    )


def test_another_organisation_parts_names_that_differ():
    assert pair({"name": "Sam Keller", "org": "A"}, {"name": "Sam B Keller", "org": "B"}) is None


MAIL = email_point("sam@acme.example")


@pytest.mark.parametrize(
    ("point", "other", "reason"),
    [
        (MAIL, email_point("SAM@acme.example"), "the same address: sam@acme.example"),
        (phone_point("+49 30 1234567"), phone_point("(030) 123 45 67"), "the same number"),
        (phone_point("+49 30 1234567"), phone_point("0049301234567"), "the same number"),
    ],
)
def test_an_address_or_number_in_common(point, other, reason):
    alike = pair(
        {"name": "Sam Keller", "points": (point,)}, {"name": "S Keller", "points": (other,)}
    )
    assert alike.reasons[0].startswith(reason)
    assert alike.sureness >= 93
    married = pair(
        {"name": "Sam Keller", "points": (point,)}, {"name": "Sam Shah", "points": (other,)}
    )
    unlike = pair(
        {"name": "Bob Keller", "points": (point,)}, {"name": "Robert", "points": (other,)}
    )
    assert alike.sureness > married.sureness >= 70 > unlike.sureness


def test_an_address_for_a_name_is_no_other_name():
    nameless = {"name": "sam@acme.example", "points": (MAIL,)}
    found = pair({"name": "Sam Keller", "points": (MAIL,)}, nameless)
    assert found.sureness >= 95
    assert found.reasons[1] == "one of them has no name"
    assert pair({"name": "Sam"}, nameless) is None


def test_numbers_that_only_end_alike_are_two():
    points = phone_point("+49 30 1234567"), phone_point("+43 1 1234567")
    assert (
        pair(*({"name": name, "points": (p,)} for name, p in zip("AB", points, strict=True)))
        is None
    )


def test_the_number_of_a_switchboard_says_nothing():
    people = [Known(n, f"{name} Keller", points=(MAIL,)) for n, name in enumerate("ABCDEF")]
    assert find_pairs(people) == []
    assert len(find_pairs(people[:5])) == 10


def test_the_same_id_elsewhere_is_the_same_person():
    found = pair({"name": "Ada", "uids": ("x", "y")}, {"name": "Bo", "uids": ("y",)})
    assert (found.sureness, found.reasons) == (100, ("the same id in another address book",))


def test_an_alias_is_a_name():
    found = pair({"name": "Robert Keller", "aliases": ("Bob Keller",)}, {"name": "Keller, Bob"})
    assert found.reasons == ("a name in common",)


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        (Birthday(5, 4, 1990), Birthday(5, 4, 1990), True),
        (Birthday(5, 4, 1990), Birthday(5, 4), True),
        (Birthday(5, 4, 1990), None, True),
        (Birthday(5, 4, 1990), Birthday(5, 4, 1991), False),
        (Birthday(5, 4), Birthday(4, 5), False),
    ],
)
def test_two_birthdays_contradict(a, b, alike):
    found = pair({"birthday": a}, {"birthday": b}, name="Sam Keller", points=(MAIL,))
    assert bool(found) is alike
    if found:
        assert ("the same birthday" in found.reasons) is bool(a and b)


def test_a_contradiction_outweighs_an_address():
    assert named("Sam Keller Jr", "Sam Keller Sr", points=(MAIL,)) is None
    assert named("Sam A Keller", "Sam B Keller", points=(MAIL,)) is None


def test_who_is_not_the_same_stays_apart():
    people = [Known(1, "Ada"), Known(2, "Ada"), Known(3, "Ada")]
    found = find_pairs(people, {(1, 2)})
    assert [(each.a_id, each.b_id) for each in found] == [(1, 3), (2, 3)]


def test_the_surest_comes_first():
    people = [
        Known(1, "Bob Keller", points=(MAIL,)),
        Known(2, "Sam Shah"),
        Known(3, "Robert", points=(MAIL,)),
        Known(4, "Sam Shah"),
        Known(5, "Ada Keller", "Acme", aliases=("Addie",)),
        Known(6, "Keller, Ada", "acme"),
    ]
    assert [(each.a_id, each.b_id) for each in find_pairs(people)] == [(5, 6), (2, 4), (1, 3)]


def test_somebody_twice_in_the_list_is_no_pair():
    assert find_pairs([Known(1, "Ada"), Known(1, "Ada")]) == []


def test_a_crowd_with_one_name_is_compared_in_a_row():
    found = find_pairs([Known(number, "Ada Keller", "Acme") for number in range(1, 101)])
    assert len(found) == 99


NAMES = st.sampled_from(
    [
        "Sam Keller",
        "Keller, Sam",
        "S. Keller",
        "Sam B. Keller",
        "Sam C Keller",
        "Sam Keller Jr",
        "Sam Keller Sr",
        "Pam Keller",
        "Samm Keller",
        "Ada",
        "🦊",
        "-",
        "王小明",
        "Dr. Jr",
        ",",
    ]
)
PEOPLE = st.lists(
    st.builds(
        Known,
        st.integers(1, 30),
        NAMES | st.text(max_size=10),
        st.sampled_from(["", "Acme", "acme", "Initech"]),
        st.none() | st.builds(Birthday, st.just(5), st.integers(4, 5), st.none() | st.just(1990)),
        st.lists(st.sampled_from([MAIL, phone_point("+49301234567")]), max_size=2).map(tuple),
        st.lists(NAMES, max_size=1).map(tuple),
        st.lists(st.sampled_from("xy"), max_size=1).map(tuple),
    ),
    max_size=12,
    unique_by=lambda person: person.id,
)


@given(PEOPLE, st.randoms())
@settings(max_examples=30, deadline=None)
def test_pairs_are_in_one_order_whatever_the_order_of_people(people, rng):
    found = find_pairs(people)
    mixed = people.copy()
    rng.shuffle(mixed)
    assert find_pairs(mixed) == found
    assert all(each.a_id < each.b_id and 0 < each.sureness <= 100 for each in found)
    assert all(each.reasons and all(each.reasons) for each in found)
    assert len({(each.a_id, each.b_id) for each in found}) == len(found)
    assert [each.sureness for each in found] == sorted((e.sureness for e in found), reverse=True)


@given(PEOPLE)
@settings(max_examples=30, deadline=None)
def test_what_brings_people_together_misses_no_pair(people):
    """Comparing everyone with everyone finds no more."""
    every = {
        (a.id, b.id)
        for a in people
        for b in people
        if a.id < b.id and find_pairs([a, b]) and not _crowded(people, a, b)
    }
    assert every <= {(each.a_id, each.b_id) for each in find_pairs(people)}


def _crowded(people, a, b):
    """Whether they have a number in common that, among these people, is a switchboard's."""
    return any(sum(p in each.points for each in people) > 5 for p in {*a.points} & {*b.points})


@pytest.mark.parametrize("same", [{}, {"org": "Acme"}, {"org": "Acme", "name": "Ada Keller"}])
def test_thousands_are_not_compared_one_with_another(monkeypatch, same):
    rng = random.Random(7)
    families = ["".join(rng.choices("aeioubcdfghklmnrst", k=8)) for _ in range(4000)]
    people = [
        Known(
            **{
                "id": number,
                "name": f"{rng.choice(['Sam', 'Ada', 'Jon', 'John'])} {rng.choice(families)}",
                "org": f"Org {rng.randrange(300)}",
                "points": (
                    email_point(f"p{number}@acme.example"),
                    phone_point(f"+4930{10**6 + number}"),
                ),
                **same,
            }
        )
        for number in range(4_000)
    ]
    compared = []
    judge = duplicates._judge
    monkeypatch.setattr(duplicates, "_judge", lambda a, b: compared.append(1) or judge(a, b))
    assert find_pairs(people)
    assert len(compared) < 12_000
