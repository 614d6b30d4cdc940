"""Data: bringing in what other programs know."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netlog.cli import edge, params
from netlog.core import tidy
from netlog.errors import BadInput, WrongUse
from netlog.journal import exchange, mail, sources
from netlog.journal.imported import Imported
from netlog.journal.importing import Options
from netlog.views import data as view

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from netlog.journal.desk import Desk
    from netlog.journal.sources import Progress

MboxFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="An mbox file, a Maildir, or - for standard input.")
]
EmlFiles = Annotated[
    list[Path],
    typer.Argument(metavar="FILE…", help="Messages, folders of them, or - for standard input."),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="Or - for standard input.")]
Files = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A file, a folder or a ZIP of them, or standard input: -."),
]
Mine = Annotated[list[str] | None, typer.Option(metavar="ADDRESS", help="Yours; may be repeated.")]
MaxPeople = Annotated[
    int, typer.Option(min=1, metavar="N", help="Leave out what was among more people.")
]
Update = Annotated[bool, typer.Option("--update", help="Also overwrite what says something else.")]
KnownOnly = Annotated[bool, typer.Option("--known-only", help="Add nobody new for a meeting.")]


def import_mbox(
    file: MboxFile,
    me: Mine = None,
    max_people: MaxPeople = 10,
    everyone: Annotated[
        bool, typer.Option("--all", help="Also people who did not write both ways.")
    ] = False,
    dry_run: params.DryRun = False,
    as_json: params.Json = False,
) -> None:
    """Import a mailbox: who wrote to whom, on which day. Only headers are read.

    People are matched by address, then by exact name. List, bulk and automatic mail is skipped,
    and importing again adds nothing.

    Example:
        netlog import mbox ~/mail/archive.mbox --me ada@example.com --me ada@work.example
    """
    options = mail.MailOptions(_addresses(me), max_people, everyone, dry_run)
    source = edge.opened(file)
    with view.progress(f"reading {file.name}", mail.mail_size(file)) as progress:
        imported = mail.import_mail(edge.current.desk(), source, options, progress)
    _report(imported, as_json=as_json)


def import_eml(
    files: EmlFiles,
    me: Mine = None,
    max_people: MaxPeople = 10,
    dry_run: params.DryRun = False,
    as_json: params.Json = False,
) -> None:
    """Import single messages (.eml). Only headers are read.

    As from a mailbox, but whoever wrote such a message, or got it from you, counts. One that came
    with a mailbox already is not added again.

    Example:
        netlog import eml ~/Downloads/hello.eml --me ada@example.com
    """
    options = mail.MailOptions(_addresses(me), max_people, dry_run=dry_run)
    letters = mail.find_letters(map(edge.opened, files))
    with view.progress("reading messages", len(letters)) as progress:
        imported = mail.import_letters(edge.current.desk(), letters, options, progress)
    _report(imported, as_json=as_json)


def import_vcard(
    file: Files,
    update: Update = False,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Import vCards, 2.1 to 4.0.

    People are matched by their UID, then by address or number, then by name and organisation. What
    is empty is filled, what says something else stays.

    Example:
        netlog import vcard ~/contacts.vcf
    """
    _bring(file, sources.import_cards, Options(update, dry_run=dry_run), yes=yes, as_json=as_json)


