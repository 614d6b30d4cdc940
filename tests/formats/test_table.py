import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.model import Birthday, Point, Problem
from netlog.errors import BadInput
from netlog.formats.cells import FIELDS
from netlog.formats.entry import Card, Remark
from netlog.formats.table import find_day_order, find_left_out, guess, open_table, read

OUTLOOK = (
    "First Name,Last Name,E-mail Address,E-mail 2 Address,Business Phone,Mobile Phone,Web Page,"
    "Categories,Notes,Assistant's Phone,Company Main Phone,Business City"
)


def read_text(text, mapping=None):
    named = [name for names in (mapping or {}).values() for name in names]
    sheet = open_table(io.BytesIO(text.encode()), named)
    return list(read(sheet, mapping or guess(sheet.header)))


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        ("Full Name,Company,Job Title,Mail", {"name": "Full Name", "org": "Company",
            "title": "Job Title", "email": "Mail"}),
        (OUTLOOK,
            {"first": "First Name", "last": "Last Name", "city": "Business City",
             "email": "E-mail Address,E-mail 2 Address",
             "phone": "Business Phone,Mobile Phone,Assistant's Phone,Company Main Phone",
             "url": "Web Page", "tags": "Categories", "note": "Notes"}),
        ("Vorname,Nachname,Firma,Telefon,Geburtstag,Ort", {"first": "Vorname", "last": "Nachname",
            "org": "Firma", "phone": "Telefon", "birthday": "Geburtstag", "city": "Ort"}),
        ("Prénom,NOM,Société,Courriel,Téléphone,Ville", {"first": "Prénom", "last": "NOM",
            "org": "Société", "email": "Courriel", "phone": "Téléphone", "city": "Ville"}),
        ("Nombre,Apellidos,Correo electrónico,Móvil,Cumpleaños", {"first": "Nombre",
            "last": "Apellidos", "email": "Correo electrónico", "phone": "Móvil",
            "birthday": "Cumpleaños"}),
        ("Shoe size,Colour", {}),
    ],
)  # fmt: skip
def test_guesses_what_columns_tell(header, mapping):
    wanted = {field: tuple(names.split(",")) for field, names in mapping.items()}
    assert guess(header.split(",")) == wanted


def test_every_field_is_guessed_from_its_own_name():
    assert guess(FIELDS) == {field: (field,) for field in FIELDS}


def test_reads_every_field():
    header = ",".join(FIELDS)
    row = (
        "Ada Lovelace,,,,Acme,CTO,London,Bond Street,ada@acme.example,+44 20 7946 0001,"
        "ada.example,1815-12-10,"
        '"#Maths, old friend;tea",likes tea,PyCon,2025-03-04,Inner,Countess'
    )
    [card] = read_text(f"{header}\n{row}\n")
    contact = card.contact
    assert (contact.name, contact.org, contact.title, contact.city) == (
        "Ada Lovelace", "Acme", "CTO", "London",
    )  # fmt: skip
    assert contact.points == (
        Point("email", "ada@acme.example", "ada@acme.example"),
        Point("phone", "+44 20 7946 0001", "+442079460001"),
        Point("url", "ada.example", "ada.example"),
    )
    assert contact.birthday == Birthday(12, 10, 1815)
    assert contact.tags == ("maths", "old friend", "tea")
    assert (contact.met, contact.met_on) == ("PyCon", date(2025, 3, 4))
    assert (contact.circle, contact.aliases) == ("inner", ("Countess",))
    assert card.remarks == (Remark("likes tea"), Remark("address: London, Bond Street"))


def test_reads_by_a_mapping_and_several_columns_for_one_field():
    mapping = {"name": ["Wer"], "email": ["Post", "post 2"], "note": ["a", "b"]}
    text = "Liste\nWer;Post;Post 2;a;b\nAda;ada@acme.example;al@acme.example;x;y\n"
    [card] = read_text(text, mapping)
    assert [point.value for point in card.contact.points] == ["ada@acme.example", "al@acme.example"]
    assert card.remarks == (Remark("x"), Remark("y"))


def test_an_address_is_labelled_by_its_column():
    header = "Name,Work Email,Home Phone,Mobile,Phone"
    [card] = read_text(f"{header}\nAda,a@b.example,020 7946 0001,020 7946 0002,020 7946 0003\n")
    assert [point.label for point in card.contact.points] == ["work", "home", "mobile", ""]


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("a@b.example; c@d.example", ["a@b.example", "c@d.example"]),
        ("a@b.example, c@d.example", ["a@b.example", "c@d.example"]),
        ("a@b.example\nc@d.example", ["a@b.example", "c@d.example"]),
        ("Lovelace, Ada <a@b.example>", ["a@b.example"]),
    ],
)
def test_a_cell_may_hold_several_addresses(text, normals):
    [card] = read_text(f'name,mail\nAda,"{text}"\n')
    assert [point.normal for point in card.contact.points] == normals


def test_an_apostrophe_that_guards_a_cell_is_no_part_of_it():
    first, second = read_text("name,phone\nAda,'+44 20 7946 0001\n't Hooft,\n")
    assert first.contact.points[0].value == "+44 20 7946 0001"
    assert second.contact.name == "'t Hooft"


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("Name\nAda\n", ("Name",)),
        ("Wer;Was\nAda;x\n", ("Wer", "Was")),
        ("My list\n\nWer,Was\nAda,x\n", ("Wer", "Was")),
        ("people\nname,email\nAda,x\n", ("name", "email")),
        ("Wer\nAda\n", ("Wer",)),
    ],
)
def test_finds_the_header(text, header):
    assert open_table(io.BytesIO(text.encode())).header == header


