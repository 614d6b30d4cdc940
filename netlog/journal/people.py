"""Who is meant: names, ids, addresses and numbers become contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core import names
from netlog.errors import Ambiguous, BadInput, NoJournal, NotFound, UnknownName, WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netlog.core.model import Contact, Named, Point
    from netlog.journal.desk import Desk
    from netlog.store.reader import Reader


def resolve(desk: Desk, reader: Reader, text: str) -> Named:
    """The one contact that a name on the command line means.

    In the order of the design: an id; an e-mail address or phone number in any spelling; an exact
    alias; the full name; a unique part of it. Several candidates are asked about where somebody
    can be asked.

    Raises:
        UnknownName, NotFound: nobody.
        Ambiguous: several, and nobody to ask.
    """
    candidates = _by_id(reader, text) or _by_point(reader, text)
    if not candidates:
        people = reader.named()
        candidates = list(names.find(text, people).people)
        if not candidates:
            raise UnknownName(_shown(text), names.nearest(text, people))
    return choose(desk, text, candidates)


def choose(desk: Desk, text: str, candidates: Sequence[Named]) -> Named:
    """The only candidate, or the one that the user picks. Raises Ambiguous."""
    if len(candidates) == 1:
        return candidates[0]
    chosen = desk.choose(text, candidates) if desk.choose else None
    if chosen is None:
        raise Ambiguous(_shown(text), [names.label(person) for person in candidates])
    return chosen


def resolve_all(desk: Desk, reader: Reader, texts: Sequence[str]) -> list[Named]:
    """Each of several names, everyone once, in the order given."""
    found = {person.id: person for person in (resolve(desk, reader, text) for text in texts)}
    return list(found.values())


def everyone_or_nobody(desk: Desk) -> list[Named]:
    """Everyone in the journal; nobody where there is no journal yet."""
    try:
        with desk.reading() as reader:
            return reader.named()
    except NoJournal:
        return []


def refuse_taken(reader: Reader, points: Sequence[Point], owner: int | None = None) -> None:
    """Raises BadInput for an address or number that is somebody else's already: two people who
    share one could no longer be told apart by it.
    """
    for point in points:
        for taken in reader.owners(point.kind, point.normal):
            person = reader.named_by_id(taken)
            if taken != owner and person is not None:
                raise BadInput(
                    f"{point.value} belongs to {names.label(person)}",
                    f"netlog log c{taken} … writes to them; netlog edit c{taken} changes them",
                )


def whole(reader: Reader, contact_id: int) -> Contact:
    """The whole record. Raises NotFound when somebody removed it meanwhile."""
    contact = reader.contact(contact_id)
    if contact is None:
        raise NotFound(f"there is no contact c{contact_id}", "netlog list shows everyone")
    return contact


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


def _by_point(reader: Reader, text: str) -> list[Named]:
    if email := names.normal_email(text):
        owners = reader.owners("email", email)
    elif phone := names.normal_phone(text):
        owners = [
            owner for owner, other in reader.points("phone") if names.same_phone(phone, other)
        ]
    else:
        return []
    people = (reader.named_by_id(owner) for owner in dict.fromkeys(owners))
    return [person for person in people if person is not None]


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
