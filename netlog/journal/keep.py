"""Keeping the journal in order: correcting, tagging, putting aside, removing, taking back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from netlog.core import names
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Intros,
    Named,
    Note,
    Touchpoint,
)
from netlog.errors import Ambiguous, BadInput, NotFound, WrongUse
from netlog.formats import record
from netlog.journal import capture, people
from netlog.store.history import take_back

if TYPE_CHECKING:
    from datetime import date

    from netlog.journal.desk import Desk
    from netlog.store.log import Operation
    from netlog.store.reader import Reader

Thing = Contact | Touchpoint | Note
Editor = Callable[[str], str | None]  # text to edit; what came back, or None to leave it

NO_BIRTHDAY = Birthday(0, 0)  # what stands for clearing one
SMALL = 25  # rows that undo takes back without asking


@dataclass(frozen=True, slots=True)
class ContactEdit:
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


@dataclass(frozen=True, slots=True)
class LogEdit:
    """What the options of `edit` change about a touchpoint or a note; None leaves it."""

    on: date | None = None
    text: str | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    depth: int | None = None
    minutes: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A record before and after, equal where nothing was to change, and whom it is about."""

    before: Thing
    after: Thing
    name: str


@dataclass(frozen=True, slots=True)
class Last:
    """What `undo` would take back; small enough to do it without asking, or not."""

    operation: Operation
    is_small: bool


@dataclass(frozen=True, slots=True)
class Removal:
    """What `rm` takes away: the record, and for a contact what goes with it."""

    thing: Thing
    name: str
    touchpoints: int = 0
    notes: int = 0


def _thing(desk: Desk, reader: Reader, text: str) -> Thing:
    ref = names.parse_ref(text)
    if ref is None or ref.kind == "contact":
        return people.whole(reader, people.resolve(desk, reader, text).id)
    thing: Thing | None
    if ref.kind == "touchpoint":
        thing = reader.touchpoint(ref.id)
    elif ref.kind == "note":
        thing = reader.note(ref.id)
    else:
        raise NotFound(f"there is no {ref.kind} {text}", "netlog timeline shows what there is")
    if thing is None:
        raise NotFound(f"there is no {ref.kind} {text}", "netlog timeline shows what there is")
    return thing


def edit(desk: Desk, text: str, contact: ContactEdit, log: LogEdit) -> Edited:
    """Change what the options say of the record that an id or a name means.

    Raises:
        NotFound, Ambiguous: no such record, or several people.
        WrongUse: options of another kind of record.
    """
    with desk.reading() as reader:
        before = _thing(desk, reader, text)
    if isinstance(before, Contact):
        _refuse(log, "a contact")
        return save(desk, before, _edited_contact(desk, before, contact))
    _refuse(contact, f"a {type(before).__name__.lower()}")
    if isinstance(before, Touchpoint):
        return save(desk, before, _edited_touchpoint(before, log))
    _refuse(replace(log, on=None, text=None), "a note")
    return save(
        desk,
        before,
        replace(
            before,
            on=log.on or before.on,
            text=before.text if log.text is None else capture.worded(log.text),
        ),
    )


def edit_text(desk: Desk, text: str, editor: Editor) -> Edited:
    """Let the user edit the whole record as TOML, again until it can be taken or is left alone."""
    with desk.reading() as reader:
        before = _thing(desk, reader, text)
        everyone = {person.id: person for person in reader.named()}
    page = record.write(before, everyone)
    while True:
        answer = editor(page)
        if answer is None or not answer.strip() or answer == page:
            return _edited(desk, before, before)
        try:
            after = record.read(answer, before, everyone)
            _check(desk, after)
            return save(desk, before, after)
        except (BadInput, NotFound, Ambiguous) as error:
            page = record.with_reason(answer, f"{error.message}; {error.hint}")


def _check(desk: Desk, thing: Thing) -> None:
    """Refuse what only the journal can know to be wrong. Raises BadInput."""
    if isinstance(thing, Contact):
        capture.check_circle(desk, thing.circle or "none")
    elif thing.on > desk.today:
        raise BadInput(f"{thing.on} is in the future", "write a day that has been")


def save(desk: Desk, before: Thing, after: Thing) -> Edited:
    """Write a changed record; nothing where nothing changed."""
    if after != before:
        with desk.writing() as writer:
            if isinstance(after, Contact):
                people.refuse_taken(writer.reader, after.points, owner=after.id)
                writer.save_contact(after)
            elif isinstance(after, Touchpoint):
                writer.save_touchpoint(after)
            else:
                writer.save_note(after)
    return _edited(desk, before, after)


