"""A systemd user service and the timer that starts it once a day, as text."""

import re
from collections.abc import Mapping, Sequence
from datetime import time

from netlog.formats.shellwords import check, is_plain

SERVICE = "~/.config/systemd/user/netlog.service"
TIMER = "~/.config/systemd/user/netlog.timer"


def write(at: time, environment: Mapping[str, str], arguments: Sequence[str]) -> str:
    """Both files in one text, each below a comment that names it, and how to put them to use.

    `arguments` begin with the absolute path of a program. Raises BadInput for a value that holds
    a control character.
    """
    if re.search(r"""["'\\]""", arguments[0]):
        # Systemd refuses to run a program whose path has one of these, however it is quoted.
        arguments = ("/bin/sh", "-c", 'exec "$0" "$@"', *arguments)
    program, *rest = arguments
    # No variable is looked up in the path of the program, so a dollar in it stands for itself.
    command = [_quoted(program), *(_quoted(word).replace("$", "$$") for word in rest)]
    assigned = [f"Environment={_quoted(f'{name}={value}')}" for name, value in environment.items()]
    return "\n".join(
        [
            f"# {SERVICE}",
            "[Unit]",
            "Description=What netlog has for the day",
            "",
            "[Service]",
            "Type=oneshot",
            *assigned,
            f"ExecStart={' '.join(command)}",
            "",
            f"# {TIMER}",
            "[Unit]",
            "Description=What netlog has for the day, every morning",
            "",
            "[Timer]",
            f"OnCalendar=*-*-* {at:%H:%M}:00",
            "Persistent=true",
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
            "# Save each part under the name above it, then:",
            "#   systemctl --user daemon-reload",
            "#   systemctl --user enable --now netlog.timer",
            "# Without --mail, journalctl --user -u netlog shows what the digest said. A timer of",
            "# yours runs while you are logged in; loginctl enable-linger lets it run always.",
        ]
    )


def _quoted(value: str) -> str:
    """A word for a setting of systemd: a `%` alone begins a specifier, a backslash an escape."""
    doubled = check(value).replace("%", "%%")
    if is_plain(value):
        return doubled
    return '"{}"'.format(doubled.replace("\\", "\\\\").replace('"', '\\"'))
