"""The records of a JSON export of Monica, one after the other, however long it is.

It may hold years of photos in a few lines, so it is never in memory as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from netlog.core.model import Problem
from netlog.errors import BadInput
from netlog.formats.jsontext import BrokenError, JsonText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Record(NamedTuple):
    """A thing of some `kind`, such as `contact` or `contact_field_type`, as Monica writes it."""

    kind: str
    place: str
    body: Mapping[str, Any]
    properties: Mapping[str, Any]

    @classmethod
    def of(cls, kind: str, place: str, body: object) -> Record:
        """What is referred to, and is not within, has nothing but its uuid."""
        whole = body if isinstance(body, dict) else {"uuid": body}
        properties = whole.get("properties")
        return cls(kind, place, whole, properties if isinstance(properties, dict) else {})

    @property
    def uuid(self) -> str:
        return text_of(self.body.get("uuid"))

    @property
    def made(self) -> str:
        """When it was written down; empty if it is not said."""
        return text_of(self.body.get("created_at"))

    def text(self, name: str) -> str:
        """A property, empty where there is none."""
        return text_of(self.properties.get(name))

    def value(self, name: str) -> Any:
        """A property as it stands; None where there is none."""
        return self.properties.get(name)

    def texts(self, name: str) -> list[str]:
        return [text for each in _list(self.value(name)) if (text := text_of(each))]

    def within(self, name: str, kind: str) -> list[Record]:
        """The records in a property, such as the messages of a conversation."""
        return [Record.of(kind, self.place, each) for each in _list(self.value(name))]

    def parts(self) -> list[Record]:
        """What belongs to a contact."""
        return [
            Record.of(_singular(collection.get("type")), self.place, value)
            for collection in _list(self.body.get("data"))
            if isinstance(collection, dict)
            for value in _list(collection.get("values"))
        ]


def text_of(value: object) -> str:
    """A text or a number as a text, empty for anything else."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value).replace("\0", " ").strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.15g}"
    return ""


# Half of a pair of surrogates, which no journal can hold: in JSON, or for bytes that are no UTF-8.
_HALF = re.compile("[\ud800-\udfff]")


def _list(value: object) -> Sequence[Any]:
    """PHP writes a list with gaps as an object, and an empty object as a list."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else ()


def _singular(kind: object) -> str:
    """Versions differ in whether they call a collection of contacts `contact` or `contacts`."""
    name = text_of(kind)
    return _IRREGULAR.get(name) or name.removesuffix("s")


_IRREGULAR = {"activities": "activity", "addresses": "address", "address": "address"}


def records(stream: BinaryIO) -> Iterator[Record | Problem]:
    """Every record at the top of an export, and those of its tables of types; of photos and
    documents comes nothing but their kind.

    Places are like `contact 3`. A file that breaks off, or goes on with what is no JSON or larger
    than memory should bear, ends with a problem. Raises BadInput for one that is no export of
    Monica.
    """
    walk = _Walk(JsonText(stream))
    try:
        yield from walk.export()
    except BrokenError as error:
        if walk.place:
            yield Problem(walk.place, f"the file is damaged after this: {error}")
    if not walk.place:
        raise BadInput(
            "this is not an export of Monica",
            "take the one in JSON, from Settings, Export data; not the one in SQL",
        )


_LEFT_OUT = {"photo", "document"}


class _Walk:
    """The way through an export; `place` is that of the last record, empty before the first."""

    def __init__(self, text: JsonText) -> None:
        self.place = ""
        self._text = text
        self._counts: Counter[str] = Counter()

    def export(self) -> Iterator[Record]:
        for name in self._text.enter():
            if name == "account":
                yield from self._account()
            else:
                self._text.skip()

    def _account(self) -> Iterator[Record]:
        """Of the account, and of each vault, into which version 2 puts the contacts."""
        for name in self._text.enter():
            if name == "data":
                for _ in self._text.enter():
                    yield from self._collection()
            elif name == "instance":
                for table in self._text.enter():
                    yield from self._values(_singular(table))
            else:
                self._text.skip()

    def _collection(self) -> Iterator[Record]:
        kind = "record"
        for name in self._text.enter():
            if name == "type":
                kind = _singular(self._text.value()) or kind
            elif name == "values":
                self.place = self.place or "the beginning"
                yield from self._values(kind)
            else:
                self._text.skip()

    def _values(self, kind: str) -> Iterator[Record]:
        for _ in self._text.enter():
            if kind == "vault":
                yield from self._account()
            else:
                yield self._take(kind)

    def _take(self, kind: str) -> Record:
        body = None
        if kind in _LEFT_OUT:
            self._text.skip()
        else:
            body = self._text.value()
        self._counts[kind] += 1
        self.place = f"{kind} {self._counts[kind]}"
        return Record.of(kind, self.place, body)
