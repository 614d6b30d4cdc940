import io
import zipfile
from datetime import UTC, date, time

import pytest
from dateutil.tz import tzstr
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.model import Channel, Direction, Point, Problem
from netlog.errors import BadInput, NotFound
from netlog.formats import linkedin
from netlog.formats.entry import Card, Entry, Skipped
from netlog.formats.linkedin import open_export, read_connections, read_invitations
from netlog.formats.linkedin_messages import Owner, Party, read_messages

LOS_ANGELES = tzstr("PST8PDT,M3.2.0,M11.1.0")
NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email '
    'addresses are missing. You can learn more here https://www.linkedin.example/help"\n\n'
)
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ines,Okafor,https://www.linkedin.com/in/ines-okafor-3b2a,,"
    '"Northwind, Inc.",Director,08 Feb 2026\n'
    "Tomás,Reyes,https://www.linkedin.com/in/tomasreyes,tomas@acme.example,Contoso,,14 Nov 2019\n"
    ",,,,,,07 Jun 2022\n"
)


def url_of(slug):
    written = f"https://www.linkedin.com/in/{slug}"
    return Point("url", written, f"linkedin.com/in/{slug}", "linkedin")


def read_text(text):
    return list(read_connections(io.BytesIO(text.encode())))


def test_reads_connections():
    ines, tomas, hidden = read_text(NOTES + CONNECTIONS)
    contact = ines.contact
    assert (ines.place, contact.name, contact.uid) == ("row 5", "Ines Okafor", "")
    assert (contact.org, contact.title) == ("Northwind, Inc.", "Director")
    assert (contact.met, contact.met_on) == ("LinkedIn", date(2026, 2, 8))
    assert contact.points == (url_of("ines-okafor-3b2a"),)
    assert tomas.contact.points == (
        Point("email", "tomas@acme.example", "tomas@acme.example"),
        url_of("tomasreyes"),
    )
    assert hidden == Skipped("row 7", "closed or hidden")


@pytest.mark.parametrize(
    "data",
    [
        CONNECTIONS.encode(),
        CONNECTIONS.encode("utf-8-sig"),
        CONNECTIONS.encode("utf-16"),
        (NOTES + CONNECTIONS).replace("\n", "\r\n").encode("utf-8-sig"),
        (NOTES + CONNECTIONS)[:-1].encode(),
        CONNECTIONS.replace(",", ";").replace("Northwind;", "Northwind,").encode(),
    ],
)
def test_reads_connections_as_every_program_leaves_them(data):
    ines, tomas, _ = read_connections(io.BytesIO(data))
    assert (ines.contact.org, tomas.contact.name) == ("Northwind, Inc.", "Tomás Reyes")


@pytest.mark.parametrize(
    ("header", "row", "day"),
    [
        ("First Name,Last Name,Email Address,Company,Position,Connected On",
            "Ada,Lovelace,ada@acme.example,Acme,CTO,24 Nov 2025", date(2025, 11, 24)),
        ("First Name,Last Name,Company,Position,Connected On",
            "Ada,Lovelace,Acme,CTO,11/24/25", date(2025, 11, 24)),
        ("First Name,Last Name,Email Address,Company,Position",
            "Ada,Lovelace,ada@acme.example,Acme,CTO", None),
        ("Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
            "Ada,Lovelace,,,Acme,CTO,24. Okt. 2025", date(2025, 10, 24)),
        ("Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le",
            "Ada,Lovelace,,,Acme,CTO,12 févr. 2023", date(2023, 2, 12)),
        ("Prénom,Nom de famille,URL,Adresse e-mail,Société,Fonction,Date de connexion",
            "Ada,Lovelace,,,Acme,CTO,12 août 2023", date(2023, 8, 12)),
        ("Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
            "Ada,Lovelace,,,Acme,CTO,5 ene 2025", date(2025, 1, 5)),
        ('"Last Name","First Name","Connected On","Position","Company","Industry"',
            'Lovelace,Ada,"10/21/17, 5:23 PM",CTO,Acme,Mathematics', date(2017, 10, 21)),
    ],
)  # fmt: skip
def test_finds_columns_by_their_names_in_four_languages(header, row, day):
    [card] = read_text(f"{header}\n{row}\n")
    contact = card.contact
    assert (contact.name, contact.org, contact.title) == ("Ada Lovelace", "Acme", "CTO")
    assert contact.met_on == day


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,,Acme,CTO,01 Jan 2025", "it has no name"),
        ("\x07,,https://www.linkedin.com/in/x,,,,", "it has no name"),
        (f"{'x' * 201},,,,,,", "a name has at most"),
        ('Ada,"Lovelace,,,,,', "never closed"),
    ],
)
def test_a_row_that_cannot_be_a_person_is_a_problem(row, reason):
    first, *_ = read_text(f"{CONNECTIONS.splitlines()[0]}\n{row}\n")
    assert isinstance(first, Problem)
    assert first.place == "row 2"
    assert reason in first.reason


