"""The machine-readable output: keys are only ever added to, never renamed or removed."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from netlog.cli import main
from netlog.config import Settings
from netlog.core.introductions import Side, begin
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    FollowUp,
    Interest,
    Kind,
    Note,
    Participant,
    Point,
    Touchpoint,
    Want,
)
from netlog.journal.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., str]

RANK = (
    "id", "name", "org", "circle", "score", "recency", "reciprocity", "depth", "stars", "last_on",
    "last_direction", "days_silent", "ideal_days",
)  # fmt: skip
LIST = (
    "id", "name", "org", "title", "city", "circle", "tags", "emails", "phones", "last_on",
    "archived",
)  # fmt: skip
TOUCHPOINT = (
    "id", "on", "at", "channel", "depth", "minutes", "place", "tags", "people", "note",
)  # fmt: skip
PART = ("id", "name", "direction", "awaits_reply")
CONTACT = (
    "id", "uid", "name", "org", "title", "city", "birthday", "met", "met_on", "introduced_by",
    "circle", "cadence_days", "snoozed_until", "intros", "about", "archived", "added_on", "points",
    "aliases", "tags",
)  # fmt: skip
TODO = ("id", "contact_id", "name", "text", "due_on", "every", "done_on")
NOTE = ("id", "on", "contact_id", "name", "text")
WHY = (
    "id", "name", "today", "score", "stars", "word", "terms", "rhythm", "next_star", "what_if",
    "change",
)  # fmt: skip
SHOW = (
    *CONTACT, "score", "recency", "reciprocity", "depth", "stars", "last_on", "last_direction",
    "days_silent", "ideal_days", "first_met_on", "months", "touchpoints", "notes", "favours",
    "follow_ups", "open", "interests", "vouch", "posts", "introductions",
)  # fmt: skip
BRIEF = (
    "id", "name", "org", "title", "city", "circle", "about", "birthday", "points", "tags", "score",
    "stars", "last_on", "days_silent", "met", "first_met_on", "introduced_by", "deepest",
    "touchpoints", "open", "interests", "vouch", "notes", "questions",
)  # fmt: skip
DIGEST = ("today", "sections", "week")
ITEM = (
    "contact_id", "name", "text", "step", "command", "state", "task_id", "favour_id",
    "introduction_id", "touchpoint_id",
)  # fmt: skip
DUE = (
    "id", "name", "circle", "last_on", "due_on", "days_silent", "ideal_days", "longest_days",
    "state",
)  # fmt: skip
WAITING = ("id", "name", "since", "tries", "next_try_on", "touchpoint_id")
OWED = ("id", "name", "what", "since", "favour_id")
ASKS = ("id", "name", "what", "size", "since", "days", "favour_id")
FAVOUR = (
    "id", "contact_id", "name", "kind", "what", "size", "on", "outcome", "settled_on",
    "touchpoint_id",
)  # fmt: skip
TREND = ("on", "score", "people")
HEALTH = ("today", "since", "verdict", "because", "foremost", "figures")
FIGURE = (
    "key", "name", "value", "unit", "before", "direction", "advice", "part", "whole",
)  # fmt: skip
READY = ("id", "name", "verdict", "reasons", "changes")
INTEREST = ("id", "contact_id", "name", "kind", "what", "on", "settled_on")
VOUCH = ("id", "contact_id", "name", "value", "text", "on")
VOUCHES = ("id", "name", "vouches", "introductions")
MATCH = ("a", "b", "needs", "offers", "words", "score", "command", "meetings")
EXCHANGE = (*TOUCHPOINT, "favour", "settles")
CONFIG = ("key", "value", "origin")
INTRODUCTION = (
    "id", "a", "b", "purpose", "opened_on", "made_on", "one_sided", "outcome", "outcome_text",
    "outcome_on", "dropped_on", "touchpoint_id",
)  # fmt: skip
PROGRESS = (*INTRODUCTION, "next")
INTRO_LIST = (
    "id", "a", "a_answer", "b", "b_answer", "purpose", "opened_on", "made_on", "outcome",
    "dropped_on", "next", "since",
)  # fmt: skip
DRAFT = ("kind", "to", "subject", "body")
KNOWN = ("id", "a", "b", "how", "on")
WAY = ("target", "strength", "through", "legs")
NEAR = ("id", "name", "org", "title", "city", "score", "word", "last_on")
TREE = ("id", "name", "depth", "brought", "fed", "share", "people")
LEAVING = ("id", "name", "title", "score", "checks")
LEFT = ("org", "left_on", "people")
FIND = ("kind", "id", "on", "people", "text")
DUPES = ("a", "b", "sureness", "reasons", "merge", "not_same")
MERGE = (*CONTACT, "merged", "moved", "conflicts", "dry_run")
MOVED = (
    "touchpoints", "shared", "notes", "favours", "follow_ups", "introductions", "between",
    "interests", "vouches", "acquaintances", "posts", "brought",
)  # fmt: skip
IMPORTED = (
    "read", "skipped", "touchpoints", "contacts_new", "contacts_matched", "contacts_changed",
    "others", "doubts", "problems", "dry_run",
)  # fmt: skip
EXPORT = (
    "netlog", "contacts", "touchpoints", "notes", "favours", "follow_ups", "interests",
    "introductions", "vouches", "acquaintances", "distinctions", "posts",
)  # fmt: skip
HISTORY = ("id", "at", "command", "changed", "undoable")


BACKUP = ("file", "bytes", "people", "touchpoints", "first_on", "last_on", "removed")
RESTORE = (
    "file", "journal", "people", "touchpoints", "first_on", "last_on", "format", "replaced", "kept",
    "dry_run",
)  # fmt: skip
DOCTOR = ("check", "state", "text", "mend")
INFO = (
    "journal", "config", "bytes", "format", "counts", "people", "touchpoints", "first_on",
    "last_on", "backups", "last_backup", "versions",
)  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small journal with something for every command."""
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    path = tmp_path_factory.mktemp("contract") / "journal.db"
    desk = Desk(path, Settings(), now.date(), now, "netlog test")
    with desk.writing() as writer:
        sam = writer.add_contact(Contact(0, "", "Sam Keller", "Initech", circle="close"))
        priya = writer.add_contact(
            Contact(
                0, "", "Priya Shah", "Acme", "Engineer", "London", Birthday(2, 29), "PyCon",
                introduced_by=sam,
                circle="inner",
                points=(
                    Point("email", "priya@acme.example", "priya@acme.example", "work"),
                    Point("phone", "+49 30 1234567", "+49301234567"),
                ),
                aliases=("Pri",),
                tags=("mentor",),
            )
        )  # fmt: skip
        never = Contact(0, "", "Never Met", circle="wide", added_on=date(2026, 1, 1))
        writer.add_contact(never)
        for direction, kind in ((Direction.IN, Kind.RECEIVED), (Direction.OUT, Kind.ASKED)):
            people = (Participant(sam, "", direction, direction is Direction.OUT),)
            on = desk.today - timedelta(days=3)
            favour = Touchpoint(0, on, Channel.EMAIL, "a word", people=people)
            writer.add_favour(kind, writer.add_touchpoint(favour), sam, 1)
        for number, note in ((sam, "talked about Berlin"), (priya, "coffee in Berlin")):
            people = (Participant(number, "", Direction.BOTH),)
            writer.add_touchpoint(
                Touchpoint(0, desk.today, Channel.MEAL, note, tags=("hiring",), people=people)
            )
        ona = writer.add_contact(never._replace(name="Ona Vale"))
        people = (Participant(ona, "", Direction.OUT, awaits_reply=True),)
        writer.add_touchpoint(Touchpoint(0, desk.today, Channel.EMAIL, "hello", people=people))
        writer.add(Note(0, priya, desk.today, "moves to Berlin"))
        writer.add(begin(Side(sam, ""), Side(priya, ""), "both like Berlin", desk.today))
        for text in ("tea", "rent"):
            writer.add(
                FollowUp(0, priya, "", text, due_on=desk.today, anchor_on=desk.today, every="1m")
            )

    with desk.writing() as writer:
        writer.add(Interest(0, priya, "", Want.NEEDS, "a designer", desk.today))
        writer.add(Interest(0, ona, "", Want.OFFERS, "design", desk.today))
    return path


