"""vCards as netlog writes them: read back without loss, and by other programs without complaint."""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core import addresses, names, tidy
from netlog.core.model import Birthday, Contact, Intros
from netlog.errors import BadInput
from netlog.formats import vcard
from netlog.formats.entry import Card, Remark, Tie
from netlog.formats.vcard_writer import write

UID = "7f0c9a52-5b1e-4f7c-9a39-0d7c4f5f0001"
ADA = Contact(
    id=7,
    uid=UID,
    name="Ada Lovelace",
    org="Acme; Sons, Ltd",
    title="Head of C:\\new",
    city="São Paulo",
    birthday=Birthday(2, 29),
    met="PyCon: a talk",
    met_on=date(2025, 3, 4),
    circle="active",
    cadence_days=20,
    intros=Intros.OPEN,
    about="likes tea;\nand coffee",
    archived=True,
    added_on=date(2025, 3, 5),
    snoozed_until=date(2026, 1, 1),
    points=(
        tidy.email_point("ada@acme.example", "work"),
        tidy.phone_point("+49 30 1234567", "mobile"),
        tidy.phone_point("+49 30 1234568", "work fax"),
        tidy.any_point("url", "https://ada.example/?a=1,2;3", "Büro; x"),
        tidy.email_point("ada@old.example", "old"),
    ),
    aliases=("Countess", "Ada, the First"),
    tags=("mentor", "a;b"),
    known_as=("x:1;2",),
)
NOTES = (Remark("likes tea"), Remark("moved\nto Bonn", date(2025, 4, 1)))
KNOWS = (Tie("u-2", "at school; in Bonn", date(2025, 4, 1)), Tie("u;3"))

VERSIONS = pytest.mark.parametrize("version", ["3.0", "4.0"])


def read(text):
    [card] = vcard.read(io.BytesIO(text.encode()))
    return card


@VERSIONS
def test_a_card_is_read_back_without_loss(version):
    text = write(ADA, version, notes=NOTES, introduced_by_uid="u-1", knows=KNOWS)
    place = "card 1, line 1"
    contact = ADA._replace(id=0)
    assert read(text) == Card(place, contact, NOTES, (), KNOWS, "u-1")


def test_a_card_of_version_3_to_the_letter():
    ada = ADA._replace(points=ADA.points[:2], about="", known_as=(), aliases=ADA.aliases[:1])
    assert write(ada, notes=NOTES).splitlines() == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//netlog//netlog//EN",
        f"UID:{UID}",
        "FN:Ada Lovelace",
        "N:Lovelace;Ada;;;",
        r"ORG:Acme\; Sons\, Ltd",
        r"TITLE:Head of C:\\new",
        "ADR:;;;São Paulo;;;",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29",
        "NICKNAME:Countess",
        r"CATEGORIES:mentor,a\;b",
        "EMAIL;TYPE=WORK:ada@acme.example",
        "TEL;TYPE=CELL:+49 30 1234567",
        "X-NETLOG-ADDED-ON:2025-03-05",
        "X-NETLOG-MET:PyCon: a talk",
        "X-NETLOG-MET-ON:2025-03-04",
        "X-NETLOG-CIRCLE:active",
        "X-NETLOG-CADENCE:20",
        "X-NETLOG-SNOOZED-UNTIL:2026-01-01",
        "X-NETLOG-INTROS:open",
        "X-NETLOG-ARCHIVED:true",
        "NOTE:likes tea",
        r"NOTE;X-NETLOG-ON=2025-04-01:moved\nto Bonn",
        "END:VCARD",
    ]


@pytest.mark.parametrize(
    ("version", "day", "line"),
    [
        ("3.0", Birthday(3, 9, 1987), "BDAY:1987-03-09"),
        ("4.0", Birthday(3, 9, 1987), "BDAY:19870309"),
        ("4.0", Birthday(2, 29), "BDAY:--0229"),
    ],
)
def test_a_birthday_is_written_as_its_version_has_it(version, day, line):
    assert line in write(ADA._replace(birthday=day), version).splitlines()


@pytest.mark.parametrize(
    ("uid", "line"), [(UID, f"UID:urn:uuid:{UID}"), ("a,1", r"UID;VALUE=text:a\,1")]
)
def test_a_uid_is_a_uri_in_version_4_or_says_that_it_is_none(uid, line):
    assert line in write(ADA._replace(uid=uid), "4.0").splitlines()


@pytest.mark.parametrize(
    ("name", "structured"),
    [
        ("Ada", "N:;Ada;;;"),
        ("Ludwig van Beethoven", "N:Beethoven;Ludwig van;;;"),
        ("王小明", "N:;王小明;;;"),
    ],
)
def test_a_name_is_taken_apart_so_that_it_reads_the_same_put_together(name, structured):
    assert structured in write(ADA._replace(name=name)).splitlines()


@VERSIONS
def test_a_bare_contact_is_a_short_card(version):
    text = write(Contact(1, "u", "Ada"), version)
    assert [line.partition(":")[0].partition(";")[0] for line in text.splitlines()] == [
        *("BEGIN", "VERSION", "PRODID", "UID", "FN", "N", "X-NETLOG-ADDED-ON", "END")
    ]


