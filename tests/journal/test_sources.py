"""Opening files of other programs."""

import os
import threading
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
