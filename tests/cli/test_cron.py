"""The digest on a schedule, with a `crontab` of the test's own, and once with the real cron."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netlog.formats import crontab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Terminal
    from tests.conftest import Program

ROOT = Path(__file__).resolve().parent.parent.parent
REAL_CRON = bool(os.environ.get("NETLOG_TEST_CRON")) and os.geteuid() == 0
OTHERS = b"MAILTO=ada\r\n# nightly \xff 100%\n0 3 * * * /bin/backup\n"

# Keeps the table in a file beside it; does as told by `says`, which is run first.
STUB = """#!/bin/sh
cd "$(dirname "$0")" || exit
[ ! -e says ] || . ./says
case $1 in
-l) cat table 2>/dev/null || { echo "no crontab for ada" >&2; exit 1; } ;;
-) cat >new && mv new table ;;
esac
"""


class Table:
    """The user's crontab, and what the `crontab` program does of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "table"
        stub = folder / "crontab"
        stub.write_text(STUB)
        stub.chmod(0o700)

    def does(self, script: str) -> None:
        (self.folder / "says").write_text(script)

    @property
    def content(self) -> bytes | None:
        return self.file.read_bytes() if self.file.exists() else None


@pytest.fixture
def table(tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> Table:
    folder = tmp_path / "cron bin"
    folder.mkdir()
    program.environment["PATH"] = f"{folder}{os.pathsep}{program.environment['PATH']}"
    monkeypatch.setenv("PATH", program.environment["PATH"])
    return Table(folder)


def block(line: str) -> bytes:
    return f"{crontab.BEGIN}\n{line}\n{crontab.END}\n".encode()


def printed(quick: Callable[..., str], *options: str) -> str:
    return quick("cron", *options).removesuffix("\n")


@pytest.mark.parametrize(
    ("options", "start"),
    [([], "30 7 * * * "), (["--at", "7:05"], "5 7 * * * "), (["--at", "23:59"], "59 23 * * * "),
     (["--at", "00:00"], "0 0 * * * ")],
)  # fmt: skip
def test_the_line_is_the_whole_of_what_is_printed(
    program: Program, table: Table, quick: Callable[..., str], options: list[str], start: str
) -> None:
    line = printed(quick, *options)
    assert line.startswith(start)
    assert f"NETLOG_DB={program.db} " in line
    assert line.endswith("-m netlog digest")
    assert "\n" not in line
    assert printed(quick, *options, "--mail", "Ada@example.com") == f"{line} --mail ada@example.com"
    assert table.content is None


@pytest.mark.parametrize(
    "text", ["24:00", "7", "0730", "7:5", "07:60", "٧:٣٠", "", "-1:00", "7:30pm"]
)
def test_a_time_that_is_none_is_refused(program: Program, table: Table, text: str) -> None:
    refused = program("cron", "--at", text, "--install", "--yes", code=5)
    assert refused.err.splitlines()[0] == f'netlog: "{text}" is not a time of day'
    assert table.content is None


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--mail", "nobody"], 5), (["--install", "--remove"], 2), (["--status", "--systemd"], 2),
     (["--json"], 2), (["--install"], 2)],
)  # fmt: skip
def test_what_cannot_be_changes_nothing(
    program: Program, table: Table, options: list[str], code: int
) -> None:
    refused = program("cron", *options, code=code)
    assert refused.out == ""
    assert refused.err.startswith("netlog: ")
    assert table.content is None


