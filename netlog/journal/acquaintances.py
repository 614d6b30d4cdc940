"""Who knows whom, written down; and who brought whom to me."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names
from netlog.core.model import Acquaintance, Named
from netlog.errors import BadInput
from netlog.journal import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netlog.core.origins import Branch
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader


class Known(NamedTuple):
    """Two who know each other, as they were named, and what was written before; `after` is None
    where it was taken away.
    """

    a: Named
    b: Named
    before: Acquaintance | None
    after: Acquaintance | None


class Twig(NamedTuple):
    """A contact in the tree of who brought whom, with those they brought at first hand."""

    person: Named
    branch: Branch
    people: tuple[Named, ...]


class Tree(NamedTuple):
    """Who brought whom, as a tree is read; of one `person` with those they came through, the
    nearest first. Others have `brought` so many of all `contacts`.
    """

    twigs: tuple[Twig, ...]
    contacts: int
    brought: int
    person: Named | None = None
    through: tuple[Named, ...] = ()


def know(desk: Desk, one: str, other: str, how: str) -> Known:
    """Write down that two know each other, and how; without a `how` an earlier one stays.

    Raises NotFound, Ambiguous, BadInput for one and the same person.
    """
    a, b = _find_two(desk, one, other)
    with desk.writing() as writer:
        before = _find_between(writer.reader, a, b)
        first, second = sorted((a.id, b.id))
        after = before or Acquaintance(0, first, second, how.strip(), desk.today)
        if before is None:
            after = after._replace(id=writer.add(after))
        elif how.strip():
            after = after._replace(how=how.strip())
            writer.save(after)
        return Known(a, b, before, after)


def forget(desk: Desk, one: str, other: str) -> Known:
    """Take away that two know each other. Raises NotFound, Ambiguous, BadInput if it is not there.

    What is learned from introductions and touchpoints stays.
    """
    a, b = _find_two(desk, one, other)
    with desk.reading() as reader:
        if _find_between(reader, a, b) is None:
            raise BadInput(
                f"it is not written down that {a.name} and {b.name} know each other",
                f"netlog path c{b.id} shows what is known",
            )
    with desk.writing() as writer:
        before = _find_between(writer.reader, a, b)
        if before:
            writer.remove(before)
        return Known(a, b, before, None)


def trace(desk: Desk, name: str) -> Tree:
    """Who brought whom: everyone, or the part of the tree that grows from one person.

    Raises NotFound, Ambiguous.
    """
    from netlog.core.origins import trace_origins

    person = people.find(desk, name) if name else None
    with desk.reading() as reader:
        introduced_by = reader.introducers()
        everyone = {each.id: each for each in reader.named()}
    origins = trace_origins(introduced_by)
    branches = _below(origins.branches, person.id) if person else origins.branches
    return Tree(
        tuple(
            Twig(everyone[branch.contact_id], branch, children)
            for branch, children in _with_children(branches, everyone)
        ),
        origins.people,
        origins.brought,
        person,
        tuple(everyone[each] for each in _above(introduced_by, person.id)) if person else (),
    )


def _find_two(desk: Desk, one: str, other: str) -> tuple[Named, Named]:
    a, b = people.find(desk, one), people.find(desk, other)
    if a.id == b.id:
        raise BadInput(f"{one} and {other} are both {names.label(a)}", "name two people")
    return a, b


def _find_between(reader: Reader, a: Named, b: Named) -> Acquaintance | None:
    """What is written of two. Raises NotFound where one of them has been removed meanwhile."""
    for person in (a, b):
        people.whole(reader, person.id)
    return reader.acquaintance(a.id, b.id)


def _below(branches: Sequence[Branch], contact_id: int) -> Sequence[Branch]:
    """The part of the tree that begins with one contact; nothing if they are not in it."""
    start = next((i for i, each in enumerate(branches) if each.contact_id == contact_id), None)
    if start is None:
        return ()
    depth = branches[start].depth
    end = start + 1
    while end < len(branches) and branches[end].depth > depth:
        end += 1
    return [each._replace(depth=each.depth - depth) for each in branches[start:end]]


def _with_children(
    branches: Sequence[Branch], everyone: dict[int, Named]
) -> list[tuple[Branch, tuple[Named, ...]]]:
    """Each branch with those right below it."""
    children: list[list[Named]] = [[] for _ in branches]
    open_: list[int] = []  # the places of the branches above, by depth
    for place, branch in enumerate(branches):
        del open_[branch.depth :]
        if open_:
            children[open_[-1]].append(everyone[branch.contact_id])
        open_.append(place)
    return [(branch, tuple(below)) for branch, below in zip(branches, children, strict=True)]


def _above(introduced_by: dict[int, int | None], contact_id: int) -> list[int]:
    """Those through whom somebody came, the nearest first, once each."""
    found: dict[int, None] = {}
    by = introduced_by.get(contact_id)
    while by is not None and by != contact_id and by not in found:
        found[by] = None
        by = introduced_by.get(by)
    return [*found]
