"""Addresses, numbers and names as other programs write them."""

from __future__ import annotations

import pytest

from netlog.core import tidy


@pytest.mark.parametrize(
    ("kind", "text", "values", "other"),
    [
        ("email", "a@b.example", ["a@b.example"], ""),
        ("email", "a@b.example; c@d.example", ["a@b.example", "c@d.example"], ""),
        ("email", "Lovelace, Ada <a@b.example>", ["Lovelace, Ada <a@b.example>"], ""),
        ("email", "c@d.example, Poe, Ed <a@b.example>", ["c@d.example", "Ed <a@b.example>"], "Poe"),
        ("email", "|a@b.example", ["|a@b.example"], ""),
        ("email", "a@b.example, ask", ["a@b.example"], "ask"),
        ("email", "ada at b, or ask", [], "ada at b, or ask"),
        ("email", "none", [], ""),
        ("phone", "030 123456, 030 123457", ["030 123456", "030 123457"], ""),
        ("phone", "+1 416 555 1234,,,12", ["+1 416 555 1234,,,12"], ""),
        ("phone", "Büro: 030 123456", ["030 123456"], ""),
        ("phone", "N/A", [], ""),
        ("url", "https://a.example/?a=1,2;3", ["https://a.example/?a=1,2;3"], ""),
        ("url", "a.example\nb.example", ["a.example", "b.example"], ""),
        ("url", "my page is a.example", [], "my page is a.example"),
    ],
)
def test_a_field_holds_one_several_or_anything(kind, text, values, other):
    points, rest = tidy.read_points(kind, text)
    assert ([point.value for point in points], rest) == (values, other)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("https://www.linkedin.com/in/ada/", "linkedin.com/in/ada"),
        ("linkedin.com/in/ada", "linkedin.com/in/ada"),
        ("xmpp:ada@x.example", "xmpp:ada@x.example"),
        ("skype:ada", "skype:ada"),
    ],
)
def test_any_point_is_compared_as_what_it_is(text, normal):
    assert tidy.any_point("url", text).normal == normal


@pytest.mark.parametrize(
    ("given", "family", "more", "name"),
    [
        ("Ada", "Lovelace", "", "Ada Lovelace"),
        ("Ada", "Lovelace", "King", "Ada King Lovelace"),
        ("小明", "王", "", "王小明"),
        ("", "Lovelace", "", "Lovelace"),
        ("", "", "", ""),
    ],
)
def test_a_full_name_is_as_one_says_it(given, family, more, name):
    assert tidy.full_name(given, family, more) == name