def test_the_printed_line_runs_where_nothing_is_set(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / """Ana [x] "Z" O'Neil 王 🙂 100% \\% #1"""
    folder.mkdir()
    here = {"NETLOG_DB": str(folder / "j.db")}
    program("hi", "Belinda Okafor", "talked", "--on", "20 Nov", env=here)
    # From the environment, relative to where it is said; the line must not depend on either.
    (folder / "netlog").mkdir()
    (folder / "netlog" / "config.toml").write_text("[agenda]\nmet_days = [1, 9]\n")
    found = {**here, "XDG_CONFIG_HOME": str(folder)}
    for told in (
        program("cron", env=found),
        program(
            "--db", "../" + folder.name + "/j.db", "cron", env={"XDG_CONFIG_HOME": str(folder)}
        ),
    ):
        command = told.out.removeprefix("30 7 * * * ").removesuffix("\n").replace("\\%", "%")
        assert "NETLOG_CONFIG=" in command
        done = subprocess.run(
            ["/bin/sh", "-c", f"NETLOG_TODAY=2026-11-22 {command}"],
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
            cwd="/",
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"Belinda Okafor" in done.stdout


def test_the_program_is_named_as_it_was_called(program: Program, tmp_path: Path) -> None:
    script = tmp_path / "app" / "netlog"
    script.parent.mkdir()
    script.write_text(
        f"#!{sys.executable}\nimport sys\nfrom netlog.cli import main\nsys.exit(main())\n"
    )
    script.chmod(0o755)
    (tmp_path / "bin").mkdir()
    link = tmp_path / "bin" / "netlog"  # as pipx makes one
    link.symlink_to(script)
    for command, cwd in (([str(link)], "/"), (["./netlog"], link.parent)):
        done = subprocess.run(
            [*command, "cron"], env=program.environment, cwd=cwd, capture_output=True, check=True
        )
        assert done.stdout.decode().endswith(f" {link} digest\n")


def test_a_checkout_is_named_in_the_line_and_said(program: Program, tmp_path: Path) -> None:
    copy = tmp_path / "a checkout"
    shutil.copytree(ROOT / "netlog", copy / "netlog", ignore=shutil.ignore_patterns("__pycache__"))
    done = program("cron", env={"PYTHONPATH": str(copy)})
    assert f"PYTHONPATH='{copy}' NETLOG_DB=" in done.out
    assert "PYTHONPATH names where it runs from" in done.err
    interpreter = shutil.which(sys.executable)
    assert f" {interpreter} -m netlog digest" in done.out


def test_the_password_that_cron_will_not_have_is_spoken_of(
    program: Program, quick: Callable[..., str], tmp_path: Path
) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('[mail]\nhost = "smtp.example.com"\nuser = "ada"\n')
    here = {"NETLOG_CONFIG": str(settings)}
    done = program("cron", "--mail", "ada@example.com", env=here)
    assert "NETLOG_SMTP_PASSWORD is not set where the digest will run" in done.err
    assert "NETLOG_SMTP_PASSWORD" not in program("cron", env=here).err
    settings.write_text(
        '[mail]\nhost = "smtp.example.com"\nuser = "a"\npassword_command = "pass"\n'
    )
    # Whether netlog is installed for this Python, or runs from a checkout, is told as well.
    assert "PASSWORD" not in program("cron", "--mail", "ada@example.com", env=here).err


def test_systemd_gets_a_service_and_a_timer(program: Program) -> None:
    done = program("cron", "--systemd", "--at", "6:05", "--mail", "ada@example.com")
    assert "\nOnCalendar=*-*-* 06:05:00\n" in done.out
    assert f"\nEnvironment=NETLOG_DB={program.db}\n" in done.out
    assert "-m netlog digest --mail ada@example.com\n" in done.out


@pytest.mark.parametrize("others", [None, b"", OTHERS])
def test_the_line_is_put_in_replaced_and_taken_out(
    table: Table, quick: Callable[..., str], others: bytes | None
) -> None:
    if others is not None:
        table.file.write_bytes(others)
    first, second = printed(quick), printed(quick, "--at", "6:00", "--mail", "a@b.example")
    out = quick("cron", "--install", "--yes")
    assert out == f" installed   netlog cron --remove takes it out\n {first}\n"
    assert table.content == (others or b"") + block(first)
    # Lines that came after it stay after it.
    with table.file.open("ab") as file:
        file.write(OTHERS)
    quick("cron", "--install", "--yes", "--at", "6:00", "--mail", "a@b.example")
    assert table.content == (others or b"") + block(second) + OTHERS
    assert second in quick("cron", "--remove", "--yes")
    assert table.content == (others or b"") + OTHERS


def test_what_is_there_or_not_there_already_is_said_without_asking(
    program: Program, table: Table, quick: Callable[..., str]
) -> None:
    table.file.write_bytes(OTHERS)
    table.does('[ "$1" = -l ] || exit 9')  # whatever would be written
    assert program("cron", "--remove").lines == [
        " Nothing to remove: your crontab has no line of netlog's."
    ]
    table.does("")
    line = program("cron").lines[0]
    program("cron", "--install", "--yes")
    table.does('[ "$1" = -l ] || exit 9')
    assert program("cron", "--install").lines == [
        " installed already   netlog cron --remove takes it out",
        f" {line}",
    ]


def test_a_terminal_shows_the_line_and_asks(
    program: Program, table: Table, terminal: Terminal
) -> None:
    table.file.write_bytes(OTHERS)
    for answer, code in (("n\r", 0), ("\r", 0), ("\x03", 130)):
        child = terminal("cron", "--install")
        child.expect_exact("30 7 * * * ")
        child.expect_exact("Put it in? [y/N]")
        child.send(answer)
        assert terminal.end(child) == code
        assert table.content == OTHERS
    child = terminal("cron", "--install")
    child.expect_exact("Put it in?")
    child.sendline("y")
    child.expect_exact("installed")
    assert terminal.end(child) == 0
    kept = table.content
    assert kept is not None
    assert kept.startswith(OTHERS + b"# netlog: begin")
    child = terminal("cron", "--install", "--at", "6:00")
    child.expect_exact("0 6 * * * ")
    child.expect_exact("it replaces")
    child.expect_exact("30 7 * * * ")
    child.expect_exact("Put it in?")
    child.sendline("n")
    assert terminal.end(child) == 0
    assert table.content == kept
    child = terminal("cron", "--remove")
    child.expect_exact("Take it out? [y/N]")
    child.sendline("y")
    child.expect_exact("removed")
    assert terminal.end(child) == 0
    assert table.content == OTHERS


def test_status_says_whether_it_is_in_and_right(
    program: Program, table: Table, quick: Callable[..., str]
) -> None:
    status = program("cron", "--status", "--json").json
    assert status == {
        "installed": False, "at": None, "mail": None, "line": None, "matches": False,
        "problems": [],
    }  # fmt: skip
    assert list(status) == ["installed", "at", "mail", "line", "matches", "problems"]
    assert "not installed" in quick("cron", "--status")

    options = ("--at", "6:00", "--mail", "a@b.example")
    line = program("cron", *options).lines[0]
    program("cron", "--install", "--yes", *options)
    status = program("cron", "--status", "--json").json
    assert status == {
        "installed": True, "at": "06:00", "mail": "a@b.example", "line": line, "matches": True,
        "problems": [],
    }  # fmt: skip
    assert "every day at 06:00, mailed to a@b.example" in program("cron", "--status").out

    other = {"NETLOG_DB": "/else/where.db", "NETLOG_CONFIG": "/else/c.toml"}
    status = program("cron", "--status", "--json", env=other).json
    assert (status["installed"], status["matches"]) == (True, False)
    assert status["problems"] == [
        f"the journal was {program.db} and is /else/where.db now",
        "the configuration was not named and is /else/c.toml now",
    ]
    shown = program("cron", "--status", env=other).out
    assert "netlog cron --install --at 06:00 --mail a@b.example" in shown


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda line: line.replace("-m netlog", "-m old"), "the program was"),
        (lambda line: line + "\r", "not as netlog writes it"),
        (lambda line: line + " --mail 'a\tb'", "not as netlog writes it"),
        (lambda line: line + " --mail " + "a" * 999, "not as netlog writes it"),
        (lambda line: line.replace("NETLOG_DB=", "NETLOG_DB=''"), "not as netlog writes it"),
        (lambda line: line.replace("digest", ""), "not as netlog writes it"),
        (lambda line: "30 7 * * * digest", "not as netlog writes it"),
        (lambda line: f"#{line}", "not as netlog writes it"),
        (lambda line: line.replace("digest", "rank"), "not as netlog writes it"),
        (lambda line: line.replace("* * *", "* * 1"), "not as netlog writes it"),
        (lambda line: "0 3 * * * /bin/backup", "not as netlog writes it"),
        (lambda line: "", "not as netlog writes it"),
        (lambda line: "\x1b[31m \xff", "not as netlog writes it"),
    ],
)
def test_status_of_a_line_that_somebody_changed(
    table: Table, quick: Callable[..., str], change: Callable[[str], str], problem: str
) -> None:
    table.file.write_bytes(block(change(printed(quick))))
    shown = quick("cron", "--status")
    assert problem in shown
    assert "netlog cron --install" in shown
    assert "\x1b" not in shown
    quick("cron", "--install", "--yes")
    assert "puts that right" not in quick("cron", "--status")


