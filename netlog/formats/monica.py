"""The JSON export of Monica, a personal CRM, as versions 1 (Monica 4) and 2 (Monica 5) write it.

Sources: app/ExportResources and app/Services/Account/Settings/JsonExportAccount.php of
github.com/monicahq/monica, and the same of github.com/monicahq/chandler for version 2, which so far
exports little more than names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.core.addresses import normal_email, normal_phone
from netlog.core.channels import guess_channel
from netlog.core.model import Channel, Direction, Problem, Touchpoint
from netlog.formats.cells import Cell, keep_lines, make_card
from netlog.formats.entry import Card, Entry, Guest, Remark, Skipped, Tie
from netlog.formats.monica_parts import read_instant, read_plan, read_remark, read_special
from netlog.formats.monica_records import Record, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

Found = Card | Entry | Skipped | Problem

_LONGEST_GAP = 36525  # days, a hundred years


def read(stream: BinaryIO, zone: tzinfo | None = None) -> Iterator[Found]:
    """Read every contact with what belongs to it, and the activities, in the order of the file.

    It is read twice, since what its parts mean stands at its end. `zone` is where days are counted,
    by default the zone of this machine. Places are like `contact 3`. Gifts, debts, tasks, pets,
    life events and relationships become remarks, reminders plans; the first day of a repeating one,
    and of one that is past, may be long ago. People whom Monica knows only through others (partial
    contacts) are remarks on those others.

    Raises BadInput for what is no export of Monica.
    """
    start = stream.tell()
    tables = _Tables.of(stream)
    stream.seek(start)
    for record in records(stream):
        if isinstance(record, Problem):
            yield record
        elif record.kind == "contact":
            yield from _read_contact(record, tables, zone)
        elif record.kind == "activity":
            yield _read_activity(record, tables, zone)
        elif record.kind in {"photo", "document"}:
            yield Skipped(record.place, "photos and documents")


class _Tie(NamedTuple):
    """Somebody's relation to the one it is noted with: `sibling`, `my sibling`."""

    kind: str
    uid: str


class _Tables:
    """What the parts of an export refer to by uuid."""

    def __init__(self) -> None:
        self.me: set[str] = set()
        self.names: dict[str, str] = {}
        self.partial: dict[str, str] = {}  # and when they were born
        self.guests: defaultdict[str, dict[str, None]] = defaultdict(dict)  # of each activity
        self.ties: defaultdict[str, list[_Tie]] = defaultdict(list)
        self.types: dict[str, Record] = {}

    @classmethod
    def of(cls, stream: BinaryIO) -> _Tables:
        """Those of an export, as far as it can be read."""
        tables = cls()
        for record in records(stream):
            if isinstance(record, Record):
                tables._take(record)
        return tables

    def has_card(self, uid: str) -> bool:
        return uid in self.names and uid not in self.partial and uid not in self.me

    def name_type(self, part: Record) -> str:
        """What kind of life event and the like it is, in words; empty if it is not said."""
        kind = self.types.get(part.text("type"), part)
        return kind.text("name") or kind.text("translation_key").replace("_", " ")

    def _take(self, record: Record) -> None:
        match record.kind:
            case "user":
                self.me.add(record.text("me_contact"))
            case "contact":
                self._take_contact(record)
            case "relationship":
                self._take_tie(record)
            case "contact_field_type" | "activity_type" | "life_event_type":
                self.types[record.uuid] = record

    def _take_contact(self, record: Record) -> None:
        self.names[record.uuid] = _name(record)
        if record.value("is_partial") is True:
            birth = read_special(record, "birthdate")
            self.partial[record.uuid] = birth.known or (birth.year and f"about {birth.year}")
        for part in record.parts():
            if part.kind == "activity":
                self.guests[part.uuid][record.uuid] = None

    def _take_tie(self, record: Record) -> None:
        kind = re.sub(r"[_-]+", " ", record.text("type"))
        one, other = record.text("contact_is"), record.text("of_contact")
        if other in self.me:
            self.ties[one].append(_Tie(f"my {kind}", other))
        elif one not in self.me:
            self.ties[other].append(_Tie(kind, one))


