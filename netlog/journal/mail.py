"""Importing a mailbox: who wrote to whom, and who of them becomes a contact."""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names
from netlog.core.lexicon import SUFFIXES
from netlog.core.model import (
    Channel,
    Contact,
    Direction,
    Named,
    Participant,
    Point,
    Problem,
    Touchpoint,
)
from netlog.errors import BadInput, NoJournal, NotFound, WrongUse
from netlog.formats import mbox
from netlog.journal import people

if TYPE_CHECKING:
    from datetime import date
    from typing import BinaryIO

    from netlog.formats.mbox import Letter
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader
    from netlog.store.writer import Writer

SOURCE = "mail"
_AUTOMATIC = {
    "list": "list mail",
    "bulk": "bulk mail",
    "automatic": "automatic",
    "noreply": "from addresses that take no reply",
}
Progress = Callable[[int], None]  # how far the reading has come, in bytes or in files


class MailOptions(NamedTuple):
    """Whose mail it is, in small letters; letters among more people than `max_people` are left
    out; `everyone` makes contacts also of people who did not write both ways.
    """

    me: frozenset[str]
    max_people: int = 10
    everyone: bool = False
    dry_run: bool = False


class Imported(NamedTuple):
    """What an import did, or would do. `skipped` counts messages by the reason in words;
    `namesakes` are new contacts who bear my own name.
    """

    read: int
    skipped: tuple[tuple[str, int], ...]
    touchpoints: int
    new: int
    matched: int
    problems: tuple[Problem, ...]
    namesakes: tuple[str, ...]
    dry_run: bool


class _Kept(NamedTuple):
    """A letter that counts: its way, the addresses it is a touchpoint with, and among how many
    people besides me it was.
    """

    letter: Letter
    direction: Direction
    partners: tuple[str, ...]
    company: int


@dataclass(slots=True)
class _Sorted:
    """All letters of a mailbox: kept, or skipped for a reason."""

    kept: list[_Kept] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    written: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    my_names: set[str] = field(default_factory=set)
    read: int = 0


@dataclass(slots=True)
class _Person:
    """Somebody in the mailbox: by their addresses, or as a contact who is here already."""

    contact_id: int | None
    name: str
    addresses: dict[str, None] = field(default_factory=dict)
    ways: set[Direction] = field(default_factory=set)


def import_mail(
    desk: Desk, source: Path | BinaryIO, options: MailOptions, progress: Progress | None = None
) -> Imported:
    """Bring in a mailbox: an mbox file, a Maildir, or an open stream of an mbox.

    People are matched to contacts by address, then by exact name. A letter I sent is a touchpoint
    `out` with each of its recipients, one I received a touchpoint `in` with its sender. What an
    import brings awaits no reply, and whom it brings is in no circle. A Message-ID that is here
    already is not written again.

    Raises:
        WrongUse: no address is known to be mine.
        NotFound: there is no such file.
        BadInput: it is no mailbox, or holds nothing that could be read.
    """
    me = options.me | frozenset(desk.settings.addresses)
    if not me:
        raise WrongUse(
            "which addresses are yours decides who wrote to whom", "name them: --me you@example.com"
        )
    with _letters(source, progress) as letters:
        mailbox = _sort(letters, me, options.max_people, desk.today)
    if not mailbox.read:
        why = "it is empty"
        if mailbox.problems:
            why = f"{mailbox.problems[0].place}, {mailbox.problems[0].reason}"
        raise BadInput(
            f"nothing in {_named(source)} could be read: {why}",
            "it takes an mbox file, a Maildir, or - for standard input",
        )
    return _write(desk, mailbox, options)


def _named(source: Path | BinaryIO) -> str:
    return str(source) if isinstance(source, Path) else "standard input"


def mail_size(source: Path) -> int | None:
    """How much there is to read, in the unit of the progress; None if that cannot be known."""
    with contextlib.suppress(OSError):
        if source.is_dir():
            folders = [source, *filter(mbox.is_maildir, filter(Path.is_dir, source.iterdir()))]
            return sum(
                1
                for folder in folders
                for name in ("cur", "new")
                for _ in (folder / name).glob("*")
            )
        if source.is_file():
            return source.stat().st_size
    return None


