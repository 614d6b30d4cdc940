from __future__ import annotations

import io
import json
from datetime import UTC, date, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.model import Birthday, Channel, Direction, Problem
from netlog.errors import BadInput
from netlog.formats import jsontext, monica
from netlog.formats.entry import Card, Entry, Plan, Remark, Skipped, Tie
from tests.formats.streams import measured

MADE = "2024-01-05T09:30:00.000000Z"
TYPES = {
    "contact_field_types": {
        "t-mail": {"name": "E-Mail", "protocol": "mailto:", "type": "email"},
        "t-call": {"name": "Telefon", "protocol": "tel:", "type": "phone"},
        "t-face": {"name": "Facebook", "protocol": "https://facebook.com/"},
        "t-gram": {"name": "Telegram", "protocol": "telegram:"},
        "t-what": {"name": "WhatsApp"},
    },
    "life_event_types": {"t-job": {"translation_key": "new_job", "name": None}},
    "activity_types": {"t-ate": {"translation_key": "ate_at_his_place", "name": "Bei ihm"}},
}


def thing(uuid, **properties):
    return {"uuid": uuid, "created_at": MADE, "updated_at": MADE, "properties": properties}


def collection(kind, *values):
    return {"count": len(values), "type": kind, "values": list(values)}


def person(uuid, first="Ada", last="Keller", parts=(), **properties):
    made = thing(uuid, first_name=first, last_name=last, is_active=True, **properties)
    return {**made, "data": list(parts)}


def export(*collections, version="1.0-preview.1", instance=TYPES):
    tables = {
        name: [thing(uuid, **properties) for uuid, properties in table.items()]
        for name, table in instance.items()
    }
    account = {"uuid": "a", "data": list(collections), "properties": [], "instance": tables}
    return {"version": version, "app_version": "4.1.2", "account": account}


def read(whole, zone=UTC):
    data = whole if isinstance(whole, bytes) else json.dumps(whole, indent=2).encode()
    return list(monica.read(io.BytesIO(data), zone))


def read_person(*parts, **properties):
    [card] = read(export(collection("contact", person("u1", parts=parts, **properties))))
    return card


def special(day, *, age=False, yearless=False):
    return {"uuid": "d", "is_age_based": age, "is_year_unknown": yearless, "date": day}


def test_reads_a_contact():
    card = read_person(
        collection(
            "contact_field",
            thing("f1", data="ada@acme.example", type="t-mail"),
            thing("f2", data="+49 30 1234567", type="t-call"),
            thing("f3", data="ada.keller", type="t-face"),
            thing("f4", data="@ada", type="t-gram"),
            thing("f5", data="https://ada.example", type="t-gone"),
            thing("f6", data="+49 30 7654321", type="t-gone"),
        ),
        collection("address", thing("a1", name="Home", street="Lange Str. 1", city="Berlin")),
        middle_name="M.",
        nickname="Countess",
        description="From the chess club",
        company="Acme",
        job="Engineer",
        tags=["chess", "Two Words"],
        is_starred=True,
        food_preferences="no fish",
        stay_in_touch_frequency=60,
        birthdate=special("1990-05-15T00:00:00.000000Z"),
        first_met_date=special("2010-09-01T00:00:00.000000Z"),
    )
    contact = card.contact
    assert (contact.uid, contact.name, contact.org) == ("u1", "Ada M. Keller", "Acme")
    assert (contact.title, contact.city, contact.about) == (
        "Engineer",
        "Berlin",
        "From the chess club",
    )
    assert contact.aliases == ("Countess",)
    assert contact.tags == ("chess", "two words", "starred")
    assert (contact.birthday, contact.met_on) == (Birthday(5, 15, 1990), date(2010, 9, 1))
    assert contact.cadence_days == 60
    assert [(point.kind, point.normal, point.label) for point in contact.points] == [
        ("email", "ada@acme.example", ""),
        ("phone", "+49301234567", ""),
        ("phone", "+49307654321", ""),
        ("url", "facebook.com/ada.keller", "Facebook"),
        ("url", "ada.example", ""),
    ]
    assert [remark.text for remark in card.remarks] == [
        "Telegram: @ada",
        "food preferences: no fish",
        "Home: Lange Str. 1, Berlin",
    ]
    assert card.place == "contact 1"


