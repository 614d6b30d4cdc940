"""Looking at the journal: the ranking, one person, the log, and finding."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from netlog.cli import main
from netlog.config import Settings
from netlog.core.model import (
    Channel,
    Contact,
    Direction,
    Note,
    Participant,
    Point,
    Touchpoint,
)
from netlog.journal.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

TODAY = date(2026, 11, 22)


@dataclass
class Seen:
    """What one run printed."""

    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def names(self) -> list[str]:
        return [record["name"] for record in self.json]


@pytest.fixture
def look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Seen]:
    """The program in this process, on the journal of `desk`."""
    monkeypatch.setenv("NETLOG_DB", str(desk.path))
    monkeypatch.setenv("NETLOG_TODAY", TODAY.isoformat())

    def run(*arguments: str, code: int = 0) -> Seen:
        capsys.readouterr()
        returned = main(arguments)
        seen = Seen(*capsys.readouterr())
        assert returned == code, f"{arguments}: {seen}"
        return seen

    return run


def touch(
    who: int | Sequence[int],
    days_ago: int,
    direction: Direction = Direction.BOTH,
    note: str = "",
    channel: Channel = Channel.CALL,
    depth: int | None = 3,
    tags: tuple[str, ...] = (),
) -> Touchpoint:
    ids = [who] if isinstance(who, int) else who
    people = tuple(Participant(number, "", direction) for number in ids)
    on = TODAY - timedelta(days=days_ago)
    return Touchpoint(0, on, channel, note, depth=depth, tags=tags, people=people)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven people: close, lately in touch, one-sided twice, never in touch, archived, long ago."""
    wrote = "wrote about the role"
    path = tmp_path_factory.mktemp("written") / "journal.db"
    desk = Desk(path, Settings(), TODAY, datetime(2026, 11, 22, 9, 30, tzinfo=UTC), "netlog test")
    with desk.writing() as writer:
        add = writer.add_contact
        priya = add(
            Contact(
                0, "", "Priya Shah", "Acmé GmbH", "Engineer", "Zürich", met="PyCon 2024",
                circle="inner", about="knows everyone",
                points=(Point("email", "priya@acme.example", "priya@acme.example", "work"),),
                aliases=("Pri",), tags=("mentor",), added_on=TODAY,
            )
        )  # fmt: skip
        sam = add(Contact(0, "", "Sam Keller", "Initech", circle="close", introduced_by=priya))
        otto = add(Contact(0, "", "Otto Oneway", "Quiet", circle="active"))
        uwe = add(Contact(0, "", "Uwe Oneway", "Quiet"))
        add(Contact(0, "", "Nell Never", "Ghost", city="Zurich", circle="wide"))
        gone = add(Contact(0, "", "Gone Away", "Acme GmbH", archived=True))
        old = add(Contact(0, "", "Olga Oldtime"))
        weeks = range(0, 700, 7)
        writer.add_touchpoints([
            touch(priya, 0, note="she is moving to Málaga"),
            *(touch(priya, days, note="weekly talk") for days in weeks[1:]),
            *(touch(otto, days + 1, Direction.OUT) for days in weeks),
            *(touch(uwe, days + 2, Direction.OUT) for days in weeks),
            touch([sam, priya], 40, Direction.IN, wrote, Channel.EMAIL, 2, ("hiring",)),
            touch(sam, 45, Direction.OUT, "asked about the role", Channel.EMAIL),
            touch(gone, 3),
            touch(old, 900),
        ])  # fmt: skip
        writer.add(Note(0, sam, TODAY - timedelta(days=2), "plays the tuba in Malaga"))
    return path


@pytest.fixture
def journal(written: Path, desk: Desk) -> Desk:
    """A copy of that journal to oneself."""
    desk.path.parent.mkdir()
    shutil.copy(written, desk.path)
    return desk


# rank


def test_the_ranking_is_by_score_and_those_never_in_touch_come_last(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    ranked = look("rank", "--json").json
    names = [each["name"] for each in ranked]
    assert names[0] == "Priya Shah"
    assert names[-1] == "Nell Never"
    assert "Gone Away" not in names
    scores = [each["score"] for each in ranked[:-1]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 100 for score in scores)


def test_one_sided_ties_go_by_what_they_had_before_the_cap(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    ranked = {each["name"]: each for each in look("rank", "--json").json}
    otto, uwe = ranked["Otto Oneway"], ranked["Uwe Oneway"]
    assert otto["score"] == uwe["score"] == 40.0
    assert list(ranked).index("Otto Oneway") < list(ranked).index("Uwe Oneway")
    assert (otto["last_direction"], otto["days_silent"]) == ("out", 1)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (["--circle", "inner"], ["Priya Shah"]),
        (["--circle", "none"], ["Uwe Oneway", "Olga Oldtime"]),
        (["--tag", "Mentor"], ["Priya Shah"]),
        (["--tag", "#mentor"], ["Priya Shah"]),
        (["--org", "acme gmbh"], ["Priya Shah"]),
        (["--city", "zurich"], ["Priya Shah", "Nell Never"]),
        (["--met", "pycon"], ["Priya Shah"]),
        (["--since", "50 days ago", "--until", "30 days ago", "--circle", "close"], ["Sam Keller"]),
        (["--until", "2 years ago"], ["Olga Oldtime"]),
        (["--org", "Quiet", "--limit", "1"], ["Otto Oneway"]),
        (["--org", "nowhere"], []),
    ],
    ids=" ".join,
)
def test_the_ranking_is_narrowed(
    journal: Desk, look: Callable[..., Seen], filters: list[str], names: list[str]
) -> None:
    assert look("rank", *filters, "--json").names == names


