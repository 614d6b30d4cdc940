import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core import tidy
from netlog.core.model import OLD, Birthday, Contact, Note, Point
from netlog.formats import table
from netlog.formats.entry import Card
from netlog.formats.table_writer import Line, write

ADA = Contact(
    id=7,
    uid="u-7",
    name='Ana [x] "Z" O\'Neil 王 🙂',
    org="Acme; Sons, Ltd",
    title="=cmd|'/c calc'!A1",
    city="São Paulo",
    birthday=Birthday(2, 29),
    met="-2 degrees, on a bench",
    met_on=date(2025, 3, 4),
    circle="active",
    cadence_days=20,
    added_on=date(2025, 3, 5),
    points=(
        tidy.email_point("ada@acme.example", "work"),
        tidy.email_point("ada@home.example", "home"),
        tidy.email_point("a.d.a@home.example", "home"),
        tidy.phone_point("+49 30 1234567", "mobile"),
        tidy.phone_point("tel:+49-30-12345;ext=7", "fax"),
        Point("url", "https://ada.example/?a=1,2;3", "ada.example/?a=1,2;3", "blog"),
    ),
    aliases=("Countess", "Ada, the First"),
    tags=("mentor", "speaker"),
)
NOTES = (Note(1, 7, date(2025, 1, 1), "likes tea"), Note(2, 7, date(2025, 2, 1), "two\nlines"))


def rows(*lines):
    return list(csv.DictReader(io.StringIO(write(lines), newline="")))


def read_back(*lines):
    sheet = table.open_table(io.BytesIO(write(lines).encode()))
    return list(table.read(sheet, table.guess(sheet.header)))


def test_what_can_be_read_is_read_back():
    [card] = read_back(Line(ADA, NOTES))
    assert isinstance(card, Card)
    own = {"id": 0, "uid": "", "cadence_days": None, "added_on": date.min}
    assert card.contact._replace(points=()) == ADA._replace(points=(), **own)
    kept = {(point.value, point.label) for point in card.contact.points}
    # A label that no column has a word for is not written.
    assert kept == {
        (point.value, "" if point.label in {"fax", "blog"} else point.label) for point in ADA.points
    }
    assert [remark.text for remark in card.remarks] == ["likes tea", "two\nlines"]


def test_the_rest_stands_in_columns_that_are_not_taken_for_anything_else():
    bo = ADA._replace(archived=True, snoozed_until=date(2026, 1, 1))
    [row] = rows(Line(bo, (), "Priya Shah", date(2026, 9, 1)))
    beside = {
        "id": "7",
        "uid": "u-7",
        "introduced_by": "Priya Shah",
        "last_on": "2026-09-01",
        "added_on": "2025-03-05",
        "cadence_days": "20",
        "snoozed_until": "2026-01-01",
        "intros": "ask",
        "archived": "true",
        "other": "",
    }
    assert {name: row[name] for name in beside} == beside
    known = table.guess(tuple(row))
    assert not {*beside} & {name for names in known.values() for name in names}


def test_a_spreadsheet_runs_nothing():
    [row] = rows(Line(ADA._replace(org=" \t=1+1", about="@SUM(1)"), NOTES))
    assert row["org"] == "'=1+1"
    assert row["title"].startswith("'=cmd")
    assert row["mobile_phone"] == "'+49 30 1234567"
    assert row["birthday"] == "'--02-29"
    assert row["about"] == "'@SUM(1)"
    assert row["name"] == ADA.name


def test_what_is_written_to_no_more_is_not_read_as_an_address():
    points = (
        tidy.email_point("ada@old.example", OLD),
        Point("url", "skype:ada", "skype:ada", "Skype"),
    )
    line = Line(ADA._replace(points=points))
    assert rows(line)[0]["other"] == "old: ada@old.example\nSkype: skype:ada"
    [card] = read_back(line)
    assert card.contact.points == ()


def test_everybody_has_the_columns_that_somebody_needs():
    text = write([Line(Contact(1, "a", "Ada", aliases=("A", "Ad"))), Line(Contact(2, "b", "Bo"))])
    header, ada, bo = csv.reader(io.StringIO(text))
    assert [name for name in header if name.startswith("alias")] == ["alias", "alias_2"]
    assert len(header) == len(ada) == len(bo)
    assert "work_email" not in header


def test_nobody_is_a_header():
    assert write([]).startswith("id,name,org,")
    assert write([]).count("\n") == 1


@pytest.mark.parametrize("sign", ["\r", "\n", "\x85", "\u2028", "\x1b[2J", "\x00"])
def test_no_sign_breaks_a_row(sign):
    [card] = read_back(Line(Contact(1, "a", "Ada", met=f"a{sign}b"), ()))
    assert card.contact.name == "Ada"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_note_makes_a_table_that_is_read(text):
    found = read_back(Line(Contact(1, "a", "Ada"), [Note(1, 1, date(2026, 1, 1), text)]))
    assert [each.contact.name for each in found] == ["Ada"]
