"""One event of a calendar: when, with whom, how, and whether it counts at all.

Sources: RFC 5545 (iCalendar), RFC 7986 (CONFERENCE), and what Google, Outlook, Exchange, Apple and
Thunderbird export.
"""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import icalendar
from icalendar import vBroken

from netlog.core import addresses, names, parts, tidy
from netlog.core.excerpt import shorten
from netlog.core.model import Channel, Direction, Problem
from netlog.errors import BadInput
from netlog.formats.calendar_parts import LINKS, Part
from netlog.formats.calendar_times import Moment, day_of
from netlog.formats.entry import Guest
from netlog.formats.headers import clean_name, fold_space
from netlog.formats.letter import name_robot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Component, vRecur

CANCELLED = "cancelled"
_LONGEST_MINUTES = 100_000


class View(NamedTuple):
    """Who looks at the calendar, when and where."""

    me: frozenset[str]
    today: date
    zone: tzinfo | None
    max_people: int

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone) if moment.tzinfo else moment

    def is_past(self, moment: Moment) -> bool:
        day = self.local(moment).date() if isinstance(moment, datetime) else moment
        return day <= self.today


class Event(NamedTuple):
    """One VEVENT. `replaces` is the time of a series for which it stands; `reason` says why it does
    not count.
    """

    place: str
    uid: str
    sequence: int
    start: Moment
    reason: str
    replaces: Moment | None
    rules: tuple[vRecur, ...]
    added: tuple[datetime, ...]
    removed: frozenset[date]
    minutes: int | None
    guests: tuple[Guest, ...]
    channel: Channel
    note: str
    location: str

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.added)


def read_event(part: Part, view: View) -> Event | Problem:
    """What an event says."""
    try:
        component = icalendar.Event.from_ical(part.text)
    except (ValueError, OSError, OverflowError, LookupError, AttributeError, TypeError):
        return Problem(part.place, "it is no event that can be read")
    try:
        start = next(_moments(component, "DTSTART"), None)
    except ValueError:
        [written, *_] = [line for line in part.lines if line.upper().startswith("DTSTART")]
        said = fold_space(written.rpartition(":")[2])
        return Problem(part.place, f'its start cannot be read: "{shorten(said, 40)}"')
    if start is None:
        return Problem(part.place, "it has no start")
    guests, declined = _read_guests(component, view.me)
    reason = _reason_to_skip(part, component, start)
    if not reason and declined:
        reason = "declined by you"
    elif not reason and len(guests) > view.max_people:
        reason = f"among more than {view.max_people} people"
    elif not reason and not guests:
        reason = "with nobody else"
    note = read_text(component, "SUMMARY")
    # Apple writes the name of a place and its address below each other.
    location = ", ".join(map(fold_space, _first(component, "LOCATION").strip().splitlines()))
    try:
        return Event(
            place=part.place,
            uid=read_text(component, "UID") or _hash(start.isoformat(), note, *map(_key, guests)),
            sequence=_read_sequence(component),
            start=start,
            reason=reason,
            replaces=next(_moments(component, "RECURRENCE-ID"), None),
            rules=tuple(_values(component, "RRULE")),
            added=tuple(
                () if reason else (_at_time(each, start) for each in _moments(component, "RDATE"))
            ),
            removed=frozenset(
                () if reason else (day_of(each, start) for each in _moments(component, "EXDATE"))
            ),
            minutes=_read_minutes(component, start),
            guests=guests,
            channel=_find_channel(component, location),
            note=note,
            location=_trim_location(location),
        )
    except ValueError:
        return Problem(part.place, "one of the days on which it repeats, or does not, is none")


def _values(component: Component, name: str) -> Iterator[Any]:
    """All values of a property, each of the type that icalendar gives it."""
    found = component.get(name, [])
    yield from found if isinstance(found, list) else [found]


def read_text(component: Component, name: str) -> str:
    """The first value of a property on one line; empty if there is none."""
    return fold_space(_first(component, name))


def _first(component: Component, name: str) -> str:
    return str(next(_values(component, name), ""))


