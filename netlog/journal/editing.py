"""A text in the user's editor, again and again until it can be taken or is left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from netlog.errors import Ambiguous, BadInput, NetlogError, NotFound

Editor = Callable[[str], str | None]  # text to edit; what came back, or None to leave it
Taken = TypeVar("Taken")

PATIENCE = 5  # refused texts of an editor that nobody sits at

_REASON = "# This cannot be taken: "
_REASON_LINE = re.compile(rf"^{_REASON}.*\n?", re.MULTILINE)


def edit_until_taken(
    text: str,
    take: Callable[[str], Taken],
    editor: Editor,
    *,
    patient: bool,
    refused: NetlogError | None = None,
) -> Taken | None:
    """What `take` makes of the text as the user leaves it; None if they leave it alone. A text that
    it refuses is opened again, below a line that says why; `refused` is why the first one would be.

    Raises what was wrong with it when a refused text comes back unchanged or, unless we are
    patient, for the fifth time: an editor that nobody sits at would go on for ever.
    """
    refusals = 0
    while True:
        answer = editor(_with_reason(text, refused) if refused else text)
        if answer is not None and refused:
            answer = _REASON_LINE.sub("", answer, count=1)
        if answer is None or answer == text:
            if refused:
                raise refused
            return None
        try:
            return take(answer)
        except (BadInput, NotFound, Ambiguous) as error:
            refusals += 1
            if refusals == PATIENCE and not patient:
                raise
            text, refused = answer, error


def _with_reason(text: str, refused: NetlogError) -> str:
    reason = " ".join(f"{refused.message}; {refused.hint}".split())
    return f"{_REASON}{reason}\n{text}"
