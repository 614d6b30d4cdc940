"""The mails of an introduction: which are written when, to whom, and into which files."""

from __future__ import annotations

import email
from datetime import timedelta
from email import policy
from typing import TYPE_CHECKING

import pytest

from netlog.core.model import Interest, Point, Want
from netlog.errors import BadInput, NotFound, WrongUse
from netlog.journal import drafts, introductions
from netlog.journal.capture import Details

if TYPE_CHECKING:
    from pathlib import Path

    from netlog.journal.desk import Desk
    from netlog.journal.drafts import Mail


@pytest.fixture
def opened(people: Desk) -> Desk:
    """An introduction, i1, of Priya (c1), whose address is known, to Sam Keller (c2)."""
    introductions.introduce(people, "priya", ["c2"], "a platform role", None, lambda _: True)
    return people


def written(desk: Desk, folder: Path, *, one_sided: bool = False) -> list[Mail]:
    return drafts.draft(desk, 1, folder, one_sided=one_sided)


def agree(desk: Desk, *names: str) -> None:
    for name in names:
        introductions.ask(desk, 1, name, None)
        introductions.agree(desk, 1, name, None)


def kinds(mails: list[Mail]) -> list[tuple[str, list[int]]]:
    return [(mail.kind, [each.id for each in mail.to]) for mail in mails]


def test_what_is_of_use_depends_on_how_far_it_has_come(opened: Desk, tmp_path: Path) -> None:
    assert kinds(written(opened, tmp_path)) == [("consent", [1]), ("consent", [2])]
    introductions.ask(opened, 1, "priya", None)
    assert kinds(written(opened, tmp_path)) == [("consent", [1]), ("consent", [2])]
    introductions.agree(opened, 1, "priya", None)
    [mail] = written(opened, tmp_path)
    assert kinds([mail]) == [("consent", [2])]
    assert "Priya has said yes already" in mail.draft.body
    assert kinds(written(opened, tmp_path, one_sided=True)) == [("introduction", [1, 2])]
    agree(opened, "sam")
    [mail] = written(opened, tmp_path)
    assert kinds([mail]) == [("introduction", [1, 2])]
    assert "You both said yes" in mail.draft.body
    introductions.make(opened, 1, Details(), one_sided=False)
    assert written(opened, tmp_path) == [mail]


def test_a_one_sided_one_does_not_claim_that_both_agreed(opened: Desk, tmp_path: Path) -> None:
    [mail] = written(opened, tmp_path, one_sided=True)
    assert "yes" not in mail.draft.body


@pytest.mark.parametrize("one_sided", [False, True])
def test_after_a_no_there_is_nothing_to_write(
    opened: Desk, tmp_path: Path, one_sided: bool
) -> None:
    introductions.ask(opened, 1, "priya", None)
    introductions.decline(opened, 1, "priya", None)
    with pytest.raises(BadInput, match="Priya Shah said no"):
        written(opened, tmp_path, one_sided=one_sided)
    introductions.drop(opened, 1, None)
    with pytest.raises(BadInput, match="was dropped"):
        written(opened, tmp_path, one_sided=one_sided)
    with pytest.raises(NotFound):
        drafts.draft(opened, 9, tmp_path, one_sided=one_sided)


def test_each_reads_what_the_other_needs_and_could_bring(opened: Desk, tmp_path: Path) -> None:
    with opened.writing() as writer:
        for number, kind, what in (
            (1, Want.NEEDS, "a designer"),
            (1, Want.CARES, "her privacy"),
            (2, Want.OFFERS, "design"),
            (2, Want.OFFERS, "prints"),
        ):
            writer.add(Interest(0, number, "", kind, what, opened.today))
        done = Interest(0, 1, "", Want.NEEDS, "a flat", opened.today, settled_on=opened.today)
        writer.add(done)
    to_priya, to_sam = (mail.draft.body for mail in written(opened, tmp_path))
    assert "What Priya would like: a designer\n" in to_sam
    assert "What you could bring: design\n" in to_sam
    assert "What Sam could bring you: design\n" in to_priya
    assert "flat" not in to_sam
    assert "privacy" not in to_sam
    assert "Priya Shah at Acme" in to_sam


def test_what_is_no_business_of_the_others_is_not_told(opened: Desk, tmp_path: Path) -> None:
    def note(contact_id: int, kind: Want, what: str) -> None:
        with opened.writing() as writer:
            writer.add(Interest(0, contact_id, "", kind, what, opened.today))

    note(1, Want.NEEDS, "a divorce lawyer")
    note(2, Want.OFFERS, "prints")
    # Nothing meets, so all there is may say why.
    assert "would like: a divorce lawyer\n" in written(opened, tmp_path)[1].draft.body
    note(1, Want.NEEDS, "posters, printed")
    for mail in [*written(opened, tmp_path), *written(opened, tmp_path, one_sided=True)]:
        assert "lawyer" not in mail.draft.body
        assert "prints" in mail.draft.body


