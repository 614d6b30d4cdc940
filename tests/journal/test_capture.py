"""Writing down, in one process: who is meant, what is written, what is refused."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from netlog.config import Settings
from netlog.core.model import (
    Channel,
    Contact,
    Direction,
    Filters,
    Kind,
    Participant,
    Touchpoint,
)
from netlog.errors import (
    Ambiguous,
    BadInput,
    NetlogError,
    NotFound,
    UnknownName,
    WrongUse,
)
from netlog.journal import capture, keep, removal
from netlog.journal.capture import Details, Profile
from netlog.journal.desk import Desk
from netlog.journal.people import find_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


TODAY = date(2026, 11, 22)
HOSTILE = 'Ana [x] "Z" O\'Neil 王 🙂'
LONG = "x" * 201


def contacts(desk: Desk) -> list[str]:
    with desk.reading() as reader:
        return [person.name for person in reader.named()]


def touchpoints(desk: Desk) -> list[Touchpoint]:
    with desk.reading() as reader:
        return reader.touchpoints(Filters(archived=True))


def contact(desk: Desk, number: int) -> Contact:
    with desk.reading() as reader:
        found = reader.contact(number)
    assert found
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Priya Shah (c1), Sam Keller (c2) and Sam Ito (c3), none of them in touch."""
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    desk = Desk(tmp_path_factory.mktemp("people") / "j.db", Settings(), TODAY, now, "netlog test")
    priya = Profile(org="Acme", emails=("priya@acme.example",), phones=("+49 30 1234567",))
    for name, profile in (("Priya Shah", priya), ("Sam Keller", Profile()), ("Sam Ito", Profile())):
        capture.add(desk, name, profile)
    return desk.path


@pytest.fixture
def people(desk: Desk, written: Path) -> Desk:
    desk.path.parent.mkdir()
    shutil.copy(written, desk.path)
    return desk


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        (HOSTILE, HOSTILE),
        ("  Sam \t Keller\n", "Sam Keller"),
        ("Sam\x1b[31m\x00Keller", "Sam [31m Keller"),
        ("José", "José"),
        ("Robert'); DROP TABLE contact;--", "Robert'); DROP TABLE contact;--"),
        ("--yes", "--yes"),
        ("x" * 200, "x" * 200),
        ("🦊", "🦊"),
    ],
)
def test_a_name_is_kept_as_written_and_finds_its_person(desk: Desk, name: str, stored: str) -> None:
    done = capture.hi(desk, name, "first words", Profile(), Details())
    assert [part.name for part in done.touchpoint.people] == [stored]
    again = capture.log(desk, [name], "more", Details())
    assert again.touchpoint.people[0].contact_id == done.touchpoint.people[0].contact_id


@pytest.mark.parametrize("name", ["", "   ", "\n\t", "\x00", "\u200b", LONG])
def test_a_name_without_a_letter_or_without_an_end_is_refused(desk: Desk, name: str) -> None:
    for start in (
        lambda: capture.hi(desk, name, "x", Profile(), Details()),
        lambda: capture.add(desk, name, Profile()),
    ):
        with pytest.raises(BadInput):
            start()
    assert not desk.path.exists()


def test_hi_starts_a_circle_a_meeting_and_a_first_day(desk: Desk) -> None:
    done = capture.hi(desk, "Ana", "3 days ago: talked", Profile(tags=("#Mentor",)), Details())
    point = done.touchpoint
    assert (point.on, point.channel, point.note) == (date(2026, 11, 19), Channel.MEETING, "talked")
    assert point.people[0].direction is Direction.BOTH
    assert done.added == ("Ana",)
    ana = contact(desk, 1)
    assert (ana.circle, ana.met_on, ana.tags) == ("active", date(2026, 11, 19), ("mentor",))


def test_hi_by_mail_goes_out(desk: Desk) -> None:
    done = capture.hi(desk, "Ana", "", Profile(), Details(channel=Channel.EMAIL))
    assert done.touchpoint.people[0].direction is Direction.OUT
    assert done.touchpoint.note == ""


@pytest.mark.parametrize(
    "name", ["priya shah", "c1", "1", "PRIYA@acme.example", "0049 (0)30 1234567", "Príya  Shah"]
)
def test_hi_adds_nobody_who_is_here(people: Desk, name: str) -> None:
    done = capture.hi(people, name, "again", Profile(), Details())
    assert done.added == ()
    assert [part.contact_id for part in done.touchpoint.people] == [1]
    assert len(contacts(people)) == 3
    with pytest.raises(WrongUse, match="their record is left as it is"):
        capture.hi(people, name, "again", Profile(org="Initech"), Details())
    assert contact(people, 1).org == "Acme"


