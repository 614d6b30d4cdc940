"""Output as a terminal, a pipe and a spreadsheet meet it, whatever people are called."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest
from rich.cells import cell_len

from netlog.cli import main
from netlog.config import Settings
from netlog.core.model import Channel, Contact, Direction, Note, Participant, Point, Touchpoint
from netlog.journal.desk import Desk
from netlog.views.screen import Format, show_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from conftest import Program

TODAY = date(2026, 11, 22)
LONG_NOTE = "talked at length about the platform role, and about what it would take to move there"
PEOPLE = (
    Contact(0, "", "Priya Shah", "Acme", "Engineer", "London", circle="inner", tags=("mentor",)),
    Contact(0, "", "王小明", "北京大学信息科学技术学院软件工程系", "", "北京", circle="close"),
    Contact(0, "", "Zoë 🙂 O'Neil-Çelik", "The Long Organisation of the Northern Isles, Inc."),
    Contact(0, "", "Ame\u0301lie Poulain", "", "Waitress", "Llanfairpwllgwyngyllgogerych"),
    Contact(0, "", "יוסי כהן", "תל אביב", circle="wide"),
    Contact(0, "", "👨‍👩‍👧 Family", about="🙂 " * 40),
    Contact(0, "", "[red]Bobby[/red] :smile: [/x]", "=cmd|' /C calc'!A0", "@SUM(1)", "-1+2"),
    Contact(
        0, "", "Evil \x1b[31mName\x07\x1b]0;pwned\x07", "new\nline\ttab\rreturn", "\x9b2J",
        "\u202etxt",
        about="\x00nul \x7f \u2028 \x1b[2J", met="\x1b[1A", tags=("\x1b[5m",),
    ),
    Contact(0, "", "Never Met"),
)  # fmt: skip
PAGES = [
    ["rank"],
    ["list"],
    ["timeline", "--limit", "40"],
    ["find", "note", "--limit", "20"],
    ["find", "a", "--limit", "20"],
    ["history"],
    *([command, f"c{number}"] for command in ("why", "show") for number in (1, 3, 4, 6, 7, 8, 9)),
]
STYLE = re.compile(r"\x1b\[[0-9;]*m")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """People with every kind of name, and three hundred touchpoints with every kind of note."""
    notes = (
        LONG_NOTE,
        "",
        "hi 🙂 王小明说你好",
        "a note [bold]x[/bold]",
        "a \x1b[2J note\x07\n\x85",
    )
    path = tmp_path_factory.mktemp("written") / "journal.db"
    desk = Desk(path, Settings(), TODAY, datetime(2026, 11, 22, 9, 30, tzinfo=UTC), "netlog test")
    with desk.writing() as writer:
        ids = [writer.add_contact(contact) for contact in PEOPLE]
        writer.save_contact(
            Contact(
                **{name: getattr(PEOPLE[0], name) for name in ("uid", "name", "org", "circle")},
                id=ids[0],
                points=(
                    Point("email", "priya.shah.of.the.long.address@acme.example", "p", "work"),
                    Point("url", "https://example.com/\x1b]8;;evil", "u", "\x1b[7m"),
                ),
            )
        )
        writer.add_touchpoints(
            Touchpoint(
                0,
                TODAY - timedelta(days=number * 7 % 800),
                list(Channel)[number % 10],
                notes[number % 5],
                depth=(None, 1, 3, 5)[number % 4],
                place=("", "Tartine", "\x1b[6n")[number % 3],
                people=tuple(
                    Participant(ids[who], "", list(Direction)[number % 3])
                    for who in {number % 8, number % 3}
                ),
            )
            for number in range(300)
        )
        for note in (LONG_NOTE, "a note\x1b[2J"):
            writer.add(Note(0, ids[0], TODAY, note))
    return path


@pytest.fixture
def journal(written: Path, desk: Desk) -> Desk:
    """A copy of that journal to oneself."""
    desk.path.parent.mkdir()
    shutil.copy(written, desk.path)
    return desk


@pytest.fixture
def see(
    journal: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """What netlog prints in this process, to a pipe or to a terminal of a width."""
    monkeypatch.setenv("NETLOG_DB", str(journal.path))
    monkeypatch.setenv("NETLOG_TODAY", TODAY.isoformat())
    monkeypatch.setenv("TERM", "xterm-256color")

    def run(*arguments: str, width: int | None = None, code: int = 0) -> str:
        monkeypatch.setenv("COLUMNS", str(width or 80))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: width is not None)
        assert main(arguments) == code
        printed = capsys.readouterr()
        return printed.out if code == 0 else printed.err

    return run


@pytest.fixture
def terminal(journal: Desk, program: Program) -> Callable[..., str]:
    """What netlog prints on a real terminal."""

    def run(*arguments: str, columns: int = 80, env: Mapping[str, str] | None = None) -> str:
        child = spawn(program, journal, *arguments, columns=columns, env=env)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
        return str(child.before).replace("\r\n", "\n")

    return run


def spawn(
    program: Program,
    journal: Desk,
    *arguments: str,
    columns: int = 80,
    env: Mapping[str, str] | None = None,
) -> pexpect.spawn:
    place = {**program.environment, "NETLOG_DB": str(journal.path), "TERM": "xterm-256color"}
    return pexpect.spawn(
        sys.executable,
        ["-m", "netlog", *arguments],
        dimensions=(40, columns),
        env={**place, **(env or {})},
        cwd=str(program.home),
        encoding="utf-8",
        timeout=30,
    )


# Width


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_every_page_fits_every_window(see: Callable[..., str], page: list[str]) -> None:
    whole = set(STYLE.sub("", see(*page, width=1000)).split())
    for width in (26, 33, 40, 57, 80, 120):
        lines = STYLE.sub("", see(*page, width=width)).splitlines()
        for line in lines:
            assert cell_len(line) <= width
            assert line == line.rstrip()
        if width >= 33:
            # Nothing is broken inside a word, but for words that hardly any line could hold.
            words = {word for line in lines for word in line.split() if "…" not in word}
            long = " ".join(word for word in whole if cell_len(word) > width - 9)
            assert {word for word in words - whole if word not in long} == set()


def test_the_columns_of_a_table_line_up(see: Callable[..., str]) -> None:
    lines = STYLE.sub("", see("list", width=120)).splitlines()
    header, *rows = lines
    start = cell_len(header[: header.index("Circle")])
    circles = {"inner", "close", "wide", "–"}
    for row in rows:
        position = next(i for i in range(len(row)) if cell_len(row[:i]) == start)
        assert row[position:].split()[0] in circles, row


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (120, {"Name", "Org", "Score", "Stars", "Last"}),
        (80, {"Name", "Org", "Score", "Stars", "Last"}),
        (40, {"Name", "Score", "Stars", "Last"}),
        (26, {"Name", "Score"}),
    ],
)
def test_the_least_needed_columns_go_first(
    see: Callable[..., str], width: int, shown: set[str]
) -> None:
    header = STYLE.sub("", see("rank", width=width)).splitlines()[0]
    assert set(header.split()) == shown


def test_at_forty_columns_a_note_stands_below_its_line(see: Callable[..., str]) -> None:
    lines = STYLE.sub("", see("timeline", "--limit", "6", width=40)).splitlines()
    at = next(i for i, line in enumerate(lines) if "talked at length" in line)
    assert re.match(r" +p\d+  ", lines[at - 1])
    words = " ".join(line.strip() for line in lines[at : at + 4])
    assert LONG_NOTE in words


def test_a_terminal_shows_twenty_and_says_how_many_more(
    journal: Desk, see: Callable[..., str]
) -> None:
    with journal.writing() as writer:
        for number in range(30):
            writer.add_contact(Contact(0, "", f"Person {number:02}"))
    lines = STYLE.sub("", see("rank", width=80)).splitlines()
    assert lines[-1] == " +19 more: --limit 39 shows them"
    assert sum(bool(re.match(r" +\d+  ", line)) for line in lines) == 20
    assert len(STYLE.sub("", see("rank", "--limit", "25", width=80)).splitlines()) == 25 + 4
    assert len(see("rank", "--limit", "39", width=80).splitlines()) == 39 + 3


def test_the_bar_is_the_score_in_three_parts(see: Callable[..., str]) -> None:
    ranked = {each["name"]: each for each in json.loads(see("rank", "--json"))}
    for line in STYLE.sub("", see("rank", width=120)).splitlines()[1:]:
        name = next((name for name in ranked if name in line), None)
        if name and ranked[name]["score"]:
            bar = "".join(re.findall("[█▓▒]", line))
            assert len(bar) == max(1, round(ranked[name]["score"] / 5))
            assert re.fullmatch("█*▓*▒*", bar)


# What people write is shown and never acts


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_no_control_sequence_gets_through(see: Callable[..., str], page: list[str]) -> None:
    for text in (
        STYLE.sub("", see(*page, width=80)),
        see(*page),
        see(*page, "--json"),
        see(*page, "--csv").replace("\r", "") if page[0] not in {"why", "show"} else "",
    ):
        assert ACTING.findall(text) == []


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["show", "\x1b[31mnobody\x07"], 3),
        (["find", "x\x1b[2J"], 0),
        (["rank", "--since", "\x1b[2J"], 5),
        (["rank", "--circle", "\x9b"], 5),
        (["\x1b[2J"], 2),
        (["rank", "--\x1b[2J"], 2),
        (["log", "Evil", "\x1b[2J", "--place", "\x1b]0;x\x07", "--tag", "\x07"], 0),
        (["note", "c8", "\x1b[2J"], 0),
        (["edit", "c8", "--city", "\x1b[3J"], 0),
        (["add", "A\x1b[1mB"], 0),
        (["hi", "A\x1b[1mC", "--org", "\x1b"], 0),
        (["rm", "c8", "--dry-run"], 0),
    ],
    ids=lambda value: repr(value[0]) if isinstance(value, list) else "",
)
def test_no_control_sequence_is_echoed(
    see: Callable[..., str], command: list[str], code: int
) -> None:
    assert ACTING.findall(see(*command, code=code)) == []


def test_markup_and_emoji_codes_are_plain_text(see: Callable[..., str]) -> None:
    for width in (None, 200):
        assert "[red]Bobby[/red] :smile: [/x]" in STYLE.sub("", see("rank", width=width))
        assert "a note [bold]x[/bold]" in STYLE.sub("", see("timeline", width=width))


def test_json_gives_back_exactly_what_was_written(see: Callable[..., str]) -> None:
    records = {each["id"]: each for each in json.loads(see("list", "--json"))}
    assert [records[i]["name"] for i in range(1, 10)] == [person.name for person in PEOPLE]
    assert records[8]["org"] == PEOPLE[7].org
    assert "王小明" in see("list", "--json")


def test_every_line_of_a_pipe_is_one_record(see: Callable[..., str]) -> None:
    for command in ("rank", "list", "timeline", "history"):
        lines = see(command).splitlines()
        assert len(lines) == len(json.loads(see(command, "--json")))
        assert len({line.count("\t") for line in lines}) == 1


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "-"]
)
def test_a_spreadsheet_runs_no_cell(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    records = [{"name": text, "list": [text], "who": {"name": text}, "points": -1.5}]
    show_list(Format.CSV, ("name", "list", "who", "points"), records, lambda screen: None)
    _, row = csv.reader(io.StringIO(capsys.readouterr().out, newline=""))
    shown = "'" + text.replace("\r", " ")
    assert row == [shown, shown, shown, "-1.5"]


def test_csv_keeps_lines_and_commas_in_their_cell(see: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(see("list", "--csv"), newline="")))
    assert len(rows) == len(PEOPLE)
    orgs = {row["name"]: row["org"] for row in rows}
    assert orgs["Zoë 🙂 O'Neil-Çelik"] == PEOPLE[2].org
    assert "new\nline\ttab return" in orgs.values()


# Colour


def test_a_terminal_gets_colour_and_a_pipe_none(
    terminal: Callable[..., str], see: Callable[..., str]
) -> None:
    shown = terminal("rank")
    assert COLOUR.search(shown)
    assert all(cell_len(line) <= 80 for line in STYLE.sub("", shown).splitlines())
    assert "\x1b" not in see("rank")
    assert "\x1b" not in terminal("rank", "--json")
    assert "\x1b" not in terminal("rank", "--csv")


def test_no_color_is_obeyed_and_the_mark_of_a_word_stays(terminal: Callable[..., str]) -> None:
    environment = {"NO_COLOR": "1"}
    assert not COLOUR.search(terminal("rank", env=environment))
    assert not COLOUR.search(terminal("--no-color", "show", "priya"))
    assert re.search(r"\x1b\[[0-9;]*4m" + "talked", terminal("find", "talked", env=environment))


def test_a_dumb_terminal_gets_plain_text(terminal: Callable[..., str]) -> None:
    assert "\x1b" not in terminal("show", "priya", columns=40, env={"TERM": "dumb"})


def test_a_narrow_terminal_is_measured(terminal: Callable[..., str]) -> None:
    for page in (["show", "priya"], ["rank"]):
        lines = STYLE.sub("", terminal(*page, columns=40)).splitlines()
        assert max(map(cell_len, lines)) <= 40


# Pipes, signals, encodings


def run_in_shell(
    program: Program, journal: Desk, line: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", f'set -o pipefail; netlog() {{ {sys.executable} -m netlog "$@"; }}; {line}'],
        env={**program.environment, "NETLOG_DB": str(journal.path), **environment},
        cwd=program.home,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    """More people than a pipe holds."""
    with desk.writing() as writer:
        writer.add_contacts([Contact(0, "", f"Person {i:04}", "x" * 60) for i in range(3000)])
    return desk


@pytest.mark.parametrize("command", ["list", "list --json", "rank --csv"])
def test_who_reads_may_leave_early(program: Program, crowd: Desk, command: str) -> None:
    done = run_in_shell(program, crowd, f"netlog {command} | head -n 1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_closed_stream_is_no_accident(program: Program, journal: Desk, closed: str) -> None:
    done = run_in_shell(program, journal, f"netlog rank --limit 1 {closed}")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_told_in_a_sentence(program: Program, journal: Desk) -> None:
    done = run_in_shell(program, journal, "netlog rank > /dev/full")
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_ctrl_c_stops_with_130_and_no_traceback(program: Program, crowd: Desk) -> None:
    child = spawn(program, crowd, "list")
    child.expect("Person 0000")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in str(child.before)


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
    ids=str,
)
def test_output_is_utf_8_in_every_locale(
    program: Program, journal: Desk, environment: dict[str, str]
) -> None:
    done = run_in_shell(program, journal, "netlog list; netlog list --json", **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().count("王小明") == 2


def test_an_argument_of_broken_bytes_is_refused(program: Program, journal: Desk) -> None:
    done = run_in_shell(program, journal, "netlog show $'caf\\xe9'")
    assert done.returncode == 5
    assert b"UTF-8" in done.stderr
