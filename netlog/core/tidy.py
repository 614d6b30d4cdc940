"""Texts, addresses, numbers and tags as they are stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netlog.core import addresses, names
from netlog.core.excerpt import shorten
from netlog.core.model import Point
from netlog.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable


def email_point(text: str, label: str = "") -> Point:
    """Raises BadInput for what is no address."""
    if point := _point("email", text, label):
        return point
    raise BadInput(
        f'"{shorten(text, 40)}" is not an e-mail address', "write it like ada@example.com"
    )


def phone_point(text: str, label: str = "") -> Point:
    """Raises BadInput for what is no phone number."""
    if point := _point("phone", text, label):
        return point
    raise BadInput(f'"{shorten(text, 40)}" is not a phone number', 'write it like "+49 30 1234567"')


def any_point(kind: str, text: str, label: str = "") -> Point:
    """What another program calls an address, be it one or not, such as `skype:ada`."""
    return _point(kind, text, label) or Point(kind, text, text, label)


def _point(kind: str, text: str, label: str) -> Point | None:
    value, normal = text.strip(), addresses.NORMALS[kind](text)
    if normal == value:
        value = normal  # one string for both: a large file has many
    return Point(kind, value, normal, label) if normal else None


def read_points(kind: str, text: str, label: str = "") -> tuple[list[Point], str]:
    """The addresses or numbers in a field where people write one, several, or anything; and what
    in it is none. Nothing comes of a field that says nothing, such as `n/a`.
    """
    whole = _point(kind, text, label)
    parts = re.split(_BETWEEN[kind], text, maxsplit=_MOST)
    if whole and len(parts) == 1:
        return [whole], ""
    parts = [part for part in parts if not is_blank(part)]
    found = [_point(kind, part, label) for part in parts]
    # `Poe, Ed <a@b.example>` is one address; with another before it, it is part of a list.
    several = kind == "email" and any(found[:-1])
    if whole and not several and (None in found or len(parts) == 1):
        return [whole], ""
    if None in found and kind == "url":
        return [], text.strip()
    if kind == "phone":
        found = [point or _worded(parts[n], label) for n, point in enumerate(found)]
    others = [part.strip() for part, point in zip(parts, found, strict=True) if not point]
    points = [point for point in found if point]
    return points, ", ".join(others) if points or not others else text.strip()


_MOST = 100  # signs between the addresses of one field
_BETWEEN = {
    "email": r"[,;|\n]|:::|\s/\s",
    "phone": r"[,;|\n]|:::|\s/\s|\s(?:or|oder|ou|o)\s",
    "url": r"[|\s]|:::|[,;](?=https?://)",
}


_LONGEST = 100  # characters of a number and a word


def _worded(text: str, label: str) -> Point | None:
    """A number with a word beside it, as in `Office: 555-0100` or `555-0100 (home)`."""
    if len(text) > _LONGEST:
        return None
    found = re.fullmatch(
        r"(?:(?P<before>[^\W\d][^:\d]{0,19})[:.\s]\s*)?(?P<number>[+(]*\d.*?)"
        r"(?:\s*\((?P<after>[^\W\d][^()\d]{0,19})\))?",
        text.strip(),
    )
    if not found:
        return None
    word = found["before"] or found["after"] or ""
    return _point("phone", found["number"], label or word.strip(" .:").lower())


def is_blank(text: str) -> bool:
    """Whether a field only says that there is nothing in it."""
    return len(text) < 16 and text.strip(" .-_?#–—").lower() in _BLANK


_BLANK = frozenset({"", "n/a", "na", "none", "null", "nil", "nan", "unknown", "undefined"})


def full_name(given: str, family: str, more: str = "") -> str:
    """As one says it: given names first, but for 王小明."""
    if given and family and not more and names.is_unspaced(family + given):
        return family + given
    return " ".join(f"{given} {more} {family}".split())


def distinct(points: Iterable[Point]) -> tuple[Point, ...]:
    """Each address and number once, as it was first written."""
    first: dict[tuple[str, str], Point] = {}
    for point in points:
        first.setdefault((point.kind, point.normal), point)
    return tuple(first.values())


def tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Without #, in small letters, one space between words, each once. Raises BadInput for an
    empty one.
    """
    tidy = [" ".join(text.lstrip("#").lower().split()) for text in texts]
    if "" in tidy:
        raise BadInput("a tag cannot be empty", "write it like mentor or #mentor")
    return tuple(dict.fromkeys(tidy))


def worded(text: str) -> str:
    """Raises BadInput for a text without words."""
    if not text.strip():
        raise BadInput(
            "there is nothing to write down", 'put the words in quotes, like "likes tea"'
        )
    return text.strip()
