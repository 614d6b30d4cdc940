"""Full text over names, organisations, notes and touchpoints."""

from datetime import date
from typing import NamedTuple

from netlog.core import finding, names
from netlog.store.query import Clause, Query


class Hit(NamedTuple):
    """Something that holds every word sought: a contact, a note or a touchpoint.

    `people` are the contacts it is about, as (id, name); `text` is what was written there.
    """

    kind: str
    id: int
    on: date | None
    people: tuple[tuple[int, str], ...]
    text: str


_TEXT = {
    "contact": "name || ' ' || org || ' ' || title || ' ' || city || ' ' || met || ' ' || about",
    "note": "text",
    "touchpoint": "note || ' ' || place",
}

# Where else a word may stand that belongs to a record: ids, and a text that is folded already.
_ELSEWHERE = {
    "contact": (
        ("contact_id", "alias", "key"),
        ("contact_id", "contact_tag", "folded(tag)"),
    ),
    "note": (),
    "touchpoint": (("touchpoint_id", "touchpoint_tag", "folded(tag)"),),
}


class Search(Query):
    """Finding by words."""

    def find(self, words: list[str]) -> list[Hit]:
        """What holds all of `words`, each the start of a word there, without regard to case and
        accents: contacts first, then notes and touchpoints; the best match first, then the
        newest. Part of a contact point finds its contact too. Nothing holds no words.
        """
        sought = [word for word in words if word.strip()]
        return [*self._contacts(sought), *self._notes_and_touchpoints(sought)] if sought else []

    def _contacts(self, words: list[str]) -> list[Hit]:
        found, values = _holding("contact", words)
        rows = self._all(
            f"""
            SELECT contact.id, name, org, title, city, met, about
            FROM ({found}) AS found JOIN contact ON contact.id = found.id
            ORDER BY score, key, contact.id
            """,
            *values,
        )
        return [
            Hit("contact", number, None, ((number, name),), ", ".join(filter(None, texts)))
            for number, name, *texts in rows
        ]

    def _notes_and_touchpoints(self, words: list[str]) -> list[Hit]:
        import json

        notes, note_values = _holding("note", words)
        touchpoints, touchpoint_values = _holding("touchpoint", words)
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


def _holding(table: str, words: list[str]) -> Clause:
    """A query for (id, score) of the records of `table` that hold every word; less is better."""
    values: list[object] = []
    each = []
    for word in words:
        query, given = _holding_word(table, word)
        each.append(f"SELECT id FROM ({query})")
        values += given
    found = " INTERSECT ".join(each)
    terms = " OR ".join(_term(word) for word in words if finding.is_indexed(word))
    if not terms:
        return f"SELECT id, 0.0 AS score FROM ({found})", values
    search = f"search_{table}"
    query = (
        f"SELECT id, ifnull(score, 0.0) AS score FROM ({found}) LEFT JOIN"
        f" (SELECT rowid AS id, bm25({search}) AS score FROM {search} WHERE {search} MATCH ?)"
        " USING (id)"
    )
    return query, [*values, terms]


def _holding_word(table: str, word: str) -> Clause:
    """A query for the ids of the records of `table` that hold one word.

    The index cannot see inside a run of a script without spaces, nor a sign such as an emoji:
    for such a word the texts themselves are searched.
    """
    if finding.is_indexed(word):
        queries = [f"SELECT rowid AS id FROM search_{table} WHERE search_{table} MATCH ?"]
        values: list[object] = [_term(word)]
    else:
        queries = [f"SELECT id FROM {table} WHERE instr(lower({_TEXT[table]}), lower(?))"]
        values = [word]
    if folded := names.fold(word):
        for column, elsewhere, text in _ELSEWHERE[table]:
            queries.append(f"SELECT {column} FROM {elsewhere} WHERE instr(' ' || {text}, ?)")
            values.append(f" {folded}" if finding.is_indexed(word) else folded)
    if table == "contact":
        queries.append("SELECT contact_id FROM contact_point WHERE instr(lower(value), lower(?))")
        values.append(word)
    return " UNION ".join(queries), values


def _term(word: str) -> str:
    """The word as data of a full-text query, standing for all that start with it."""
    quoted = word.replace('"', '""').replace("\0", " ")
    return f'"{quoted}"*'
