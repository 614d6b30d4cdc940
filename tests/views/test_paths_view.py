"""The guides of the tree, and the leaving page as Markdown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from netlog.core.leaving import Check
from netlog.journal.leaving import Checklist, Colleague
from netlog.journal.places import Resident
from netlog.views import leaving
from netlog.views.paths import DEEPEST, guides
from tests.views.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize(
    ("depths", "lines"),
    [
        ([], []),
        ([0, 0], ["", ""]),
        ([0, 1, 2, 2, 1, 0, 1], ["", "├ ", "│ ├ ", "│ └ ", "└ ", "", "└ "]),
        ([0, 1, 2, 3, 1], ["", "├ ", "│ └ ", "│   └ ", "└ "]),
    ],
)
def test_guides(depths: Sequence[int], lines: list[str]) -> None:
    assert guides(depths) == lines


def test_a_deep_tree_stays_narrow() -> None:
    lines = guides(range(5000))
    assert max(map(len, lines)) <= 2 * DEEPEST + 2
    assert [line.startswith("…") for line in lines[DEEPEST - 1 : DEEPEST + 3]] == [
        False, False, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_markdown_shows_what_was_written(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    checks = (
        Check("address", f"no address outside {name}", "netlog edit c3 --email …", False),
        Check("thank", "no thanks are owed", "netlog thank c3", True),
    )
    person = Resident(3, name, name, name, "", None)
    leaving.markdown(Checklist(name, (Colleague(person, checks),), date(2026, 12, 4), 12), None)
    page = capsys.readouterr().out
    tokens = MarkdownIt().parse(page)
    kinds = [token.type for token in tokens]
    assert (kinds.count("heading_open"), kinds.count("list_item_open")) == (1, 3)
    assert not {"html_block", "code_block", "fence"} & {*kinds}
    leaves = [
        child.type
        for token in tokens
        for child in token.children or ()
        if child.type not in {"text", "strong_open", "strong_close"}
    ]
    assert leaves == ["code_inline"]  # the one command that is open
    assert "12 days left, until 4 December 2026" in page
    assert page.count("[ ]") >= 2
    assert "[x] no thanks are owed" in page