@pytest.mark.parametrize("option", ["--install", "--remove", "--status"])
def test_a_block_that_is_not_whole_is_left_alone(
    program: Program, table: Table, option: str
) -> None:
    broken = OTHERS + f"{crontab.BEGIN}\n0 3 * * * /bin/backup\n".encode()
    table.file.write_bytes(broken)
    refused = program("cron", option, "--yes", code=5)
    assert "is not whole" in refused.err
    assert "crontab -e" in refused.err
    assert table.content == broken


@pytest.mark.parametrize(
    ("script", "options", "said"),
    [
        ("echo 'ada is not allowed to use this program' >&2; exit 1", ["--status"], "not allowed"),
        ("echo 'ada is not allowed to use this program' >&2; exit 1", ["--install"], "not allowed"),
        ("[ $1 = -l ] || { cat >/dev/null; printf '\"-\":2: bad\\033 minute\\n' >&2; exit 1; }",
         ["--install"], "left as it was: \"-\":2: bad␛ minute"),
        ("[ $1 = -l ] || exit 3", ["--install"], "crontab ended with 3"),
        ("[ $1 = -l ] || { cat >/dev/null; exit 0; }", ["--install"], "changed by another program"),
    ],
)  # fmt: skip
def test_a_crontab_that_fails_leaves_the_table(
    program: Program, table: Table, script: str, options: list[str], said: str
) -> None:
    table.file.write_bytes(OTHERS)
    table.does(script)
    failed = program("cron", *options, "--yes", code=5)
    assert said in failed.err
    assert failed.out == ""
    assert table.content == OTHERS


