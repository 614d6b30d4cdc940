"""The mails of an introduction, to be read, edited and sent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from netlog.views.screen import Format, screen, write_json
from netlog.views.words import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netlog.journal.drafts import Mail, Planned

_PARTED = "\n" + "-" * 36 + "\n\n"


def drafts(mails: Sequence[Mail], format_: Format) -> None:
    """The mails, one below the other."""
    if format_ is Format.JSON:
        write_json([_record(mail) for mail in mails])
    else:
        written(text(mails), format_)


def text(mails: Sequence[Mail]) -> str:
    """Each mail as its head and body, with a rule between two."""
    return _PARTED.join(
        f"To: {_recipients(mail)}\nSubject: {mail.draft.subject}\n\n{mail.draft.body}"
        for mail in mails
    )


def written(text: str, format_: Format) -> None:
    """What is to be sent: as it is to a pipe, fitted to the window on a terminal."""
    if format_ is Format.TERMINAL:
        page = screen(format_)
        for line in text.splitlines():
            page.line(line)
        return
    for line in text.splitlines():
        print(safe(line))


def lacking(mails: Sequence[Mail]) -> None:
    """Whose address is missing; on stderr, since it is no data."""
    missing = {each.id: each.name for mail in mails for each in mail.to if not each.address}
    for number, name in missing.items():
        print(safe(f"netlog: there is no e-mail address of {name}"), file=sys.stderr)
        print(safe(f"        netlog edit c{number} --email ADDRESS adds one"), file=sys.stderr)


def saved(planned: Planned, format_: Format) -> None:
    """Which files were written."""
    if format_ is Format.JSON:
        write_json([{**_record(mail), "file": str(path)} for mail, path in planned.files])
        return
    page = screen(format_)
    for _, path in planned.files:
        page.line(("written", "bold"), f"  {path}", hang=2)


def _recipients(mail: Mail) -> str:
    return ", ".join(
        f"{each.name} <{each.address}>" if each.address else each.name for each in mail.to
    )


def _record(mail: Mail) -> dict[str, Any]:
    subject, body = mail.draft
    return {
        "kind": mail.kind,
        "to": [each._asdict() for each in mail.to],
        "subject": subject,
        "body": body,
    }
