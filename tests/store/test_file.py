"""The file: whose it is, what is refused, and that what is refused stays as it is."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netlog.core.model import (
    Channel,
    Contact,
    Direction,
    Filters,
    Note,
    Participant,
    Touchpoint,
)
from netlog.core.rules import DEFAULTS
from netlog.errors import BadInput, Busy, JournalUnusable, NetlogError, NoJournal, WrongUse
from netlog.store import file, migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Journal

WAYS = ["reading", "writing"]
as_user = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write anything")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_in(journal: Journal, way: str) -> None:
    with getattr(journal, way)():
        pass


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """A journal of some size: twenty pages and more."""
    day = date(2026, 11, 1)
    with journal.writing() as writer:
        for number in range(3):
            contact = Contact(
                0, "", f"Ada {number}", about="words " * 400, aliases=(f"Alias {number}",)
            )
            people = (Participant(writer.add_contact(contact), "", Direction.BOTH),)
            writer.add_touchpoint(
                Touchpoint(0, day, Channel.CALL, note="lunch " * 400, people=people)
            )
            writer.add(Note(0, number + 1, day, "fact " * 400))
    return journal


# Whose it is


@pytest.mark.usefixtures("open_umask")
def test_only_its_owner_can_read_a_journal(journal: Journal) -> None:
    with journal.writing() as writer:
        writer.add_touchpoints([])
        rollback = journal.path.with_name("journal.db-journal")
        assert mode(rollback) == 0o600
    assert mode(journal.path) == 0o600
    assert mode(journal.path.parent) == 0o700
    assert not rollback.exists()


def test_a_directory_that_is_there_keeps_its_mode(journal: Journal) -> None:
    journal.path.parent.mkdir(mode=0o755)
    journal.path.parent.chmod(0o755)
    journal.add("Ada")
    assert mode(journal.path.parent) == 0o755
    assert mode(journal.path) == 0o600


def test_directories_on_the_way_are_made(journal: Journal, tmp_path: Path) -> None:
    journal.path = tmp_path / "a b" / "c?d#e%20" / "jörnal.db"
    journal.add("Ada")
    assert mode(journal.path.parent) == 0o700
    with journal.reading() as reader:
        assert [person.name for person in reader.named()] == ["Ada"]


def test_a_link_to_a_journal_is_the_journal(filled: Journal, tmp_path: Path) -> None:
    real = filled.path
    filled.path = tmp_path / "link.db"
    filled.path.symlink_to(real)
    filled.add("Ben")
    assert filled.path.is_symlink()
    filled.path = real
    with filled.reading() as reader:
        assert [person.name for person in reader.named()][-1] == "Ben"


def test_the_settings_of_a_writer(journal: Journal) -> None:
    with file.writable(journal.path) as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "busy_timeout": 5000,
    }  # fmt: skip


# What is refused


def test_reading_makes_no_journal(journal: Journal) -> None:
    with pytest.raises(NoJournal, match="no journal yet"):
        open_in(journal, "reading")
    assert not journal.path.parent.exists()


def test_an_empty_file_is_no_journal_yet(journal: Journal) -> None:
    journal.path.parent.mkdir()
    journal.path.touch()
    with pytest.raises(NoJournal):
        open_in(journal, "reading")
    assert journal.path.stat().st_size == 0
    journal.add("Ada")
    with journal.reading() as reader:
        assert len(reader.named()) == 1


def newer(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {migrations.LATEST + 1}")


def foreign(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, name TEXT)")


def foreign_with_id(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 252006673")
        connection.execute("PRAGMA user_version = 1")


def foreign_with_version(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 3")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "newer": (newer, "newer netlog"),
    "foreign": (foreign, "another program"),
    "foreign, with its own application id": (foreign_with_id, "another program"),
    "foreign, with a version alone": (foreign_with_version, "another program"),
    "text": (lambda path: path.write_text("Dear diary,\n" * 200), "not a netlog journal"),
    # One byte alone is none to SQLite.
    "two bytes": (lambda path: path.write_bytes(b"hi"), "not a netlog journal"),
    "the first words of a database": (
        lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(50)), "not a netlog journal",
    ),
    "a directory": (lambda path: path.mkdir(), "not a file"),
    "a pipe": (os.mkfifo, "not a file"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_our_journal_is_refused_and_left_alone(
    journal: Journal, kind: str, way: str
) -> None:
    make, sentence = REFUSED[kind]
    journal.path.parent.mkdir()
    make(journal.path)
    before = journal.path.read_bytes() if journal.path.is_file() else b""
    with pytest.raises(JournalUnusable, match=sentence) as refusal:
        open_in(journal, way)
    assert refusal.value.exit_code == 6
    assert str(journal.path) in refusal.value.message
    assert refusal.value.hint
    assert [path.name for path in journal.path.parent.iterdir()] == [journal.path.name]
    assert not journal.path.is_file() or journal.path.read_bytes() == before


def test_a_device_is_refused(journal: Journal) -> None:
    """Or what is written there is gone at once, though netlog said it was done."""
    journal.path = Path(os.devnull)
    with pytest.raises(JournalUnusable, match="not a file"):
        open_in(journal, "writing")


def test_a_file_in_the_way_of_the_directory(journal: Journal) -> None:
    journal.path.parent.write_text("I was here first")
    with pytest.raises(JournalUnusable, match="in the way"):
        open_in(journal, "writing")
    with pytest.raises(NoJournal):
        open_in(journal, "reading")
    assert journal.path.parent.read_text() == "I was here first"


@pytest.mark.parametrize("way", WAYS)
def test_a_name_that_is_too_long(journal: Journal, way: str) -> None:
    journal.path.parent.mkdir()
    journal.path = journal.path.with_name("x" * 300)
    with pytest.raises(JournalUnusable, match="name too long"):
        open_in(journal, way)


def test_a_link_to_nowhere(journal: Journal, tmp_path: Path) -> None:
    journal.path = tmp_path / "link.db"
    journal.path.symlink_to(tmp_path / "nowhere" / "journal.db")
    with pytest.raises(NoJournal):
        open_in(journal, "reading")
    with pytest.raises(JournalUnusable):
        open_in(journal, "writing")


@as_user
@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_cannot_be_read(filled: Journal, way: str) -> None:
    filled.path.chmod(0)
    with pytest.raises(JournalUnusable):
        open_in(filled, way)


@as_user
def test_a_directory_that_cannot_be_entered(filled: Journal) -> None:
    filled.path.parent.chmod(0)
    try:
        for way in WAYS:
            with pytest.raises(JournalUnusable, match="permission denied"):
                open_in(filled, way)
    finally:
        filled.path.parent.chmod(0o700)


@as_user
@pytest.mark.parametrize("read_only", ["directory", "file"])
def test_what_cannot_be_written_can_be_read(filled: Journal, read_only: str) -> None:
    protected = filled.path if read_only == "file" else filled.path.parent
    protected.chmod(0o500)
    try:
        with filled.reading() as reader:
            assert len(reader.named()) == 3
        with pytest.raises(JournalUnusable, match="cannot be written"):
            open_in(filled, "writing")
    finally:
        protected.chmod(0o700)


@pytest.mark.parametrize("way", WAYS)
def test_without_write_permission_a_journal_is_read_and_not_written(
    filled: Journal, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As above, for root: what the system would say."""
    monkeypatch.setattr(os, "access", lambda path, kind: kind != os.W_OK)
    if way == "reading":
        with filled.reading() as reader:
            assert len(reader.named()) == 3
    else:
        with pytest.raises(JournalUnusable, match="cannot be written"):
            open_in(filled, way)