def _name(record: Record) -> str:
    parts = ("prefix", "first_name", "middle_name", "last_name", "suffix")
    return " ".join(filter(None, map(record.text, parts)))


def _read_contact(record: Record, tables: _Tables, zone: tzinfo | None) -> Iterator[Found]:
    if record.uuid in tables.me:
        yield Skipped(record.place, "yourself")
        return
    if record.uuid in tables.partial:
        yield Skipped(record.place, "known only through somebody else")
    parts = record.parts()
    if record.uuid not in tables.partial:
        for found in make_card(record.place, _make_cells(record, parts, tables)):
            if isinstance(found, Card):
                yield _complete(found, record, parts, tables, zone)
            else:
                yield found
    for part in parts:
        if part.kind in {"call", "conversation"}:
            yield _read_talk(part, record, tables, zone)


def _make_cells(record: Record, parts: Sequence[Record], tables: _Tables) -> dict[str, list[Cell]]:
    cells = defaultdict(
        list[Cell],
        name=[Cell(_name(record))],
        alias=[Cell(record.text("nickname"))],
        org=[Cell(record.text("company"))],
        title=[Cell(record.text("job") or record.text("job_position"))],
        tags=[Cell(tag) for tag in record.texts("tags")],
        birthday=[Cell(read_special(record, "birthdate").known)],
    )
    if record.value("is_starred") is True:
        cells["tags"].append(Cell("starred"))
    for part in parts:
        if part.kind == "contact_field":
            field, cell = _read_field(part, tables.types.get(part.text("type")))
            cells[field].append(cell)
        elif part.kind == "address":
            cells["city"].append(Cell(part.text("city")))
    return cells


def _read_field(part: Record, kind: Record | None) -> tuple[str, Cell]:
    """A way to reach somebody, and which. Types that the user made up have only a name."""
    data = part.text("data")
    name, protocol = (kind.text("name"), kind.text("protocol")) if kind else ("", "")
    known = kind.text("type") if kind else ""
    if known == "email" or protocol == "mailto:" or normal_email(data):
        return "email", Cell(data)
    if known == "phone" or protocol == "tel:":
        return "phone", Cell(data)
    if "://" in data or protocol.startswith("http"):
        return "url", Cell(data if "://" in data else protocol + data, name)
    if not kind and normal_phone(data):
        return "phone", Cell(data)
    return "note", Cell(f"{name or 'contact'}: {data}" if data else "")


def _complete(
    card: Card, record: Record, parts: Sequence[Record], tables: _Tables, zone: tzinfo | None
) -> Card:
    """The card with what Monica knows besides."""
    ties = tables.ties[record.uuid]
    introducer = record.text("first_met_through")
    remarks = [
        *card.remarks,
        *_describe(record),
        *(remark for part in parts if (remark := read_remark(part, tables.name_type(part), zone))),
        *(Remark(_tell_tie(tie, tables)) for tie in ties),
    ]
    if introducer in tables.partial:
        remarks.append(Remark(f"met through {tables.names[introducer]}"))
    return card._replace(
        contact=card.contact._replace(
            uid=record.uuid,
            about=keep_lines(record.text("description")),
            met_on=_read_met(record),
            cadence_days=_read_cadence(record.value("stay_in_touch_frequency")),
            archived=record.value("is_active") is False or record.value("is_dead") is True,
        ),
        remarks=tuple(dict.fromkeys(remarks)),
        plans=tuple(plan for part in parts if (plan := read_plan(part, zone))),
        knows=tuple(dict.fromkeys(Tie(tie.uid) for tie in ties if tables.has_card(tie.uid))),
        introduced_by=introducer if tables.has_card(introducer) else "",
    )


