"""Handing a letter over: to an SMTP server, or to the `sendmail` program of this machine.

Whatever happens, it ends within the time-out: sent, or with one sentence that says why not.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from netlog.core import tidy
from netlog.errors import BadInput, NotSent
from netlog.formats import message
from netlog.formats.headers import decode, fold_space
from netlog.formats.message import Letter
from netlog.journal import smtp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from netlog.config import Mail, Settings

# Where sendmail stands; the PATH of cron has only /usr/bin and /bin.
_SENDMAIL_PATH = "/usr/sbin:/usr/lib:/usr/local/sbin:/usr/local/bin"
_LONGEST_COMPLAINT = 200


def address(text: str) -> str:
    """The bare address in small letters, from `ada@example.com` or `Ada <ada@example.com>`.

    Raises BadInput for what is no address.
    """
    normal = tidy.email_point(text).normal
    # Many mail programs read the latter as an encoded word, which may hold anything.
    if not normal.isprintable() or "=?" in normal:
        raise BadInput(f'"{text}" is not an e-mail address', "write it like ada@example.com")
    return normal


def compose(settings: Settings, recipient: str, subject: str, text: str, html: str) -> Letter:
    """A letter from me: from `mail.sender`, else my first address, else the one it goes to.

    Raises BadInput for what is no address.
    """
    sender = settings.mail.sender or next(iter(settings.addresses), recipient)
    return Letter(address(sender), address(recipient), subject, text, html, settings.name)


def send(letter: Letter, mail: Mail, now: datetime, password: str = "") -> None:
    """Send it through `mail.host`, or by `mail.sendmail` where no host is named.

    `password` is the one from the environment; if it is empty, `mail.password_command` is asked
    where a user is set. Raises NotSent.
    """
    # How long it has been, not what time it is: the clock of the day is read at the edge.
    deadline = time.monotonic() + mail.timeout
    if not mail.host:
        _send_by_program(letter, mail, now, deadline)
        return
    smtp.check_privacy(mail)
    if mail.user and not password:
        password = _ask_password(mail, deadline)
    smtp.deliver(letter, message.write(letter, now), mail, password, deadline)


def _send_by_program(letter: Letter, mail: Mail, now: datetime, deadline: float) -> None:
    name = str(Path(mail.sendmail).expanduser())
    program = shutil.which(name) or shutil.which(name, path=_SENDMAIL_PATH)
    if not program:
        raise NotSent(
            f"there is no program {mail.sendmail} to send mail with",
            "set host under [mail] to send through an SMTP server, or install a sendmail",
        )
    # After -- nothing is an option, whatever an address begins with; with -i a dot ends nothing.
    command = [program, "-i", "-f", letter.sender, "--", letter.recipient]
    written = message.write(letter, now)
    content = written.as_bytes(policy=written.policy.clone(linesep="\n"))
    # A file, since a delivery that goes on in the background may hold a pipe open.
    with tempfile.TemporaryFile() as complaints:
        try:
            code, _ = _run(command, content, deadline, stderr=complaints)
        except subprocess.TimeoutExpired:
            raise NotSent(
                f"{program} did not end within {mail.timeout:g} seconds",
                "try again later, or raise timeout under [mail]",
            ) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise NotSent(
                f"{program} cannot be run: {reason}", "see sendmail under [mail]"
            ) from error
        if code:
            complaints.seek(0)
            said = fold_space(decode(complaints.readline(_LONGEST_COMPLAINT)))
            raise NotSent(
                f"{program} {_ending(code)}{said and f': {said}'}",
                "mend its own configuration, or set host under [mail] to send without it",
            )


def _ask_password(mail: Mail, deadline: float) -> str:
    """The first line that `password_command` prints.

    No error shows the command or its output: either may hold the password.
    """
    hint = "run the password_command under [mail] by hand to see why"
    try:
        command = shlex.split(mail.password_command)
        if not command:
            raise NotSent(
                f"there is no password for {mail.user} at {mail.host}",
                "set NETLOG_SMTP_PASSWORD, or password_command under [mail]",
            )
        code, output = _run(command, b"", deadline, stdout=subprocess.PIPE)
        password = output.partition(b"\n")[0].rstrip(b"\r").decode()
    except subprocess.TimeoutExpired:
        raise NotSent(
            f"password_command did not end within {mail.timeout:g} seconds", hint
        ) from None
    except UnicodeDecodeError:
        raise NotSent("password_command printed something that is not UTF-8", hint) from None
    except (OSError, ValueError):
        raise NotSent("password_command cannot be run", hint) from None
    if code:
        raise NotSent(f"password_command {_ending(code)}", hint)
    if not password:
        raise NotSent("password_command printed nothing on its first line", hint)
    return password


def _run(
    command: Sequence[str],
    stdin: bytes,
    deadline: float,
    stdout: int = subprocess.DEVNULL,
    stderr: int | IO[bytes] = subprocess.DEVNULL,
) -> tuple[int, bytes]:
    """The exit code and what was printed. A program that is late is killed with all it started.

    Raises OSError, ValueError, TimeoutExpired.
    """
    with subprocess.Popen(  # noqa: S603 (a program the user named, without a shell)
        command, stdin=subprocess.PIPE, stdout=stdout, stderr=stderr, start_new_session=True
    ) as process:
        try:
            output, _ = process.communicate(stdin, max(0.0, deadline - time.monotonic()))
        except BaseException:
            with contextlib.suppress(OSError):  # it has just ended
                os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, output or b""


def _ending(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
