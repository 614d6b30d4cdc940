"""What is exported: read back without loss, whole where it should be, and of nobody else."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core import tidy
from netlog.core.introductions import Introduction, Outcome, Side
from netlog.core.model import (
    BY_ME,
    Acquaintance,
    Birthday,
    Channel,
    Contact,
    Direction,
    Filters,
    FollowUp,
    Intros,
    Note,
    Participant,
    Point,
    Touchpoint,
)
from netlog.errors import BadInput, NoJournal
from netlog.journal import exporting, sources
from netlog.journal.importing import Options

if TYPE_CHECKING:
    from pathlib import Path

    from netlog.journal.desk import Desk

EVERYONE = Filters(archived=True)
TODAY = date(2026, 11, 22)
DAY = date(2026, 3, 4)


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Ada (c1), in touch today, brought Bo (c2, archived) and Cy (c3), and knows them."""
    with desk.writing() as writer:
        writer.add_contacts([
            Contact(1, "u-1", "Ada Lovelace", "Acme", circle="close", tags=("mentor",),
                    birthday=Birthday(12, 10), added_on=DAY),
            Contact(2, "u-2", "Bo Li", introduced_by=1, archived=True, circle="inner",
                    birthday=Birthday(1, 2), added_on=DAY),
            Contact(3, "u-3", "Cy Twombly", introduced_by=1, birthday=Birthday(2, 29),
                    added_on=DAY),
        ])  # fmt: skip
        writer.add_all([Note(0, 1, DAY, "later"), Note(0, 1, DAY - timedelta(1), "earlier")])
        writer.add_all([Acquaintance(0, 1, 2, "", DAY), Acquaintance(0, 1, 3, BY_ME, DAY)])
        writer.add_all([
            FollowUp(0, 1, "", "call her", TODAY, TODAY),
            FollowUp(0, 2, "", "call him", TODAY, TODAY),
            FollowUp(0, None, "", "invoices", TODAY, TODAY, "1m"),
            FollowUp(0, 3, "", "sent", TODAY, TODAY, done_on=TODAY),
        ])  # fmt: skip
        part = Participant(1, "", Direction.BOTH)
        writer.add_touchpoints([Touchpoint(0, TODAY, Channel.CALL, "tea", people=(part,))])
    return desk


def cards(desk: Desk, filters: Filters = EVERYONE, version: str = "3.0") -> str:
    return "".join(card.text for card in exporting.make_cards(desk, filters, version))


def moved(desk: Desk, tmp_path: Path, text: str, name: str = "there") -> Desk:
    """Another journal, into which the cards were imported."""
    file = tmp_path / f"{name}.vcf"
    file.write_bytes(text.encode())
    there = desk._replace(path=tmp_path / f"{name}.db")
    there.path.unlink(missing_ok=True)
    imported = sources.import_cards(there, file, Options())
    assert not imported.problems
    return there


# vCard

WORDS = (
    'Ana [x] "Z" O\'Neil 王 🙂', "Ada, Countess; of\\Lovelace", "José Ñandú",
    "=1+1", "李小龍", "van der Berg: x", "a\\nb", "100% <b>&amp;",
)  # fmt: skip


def invent(dice: random.Random, size: int) -> list[Contact]:
    """People with everything a card may hold; their ids are their places."""
    return [
        Contact(
            number,
            dice.choice([f"uid-{number}", f"../{number};a,b", str(number) * 40]),
            f"{dice.choice(WORDS)} {number}x",
            dice.choice(["", *WORDS]),
            dice.choice(["", *WORDS]),
            dice.choice(["", "São Paulo", "Berlin; Mitte"]),
            dice.choice([None, Birthday(2, 29), Birthday(3, 4, 1987)]),
            dice.choice(["", *WORDS]),
            dice.choice([None, DAY]),
            dice.choice([None, *range(1, number)]),
            dice.choice([None, "inner", "close"]),
            dice.choice([None, 20]),
            dice.choice(list(Intros)),
            dice.choice(["", "two\nlines, and\n\na third", *WORDS]),
            dice.random() < 0.3,
            DAY,
            dice.choice([None, TODAY]),
            tidy.distinct(dice.sample(_points(number), dice.randrange(5))),
            (f"Nick {number}, {dice.choice(WORDS)}",) if dice.random() < 0.4 else (),
            tuple(sorted(dice.sample(["mentor", "a;b", "c,d", "* x"], dice.randrange(3)))),
            (f"elsewhere:{number}",) if dice.random() < 0.3 else (),
        )
        for number in range(1, size + 1)
    ]