def test_the_ranking_of_an_earlier_day_knows_nothing_of_later_ones(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    then = {each["name"]: each for each in look("--today", "2026-10-12", "rank", "--json").json}
    assert then["Sam Keller"]["last_on"] == "2026-10-08"
    assert then["Sam Keller"]["last_direction"] == "out"
    assert all((each["days_silent"] or 0) >= 0 for each in then.values())


def test_netlog_alone_shows_the_page_of_the_day(journal: Desk, look: Callable[..., Seen]) -> None:
    assert look().out == look("today").out != ""


# why


@pytest.mark.parametrize("name", ["priya", "sam", "otto", "uwe", "olga", "gone"])
def test_the_points_add_up_to_the_printed_score(
    journal: Desk, look: Callable[..., Seen], name: str
) -> None:
    why = look("why", name, "--json").json
    total = sum(round(term["points"] * 10) for term in why["terms"])
    assert total == round(why["score"] * 10)
    for term in why["terms"]:
        assert term["value"] * term["coefficient"] == pytest.approx(term["points"], abs=0.1)


def test_why_and_rank_say_the_same(journal: Desk, look: Callable[..., Seen]) -> None:
    for each in look("rank", "--json").json:
        why = look("why", f"c{each['id']}", "--json").json
        assert (why["score"], why["stars"]) == (each["score"], each["stars"])


def test_why_gives_the_sum_the_words_the_rhythm_the_next_star_and_what_if(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    out = look("why", "sam").out
    record = look("why", "sam", "--json").json
    for term in record["terms"]:
        assert f"{term['points']:.1f} of {term['coefficient']:g}" in out
        assert term["because"] in out
    assert f"{record['score']:.1f}  {record['word']}" in out
    assert "an e-mail 40 days ago" in out
    assert "Rhythm        usually every" in out
    assert "Second star" in out
    assert all(missing in out for missing in record["next_star"]["missing"])
    assert "they write today +" in out
    assert "silent days −" in out
    assert f"since 23 Oct: {record['change']['because']}" in out


def test_why_names_what_the_cap_took(journal: Desk, look: Callable[..., Seen]) -> None:
    seen = look("why", "otto")
    (capped,) = [t for t in look("why", "otto", "--json").json["terms"] if t["part"] == "one_sided"]
    assert capped["points"] < 0
    assert f"−{-capped['points']:.1f}" in seen.out
    assert "hardly anything comes back from them" in seen.out


def test_why_of_somebody_never_in_touch_says_how_to_start(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    assert look("why", "nell").out.splitlines()[2:] == [
        " Never in touch, so there is no score yet.",
        ' It starts with hi: netlog log c5 "…"',
    ]


# show


def test_show_has_everything_about_one_person(journal: Desk, look: Callable[..., Seen]) -> None:
    out = look("show", "priya").out
    for text in (
        "Engineer, Acmé GmbH, Zürich",
        "Email         priya@acme.example  (work)",
        "PyCon 2024",
        "Also called   Pri",
        "#mentor",
        "knows everyone",
        "inner, every 14 days",
        "Rhythm        usually every",
        "call ↔\t●●●○○\tshe is moving to Málaga",
        "email ←\t●●○○○\twrote about the role · with Sam Keller",
    ):
        assert text in out
    (bar,) = [line.split()[-1] for line in out.splitlines() if "24 months" in line]
    assert len(bar) == 24
    assert "+93 more: netlog timeline c1" in out

    sam = look("show", "sam").out
    assert "through Priya Shah" in sam
    assert "plays the tuba in Malaga  n1" in sam


def test_the_months_count_days_in_touch_oldest_first(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    months = look("show", "sam", "--json").json["months"]
    assert months == [0] * 22 + [2, 0]
    assert sum(look("show", "olga", "--json").json["months"]) == 0


def test_first_met_is_the_first_conversation_unless_hi_named_a_day(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    assert look("show", "olga", "--json").json["first_met_on"] == "2024-06-05"
    assert look("show", "otto", "--json").json["first_met_on"] is None
    assert look("--today", "2024-01-01", "show", "olga", "--json").json["first_met_on"] is None
    look("edit", "olga", "--met", "at school")
    assert "5 June 2024, at school" in look("show", "olga").out


def test_show_of_somebody_new_is_short_and_says_what_to_do(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    assert look("show", "nell").out.splitlines() == [
        " Nell Never   c5",
        " Ghost, Zurich",
        "",
        " Circle        wide, every 180 days",
        "",
        ' Nothing in the log yet: netlog log c5 "…"',
    ]


def test_the_archived_are_found_by_name_and_listed_on_request(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    assert "archived" in look("show", "gone").out
    assert "Gone Away" not in look("list", "--json").names
    assert "Gone Away" in look("list", "--archived", "--json").names


@pytest.mark.parametrize("name", ["priya", "PRIYA SHAH", "c1", "1", "Pri", "priya@acme.example"])
@pytest.mark.parametrize("command", ["why", "show"])
def test_a_person_is_named_in_any_way(
    journal: Desk, look: Callable[..., Seen], command: str, name: str
) -> None:
    assert look(command, name, "--json").json["name"] == "Priya Shah"


# list and timeline


def test_the_list_is_by_name(journal: Desk, look: Callable[..., Seen]) -> None:
    names = look("list", "--json").names
    assert names == sorted(names) != []
    assert look("list", "--met", "PyCon", "--json").names == ["Priya Shah"]


def test_the_timeline_is_newest_first_and_narrowed(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    everything = look("timeline", "--json").json
    days = [each["on"] for each in everything]
    assert days == sorted(days, reverse=True)
    assert len(everything) == 304

    def days_of(*arguments: str) -> list[str]:
        return [each["on"] for each in look("timeline", *arguments, "--json").json]

    assert days_of("sam") == ["2026-10-13", "2026-10-08"]
    assert days_of("--tag", "hiring") == ["2026-10-13"]
    assert days_of("sam", "--since", "2026-10-13") == ["2026-10-13"]
    assert days_of("--circle", "close", "--until", "2026-10-12") == ["2026-10-08"]
    assert days_of("--limit", "2") == ["2026-11-22", "2026-11-21"]


# find


def found(seen: Seen) -> list[tuple[str, str]]:
    return [(hit["kind"], hit["people"][0]["name"]) for hit in seen.json]


def test_words_are_found_everywhere_without_accents(
    journal: Desk, look: Callable[..., Seen]
) -> None:
    for word in ("malaga", "MÁLAGA", "mala"):
        hits = found(look("find", word, "--json"))
        assert sorted(hits) == [("note", "Sam Keller"), ("touchpoint", "Priya Shah")]
    assert ("contact", "Priya Shah") in found(look("find", "acme", "--json"))
    assert found(look("find", "tuba malaga", "--json")) == [("note", "Sam Keller")]
    assert look("find", "tuba", "london", "--json").json == []


def test_contacts_come_first_and_limit_cuts(journal: Desk, look: Callable[..., Seen]) -> None:
    kinds = [hit["kind"] for hit in look("find", "zur", "--json").json]
    assert kinds == ["contact", "contact"]
    assert len(look("find", "weekly", "--limit", "5", "--json").json) == 5


@pytest.mark.parametrize("words", ['"', "AND", "(", "NEAR(a b)", "name:priya", "-x", "^", "%"])
def test_signs_of_a_query_language_are_plain_words(
    journal: Desk, look: Callable[..., Seen], words: str
) -> None:
    assert look("find", "--json", "--", words).json == []


# what can go wrong


READING = [
    ["rank"],
    ["why", "x"],
    ["show", "x"],
    ["list"],
    ["timeline"],
    ["find", "x"],
    ["history"],
]


@pytest.mark.parametrize("command", [[], *READING], ids=" ".join)
def test_without_a_journal_a_reading_command_says_how_to_start(
    look: Callable[..., Seen], desk: Desk, command: list[str]
) -> None:
    seen = look(*command)
    assert seen.out == ""
    assert "netlog hi" in seen.err
    assert not desk.path.exists()
    if command:
        assert look(*command, "--json").json == []


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (["show", "pria sha"], 3, ["did you mean", "Priya Shah"]),
        (["why", "Zaphod"], 3, ['nobody here is called "Zaphod"', "netlog list"]),
        (["show", "c99"], 3, ["c99"]),
        (["timeline", "zaphod"], 3, ["zaphod"]),
        (
            ["show", "oneway"],
            4,
            ["Otto Oneway (c3, Quiet)", "Uwe Oneway (c4, Quiet)", "use the id"],
        ),
        (["show", "p1"], 2, ["p1"]),
        (["show"], 2, ["netlog show -h"]),
        (["find", " "], 5, ["nothing to look for"]),
        (["rank", "--since", "soon-ish"], 5, ["soon-ish"]),
        (["rank", "--since", "10/11/2025"], 5, ["10/11/2025"]),
        (["rank", "--since", "today", "--until", "yesterday"], 5, ["is after"]),
        (["rank", "--limit", "many"], 2, ["many"]),
        (["rnak"], 2, ["rnak"]),
        (["rank", "--jsno"], 2, ["--jsno"]),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, list) else "",
)
def test_an_error_is_short_on_stderr_and_names_the_next_step(
    journal: Desk, look: Callable[..., Seen], command: list[str], code: int, words: list[str]
) -> None:
    seen = look(*command, code=code)
    assert seen.out == ""
    assert seen.err.startswith("netlog: ")
    assert 1 <= len(seen.err.splitlines()) <= 2
    assert all(word in seen.err for word in words), seen.err