def _moments(component: Component, name: str) -> Iterator[Moment]:
    for value in _values(component, name):
        if not isinstance(value, vBroken):
            yield from map(_moment, value.dts)
        elif value.strip():
            yield _moment(value)


def _moment(value: Any) -> Moment:
    """A day or a time, of a period its start. Raises ValueError for anything else, and for a time
    before 1970 or after 9998.
    """
    if isinstance(value, vBroken):
        # Not as the standard has it, but perhaps as ISO 8601: 2025-03-04T09:30, 20250304T0930
        moment = datetime.fromisoformat(value.strip()).replace(microsecond=0)
        is_day = len(value.strip()) == len("2025-03-04")
    else:
        moment = value.dt[0] if isinstance(value.dt, tuple) else value.dt
        is_day = False
    if not isinstance(moment, datetime):
        if isinstance(moment, date):
            return moment
        raise ValueError
    if is_day or value.params.get("VALUE", "").upper() == "DATE":
        return moment.date()
    if not 1970 <= moment.year <= 9998:
        raise ValueError
    return moment


def _at_time(moment: Moment, start: Moment) -> datetime:
    """A moment on the clock of the start of its series; of a day, the time of that start."""
    assert isinstance(start, datetime)  # or it would be all day
    if not isinstance(moment, datetime):
        return datetime.combine(moment, start.timetz())
    return moment if moment.tzinfo and start.tzinfo else moment.replace(tzinfo=start.tzinfo)


def _read_sequence(component: Component) -> int:
    number = next(_values(component, "SEQUENCE"), 0)
    return number if isinstance(number, int) else 0


def _read_minutes(component: Component, start: Moment) -> int | None:
    """How long it took; None where the end is missing, makes no sense, or is the start."""
    length = timedelta()
    if isinstance(start, datetime):
        with contextlib.suppress(ValueError, OverflowError, AttributeError, TypeError):
            if end := next(_moments(component, "DTEND"), None):
                end = _at_time(end, start)
                # Within one zone Python takes the difference of clocks, also where they change.
                aware = start.tzinfo is not None
                length = end.astimezone(UTC) - start.astimezone(UTC) if aware else end - start
            else:
                length = next((each.dt for each in _values(component, "DURATION")), length)
    minutes = length // timedelta(minutes=1)
    return minutes if 0 < minutes <= _LONGEST_MINUTES else None


# How Outlook marks what its organiser called off.
_CALLED_OFF = re.compile(r"(?:cancell?ed|abgesagt|annulé|cancelado|annullato) ?: ", re.IGNORECASE)


def _reason_to_skip(part: Part, component: Component, start: Moment) -> str:
    if (
        part.method == "CANCEL"
        or read_text(component, "STATUS").upper() == "CANCELLED"
        or _CALLED_OFF.match(read_text(component, "SUMMARY"))
    ):
        return CANCELLED
    flag = read_text(component, "X-MICROSOFT-CDO-ALLDAYEVENT").upper()
    return "all day" if not isinstance(start, datetime) or flag == "TRUE" else ""


_NO_PEOPLE = frozenset({"GROUP", "RESOURCE", "ROOM"})
_ABSENT = frozenset({"DECLINED", "DELEGATED"})
_NO_PERSON = re.compile(
    r"@(?:lists?\.|groups\.|googlegroups\.com$|(?:group|resource|import)\.calendar\.google\.com$"
    r"|calendar\.google\.com$)"
)


def _read_guests(component: Component, me: frozenset[str]) -> tuple[tuple[Guest, ...], bool]:
    """Who took part besides me, each once, and whether I declined."""
    guests: dict[str, Guest | None] = {}
    answers: set[bool] = set()
    for role in ("ATTENDEE", "ORGANIZER"):
        for value in _values(component, role):
            called = value.params.get("CN", "")
            name = called if isinstance(called, str) else ",".join(called)
            key, guest = _make_guest(str(value), str(value.params.get("EMAIL", "")), name)
            if key in me:
                if role == "ATTENDEE":
                    answers.add(_param(value, "PARTSTAT") == "DECLINED")
            elif key in guests:
                known = guests[key]
                if known and guest and not known.name:
                    guests[key] = known._replace(name=guest.name)
            elif key:
                guests[key] = guest if _takes_part(value) else None
    return tuple(filter(None, guests.values())), answers == {True}