# What is broken


def look_everywhere(journal: Journal) -> None:
    with journal.reading() as reader:
        for person in reader.named():
            reader.contact(person.id)
            reader.touches(person.id)
            reader.notes(person.id)
        reader.entries(Filters())
        reader.touchpoints(Filters(tag="x"))
        reader.standings(Filters(), date(2026, 11, 22), DEFAULTS)
        reader.find(["lunch"])
        reader.operations()


def change_everything(journal: Journal) -> None:
    with journal.writing() as writer:
        for person in writer.reader.named():
            writer.remove_contact(person.id)


@pytest.mark.parametrize("act", [look_everywhere, change_everything])
def test_a_damaged_page_never_gets_worse(filled: Journal, act: Callable[[Journal], None]) -> None:
    whole = filled.path.read_bytes()
    refused = 0
    for start in range(0, len(whole), 4096):
        damaged = whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :]
        filled.path.write_bytes(damaged)
        try:
            act(filled)
        except JournalUnusable:
            refused += 1
            assert filled.path.read_bytes() == damaged
    assert refused > 5


@pytest.mark.parametrize("pages", [0.02, 1, 3, 10])
def test_a_cut_off_journal_is_refused_and_left_alone(filled: Journal, pages: float) -> None:
    cut = filled.path.read_bytes()[: int(pages * 4096)]
    filled.path.write_bytes(cut)
    for way in WAYS:
        with pytest.raises(JournalUnusable):
            open_in(filled, way)
    assert filled.path.read_bytes() == cut


