import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pexpect
import pytest

import netlog
from netlog.cli import completion, main, shells
from netlog.cli.app import COMMANDS, build
from netlog.core import names
from netlog.core.model import Contact, FollowUp
from netlog.core.rules import Constants
from netlog.errors import BadInput
from netlog.store.reader import reading
from netlog.store.writer import writing

HOSTILE = 'evil $(touch pwned) `touch pwned` "; touch pwned; \\ : x\u202e'
PEOPLE = [
    Contact(0, "", "Priya Shah", org="A:c[b]m$e", tags=("mentor", "two words")),
    Contact(0, "", "José Núñez"),
    Contact(0, "", 'Ana [x] "Z" O\'Neil 王 🙂'),
    Contact(0, "", "王小明", aliases=("Xiaoming",)),
    Contact(0, "", "Sam Keller", org="Initech"),
    Contact(0, "", "Sam Keller", org="Acme"),
    Contact(0, "", HOSTILE, org=HOSTILE),
    Contact(0, "", "Quiet Archer", archived=True),
]  # fmt: skip
TIMEOUT = 20
DAY = date(2026, 11, 1)


def build_journal(path: Path, people: list[Contact]) -> Path:
    with writing(path, "netlog add", datetime(2026, 3, 2, tzinfo=UTC), Constants()) as writer:
        for person in people:
            writer.add_contact(person)
    return path


def plan(path: Path, contact_id: int) -> None:
    """Two follow-ups: t1 with a contact, t2, the next, with nobody."""
    with writing(path, "netlog todo", datetime(2026, 3, 2, tzinfo=UTC), Constants()) as writer:
        for owner, text, day in ((contact_id, "tea", date(2026, 12, 1)), (None, "rent", DAY)):
            writer.add(FollowUp(0, owner, "", text, due_on=day, anchor_on=day))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a journal, and with netlog on the path."""
    home = tmp_path_factory.mktemp("home")
    plan(build_journal(home / "journal.db", PEOPLE), 1)
    (home / "mail box.mbox").touch()
    script = home / "bin" / "netlog"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netlog "$@"\n')
    script.chmod(0o755)
    return home


@pytest.fixture(scope="module")
def environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "ZDOTDIR": str(home),
        "PATH": f"{home / 'bin'}:{os.defpath}",
        "PYTHONPATH": str(Path(netlog.__file__).parents[1]),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "NETLOG_DB": str(home / "journal.db"),
    }


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes a journal of its own for a test in this process."""

    def of(*people: Contact) -> None:
        monkeypatch.setenv("NETLOG_DB", str(build_journal(tmp_path / "journal.db", [*people])))

    return of


def person(name: str, *aliases: str, archived: bool = False) -> Contact:
    return Contact(0, "", name, aliases=aliases, archived=archived)


@pytest.fixture
def ask(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """What is printed for a line; nothing on stderr, and exit code 0, are taken for granted."""

    def asked(line: str, **more: object) -> str:
        for name, value in {**environment, **more}.items():
            monkeypatch.setenv(name, str(value))
        monkeypatch.setenv("_NETLOG_COMPLETE", "complete_fish")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        assert main([]) == 0
        out, err = capfd.readouterr()
        assert err == ""
        return str(out)

    return asked


# Who is offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("pri", "priya-shah"),
        ("Pri", "Priya-shah"),
        ("PRIYA-", "PRIYA-shah"),
        ("Priya S", "Priya Shah"),
        ("shah", "shah"),
        ("jose", "jose-nunez"),
        ("José", "José-nunez"),
        ("Nú", "Núnez"),
        ("王", "王小明"),
        ("xi", "xiaoming"),
        ("o'n", "o'neil-王"),
        ("z-o", "z-oneil-王"),
    ],
)
def test_the_rest_of_a_name_is_offered(
    typed: str, offered: str, journal: Callable[..., None]
) -> None:
    journal(*PEOPLE[:2], person('Ana [x] "Z" O\'Neil 王 🙂'), person("王小明", "Xiaoming"))
    assert offered in [offer for offer, _ in completion.complete_name(typed)]


@pytest.mark.parametrize("typed", ["x y", "[", "ana@x", "dr:ana", "--", "riya", "quiet"])
def test_nobody_is_offered(typed: str, journal: Callable[..., None]) -> None:
    journal(*PEOPLE)
    assert completion.complete_name(typed) == []


