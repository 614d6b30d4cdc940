-- Contacts, touchpoints, notes, tallies, the undo log and full text.

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

-- Who took part in what, one row per contact and touchpoint: the log as a person would read it.
CREATE VIEW log AS
SELECT touchpoint.id AS touchpoint_id, day, at, channel, direction, awaits_reply,
       contact.id AS contact_id, contact.name, depth, minutes, place, note, source
FROM touchpoint
JOIN participant ON participant.touchpoint_id = touchpoint.id
JOIN contact ON contact.id = participant.contact_id;

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

-- Full text, kept true by triggers.
CREATE VIRTUAL TABLE search_contact USING fts5 (
  name, key, org, title, city, met, about, content='contact', content_rowid='id', prefix='2 3',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER search_contact_insert AFTER INSERT ON contact BEGIN
  INSERT INTO search_contact (rowid, name, key, org, title, city, met, about)
  VALUES (new.id, new.name, new.key, new.org, new.title, new.city, new.met, new.about);
END;
CREATE TRIGGER search_contact_delete AFTER DELETE ON contact BEGIN
  INSERT INTO search_contact (search_contact, rowid, name, key, org, title, city, met, about)
  VALUES ('delete', old.id, old.name, old.key, old.org, old.title, old.city, old.met, old.about);
END;
CREATE TRIGGER search_contact_update AFTER UPDATE OF name, key, org, title, city, met, about ON contact BEGIN
  INSERT INTO search_contact (search_contact, rowid, name, key, org, title, city, met, about)
  VALUES ('delete', old.id, old.name, old.key, old.org, old.title, old.city, old.met, old.about);
  INSERT INTO search_contact (rowid, name, key, org, title, city, met, about)
  VALUES (new.id, new.name, new.key, new.org, new.title, new.city, new.met, new.about);
END;

CREATE VIRTUAL TABLE search_touchpoint USING fts5 (
  note, place, content='touchpoint', content_rowid='id', prefix='2 3',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER search_touchpoint_insert AFTER INSERT ON touchpoint BEGIN
  INSERT INTO search_touchpoint (rowid, note, place)
  VALUES (new.id, new.note, new.place);
END;
CREATE TRIGGER search_touchpoint_delete AFTER DELETE ON touchpoint BEGIN
  INSERT INTO search_touchpoint (search_touchpoint, rowid, note, place)
  VALUES ('delete', old.id, old.note, old.place);
END;
CREATE TRIGGER search_touchpoint_update AFTER UPDATE OF note, place ON touchpoint BEGIN
  INSERT INTO search_touchpoint (search_touchpoint, rowid, note, place)
  VALUES ('delete', old.id, old.note, old.place);
  INSERT INTO search_touchpoint (rowid, note, place)
  VALUES (new.id, new.note, new.place);
END;

CREATE VIRTUAL TABLE search_note USING fts5 (
  text, content='note', content_rowid='id', prefix='2 3',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER search_note_insert AFTER INSERT ON note BEGIN
  INSERT INTO search_note (rowid, text)
  VALUES (new.id, new.text);
END;
CREATE TRIGGER search_note_delete AFTER DELETE ON note BEGIN
  INSERT INTO search_note (search_note, rowid, text)
  VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER search_note_update AFTER UPDATE OF text ON note BEGIN
  INSERT INTO search_note (search_note, rowid, text)
  VALUES ('delete', old.id, old.text);
  INSERT INTO search_note (rowid, text)
  VALUES (new.id, new.text);
END;