def _points(number: int) -> list[Point]:
    return [
        tidy.email_point(f"a{number}@x.example", "work"),
        tidy.email_point(f"old{number}@x.example", "old"),
        tidy.phone_point(f"+49 30 1{number:06}", "mobile"),
        tidy.phone_point(f"+49 30 2{number:06}", "Büro; x"),
        tidy.any_point("url", f"https://x.example/{number}?a=1,2;3"),
    ]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_export_import_and_export_give_the_same_cards(
    tmp_path: Path, desk: Desk, version: str
) -> None:
    @settings(max_examples=12, deadline=None)
    @given(st.integers(0, 2**32), st.integers(1, 6))
    def check(seed: int, size: int) -> None:
        dice = random.Random(seed)
        desk.path.unlink(missing_ok=True)
        pairs = {(a, b) for b in range(2, size + 1) for a in range(1, b) if dice.random() < 0.4}
        with desk.writing() as writer:
            writer.add_contacts(invent(dice, size))
            writer.add_all(
                Note(
                    0, dice.randint(1, size), DAY + timedelta(dice.randrange(9)), f"{text} {place}"
                )
                for place, text in enumerate(dice.sample(WORDS, 5))
            )
            writer.add_all(
                Acquaintance(0, *each, dice.choice(["", *WORDS]), DAY) for each in sorted(pairs)
            )
        text = cards(desk, version=version)
        assert text.count("BEGIN:VCARD") == size
        there = moved(desk, tmp_path, text)
        assert cards(there, version=version) == text
        with desk.reading() as here, there.reading() as other:
            assert other.contacts() == here.contacts()

    check()


def test_importing_the_cards_here_changes_nothing(known: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.vcf"
    file.write_text(cards(known), encoding="utf-8", newline="")
    imported = sources.import_cards(known, file, Options())
    assert (imported.new, imported.changed, imported.matched) == (0, 0, 3)


def test_other_programs_read_the_cards(known: Desk) -> None:
    vobject = pytest.importorskip("vobject")
    for version in ("3.0", "4.0"):
        found = list(vobject.readComponents(cards(known, version=version)))
        assert [card.fn.value for card in found] == ["Ada Lovelace", "Bo Li", "Cy Twombly"]
        assert [line.value for line in found[0].contents["note"]] == ["earlier", "later"]


def test_cards_of_some_say_nothing_of_the_others(known: Desk) -> None:
    text = cards(known, Filters())
    assert text.count("BEGIN:VCARD") == 2
    assert "X-NETLOG-INTRODUCED-BY:u-1" in text
    assert "X-NETLOG-KNOWS;X-NETLOG-ON=2026-03-04:u-3;introduced by me" in text
    assert "u-2" not in text
    assert cards(known, Filters(tag="mentor")).count("u-3") == 0


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), ["Ada Lovelace", "Cy Twombly"]),
        (EVERYONE, ["Ada Lovelace", "Bo Li", "Cy Twombly"]),
        (Filters(circle="close"), ["Ada Lovelace"]),
        (Filters(circle="none"), ["Cy Twombly"]),
        (Filters(tag="mentor"), ["Ada Lovelace"]),
        (Filters(org="acme"), ["Ada Lovelace"]),
    ],
)
def test_filters_narrow_every_format_that_has_them(
    known: Desk, filters: Filters, found: list[str]
) -> None:
    table = csv.DictReader(io.StringIO(exporting.make_table(known, filters)))
    assert [row["name"] for row in table] == found
    assert [f"FN:{name}" in cards(known, filters) for name in found] == [True] * len(found)
    assert cards(known, filters).count("FN:") == len(found)
    assert exporting.make_graph(known, filters).count("penwidth") == len(found)


def test_a_circle_that_is_none_is_refused(known: Desk) -> None:
    for make in (exporting.make_table, exporting.make_graph):
        with pytest.raises(BadInput, match='no circle "loud"'):
            make(known, Filters(circle="loud"))


# CSV