@pytest.mark.parametrize(
    "people",
    [
        pytest.param([person("Sam Keller"), person("Sam Keller")], id="namesakes"),
        pytest.param([person("Sam Keller"), person("Sam Keller Ito")], id="longer"),
        pytest.param([person("Sam"), person("Sam Keller"), person("Sam K")], id="shorter"),
        pytest.param([person("Priya Shah"), person("Steve Shah")], id="one surname"),
        pytest.param([person("Ann Lee", "Bo Li"), person("Bo Li")], id="alias before name"),
        pytest.param([person("Ann Lee", "Bo"), person("Cy Fox", "Bo")], id="one alias"),
        pytest.param([person("Shah", archived=True), person("Priya Shah")], id="archived"),
        pytest.param([person("C2"), person("Ann Lee"), person("5551234")], id="ids"),
        pytest.param([person("Ann B Lee"), person("Mia Ann Lee")], id="in between"),
        pytest.param([person("🦊"), person("!?"), person("Fox 🦊")], id="symbols"),
        pytest.param(PEOPLE, id="all"),
    ],
)
def test_what_is_offered_finds_that_person_and_nobody_else(
    people: list[Contact], journal: Callable[..., None]
) -> None:
    from netlog.cli import edge
    from netlog.journal.people import find

    journal(*people)
    starts = {"", *(word[:end] for each in people for word in each.name.split() for end in (1, 2))}
    desk = edge.Edge().desk()
    for start in starts:
        for offer, about in completion.complete_name(start):
            found = find(desk, offer)
            assert f"{found.name}, {found.org}".removesuffix(", ") == about, offer
    numbers = {find(desk, offer).id for offer, _ in completion.complete_name("")}
    with reading(Path(os.environ["NETLOG_DB"])) as reader:
        assert numbers == {each.id for each in reader.named() if not each.archived}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_table_of_people_says_what_the_command_says(
    command: str, journal: Callable[..., None]
) -> None:
    journal(person("Priya Shah"))
    plan(Path(os.environ["NETLOG_DB"]), 1)
    built = build(command)
    context = built.make_context(command, [], resilient_parsing=True)
    arguments = [each for each in built.params if each.param_type_name == "argument"]

    def is_person(argument: Any) -> bool:
        """Some take a follow-up as well."""
        return bool(
            argument.shell_complete(context, "pri") and not argument.shell_complete(context, "t1")
        )

    people = list(itertools.takewhile(is_person, arguments))
    count = completion.MANY if any(each.nargs == -1 for each in people) else len(people)
    assert completion.PEOPLE.get(command, 0) == count


# What else is offered


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("netlog wh", "why\tWhy somebody ranks"),
        ("netlog import ", "vcard\tImport vCards"),
        ("netlog why --js", "--json\tAs JSON."),
        ("netlog --d", "--db\tThe journal"),
        ("netlog log --via me", "meal\n"),
        ("netlog log --on fri pri", "priya-shah\t"),
        ("netlog hi X --introduced-by pri", "priya-shah\t"),
        ("netlog hi X --introduced-by=pri", "priya-shah\t"),
        ("netlog list --circle ac", "active\n"),
        ("netlog list --circle=ac", "active\n"),
        ("netlog tag priya m", "mentor\n"),
        ("netlog list --tag tw", "two words\n"),
        ("netlog --today fri why pri", "priya-shah\t"),
        ("netlog --no-color why pri", "priya-shah\t"),
        ("netlog why -- pri", "priya-shah\t"),
        ("netlog log priya-shah jos", "jose-nunez\t"),
        ("netlog import mbox ma", ":\n"),
        ("netlog --db ma", ":\n"),
        ("netlog --db=ma", ":\n"),
        ("netlog hi Priya some", ""),
        ("netlog why priya more", ""),
        ("netlog why priya --bogus=", ""),
        ("netlog bogus ", ""),
        ("netlog why 'Priya S", "Priya Shah\t"),
        ("netlog done ", "t2\trent\nt1\tPriya Shah: tea\n"),
        ("netlog done t2 t", "t2\trent\n"),
        ("netlog done t1", "t1\tPriya Shah: tea\n"),
        ("netlog done pri", ""),
        ("netlog snooze t1", "t1\tPriya Shah: tea\n"),
        ("netlog snooze pri", "priya-shah\t"),
        ("netlog snooze ", "t2\trent\nt1\t"),
        ("netlog circle pri", "priya-shah\t"),
        ("netlog circle priya c", "close\n"),
        ("netlog todo pri", "priya-shah\t"),
    ],
)
def test_every_kind_of_word_is_offered(line: str, first: str, ask: Callable[..., str]) -> None:
    offered = ask(line)
    assert offered.startswith(first)
    assert bool(offered) is bool(first)


