"""What the shell offers while a command is typed. Anything that goes wrong offers nothing.

A name is offered as one word, `priya-shah`, which every shell takes without quotes and which finds
Priya Shah, since hyphens count as spaces.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from netlog import config
from netlog.core import names
from netlog.core.model import Channel

MOST = 50  # offers; more would not help


def complete_name(incomplete: str) -> list[tuple[str, str]]:
    """People whose name, or one word of it, starts so, each with name and organisation beside."""
    typed = names.fold(incomplete)
    offers: dict[str, str] = {}
    for name, key, org, alias in _rows(
        "SELECT name, key, org, (SELECT group_concat(key, char(10)) FROM alias"
        " WHERE contact_id = contact.id) FROM contact WHERE NOT archived ORDER BY key, id"
    ):
        for form in (key, *(alias or "").split("\n")):
            if not form.startswith(typed) and not any(w.startswith(typed) for w in form.split()):
                continue
            whole = form if form.startswith(typed) else _from_word(form, typed)
            # What is typed stays as it is, capitals and accents too, or the shell drops the offer.
            offer = incomplete + whole[len(typed) :].replace(" ", "-")
            offers.setdefault(offer, f"{name}, {org}" if org else name)
            break
        if len(offers) == MOST:
            break
    return list(offers.items())


def complete_tag(incomplete: str) -> list[str]:
    return _starting(incomplete, [tag for (tag,) in _rows("SELECT DISTINCT tag FROM contact_tag")])


def complete_circle(incomplete: str) -> list[str]:
    circles: list[str] = []
    with contextlib.suppress(Exception):
        settings = config.load(config.config_path(os.environ))
        circles = [circle.name for circle in settings.circles]
    return _starting(incomplete, [*circles, "none"])


def complete_channel(incomplete: str) -> list[str]:
    return _starting(incomplete, list(Channel))


def _starting(incomplete: str, words: list[str]) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]


def _from_word(form: str, typed: str) -> str:
    """The rest of a name from the word that was typed: `shah` of `priya shah`."""
    at = next(i for i, word in enumerate(form.split()) if word.startswith(typed))
    return " ".join(form.split()[at:])


def _rows(sql: str) -> Iterator[tuple[str, ...]]:
    """Rows of the journal as it is, read-only: completion migrates nothing and never fails."""
    with contextlib.suppress(Exception):
        path = config.journal_path(
            _named_db(), os.environ, config.load(config.config_path(os.environ))
        )
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=0.2)) as connection:
            yield from connection.execute(sql).fetchall()


def _named_db() -> Path | None:
    """The journal named by `--db` on the line that is being completed."""
    words = os.environ.get("COMP_WORDS", os.environ.get("_TYPER_COMPLETE_ARGS", "")).split()
    with contextlib.suppress(ValueError, IndexError):
        return Path(words[words.index("--db") + 1])
    return None