def test_what_cannot_be_taken_is_told_and_the_rest_is_kept():
    row = "Ada,Lovelace,no page,ada at acme,Acme,CTO,03/04/25"
    card, *problems = read_text(f"{CONNECTIONS.splitlines()[0]}\n{row}\n")
    assert (card.contact.name, card.contact.points, card.contact.met_on) == (
        "Ada Lovelace",
        (),
        None,
    )
    assert [problem.reason.partition(";")[0] for problem in problems] == [
        "03/04/25 can be read as 2025-03-04 or 2025-04-03"
    ]
    assert [remark.text for remark in card.remarks] == [
        "met on: 03/04/25",
        "e-mail: ada at acme",
        "web (linkedin): no page",
    ]


def test_the_last_column_is_the_day_whatever_it_is_called():
    header = "Vorname,Nachname,URL,E-Mail,Firma,Position,Seit wann"
    [card] = read_text(f"{header}\nAda,Lovelace,,,Acme,CTO,08 Feb 2024\n")
    assert card.contact.met_on == date(2024, 2, 8)


def test_names_are_taken_as_they_are():
    [card] = read_text(f'{CONNECTIONS.splitlines()[0]}\n"Ana [x] ""Z""",O\'Neil 王 🙂,,,,,\n')
    assert card.contact.name == 'Ana [x] "Z" O\'Neil 王 🙂'


@pytest.mark.parametrize("read", [read_connections, read_invitations])
@pytest.mark.parametrize("data", [b"", b"name,mail\nAda,a@b.example\n", b"\0\1\2", b"{}"])
def test_says_that_it_is_another_file(read, data):
    with pytest.raises(BadInput):
        list(read(io.BytesIO(data)))


# Messages

HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"
)
PEOPLE = {"Me": "me-myself", "Ada": "ada-l", "Bo": "bo-2b", "Cy": "cy"}
ME = Owner(Party("Me", url_of("me-myself").value, "linkedin.com/in/me-myself"), "as you said")


def write(sender, to, when, content="Hi", conversation="c1", **fields):
    urls = ",".join(url_of(PEOPLE[name]).value for name in to.split(", ") if name in PEOPLE)
    url = url_of(PEOPLE[sender]).value if sender in PEOPLE else ""
    row = [conversation, "", sender, url, to, urls, when, fields.get("subject", ""), content,
        fields.get("folder", "INBOX"), "", fields.get("draft", "No")]  # fmt: skip
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"


def read_rows(*rows, owner=ME, zone=UTC, header=HEADER, **options):
    data = (header + "".join(rows)).encode()
    return list(read_messages(io.BytesIO(data), owner, zone=zone, **options))


def brief(entry):
    point = entry.touchpoint
    return str(point.on), [(guest.name, str(guest.direction)) for guest in entry.guests], point.note