@pytest.mark.parametrize(
    ("kind", "properties", "remark"),
    [
        ("note", {"body": "likes\r\ntea "}, Remark("likes\ntea", date(2024, 1, 5))),
        (
            "life_event",
            {"name": "New job", "note": "at Acme", "happened_at": "2023-08-15T00:00:00Z"},
            Remark("New job: at Acme", date(2023, 8, 15)),
        ),
        (
            "gift",
            {"name": "A book", "status": "offered", "amount": 12.5, "date": "2023-12-25"},
            Remark("gift (offered): A book, 12.5", date(2023, 12, 25)),
        ),
        (
            "debt",
            {"in_debt": True, "amount": 50, "currency": "EUR", "status": "inprogress"},
            Remark("I owe them 50 EUR", date(2024, 1, 5)),
        ),
        (
            "debt",
            {"in_debt": False, "amount": "7", "status": "complete"},
            Remark("they owe me 7 (settled)", date(2024, 1, 5)),
        ),
        (
            "task",
            {"title": "Lend book", "description": "red", "completed": False, "completed_at": None},
            Remark("to do: Lend book: red", date(2024, 1, 5)),
        ),
        (
            "task",
            {"title": "Write", "completed": True, "completed_at": "2024-02-03T00:00:00Z"},
            Remark("done: Write", date(2024, 2, 3)),
        ),
        (
            "life_event",
            {"name": "", "type": "t-job", "happened_at": "2023-08-15T00:00:00Z"},
            Remark("new job", date(2023, 8, 15)),
        ),
        ("pet", {"name": "Rex", "category": "Dog"}, Remark("pet: Rex (Dog)")),
    ],
)
@pytest.mark.parametrize("plural", [False, True])
def test_what_belongs_to_somebody_is_remarked(kind, properties, remark, plural):
    card = read_person(collection(f"{kind}{'s' * plural}", thing("p1", **properties)))
    assert card.remarks == (remark,)


@pytest.mark.parametrize(
    ("birthdate", "birthday", "words"),
    [
        (special("2024-02-29T00:00:00.000000Z", yearless=True), Birthday(2, 29), []),
        (special("1990-01-01T00:00:00Z", age=True), None, ["born about 1990"]),
        (special("1990-05-15"), Birthday(5, 15, 1990), []),
        (special(None), None, []),
        (special("gibberish"), None, []),
        (None, None, []),
        ([], None, []),
        ("1990-05-15", None, []),
    ],
)
def test_a_date_may_be_known_in_part(birthdate, birthday, words):
    card = read_person(birthdate=birthdate)
    assert card.contact.birthday == birthday
    assert [remark.text for remark in card.remarks] == words


@pytest.mark.parametrize(
    ("properties", "archived"),
    [
        ({}, False),
        ({"is_active": False}, True),
        ({"is_dead": True}, True),
        ({"is_dead": False}, False),
    ],
)
def test_who_is_not_active_is_archived(properties, archived):
    whole = export(collection("contact", person("u1")))
    whole["account"]["data"][0]["values"][0]["properties"].update(properties)
    assert read(whole)[0].contact.archived is archived


def test_a_death_is_remarked():
    card = read_person(is_dead=True, deceased_date=special("2024-01-10T00:00:00Z"))
    assert card.remarks == (Remark("died 2024-01-10"),)


@pytest.mark.parametrize(
    ("properties", "plan"),
    [
        ({"frequency_type": "one_time"}, Plan("Call: soon", date(2024, 5, 15))),
        (
            {"frequency_type": "week", "frequency_number": 2},
            Plan("Call: soon", date(2024, 5, 15), "2w"),
        ),
        ({"frequency_type": "year"}, Plan("Call: soon", date(2024, 5, 15), "1y")),
        (
            {"frequency_type": "month", "frequency_number": 10**9},
            Plan("Call: soon", date(2024, 5, 15)),
        ),
        ({"inactive": True}, None),
        ({"delible": False}, None),
        ({"initial_date": ""}, None),
        ({"title": "", "description": ""}, None),
    ],
)
def test_a_reminder_is_a_plan(properties, plan):
    usual = {"initial_date": "2024-05-15", "title": "Call", "description": "soon", "delible": True}
    card = read_person(collection("reminder", thing("r1", **{**usual, **properties})))
    assert card.plans == ((plan,) if plan else ())


