"""The whole journal out and in again: the same bytes, and nothing twice."""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netlog.config import Settings
from netlog.core import introductions, names
from netlog.core.exchange import SECTIONS
from netlog.core.introductions import Outcome, Side, begin
from netlog.core.model import (
    OLD,
    Acquaintance,
    Birthday,
    Channel,
    Contact,
    Direction,
    Distinction,
    FollowUp,
    Interest,
    Intros,
    Kind,
    Note,
    Participant,
    Point,
    Post,
    Touchpoint,
    Vouch,
    Want,
)
from netlog.errors import BadInput, NetlogError
from netlog.journal import demo, exchange, keep
from netlog.journal.desk import Desk
from netlog.journal.importing import Options
from tests.journal.conftest import TODAY, contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netlog.journal.imported import Imported

ODD = 'Ana [x] "Z" O\'Neil 王 🙂 \u202e\x7f\x9b\u2028\0'
DAY = date(2026, 3, 1)


def desk_at(path: Path, hour: int = 9) -> Desk:
    return Desk(path, Settings(), TODAY, datetime(2026, 11, 22, hour, tzinfo=UTC), "netlog test")


@contextmanager
def another(hour: int = 15) -> Iterator[Desk]:
    """An empty journal, at a later hour than the first."""
    with TemporaryDirectory() as folder:
        yield desk_at(Path(folder) / "other.db", hour)


def export(desk: Desk) -> bytes:
    return b"".join(exchange.export_journal(desk))


def bring(desk: Desk, data: bytes | dict[str, Any], **options: bool) -> Imported:
    text = data if isinstance(data, bytes) else json.dumps({"netlog": 1, **data}).encode()
    return exchange.import_journal(desk, io.BytesIO(text), Options(**options))


def fill(desk: Desk) -> None:
    """Something of everything, and gaps in the ids."""
    with desk.writing() as writer:
        gone = writer.add_contact(Contact(0, "", "Gone", added_on=DAY))
        ada = writer.add_contact(
            Contact(
                0, "", "Ana [x] O'Neil 王 🙂", ODD, "a\nb", "São Paulo", Birthday(2, 29), "met",
                DAY, None, "inner", 7, Intros.NEVER, ODD, added_on=DAY,
                snoozed_until=date(9999, 12, 31),
                points=(Point("email", "a@old.example", "a@old.example", OLD),
                        Point("url", "https://www.x.example", "https://www.x.example"),
                        Point("url", "http://x.example", "x.example"),
                        Point("url", "https://www.x.example", "x.example/"),
                        Point("phone", "ext 5", "5", "work")),
                aliases=("Zed", "An"), tags=("z", "a"), known_as=("urn:x", ODD),
            )
        )  # fmt: skip
        sam, ito, last = (
            writer.add_contact(Contact(0, f"vcard-{at}", name, archived=True, added_on=DAY))
            for at, name in enumerate(("Sam", "Sam", "Last"))
        )
        whole = writer.reader.contact(ada)
        assert whole
        writer.save_contact(whole._replace(introduced_by=last))

        def touch(*people: int, way: Direction = Direction.OUT, **values: Any) -> int:
            parts = tuple(Participant(each, "", way, way is Direction.OUT) for each in people)
            return writer.add_touchpoint(Touchpoint(0, DAY, Channel.CALL, people=parts, **values))

        first = touch(sam, ada, note=ODD, depth=5, minutes=3, place=ODD, tags=("y", "b"))
        touch(gone)
        asked = writer.add_favour(Kind.ASKED, first, sam, 3)
        answer = touch(sam, way=Direction.IN, source="mbox", source_id="<m@x>")
        writer.add_favour(Kind.RECEIVED, answer, sam, 1)
        writer.settle_favour(asked, answer)
        writer.add_favour(Kind.GIVEN, touch(last), last, 2)
        writer.add(Note(0, ada, DAY, ODD))
        writer.add(FollowUp(0, None, "", ODD, DAY, DAY, "2w"))
        writer.add(FollowUp(0, ada, "", "x", date(2026, 4, 1), DAY, "1m", DAY))
        for want in Want:
            writer.add(Interest(0, ada, "", want, ODD, DAY, DAY))
        start = begin(Side(ada, "A"), Side(sam, "S"), ODD, DAY)
        asked_one = introductions.ask(start, ada, DAY)
        agreed = introductions.agree(asked_one, ada, DAY)
        both = introductions.agree(introductions.ask(agreed, sam, DAY), sam, DAY)
        made = introductions.make(both, DAY)._replace(touchpoint_id=touch(ada, sam))
        for each in (
            start, asked_one, agreed, introductions.decline(asked_one, ada, DAY), both, made,
            introductions.make(agreed, DAY, one_sided=True),
            introductions.conclude(made, Outcome.GOOD, DAY, ODD), introductions.drop(start, DAY),
        ):  # fmt: skip
            writer.add(each)
        writer.add(Vouch(0, ada, "", 5, ODD, DAY))
        writer.add(Acquaintance(0, ada, last, ODD, DAY))
        writer.add(Distinction(0, sam, ito))
        writer.add(Post(0, ada, ODD, "", DAY))
        writer.remove_contact(gone)


