"""What the doctor finds, and what it mends without loss."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from netlog.core.model import Point
from netlog.core.rules import DEFAULTS
from netlog.errors import JournalUnusable, NoJournal
from netlog.store import backup, checks, mending, surroundings
from netlog.store.checks import FIX, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Journal


@pytest.fixture
def filled(journal: Journal) -> Journal:
    ada = journal.add(
        "Ada Lovelace",
        aliases=("Countess",),
        points=(
            Point("email", "Ada <ADA@x.example>", "ada@x.example"),
            Point("phone", "+49 (0)30 123456", "+4930123456"),
            Point("url", "https://ada.example", "ada.example"),
        ),
    )
    journal.touch("2026-11-01", ada, note="lunch", place="Tartine")
    journal.touch("2026-11-20", ada, note="tea", depth=4)
    journal.note(ada, "likes machines")
    journal.add("Ben")
    return journal


def tamper(journal: Journal, *statements: str) -> None:
    """As somebody would with a tool of their own: references unchecked."""
    with contextlib.closing(sqlite3.connect(journal.path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def found(journal: Journal) -> dict[str, checks.Finding]:
    findings = list(checks.examine(journal.path, DEFAULTS))
    assert len({finding.check for finding in findings}) == len(findings)
    return {finding.check: finding for finding in findings}


def wrong(journal: Journal) -> dict[str, str]:
    """What is wrong, in words."""
    return {key: each.text for key, each in found(journal).items() if not each.is_well}


def mend(journal: Journal) -> None:
    these = {key for key, finding in found(journal).items() if finding.can_be_mended}
    mending.mend(journal.path, these, DEFAULTS)


def test_all_is_well(filled: Journal) -> None:
    before = filled.path.read_bytes()
    assert wrong(filled) == {}
    assert list(found(filled)) == [
        "file", "schema", "undo", "references", "people", "keys", "search", "tallies",
    ]  # fmt: skip
    assert filled.path.read_bytes() == before


def test_looking_holds_no_lock(filled: Journal) -> None:
    findings = checks.examine(filled.path, DEFAULTS)
    next(findings)
    filled.add("Cleo")
    assert all(finding.is_well for finding in findings)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DROP TRIGGER undo_note_insert", {"undo": "undo_note_insert"}),
        ("DROP TRIGGER search_note_update", {"schema": "trigger search_note_update"}),
        ("DROP VIEW log", {"schema": "view log"}),
        ("DROP INDEX touchpoint_day", {"schema": "index touchpoint_day"}),
        ("DROP TABLE search_note", {"schema": "table search_note", "search": "notes"}),
        ("INSERT INTO undo_active VALUES (1)", {"undo": "still being recorded"}),
        ("UPDATE contact SET key = 'zzz' WHERE id = 1", {"keys": "contact 1"}),
        ("UPDATE alias SET key = 'zzz'", {"keys": "alias 1"}),
        ("UPDATE contact_point SET normal = 'x' WHERE kind = 'email'", {"keys": "contact_point 1"}),
        ("UPDATE contact_point SET normal = '1' WHERE kind = 'phone'", {"keys": "contact_point 2"}),
        ("UPDATE tally SET flow_out = flow_out + 1", {"tallies": "c1"}),
        ("UPDATE tally SET last_talk = NULL", {"tallies": "c1"}),
        ("DELETE FROM tally", {"tallies": "c1"}),
        (
            "INSERT INTO search_touchpoint (search_touchpoint) VALUES ('delete-all')",
            {"search": "touchpoints"},
        ),
        ("DELETE FROM search_contact_data WHERE id > 10", {"search": "contacts"}),
    ],
)
def test_what_follows_from_the_rest_is_mended(
    filled: Journal, harm: str, said: dict[str, str]
) -> None:
    before = filled.dump()
    tamper(filled, harm)
    told = wrong(filled)
    assert set(told) == set(said)
    for key, text in said.items():
        assert text in told[key]
        assert found(filled)[key].mend == FIX
    mend(filled)
    assert wrong(filled) == {}
    assert [each for each in filled.dump().items() if not each[0].startswith("search_")] == [
        each for each in before.items() if not each[0].startswith("search_")
    ]
    filled.check()
    with filled.reading() as reader:
        assert [hit.kind for hit in reader.find(["machines"])] == ["note"]
        assert [hit.kind for hit in reader.find(["tartine"])] == ["touchpoint"]


def test_everything_at_once_is_mended_in_one_go(filled: Journal) -> None:
    before = filled.dump()
    tamper(
        filled,
        "DROP TRIGGER search_contact_update", "DROP TRIGGER undo_note_insert", "DROP VIEW log",
        "DROP INDEX touchpoint_day", "UPDATE contact SET key = 'zzz'", "UPDATE alias SET key = 'y'",
        "INSERT INTO search_contact (search_contact) VALUES ('delete-all')",
        "UPDATE tally SET days = 9, fingerprint = fingerprint",
    )  # fmt: skip
    assert set(wrong(filled)) == {"schema", "undo", "keys", "search", "tallies"}
    mend(filled)
    assert wrong(filled) == {}
    for table, rows in before.items():
        assert table.startswith("search_") or filled.dump()[table] == rows
    filled.undo()  # what was last done, and not the mending
    assert filled.sql("SELECT name FROM contact") == [("Ada Lovelace",)]


def test_mending_fails_as_a_whole(filled: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    tamper(filled, "DROP VIEW log", "UPDATE tally SET days = 9")
    before = filled.path.read_bytes()

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError

    monkeypatch.setattr(mending, "_remake_tallies", fail)
    with pytest.raises(JournalUnusable):
        mend(filled)
    assert filled.path.read_bytes() == before


def test_a_tally_of_other_constants_is_not_wrong(filled: Journal) -> None:
    tamper(filled, "UPDATE tally SET fingerprint = 'other', days = 9")
    assert wrong(filled) == {}


def test_an_address_that_is_none_is_left_alone(filled: Journal) -> None:
    tamper(filled, "UPDATE contact_point SET value = 'ada at home', normal = 'x'")
    assert wrong(filled) == {}


def test_two_keys_that_become_the_same_are_kept(filled: Journal) -> None:
    tamper(filled, "INSERT INTO alias (contact_id, name, key) VALUES (1, 'COUNTESS', 'other')")
    mend(filled)
    assert filled.sql("SELECT name FROM alias ORDER BY id") == [("Countess",), ("COUNTESS",)]


def test_what_somebody_added_of_their_own_does_not_matter(filled: Journal) -> None:
    tamper(
        filled, "CREATE VIEW mine AS SELECT name FROM contact", "CREATE TABLE gift (id)",
        "CREATE INDEX by_city ON contact (city)",
    )  # fmt: skip
    assert wrong(filled) == {}


def test_rows_of_something_gone_are_named_and_not_mended(filled: Journal) -> None:
    tamper(filled, "DELETE FROM contact WHERE id = 1")
    told = found(filled)
    assert "of no contact" in told["references"].text
    assert not told["references"].can_be_mended
    assert "netlog restore" in told["references"].mend
    before = filled.dump()["participant"]
    mend(filled)
    assert filled.dump()["participant"] == before


def test_touchpoints_with_nobody_are_named(filled: Journal) -> None:
    tamper(filled, "DELETE FROM participant")
    told = found(filled)["people"]
    assert (told.text, told.mend) == ("2 touchpoints with nobody: p1 and p2", "netlog rm p1")


def test_a_table_that_is_not_netlogs_ends_the_search(filled: Journal) -> None:
    tamper(filled, "ALTER TABLE vouch ADD COLUMN colour TEXT")
    assert wrong(filled) == {"schema": "another netlog made it: table vouch"}
    assert "netlog restore" in found(filled)["schema"].mend
    tamper(filled, "DROP TABLE note")
    assert wrong(filled) == {"schema": "another netlog made it: table note and vouch"}


def flip(content: bytearray) -> None:
    content[20_000:60_000] = bytes(40_000)


def cut(content: bytearray) -> None:
    del content[len(content) // 2 :]


def blot(content: bytearray) -> None:
    content[100:3000] = b"x" * 2900


def garble(content: bytearray) -> None:
    content[:] = content.replace(b"Tartine", b"T\xffrtine")


@pytest.mark.parametrize("harm", [flip, cut, blot, garble])
def test_a_damaged_file_is_a_finding(filled: Journal, harm: Callable[[bytearray], None]) -> None:
    content = bytearray(filled.path.read_bytes())
    harm(content)
    filled.path.write_bytes(content)
    told = found(filled)
    assert list(told) == ["file"]
    assert told["file"].state is State.DAMAGED
    assert "\n" not in told["file"].text
    assert not told["file"].can_be_mended
    assert filled.path.read_bytes() == content


def test_no_journal_is_no_finding(journal: Journal) -> None:
    with pytest.raises(NoJournal):
        found(journal)


# Around it


@pytest.fixture
def around(filled: Journal) -> Callable[[], dict[str, checks.Finding]]:
    return lambda: {each.check: each for each in surroundings.examine(filled.path)}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_others_may_not_read(
    filled: Journal, around: Callable[[], dict[str, checks.Finding]]
) -> None:
    assert around()["permissions"].is_well
    kept = filled.path.parent / "backups" / "journal-2026-11-22-093000.db"
    backup.write(filled.path, kept)
    open_ = (filled.path, filled.path.parent, kept, kept.parent)
    for each in open_:
        each.chmod(0o755)
    told = around()["permissions"]
    assert (told.state, told.mend) == (State.WRONG, FIX)
    for each in open_:
        assert str(each) in told.text
    surroundings.close(filled.path)
    assert around()["permissions"].is_well
    assert [mode(each) for each in open_] == [0o600, 0o700, 0o600, 0o700]


def test_a_folder_that_holds_other_things_is_not_the_journals(
    filled: Journal, around: Callable[[], dict[str, checks.Finding]]
) -> None:
    (filled.path.parent / "thesis.odt").touch()
    filled.path.parent.chmod(0o755)
    assert around()["permissions"].is_well
    surroundings.close(filled.path)
    assert mode(filled.path.parent) == 0o755


def test_leftovers_are_told_and_not_wrong(
    filled: Journal, around: Callable[[], dict[str, checks.Finding]]
) -> None:
    assert around()["leftovers"].text == "none"
    (filled.path.parent / "backups").mkdir()
    for name in (".netlog-abc", "journal.db.format-2", "backups/.netlog-def.part", "notes.part"):
        (filled.path.parent / name).write_text("12345")
    told = around()["leftovers"]
    assert told.is_well
    assert "(15 bytes)" in told.text
    assert "notes.part" not in told.text
