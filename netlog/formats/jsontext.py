"""JSON from a stream, one value after the other, so that a long file is never in memory as a whole.

The standard library's scanner reads each value, in C; what is here finds where the next one begins.
ijson gives events of which each record would be built in Python, and cannot say in which record a
bad number or half a character stands.
"""

from __future__ import annotations

import codecs
import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PIECE = 1 << 18  # bytes read at once
_LONGEST = 16 << 20  # characters of one value; the longest note of a life is not a tenth of it
_MOST = 4 << 30  # bytes of a file; a million touchpoints take a tenth of it
_DIGITS = 20  # of the largest number of 64 bits
_DEEPEST = 100  # levels of brackets, where one value after the other is asked for
_SPACE = re.compile(r"[ \t\r\n]*")
_IN_QUOTES = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_CLOSING = {"{": "}", "[": "]"}


class BrokenError(Exception):
    """The text is no JSON from here on, and why."""


class JsonText:
    """A text that is read forward, value by value and sign by sign."""

    def __init__(self, stream: BinaryIO, progress: Callable[[int], None] | None = None) -> None:
        self._stream = stream
        self._progress = progress
        # A byte that is no UTF-8 becomes half a character, which the one value is then refused for.
        self._bytes = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._scan = json.JSONDecoder(parse_int=_read_int).raw_decode
        self._text = ""
        self._at = 0
        self._open = 0
        self._read = 0
        self._is_whole = False

    def peek(self) -> str:
        """The next sign that is no space; empty at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._go_on():
                return ""

    def take(self, sign: str) -> bool:
        """Whether the next sign is this one, which is then passed."""
        if self.peek() != sign:
            return False
        self._at += 1
        return True

    def expect(self, sign: str) -> None:
        """Pass a sign. Raises BrokenError where another stands."""
        if not self.take(sign):
            raise BrokenError(f"{sign} is missing" if self.peek() else "it ends before it should")

    def value(self) -> Any:
        """The next value. Raises BrokenError for what is none, or too long, or nested too deep."""
        self.peek()
        while True:
            try:
                value, end = self._scan(self._text, self._at)
            except RecursionError:
                raise BrokenError("brackets are nested too deep") from None
            except json.JSONDecodeError as error:
                if not self._go_on():
                    raise BrokenError(self._explain(error)) from None
            else:
                # A number might go on.
                if end < len(self._text) or not self._go_on():
                    self._at = min(end, len(self._text))
                    return value

    def enter(self) -> Iterator[Any]:
        """The names in the object that is next, or the numbers of the list, each before its value,
        which is to be read or skipped before one asks for another. Of anything else, which is
        skipped, there are none. Raises BrokenError.
        """
        opening = self.peek()
        if opening not in _CLOSING:
            self.skip()
            return
        self.expect(opening)
        self._open += 1
        if self._open > _DEEPEST:
            raise BrokenError("brackets are nested too deep")
        if not self.take(_CLOSING[opening]):
            for number in count():
                yield self._name() if opening == "{" else number
                if not self.take(","):
                    break
            self.expect(_CLOSING[opening])
        self._open -= 1

    def skip(self) -> None:
        """Pass the next value, which may be longer than memory bears. Raises BrokenError."""
        sign = self.peek()
        if sign in _CLOSING:
            for _ in self.enter():
                self.skip()
        elif sign == '"':
            self._skip_text()
        else:
            self.value()

    def _skip_text(self) -> None:
        self.expect('"')
        while found := _IN_QUOTES.match(self._text, self._at):
            self._at = found.end()
            if self._text.startswith('"', self._at):
                self._at += 1
                return
            if not self._go_on():
                raise BrokenError("it ends before it should")

    def _name(self) -> str:
        if self.peek() != '"':
            raise BrokenError("a name in quotation marks is missing")
        name: str = self.value()
        self.expect(":")
        return name

    def _explain(self, error: json.JSONDecodeError) -> str:
        if error.pos >= len(self._text.rstrip()) or error.msg.startswith("Unterminated"):
            return "it ends before it should"
        return f"this is no JSON: {error.msg}"

    def _go_on(self) -> bool:
        """Read more, as much again as a value has by now: it is scanned anew each time."""
        if self._is_whole:
            return False
        self._text = self._text[self._at :]
        self._at = 0
        if len(self._text) > _LONGEST:
            raise BrokenError(f"a value is longer than {_LONGEST >> 20} million characters")
        data = self._stream.read(max(_PIECE, len(self._text)))
        self._read += len(data)
        if self._read > _MOST:
            raise BrokenError(f"the file is longer than {_MOST >> 30} GB")
        if self._progress:
            self._progress(self._read)
        self._is_whole = not data
        self._text += self._bytes.decode(data, final=not data)
        return True


def _read_int(digits: str) -> int | float:
    """A number that nothing in a file can be, where Python would refuse so many digits."""
    return int(digits) if len(digits) <= _DIGITS else float("inf")