# Sharing


def test_a_reader_sees_one_state_and_cannot_change_it(filled: Journal) -> None:
    with file.reading(filled.path) as connection:
        assert connection.execute("SELECT count(*) FROM contact").fetchone() == (3,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM contact")


def test_a_reader_keeps_a_writer_from_changing_what_it_reads(
    filled: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.1)
    with filled.reading() as reader:
        before = reader.named()
        with pytest.raises(Busy):
            filled.add("Ben")
        assert reader.named() == before


@pytest.mark.parametrize("way", WAYS)
def test_a_locked_journal_is_busy(
    filled: Journal, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.1)
    with contextlib.closing(sqlite3.connect(filled.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy) as refusal:
            open_in(filled, way)
        other.execute("ROLLBACK")
    assert refusal.value.exit_code == 75
    open_in(filled, way)


def test_a_journal_made_by_two_at_once_is_made_once(journal: Journal) -> None:
    gate = threading.Barrier(6)
    failures: list[Exception] = []

    def begin(number: int) -> None:
        gate.wait()
        try:
            journal.add(f"Ada {number}")
        except NetlogError as error:
            failures.append(error)

    threads = [threading.Thread(target=begin, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with journal.reading() as reader:
        assert len(reader.named()) == 6


# Errors of the work itself


def test_errors_of_the_work_are_not_the_journals(filled: Journal) -> None:
    """A reader of the output that has enough, an import that cannot be read: not our file."""
    for error in (BrokenPipeError(), PermissionError(13, "denied", "other.mbox"), ValueError()):
        for way in WAYS:
            with pytest.raises(type(error)), getattr(filled, way)():
                raise error


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("INSERT INTO alias (contact_id, name, key) VALUES (99, 'a', 'a')", WrongUse),
        ("INSERT INTO alias (contact_id, name, key) VALUES (1, 'a', 'alias 0')", BadInput),
        ("UPDATE touchpoint SET depth = 9", BadInput),
        ("SELECT * FROM full_locked_busy_corrupt", JournalUnusable),
    ],
)
def test_an_error_is_told_by_its_code_and_not_by_its_words(
    filled: Journal, statement: str, kind: type[NetlogError]
) -> None:
    with pytest.raises(NetlogError) as refusal, file.writable(filled.path) as connection:
        connection.execute(statement)
    assert type(refusal.value) is kind


def test_a_full_disk_is_named_and_leaves_nothing_half_done(
    filled: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = file.connect

    def cramped(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    before = filled.path.read_bytes()
    monkeypatch.setattr(file, "connect", cramped)
    with pytest.raises(JournalUnusable, match="disk is full"):
        filled.note(1, "x" * 100_000)
    assert filled.path.read_bytes() == before
