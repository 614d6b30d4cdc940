"""Columns fitted into a window, and texts wrapped to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from netlog.views.screen import Column
from netlog.views.terminal import GAP, Terminal, fit

if TYPE_CHECKING:
    from collections.abc import Sequence


def taken(widths: Sequence[int]) -> int:
    """The room that columns take, with the gaps between them."""
    shown = [width for width in widths if width]
    return sum(shown) + GAP * (len(shown) - 1)


@pytest.mark.parametrize(
    ("columns", "natural", "room", "widths"),
    [
        pytest.param([Column("a"), Column("b")], [5, 5], 12, [5, 5], id="all of it fits"),
        pytest.param([Column("a"), Column("b", keep=3)], [5, 5], 11, [5, 0], id="the last goes"),
        pytest.param(
            [Column("a", keep=3), Column("b", keep=5)], [5, 5], 11, [0, 5], id="the lesser goes"
        ),
        pytest.param(
            [Column("a"), Column("b", least=4)], [5, 20], 15, [5, 8], id="one is cut to fit"
        ),
        pytest.param(
            [Column("a", least=4), Column("b", least=4)], [6, 30], 20, [6, 12],
            id="the widest is cut first",
        ),
        pytest.param(
            [Column("a", least=4), Column("b", least=4, keep=5)], [30, 30], 26, [14, 10],
            id="what is needed more keeps more",
        ),
        pytest.param(
            [Column("a", least=8), Column("b", keep=2, least=8), Column("c", keep=1)],
            [20, 20, 5], 24, [14, 8, 0], id="nothing is cut below its least",
        ),
        pytest.param([Column("a")], [50], 20, [50], id="the only column stays"),
        pytest.param(
            [Column("a"), Column("b"), Column("c")], [5, 0, 5], 12, [5, 0, 5],
            id="an empty column takes no gap",
        ),
    ],
)  # fmt: skip
def test_columns_fit(
    columns: list[Column], natural: list[int], room: int, widths: list[int]
) -> None:
    assert fit(columns, natural, room) == widths


COLUMN = st.builds(
    Column, st.just(""), keep=st.integers(1, 9), least=st.none() | st.integers(1, 12)
)


@given(st.lists(st.tuples(COLUMN, st.integers(0, 60)), min_size=1, max_size=8), st.integers(1, 120))
def test_columns_never_take_more_than_the_room(given: list[tuple[Column, int]], room: int) -> None:
    columns, natural = [column for column, _ in given], [width for _, width in given]
    widths = fit(columns, natural, room)

    shown = [i for i, width in enumerate(widths) if width]
    assert taken(widths) <= room or len(shown) == 1
    assert any(widths) == any(natural)
    for i in shown:
        assert natural[i] >= widths[i] >= min(natural[i], columns[i].least or natural[i])
    for dropped in (i for i, width in enumerate(widths) if natural[i] and not width):
        assert all(columns[dropped].keep <= columns[i].keep for i in shown)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Terminal:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return Terminal()


@pytest.mark.parametrize("terminal", [40], indirect=True)
def test_a_text_is_broken_between_words_below_its_label(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.fact("About", "likes tea, and long walks across the river")
    assert capsys.readouterr().out == (
        " About         likes tea, and long walks\n               across the river\n"
    )


@pytest.mark.parametrize("terminal", [30], indirect=True)
def test_a_line_that_hangs_is_as_long_as_the_window_at_first(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.line(("90%", "bold"), "  Ana and Bo: know each other from the choir  of Bonn", hang=12)
    assert capsys.readouterr().out == (
        " 90%  Ana and Bo: know each\n             other from the\n             choir  of Bonn\n"
    )


@pytest.mark.parametrize("terminal", [30], indirect=True)
def test_where_the_room_is_too_little_a_text_stands_below_its_label(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.fact("About", "likes tea, and long walks")
    assert capsys.readouterr().out == " About\n   likes tea, and long walks\n"


@pytest.mark.parametrize("terminal", [40], indirect=True)
@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Ada", " Ada 12.0 ★★★★★                       c1\n"),
        ("Ada Augusta King of Lovelace", " Ada Augusta King of Lovelace 12.0 ★★★★★\n c1\n"),
        ("Ada Augusta King-Noel Lovelace", " Ada Augusta King-Noel Lovelace 12.0\n ★★★★★\n c1\n"),
    ],
)
def test_a_heading_breaks_before_its_right_end_is_lost(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], name: str, heading: str
) -> None:
    terminal.heading(name, " 12.0 ", "★★★★★", right="c1")
    assert capsys.readouterr().out == heading


@pytest.mark.parametrize("terminal", [26], indirect=True)
def test_wide_and_combining_characters_are_counted_as_cells(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["王小明", "x"], ["Ame\u0301lie", "x"], ["🙂 Zoë", "x"]]
    terminal.table([Column("Name"), Column("")], rows)
    _, *lines = capsys.readouterr().out.splitlines()
    assert [cell_len(line) for line in lines] == [10, 10, 10]
    assert all(line.endswith("  x") for line in lines)


@pytest.mark.parametrize("terminal", [26], indirect=True)
def test_a_cut_text_ends_close_to_its_ellipsis(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["北京大学信息科学技术学院北京"], ["A Long Organisation Inc. and so on"]]
    terminal.table([Column("", least=4), Column("")], [[*row, "12345"] for row in rows])
    assert capsys.readouterr().out.splitlines() == [
        " 北京大学信息科学…   12345",
        " A Long Organisati…  12345",
    ]


@pytest.mark.parametrize("terminal", [36], indirect=True)
def test_a_text_without_room_beside_its_row_stands_below_it(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = [Column(""), Column(""), Column("", keep=3, least=24, below=True)]
    note = "a walk along the river, and a plan"
    terminal.table(columns, [["p1", "yesterday", note], ["p2", "today", ""]])
    assert capsys.readouterr().out.splitlines() == [
        " p1  yesterday",
        "     a walk along the river, and a",
        "     plan",
        " p2  today",
    ]


@pytest.mark.parametrize("terminal", [0, 1, 5], indirect=True)
def test_a_window_of_no_width_is_still_printed_to(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.line("likes tea")
    assert capsys.readouterr().out == " likes tea\n"
