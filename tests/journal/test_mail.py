"""Importing mail, in one process: which messages count, and for whom."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

import pytest

from netlog.config import Settings
from netlog.core.model import Channel, Direction, Filters
from netlog.errors import BadInput, NotFound, WrongUse
from netlog.journal import capture, keep, mail
from netlog.journal.capture import Details, Profile
from netlog.journal.mail import MailOptions

if TYPE_CHECKING:
    from pathlib import Path

    from netlog.core.model import Contact, Touchpoint
    from netlog.journal.desk import Desk
    from netlog.journal.mail import Imported

ME = "me@home.example"
ADA = "Ada Lovelace <ada@acme.example>"
BO = "Bo Ek <bo@acme.example>"


def message(
    sender: str, to: str, subject: str = "hello", day: str = "4 Nov 2025", ident: str = "",
    extra: str = "", time: str = "09:30:00 +0000",
) -> str:  # fmt: skip
    """One message of an mbox, with an id of its own."""
    said = repr((sender, to, subject, day, time, extra))
    ident = ident or f"{crc32(said.encode())}@x.example"
    return (
        "From x@x.example Tue Nov  4 09:30:00 2025\n"
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {day} {time}\n"
        f"Message-ID: <{ident}>\n{extra}\nthe body is never read\n\n"
    )


def both(person: str) -> str:
    """A letter each way, so that a person counts."""
    return message(ME, person, "sent") + message(person, ME, "received", "5 Nov 2025")


def bring(desk: Desk, tmp_path: Path, *messages: str, **options: object) -> Imported:
    file = tmp_path / "mail.mbox"
    file.write_text("".join(messages), encoding="utf-8")
    me = frozenset(options.pop("me", [ME]))  # type: ignore[call-overload]
    return mail.import_mail(desk, file, MailOptions(me, **options))  # type: ignore[arg-type]


def touchpoints(desk: Desk) -> list[Touchpoint]:
    """Oldest first."""
    with desk.reading() as reader:
        return reader.touchpoints(Filters(archived=True))[::-1]


def contacts(desk: Desk) -> list[Contact]:
    with desk.reading() as reader:
        found = [reader.contact(person.id) for person in reader.named()]
    return [contact for contact in found if contact]


def test_a_letter_each_way(desk: Desk, tmp_path: Path) -> None:
    done = bring(desk, tmp_path, both(ADA))
    assert (done.read, done.skipped, done.touchpoints, done.new, done.matched) == (2, (), 2, 1, 0)
    sent, received = touchpoints(desk)
    assert [part.direction for part in sent.people] == [Direction.OUT]
    assert [part.direction for part in received.people] == [Direction.IN]
    assert not any(part.awaits_reply for point in (sent, received) for part in point.people)
    assert (sent.on, sent.channel, sent.note, sent.depth) == (
        date(2025, 11, 4), Channel.EMAIL, "sent", 3,
    )  # fmt: skip
    [ada] = contacts(desk)
    assert (ada.name, ada.circle) == ("Ada Lovelace", None)
    assert [point.value for point in ada.points] == ["ada@acme.example"]


@pytest.mark.parametrize(
    ("skipped", "why"),
    [
        (message(ADA, ME, extra="List-Id: <x.example>\n"), "list mail"),
        (message(ADA, ME, extra="Precedence: bulk\n"), "bulk mail"),
        (message(ADA, ME, extra="Auto-Submitted: auto-replied\n"), "automatic"),
        (message("noreply@x.example", ME), "from addresses that take no reply"),
        (message(ADA, BO), "neither from you nor to you"),
        (message(ME, ME), "only to yourself"),
        (message(ADA, ME, day="1 Jan 2030"), "dated in the future"),
        (
            message(ADA, ", ".join([ME, *(f"p{n}@x.example" for n in range(10))])),
            "among more than 10 people",
        ),
        (message(BO, ME), "with people who did not write both ways"),
        (both(ADA), "in it twice"),
    ],
)
def test_what_is_skipped_is_told_with_its_reason(
    desk: Desk, tmp_path: Path, skipped: str, why: str
) -> None:
    done = bring(desk, tmp_path, both(ADA), skipped)
    assert dict(done.skipped).keys() == {why}
    assert (done.touchpoints, done.new, done.problems) == (2, 1, ())
    assert done.read == 2 + sum(number for _, number in done.skipped)


@pytest.mark.parametrize(("others", "depth"), [(0, 3), (1, 2), (3, 2), (4, 1), (9, 1), (10, None)])
def test_depth_and_the_number_of_people(
    desk: Desk, tmp_path: Path, others: int, depth: int | None
) -> None:
    """One to one 3, up to four people 2, up to ten 1, and more is skipped; me aside."""
    crowd = ", ".join([ME, *(f"p{number}@x.example" for number in range(others))])
    bring(desk, tmp_path, both(ADA), message(ADA, crowd, "crowd", "6 Nov 2025"))
    assert [p.depth for p in touchpoints(desk) if p.note == "crowd"] == ([depth] if depth else [])


def test_max_people(desk: Desk, tmp_path: Path) -> None:
    crowd = message(ADA, f"{ME}, {BO}", "crowd")
    done = bring(desk, tmp_path, both(ADA), crowd, max_people=1)
    assert done.skipped == (("among more than 1 people", 1),)


def test_what_i_send_is_with_each_recipient_who_counts(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, both(ADA), both(BO), message(ME, f"{ADA}, {BO}, {ME}, x@x.example"))
    last = next(point for point in touchpoints(desk) if point.note == "hello")
    assert [(part.name, part.direction.value) for part in last.people] == [
        ("Ada Lovelace", "out"),
        ("Bo Ek", "out"),
    ]


def test_what_i_receive_is_with_its_sender_alone(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, both(ADA), both(BO), message(ADA, f"{ME}, {BO}", "hello"))
    last = next(point for point in touchpoints(desk) if point.note == "hello")
    assert [part.name for part in last.people] == ["Ada Lovelace"]


def test_all_makes_contacts_of_everyone(desk: Desk, tmp_path: Path) -> None:
    one_way = (message(ADA, ME), message(ME, BO))
    none = bring(desk, tmp_path, *one_way)
    assert (none.touchpoints, none.new) == (0, 0)
    done = bring(desk, tmp_path, *one_way, everyone=True)
    assert (done.touchpoints, done.new) == (2, 2)
    assert {contact.circle for contact in contacts(desk)} == {None}


def test_several_addresses_of_mine_from_options_and_settings(desk: Desk, tmp_path: Path) -> None:
    letters = (message("ME@work.example", ADA), message(ADA, "old@home.example"))
    settled = type(desk)(
        desk.path, Settings(addresses=("old@home.example",)), desk.today, desk.now, desk.command
    )
    assert bring(desk, tmp_path, *letters, me=["me@work.example"]).touchpoints == 0
    assert bring(settled, tmp_path, *letters, me=["me@work.example"]).touchpoints == 2


def test_without_an_address_of_mine_nothing_can_be_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="which addresses are yours") as error:
        bring(desk, tmp_path, both(ADA), me=[])
    assert "--me" in error.value.hint


def test_people_are_matched_by_address_then_by_exact_name(desk: Desk, tmp_path: Path) -> None:
    capture.add(desk, "Countess", Profile(emails=("Ada@ACME.example",)))
    capture.add(desk, "bo EK", Profile())
    capture.add(desk, "Cy Young", Profile())
    done = bring(desk, tmp_path, message(ADA, ME), message(ME, BO), message("Cy <c@x.example>", ME))
    assert (done.touchpoints, done.new, done.matched) == (2, 0, 2)
    first, second, third = contacts(desk)
    assert [point.value for point in first.points] == ["Ada@ACME.example"]
    assert [point.value for point in second.points] == ["bo@acme.example"]
    assert third.points == ()
    assert {contact.circle for contact in contacts(desk)} == {"active"}


def test_a_second_address_of_somebody_who_is_here_is_added(desk: Desk, tmp_path: Path) -> None:
    capture.add(desk, "Ada Lovelace", Profile(emails=("ada@acme.example",)))
    done = bring(desk, tmp_path, message("Ada Lovelace <ada@home.example>", ME), message(ADA, ME))
    assert (done.touchpoints, done.new, done.matched) == (2, 0, 1)
    [ada] = contacts(desk)
    assert {point.normal for point in ada.points} == {"ada@acme.example", "ada@home.example"}


def test_addresses_with_one_full_name_are_one_person(desk: Desk, tmp_path: Path) -> None:
    done = bring(
        desk, tmp_path, message("Ada Lovelace <ada@home.example>", ME), message(ME, ADA),
        message("Sam <s@a.example>", ME), message(ME, "Sam <s@b.example>"),
    )  # fmt: skip
    assert (done.new, done.touchpoints) == (1, 2)
    assert len(contacts(desk)[0].points) == 2


def test_two_people_of_one_name_are_not_guessed_between(desk: Desk, tmp_path: Path) -> None:
    for namesake in (False, True):
        capture.add(desk, "Ada Lovelace", Profile(), namesake=namesake)
    done = bring(desk, tmp_path, message(ADA, ME))
    assert (done.touchpoints, done.matched, done.new) == (0, 0, 0)
    assert [contact.points for contact in contacts(desk)] == [(), ()]
    known = bring(desk, tmp_path, both(ADA))
    assert (known.matched, known.new) == (0, 1)


def test_names_of_signs_alone_are_not_one_name(desk: Desk, tmp_path: Path) -> None:
    capture.add(desk, "***", Profile())
    done = bring(desk, tmp_path, both("!!! <x@x.example>"))
    assert (done.matched, done.new) == (0, 1)


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("Ada Lovelace <a@x.example>", "Ada Lovelace"),
        ('"Lovelace, Ada" <a@x.example>', "Ada Lovelace"),
        ('"Ada Lovelace, PhD" <a@x.example>', "Ada Lovelace"),
        ("=?utf-8?q?Jos=C3=A9_N=C3=BA=C3=B1ez?= <a@x.example>", "José Núñez"),
        ("王小明 <a@x.example>", "王小明"),
        ("ada.lovelace@x.example", "Ada Lovelace"),
        ("a@x.example", "a@x.example"),
        ('"[red]Ada[/] :x:" <a@x.example>', "[red]Ada[/] :x:"),
        ("=?utf-8?q?=1B[31mAda?= <a@x.example>", "[31mAda"),
        ("=?utf-8?b?4oCL?= <a@x.example>", "a@x.example"),
        ("A" * 300 + " <a@x.example>", "a@x.example"),
        ("a" * 300 + "@x.example", "a" * 200),
    ],
)
def test_what_a_new_contact_is_called(desk: Desk, tmp_path: Path, person: str, name: str) -> None:
    bring(desk, tmp_path, both(person))
    assert [contact.name for contact in contacts(desk)] == [name]


def test_the_fullest_and_most_frequent_name_is_taken(desk: Desk, tmp_path: Path) -> None:
    letters = [
        message(f"{name} <a@x.example>", ME, f"{number}")
        for number, name in enumerate(["Ada", "Ada", "Ada", "A Lovelace", "Ada Lovelace",
                                       "Ada Lovelace"])
    ]  # fmt: skip
    bring(desk, tmp_path, *letters, message(ME, "a@x.example"))
    assert [contact.name for contact in contacts(desk)] == ["Ada Lovelace"]


def test_a_new_contact_of_my_own_name_is_pointed_out(desk: Desk, tmp_path: Path) -> None:
    mine = f"Ada Lovelace <{ME}>"
    done = bring(desk, tmp_path, message(mine, ADA), message(ADA, mine), both(BO))
    assert done.namesakes == ("Ada Lovelace",)


@pytest.mark.parametrize(
    ("day", "time"), [("4 Nov 2025", "23:30:00 -0800"), ("Tue, 4 Nov 2025", "09:30:00 GMT")]
)
def test_the_day_is_local(desk: Desk, tmp_path: Path, day: str, time: str) -> None:
    from email.utils import parsedate_to_datetime

    bring(desk, tmp_path, both(ADA), message(ADA, ME, "late", day, time=time))
    local = parsedate_to_datetime(f"{day} {time}").astimezone()
    late = next(point for point in touchpoints(desk) if point.note == "late")
    assert (late.on, late.at) == (local.date(), local.time())


def test_today_counts_and_tomorrow_does_not(desk: Desk, tmp_path: Path) -> None:
    today, next_day = ((desk.today + timedelta(days)).strftime("%d %b %Y") for days in (0, 2))
    done = bring(
        desk, tmp_path, both(ADA), message(ADA, ME, "a", today), message(ADA, ME, "b", next_day)
    )
    assert done.skipped == (("dated in the future", 1),)


def test_importing_again_adds_what_is_new_alone(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, both(ADA))
    was = (contacts(desk), touchpoints(desk), keep.history(desk, None))
    again = bring(desk, tmp_path, both(ADA))
    assert (again.touchpoints, again.new, again.matched) == (0, 0, 0)
    assert again.skipped == (("here already", 2),)
    assert (contacts(desk), touchpoints(desk), keep.history(desk, None)) == was
    more = bring(desk, tmp_path, both(ADA), message(ADA, ME, "third", "6 Nov 2025"))
    assert (more.touchpoints, more.matched) == (1, 1)


def test_a_message_without_an_id_is_known_again_too(desk: Desk, tmp_path: Path) -> None:
    bare = both(ADA).replace("Message-ID", "X-Other")
    assert bring(desk, tmp_path, bare).touchpoints == 2
    assert bring(desk, tmp_path, bare).touchpoints == 0


def test_a_dry_run_tells_the_same_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    letters = (both(ADA), message(BO, ME), message(ME, ME))
    planned = bring(desk, tmp_path, *letters, dry_run=True)
    assert planned.dry_run
    assert not desk.path.exists()
    done = bring(desk, tmp_path, *letters)
    assert (planned.touchpoints, planned.new, planned.skipped) == (
        done.touchpoints, done.new, done.skipped,
    )  # fmt: skip
    assert bring(desk, tmp_path, *letters, dry_run=True).touchpoints == 0


def test_undo_takes_a_large_import_back_and_asks_first(desk: Desk, tmp_path: Path) -> None:
    capture.hi(desk, "Ada Lovelace", "x", Profile(), Details())
    was = (contacts(desk), touchpoints(desk))
    letters = (message(ADA, ME, f"{number}") for number in range(30))
    bring(desk, tmp_path, *letters, both(BO))
    last = keep.last_operation(desk)
    assert not last.is_small
    keep.undo(desk, last)
    assert (contacts(desk), touchpoints(desk)) == was


def test_a_broken_message_is_told_with_its_place_and_the_rest_is_kept(
    desk: Desk, tmp_path: Path
) -> None:
    broken = message("", ME, "no sender")
    no_date = message(ADA, ME).replace("Date: ", "X: ")
    done = bring(desk, tmp_path, message(ME, ADA), broken, message(ADA, ME, "fine"), no_date)
    [problem] = done.problems
    assert problem.place == "message 2, line 10"
    assert "sender" in problem.reason
    assert (done.read, done.touchpoints) == (4, 3)  # the separator has a date, too


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b"\n\n", "it is empty"),
        (b"hello world\n", "this is not a mailbox"),
        (b"\x89PNG\r\n\x1a\n\0\0", "this is not a mailbox"),
        (b"\x1f\x8b\x08\x00", "the mailbox is compressed"),
        (b"From: ada@x.example\nTo: me@x.example\n\nhi\n", "a single message"),
        (b"From x@x Tue Nov  4 09:30:00 2025\nSubject: x\n\nhi\n", "message 1, line 1"),
    ],
)
def test_a_file_that_yields_nothing_is_an_error(
    desk: Desk, tmp_path: Path, content: bytes, why: str
) -> None:
    file = tmp_path / "mail.mbox"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=why):
        mail.import_mail(desk, file, MailOptions(frozenset({ME})))
    assert not desk.path.exists()


def test_a_file_of_list_mail_alone_is_read_well(desk: Desk, tmp_path: Path) -> None:
    done = bring(desk, tmp_path, message(ADA, ME, extra="List-Id: <x.example>\n"))
    assert (done.read, done.skipped, done.problems) == (1, (("list mail", 1),), ())


def test_a_file_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        mail.import_mail(desk, tmp_path / "none", MailOptions(frozenset({ME})))
    assert mail.mail_size(tmp_path / "none") is None


def test_a_maildir_and_its_folders(desk: Desk, tmp_path: Path) -> None:
    box = tmp_path / "Maildir"
    for number, folder in enumerate(("cur", "new", ".Sent/cur")):
        (box / folder).mkdir(parents=True)
        sender, to = (ME, ADA) if number == 2 else (ADA, ME)
        text = message(sender, to, f"{number}").split("\n", 1)[1]
        (box / folder / f"{number}:2,S").write_text(text)
    (box / "cur" / "broken").write_text("Subject: x\n\n")
    steps: list[int] = []
    done = mail.import_mail(desk, box, MailOptions(frozenset({ME})), steps.append)
    assert (done.read, done.touchpoints, done.new) == (4, 3, 1)
    assert [problem.place for problem in done.problems] == ["cur/broken"]
    assert mail.mail_size(box) == 4
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadInput, match="not a Maildir"):
        mail.import_mail(desk, empty, MailOptions(frozenset({ME})))


def test_progress_goes_forward_to_the_size_of_the_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "mail.mbox"
    file.write_text("".join(message(ADA, ME, f"{number}") for number in range(300)))
    steps: list[int] = []
    mail.import_mail(desk, file, MailOptions(frozenset({ME})), steps.append)
    size = mail.mail_size(file)
    assert size == file.stat().st_size
    assert steps == sorted(steps)
    assert len(steps) > 2
    assert 0 < steps[0] < steps[-1] <= size


def test_an_open_stream(desk: Desk) -> None:
    stream = io.BytesIO(both(ADA).encode())
    assert mail.import_mail(desk, stream, MailOptions(frozenset({ME}))).touchpoints == 2