def test_the_table_is_read_back_and_written_again_the_same(known: Desk, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(exporting.make_table(known, EVERYONE), encoding="utf-8")
    with sources.opened_table(file, {}) as table:
        assert sources.import_table(known, file, Options(), table=table).new == 0
    there = known._replace(path=tmp_path / "there.db")
    with sources.opened_table(file, {}) as table:
        imported = sources.import_table(there, file, Options(), table=table)
    assert (imported.new, imported.problems) == (3, ())
    again = exporting.make_table(there, EVERYONE)
    own = {"id", "uid", "introduced_by", "last_on", "added_on", "archived"}
    before, after = (
        [
            {name: cell for name, cell in row.items() if name not in own}
            for row in csv.DictReader(io.StringIO(text))
        ]
        for text in (file.read_text(encoding="utf-8"), again)
    )
    assert after == before
    assert before[0]["note"] == "earlier"


# Calendar


def feed(desk: Desk) -> dict[str, icalendar.cal.Component]:
    calendar = icalendar.Calendar.from_ical(exporting.make_calendar(desk).encode())
    assert all(not component.errors for component in calendar.walk())
    return {str(part["SUMMARY"]): part for part in calendar.subcomponents}


def test_the_feed_has_what_is_open_birthdays_and_due_days(known: Desk) -> None:
    found = feed(known)
    assert set(found) == {
        *("call her (Ada Lovelace)", "invoices"),
        *("Ada Lovelace: birthday", "Cy Twombly: birthday"),
        "Keep in touch: Ada Lovelace",
    }
    assert found["Keep in touch: Ada Lovelace"]["DTSTART"].dt == TODAY + timedelta(30)
    assert found["invoices"].name == "VTODO"


def test_nobody_is_due_while_they_are_snoozed(known: Desk) -> None:
    until = TODAY + timedelta(200)
    with known.writing() as writer:
        ada = writer.reader.contact(1)
        assert ada
        writer.save_contact(ada._replace(snoozed_until=until))
    assert feed(known)["Keep in touch: Ada Lovelace"]["DTSTART"].dt == until


def test_a_follow_up_never_gets_the_uid_of_one_that_is_gone(known: Desk) -> None:
    uids = []
    for text in ("old", "new"):
        with known.writing() as writer:
            number = writer.add(FollowUp(0, None, "", text, TODAY, TODAY))
        uids.append(str(feed(known)[text]["UID"]))
        with known.writing() as writer:
            task = writer.reader.follow_up(number)
            assert task
            assert task.id == 5
            writer.remove(task)
    assert len(set(uids)) == 2


# Markdown and DOT


def test_the_book_tells_everything_of_everybody(known: Desk) -> None:
    text = "".join(exporting.make_book(known))
    titles = [line for line in text.splitlines() if line.startswith("## ")]
    assert titles == [
        "## To do, for nobody in particular", "## Ada Lovelace", "## Bo Li", "## Cy Twombly",
    ]  # fmt: skip
    ada, bo = text.split("\n## ")[2:4]
    assert "- 2026-11-22, call: tea" in ada
    assert ada.index("later") < ada.index("earlier")
    assert "- Knows: Bo Li\n- Knows: Cy Twombly, introduced by me" in ada
    assert "- Introduced by: Ada Lovelace" in bo
    assert "- Put aside" in bo


def ties(desk: Desk, filters: Filters = EVERYONE) -> list[str]:
    graph = exporting.make_graph(desk, filters)
    return [line.strip() for line in graph.splitlines() if "->" in line]


def test_the_graph_has_each_tie_once(known: Desk) -> None:
    brought = ["c1 -> c2;", "c1 -> c3;"]
    told = "c1 -> c2 [dir=none, style=dotted];"
    by_me = f'c1 -> c3 [label="{BY_ME}", dir=none, style=dotted];'
    assert ties(known) == [*brought, told, by_me]
    sides = Side(3, "Cy"), Side(1, "Ada")
    made = Introduction(0, *sides, "x", DAY, DAY, outcome=Outcome.GOOD, outcome_on=DAY)
    with known.writing() as writer:
        writer.add_all([made, Introduction(0, *sides, "yet to be made", DAY)])
    assert ties(known) == [*brought, 'c1 -> c3 [label="good", dir=none, style=dashed];', told]
    assert all("c2" not in tie for tie in ties(known, Filters()))


def test_without_a_journal_nothing_is_made(desk: Desk) -> None:
    for make in (exporting.make_calendar, exporting.make_book):
        with pytest.raises(NoJournal):
            "".join(make(desk))
