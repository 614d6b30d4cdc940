"""Favours: the echo of one, the ledger, whom to thank, and which asks are open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netlog.core.daywords import ago, ago_in_short
from netlog.core.excerpt import shorten
from netlog.core.model import Kind
from netlog.views.capture import UNDO, line
from netlog.views.records import favour_record, touchpoint_record
from netlog.views.screen import Cell, Column, Format, Screen, Span, show_list, show_page
from netlog.views.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.core.model import Favour
    from netlog.journal.favours import Exchange
    from netlog.journal.ledger import Account

LEDGER_FIELDS = (
    "id", "contact_id", "name", "kind", "what", "size", "on", "outcome", "settled_on",
    "touchpoint_id",
)  # fmt: skip
OWED_FIELDS = ("id", "name", "what", "since", "favour_id")
ASKS_FIELDS = ("id", "name", "what", "size", "since", "days", "favour_id")

VERBS = {
    Kind.GIVEN: ("gave", "green"),
    Kind.RECEIVED: ("got", "cyan"),
    Kind.ASKED: ("asked", "yellow"),
}
LARGEST = 3  # the size of the largest favour
SETTLED = 3  # of what was settled, an echo names so many


def exchanged(exchange: Exchange, format_: Format, today: date) -> None:
    """What was written, the favour that it is, and what it settled, in one line."""
    show_page(
        format_,
        exchange_record(exchange),
        lambda screen: screen.line(
            *line(exchange.logged, today, *_described(exchange)), UNDO, hang=2
        ),
    )


def exchange_record(exchange: Exchange) -> dict[str, Any]:
    """The touchpoint, with the favour that it is and the ids of those that it settles."""
    favour = exchange.favour
    return {
        **touchpoint_record(exchange.logged.touchpoint),
        "favour": {
            "id": favour.id,
            "kind": favour.kind.value,
            "what": favour.what,
            "size": favour.size,
            "outcome": favour.outcome,
        }
        if favour
        else None,
        "settles": [settled.id for settled in exchange.settled],
    }


def ledger(account: Account, format_: Format, limit: int | None, today: date) -> None:
    """The favours, newest first; on a terminal with the balance in words."""
    shown = account.favours[:limit]

    def draw(screen: Screen) -> None:
        if account.person:
            screen.heading(account.person.name, right=f"c{account.person.id}")
        if account.favours:
            screen.line(balance(account))
            screen.blank()
            _draw_ledger(screen, shown, today, named=account.person is None)
            return
        who = f"c{account.person.id}" if account.person else "NAME"
        screen.line("No favours to show, either way.")
        screen.line((f'netlog gave {who} "…"', "bold"), " writes down what you did for somebody.")

    show_list(format_, LEDGER_FIELDS, map(favour_record, shown), draw)


def balance(account: Account) -> str:
    """The balance in words: `You gave 3 and received 1 in the last year: you are ahead`."""
    given, received = account.given, account.received
    if not given and not received:
        return "Nothing went either way in the last year."
    by_size = ", by size" if any(favour.size > 1 for favour in account.favours) else ""
    if given == received:
        stand = "it is even"
    else:
        stand = "you are ahead" if given > received else "a good time to give"
    return (
        f"You gave {given or 'nothing'} and received {received or 'nothing'}"
        f" in the last year{by_size}: {stand}."
    )


def owed(favours: Sequence[Favour], format_: Format, limit: int | None, today: date) -> None:
    """What I received and have not thanked for, the oldest first."""
    shown = favours[:limit]

    def draw(screen: Screen) -> None:
        if not favours:
            screen.line("Everyone is thanked.")
            screen.line(('netlog got NAME "…"', "bold"), " writes down what somebody did for you.")
            return
        columns = (
            Column("", right=True, keep=8),
            Column("Name", least=12),
            Column("Since", keep=6),
            Column("What", keep=3, least=24, below=True),
        )
        rows: list[list[Cell]] = [
            [[(f"f{each.id}", "dim")], each.name, ago_in_short(each.on, today), each.what]
            for each in shown
        ]
        screen.table(columns, rows)
        screen.blank()
        screen.line(("netlog thank NAME settles what you received from them", "dim"))

    records = [
        {
            "id": each.contact_id,
            "name": each.name,
            "what": each.what,
            "since": each.on.isoformat(),
            "favour_id": each.id,
        }
        for each in shown
    ]
    show_list(format_, OWED_FIELDS, records, draw)


def asks(favours: Sequence[Favour], format_: Format, limit: int | None, today: date) -> None:
    """What I asked for and have no answer to, the oldest first."""
    shown = favours[:limit]

    def draw(screen: Screen) -> None:
        if not favours:
            screen.line("No ask of yours is open.")
            screen.line(("netlog ready", "bold"), " says whom you could ask.")
            return
        columns = (
            Column("", right=True, keep=8),
            Column("Name", least=12),
            Column("Asked", keep=6),
            Column("Size", keep=2),
            Column("What", keep=3, least=24, below=True),
        )
        rows: list[list[Cell]] = [
            [
                [(f"f{each.id}", "dim")],
                each.name,
                ago_in_short(each.on, today),
                [(_dots(each.size), "blue")],
                each.what,
            ]
            for each in shown
        ]
        screen.table(columns, rows)
        screen.blank()
        screen.line(('netlog got NAME "…" or netlog declined NAME closes one', "dim"))

    records = [
        {
            "id": each.contact_id,
            "name": each.name,
            "what": each.what,
            "size": each.size,
            "since": each.on.isoformat(),
            "days": (today - each.on).days,
            "favour_id": each.id,
        }
        for each in shown
    ]
    show_list(format_, ASKS_FIELDS, records, draw)


def _draw_ledger(screen: Screen, favours: Sequence[Favour], today: date, *, named: bool) -> None:
    """The favours as a table, with their names unless they are all one person's."""
    columns = (
        Column("", right=True, keep=8),
        Column("", keep=6),
        Column("", keep=7),
        Column("", least=12),
        Column("", keep=2),
        Column("", keep=5),
        Column("", keep=3, least=24, below=True),
    )
    rows: list[list[Cell]] = [
        [
            [(f"f{each.id}", "dim")],
            ago_in_short(each.on, today),
            [VERBS[each.kind]],
            each.name if named else "",
            [(_dots(each.size), "blue")],
            [_outcome(each, today)],
            each.what,
        ]
        for each in favours
    ]
    screen.table(columns, rows)


