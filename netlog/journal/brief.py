"""One page before a meeting."""

from typing import NamedTuple

from netlog.core import questions
from netlog.journal import person
from netlog.journal.desk import Desk
from netlog.journal.person import Page


class Brief(NamedTuple):
    """A person's page, the greatest depth that was written down (0 for none), and three questions
    that go one step deeper.
    """

    page: Page
    deepest: int
    questions: tuple[str, ...]


def brief(desk: Desk, name: str) -> Brief:
    """What to read before meeting somebody. Raises NotFound, Ambiguous, NoJournal."""
    page = person.show(desk, name)
    contact = page.contact
    # Not the score's view of a missing depth: what was never said to be deep may have been small.
    deepest = max((touchpoint.depth or 0 for touchpoint in page.touchpoints), default=0)
    texts = [contact.about, contact.met, *(note.text for note in page.notes)]
    texts += [touchpoint.note for touchpoint in page.touchpoints]
    known = questions.find_topics(texts)
    if contact.city:
        known |= {"city"}
    if page.introduced_by:
        known |= {"met"}
    known |= {interest.kind.value for interest in page.interests}
    return Brief(page, deepest, questions.choose(deepest, known, contact.id))