def test_the_lines_of_typers_own_scripts_are_understood(ask: Callable[..., str]) -> None:
    assert ask("", COMP_WORDS="netlog why pri", COMP_CWORD=2).startswith("priya-shah\t")


# Where nothing can be offered


def break_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, first_name TEXT)")
    connection.close()


def break_older(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE alias")
        connection.execute("PRAGMA user_version = 0")
    connection.close()


def break_middle(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xa5" * (len(whole) - 100))


def break_into_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def break_into_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(Path.unlink, id="missing"),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"Dear diary, " * 999), id="text"),
        pytest.param(break_middle, id="corrupt"),
        pytest.param(break_foreign, id="foreign"),
        pytest.param(break_older, id="older"),
        pytest.param(break_into_directory, id="directory"),
        pytest.param(break_into_pipe, id="pipe"),
    ],
)
@pytest.mark.parametrize("line", ["netlog why p", "netlog --no-color why p"])
def test_a_journal_that_cannot_be_read_offers_nobody(
    line: str, spoil: Callable[[Path], object], tmp_path: Path, ask: Callable[..., str]
) -> None:
    path = build_journal(tmp_path / "journal.db", [person("Priya Shah")])
    assert ask(line, NETLOG_DB=path) == "priya-shah\tPriya Shah\n"
    spoil(path)
    assert ask(line, NETLOG_DB=path) == ""
    assert path.exists() is (spoil is not Path.unlink)


def test_a_locked_journal_is_not_waited_for(tmp_path: Path, ask: Callable[..., str]) -> None:
    path = build_journal(tmp_path / "journal.db", [person("Priya Shah")])
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert ask("netlog why p", NETLOG_DB=path) == ""
    connection.close()


def test_a_configuration_that_cannot_be_read_offers_nobody(
    tmp_path: Path, ask: Callable[..., str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("journal = [")
    assert ask("netlog why p", NETLOG_DB="", NETLOG_CONFIG=config) == ""


@pytest.mark.parametrize("option", ["--db {}", "--db={}", "--today fri --db '{}'", "--db $PLACE"])
def test_the_journal_on_the_line_is_the_one_that_is_read(
    option: str, tmp_path: Path, ask: Callable[..., str]
) -> None:
    path = build_journal(tmp_path / "other.db", [person("Pria Other")])
    line = f"netlog {option.format(path)} why pri"
    assert ask(line, PLACE=path) == "pria-other\tPria Other\n"


def test_the_journal_of_the_configuration_is_read(tmp_path: Path, ask: Callable[..., str]) -> None:
    path = build_journal(tmp_path / "other.db", [person("Pria Other")])
    config = tmp_path / "config.toml"
    config.write_text(f'journal = "{path}"\n')
    offered = ask("netlog why pri", NETLOG_DB="", NETLOG_CONFIG=config)
    assert offered == "pria-other\tPria Other\n"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "netlog",
        "netlog 'a",
        "netlog \\",
        "netlog why \x1b[",
        "netlog why \udcff",
        "\n",
        "'",
        "--",
    ],
)
def test_no_line_is_answered_with_an_error(line: str, ask: Callable[..., str]) -> None:
    assert "\x1b" not in ask(line)


def test_an_answer_that_nobody_reads_is_no_error(environment: dict[str, str]) -> None:
    asked = environment | {
        "_NETLOG_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": "netlog why ",
    }
    closed = subprocess.run(
        ["sh", "-c", "netlog >&-"],
        check=False,
        env=asked,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
    )
    assert (closed.returncode, closed.stderr) == (0, "")