def test_everything_comes_back_byte_for_byte(desk: Desk) -> None:
    fill(desk)
    before = export(desk)
    assert all(json.loads(before)[section.name] for section in SECTIONS)
    with another() as other:
        imported = bring(other, before)
        assert imported.problems == ()
        assert (imported.new, imported.touchpoints) == (4, 4)
        assert dict(imported.others)["introduction"] == 9
        assert export(other) == before
        # What is not in the file follows from it.
        assert contents(other)["tally"] == contents(desk)["tally"]
        assert contents(other)["alias"] == contents(desk)["alias"]


def test_a_second_time_changes_nothing(desk: Desk) -> None:
    fill(desk)
    before, whole = export(desk), contents(desk)
    for update in (False, True):
        imported = bring(desk, before, update=update)
        assert (imported.new, imported.changed, imported.touchpoints, imported.others) == (
            0, 0, 0, (),
        )  # fmt: skip
        assert imported.matched == 4
        assert contents(desk) == whole
    assert len(keep.history(desk, None)) == 1


def test_undo_takes_all_of_it_back(desk: Desk, people: Desk) -> None:
    before = contents(people)
    with another() as other:
        fill(other)
        bring(people, export(other))
    assert contents(people) != before
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == before


def test_a_dry_run_says_the_same_and_writes_nothing(people: Desk) -> None:
    with another() as other:
        fill(other)
        data = export(other)
    before = contents(people)
    planned = bring(people, data, dry_run=True)
    assert contents(people) == before
    done = bring(people, data)
    assert planned._replace(people=(), log=()) == done._replace(people=(), log=(), dry_run=True)
    with another() as empty:
        assert bring(empty, data, dry_run=True).new == 4
        assert not empty.path.exists()


def test_into_a_journal_with_others_ids_are_given_anew(people: Desk) -> None:
    with another() as other:
        fill(other)
        data = export(other)
    was = {row["uid"]: row for row in json.loads(data)["contacts"]}
    bring(people, data)
    now = json.loads(export(people))
    contacts = {row["id"]: row for row in now["contacts"]}
    uids = {number: row["uid"] for number, row in contacts.items()}
    ada = next(row for row in now["contacts"] if row["name"].startswith("Ana"))
    assert ada["id"] == 4
    assert contacts[ada["introduced_by"]]["name"] == "Last"
    assert was[ada["uid"]]["created_at"] == ada["created_at"]
    # Each row refers to whom it referred to.
    by_uid = {row["uid"]: row for row in json.loads(data)["introductions"]}
    old_uids = {row["id"]: row["uid"] for row in json.loads(data)["contacts"]}
    for row in now["introductions"]:
        for side in ("a_id", "b_id"):
            assert uids[row[side]] == old_uids[by_uid[row["uid"]][side]]
    settled = next(row for row in now["favours"] if row["settled_by"])
    points = {row["id"]: row for row in now["touchpoints"]}
    assert points[settled["settled_by"]]["source_id"] == "<m@x>"
    again = export(people)
    assert bring(people, data).is_news is False
    assert export(people) == again


def contact(number: int, uid: str, name: str, **values: Any) -> dict[str, Any]:
    start = {"id": number, "uid": uid, "name": name, "added_on": "2026-01-01"}
    at = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
    return {**start, **at, **values}


def point(value: str) -> list[dict[str, str]]:
    return [{"kind": "email", "value": value}]