def test_relationships_are_remarks_and_acquaintances():
    tie = {"contact_is": "u2", "of_contact": "u1"}
    found = read(
        export(
            collection("user", thing("me", me_contact="u9")),
            collection(
                "contact",
                person("u1", "Ada", first_met_through="u2"),
                person("u2", "Bo", first_met_through="u3"),
                person("u3", "Cy", is_partial=True, birthdate=special("2015-01-01", age=True)),
                person("u9", "Myself", first_met_through="u1"),
            ),
            collection(
                "relationship",
                thing("r1", type="significant_other", **tie),
                thing("r2", type="child", contact_is="u3", of_contact="u1"),
                thing("r3", type="sibling", contact_is="u2", of_contact="u9"),
                thing("r4", type="sibling", contact_is="u9", of_contact="u2"),
                thing("r5", type="friend", contact_is="gone", of_contact="u2"),
            ),
        )
    )
    ada, bo, cy, myself = found
    assert (ada.knows, ada.introduced_by) == ((Tie("u2"),), "u2")
    assert [each.text for each in ada.remarks] == [
        "significant other: Bo Keller",
        "child: Cy Keller (born about 2015)",
    ]
    assert [each.text for each in bo.remarks] == [
        "my sibling",
        "friend",
        "met through Cy Keller",
    ]
    assert (bo.knows, bo.introduced_by) == ((), "")
    assert cy == Skipped("contact 3", "known only through somebody else")
    assert myself == Skipped("contact 4", "yourself")


def test_a_call_and_a_conversation_are_touchpoints():
    messages = [
        thing("m1", content="Hi!", written_by_me=True),
        thing("m2", content="Hello", written_by_me=False),
    ]
    talk = {"happened_at": "2024-01-05T00:00:00Z", "contact_field_type": "t-mail"}
    card, call, both, out = read(
        export(
            collection(
                "contact",
                person(
                    "u1",
                    parts=[
                        collection(
                            "call",
                            thing("c1", called_at="2024-02-09T22:30:00.000000Z", content="Plans"),
                        ),
                        collection("conversation", thing("v1", messages=messages, **talk)),
                        collection("conversation", thing("v2", messages=messages[:1])),
                    ],
                ),
            )
        ),
        timezone(timedelta(hours=2)),
    )
    assert isinstance(card, Card)
    assert (call.touchpoint.on, call.touchpoint.at) == (date(2024, 2, 10), time(0, 30))
    assert (call.touchpoint.channel, call.touchpoint.note) == (Channel.CALL, "Plans")
    assert (call.touchpoint.source, call.touchpoint.source_id) == ("monica", "c1")
    [guest] = call.guests
    assert (guest.uid, guest.name, guest.direction) == ("u1", "Ada Keller", Direction.BOTH)
    assert (both.touchpoint.on, both.touchpoint.at) == (date(2024, 1, 5), None)
    assert both.touchpoint.channel is Channel.EMAIL
    assert both.touchpoint.note == "me: Hi!\nthey: Hello"
    assert both.guests[0].direction is Direction.BOTH
    assert (out.touchpoint.note, out.guests[0].direction) == ("Hi!", Direction.OUT)
    assert out.touchpoint.channel is Channel.MESSAGE


def test_a_call_without_an_id_has_the_same_one_each_time():
    call = {"created_at": MADE, "properties": {"called_at": MADE, "content": "x"}}
    whole = export(collection("contact", person("u1", parts=[collection("call", call)])))
    (_, first), (_, second) = read(whole), read(whole)
    assert first.touchpoint.source_id == second.touchpoint.source_id
    assert first.touchpoint.source_id