def test_what_is_offered_cannot_act_on_a_terminal(ask: Callable[..., str]) -> None:
    shown = ask("netlog why evil")
    assert shown.count("\n") == 1
    assert shown.count("\t") == 1
    assert shown.replace("\t", "").replace("\n", "").isprintable()


# What it costs


def loaded(line: str, environment: dict[str, str]) -> set[str]:
    probe = (
        "import sys; from netlog.cli import main; main([]); print(*sys.modules, file=sys.stderr)"
    )
    asked = {"_NETLOG_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": line}
    done = subprocess.run(
        [sys.executable, "-c", probe],
        env=environment | asked, capture_output=True, text=True, timeout=TIMEOUT, check=True,
    )  # fmt: skip
    assert done.stdout
    return {module.partition(".")[0] for module in done.stderr.split()}


@pytest.mark.parametrize(
    "line", ["netlog why pri", "netlog ", "netlog hi X --tag m", "netlog log --"]
)
def test_completion_loads_nothing_that_writes_or_draws(
    line: str, environment: dict[str, str]
) -> None:
    assert not loaded(line, environment) & {"sqlmodel", "sqlalchemy", "pydantic", "rich"}


def test_a_name_is_offered_without_typer(environment: dict[str, str]) -> None:
    assert "typer" not in loaded("netlog why pri", environment)


# The real shells


def need(shell: str) -> str:
    return shutil.which(shell) or pytest.skip(f"{shell} is not installed")


def test_netlog_knows_three_shells() -> None:
    with pytest.raises(BadInput, match="tcsh") as raised:
        shells.script("tcsh")
    assert raised.value.hint == "netlog knows bash, zsh and fish"


class Terminal:
    """A shell on a terminal, in which ^T ends a line by printing it, and ^O lists choices."""

    def __init__(self, command: list[str], home: Path, environment: dict[str, str]) -> None:
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            cwd=home,
            env=environment,
            encoding="utf-8",
            timeout=TIMEOUT,
            dimensions=(50, 200),
        )
        self.child.delaybeforesend = None
        self.child.expect_exact("READY>")

    def complete(self, typed: str) -> str:
        """The line after TAB."""
        self.child.send(f"{typed}\t\x14")
        self.child.expect("LINE<(.*?)>LINE")
        return str(self.child.match[1])

    def listed(self, typed: str, *shown: str) -> None:
        """Await what is shown below the line when all choices are asked for."""
        self.child.send(f"{typed}\x0f")
        for text in shown:
            self.child.expect_exact(text)
        self.child.send("\x14")
        self.child.expect("LINE<(.*?)>LINE")


BASH = r"""PS1='READY>'
bind 'set enable-bracketed-paste off'
show() { printf 'LINE<%s>LINE\n' "$READLINE_LINE"; READLINE_LINE=; }
bind -x '"\C-t": show'
bind '"\C-o": possible-completions'
eval "$(netlog shell-init bash)"
"""

# No compinit: the script must do without.
ZSH = r"""PS1='READY>'
unsetopt zle_bracketed_paste
show() { zle -I; print -r -- "LINE<$BUFFER>LINE"; BUFFER= }
zle -N show
bindkey '^T' show
bindkey '^O' list-choices
eval "$(netlog shell-init zsh)"
"""


