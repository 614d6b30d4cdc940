"""The address book of abook, a program for the terminal that goes with mutt.

It looks like an INI file and is read as abook itself reads it (parse_database of its database.c):
any heading begins an entry, and a value ends with its line. The standard library's configparser
reads continuation lines, `:`, `%` and [DEFAULT] into it, makes one person of two entries with the
same number, and knows no line to name in a problem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.core.model import Problem
from netlog.errors import BadInput
from netlog.formats.cells import Cell, make_card
from netlog.formats.headers import decode, fold_space

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netlog.formats.entry import Card

# What is kept of one line, and of one entry: abook's own fields are sixteen, of 80 bytes.
_LONGEST = 64 * 1024
_MOST_FIELDS = 200

# What the fields of abook are to netlog, and how an address or a number is labelled. `groups` and
# `birthday` are not abook's own, but are what many declare. The anniversary is of anything.
_FIELDS = {
    "name": ("name", ""),
    "email": ("email", ""),
    "city": ("city", ""),
    "phone": ("phone", "home"),
    "workphone": ("phone", "work"),
    "mobile": ("phone", "mobile"),
    "fax": ("phone", "fax"),
    "nick": ("alias", ""),
    "url": ("url", ""),
    "notes": ("note", ""),
    "groups": ("tags", ""),
    "birthday": ("birthday", ""),
}
_ADDRESS = ("address", "address2", "city", "state", "zip", "country")


def read(stream: BinaryIO) -> Iterator[Card | Problem]:
    """Read every entry, in one pass whose memory does not grow.

    Places are like `card 3, line 41`. What netlog has no field for becomes a remark with the name
    that it has in the file: the street, the anniversary, and fields that the user declared. Entries
    have no ids. An empty file is an empty address book; raises BadInput for one that is something
    else.
    """
    entry: _Entry | None = None
    count = 0
    for number, text in _meaning_lines(stream):
        if text.startswith("["):
            if entry:
                yield from entry.cards()
            entry = None
            if "]" not in text:
                yield Problem(
                    f"line {number}", "its heading has no closing bracket, so it is left out"
                )
            elif text.lower() != "[format]":
                count += 1
                entry = _Entry(f"card {count}, line {number}", {})
        elif entry and not entry.take(text):
            yield Problem(f"card {count}, line {number}", "it is no field, like name=Ada Lovelace")
    if entry:
        yield from entry.cards()


class _Entry(NamedTuple):
    """A person being read: the fields by the names that abook has for them."""

    place: str
    fields: dict[str, str]

    def take(self, text: str) -> bool:
        """Take a line down. False if it is no field."""
        key, sign, value = text.partition("=")
        key = key.strip().lower()
        if not sign or not key or len(self.fields) == _MOST_FIELDS:
            return False
        self.fields[key] = value.strip()
        return True

    def cards(self) -> Iterable[Card | Problem]:
        if not any(self.fields.values()):
            return [Problem(self.place, "there is nothing in it")]
        cells = {"address": [Cell(self.fields[key]) for key in _ADDRESS if key in self.fields]}
        for key, value in self.fields.items():
            if key in _FIELDS or key not in _ADDRESS:
                field, label = _FIELDS.get(key, ("note", key))
                cells.setdefault(field, []).append(Cell(value, label))
        return make_card(self.place, cells)


def _meaning_lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Every line that is neither blank nor a comment, with its number. Of a longer one come the
    first `_LONGEST` bytes. Raises BadInput if they begin as no address book of abook does.
    """
    known = begun = False
    number = 0
    try:
        while line := stream.readline(_LONGEST):
            number += 1
            text = fold_space(decode(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line))
            while len(line) == _LONGEST and not line.endswith(b"\n"):
                line = stream.readline(_LONGEST)
            known = known or text.startswith("# abook addressbook")
            if not text or text.startswith("#"):
                continue
            if not begun and not (known and text[0] == "[") and not _OPENING.fullmatch(text):
                raise BadInput(
                    "this is not an address book of abook",
                    "name the file that abook keeps, by default ~/.abook/addressbook",
                )
            begun = True
            yield number, text
    except OSError as error:
        raise BadInput(
            f"reading it broke off after line {number}: {error.strerror or error}",
            "copy the file to another disk first, and import the copy",
        ) from error


_OPENING = re.compile(r"(?i)\[(?:format|[0-9]+)\]")