def test_a_message_is_a_touchpoint_out_or_in():
    out, came = read_rows(
        write("Me", "Ada", "2025-06-01 14:03:22 UTC", "Hello"),
        write("Ada", "Me", "2025-06-02 09:00:00 UTC", "Hi back", "c2"),
    )
    assert brief(out) == ("2025-06-01", [("Ada", "out")], "Hello")
    assert brief(came) == ("2025-06-02", [("Ada", "in")], "Hi back")
    assert out.guests[0].points == (url_of("ada-l"),)
    assert not out.guests[0].awaits_reply
    point = out.touchpoint
    assert (point.channel, point.at, point.source) == (Channel.MESSAGE, time(14, 3, 22), "linkedin")


DAY = (
    write("Ada", "Me", "2025-06-01 15:00:00 UTC", "third"),
    write("Me", "Ada", "2025-06-01 14:00:00 UTC", "second"),
    write("Ada", "Me", "2025-06-01 13:00:00 UTC", "first", subject="Coffee?"),
)


def test_a_day_of_a_conversation_is_one_touchpoint_each_way():
    more, came, out = read_rows(*DAY)
    assert more == Skipped("row 4", "with others of the same conversation and day")
    assert brief(came) == ("2025-06-01", [("Ada", "in")], "Coffee?\nfirst\nthird")
    assert came.touchpoint.at == time(13)
    assert brief(out) == ("2025-06-01", [("Ada", "out")], "second")


def test_a_conversation_that_comes_again_makes_no_second_touchpoint():
    found = read_rows(DAY[0], write("Me", "Bo", "2025-06-01 10:00:00 UTC", "x", "c2"), *DAY[1:])
    assert [type(one) for one in found].count(Entry) == 3
    assert Skipped("row 5", "with others of the same conversation and day") in found


def test_source_ids_do_not_depend_on_order_zone_or_what_came_later():
    def ids(*rows, zone=UTC):
        found = read_rows(*rows, zone=zone)
        return {one.touchpoint.source_id for one in found if isinstance(one, Entry)}

    known = ids(*DAY)
    assert len(known) == 2
    assert ids(*reversed(DAY)) == ids(*DAY, zone=LOS_ANGELES) == ids(*DAY[1:]) == known
    assert ids(*DAY, write("Ada", "Me", "2025-06-03 15:00:00 UTC")) > known


def test_the_day_is_the_local_one():
    late = write("Me", "Ada", "2025-06-02 03:00:00 UTC")
    [entry] = read_rows(late, zone=LOS_ANGELES)
    assert (entry.touchpoint.on, entry.touchpoint.at) == (date(2025, 6, 1), time(20))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (write("Me", "Ada", "2025-06-01 14:00:00 UTC", draft="Yes"), "never sent: a draft"),
        (write("Eve", "Me", "2025-06-01 14:00:00 UTC", folder="SPAM"), "in the folder for spam"),
        (write("Ads", "Me", "2025-06-01 14:00:00 UTC",
            '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%</p>'), "advertisements"),
        (write("LinkedIn Member", "Me", "2025-06-01 14:00 UTC"), "with accounts that are closed"),
        (write("Me", "", "2025-06-01 14:00:00 UTC"), "with accounts that are closed"),
        (write("Me", "Me", "2025-06-01 14:00:00 UTC"), "only to yourself"),
        (write("Ada", ", ".join(f"P {n}" for n in range(11)), "2025-06-01 14:00:00 UTC"),
            "among more than 10 people"),
    ],
)  # fmt: skip
def test_what_is_no_message_between_people_is_skipped(row, reason):
    assert read_rows(row) == [Skipped("row 2", reason)]


@pytest.mark.parametrize("when", ["", "yesterday", "03/04/25", "2025-13-01 10:00:00 UTC"])
def test_a_message_without_a_day_is_a_problem(when):
    problem, entry = read_rows(write("Me", "Ada", when), DAY[1])
    assert isinstance(problem, Problem)
    assert isinstance(entry, Entry)


def test_names_with_commas_are_matched_to_their_profiles():
    to = "Jane Doe, Ph.D., Bo"
    row = write("Me", to, "2025-06-01 14:00:00 UTC").replace(
        url_of("bo-2b").value, f"{url_of('jane').value},{url_of('bo-2b').value}"
    )
    [entry] = read_rows(row)
    assert [(guest.name, guest.points[0]) for guest in entry.guests] == [
        ("Jane Doe, Ph.D.", url_of("jane")),
        ("Bo", url_of("bo-2b")),
    ]


