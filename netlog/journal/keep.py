"""Keeping the journal in order: correcting, tagging, putting aside, removing, taking back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from netlog.core import names, tidy
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Intros,
    Note,
    Touchpoint,
)
from netlog.errors import Ambiguous, BadInput, NetlogError, NotFound, WrongUse
from netlog.formats import record
from netlog.journal import capture, people
from netlog.store.history import take_back

if TYPE_CHECKING:
    from datetime import date

    from netlog.journal.desk import Desk
    from netlog.store.log import Operation
    from netlog.store.reader import Reader

Thing = Contact | Touchpoint | Note
Record = TypeVar("Record", bound=Thing)
Editor = Callable[[str], str | None]  # text to edit; what came back, or None to leave it

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
    """What the options of `edit` change about a touchpoint or a note; None leaves it."""

    on: date | None = None
    text: str | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    depth: int | None = None
    minutes: int | None = None
    place: str | None = None


class Edited(NamedTuple):
    """A record before and after, equal where nothing was to change, and whom it is about."""

    before: Thing
    after: Thing
    name: str


class Last(NamedTuple):
    """What `undo` would take back; small enough to do it without asking, or not."""

    operation: Operation
    is_small: bool


class Removal(NamedTuple):
    """What `rm` takes away: the record, and for a contact what goes with it."""

    thing: Thing
    name: str
    touchpoints: int = 0
    notes: int = 0


def edit(desk: Desk, text: str, contact: ContactEdit, log: LogEdit) -> Edited:
    """Change what the options say of the record that an id or a name means.

    Raises:
        NotFound, Ambiguous: no such record, or several people.
        WrongUse: options of another kind of record.
    """
    before = _thing(desk, text)
    if isinstance(before, Contact):
        _refuse(log, "a contact")
        return _save(desk, before, _contact_change(desk, contact))
    _refuse(contact, f"a {type(before).__name__.lower()}")
    if isinstance(before, Touchpoint):
        return _save(desk, before, lambda now: _edited_touchpoint(now, log))
    _refuse(log._replace(on=None, text=None), "a note")
    given: dict[str, Any] = {"on": log.on} if log.on else {}
    if log.text is not None:
        given["text"] = capture.worded(log.text)
    return _save(desk, before, lambda now: now._replace(**given))


def edit_text(desk: Desk, text: str, editor: Editor) -> Edited:
    """Let the user edit the whole record as TOML, again until it can be taken or is left alone.

    Raises what was wrong with it when a refused text comes back unchanged.
    """
    before = _thing(desk, text)
    with desk.reading() as reader:
        everyone = {person.id: person for person in reader.named()}
    page = record.write(before, everyone)
    refused: NetlogError | None = None
    while True:
        answer = editor(page)
        if answer is None or record.is_same(answer, page):
            if refused:
                raise refused
            return _unchanged(desk, before)
        if not answer.strip():
            return _unchanged(desk, before)
        try:
            after = record.read(answer, before, everyone)
            _check(desk, after)
            return _save(desk, before, _change_between(before, after))
        except (BadInput, NotFound, Ambiguous) as error:
            refused = error
            page = record.with_reason(answer, f"{error.message}; {error.hint}")


def _thing(desk: Desk, text: str) -> Thing:
    """The record that an id or a name means. Raises NotFound, Ambiguous."""
    ref = names.parse_ref(text)
    if ref is None or ref.kind == "contact":
        return _contact(desk, text)
    thing: Thing | None = None
    with desk.reading() as reader:
        if ref.kind == "touchpoint":
            thing = reader.touchpoint(ref.id)
        elif ref.kind == "note":
            thing = reader.note(ref.id)
    if thing is None:
        raise NotFound(f"there is no {ref.kind} {text}", "netlog timeline shows what there is")
    return thing


def _again(reader: Reader, thing: Record) -> Record:
    """The record as it is now. Raises NotFound when somebody removed it meanwhile."""
    now: Thing | None
    if isinstance(thing, Contact):
        now = people.whole(reader, thing.id)
    elif isinstance(thing, Touchpoint):
        now = reader.touchpoint(thing.id)
    else:
        now = reader.note(thing.id)
    if not isinstance(now, type(thing)):
        raise NotFound("that record is no longer there", "netlog history says why")
    return now


def _check(desk: Desk, thing: Thing) -> None:
    """Refuse what only the journal can know to be wrong. Raises BadInput."""
    if isinstance(thing, Contact):
        desk.check_circle(thing.circle or "none")
        _refuse_self(thing)
    elif thing.on > desk.today:
        raise BadInput(f"{thing.on} is in the future", "write a day that has been")


def _refuse_self(contact: Contact) -> None:
    if contact.introduced_by == contact.id:
        raise BadInput(f"{contact.name} cannot have introduced themselves", "name somebody else")


def _change_between(before: Thing, after: Thing) -> Callable[[Thing], Thing]:
    """What makes of any record what was made of this one, and leaves the other fields alone."""
    changed: dict[str, Any] = {
        field: value for field, value in after._asdict().items() if value != getattr(before, field)
    }
    return lambda now: now._replace(**changed)


def _save(desk: Desk, before: Record, change: Callable[[Record], Record]) -> Edited:
    """Change a record as it is when it is written, which another command may have changed since
    it was read; write nothing where nothing changes.
    """
    if change(before) == before:
        return _unchanged(desk, before)
    with desk.writing() as writer:
        now = _again(writer.reader, before)
        after = change(now)
        if isinstance(after, Contact) and isinstance(now, Contact):
            after = after._replace(points=tidy.distinct(after.points))
            people.refuse_taken(writer.reader, after, now)
            writer.save_contact(after)
        elif isinstance(after, Touchpoint):
            writer.save_touchpoint(after)
        elif isinstance(after, Note):
            writer.save_note(after)
        return Edited(now, after, _about(writer.reader, after))


def _unchanged(desk: Desk, thing: Thing) -> Edited:
    with desk.reading() as reader:
        return Edited(thing, thing, _about(reader, thing))


def _about(reader: Reader, thing: Thing) -> str:
    """Whom a record is about, by name."""
    if isinstance(thing, Contact):
        return thing.name
    if isinstance(thing, Touchpoint):
        return _names(thing)
    return people.whole(reader, thing.contact_id).name


def _names(touchpoint: Touchpoint) -> str:
    return ", ".join(part.name for part in touchpoint.people)


def alias(desk: Desk, name: str, aliases: Sequence[str], *, remove: bool) -> Edited:
    """Give a contact other names, or take some away.

    Raises:
        BadInput: a name that is somebody else's already, or one to take away that is not there.
    """
    before = _contact(desk, name)
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

    return _save(desk, before, change)


def tag(desk: Desk, name: str, tags: Sequence[str], *, remove: bool) -> Edited:
    """Tag a contact, or take tags away. Raises BadInput for one to take away that is not there."""
    before = _contact(desk, name)
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

    return _save(desk, before, change)


def archive(desk: Desk, name: str, *, back: bool) -> Edited:
    """Put a contact aside, with everything about them kept, or take them back."""
    before = _contact(desk, name)
    return _save(desk, before, lambda now: now._replace(archived=not back))


def plan_removal(desk: Desk, text: str) -> Removal:
    """What `rm` would take away."""
    thing = _thing(desk, text)
    with desk.reading() as reader:
        if isinstance(thing, Contact):
            return Removal(
                thing,
                thing.name,
                touchpoints=len(reader.touchpoints_alone(thing.id)),
                notes=len(reader.notes(thing.id)),
            )
        if isinstance(thing, Note):
            return Removal(thing, people.whole(reader, thing.contact_id).name)
        return Removal(thing, _names(thing))


def remove(desk: Desk, removal: Removal) -> None:
    """Take a record away, and what belongs to nobody without it."""
    with desk.writing() as writer:
        if isinstance(removal.thing, Contact):
            writer.remove_contact(removal.thing.id)
        elif isinstance(removal.thing, Touchpoint):
            writer.remove_touchpoint(removal.thing.id)
        else:
            writer.remove_note(removal.thing.id)


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


def _contact(desk: Desk, name: str) -> Contact:
    person = people.find(desk, name)
    with desk.reading() as reader:
        return people.whole(reader, person.id)


def _refuse(edit: ContactEdit | LogEdit, kind: str) -> None:
    """Refuse options that belong to another kind of record."""
    if edit != type(edit)():
        raise WrongUse(
            f"these options do not all belong to {kind}", "netlog edit -h says which belong to what"
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
            _contact(desk, edit.introduced_by).id if edit.introduced_by else None
        )
    points = (*map(tidy.email_point, edit.emails), *map(tidy.phone_point, edit.phones))

    def change(now: Contact) -> Contact:
        after = now._replace(points=tidy.distinct((*now.points, *points)), **given)
        _refuse_self(after)
        return after

    return change


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
    return before._replace(**{field: value for field, value in given.items() if value is not None})