@contextlib.contextmanager
def _letters(
    source: Path | BinaryIO, progress: Progress | None
) -> Iterator[Iterable[Letter | Problem]]:
    if not isinstance(source, Path):
        yield mbox.read(source)
        return
    if source.is_dir():
        yield _reporting(mbox.read_maildir(source), progress, None)
        return
    try:
        stream = source.open("rb")
    except FileNotFoundError:
        raise NotFound(f"there is no file {source}", "check the path") from None
    except OSError as error:
        raise BadInput(
            f"{source} cannot be read: {error.strerror}", "check what it is and its permissions"
        ) from error
    with stream:
        where = stream.tell if stream.seekable() else None
        yield _reporting(mbox.read(stream), progress if where else None, where)


def _reporting(
    letters: Iterable[Letter | Problem],
    progress: Progress | None,
    where: Callable[[], int] | None,
) -> Iterator[Letter | Problem]:
    for number, letter in enumerate(letters, start=1):
        if progress and number % 64 == 0:
            progress(where() if where else number)
        yield letter


def _sort(
    letters: Iterable[Letter | Problem], me: frozenset[str], max_people: int, today: date
) -> _Sorted:
    """Decide which letters count."""
    mailbox = _Sorted()
    seen: set[str] = set()
    for letter in letters:
        if isinstance(letter, Problem):
            mailbox.problems.append(letter)
            continue
        mailbox.read += 1
        boxes = (letter.sender, *letter.recipients)
        mailbox.my_names |= {names.fold(box.name) for box in boxes if box.address in me}
        others = {box.address for box in boxes} - me
        reason = _reason_to_skip(letter, len(others), len(boxes), max_people, today)
        if not reason and letter.source_id in seen:
            reason = "in it twice"
        if reason:
            mailbox.skipped[reason] += 1
            continue
        seen.add(letter.source_id)
        mine = letter.sender.address in me
        partners = (
            [b for b in letter.recipients if b.address in others] if mine else [letter.sender]
        )
        for box in partners:
            mailbox.written[box.address][box.name] += 1
        mailbox.kept.append(
            _Kept(
                letter,
                Direction.OUT if mine else Direction.IN,
                tuple(box.address for box in partners),
                len(others),
            )
        )
    return mailbox


def _reason_to_skip(letter: Letter, others: int, boxes: int, most: int, today: date) -> str:
    """Why a letter among so many `others`, of so many addresses in all, does not count."""
    if letter.automatic:
        return _AUTOMATIC[letter.automatic]
    if letter.on > today:
        return "dated in the future"
    if others == boxes:
        return "neither from you nor to you"
    if not others:
        return "only to yourself"
    return f"among more than {most} people" if others > most else ""


def _write(desk: Desk, mailbox: _Sorted, options: MailOptions) -> Imported:
    """Match people, drop letters with nobody who counts, and write the rest at once."""
    if options.dry_run:
        try:
            with desk.reading() as reader:
                letters = _choose(mailbox, reader, everyone=options.everyone)
        except NoJournal:
            letters = _choose(mailbox, None, everyone=options.everyone)
        met = _people_of(letters)
    else:
        # Matched in the transaction that writes, since another import may be under way.
        with desk.writing() as writer:
            letters = _choose(mailbox, writer.reader, everyone=options.everyone)
            met = _people_of(letters)
            ids = _contact_ids(desk, writer, met)
            writer.add_touchpoints(
                _touchpoint(kept, [ids[id(person)] for person in among]) for kept, among in letters
            )
    new = [person for person in met if person.contact_id is None]
    return Imported(
        read=mailbox.read + len(mailbox.problems),
        skipped=tuple(sorted(mailbox.skipped.items(), key=lambda item: (-item[1], item[0]))),
        touchpoints=len(letters),
        new=len(new),
        matched=len(met) - len(new),
        problems=tuple(mailbox.problems),
        namesakes=tuple(p.name for p in new if names.fold(p.name) in mailbox.my_names),
        dry_run=options.dry_run,
    )


