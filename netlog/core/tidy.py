"""Texts, addresses, numbers and tags as they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core import names
from netlog.core.model import Point
from netlog.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable


def email_point(text: str, label: str = "") -> Point:
    """Raises BadInput for what is no address."""
    normal = names.normal_email(text)
    if normal is None:
        raise BadInput(f'"{text}" is not an e-mail address', "write it like ada@example.com")
    return Point("email", text.strip(), normal, label)


def phone_point(text: str, label: str = "") -> Point:
    """Raises BadInput for what is no phone number."""
    normal = names.normal_phone(text)
    if normal is None:
        raise BadInput(f'"{text}" is not a phone number', 'write it like "+49 30 1234567"')
    return Point("phone", text.strip(), normal, label)


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
