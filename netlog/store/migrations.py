"""The schema, as numbered steps written by hand.

A journal is a SQLite file whose `application_id` says that it is ours and whose `user_version`
says how many of these steps it has taken. Tables are STRICT and named in the singular; every one
has an INTEGER PRIMARY KEY, because undo names rows by it. Tables that start with `undo_` or
`search_` are kept by triggers and are not themselves undone.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

APPLICATION_ID = 0x4E65744C  # "NetL"


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that this file has not taken yet. Call it inside a transaction."""
    from netlog.store import undo  # no command that reads needs it

    taken: int = connection.execute("PRAGMA user_version").fetchone()[0]
    for step in STEPS[taken:]:
        step(connection)
    undo.install(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """`executescript` would commit the transaction that holds the step together."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def first_journal(connection: sqlite3.Connection) -> None:
    """Contacts, touchpoints, notes, tallies, the undo log and full text."""
    _run(connection, _PEOPLE)
    _run(connection, _LOG)
    _run(connection, _VIEWS)
    _run(connection, _UNDO)
    for table, columns in {
        "contact": "name, key, org, title, city, met, about",
        "touchpoint": "note, place",
        "note": "text",
    }.items():
        _run(connection, _full_text(table, columns))


def morning_page(connection: sqlite3.Connection) -> None:
    """Favours, follow-ups, who is to be left in peace for a while, and the last day in touch each
    way: what the page of the day is made of.
    """
    _run(connection, _FAVOURS)
    _run(connection, _LAST_DAYS)


def connections(connection: sqlite3.Connection) -> None:
    """Interests, introductions, vouches, who knows whom, and where somebody was before."""
    _run(connection, _CONNECTIONS)


_PEOPLE = """
CREATE TABLE contact (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL CHECK (name <> ''),
  key           TEXT NOT NULL,               -- the name folded: no case, accents, punctuation
  org           TEXT NOT NULL DEFAULT '',
  title         TEXT NOT NULL DEFAULT '',
  city          TEXT NOT NULL DEFAULT '',
  birthday      TEXT,                        -- 1988-02-29, or --02-29 without the year
  met           TEXT NOT NULL DEFAULT '',    -- how and where we met
  met_on        TEXT,
  introduced_by INTEGER REFERENCES contact (id) ON DELETE SET NULL,
  circle        TEXT,
  cadence_days  INTEGER CHECK (cadence_days > 0),
  intros        TEXT NOT NULL DEFAULT 'ask' CHECK (intros IN ('never', 'ask', 'open')),
  about         TEXT NOT NULL DEFAULT '',
  archived      INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  added_on      TEXT NOT NULL,
  created_at    TEXT NOT NULL,
  updated_at    TEXT NOT NULL
) STRICT;
CREATE INDEX contact_key ON contact (key);
CREATE INDEX contact_introduced_by ON contact (introduced_by) WHERE introduced_by IS NOT NULL;

CREATE TABLE contact_point (
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'url')),
  value      TEXT NOT NULL,                  -- as written
  normal     TEXT NOT NULL,                  -- as matched
  label      TEXT NOT NULL DEFAULT '',
  UNIQUE (contact_id, kind, normal)
) STRICT;
CREATE INDEX contact_point_normal ON contact_point (normal);

CREATE TABLE alias (
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  name       TEXT NOT NULL,
  key        TEXT NOT NULL,
  UNIQUE (contact_id, key)
) STRICT;

CREATE TABLE contact_tag (
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  tag        TEXT NOT NULL,
  UNIQUE (contact_id, tag)
) STRICT;

