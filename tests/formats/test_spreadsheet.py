import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.model import Problem
from netlog.errors import BadInput
from netlog.formats.spreadsheet import Row, find_columns, make_vocabulary, open_sheet
from tests.formats.streams import broken_after, long_file, measured

MISSING = BadInput("no header", "look for it")
TABLE = "name,mail,note\nAda,ada@acme.example,likes tea\nBo,bo@bolt.example,\n"
ROWS = [(2, ["Ada", "ada@acme.example", "likes tea"]), (3, ["Bo", "bo@bolt.example", ""])]
OPEN = "a quotation mark in it is never closed"


def is_header(cells):
    return [cell.strip() for cell in cells[:2]] == ["name", "mail"]


def open_bytes(data):
    return open_sheet(io.BytesIO(data), [is_header], MISSING)


def read_bytes(data):
    return [
        (found.line, list(found.cells)) if isinstance(found, Row) else found
        for found in open_bytes(data).rows
    ]


def read_body(text):
    return read_bytes(b"name,mail,note\n" + text.encode())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TABLE.encode(), id="plain"),
        pytest.param(TABLE.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(TABLE.encode("utf-16"), id="utf-16"),
        pytest.param(TABLE.encode("utf-16-le"), id="utf-16, little end, no mark"),
        pytest.param(TABLE.encode("utf-16-be"), id="utf-16, big end, no mark"),
        pytest.param(TABLE.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(TABLE.replace("\n", "\r").encode(), id="cr, as on old Macs"),
        pytest.param(TABLE.replace(",", ";").encode(), id="semicolons"),
        pytest.param(TABLE.replace(",", "\t").encode("utf-16"), id="Excel's Unicode text"),
        pytest.param(TABLE.replace(",", "|").encode(), id="bars"),
        pytest.param(TABLE.encode()[:-1], id="no newline at the end"),
        pytest.param(TABLE.replace("Ada", '"Ada"').encode(), id="quoted"),
        pytest.param(TABLE.encode() + b"\n,,\n  , ,\n\n", id="empty rows at the end"),
    ],
)
def test_reads_tables_of_every_make(data):
    assert read_bytes(data) == ROWS


def test_what_excel_says_of_the_delimiter_is_believed():
    data = b"sep=;\r\nname;mail;note,with,commas,in,it\r\nAda;a@b.example;x\r\n"
    assert read_bytes(data) == [(3, ["Ada", "a@b.example", "x"])]


@pytest.mark.parametrize(
    "notes",
    [b"Notes:\n", b'Notes:\n"one, two ""three"", four"\n\n', b'"\n', b'a "b", c\n"d\n', b"\n" * 40],
)
def test_finds_the_header_below_notes(notes):
    found = read_bytes(notes + TABLE.encode())
    lines = notes.count(b"\n")
    assert found == [(line + lines, cells) for line, cells in ROWS]


def test_the_first_test_that_any_row_passes_decides():
    stream = io.BytesIO(b"My people\nname,mail\nAda,x\n")
    tests = [is_header, lambda cells: True]
    assert open_sheet(stream, tests, MISSING).header == ("name", "mail")


def test_a_line_in_the_old_windows_encoding_leaves_the_others_as_they_are():
    body = "Zoë,z,\n".encode() + "Zoë,z,\n".encode("cp1252")
    assert [cells[0] for _, cells in read_bytes(b"name,mail,note\n" + body)] == ["Zoë", "Zoë"]


def test_rows_are_numbered_by_the_lines_of_the_file():
    found = read_body('Ada,a,"one\ntwo\r\n\nfour"\n\nBo,b,\n')
    assert found == [(2, ["Ada", "a", "one\ntwo\r\n\nfour"]), (7, ["Bo", "b", ""])]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('Ada,"a,x\nBo,b,\nCy,c,\n', [Problem("row 2", OPEN), (3, ["Bo", "b", ""]), "Cy"]),
        ('Ada,"a,x\nBo,"b, c",\nCy,c,\n', [Problem("row 2", OPEN), (3, ["Bo", "b, c", ""]), "Cy"]),
        ('Ada,"a,x\nBo,b,"1\n2"\nCy,c,\n',
            [Problem("row 2", OPEN), (3, ["Bo", "b", "1\n2"]), "Cy"]),
        ('Ada,a,5" pipe\n', [(2, ["Ada", "a", '5" pipe'])]),
        ('Ada,a,"5" pipe"\n', [(2, ["Ada", "a", '5 pipe"'])]),
        ('Ada,"a "b" c","x\nBo,b,\n', [Problem("row 2", OPEN), (3, ["Bo", "b", ""])]),
        ('Ada,a,"cut', [Problem("row 2", OPEN)]),
        ("Ada,a,\nBo,b", [(2, ["Ada", "a", ""]),
            Problem("row 3", "the file is cut off in it: cells are missing at its end")]),
        ("Ada\nBo,b,,,,more\n", [(2, ["Ada"]), (3, ["Bo", "b", "", "", "", "more"])]),
        ("A\0da,a,\n", [(2, ["A\0da", "a", ""])]),
        (f"Ada,a,{'x' * 131_073}\nBo,b,\n",
            [Problem("row 2", "a cell in it is longer than 131,072 characters"), "Bo"]),
        (f"Ada,a,{'x' * 1_100_000}\nBo,b,\n",
            [Problem("row 2", "it is longer than a megabyte"), "Bo"]),
        (f"{',' * 16_384}\nBo,b,\n", [Problem("row 2", "it has more than 16,384 cells"), "Bo"]),
        ('Ada,"' + "a\n" * 2000 + "Bo,b,\n", [Problem("row 2", OPEN), (3, ["a"])]),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_a_broken_row_is_a_problem_and_the_others_are_read(body, found):
    for one, wanted in zip(read_body(body), found, strict=False):
        assert (one[1][0] if isinstance(wanted, str) else one) == wanted


