"""A LinkedIn export: the connections, messages and invitations of its ZIP, its folder or one file.

Sources: exports of 2020 to 2026 in public repositories, by shape. Until 2021 there were no notes
before the header of Connections.csv, and until 2023 no profiles in any file. LinkedIn writes
`08 Feb 2026` for a connection, `1/29/26, 2:37 PM` for an invitation and UTC for a message.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.core.excerpt import joined
from netlog.core.model import Channel, Direction, Problem, Touchpoint
from netlog.core.names import fold
from netlog.errors import BadInput
from netlog.formats.archive import Part, list_parts
from netlog.formats.cells import Cell, keep_lines, make_card
from netlog.formats.days import read_moment
from netlog.formats.entry import Card, Entry, Guest, Skipped
from netlog.formats.linkedin_messages import (
    SOURCE,
    Owner,
    Party,
    Survey,
    find_central,
    is_messages,
    make_id,
    make_party,
    read_messages,
    survey_messages,
)
from netlog.formats.spreadsheet import find_columns, make_vocabulary, open_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import tzinfo
    from pathlib import Path

Record = Card | Entry | Skipped | Problem

_CONNECTIONS = make_vocabulary(
    {
        "first": "first name,vorname,prénom,nombre",
        "last": "last name,nachname,nom,nom de famille,apellidos,apellido",
        "url": "url,profile url,profil-url,url du profil,url del perfil,linkedin url",
        "email": "email address,e-mail address,email,e-mail,e-mail-adresse,adresse e-mail,"
        "adresse électronique,dirección de correo electrónico,correo electrónico,correo",
        "org": "company,unternehmen,firma,entreprise,société,empresa",
        "title": "position,job title,poste,fonction,cargo,puesto",
        "met_on": "connected on,verbunden am,vernetzt am,verbunden seit,vernetzt seit,connecté le,"
        "date de connexion,en relation depuis,relation depuis,conectado el,fecha de conexión,"
        "contacto desde",
    }
)
_INVITATIONS = make_vocabulary(
    {
        "from": "from,von,de",
        "to": "to,an,à,para",
        "sent": "sent at,gesendet am,envoyé le,enviado el",
        "message": "message,nachricht,mensaje",
        "direction": "direction,richtung,sens,dirección",
        "inviter": "inviterProfileUrl",
        "invitee": "inviteeProfileUrl",
    }
)
_WAYS = {
    **dict.fromkeys(("outgoing", "sent", "ausgehend", "sortante", "saliente"), Direction.OUT),
    **dict.fromkeys(("incoming", "received", "eingehend", "entrante"), Direction.IN),
}


def read_connections(stream: BinaryIO) -> Iterator[Card | Skipped | Problem]:
    """The people one is connected with; met on the day they were. Raises BadInput if it is another
    file.
    """
    missing = BadInput(
        "this is not the Connections.csv of a LinkedIn export",
        "its header has the columns First Name, Last Name, Company, Position and Connected On",
    )
    sheet = open_sheet(stream, [_is_connections], missing)
    columns = find_columns(sheet.header, _CONNECTIONS)
    if (last := len(sheet.header) - 1) not in columns.values():
        columns.setdefault("met_on", last)  # whatever it is called
    for row in sheet.rows:
        if isinstance(row, Problem):
            yield row
            continue
        texts = {field: row.cell(column).strip() for field, column in columns.items()}
        known = {field for field, text in texts.items() if text}
        if not known & {"first", "last"}:
            hidden = known <= {"met_on"}
            yield (
                Skipped(row.place, "closed or hidden")
                if hidden
                else Problem(row.place, "it has no name")
            )
            continue
        cells = {field: [Cell(text)] for field, text in texts.items()}
        cells["met"] = [Cell("LinkedIn")]
        cells["url"] = [Cell(texts.get("url", ""), SOURCE)]
        yield from make_card(row.place, cells)


def read_invitations(
    stream: BinaryIO, connected: Collection[str] = (), owner: Owner | None = None
) -> Iterator[Entry | Skipped | Problem]:
    """Invitations to connect, either way. One that went out awaits a reply, unless it went to
    somebody `connected`, by key of their profile or by folded name. The owner matters only where
    the file does not say which way one went. Raises BadInput if it is another file.
    """
    for invitation in _read_invitations(stream):
        if isinstance(invitation, Problem):
            yield invitation
            continue
        way = invitation.way
        if owner and not way:
            way = Direction.OUT if owner.is_party(invitation.inviter) else Direction.IN
        if not way:
            yield Problem(invitation.place, "it does not say whether it was sent or received")
            continue
        party = invitation.invitee if way is Direction.OUT else invitation.inviter
        if party.is_nobody:
            yield Skipped(invitation.place, "with accounts that are closed")
            continue
        try:
            yield _make_entry(invitation, party, way, connected)
        except BadInput as error:
            yield Problem(invitation.place, error.message)


class _Invitation(NamedTuple):
    """A row of Invitations.csv; without a way, where it tells none."""

    place: str
    way: Direction | None
    inviter: Party
    invitee: Party
    sent: str
    message: str


def _make_entry(
    invitation: _Invitation, party: Party, way: Direction, connected: Collection[str]
) -> Entry:
    """Raises BadInput for a day that cannot be read."""
    moment = read_moment(invitation.sent)
    key = party.key or fold(party.name)
    message = keep_lines(invitation.message)
    touchpoint = Touchpoint(
        id=0,
        on=moment.on,
        channel=Channel.SOCIAL,
        note=f"invitation to connect: {message}" if message else "invitation to connect",
        at=moment.at,
        source=SOURCE,
        source_id=make_id("invitation", way, key, f"{moment.on} {moment.at or ''}"),
    )
    pending = way is Direction.OUT and key not in connected
    guest = Guest(party.name, way, party.points, awaits_reply=pending)
    return Entry(invitation.place, touchpoint, (guest,))


def _read_invitations(stream: BinaryIO) -> Iterator[_Invitation | Problem]:
    missing = BadInput(
        "this is not the Invitations.csv of a LinkedIn export",
        "its header has the columns From, To, Sent At and Direction",
    )
    sheet = open_sheet(stream, [_is_invitations], missing)
    columns = find_columns(sheet.header, _INVITATIONS)
    for row in sheet.rows:
        if isinstance(row, Problem):
            yield row
            continue
        cells = {thing: row.cell(columns.get(thing)) for thing in _INVITATIONS.values()}
        yield _Invitation(
            place=row.place,
            way=_WAYS.get(fold(cells["direction"])),
            inviter=make_party(cells["from"], cells["inviter"]),
            invitee=make_party(cells["to"], cells["invitee"]),
            sent=cells["sent"],
            message=cells["message"],
        )


def _is_connections(header: Sequence[str]) -> bool:
    found = find_columns(header, _CONNECTIONS).keys()
    return {"first", "last"} <= found and len(found) >= 4 and bool({"met_on", "title"} & found)


def _is_invitations(header: Sequence[str]) -> bool:
    return {"from", "to", "sent"} <= find_columns(header, _INVITATIONS).keys()


class Export(NamedTuple):
    """The files of an export that are read, by what they hold; whose it is, if that matters and
    could be told; and the names of profiles in it.
    """

    parts: Mapping[str, Part]
    owner: Owner | None
    names: Mapping[str, str]

    @property
    def size(self) -> int:
        """How much there is to read, in bytes."""
        return sum(part.size for part in self.parts.values())

    def read(
        self, zone: tzinfo | None = None, progress: Callable[[int], None] | None = None
    ) -> Iterator[Record]:
        """Everybody, then everything that happened. Places name the file, if there are several.
        `progress` is told how many bytes are read, as `size` counts them.
        """
        connected: set[str] = set()
        done = 0
        for kind in [kind for kind in _KINDS if kind in self.parts]:
            part = self.parts[kind]
            prefix = f"{part.name}, " if len(self.parts) > 1 else ""
            with part.open() as stream:
                try:
                    for number, record in enumerate(self._read(kind, stream, connected, zone)):
                        if isinstance(record, Card):
                            connected.update(_keys(record))
                        if progress and number % 64 == 0:
                            progress(done + stream.tell())
                        yield record._replace(place=prefix + record.place) if prefix else record
                except BadInput as error:
                    if not prefix:
                        raise
                    yield Problem(part.name, error.message)
            done += part.size

    def _read(
        self, kind: str, stream: BinaryIO, connected: Collection[str], zone: tzinfo | None
    ) -> Iterator[Record]:
        if kind == "connections":
            return read_connections(stream)
        if kind == "invitations":
            return read_invitations(stream, connected, self.owner)
        return read_messages(stream, self.owner or _NO_OWNER, self.names, zone)


_KINDS = ("connections", "invitations", "messages")
_NO_OWNER = Owner(Party(""), "")  # of messages of which none counts


def open_export(path: Path, me: str = "") -> Export:
    """Open the ZIP from LinkedIn, the folder it was unpacked to, or one file of it.

    Whose export it is decides which messages went out: `me`, a name or the address of a profile;
    else whom its Profile.csv or its invitations name; else the person in most conversations.

    Raises:
        NotFound: there is nothing there.
        BadInput: it is no export, or does not tell whose it is.
    """
    parts = _find_parts(list_parts(path))
    if not parts.keys() & set(_KINDS):
        raise BadInput(
            f"{path} holds no Connections.csv, messages.csv or Invitations.csv of LinkedIn",
            'at LinkedIn choose Settings, Data privacy, "Get a copy of your data"',
        )
    for part in parts.values():
        part.open().close()  # an archive that cannot be unpacked is told of before it is read
    survey = Survey(0, Counter(), Counter(), {}, {})
    if "messages" in parts:
        survey = _survey(parts["messages"], several=len(parts) > 1)
    owner = _find_owner(parts, survey, me)
    if not owner and (survey.by_name or survey.by_key):
        raise BadInput(
            f"the messages do not tell whether you are {_list_likely(survey)}",
            'say who you are: --me "Ada Lovelace", or the address of your profile',
        )
    return Export({kind: parts[kind] for kind in _KINDS if kind in parts}, owner, survey.names)


def _find_parts(files: Sequence[Part]) -> dict[str, Part]:
    """The files of an export by their names, however they are numbered; a renamed one by its
    header. Of several, the largest.
    """
    found: dict[str, Part] = {}
    for part in sorted(files, key=lambda part: part.size):
        if named := re.match(
            r"(connections|messages|invitations|profile)\b.*\.csv$", part.name, re.IGNORECASE
        ):
            found[named[1].lower()] = part
    if found.keys() & set(_KINDS):
        return found
    for part in files[:20]:
        if part.name.lower().endswith((".csv", ".txt")) or len(files) == 1:
            for kind in _recognise(part):
                found[kind] = part
    return found


def _recognise(part: Part) -> Iterator[str]:
    tests = {
        "connections": _is_connections,
        "invitations": _is_invitations,
        "messages": is_messages,
    }
    none = BadInput("none of them", "")
    with part.open() as stream:
        try:
            header = open_sheet(stream, list(tests.values()), none).header
        except BadInput:
            return
    yield next(kind for kind, is_kind in tests.items() if is_kind(header))


def _survey(part: Part, *, several: bool) -> Survey:
    """What the messages tell of people. A file that is none is told of when it is read."""
    with part.open() as stream:
        try:
            return survey_messages(stream)
        except BadInput:
            if several:
                return Survey(0, Counter(), Counter(), {}, {})
            raise


def _find_owner(parts: Mapping[str, Part], survey: Survey, me: str) -> Owner | None:
    if me.strip():
        given = make_party("" if "linkedin.com/" in me else me, me)
        found = survey.find(given)
        if survey.conversations and not found:
            raise BadInput(
                f'there is no message from or to "{me}"',
                f"the likeliest in it: {_list_likely(survey)}",
            )
        return Owner(found or given, "as you said")
    stated = ((_find_profile, "by your profile"), (_find_inviter, "by your invitations"))
    for find, how in stated:
        party = find(parts)
        if party and (found := survey.find(party)):
            return Owner(found, how)
    return find_central(survey)


def _find_profile(parts: Mapping[str, Part]) -> Party | None:
    """Who the export's Profile.csv is about."""
    if "profile" not in parts:
        return None
    with parts["profile"].open() as stream:
        try:
            sheet = open_sheet(stream, [_is_profile], BadInput("no profile", ""))
        except BadInput:
            return None
        row = next(sheet.rows, None)
    if row is None or isinstance(row, Problem):
        return None
    columns = find_columns(sheet.header, _CONNECTIONS)
    name = f"{row.cell(columns['first'])} {row.cell(columns['last'])}"
    return Party(name.strip()) if name.strip() else None


def _is_profile(header: Sequence[str]) -> bool:
    return {"first", "last"} <= find_columns(header, _CONNECTIONS).keys()


def _find_inviter(parts: Mapping[str, Part]) -> Party | None:
    """Who sent what went out and received what came in, among the invitations."""
    if "invitations" not in parts:
        return None
    count: Counter[Party] = Counter()
    with parts["invitations"].open() as stream:
        try:
            for invitation in _read_invitations(stream):
                if isinstance(invitation, Problem) or not invitation.way:
                    continue
                out = invitation.way is Direction.OUT
                count[invitation.inviter if out else invitation.invitee] += 1
        except BadInput:
            return None
    return max(count, key=count.__getitem__, default=None)


def _list_likely(survey: Survey) -> str:
    by_name = [survey.parties[name].name for name, _ in survey.by_name.most_common(3)]
    by_key = [key for key, _ in survey.by_key.most_common(3)]
    return joined(by_name or by_key or ["nobody who is named"], "or")


def _keys(card: Card) -> Iterator[str]:
    """By what an invitation to this person is known; an old export has only names."""
    yield fold(card.contact.name)
    yield from (point.normal for point in card.contact.points if point.kind == "url")
