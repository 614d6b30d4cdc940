"""Rows for every table of every released schema, and their way into a file of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Journal

_MADE = {"created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-02-03T04:05:06Z"}

# A row or two for every table, with something in every column.
ROWS: dict[str, list[dict[str, object]]] = {
    "contact": [
        {
            "id": number, "uid": f"c{number}", "name": name, "key": name.lower(), "org": "Acme",
            "title": "Engineer", "city": "Łódź", "birthday": "--02-29", "met": "PyCon",
            "met_on": "2026-01-01", "introduced_by": 1 if number > 1 else None, "circle": "close",
            "cadence_days": 9, "intros": "open", "about": "likes tea 🍵", "archived": number - 1,
            "added_on": "2026-01-01", "snoozed_until": "2026-03-01", **_MADE,
        }
        for number, name in ((1, "Ada"), (2, "Ben"))
    ],
    "contact_point": [
        {
            "id": 1, "contact_id": 1, "kind": "email", "value": "Ada@x.example",
            "normal": "ada@x.example", "label": "work",
        },
    ],
    "alias": [{"id": 1, "contact_id": 1, "name": "Countess", "key": "countess"}],
    "contact_tag": [{"id": 1, "contact_id": 1, "tag": "mentor"}],
    "note": [
        {"id": 1, "uid": "n1", "contact_id": 1, "day": "2026-01-03", "text": "machines", **_MADE}
    ],
    "touchpoint": [
        {
            "id": number, "uid": f"p{number}", "day": f"2026-01-0{number}", "at": "12:30",
            "channel": "meal", "note": "lunch", "depth": 4, "minutes": 50, "place": "Tartine",
            "source": "mbox", "source_id": f"m{number}", **_MADE,
        }
        for number in (1, 2)
    ],
    "participant": [
        {
            "id": number, "touchpoint_id": number, "contact_id": 1, "direction": "out",
            "awaits_reply": 1,
        }
        for number in (1, 2)
    ],
    "touchpoint_tag": [{"id": 1, "touchpoint_id": 1, "tag": "hiring"}],
    "tally": [
        {
            "contact_id": 1, "first_day": 9496, "last_day": 9497, "last_direction": "out",
            "days": 2, "weeks": 1, "flow_out": 2.0, "flow_in": 0.1, "good_weeks": 0.5,
            "long_out": 2.0, "long_in": 0.2, "long_weeks": 0.5, "fingerprint": "f",
            "last_out": 9497, "last_in": 9490, "first_talk": 9480, "last_talk": 9490, "deepest": 4,
        },
    ],
    "favour": [
        {
            "id": 1, "uid": "f1", "touchpoint_id": 1, "contact_id": 1, "kind": "asked", "size": 2,
            "settled_by": 2, **_MADE,
        },
    ],
    "follow_up": [
        {
            "id": 1, "uid": "t1", "contact_id": 1, "text": "call", "due_on": "2026-02-01",
            "anchor_on": "2026-01-01", "every": "1m", "done_on": "2026-02-02", **_MADE,
        },
    ],
    "interest": [
        {
            "id": 1, "uid": "w1", "contact_id": 1, "kind": "needs", "what": "a designer",
            "day": "2026-01-01", "settled_on": "2026-01-09", **_MADE,
        },
    ],
    "introduction": [
        {
            "id": 1, "uid": "i1", "a_id": 1, "a_answer": "yes", "a_asked_on": "2026-01-01",
            "a_asks": 2, "a_answered_on": "2026-01-02", "b_id": 2, "b_answer": "asked",
            "b_asked_on": "2026-01-03", "b_asks": 1, "b_answered_on": "2026-01-04",
            "purpose": "tea", "opened_on": "2026-01-01", "made_on": "2026-01-05",
            "touchpoint_id": 1, "one_sided": 1, "outcome": "good", "outcome_text": "they met",
            "outcome_on": "2026-01-06", "dropped_on": "2026-01-07", **_MADE,
        },
    ],
    "vouch": [
        {
            "id": 1, "uid": "v1", "contact_id": 1, "value": 4, "text": "kind",
            "day": "2026-01-01", **_MADE,
        },
    ],
    "acquaintance": [
        {
            "id": 1, "uid": "a1", "a_id": 1, "b_id": 2, "how": "school", "day": "2026-01-01",
            **_MADE,
        },
    ],
    "post": [
        {
            "id": 1, "uid": "o1", "contact_id": 1, "org": "Initech", "title": "CTO",
            "left_on": "2025-01-01", **_MADE,
        },
    ],
    "contact_uid": [{"id": 1, "contact_id": 1, "uid": "urn:uuid:1"}],
    "distinction": [{"id": 1, "uid": "d1", "a_id": 1, "b_id": 2, **_MADE}],
    "undo_operation": [
        {"id": 1, "at": "2026-01-01", "command": "netlog hi Ada", "summary": "1 contact added"}
    ],
    "undo_change": [
        {
            "id": 1, "operation_id": 1, "table_name": "contact", "row_id": 1, "action": "update",
            "before": "1,'c1'", "fields": "city",
        },
    ],
}  # fmt: skip


def fill(journal: Journal) -> dict[str, tuple[list[str], list[object]]]:
    """Rows for every table of the schema, which has no column that they leave out: by table the
    names of its columns, and what stands in them.
    """
    (version,) = journal.sql("PRAGMA user_version")[0]
    written = {}
    tables = [
        name
        for _, name, kind, *_ in journal.sql("PRAGMA table_list")
        if kind == "table" and not name.startswith("sqlite_") and name != "undo_active"
    ]
    # In the order of ROWS, where nothing refers to what comes after it.
    assert set(tables) <= set(ROWS), "a new table needs rows above"
    for table in filter(tables.__contains__, ROWS):
        columns = [name for _, name, *_ in journal.sql(f"PRAGMA table_info({table})")]
        for values in ROWS[table]:
            whole = {**values, "schema": version} if table == "undo_operation" else values
            assert set(columns) <= set(whole), f"a new column of {table} needs a value above"
            journal.sql(
                f"INSERT INTO {table} ({', '.join(columns)})"
                f" VALUES ({', '.join('?' * len(columns))})",
                *(whole[name] for name in columns),
            )
        listed = ", ".join(columns)
        written[table] = (columns, journal.sql(f"SELECT {listed} FROM {table} ORDER BY rowid"))
    return written
