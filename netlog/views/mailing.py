"""The page of a day as a mail in HTML.

Jinja2 writes it, with everything escaped, from the template beside this file; it is imported only
where a mail is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netlog.views import digest
from netlog.views.agenda import GLYPHS
from netlog.views.words import safe

if TYPE_CHECKING:
    from netlog.core.agenda import Agenda, Week

# A green, an amber and a red that can be seen on white and on black alike.
_COLOURS = {"soon": "#1a8a3c", "amber": "#b07000", "red": "#d93a3a"}


def letter(page: Agenda, week: Week | None = None) -> tuple[str, str, str]:
    """What a mail says: its subject, the text, and the same as HTML."""
    return digest.subject(page), digest.text(page, week), html(page, week)


def html(page: Agenda, week: Week | None = None) -> str:
    """A whole document: styles inline, nothing fetched, nothing run."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("netlog", "views"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_show,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("digest.html.j2")
    marks = {state: (GLYPHS[state][0], colour) for state, colour in _COLOURS.items()}
    return f"{template.render(page=page, week=week, digest=digest, marks=marks)}\n"


def _show(value: Any) -> Any:
    """Whatever the template prints; escaping comes after it."""
    return safe(value) if type(value) is str else value
