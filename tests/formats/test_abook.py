from __future__ import annotations

import io
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.model import Birthday, Point, Problem
from netlog.errors import BadInput
from netlog.formats import abook
from netlog.formats.entry import Card
from tests.formats.streams import broken_after, made_of, measured

HEAD = "# abook addressbook file\n\n[format]\nprogram=abook\nversion=0.6.1\n\n\n"
FILE = (
    HEAD
    + """\
[0]
name=Ada Keller
email=ada@acme.example,Ada <ada.keller@home.example>
phone=+49 30 1234567
workphone=+49 30 7654321
mobile=+49 171 1234567
fax=+49 30 7654399
nick=ada
url=https://www.ada.example/
notes=likes tea: 100%; no milk
city=Berlin
groups=friends,chess club
birthday=--12-10
anniversary=1999-05-04
address=Lange Str. 1
zip=10115
country=Germany
custom1=left-handed

[1]
name=Sam
"""
)


def read(text):
    data = text.encode() if isinstance(text, str) else text
    return list(abook.read(io.BytesIO(data)))


def read_entry(lines):
    return read(f"{HEAD}[0]\n{lines}\n")


def test_reads_every_field():
    ada, sam = read(FILE)
    contact = ada.contact
    assert (contact.name, contact.city, contact.uid) == ("Ada Keller", "Berlin", "")
    assert contact.birthday == Birthday(12, 10)
    assert contact.aliases == ("ada",)
    assert contact.tags == ("friends", "chess club")
    assert [(point.kind, point.normal, point.label) for point in contact.points] == [
        ("email", "ada@acme.example", ""),
        ("email", "ada.keller@home.example", ""),
        ("phone", "+49301234567", "home"),
        ("phone", "+49307654321", "work"),
        ("phone", "+491711234567", "mobile"),
        ("phone", "+49307654399", "fax"),
        ("url", "ada.example", ""),
    ]
    assert [remark.text for remark in ada.remarks] == [
        "likes tea: 100%; no milk",
        "anniversary: 1999-05-04",
        "custom1: left-handed",
        "address: Lange Str. 1, Berlin, 10115, Germany",
    ]
    assert (ada.place, sam.place, sam.contact.name) == ("card 1, line 8", "card 2, line 27", "Sam")


def test_two_entries_with_one_number_are_two_people():
    found = read(f"{HEAD}[0]\nname=Ada\n[0]\nname=Sam\n[DEFAULT]\nname=Bo\n")
    assert [card.contact.name for card in found] == ["Ada", "Sam", "Bo"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('name=Ana [x] "Z" O\'Neil 王 🙂', 'Ana [x] "Z" O\'Neil 王 🙂'),
        ("name=100% = %(all)s: ;#", "100% = %(all)s: ;#"),
        ("NAME = Ada\t ", "Ada"),
        ("email=ada@acme.example", "ada@acme.example"),
    ],
)
def test_reads_a_name_as_it_stands(line, name):
    [card] = read_entry(line)
    assert card.contact.name == name


def test_what_is_no_address_is_a_note():
    [card] = read_entry("name=Ada\nemail=ada@acme.example,nonsense")
    assert [point.value for point in card.contact.points] == ["ada@acme.example"]
    assert [remark.text for remark in card.remarks] == ["e-mail: nonsense"]


@pytest.mark.parametrize(
    ("lines", "place", "reason"),
    [
        ("name=Ada\n  and more", "card 1, line 10", "it is no field"),
        ("=Ada\nname=Ada", "card 1, line 9", "it is no field"),
        ("name=Ada\n[1\nname=Bo", "line 10", "no closing bracket"),
        ("# nothing\nfoo=", "card 1, line 8", "there is nothing in it"),
        ("notes=who?", "card 1, line 8", "it has no name"),
        ("name=" + "x" * 201, "card 1, line 8", "at most 200"),
        ("birthday=11-01\nname=Ada", "card 1, line 8", "11-01"),
    ],
)
def test_a_bad_entry_is_a_problem_in_its_place(lines, place, reason):
    [problem] = [each for each in read_entry(lines) if isinstance(each, Problem)]
    assert problem.place == place
    assert reason in problem.reason


def test_a_bad_entry_does_not_stop_the_file():
    found = read(f"{HEAD}[0]\nfoo\n[1]\nname=Ada\n")
    assert found[-1].contact.name == "Ada"


@pytest.mark.parametrize(
    "data",
    [
        FILE.encode().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + FILE.encode(),
        FILE.encode().rstrip(b"\n"),
    ],
    ids=["CRLF", "BOM", "no final newline"],
)
def test_other_ends_make_no_difference(data):
    assert read(data) == read(FILE)


def test_a_file_without_its_head_is_read():
    assert read("[0]\nname=José\n".encode("cp1252"))[0].contact.name == "José"


@pytest.mark.parametrize("text", ["", "\n\n", HEAD])
def test_an_empty_address_book_yields_nothing(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["[user]\nname=Ada\n", "BEGIN:VCARD", "name=Ada", "{}", "\0\1x", "PK\3\4", "x" * 100_000],
)
def test_another_file_is_refused(text):
    with pytest.raises(BadInput, match="not an address book of abook"):
        read(text)


@pytest.mark.parametrize(
    ("before", "filler"),
    [
        ("notes=", lambda _: b"x" * 65_536),
        ("", lambda i: b"field%d=%s\n" % (i, b"x" * 5000)),
        ("", lambda _: b"stray\n" * 20),
    ],
    ids=["line", "fields", "strays"],
)
def test_memory_does_not_grow_with_an_entry(before, filler):
    head = f"{HEAD}[0]\nname=Ada\n{before}".encode()
    parts = chain([head], map(filler, range(1000)), [b"\n[1]\nname=Sam\n"])
    with measured() as peak:
        found = list(abook.read(made_of(parts)))
    assert [each.contact.name for each in found if isinstance(each, Card)] == ["Ada", "Sam"]
    assert peak.size < 4_000_000


def test_a_disk_error_is_told_with_the_line():
    stream = broken_after(f"{HEAD}[0]\nname=Ada\n".encode())
    with pytest.raises(BadInput, match="after line 9: Input/output error"):
        list(abook.read(stream))


def test_points_are_as_written():
    [card] = read_entry("name=Ada\nphone=(030) 123 45 67")
    assert card.contact.points == (Point("phone", "(030) 123 45 67", "0301234567", "home"),)


PIECES = st.sampled_from(
    [
        *"[]=#;:%,\n\0 \té🙂",
        *("[0]", "name=", "email=", "phone=", "birthday=", "groups=", "url=", "nick=", "Ada"),
        *("\r", "\ufeff", "a@b.example", "+49 30 1234567"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join), st.booleans())
def test_any_text_is_read_or_refused(text, headed):
    try:
        found = read(HEAD + text if headed else text)
    except BadInput:
        assert not headed or not text.startswith("[")
        return
    assert all(isinstance(each, Card | Problem) for each in found)


@given(st.binary(max_size=200))
def test_any_bytes_in_an_entry_are_read(data):
    assert isinstance(read(f"{HEAD}[0]\n".encode() + data), list)
