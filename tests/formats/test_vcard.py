"""vCards as address books and phones write them."""

import gc
import io
import random
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.model import Birthday, Intros, Point, Problem
from netlog.errors import BadInput
from netlog.formats.entry import Card, Remark, Skipped, Tie
from netlog.formats.vcard import read
from tests.formats.streams import long_file, measured

DATA = Path(__file__).parents[3] / "shared/data/vcards"
ADA = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nEND:VCARD\r\n"


def read_bytes(data):
    return list(read(io.BytesIO(data)))


def read_text(text):
    return read_bytes(text.encode())


def make(*lines, version="3.0", encoding="utf-8"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode(
        encoding
    )


def read_card(*lines, version="3.0", encoding="utf-8"):
    """The one card with these lines."""
    [card] = read_bytes(make(*lines, version=version, encoding=encoding))
    assert isinstance(card, Card), card
    return card


def read_contact(*lines, **how):
    return read_card(*lines, **how).contact


def remarks(*lines, **how):
    return [remark.text for remark in read_card(*lines, **how).remarks]


def test_reads_a_card_of_apple():
    card = read_card(
        "PRODID:-//Apple Inc.//macOS 14.4//EN",
        "N:Lovelace;Ada;Augusta;Lady;",
        "FN:Lady Ada Augusta Lovelace",
        "NICKNAME:Addie",
        "ORG:Analytical Engines;Research",
        "TITLE:Programmer",
        "EMAIL;type=INTERNET;type=HOME:ada@home.example",
        "EMAIL;type=INTERNET;type=WORK;type=pref:ada@engines.example",
        "TEL;type=CELL;type=VOICE:+44 20 7946 0000",
        "item1.TEL:+44 20 7946 0001",
        "item1.X-ABLabel:_$!<HomeFAX>!$_",
        "item2.URL:https\\://ada.example",
        "item2.X-ABLabel:Notes on the Engine",
        "item3.ADR;type=HOME;type=pref:;;12 St James's Square;London;;SW1Y;England",
        "item3.X-ABADR:gb",
        "X-SOCIALPROFILE;type=linkedin;x-user=ada:http://www.linkedin.com/in/ada",
        "item4.X-ABRELATEDNAMES:William",
        "item4.X-ABLabel:_$!<Spouse>!$_",
        "BDAY;value=date:1815-12-10",
        "NOTE:Met at Mrs. Somerville's.\\nLikes horses\\, and whist.",
        "CATEGORIES:myContacts,Mentor",
        "UID:5AD380FD-B2DE-4261-BA99-DE1D1DB52FBE",
    )
    contact = card.contact
    assert card.place == "card 1, line 1"
    assert contact.id == 0
    assert contact.uid == "5AD380FD-B2DE-4261-BA99-DE1D1DB52FBE"
    assert contact.name == "Lady Ada Augusta Lovelace"
    assert contact.aliases == ("Addie",)
    assert (contact.org, contact.title) == ("Analytical Engines", "Programmer")
    assert contact.city == "London"
    assert contact.birthday == Birthday(12, 10, 1815)
    assert contact.tags == ("mentor",)
    assert contact.points == (
        Point("email", "ada@engines.example", "ada@engines.example", "work"),
        Point("email", "ada@home.example", "ada@home.example", "home"),
        Point("phone", "+44 20 7946 0000", "+442079460000", "mobile"),
        Point("phone", "+44 20 7946 0001", "+442079460001", "home fax"),
        Point("url", "https://ada.example", "ada.example", "Notes on the Engine"),
        Point("url", "http://www.linkedin.com/in/ada", "linkedin.com/in/ada", "linkedin"),
    )
    assert [remark.text for remark in card.remarks] == [
        "Met at Mrs. Somerville's.\nLikes horses, and whist.",
        "department: Research",
        "address (home): 12 St James's Square, London, SW1Y, England",
        "spouse: William",
    ]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ada Lovelace", "N:Byron;Ada;;;"], "Ada Lovelace"),
        (["N:Lovelace;Ada;Augusta,King;Lady;PhD"], "Ada Augusta King Lovelace"),
        (["N:Lovelace"], "Lovelace"),
        (["FN:", "N:;Ada;;;"], "Ada"),
        (["N:王;小明;;;"], "王小明"),
        (["FN:Lovelace\\, Ada", "N:Lovelace;Ada;;;"], "Ada Lovelace"),
        (["FN:Lovelace, Ada", "N:Lovelace;Ada;;;"], "Ada Lovelace"),
        (["FN:Lovelace\\, Ada", "N:Sons;Lovelace;;;"], "Lovelace, Ada"),
        (["N:;;;;", "NICKNAME:Addie", "ORG:Acme"], "Addie"),
        (["ORG:Acme;Sales", "EMAIL:a@x.example"], "Acme"),
        (["TEL:+49 30 123456", "EMAIL:a@x.example"], "a@x.example"),
        (["TEL:+49 30 123456"], "+49 30 123456"),
        (["FN:  Ada \t Lovelace\u200e "], "Ada Lovelace\u200e"),
        (["FN:\u200e", "N:Lovelace;Ada"], "Ada Lovelace"),
        (["FN:c12", "EMAIL:a@x.example"], "a@x.example"),
        (['FN:Ana [x] "Z" O\'Neil 王 🙂'], 'Ana [x] "Z" O\'Neil 王 🙂'),
    ],
)
def test_takes_the_best_name_that_there_is(lines, name):
    assert read_contact(*lines).name == name


