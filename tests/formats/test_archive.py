import io
import os
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netlog.errors import BadInput, NotFound
from netlog.formats import archive
from netlog.formats.archive import list_parts

LINES = b"".join(b"Ada,Lovelace,Acme,%d\n" % number for number in range(10_000))


def pack(path, files, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path


def test_lists_and_reads_the_files_of_an_archive(tmp_path):
    files = {"Export/a.csv": b"a,b\n", "Export/": b"", "__MACOSX/._a.csv": b"x"}
    [part] = list_parts(pack(tmp_path / "x.zip", files))
    assert (part.name, part.size) == ("a.csv", 4)
    with part.open() as stream:
        assert stream.read() == b"a,b\n"


def test_a_file_without_a_name_is_passed_over(tmp_path):
    data = bytearray(pack(tmp_path / "x.zip", {"a.csv": b"a"}).read_bytes())
    at = data.index(b"PK\1\2") + 28
    data[at : at + 6] = struct.pack("<HHH", 0, 0, len("a.csv"))  # the name becomes a comment
    (tmp_path / "x.zip").write_bytes(data)
    assert list_parts(tmp_path / "x.zip") == []


def test_lists_the_files_of_a_folder_without_waiting_for_a_pipe(tmp_path):
    (tmp_path / "b.csv").write_bytes(b"b")
    os.mkfifo(tmp_path / "a.csv")
    (tmp_path / "c.csv").symlink_to("nowhere")
    (tmp_path / "d").mkdir()
    assert [part.name for part in list_parts(tmp_path)] == ["b.csv"]


def test_takes_a_file_as_it_is(tmp_path):
    (tmp_path / "b.csv").write_bytes(b"b")
    assert [part.name for part in list_parts(tmp_path / "b.csv")] == ["b.csv"]


def test_says_what_cannot_be_opened(tmp_path):
    with pytest.raises(NotFound):
        list_parts(tmp_path / "missing")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="not a file"):
        list_parts(tmp_path / "pipe")


def test_a_bomb_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_UNSUSPECTED", 1024**2)
    bomb = pack(tmp_path / "x.zip", {"Connections.csv": bytes(2 * 1024**2)})
    [part] = list_parts(bomb)
    with pytest.raises(BadInput, match="far too much"):
        part.open()


def test_text_that_packs_well_is_no_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_UNSUSPECTED", 0)
    [part] = list_parts(pack(tmp_path / "x.zip", {"a.csv": LINES}))
    with part.open() as stream:
        assert stream.read() == LINES


def test_an_archive_that_lies_about_a_size_gives_no_more_than_it_said(tmp_path):
    path = pack(tmp_path / "x.zip", {"a.csv": b"a,b\n" * 1000})
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", 4000), struct.pack("<I", 40)))
    [part] = list_parts(path)
    with part.open() as stream, pytest.raises(OSError, match="damaged"):
        stream.read()


def test_a_cut_archive_is_told(tmp_path):
    path = pack(tmp_path / "x.zip", {"a.csv": b"a,b\n" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(BadInput, match="not a whole ZIP"):
        list_parts(path)


def test_damage_inside_is_an_error_of_reading(tmp_path):
    path = pack(tmp_path / "x.zip", {"a.csv": b"a,b\n" * 1000}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"a,b\na,b\n", b"a,b\na,c\n", 1))
    [part] = list_parts(path)
    with part.open() as stream, pytest.raises(OSError, match="damaged"):
        stream.read()


def test_a_password_is_told(tmp_path):
    path = pack(tmp_path / "x.zip", {"a.csv": b"a"})
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    path.write_bytes(data)
    [part] = list_parts(path)
    with pytest.raises(BadInput, match="it has a password"):
        part.open()


def test_an_index_without_end_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_LARGEST_INDEX", 1000)
    path = pack(tmp_path / "x.zip", {f"{number}.csv": b"" for number in range(100)})
    with pytest.raises(BadInput, match="too many files"):
        list_parts(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_any_change_of_an_archive_is_read_or_told(tmp_path, data):
    path = pack(tmp_path / "x.zip", {"a.csv": b"a,b\n" * 50, "b.csv": b"c"})
    raw = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=4)):
        raw[place] = data.draw(st.integers(0, 255))
    path.write_bytes(raw[: data.draw(st.integers(len(raw) - 60, len(raw)))])
    try:
        parts = list_parts(path)
    except BadInput:
        return
    for part in parts:
        try:
            with part.open() as stream:
                assert isinstance(stream, io.BufferedReader)
                stream.read()
        except (BadInput, OSError):
            continue
