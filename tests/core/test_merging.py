from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.merging import SINGLE, Conflict, fill, merge
from netlog.core.model import OLD, Birthday, Contact, Intros
from netlog.core.names import fold
from netlog.core.tidy import email_point, phone_point
from netlog.errors import BadInput

MAIL, HOME = email_point("sam@acme.example"), email_point("sam@home.example", "home")
ADA = Contact(1, "uid-1", "Sam Keller")
BEA = Contact(2, "uid-2", "Sam Keller")


def test_the_kept_one_keeps_its_ids_and_takes_what_it_lacks():
    full = BEA._replace(
        org="Acme",
        title="Cook",
        city="Bonn",
        birthday=Birthday(5, 4),
        met="PyCon",
        met_on=date(2024, 5, 1),
        introduced_by=9,
        circle="close",
        cadence_days=30,
        about="From the choir",
        added_on=date(2024, 1, 1),
        snoozed_until=date(2026, 1, 1),
        points=(MAIL,),
        aliases=("Sammy",),
        tags=("choir",),
        known_as=("card-7",),
    )
    merged = merge(ADA, full)
    assert merged.conflicts == ()
    assert merged.contact == full._replace(id=1, uid="uid-1", known_as=("card-7", "uid-2"))


def test_a_conflict_takes_the_first_or_what_is_preferred():
    a = ADA._replace(org="Acme", city="Bonn")
    b = BEA._replace(org="Initech", city="Rome")
    merged = merge(a, b, {"city": "second"})
    assert (merged.contact.org, merged.contact.city) == ("Acme", "Rome")
    assert merged.conflicts == (
        Conflict("org", "Acme", "Initech", "first"),
        Conflict("city", "Bonn", "Rome", "second"),
    )


@pytest.mark.parametrize("side", ["first", "second"])
def test_the_other_name_becomes_an_alias(side):
    merged = merge(ADA, BEA._replace(name="Samantha Keller"), {"name": side})
    names = {"first": "Sam Keller", "second": "Samantha Keller"}
    assert merged.contact.name == names.pop(side)
    assert merged.contact.aliases == tuple(names.values())


def test_a_name_in_other_letters_is_no_alias():
    merged = merge(ADA, BEA._replace(name="SAM KELLER", aliases=("sam keller", "Sammy")))
    assert (merged.contact.name, merged.contact.aliases) == ("Sam Keller", ("Sammy",))


def test_only_a_field_can_be_preferred():
    with pytest.raises(BadInput, match='prefer about "tags"'):
        merge(ADA, BEA, {"tags": "second"})


def test_lists_are_united_each_thing_once():
    a = ADA._replace(points=(MAIL,), tags=("choir", "work"), aliases=("Sammy",))
    b = BEA._replace(
        points=(email_point("SAM@acme.example", "work"), HOME),
        tags=("choir", "alps"),
        aliases=("sammy", "Sam K"),
    )
    contact = merge(a, b).contact
    assert contact.points == (MAIL._replace(label="work"), HOME)
    assert contact.tags == ("alps", "choir", "work")
    assert contact.aliases == ("Sammy", "Sam K")


def test_an_address_is_old_only_where_it_is_written_so():
    old = MAIL._replace(label=OLD)
    assert merge(ADA._replace(points=(MAIL,)), BEA._replace(points=(old,))).contact.points == (
        MAIL,
    )
    assert merge(ADA._replace(points=(old,)), BEA._replace(points=(MAIL,))).contact.points == (old,)


@pytest.mark.parametrize(
    ("a", "b", "kept", "conflicts"),
    [
        (Birthday(5, 4), Birthday(5, 4, 1990), Birthday(5, 4, 1990), 0),
        (Birthday(5, 4, 1990), Birthday(5, 4), Birthday(5, 4, 1990), 0),
        (Birthday(5, 4, 1990), Birthday(5, 4, 1991), Birthday(5, 4, 1990), 1),
        (Birthday(5, 4), Birthday(4, 5), Birthday(5, 4), 1),
    ],
)
def test_a_birthday_is_completed_or_in_conflict(a, b, kept, conflicts):
    merged = merge(ADA._replace(birthday=a), BEA._replace(birthday=b))
    assert merged.contact.birthday == kept
    assert len(merged.conflicts) == conflicts


@pytest.mark.parametrize(
    ("field", "a", "b", "kept"),
    [
        ("met_on", date(2024, 5, 1), date(2023, 5, 1), date(2023, 5, 1)),
        ("added_on", date(2024, 5, 1), date(2023, 5, 1), date(2023, 5, 1)),
        ("added_on", date(2024, 5, 1), date.min, date(2024, 5, 1)),
        ("snoozed_until", date(2024, 5, 1), date(2023, 5, 1), date(2024, 5, 1)),
        ("intros", Intros.OPEN, Intros.NEVER, Intros.NEVER),
        ("intros", Intros.OPEN, Intros.ASK, Intros.ASK),
        ("archived", True, False, False),
        ("archived", True, True, True),
        ("about", "chess", "choir", "chess\n\nchoir"),
        ("about", "chess", "chess, and choir", "chess, and choir"),
        ("about", "chess, and choir", "chess", "chess, and choir"),
        ("introduced_by", 2, None, None),
        ("introduced_by", 2, 9, 9),
        ("introduced_by", 9, 1, 9),
    ],
)
def test_what_is_joined_without_a_conflict(field, a, b, kept):
    merged = merge(ADA._replace(**{field: a}), BEA._replace(**{field: b}))
    assert getattr(merged.contact, field) == kept
    assert merged.conflicts == ()