@pytest.fixture
def run(
    desk: Desk, written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """What netlog prints on stdout, run in this process on that journal."""
    desk.path.parent.mkdir(mode=0o700)
    shutil.copy(written, desk.path)
    monkeypatch.setenv("NETLOG_DB", str(desk.path))
    monkeypatch.setenv("NETLOG_TODAY", desk.today.isoformat())

    def run(*arguments: str, code: int = 0) -> str:
        assert main(arguments) == code
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        (["rank"], RANK),
        (["list"], LIST),
        (["timeline"], TOUCHPOINT),
        (["find", "berlin"], FIND),
        (["history"], HISTORY),
        (["todos"], TODO),
        (["done", "t1"], TODO),
        (["due"], DUE),
        (["waiting"], WAITING),
        (["owed"], OWED),
        (["asks"], ASKS),
        (["favours"], FAVOUR),
        (["ready"], READY),
        (["trend"], TREND),
        (["trend", "priya"], TREND[:2]),
        (["needs", "priya"], INTEREST),
        (["match"], MATCH),
        (["config"], CONFIG),
        (["doctor"], DOCTOR),
        (["doctor", "--fix"], DOCTOR),
        (["intro", "list"], PROGRESS),
        (["intro", "draft", "i1"], DRAFT),
        (["introduce", "sam", "--to", "ona", "never", "--why", "tea"], (*PROGRESS, "cautions")),
        (["path", "priya"], WAY),
        (["near", "london"], NEAR),
        (["through"], TREE),
        (["leaving", "acme"], LEAVING),
    ],
)
def test_a_list_has_these_keys_in_this_order(
    run: Run, command: list[str], keys: tuple[str, ...]
) -> None:
    records = json.loads(run(*command, "--json"))
    assert records
    assert {tuple(record) for record in records} == {keys}


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        (["why", "priya"], WHY),
        (["why", "never"], WHY),
        (["show", "priya"], SHOW),
        (["show", "never"], SHOW),
        (["log", "priya", "tea"], TOUCHPOINT),
        (["reach", "priya", "tea"], TOUCHPOINT),
        (["heard", "priya", "tea"], TOUCHPOINT),
        (["hi", "Lee Park"], TOUCHPOINT),
        (["add", "Lee Park"], CONTACT),
        (["note", "priya", "likes tea"], NOTE),
        (["edit", "priya", "--city", "Berlin"], CONTACT),
        (["edit", "p1", "--depth", "4"], TOUCHPOINT),
        (["alias", "priya", "Prita"], CONTACT),
        (["tag", "priya", "client"], CONTACT),
        (["merge", "priya", "sam", "--yes"], MERGE),
        (["merge", "priya", "sam", "--dry-run"], MERGE),
        (["not-same", "priya", "sam"], ("a", "b", "not_same")),
        (["archive", "priya"], CONTACT),
        (["rm", "p1", "--yes"], TOUCHPOINT),
        (["rm", "n1", "--dry-run"], NOTE),
        (["todo", "priya", "tea", "--by", "friday"], TODO),
        (["snooze", "t1", "friday"], TODO),
        (["snooze", "priya", "friday"], CONTACT),
        (["edit", "t1", "--by", "friday"], TODO),
        (["rm", "t1", "--yes"], TODO),
        (["circle", "priya", "close"], CONTACT),
        (["today"], DIGEST),
        (["digest"], DIGEST),
        (["brief", "priya"], BRIEF),
        (["ready", "priya"], READY),
        (["health"], HEALTH),
        (["needs", "priya", "a designer"], INTEREST),
        (["needs", "priya", "--met"], INTEREST),
        (["offers", "priya", "tea"], INTEREST),
        (["cares", "priya", "rivers"], INTEREST),
        (["vouch", "priya", "4", "kind"], VOUCH),
        (["vouch", "priya"], VOUCHES),
        (["gave", "priya", "a book"], EXCHANGE),
        (["got", "priya", "a book"], EXCHANGE),
        (["ask", "sam", "a word"], EXCHANGE),
        (["thank", "sam"], EXCHANGE),
        (["declined", "sam", "no"], EXCHANGE),
        (["edit", "f1", "--size", "2"], FAVOUR),
        (["knows", "sam", "ona"], KNOWN),
        (["left", "acme", "--on", "today", "--yes"], LEFT),
        (["rm", "f1", "--yes"], FAVOUR),
        (["introduce", "sam", "ona", "--why", "tea"], (*PROGRESS, "cautions")),
        (["introduced", "ona", "--by", "sam"], ("id", "name", "introduced_by", "favour")),
        (["intro", "show", "i1"], PROGRESS),
        (["intro", "ask", "i1", "sam"], PROGRESS),
        (["intro", "made", "i1", "--one-sided"], (*PROGRESS, "favours", "missing")),
        (["intro", "drop", "i1"], PROGRESS),
        (["edit", "i1", "--text", "tea"], INTRODUCTION),
        (["rm", "i1", "--yes"], INTRODUCTION),
        (["undo", "--yes"], HISTORY),
        (["backup"], BACKUP),
        (["info"], INFO),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_record_has_these_keys_in_this_order(
    run: Run, command: list[str], keys: tuple[str, ...]
) -> None:
    assert tuple(json.loads(run(*command, "--json"))) == keys