def test_a_name_that_is_too_long_is_shortened_and_kept_whole_beside():
    name = " ".join(["Ada"] * 80)
    card = read_card(f"FN:{name}")
    assert len(card.contact.name) <= 200
    assert card.remarks == (Remark(f"full name: {name}"),)


def test_nicknames_and_further_names_are_aliases():
    contact = read_contact("FN:Wang Xiaoming", "FN;LANGUAGE=zh:王小明", "NICKNAME:Ming,Wang\\, X.")
    assert (contact.name, contact.aliases) == ("Wang Xiaoming", ("王小明", "Ming", "Wang, X."))


@pytest.mark.parametrize("line", ["NOTE:tall", "ADR:;;;Bonn;;;", "TEL:123456", "FN:t3", "URL:x"])
def test_a_card_without_a_name_is_a_problem(line):
    [problem] = read_bytes(make(line))
    assert problem.place == "card 1, line 1"
    assert "it names nobody" in problem.reason


@pytest.mark.parametrize("lines", [[], ["FN:", "N:;;;;"], ["PHOTO;ENCODING=b:AAAA"]])
def test_an_empty_card_is_left_out(lines):
    assert read_bytes(make(*lines)) == [Skipped("card 1, line 1", "empty")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [("KIND:group", "group"), ("X-ADDRESSBOOKSERVER-KIND:GROUP", "group"), ("KIND:location",) * 2],
)
def test_what_is_no_person_is_left_out(line, kind):
    [skipped] = read_bytes(make("FN:Friends", line))
    assert skipped == Skipped("card 1, line 1", f"{kind.removeprefix('KIND:')}, not a person")


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1996-04-15", Birthday(4, 15, 1996)),
        ("BDAY:19220310", Birthday(3, 10, 1922)),
        ("BDAY:1996-04-15T00:00:00Z", Birthday(4, 15, 1996)),
        ("BDAY:19531015T231000Z", Birthday(10, 15, 1953)),
        ("BDAY;VALUE=date-time:1987-09-27T08:30:00-06:00", Birthday(9, 27, 1987)),
        ("BDAY:--0203", Birthday(2, 3)),
        ("BDAY:--02-03", Birthday(2, 3)),
        ("BDAY:--0229", Birthday(2, 29)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", Birthday(2, 29)),
        ("BDAY;value=date:1604-06-26", Birthday(6, 26)),
        ("BDAY:0000-03-04", Birthday(3, 4)),
        ("BDAY:15 April 1996", Birthday(4, 15, 1996)),
        ("BDAY:0000-00-00", None),
        ("BDAY:", None),
    ],
)
def test_reads_a_birthday(line, birthday):
    card = read_card("FN:Ada", line)
    assert (card.contact.birthday, card.remarks) == (birthday, ())


