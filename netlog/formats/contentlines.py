"""Content lines, of which vCards and calendars are made: unfolded, taken apart, decoded, written.

Sources: RFC 2425 and RFC 6350 (lines, folding, escapes), the vCard 2.1 specification (parameters
without a name, quoted-printable) and what phones and mail programs make of them. Nothing here
raises for what a line holds: what cannot be read is left as it stands.

Measured before it was written, on a card of twenty lines: vobject 0.9.9 takes 2.2 ms, reads a whole
file into memory and ends it at a card that is cut off; icalendar 7.3 takes 1 ms for the lines
alone. This, with the person that is made of them, takes 0.5 ms.
"""

from __future__ import annotations

import io
import re
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netlog.errors import BadInput
from netlog.formats.headers import decode

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from typing_extensions import Buffer

# The most that is kept of one line, unfolded: no burden on memory, and no person writes that much.
LONGEST = 1 << 20


class Property(NamedTuple):
    """A line taken apart. The name is in capitals, group and types are in small letters; the value
    is decoded, with its escapes. `params` holds the other parameters, their names in capitals.
    """

    name: str
    value: str
    group: str = ""
    types: tuple[str, ...] = ()
    params: Mapping[str, str] = {}


class Line(NamedTuple):
    """An unfolded line: the number of its first line, its name in capitals, and all of it."""

    number: int
    name: str
    text: str


def open_lines(stream: BinaryIO) -> tuple[str, Iterator[tuple[int, str]]]:
    """The first line that is not blank, and all from there; of an empty file neither."""
    lines = _number_lines(stream)
    first = next((line for line in lines if line[1].strip("ï»¿ \t\0")), None)
    return (first[1], chain((first,), lines)) if first else ("", lines)


def _number_lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    r"""Every line with its number, from 1, without its end, be that LF, CRLF or CR.

    A byte is a character here, as in Latin-1, since only the parameters of a line say what its
    bytes mean. Of a line that is longer than `LONGEST` come that many bytes and one more.
    """
    number = 0
    try:
        buffer = io.BufferedReader(_Borrowed(stream))
        encoding = _sniff(buffer.peek(4)[:4])
        text = io.TextIOWrapper(buffer, encoding or "latin-1", "replace")
        while line := text.readline(LONGEST + 1):
            number += 1
            cut = len(line) > LONGEST and line[-1] != "\n"
            if encoding:
                line = line.encode("utf-8", "replace").decode("latin-1")
            yield number, line.rstrip("\n")
            while cut and (rest := text.readline(LONGEST)):
                cut = rest[-1] != "\n"
    except OSError as error:
        raise BadInput(
            f"reading the file broke off after line {number}: {error.strerror or error}",
            "copy the file to another disk first, and import the copy",
        ) from error


class _Borrowed(io.RawIOBase):
    """Somebody's stream, which stays open when whoever reads it here is done."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)


def _sniff(head: bytes) -> str:
    """UTF-16, with or without its mark, as Outlook and Windows write it; else nothing."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    if len(head) == 4 and head[1] == head[3] == 0:
        return "utf-16-le"
    return "utf-16-be" if len(head) == 4 and head[0] == head[2] == 0 else ""


@cache
def _head() -> re.Pattern[str]:
    """Match what a line begins with: a group and a point perhaps, and the name.

    A byte order mark, read as Latin-1, may stand before each card, where files have been joined.
    """
    return re.compile(r"(?:ï»¿)?[ \t]*(?:[^\s.:;=]{1,64}\.)?([^\s.:;=]{1,64})[ \t]*[:;]")


# Names whose value has no spaces: there a fold stands for nothing, also in vCard 2.1.
_UNBROKEN = frozenset({"EMAIL", "URL", "UID"})


def unfold(lines: Iterable[tuple[int, str]], wanted: Container[str]) -> Iterator[Line]:
    """The lines whose names are wanted, unfolded. Nothing is kept of others, such as pictures.

    A line that continues none and has no name is the next one of a NOTE that was not folded.
    """
    number, name, parts, size = 0, "", [""], 0
    soft = quoted = old = kept = False
    find_head = _head().match
    for at, line in lines:
        if not line:
            soft = False  # so Android ends what it broke off once too often
            continue
        if (soft or (quoted and line[0] == "=")) and not _is_border(line):
            added = line
        elif line[0] in " \t":
            blank = " " if old and name not in _UNBROKEN else ""
            added = blank + line.lstrip() if old else line[1:]
        elif head := find_head(line):
            if kept:
                yield Line(number, name, "".join(parts))
            number, name, parts, size = at, head[1].upper(), [], 0
            kept = name in wanted
            quoted = line[head.end() - 1] == ";" and "UOTED-P" in line.partition(":")[0].upper()
            if name in {"BEGIN", "VERSION"}:
                old = "2.1" in line
            added = line
        else:
            added = rf"\n{line}" if name == "NOTE" else ""
        # A soft break: the next line continues this one, whatever it begins with.
        soft = quoted and added.endswith("=")
        size += len(added) + 1
        if kept and size <= 2 * LONGEST:
            parts.append(added[:-1] if soft else added)
    if kept:
        yield Line(number, name, "".join(parts))