def _tell_tie(tie: _Tie, tables: _Tables) -> str:
    name = tables.names.get(tie.uid, "") if tie.uid not in tables.me else ""
    born = tables.partial.get(tie.uid)
    told = f"{name} (born {born})" if born else name
    return f"{tie.kind}: {told}" if told else tie.kind


def _read_met(record: Record) -> date | None:
    known = read_special(record, "first_met_date").known
    return date.fromisoformat(known) if known and not known.startswith("-") else None


def _read_cadence(days: object) -> int | None:
    whole = isinstance(days, int) and not isinstance(days, bool)
    return days if isinstance(days, int) and whole and 1 <= days <= _LONGEST_GAP else None


def _describe(record: Record) -> Iterator[Remark]:
    """What a contact is told by that has no field of its own."""
    birth, death = read_special(record, "birthdate"), read_special(record, "deceased_date")
    if birth.year:
        yield Remark(f"born about {birth.year}")
    if record.value("is_dead") is True:
        yield Remark(f"died {death.known or death.year}".strip())
    for name in ("maiden_name", "food_preferences"):
        if words := keep_lines(record.text(name)):
            yield Remark(f"{name.replace('_', ' ')}: {words}")


def _read_talk(
    part: Record, contact: Record, tables: _Tables, zone: tzinfo | None
) -> Entry | Problem:
    """A call, or a conversation in writing."""
    written = part.text("called_at") or part.text("happened_at") or part.made
    if part.kind == "call":
        channel, direction, note = Channel.CALL, Direction.BOTH, part.text("content")
    else:
        kind = tables.types.get(part.text("contact_field_type"))
        channel = (guess_channel(kind.text("name")) if kind else None) or Channel.MESSAGE
        messages = part.within("messages", "message")
        mine = {message.value("written_by_me") is True for message in messages}
        direction = Direction.OUT if mine == {True} else Direction.IN
        direction = direction if len(mine) == 1 else Direction.BOTH
        note = "\n".join(_tell_message(each, alone=len(mine) == 1) for each in messages)
    source_id = part.uuid or _hash(contact.uuid, part.kind, written, note)
    guests = (Guest(tables.names.get(contact.uuid, ""), direction, uid=contact.uuid),)
    return _make_entry(part, written, channel, note, source_id, guests, zone)


def _tell_message(message: Record, *, alone: bool) -> str:
    who = "" if alone else "me: " if message.value("written_by_me") is True else "they: "
    return who + message.text("content")


def _read_activity(
    record: Record, tables: _Tables, zone: tzinfo | None
) -> Entry | Skipped | Problem:
    """Something done together."""
    guests = [uid for uid in tables.guests.get(record.uuid, ()) if uid not in tables.me]
    if not guests:
        return Skipped(record.place, "naming nobody")
    kind = tables.types.get(record.text("type"))
    named = f"{kind.text('name')}. {kind.text('translation_key')}" if kind else ""
    channel = Channel.MEAL if re.search(r"\b(ate_|picnic|went_(bar|restaurant))", named) else None
    channel = channel or guess_channel(f"{named}. {record.text('summary')}") or Channel.MEETING
    return _make_entry(
        record,
        record.text("happened_at") or record.made,
        channel,
        "\n".join(filter(None, map(record.text, ("summary", "description")))),
        record.uuid,
        tuple(Guest(tables.names.get(uid, ""), Direction.BOTH, uid=uid) for uid in guests),
        zone,
    )


def _make_entry(
    record: Record,
    written: str,
    channel: Channel,
    note: str,
    source_id: str,
    guests: tuple[Guest, ...],
    zone: tzinfo | None,
) -> Entry | Problem:
    moment = read_instant(written, zone)
    if not moment:
        return Problem(record.place, f"its {record.kind} has no day that can be read")
    touchpoint = Touchpoint(
        id=0,
        on=moment.on,
        channel=channel,
        note=keep_lines(note),
        at=moment.at,
        source="monica",
        source_id=source_id,
    )
    return Entry(record.place, touchpoint, guests)


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
