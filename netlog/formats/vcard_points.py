"""The ways to reach somebody, as vCards write them, and the labels they go by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netlog.core import tidy
from netlog.formats.contentlines import line_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netlog.core.model import Point
    from netlog.formats.contentlines import Property

# The properties that are read, and what kind of point they are.
KINDS = {
    "EMAIL": "email", "TEL": "phone", "URL": "url", "IMPP": "url", "X-SOCIALPROFILE": "url",
    "SOCIALPROFILE": "url", "X-SOCIAL-PROFILE": "url", "X-LINKEDIN": "url",
    "X-EVOLUTION-BLOG-URL": "url", "X-KADDRESSBOOK-BLOGFEED": "url", "X-MS-TEL": "phone",
}  # fmt: skip

# Types that every client sets, or that say nothing to a person.
_NOISE = frozenset(
    {
        *("internet", "pref", "text", "textphone", "video", "voice"),
        *("bbs", "ibmmail", "isdn", "modem", "msg", "x400"),
        *("dom", "intl", "parcel", "postal"),
    }
)
_PLACES = ("home", "work", "school", "other")  # these come first: `work fax`
_WORDS = {"cell": "mobile", "personal": "home", "business": "work"}

# What RFC 2426 and RFC 6350 have a type for, by the kind of point.
_TYPES = {
    "email": frozenset({"home", "work"}),
    "phone": frozenset({"home", "work", "mobile", "fax", "pager", "car"}),
    "url": frozenset({"home", "work"}),
}


_LONGEST_LABEL = 40


@lru_cache(maxsize=256)
def make_label(types: tuple[str, ...]) -> str:
    """`work`, `mobile` or `home fax`, from the types of a property."""
    plain = (word.removeprefix("x-") for word in types if word not in _NOISE)
    words = dict.fromkeys(_WORDS.get(word, word) for word in plain)
    if len(words) > 1:
        words = dict.fromkeys(sorted(words, key=lambda word: word not in _PLACES))
    return clean_label(" ".join(words)) if words else ""


def make_types(kind: str, label: str) -> str:
    """The types that `make_label` reads this label from; empty where there are none for it."""
    words = label.split(" ")
    if not _TYPES[kind].issuperset(words) or make_label(tuple(words)) != label:
        return ""
    return ",".join("cell" if word == "mobile" else word for word in words).upper()


def clean_label(text: str) -> str:
    """A label in few words, as it is written; Apple's own, `_$!<HomeFAX>!$_`, as `home fax`.

    Without brackets, in which labels stand where a record is edited.
    """
    if text.isalnum() and len(text) <= _LONGEST_LABEL:
        return text
    if text.startswith("_$!<"):
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[4:].removesuffix(">!$_")).lower()
    return " ".join(re.sub(r"[()\x00-\x1f\x7f-\x9f]", " ", text).split())[:_LONGEST_LABEL].rstrip()


def label_of(prop: Property, labels: Mapping[str, str]) -> str:
    """The label of a property: the one of its group, else what its types and service say."""
    if label := labels.get(prop.group) if prop.group else "":
        return label
    service = prop.params.get("X-SERVICE-TYPE") or prop.params.get("SERVICE-TYPE", "")
    return clean_label(service).lower() if service else make_label(prop.types)


def preference(prop: Property) -> int:
    """1 for the one that is preferred, up to 101 where nothing is said (RFC 6350)."""
    if prop.params and re.fullmatch("[0-9]{1,3}", prop.params.get("PREF", "")):
        return int(prop.params["PREF"])
    return 1 if "pref" in prop.types else 101


def read_points(
    found: Sequence[Property], labels: Mapping[str, str]
) -> tuple[list[Point], list[tuple[str, str, str]]]:
    """The points, the preferred ones first, and what is none: its kind, text and label."""
    points, others = [], []
    for prop in sorted(found, key=preference):
        kind, label = KINDS[prop.name], label_of(prop, labels)
        text = line_of(prop.value)
        if kind == "url":
            if text.strip(" :/;"):
                points.append(tidy.any_point(kind, text, label))
            continue
        if prop.params.get("VALUE", "").lower() == "uri":
            text = text.removeprefix("tel:")
        read, other = tidy.read_points(kind, text, label)
        points += read
        if other:
            others.append((kind, other, label))
    return points, others
