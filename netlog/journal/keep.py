"""Keeping the journal in order: correcting, tagging, putting aside, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from netlog.core import names, tidy
from netlog.core.followup import replan
from netlog.core.introductions import Introduction
from netlog.core.leaving import revive
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Favour,
    FollowUp,
    Intros,
    Note,
    Touchpoint,
)
from netlog.errors import BadInput, NotFound, WrongUse
from netlog.formats import record
from netlog.journal import things
from netlog.journal.editing import edit_until_taken
from netlog.store.history import take_back

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from netlog.journal.desk import Desk
    from netlog.journal.editing import Editor
    from netlog.journal.things import Edited, Thing
    from netlog.store.log import Operation

Written = Touchpoint | Note | Favour | FollowUp | Introduction  # everything but people

NO_BIRTHDAY = Birthday(0, 0)  # what stands for clearing one
SMALL = 25  # rows that undo takes back without asking


class ContactEdit(NamedTuple):
    """What the options of `edit` change about a contact; None leaves it, "" clears it.

    `emails` and `phones` are added.
    """

    name: str | None = None
    org: str | None = None
    title: str | None = None
    city: str | None = None
    birthday: Birthday | None = None
    met: str | None = None
    about: str | None = None
    circle: str | None = None
    intros: Intros | None = None
    introduced_by: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


class LogEdit(NamedTuple):
    """What the options of `edit` change about anything but a contact; None leaves it.

    `by` and `every` are a follow-up's: the day it is due, and its rhythm as `core.dates.Every` is
    written, "" for none.
    """

    on: date | None = None
    text: str | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    depth: int | None = None
    minutes: int | None = None
    place: str | None = None
    size: int | None = None
    by: date | None = None
    every: str | None = None


# Which of them belong to what.
_OPTIONS: dict[type[Thing], tuple[str, ...]] = {
    Contact: (),
    Touchpoint: ("on", "text", "channel", "direction", "depth", "minutes", "place"),
    Note: ("on", "text"),
    Favour: ("on", "text", "size"),
    FollowUp: ("text", "by", "every"),
    Introduction: ("text",),
}


class Last(NamedTuple):
    """What `undo` would take back; small enough to do it without asking, or not."""

    operation: Operation
    is_small: bool


def edit(desk: Desk, text: str, contact: ContactEdit, log: LogEdit) -> Edited:
    """Change what the options say of the record that an id or a name means.

    Raises:
        NotFound, Ambiguous: no such record, or several people.
        WrongUse: options of another kind of record.
    """
    before = things.find(desk, text)
    _refuse(log._replace(**dict.fromkeys(_OPTIONS[type(before)])), before)
    if isinstance(before, Contact):
        return things.save(desk, before, _contact_change(desk, contact))
    _refuse(contact, before)
    return things.save(desk, before, lambda now: _edited(now, log))


def edit_text(desk: Desk, text: str, editor: Editor) -> Edited:
    """Let the user edit the whole record as TOML; an empty text leaves it alone. Raises as
    `edit_until_taken` does.
    """
    before = things.find(desk, text)
    with desk.reading() as reader:
        everyone = {person.id: person for person in reader.named()}

    def take(answer: str) -> Edited:
        if not answer.strip():
            return things.unchanged(desk, before)
        after = record.read(answer, before, everyone)
        _check(desk, after)
        return things.save(desk, before, _change_between(before, after))

    page = record.write(before, everyone)
    edited = edit_until_taken(page, take, editor, patient=desk.choose is not None)
    return edited or things.unchanged(desk, before)


def _check(desk: Desk, thing: Thing) -> None:
    """Refuse what only the journal can know to be wrong. Raises BadInput."""
    if isinstance(thing, Contact):
        desk.check_circle(thing.circle or "none")
        _refuse_self(thing)
        return
    if isinstance(thing, Introduction):
        return
    day = thing.done_on if isinstance(thing, FollowUp) else thing.on
    if day and day > desk.today:
        raise BadInput(f"{day} is in the future", "write a day that has been")


def _refuse_self(contact: Contact) -> None:
    if contact.introduced_by == contact.id:
        raise BadInput(f"{contact.name} cannot have introduced themselves", "name somebody else")


def _change_between(before: Thing, after: Thing) -> Callable[[Thing], Thing]:
    """What makes of any record what was made of this one, and leaves the other fields alone."""
    changed: dict[str, Any] = {
        field: value for field, value in after._asdict().items() if value != getattr(before, field)
    }
    return lambda now: now._replace(**changed)


def alias(desk: Desk, name: str, aliases: Sequence[str], *, remove: bool) -> Edited:
    """Give a contact other names, or take some away.

    Raises:
        BadInput: a name that is somebody else's already, or one to take away that is not there.
    """
    before = things.find_contact(desk, name)
    wanted = {names.fold(each): names.clean(each) for each in aliases}

    def change(now: Contact) -> Contact:
        have = {names.fold(each): each for each in now.aliases}
        if not remove:
            return now._replace(aliases=tuple((have | wanted).values()))
        if missing := [each for key, each in wanted.items() if key not in have]:
            raise BadInput(
                f'{now.name} has no alias "{missing[0]}"',
                f"there are: {', '.join(now.aliases) or 'none'}",
            )
        return now._replace(aliases=tuple(have[key] for key in have if key not in wanted))

    return things.save(desk, before, change)


def tag(desk: Desk, name: str, tags: Sequence[str], *, remove: bool) -> Edited:
    """Tag a contact, or take tags away. Raises BadInput for one to take away that is not there."""
    before = things.find_contact(desk, name)
    wanted = tidy.tags(tags)

    def change(now: Contact) -> Contact:
        if not remove:
            return now._replace(tags=tuple(sorted({*now.tags, *wanted})))
        if missing := [each for each in wanted if each not in now.tags]:
            raise BadInput(
                f'{now.name} has no tag "{missing[0]}"',
                f"there are: {', '.join(now.tags) or 'none'}",
            )
        return now._replace(tags=tuple(each for each in now.tags if each not in wanted))

    return things.save(desk, before, change)


def archive(desk: Desk, name: str, *, back: bool) -> Edited:
    """Put a contact aside, with everything about them kept, or take them back."""
    before = things.find_contact(desk, name)
    return things.save(desk, before, lambda now: now._replace(archived=not back))


def last_operation(desk: Desk) -> Last:
    """What `undo` would take back.

    Raises:
        NotFound: nothing is left.
        BadInput: it was done before the journal changed its format.
    """
    with desk.reading() as reader:
        latest = reader.operations(1)
        if not latest:
            raise NotFound("there is nothing left to undo", "netlog history lists what there is")
        if not latest[0].undoable:
            raise BadInput(
                f"{latest[0].command} was done before the journal changed its format",
                "undo does not reach behind that; netlog edit and netlog rm correct records",
            )
        return Last(latest[0], reader.operation_size(latest[0].id) <= SMALL)


def undo(desk: Desk, last: Last) -> None:
    """Take an operation back, exactly. Raises WrongUse if another command has written since."""
    take_back(desk.path, last.operation.id)


def history(desk: Desk, limit: int | None) -> list[Operation]:
    """What changed the journal, latest first."""
    with desk.reading() as reader:
        return reader.operations(limit)


def _refuse(edit: ContactEdit | LogEdit, thing: Thing) -> None:
    """Refuse options that belong to another kind of record."""
    if edit != type(edit)():
        raise WrongUse(
            f"these options do not all belong to a {things.kind(thing)}",
            "netlog edit -h says which belong to what",
        )


def _contact_change(desk: Desk, edit: ContactEdit) -> Callable[[Contact], Contact]:
    """What the options do to a contact. Raises BadInput, NotFound, Ambiguous."""
    given: dict[str, Any] = {
        field: text.strip()
        for field in ("org", "title", "city", "met", "about")
        if (text := getattr(edit, field)) is not None
    }
    if edit.name is not None:
        given["name"] = names.clean(edit.name)
    if edit.birthday is not None:
        given["birthday"] = None if edit.birthday == NO_BIRTHDAY else edit.birthday
    if edit.circle is not None:
        given["circle"] = desk.check_circle(edit.circle or "none")
    if edit.intros is not None:
        given["intros"] = edit.intros
    if edit.introduced_by is not None:
        given["introduced_by"] = (
            things.find_contact(desk, edit.introduced_by).id if edit.introduced_by else None
        )
    points = (*map(tidy.email_point, edit.emails), *map(tidy.phone_point, edit.phones))

    def change(now: Contact) -> Contact:
        known = revive(now.points, points)
        after = now._replace(points=tidy.distinct((*known, *points)), **given)
        _refuse_self(after)
        return after

    return change


def _edited(before: Written, edit: LogEdit) -> Written:
    """What the options do to anything but a contact. Raises BadInput for a text without words."""
    given: dict[str, Any] = {}
    match before:
        case Touchpoint():
            return _edited_touchpoint(before, edit)
        case Note():
            given = {"on": edit.on, "text": _words(edit)}
        case Favour():
            given = {"on": edit.on, "what": _words(edit), "size": edit.size}
        case FollowUp():
            given = {"text": _words(edit)}
            before = replan(before, edit.by, edit.every)
        case Introduction():
            given = {"purpose": _words(edit)}
    return before._replace(**_said(given))


def _edited_touchpoint(before: Touchpoint, edit: LogEdit) -> Touchpoint:
    given: dict[str, Any] = {
        "on": edit.on,
        "note": None if edit.text is None else edit.text.strip(),
        "channel": edit.channel,
        "depth": edit.depth,
        "minutes": edit.minutes,
        "place": None if edit.place is None else edit.place.strip(),
    }
    if edit.direction is not None:
        given["people"] = tuple(
            part._replace(direction=edit.direction).consistent() for part in before.people
        )
    return before._replace(**_said(given))


def _words(edit: LogEdit) -> str | None:
    return None if edit.text is None else tidy.worded(edit.text)


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in given.items() if value is not None}
