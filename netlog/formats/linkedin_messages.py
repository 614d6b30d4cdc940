"""`messages.csv` of a LinkedIn export: who wrote to whom, on which local day.

The file does not say whose it is, and so not which messages went out. Therefore it is read twice:
once to find the person who is in most conversations, once for the messages. Since 2020 its header
has changed often; columns are found by name, and what is missing is done without.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.core.addresses import normal_url
from netlog.core.lexicon import SUFFIXES
from netlog.core.model import Channel, Direction, Point, Problem, Touchpoint
from netlog.core.names import fold
from netlog.errors import BadInput
from netlog.formats.cells import keep_lines
from netlog.formats.days import Moment, read_moment
from netlog.formats.entry import Entry, Guest, Skipped
from netlog.formats.headers import fold_space
from netlog.formats.spreadsheet import find_columns, make_vocabulary, open_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SOURCE = "linkedin"

_VOCABULARY = make_vocabulary(
    {
        "conversation": "conversation id,unterhaltungs-id,id de conversation,id de conversación",
        "title": "conversation title",
        "from": "from,von,de",
        "sender": "sender profile url",
        "to": "to,an,à,para",
        "recipients": "recipient profile urls",
        "date": "date,datum,fecha",
        "subject": "subject,betreff,objet,asunto",
        "content": "content,inhalt,contenu,contenido",
        "direction": "direction",  # until 2019
        "folder": "folder,ordner,dossier,carpeta",
        "draft": "is message draft",
    }
)
# What stands for somebody who closed their account, or hides.
_NOBODY = frozenset(
    fold(name)
    for name in (
        "LinkedIn Member",
        "LinkedIn-Mitglied",
        "Mitglied von LinkedIn",
        "Membre de LinkedIn",
        "Utilisateur LinkedIn",
        "Miembro de LinkedIn",
        "Usuario de LinkedIn",
    )
)
_MOST_PEOPLE = 1_000_000  # whose names are kept while a file is read
_MOST_RECIPIENTS = 100  # of one message
_MOST_TEXTS = 50  # of one day that are kept in its note
_LONGEST_NOTE = 2000  # characters


class Party(NamedTuple):
    """Somebody by name and, if the export tells it, profile; `key` is how that is matched."""

    name: str
    url: str = ""
    key: str = ""

    @property
    def points(self) -> tuple[Point, ...]:
        return (Point("url", self.url, self.key, SOURCE),) if self.key else ()

    @property
    def is_nobody(self) -> bool:
        return not self.key and (not self.name or fold(self.name) in _NOBODY)


class Owner(NamedTuple):
    """Whose export it is, and how that is known."""

    party: Party
    how: str

    def is_party(self, other: Party) -> bool:
        """By profile where both have one, else by name."""
        if self.party.key and other.key:
            return self.party.key == other.key
        return fold(self.party.name) == fold(other.name)


class Survey(NamedTuple):
    """Who is in how many of so many conversations, by key of their profile and by folded name;
    everybody's name by key, and everybody by folded name.
    """

    conversations: int
    by_key: Counter[str]
    by_name: Counter[str]
    names: dict[str, str]
    parties: dict[str, Party]

    def find(self, wanted: Party) -> Party | None:
        """The party as the messages know it, or None if it is in none of them."""
        if wanted.key:
            return (
                wanted._replace(name=self.names.get(wanted.key, wanted.name))
                if wanted.key in self.by_key
                else None
            )
        return self.parties.get(fold(wanted.name))


# The same people come again and again.
@lru_cache(4096)
def make_party(name: str, url: str) -> Party:
    """A profile that is no web address is left out: the name tells as much."""
    key = normal_url(url)
    return Party(fold_space(name), url.strip(), key) if key else Party(fold_space(name))


def survey_messages(stream: BinaryIO) -> Survey:
    """Count who is in which conversations. Raises BadInput if it is another file."""
    survey = Survey(0, Counter(), Counter(), {}, {})
    seen: set[int] = set()
    conversations: set[int] = set()
    for message in _read_messages(stream):
        if isinstance(message, Problem) or message.set_aside:
            continue
        conversations.add(hash(message.conversation))
        for party in (message.sender, *message.recipients):
            if party.is_nobody or len(survey.by_name) > _MOST_PEOPLE:
                continue
            plain = fold(party.name)
            for count, key in ((survey.by_key, party.key), (survey.by_name, plain)):
                mark = hash((message.conversation, key))
                if key and mark not in seen:
                    seen.add(mark)
                    count[key] += 1
            if party.key and party.name:
                survey.names.setdefault(party.key, party.name)
            if plain and not survey.parties.get(plain, Party("")).key:
                survey.parties[plain] = party
    return survey._replace(conversations=len(conversations))


def find_central(survey: Survey) -> Owner | None:
    """The one person who is in most conversations, and in more of them than anybody else."""
    for count in (survey.by_key, survey.by_name):
        (first, most), (_, second) = [*count.most_common(2), ("", 0), ("", 0)][:2]
        if most > second and most * 2 > survey.conversations:
            by_key = Party(survey.names.get(first, ""), first, first)
            party = by_key if count is survey.by_key else survey.parties[first]
            return Owner(party, f"in {most:,} of {survey.conversations:,} conversations")
    return None


def read_messages(
    stream: BinaryIO,
    owner: Owner,
    names: Mapping[str, str] | None = None,
    zone: tzinfo | None = None,
    max_people: int = 10,
) -> Iterator[Entry | Skipped | Problem]:
    """One touchpoint for each conversation, local day and direction. The messages after the first
    of them are skipped, and their words are in its note.

    `names` are those of profiles, where a message to several people does not tell who is who.
    `zone` is where days are counted, by default the zone of this machine. Raises BadInput if it
    is another file.
    """
    told: set[int] = set()
    days: dict[tuple[str, date, Direction], _Day] = {}
    for message in _read_messages(stream, names, zone):
        if isinstance(message, Problem):
            yield message
            continue
        if reason := message.set_aside or _refuse(message, owner, max_people):
            yield Skipped(message.place, reason)
            continue
        key = (message.conversation, message.moment.on, message.find_direction(owner))
        if days and next(iter(days))[0] != message.conversation:
            # The messages of a conversation stand together.
            yield from (day.tell() for day in days.values())
            days.clear()
        if key in days:
            days[key].add(message, owner)
        elif hash(key) not in told:
            told.add(hash(key))
            days[key] = _Day(message, owner)
            continue
        yield Skipped(message.place, "with others of the same conversation and day")
    yield from (day.tell() for day in days.values())


class _Message(NamedTuple):
    """One message; `set_aside` is why it does not count, whosever export it is."""

    place: str
    conversation: str
    moment: Moment
    sender: Party
    recipients: tuple[Party, ...]
    text: str
    way: str = ""
    set_aside: str = ""

    def find_direction(self, owner: Owner) -> Direction:
        if self.way in {"incoming", "outgoing"}:
            return Direction.IN if self.way == "incoming" else Direction.OUT
        return Direction.OUT if owner.is_party(self.sender) else Direction.IN

    def others(self, owner: Owner) -> list[Party]:
        """Everybody in it who is somebody, but its owner."""
        everyone = dict.fromkeys((self.sender, *self.recipients))
        return [one for one in everyone if not one.is_nobody and not owner.is_party(one)]

    def partners(self, owner: Owner) -> list[Party]:
        """With whom it is a touchpoint: whom I wrote to, or who wrote to me."""
        if self.find_direction(owner) is Direction.IN:
            return [] if self.sender.is_nobody else [self.sender]
        return [one for one in self.others(owner) if one != self.sender]


class _Day:
    """The messages of one conversation, day and direction."""

    def __init__(self, message: _Message, owner: Owner) -> None:
        self._first = message
        self._direction = message.find_direction(owner)
        self._earliest = message.moment
        self._texts: list[tuple[time, str]] = []
        self._partners: dict[str, Party] = {}
        self.add(message, owner)

    def add(self, message: _Message, owner: Owner) -> None:
        at = message.moment.at or time.min
        self._earliest = min(self._earliest, message.moment, key=lambda m: m.at or time.min)
        for party in message.partners(owner):
            self._partners.setdefault(party.key or fold(party.name), party)
        if message.text and len(self._texts) < _MOST_TEXTS:
            self._texts.append((at, message.text))

    def tell(self) -> Entry:
        """Known again by its first message, in whatever zone and order the file is read."""
        when = self._earliest.instant or self._earliest
        note = "\n".join(text for _, text in sorted(self._texts, key=lambda text: text[0]))
        touchpoint = Touchpoint(
            id=0,
            on=self._earliest.on,
            channel=Channel.MESSAGE,
            note=note if len(note) <= _LONGEST_NOTE else note[: _LONGEST_NOTE - 1].rstrip() + "…",
            at=self._earliest.at,
            source=SOURCE,
            source_id=make_id("message", self._first.conversation, self._direction, _stamp(when)),
        )
        guests = [Guest(who.name, self._direction, who.points) for who in self._partners.values()]
        return Entry(self._first.place, touchpoint, tuple(guests))


def make_id(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _stamp(when: datetime | Moment) -> str:
    if isinstance(when, Moment):
        return f"{when.on} {when.at or ''}"
    return when.astimezone(UTC).isoformat()


def _refuse(message: _Message, owner: Owner, max_people: int) -> str:
    """Why a message is no touchpoint of the owner's. Empty if it is one."""
    others = len(message.others(owner))
    if others > max_people:
        return f"among more than {max_people} people"
    if message.partners(owner):
        return ""
    alone = message.recipients and all(map(owner.is_party, (message.sender, *message.recipients)))
    return "only to yourself" if alone else "with accounts that are closed"