@pytest.mark.parametrize("text", ["circa 1800", "1996-04", "1987-02-29", "---03", "3/4/1980"])
def test_a_birthday_that_is_no_day_is_kept_as_a_remark(text):
    card = read_card("FN:Ada", f"BDAY;VALUE=text:{text}")
    assert (card.contact.birthday, card.remarks) == (None, (Remark(f"birthday: {text}"),))


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TEL;TYPE=WORK,VOICE:", "work"),
        ("TEL;TYPE=HOME;TYPE=FAX:", "home fax"),
        ('TEL;VALUE=uri;TYPE="cell,work,text";PREF=1:', "work mobile"),
        ("TEL;CELL;PREF:", "mobile"),
        ("TEL;VOICE:", ""),
        ("TEL;:", ""),
        ("TEL;TYPE=X-Assistant:", "assistant"),
        ("TEL;TYPE=pref:", ""),
        ("TEL;TYPE=Büro:", "büro"),
        ("TEL;BÜRO;ÿ:", "büro ÿ"),
        ("TEL:", ""),
        ("item1.TEL;TYPE=WORK:", "Sommerhaus alt"),
        ("ITEM1.TEL:", "Sommerhaus alt"),
        ("item2.TEL:", "assistant phone"),
        ("item3.TEL;TYPE=WORK:", "work"),
    ],
)
def test_labels_are_short_words(line, label):
    [point] = read_contact(
        "FN:Ada",
        f"{line}+49 30 1234567",
        "item1.X-ABLabel:Sommerhaus (alt)",
        "item2.X-ABLABEL:_$!<AssistantPhone>!$_",
    ).points
    assert (point.value, point.label) == ("+49 30 1234567", label)


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("TEL;VALUE=uri:tel:+1-418-262-6501", ("+1-418-262-6501", "+14182626501")),
        ("TEL;VALUE=uri:tel:+1-418;ext=1", None),
        ("TEL;VALUE=uri:tel:+1-418-656;ext=102", ("+1-418-656;ext=102", "+1418656")),
        ("TEL:905-555-1234 x102", ("905-555-1234 x102", "9055551234")),
        ("TEL:905-555-1234\\, ext. 102", ("905-555-1234, ext. 102", "9055551234")),
        ("TEL:\u202a+1 (905) 555‑1234\u202c", ("\u202a+1 (905) 555‑1234\u202c", "+19055551234")),
        ("TEL:112", None),
        ("TEL:ask at the desk", None),
        ("EMAIL:mailto:Ada@X.example", ("mailto:Ada@X.example", "ada@x.example")),
        ("EMAIL:Ada <ada@x.example>", ("Ada <ada@x.example>", "ada@x.example")),
        ("EMAIL:ada at x.example", None),
        ("IMPP;X-SERVICE-TYPE=Jabber:xmpp:ada@x.example", ("xmpp:ada@x.example",) * 2),
        ("URL:http\\://ada.example/?a\\,b", ("http://ada.example/?a,b", "ada.example?a,b")),
    ],
)
def test_reads_the_ways_to_reach_somebody(line, point):
    card = read_card("FN:Ada", line)
    assert [(each.value, each.normal) for each in card.contact.points] == ([point] if point else [])
    assert len(card.remarks) == (0 if point else 1)


def test_what_is_no_address_is_kept_with_its_label():
    assert remarks("FN:Ada", "TEL;TYPE=WORK:112", "item1.EMAIL:ask", "item1.X-ABLabel:new") == [
        "phone (work): 112",
        "e-mail (new): ask",
    ]