def test_nobody_is_introduced_by_themselves_after_all():
    merged = merge(ADA._replace(introduced_by=2), BEA._replace(introduced_by=1))
    assert merged.contact.introduced_by is None


CARD = Contact(
    0,
    "card-7",
    "Sam Keller",
    org="Acme",
    birthday=Birthday(5, 4, 1990),
    points=(MAIL,),
    tags=("choir",),
    about="From the choir",
)


def test_a_card_fills_what_is_empty():
    filled = fill(ADA._replace(birthday=Birthday(5, 4)), CARD)
    assert filled == CARD._replace(id=1, uid="uid-1", known_as=("card-7",))


def test_a_card_overwrites_nothing_unless_it_updates():
    here = ADA._replace(org="Initech", about="From chess", birthday=Birthday(1, 1), met="here")
    kept = fill(here, CARD)
    assert (kept.org, kept.about, kept.birthday) == ("Initech", "From chess", Birthday(1, 1))
    updated = fill(here, CARD, update=True)
    assert (updated.org, updated.about) == ("Acme", "From the choir")
    assert updated.birthday == Birthday(5, 4, 1990)
    assert updated.met == "here"


def test_a_name_that_makes_way_becomes_an_alias():
    card = CARD._replace(name="Samantha Keller")
    assert fill(ADA, card).name == "Sam Keller"
    updated = fill(ADA, card, update=True)
    assert (updated.name, updated.aliases) == ("Samantha Keller", ("Sam Keller",))


@pytest.mark.parametrize("name", ["sam@acme.example", "Acme", "Sammy"])
def test_what_stands_in_for_a_name_does_not_replace_one(name):
    card = CARD._replace(name=name, aliases=("Sammy",))
    assert fill(ADA, card, update=True).name == "Sam Keller"


def test_what_is_decided_here_stays():
    here = ADA._replace(
        circle="inner", intros=Intros.NEVER, archived=True, added_on=date(2020, 1, 1)
    )
    filled = fill(here, CARD._replace(intros=Intros.OPEN, circle="wide"), update=False)
    assert (filled.circle, filled.intros, filled.archived) == ("inner", Intros.NEVER, True)
    assert filled.added_on == date(2020, 1, 1)


def test_a_year_that_is_known_is_not_lost_to_an_update():
    card = CARD._replace(birthday=Birthday(5, 4))
    here = ADA._replace(birthday=Birthday(5, 4, 1990))
    assert fill(here, card, update=True).birthday == Birthday(5, 4, 1990)


TEXTS = st.sampled_from(["", "a", "b", "A", "a b", "ä"])
POINTS = st.sampled_from(
    [MAIL, HOME, MAIL._replace(label=OLD), MAIL._replace(label="work"), phone_point("+4930123456")]
)
DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 9))


def contacts(number):
    return st.builds(
        Contact,
        st.just(number),
        st.sampled_from(["", "x", "y"]) if not number else st.just(f"uid-{number}"),
        TEXTS.filter(bool),
        *[TEXTS] * 3,
        st.none() | st.builds(Birthday, st.just(5), st.integers(4, 5), st.none() | st.just(1990)),
        TEXTS,
        st.none() | DAYS,
        st.none() | st.integers(1, 4),
        st.none() | st.just("close"),
        st.none() | st.integers(1, 3),
        st.sampled_from(Intros),
        TEXTS,
        st.booleans(),
        DAYS,
        st.none() | DAYS,
        st.lists(POINTS, max_size=3, unique_by=lambda point: point.normal).map(tuple),
        st.lists(TEXTS.filter(bool), max_size=3, unique_by=fold).map(tuple),
        st.lists(TEXTS.filter(bool), max_size=3, unique=True).map(lambda tags: tuple(sorted(tags))),
        st.lists(st.sampled_from("xyz"), max_size=2, unique=True).map(tuple),
    )


@given(
    contacts(1),
    contacts(2),
    st.dictionaries(st.sampled_from(SINGLE), st.sampled_from(["first", "second"])),
)
def test_a_merge_loses_nothing(a, b, prefer):
    contact, conflicts = merge(a, b, prefer)
    assert (contact.id, contact.uid) == (1, "uid-1")
    for each in (a, b):
        assert {p[::2] for p in each.points} <= {p[::2] for p in contact.points}
        assert {*each.tags} <= {*contact.tags}
        called = {fold(name) for name in (contact.name, *contact.aliases)}
        assert {fold(name) for name in (each.name, *each.aliases)} <= called
        assert each.about in contact.about
        assert {each.uid, *each.known_as} <= {contact.uid, *contact.known_as}
    contradicted = {conflict.field: {conflict.first, conflict.second} for conflict in conflicts}
    for field in SINGLE:
        values = {getattr(each, field) for each in (a, b)} - {"", None}
        if field == "introduced_by":
            values -= {1, 2}
        value = getattr(contact, field)
        assert value in values if values else not value
        assert len(values) < 2 or field in contradicted or field == "birthday"


@given(contacts(1), contacts(2))
def test_merging_again_changes_nothing(a, b):
    once = merge(a, b).contact
    assert merge(once, b).contact == once


@given(contacts(1), contacts(0), st.booleans())
def test_filling_again_changes_nothing(contact, card, update):
    once = fill(contact, card, update=update)
    assert fill(once, card, update=update) == once


@given(contacts(1), contacts(0))
def test_filling_overwrites_no_field(contact, card):
    filled = fill(contact, card)
    for field in SINGLE:
        before, after = getattr(contact, field), getattr(filled, field)
        completed = before and field == "birthday" and after[:2] == before[:2]
        assert not before or after == before or completed
