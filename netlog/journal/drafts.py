"""The mails of an introduction, to be edited and sent by hand; as text, or as files.

The words stand in `core.drafting`; a file of the user's takes their place.
"""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import drafting
from netlog.core.daywords import calendar_day
from netlog.core.drafting import Occasion, Party
from netlog.core.introductions import Answer, find_missing
from netlog.core.model import OLD, Want
from netlog.errors import BadInput, NetlogError, WrongUse
from netlog.journal import files, introductions, people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from netlog.core.drafting import Draft
    from netlog.core.introductions import Introduction, Side
    from netlog.core.model import Contact, Interest
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader

CONSENT = "consent"
INTRODUCTION = "introduction"
CLOSING = "closing"
NAMED = 3  # of what somebody needs or offers, a mail names so many


class Recipient(NamedTuple):
    """Whom a mail is for; without an address where none is known."""

    id: int
    name: str
    address: str


class Mail(NamedTuple):
    """A mail that asks one side for their consent, introduces both, or tells one that nothing
    comes of it.
    """

    introduction_id: int
    kind: str
    to: tuple[Recipient, ...]
    draft: Draft

    @property
    def file_name(self) -> str:
        """What the mail is called in a folder: `i4-consent-c12.eml`."""
        whom = "" if self.kind == INTRODUCTION else f"-c{self.to[0].id}"
        return f"i{self.introduction_id}-{self.kind}{whom}.eml"


class Planned(NamedTuple):
    """The files that mails go to, and those of them that are there already."""

    files: tuple[tuple[Mail, Path], ...]
    present: tuple[Path, ...]


def draft(desk: Desk, number: int, templates: Path, *, one_sided: bool) -> list[Mail]:
    """The mails of use now: to ask each side that has not answered; once both said yes, or
    `one_sided`, to introduce them; where nothing comes of it, to tell whoever heard of it.
    `templates` is the folder of the user's own texts.

    Raises:
        NotFound: there is no such introduction.
        BadInput: nothing is left to write, or a template cannot be taken.
    """
    introduction, step = introductions.find(desk, number)
    _refuse_ended(introduction, one_sided=one_sided)
    with desk.reading() as reader:
        a, b = _look_up(reader, introduction)
    occasion = Occasion(introduction.purpose, desk.settings.name)
    lacking = find_missing(introduction)
    if one_sided or introduction.made_on or not lacking:
        compose = partial(
            drafting.draft_introduction, a.party, b.party, occasion, both_agreed=not lacking
        )
        both = (a.recipient, b.recipient)
        return [Mail(number, INTRODUCTION, both, _fill(templates, INTRODUCTION, compose))]
    each_way = ((a, b), (b, a))
    if step and step.verb == "drop" and step.since <= desk.today:
        return [
            Mail(number, CLOSING, (one.recipient,), _close(templates, one, other, occasion))
            for one, other in each_way
            if one.side.answer in (Answer.ASKED, Answer.YES)
        ]
    return [
        Mail(number, CONSENT, (one.recipient,), _ask(desk, templates, one, other, occasion))
        for one, other in each_way
        if one.side.answer is not Answer.YES
    ]


def plan(mails: Sequence[Mail], target: Path) -> Planned:
    """Where mails would go: into a folder that is there, or to a file if there is but one. What a
    link leads to is written, and the link stays.

    Raises:
        WrongUse: several mails for one file.
        BadInput: something that is neither a file nor a folder.
    """
    target = target.resolve()
    if target.is_dir():
        found = tuple((mail, (target / mail.file_name).resolve()) for mail in mails)
    elif len(mails) == 1:
        found = ((mails[0], target),)
    else:
        raise WrongUse(
            f"there are {len(mails)} mails, and {target} is no folder",
            f"mkdir {target} makes it one",
        )
    present = tuple(path for _, path in found if path.exists())
    for path in present:
        if not path.is_file():
            raise BadInput(f"{path} is no file", "name another")
    return Planned(found, present)