def test_hi_somebody_of_a_first_name_that_is_taken_is_a_new_person(people: Desk) -> None:
    assert capture.hi(people, "Priya", "", Profile(), Details()).added == ("Priya",)


@pytest.mark.parametrize(
    ("name", "error"), [("p1", WrongUse), ("t3", WrongUse), ("c99", NotFound), ("99", BadInput)]
)
def test_nobody_is_called_like_an_id(people: Desk, name: str, error: type[NetlogError]) -> None:
    with pytest.raises(error):
        capture.hi(people, name, "", Profile(), Details())
    with pytest.raises(error):
        capture.add(people, name, Profile())
    assert len(contacts(people)) == 3


def test_add_takes_a_namesake_only_when_told(people: Desk) -> None:
    with pytest.raises(BadInput, match=r"Priya Shah \(c1, Acme\) is here already") as error:
        capture.add(people, "PRIYA SHAH", Profile())
    assert "--namesake" in error.value.hint
    assert capture.add(people, "Priya Shah", Profile(), namesake=True).id == 4
    with pytest.raises(Ambiguous) as several:
        capture.log(people, ["Priya Shah"], "x", Details())
    assert several.value.candidates == ("Priya Shah (c1, Acme)", "Priya Shah (c4)")


@pytest.mark.parametrize(
    "profile",
    [
        Profile(emails=("Priya <PRIYA@ACME.example>",)),
        Profile(phones=("0049 30 1234567",)),
        Profile(phones=("030 123 45 67",)),
    ],
)
def test_an_address_or_number_is_one_persons(people: Desk, profile: Profile) -> None:
    for write in (
        lambda: capture.add(people, "Bo", profile),
        lambda: capture.hi(people, "Bo", "", profile, Details()),
    ):
        with pytest.raises(BadInput, match=r"belongs to Priya Shah \(c1, Acme\)"):
            write()
    assert len(contacts(people)) == 3
    assert not touchpoints(people)


def test_an_address_given_twice_is_kept_once(desk: Desk) -> None:
    added = capture.add(
        desk, "Bo", Profile(emails=("Bo@x.example", "bo@x.example"), tags=("a", "#A"))
    )
    assert [point.value for point in added.points] == ["Bo@x.example"]
    assert added.tags == ("a",)


@pytest.mark.parametrize(
    ("profile", "error"),
    [
        (Profile(emails=("nonsense",)), BadInput),
        (Profile(emails=("",)), BadInput),
        (Profile(phones=("12",)), BadInput),
        (Profile(circle="friends"), BadInput),
        (Profile(tags=("#",)), BadInput),
        (Profile(introduced_by="Nobody"), NotFound),
        (Profile(introduced_by="Sam"), Ambiguous),
        (Profile(introduced_by="p1"), WrongUse),
    ],
)
def test_a_profile_that_cannot_be_adds_nobody(
    people: Desk, profile: Profile, error: type[NetlogError]
) -> None:
    with pytest.raises(error):
        capture.hi(people, "Bo", "", profile, Details())
    assert len(contacts(people)) == 3


@pytest.mark.parametrize(
    ("on", "owed"), [(None, True), (date(2026, 10, 23), True), (date(2026, 10, 22), False)]
)
def test_an_introduction_made_lately_is_to_be_thanked_for(
    people: Desk, on: date | None, owed: bool
) -> None:
    done = capture.hi(people, "Bo Berg", "", Profile(introduced_by="priya"), Details(on))
    with people.reading() as reader:
        favours = reader.favours(people.today)
        described = [(f.name, f.kind, f.what, f.on, f.is_open) for f in favours]
        heard = [t.people[0].direction for t in reader.touchpoints(Filters(), 1)]
    assert done.owed == (favours[0] if owed else None)
    expected = ("Priya Shah", Kind.RECEIVED, "introduced me to Bo Berg", on or people.today, True)
    assert described == ([expected] if owed else [])
    assert heard == ([Direction.IN] if owed else [])
    keep.undo(people, keep.last_operation(people))
    with people.reading() as reader:
        assert reader.favours(people.today) == []


def test_the_circle_none_and_who_introduced(people: Desk) -> None:
    added = capture.add(people, "Bo", Profile(circle="none", introduced_by="priya"))
    assert (added.circle, added.introduced_by) == (None, 1)


