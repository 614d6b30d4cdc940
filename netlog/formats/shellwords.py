"""Words of a command that a schedule runs: which can stand there, and which as they are."""

import re

from netlog.errors import BadInput

_PLAIN = re.compile(r"[A-Za-z0-9_@+=:,./-]+")
# Control characters, which cron or its editor may break on, and those that turn the direction of
# what follows or break lines on a terminal, where a line is read before it is agreed to.
_UNFIT = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def check(value: str) -> str:
    """The value, if a line of text can hold it and be shown as it is. Raises BadInput."""
    if _UNFIT.search(value):
        raise BadInput(
            f'"{value}" holds a line break or another control character',
            "rename what is called so; a schedule cannot name it",
        )
    return value


def is_plain(word: str) -> bool:
    """Whether a word means itself without quotes, to a shell, to cron and to systemd."""
    return bool(_PLAIN.fullmatch(word))