def test_the_preferred_ones_come_first_and_each_once():
    points = read_contact(
        "FN:Ada",
        "EMAIL;PREF=2:b@x.example",
        "EMAIL:c@x.example",
        "EMAIL;PREF=1:a@x.example",
        "EMAIL;TYPE=HOME:C@X.example",
    ).points
    assert [point.value for point in points] == ["a@x.example", "b@x.example", "c@x.example"]


@pytest.mark.parametrize(
    ("lines", "city"),
    [
        (["ADR:;;1 Main St;Bonn;NRW;53111;Germany"], "Bonn"),
        (["ADR:;;;;;;Germany", "ADR:;;;Bonn"], "Bonn"),
        (["ADR;TYPE=HOME:;;;Bonn;;;", "ADR;TYPE=WORK,pref:;;;Ulm;;;"], "Ulm"),
        (["ADR:;;;São Paulo\\, SP;;;"], "São Paulo, SP"),
        (["ADR:;;Bonn\\nGermany"], ""),
        (["ADR:somewhere"], ""),
    ],
)
def test_the_city_is_that_of_the_preferred_address(lines, city):
    assert read_contact("FN:Ada", *lines).city == city


def test_what_has_no_field_becomes_a_remark():
    assert remarks(
        "FN:Ada",
        "ORG:Acme;Sales;EMEA",
        "ORG:Initech",
        "TITLE:CEO",
        "ROLE:Boss",
        "X-SPOUSE:Sam",
        "X-EVOLUTION-MANAGER:Kim",
        "item1.X-ABDATE:20090808",
        "item1.X-ABLabel:_$!<Anniversary>!$_",
        "ANNIVERSARY:20090808T1430-0500",
        "X-ABRELATEDNAMES;type=pref:Jo",
        "RELATED;TYPE=spouse;VALUE=text:Sam L.",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Max;13;;;;;",
        "X-SKYPE;TYPE=HOME:ada.l",
        "X-MAIDENNAME:Byron",
        "X-MS-INTERESTS:whist",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;0;godfather;;;;",
        "INTEREST;LEVEL=high:rowing",
    ) == [
        "department: Sales, EMEA",
        "organisation: Initech",
        "title: Boss",
        "spouse: Sam",
        "manager: Kim",
        "anniversary: 2009-08-08",
        "relation: Jo",
        "spouse: Sam L.",
        "skype (home): ada.l",
        "maiden name: Byron",
        "interest: whist",
        "interest: rowing",
        "sister: Max",
        "godfather: Bo",
    ]


def test_a_role_does_for_a_title():
    card = read_card("FN:Ada", "ROLE:Boss")
    assert (card.contact.title, card.remarks) == ("Boss", ())


def test_a_nickname_of_android_is_an_alias():
    line = "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Addie;1;;;;;"
    assert read_contact("FN:Ada", line, version="2.1").aliases == ("Addie",)


def test_categories_are_tags_but_for_those_of_everybody():
    lines = ["CATEGORIES:myContacts,* Family,#Client;Key  Account", "CATEGORIES:My Contacts,client"]
    assert read_contact("FN:Ada", *lines).tags == ("family", "client", "key account")


@pytest.mark.parametrize(
    ("line", "uid"),
    [
        ("UID:urn:uuid:4fbe8971", "4fbe8971"),
        ("UID:URN:UUID:urn:uuid:4fbe8971", "4fbe8971"),
        ("UID:http://x.example/card?1", "http://x.example/card?1"),
        ("UID:", ""),
    ],
)
def test_the_uid_is_kept(line, uid):
    assert read_contact("FN:Ada", line).uid == uid


def test_people_whom_somebody_knows_are_named_by_their_uids():
    card = read_card(
        "FN:Ada", "RELATED;TYPE=friend:urn:uuid:u-2", "X-NETLOG-KNOWS:u-1", version="4.0"
    )
    assert (card.knows, card.remarks) == ((Tie("u-1"), Tie("u-2")), ())