def _edited(desk: Desk, before: Thing, after: Thing) -> Edited:
    if isinstance(after, Contact):
        return Edited(before, after, after.name)
    if isinstance(after, Touchpoint):
        return Edited(before, after, _names(after))
    with desk.reading() as reader:
        return Edited(before, after, people.whole(reader, after.contact_id).name)


def _names(touchpoint: Touchpoint) -> str:
    return ", ".join(part.name for part in touchpoint.people)


def alias(desk: Desk, name: str, aliases: Sequence[str], *, remove: bool) -> Edited:
    """Give a contact other names, or take some away.

    Raises:
        BadInput: a name that is somebody else's already, or one to take away that is not there.
    """
    before = _contact(desk, name)
    wanted = {names.fold(each): names.clean(each) for each in aliases}
    have = {names.fold(each): each for each in before.aliases}
    if remove:
        if missing := [each for key, each in wanted.items() if key not in have]:
            raise BadInput(
                f'{before.name} has no alias "{missing[0]}"',
                f"there are: {', '.join(before.aliases) or 'none'}",
            )
        kept = tuple(each for key, each in have.items() if key not in wanted)
        return save(desk, before, replace(before, aliases=kept))
    with desk.reading() as reader:
        for person in reader.named():
            clash = wanted.keys() & {person.key, *person.aliases}
            if clash and person.id != before.id:
                raise BadInput(
                    f'"{wanted[clash.pop()]}" already means {names.label(person)}',
                    "choose another alias",
                )
    return save(desk, before, replace(before, aliases=tuple((have | wanted).values())))


def tag(desk: Desk, name: str, tags: Sequence[str], *, remove: bool) -> Edited:
    """Tag a contact, or take tags away. Raises BadInput for one to take away that is not there."""
    before = _contact(desk, name)
    wanted = capture.tidy_tags(tags)
    if remove:
        if missing := [each for each in wanted if each not in before.tags]:
            raise BadInput(
                f'{before.name} has no tag "{missing[0]}"',
                f"there are: {', '.join(before.tags) or 'none'}",
            )
        kept = tuple(each for each in before.tags if each not in wanted)
        return save(desk, before, replace(before, tags=kept))
    return save(desk, before, replace(before, tags=tuple(sorted({*before.tags, *wanted}))))


def archive(desk: Desk, name: str, *, back: bool) -> Edited:
    """Put a contact aside, with everything about them kept, or take them back."""
    before = _contact(desk, name)
    return save(desk, before, replace(before, archived=not back))


def plan_removal(desk: Desk, text: str) -> Removal:
    """What `rm` would take away."""
    with desk.reading() as reader:
        thing = _thing(desk, reader, text)
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
    with desk.reading() as reader:
        return people.whole(reader, people.resolve(desk, reader, name).id)


def _person(desk: Desk, name: str) -> Named:
    with desk.reading() as reader:
        return people.resolve(desk, reader, name)


def _refuse(edit: ContactEdit | LogEdit, kind: str) -> None:
    """Refuse options that belong to another kind of record."""
    if edit != type(edit)():
        raise WrongUse(
            f"these options do not all belong to {kind}", "netlog edit -h says which belong to what"
        )


def _edited_contact(desk: Desk, before: Contact, edit: ContactEdit) -> Contact:
    texts = {
        field: text.strip()
        for field in ("org", "title", "city", "met", "about")
        if (text := getattr(edit, field)) is not None
    }
    after = replace(before, **texts)
    if edit.name is not None:
        after = replace(after, name=names.clean(edit.name))
    if edit.birthday is not None:
        after = replace(after, birthday=None if edit.birthday == NO_BIRTHDAY else edit.birthday)
    if edit.circle is not None:
        after = replace(after, circle=capture.check_circle(desk, edit.circle or "none"))
    if edit.intros is not None:
        after = replace(after, intros=edit.intros)
    if edit.introduced_by is not None:
        introducer = _person(desk, edit.introduced_by).id if edit.introduced_by else None
        if introducer == before.id:
            raise BadInput(f"{before.name} cannot have introduced themselves", "name somebody else")
        after = replace(after, introduced_by=introducer)
    points = [*map(capture.email_point, edit.emails), *map(capture.phone_point, edit.phones)]
    have = {(point.kind, point.normal) for point in before.points}
    new = tuple(point for point in points if (point.kind, point.normal) not in have)
    return replace(after, points=before.points + new)


def _edited_touchpoint(before: Touchpoint, edit: LogEdit) -> Touchpoint:
    given: dict[str, Any] = {
        "on": edit.on,
        "note": edit.text,
        "channel": edit.channel,
        "depth": edit.depth,
        "minutes": edit.minutes,
        "place": edit.place,
    }
    if edit.direction is not None:
        given["people"] = tuple(replace(part, direction=edit.direction) for part in before.people)
    return replace(before, **{field: value for field, value in given.items() if value is not None})
