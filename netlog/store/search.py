"""Full text over names, organisations, notes and touchpoints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from netlog.core import finding
from netlog.store.query import Query


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds every word sought: a contact, a note or a touchpoint.

    `people` are the contacts it is about, as (id, name); `text` is what was written there.
    """

    kind: str
    id: int
    on: date | None
    people: tuple[tuple[int, str], ...]
    text: str


# Where else a word may stand that belongs to a contact.
_IN_A_CONTACT = """(
  instr(key, folded(?))
  OR EXISTS (SELECT 1 FROM alias WHERE contact_id = contact.id AND instr(key, folded(?)))
  OR EXISTS (SELECT 1 FROM contact_point
    WHERE contact_id = contact.id AND instr(lower(value), lower(?)))
  OR EXISTS (SELECT 1 FROM contact_tag WHERE contact_id = contact.id AND folded(tag) = folded(?))
)"""

_TEXT = {
    "contact": "name || ' ' || org || ' ' || title || ' ' || city || ' ' || met || ' ' || about",
    "note": "text",
    "touchpoint": "note || ' ' || place",
}


class Search(Query):
    """Finding by words."""

    def find(self, words: list[str]) -> list[Hit]:
        """What holds all of `words`, each the start of a word there, without regard to case and
        accents: contacts first, then notes and touchpoints; the best match first, then the
        newest.
        """
        return [*self._contacts(words), *self._notes_and_touchpoints(words)]

    def _contacts(self, words: list[str]) -> list[Hit]:
        found, values = _condition("contact", words)
        everywhere = " AND ".join([_IN_A_CONTACT] * len(words))
        rows = self._all(
            f"""
            SELECT contact.id, name, org, title, city, met, about, max(score) FROM (
              {found}
              UNION ALL SELECT id, 0 FROM contact WHERE {everywhere}
            ) AS found JOIN contact ON contact.id = found.id
            GROUP BY contact.id ORDER BY min(score), key, contact.id
            """,
            *values,
            *(word for word in words for _ in range(_IN_A_CONTACT.count("?"))),
        )
        return [
            Hit("contact", number, None, ((number, name),), ", ".join(filter(None, texts)))
            for number, name, *texts, _ in rows
        ]

    def _notes_and_touchpoints(self, words: list[str]) -> list[Hit]:
        notes, note_values = _condition("note", words)
        touchpoints, touchpoint_values = _condition("touchpoint", words)
        rows = self._all(
            f"""
            SELECT 'note', note.id, day, text, score,
              json_array(json_array(contact.id, contact.name))
            FROM ({notes}) AS found JOIN note ON note.id = found.id
            JOIN contact ON contact.id = contact_id
            UNION ALL
            SELECT 'touchpoint', touchpoint.id, day,
              note || CASE WHEN place <> '' AND NOT instr(note, place) THEN ' @' || place
                ELSE '' END, score,
              (SELECT json_group_array(json_array(contact.id, contact.name))
               FROM participant JOIN contact ON contact.id = contact_id
               WHERE touchpoint_id = touchpoint.id)
            FROM ({touchpoints}) AS found JOIN touchpoint ON touchpoint.id = found.id
            ORDER BY score, day DESC, 1, 2 DESC
            """,
            *note_values,
            *touchpoint_values,
        )
        return [
            Hit(
                kind, number, date.fromisoformat(day),
                tuple((contact_id, name) for contact_id, name in json.loads(people)), text,
            )
            for kind, number, day, text, _, people in rows
        ]  # fmt: skip


def _condition(table: str, words: list[str]) -> tuple[str, list[object]]:
    """A query for (id, score) of the rows of `table` that hold every word; less is better.

    The index cannot see inside a run of a script without spaces, nor a sign such as an emoji;
    where a word has one, the texts themselves are searched.
    """
    if all(map(finding.is_indexed, words)):
        terms = " ".join(f'"{_quoted(word)}"*' for word in words)
        search = f"search_{table}"
        query = f"SELECT rowid AS id, bm25({search}) AS score FROM {search} WHERE {search} MATCH ?"
        return query, [terms]
    where = " AND ".join([f"instr(lower({_TEXT[table]}), lower(?))"] * len(words))
    return f"SELECT id, 0.0 AS score FROM {table} WHERE {where}", list(words)


def _quoted(word: str) -> str:
    return word.replace('"', '""')
