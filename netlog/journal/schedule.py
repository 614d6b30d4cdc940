"""The digest on a schedule: what is to be run each day, and the user's crontab that runs it."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import NamedTuple

from netlog.config import Mail, config_path
from netlog.errors import BadInput
from netlog.formats import crontab, systemd

_TIMER = "netlog cron --systemd prints a systemd timer instead"
_PATIENCE = 30  # seconds for a program that should take a hundredth of one
_CALLED = {"NETLOG_DB": "the journal", "NETLOG_CONFIG": "the configuration"}


class Job(NamedTuple):
    """A digest to be run every day: the time, the program as absolute paths, the variables it
    needs where nothing else is set, and the address it is mailed to, if any.
    """

    at: time
    program: tuple[str, ...]
    environment: dict[str, str]
    mail: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        return (*self.program, "digest", *(("--mail", self.mail) if self.mail else ()))


class Status(NamedTuple):
    """What the crontab runs: the line of our block, the job it says, and what in it is no longer as
    it would be written now. The line is None where there is no block, the job where it is not of
    our making.
    """

    line: str | None
    job: Job | None
    problems: tuple[str, ...] = ()


class Caution(NamedTuple):
    """What the user should know of a job, and the next step."""

    message: str
    hint: str


def parse_time(text: str) -> time:
    """A time of day like 7:30 or 07:30. Raises BadInput."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if not found:
        raise BadInput(f'"{text}" is not a time of day', "write it like 07:30")
    return time(int(found[1]), int(found[2]))


def present_job(
    journal: Path,
    environment: Mapping[str, str],
    *,
    at: time,
    mail: str,
    script: Path,
    python: str,
) -> Job:
    """A digest of this journal, with the settings that are in use now, which cron, where nothing
    is set, would not find by itself. `script` is what was started, by the interpreter `python`.
    """
    needed: dict[str, str] = {}
    if script.name == "netlog" and os.access(script, os.X_OK):
        program: tuple[str, ...] = (str(script.absolute()),)  # a link stays one: pipx moves its end
    else:
        program, needed = module_program(python, Path(__file__).absolute().parents[2])
    needed["NETLOG_DB"] = str(journal.absolute())
    if environment.get("NETLOG_CONFIG") or environment.get("XDG_CONFIG_HOME"):
        needed["NETLOG_CONFIG"] = str(config_path(environment).absolute())
    return Job(at, program, needed, mail)


def find_cautions(job: Job, mail: Mail, *, systemd: bool = False) -> Iterator[Caution]:
    """What the user should know of a digest that cron, or systemd, runs where nothing is set."""
    if job.environment.get("PYTHONPATH"):
        yield Caution(
            "netlog is not installed for this Python, so PYTHONPATH names where it runs from",
            "after pipx install . there, repeat the command without python -m",
        )
    if not job.mail and not systemd:
        yield Caution(
            "cron mails what the digest prints; without local mail it is lost",
            "--mail ADDRESS has netlog send it",
        )
    if job.mail and mail.host and mail.user and not mail.password_command:
        yield Caution(
            "NETLOG_SMTP_PASSWORD is not set where the digest will run",
            "set mail.password_command in the configuration: netlog config --edit",
        )


def module_program(python: str, root: Path) -> tuple[tuple[str, ...], dict[str, str]]:
    """How `python -m netlog` runs from any directory: the program, and the variables it needs.

    The interpreter is asked where it finds netlog when nothing is set. If that is not in `root`,
    where the running one is, the run is from a checkout, and PYTHONPATH has to name it.
    """
    import subprocess

    code = "import netlog, os; print(os.path.dirname(os.path.dirname(netlog.__file__)))"
    asked = subprocess.run(  # noqa: S603 (the interpreter that runs now)
        [python, "-c", code], cwd="/", env={}, capture_output=True, check=False
    )
    importable = os.fsdecode(asked.stdout.rstrip(b"\n")) == str(root)
    return (python, "-m", "netlog"), {} if importable else {"PYTHONPATH": str(root)}


