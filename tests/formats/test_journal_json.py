"""netlog's own export, as a text: what is taken, what is refused, and where it says so."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.exchange import SECTIONS
from netlog.errors import BadInput
from netlog.formats import journal_json, jsontext
from netlog.store import migrations

AT = {"created_at": "2026-11-22T09:30:00Z", "updated_at": "2026-11-22T09:30:00Z"}
# What follows from other columns, and what a part has only in the database.
DERIVED = {
    "contact": {"key"},
    "alias": {"id", "contact_id", "key"},
    "contact_point": {"id", "contact_id", "normal"},
    "contact_tag": {"id", "contact_id"},
    "contact_uid": {"id", "contact_id"},
    "participant": {"id", "touchpoint_id"},
    "touchpoint_tag": {"id", "touchpoint_id"},
}


def contact(number: int = 1, **values: Any) -> dict[str, Any]:
    start = {"id": number, "uid": f"c-{number}", "name": f"P {number}", "added_on": "2026-01-01"}
    return {**start, **AT, **values}


def touchpoint(number: int = 1, *people: int, **values: Any) -> dict[str, Any]:
    parts = [{"contact_id": each, "direction": "out"} for each in people]
    start = {"id": number, "uid": f"p-{number}", "day": "2026-01-02", "channel": "call"}
    return {**start, "people": parts, **AT, **values}


def favour(number: int = 1, **values: Any) -> dict[str, Any]:
    start = {"id": number, "uid": f"f-{number}", "touchpoint_id": 1, "contact_id": 1}
    return {**start, "kind": "given", **AT, **values}


def read(text: str | bytes) -> journal_json.File:
    return journal_json.read(io.BytesIO(text.encode() if isinstance(text, str) else text))


def read_of(**sections: list[Any]) -> journal_json.File:
    return read(json.dumps({"netlog": 1, **sections}))


def problems(file: journal_json.File) -> list[tuple[str, str]]:
    return [(problem.place, problem.reason) for problem in file.problems]


def test_every_column_is_exported() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrations.migrate(connection)
        there = {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            for _, name, kind, *_ in connection.execute("PRAGMA table_list").fetchall()
            if kind == "table" and not name.startswith(("undo_", "search_", "sqlite_"))
        }
    parts = [part for section in SECTIONS for part in section.parts]
    described = {
        table.table: {field.name for field in table.fields} | DERIVED.get(table.table, set())
        for table in (*SECTIONS, *parts)
    }
    del there["tally"]
    assert described == there


def test_a_whole_file_without_defaults() -> None:
    file = read_of(contacts=[contact()], touchpoints=[touchpoint(1, 1)], favours=[favour()])
    assert file.problems == ()
    assert file.read == 3
    (ada,) = file.rows["contacts"]
    assert (ada.intros, ada.archived, ada.birthday, ada.points) == ("ask", False, None, ())
    assert file.rows["touchpoints"][0].people[0].awaits_reply is False


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_order_and_the_spaces_do_not_matter(indent: int | None, mark: bytes) -> None:
    sections = {"touchpoints": [touchpoint(1, 1)], "contacts": [contact()], "netlog": 1}
    file = read(mark + json.dumps(sections, indent=indent).encode())
    assert file.problems == ()
    assert file.read == 2


@pytest.mark.parametrize(
    "text",
    ["", " ", "{}", "[]", "null", "1", '"netlog"', '{"contacts": []}', '{"account": {}}',
     "BEGIN:VCARD",
     '{"netlog": true}', '{"netlog": "1"}', '{"netlog": 1.0}', '{"netlog": 0}', '{"netlog": NaN}',
     "\0\0\0\0", '{"netlog"', "{,", '{1: 2}'],
)  # fmt: skip
def test_what_is_not_ours(text: str) -> None:
    with pytest.raises(BadInput, match="this is no JSON export of netlog"):
        read(text)


def test_another_encoding_is_not_ours() -> None:
    with pytest.raises(BadInput, match="no JSON export of netlog"):
        read('{"netlog": 1}'.encode("utf-16"))


@pytest.mark.parametrize("version", ["2", "9" * 20, "9" * 5000])
def test_a_newer_export_is_refused(version: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(f'{{"netlog": {version}, "contacts": 3}}')
    if len(version) < 30:
        assert "newer netlog" in caught.value.message


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"id": 0}, "id is 0, not an id"),
        ({"id": True}, "id is true, not an id"),
        ({"id": 1.0}, "id is 1.0, not an id"),
        ({"id": 2**63}, "id is 9223372036854775808, not an id"),
        ({"id": "1"}, 'id is "1", not an id'),
        ({"id": float("nan")}, "id is NaN, not an id"),
        ({"uid": ""}, 'uid is "", not text that is not empty'),
        ({"name": " \0 "}, "not a name"),
        ({"name": "x" * 201}, "not a name"),
        ({"name": "x" * 10_000_000}, "not a name"),
        ({"name": "\ud800"}, r'name is "\ud800", not a name'),
        ({"org": "a\udfffb"}, "not text"),
        ({"org": None}, "org is null, not text"),
        ({"org": ["x"]}, "org is a list, not text"),
        ({"org": {"x": []}}, "org is an object, not text"),
        ({"added_on": "2026-02-30"}, 'added_on is "2026-02-30", not a day'),
        ({"added_on": "20260101"}, "not a day"),
        ({"added_on": "9999-12-31"}, "before the year 9000"),
        ({"added_on": "2026-01-01\n"}, "not a day"),
        ({"birthday": "--02-30"}, "not a birthday"),
        ({"birthday": "1987-02-29"}, "not a birthday"),
        ({"birthday": "x"}, "not a birthday"),
        ({"cadence_days": 10**9}, "not a whole number from 1 to 36,525, or null"),
        ({"archived": 1}, "archived is 1, not true or false"),
        ({"intros": "maybe"}, "not one of never, ask, open"),
        ({"created_at": "2026-11-22 09:30"}, "not an instant"),
        ({"updated_at": "2026-11-22T09:30:00+00:00"}, "not an instant"),
        ({"points": {}}, "points is no list"),
        ({"points": ["x"]}, "points[0]: it is no object"),
        ({"points": [{"kind": "fax", "value": "1"}]}, "points[0]: kind is"),
        ({"points": [{"kind": "url"}]}, "points[0]: value is missing"),
        ({"aliases": [""]}, "aliases[0]: name is"),
        ({"tags": ["a", 3]}, "tags[1]: tag is 3"),
        ({"tags": ["a", "a"]}, 'tags[1]: "a" is there twice'),
        ({"key": "ada"}, 'netlog knows no "key" in it'),
        ({"\ud800": 1}, "netlog knows no"),
    ],
)  # fmt: skip
def test_a_bad_contact_is_told_and_the_others_are_kept(values: dict[str, Any], reason: str) -> None:
    file = read_of(contacts=[contact(1), contact(2, **values), contact(3)])
    assert [row.id for row in file.rows["contacts"]] == [1, 3]
    ((place, told),) = problems(file)
    assert place == "contacts[1]"
    assert reason in told
    assert len(told) < 200
    assert file.read == 3


@pytest.mark.parametrize("record", [None, 1, "x", [], [[]], {}, True])
def test_a_record_that_is_none(record: Any) -> None:
    file = read_of(contacts=[record, contact()])
    assert [place for place, _ in problems(file)] == ["contacts[0]"]
    assert len(file.rows["contacts"]) == 1


@pytest.mark.parametrize(
    ("name", "record", "reason"),
    [
        ("touchpoints", touchpoint(2, 1, at="9:30"), "at is"),
        ("touchpoints", touchpoint(2, 1, at="24:00"), "at is"),
        ("touchpoints", touchpoint(2, 1, depth=6), "depth is 6"),
        ("touchpoints", touchpoint(2, 1, minutes=0), "minutes is 0"),
        ("touchpoints", touchpoint(2, 1, channel="fax"), "channel is"),
        ("touchpoints", touchpoint(2, 1, 1), "people[1]: 1 is there twice"),
        ("touchpoints", touchpoint(2, 7), "people has the contact_id 7"),
        ("favours", favour(kind="given", settled_by=1), "nothing to settle"),
        ("favours", favour(contact_id=9), "contact_id is 9"),
        ("favours", favour(touchpoint_id=9), "touchpoint_id is 9"),
        ("follow_ups", {"id": 1, "uid": "t", "text": "x", "due_on": "2026-01-01",
                        "anchor_on": "2026-01-01", "every": "3 weeks", **AT}, "every is"),
        ("acquaintances", {"id": 1, "uid": "a", "a_id": 1, "b_id": 1, "day": "2026-01-01", **AT},
         "both 1"),
        ("vouches", {"id": 1, "uid": "v", "contact_id": 1, "value": 6, "day": "2026-01-01", **AT},
         "value is 6"),
    ],
)  # fmt: skip
def test_a_bad_record_of_another_kind(name: str, record: dict[str, Any], reason: str) -> None:
    sections = {"contacts": [contact()], "touchpoints": [touchpoint(1, 1)]}
    records = [*sections.get(name, []), record]
    file = read_of(**{**sections, name: records})
    ((place, told),) = problems(file)
    assert place == f"{name}[{len(records) - 1}]"
    assert reason in told


def test_what_is_there_twice() -> None:
    file = read_of(
        contacts=[contact(1, uids=["x"]), contact(1, uid="c-9"), contact(2, uid="x"), contact(3)],
        touchpoints=[touchpoint(1, 1, source="mbox", source_id="m"),
                     touchpoint(2, 1, source="mbox", source_id="m"),
                     touchpoint(3, 1), touchpoint(4, 1)],
    )  # fmt: skip
    assert problems(file) == [
        ("contacts[1]", "its id was there before"),
        ("contacts[2]", "its uid was there before"),
        ("touchpoints[1]", "its source with source_id was there before"),
    ]


def test_what_may_refer_to_nothing_is_kept() -> None:
    asked = favour(kind="asked", settled_by=8)
    file = read_of(
        contacts=[contact(1, introduced_by=9), contact(2, introduced_by=2)],
        touchpoints=[touchpoint(1, 1, 7)],
        favours=[asked],
    )
    assert [row.introduced_by for row in file.rows["contacts"]] == [None, None]
    assert [part.contact_id for part in file.rows["touchpoints"][0].people] == [1]
    assert file.rows["favours"][0].settled_by is None
    assert [place for place, _ in problems(file)] == [
        "contacts[0]", "contacts[1]", "touchpoints[0]", "favours[0]",
    ]  # fmt: skip
    assert all("the rest of it is kept" in reason for _, reason in problems(file))


def test_what_belongs_to_a_bad_record_is_told_too() -> None:
    file = read_of(contacts=[contact(1, id="1"), contact(2)], touchpoints=[touchpoint(1, 1)])
    assert [place for place, _ in problems(file)] == ["contacts[0]", "touchpoints[0]"]


def test_a_file_cut_in_half_keeps_what_came_before() -> None:
    whole = json.dumps({"netlog": 1, "contacts": [contact(n) for n in range(1, 10)]})
    file = read(whole[: len(whole) // 2])
    assert 3 <= len(file.rows["contacts"]) <= 5
    ((place, reason),) = problems(file)
    assert place.startswith("contacts[")
    assert "the file is damaged here" in reason


@given(st.integers(0, 700))
@settings(max_examples=50, deadline=None)
def test_wherever_it_is_cut(length: int) -> None:
    whole = json.dumps({"netlog": 1, "contacts": [contact(1), contact(2)], "touchpoints": []})
    text = whole[:length]
    if len(text) <= len('{"netlog": '):
        with pytest.raises(BadInput):
            read(text)
    else:
        assert bool(read(text).problems) == (text != whole)


def test_what_is_nested_deep_ends_the_reading() -> None:
    for deep in ("[" * 100_000, '{"a":' * 100_000):
        file = read(f'{{"netlog": 1, "contacts": [{json.dumps(contact())}, {deep}')
        assert len(file.rows["contacts"]) == 1
        assert problems(file) == [
            ("contacts[1]", "the file is damaged here: brackets are nested too deep")
        ]
    nested = "[" * 90 + "]" * 90
    file = read(f'{{"netlog": 1, "contacts": [{nested}], "x": {nested}}}')
    assert [place for place, _ in problems(file)] == ["contacts[0]", "x"]


def test_a_value_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsontext, "_LONGEST", 1 << 20)
    file = read(b'{"netlog": 1, "contacts": [{"name": "' + b"x" * (4 << 20))
    ((_, reason),) = problems(file)
    assert "a value is longer than 1 million characters" in reason


def test_a_file_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b" " * size

    monkeypatch.setattr(jsontext, "_MOST", 1 << 24)
    with pytest.raises(BadInput, match="no JSON export"):
        journal_json.read(Endless())  # type: ignore[arg-type]


def test_bytes_that_are_no_text_spoil_one_record() -> None:
    text = json.dumps({"netlog": 1, "contacts": [contact(1, org="ORG"), contact(2)]}).encode()
    file = read(text.replace(b"ORG", b"caf\xe9"))
    assert [row.id for row in file.rows["contacts"]] == [2]
    assert problems(file)[0][0] == "contacts[0]"


def test_what_netlog_does_not_know_is_told() -> None:
    file = read('{"netlog": 1, "dreams": [1], "notes": {}, "contacts": []} {"netlog": 1}')
    assert problems(file) == [
        ("dreams", "netlog does not know this section"),
        ("notes", "it is no list"),
        ("the end", "something stands after the export, and was not read"),
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=3,
)
fields = sorted({field.name for section in SECTIONS for field in section.fields})


@given(
    st.dictionaries(
        st.sampled_from([section.name for section in SECTIONS]),
        st.lists(
            json_values
            | st.dictionaries(st.sampled_from(fields), json_values).map(lambda d: contact() | d)
            | st.dictionaries(st.sampled_from(fields), json_values).map(
                lambda d: touchpoint(1, 1) | d
            ),
            max_size=3,
        ),
        max_size=3,
    )
)
@settings(max_examples=30, deadline=None)
def test_any_json_is_read_without_a_complaint_of_python(sections: dict[str, Any]) -> None:
    file = read(json.dumps({"netlog": 1, **sections}))
    assert file.read == sum(map(len, sections.values()))


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_after_the_beginning(rest: bytes) -> None:
    file = read(b'{"netlog": 1, ' + rest)
    assert file.read == 0
    assert file.problems
