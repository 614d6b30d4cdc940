"""The journal of the program `friends` (friends.md): friends, what was done with them, notes.

The file tells of activities and notes before it tells who the friends are, so it is held in
memory, up to a size that no life fills, and friends are yielded first, each with their notes.
Sources: lib/friends/{introvert,friend,event,tag_regex}.rb of github.com/JacobEvelyn/friends.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.core import names, tidy
from netlog.core.channels import guess_channel
from netlog.core.model import Channel, Contact, Problem, Touchpoint
from netlog.errors import BadInput
from netlog.formats.entry import Card, Entry, Guest, Remark, Skipped
from netlog.formats.headers import decode, fold_space

if TYPE_CHECKING:
    from collections.abc import Iterator

# Forty thousand friends and a hundred activities with each year after year fit in.
_LARGEST = 32 * 1024 * 1024
_LONGEST = 64 * 1024  # of one line
_SECTIONS = ("activities", "notes", "friends", "locations")


def read(stream: BinaryIO) -> Iterator[Card | Entry | Skipped | Problem]:
    """Read friends, each with the notes about them, and then the activities.

    Places are like `line 12`. The file has no ids: an activity names its guests as their cards do,
    and whoever is named in it or in a note without being a friend is told by that name alone. An
    activity has the same source id as long as its day and its words stay. The days are as written,
    whether past or to come. An empty file yields nothing; raises BadInput for one that has none of
    the headings, such as `### Friends:`, or more than 32 MB.
    """
    data = _read_whole(stream)
    notes: dict[str, _Notes] = {}
    for line in _lines(data):
        if line.section == "notes":
            yield from _take_note(line, notes)
        elif not line.section:
            yield Problem(line.place, line.reason or "it stands under no heading that is known")
    for line in _lines(data):
        if line.section == "friends":
            yield _make_card(line, notes)
    for about in notes.values():
        yield Card(about.place, Contact(id=0, uid="", name=about.name), tuple(about.remarks))
    for line in _lines(data):
        if line.section == "activities":
            yield _make_entry(line)


def _read_whole(stream: BinaryIO) -> bytes:
    """All of a file that has a heading, or nothing in it. Raises BadInput for any other."""
    try:
        data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise BadInput(
            f"reading it broke off: {error.strerror or error}",
            "copy the file to another disk first, and import the copy",
        ) from error
    if len(data) > _LARGEST:
        raise BadInput(
            "this is larger than 32 MB, and no friends.md",
            "name the file that the program friends keeps",
        )
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.strip() and not any(_find_section(decode(line[:80]).strip()) for line in BytesIO(data)):
        raise BadInput(
            "this is not a friends.md: it has no heading like ### Friends:",
            "name the file that the program friends keeps, by default ./friends.md",
        )
    return data


class _Line(NamedTuple):
    """A line that is not blank, or the `reason` why it cannot be read."""

    place: str
    section: str
    text: str
    reason: str = ""


class _Notes(NamedTuple):
    """What is noted about one person, who is called that at that place first."""

    name: str
    place: str
    remarks: list[Remark]


class _Event(NamedTuple):
    """An activity or a note: its day and its words, with and without the marks."""

    on: date
    note: str
    veiled: str  # with § for every name, so that Chase Call phones nobody
    people: tuple[str, ...]
    tags: tuple[str, ...]
    place: str


def _lines(data: bytes) -> Iterator[_Line]:
    """The lines under each heading, without the marks of a list."""
    section = ""
    for number, raw in enumerate(BytesIO(data), 1):
        place = f"line {number}"
        if len(raw) > _LONGEST:
            yield _Line(place, section, "", f"it is longer than {_LONGEST // 1024} KB")
            continue
        text = fold_space(decode(raw))
        if text.startswith("#"):
            section = _find_section(text)
        elif text:
            yield _Line(place, section, re.sub(r"^[-*+]\s+", "", text))


def _find_section(text: str) -> str:
    """What is under a heading like `### Notes:`; empty for any other line."""
    heading = re.fullmatch(r"#+ ?(\w+) ?:?", text)
    return heading[1].lower() if heading and heading[1].lower() in _SECTIONS else ""


def _take_note(line: _Line, notes: dict[str, _Notes]) -> Iterator[Skipped | Problem]:
    """Put a note down for everyone whom it names."""
    event = _read_event(line)
    if isinstance(event, Problem):
        yield event
        return
    if not event.people:
        yield Skipped(line.place, "naming no friend")
    for name in event.people:
        about = notes.setdefault(names.fold(name), _Notes(name, line.place, []))
        about.remarks.append(Remark(event.note, event.on))


def _make_card(line: _Line, notes: dict[str, _Notes]) -> Card | Problem:
    """The friend in a line like `Grace Hopper (a.k.a. The Admiral) [Paris] @navy @science`.

    It is read from its end, so that brackets within a name stay there.
    """
    if line.reason:
        return Problem(line.place, line.reason)
    words = line.text.split()
    tags: list[str] = []
    while words and _TAG.fullmatch(words[-1]):
        tags.append(words.pop().lstrip("@"))
    rest, city = _split_end(" ".join(words), "[", "]")
    rest, nicknames = _split_end(rest, f"({_ALSO}", ")")
    try:
        name = names.clean(rest)
        aliases: dict[str, str] = {}
        for nickname in filter(None, map(str.strip, nicknames.split(_ALSO))):
            aliases.setdefault(names.fold(nickname), names.clean(nickname))
        aliases.pop(names.fold(name), None)
        contact = Contact(
            id=0,
            uid="",
            name=name,
            city=city,
            aliases=tuple(aliases.values()),
            tags=tidy.tags(reversed(tags)),
        )
    except BadInput as error:
        return Problem(line.place, error.message)
    about = notes.pop(names.fold(name), None)
    return Card(line.place, contact, tuple(about.remarks) if about else ())


def _split_end(text: str, opening: str, closing: str) -> tuple[str, str]:
    """What stands before the brackets that end a text, and what is in them."""
    head, found, inside = text.removesuffix(closing).rpartition(opening)
    return (head.rstrip(), inside.strip()) if found and text.endswith(closing) else (text, "")


def _make_entry(line: _Line) -> Entry | Skipped | Problem:
    event = _read_event(line)
    if isinstance(event, Problem):
        return event
    if not event.people:
        return Skipped(line.place, "naming no friend")
    # What friends calls an activity is something done together, where its words say nothing else.
    channel = guess_channel(event.veiled) or Channel.MEETING
    touchpoint = Touchpoint(
        id=0,
        on=event.on,
        channel=channel,
        note=event.note,
        place=event.place,
        tags=event.tags,
        source="friends",
        source_id=sha256(f"{event.on}\n{event.note}".encode()).hexdigest()[:32],
    )
    guests = tuple(Guest(name, channel.direction) for name in event.people)
    return Entry(line.place, touchpoint, guests)


def _read_event(line: _Line) -> _Event | Problem:
    """Read a line like `2018-01-04: Lunch with **Grace Hopper** in _Paris_. @food`."""
    if line.reason:
        return Problem(line.place, line.reason)
    head = re.match(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?::\s*|$)", line.text)
    if not head:
        return Problem(line.place, "it does not begin with a day, like 2018-01-04:")
    try:
        on = date(*map(int, head.groups()))
    except ValueError:
        return Problem(line.place, f"{head[0].rstrip(': ')} is no day of the calendar")
    words = line.text[head.end() :]
    if not words:
        return Problem(line.place, "it says nothing but its day")
    people: dict[str, str] = {}
    try:
        for name in _NAME.findall(words):
            people.setdefault(names.fold(name), names.clean(name))
        tags = tidy.tags(tag.lstrip("@") for tag in _TAG.findall(words))
    except BadInput as error:
        return Problem(line.place, error.message)
    place = _PLACE.search(words)
    plain = _PLACE.sub(r"\1", words)
    return _Event(
        on=on,
        # A tag is marked as netlog marks them, where @ stands before a place.
        note=_TAG.sub(lambda tag: f"#{tag[0][1:]}", _NAME.sub(r"\1", plain)),
        veiled=_NAME.sub("§", plain),
        people=tuple(people.values()),
        tags=tags,
        place=" ".join(place[1].split()) if place else "",
    )


_ALSO = "a.k.a. "
_NAME = re.compile(r"\*\*(\w[^*]*)\*\*")
# Not between letters, or snake_case_words would be places; nor is the @ of an address a tag.
_PLACE = re.compile(r"(?<!\w)_(\w[^_]*)_(?!\w)")
_TAG = re.compile(r"(?<![^\W_])@[^\W_]+(?:[:-][^\W_]+)*")