@pytest.mark.parametrize(
    ("who", "text", "ids"),
    [
        (["priya"], "tea", [1]),
        (["c2", "shah"], "tea", [2, 1]),
        (["priya", "Priya Shah", "c1"], "tea", [1]),
        ([], "Lunch with Priya and Sam K", [1, 2]),
        ([], "priya called sam ito", [1, 3]),
        (["priya"], "with **Sam Keller** and **Bo**", [1, 2, 4]),
        (["priya"], "with **Priya Shah**", [1]),
        ([], "met **Bo** and **Bo**", [4]),
    ],
)
def test_a_touchpoint_is_with_those_who_were_named(
    people: Desk, who: list[str], text: str, ids: list[int]
) -> None:
    done = capture.log(people, who, text, Details())
    assert [part.contact_id for part in done.touchpoint.people] == ids


@pytest.mark.parametrize(
    ("who", "text", "error", "hint"),
    [
        (["zzz"], "x", UnknownName, "netlog hi"),
        (["prya"], "x", UnknownName, "did you mean Priya Shah?"),
        (["c9"], "x", NotFound, "netlog list"),
        (["12"], "x", UnknownName, "netlog"),
        (["p1"], "x", WrongUse, "c12"),
        (["n1"], "x", WrongUse, "c12"),
        (["sam"], "x", Ambiguous, "use the id"),
        (["nobody@x.example"], "x", UnknownName, "netlog"),
        (["priya", "had", "tea"], "x", UnknownName, "a sentence goes in quotes"),
        (["x" * 5000], "x", UnknownName, "netlog"),
        ([""], "x", WrongUse, "c12"),
        ([], "Lunch with a stranger", NotFound, "**New Person**"),
        ([], "", NotFound, "**New Person**"),
        ([], "Lunch with Sam", Ambiguous, "use the id"),
        ([], r"Lunch with \Priya", NotFound, "**New Person**"),
        ([], "tomorrow: lunch with Priya", BadInput, ""),
        ([], "11-01: lunch with Priya", BadInput, "2026-11-01"),
        (["priya"], "10/11/2025: lunch", BadInput, "2025-"),
        (["priya"], "31 Feb: lunch", BadInput, ""),
        ([], "lunch with **" + LONG + "**", BadInput, ""),
    ],
)
def test_a_log_that_cannot_be_writes_nothing(
    people: Desk, who: list[str], text: str, error: type[NetlogError], hint: str
) -> None:
    with pytest.raises(error) as raised:
        capture.log(people, who, text, Details())
    assert hint in raised.value.hint
    assert len(raised.value.message) < 400
    assert not touchpoints(people)
    assert len(contacts(people)) == 3


def test_an_ambiguous_first_name_is_settled_by_company_or_asked_for(people: Desk) -> None:
    capture.log(people, ["priya", "sam ito"], "dinner", Details())
    done = capture.log(people, [], "Lunch with Priya and Sam", Details())
    assert [part.contact_id for part in done.touchpoint.people] == [1, 3]
    asked: list[str] = []

    def second(text: str, candidates: object) -> object:
        asked.append(text)
        return candidates[1]  # type: ignore[index]

    asking = people._replace(choose=second)  # type: ignore[arg-type]
    done = capture.log(asking, ["sam"], "tea", Details())
    assert (asked, done.touchpoint.people[0].name) == (["sam"], "Sam Ito")


@pytest.mark.parametrize(
    ("text", "details", "channel", "direction"),
    [
        ("lunch with Priya", Details(), Channel.MEAL, Direction.BOTH),
        ("e-mailed Priya", Details(), Channel.EMAIL, Direction.OUT),
        ("something about Priya", Details(), Channel.OTHER, Direction.OUT),
        ("lunch with Priya", Details(channel=Channel.CALL), Channel.CALL, Direction.BOTH),
        ("lunch with Priya", Details(direction=Direction.IN), Channel.MEAL, Direction.IN),
    ],
)
def test_channel_and_direction(
    people: Desk, text: str, details: Details, channel: Channel, direction: Direction
) -> None:
    point = capture.log(people, [], text, details).touchpoint
    assert (point.channel, point.people[0].direction) == (channel, direction)


def test_options_come_before_the_words_of_a_sentence(people: Desk) -> None:
    details = Details(on=date(2026, 11, 1), place="Home", tags=("#Work", "hiring"), minutes=40)
    point = capture.log(
        people, [], "Yesterday: lunch with Priya #hiring @Tartine", details
    ).touchpoint
    assert (point.on, point.place, point.minutes) == (date(2026, 11, 1), "Home", 40)
    assert point.tags == ("hiring", "work")
    assert point.note == "lunch with Priya #hiring @Tartine"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "[bold]x[/x] :smile:",
        "line\nline\r\n\ttab",
        "\x1b]0;title\x07",
        "👩\u200d👧 王小明",
    ],
)
def test_words_are_kept_as_they_are(people: Desk, text: str) -> None:
    capture.log(people, ["priya"], text, Details())
    assert [point.note for point in touchpoints(people)] == [text]
    assert capture.note(people, "priya", text, None).note.text == text


