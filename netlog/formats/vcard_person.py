"""What the properties of a vCard say of a person.

What netlog has no field for, and a person may want to know again, becomes a remark: a street, the
spouse, an address that is none. Pictures, keys and the like are left out.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from netlog.core import dates, names, tidy
from netlog.core.excerpt import shorten
from netlog.core.model import Birthday, Contact, Intros, Problem
from netlog.errors import BadInput
from netlog.formats.contentlines import Property, line_of, split, text_of
from netlog.formats.entry import REACHED_BY, Card, Remark, Skipped, Tie
from netlog.formats.vcard_points import KINDS, clean_label, label_of, preference, read_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netlog.core.model import Point

Properties = dict[str, list[Property]]  # by what they are to us, see ROLES
Labels = dict[str, str]  # by group

# What becomes a remark, and its first word; the empty one is taken from the label.
_FACTS = {
    **dict.fromkeys(("RELATED", "X-ABRELATEDNAMES", "X-ABDATE", "X-ANDROID-CUSTOM"), ""),
    **{
        f"{prefix}{word.upper()}": word
        for prefix in ("X-", "X-EVOLUTION-", "X-MS-", "X-KADDRESSBOOK-X-")
        for word in ("anniversary", "assistant", "manager", "office", "profession", "spouse")
    },
    **{
        f"X-{word.upper()}": word
        for word in (
            *(
                "aim",
                "facebook",
                "gadugadu",
                "gtalk",
                "groupwise",
                "icq",
                "jabber",
                "matrix",
                "msn",
                "qq",
            ),
            *("sip", "skype", "twitter", "yahoo", "department"),
        )
    },
    **{
        word.upper(): word for word in ("anniversary", "expertise", "hobby", "interest", "pronouns")
    },
    **{f"X-CUSTOM{number}": "custom" for number in range(1, 5)},
    "MAIDEN": "maiden name",
    "X-MAIDENNAME": "maiden name",
    "X-PHONETIC-FIRST-NAME": "phonetic first name",
    "X-PHONETIC-LAST-NAME": "phonetic last name",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-KADDRESSBOOK-X-SPOUSENAME": "spouse",
    "X-KADDRESSBOOK-X-IMADDRESS": "chat",
    "X-FM-ONLINE-OTHER": "chat",
    "X-WAB-SPOUSE_NAME": "spouse",
    "X-WAB-WEDDING_ANNIVERSARY": "anniversary",
    "X-MS-IMADDRESS": "chat",
    "X-MS-INTERESTS": "interest",
    "X-SKYPE-USERNAME": "skype",
}

# What Android's contact events and relations are, by their numbers (CommonDataKinds).
_ANDROID = {
    "contact event": ("", "anniversary", "event", "birthday"),
    "relation": (
        *("", "assistant", "brother", "child", "partner", "father", "friend", "manager", "mother"),
        *("parent", "partner", "referred by", "relative", "sister", "spouse"),
    ),
}

# netlog's own fields, each of which is X-NETLOG- and this.
_OWN = (
    "ABOUT", "ADDED-ON", "ARCHIVED", "CADENCE", "CIRCLE", "INTRODUCED-BY", "INTROS", "KNOWN-AS",
    "KNOWS", "MET", "MET-ON", "SNOOZED-UNTIL",
)  # fmt: skip

_OWN_ROLES = frozenset(f"X-NETLOG-{name}" for name in _OWN)

# The properties that are read, and what they are to us.
ROLES = {
    **{name: name for name in ("FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "ADR", "BDAY")},
    **{name: name for name in ("UID", "CATEGORIES", "NOTE", "KIND", "X-ABLABEL")},
    "X-ADDRESSBOOKSERVER-KIND": "KIND",
    "X-GROUP-MEMBERSHIP": "CATEGORIES",
    "X-GN": "CATEGORIES",  # Samsung
    **dict.fromkeys(KINDS, "POINT"),
    **dict.fromkeys(_FACTS, "FACT"),
    **{role: role for role in _OWN_ROLES},
}

_NOT_PEOPLE = frozenset({"group", "location", "application", "device"})
_NAMELESS = "it names nobody: no name that can be taken, no organisation, no address"


def make_card(place: str, found: Properties) -> Card | Skipped | Problem:
    """The person whom these properties describe, or why there is none."""
    if not any(prop.value.strip(" ;") for props in found.values() for prop in props):
        return Skipped(place, "empty")
    kind = _first(found, "KIND").lower()
    if kind in _NOT_PEOPLE:
        return Skipped(place, f"{kind}, not a person")
    labels = {prop.group: clean_label(text_of(prop.value)) for prop in found.get("X-ABLABEL", ())}
    points, others = read_points(found.get("POINT", ()), labels)
    org = _read_org(found)
    name, aliases = _read_names(found, org, points)
    if not name:
        return Problem(place, _NAMELESS)
    contact = Contact(
        id=0,
        uid=_bare_uid(_first(found, "UID")),
        name=name,
        org=org,
        title=_first_line(found, "TITLE") or _first_line(found, "ROLE"),
        city=_read_city(found),
        birthday=next((day for text in _texts(found, "BDAY") if (day := read_day(text))), None),
        points=tidy.distinct(points),
        aliases=aliases,
        tags=_read_tags(found),
    )
    remarks = (
        *_read_notes(found),
        *_read_rest(found, labels),
        *(Remark.of(REACHED_BY[kind], text, label) for kind, text, label in others),
        *_read_facts(found, labels),
    )
    if not _OWN_ROLES.isdisjoint(found):
        contact = _add_own(contact, found)
    return Card(
        place=place,
        contact=contact,
        remarks=tuple(dict.fromkeys(remarks)),
        knows=tuple(dict.fromkeys(_read_known(found))),
        introduced_by=_first(found, "X-NETLOG-INTRODUCED-BY"),
    )


def _add_own(contact: Contact, found: Properties) -> Contact:
    """The contact with the fields that only netlog writes, as far as they can be read."""
    own = {role[9:]: _first(found, role) for role in found if role.startswith("X-NETLOG-")}
    cadence, intros = own.get("CADENCE", ""), own.get("INTROS", "")
    return contact._replace(
        about=own.get("ABOUT", ""),
        added_on=_date(own.get("ADDED-ON", "")) or date.min,
        archived=own.get("ARCHIVED", "").lower() == "true",
        cadence_days=int(cadence) or None if re.fullmatch("[0-9]{1,5}", cadence) else None,
        circle=_first_line(found, "X-NETLOG-CIRCLE") or None,
        known_as=tuple(dict.fromkeys(_texts(found, "X-NETLOG-KNOWN-AS"))),
        intros=Intros(intros) if intros in set(Intros) else Intros.ASK,
        met=_first_line(found, "X-NETLOG-MET"),
        met_on=_date(own.get("MET-ON", "")),
        snoozed_until=_date(own.get("SNOOZED-UNTIL", "")),
    )


def _texts(found: Properties, role: str) -> list[str]:
    """The values that say anything."""
    return [text for prop in found.get(role, ()) if (text := text_of(prop.value))]


def _first(found: Properties, role: str) -> str:
    return next(iter(_texts(found, role)), "")


def _first_line(found: Properties, role: str) -> str:
    return next(filter(None, (line_of(prop.value) for prop in found.get(role, ()))), "")


def _parts(value: str, separators: str = ";") -> list[str]:
    if "\\" not in value and value.isprintable():
        return [part.strip() for part in split(value, separators)]
    return [line_of(part) for part in split(value, separators)]


def _read_names(found: Properties, org: str, points: list[Point]) -> tuple[str, tuple[str, ...]]:
    """The best that the card has for a name, or none, and the aliases."""
    # Whoever writes a name in two scripts gives two of them.
    full = [name for text in _texts(found, "FN") if (name := _clean(text))]
    if not full or "," in full[0]:
        structured = _clean(_structured_name(found))
        if structured and (not full or _is_turned(full[0], found)):
            full = [structured]
    names_given = [*full, *filter(None, map(_clean, _read_nicknames(found)))]
    if not names_given:
        reached = [p.value for kind in ("email", "phone") for p in points if p.kind == kind]
        return next(filter(None, map(_clean, (org, *reached))), ""), ()
    name, *aliases = dict.fromkeys(names_given)
    return name, tuple(aliases)


def _clean(text: str) -> str:
    """The text as a name is stored, shortened if need be; empty for one that nobody can be found
    by, since nothing is visible in it, or it reads like an id.
    """
    if _is_long(text):
        text = shorten(text, names.LONGEST_NAME - 1)
    if text.isascii() and text.isprintable():
        name = " ".join(text.split())  # as names.clean has it, in a tenth of the time
    else:
        try:
            name = names.clean(text)
        except BadInput:
            return ""
    return "" if name[-1:].isdecimal() and names.parse_ref(name) else name


def _is_long(text: str) -> bool:
    return len(text) > names.LONGEST_NAME


def _structured_name(found: Properties) -> str:
    """`family;given;more` as one says it: given names first, but for 王小明."""
    for prop in found.get("N", ()):
        parts = [" ".join(_parts(part, ",")) for part in split(prop.value)]
        family, given, more, *_ = [*parts, "", "", ""]
        if name := tidy.full_name(given, family, more):
            return name
    return ""


def _is_turned(text: str, found: Properties) -> bool:
    """Whether a name is `Lovelace, Ada`, as Outlook files people, and N says so too."""
    family, _, given = text.partition(",")
    return any(
        _parts(prop.value)[:2] == [family.strip(), given.strip()] for prop in found.get("N", ())
    )


def _read_nicknames(found: Properties) -> Iterator[str]:
    for prop in found.get("NICKNAME", ()):
        yield from _parts(prop.value, ",")
    for kind, text, _ in _read_custom(found):
        if kind == "nickname":
            yield text


def _read_custom(found: Properties) -> Iterator[tuple[str, str, str]]:
    """What Android keeps beside the standard: `vnd.android.cursor.item/relation;Tom;3;Pal;…`,
    its kind, its text, and what it is called.
    """
    for prop in found.get("FACT", ()):
        if prop.name == "X-ANDROID-CUSTOM":
            item, text, number, called, *_ = [*_parts(prop.value), "", "", ""]
            kind = item.rpartition("/")[2].replace("_", " ")
            known = dict(zip(map(str, count()), _ANDROID.get(kind, ()), strict=False))
            yield kind, text, known.get(number) or called or kind


def _read_org(found: Properties) -> str:
    return next((part for prop in found.get("ORG", ()) for part in _parts(prop.value) if part), "")


def _read_city(found: Properties) -> str:
    """The city of the preferred address, else of the first that has one."""
    for prop in sorted(found.get("ADR", ()), key=preference):
        parts = _parts(prop.value)
        if len(parts) > 3 and parts[3]:
            return parts[3]
    return ""


def read_day(text: str) -> Birthday | None:
    """`1996-04-15`, `19960415`, `--0415`, `--04-15`, with or without a time, whose zone does not
    matter; or a day in words. None for others.

    Where the year is not known, Apple writes 1604, and others other years long past.
    """
    if found := _day().match(text):
        year, month, day = (int(part or 0) for part in found.groups())
        try:
            date(year or 1604, month, day)
        except ValueError:
            return None
        return Birthday(month, day, year if year >= 1800 else None)
    try:
        return dates.parse_birthday(text)
    except BadInput:
        return None


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"(?:(\d{4})-?|--)(\d\d)-?(\d\d)(?:$|[T ])", re.ASCII)


# Groups that address books put everybody into.
_NO_TAGS = frozenset({"mycontacts", "my contacts", "system group: my contacts", "unfiled"})


def _read_tags(found: Properties) -> tuple[str, ...]:
    if "CATEGORIES" not in found:
        return ()
    texts = [part for prop in found.get("CATEGORIES", ()) for part in _parts(prop.value, ";,")]
    own = "X-NETLOG-ADDED-ON" in found
    words = (word if own else word.removeprefix("* ") for word in texts)
    tags = tidy.tags(word for word in words if word.lstrip("#").strip())
    return tags if own else tuple(tag for tag in tags if tag not in _NO_TAGS)


def _read_notes(found: Properties) -> Iterator[Remark]:
    for prop in found.get("NOTE", ()):
        if text := text_of(prop.value):
            yield Remark(text, _date(prop.params.get("X-NETLOG-ON", "")))


def _read_rest(found: Properties, labels: Labels) -> Iterator[Remark]:
    """What did not fit into the one field there is for it."""
    yield from (Remark.of("full name", text) for text in _texts(found, "FN") if _is_long(text))
    yield from _read_offices(found)
    for prop in found.get("ADR", ()):
        parts = _parts(prop.value)
        if any(parts[:3]):  # a letter can be written there
            address = ", ".join(part.rstrip(",") for part in parts if part)
            yield Remark.of("address", address, label_of(prop, labels))
    for text in _texts(found, "BDAY"):
        if not read_day(text) and re.search("[1-9]", text):
            yield Remark.of("birthday", text)


def _read_offices(found: Properties) -> Iterator[Remark]:
    """Departments, and any further organisations and titles."""
    for number, prop in enumerate(found.get("ORG", ())):
        if not number and ";" not in prop.value:
            continue
        name, *units = [part for part in _parts(prop.value) if part] or [""]
        if number and name:
            yield Remark.of("organisation", name)
        if units:
            yield Remark.of("department", ", ".join(units))
    for title in [*_texts(found, "TITLE"), *_texts(found, "ROLE")][1:]:
        yield Remark.of("title", title)


def _read_facts(found: Properties, labels: Labels) -> Iterator[Remark]:
    for prop in found.get("FACT", ()):
        text, word, label = line_of(prop.value), _FACTS[prop.name], ""
        if not text or prop.name == "X-ANDROID-CUSTOM" or _is_uid(text):
            continue
        label = label_of(prop, labels)
        if not word:
            word, label = label or ("date" if prop.name == "X-ABDATE" else "relation"), ""
        day = read_day(text) if word == "anniversary" else None
        yield Remark.of(word, str(day or text), label)
    for kind, text, called in _read_custom(found):
        if text and kind in _ANDROID:
            yield Remark.of(called, text)


def _read_known(found: Properties) -> Iterator[Tie]:
    """Whom this one knows."""
    for prop in found.get("X-NETLOG-KNOWS", ()):
        uid, how, *_ = [*map(text_of, split(prop.value)), "", ""]
        if uid:
            yield Tie(uid, how, _date(prop.params.get("X-NETLOG-ON", "")))
    for text in _texts(found, "FACT"):
        if _is_uid(text):
            yield Tie(_bare_uid(text))


def _is_uid(text: str) -> bool:
    return text[:9].lower() == "urn:uuid:"


def _bare_uid(text: str) -> str:
    """The uid without `urn:uuid:`, which vCard 4.0 puts before it, and some programs twice."""
    while _is_uid(text):
        text = text[9:]
    return text


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