def test_own_fields_that_cannot_be_read_are_left_alone():
    contact = read_contact(
        "FN:Ada",
        "X-NETLOG-ADDED-ON:yesterday",
        "X-NETLOG-CADENCE:-3",
        "X-NETLOG-INTROS:maybe",
        "X-NETLOG-MET-ON:2025-02-30",
        "X-NETLOG-ARCHIVED:no",
    )
    assert contact == read_contact("FN:Ada")
    assert contact.intros is Intros.ASK


def test_a_note_may_have_a_day():
    card = read_card("FN:Ada", "NOTE;X-NETLOG-ON=2025-03-04:tea", "NOTE:tea", "NOTE:tea", "NOTE:")
    assert card.remarks == (Remark("tea", date(2025, 3, 4)), Remark("tea"))


# Lines


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["NOTE:a long", " er note", "\tstill"], "a longer notestill"),
        (["NOTE:", " begun below"], "begun below"),
        (["NOTE:one", "two", "three"], "one\ntwo\nthree"),
        (["NOTE:one", "", " two"], "onetwo"),
        (["note;language=en:small"], "small"),
        (["X-1.NOTE:in a group"], "in a group"),
        (['NOTE;X-A="a:b;c";X-B="d":quoted'], "quoted"),
        (['NOTE;X-A="open:quoted'], "quoted"),
        (['NOTE:a\\;b\\,c\\:d\\\\e\\Nf\\"g\\xh\\'], 'a;b,c:d\\e\nf"g\\xh\\'),
        (["NOTE;ENCODING=b:Z3LDvMOfZQ=="], "grüße"),
        (["NOTE:bell\x07and\0nul\x7f"], "bell and nul"),
    ],
)
def test_reads_lines_as_they_are_folded_and_escaped(lines, text):
    assert remarks("FN:Ada", *lines) == [text]


def test_a_character_may_be_folded_in_two():
    data = make("FN:Ada", "NOTE:grüße").replace("ü".encode(), b"\xc3\r\n \xbc")
    [card] = read_bytes(data)
    assert card.remarks == (Remark("grüße"),)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:gr=C3=BC=C3=", "=9Fe"], "grüße"),
        (["NOTE;QUOTED-PRINTABLE:one=0D=0A=", "two: 2"], "one\ntwo: 2"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:Land=", " Bonn"], "Land Bonn"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:gr=FC=DFe"], "grüße"),
        (["NOTE;encoding=quoted-printable;charset=utf-8:gr=c3=bc=c3=9fe"], "grüße"),
        (["NOTE;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=EF=F0=E8"], "при"),
        (["NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=BF", "=D1=80=D0=B8"], "при"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:broken=", "", "CATEGORIES:x"], "broken"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:broken="], "broken"),
        (["NOTE;ENCODING=QUOTED-PRINTABLE:not =ZZ hex"], "not =ZZ hex"),
        (["NOTE;CHARSET=no-such;ENCODING=QUOTED-PRINTABLE:gr=C3=BC"], "grü"),
        (["NOTE:It was a long", " day"], "It was a long day"),
    ],
)
def test_reads_version_2_1_as_phones_write_it(lines, text):
    assert remarks("N:Lovelace;Ada", *lines, version="2.1") == [text]