def test_where_names_and_profiles_do_not_fit_profiles_are_believed():
    row = write("Me", "Lee, Ann, Bo", "2025-06-01 14:00:00 UTC").replace(
        url_of("bo-2b").value, f"{url_of('ann-lee-7').value},{url_of('bo-2b').value}"
    )
    [entry] = read_rows(row, names={"linkedin.com/in/bo-2b": "Bo Li"})
    assert [guest.name for guest in entry.guests] == ["Ann Lee", "Bo Li"]


def test_html_in_a_message_is_read_as_words():
    text = "<p>Hi <b>you</b>,</p><p>a &lt; b<br>I <3 tea</p>\n\n\n\nBye\x07"
    [entry] = read_rows(write("Me", "Ada", "2025-06-01 14:00:00 UTC", text))
    assert entry.touchpoint.note == "Hi you,\n\na < b\nI <3 tea\n\nBye"


def test_a_long_day_is_cut():
    [entry, *_] = [
        one
        for one in read_rows(
            *(write("Me", "Ada", "2025-06-01 14:00 UTC", "x" * 900) for _ in "abc")
        )
        if isinstance(one, Entry)
    ]
    assert len(entry.touchpoint.note) == 2000
    assert entry.touchpoint.note.endswith("…")


def test_reads_messages_from_before_there_were_profiles_or_conversations():
    found = read_rows(
        "Me,Ada,2018-06-01,Hi\n",
        '"Bo Li","Me","6/14/18, 9:15 AM",Hello\n',
        owner=Owner(Party("Me"), ""),
        header="From,To,Date,Content\n",
    )
    assert [brief(entry)[:2] for entry in found] == [
        ("2018-06-01", [("Ada", "out")]),
        ("2018-06-14", [("Bo Li", "in")]),
    ]


# Invitations

INVITATIONS = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    f'Me,Ada,"1/2/26, 2:37 PM",Hello,OUTGOING,{url_of("me-myself").value},{url_of("ada-l").value}\n'
    f'Me,Bo,"1/29/26, 2:37 PM",,OUTGOING,{url_of("me-myself").value},{url_of("bo-2b").value}\n'
    f'Cy,Me,"1/29/26, 2:37 PM",,INCOMING,{url_of("cy").value},{url_of("me-myself").value}\n'
)


def read_invited(text, *given):
    return list(read_invitations(io.BytesIO(text.encode()), *given))


def test_an_invitation_awaits_a_reply_until_one_is_connected():
    ada, bo, cy = read_invited(INVITATIONS, {"linkedin.com/in/ada-l"})
    assert [one.guests[0].awaits_reply for one in (ada, bo, cy)] == [False, True, False]
    assert [one.guests[0].direction for one in (ada, bo, cy)] == ["out", "out", "in"]
    assert [one.guests[0].name for one in (ada, bo, cy)] == ["Ada", "Bo", "Cy"]
    assert bo.guests[0].points == (url_of("bo-2b"),)
    point = ada.touchpoint
    assert (point.on, point.at, point.channel) == (date(2026, 1, 2), time(14, 37), Channel.SOCIAL)
    assert point.note == "invitation to connect: Hello"
    assert len({one.touchpoint.source_id for one in (ada, bo, cy)}) == 3
    assert read_invited(INVITATIONS)[0].touchpoint.source_id == point.source_id


def test_reads_invitations_from_before_there_were_profiles():
    header = "From,To,Sent At,Message,Direction\n"
    ada, bo = read_invited(
        f"{header}Me,Ada,2021-08-01,,OUTGOING\nMe,Bo,2021-08-01,,OUTGOING\n", {"ada"}
    )
    assert [one.guests[0].awaits_reply for one in (ada, bo)] == [False, True]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Me,Ada,03/04/26,,OUTGOING", Problem),
        ("Me,Ada,,,OUTGOING", Problem),
        ("Me,Ada,2026-01-01,,SIDEWAYS", Problem),
        ("Me,LinkedIn Member,2026-01-01,,OUTGOING", Skipped),
        (",Me,2026-01-01,,INCOMING", Skipped),
    ],
)
def test_invitations_that_are_none(row, expected):
    [one] = read_invited(f"From,To,Sent At,Message,Direction\n{row}\n")
    assert type(one) is expected