def line(job: Job) -> str:
    """The crontab line. Raises BadInput for a path that no line can hold."""
    return crontab.write(job.at, job.environment, job.arguments)


def units(job: Job) -> str:
    """A systemd service and its timer. Raises BadInput for a path with a control character."""
    return systemd.write(job.at, job.environment, job.arguments)


def installed() -> str | None:
    """The line of our block in the crontab, None without one. Raises BadInput for a table that
    cannot be read, or a block that is not whole.
    """
    return crontab.find(_table())


def install(line: str) -> None:
    """Put the line into our block of the crontab, in place of an older one. Raises BadInput."""
    _write(crontab.put(_table(), line))
    _check_block(line)


def remove() -> None:
    """Take our block out of the crontab. Raises BadInput."""
    _write(crontab.take(_table()))
    _check_block(None)


def status(present: Job) -> Status:
    """What is installed, held against the program and the journal in use. Its time and its address
    are its own. Raises BadInput as `installed` does.
    """
    found = installed()
    if found is None:
        return Status(None, None)
    job = _job(found)
    if job is None:
        return Status(found, None, ("the line is not as netlog writes it",))
    return Status(found, job, tuple(_differences(job, present)))


def _job(found: str) -> Job | None:
    """The job that a line says, None if it does not end in a digest and perhaps its address."""
    entry = crontab.read(found)
    if entry is None:
        return None
    *program, last = entry.arguments or ("",)
    mail = ""
    if program[-2:] == ["digest", "--mail"]:
        *program, last, _ = program
        mail = entry.arguments[-1]
    if last != "digest" or not program:
        return None
    return Job(entry.at, tuple(program), entry.environment, mail)


def _differences(job: Job, present: Job) -> Iterator[str]:
    """A sentence for each thing in which the two differ, but for their times and addresses."""
    if job.program != present.program:
        yield f"the program was {' '.join(job.program)} and is {' '.join(present.program)} now"
    for name in dict.fromkeys([*present.environment, *job.environment]):
        was, now = (each.environment.get(name, "not named") for each in (job, present))
        if was != now:
            yield f"{_CALLED.get(name, name)} was {was} and is {now} now"


def _check_block(line: str | None) -> None:
    """Raises BadInput if somebody else wrote at the same moment and undid it."""
    if installed() != line:
        raise BadInput(
            "the crontab was changed by another program at the same moment",
            "netlog cron --status shows how it is now; repeat the command",
        )


def _table() -> str:
    """The user's crontab; empty if there is none. Raises BadInput if that cannot be known."""
    code, out, said = _crontab("-l")
    if code == 0:
        return out.decode("utf-8", "surrogateescape")
    # Debian's cron, cronie and macOS say "no crontab for ada"; busybox that there is no such file.
    if "no crontab for" in said or ("can't open" in said and "No such file" in said):
        return ""
    raise BadInput(f"the crontab cannot be read: {said or f'crontab -l ended with {code}'}", _TIMER)


def _write(table: str) -> None:
    code, _, said = _crontab("-", table.encode("utf-8", "surrogateescape"))
    if code != 0:
        raise BadInput(
            f"the crontab was left as it was: {said or f'crontab ended with {code}'}",
            f"netlog cron prints the line to put in by hand; {_TIMER}",
        )


def _crontab(argument: str, table: bytes = b"") -> tuple[int, bytes, str]:
    """The exit code of `crontab`, what it printed, and what it said, on one line.

    Raises BadInput if it cannot be run.
    """
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 (the argument is ours)
            ["crontab", argument],  # noqa: S607 (the one on the user's path)
            input=table,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except FileNotFoundError:
        raise BadInput("there is no crontab program on this machine", _TIMER) from None
    except OSError as error:
        raise BadInput(f"crontab cannot be run: {error.strerror}", _TIMER) from error
    except subprocess.TimeoutExpired:
        raise BadInput(f"crontab did not answer within {_PATIENCE} seconds", _TIMER) from None
    return done.returncode, done.stdout, " ".join(done.stderr.decode("utf-8", "replace").split())