def test_the_export_and_its_import(run: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "all.json")
    assert tuple(json.loads(run("export", "json"))) == EXPORT
    assert tuple(json.loads(run("export", "json", file, "--json"))) == ("file", "bytes")
    assert tuple(json.loads(run("import", "json", file, "--json"))) == IMPORTED


def test_a_backup_and_what_is_put_back(run: Run) -> None:
    made = json.loads(run("backup", "--json"))
    planned = json.loads(run("restore", made["file"], "--dry-run", "--json"))
    done = json.loads(run("restore", made["file"], "--yes", "--json"))
    assert tuple(planned) == tuple(done) == RESTORE
    assert tuple(done["replaced"]) == ("people", "touchpoints", "first_on", "last_on")
    assert (planned["kept"], planned["dry_run"], done["dry_run"]) == (None, True, False)
    known = json.loads(run("info", "--json"))
    assert known["last_backup"] == done["kept"]
    assert known["counts"]["contact"] == known["people"] == made["people"]
    assert list(known["versions"])[:3] == ["netlog", "Python", "SQLite"]


def test_the_records_inside_records(run: Run) -> None:
    page = json.loads(run("show", "priya", "--json"))
    assert page["points"] == [
        {"kind": "email", "value": "priya@acme.example", "label": "work"},
        {"kind": "phone", "value": "+49 30 1234567", "label": ""},
    ]
    assert page["introduced_by"] == {"id": 1, "name": "Sam Keller"}
    assert [tuple(touchpoint) for touchpoint in page["touchpoints"]] == [TOUCHPOINT]
    assert [tuple(part) for part in page["touchpoints"][0]["people"]] == [PART]
    assert [tuple(note) for note in page["notes"]] == [NOTE]
    assert len(page["months"]) == 24
    assert (page["birthday"], page["first_met_on"]) == ("--02-29", "2026-11-22")

    why = json.loads(run("why", "priya", "--json"))
    assert [term["part"] for term in why["terms"]] == ["recency", "reciprocity", "depth"]
    keys = {"part", "name", "value", "coefficient", "points", "because"}
    assert all(set(term) == keys for term in why["terms"])
    assert set(why["rhythm"]) == {"usual_days", "days_silent", "word"}
    assert set(why["next_star"]) == {"stars", "missing"}
    assert set(why["what_if"]) == {"reply_today", "silent_days", "silence", "outreach_costs_star"}
    assert set(why["change"]) == {"since", "points", "because"}

    (found,) = json.loads(run("find", "coffee", "--json"))
    assert found["people"] == [{"id": 2, "name": "Priya Shah"}]