def test_the_silent_are_reminded_and_then_let_go(opened: Desk, tmp_path: Path) -> None:
    introductions.ask(opened, 1, "priya", None)
    introductions.agree(opened, 1, "priya", None)
    introductions.ask(opened, 1, "sam", None)
    assert "once more" not in written(opened, tmp_path)[0].draft.body
    opened = opened._replace(today=opened.today + timedelta(14))
    [mail] = written(opened, tmp_path)
    assert "I wrote to you about this on Sunday 22 November." in mail.draft.body
    introductions.ask(opened, 1, "sam", None)
    assert kinds(written(opened, tmp_path)) == [("consent", [2])]
    opened = opened._replace(today=opened.today + timedelta(14))
    to_priya, to_sam = written(opened, tmp_path)
    assert kinds([to_priya, to_sam]) == [("closing", [1]), ("closing", [2])]
    assert "you need not answer" in to_sam.draft.body
    assert "says nothing about you" in to_priya.draft.body
    assert to_sam.file_name == "i1-closing-c2.eml"


def test_after_a_no_the_other_who_heard_of_it_is_told(opened: Desk, tmp_path: Path) -> None:
    for name in ("priya", "sam"):
        introductions.ask(opened, 1, name, None)
    introductions.decline(opened, 1, "priya", None)
    [mail] = written(opened, tmp_path)
    assert kinds([mail]) == [("closing", [2])]
    assert "It does not suit at the moment" in mail.draft.body
    with pytest.raises(BadInput, match="Priya Shah said no"):
        written(opened, tmp_path, one_sided=True)
    folder = tmp_path / "introductions"
    folder.mkdir()
    (folder / "closing.txt").write_text("Subject: $other_first\n\n$first: $news\n")
    assert written(opened, tmp_path)[0].draft.subject == "Priya"


def test_the_address_is_the_first_that_is_still_in_use(opened: Desk, tmp_path: Path) -> None:
    to_priya, to_sam = (mail.to[0] for mail in written(opened, tmp_path))
    assert (to_priya.address, to_sam.address) == ("priya@acme.example", "")
    with opened.writing() as writer:
        sam = writer.reader.contact(2)
        assert sam
        points = (
            Point("url", "sam@x.example", "sam@x.example"),
            Point("email", "old@x.example", "old@x.example", "old"),
            Point("email", "=?x@x.example", "=?x@x.example"),
            Point("email", "Sam@X.example", "sam@x.example", "home"),
        )
        writer.save_contact(sam._replace(points=points))
    assert written(opened, tmp_path)[1].to[0].address == "sam@x.example"


def test_a_template_of_ones_own_takes_the_place(opened: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "introductions"
    folder.mkdir()
    consent = folder / "consent.txt"
    consent.write_text("Subject: Hi $first\n\n$other, 王?\n$purpose\n", encoding="utf-8")
    [draft, _] = (mail.draft for mail in written(opened, tmp_path))
    assert draft == ("Hi Priya", "Sam Keller, 王?\na platform role\n")
    for content, said in (
        (b"no subject", "has no subject"),
        (b"Subject: $x", "asks for $x"),
        (b"\xff", "cannot be read"),
    ):
        consent.write_bytes(content)
        with pytest.raises(BadInput) as caught:
            written(opened, tmp_path)
        assert str(consent) in caught.value.message
        assert said in caught.value.message
    assert kinds(written(opened, tmp_path, one_sided=True)) == [("introduction", [1, 2])]


def test_mails_go_into_files_for_ones_own_eyes(opened: Desk, tmp_path: Path) -> None:
    settings = opened.settings._replace(name="Me, Myself", addresses=("me@home.example",))
    opened = opened._replace(settings=settings)
    mails = written(opened, tmp_path / "none")
    planned = drafts.plan(mails, tmp_path)
    names = ["i1-consent-c1.eml", "i1-consent-c2.eml"]
    assert [path.name for _, path in planned.files] == names
    assert planned.present == ()
    drafts.write(opened, planned)
    assert sorted(path.name for path in tmp_path.glob("*.eml")) == names
    file = tmp_path / names[0]
    assert file.stat().st_mode & 0o777 == 0o600
    mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (mail["From"], mail["To"]) == (
        '"Me, Myself" <me@home.example>',
        "Priya Shah <priya@acme.example>",
    )
    assert (mail["Subject"], mail["X-Unsent"]) == ("May I introduce you to Sam Keller?", "1")
    assert mail.get_content().replace("\r\n", "\n") == mails[0].draft.body
    without = email.message_from_bytes((tmp_path / names[1]).read_bytes(), policy=policy.default)
    assert without["To"] is None
    assert drafts.plan(mails, tmp_path).present == tuple(tmp_path / name for name in names)


def test_where_mails_cannot_go(opened: Desk, tmp_path: Path) -> None:
    mails = written(opened, tmp_path)
    with pytest.raises(WrongUse, match="2 mails"):
        drafts.plan(mails, tmp_path / "one.eml")
    [one] = written(opened, tmp_path, one_sided=True)
    (tmp_path / "i1-introduction.eml").mkdir()
    with pytest.raises(BadInput, match="is no file"):
        drafts.plan([one], tmp_path)
    with pytest.raises(BadInput, match="cannot be written"):
        drafts.write(opened, drafts.plan([one], tmp_path / "no" / "where.eml"))


def test_a_link_stays_a_link(opened: Desk, tmp_path: Path) -> None:
    [one] = written(opened, tmp_path, one_sided=True)
    real, link = tmp_path / "real.eml", tmp_path / "link.eml"
    real.write_text("before")
    link.symlink_to(real)
    planned = drafts.plan([one], link)
    assert planned.present == (real,)
    drafts.write(opened, planned)
    assert link.is_symlink()
    assert "Subject" in real.read_text()
