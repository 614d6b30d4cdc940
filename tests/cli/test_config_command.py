"""Every setting with its origin, and the file in the user's editor."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from netlog import config
from netlog.config import Settings
from netlog.errors import BadInput
from netlog.journal import configure
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Terminal
    from tests.conftest import Program, Result

REASON = "# This cannot be taken: "
NEGATIVE = "[agenda]\ncap = -3\n"
NAME = 'Ana [x] "Z" O\'Neil 王 🙂'


@pytest.fixture
def file(program: Program) -> Path:
    """Where the configuration is, or would be."""
    return program.home / ".config" / "netlog" / "config.toml"


def put(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def listed(text: str) -> dict[str, tuple[Any, str]]:
    records = json.loads(text)
    assert {tuple(record) for record in records} == {("key", "value", "origin")}
    return {record["key"]: (record["value"], record["origin"]) for record in records}


def test_every_setting_is_there_by_its_key(quick: Callable[..., str], file: Path) -> None:
    found = listed(quick("config", "--json"))
    assert found["config"] == (str(file), "default")
    assert found["agenda.sections"][0] == list(Settings().agenda.sections)
    assert found["circles.close.ideal"] == (30, "default")
    assert found["mail.host"] == ("", "default")
    assert found["mail.password"] == (None, "default")
    assert found["scoring.stars"][0][1] == {"good_weeks": 12, "balance": 0.2, "known_days": 0}
    in_file = {key: value for key, value in found.items() if "." in key and key[:7] != "circles"}
    del in_file["mail.password"]
    assert [*in_file] == [
        f"{section}.{name}"
        for section, values in config.by_section(Settings()).items()
        for name in values
        if section != "circles"
    ]


def test_what_the_file_says_comes_from_the_file(quick: Callable[..., str], file: Path) -> None:
    put(
        file,
        f"""
        [me]
        name = {json.dumps(NAME, ensure_ascii=False)}
        [circles]
        "王 🙂" = {{ ideal = 1, longest = 2 }}
        [agenda]
        cap = 5
        caps = {{ give = 2 }}
        """,
    )
    found = listed(quick("config", "--json"))
    assert found["me.name"] == (NAME, "file")
    assert found["agenda.cap"] == (5, "file")  # though it is the default too
    assert found["agenda.caps"] == ({"give": 2}, "file")
    assert found["agenda.ladder"] == ([7, 14, 30, 60, 120], "default")
    circles = {key: value for key, value in found.items() if key.startswith("circles.")}
    assert circles == {
        'circles."王 🙂".ideal': (1, "file"),
        'circles."王 🙂".longest': (2, "file"),
    }


def test_where_the_journal_and_the_day_come_from(
    quick: Callable[..., str], program: Program
) -> None:
    found = listed(quick("config", "--json"))
    assert found["journal"] == (str(program.db), "environment")
    assert found["today"] == ("2026-11-22", "environment")
    found = listed(quick("--db", "other.db", "--today", "2026-01-02", "config", "--json"))
    assert found["journal"] == ("other.db", "command line")
    assert found["today"] == ("2026-01-02", "command line")


def test_without_a_word_in_the_environment_file_and_default_remain(file: Path) -> None:
    def find(key: str) -> tuple[Any, str]:
        found = configure.overview({}, db=None, today=TODAY, today_named=False).settings
        return next((each.value, each.origin) for each in found if each.key == key)

    assert find("journal") == (
        str(Path.home() / ".local" / "share" / "netlog" / "journal.db"),
        "default",
    )
    assert find("today") == ("2026-11-22", "default")
    put(file, 'journal = "~/mine.db"')
    assert find("journal") == (str(Path.home() / "mine.db"), "file")


def test_a_password_is_never_shown(program: Program) -> None:
    for option in ([], ["--json"], ["--csv"]):
        done = program("config", *option, env={"NETLOG_SMTP_PASSWORD": "hunter2"})
        assert "hunter2" not in done.out + done.err
        assert re.search(r"mail\.password\W+(value\W+)?set\W+(origin\W+)?environment", done.out)


def test_a_pipe_and_csv_have_the_same_cells(quick: Callable[..., str], file: Path) -> None:
    put(file, "[agenda]\nladder = [1, 2]\ncaps = { give = 2, todo = 3 }")
    header, *rows = csv.reader(io.StringIO(quick("config", "--csv")))
    assert header == ["key", "value", "origin"]
    assert [line.split("\t") for line in quick("config").splitlines()] == rows
    assert ["agenda.ladder", "1, 2", "file"] in rows
    assert ["agenda.caps", "give 2, todo 3", "file"] in rows
    assert ["me.name", "", "default"] in rows


def test_neither_file_nor_journal_is_made_by_looking(program: Program) -> None:
    assert program("config").err == ""
    assert list(program.home.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[agenda]\nkap = 1", "there is no setting agenda.kap\n        did you mean agenda.cap?"),
        ("[agenda\n", "this is not valid TOML"),
    ],
)
def test_a_broken_file_is_told_by_every_command_but_its_menders(
    program: Program, file: Path, text: str, said: str
) -> None:
    put(file, text)
    for command in (["config"], ["config", "--json"], ["rank"]):
        done = program(*command, code=5)
        assert done.out == ""
        assert f"netlog: {file}: {said}" in done.err
    assert program("config", "--path").out == f"{file}\n"
    program("config", "--edit", env={"EDITOR": "sed -i 2,99d"})
    assert listed(program("config", "--json").out)


def test_the_path_is_printed_whether_or_not_it_exists(program: Program, file: Path) -> None:
    assert program("config", "--path").out == f"{file}\n"
    assert program("config", "--path", env={"NETLOG_CONFIG": "my file"}).out == "my file\n"


def test_path_and_edit_exclude_each_other(program: Program) -> None:
    assert "exclude each other" in program("config", "--path", "--edit", code=2).err


def test_without_a_terminal_or_an_editor_nothing_is_opened(program: Program) -> None:
    assert "netlog config --path" in program("config", "--edit", code=2).err


# The template.


def uncommented(text: str) -> str:
    return re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)


def test_the_template_says_the_defaults_and_decides_nothing() -> None:
    template = configure.template()
    assert config.settle(config.parse(template)) == Settings()
    given = config.parse(uncommented(template))
    assert config.settle(given) == Settings()
    said = {key: given[key] for key in given if key not in {"journal", "circles"}}
    assert {section: list(values) for section, values in said.items()} == {
        section: list(values)
        for section, values in config.by_section(Settings()).items()
        if section != "circles"
    }
    assert given["circles"] == Settings().circles
    assert max(map(len, template.splitlines())) <= 100


def test_each_line_of_the_template_can_be_taken_alone() -> None:
    lines = configure.template().splitlines()
    for number, line in enumerate(lines):
        if re.match(r"#\w+ = .*[^\[]$", line):
            alone = "\n".join([*lines[:number], line[1:], *lines[number + 1 :]])
            assert tomllib.loads(alone)
            config.parse(alone)


# The editor.


def edit(program: Program, script: str, code: int | None = 0, **environment: str) -> Result:
    """Run `config --edit` with an editor that runs a script of the shell on the file, `$1`."""
    editor = program.home / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    editor.chmod(0o700)
    return program("config", "--edit", env={"EDITOR": str(editor), **environment}, code=code)


def test_a_new_file_starts_with_the_template(program: Program, file: Path) -> None:
    done = edit(program, 'sed -i "s/^#cap = 5/cap = 9/" "$1"')
    assert done.lines == [f" saved  {file}"]
    assert config.load(file).agenda.cap == 9
    assert file.read_text().replace("cap = 9", "#cap = 5", 1) == configure.template()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_is_left_alone_is_not_written(program: Program, file: Path) -> None:
    assert edit(program, "true").lines == [f" nothing changed  {file}"]
    assert not file.exists()
    put(file, "# mine\r\n[me]\r\n")
    was = file.stat()
    assert edit(program, "true").lines == [f" nothing changed  {file}"]
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (was.st_ino, was.st_mtime_ns)


def test_what_cannot_be_taken_is_opened_again_with_the_reason(program: Program, file: Path) -> None:
    put(file, "[agenda]\ncap = 3\n")
    script = """
    cp "$1" "$HOME/page-$(ls "$HOME" | grep -c page)"
    case $(sed -n 1p "$1") in
      "[agenda]") sed -i "s/cap = 3/cap = -3/" "$1";;
      *"cap is -3"*) sed -i "s/cap = -3/kap = 4/" "$1";;
      *"agenda.cap?"*) sed -i "s/kap = 4/cap = 4/" "$1";;
    esac
    """
    edit(program, script)
    assert file.read_text() == "[agenda]\ncap = 4\n"
    pages = [(program.home / f"page-{number}").read_text() for number in range(3)]
    assert pages == [
        "[agenda]\ncap = 3\n",
        f"{REASON}agenda.cap is -3, and has to be from 0 to 1000; its default is 5\n{NEGATIVE}",
        f"{REASON}there is no setting agenda.kap; did you mean agenda.cap?\n[agenda]\nkap = 4\n",
    ]


@pytest.mark.parametrize(
    "script",
    ['echo "cap = 1" > "$1"', 'echo "nonsense" >> "$1"', 'sed -i "1i nonsense" "$1"'],
)
def test_an_editor_that_nobody_sits_at_is_not_run_for_ever(
    program: Program, file: Path, script: str
) -> None:
    put(file, "[me]\n")
    done = edit(program, script, code=5)
    assert done.out == ""
    assert re.search("there is no setting cap|this is not valid TOML", done.err)
    assert file.read_text() == "[me]\n"


def test_a_broken_file_says_what_is_wrong_with_it_in_the_editor(
    program: Program, file: Path
) -> None:
    put(file, "[agenda]\nkap = 3\n")
    done = edit(program, 'cp "$1" "$HOME/page"', code=5)
    assert "did you mean agenda.cap?" in done.err
    assert (program.home / "page").read_text().startswith("# This cannot be taken: there is no")
    assert file.read_text() == "[agenda]\nkap = 3\n"


def test_a_file_in_another_encoding_can_be_mended(program: Program, file: Path) -> None:
    put(file, "").write_bytes("[me]\nname = 'Zoë'\n".encode("latin-1"))
    assert "cannot be read" in program("config", code=5).err
    edit(program, 'echo "# mended" >> "$1"')
    assert config.load(file).name == "Zoë"


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(program: Program, file: Path, there: bool) -> None:
    dotfiles = program.home / "dotfiles"
    dotfiles.mkdir()
    if there:
        (dotfiles / "netlog.toml").write_text("[me]\n")
    file.parent.mkdir(parents=True)
    file.symlink_to("../../dotfiles/netlog.toml")
    edit(program, 'echo "[agenda]" > "$1"; echo "cap = 2" >> "$1"')
    assert file.is_symlink()
    assert (dotfiles / "netlog.toml").read_text() == "[agenda]\ncap = 2\n"
    assert [each.name for each in dotfiles.iterdir()] == ["netlog.toml"]


def test_a_device_or_a_directory_is_never_replaced(program: Program, tmp_path: Path) -> None:
    for path in ("/dev/null", str(tmp_path)):
        assert "is no file" in edit(program, "true", code=5, NETLOG_CONFIG=path).err
    assert Path("/dev/null").is_char_device()


def test_what_cannot_be_written_goes_back_to_the_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "config.toml"
    pages: list[str] = []
    monkeypatch.setattr(Path, "replace", refuse_to_replace)

    def editor(page: str) -> str | None:
        pages.append(page)
        return "[me]\n" if len(pages) == 1 else None

    with pytest.raises(BadInput, match="No space left"):
        configure.edit(path, editor, patient=True)
    assert pages[1].startswith("# This cannot be taken: the configuration")
    assert pages[1].endswith("\n[me]\n")
    assert list(path.parent.iterdir()) == []


def refuse_to_replace(self: Path, target: Path) -> Path:
    raise OSError(28, "No space left on device")


def test_an_editor_that_cannot_be_run(program: Program, file: Path) -> None:
    done = program("config", "--edit", env={"EDITOR": "no-such-editor"}, code=5)
    assert "no-such-editor cannot be run" in done.err
    assert not file.parent.exists()


# On a terminal.


def test_on_a_terminal_a_word_says_what_is_no_default(
    terminal: Terminal, program: Program, file: Path
) -> None:
    put(file, "[agenda]\ncap = 3\n[circles]\n'王 王' = { ideal = 1, longest = 2 }\n")
    child = terminal("config", NO_COLOR="1", NETLOG_SMTP_PASSWORD="hunter2")
    child.expect("\\[circles\\]")
    child.expect('"王 王".ideal {7}\x1b')  # 13 columns wide, though it has 11 letters
    child.expect("\\[agenda\\]")
    child.expect("cap +(\x1b\\[.*?m)*file +(\x1b\\[.*?m)*3")
    child.expect("soon_days +(\x1b\\[.*?m)*default +(\x1b\\[.*?m)*3")
    child.expect("password +(\x1b\\[.*?m)*environment +(\x1b\\[.*?m)*set")
    child.expect("netlog config --edit changes them")
    assert terminal.end(child) == 0


def test_on_a_terminal_a_person_mends_the_same_mistake_twice(
    terminal: Terminal, program: Program, file: Path
) -> None:
    editor = program.home / "ask"
    editor.write_text('#!/bin/sh\ncat "$1"; echo "Write:"; cat > "$1"\n')
    editor.chmod(0o700)
    child = terminal("config", "--edit", EDITOR=str(editor))
    for number, text in enumerate(["cap = 1", "cap = 2", "[agenda]"]):
        child.expect("Write:")
        assert ("did you mean agenda.cap?" in (child.before or "")) is bool(number)
        child.sendline(text)
        child.sendeof()
    child.expect("saved")
    assert terminal.end(child) == 0
    assert file.read_text() == "[agenda]\n"


def test_vi_is_not_needed_to_be_there(terminal: Terminal, program: Program, file: Path) -> None:
    child = terminal("config", "--edit", PATH=str(program.home))
    child.expect("the editor vi cannot be run")
    assert terminal.end(child) == 5
    assert shutil.which("vi", path=str(program.home)) is None