def test_an_activity_is_a_touchpoint_with_everyone_in_it():
    part = [collection("activity", "x1", "x1", "x2")]
    found = read(
        export(
            collection("contact", person("u1", "Ada", parts=part), person("u2", "Bo", parts=part)),
            collection(
                "activity",
                thing(
                    "x1",
                    summary="Pasta",
                    description="Good",
                    happened_at="2024-01-03",
                    type="t-ate",
                ),
                thing("x2", summary="A walk", happened_at="2024-01-04T00:00:00.000000Z"),
                thing("x3", summary="Alone", happened_at="2024-01-04"),
                thing("x4", happened_at="gibberish"),
            ),
        )
    )
    meal, walk, alone, _ = found[2:]
    assert [(guest.uid, guest.name) for guest in meal.guests] == [
        ("u1", "Ada Keller"),
        ("u2", "Bo Keller"),
    ]
    assert (meal.touchpoint.channel, meal.touchpoint.note) == (Channel.MEAL, "Pasta\nGood")
    assert (meal.touchpoint.on, meal.touchpoint.source_id) == (date(2024, 1, 3), "x1")
    assert (walk.touchpoint.channel, walk.place) == (Channel.MEETING, "activity 2")
    assert alone == Skipped("activity 3", "naming nobody")


def test_what_has_no_day_is_a_problem():
    part = [collection("activity", "x1")]
    activity = {"uuid": "x1", "properties": {"summary": "x", "happened_at": "soon"}}
    found = read(
        export(collection("contact", person("u1", parts=part)), collection("activity", activity))
    )
    assert found[1] == Problem("activity 1", "its activity has no day that can be read")


def test_version_2_keeps_contacts_in_vaults():
    def vault(uuid, *people):
        return {"uuid": uuid, "name": "Mine", "data": [collection("contact", *people)]}

    bo = {"uuid": "u2", "properties": {"first_name": "Bo", "suffix": "Jr", "job_position": "Cook"}}
    found = read(
        export(
            collection("user", {"uuid": "x", "first_name": "Me", "properties": []}),
            collection("vault", vault("v1", person("u1"), bo), vault("v2", person("u3", "Cy"))),
            version="2.0-preview.1",
            instance={},
        )
    )
    assert [card.contact.name for card in found] == ["Ada Keller", "Bo Jr", "Cy Keller"]
    assert found[1].contact.title == "Cook"


def test_photos_are_left_out_however_large(monkeypatch):
    monkeypatch.setattr(jsontext, "_LONGEST", 1 << 18)
    photo = thing("p1", dataUrl=r"data:image\/png;base64," + r"A\"\\" * 300_000)
    skipped, card = read(export(collection("photo", photo), collection("contact", person("u1"))))
    assert isinstance(card, Card)
    assert skipped == Skipped("photo 1", "photos and documents")


@pytest.mark.parametrize("broken", [None, 7, "x", [], {}, {"properties": None}, {"data": 1}])
def test_a_record_of_another_shape_does_not_stop_the_file(broken):
    whole = export(
        collection("contact", broken, person("u1")),
        collection("relationship", broken),
        collection("activity", broken),
        collection(None, broken),
    )
    whole["account"]["instance"]["contact_field_types"].append(broken)
    assert [each.contact.uid for each in read(whole) if isinstance(each, Card)] == ["u1"]


@pytest.mark.parametrize("name", [{}, {"first_name": "x" * 300}, {"first_name": "\x07"}])
def test_a_contact_that_cannot_be_named_is_a_problem(name):
    nameless = {"uuid": "u0", "properties": {"company": None, "job": "Cook", **name}}
    problem, card = read(export(collection("contact", nameless, person("u1"))))
    assert problem.place == "contact 1"
    assert card.contact.uid == "u1"


WHOLE = json.dumps(
    export(
        collection(
            "contact",
            person("u1", parts=[collection("note", thing("n1", body="likes tea"))]),
            person("u2", "Bo", parts=[collection("activity", "x1")]),
        ),
        collection("relationship", thing("r1", type="friend", contact_is="u1", of_contact="u2")),
        collection("activity", thing("x1", summary="A walk", happened_at="2024-01-04")),
    ),
    indent=1,
).encode()


def test_a_file_cut_in_half_gives_what_it_has():
    at = WHOLE.index(b"relationship")
    ada, bo, problem = read(WHOLE[:at])
    assert (ada.contact.uid, bo.contact.uid) == ("u1", "u2")
    assert problem.place == "contact 2"
    assert problem.reason.startswith("the file is damaged after this")


def test_bytes_that_are_no_text_are_shown_as_such():
    ada, bo = read(WHOLE.replace(b"Ada", b"Ad\xe9").replace(b"Bo", rb"Bo\ud83d"))[:2]
    assert (ada.contact.name, bo.contact.name) == ("Ad\ufffd Keller", "Bo\ufffd Keller")