def _outcome(favour: Favour, today: date) -> Span:
    """`open`, `not thanked yet`, `declined 3 days ago`."""
    if favour.settled_on:
        return (f"{favour.outcome} {ago(favour.settled_on, today)}", "dim")
    if favour.is_open:
        return ("open" if favour.kind is Kind.ASKED else "not thanked yet", "yellow")
    return ""


def _described(exchange: Exchange) -> list[Span]:
    """What an echo says of the favour and of what was settled."""
    parts: list[Span] = []
    if favour := exchange.favour:
        size = f", size {favour.size}" if favour.size > 1 else ""
        parts += ["   ", (f"f{favour.id}", "bold"), f" {favour.kind}{size}"]
    settled = exchange.settled
    if not settled:
        return parts or ["   a kind word, and nothing was owed"]
    named = ", ".join(shorten(each.what) for each in settled[:SETTLED])
    more = f" and {len(settled) - SETTLED} more" if len(settled) > SETTLED else ""
    if settled[0].kind is Kind.ASKED:
        said = f"closes f{settled[0].id}: {named}"
    else:
        said = f"thanks for {count(len(settled), 'favour')}: {named}{more}"
    return [*parts, "   ", (said, "green")]


def _dots(size: int) -> str:
    return "●" * size + "○" * (LARGEST - size)