def test_a_fold_of_version_2_1_does_not_part_an_address():
    [point] = read_contact("FN:Ada", "EMAIL:ada@some", " where.example", version="2.1").points
    assert point.normal == "ada@somewhere.example"


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("NOTE:grüße", "utf-8"),
        ("NOTE:grüße", "cp1252"),
        ("NOTE;CHARSET=ISO-8859-15:grüße", "iso-8859-15"),
        ("NOTE;CHARSET=SHIFT_JIS:表示", "shift_jis"),
    ],
)
def test_reads_the_encodings_that_are_declared_or_likely(line, encoding):
    assert remarks("FN:Ada", line, encoding=encoding) == [line.partition(":")[2]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_reads_any_mark_and_any_end_of_line(encoding, end):
    text = "BEGIN:VCARD\nFN:Zoë 🙂\nNOTE:a\n b\nEND:VCARD".replace("\n", end)
    [card] = read_bytes(text.encode(encoding))
    assert (card.contact.name, card.remarks) == ("Zoë 🙂", (Remark("ab"),))


def test_files_that_were_joined_may_have_marks_within():
    assert [card.contact.name for card in read_text("\ufeff" + ADA + "\ufeff" + ADA)] == [
        *("Ada Lovelace", "Ada Lovelace")
    ]


# Files


def test_a_bad_card_does_not_stop_the_file():
    found = read_text(
        ADA
        + "BEGIN:VCARD\r\nNOTE:no name\r\nEND:VCARD\r\n"
        + "BEGIN:VCARD\r\nFN:cut off\r\n"
        + ADA
        + "\r\nFN:no BEGIN\r\nTEL:1\r\nEND:VCARD\r\n"
        + "begin:vcard\r\nfn:Kim\r\nend:vcard\r\n"
        + "BEGIN:VCARD\r\nFN:cut off"
    )
    assert [one.place for one in found] == [
        "card 1, line 1",
        "card 2, line 5",
        "card 3, line 8",
        "card 4, line 10",
        "line 15",
        "card 5, line 18",
        "card 6, line 21",
    ]
    assert [type(one) for one in found] == [*(Card, Problem, Problem, Card, Problem, Card, Problem)]


@pytest.mark.parametrize(
    "agent",
    [
        "AGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:Sam\r\nTEL:1234567\r\nEND:VCARD\r\n",
        "AGENT:BEGIN:VCARD\r\nFN:Sam\r\nEND:VCARD\r\n",
        "AGENT:\r\n BEGIN:VCARD\r\n FN:Sam\r\n END:VCARD\r\n",
        r"AGENT:BEGIN:VCARD\nFN:Sam\nEND:VCARD\n" + "\r\n",
        "AGENT;VALUE=uri:CID:sam@x.example\r\n",
        "AGENT:\r\nBEGIN:VCARD\r\nAGENT:\r\nBEGIN:VCARD\r\nEND:VCARD\r\nEND:VCARD\r\n",
    ],
)
def test_the_card_of_an_agent_is_left_out(agent):
    text = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Ada\r\n{agent}TEL:7654321\r\nEND:VCARD\r\n"
    [first, second] = read_text(text + ADA)
    assert first.contact.name == "Ada"
    assert [point.value for point in first.contact.points] == ["7654321"]
    assert second.contact.name == "Ada Lovelace"


@pytest.mark.parametrize(
    "photo",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\n",
        "PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQSkZJRg==\r\n\r\n",
        "PHOTO;BASE64:\r\n/9j/4AAQ\r\nSkZJRg==\r\n\r\n",
        "PHOTO:data:image/jpeg;base64\\,/9j/4AAQ\r\n",
        "PHOTO;ENCODING=QUOTED-PRINTABLE:=FF=\r\nTEL:1=\r\nEND\r\n",
    ],
)
def test_a_picture_does_no_harm(photo):
    [card] = read_text(f"BEGIN:VCARD\r\nFN:Ada\r\n{photo}TEL:7654321\r\nEND:VCARD\r\n")
    assert [point.value for point in card.contact.points] == ["7654321"]


def test_a_wrapper_and_words_around_the_cards_are_passed_over():
    text = f"BEGIN:VADDRESSBOOK\r\n{ADA}NULL\r\n{ADA}END:VADDRESSBOOK\r\n\x1a"
    assert len(read_text(text)) == 2


