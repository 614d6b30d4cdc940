"""Days and times as programs write them into files, in English, German, French and Spanish.

No day is guessed: `11-01` of a file may be in January or November, and is refused. What a person
types goes through `core.dates`, which knows words such as yesterday.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import NamedTuple

from netlog.core import dates, names
from netlog.core.excerpt import shorten
from netlog.core.model import Birthday
from netlog.errors import BadInput


class Moment(NamedTuple):
    """A local day, and a local time if one is written. `instant` is when it was in UTC, if the
    text says in which zone it stands.
    """

    on: date
    at: time | None = None
    instant: datetime | None = None


def read_day(text: str, *, month_first: bool | None = None) -> date:
    """The day of `24 Nov 2025`, `24. März 2025`, `3 févr. 2024`, `2025-11-24`, `24.11.25`,
    `11/24/25` or `11/24/25, 2:37 PM`. Raises BadInput for what is none, or can be two and
    `month_first` does not say which.
    """
    return read_moment(text, month_first=month_first).on


def read_moment(
    text: str, zone: tzinfo | None = None, *, month_first: bool | None = None
) -> Moment:
    """The day and time of `2025-06-01 14:03:22 UTC`, `1/29/26, 2:37 PM` or a day alone.

    `zone` is where days are counted, by default the zone of this machine; it matters only where
    the text names its own. Raises BadInput as `read_day` does.
    """
    if len(text) == len("2025-06-01 14:03:22 UTC") and text.endswith(" UTC"):
        # A file of messages has no other form, and this is ten times as fast.
        with suppress(ValueError):
            return _localize(datetime.fromisoformat(text[:-4]).replace(tzinfo=UTC), zone)
    found = _moment().fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not found:
        raise _not_a_day(text)
    # Only Americans, and those who write as they do, count the hours to twelve before a slash.
    day = _read_date(found["day"], month_first=True if found["half"] else month_first)
    if found["hour"] is None:
        return Moment(day)
    try:
        clock = _read_clock(found)
        if not found["zone"]:
            return Moment(day, clock)
        return _localize(datetime.combine(day, clock, _read_zone(found["zone"])), zone)
    except ValueError:
        raise _not_a_day(text) from None


def read_birthday(text: str, *, month_first: bool | None = None) -> Birthday:
    """As `core.dates` reads it, and with the months of `read_day`. The years 0000 and 1604, which
    address books write for a year they do not know, are none. Raises BadInput.
    """
    words = re.sub(r"^(?:0000|1604)-", "--", text.strip()[:_LONGEST])
    words = re.sub(r"[T ]00:00(?::00(?:\.0+)?)?Z?$", "", words)
    try:
        return dates.parse_birthday(words)
    except BadInput as refusal:
        numbers = r"\d\d?[/-]\d\d?[/-]\d{4}"
        if not re.fullmatch(numbers, words) and not re.search(r"[^\W\d_].*\d{4}$", words):
            raise
        try:
            day = read_day(words, month_first=month_first)
        except BadInput:
            raise refusal from None
        return Birthday(day.month, day.day, day.year)


# No form is longer: "24 de septiembre de 2025, 10:30:00.000 a. m." has 45 characters.
_LONGEST = 60

_MONTHS = (
    "jan january januar janner jaenner janvier janv ene enero, "
    "feb february februar fevrier fevr fev febrero, mar march marz maerz mrz mars marzo, "
    "apr april avril avr abr abril, may mai mayo, jun june juni juin junio, "
    "jul july juli juillet juil julio, aug august aout ago agosto, "
    "sep sept september septembre septiembre set setiembre, "
    "oct october okt oktober octobre octubre, nov november novembre noviembre, "
    "dec december dez dezember decembre dic diciembre"
)
# Accents are folded away before a month is looked up.
_MONTH = {word: n for n, month in enumerate(_MONTHS.split(","), 1) for word in month.split()}


@cache
def _moment() -> re.Pattern[str]:
    return re.compile(
        r"(?P<day>[^:]+?)(?:(?:\s*,\s*|\s+|T)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
        r"(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?"
        r"\s*(?P<zone>UTC|GMT|Z|[+-][0-9]{2}:?[0-9]{2})?)?"
    )


def _localize(instant: datetime, zone: tzinfo | None) -> Moment:
    """Raises ValueError for an instant at the very ends of the calendar, where zones are not."""
    if not 1 < instant.year < 9999:
        raise ValueError(instant)
    local = instant.astimezone(zone)
    return Moment(local.date(), local.time(), instant)


def _read_clock(found: re.Match[str]) -> time:
    """Raises ValueError for no time of the day."""
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if found["half"][0] in "Pp" else 0)
    # A leap second has no place on a Python clock.
    return time(hour, int(found["minute"]), min(int(found["second"] or 0), 59))


def _read_zone(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(ahead if text[0] == "+" else -ahead)


# In an export the same few days come again and again.
@lru_cache(4096)
def _read_date(text: str, *, month_first: bool | None) -> date:
    if found := re.fullmatch(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})", text):
        return _make_date(text, found[1], int(found[3]), int(found[4]))
    if found := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})", text):
        one, two = int(found[1]), int(found[3])
        # With dots it is day first wherever it is written at all.
        if found[2] == "." or one > 12 or (month_first is False and two <= 12):
            return _make_date(text, found[4], two, one)
        if month_first or two > 12 or one == two:
            return _make_date(text, found[4], one, two)
        first = _make_date(text, found[4], one, two)
        raise BadInput(
            f"{text} can be read as {first} or {_make_date(text, found[4], two, one)}",
            f"write the one you mean in full, like {first}",
        )
    words = [word for word in names.fold(text).split() if word not in {"de", "del", "of"}]
    match words:
        case [day, month, year] if month in _MONTH:
            pass
        case [month, day, year] if month in _MONTH:
            pass
        case _:
            raise _not_a_day(text)
    number = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th|er)?", day)
    if not number or not re.fullmatch(r"[0-9]{4}|[0-9]{2}", year):
        raise _not_a_day(text)
    return _make_date(text, year, _MONTH[month], int(number[1]))


def _make_date(text: str, year: str, month: int, day: int) -> date:
    # Two digits are of this century: no program whose files are read is older.
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        made = date(full, month, day)
    except ValueError:
        raise BadInput(f'the calendar has no "{text}"', "check the day and the month") from None
    # Zones may shift it by a day.
    if not 1 < made.year < 9999:
        raise _not_a_day(text)
    return made


def _not_a_day(text: str) -> BadInput:
    return BadInput(f'"{shorten(text, 40)}" is not a day I can read', "write it like 2025-11-24")