def test_the_score_of_one_person_is_told_before_and_after(people: Desk) -> None:
    first = capture.log(people, ["priya"], "tea", Details())
    second = capture.log(people, ["priya"], "more", Details(depth=5))
    assert first.before is None
    assert first.after == second.before
    assert second.after is not None
    both = capture.log(people, ["priya", "c2"], "tea", Details())
    assert (both.before, both.after) == (None, None)


def test_a_note_is_about_one_person_and_has_words(people: Desk) -> None:
    noted = capture.note(people, "priya", "  likes tea ", date(2026, 1, 2))
    assert (noted.note.text, noted.note.on, noted.name) == (
        "likes tea",
        date(2026, 1, 2),
        "Priya Shah",
    )
    for empty in ("", " \n"):
        with pytest.raises(BadInput, match="nothing to write down"):
            capture.note(people, "priya", empty, None)
    with pytest.raises(Ambiguous):
        capture.note(people, "sam", "x", None)
    assert not touchpoints(people)


def _hi(desk: Desk) -> None:
    capture.hi(desk, "Ana", "x", Profile(), Details())


def _log(desk: Desk) -> None:
    capture.log(desk, [], "**Ana** x", Details())


def _note(desk: Desk) -> None:
    capture.note(desk, "Ana", "x", None)


@pytest.mark.parametrize(("write", "starts"), [(_hi, True), (_log, True), (_note, False)])
def test_without_a_journal(desk: Desk, write: Callable[[Desk], None], starts: bool) -> None:
    if starts:
        write(desk)
        assert contacts(desk) == ["Ana"]
    else:
        with pytest.raises(NotFound, match="no journal yet"):
            write(desk)
        assert not desk.path.exists()


def test_a_removed_person_is_not_written_to(people: Desk) -> None:
    """Somebody is chosen, and meanwhile another command removes them."""

    def vanish(text: str, candidates: object) -> object:
        removal.remove(people, removal.plan(people, "c2"))
        return candidates[0]  # type: ignore[index]

    with pytest.raises(NotFound):
        capture.log(people._replace(choose=vanish), ["sam"], "x", Details())  # type: ignore[arg-type]
    assert not touchpoints(people)


def test_somebody_met_by_an_address_alone_keeps_it(desk: Desk) -> None:
    capture.hi(desk, "al@b.example", "", Profile(), Details())
    assert [person.name for person in find_all(desk, ["AL@B.example"])] == ["al@b.example"]
    with desk.reading() as reader:
        assert reader.owners("email", "al@b.example") == [1]


def test_hi_adds_a_namesake_only_when_told(desk: Desk) -> None:
    capture.hi(desk, "Sam Keller", "", Profile(), Details())
    assert capture.hi(desk, "Sam Keller", "", Profile(), Details()).added == ()
    again = capture.hi(desk, "Sam Keller", "", Profile(org="X"), Details(), namesake=True)
    assert again.added == ("Sam Keller",)
    assert again.touchpoint.people[0].contact_id == 2


def test_hi_takes_along_who_is_marked_in_its_text(desk: Desk) -> None:
    capture.add(desk, "Bo Lind", Profile())
    done = capture.hi(desk, "Ada", "with **Ada**, **bo lind** and **Cy Fox**", Profile(), Details())
    assert done.added == ("Ada", "Cy Fox")
    assert sorted(part.name for part in done.touchpoint.people) == ["Ada", "Bo Lind", "Cy Fox"]


def test_somebody_added_meanwhile_is_not_added_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture.add(desk, "Zoe Race", Profile())
    monkeypatch.setattr(capture, "_known", lambda *_: [])  # as it was before the other wrote
    with pytest.raises(BadInput, match="added meanwhile"):
        capture.add(desk, "zoe race", Profile())
    with pytest.raises(BadInput, match="added meanwhile"):
        capture.hi(desk, "zoe race", "", Profile(), Details())


def test_the_log_of_a_day_goes_by_its_clock(desk: Desk) -> None:
    with desk.writing() as writer:
        ada = writer.add_contact(Contact(0, "", "Ada", added_on=desk.today))
        for at in (time(19, 30), time(8, 30), None):
            part = Participant(ada, "", Direction.OUT)
            writer.add_touchpoint(Touchpoint(0, desk.today, Channel.EMAIL, at=at, people=(part,)))
    with desk.reading() as reader:
        assert [each.at for each in reader.touchpoints(Filters())] == [
            None, time(19, 30), time(8, 30),
        ]  # fmt: skip
