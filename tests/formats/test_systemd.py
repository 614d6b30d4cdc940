"""The units mean what was meant, to systemd itself where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.errors import BadInput
from netlog.formats import systemd

if TYPE_CHECKING:
    from pathlib import Path

ODD = """Ana [x] "Z" O'Neil 王 🙂 100% \\% \\\\ #1 $HOME ${HOME} %h ; & |"""


def written(*arguments: str, **environment: str) -> str:
    return systemd.write(time(7, 5), environment, arguments)


def setting(text: str, name: str) -> str:
    (line,) = re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)
    return line


def words(value: str) -> list[str]:
    """The words of a setting as systemd.syntax(7) and systemd.unit(5) define them."""
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', value)
    return [
        re.sub(r"%%", "%", re.sub(r"\\(.)", r"\1", quoted) if quoted else plain)
        for quoted, plain in parts
    ]


def test_the_page_names_its_files_and_how_to_use_them() -> None:
    text = written("/usr/bin/netlog", "digest", "--mail", "ada@example.com", NETLOG_DB="/j.db")
    assert text.splitlines()[0] == f"# {systemd.SERVICE}"
    assert f"\n\n# {systemd.TIMER}\n" in text
    assert setting(text, "Environment") == "NETLOG_DB=/j.db"
    assert setting(text, "ExecStart") == "/usr/bin/netlog digest --mail ada@example.com"
    assert setting(text, "OnCalendar") == "*-*-* 07:05:00"
    assert setting(text, "Persistent") == "true"
    assert "systemctl --user daemon-reload" in text
    assert "systemctl --user enable --now netlog.timer" in text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), min_size=1))
def test_values_read_back(value: str) -> None:
    text = written(f"/opt/{value}", value, NETLOG_DB=value)
    assert words(setting(text, "Environment")) == [f"NETLOG_DB={value}"]
    *shell, program, argument = words(setting(text, "ExecStart"))
    doubled = value.replace("$", "$$")  # of which systemd takes one away in an argument
    assert argument == doubled
    if set(value) & set("\"'\\"):  # which systemd refuses in the path of a program
        assert shell == ["/bin/sh", "-c", 'exec "$$0" "$$@"']
        assert program == f"/opt/{doubled}"
    else:
        assert (shell, program) == ([], f"/opt/{value}")


def test_a_control_character_is_refused() -> None:
    with pytest.raises(BadInput, match="control character"):
        written("/usr/bin/netlog", NETLOG_DB="/a\nExecStart=/bin/false")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("folder", ["plain", "with $HOME 100% %h ; & 王 🙂 #1", ODD])
def test_systemd_takes_the_units_and_finds_the_program(tmp_path: Path, folder: str) -> None:
    program = tmp_path / folder / "netlog"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    text = written(str(program), "digest", "--mail", "o'neil$x@example.com", NETLOG_DB=f"/{ODD}")
    service, timer = text.split(f"# {systemd.TIMER}\n")
    (tmp_path / "netlog.service").write_text(service)
    (tmp_path / "netlog.timer").write_text(timer)

    def complaints() -> str:
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.glob("netlog.*"))],
            capture_output=True,
            text=True,
            check=False,
        )
        lines = done.stderr.splitlines()  # of which some are about the machine's own units
        return "\n".join(line for line in lines if "netlog" in line)

    assert complaints() == ""
    if folder != ODD:  # which the shell looks for, not systemd
        program.unlink()
        assert "not executable" in complaints()