CREATE TABLE note (
  id         INTEGER PRIMARY KEY,
  uid        TEXT NOT NULL UNIQUE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  day        TEXT NOT NULL CHECK (day IS date(day)),
  text       TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX note_contact ON note (contact_id);
"""

_LOG = """
CREATE TABLE touchpoint (
  id         INTEGER PRIMARY KEY,
  uid        TEXT NOT NULL UNIQUE,
  day        TEXT NOT NULL CHECK (day IS date(day)), -- the local calendar day
  at         TEXT,                           -- the local time, if known
  channel    TEXT NOT NULL,
  note       TEXT NOT NULL DEFAULT '',
  depth      INTEGER CHECK (depth BETWEEN 1 AND 5),
  minutes    INTEGER CHECK (minutes > 0),
  place      TEXT NOT NULL DEFAULT '',
  source     TEXT NOT NULL DEFAULT '',       -- where an imported one came from
  source_id  TEXT,                           -- its id there; seen twice, it is written once
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (source, source_id)
) STRICT;
CREATE INDEX touchpoint_day ON touchpoint (day);

CREATE TABLE participant (
  id            INTEGER PRIMARY KEY,
  touchpoint_id INTEGER NOT NULL REFERENCES touchpoint (id) ON DELETE CASCADE,
  contact_id    INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  direction     TEXT NOT NULL CHECK (direction IN ('out', 'in', 'both')),
  awaits_reply  INTEGER NOT NULL DEFAULT 0 CHECK (awaits_reply IN (0, 1)),
  UNIQUE (touchpoint_id, contact_id)
) STRICT;
CREATE INDEX participant_contact ON participant (contact_id, touchpoint_id);

CREATE TABLE touchpoint_tag (
  id            INTEGER PRIMARY KEY,
  touchpoint_id INTEGER NOT NULL REFERENCES touchpoint (id) ON DELETE CASCADE,
  tag           TEXT NOT NULL,
  UNIQUE (touchpoint_id, tag)
) STRICT;

-- What core/scoring.py folds a contact's touchpoints into. It holds nothing that depends on today,
-- and the transaction that changes the log keeps it true.
CREATE TABLE tally (
  contact_id     INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
  first_day      INTEGER NOT NULL,           -- days since Monday 2000-01-03
  last_day       INTEGER NOT NULL,
  last_direction TEXT NOT NULL,
  days           INTEGER NOT NULL,
  weeks          INTEGER NOT NULL,
  flow_out       REAL NOT NULL,
  flow_in        REAL NOT NULL,
  good_weeks     REAL NOT NULL,
  long_out       REAL NOT NULL,
  long_in        REAL NOT NULL,
  long_weeks     REAL NOT NULL,
  fingerprint    TEXT NOT NULL               -- of the constants it was folded with
) STRICT;
"""

_VIEWS = """
-- Who took part in what, one row per contact and touchpoint: the log as a person would read it.
CREATE VIEW log AS
SELECT touchpoint.id AS touchpoint_id, day, at, channel, direction, awaits_reply,
       contact.id AS contact_id, contact.name, depth, minutes, place, note, source
FROM touchpoint
JOIN participant ON participant.touchpoint_id = touchpoint.id
JOIN contact ON contact.id = participant.contact_id;
"""

_UNDO = """
CREATE TABLE undo_operation (
  id      INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that a stale one is noticed
  at      TEXT NOT NULL,
  command TEXT NOT NULL,                     -- as it was typed
  summary TEXT NOT NULL DEFAULT '',          -- what it changed, in words
  schema  INTEGER NOT NULL                   -- undo does not reach behind a migration
) STRICT;
CREATE TABLE undo_change (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES undo_operation (id) ON DELETE CASCADE,
  table_name   TEXT NOT NULL,
  row_id       INTEGER NOT NULL,
  action       TEXT NOT NULL,                -- insert, update or delete
  before       TEXT,                         -- the row, as JSON; NULL for an insert
  fields       TEXT                          -- for an update, the columns that changed
) STRICT;
CREATE INDEX undo_change_operation ON undo_change (operation_id);
-- One row while a command writes; the triggers record nothing without it.
CREATE TABLE undo_active (operation_id INTEGER NOT NULL) STRICT;
"""

_FAVOURS = """
ALTER TABLE contact ADD COLUMN snoozed_until TEXT CHECK (snoozed_until IS date(snoozed_until));

-- A favour is a touchpoint, which has its day and its words.
CREATE TABLE favour (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  touchpoint_id INTEGER NOT NULL REFERENCES touchpoint (id) ON DELETE CASCADE,
  contact_id    INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  kind          TEXT NOT NULL CHECK (kind IN ('given', 'received', 'asked')),
  size          INTEGER NOT NULL DEFAULT 1 CHECK (size BETWEEN 1 AND 3),
  -- What answered an ask, or thanked for what was received; gone, the matter is open again.
  settled_by    INTEGER REFERENCES touchpoint (id) ON DELETE SET NULL
                CHECK (settled_by IS NULL OR kind <> 'given'),
  created_at    TEXT NOT NULL,
  updated_at    TEXT NOT NULL,
  UNIQUE (touchpoint_id, contact_id)
) STRICT;
CREATE INDEX favour_contact ON favour (contact_id);
CREATE INDEX favour_settled_by ON favour (settled_by) WHERE settled_by IS NOT NULL;

CREATE TABLE follow_up (
  id         INTEGER PRIMARY KEY,
  uid        TEXT NOT NULL UNIQUE,
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  text       TEXT NOT NULL CHECK (text <> ''),
  due_on     TEXT NOT NULL CHECK (due_on IS date(due_on)),
  anchor_on  TEXT NOT NULL CHECK (anchor_on IS date(anchor_on)), -- what `every` is counted from
  every      TEXT,                           -- 10d, 3w, 2m, 1y
  done_on    TEXT CHECK (done_on IS date(done_on)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX follow_up_contact ON follow_up (contact_id) WHERE contact_id IS NOT NULL;

CREATE INDEX participant_awaits ON participant (contact_id, touchpoint_id) WHERE awaits_reply;

-- Favours as a person would read them: what, when, and what became of it. CROSS JOIN keeps SQLite
-- at the favours, where a condition on the day would have it read the log.
CREATE VIEW ledger AS
SELECT favour.id, favour.contact_id, contact.name, kind, touchpoint.note AS what, size,
       touchpoint.day, touchpoint.id AS touchpoint_id, settled_by, settled.day AS settled_on,
       CASE WHEN settled_by IS NULL THEN ''
            WHEN kind = 'received' THEN 'thanked'
            WHEN EXISTS (SELECT 1 FROM favour AS got WHERE got.touchpoint_id = settled.id
                         AND got.contact_id = favour.contact_id AND got.kind = 'received')
              THEN 'got'
            ELSE 'declined' END AS outcome
FROM favour
CROSS JOIN contact ON contact.id = favour.contact_id
CROSS JOIN touchpoint ON touchpoint.id = favour.touchpoint_id
LEFT JOIN touchpoint AS settled ON settled.id = settled_by;
"""

_LAST_DAYS = """
ALTER TABLE tally ADD COLUMN last_out INTEGER;
ALTER TABLE tally ADD COLUMN last_in INTEGER;
ALTER TABLE tally ADD COLUMN first_talk INTEGER;
ALTER TABLE tally ADD COLUMN last_talk INTEGER;
ALTER TABLE tally ADD COLUMN deepest INTEGER NOT NULL DEFAULT 0;
UPDATE tally SET (last_out, last_in, first_talk, last_talk, deepest) = (
  SELECT max(iif(direction <> 'in', number, NULL)), max(iif(direction <> 'out', number, NULL)),
         min(iif(direction = 'both', number, NULL)), max(iif(direction = 'both', number, NULL)),
         ifnull(max(depth), 0)
  FROM (SELECT direction, depth, julianday(day) - julianday('2000-01-03') AS number
        FROM participant JOIN touchpoint ON touchpoint.id = touchpoint_id
        WHERE participant.contact_id = tally.contact_id)
);
"""


_CONNECTIONS = """
CREATE TABLE interest (
  id         INTEGER PRIMARY KEY,
  uid        TEXT NOT NULL UNIQUE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL CHECK (kind IN ('needs', 'offers', 'cares')),
  what       TEXT NOT NULL CHECK (what <> ''),
  day        TEXT NOT NULL CHECK (day IS date(day)),
  settled_on TEXT CHECK (settled_on IS date(settled_on)), -- since when a need is met
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX interest_contact ON interest (contact_id);

CREATE TABLE introduction (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  a_id          INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  a_answer      TEXT NOT NULL DEFAULT 'not asked'
                CHECK (a_answer IN ('not asked', 'asked', 'yes', 'no')),
  a_asked_on    TEXT CHECK (a_asked_on IS date(a_asked_on)),
  a_asks        INTEGER NOT NULL DEFAULT 0,
  a_answered_on TEXT CHECK (a_answered_on IS date(a_answered_on)),
  b_id          INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  b_answer      TEXT NOT NULL DEFAULT 'not asked'
                CHECK (b_answer IN ('not asked', 'asked', 'yes', 'no')),
  b_asked_on    TEXT CHECK (b_asked_on IS date(b_asked_on)),
  b_asks        INTEGER NOT NULL DEFAULT 0,
  b_answered_on TEXT CHECK (b_answered_on IS date(b_answered_on)),
  purpose       TEXT NOT NULL CHECK (purpose <> ''),
  opened_on     TEXT NOT NULL CHECK (opened_on IS date(opened_on)),
  made_on       TEXT CHECK (made_on IS date(made_on)),
  touchpoint_id INTEGER REFERENCES touchpoint (id) ON DELETE SET NULL, -- by which it was made
  one_sided     INTEGER NOT NULL DEFAULT 0 CHECK (one_sided IN (0, 1)),
  outcome       TEXT CHECK (outcome IN ('good', 'flat', 'bad')),
  outcome_text  TEXT NOT NULL DEFAULT '',
  outcome_on    TEXT CHECK (outcome_on IS date(outcome_on)),
  dropped_on    TEXT CHECK (dropped_on IS date(dropped_on)),
  created_at    TEXT NOT NULL,
  updated_at    TEXT NOT NULL,
  CHECK (a_id <> b_id)
) STRICT;
CREATE INDEX introduction_a ON introduction (a_id);
CREATE INDEX introduction_b ON introduction (b_id);
CREATE INDEX introduction_touchpoint ON introduction (touchpoint_id)
  WHERE touchpoint_id IS NOT NULL;

CREATE TABLE vouch (
  id         INTEGER PRIMARY KEY,
  uid        TEXT NOT NULL UNIQUE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  value      INTEGER NOT NULL CHECK (value BETWEEN 1 AND 5),
  text       TEXT NOT NULL DEFAULT '',
  day        TEXT NOT NULL CHECK (day IS date(day)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX vouch_contact ON vouch (contact_id, day);

CREATE TABLE acquaintance (
  id         INTEGER PRIMARY KEY,
  uid        TEXT NOT NULL UNIQUE,
  a_id       INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  b_id       INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  how        TEXT NOT NULL DEFAULT '',
  day        TEXT NOT NULL CHECK (day IS date(day)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (a_id, b_id),
  CHECK (a_id < b_id)
) STRICT;
CREATE INDEX acquaintance_b ON acquaintance (b_id);

CREATE TABLE post (
  id         INTEGER PRIMARY KEY,
  uid        TEXT NOT NULL UNIQUE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  org        TEXT NOT NULL CHECK (org <> ''),
  title      TEXT NOT NULL DEFAULT '',
  left_on    TEXT NOT NULL CHECK (left_on IS date(left_on)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX post_contact ON post (contact_id);
"""


def _full_text(table: str, columns: str) -> str:
    """An FTS5 index over a table's columns, with the triggers that keep it true."""
    names = columns.split(", ")
    old = ", ".join(f"old.{name}" for name in names)
    new = ", ".join(f"new.{name}" for name in names)
    remove = (
        f"INSERT INTO search_{table} (search_{table}, rowid, {columns})"
        f" VALUES ('delete', old.id, {old});"
    )
    insert = f"INSERT INTO search_{table} (rowid, {columns}) VALUES (new.id, {new});"
    return f"""
CREATE VIRTUAL TABLE search_{table} USING fts5 (
  {columns}, content='{table}', content_rowid='id', prefix='2 3',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER search_{table}_insert AFTER INSERT ON {table} BEGIN {insert} END;
CREATE TRIGGER search_{table}_delete AFTER DELETE ON {table} BEGIN {remove} END;
CREATE TRIGGER search_{table}_update AFTER UPDATE OF {columns} ON {table}
BEGIN {remove} {insert} END;
"""


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (first_journal, morning_page, connections)
LATEST = len(STEPS)
