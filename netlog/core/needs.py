"""What somebody could use, as far as the notes about them tell: something concrete to give."""

from collections.abc import Iterable
from datetime import date

from netlog.core import names
from netlog.core.agenda_items import Idea
from netlog.core.daywords import on_day
from netlog.core.lexicon import word_set
from netlog.core.model import Note

WORDS = word_set("need needs needed looking seeking searching wants wanted struggling stuck hiring")


def tells_need(text: str) -> bool:
    """Whether a text has a word for lacking something. English, as the words are."""
    return not WORDS.isdisjoint(names.fold(text).split())


def find_ideas(notes: Iterable[Note], today: date) -> list[Idea]:
    """The latest need of each contact, up to today, by contact."""
    latest: dict[int, Note] = {}
    for note in sorted(notes, key=lambda note: (note.on, note.id)):
        if note.on <= today and tells_need(note.text):
            latest[note.contact_id] = note
    return [
        Idea(
            contact_id,
            f'"{note.text}", you noted {on_day(note.on, today)}',
            "offer what you have, or somebody you know",
        )
        for contact_id, note in sorted(latest.items())
    ]