@VERSIONS
@given(st.text(st.sampled_from("a \\,;:\n王🙂é") | st.characters(codec="utf-8"), max_size=300))
def test_no_line_is_longer_than_75_bytes_or_cut_within_a_character(version, text):
    lines = write(ADA._replace(about=text), version).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


@VERSIONS
def test_vobject_reads_it_without_complaint(version):
    vobject = pytest.importorskip("vobject")
    card = vobject.readOne(write(ADA, version, notes=NOTES))
    card.validate(raiseException=True)
    card.serialize()
    assert (card.fn.value, card.n.value.family) == ("Ada Lovelace", "Lovelace")
    assert card.org.value == [ADA.org]
    assert card.title.value == ADA.title
    assert card.adr.value.city == ADA.city
    assert card.categories.value == list(ADA.tags)
    assert [line.value for line in card.contents["nickname"]] == list(ADA.aliases)
    assert [line.value for line in card.contents["note"]] == [note.text for note in NOTES]
    assert [line.value for line in card.contents["email"]] == [
        "ada@acme.example",
        "ada@old.example",
    ]
    assert card.url.value == "https://ada.example/?a=1,2;3"


def is_kept(text):
    return text == text.strip()


LINES = st.text(
    st.sampled_from(" ,;:\\\"'\u2028()=^<>[]王🙂é") | st.characters(exclude_categories=("C", "Z")),
    max_size=40,
).filter(is_kept)
TEXTS = st.text(
    st.sampled_from("\n\t ,;:\\=\u2028") | st.characters(exclude_categories=("Cc", "Cs")),
    max_size=120,
).filter(is_kept)
FILLED = TEXTS.filter(bool)
DAYS = st.dates()


def is_name(text):
    try:
        return names.clean(text) == text and not names.parse_ref(text)
    except BadInput:
        return False


def is_tag(text):
    try:
        return tidy.tags([text]) == (text,)
    except BadInput:
        return False


def is_label(text):
    return not {*text} & {*"()"} and not text.startswith("_$!<") and text == " ".join(text.split())


NAMES = (
    LINES | st.sampled_from(["Ada Lovelace", "O'Neil, Ada", "王小明", 'Ana [x] "Z" 🙂'])
).filter(is_name)
LABELS = st.sampled_from(
    [
        "",
        "work",
        "home",
        "mobile",
        "work mobile",
        "mobile work",
        "old",
        "fax",
        "CELL",
        "Büro",
        "pref",
    ]
) | LINES.filter(is_label)
POINTS = st.one_of(
    st.builds(
        tidy.email_point,
        st.sampled_from(["Ana <a@b.example>", "A.B@x.example"])
        | st.emails().filter(addresses.normal_email),
        LABELS,
    ),
    st.builds(
        tidy.phone_point,
        st.from_regex(r"(\+|00)?[1-9][0-9 ./-]{4,10}[0-9]{3}", fullmatch=True).filter(
            addresses.normal_phone
        )
        | st.sampled_from(["tel:+49-30-12345;ext=7", "tel:+49-30-12345", "+49 (0)30  12345"]),
        LABELS,
    ),
    LINES.filter(lambda text: text.strip(" :/;")).flatmap(
        lambda value: st.builds(tidy.any_point, st.just("url"), st.just(value), LABELS)
    ),
)
BIRTHDAYS = st.dates(date(1800, 1, 1)).map(lambda day: Birthday(day.month, day.day, day.year)) | (
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: Birthday(day.month, day.day))
)
UIDS = st.uuids().map(str) | LINES.filter(bool)


@st.composite
def contacts(draw):
    name = draw(NAMES)
    return Contact(
        id=0,
        uid=draw(UIDS),
        name=name,
        org=draw(LINES),
        title=draw(LINES),
        city=draw(LINES),
        birthday=draw(st.none() | BIRTHDAYS),
        met=draw(LINES),
        met_on=draw(st.none() | DAYS),
        circle=draw(st.none() | LINES.filter(bool)),
        cadence_days=draw(st.none() | st.integers(1, 36525)),
        intros=draw(st.sampled_from(Intros)),
        about=draw(TEXTS),
        archived=draw(st.booleans()),
        added_on=draw(DAYS),
        snoozed_until=draw(st.none() | DAYS),
        points=tidy.distinct(draw(st.lists(POINTS, max_size=4))),
        aliases=tuple(draw(st.lists(NAMES.filter(lambda alias: alias != name), unique=True))),
        tags=tuple(
            draw(st.lists((LINES | st.just("unfiled")).filter(is_tag), max_size=3, unique=True))
        ),
        known_as=tuple(draw(st.lists(UIDS, max_size=2, unique=True))),
    )


REMARKS = st.builds(Remark, FILLED, st.none() | DAYS)
TIES = st.builds(Tie, UIDS, TEXTS, st.none() | DAYS)


@given(
    st.sampled_from(["3.0", "4.0"]),
    contacts(),
    st.lists(REMARKS, max_size=3, unique=True),
    st.lists(TIES, max_size=2, unique=True),
    st.just("") | UIDS,
)
@settings(max_examples=30, deadline=None)
def test_writing_and_reading_is_the_identity(version, contact, notes, knows, introducer):
    text = write(contact, version, notes=notes, knows=knows, introduced_by_uid=introducer)
    card = read(text)
    assert card.contact == contact
    assert (card.remarks, card.knows, card.introduced_by) == (
        *(tuple(notes), tuple(knows)),
        introducer,
    )
