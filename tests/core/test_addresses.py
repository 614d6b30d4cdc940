"""Addresses, numbers and pages: their spellings, and what is the same in them."""

from __future__ import annotations

import pytest

from netlog.core.addresses import normal_email, normal_phone, same_phone


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("A.B@X.com", "a.b@x.com"),
        ("Ana <A.B@X.com>", "a.b@x.com"),
        ('"Ruiz, Ana" <ana@x.co.uk>', "ana@x.co.uk"),
        ("<ana@x.com>", "ana@x.com"),
        ("MAILTO:Ana@x.com?subject=Hi", "ana@x.com"),
        ("<mailto:ana@x.com>", "ana@x.com"),
        ("ana@x.com (Ana Ruiz)", "ana@x.com"),
        (" ana+jobs@münchen.de ", "ana+jobs@münchen.de"),
        ("Ana", None),
        ("", None),
        ("ana@x", None),
        ("@x.com", None),
        ("ana@@x.com", None),
        ("a..b@x.com", None),
        ("ana@x..com", None),
        ("ana ruiz@x.com", None),
        ("a@x.com, b@x.com", None),
        (f"{'a' * 250}@x.com", None),
    ],
)
def test_normal_email(text: str, address: str | None) -> None:
    assert normal_email(text) == address


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+49 (0)30 123-456", "+4930123456"),
        ("0049 30 123456", "+4930123456"),
        ("(+49) 30/123456", "+4930123456"),
        ("(0)30 123456", "030123456"),
        ("(415) 555-0100", "4155550100"),
        ("415.555.0100", "4155550100"),
        ("tel:+1-415-555-0100;ext=5", "+14155550100"),
        ("+1 555 010 0199 x12", "+15550100199"),
        ("(415) 555-0100, Ext. 7", "4155550100"),
        ("030 123456 Durchwahl 12", "030123456"),
        ("+358401234567p12", "+358401234567"),
        ("+1 416 555 1234,,,12#", "+14165551234"),
        ("+82 2 1234 5678;phone-context=+82", "+82212345678"),
        ("\u202a+49 30 123456\u202c", "+4930123456"),
        ("4155550100,4155550101", None),
        ("1-800-FLOWERS", None),
        ("＋４９ ３０ １２３４５６", "+4930123456"),
        ("٠٣٠١٢٣٤٥٦", "030123456"),
        ("123456", "123456"),
        ("12345", None),
        ("1234567890123456", None),
        ("+", None),
        ("", None),
        ("c12", None),
        ("Sam 123456", None),
        ("49+30123456", None),
        ("1" * 5000, None),
    ],
)
def test_normal_phone(text: str, number: str | None) -> None:
    assert normal_phone(text) == number


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("+4930123456", "+4930123456", True),
        ("+4930123456", "030123456", True),
        ("+14155550100", "4155550100", True),
        ("030123456", "30123456", True),
        ("+4930123456", "+130123456", False),
        ("+4930123456", "031123456", False),
        ("+4930123456", "123456", False),  # too short to tell a line by
        ("123456", "123456", True),
    ],
)
def test_same_phone(a: str, b: str, same: bool) -> None:
    assert same_phone(a, b) is same
    assert same_phone(b, a) is same