@pytest.mark.parametrize("data", [b"", b"\r\n \r\n", b"\0\0\0\0"])
def test_an_empty_file_holds_nobody(data):
    assert read_bytes(data) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04\0\0", "ZIP"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "calendar"),
        (b"From ada@x.example Tue Mar  4 09:30:00 2025\n", "mailbox"),
        (b"dn: cn=Ada\n", "LDIF"),
        (b"First Name,Last Name\nAda,Lovelace\n", "BEGIN:VCARD"),
        (b"FN:Ada\r\nEND:VCARD\r\n", "BEGIN:VCARD"),
        (bytes(range(256)), "BEGIN:VCARD"),
    ],
)
def test_a_file_of_something_else_is_refused(data, message):
    with pytest.raises(BadInput, match=message) as caught:
        read_bytes(data)
    assert caught.value.hint


def test_the_stream_stays_open_and_is_read_as_far_as_asked():
    stream = io.BytesIO(ADA.encode() * 10_000)
    assert len(list(islice(read(stream), 2))) == 2
    assert stream.tell() < 100_000


def test_the_stream_may_be_closed_before_all_is_read():
    stream = io.BytesIO(ADA.encode() * 10_000)
    cards = read(stream)
    next(cards)
    stream.close()
    del cards  # an error here would fail the test, since nobody could catch it
    gc.collect()


def test_a_disk_error_is_told_with_the_line():
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read(len(ADA))

    cards = read(Broken(ADA.encode() * 2))
    with pytest.raises(BadInput, match="after line 4: Input/output error"):
        list(cards)


HEAD = b"BEGIN:VCARD\r\nFN:Ada\r\n"


@pytest.mark.parametrize(
    ("before", "filler", "size", "kind"),
    [
        (HEAD + b"PHOTO;ENCODING=b:", b"A", 30_000_000, Card),
        (HEAD + b"PHOTO;ENCODING=b:", b"A" * 74 + b"\r\n ", 2_000_000, Card),
        (HEAD + b"X:", b"\r\nX-OTHER:1", 150_000, Card),
        (HEAD + b"NOTE:", b"A", 30_000_000, Problem),
        (HEAD + b"NOTE:", b"A" * 74 + b"\r\n ", 2_000_000, Problem),
        (HEAD + b"NOTE:", b"\r\n ", 150_000, Card),
        (HEAD + b"X:", b"\r\nTEL:1", 150_000, Problem),
        (HEAD + b"TEL;", b"TYPE=x;", 6_000_000, Problem),
        (HEAD + b"TEL", b'"', 6_000_000, Card),
    ],
    ids=lambda value: value if isinstance(value, int) else None,
)
def test_memory_does_not_grow_with_a_card(before, filler, size, kind):
    stream = long_file(before, filler, size, b"\r\nEND:VCARD\r\n" + ADA.encode())
    with measured() as peak:
        first, second = read(stream)
    assert isinstance(first, kind)
    assert second.contact.name == "Ada Lovelace"
    assert peak.size < 20_000_000


@pytest.mark.parametrize(
    "line",
    [
        "N:" + "\\" * 100_001,
        "N:" + ";," * 50_000,
        "CATEGORIES:" + "a\\,b," * 20_000,
        "FN:" + "é " * 50_000,
        "TEL:" + "1 " * 50_000,
        "TEL:+1" + " " * 50_000 + "x",
        "EMAIL:" + "a@" * 50_000,
        "EMAIL:" + "a." * 50_000 + "@",
        "TEL;" + 'X="' * 30_000 + ":1",
        "TEL;" + "TYPE=," * 20_000 + ":1",
        "BDAY:" + "1" * 100_000,
        "BDAY:" + "1 " * 50_000,
        "NOTE;CHARSET=punycode;ENCODING=QUOTED-PRINTABLE:" + "a" * 100_000,
        "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=" * 100_000,
        "UID:" + "urn:uuid:" * 11_000,
        "X-ABLabel:" + "_$!<" + "aA" * 50_000,
        "X-NETLOG-CADENCE:" + "9" * 100_000,
    ],
    ids=lambda line: line[:12],
)
def test_a_line_made_to_be_slow_is_read(line):
    # In hundredths of a second; a quadratic reading would take minutes, and the suite with it.
    assert read_contact("FN:Ada", f"{line}").name.startswith(("Ada", "é"))