def test_who_is_here_is_matched_and_filled(people: Desk) -> None:
    data = {
        "contacts": [
            contact(1, "elsewhere", "Priya S.", city="Oslo", org="Other",
                    points=point("PRIYA@acme.example")),
            contact(2, "new", "Somebody New", introduced_by=1),
        ],
        "notes": [{"id": 1, "uid": "n", "contact_id": 1, "day": "2026-01-01", "text": "x",
                   "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}],
    }  # fmt: skip
    imported = bring(people, data)
    assert (imported.matched, imported.changed, imported.new) == (1, 1, 1)
    with people.reading() as reader:
        priya, new = reader.contact(1), reader.contact(4)
        assert priya
        assert new
        assert (priya.name, priya.org, priya.city) == ("Priya Shah", "Acme", "Oslo")
        assert priya.known_as == ("elsewhere",)
        assert new.introduced_by == 1
        assert {note.text for note in reader.notes(1)} == {"x", "likes tea"}
    before = contents(people)
    assert bring(people, data).changed == 0
    assert contents(people) == before
    assert bring(people, data, update=True).changed == 1
    with people.reading() as reader:
        priya = reader.contact(1)
    assert priya
    assert priya.org == "Other"


def test_two_who_are_told_apart_in_the_file_stay_two(people: Desk) -> None:
    data = {"contacts": [contact(1, "x", "Sam Ito"), contact(2, "y", "Sam Ito")]}
    imported = bring(people, data)
    assert (imported.matched, imported.new) == (1, 1)
    assert [[each.id for each in doubt.alike] for doubt in imported.doubts] == [[3]]
    assert imported.doubts[0].contact.id == 4
    before = export(people)
    bring(people, data)
    assert export(people) == before


def test_in_an_empty_journal_nobody_is_taken_for_another() -> None:
    data = {"contacts": [contact(5, "x", "Sam", points=point("s@x.example")),
                         contact(7, "y", "Sam", points=point("s@x.example"))]}  # fmt: skip
    with another() as other:
        assert bring(other, data).new == 2
        assert [row["id"] for row in json.loads(export(other))["contacts"]] == [5, 7]


def test_two_of_the_file_who_are_one_here(people: Desk) -> None:
    """As after a merge: an older export still tells them apart."""
    with people.reading() as reader:
        uid = reader.contact(1).uid  # type: ignore[union-attr]
    at = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
    with people.writing() as writer:
        kept = writer.reader.contact(1)
        assert kept
        writer.save_contact(kept._replace(known_as=("gone",)))
    data = {
        "contacts": [contact(8, uid, "Priya Shah"), contact(9, "gone", "Pri"),
                     contact(10, "zoe", "Zoe")],
        "touchpoints": [
            {"id": 1, "uid": "t", "day": "2026-01-01", "channel": "email",
             "people": [{"contact_id": 8, "direction": "out", "awaits_reply": True},
                        {"contact_id": 9, "direction": "in"}], **at},
        ],
        "acquaintances": [
            {"id": 1, "uid": "a", "a_id": 8, "b_id": 9, "day": "2026-01-01", **at},
            {"id": 2, "uid": "b", "a_id": 8, "b_id": 10, "day": "2026-01-01", **at},
            {"id": 3, "uid": "c", "a_id": 9, "b_id": 10, "day": "2026-01-01", **at},
        ],
    }  # fmt: skip
    imported = bring(people, data)
    assert (imported.matched, imported.new, imported.touchpoints) == (1, 1, 1)
    assert sum(number for _, number in imported.skipped) == 2
    with people.reading() as reader:
        (part,) = reader.touchpoint(reader.last_id("touchpoint")).people  # type: ignore[union-attr]
        assert (part.contact_id, part.direction, part.awaits_reply) == (1, Direction.BOTH, False)
        assert [(each.a_id, each.b_id) for each in reader.acquaintances()] == [(1, 4)]
    before = export(people)
    assert not bring(people, data).is_news
    assert export(people) == before


def test_an_imported_touchpoint_is_known_by_its_source(desk: Desk) -> None:
    at = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
    one = {"id": 1, "day": "2026-01-01", "channel": "email", "source": "mbox", "source_id": "m",
           "people": [{"contact_id": 1, "direction": "out"}], **at}  # fmt: skip
    bring(desk, {"contacts": [contact(1, "c", "A")], "touchpoints": [{**one, "uid": "x"}]})
    favour = {"id": 1, "uid": "f", "touchpoint_id": 1, "contact_id": 1, "kind": "given", **at}
    imported = bring(
        desk,
        {
            "contacts": [contact(1, "c", "A")],
            "touchpoints": [{**one, "uid": "y"}],
            "favours": [favour],
        },
    )
    assert imported.touchpoints == 0
    assert imported.others == (("favour", 1),)


def test_ids_too_long_to_type_are_given_anew(desk: Desk) -> None:
    most = 2**63 - 1
    data = {"contacts": [contact(most, "x", "A"), contact(3, "y", "B", introduced_by=most)]}
    bring(desk, data)
    assert [(row["id"], row["introduced_by"]) for row in json.loads(export(desk))["contacts"]] == [
        (1, None),
        (2, 1),
    ]


def test_a_file_with_nothing_good_in_it_is_an_error(desk: Desk) -> None:
    with pytest.raises(BadInput, match=r"nothing in standard input .*contacts\[0\]: it is no obj"):
        bring(desk, {"contacts": [1]})
    assert not desk.path.exists()


def test_an_empty_export_is_whole(desk: Desk) -> None:
    fill(desk)
    with desk.writing() as writer:
        for each in writer.reader.contacts():
            writer.remove_contact(each.id)
        for each in writer.reader.follow_ups(done=True):
            writer.remove(each)
    empty = export(desk)
    with another() as other:
        assert bring(other, empty).read == 0
        assert export(other) == empty


def test_the_demo_comes_back(desk: Desk) -> None:
    demo.build(desk)
    before = export(desk)
    with another() as other:
        bring(other, before)
        assert export(other) == before


# Invented journals

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
words = texts.filter(bool)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
instants = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(
    lambda at: f"{at.isoformat(timespec='seconds')}Z"
)


def is_name(text: str) -> bool:
    try:
        return bool(names.clean(text))
    except NetlogError:
        return False


BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "name": words.filter(is_name),
    "birthday": st.sampled_from(["1988-02-29", "--02-29", "0001-01-01", "2001-12-31"]),
    "at": st.times().map(lambda at: at.isoformat("minutes")),
    "every": st.sampled_from(["1d", "3w", "2m", "1y", "36525d"]),
    "created_at": instants,
    "updated_at": instants,
}


def value_of(field: Any) -> st.SearchStrategy[Any]:
    """What a field may say, found by trying."""
    if field.name in BY_NAME:
        found = BY_NAME[field.name]
    else:
        choices = [*Channel, *Direction, *Kind, *Want, *Intros, *Outcome, "not asked", "yes", "url"]
        found = st.one_of(
            *(
                kind.filter(field.type.holds)
                for kind, sample in ((st.booleans(), True), (days, "2026-01-01"))
                if field.type.holds(sample) and not field.type.words.startswith("text")
            ),
            *([st.integers(1, 3)] if field.type.holds(1) else []),
            *([texts.filter(field.type.holds)] if field.type.words.startswith("text") else []),
            *([words] if field.type.words.startswith("text") else []),
            *(st.just(str(each)) for each in choices if "one of" in field.type.words
              and field.type.holds(str(each))),
        )  # fmt: skip
    return st.none() | found if field.type.holds(None) else found


@st.composite
def journals(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    ids: dict[str, list[int]] = {}
    journal: dict[str, list[dict[str, Any]]] = {}
    for section in SECTIONS:
        numbers = sorted(draw(st.sets(st.integers(1, 30), max_size=4)))
        ids[section.name] = numbers
        journal[section.name] = []
        about = set()
        for number in numbers:
            row: dict[str, Any] = {}
            for field in section.fields:
                if field.refers:
                    there = ids[field.refers]
                    choices = [
                        each for each in there if (field.refers, each) != (section.name, number)
                    ]
                    row[field.name] = draw(
                        st.sampled_from(
                            [*choices, *([] if field.is_required else [None])] or [None]
                        )
                    )
                else:
                    row[field.name] = draw(value_of(field))
            row |= {"id": number, "uid": f"{section.table} {number}"}
            if row.get("kind") == "given":
                row["settled_by"] = None
            for part in section.parts:
                row[part.name] = draw(belonging(part, ids))
            if section.name == "contacts":
                row["uids"] = [f"{number} {each}" for each in range(len(row["uids"]))]
                row["aliases"] = list({names.fold(each): each for each in row["aliases"]}.values())
            if section.is_pair and row["a_id"] and row["a_id"] > row["b_id"]:
                row["a_id"], row["b_id"] = row["b_id"], row["a_id"]
            required = [f.name for f in section.fields if f.refers and f.is_required]
            subject = tuple(row[name] for name in section.unique)
            if (
                all(row[name] is not None for name in required)
                and row.get("a_id", 0) != row.get("b_id", 1)
                and not (subject and None not in subject and subject in about)
            ):
                about.add(subject)
                journal[section.name].append(row)
        ids[section.name] = [row["id"] for row in journal[section.name]]
    return journal


def belonging(part: Any, ids: dict[str, list[int]]) -> st.SearchStrategy[list[Any]]:
    if part.is_bare:
        return st.lists(words, max_size=3, unique=True).map(
            lambda each: sorted(each) if part.order != "id" else each
        )
    if part.name == "people":
        if not ids["contacts"]:
            return st.just([])
        one = st.fixed_dictionaries({
            "contact_id": st.sampled_from(ids["contacts"]),
            "direction": st.sampled_from([*map(str, Direction)]),
            "awaits_reply": st.booleans(),
        })  # fmt: skip
        return st.lists(one, max_size=3, unique_by=lambda each: each["contact_id"])
    one = st.fixed_dictionaries(
        {"kind": st.sampled_from(["email", "phone", "url"]), "value": texts, "label": texts}
    )
    return st.lists(one, max_size=3, unique_by=lambda each: (each["kind"], each["value"]))


@given(journals())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_export_of_import_is_the_same_for_any_journal(journal: dict[str, Any]) -> None:
    with another() as one, another(18) as two:
        imported = bring(one, journal)
        assert imported.problems == ()
        first = export(one)
        told = json.loads(first)
        del told["netlog"]
        assert told == journal
        bring(two, first)
        assert export(two) == first
        assert not bring(two, first).is_news
        assert export(two) == first
