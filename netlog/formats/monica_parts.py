"""What belongs to a contact of Monica, as netlog's remarks and plans; and its days."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import dates
from netlog.errors import BadInput
from netlog.formats.cells import keep_lines
from netlog.formats.days import Moment
from netlog.formats.entry import Plan, Remark
from netlog.formats.monica_records import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from netlog.formats.monica_records import Record


def read_instant(text: str, zone: tzinfo | None) -> Moment | None:
    """When something was, in local days; None for what cannot be read.

    What has no time of its own, Monica writes with a midnight of UTC, which is no instant.
    """
    try:
        written = datetime.fromisoformat(text)
        if not 1 < written.year < 9999:
            return None
        if written.time() == time():
            return Moment(written.date())
        local = written.astimezone(zone) if written.tzinfo else written
    except (ValueError, OverflowError, OSError):
        return None
    return Moment(local.date(), local.time())


class Special(NamedTuple):
    """A date of which the year may be unknown, or nothing but the year be known, from an age."""

    known: str = ""
    year: str = ""


def read_special(record: Record, name: str) -> Special:
    value = record.value(name)
    moment = read_instant(text_of(value.get("date")), None) if isinstance(value, dict) else None
    if not moment:
        return Special()
    iso = moment.on.isoformat()
    if value.get("is_age_based") is True:
        return Special(year=iso[:4])
    return Special(f"-{iso[4:]}" if value.get("is_year_unknown") is True else iso)


def read_remark(part: Record, type_name: str, zone: tzinfo | None) -> Remark | None:
    """What a note, a gift and the like say, on their day; what has no name goes by its type's."""
    tell = _REMARKS.get(part.kind)
    name = "" if part.text("name") else type_name
    words = keep_lines(_join(": ", name, tell(part))) if tell else ""
    if not words:
        return None
    days = map(part.text, ("happened_at", "date", "completed_at"))
    moment = read_instant(next(filter(None, days), part.made), zone)
    dated = moment and part.kind not in {"pet", "address"}
    return Remark(words, moment.on if moment and dated else None)


def _tell_gift(part: Record) -> str:
    details = (part.text(name) for name in ("name", "comment", "url", "amount"))
    return f"gift ({part.text('status') or 'idea'}): {_join(', ', *details)}"


def _tell_debt(part: Record) -> str:
    whose = "I owe them" if part.value("in_debt") is True else "they owe me"
    settled = " (settled)" if part.text("status") == "complete" else ""
    return f"{_join(' ', whose, part.text('amount'), part.text('currency'))}{settled}"


def _tell_task(part: Record) -> str:
    state = "done" if part.value("completed") is True else "to do"
    return f"{state}: {_join(': ', part.text('title'), part.text('description'))}"


def _tell_pet(part: Record) -> str:
    category = part.text("category")
    return f"pet: {_join(' ', part.text('name'), category and f'({category})')}"


def _tell_address(part: Record) -> str:
    town = _join(" ", part.text("postal_code"), part.text("city"))
    lines = (part.text("street"), town, part.text("province"), part.text("country"))
    whole = _join(", ", *lines)
    # The city has a field of its own.
    return f"{part.text('name') or 'address'}: {whole}" if whole != part.text("city") else ""


def _join(sign: str, *texts: str) -> str:
    return sign.join(filter(None, texts))


_REMARKS: dict[str, Callable[[Record], str]] = {
    "note": lambda part: part.text("body"),
    "life_event": lambda part: _join(": ", part.text("name"), part.text("note")),
    "gift": _tell_gift,
    "debt": _tell_debt,
    "task": _tell_task,
    "pet": _tell_pet,
    "address": _tell_address,
}


def read_plan(part: Record, zone: tzinfo | None) -> Plan | None:
    """A reminder that is on. Those for a birthday, which cannot be deleted, Monica sets itself."""
    if part.kind != "reminder" or part.value("inactive") is True or part.value("delible") is False:
        return None
    moment = read_instant(part.text("initial_date"), zone)
    text = _join(": ", part.text("title"), part.text("description"))
    if not moment or not text:
        return None
    every = None
    if part.text("frequency_type") in {"day", "week", "month", "year"}:
        count = part.text("frequency_number") or "1"
        with suppress(BadInput):
            every = str(dates.parse_every(f"{count}{part.text('frequency_type')[0]}"))
    return Plan(keep_lines(text), moment.on, every)
