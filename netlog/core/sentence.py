"""A log sentence read: its day, the people in it, tags, a place, the channel."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.channels import guess_channel
from netlog.core.dates import leading_day
from netlog.core.mentions import Reader, Spot, keep_current
from netlog.core.names import clean, fold, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from netlog.core.model import Channel, Named

# Stands where a mark was, so that positions stay and no name is read across it.
_HIDDEN = "\0"


class Mention(NamedTuple):
    """A name in the sentence: one person, or those whom the sentence could not tell apart."""

    text: str
    people: tuple[Named, ...]


class Sentence(NamedTuple):
    """What was understood. `note` has the words as written, less the date and the marks."""

    on: date | None
    note: str
    mentions: tuple[Mention, ...]
    new_people: tuple[str, ...]
    tags: tuple[str, ...]
    place: str
    channel: Channel | None


def read(
    text: str,
    people: Sequence[Named],
    today: date,
    recent: Collection[int] = (),
    together: Callable[[int], Collection[int]] = lambda _: (),
) -> Sentence:
    r"""Read a log sentence.

    `recent` holds the ids of those in touch within the last 90 days, `together(id)` gives those
    who ever shared a touchpoint with that contact. They settle a name that fits several people:
    whoever is already named in the sentence, else the only one who was together with the others,
    else the only recent one; otherwise the mention keeps them all.

    Names count as whole words in any case: the full name, an alias, the first name with or
    without an initial, the surname. A name that is also a word (Will, Mark, May) counts where it
    is written as a name: see `Reader`. `**New Person**` adds, `\Name` is left alone, `#tag` and
    `@Place` (`@"Blue Bottle"`, `@Blue_Bottle`) are taken down, and nobody is looked for in them.

    Raises BadInput for a leading day that cannot be taken, or a new name that cannot be stored.
    """
    written = unicodedata.normalize("NFC", text).strip()
    on, rest = leading_day(written, today)
    marks = _take_marks(rest.strip(), people)
    head = written[: len(written) - len(rest)].rstrip()
    shown, found = _find_unspaced(marks, people)
    strangers = {word for spot in marks.unknown for word in fold(spot.text).split()}
    fresh = not head or head[-1] in ".:!?-–—"
    reader = Reader(shown, people, marks.escaped, strangers, fresh=fresh)
    found = sorted([*marks.known, *found, *reader.find()], key=lambda spot: spot.start)
    return Sentence(
        on=on,
        note=marks.note,
        mentions=_settle(found, recent, together),
        new_people=tuple(marks.new),
        tags=tuple(marks.tags),
        place=marks.place,
        channel=guess_channel(
            _veil(marks.shown, [*found, *marks.unknown]) + (" video" if marks.video else "")
        ),
    )


@dataclass(slots=True)
class _Marks:
    """The sentence without its marks; `shown` is the note with all that is no name hidden."""

    note: str = ""
    shown: str = ""
    escaped: set[int] = field(default_factory=set)
    known: list[Spot] = field(default_factory=list)
    unknown: list[Spot] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    place: str = ""
    video: bool = False


def _take_marks(text: str, people: Sequence[Named]) -> _Marks:
    marks = _Marks()
    at = 0
    for mark in _mark_pattern().finditer(text):
        before, kept = text[at : mark.start()], mark[0]
        at = mark.end()
        marks.note += before
        marks.shown += before
        match mark.lastgroup:
            case "new" if fold(mark["new"]):
                kept = mark["new"].strip()
                _take_person(kept, marks, people)
            case "escape":
                marks.escaped.add(len(marks.note))
            case "tag" if (tag := mark["tag"].lower().rstrip("-")) not in marks.tags:
                marks.tags.append(tag)
            case "link" if re.search(r"(?i)zoom\.|meet\.google|teams\.|webex\.|skype\.", kept):
                marks.video = True
            case "place" if not marks.place:
                marks.place = " ".join(mark["place"].strip('"“”').replace("_", " ").split())
        if mark.lastgroup != "escape":
            marks.note += kept
            marks.shown += _HIDDEN * len(kept)
    marks.note += text[at:]
    marks.shown += text[at:]
    return marks


def _take_person(written: str, marks: _Marks, people: Sequence[Named]) -> None:
    name = clean(written)
    key = fold(name)
    start, end = len(marks.note), len(marks.note) + len(written)
    if known := keep_current([p for p in people if key == p.key or key in p.aliases]):
        marks.known.append(Spot(start, end, name, known))
        return
    marks.unknown.append(Spot(start, end, name))
    if key not in map(fold, marks.new):
        marks.new.append(name)


@cache
def _mark_pattern() -> re.Pattern[str]:
    # Not \w, which misses the vowel signs of Indic scripts.
    sign = r"[^\s\0!-,./:-@\[-^`{-~“”‘’„«»…、。，！？；：（）]"
    time = r"(?!\d{1,2}(?:[:.h]\d\d)?(?:[ap]m|h)?(?!\w))"
    return re.compile(
        rf"""
        \*\*(?P<new>[^*\n]+)\*\*
        | (?<![\w:\\]) \\ (?P<escape>) (?=\w)
        | (?P<link> (?<!\w)(?:https?://|www\.)\S+ | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+\.[\w.-]+)
        | (?<![\w\#&/@]) \# (?P<tag> (?={sign}*?[^\W\d_]) {sign}+ [+\#]*)
        | (?<![\w@]) @ {time}
          (?P<place> "[^"\n]{{1,80}}" | “[^”\n]{{1,80}}” | {sign}(?:(?:{sign}|['’&.])*{sign})?)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _find_unspaced(marks: _Marks, people: Sequence[Named]) -> tuple[str, list[Spot]]:
    """Names like 王小明 inside a run of letters, longest first; and the text without them."""
    shown = marks.shown
    if shown.isascii():
        return shown, []
    owners: dict[str, list[Named]] = {}
    for person in people:
        for name in {person.name, person.name.replace(" ", ""), *person.aliases}:
            sizable = len(name) >= 2 or not name.isalpha()
            if sizable and name in shown and is_unspaced(name):
                owners.setdefault(name, []).append(person)
    spots = []
    for name in sorted(owners, key=lambda name: (-len(name), name)):
        spots += [
            Spot(match.start(), match.end(), name, keep_current(owners[name]))
            for match in re.finditer(re.escape(name), shown)
            if match.start() not in marks.escaped
        ]
        shown = shown.replace(name, _HIDDEN * len(name))
    return shown, spots


def _settle(
    spots: Sequence[Spot],
    recent: Collection[int],
    together: Callable[[int], Collection[int]],
) -> tuple[Mention, ...]:
    """The mentions, each once, with whoever a name that fits several people stands for."""
    certain = {spot.people[0].id for spot in spots if len(spot.people) == 1}
    beside = {id_ for other in sorted(certain) for id_ in together(other)}
    mentions: dict[tuple[int, ...], Mention] = {}
    for spot in spots:
        people = spot.people
        for group in (certain, beside, recent) if len(people) > 1 else ():
            likely = [person for person in people if person.id in group]
            if len(likely) == 1:
                people = tuple(likely)
                break
        mentions.setdefault(tuple(p.id for p in people), Mention(spot.text, people))
    return tuple(mentions.values())


def _veil(shown: str, spots: Sequence[Spot]) -> str:
    """The text with `§` for every name, so that Chase Call phones nobody."""
    letters = list(shown)
    for spot in spots:
        letters[spot.start : spot.end] = "§" * (spot.end - spot.start)
    return "".join(letters)