@pytest.mark.parametrize(
    ("text", "mapping", "message"),
    [
        ("a,b\n1,2\n", {}, "no column tells whom"),
        ("name,city\nAda,x\n", {"name": ["name"], "shoe": ["city"]}, 'no field "shoe"'),
        ("name,city\nAda,x\n", {"city": ["city"]}, "no column tells whom"),
        ("name,city\nAda,x\n", {"name": ["Nmae"]}, "no row of the file has the columns Nmae"),
        ("", {}, "empty"),
    ],
)
def test_says_what_is_wrong_with_a_mapping(text, mapping, message):
    with pytest.raises(BadInput, match=message):
        read_text(text, mapping)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    sheet = open_table(io.BytesIO(b"name,city\nAda,x\n"))
    with pytest.raises(BadInput) as caught:
        read(sheet, {"name": ["Nmae"]})
    assert caught.value.hint == "it has: name, city"


def test_rows_without_a_name():
    found = read_text("name,mail,city\n,ada@acme.example,\n,,London\n,,\n")
    assert [one.contact.name if isinstance(one, Card) else one for one in found] == [
        "ada@acme.example",
        Problem("row 3", "it has no name"),
    ]


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://www.LinkedIn.com/in/Ada-L/", "linkedin.com/in/ada-l"),
        ("http://de.linkedin.com/in/ada-l/en?trk=x#top", "linkedin.com/in/ada-l"),
        ("linkedin.com/in/zo%C3%AB", "linkedin.com/in/zoë"),
        ("https://linkedin.com.evil.example/in/ada", "linkedin.com.evil.example/in/ada"),
        ("https://Acme.example:443/A/?q=1#x", "acme.example/A?q=1"),
        ("http://acme.example:8080", "acme.example:8080"),
        ("www.münchen.example", "münchen.example"),
    ],
)
def test_spellings_of_one_page_are_one(url, normal):
    [card] = read_text(f"name,url\nAda,{url}\n")
    assert card.contact.points == (Point("url", url, normal),)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://a.example", "http://[::1", "http://a.example:x/", "localhost",
     "a b.example", "http://a.exa\x07mple/", "x" * 3000 + ".example"],
)  # fmt: skip
def test_what_is_no_web_address_is_kept_as_a_note(url):
    [card] = read_text(f'name,url\nAda,"{url}"\n')
    assert card.contact.points == ()
    assert card.remarks == (Remark(f"web: {url.replace(chr(7), ' ')}"),)


@pytest.mark.parametrize(
    ("cell", "points", "notes"),
    [
        ("+1 555 010 0199 x12", [("+1 555 010 0199 x12", "")], []),
        ("(030) 123 456 ext. 77", [("(030) 123 456 ext. 77", "")], []),
        ("Office: 030 123456", [("030 123456", "office")], []),
        ("555-010-0155 (home)", [("555-010-0155", "home")], []),
        ("555-0100 / 555-0101", [("555-0100", ""), ("555-0101", "")], []),
        ("0171 / 2345678", [("0171 / 2345678", "")], []),
        ("555-010-0155 or ask Sam", [("555-010-0155", "")], ["phone: ask Sam"]),
        ("1-800-FLOWERS", [], ["phone: 1-800-FLOWERS"]),
        ("call me", [], ["phone: call me"]),
        ("n/a", [], []),
        ("-", [], []),
    ],
)
def test_what_people_write_for_a_number(cell, points, notes):
    [card] = read_text(f'name,phone\nAda,"{cell}"\n')
    assert [(point.value, point.label) for point in card.contact.points] == points
    assert [remark.text for remark in card.remarks] == notes


def test_a_column_tells_what_its_cells_are():
    header = "First Name,Title,Job Title,Business Fax,Mobile Phone,Business Street,Business City,"
    header += "Referred By,Anniversary,Gender"
    [card] = read_text(f"{header}\nAda,Ms.,,030 123456,0171 234567,Gasse 1,Ulm,Sam,0/0/00,F\n")
    assert (card.contact.title, card.contact.city) == ("", "Ulm")
    assert [point.label for point in card.contact.points] == ["mobile", "work fax"]
    assert [remark.text for remark in card.remarks] == [
        "Referred By: Sam",
        "address (work): Gasse 1, Ulm",
    ]
    columns = header.split(",")
    assert find_left_out(columns, guess(columns)) == ("Title", "Gender")


@pytest.mark.parametrize(
    ("other", "month_first", "day"),
    [
        ("12/25/1990", True, Birthday(3, 4, 1980)),
        ("25/12/1990", False, Birthday(4, 3, 1980)),
        ("", None, None),
    ],
)
def test_the_order_of_days_is_told_by_the_first_that_is_sure(other, month_first, day):
    data = f"name,birthday\nSam,5/5/1980\nBo,{other}\nAda,03/04/1980\n".encode()
    mapping = {"name": ["name"], "birthday": ["birthday"]}
    assert find_day_order(open_table(io.BytesIO(data)), mapping) is month_first
    found = list(read(open_table(io.BytesIO(data)), mapping, month_first=month_first))
    ada = next(one for one in found if isinstance(one, Card) and one.contact.name == "Ada")
    assert ada.contact.birthday == day
    assert day or ada.remarks == (Remark("birthday: 03/04/1980"),)


PIECES = st.sampled_from(
    [*FIELDS, '"', ",", ";", "\n", " ", "@", "http://", "--02-29", "#", "sep=;"]
)
MESS = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


@given(MESS)
def test_any_text_is_people_or_refused(mess):
    for text in (mess, f"{','.join(FIELDS)}\n{mess}"):
        try:
            for one in read_text(text.encode("utf-8", "replace").decode()):
                assert isinstance(one, Card | Problem)
        except BadInput:
            continue
