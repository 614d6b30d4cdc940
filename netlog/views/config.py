"""The configuration: each setting, its value, and where that comes from."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from netlog.views.screen import Format, Screen, show_list, show_page
from netlog.views.words import NOTHING, safe

if TYPE_CHECKING:
    from pathlib import Path

    from netlog.journal.configure import Edited, Overview, Setting

FIELDS = ("key", "value", "origin")
LABEL = 24  # columns of a name, at the most


def overview(overview: Overview, format_: Format) -> None:
    """Section by section; what is not a default stands out."""
    records = [
        {
            "key": setting.key,
            "value": setting.value if format_ is Format.JSON else _text(setting.value),
            "origin": setting.origin,
        }
        for setting in overview.settings
    ]
    show_list(format_, FIELDS, records, lambda screen: _draw(screen, overview))


def _draw(screen: Screen, overview: Overview) -> None:
    from rich.cells import cell_len  # a list is drawn on a terminal alone

    label = min(max(cell_len(_split(setting)[1]) for setting in overview.settings), LABEL)
    origin = max(len(setting.origin) for setting in overview.settings) + 2
    for section, settings in groupby(overview.settings, lambda setting: _split(setting)[0]):
        if section:
            screen.blank()
            screen.heading(f"[{section}]")
        for setting in settings:
            name = _split(setting)[1]
            space = " " * (label - cell_len(name) + 2)
            lead, style = ("dim", "") if setting.origin == "default" else ("bold cyan", "bold")
            screen.fact(
                name + space,
                (_text(setting.value) or NOTHING, style),
                lead=[(f"{setting.origin:<{origin}}", lead)],
            )
    screen.blank()
    started = "changes them" if overview.has_file else "starts a file, in which all of them stand"
    screen.line((f"netlog config --edit {started}", "dim"))


def _split(setting: Setting) -> tuple[str, str]:
    """The section of a setting, and its name there."""
    section, dot, name = setting.key.partition(".")
    return (section, name) if dot else ("", section)


def _text(value: Any) -> str:
    """A value as it stands in a column: the items of a list with commas, of a table with names."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    if isinstance(value, list):
        return ("; " if value and isinstance(value[0], dict) else ", ").join(map(_text, value))
    return str(value)


def path(path: Path, format_: Format) -> None:
    """Exactly, where a program reads it."""
    print(safe(str(path)) if format_ is Format.TERMINAL else path)


def edited(edited: Edited, format_: Format) -> None:
    def draw(screen: Screen) -> None:
        what = "saved" if edited.changed else "nothing changed"
        screen.line((what, "bold"), f"  {edited.path}", hang=2)

    show_page(format_, {"path": str(edited.path), "changed": edited.changed}, draw)
