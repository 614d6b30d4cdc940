"""Who is meant: names, ids, addresses and numbers become contacts."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from netlog.core import addresses, names
from netlog.core.excerpt import shorten
from netlog.errors import Ambiguous, BadInput, NoJournal, NotFound, UnknownName, WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netlog.core.model import Contact, Named
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader


@contextlib.contextmanager
def about(desk: Desk, text: str) -> Iterator[tuple[Reader, Named]]:
    """The open journal, and the one contact that a name on the command line means.

    In the order of the design: an id; an e-mail address or phone number in any spelling; an exact
    alias; the full name; a unique part of it. Where several could be meant and somebody can be
    asked, the journal is let go meanwhile: whoever writes would wait for the answer.

    Raises:
        UnknownName, NotFound: nobody.
        Ambiguous: several, and nobody to ask.
    """
    with desk.reading() as reader:
        candidates = _candidates(reader, text)
        if len(candidates) == 1:
            yield reader, candidates[0]
            return
    person = choose(desk, text, candidates)
    with desk.reading() as reader:
        yield reader, person


def find(desk: Desk, text: str) -> Named:
    """The one contact that a name means, as `about`."""
    with about(desk, text) as (_, person):
        return person


def choose(desk: Desk, text: str, candidates: Sequence[Named]) -> Named:
    """The only candidate, or the one that the user picks. Raises Ambiguous."""
    if len(candidates) == 1:
        return candidates[0]
    chosen = desk.choose(text, candidates) if desk.choose else None
    if chosen is None:
        raise Ambiguous(shorten(text), [names.label(person) for person in candidates])
    return chosen


def find_all(desk: Desk, texts: Sequence[str]) -> list[Named]:
    """Each of several names, everyone once, in the order given."""
    found = {person.id: person for person in (find(desk, text) for text in texts)}
    return list(found.values())


def by_reference(reader: Reader, text: str) -> list[Named]:
    """Whoever has this id, or else this e-mail address or phone number.

    Raises:
        NotFound: no contact has this id.
        WrongUse: it is the id of something else.
    """
    return _by_id(reader, text) or _by_point(reader, text)


def everyone_or_nobody(desk: Desk) -> list[Named]:
    """Everyone in the journal; nobody where there is no journal yet."""
    try:
        with desk.reading() as reader:
            return reader.named()
    except NoJournal:
        return []


def refuse_taken(reader: Reader, contact: Contact, before: Contact | None = None) -> None:
    """Refuse what is new about a contact and would lead to somebody or something else.

    Raises BadInput for an address, a number or an alias of somebody else's, and for a name or an
    alias that reads like an id: nobody could be found by it.
    """
    old = before or contact._replace(name="", points=(), aliases=())
    for point in contact.points:
        owners = [] if point in old.points else _owners(reader, point.kind, point.normal)
        for person in owners:
            if person.id != contact.id:
                raise BadInput(
                    f"{point.value} belongs to {names.label(person)}",
                    f"netlog show c{person.id} shows them; netlog edit c{person.id} changes them",
                )
    aliases = {names.fold(alias): alias for alias in contact.aliases if alias not in old.aliases}
    for person in reader.named() if aliases else ():
        clash = aliases.keys() & {person.key, *person.aliases}
        if clash and person.id != contact.id:
            raise BadInput(
                f'"{aliases[min(clash)]}" already means {names.label(person)}',
                "choose another alias",
            )
    for name in (contact.name, *aliases.values()):
        if name != old.name and names.parse_ref(name):
            raise BadInput(f'"{name}" would be taken for an id', "write more of the name")


def refuse_twin(reader: Reader, contact: Contact) -> None:
    """Raises BadInput where another command has just added somebody of this very name."""
    key = names.fold(contact.name)
    for person in reader.named():
        if person.key == key or key in person.aliases:
            raise BadInput(
                f"{names.label(person)} has been added meanwhile", "repeat it if you mean another"
            )


def whole(reader: Reader, contact_id: int) -> Contact:
    """The whole record. Raises NotFound when somebody removed it meanwhile."""
    contact = reader.contact(contact_id)
    if contact is None:
        raise NotFound(f"there is no contact c{contact_id}", "netlog list shows everyone")
    return contact


def _candidates(reader: Reader, text: str) -> Sequence[Named]:
    """Everyone whom a name may mean, somebody at least. Raises UnknownName, NotFound, WrongUse."""
    if not text.strip():
        raise WrongUse("the name is empty", "write a name, or an id like c12")
    if people := by_reference(reader, text):
        return people
    everyone = reader.named()
    found = names.find(text, everyone).people or _by_name_and_id(text, everyone)
    if not found:
        raise UnknownName(shorten(text), names.nearest(text, everyone))
    return found


def _by_id(reader: Reader, text: str) -> list[Named]:
    ref = names.parse_ref(text)
    if ref is None:
        return []
    if ref.kind != "contact":
        raise WrongUse(f"{text} is a {ref.kind}, and a person is needed", "write a name, or c12")
    person = reader.named_by_id(ref.id)
    if person is None and not text.strip().isdecimal():  # bare digits may be a phone number
        raise NotFound(f"there is no contact c{ref.id}", "netlog list shows everyone")
    return [person] if person else []


def _by_name_and_id(text: str, people: Sequence[Named]) -> Sequence[Named]:
    """`sam-keller-c12`, as completion tells namesakes apart."""
    name, _, tail = names.fold(text).rpartition(" ")
    ref = names.parse_ref(tail)
    if ref is None or ref.kind != "contact":
        return ()
    return names.find(name, [person for person in people if person.id == ref.id]).people


def _by_point(reader: Reader, text: str) -> list[Named]:
    if email := addresses.normal_email(text):
        return _owners(reader, "email", email)
    if phone := addresses.normal_phone(text):
        return _owners(reader, "phone", phone)
    return []


def _owners(reader: Reader, kind: str, normal: str) -> list[Named]:
    """Whose an address or number is. A phone number may be written with its country or without."""
    if kind == "phone":
        points = reader.points(kind)
        owners = [owner for owner, other in points if addresses.same_phone(normal, other)]
    else:
        owners = reader.owners(kind, normal)
    people = (reader.named_by_id(owner) for owner in dict.fromkeys(owners))
    return [person for person in people if person is not None]