def _read_messages(
    stream: BinaryIO, names: Mapping[str, str] | None = None, zone: tzinfo | None = None
) -> Iterator[_Message | Problem]:
    missing = BadInput(
        "this is not the messages.csv of a LinkedIn export",
        "its header has the columns FROM, TO, DATE and CONTENT",
    )
    sheet = open_sheet(stream, [is_messages], missing)
    columns = find_columns(sheet.header, _VOCABULARY)
    for row in sheet.rows:
        if isinstance(row, Problem):
            yield row
        else:
            cells = {thing: row.cell(column) for thing, column in columns.items()}
            yield _make_message(row.place, cells, names or {}, zone)


def is_messages(header: Sequence[str]) -> bool:
    columns = find_columns(header, _VOCABULARY)
    return {"from", "to", "date"} <= columns.keys() and bool(
        {"conversation", "content"} & columns.keys()
    )


def _make_message(
    place: str, cells: dict[str, str], names: Mapping[str, str], zone: tzinfo | None
) -> _Message | Problem:
    try:
        moment = read_moment(cells["date"], zone)
    except BadInput as error:
        return Problem(place, error.message)
    sender = make_party(cells["from"], cells.get("sender", ""))
    recipients = tuple(_split_parties(cells["to"], cells.get("recipients", ""), names))
    everyone = sorted(one.key or fold(one.name) for one in (sender, *recipients))
    content = cells.get("content", "")
    texts = (_plain(text) for text in (cells.get("subject", ""), content))
    return _Message(
        place=place,
        conversation=cells.get("conversation", "").strip() or "\n".join(everyone),
        moment=moment,
        sender=sender,
        recipients=recipients,
        text="\n".join(filter(None, texts)),
        way=cells.get("direction", "").strip().lower(),
        set_aside=_set_aside(cells, content),
    )


