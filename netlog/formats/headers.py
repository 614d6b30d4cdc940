"""Header fields of mail, as people and programs really write them: addresses, names, encodings.

Sources: RFC 5322 and RFC 6532 (headers), RFC 2047 and RFC 2231 (encoded words). Nothing here
raises: what cannot be read is left as it stands, or left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Fields = dict[bytes, bytearray]  # the raw value of each field, by its name in small letters


class Mailbox(NamedTuple):
    """An address in lower case, and the name beside it: empty if it only repeats an address."""

    name: str
    address: str


@cache
def _tokens() -> re.Pattern[str]:
    r"""Match the next piece of an address field. The time for a field is linear in its length.

    Encoded words are one piece, since many programs leave commas and brackets bare in them. What
    is opened and not closed is plain text, so that a stray quote does not hide an address. A
    backslash takes its neighbour along, or a quote would be tried again at each `\"` in it.
    """
    return re.compile(
        r'(?P<word>=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)|"(?P<quoted>(?:[^"\\]|\\.)*+)"|<(?P<angle>[^<>]*)>'
        r"|\((?P<comment>(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+)\)|(?P<mark>[,;:])"
        r'|(?:\\.|[^\\"<(,;:=])+|.'
    )


def split_mailboxes(text: str) -> Iterator[Mailbox]:
    """The mailboxes of an address field, as far as they have an address.

    `email.utils.getaddresses` is not used: since Python 3.13 it refuses a whole field for what
    mailers do write, such as `ada@acme.example <ada@acme.example>`, and it recurses into comments
    as deep as they go.
    """
    name = comment = address = ""
    for token in _tokens().finditer(text):
        kind = token.lastgroup
        if kind == "quoted":
            name += _unescape(token["quoted"])
        elif kind == "angle":
            address = address or clean_address(token["angle"])
        elif kind == "comment":
            comment = comment or _unescape(token["comment"])
        elif kind != "mark":
            name += token[0]
        elif token[0] == ":":
            # What stood before it is the name of a group.
            name = comment = ""
        elif address or "@" in name or token[0] == ";":
            yield from _make_mailboxes(name, comment, address)
            name = comment = address = ""
        else:
            # Not the end of a mailbox but of a surname: Lovelace, Ada <ada@acme.example>
            name += token[0]
    yield from _make_mailboxes(name, comment, address)


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _make_mailboxes(name: str, comment: str, address: str) -> Iterator[Mailbox]:
    """One mailbox if there was an address in brackets, else one for each word that is one."""
    if address:
        yield Mailbox(clean_name(name) or clean_name(comment), address)
        return
    for word in name.split():
        if address := clean_address(word):
            yield Mailbox(clean_name(comment), address)


def clean_address(text: str) -> str:
    """The address in lower case, without `mailto:`, a route or quotes. Empty if it is none."""
    address = "".join(text.split()).rpartition(":")[2].strip("<>'\",.").lower()
    local, _, domain = address.rpartition("@")
    return address if local and domain and address.isprintable() else ""


def clean_name(text: str) -> str:
    name = decode_words(text).strip(" ,")
    while len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        name = name[1:-1].strip()
    return "" if "@" in name and " " not in name else name


def read_text(fields: Fields, name: bytes) -> str:
    """A field on one line, empty if missing. Encoded words are left as they are."""
    raw = fields.get(name)
    return fold_space(decode(raw)) if raw else ""


def decode(raw: bytes | bytearray) -> str:
    """Text in UTF-8 (RFC 6532) or, failing that, as Windows mailers have long written it."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")


def fold_space(text: str) -> str:
    """The text with each run of spaces, line ends and control characters as one space."""
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(text.translate(_CONTROLS).split())


@cache
def _encoded_words() -> re.Pattern[str]:
    """Match neighbouring encoded words: a character may begin in one and end in the next."""
    word = r"=\?[^?\s]+\?[bBqQ]\?[^?]*\?="
    return re.compile(rf"{word}(?: ?{word})*+")


def decode_words(text: str) -> str:
    """The text with its encoded words (RFC 2047) decoded, as far as they can be."""
    return fold_space(_encoded_words().sub(_decode_run, text)) if "=?" in text else text.strip()


def _decode_run(run: re.Match[str]) -> str:
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        parts = decode_header(run[0])
    except HeaderParseError:
        return run[0]
    # UTF-7 can write half a surrogate pair, which no file can hold.
    text = "".join(_decode_as(raw, charset or "ascii") for raw, charset in parts)
    return text.encode("utf-8", "replace").decode("utf-8")


def _decode_as(raw: bytes, charset: str) -> str:
    try:
        # RFC 2231 lets a language follow: utf-8*en
        return raw.decode(charset.partition("*")[0], "replace")
    except (LookupError, ValueError):
        return decode(raw)