def write(desk: Desk, planned: Planned) -> None:
    """Write the mails, each in one step and for nobody else to read. Raises BadInput."""
    from netlog.formats import message

    for mail, path in planned.files:
        written = message.write_draft(
            _sender(desk),
            [(each.name, each.address) for each in mail.to if each.address],
            *mail.draft,
        )
        try:
            files.replace(path, written.as_bytes())
        except OSError as error:
            raise BadInput(
                f"{path} cannot be written ({error.strerror})", "name another"
            ) from error


class _Known(NamedTuple):
    """What a mail may tell of one side, and where it goes."""

    side: Side
    party: Party
    recipient: Recipient


def _look_up(reader: Reader, introduction: Introduction) -> list[_Known]:
    """Both sides. Of what they need and offer only that in which they meet, if there is any: the
    rest is no business of the other's.
    """
    interests = {
        side.contact_id: [
            each for each in reader.interests(side.contact_id) if each.settled_on is None
        ]
        for side in introduction.sides
    }
    meeting = _find_meeting(*interests.values())
    known = []
    for side in introduction.sides:
        contact = people.whole(reader, side.contact_id)
        told = [each for each in interests[contact.id] if not meeting or each.id in meeting]
        seeks, brings = (
            ", ".join([each.what for each in told if each.kind is kind][:NAMED])
            for kind in (Want.NEEDS, Want.OFFERS)
        )
        party = Party(contact.name, contact.title, contact.org, seeks, brings)
        recipient = Recipient(contact.id, contact.name, _address(contact))
        known.append(_Known(side, party, recipient))
    return known


def _find_meeting(some: Sequence[Interest], others: Sequence[Interest]) -> set[int]:
    """The needs, and the offers of the other side that have a word in common with them."""
    from netlog.core.stems import Stems

    stems, found = Stems(), set()
    for one, other in [*product(some, others), *product(others, some)]:
        if (one.kind, other.kind) == (Want.NEEDS, Want.OFFERS) and (
            stems.of(one.what) & stems.of(other.what)
        ):
            found |= {one.id, other.id}
    return found


def _ask(desk: Desk, templates: Path, one: _Known, other: _Known, occasion: Occasion) -> Draft:
    asked_on = one.side.asked_on
    compose = partial(
        drafting.draft_consent,
        one.party,
        other.party,
        occasion,
        other_agreed=other.side.answer is Answer.YES,
        # Today's ask may well have been written down before its words were looked for.
        asked=calendar_day(asked_on) if asked_on and asked_on < desk.today else "",
    )
    return _fill(templates, CONSENT, compose)


def _close(templates: Path, one: _Known, other: _Known, occasion: Occasion) -> Draft:
    silent = one.side.answer is Answer.ASKED and other.side.answer is not Answer.NO
    compose = partial(drafting.draft_closing, one.party, other.party, occasion, silent=silent)
    return _fill(templates, CLOSING, compose)


def _refuse_ended(introduction: Introduction, *, one_sided: bool) -> None:
    declined = [side for side in introduction.sides if side.answer is Answer.NO]
    if introduction.dropped_on:
        reason = f"i{introduction.id} was dropped on {introduction.dropped_on}"
    elif declined and (one_sided or introduction.is_over):
        reason = f"{declined[0].name} said no on {declined[0].answered_on}"
    else:
        return
    raise BadInput(
        f"{reason}, so there is nothing to write", f"netlog intro show i{introduction.id} says more"
    )


def _address(contact: Contact) -> str:
    """The first e-mail address that a mail can be sent to; empty for none."""
    from netlog.journal import outbox

    for point in contact.points:
        if point.kind == "email" and point.label != OLD:
            try:
                return outbox.address(point.normal)
            except BadInput:
                continue
    return ""


def _sender(desk: Desk) -> tuple[str, str]:
    """My name and address as far as they are known; a mail program fills in the rest."""
    settings = desk.settings
    return settings.name, settings.mail.sender or next(iter(settings.addresses), "")


def _fill(templates: Path, kind: str, compose: Callable[..., Draft]) -> Draft:
    """Word a draft, with the user's own template if there is one. Raises BadInput, with the file
    that is to be mended.
    """
    path = templates / "introductions" / f"{kind}.txt"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return compose()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"the template {path} cannot be read ({error})", "mend or move it away"
        ) from error
    try:
        return compose(template=text)
    except NetlogError as error:
        raise BadInput(f"{path}: {error.message}", error.hint) from error