def _is_border(line: str) -> bool:
    return line.strip().upper() in {"BEGIN:VCARD", "END:VCARD"}


_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})


def parse(line: Line) -> Property:
    """Take a line apart."""
    head, _, value = line.text.partition(":")
    if '"' in head and (found := _quoted_head().match(line.text)):
        head, value = found[0], line.text[found.end() + 1 :]
    # The same few heads come in every card; long ones are not worth the memory.
    group, types, params = _parse_head(head) if len(head) > 100 else _recall_head(head)
    if params or not value.isascii():
        value = _decode_value(value, params)
    return Property(line.name, value, group, types, params)


_LONGEST_TYPE = 64  # characters; real ones are a word


def _parse_head(head: str) -> tuple[str, tuple[str, ...], Mapping[str, str]]:
    """The group, the types and the other parameters."""
    params: dict[str, str] = {}
    types: list[str] = []
    first, *parameters = _split_params(decode_text(head))
    for parameter in parameters:
        key, equals, meant = parameter.partition("=")
        key = key.strip().upper()
        if not equals:
            # vCard 2.1 writes `TEL;HOME;VOICE` and `NOTE;QUOTED-PRINTABLE`.
            key, meant = ("ENCODING", key) if key in _ENCODINGS else ("TYPE", key)
        meant = meant.replace('"', "").strip()
        if key == "TYPE":
            types += [word.strip() for word in meant.lower().split(",", 9) if word.strip()]
        else:
            params[key] = meant
    group = first.partition(".")[0].strip().lower() if "." in first else ""
    return group, tuple(word[:_LONGEST_TYPE] for word in types[:10]), params


_recall_head = lru_cache(maxsize=1024)(_parse_head)


@cache
def _quoted_head() -> re.Pattern[str]:
    """Match all before the first colon that is not in quotation marks."""
    return re.compile(r'(?:[^":]|"[^"]*")*+(?=:)')


def _split_params(head: str) -> list[str]:
    return re.findall(r'(?:[^";]|"[^"]*"?)+', head) if '"' in head else head.split(";")


def _decode_value(value: str, params: Mapping[str, str]) -> str:
    encoding = params.get("ENCODING", "").upper()
    if encoding == "QUOTED-PRINTABLE":
        from binascii import a2b_qp

        raw = a2b_qp(value.encode("latin-1"))
    elif encoding in {"B", "BASE64"}:
        from base64 import b64decode

        try:
            raw = b64decode(value)
        except ValueError:
            return value
    elif value.isascii():
        return value
    else:
        raw = value.encode("latin-1")
    return _decode_as(raw, params.get("CHARSET", ""))


def decode_text(text: str) -> str:
    """What the bytes of a line, read as Latin-1, say in UTF-8 or else as Windows wrote them."""
    return text if text.isascii() else decode(text.encode("latin-1"))


def _decode_as(raw: bytes, charset: str) -> str:
    if not charset or "code" in charset.lower() or charset.lower() == "idna":
        return decode(raw)  # the codecs of Python called …code are not for text, or take minutes
    try:
        # UTF-7 can write half a surrogate pair, which no file can hold.
        return raw.decode(charset).encode("utf-8", "replace").decode("utf-8")
    except (LookupError, ValueError):
        return decode(raw)


def split(value: str, separators: str = ";") -> list[str]:
    """The parts of a value, with their escapes, at every separator that is not escaped itself."""
    if "\\" not in value:
        return value.replace(separators[-1], separators[0]).split(separators[0])
    parts = [""]
    pieces = rf"(?s)\\?[{separators}]|(?:[^{separators}\\]|\\(?![{separators}]).?)+"
    for piece in re.findall(pieces, value):
        if piece in separators:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), " ")


def text_of(value: str) -> str:
    r"""The text that is meant, with line ends of one kind, and without control characters.

    `\:` and `\"` are escapes of no standard, but Google and Apple write them.
    """
    if "\\" in value:
        value = re.sub(r'\\([nN\\,;:"])', _unescape, value)
    text = value.strip()
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).strip()


def line_of(value: str) -> str:
    """The text that is meant, on one line."""
    text = text_of(value)
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def _unescape(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


_ESCAPES = str.maketrans({**_CONTROLS, "\\": r"\\", ",": r"\,", ";": r"\;", "\n": r"\n"})


def escape(text: str) -> str:
    """Any text as a value: no line ends, no control characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def fold(line: str) -> str:
    """The line with its end, folded to at most 75 bytes in UTF-8, between characters."""
    raw = line.encode()
    pieces = []
    start, room = 0, 75
    while len(raw) - start > room:
        end = start + room
        while raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end])
        start, room = end, 74  # the space before the next piece counts as well
    return b"\r\n ".join([*pieces, raw[start:]]).decode() + "\r\n"