def _choose(
    mailbox: _Sorted, reader: Reader | None, *, everyone: bool
) -> list[tuple[_Kept, list[_Person]]]:
    """The letters that are new, each with those who count of its people; without a reader, for a
    journal that is not there yet.
    """
    known = reader.named() if reader else []
    owners = {normal: number for number, normal in reader.points("email")} if reader else {}
    here = reader.imported(SOURCE) if reader else set()
    counted = {
        address: person
        for address, person in _persons(mailbox, known, owners).items()
        if person.contact_id or everyone or len(person.ways) == 2
    }
    letters: list[tuple[_Kept, list[_Person]]] = []
    for kept in mailbox.kept:
        among = [counted[address] for address in kept.partners if address in counted]
        if kept.letter.source_id in here:
            mailbox.skipped["here already"] += 1
        elif not among:
            mailbox.skipped["with people who did not write both ways"] += 1
        else:
            letters.append((kept, among))
    return letters


def _people_of(letters: Iterable[tuple[_Kept, list[_Person]]]) -> list[_Person]:
    return list({id(person): person for _, among in letters for person in among}.values())


def _persons(
    mailbox: _Sorted, known: Sequence[Named], owners: dict[str, int]
) -> dict[str, _Person]:
    """Everybody by each of their addresses. Several addresses are one person where they belong to
    one contact, or bear the same full name.
    """
    by_id = {person.id: person for person in known}
    by_name: dict[str, list[int]] = defaultdict(list)
    for contact in known:
        by_name[contact.key].append(contact.id)
    groups: dict[object, _Person] = {}
    persons: dict[str, _Person] = {}
    for address, written in mailbox.written.items():
        name = _best_name(address, written)
        key = names.fold(name)
        contact_id = owners.get(address)
        if contact_id is None and key and len(by_name[key]) == 1:
            contact_id = by_name[key][0]
        group: object = contact_id or (key if " " in key else address)
        shown = by_id[contact_id].name if contact_id else name
        person = groups.setdefault(group, _Person(contact_id, shown))
        person.addresses[address] = None
        persons[address] = person
    for kept in mailbox.kept:
        for address in kept.partners:
            persons[address].ways.add(kept.direction)
    return persons


def _best_name(address: str, written: Counter[str]) -> str:
    """The name most often written with an address, the fullest of those; else one made of
    `first.last@…`; else the address.
    """
    for name in sorted(written, key=lambda name: (" " in name, written[name], name), reverse=True):
        last, comma, first = name.partition(",")
        if comma and names.fold(first) in SUFFIXES:
            first = ""
        with contextlib.suppress(BadInput):  # nothing visible, or far too long
            return names.clean(f"{first} {last}" if first.strip() else last)
    words = address.partition("@")[0].split(".")
    guessed = len(words) > 1 and all(word.isalpha() for word in words)
    text = " ".join(word.capitalize() for word in words) if guessed else address
    return names.clean(text[: names.LONGEST_NAME])


def _contact_ids(desk: Desk, writer: Writer, met: Sequence[_Person]) -> dict[int, int]:
    """Write the new contacts, and the new addresses of those who are here; the contact ids."""
    new = [person for person in met if person.contact_id is None]
    contacts = [
        Contact(0, "", person.name, added_on=desk.today, points=_points(person)) for person in new
    ]
    ids = {
        id(person): number
        for person, number in zip(new, writer.add_contacts(contacts), strict=True)
    }
    for person in met:
        if person.contact_id is None:
            continue
        ids[id(person)] = person.contact_id
        contact = people.whole(writer.reader, person.contact_id)
        have = {point.normal for point in contact.points}
        more = tuple(point for point in _points(person) if point.normal not in have)
        if more:
            writer.save_contact(contact._replace(points=contact.points + more))
    return ids


def _points(person: _Person) -> tuple[Point, ...]:
    return tuple(Point("email", address, address) for address in person.addresses)


def _touchpoint(kept: _Kept, contact_ids: Sequence[int]) -> Touchpoint:
    letter = kept.letter
    return Touchpoint(
        0,
        letter.on,
        Channel.EMAIL,
        letter.subject,
        at=letter.at,
        depth=3 if kept.company == 1 else 2 if kept.company <= 4 else 1,
        people=tuple(
            Participant(contact_id, "", kept.direction) for contact_id in dict.fromkeys(contact_ids)
        ),
        source=SOURCE,
        source_id=letter.source_id,
    )
