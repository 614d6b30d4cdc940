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
, snoozed_until TEXT CHECK (snoozed_until IS date(snoozed_until))) STRICT;
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
, last_out INTEGER, last_in INTEGER, first_talk INTEGER, last_talk INTEGER, deepest INTEGER NOT NULL DEFAULT 0) STRICT;
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
  before       TEXT,                         -- the row as SQL literals; NULL for an insert
  fields       TEXT                          -- for an update, the columns that changed
) STRICT;
CREATE INDEX undo_change_operation ON undo_change (operation_id);
CREATE TABLE undo_active (operation_id INTEGER NOT NULL) STRICT;
CREATE VIRTUAL TABLE search_contact USING fts5 (
  name, key, org, title, city, met, about, content='contact', content_rowid='id', prefix='2 3',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER search_contact_insert AFTER INSERT ON contact BEGIN INSERT INTO search_contact (rowid, name, key, org, title, city, met, about) VALUES (new.id, new.name, new.key, new.org, new.title, new.city, new.met, new.about); END;
CREATE TRIGGER search_contact_delete AFTER DELETE ON contact BEGIN INSERT INTO search_contact (search_contact, rowid, name, key, org, title, city, met, about) VALUES ('delete', old.id, old.name, old.key, old.org, old.title, old.city, old.met, old.about); END;
CREATE TRIGGER search_contact_update AFTER UPDATE OF name, key, org, title, city, met, about ON contact
BEGIN INSERT INTO search_contact (search_contact, rowid, name, key, org, title, city, met, about) VALUES ('delete', old.id, old.name, old.key, old.org, old.title, old.city, old.met, old.about); INSERT INTO search_contact (rowid, name, key, org, title, city, met, about) VALUES (new.id, new.name, new.key, new.org, new.title, new.city, new.met, new.about); END;
CREATE VIRTUAL TABLE search_touchpoint USING fts5 (
  note, place, content='touchpoint', content_rowid='id', prefix='2 3',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER search_touchpoint_insert AFTER INSERT ON touchpoint BEGIN INSERT INTO search_touchpoint (rowid, note, place) VALUES (new.id, new.note, new.place); END;
CREATE TRIGGER search_touchpoint_delete AFTER DELETE ON touchpoint BEGIN INSERT INTO search_touchpoint (search_touchpoint, rowid, note, place) VALUES ('delete', old.id, old.note, old.place); END;
CREATE TRIGGER search_touchpoint_update AFTER UPDATE OF note, place ON touchpoint
BEGIN INSERT INTO search_touchpoint (search_touchpoint, rowid, note, place) VALUES ('delete', old.id, old.note, old.place); INSERT INTO search_touchpoint (rowid, note, place) VALUES (new.id, new.note, new.place); END;
CREATE VIRTUAL TABLE search_note USING fts5 (
  text, content='note', content_rowid='id', prefix='2 3',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER search_note_insert AFTER INSERT ON note BEGIN INSERT INTO search_note (rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER search_note_delete AFTER DELETE ON note BEGIN INSERT INTO search_note (search_note, rowid, text) VALUES ('delete', old.id, old.text); END;
CREATE TRIGGER search_note_update AFTER UPDATE OF text ON note
BEGIN INSERT INTO search_note (search_note, rowid, text) VALUES ('delete', old.id, old.text); INSERT INTO search_note (rowid, text) VALUES (new.id, new.text); END;
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
CREATE TRIGGER "undo_acquaintance_insert" AFTER INSERT ON "acquaintance"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'acquaintance', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_acquaintance_update" AFTER UPDATE ON "acquaintance"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'acquaintance', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."a_id") = 'text' AND instr(old."a_id", char(0)), 'CAST(x''' || hex(old."a_id") || ''' AS TEXT)', quote(old."a_id")) || ',' || iif(typeof(old."b_id") = 'text' AND instr(old."b_id", char(0)), 'CAST(x''' || hex(old."b_id") || ''' AS TEXT)', quote(old."b_id")) || ',' || iif(typeof(old."how") = 'text' AND instr(old."how", char(0)), 'CAST(x''' || hex(old."how") || ''' AS TEXT)', quote(old."how")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."a_id" IS NOT new."a_id", 'a_id ', '') || iif(old."b_id" IS NOT new."b_id", 'b_id ', '') || iif(old."how" IS NOT new."how", 'how ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_acquaintance_delete" AFTER DELETE ON "acquaintance"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'acquaintance', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."a_id") = 'text' AND instr(old."a_id", char(0)), 'CAST(x''' || hex(old."a_id") || ''' AS TEXT)', quote(old."a_id")) || ',' || iif(typeof(old."b_id") = 'text' AND instr(old."b_id", char(0)), 'CAST(x''' || hex(old."b_id") || ''' AS TEXT)', quote(old."b_id")) || ',' || iif(typeof(old."how") = 'text' AND instr(old."how", char(0)), 'CAST(x''' || hex(old."how") || ''' AS TEXT)', quote(old."how")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_alias_insert" AFTER INSERT ON "alias"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'alias', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_alias_update" AFTER UPDATE ON "alias"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'alias', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."name") = 'text' AND instr(old."name", char(0)), 'CAST(x''' || hex(old."name") || ''' AS TEXT)', quote(old."name")) || ',' || iif(typeof(old."key") = 'text' AND instr(old."key", char(0)), 'CAST(x''' || hex(old."key") || ''' AS TEXT)', quote(old."key")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."name" IS NOT new."name", 'name ', '') || iif(old."key" IS NOT new."key", 'key ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_alias_delete" AFTER DELETE ON "alias"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'alias', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."name") = 'text' AND instr(old."name", char(0)), 'CAST(x''' || hex(old."name") || ''' AS TEXT)', quote(old."name")) || ',' || iif(typeof(old."key") = 'text' AND instr(old."key", char(0)), 'CAST(x''' || hex(old."key") || ''' AS TEXT)', quote(old."key")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_contact_insert" AFTER INSERT ON "contact"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_contact_update" AFTER UPDATE ON "contact"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."name") = 'text' AND instr(old."name", char(0)), 'CAST(x''' || hex(old."name") || ''' AS TEXT)', quote(old."name")) || ',' || iif(typeof(old."key") = 'text' AND instr(old."key", char(0)), 'CAST(x''' || hex(old."key") || ''' AS TEXT)', quote(old."key")) || ',' || iif(typeof(old."org") = 'text' AND instr(old."org", char(0)), 'CAST(x''' || hex(old."org") || ''' AS TEXT)', quote(old."org")) || ',' || iif(typeof(old."title") = 'text' AND instr(old."title", char(0)), 'CAST(x''' || hex(old."title") || ''' AS TEXT)', quote(old."title")) || ',' || iif(typeof(old."city") = 'text' AND instr(old."city", char(0)), 'CAST(x''' || hex(old."city") || ''' AS TEXT)', quote(old."city")) || ',' || iif(typeof(old."birthday") = 'text' AND instr(old."birthday", char(0)), 'CAST(x''' || hex(old."birthday") || ''' AS TEXT)', quote(old."birthday")) || ',' || iif(typeof(old."met") = 'text' AND instr(old."met", char(0)), 'CAST(x''' || hex(old."met") || ''' AS TEXT)', quote(old."met")) || ',' || iif(typeof(old."met_on") = 'text' AND instr(old."met_on", char(0)), 'CAST(x''' || hex(old."met_on") || ''' AS TEXT)', quote(old."met_on")) || ',' || iif(typeof(old."introduced_by") = 'text' AND instr(old."introduced_by", char(0)), 'CAST(x''' || hex(old."introduced_by") || ''' AS TEXT)', quote(old."introduced_by")) || ',' || iif(typeof(old."circle") = 'text' AND instr(old."circle", char(0)), 'CAST(x''' || hex(old."circle") || ''' AS TEXT)', quote(old."circle")) || ',' || iif(typeof(old."cadence_days") = 'text' AND instr(old."cadence_days", char(0)), 'CAST(x''' || hex(old."cadence_days") || ''' AS TEXT)', quote(old."cadence_days")) || ',' || iif(typeof(old."intros") = 'text' AND instr(old."intros", char(0)), 'CAST(x''' || hex(old."intros") || ''' AS TEXT)', quote(old."intros")) || ',' || iif(typeof(old."about") = 'text' AND instr(old."about", char(0)), 'CAST(x''' || hex(old."about") || ''' AS TEXT)', quote(old."about")) || ',' || iif(typeof(old."archived") = 'text' AND instr(old."archived", char(0)), 'CAST(x''' || hex(old."archived") || ''' AS TEXT)', quote(old."archived")) || ',' || iif(typeof(old."added_on") = 'text' AND instr(old."added_on", char(0)), 'CAST(x''' || hex(old."added_on") || ''' AS TEXT)', quote(old."added_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")) || ',' || iif(typeof(old."snoozed_until") = 'text' AND instr(old."snoozed_until", char(0)), 'CAST(x''' || hex(old."snoozed_until") || ''' AS TEXT)', quote(old."snoozed_until")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."name" IS NOT new."name", 'name ', '') || iif(old."key" IS NOT new."key", 'key ', '') || iif(old."org" IS NOT new."org", 'org ', '') || iif(old."title" IS NOT new."title", 'title ', '') || iif(old."city" IS NOT new."city", 'city ', '') || iif(old."birthday" IS NOT new."birthday", 'birthday ', '') || iif(old."met" IS NOT new."met", 'met ', '') || iif(old."met_on" IS NOT new."met_on", 'met_on ', '') || iif(old."introduced_by" IS NOT new."introduced_by", 'introduced_by ', '') || iif(old."circle" IS NOT new."circle", 'circle ', '') || iif(old."cadence_days" IS NOT new."cadence_days", 'cadence_days ', '') || iif(old."intros" IS NOT new."intros", 'intros ', '') || iif(old."about" IS NOT new."about", 'about ', '') || iif(old."archived" IS NOT new."archived", 'archived ', '') || iif(old."added_on" IS NOT new."added_on", 'added_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '') || iif(old."snoozed_until" IS NOT new."snoozed_until", 'snoozed_until ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_contact_delete" AFTER DELETE ON "contact"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."name") = 'text' AND instr(old."name", char(0)), 'CAST(x''' || hex(old."name") || ''' AS TEXT)', quote(old."name")) || ',' || iif(typeof(old."key") = 'text' AND instr(old."key", char(0)), 'CAST(x''' || hex(old."key") || ''' AS TEXT)', quote(old."key")) || ',' || iif(typeof(old."org") = 'text' AND instr(old."org", char(0)), 'CAST(x''' || hex(old."org") || ''' AS TEXT)', quote(old."org")) || ',' || iif(typeof(old."title") = 'text' AND instr(old."title", char(0)), 'CAST(x''' || hex(old."title") || ''' AS TEXT)', quote(old."title")) || ',' || iif(typeof(old."city") = 'text' AND instr(old."city", char(0)), 'CAST(x''' || hex(old."city") || ''' AS TEXT)', quote(old."city")) || ',' || iif(typeof(old."birthday") = 'text' AND instr(old."birthday", char(0)), 'CAST(x''' || hex(old."birthday") || ''' AS TEXT)', quote(old."birthday")) || ',' || iif(typeof(old."met") = 'text' AND instr(old."met", char(0)), 'CAST(x''' || hex(old."met") || ''' AS TEXT)', quote(old."met")) || ',' || iif(typeof(old."met_on") = 'text' AND instr(old."met_on", char(0)), 'CAST(x''' || hex(old."met_on") || ''' AS TEXT)', quote(old."met_on")) || ',' || iif(typeof(old."introduced_by") = 'text' AND instr(old."introduced_by", char(0)), 'CAST(x''' || hex(old."introduced_by") || ''' AS TEXT)', quote(old."introduced_by")) || ',' || iif(typeof(old."circle") = 'text' AND instr(old."circle", char(0)), 'CAST(x''' || hex(old."circle") || ''' AS TEXT)', quote(old."circle")) || ',' || iif(typeof(old."cadence_days") = 'text' AND instr(old."cadence_days", char(0)), 'CAST(x''' || hex(old."cadence_days") || ''' AS TEXT)', quote(old."cadence_days")) || ',' || iif(typeof(old."intros") = 'text' AND instr(old."intros", char(0)), 'CAST(x''' || hex(old."intros") || ''' AS TEXT)', quote(old."intros")) || ',' || iif(typeof(old."about") = 'text' AND instr(old."about", char(0)), 'CAST(x''' || hex(old."about") || ''' AS TEXT)', quote(old."about")) || ',' || iif(typeof(old."archived") = 'text' AND instr(old."archived", char(0)), 'CAST(x''' || hex(old."archived") || ''' AS TEXT)', quote(old."archived")) || ',' || iif(typeof(old."added_on") = 'text' AND instr(old."added_on", char(0)), 'CAST(x''' || hex(old."added_on") || ''' AS TEXT)', quote(old."added_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")) || ',' || iif(typeof(old."snoozed_until") = 'text' AND instr(old."snoozed_until", char(0)), 'CAST(x''' || hex(old."snoozed_until") || ''' AS TEXT)', quote(old."snoozed_until")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_contact_point_insert" AFTER INSERT ON "contact_point"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_point', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_contact_point_update" AFTER UPDATE ON "contact_point"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_point', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."kind") = 'text' AND instr(old."kind", char(0)), 'CAST(x''' || hex(old."kind") || ''' AS TEXT)', quote(old."kind")) || ',' || iif(typeof(old."value") = 'text' AND instr(old."value", char(0)), 'CAST(x''' || hex(old."value") || ''' AS TEXT)', quote(old."value")) || ',' || iif(typeof(old."normal") = 'text' AND instr(old."normal", char(0)), 'CAST(x''' || hex(old."normal") || ''' AS TEXT)', quote(old."normal")) || ',' || iif(typeof(old."label") = 'text' AND instr(old."label", char(0)), 'CAST(x''' || hex(old."label") || ''' AS TEXT)', quote(old."label")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."kind" IS NOT new."kind", 'kind ', '') || iif(old."value" IS NOT new."value", 'value ', '') || iif(old."normal" IS NOT new."normal", 'normal ', '') || iif(old."label" IS NOT new."label", 'label ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_contact_point_delete" AFTER DELETE ON "contact_point"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_point', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."kind") = 'text' AND instr(old."kind", char(0)), 'CAST(x''' || hex(old."kind") || ''' AS TEXT)', quote(old."kind")) || ',' || iif(typeof(old."value") = 'text' AND instr(old."value", char(0)), 'CAST(x''' || hex(old."value") || ''' AS TEXT)', quote(old."value")) || ',' || iif(typeof(old."normal") = 'text' AND instr(old."normal", char(0)), 'CAST(x''' || hex(old."normal") || ''' AS TEXT)', quote(old."normal")) || ',' || iif(typeof(old."label") = 'text' AND instr(old."label", char(0)), 'CAST(x''' || hex(old."label") || ''' AS TEXT)', quote(old."label")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_contact_tag_insert" AFTER INSERT ON "contact_tag"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_tag', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_contact_tag_update" AFTER UPDATE ON "contact_tag"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_tag', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."tag") = 'text' AND instr(old."tag", char(0)), 'CAST(x''' || hex(old."tag") || ''' AS TEXT)', quote(old."tag")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."tag" IS NOT new."tag", 'tag ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_contact_tag_delete" AFTER DELETE ON "contact_tag"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_tag', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."tag") = 'text' AND instr(old."tag", char(0)), 'CAST(x''' || hex(old."tag") || ''' AS TEXT)', quote(old."tag")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_favour_insert" AFTER INSERT ON "favour"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'favour', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_favour_update" AFTER UPDATE ON "favour"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'favour', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."touchpoint_id") = 'text' AND instr(old."touchpoint_id", char(0)), 'CAST(x''' || hex(old."touchpoint_id") || ''' AS TEXT)', quote(old."touchpoint_id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."kind") = 'text' AND instr(old."kind", char(0)), 'CAST(x''' || hex(old."kind") || ''' AS TEXT)', quote(old."kind")) || ',' || iif(typeof(old."size") = 'text' AND instr(old."size", char(0)), 'CAST(x''' || hex(old."size") || ''' AS TEXT)', quote(old."size")) || ',' || iif(typeof(old."settled_by") = 'text' AND instr(old."settled_by", char(0)), 'CAST(x''' || hex(old."settled_by") || ''' AS TEXT)', quote(old."settled_by")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."touchpoint_id" IS NOT new."touchpoint_id", 'touchpoint_id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."kind" IS NOT new."kind", 'kind ', '') || iif(old."size" IS NOT new."size", 'size ', '') || iif(old."settled_by" IS NOT new."settled_by", 'settled_by ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_favour_delete" AFTER DELETE ON "favour"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'favour', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."touchpoint_id") = 'text' AND instr(old."touchpoint_id", char(0)), 'CAST(x''' || hex(old."touchpoint_id") || ''' AS TEXT)', quote(old."touchpoint_id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."kind") = 'text' AND instr(old."kind", char(0)), 'CAST(x''' || hex(old."kind") || ''' AS TEXT)', quote(old."kind")) || ',' || iif(typeof(old."size") = 'text' AND instr(old."size", char(0)), 'CAST(x''' || hex(old."size") || ''' AS TEXT)', quote(old."size")) || ',' || iif(typeof(old."settled_by") = 'text' AND instr(old."settled_by", char(0)), 'CAST(x''' || hex(old."settled_by") || ''' AS TEXT)', quote(old."settled_by")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_follow_up_insert" AFTER INSERT ON "follow_up"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'follow_up', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_follow_up_update" AFTER UPDATE ON "follow_up"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'follow_up', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."text") = 'text' AND instr(old."text", char(0)), 'CAST(x''' || hex(old."text") || ''' AS TEXT)', quote(old."text")) || ',' || iif(typeof(old."due_on") = 'text' AND instr(old."due_on", char(0)), 'CAST(x''' || hex(old."due_on") || ''' AS TEXT)', quote(old."due_on")) || ',' || iif(typeof(old."anchor_on") = 'text' AND instr(old."anchor_on", char(0)), 'CAST(x''' || hex(old."anchor_on") || ''' AS TEXT)', quote(old."anchor_on")) || ',' || iif(typeof(old."every") = 'text' AND instr(old."every", char(0)), 'CAST(x''' || hex(old."every") || ''' AS TEXT)', quote(old."every")) || ',' || iif(typeof(old."done_on") = 'text' AND instr(old."done_on", char(0)), 'CAST(x''' || hex(old."done_on") || ''' AS TEXT)', quote(old."done_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."text" IS NOT new."text", 'text ', '') || iif(old."due_on" IS NOT new."due_on", 'due_on ', '') || iif(old."anchor_on" IS NOT new."anchor_on", 'anchor_on ', '') || iif(old."every" IS NOT new."every", 'every ', '') || iif(old."done_on" IS NOT new."done_on", 'done_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_follow_up_delete" AFTER DELETE ON "follow_up"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'follow_up', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."text") = 'text' AND instr(old."text", char(0)), 'CAST(x''' || hex(old."text") || ''' AS TEXT)', quote(old."text")) || ',' || iif(typeof(old."due_on") = 'text' AND instr(old."due_on", char(0)), 'CAST(x''' || hex(old."due_on") || ''' AS TEXT)', quote(old."due_on")) || ',' || iif(typeof(old."anchor_on") = 'text' AND instr(old."anchor_on", char(0)), 'CAST(x''' || hex(old."anchor_on") || ''' AS TEXT)', quote(old."anchor_on")) || ',' || iif(typeof(old."every") = 'text' AND instr(old."every", char(0)), 'CAST(x''' || hex(old."every") || ''' AS TEXT)', quote(old."every")) || ',' || iif(typeof(old."done_on") = 'text' AND instr(old."done_on", char(0)), 'CAST(x''' || hex(old."done_on") || ''' AS TEXT)', quote(old."done_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_interest_insert" AFTER INSERT ON "interest"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'interest', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_interest_update" AFTER UPDATE ON "interest"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'interest', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."kind") = 'text' AND instr(old."kind", char(0)), 'CAST(x''' || hex(old."kind") || ''' AS TEXT)', quote(old."kind")) || ',' || iif(typeof(old."what") = 'text' AND instr(old."what", char(0)), 'CAST(x''' || hex(old."what") || ''' AS TEXT)', quote(old."what")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."settled_on") = 'text' AND instr(old."settled_on", char(0)), 'CAST(x''' || hex(old."settled_on") || ''' AS TEXT)', quote(old."settled_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."kind" IS NOT new."kind", 'kind ', '') || iif(old."what" IS NOT new."what", 'what ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."settled_on" IS NOT new."settled_on", 'settled_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_interest_delete" AFTER DELETE ON "interest"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'interest', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."kind") = 'text' AND instr(old."kind", char(0)), 'CAST(x''' || hex(old."kind") || ''' AS TEXT)', quote(old."kind")) || ',' || iif(typeof(old."what") = 'text' AND instr(old."what", char(0)), 'CAST(x''' || hex(old."what") || ''' AS TEXT)', quote(old."what")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."settled_on") = 'text' AND instr(old."settled_on", char(0)), 'CAST(x''' || hex(old."settled_on") || ''' AS TEXT)', quote(old."settled_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_introduction_insert" AFTER INSERT ON "introduction"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'introduction', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_introduction_update" AFTER UPDATE ON "introduction"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'introduction', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."a_id") = 'text' AND instr(old."a_id", char(0)), 'CAST(x''' || hex(old."a_id") || ''' AS TEXT)', quote(old."a_id")) || ',' || iif(typeof(old."a_answer") = 'text' AND instr(old."a_answer", char(0)), 'CAST(x''' || hex(old."a_answer") || ''' AS TEXT)', quote(old."a_answer")) || ',' || iif(typeof(old."a_asked_on") = 'text' AND instr(old."a_asked_on", char(0)), 'CAST(x''' || hex(old."a_asked_on") || ''' AS TEXT)', quote(old."a_asked_on")) || ',' || iif(typeof(old."a_asks") = 'text' AND instr(old."a_asks", char(0)), 'CAST(x''' || hex(old."a_asks") || ''' AS TEXT)', quote(old."a_asks")) || ',' || iif(typeof(old."a_answered_on") = 'text' AND instr(old."a_answered_on", char(0)), 'CAST(x''' || hex(old."a_answered_on") || ''' AS TEXT)', quote(old."a_answered_on")) || ',' || iif(typeof(old."b_id") = 'text' AND instr(old."b_id", char(0)), 'CAST(x''' || hex(old."b_id") || ''' AS TEXT)', quote(old."b_id")) || ',' || iif(typeof(old."b_answer") = 'text' AND instr(old."b_answer", char(0)), 'CAST(x''' || hex(old."b_answer") || ''' AS TEXT)', quote(old."b_answer")) || ',' || iif(typeof(old."b_asked_on") = 'text' AND instr(old."b_asked_on", char(0)), 'CAST(x''' || hex(old."b_asked_on") || ''' AS TEXT)', quote(old."b_asked_on")) || ',' || iif(typeof(old."b_asks") = 'text' AND instr(old."b_asks", char(0)), 'CAST(x''' || hex(old."b_asks") || ''' AS TEXT)', quote(old."b_asks")) || ',' || iif(typeof(old."b_answered_on") = 'text' AND instr(old."b_answered_on", char(0)), 'CAST(x''' || hex(old."b_answered_on") || ''' AS TEXT)', quote(old."b_answered_on")) || ',' || iif(typeof(old."purpose") = 'text' AND instr(old."purpose", char(0)), 'CAST(x''' || hex(old."purpose") || ''' AS TEXT)', quote(old."purpose")) || ',' || iif(typeof(old."opened_on") = 'text' AND instr(old."opened_on", char(0)), 'CAST(x''' || hex(old."opened_on") || ''' AS TEXT)', quote(old."opened_on")) || ',' || iif(typeof(old."made_on") = 'text' AND instr(old."made_on", char(0)), 'CAST(x''' || hex(old."made_on") || ''' AS TEXT)', quote(old."made_on")) || ',' || iif(typeof(old."touchpoint_id") = 'text' AND instr(old."touchpoint_id", char(0)), 'CAST(x''' || hex(old."touchpoint_id") || ''' AS TEXT)', quote(old."touchpoint_id")) || ',' || iif(typeof(old."one_sided") = 'text' AND instr(old."one_sided", char(0)), 'CAST(x''' || hex(old."one_sided") || ''' AS TEXT)', quote(old."one_sided")) || ',' || iif(typeof(old."outcome") = 'text' AND instr(old."outcome", char(0)), 'CAST(x''' || hex(old."outcome") || ''' AS TEXT)', quote(old."outcome")) || ',' || iif(typeof(old."outcome_text") = 'text' AND instr(old."outcome_text", char(0)), 'CAST(x''' || hex(old."outcome_text") || ''' AS TEXT)', quote(old."outcome_text")) || ',' || iif(typeof(old."outcome_on") = 'text' AND instr(old."outcome_on", char(0)), 'CAST(x''' || hex(old."outcome_on") || ''' AS TEXT)', quote(old."outcome_on")) || ',' || iif(typeof(old."dropped_on") = 'text' AND instr(old."dropped_on", char(0)), 'CAST(x''' || hex(old."dropped_on") || ''' AS TEXT)', quote(old."dropped_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."a_id" IS NOT new."a_id", 'a_id ', '') || iif(old."a_answer" IS NOT new."a_answer", 'a_answer ', '') || iif(old."a_asked_on" IS NOT new."a_asked_on", 'a_asked_on ', '') || iif(old."a_asks" IS NOT new."a_asks", 'a_asks ', '') || iif(old."a_answered_on" IS NOT new."a_answered_on", 'a_answered_on ', '') || iif(old."b_id" IS NOT new."b_id", 'b_id ', '') || iif(old."b_answer" IS NOT new."b_answer", 'b_answer ', '') || iif(old."b_asked_on" IS NOT new."b_asked_on", 'b_asked_on ', '') || iif(old."b_asks" IS NOT new."b_asks", 'b_asks ', '') || iif(old."b_answered_on" IS NOT new."b_answered_on", 'b_answered_on ', '') || iif(old."purpose" IS NOT new."purpose", 'purpose ', '') || iif(old."opened_on" IS NOT new."opened_on", 'opened_on ', '') || iif(old."made_on" IS NOT new."made_on", 'made_on ', '') || iif(old."touchpoint_id" IS NOT new."touchpoint_id", 'touchpoint_id ', '') || iif(old."one_sided" IS NOT new."one_sided", 'one_sided ', '') || iif(old."outcome" IS NOT new."outcome", 'outcome ', '') || iif(old."outcome_text" IS NOT new."outcome_text", 'outcome_text ', '') || iif(old."outcome_on" IS NOT new."outcome_on", 'outcome_on ', '') || iif(old."dropped_on" IS NOT new."dropped_on", 'dropped_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_introduction_delete" AFTER DELETE ON "introduction"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'introduction', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."a_id") = 'text' AND instr(old."a_id", char(0)), 'CAST(x''' || hex(old."a_id") || ''' AS TEXT)', quote(old."a_id")) || ',' || iif(typeof(old."a_answer") = 'text' AND instr(old."a_answer", char(0)), 'CAST(x''' || hex(old."a_answer") || ''' AS TEXT)', quote(old."a_answer")) || ',' || iif(typeof(old."a_asked_on") = 'text' AND instr(old."a_asked_on", char(0)), 'CAST(x''' || hex(old."a_asked_on") || ''' AS TEXT)', quote(old."a_asked_on")) || ',' || iif(typeof(old."a_asks") = 'text' AND instr(old."a_asks", char(0)), 'CAST(x''' || hex(old."a_asks") || ''' AS TEXT)', quote(old."a_asks")) || ',' || iif(typeof(old."a_answered_on") = 'text' AND instr(old."a_answered_on", char(0)), 'CAST(x''' || hex(old."a_answered_on") || ''' AS TEXT)', quote(old."a_answered_on")) || ',' || iif(typeof(old."b_id") = 'text' AND instr(old."b_id", char(0)), 'CAST(x''' || hex(old."b_id") || ''' AS TEXT)', quote(old."b_id")) || ',' || iif(typeof(old."b_answer") = 'text' AND instr(old."b_answer", char(0)), 'CAST(x''' || hex(old."b_answer") || ''' AS TEXT)', quote(old."b_answer")) || ',' || iif(typeof(old."b_asked_on") = 'text' AND instr(old."b_asked_on", char(0)), 'CAST(x''' || hex(old."b_asked_on") || ''' AS TEXT)', quote(old."b_asked_on")) || ',' || iif(typeof(old."b_asks") = 'text' AND instr(old."b_asks", char(0)), 'CAST(x''' || hex(old."b_asks") || ''' AS TEXT)', quote(old."b_asks")) || ',' || iif(typeof(old."b_answered_on") = 'text' AND instr(old."b_answered_on", char(0)), 'CAST(x''' || hex(old."b_answered_on") || ''' AS TEXT)', quote(old."b_answered_on")) || ',' || iif(typeof(old."purpose") = 'text' AND instr(old."purpose", char(0)), 'CAST(x''' || hex(old."purpose") || ''' AS TEXT)', quote(old."purpose")) || ',' || iif(typeof(old."opened_on") = 'text' AND instr(old."opened_on", char(0)), 'CAST(x''' || hex(old."opened_on") || ''' AS TEXT)', quote(old."opened_on")) || ',' || iif(typeof(old."made_on") = 'text' AND instr(old."made_on", char(0)), 'CAST(x''' || hex(old."made_on") || ''' AS TEXT)', quote(old."made_on")) || ',' || iif(typeof(old."touchpoint_id") = 'text' AND instr(old."touchpoint_id", char(0)), 'CAST(x''' || hex(old."touchpoint_id") || ''' AS TEXT)', quote(old."touchpoint_id")) || ',' || iif(typeof(old."one_sided") = 'text' AND instr(old."one_sided", char(0)), 'CAST(x''' || hex(old."one_sided") || ''' AS TEXT)', quote(old."one_sided")) || ',' || iif(typeof(old."outcome") = 'text' AND instr(old."outcome", char(0)), 'CAST(x''' || hex(old."outcome") || ''' AS TEXT)', quote(old."outcome")) || ',' || iif(typeof(old."outcome_text") = 'text' AND instr(old."outcome_text", char(0)), 'CAST(x''' || hex(old."outcome_text") || ''' AS TEXT)', quote(old."outcome_text")) || ',' || iif(typeof(old."outcome_on") = 'text' AND instr(old."outcome_on", char(0)), 'CAST(x''' || hex(old."outcome_on") || ''' AS TEXT)', quote(old."outcome_on")) || ',' || iif(typeof(old."dropped_on") = 'text' AND instr(old."dropped_on", char(0)), 'CAST(x''' || hex(old."dropped_on") || ''' AS TEXT)', quote(old."dropped_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_note_insert" AFTER INSERT ON "note"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'note', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_note_update" AFTER UPDATE ON "note"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'note', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."text") = 'text' AND instr(old."text", char(0)), 'CAST(x''' || hex(old."text") || ''' AS TEXT)', quote(old."text")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."text" IS NOT new."text", 'text ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_note_delete" AFTER DELETE ON "note"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'note', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."text") = 'text' AND instr(old."text", char(0)), 'CAST(x''' || hex(old."text") || ''' AS TEXT)', quote(old."text")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_participant_insert" AFTER INSERT ON "participant"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'participant', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_participant_update" AFTER UPDATE ON "participant"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'participant', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."touchpoint_id") = 'text' AND instr(old."touchpoint_id", char(0)), 'CAST(x''' || hex(old."touchpoint_id") || ''' AS TEXT)', quote(old."touchpoint_id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."direction") = 'text' AND instr(old."direction", char(0)), 'CAST(x''' || hex(old."direction") || ''' AS TEXT)', quote(old."direction")) || ',' || iif(typeof(old."awaits_reply") = 'text' AND instr(old."awaits_reply", char(0)), 'CAST(x''' || hex(old."awaits_reply") || ''' AS TEXT)', quote(old."awaits_reply")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."touchpoint_id" IS NOT new."touchpoint_id", 'touchpoint_id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."direction" IS NOT new."direction", 'direction ', '') || iif(old."awaits_reply" IS NOT new."awaits_reply", 'awaits_reply ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_participant_delete" AFTER DELETE ON "participant"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'participant', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."touchpoint_id") = 'text' AND instr(old."touchpoint_id", char(0)), 'CAST(x''' || hex(old."touchpoint_id") || ''' AS TEXT)', quote(old."touchpoint_id")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."direction") = 'text' AND instr(old."direction", char(0)), 'CAST(x''' || hex(old."direction") || ''' AS TEXT)', quote(old."direction")) || ',' || iif(typeof(old."awaits_reply") = 'text' AND instr(old."awaits_reply", char(0)), 'CAST(x''' || hex(old."awaits_reply") || ''' AS TEXT)', quote(old."awaits_reply")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_post_insert" AFTER INSERT ON "post"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'post', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_post_update" AFTER UPDATE ON "post"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'post', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."org") = 'text' AND instr(old."org", char(0)), 'CAST(x''' || hex(old."org") || ''' AS TEXT)', quote(old."org")) || ',' || iif(typeof(old."title") = 'text' AND instr(old."title", char(0)), 'CAST(x''' || hex(old."title") || ''' AS TEXT)', quote(old."title")) || ',' || iif(typeof(old."left_on") = 'text' AND instr(old."left_on", char(0)), 'CAST(x''' || hex(old."left_on") || ''' AS TEXT)', quote(old."left_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."org" IS NOT new."org", 'org ', '') || iif(old."title" IS NOT new."title", 'title ', '') || iif(old."left_on" IS NOT new."left_on", 'left_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_post_delete" AFTER DELETE ON "post"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'post', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."org") = 'text' AND instr(old."org", char(0)), 'CAST(x''' || hex(old."org") || ''' AS TEXT)', quote(old."org")) || ',' || iif(typeof(old."title") = 'text' AND instr(old."title", char(0)), 'CAST(x''' || hex(old."title") || ''' AS TEXT)', quote(old."title")) || ',' || iif(typeof(old."left_on") = 'text' AND instr(old."left_on", char(0)), 'CAST(x''' || hex(old."left_on") || ''' AS TEXT)', quote(old."left_on")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_tally_insert" AFTER INSERT ON "tally"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'tally', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_tally_update" AFTER UPDATE ON "tally"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'tally', old.rowid, 'update', iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."first_day") = 'text' AND instr(old."first_day", char(0)), 'CAST(x''' || hex(old."first_day") || ''' AS TEXT)', quote(old."first_day")) || ',' || iif(typeof(old."last_day") = 'text' AND instr(old."last_day", char(0)), 'CAST(x''' || hex(old."last_day") || ''' AS TEXT)', quote(old."last_day")) || ',' || iif(typeof(old."last_direction") = 'text' AND instr(old."last_direction", char(0)), 'CAST(x''' || hex(old."last_direction") || ''' AS TEXT)', quote(old."last_direction")) || ',' || iif(typeof(old."days") = 'text' AND instr(old."days", char(0)), 'CAST(x''' || hex(old."days") || ''' AS TEXT)', quote(old."days")) || ',' || iif(typeof(old."weeks") = 'text' AND instr(old."weeks", char(0)), 'CAST(x''' || hex(old."weeks") || ''' AS TEXT)', quote(old."weeks")) || ',' || iif(typeof(old."flow_out") = 'text' AND instr(old."flow_out", char(0)), 'CAST(x''' || hex(old."flow_out") || ''' AS TEXT)', quote(old."flow_out")) || ',' || iif(typeof(old."flow_in") = 'text' AND instr(old."flow_in", char(0)), 'CAST(x''' || hex(old."flow_in") || ''' AS TEXT)', quote(old."flow_in")) || ',' || iif(typeof(old."good_weeks") = 'text' AND instr(old."good_weeks", char(0)), 'CAST(x''' || hex(old."good_weeks") || ''' AS TEXT)', quote(old."good_weeks")) || ',' || iif(typeof(old."long_out") = 'text' AND instr(old."long_out", char(0)), 'CAST(x''' || hex(old."long_out") || ''' AS TEXT)', quote(old."long_out")) || ',' || iif(typeof(old."long_in") = 'text' AND instr(old."long_in", char(0)), 'CAST(x''' || hex(old."long_in") || ''' AS TEXT)', quote(old."long_in")) || ',' || iif(typeof(old."long_weeks") = 'text' AND instr(old."long_weeks", char(0)), 'CAST(x''' || hex(old."long_weeks") || ''' AS TEXT)', quote(old."long_weeks")) || ',' || iif(typeof(old."fingerprint") = 'text' AND instr(old."fingerprint", char(0)), 'CAST(x''' || hex(old."fingerprint") || ''' AS TEXT)', quote(old."fingerprint")) || ',' || iif(typeof(old."last_out") = 'text' AND instr(old."last_out", char(0)), 'CAST(x''' || hex(old."last_out") || ''' AS TEXT)', quote(old."last_out")) || ',' || iif(typeof(old."last_in") = 'text' AND instr(old."last_in", char(0)), 'CAST(x''' || hex(old."last_in") || ''' AS TEXT)', quote(old."last_in")) || ',' || iif(typeof(old."first_talk") = 'text' AND instr(old."first_talk", char(0)), 'CAST(x''' || hex(old."first_talk") || ''' AS TEXT)', quote(old."first_talk")) || ',' || iif(typeof(old."last_talk") = 'text' AND instr(old."last_talk", char(0)), 'CAST(x''' || hex(old."last_talk") || ''' AS TEXT)', quote(old."last_talk")) || ',' || iif(typeof(old."deepest") = 'text' AND instr(old."deepest", char(0)), 'CAST(x''' || hex(old."deepest") || ''' AS TEXT)', quote(old."deepest")), trim(iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."first_day" IS NOT new."first_day", 'first_day ', '') || iif(old."last_day" IS NOT new."last_day", 'last_day ', '') || iif(old."last_direction" IS NOT new."last_direction", 'last_direction ', '') || iif(old."days" IS NOT new."days", 'days ', '') || iif(old."weeks" IS NOT new."weeks", 'weeks ', '') || iif(old."flow_out" IS NOT new."flow_out", 'flow_out ', '') || iif(old."flow_in" IS NOT new."flow_in", 'flow_in ', '') || iif(old."good_weeks" IS NOT new."good_weeks", 'good_weeks ', '') || iif(old."long_out" IS NOT new."long_out", 'long_out ', '') || iif(old."long_in" IS NOT new."long_in", 'long_in ', '') || iif(old."long_weeks" IS NOT new."long_weeks", 'long_weeks ', '') || iif(old."fingerprint" IS NOT new."fingerprint", 'fingerprint ', '') || iif(old."last_out" IS NOT new."last_out", 'last_out ', '') || iif(old."last_in" IS NOT new."last_in", 'last_in ', '') || iif(old."first_talk" IS NOT new."first_talk", 'first_talk ', '') || iif(old."last_talk" IS NOT new."last_talk", 'last_talk ', '') || iif(old."deepest" IS NOT new."deepest", 'deepest ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_tally_delete" AFTER DELETE ON "tally"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'tally', old.rowid, 'delete', iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."first_day") = 'text' AND instr(old."first_day", char(0)), 'CAST(x''' || hex(old."first_day") || ''' AS TEXT)', quote(old."first_day")) || ',' || iif(typeof(old."last_day") = 'text' AND instr(old."last_day", char(0)), 'CAST(x''' || hex(old."last_day") || ''' AS TEXT)', quote(old."last_day")) || ',' || iif(typeof(old."last_direction") = 'text' AND instr(old."last_direction", char(0)), 'CAST(x''' || hex(old."last_direction") || ''' AS TEXT)', quote(old."last_direction")) || ',' || iif(typeof(old."days") = 'text' AND instr(old."days", char(0)), 'CAST(x''' || hex(old."days") || ''' AS TEXT)', quote(old."days")) || ',' || iif(typeof(old."weeks") = 'text' AND instr(old."weeks", char(0)), 'CAST(x''' || hex(old."weeks") || ''' AS TEXT)', quote(old."weeks")) || ',' || iif(typeof(old."flow_out") = 'text' AND instr(old."flow_out", char(0)), 'CAST(x''' || hex(old."flow_out") || ''' AS TEXT)', quote(old."flow_out")) || ',' || iif(typeof(old."flow_in") = 'text' AND instr(old."flow_in", char(0)), 'CAST(x''' || hex(old."flow_in") || ''' AS TEXT)', quote(old."flow_in")) || ',' || iif(typeof(old."good_weeks") = 'text' AND instr(old."good_weeks", char(0)), 'CAST(x''' || hex(old."good_weeks") || ''' AS TEXT)', quote(old."good_weeks")) || ',' || iif(typeof(old."long_out") = 'text' AND instr(old."long_out", char(0)), 'CAST(x''' || hex(old."long_out") || ''' AS TEXT)', quote(old."long_out")) || ',' || iif(typeof(old."long_in") = 'text' AND instr(old."long_in", char(0)), 'CAST(x''' || hex(old."long_in") || ''' AS TEXT)', quote(old."long_in")) || ',' || iif(typeof(old."long_weeks") = 'text' AND instr(old."long_weeks", char(0)), 'CAST(x''' || hex(old."long_weeks") || ''' AS TEXT)', quote(old."long_weeks")) || ',' || iif(typeof(old."fingerprint") = 'text' AND instr(old."fingerprint", char(0)), 'CAST(x''' || hex(old."fingerprint") || ''' AS TEXT)', quote(old."fingerprint")) || ',' || iif(typeof(old."last_out") = 'text' AND instr(old."last_out", char(0)), 'CAST(x''' || hex(old."last_out") || ''' AS TEXT)', quote(old."last_out")) || ',' || iif(typeof(old."last_in") = 'text' AND instr(old."last_in", char(0)), 'CAST(x''' || hex(old."last_in") || ''' AS TEXT)', quote(old."last_in")) || ',' || iif(typeof(old."first_talk") = 'text' AND instr(old."first_talk", char(0)), 'CAST(x''' || hex(old."first_talk") || ''' AS TEXT)', quote(old."first_talk")) || ',' || iif(typeof(old."last_talk") = 'text' AND instr(old."last_talk", char(0)), 'CAST(x''' || hex(old."last_talk") || ''' AS TEXT)', quote(old."last_talk")) || ',' || iif(typeof(old."deepest") = 'text' AND instr(old."deepest", char(0)), 'CAST(x''' || hex(old."deepest") || ''' AS TEXT)', quote(old."deepest")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_touchpoint_insert" AFTER INSERT ON "touchpoint"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'touchpoint', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_touchpoint_update" AFTER UPDATE ON "touchpoint"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'touchpoint', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."at") = 'text' AND instr(old."at", char(0)), 'CAST(x''' || hex(old."at") || ''' AS TEXT)', quote(old."at")) || ',' || iif(typeof(old."channel") = 'text' AND instr(old."channel", char(0)), 'CAST(x''' || hex(old."channel") || ''' AS TEXT)', quote(old."channel")) || ',' || iif(typeof(old."note") = 'text' AND instr(old."note", char(0)), 'CAST(x''' || hex(old."note") || ''' AS TEXT)', quote(old."note")) || ',' || iif(typeof(old."depth") = 'text' AND instr(old."depth", char(0)), 'CAST(x''' || hex(old."depth") || ''' AS TEXT)', quote(old."depth")) || ',' || iif(typeof(old."minutes") = 'text' AND instr(old."minutes", char(0)), 'CAST(x''' || hex(old."minutes") || ''' AS TEXT)', quote(old."minutes")) || ',' || iif(typeof(old."place") = 'text' AND instr(old."place", char(0)), 'CAST(x''' || hex(old."place") || ''' AS TEXT)', quote(old."place")) || ',' || iif(typeof(old."source") = 'text' AND instr(old."source", char(0)), 'CAST(x''' || hex(old."source") || ''' AS TEXT)', quote(old."source")) || ',' || iif(typeof(old."source_id") = 'text' AND instr(old."source_id", char(0)), 'CAST(x''' || hex(old."source_id") || ''' AS TEXT)', quote(old."source_id")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."at" IS NOT new."at", 'at ', '') || iif(old."channel" IS NOT new."channel", 'channel ', '') || iif(old."note" IS NOT new."note", 'note ', '') || iif(old."depth" IS NOT new."depth", 'depth ', '') || iif(old."minutes" IS NOT new."minutes", 'minutes ', '') || iif(old."place" IS NOT new."place", 'place ', '') || iif(old."source" IS NOT new."source", 'source ', '') || iif(old."source_id" IS NOT new."source_id", 'source_id ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_touchpoint_delete" AFTER DELETE ON "touchpoint"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'touchpoint', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."at") = 'text' AND instr(old."at", char(0)), 'CAST(x''' || hex(old."at") || ''' AS TEXT)', quote(old."at")) || ',' || iif(typeof(old."channel") = 'text' AND instr(old."channel", char(0)), 'CAST(x''' || hex(old."channel") || ''' AS TEXT)', quote(old."channel")) || ',' || iif(typeof(old."note") = 'text' AND instr(old."note", char(0)), 'CAST(x''' || hex(old."note") || ''' AS TEXT)', quote(old."note")) || ',' || iif(typeof(old."depth") = 'text' AND instr(old."depth", char(0)), 'CAST(x''' || hex(old."depth") || ''' AS TEXT)', quote(old."depth")) || ',' || iif(typeof(old."minutes") = 'text' AND instr(old."minutes", char(0)), 'CAST(x''' || hex(old."minutes") || ''' AS TEXT)', quote(old."minutes")) || ',' || iif(typeof(old."place") = 'text' AND instr(old."place", char(0)), 'CAST(x''' || hex(old."place") || ''' AS TEXT)', quote(old."place")) || ',' || iif(typeof(old."source") = 'text' AND instr(old."source", char(0)), 'CAST(x''' || hex(old."source") || ''' AS TEXT)', quote(old."source")) || ',' || iif(typeof(old."source_id") = 'text' AND instr(old."source_id", char(0)), 'CAST(x''' || hex(old."source_id") || ''' AS TEXT)', quote(old."source_id")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_touchpoint_tag_insert" AFTER INSERT ON "touchpoint_tag"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'touchpoint_tag', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_touchpoint_tag_update" AFTER UPDATE ON "touchpoint_tag"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'touchpoint_tag', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."touchpoint_id") = 'text' AND instr(old."touchpoint_id", char(0)), 'CAST(x''' || hex(old."touchpoint_id") || ''' AS TEXT)', quote(old."touchpoint_id")) || ',' || iif(typeof(old."tag") = 'text' AND instr(old."tag", char(0)), 'CAST(x''' || hex(old."tag") || ''' AS TEXT)', quote(old."tag")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."touchpoint_id" IS NOT new."touchpoint_id", 'touchpoint_id ', '') || iif(old."tag" IS NOT new."tag", 'tag ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_touchpoint_tag_delete" AFTER DELETE ON "touchpoint_tag"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'touchpoint_tag', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."touchpoint_id") = 'text' AND instr(old."touchpoint_id", char(0)), 'CAST(x''' || hex(old."touchpoint_id") || ''' AS TEXT)', quote(old."touchpoint_id")) || ',' || iif(typeof(old."tag") = 'text' AND instr(old."tag", char(0)), 'CAST(x''' || hex(old."tag") || ''' AS TEXT)', quote(old."tag")), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_vouch_insert" AFTER INSERT ON "vouch"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'vouch', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_vouch_update" AFTER UPDATE ON "vouch"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'vouch', old.rowid, 'update', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."value") = 'text' AND instr(old."value", char(0)), 'CAST(x''' || hex(old."value") || ''' AS TEXT)', quote(old."value")) || ',' || iif(typeof(old."text") = 'text' AND instr(old."text", char(0)), 'CAST(x''' || hex(old."text") || ''' AS TEXT)', quote(old."text")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."value" IS NOT new."value", 'value ', '') || iif(old."text" IS NOT new."text", 'text ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_vouch_delete" AFTER DELETE ON "vouch"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'vouch', old.rowid, 'delete', iif(typeof(old."id") = 'text' AND instr(old."id", char(0)), 'CAST(x''' || hex(old."id") || ''' AS TEXT)', quote(old."id")) || ',' || iif(typeof(old."uid") = 'text' AND instr(old."uid", char(0)), 'CAST(x''' || hex(old."uid") || ''' AS TEXT)', quote(old."uid")) || ',' || iif(typeof(old."contact_id") = 'text' AND instr(old."contact_id", char(0)), 'CAST(x''' || hex(old."contact_id") || ''' AS TEXT)', quote(old."contact_id")) || ',' || iif(typeof(old."value") = 'text' AND instr(old."value", char(0)), 'CAST(x''' || hex(old."value") || ''' AS TEXT)', quote(old."value")) || ',' || iif(typeof(old."text") = 'text' AND instr(old."text", char(0)), 'CAST(x''' || hex(old."text") || ''' AS TEXT)', quote(old."text")) || ',' || iif(typeof(old."day") = 'text' AND instr(old."day", char(0)), 'CAST(x''' || hex(old."day") || ''' AS TEXT)', quote(old."day")) || ',' || iif(typeof(old."created_at") = 'text' AND instr(old."created_at", char(0)), 'CAST(x''' || hex(old."created_at") || ''' AS TEXT)', quote(old."created_at")) || ',' || iif(typeof(old."updated_at") = 'text' AND instr(old."updated_at", char(0)), 'CAST(x''' || hex(old."updated_at") || ''' AS TEXT)', quote(old."updated_at")), NULL FROM undo_active;
END;
PRAGMA application_id = 1315271756;
PRAGMA user_version = 3;