def test_a_record_too_long_ends_the_reading(monkeypatch):
    monkeypatch.setattr(jsontext, "_PIECE", 1 << 10)
    monkeypatch.setattr(jsontext, "_LONGEST", 1 << 20)
    long = person("u2", parts=[collection("note", thing("n1", body="x" * (3 << 20)))])
    ada, problem = read(export(collection("contact", person("u1"), long, person("u3"))))
    assert (ada.contact.uid, problem.place) == ("u1", "contact 1")
    assert "a value is longer than 1 million characters" in problem.reason


def test_a_byte_order_mark_is_passed_over():
    assert read(b"\xef\xbb\xbf" + WHOLE) == read(WHOLE)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\1",
        b"PK\3\4",
        b"BEGIN:VCARD\n",
        b"[]",
        b"{}",
        b'{"account": 3}',
        b'{"data": [{"first_name": "Ada"}]}',
        b"-- Monica SQL export\nINSERT INTO contacts",
        WHOLE.decode().encode("utf-16"),
        b"\xff" + WHOLE,
    ],
)
def test_another_file_is_refused(data):
    with pytest.raises(BadInput, match="not an export of Monica"):
        read(data)


class Endless(io.RawIOBase):
    """Bytes that begin so and go on with the same for ever; again when they are sought."""

    def __init__(self, before, filler):
        self._before, self._filler = before, filler
        self.seek(0)

    def tell(self):
        return 0

    def seek(self, offset, whence=0):
        self._next = self._before
        return 0

    def read(self, size=-1):
        data = (self._next + self._filler * (size // len(self._filler) + 1))[:size]
        self._next = b""
        return data


OPEN = b'{"account": {"data": [{"type": "contact", "values": [{"uuid": "u1", "properties": {"a": '
PHOTO = OPEN.replace(b"contact", b"photo")


@pytest.mark.parametrize(
    ("before", "filler"),
    [
        (b"", b"["),
        (b"", b" "),
        (b"", b"1"),
        (b'{"a":', b"["),
        (b'{"a":"', rb"\""),
        (b'{"a":"x', rb"\\"),
        (OPEN, b"["),
        (OPEN + b"[1", b",1"),
        (OPEN + b'"', b"x"),
        (PHOTO, b"["),
        (PHOTO + b'"', b"x"),
        (PHOTO + b"[{}", b",{}"),
    ],
)
def test_memory_is_not_filled(monkeypatch, before, filler):
    monkeypatch.setattr(jsontext, "_PIECE", 1 << 14)
    monkeypatch.setattr(jsontext, "_LONGEST", 1 << 18)
    monkeypatch.setattr(jsontext, "_MOST", 1 << 21)
    with measured() as peak:
        if b"account" in before:
            [problem] = monica.read(Endless(before, filler))
            assert problem.place == "the beginning"
        else:
            with pytest.raises(BadInput, match="not an export of Monica"):
                list(monica.read(Endless(before, filler)))
    assert peak.size < 6_000_000


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(max_size=8)
    | st.sampled_from(["u1", "x1", "t-mail", MADE, "2024-01-03", "week", 0.5]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
PLACES = st.lists(st.integers(0, 10), min_size=1, max_size=12)


def mutate(node, path, value):
    """Put a value somewhere into a tree."""
    keys = list(node) if isinstance(node, dict) else range(len(node))
    key = keys[path[0] % len(keys)]
    inner = node[key]
    if len(path) > 1 and isinstance(inner, dict | list) and inner:
        mutate(inner, path[1:], value)
    else:
        node[key] = value


@given(st.lists(st.tuples(PLACES, VALUES), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_any_value_anywhere_is_read_or_refused(changes):
    whole = json.loads(WHOLE)
    for path, value in changes:
        mutate(whole, path, value)
    try:
        found = read(whole)
    except BadInput:
        return
    assert all(isinstance(each, Card | Entry | Skipped | Problem) for each in found)
    assert "\\ud" not in repr(found)


@given(st.integers(0, len(WHOLE)), st.binary(max_size=4))
@settings(max_examples=30, deadline=None)
def test_damaged_bytes_are_read_or_refused(at, junk):
    try:
        found = read(WHOLE[:at] + junk + WHOLE[at + len(junk) :])
    except BadInput:
        return
    assert found