def test_a_machine_without_cron_is_told_of_systemd(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for option in ("--install", "--remove", "--status"):
        failed = program("cron", option, "--yes", env={"PATH": str(tmp_path / "empty")}, code=5)
        assert "there is no crontab program" in failed.err
        assert "netlog cron --systemd" in failed.err


def test_busybox_has_words_of_its_own_for_no_table(table: Table, quick: Callable[..., str]) -> None:
    said = "crontab: can't open 'ada': No such file or directory"
    table.does(f'[ $1 != -l ] || [ -e table ] || {{ echo "{said}" >&2; exit 1; }}')
    quick("cron", "--install", "--yes")
    assert table.content == block(printed(quick))


def test_what_was_written_meanwhile_is_kept(
    program: Program, table: Table, terminal: Terminal
) -> None:
    table.file.write_bytes(OTHERS)
    child = terminal("cron", "--install")
    child.expect_exact("Put it in?")
    table.file.write_bytes(OTHERS + b"1 1 * * * /new\n")
    child.sendline("y")
    assert terminal.end(child) == 0
    assert table.content is not None
    assert table.content.startswith(OTHERS + b"1 1 * * * /new\n# netlog: begin")


@contextmanager
def cron_daemon() -> Iterator[None]:
    """The real cron and root's own table, which is put back as it was."""
    before = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    daemon = subprocess.Popen(["cron", "-f"], stderr=subprocess.DEVNULL)  # ends if one runs already
    try:
        yield
    finally:
        daemon.terminate()
        daemon.wait()
        if before.returncode == 0:
            subprocess.run(["crontab", "-"], input=before.stdout, check=True)
        else:
            subprocess.run(["crontab", "-r"], check=True)


@pytest.mark.skipif(not REAL_CRON, reason="NETLOG_TEST_CRON is not set, or this is not root")
def test_the_real_cron_runs_the_installed_line(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "Zoë's 100% #1"
    folder.mkdir()
    sendmail, sent = folder / "sendmail", folder / "sent"
    sendmail.write_text(
        f'#!/bin/sh\ncd "$(dirname "$0")"\nenv >env\ncat >new && mv new {sent.name}\n'
    )
    sendmail.chmod(0o700)
    settings = folder / "config.toml"
    settings.write_text(f"""[mail]\nsendmail = '''{sendmail}'''\n""", encoding="utf-8")
    now = datetime.now()
    here = {
        "NETLOG_DB": str(folder / "journal.db"),
        "NETLOG_CONFIG": str(settings),
        "NETLOG_TODAY": now.date().isoformat(),
    }
    program("hi", "Belinda Ökafor", "talked", "--on", "2 days ago", env=here)

    with cron_daemon():
        at = datetime.now() + timedelta(seconds=70 if datetime.now().second > 50 else 60)
        program(
            "cron", "--install", "--yes", "--at", f"{at:%H:%M}", "--mail", "ada@example.com",
            env=here,
        )  # fmt: skip
        patience = time.monotonic() + 90
        while not sent.exists() and time.monotonic() < patience:
            time.sleep(0.5)
        assert program("cron", "--status", "--json", env=here).json["matches"] is True
        program("cron", "--remove", "--yes", env=here)

    assert sent.exists(), f"no mail; by hand it says {program('digest', env=here, code=None)}"
    letter = sent.read_text()
    assert "To: ada@example.com" in letter
    assert "Belinda" in letter
    names = {line.partition("=")[0] for line in (folder / "env").read_text().splitlines()}
    assert "NETLOG_TODAY" not in names  # so it was not we who ran it
