"""The morning: the page of the day, and the lists behind it."""

from typing import Annotated

import typer

from netlog.cli import edge, filters, params
from netlog.errors import NoJournal, NotSent, WrongUse
from netlog.journal import morning
from netlog.journal.desk import Desk
from netlog.views import agenda as view
from netlog.views import digest as digest_view
from netlog.views.digest import Form


def today(
    whole: Annotated[bool, typer.Option("--all", help="Every line, however many.")] = False,
    as_json: params.Json = False,
) -> None:
    """Whom to thank, answer and keep warm today.

    It is what netlog shows without a command.

    Example:
        netlog today
    """
    with edge.looking(as_json=as_json) as desk:
        page = morning.today(desk, whole=whole)
        format_ = edge.format_(as_json=as_json)
        view.today(page.agenda, format_, page.week, page.contacts)


def digest(
    form: Annotated[
        Form | None, typer.Option("--format", case_sensitive=False, help="Plain text by default.")
    ] = None,
    always: Annotated[
        bool, typer.Option("--always", help="Also when there is nothing to say.")
    ] = False,
    mail: Annotated[
        str | None,
        typer.Option(parser=params.mail_address, metavar="ADDRESS", help="Send it there instead."),
    ] = None,
    as_json: params.Json = False,
) -> None:
    """The page of the day, for a mail.

    Made for cron: plain text of 72 columns, and none at all where there is nothing to say. netlog
    cron prints a line for it.

    Example:
        netlog digest --mail ada@example.com
    """
    if mail and (form or as_json):
        raise WrongUse("a mail has its own form", "leave --format and --json away with --mail")
    form = Form.JSON if as_json else form or Form.TEXT
    desk = edge.current.desk()
    try:
        page = morning.today(desk)
    except NoJournal:  # cron would mail the hint every day
        if form is Form.JSON:
            digest_view.nothing()
        return
    if not (page.is_worth_sending or always or form is Form.JSON):
        return
    if mail:
        _send(page, mail, desk)
    else:
        digest_view.digest(page.agenda, page.week, form)


def _send(page: morning.Morning, recipient: str, desk: Desk) -> None:
    """Send the page; where it cannot be sent it is printed, so that it is not lost."""
    from netlog.journal import outbox
    from netlog.views import mailing

    letter = outbox.compose(desk.settings, recipient, *mailing.letter(page.agenda, page.week))
    try:
        outbox.send(letter, desk.settings.mail, desk.now, edge.current.smtp_password)
    except NotSent:
        digest_view.digest(page.agenda, page.week, Form.TEXT)
        raise


def brief(name: params.Name, as_json: params.Json = False) -> None:
    """One page to read before you meet somebody.

    Who they are, what you last talked about, what is open between you, and three questions.

    Example:
        netlog brief priya
    """
    from netlog.journal import brief as use_case
    from netlog.views import brief as brief_view

    with edge.looking(as_json=as_json) as desk:
        brief_view.brief(use_case.brief(desk, name), edge.format_(as_json=as_json))


def due(
    circle: filters.InCircle = "",
    tag: filters.WithTag = "",
    org: filters.AtOrg = "",
    city: filters.InCity = "",
    met: filters.MetAt = "",
    limit: params.Limit = None,
    as_json: params.Json = False,
    as_csv: params.Csv = False,
) -> None:
    """Whose rhythm has come round, most pressing first.

    Example:
        netlog due --circle close
    """
    with edge.looking(as_json=as_json) as desk:
        found = morning.find_due(desk, filters.chosen(circle, tag, org, city, met, None, None))
        format_ = edge.format_(as_json=as_json, as_csv=as_csv)
        view.due(found, format_, limit, desk.today)


def waiting(
    limit: params.Limit = None, as_json: params.Json = False, as_csv: params.Csv = False
) -> None:
    """Outreach without an answer, and when to try again.

    Example:
        netlog waiting
    """
    with edge.looking(as_json=as_json) as desk:
        found = morning.find_waiting(desk)
        format_ = edge.format_(as_json=as_json, as_csv=as_csv)
        view.waiting(found, format_, limit, desk.today)


def owed(
    limit: params.Limit = None, as_json: params.Json = False, as_csv: params.Csv = False
) -> None:
    """What you received and have not said thank you for.

    Example:
        netlog owed
    """
    from netlog.journal import ledger
    from netlog.views import favours as favours_view

    with edge.looking(as_json=as_json) as desk:
        format_ = edge.format_(as_json=as_json, as_csv=as_csv)
        favours_view.owed(ledger.owed(desk), format_, limit, desk.today)


def asks(
    limit: params.Limit = None, as_json: params.Json = False, as_csv: params.Csv = False
) -> None:
    """What you asked for and have no answer to.

    Example:
        netlog asks
    """
    from netlog.journal import ledger
    from netlog.views import favours as favours_view

    with edge.looking(as_json=as_json) as desk:
        format_ = edge.format_(as_json=as_json, as_csv=as_csv)
        favours_view.asks(ledger.asks(desk), format_, limit, desk.today)


def todos(
    limit: params.Limit = None, as_json: params.Json = False, as_csv: params.Csv = False
) -> None:
    """What is planned, the next first.

    Example:
        netlog todos --limit 5
    """
    from netlog.views import followups as followups_view

    with edge.looking(as_json=as_json) as desk:
        format_ = edge.format_(as_json=as_json, as_csv=as_csv)
        followups_view.todos(morning.find_todos(desk), format_, limit, desk.today)