@pytest.fixture(scope="module")
def bash(home: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    shell = need("bash")
    (home / "bashrc").write_text(BASH)
    terminal = Terminal([shell, "--rcfile", str(home / "bashrc"), "-i"], home, environment)
    yield terminal
    terminal.child.close(force=True)


@pytest.fixture(scope="module")
def zsh(home: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    shell = need("zsh")
    (home / ".zshrc").write_text(ZSH)
    terminal = Terminal([shell, "-d", "-i"], home, environment)
    yield terminal
    terminal.child.close(force=True)


COMPLETED = [
    ("netlog wh", "netlog why "),
    ("netlog import mb", "netlog import mbox "),
    ("netlog why pri", "netlog why priya-shah "),
    ("netlog why José", "netlog why José-nunez "),
    ("netlog why ana", "netlog why ana-x-z-oneil-王 "),
    ("netlog why 王小", "netlog why 王小明 "),
    ("netlog why sam", "netlog why sam-keller-c"),
    ("netlog why evil", f"netlog why {names.fold(HOSTILE).replace(' ', '-')} "),
    ("netlog why 'Priya S", "netlog why 'Priya Shah' "),
    ('netlog why "Priya S', 'netlog why "Priya Shah" '),
    ('netlog why "o\'n', 'netlog why "o\'neil-王" '),
    ("netlog why Priya\\ S", "netlog why Priya\\ Shah "),
    ("netlog list --circle=clo", "netlog list --circle=close "),
    ("netlog list --tag two", "netlog list --tag two\\ words "),
    ("netlog --db ./jour", "netlog --db ./journal.db "),
    ("netlog --db=./jour", "netlog --db=./journal.db "),
    ("netlog --db=journal.db why pri", "netlog --db=journal.db why priya-shah "),
    ("netlog --db nothing.db why pri", "netlog --db nothing.db why pri"),
    ("netlog import mbox mail", "netlog import mbox mail\\ box.mbox "),
    ("netlog why ana@", "netlog why ana@"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "line"), COMPLETED)
def test_bash_completes(typed: str, line: str, bash: Terminal) -> None:
    assert bash.complete(typed) == line


@pytest.mark.parametrize(("typed", "line"), COMPLETED)
def test_zsh_completes(typed: str, line: str, zsh: Terminal) -> None:
    assert zsh.complete(typed) == line


def test_bash_lists_namesakes(bash: Terminal) -> None:
    bash.listed("netlog why sam", "sam-keller-c5", "sam-keller-c6")


def test_zsh_lists_namesakes_with_what_tells_them_apart(zsh: Terminal) -> None:
    zsh.listed("netlog why sam", "sam-keller-c5", "Initech", "sam-keller-c6", "Acme")


def test_zsh_shows_names_and_runs_nothing(zsh: Terminal, home: Path) -> None:
    zsh.listed(
        "netlog why ", 'Ana [x] "Z" O\'Neil 王 🙂', "$(touch pwned) `touch pwned`", "A:c[b]m$e"
    )
    assert not (home / "pwned").exists()


def test_bash_runs_nothing(bash: Terminal, home: Path) -> None:
    bash.listed("netlog why ", "evil-touch-pwned")
    assert not (home / "pwned").exists()


FISH = """
netlog shell-init fish | source
for line in $argv
    complete -C $line
    echo END
end
"""

IN_FISH = [
    ("netlog wh", "why\tWhy somebody ranks"),
    ("netlog import mb", "mbox\tImport a mailbox"),
    ("netlog why pri", "priya-shah\tPriya Shah, A:c[b]m$e"),
    ("netlog why José", "José-nunez\tJosé Núñez"),
    ("netlog why ana", "ana-x-z-oneil-王\tAna [x] \"Z\" O'Neil 王 🙂"),
    ("netlog why 王小", "王小明\t王小明"),
    ("netlog why sam", "sam-keller-c5\tSam Keller, Initech\nsam-keller-c6\tSam Keller, Acme"),
    ("netlog why evil", f"{names.fold(HOSTILE).replace(' ', '-')}\tevil $(touch pwned) `touch"),
    ("netlog why 'Priya S", "Priya Shah\tPriya"),
    ("netlog why Priya\\ S", "Priya Shah\tPriya"),
    ("netlog list --circle=clo", "--circle=close"),
    ("netlog list --tag two", "two words"),
    ("netlog --db ./jour", "./journal.db"),
    ("netlog --db=./jour", "--db=./journal.db"),
    ("netlog --db nothing.db why pri", ""),
    ("netlog import mbox mail", "mail box.mbox"),
    ("netlog why jour", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def fish(home: Path, environment: dict[str, str]) -> dict[str, str]:
    """What fish offers for each line."""
    lines = [line for line, _ in IN_FISH]
    done = subprocess.run(
        [need("fish"), "--no-config", "-c", FISH, *lines],
        cwd=home, env=environment, capture_output=True, text=True, timeout=3 * TIMEOUT, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return dict(zip(lines, done.stdout.split("END\n"), strict=False))


@pytest.mark.parametrize(("line", "first"), IN_FISH)
def test_fish_completes(line: str, first: str, fish: dict[str, str], home: Path) -> None:
    assert fish[line].startswith(first)
    assert bool(fish[line]) is bool(first)
    assert not (home / "pwned").exists()