def _takes_part(value: Any) -> bool:
    return not (
        _param(value, "CUTYPE") in _NO_PEOPLE
        or _param(value, "PARTSTAT") in _ABSENT
        or _param(value, "ROLE") == "NON-PARTICIPANT"
    )


def _param(value: Any, name: str) -> str:
    return str(value.params.get(name, "")).upper()


# An address that follows a name, in brackets, and so is no part of it.
_ADDRESS = re.compile(r"\s*[<(\[][^\s<>()]+@[^\s<>()]+[>)\]]$")


@lru_cache(maxsize=4096)
def _make_guest(value: str, email: str, called: str) -> tuple[str, Guest | None]:
    """Somebody by their address and name, under what tells them apart; nobody for what is no
    person. Apple writes an address of its own as the value, and the mail address into EMAIL.
    """
    points = []
    for text in (value, email):
        with contextlib.suppress(BadInput):
            points.append(tidy.email_point(text[7:] if text[:7].lower() == "mailto:" else text))
    name = ""
    with contextlib.suppress(BadInput):
        name = names.clean(parts.as_said(clean_name(_ADDRESS.sub("", fold_space(called)))))
    address = points[0].normal if points else ""
    if address and (_NO_PERSON.search(address) or name_robot(address)):
        return address, None
    return address or names.fold(name), Guest(name, Direction.BOTH, tuple(points[:1]))


def _key(guest: Guest) -> str:
    return guest.points[0].normal if guest.points else names.fold(guest.name)


_VIDEO = re.compile(
    r"zoom\.us|\bzoom meeting|meet\.google\.|google meet|hangouts|teams\.(?:microsoft|live)\.com"
    r"|microsoft teams|webex|whereby\.com|meet\.jit\.si|\bjitsi|gotomeet|skype|bluejeans|facetime"
    r"|chime\.aws|bigbluebutton|\bvideo[ -]?(?:call|chat|conference|konferenz|anruf|llamada)"
    r"|visioconf|videollamada",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"\s*(?:online|virtual(?:ly)?|remote(?:ly)?|zoom|teams|meet)\s*", re.IGNORECASE
)
_PHONE = re.compile(
    r"\b(?:(?:tele)?phone|call|dial[ -]?in|telefon\w*|téléphone|appel|teléfono|llamada)\b",
    re.IGNORECASE,
)
_DIALLED = re.compile(r"\b(?:call|phone|dial|ring)\b[^\n]{0,30}?\+?\d[\d ()/-]{6,}", re.IGNORECASE)
_LINK = re.compile(r"\b[a-z][a-z+.-]{1,15}://\S+|\btel:\S+", re.IGNORECASE)


def _find_channel(component: Component, location: str) -> Channel:
    """As the location says; a place where people met counts for more than a link, which many
    calendars add to everything. Without one, as the conference or else the description says.
    """
    if _VIDEO.search(location) or _ONLINE.fullmatch(location):
        return Channel.VIDEO
    if _PHONE.search(location) or addresses.normal_phone(location):
        return Channel.CALL
    if _trim_location(location):
        return Channel.MEETING
    links = [str(link).lower() for name in LINKS for link in _values(component, name)]
    if location or any(link.startswith("http") for link in links):
        return Channel.VIDEO
    if links:
        return Channel.CALL if any("tel:" in link for link in links) else Channel.VIDEO
    told = f"{read_text(component, 'DESCRIPTION')}\n{read_text(component, 'URL')}"
    if _VIDEO.search(told):
        return Channel.VIDEO
    return Channel.CALL if _DIALLED.search(told) else Channel.MEETING


def _trim_location(location: str) -> str:
    """The place without links, which may hold the key to a meeting, and without a bare number."""
    place = (_LINK.sub("", location) if ":" in location else location).strip(" ,;|-()<>")
    return "" if addresses.normal_phone(place) else place


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
