from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.formats import jsontext
from netlog.formats.jsontext import BrokenError, JsonText


class Slow(io.BytesIO):
    """Gives a byte or two at a time, so that everything is parted somewhere."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(2)


def text_of(text: str) -> JsonText:
    return JsonText(Slow(text.encode()))


def walk(text: JsonText) -> object:
    """The next value, built of what is walked through."""
    sign = text.peek()
    if sign == "{":
        return {name: walk(text) for name in text.enter()}
    if sign == "[":
        return [walk(text) for _ in text.enter()]
    return text.value()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES, st.booleans())
@settings(max_examples=30, deadline=None)
def test_walking_reading_and_skipping_agree(value: object, is_plain: bool) -> None:
    written = json.dumps(value, indent=None if is_plain else 1, ensure_ascii=is_plain)
    text = text_of(f"[{written}, {written}, {written}, 7]")
    steps = iter((walk, JsonText.value, JsonText.skip, JsonText.value))
    assert [next(steps)(text) for _ in text.enter()] == [value, value, None, 7]
    assert not text.peek()


BROKEN = ("", "]", "tru", "x", '"x', '"x\\"', '"x\\', "[", "[1", "[1,", "[1,]", "[1 2]", "[" * 2000)
BROKEN += ("{", '{"a"', '{"a":', '{"a": 1', '{"a": 1,}', '{"a" 1}', "{1: 2}")


@pytest.mark.parametrize("way", [walk, JsonText.value, JsonText.skip])
@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_broken_is_refused(broken: str, way: object) -> None:
    assert callable(way)
    with pytest.raises(BrokenError):
        way(text_of(broken))


def test_of_what_has_nothing_in_it_nothing_is_told() -> None:
    text = text_of('[7, "x", null, [], {}, 8]')
    assert [list(text.enter()) for _ in text.enter()] == [[]] * 6


def test_what_is_skipped_may_be_longer_than_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsontext, "_PIECE", 1 << 10)
    monkeypatch.setattr(jsontext, "_LONGEST", 1 << 12)
    text = JsonText(io.BytesIO(json.dumps(['\\"' * (1 << 15), "after"]).encode()))
    steps = iter((JsonText.skip, JsonText.value))
    assert [next(steps)(text) for _ in text.enter()] == [None, "after"]
