"""What icalendar leaves to others: odd names of time zones, and what repeats.

Sources: RFC 5545 (rules), and what Outlook, Exchange, Evolution and Mozilla put into TZID.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Any

from dateutil.rrule import rrulestr
from icalendar import Timezone
from icalendar.timezone import tzp
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON
from icalendar.timezone.zoneinfo import ZONEINFO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import vRecur

Moment = date | datetime

# Most times that one event is followed: daily for twenty-seven years.
MOST_TIMES = 10_000


class _Zones(ZONEINFO):
    """The zones that icalendar knows, and odd names for them; none that would take forever."""

    def timezone(self, name: str) -> tzinfo | None:
        """The zone by its name, by a path that ends in one as Mozilla writes it, or by a name of
        Exchange: `tzone://Microsoft/Utc`, `GMT Standard Time 1`, `(UTC+01:00) Amsterdam`.
        """
        steps = name[:200].strip("/ '").split("/")
        for start in range(min(len(steps), 5)):
            called = "/".join(steps[start:])
            numbered = re.sub(r" \d{1,3}$", "", called)
            called = "UTC" if called.upper() == "UTC" else WINDOWS_TO_OLSON.get(numbered, called)
            with suppress(OSError):  # a folder of the database, such as America
                if zone := super().timezone(called):
                    return zone
        offset = re.search(r"(?:UTC|GMT) ?([+-])(\d\d?)[:.]?([0-5]\d)?(?!\d)", name[:80], re.ASCII)
        if not offset or int(offset[2]) > 14:
            return None
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-ahead if offset[1] == "-" else ahead)

    def create_timezone(self, tz: Any) -> tzinfo:  # type: ignore[override]  # as ZONEINFO has it
        """The zone that a file defines. Raises ValueError for a rule that changes the clock more
        than once a day.
        """
        for part in tz.subcomponents:
            rule = part.get("RRULE", {})
            if rule and (
                rule.get("FREQ") != ["YEARLY"]
                or any(len(rule.get(name, ())) > 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
            ):
                raise ValueError
            # Windows begins in 1601, and dateutil would go through all the years since.
            if part["DTSTART"].dt.year < 1970:
                part["DTSTART"].dt = part["DTSTART"].dt.replace(year=1970)
        zone = super().create_timezone(tz)
        # What it holds is looked at only when it is asked for.
        datetime(2020, 1, 1, tzinfo=zone).utcoffset()
        return zone


def forget_zones() -> None:
    """Make icalendar know no zones of other files."""
    tzp.use(_Zones())


def learn_zone(text: str) -> None:
    """Have icalendar know the zone that a VTIMEZONE describes; one that makes no sense is none."""
    with suppress(ValueError, TypeError, AttributeError, OverflowError, LookupError):
        Timezone.from_ical(text)


# dateutil looks for the next day of a rule as far as the year 9999, which takes ten seconds where
# there is none (30 February). The calendar repeats every 400 years, weekdays too: so a rule is
# followed in the last such age, where that takes half a second.
_AGE = 400 * 19
_FREQUENCIES = (["DAILY"], ["WEEKLY"], ["MONTHLY"], ["YEARLY"])


def follow(rule: vRecur, start: datetime) -> Iterator[datetime]:
    """The times of a rule from `start` on, on the same clock as it; perhaps without end.

    Raises ValueError, at the first of them at the latest, for a rule that cannot be followed, or
    that comes several times an hour.
    """
    try:
        if rule.get("FREQ") not in _FREQUENCIES or min(rule.get("INTERVAL", [1])) < 1:
            raise ValueError
        if not 1970 <= start.year <= 9999 - _AGE:
            raise ValueError
        rule = rule.copy()
        for until in rule.pop("UNTIL", ()):
            if until.year < 2400:  # else it is forever, as far as anybody can tell
                rule["UNTIL"] = [_shift(_on_clock(until, start))]
        text = str(rule.to_ical(), "utf-8")  # type: ignore[no-untyped-call]
        for moment in rrulestr(text, dtstart=_shift(start.replace(tzinfo=None))):
            yield moment.replace(year=moment.year - _AGE, tzinfo=start.tzinfo)
    except (TypeError, AttributeError, LookupError, OverflowError) as error:
        raise ValueError from error


def _shift(moment: datetime) -> datetime:
    return moment.replace(year=moment.year + _AGE)


def _on_clock(until: Moment, start: datetime) -> datetime:
    """The last moment of a rule as the clock of its start shows it. A day is meant to its end, and
    so is a moment where only one of them has a zone.
    """
    if isinstance(until, datetime) and bool(until.tzinfo) == bool(start.tzinfo):
        return until.astimezone(start.tzinfo).replace(tzinfo=None) if start.tzinfo else until
    return datetime(until.year, until.month, until.day, 23, 59, 59)  # noqa: DTZ001


def day_of(moment: Moment, start: Moment) -> date:
    """The day of one time of a series, on the clock of its start."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo and isinstance(start, datetime) and start.tzinfo:
        moment = moment.astimezone(start.tzinfo)
    return moment.date()
