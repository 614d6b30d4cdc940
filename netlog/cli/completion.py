"""What the shell offers while a command is typed. Anything that goes wrong offers nothing.

A name is offered as one word, `priya-shah`, which every shell takes without quotes and which finds
Priya Shah, since hyphens count as spaces. Where that would find somebody else too, the id makes it
plain: `priya-shah-c12`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from netlog.core import addresses, names

Offer = tuple[str, str]  # what is inserted, and what a shell may show beside it
FILES: Offer = (":", "")  # asks the shell for its own file names

MANY = 99

# How many of a command's arguments, from the first, are people. It spares names, which are asked
# for most, the loading of Typer and of the command; what is not in it is looked up there.
PEOPLE: Mapping[str, int] = {
    "hi": 1, "add": 1, "log": MANY, "reach": MANY, "heard": MANY, "note": 1, "todo": MANY,
    "gave": 1, "got": 1, "ask": 1, "declined": 1, "thank": 1, "favours": 1, "ready": 1,
    "brief": 1, "why": 1, "show": 1, "timeline": 1, "trend": 1, "circle": 1,
    "needs": 1, "offers": 1, "cares": 1, "match": 1, "vouch": 1, "introduce": MANY,
    "introduced": 1,
    "edit": 1, "alias": 1, "tag": 1, "archive": 1, "rm": 1, "merge": 2, "not-same": 2,
    "knows": 2, "path": 1, "through": 1,
}  # fmt: skip


def answer(environment: Mapping[str, str]) -> int:
    """Print what could stand at the end of a line, for a script of `shells`; always 0.

    The environment is that of Typer's own scripts: `_NETLOG_COMPLETE` is `complete_` and the
    shell, `_TYPER_COMPLETE_ARGS` the line up to the cursor (`COMP_WORDS` will do).
    """
    with contextlib.suppress(Exception):
        line = environment.get("_TYPER_COMPLETE_ARGS") or environment.get("COMP_WORDS", "")
        _, *before, typed = _words(line)
        described = environment["_NETLOG_COMPLETE"] != "complete_bash"
        text = "".join(_lines(offers(before, typed), described=described))
        os.write(1, text.encode())  # nothing is left for Python to write, and fail at, on exit
    return 0


def _lines(found: Iterable[Offer], *, described: bool) -> Iterator[str]:
    from netlog.views.words import safe

    for offer, about in found:
        if offer.isprintable():
            yield f"{offer}\t{safe(about)}\n" if about and described else f"{offer}\n"


def offers(before: Sequence[str], typed: str) -> list[Offer]:
    """What could stand where `typed` stands, after the words before it."""
    if not typed.isprintable():
        return []
    before = _without_db(before)
    command, *arguments = before or [""]
    plain = not any(word.startswith("-") for word in (command, *arguments, typed))
    if plain and len(arguments) < PEOPLE.get(command, 0):
        return complete_name(typed)
    return _offers_of_typer(before, typed)


def complete_name(incomplete: str) -> list[Offer]:
    """People one of whose names, from any of its words on, starts so, with name and organisation.

    What is typed stays as it is, capitals, accents and spaces too, or the shell drops the offer.
    """
    start = names.fold(incomplete)
    if incomplete.endswith((" ", "-")) and start:
        start += " "
    # bash takes what follows one of these for a word of its own.
    if (incomplete and not start) or any(sign in incomplete for sign in "@:="):
        return []
    people = _rows(
        "SELECT contact.id, contact.name, org, archived, form.key FROM contact JOIN"
        " (SELECT id, key FROM contact UNION ALL SELECT contact_id, key FROM alias) AS form"
        " ON form.id = contact.id WHERE instr(' ' || form.key, ' ' || ?)"
        " ORDER BY form.key, form.id",
        start.partition(" ")[0],  # whoever has that word might be meant by the offer too
    )
    called: dict[str, set[int]] = defaultdict(set)  # who has a name, and who a word in one
    named: dict[str, set[int]] = defaultdict(set)
    for number, _, _, _, form in people:
        called[form].add(number)
        for word in form.split():
            named[word].add(number)

    gap = " " if " " in incomplete else "-"
    found: dict[int, Offer] = {}
    for number, name, org, archived, form in people:
        at = f" {form}".find(f" {start}")
        if at < 0 or archived or number in found:
            continue
        offer = form[at:]
        fits = called.get(offer) or set.intersection(*(named[word] for word in offer.split()))
        if not offer or fits != {number} or _means_more(offer):
            offer = f"{offer} c{number}".lstrip()
        whole = incomplete + offer[len(start) :].replace(" ", gap)
        found[number] = (whole, f"{name}, {org}" if org else name)
    return list(found.values())


def complete_follow_up(incomplete: str) -> list[Offer]:
    """The ids of what is to be done, the next first, with whom and what it is about."""
    planned = _rows(
        "SELECT follow_up.id, ifnull(name || ': ', '') || text FROM follow_up"
        " LEFT JOIN contact ON contact.id = contact_id WHERE done_on IS NULL"
        " ORDER BY due_on, follow_up.id"
    )
    return [
        (f"t{number}", about) for number, about in planned if f"t{number}".startswith(incomplete)
    ]


def complete_introduction(incomplete: str) -> list[Offer]:
    """The ids of introductions under way, the latest first, with whom they are between."""
    under_way = _rows(
        "SELECT introduction.id, a.name || ', ' || b.name FROM introduction"
        " JOIN contact AS a ON a.id = a_id JOIN contact AS b ON b.id = b_id"
        " WHERE dropped_on IS NULL AND outcome IS NULL ORDER BY introduction.id DESC"
    )
    return [
        (f"i{number}", between)
        for number, between in under_way
        if f"i{number}".startswith(incomplete)
    ]


def complete_name_or_follow_up(incomplete: str) -> list[Offer]:
    return [*complete_follow_up(incomplete), *complete_name(incomplete)]


def complete_tag(incomplete: str) -> list[str]:
    return _starting(incomplete, [tag for (tag,) in _rows("SELECT DISTINCT tag FROM contact_tag")])


def complete_circle(incomplete: str) -> list[str]:
    circles: list[str] = []
    with contextlib.suppress(Exception):
        from netlog import config

        settings = config.load(config.config_path(os.environ))
        circles = [circle.name for circle in settings.circles]
    return _starting(incomplete, [*circles, "none"])


def complete_channel(incomplete: str) -> list[str]:
    from netlog.core.model import Channel

    return _starting(incomplete, list(Channel))


def _starting(incomplete: str, words: list[str]) -> list[str]:
    return sorted(word for word in words if word.startswith(incomplete))


def _means_more(offer: str) -> bool:
    """Whether a name would be taken for an id or a phone number."""
    return offer[-1:].isdecimal() and bool(names.parse_ref(offer) or addresses.normal_phone(offer))


def _rows(sql: str, *values: str) -> list[tuple[Any, ...]]:
    """Rows of the journal as it is, read-only: completion migrates nothing and never fails."""
    with contextlib.suppress(Exception):
        path = _journal()
        if path.is_file():  # a pipe would never answer
            uri = f"{path.absolute().as_uri()}?mode=ro"
            with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=0.2)) as connection:
                return connection.execute(sql, values).fetchall()
    return []


def _journal() -> Path:
    if named := os.environ.get("NETLOG_DB"):  # also what --db names: see _without_db
        return Path(named).expanduser()
    from netlog import config

    return config.journal_path(None, os.environ, config.load(config.config_path(os.environ)))


def _words(line: str) -> list[str]:
    """The words of a line, without their quotes. The last is being typed, and may be empty."""
    import shlex

    lexer = shlex.shlex(f"{line}|", posix=True)  # the bar makes a word even of nothing
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:  # the last word's quote is still open
        words.append(lexer.token)
    return [*words[:-1], words[-1][:-1]]


def _without_db(words: Sequence[str]) -> list[str]:
    """The words without `--db FILE`. The file takes the place of NETLOG_DB from here on."""
    left = []
    rest = iter(words)
    for word in rest:
        name, joined, path = word.partition("=")
        named = path if joined else next(rest, "") if name == "--db" else ""
        if name == "--db" and named:
            os.environ["NETLOG_DB"] = os.path.expandvars(named)
        else:
            left.append(word)
    return left


def _offers_of_typer(before: Sequence[str], typed: str) -> list[Offer]:
    """The same from the commands themselves, whose parameters know what may stand for them."""
    from typer.core import TyperGroup

    from netlog.cli import root

    command: Any = root.group()
    context = command.make_context("netlog", [], resilient_parsing=True)
    awaiting: Any = None  # the option whose value comes next
    arguments = 0
    options = True  # until a `--`
    for word in before:
        if awaiting:
            awaiting = None
        elif options and word.startswith("-") and word != "-":
            options = word != "--"
            awaiting = _awaiting_value(command, context, word)
        elif isinstance(command, TyperGroup):
            _, command, _ = command.resolve_command(context, [word])
            context = command.make_context(word, [], parent=context, resilient_parsing=True)
        else:
            arguments += 1
    name, joined, value = typed.partition("=")
    if awaiting:
        source = awaiting
    elif options and typed.startswith("-") and joined:
        source, typed = _awaiting_value(command, context, name), value
    elif isinstance(command, TyperGroup) or (options and typed.startswith("-")):
        source = command
    else:
        source = _argument(command, arguments)
    if source is None:
        return []
    if getattr(getattr(source, "type", None), "name", "") in {"path", "file", "directory"}:
        return [FILES]
    return [(item.value, item.help or "") for item in source.shell_complete(context, typed)]


def _awaiting_value(command: Any, context: Any, word: str) -> Any:
    """The option of that name, if its value comes in another word."""
    return next(
        (
            parameter
            for parameter in command.get_params(context)
            if word in parameter.opts and not parameter.is_flag
        ),
        None,
    )


def _argument(command: Any, number: int) -> Any:
    """The parameter that takes the argument of that number, counted from 0."""
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    repeated = [each for each in arguments if each.nargs == -1]
    return dict(enumerate(arguments)).get(number, repeated[-1] if repeated else None)