def test_no_row_is_lost_to_a_mark_that_is_never_closed():
    lines = [f"P{number},p,\n" for number in range(5000)]
    lines[17] = 'P17,"p,\n'
    found = read_body("".join(lines))
    assert [one for one in found if isinstance(one, Problem)] == [Problem("row 19", OPEN)]
    assert len(found) == 5000


@pytest.mark.parametrize("line", ['x","y\n', '"a,\n', 'a","\n', '""",""\n', '"x\n\n'])
def test_marks_made_to_be_slow_are_read(line):
    # In tenths of a second; reading on from each of them anew would take an hour.
    assert len(read_body(line * 10_000)) > 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"PK\x03\x04\x14\0\x06\0", "Excel workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no header"),
        (b"\0" * 5000, "not a CSV"),
        (b"Dear all,\nhow are you\n", "no header"),
        (b"x" * 2_000_000, "no header"),
        (b"\n" * 60 + TABLE.encode(), "no header"),
        (TABLE.encode("utf-32"), "not a CSV"),
        (b"BEGIN:VCARD\nN:Lovelace;Ada\n" + TABLE.encode(), "file of vCards, not a CSV"),
    ],
)
def test_says_what_a_foreign_file_is(data, message):
    with pytest.raises(BadInput, match=message):
        open_bytes(data)


def test_what_was_read_before_a_disk_error_is_kept():
    disk = broken_after(TABLE.encode() * 4000)
    *rows, problem = open_sheet(disk, [is_header], MISSING).rows
    assert len(rows) > 100
    assert problem.reason == "reading the file broke off after it: Input/output error"


def test_a_disk_error_before_the_header_is_told():
    with pytest.raises(BadInput, match="Input/output error"):
        open_sheet(broken_after(b""), [is_header], MISSING)


@pytest.mark.parametrize(
    ("filler", "size"),
    [(b"x", 100_000_000), (b'"', 20_000_000), (b"\0", 50_000_000), (b"Ada,a,x\n", 400_000),
     (b'Ada,a,"\n', 100_000)],
)  # fmt: skip
@pytest.mark.parametrize("head", [b"name,mail\n", b'name,mail\nAda,"', b"Notes "])
def test_memory_does_not_grow_with_the_file(head, filler, size):
    stream = long_file(head, filler, size)
    with measured() as peak:
        try:
            for _ in open_sheet(stream, [is_header], MISSING).rows:
                pass
        except BadInput:
            assert head == b"Notes "
    assert peak.size < 8_000_000


def test_columns_are_found_by_their_names_whatever_their_case_and_accents():
    vocabulary = make_vocabulary({"first": "first name,prénom", "mail": "e-mail"})
    columns = find_columns(["PRENOM", "E-Mail ", "First Name", "other"], vocabulary)
    assert columns == {"first": 0, "mail": 1}
    row = Row(2, ["Ada"])
    assert [row.cell(column) for column in (0, 1, None)] == ["Ada", "", ""]


ODDITIES = st.sampled_from(
    [
        b'"',
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"a",
        b"sep=",
    ]
)
MESS = st.lists(ODDITIES | st.binary(max_size=6), max_size=60).map(b"".join)


@given(MESS, st.booleans())
def test_any_bytes_are_rows_or_problems(data, headed):
    try:
        for one in read_bytes(b"name,mail\n" + data if headed else data):
            assert isinstance(one, Problem) or one[0] > 0
            repr(one).encode()
    except BadInput:
        assert not headed


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=8), st.sampled_from(",;\t"))
def test_what_csv_writes_is_read(rows, delimiter):
    import csv

    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["name", "mail", "c", "d"], *rows])
    found = [cells for _, cells in read_bytes(text.getvalue().encode())]
    assert found == [row for row in rows if any(cell and not cell.isspace() for cell in row)]
