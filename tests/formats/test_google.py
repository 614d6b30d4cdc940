import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.model import Birthday, Point, Problem
from netlog.errors import BadInput
from netlog.formats.entry import Card, Remark
from netlog.formats.google import read_contacts

OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,"
    "Birthday,Location,Occupation,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,"
    "Address 1 - Formatted,Address 1 - City,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title,Website 1 - Type,Website 1 - Value,Relation 1 - Type,Relation 1 - Value"
)
NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,"
    "Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,"
    "Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - City,Website 1 - Label,"
    "Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,"
    "Custom Field 1 - Value"
)


def read_with(header, **cells):
    """The people of one row with these cells, by the names of their columns with _ for ' - '."""
    wanted = {name.replace("__", " - ").replace("_", " "): text for name, text in cells.items()}
    names = header.split(",")
    assert wanted.keys() <= set(names)
    row = ",".join('"' + wanted.get(name, "").replace('"', '""') + '"' for name in names)
    return list(read_contacts(io.BytesIO(f"{header}\r\n{row}\r\n".encode())))


def test_reads_the_old_export():
    [card] = read_with(
        OLD,
        Name="Dr. Ada K Lovelace",
        Given_Name="Ada",
        Additional_Name="K",
        Family_Name="Lovelace",
        Name_Prefix="Dr.",
        Nickname="Countess",
        Birthday=" --12-10",
        Notes="likes tea\nand maths",
        Group_Membership="* myContacts ::: * starred ::: Rotary Club",
        **{
            "E-mail_1__Type": "* Work",
            "E-mail_1__Value": "ada@acme.example ::: a.l@acme.example",
            "Phone_1__Type": "Mobile",
            "Phone_1__Value": "+44 20 7946 0001",
            "Phone_2__Type": "Work",
            "Phone_2__Value": "+44 20 7946 0002",
            "Address_1__Formatted": "1 High St\nLondon",
            "Address_1__City": "London",
            "Organization_1__Name": "Acme",
            "Organization_1__Title": "Countess",
            "Website_1__Type": "Profile",
            "Website_1__Value": "http://ada.example/",
            "Relation_1__Type": "Mother",
            "Relation_1__Value": "Anne",
        },
    )
    contact = card.contact
    assert (card.place, contact.name, contact.aliases) == ("row 2", "Ada K Lovelace", ("Countess",))
    assert (contact.org, contact.title, contact.city) == ("Acme", "Countess", "London")
    assert contact.birthday == Birthday(12, 10)
    assert contact.tags == ("starred", "rotary club")
    assert contact.points == (
        Point("email", "ada@acme.example", "ada@acme.example", "work"),
        Point("email", "a.l@acme.example", "a.l@acme.example", "work"),
        Point("phone", "+44 20 7946 0001", "+442079460001", "mobile"),
        Point("phone", "+44 20 7946 0002", "+442079460002", "work"),
        Point("url", "http://ada.example/", "ada.example", "profile"),
    )
    assert set(card.remarks) == {
        Remark("likes tea\nand maths"),
        Remark("Address: 1 High St London"),
        Remark("Mother: Anne"),
        Remark("Name prefix: Dr."),
    }


def test_reads_the_new_export():
    [card] = read_with(
        NEW,
        First_Name="Ana",
        Last_Name="Keller",
        Name_Suffix="PhD",
        Organization_Name="Bolt",
        Organization_Title="CTO",
        Birthday="1985-04-02",
        Labels="* myContacts ::: friends",
        **{
            "E-mail_1__Label": "* ",
            "E-mail_1__Value": "ana@bolt.example",
            "E-mail_2__Value": "ANA@bolt.example",
            "Event_1__Label": "Anniversary",
            "Event_1__Value": "2015-05-05",
            "Custom_Field_1__Value": "vegan",
        },
    )
    contact = card.contact
    assert (contact.name, contact.org, contact.title) == ("Ana Keller PhD", "Bolt", "CTO")
    assert contact.birthday == Birthday(4, 2, 1985)
    assert contact.tags == ("friends",)
    assert contact.points == (Point("email", "ana@bolt.example", "ana@bolt.example"),)
    assert card.remarks == (Remark("Anniversary: 2015-05-05"), Remark("Custom field: vegan"))


def test_takes_any_number_of_numbered_columns():
    numbers = range(1, 301)
    header = (
        f"First Name,Labels,{','.join(f'Phone {n} - Label,Phone {n} - Value' for n in numbers)}"
    )
    row = f"Ada,,{','.join(f'Mobile,+44 20 7946 {n:04}' for n in numbers)}"
    [card] = read_contacts(io.BytesIO(f"{header}\n{row}\n".encode()))
    assert len(card.contact.points) == 300


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        (OLD, {"Name": "Plumber"}, "Plumber"),
        (OLD, {"Given_Name": "王", "Family_Name": "🙂"}, "王 🙂"),
        (NEW, {"File_As": "Lovelace, Ada"}, "Lovelace, Ada"),
        (NEW, {"Nickname": "Al"}, "Al"),
        (NEW, {"E-mail_1__Value": "ada@acme.example"}, "ada@acme.example"),
        (NEW, {"Organization_Name": "Acme"}, "Acme"),
        (NEW, {"First_Name": "Ana\t[x]", "Last_Name": '"Z" \0O\'Neil'}, 'Ana [x] "Z" O\'Neil'),
    ],
)
def test_who_has_no_name_goes_by_what_there_is(header, cells, name):
    [card] = read_with(header, **cells)
    assert card.contact.name == name


def test_what_cannot_be_taken_is_told_and_the_rest_is_kept():
    card, *problems = read_with(
        NEW, First_Name="Ada", Birthday="soon", Phone_1__Value="*86 ::: +44 20 7946 0001"
    )
    assert [point.normal for point in card.contact.points] == ["+442079460001"]
    assert [remark.text for remark in card.remarks] == ["birthday: soon", "phone: *86"]
    assert [(problem.place, problem.reason.split('"')[1]) for problem in problems] == [
        ("row 2", "soon")
    ]


def test_a_row_that_names_nobody_is_a_problem_and_an_empty_one_nothing():
    assert read_with(NEW, Notes="who was that?") == [Problem("row 2", "it has no name")]
    assert read_with(NEW) == []
    assert read_with(NEW, Labels="* myContacts") == []


@pytest.mark.parametrize(
    "header",
    [
        "",
        "First Name,Last Name,Company",
        "name,email",
        "PK\x03\x04",
        "BEGIN:VCARD",
        "Phone 1 - Value",
    ],
)
def test_says_that_it_is_another_file(header):
    with pytest.raises(BadInput):
        list(read_contacts(io.BytesIO(f"{header}\nAda,Lovelace,Acme\n".encode())))


PIECES = st.sampled_from(
    [*OLD.split(","), *NEW.split(","), " ::: ", "* ", '"', ",", "\n", "Phone 99999 - Value", "--"]
)
MESS = st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join)


@given(st.sampled_from([OLD, NEW, ""]), MESS)
def test_any_text_is_people_or_refused(header, mess):
    data = f"{header}\n{mess}".encode("utf-8", "replace")
    try:
        for one in read_contacts(io.BytesIO(data)):
            assert isinstance(one, Card | Problem)
            assert isinstance(one, Problem) or one.contact.name
    except BadInput:
        assert not header
