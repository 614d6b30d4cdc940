"""Opening files of other programs."""

import os
import threading
import zipfile
from pathlib import Path

import pytest

from netlog.errors import BadInput
from netlog.journal import sources
from netlog.journal.desk import Desk
from netlog.journal.importing import Options


def test_a_table_comes_through_a_pipe(desk: Desk, tmp_path: Path) -> None:
    """As with `netlog import csv <(…)`: its header is read twice, the pipe but once."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    rows = "name,birthday,shoe\nAda,03/04/1980,\nSam,25/12/1990,9\n"
    threading.Thread(target=pipe.write_text, args=(rows,)).start()
    with sources.opened_table(pipe, {}) as table:
        assert table.columns == {"name": ("name",), "birthday": ("birthday",)}
        assert table.left_out == ("shoe",)
        imported = sources.import_table(desk, pipe, Options(), table=table)
    assert [str(each.birthday) for each in imported.people] == ["1980-04-03", "1990-12-25"]


def test_a_pipe_is_held_in_memory_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGEST_PIPE", 5)
    reading, writing = os.pipe()
    os.write(writing, b"123456")
    with (
        os.fdopen(reading, "rb") as stream,
        pytest.raises(BadInput, match="may have at most"),
    ):
        sources.rewindable(stream)
    os.close(writing)


# Folders and archives


ADA = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nEND:VCARD\r\n"
TALK = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:{uid}
DTSTART:20261102T093000Z
SUMMARY:Talk
ATTENDEE:mailto:me@acme.example
ATTENDEE;CN=Ada Lovelace:mailto:ada@acme.example
END:VEVENT
END:VCALENDAR
"""


def zipped(path: Path, **files: str) -> Path:
    """An archive whose files are named as here, with a dot for the underscore, in a folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"Takeout/{name.replace('_', '.')}", text)
    return path


def test_cards_of_a_folder_come_in_the_order_of_their_files(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "b.vcf").write_text(ADA)
    (tmp_path / "a.VCF").write_text(ADA.replace("Ada", "Kim"))
    (tmp_path / "c.vcf").write_text(ADA.replace("Ada", "Bo") + ADA.replace("Ada", "Cy"))
    for name in (".d.vcf", "e.txt", "f.vcf.tmp"):
        (tmp_path / name).write_text(ADA.replace("Ada", "Not"))
    done = sources.import_cards(desk, tmp_path, Options())
    assert [each.name.split()[0] for each in done.people] == ["Kim", "Ada", "Bo", "Cy"]


def test_a_broken_file_does_not_stop_a_folder(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "1.vcf").write_text("")
    (tmp_path / "2.vcf").write_text("something else")
    (tmp_path / "3.vcf").symlink_to("nowhere")
    (tmp_path / "4.vcf").mkdir()
    os.mkfifo(tmp_path / "5.vcf")
    (tmp_path / "6.vcf").write_text(ADA[:30])
    (tmp_path / "7.vcf").write_text(ADA + ADA[:30])
    done = sources.import_cards(desk, tmp_path, Options())
    places = [problem.place for problem in done.problems]
    assert places == [*(f"{n}.vcf" for n in range(1, 7)), "7.vcf, card 2, line 5"]
    assert [each.name for each in done.people] == ["Ada Lovelace"]


@pytest.mark.parametrize("name", ["empty", "cards.zip"])
def test_a_folder_or_archive_without_cards_is_refused(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty").mkdir()
    zipped(tmp_path / "cards.zip", notes_txt=ADA)
    with pytest.raises(BadInput, match=f"no .vcf file in .*{name}"):
        sources.import_cards(desk, tmp_path / name, Options())


def test_calendars_come_as_google_packs_them(desk: Desk, tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "ada@acme.example.ical.zip",
        b_ics=TALK.format(uid="1") + TALK.format(uid="2"),
        a_ics=TALK.format(uid="1"),
        c_ics="BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        d_ics="BEGIN:VEVENT\nUID:4\n",
    )
    steps: list[int] = []
    me = ["me@acme.example"]
    done = sources.import_calendar(desk, path, Options(), steps.append, me=me)
    assert (done.touchpoints, done.skipped) == (2, (("here already", 1),))
    assert [problem.place for problem in done.problems] == ["d.ics, event 1, line 1"]
    assert steps == sorted(steps)
    assert steps[-1] <= (sources.size(path) or 0)
    assert not sources.import_calendar(desk, path, Options(), me=me).is_news


def test_a_folder_of_calendars_is_read(desk: Desk, tmp_path: Path) -> None:
    """As vdirsyncer keeps them, an event a file."""
    for uid in ("1", "2", "3"):
        (tmp_path / f"{uid}.ics").write_text(TALK.format(uid=uid))
    done = sources.import_calendar(desk, tmp_path, Options(), me=["me@acme.example"])
    assert (done.touchpoints, done.new) == (3, 1)
