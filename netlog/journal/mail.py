"""Importing a mailbox: who wrote to whom, and who of them becomes a contact."""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names, parts
from netlog.core.model import Channel, Direction, Point, Problem, Touchpoint
from netlog.errors import BadInput, NotFound
from netlog.formats import mbox
from netlog.formats.entry import Entry, Guest, Skipped
from netlog.journal import sources
from netlog.journal.importing import Options, bring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from netlog.formats.headers import Mailbox
    from netlog.formats.mbox import Letter
    from netlog.journal.desk import Desk
    from netlog.journal.imported import Imported
    from netlog.journal.sources import Progress, Source

SOURCE = "mail"
_SUFFIXES = frozenset({".eml", ".emlx"})
_AUTOMATIC = {
    "list": "list mail",
    "bulk": "bulk mail",
    "automatic": "automatic",
    "noreply": "from addresses that take no reply",
}


class MailOptions(NamedTuple):
    """Whose mail it is, in small letters; letters among more people than `max_people` are left
    out; `everyone` makes contacts also of people who did not write both ways.
    """

    me: frozenset[str]
    max_people: int = 10
    everyone: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class _Sorted:
    """A mailbox: the letters that count, each with whom it went to or came from; the other ones,
    with the reason; and of each address the names written with it, and the ways of its letters.
    """

    kept: list[tuple[Letter, Direction, list[Mailbox], int]] = field(default_factory=list)
    others: list[Skipped | Problem] = field(default_factory=list)
    written: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    ways: dict[str, set[Direction]] = field(default_factory=lambda: defaultdict(set))
    my_names: set[str] = field(default_factory=set)