def import_linkedin(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The ZIP, or a file of it.")],
    me: Annotated[
        str, typer.Option(metavar="NAME|URL", help="Whose export it is, if it does not tell.")
    ] = "",
    update: Update = False,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Import LinkedIn's export: connections, messages, invitations.

    Example:
        netlog import linkedin ~/Downloads/Basic_LinkedInDataExport.zip
    """
    use_case = partial(sources.import_linkedin, me=me)
    _bring(file, use_case, Options(update, dry_run=dry_run), yes=yes, as_json=as_json)


def import_google(
    file: File,
    update: Update = False,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Import the CSV of Google Contacts, old or new.

    Example:
        netlog import google ~/Downloads/contacts.csv
    """
    _bring(file, sources.import_google, Options(update, dry_run=dry_run), yes=yes, as_json=as_json)


def import_csv(
    file: File,
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="May be repeated; the rest is guessed."),
    ] = None,
    update: Update = False,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Import any CSV file with a header. It says first what it takes each column for.

    Example:
        netlog import csv people.csv --map name="Full Name" --map email=Mail --dry-run
    """
    named = dict[str, tuple[str, ...]]()
    for text in map_ or ():
        field, equals, column = text.partition("=")
        if not equals or not column:
            raise WrongUse(f'"{text}" is not FIELD=COLUMN', '--map name="Full Name"')
        named[field] = (*named.get(field, ()), column)
    with sources.opened_table(edge.opened(file), named) as table:
        view.columns(table.columns, table.left_out)
        use_case = partial(sources.import_table, table=table)
        _bring(file, use_case, Options(update, dry_run=dry_run), yes=yes, as_json=as_json)


def import_calendar(
    file: Files,
    me: Mine = None,
    max_people: MaxPeople = 10,
    known_only: KnownOnly = False,
    dry_run: params.DryRun = False,
    as_json: params.Json = False,
) -> None:
    """Import a calendar (.ics): past events with other people.

    They become touchpoints. All-day and cancelled events are left out, and those that you declined
    or had alone.

    Example:
        netlog import calendar ~/calendar.ics --me ada@example.com
    """
    use_case = partial(sources.import_calendar, me=_addresses(me), max_people=max_people)
    options = Options(known_only=known_only, dry_run=dry_run)
    _bring(file, use_case, options, as_json=as_json)


def import_friends(
    file: File,
    update: Update = False,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Import the journal of the program friends (friends.md).

    Example:
        netlog import friends ~/friends.md
    """
    _bring(file, sources.import_friends, Options(update, dry_run=dry_run), yes=yes, as_json=as_json)


def import_monica(
    file: File,
    update: Update = False,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Import the JSON export of Monica.

    Example:
        netlog import monica ~/monica.json
    """
    _bring(file, sources.import_monica, Options(update, dry_run=dry_run), yes=yes, as_json=as_json)


def import_abook(
    file: File,
    update: Update = False,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Import an address book of abook.

    Example:
        netlog import abook ~/.abook/addressbook
    """
    _bring(file, sources.import_abook, Options(update, dry_run=dry_run), yes=yes, as_json=as_json)


def import_json(
    file: File,
    update: Update = False,
    dry_run: params.DryRun = False,
    yes: params.Yes = False,
    as_json: params.Json = False,
) -> None:
    """Import what netlog export json wrote.

    Into an empty journal everything comes as it was. Into another it is matched: what is here
    already stays, the rest is added, and importing again changes nothing.

    Example:
        netlog import json ~/netlog.json --dry-run
    """
    options = Options(update, dry_run=dry_run)
    _bring(file, exchange.import_journal, options, yes=yes, as_json=as_json)


def _bring(
    file: Path,
    use_case: "Callable[[Desk, Path | BinaryIO, Options, Progress | None], Imported]",
    options: Options,
    *,
    yes: bool = True,
    as_json: bool,
) -> None:
    """Import a file, and say what came of it; with --update after asking."""
    source = edge.opened(file)
    if options.update and not options.dry_run:
        question = f"Overwrite what {file.name} says otherwise?"
        if not edge.confirmed(question, yes=yes, what="to overwrite", hint="or leave --update out"):
            return
    with view.progress(f"reading {file.name}", sources.size(source)) as progress:
        imported = use_case(edge.current.desk(), source, options, progress)
    _report(imported, as_json=as_json)


def _report(imported: Imported, *, as_json: bool) -> None:
    view.imported(imported, edge.format_(as_json=as_json))
    if imported.problems:
        raise typer.Exit(BadInput.exit_code)


def _addresses(me: list[str] | None) -> frozenset[str]:
    return frozenset(tidy.email_point(text).normal for text in me or ())