def test_the_records_inside_the_connections(run: Run) -> None:
    ways = json.loads(run("path", "priya", "--json"))
    assert [len(way["legs"]) for way in ways] == [1, 2]
    for way in ways:
        assert {tuple(leg) for leg in way["legs"]} == {("from", "to", "strength", "because")}
        assert way["target"] == way["legs"][-1]["to"] == {"id": 2, "name": "Priya Shah"}
    (priya,) = json.loads(run("leaving", "acme", "--json"))
    assert {tuple(check) for check in priya["checks"]} == {("key", "text", "command", "done")}
    left = json.loads(run("left", "acme", "--on", "today", "--dry-run", "--json"))
    assert tuple(left["people"][0]) == ("id", "name", "title", "addresses")
    run("left", "acme", "--on", "today", "--yes")
    (post,) = json.loads(run("show", "priya", "--json"))["posts"]
    assert tuple(post) == ("org", "title", "left_on")


def test_the_records_inside_the_morning(run: Run) -> None:
    page = json.loads(run("digest", "--json"))
    assert {tuple(section) for section in page["sections"]} == {("key", "title", "items", "more")}
    items = [item for section in page["sections"] for item in section["items"]]
    assert {tuple(item) for item in items} == {ITEM}
    between = json.loads(run("show", "sam", "--json"))["open"]
    assert tuple(between) == ("mine", "theirs")
    assert [matter["kind"] for matter in between["mine"]] == ["thank"]
    assert tuple(between["theirs"][0]) == ("kind", "text", "on", "ref")