def _set_aside(cells: dict[str, str], content: str) -> str:
    if cells.get("draft", "").strip().lower() in {"yes", "true"}:
        return "never sent: a draft"
    if cells.get("folder", "").strip().lower() == "spam":
        return "in the folder for spam"
    # What LinkedIn's own campaigns look like; their sender has no profile.
    return "advertisements" if "spinmail-quill-editor" in content[:200] else ""


def _split_parties(text: str, addresses: str, names: Mapping[str, str]) -> Iterator[Party]:
    """Those to whom a message went. Names are joined by commas, and have commas of their own, as
    in `Ada Lovelace, Ph.D.`; only where there are as many as profiles is it clear who is who.
    """
    urls = [url for url in addresses.split(",") if url.strip()][:_MOST_RECIPIENTS]
    if len(urls) == 1:
        yield make_party(text, urls[0])
        return
    written = _split_names(text)
    if not urls:
        yield from (Party(name) for name in written)
        return
    if len(written) != len(urls):
        written = [""] * len(urls)
    for name, url in zip(written, urls, strict=True):
        party = make_party(name, url)
        yield party._replace(name=party.name or names.get(party.key) or _name_profile(party.key))


def _split_names(text: str) -> list[str]:
    found: list[str] = []
    for part in map(fold_space, text.split(", ")[:_MOST_RECIPIENTS]):
        if found and fold(part).replace(" ", "") in SUFFIXES:
            found[-1] += f", {part}"
        elif part:
            found.append(part)
    return found


def _name_profile(key: str) -> str:
    """A name made of the address of a profile: Ada Lovelace for `ada-lovelace-3b2a91`."""
    words = key.rpartition("/")[2].split("-")
    return " ".join(word.capitalize() for word in words if word.isalpha()) or key


def _plain(text: str) -> str:
    """The words of a message, of which some are written as HTML."""
    if "<" in text or "&" in text:
        text = re.sub(r"(?i)</?(?:p|br|div|li|ul|ol)\b[^<>]*>", "\n", text)
        text = re.sub(r"(?i)</?(?:a|b|i|u|em|span|strong|img)\b[^<>]*>", "", text)
        text = html.unescape(text)
    return re.sub(r"\n{3,}", "\n\n", keep_lines(text))
