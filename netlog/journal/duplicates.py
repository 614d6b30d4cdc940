"""Who is here twice: finding them, making one of two, and remembering who is not the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core import merging, names
from netlog.core.duplicates import Known, find_pairs
from netlog.core.model import Distinction
from netlog.errors import BadInput
from netlog.journal import people

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netlog.core.merging import Conflict, Side
    from netlog.core.model import Contact, Named
    from netlog.journal.desk import Desk
    from netlog.store.network import Belongings
    from netlog.store.reader import Reader


class Likely(NamedTuple):
    """Two who are likely the same, the one who was here first before the other."""

    a: Contact
    b: Contact
    sureness: int
    reasons: tuple[str, ...]

    @property
    def merge(self) -> str:
        """The command that makes one of them."""
        return f"netlog merge c{self.a.id} c{self.b.id}"

    @property
    def not_same(self) -> str:
        """The command that keeps them apart."""
        return f"netlog not-same c{self.a.id} c{self.b.id}"


class Merge(NamedTuple):
    """What makes one of two: `kept` stays and becomes `contact`, `gone` goes into it.

    `moved` counts what comes over. `apart` says that they were once said not to be the same. A name
    of theirs that somebody else bears is no alias, by which that one could not be found any more;
    these are `left_out`.
    """

    kept: Contact
    gone: Contact
    contact: Contact
    conflicts: tuple[Conflict, ...]
    moved: Belongings
    apart: bool
    left_out: tuple[str, ...] = ()


class Distinct(NamedTuple):
    """Two people, and whether it is written down, before and after, that they are not the same."""

    a: Named
    b: Named
    before: bool
    after: bool


def find_likely(desk: Desk) -> list[Likely]:
    """Everyone who is likely here twice, the archived too, the surest first. Raises NoJournal."""
    with desk.reading() as reader:
        contacts = {contact.id: contact for contact in reader.contacts()}
        distinct = {(each.a_id, each.b_id) for each in reader.distinctions()}
    pairs = find_pairs([_known(contact) for contact in contacts.values()], distinct)
    return [
        Likely(contacts[pair.a_id], contacts[pair.b_id], pair.sureness, pair.reasons)
        for pair in pairs
    ]


def walk(desk: Desk, likely: Sequence[Likely]) -> Iterator[Likely]:
    """Each of some likely pairs as it is by then, and after them those that came up meanwhile:
    whoever goes into another may be like a third, and so may the other be.
    """
    seen: set[tuple[int, int]] = set()
    while likely:
        merged = False
        for each in likely:
            both = (each.a.id, each.b.id)
            seen.add(both)
            if len(now := _present(desk, both)) == len(both):
                yield each._replace(a=now[0], b=now[1])
            merged = merged or len(_present(desk, both)) < len(both)
        found = find_likely(desk) if merged else []
        likely = [each for each in found if (each.a.id, each.b.id) not in seen]


def plan(desk: Desk, one: str, other: str, prefer: Mapping[str, Side]) -> Merge:
    """What `merge` would do. In a conflict the first is taken, unless `prefer` says `second`.

    Raises:
        NotFound, Ambiguous: nobody of that name, or several.
        BadInput: both names mean the same person, or a preference for what can have none.
    """
    a, b = _find_two(desk, one, other)
    with desk.reading() as reader:
        return _plan(reader, a.id, b.id, prefer)


def merge(desk: Desk, planned: Merge, prefer: Mapping[str, Side]) -> Merge:
    """Make one of two as they are by now, and say what that came to.

    Raises NotFound when somebody removed one of them meanwhile.
    """
    with desk.writing() as writer:
        now = _plan(writer.reader, planned.kept.id, planned.gone.id, prefer)
        writer.merge_contacts(now.contact, now.gone.id)
        return now._replace(contact=people.whole(writer.reader, now.contact.id))


def tell_apart(desk: Desk, one: str, other: str) -> Distinct:
    """Write down that two are not the same. Raises NotFound, Ambiguous, BadInput for one person."""
    a, b = _find_two(desk, one, other)
    with desk.writing() as writer:
        for person in (a, b):
            people.whole(writer.reader, person.id)
        before = _distinction(writer.reader, a.id, b.id)
        if before is None:
            writer.add(Distinction(0, *sorted((a.id, b.id))))
        return Distinct(a, b, before=before is not None, after=True)


def forget_apart(desk: Desk, one: str, other: str) -> Distinct:
    """Take that away again. Raises NotFound, Ambiguous, BadInput if it is not written down."""
    a, b = _find_two(desk, one, other)
    with desk.writing() as writer:
        before = _distinction(writer.reader, a.id, b.id)
        if before is None:
            raise BadInput(
                f"it is not written down that {a.name} and {b.name} are not the same",
                "netlog dupes lists who may be",
            )
        writer.remove(before)
        return Distinct(a, b, before=True, after=False)


def _find_two(desk: Desk, one: str, other: str) -> tuple[Named, Named]:
    a, b = people.find(desk, one), people.find(desk, other)
    if a.id == b.id:
        raise BadInput(f"{one} and {other} are both {names.label(a)}", "name two people")
    return a, b


def _plan(reader: Reader, kept_id: int, gone_id: int, prefer: Mapping[str, Side]) -> Merge:
    kept, gone = people.whole(reader, kept_id), people.whole(reader, gone_id)
    contact, conflicts = merging.merge(kept, gone, prefer)
    others = {person.key for person in reader.named() if person.id not in (kept.id, gone.id)}
    own = {*kept.aliases, *gone.aliases}
    left_out = tuple(
        each for each in contact.aliases if each not in own and names.fold(each) in others
    )
    aliases = tuple(each for each in contact.aliases if each not in left_out)
    return Merge(
        kept,
        gone,
        contact._replace(aliases=aliases),
        conflicts,
        moved=reader.belongings(gone.id, kept.id),
        apart=_distinction(reader, kept.id, gone.id) is not None,
        left_out=left_out,
    )


def _distinction(reader: Reader, one: int, other: int) -> Distinction | None:
    both = sorted((one, other))
    return next((each for each in reader.distinctions() if [each.a_id, each.b_id] == both), None)


def _present(desk: Desk, contact_ids: Sequence[int]) -> list[Contact]:
    with desk.reading() as reader:
        return reader.contacts(sorted(contact_ids))


def _known(contact: Contact) -> Known:
    return Known(
        contact.id,
        contact.name,
        contact.org,
        contact.birthday,
        contact.points,
        contact.aliases,
        (contact.uid, *contact.known_as),
    )