def test_the_records_of_who_is_here_twice(run: Run) -> None:
    run("add", "Sam Keller", "--org", "Initech", "--namesake")
    (pair,) = json.loads(run("dupes", "--json"))
    assert tuple(pair) == DUPES
    assert [tuple(pair[side]) for side in "ab"] == [("id", "name", "org", "archived")] * 2
    header, row = csv.reader(io.StringIO(run("dupes", "--csv")))
    assert header == ["a_id", "a_name", "b_id", "b_name", *DUPES[2:]]
    assert run("dupes") == "\t".join(row) + "\n"
    merged = json.loads(run("merge", "c1", "c2", "--yes", "--json"))
    assert tuple(merged["moved"]) == MOVED
    assert tuple(merged["merged"]) == ("id", "name")
    keys = {tuple(conflict) for conflict in merged["conflicts"]}
    assert keys == {("field", "first", "second", "taken")}


def test_the_figures_of_health(run: Run) -> None:
    figures = json.loads(run("health", "--json"))["figures"]
    assert {tuple(figure) for figure in figures} == {FIGURE}
    assert [figure["key"] for figure in figures] == [
        "gave", "balance", "thanked", "answered", "followed", "growing", "carried", "brought",
        "introductions", "hours",
    ]  # fmt: skip


def test_values_keep_their_types(run: Run) -> None:
    run("reach", "never", "hello")
    for record in json.loads(run("rank", "--json")):
        for key in ("score", "recency", "reciprocity", "depth"):
            assert isinstance(record[key], float), key
        for key in ("id", "stars", "days_silent", "ideal_days"):
            assert isinstance(record[key], int), key
    assert json.loads(run("history", "--json"))[0]["undoable"] is True


def test_somebody_never_in_touch_has_no_score_rather_than_none_of_it(run: Run) -> None:
    last: dict[str, Any] = json.loads(run("rank", "--json"))[-1]
    assert last["name"] == "Never Met"
    unknown = ("score", "recency", "reciprocity", "depth", "stars", "last_on", "days_silent")
    assert {last[key] for key in unknown} == {None}


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        (["rank"], RANK),
        (["list"], LIST),
        (["timeline"], TOUCHPOINT),
        (["find", "berlin"], FIND),
        (["history"], HISTORY),
        (["todos"], ("id", "name", "text", "due_on", "every")),
        (["due"], DUE),
        (["waiting"], WAITING),
        (["owed"], OWED),
        (["asks"], ASKS),
        (["favours"], FAVOUR),
        (["path", "priya"], WAY[:3]),
        (["near", "london"], NEAR),
        (["through"], TREE[:6]),
        (["leaving", "acme"], (*LEAVING[:4], "address", "thank", "talk")),
        (["ready"], READY),
        (["trend"], TREND),
        (["trend", "priya"], TREND[:2]),
        (["needs", "priya"], INTEREST),
        (
            ["match"],
            ("a_id", "a_name", "b_id", "b_name", "needs", "offers", "words", "score", "command"),
        ),
        (["config"], CONFIG),
        (["doctor"], DOCTOR),
        (["intro", "list"], INTRO_LIST),
    ],
)
def test_csv_has_a_header_and_a_pipe_the_same_fields_without_it(
    run: Run, command: list[str], fields: tuple[str, ...]
) -> None:
    header, *rows = csv.reader(io.StringIO(run(*command, "--csv")))
    assert tuple(header) == fields
    # What a spreadsheet must not run has an apostrophe in CSV alone.
    harmless = [[cell.removeprefix("'") for cell in row] for row in rows]
    assert [line.split("\t") for line in run(*command).splitlines()] == harmless
    assert rows


@pytest.mark.parametrize("command", ["rank", "list", "timeline", "history", "todos"])
def test_limit_holds_in_every_format(run: Run, command: str) -> None:
    assert len(json.loads(run(command, "--limit", "1", "--json"))) == 1
    assert len(run(command, "--limit", "1", "--csv").splitlines()) == 2
    assert len(run(command, "--limit", "1").splitlines()) == 1
    assert run(command, "--limit", "0", code=2) == ""


@pytest.mark.parametrize("command", [["rank"], ["list"], ["timeline"], ["find", "berlin"]])
def test_json_and_csv_exclude_each_other(run: Run, command: list[str]) -> None:
    assert run(*command, "--json", "--csv", code=2) == ""