# Any bytes

PIECES = [
    *(b"BEGIN:VCARD", b"END:VCARD", b"VERSION:2.1", b"VERSION:3.0", b"FN", b"N", b"NOTE", b"TEL"),
    *(b"EMAIL", b"BDAY", b"ADR", b"ORG", b"UID", b"CATEGORIES", b"AGENT:", b"item1.", b"X-ABLabel"),
    *(b"X-NETLOG-CADENCE:", b"X-NETLOG-ADDED-ON:", b"RELATED", b"X-ANDROID-CUSTOM:", b"IMPP"),
    *(b";TYPE=WORK", b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=b", b";CHARSET=UTF-16", b";PREF="),
    *(b":", b";", b",", b"=", b"\\", b'"', b"\n", b"\r\n", b"\r", b"\n ", b"=\r\n", b"\0", b"\xff"),
    *(b"\xef\xbb\xbf", b"--02-03", b"urn:uuid:", b"a@b.example", b"+49 30 1234567", b"\\n", b"c1"),
    *(b"_$!<Home>!$_", "王🙂é\u2028\u202e".encode(), b";CHARSET=utf-7", b"+2AA-", b"10000101"),
]
MESS = st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=60).map(b"".join)


def check(found):
    for one in found:
        repr(one).encode("utf-8")
        assert one.place
        if isinstance(one, Card):
            assert one.contact.name.strip()
            assert "\0" not in repr(one)
            assert all(point.normal for point in one.contact.points)
            assert all(remark.text == remark.text.strip() != "" for remark in one.remarks)


def read_or_refuse(data):
    try:
        return read_bytes(data)
    except BadInput:
        return []


@given(MESS)
def test_any_bytes_are_read_or_refused(data):
    check(read_or_refuse(data))


@given(MESS)
def test_any_lines_within_a_card_leave_the_next_one_readable(data):
    *found, last = read_bytes(HEAD + data + b"\r\nEND:VCARD\r\n" + ADA.encode())
    check(found)
    assert last.contact.name == "Ada Lovelace"


SAMPLES = [
    make("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91;=C3=91;;;", "TEL;CELL;PREF:123456789"),
    make("item1.TEL:+49 30 1", "item1.X-ABLabel:_$!<Home>!$_", "BDAY:--0203", "NOTE:a\\nb\\,c"),
    make('TEL;VALUE=uri;TYPE="work,cell":tel:+1-418-262-6501', "UID:urn:uuid:1", "N:a;b;c,d"),
]


@given(st.sampled_from(SAMPLES), st.randoms(use_true_random=False))
def test_a_card_with_some_bytes_changed_is_read_or_refused(sample, rng: random.Random):
    data = bytearray(sample)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data))
        data[at : at + rng.choice([0, 1, 1, 5])] = rng.choice(PIECES)
    check(read_or_refuse(bytes(data)))


# Cards that real clients wrote


@pytest.mark.skipif(not DATA.is_dir(), reason="the data is not here")
@pytest.mark.parametrize(
    ("client", "people"),
    [("ANDROID", 6), ("EVOLUTION", 1), ("GMAIL", 1), ("IPHONE", 1), ("MS_OUTLOOK", 1)],
)
def test_reads_what_real_clients_write(client, people):
    with (DATA / f"John_Doe_{client}.vcf").open("rb") as stream:
        found = list(read(stream))
    assert len(found) == people
    check(found)
    if people == 1:
        contact = found[0].contact
        assert (contact.org, contact.title) == ("IBM", "Money Counter")
        assert "9055551234" in {point.normal for point in contact.points}