def import_mail(
    desk: Desk, source: Source, options: MailOptions, progress: Progress | None = None
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
    options = options._replace(me=sources.my_addresses(desk, options.me))
    with _letters(source, progress) as letters:
        return _bring(desk, letters, options, sources.name(source))


def import_letters(
    desk: Desk, files: Sequence[Source], options: MailOptions, progress: Progress | None = None
) -> Imported:
    """Bring in single messages (.eml).

    They count as those of a mailbox do, and one that came with a mailbox is here already. But whom
    a letter is from or to, that somebody picked out, need not have written both ways.

    Raises as `import_mail`; of several files, one that cannot be read is a problem.
    """
    me = sources.my_addresses(desk, options.me)
    what = sources.name(files[0]) if len(files) == 1 else "these files"
    letters = _read_singly(files, progress)
    return _bring(desk, letters, options._replace(me=me, everyone=True), what)


def find_letters(files: Iterable[Source]) -> list[Source]:
    """The files, and in place of a folder the messages in it and below. Raises BadInput for one
    without any.
    """
    found: list[Source] = []
    for file in files:
        inside: list[Source] = [file]
        if isinstance(file, Path) and file.is_dir():
            inside = [each for each in sorted(file.rglob("*")) if each.suffix.lower() in _SUFFIXES]
        if not inside:
            raise BadInput(
                f"there is no .eml file in {file}", "a Maildir comes in with netlog import mbox"
            )
        found += inside
    return found


def _read_singly(files: Sequence[Source], progress: Progress | None) -> Iterator[Letter | Problem]:
    for number, file in enumerate(files, start=1):
        try:
            with sources.opened(file) as stream:
                yield mbox.read_eml(stream, sources.name(file))
        except (BadInput, NotFound) as error:
            if len(files) == 1:
                raise
            yield Problem(sources.name(file), error.message)
        if progress:
            progress(number)


def mail_size(source: Source) -> int | None:
    """How much there is to read, in the unit of the progress; None if that cannot be known."""
    with contextlib.suppress(OSError):
        if isinstance(source, Path) and source.is_dir():
            folders = [source, *filter(mbox.is_maildir, filter(Path.is_dir, source.iterdir()))]
            return sum(
                1
                for folder in folders
                for name in ("cur", "new")
                for _ in (folder / name).glob("*")
            )
    return sources.size(source)


@contextlib.contextmanager
def _letters(source: Source, progress: Progress | None) -> Iterator[Iterable[Letter | Problem]]:
    if isinstance(source, Path) and source.is_dir():
        yield _counting(mbox.read_maildir(source), progress)
        return
    with sources.opened(source) as stream:
        yield sources.reporting(mbox.read(stream), progress, stream)


def _counting(
    letters: Iterable[Letter | Problem], progress: Progress | None
) -> Iterator[Letter | Problem]:
    for number, letter in enumerate(letters, start=1):
        if progress and number % 64 == 0:
            progress(number)
        yield letter


def _bring(
    desk: Desk, letters: Iterable[Letter | Problem], options: MailOptions, what: str
) -> Imported:
    """Bring in the letters that count, with those of their people who do."""
    mailbox = _sort(letters, options.me, options.max_people, desk.today)
    records = (*mailbox.others, *_entries(mailbox, everyone=options.everyone))
    known = Options(dry_run=options.dry_run, my_names=frozenset(mailbox.my_names))
    return bring(desk, records, what, known)._replace(unit="message")


def _sort(
    letters: Iterable[Letter | Problem], me: frozenset[str], max_people: int, today: date
) -> _Sorted:
    """Decide which letters count."""
    mailbox = _Sorted()
    seen: set[str] = set()
    for letter in letters:
        if isinstance(letter, Problem):
            mailbox.others.append(letter)
            continue
        boxes = (letter.sender, *letter.recipients)
        mailbox.my_names |= {names.fold(box.name) for box in boxes if box.address in me}
        others = {box.address for box in boxes} - me
        reason = _reason_to_skip(letter, len(others), len(boxes), max_people, today)
        if not reason and letter.source_id in seen:
            reason = "in it twice"
        if reason:
            mailbox.others.append(Skipped(letter.source_id, reason))
            continue
        seen.add(letter.source_id)
        mine = letter.sender.address in me
        way = Direction.OUT if mine else Direction.IN
        partners = [letter.sender]
        if mine:
            partners = [box for box in letter.recipients if box.address in others]
        for box in partners:
            mailbox.written[box.address][box.name] += 1
            mailbox.ways[box.address].add(way)
        mailbox.kept.append((letter, way, partners, len(others)))
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


def _entries(mailbox: _Sorted, *, everyone: bool) -> Iterator[Entry]:
    """The letters that count. Strangers do, where they wrote and were written to, be it at several
    addresses that bear one full name.
    """
    called = {address: _best_name(address, names) for address, names in mailbox.written.items()}
    ways: dict[str, set[Direction]] = defaultdict(set)
    for address, name in called.items():
        ways[_group(address, name)] |= mailbox.ways[address]

    def guest(address: str, way: Direction) -> Guest:
        name = called[address]
        counts = everyone or len(ways[_group(address, name)]) > 1
        return Guest(name, way, (Point("email", address, address),), aside="" if counts else _ASIDE)

    for letter, way, partners, company in mailbox.kept:
        touchpoint = Touchpoint(
            0,
            letter.on,
            Channel.EMAIL,
            letter.subject,
            at=letter.at,
            depth=3 if company == 1 else 2 if company <= 4 else 1,
            source=SOURCE,
            source_id=letter.source_id,
        )
        yield Entry("", touchpoint, tuple(guest(box.address, way) for box in partners))


_ASIDE = "with people who did not write both ways"


def _group(address: str, name: str) -> str:
    key = names.fold(name)
    return key if " " in key else address


def _best_name(address: str, written: Counter[str]) -> str:
    """The name most often written with an address, the fullest of those; else one made of
    `first.last@…`; else the address.
    """
    for name in sorted(written, key=lambda name: (" " in name, written[name], name), reverse=True):
        with contextlib.suppress(BadInput):  # nothing visible, or far too long
            return names.clean(parts.as_said(name))
    words = address.partition("@")[0].split(".")
    guessed = len(words) > 1 and all(word.isalpha() for word in words)
    text = " ".join(word.capitalize() for word in words) if guessed else address
    return names.clean(text[: names.LONGEST_NAME])