def test_the_owner_tells_which_way_an_invitation_went():
    text = "From,To,Sent At\nMe,Ada,2026-01-01\nAda,Me,2026-01-01\n"
    ways = [one.guests[0].direction for one in read_invited(text, (), ME)]
    assert ways == [Direction.OUT, Direction.IN]


# The whole export

MESSAGES = HEADER + "".join(
    [*DAY, write("Me", "Bo", "2025-06-01 10:00:00 UTC", "x", "c2")]
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    def fill(**files):
        path = tmp_path / "export"
        path.mkdir(exist_ok=True)
        for name, text in files.items():
            (path / f"{name}.csv").write_text(text, encoding="utf-8")
        return path

    return fill


def test_reads_a_folder_people_first(folder):
    export = open_export(
        folder(messages=MESSAGES, Connections=NOTES + CONNECTIONS, Invitations=INVITATIONS)
    )
    found = list(export.read(UTC))
    assert [type(one) for one in found[:3]] == [Card, Card, Skipped]
    assert {one.place.partition(",")[0] for one in found} == {
        "Connections.csv",
        "Invitations.csv",
        "messages.csv",
    }
    assert sum(isinstance(one, Entry) for one in found) == 6
    assert found[0].place == "Connections.csv, row 5"


def test_reads_the_zip_as_it_reads_the_folder(folder, tmp_path):
    path = folder(messages=MESSAGES, Connections=CONNECTIONS, Invitations=INVITATIONS)
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("__MACOSX/._Connections.csv", b"\0\5\x16\7")
        packed.writestr("Jobs/Job Seeker Preferences.csv", "a,b\n")
        for file in path.iterdir():
            packed.write(file, f"Basic_LinkedInDataExport/{file.name}")
    assert list(open_export(tmp_path / "x.zip").read(UTC)) == list(open_export(path).read(UTC))


def test_reads_one_file_whatever_it_is_called(folder):
    path = folder(Verbindungen=CONNECTIONS) / "Verbindungen.csv"
    export = open_export(path)
    assert [one.place for one in export.read()] == ["row 2", "row 3", "row 4"]
    assert export.owner is None


def test_an_invitation_to_somebody_connected_was_answered(folder):
    connections = CONNECTIONS + f"Ada,L,{url_of('ada-l').value},,,,01 Jan 2026\n"
    export = open_export(folder(Connections=connections, Invitations=INVITATIONS))
    guests = [one.guests[0] for one in export.read() if isinstance(one, Entry)]
    assert [guest.name for guest in guests if guest.awaits_reply] == ["Bo"]


@pytest.mark.parametrize(
    ("files", "me", "how"),
    [
        ({}, "", "in 2 of 2 conversations"),
        ({}, "Me", "as you said"),
        ({}, "www.linkedin.com/in/Me-Myself/", "as you said"),
        ({"Profile": "First Name,Last Name,Headline\nME,,x\n"}, "", "by your profile"),
        ({"Profile": "First Name,Last Name\nSomebody,Else\n"}, "", "in 2 of 2 conversations"),
        ({"Invitations": INVITATIONS}, "", "by your invitations"),
    ],
)
def test_finds_whose_export_it_is(folder, files, me, how):
    owner = open_export(folder(messages=MESSAGES, **files), me).owner
    assert (owner.party.key, owner.how) == ("linkedin.com/in/me-myself", how)


def test_finds_whose_export_it_is_where_profiles_are_missing(folder):
    text = "FROM,TO,DATE,CONTENT\nMe,Ada,2020-01-01,x\nBo,Me,2020-01-01,x\nCy,Me,2020-01-01,x\n"
    owner = open_export(folder(messages=text)).owner
    assert (owner.party, owner.how) == (Party("Me"), "in 3 of 3 conversations")


def test_asks_who_one_is_where_a_single_conversation_does_not_tell(folder):
    path = folder(messages=HEADER + "".join(DAY))
    with pytest.raises(BadInput, match="whether you are Ada or Me") as caught:
        open_export(path)
    assert "--me" in caught.value.hint
    assert [type(one) for one in open_export(path, "Ada").read()] == [Skipped, Entry, Entry]


def test_messages_among_nobody_who_is_named_need_no_owner(folder):
    path = folder(messages=HEADER + write("LinkedIn Member", "", "2025-06-01 14:00:00 UTC"))
    assert [type(one) for one in open_export(path).read()] == [Skipped]
    with pytest.raises(BadInput, match="no message from or to"):
        open_export(path, "Eve")


def test_one_who_is_in_no_message_cannot_be_its_owner(folder):
    with pytest.raises(BadInput, match='no message from or to "Eve"') as caught:
        open_export(folder(messages=MESSAGES), "Eve")
    assert "Me" in caught.value.hint


def test_a_file_of_an_export_that_is_something_else_does_not_stop_the_others(folder):
    path = folder(messages="No conversations found\n", Connections=CONNECTIONS)
    *others, problem = open_export(path).read()
    assert len(others) == 3
    assert problem == Problem("messages.csv", "this is not the messages.csv of a LinkedIn export")


def test_an_export_without_messages_has_no_owner(folder):
    export = open_export(folder(messages=HEADER, Connections=CONNECTIONS))
    assert (export.owner, len(list(export.read()))) == (None, 3)


@pytest.mark.parametrize("packed", [False, True])
def test_tells_how_far_it_is(folder, tmp_path, packed):
    text = CONNECTIONS + "P,Q,,,,,\n" * 5000
    path = folder(Connections=text, Invitations=INVITATIONS)
    if packed:
        path = tmp_path / "x.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("Connections.csv", text)
            archive.writestr("Invitations.csv", INVITATIONS)
    export = open_export(path)
    steps = []
    list(export.read(progress=steps.append))
    assert steps == sorted(steps)
    assert len(text) / 2 < steps[-1] <= export.size


def test_says_what_is_no_export(folder, tmp_path):
    with pytest.raises(NotFound):
        open_export(tmp_path / "missing.zip")
    with pytest.raises(BadInput, match=r"holds no Connections\.csv"):
        open_export(folder(Skills="Name\nTea\n"))
    with pytest.raises(BadInput, match=r"holds no Connections\.csv"):
        open_export(folder() / "Skills.csv")


def test_a_bomb_is_told_before_anything_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("netlog.formats.archive._UNSUSPECTED", 1024)
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Connections.csv", CONNECTIONS)
        packed.writestr("messages.csv", bytes(3_000_000))
    with pytest.raises(BadInput, match="far too much"):
        open_export(tmp_path / "x.zip")


WORDS = st.sampled_from(
    [*HEADER.strip().split(","), *INVITATIONS.split("\n")[1].split(","), "First Name", "Last Name",
     "Connected On", "Company", '"', ",", "\n", "2025-06-01 14:00:00 UTC", "Me", "LinkedIn Member"]
)  # fmt: skip
MESS = st.lists(WORDS | st.text(max_size=5), max_size=30).map("".join)


@given(st.sampled_from([CONNECTIONS, INVITATIONS, MESSAGES, ""]), MESS, st.integers(0, 700))
def test_any_text_is_records_or_refused(text, mess, place):
    data = (text[:place] + mess + text[place:]).encode("utf-8", "replace")
    readers = (
        linkedin.read_connections,
        linkedin.read_invitations,
        lambda stream: read_messages(stream, ME, zone=UTC),
    )
    for read in readers:
        try:
            for one in read(io.BytesIO(data)):
                assert isinstance(one, Card | Entry | Skipped | Problem)
                if isinstance(one, Entry):
                    assert one.guests
        except BadInput:
            continue
