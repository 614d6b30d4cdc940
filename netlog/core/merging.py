"""Two records of one person made one, and a record filled from a file, without loss."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from netlog.core import names, tidy
from netlog.core.excerpt import joined
from netlog.core.model import OLD, Birthday, Contact, Intros, Point
from netlog.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Side = Literal["first", "second"]

# Of these a contact has one, and two contacts may have two.
SINGLE = (
    "name",
    "org",
    "title",
    "city",
    "birthday",
    "met",
    "introduced_by",
    "circle",
    "cadence_days",
)
_CARE = (Intros.NEVER, Intros.ASK, Intros.OPEN)  # the most careful first


class Conflict(NamedTuple):
    """A field that both had, in two ways, and which one was taken."""

    field: str
    first: Any
    second: Any
    taken: Side


class Merged(NamedTuple):
    """One contact of two, and where they contradicted each other."""

    contact: Contact
    conflicts: tuple[Conflict, ...]


def merge(kept: Contact, other: Contact, prefer: Mapping[str, Side] | None = None) -> Merged:
    """Everything of both, under the id and uid of `kept`.

    In a conflict the first is taken, unless `prefer` says for that field (one of `SINGLE`) that it
    is the second. The name not taken becomes an alias. The earlier day counts for `met_on` and
    `added_on`, the later for `snoozed_until`; the more careful word on introductions; it is
    archived only if both are. Raises BadInput for a preference for anything else.
    """
    wishes = prefer or {}
    if unknown := wishes.keys() - set(SINGLE):
        raise BadInput(
            f'there is nothing to prefer about "{min(unknown)}"',
            f"the fields are {joined(SINGLE)}",
        )
    ours = {kept.id, other.id}
    a, b = (
        each._replace(introduced_by=None) if each.introduced_by in ours else each
        for each in (kept, other)
    )
    conflicts = []
    single = {}
    for field in SINGLE:
        first, second = getattr(a, field), getattr(b, field)
        single[field] = first or second
        if first and second and first != second:
            single[field] = _complete(first, second)
            if single[field] is None:
                side: Side = wishes.get(field, "first")
                single[field] = first if side == "first" else second
                conflicts.append(Conflict(field, first, second, side))
    contact = a._replace(
        **single,
        met_on=min(filter(None, (a.met_on, b.met_on)), default=None),
        intros=min(a.intros, b.intros, key=_CARE.index),
        about=_join(a.about, b.about),
        archived=a.archived and b.archived,
        added_on=min(({a.added_on, b.added_on} - {date.min}), default=date.min),
        snoozed_until=max(filter(None, (a.snoozed_until, b.snoozed_until)), default=None),
        points=_unite_points(a.points, b.points),
        aliases=_unite_aliases(single["name"], [*a.aliases, a.name, *b.aliases, b.name]),
        tags=_unite_tags(a, b),
        known_as=_unite_uids(a, b),
    )
    return Merged(contact, tuple(conflicts))


def fill(contact: Contact, card: Contact, *, update: bool = False) -> Contact:
    """The contact with what a card of the same person adds: in fields that are empty, or, with
    `update`, in all of which the card says something else. Doing it again changes nothing.

    Whether they are archived, snoozed or may be introduced stays as it is. A name that makes way
    becomes an alias; one that only repeats an address or an alias, as of a card without a name,
    does not come in its place.
    """
    fields = ("org", "title", "city", "birthday", "met", "met_on", "cadence_days", "about")
    values = {
        field: _choose(getattr(contact, field), getattr(card, field), update=update)
        for field in (*fields, "introduced_by", "circle")
    }
    name = card.name if update and _is_name(card) else contact.name
    aliases = [*contact.aliases, contact.name, *card.aliases]
    return contact._replace(
        **values,
        name=name,
        points=_unite_points(contact.points, card.points),
        aliases=_unite_aliases(name, aliases),
        tags=_unite_tags(contact, card),
        known_as=_unite_uids(contact, card),
    )


def _complete(first: object, second: object) -> object:
    """What holds both of two values, as a birthday with its year does; None if nothing can."""
    if not isinstance(first, Birthday) or not isinstance(second, Birthday):
        return None
    if (first.month, first.day) != (second.month, second.day) or (first.year and second.year):
        return None
    return first if first.year else second


def _choose(old: Any, new: Any, *, update: bool) -> Any:
    """The new value where there is none yet or it is to be updated, but nothing less than both."""
    if not old or not new:
        return old or new
    return _complete(old, new) or (new if update else old)


def _is_name(card: Contact) -> bool:
    said = {point.value for point in card.points} | {card.org, *card.aliases}
    return bool(card.name) and card.name not in said


def _join(first: str, second: str) -> str:
    """Both texts, or the one that has the other in it."""
    if second in first:
        return first
    return second if first in second else f"{first}\n\n{second}"


def _unite_points(first: Iterable[Point], second: Iterable[Point]) -> tuple[Point, ...]:
    """Each once, as it was first written, with the first label that it has anywhere."""
    labels: dict[tuple[str, str], str] = {}
    for point in second:
        if point.label and point.label != OLD:
            labels.setdefault((point.kind, point.normal), point.label)
    return tuple(
        point if point.label else point._replace(label=labels.get((point.kind, point.normal), ""))
        for point in tidy.distinct((*first, *second))
    )


def _unite_aliases(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Each once, without the name itself."""
    first: dict[str, str] = {}
    for alias in aliases:
        first.setdefault(names.fold(alias), alias)
    first.pop(names.fold(name), None)
    return tuple(first.values())


def _unite_tags(a: Contact, b: Contact) -> tuple[str, ...]:
    return tuple(sorted({*a.tags, *b.tags}))


def _unite_uids(a: Contact, b: Contact) -> tuple[str, ...]:
    """What other files call either, without what netlog calls the first."""
    uids = dict.fromkeys((*a.known_as, *b.known_as, b.uid))
    return tuple(uid for uid in uids if uid and uid != a.uid)
