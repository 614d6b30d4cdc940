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
  before       TEXT,                         -- the row, as JSON; NULL for an insert
  fields       TEXT                          -- for an update, the columns that changed
) STRICT;
CREATE INDEX undo_change_operation ON undo_change (operation_id);
CREATE TABLE undo_active (operation_id INTEGER NOT NULL) STRICT;
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
CREATE TABLE contact_uid (
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  uid        TEXT NOT NULL UNIQUE CHECK (uid <> '')
) STRICT;
CREATE INDEX contact_uid_contact ON contact_uid (contact_id);
CREATE TABLE distinction (
  id         INTEGER PRIMARY KEY,
  uid        TEXT NOT NULL UNIQUE,
  a_id       INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  b_id       INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (a_id, b_id),
  CHECK (a_id < b_id)
) STRICT;
CREATE INDEX distinction_b ON distinction (b_id);
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
  SELECT operation_id, 'acquaintance', old.rowid, 'update', json_array(old."id", old."uid", old."a_id", old."b_id", old."how", old."day", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."a_id" IS NOT new."a_id", 'a_id ', '') || iif(old."b_id" IS NOT new."b_id", 'b_id ', '') || iif(old."how" IS NOT new."how", 'how ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_acquaintance_delete" AFTER DELETE ON "acquaintance"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'acquaintance', old.rowid, 'delete', json_array(old."id", old."uid", old."a_id", old."b_id", old."how", old."day", old."created_at", old."updated_at"), NULL FROM undo_active;
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
  SELECT operation_id, 'alias', old.rowid, 'update', json_array(old."id", old."contact_id", old."name", old."key"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."name" IS NOT new."name", 'name ', '') || iif(old."key" IS NOT new."key", 'key ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_alias_delete" AFTER DELETE ON "alias"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'alias', old.rowid, 'delete', json_array(old."id", old."contact_id", old."name", old."key"), NULL FROM undo_active;
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
  SELECT operation_id, 'contact', old.rowid, 'update', json_array(old."id", old."uid", old."name", old."key", old."org", old."title", old."city", old."birthday", old."met", old."met_on", old."introduced_by", old."circle", old."cadence_days", old."intros", old."about", old."archived", old."added_on", old."created_at", old."updated_at", old."snoozed_until"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."name" IS NOT new."name", 'name ', '') || iif(old."key" IS NOT new."key", 'key ', '') || iif(old."org" IS NOT new."org", 'org ', '') || iif(old."title" IS NOT new."title", 'title ', '') || iif(old."city" IS NOT new."city", 'city ', '') || iif(old."birthday" IS NOT new."birthday", 'birthday ', '') || iif(old."met" IS NOT new."met", 'met ', '') || iif(old."met_on" IS NOT new."met_on", 'met_on ', '') || iif(old."introduced_by" IS NOT new."introduced_by", 'introduced_by ', '') || iif(old."circle" IS NOT new."circle", 'circle ', '') || iif(old."cadence_days" IS NOT new."cadence_days", 'cadence_days ', '') || iif(old."intros" IS NOT new."intros", 'intros ', '') || iif(old."about" IS NOT new."about", 'about ', '') || iif(old."archived" IS NOT new."archived", 'archived ', '') || iif(old."added_on" IS NOT new."added_on", 'added_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '') || iif(old."snoozed_until" IS NOT new."snoozed_until", 'snoozed_until ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_contact_delete" AFTER DELETE ON "contact"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact', old.rowid, 'delete', json_array(old."id", old."uid", old."name", old."key", old."org", old."title", old."city", old."birthday", old."met", old."met_on", old."introduced_by", old."circle", old."cadence_days", old."intros", old."about", old."archived", old."added_on", old."created_at", old."updated_at", old."snoozed_until"), NULL FROM undo_active;
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
  SELECT operation_id, 'contact_point', old.rowid, 'update', json_array(old."id", old."contact_id", old."kind", old."value", old."normal", old."label"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."kind" IS NOT new."kind", 'kind ', '') || iif(old."value" IS NOT new."value", 'value ', '') || iif(old."normal" IS NOT new."normal", 'normal ', '') || iif(old."label" IS NOT new."label", 'label ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_contact_point_delete" AFTER DELETE ON "contact_point"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_point', old.rowid, 'delete', json_array(old."id", old."contact_id", old."kind", old."value", old."normal", old."label"), NULL FROM undo_active;
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
  SELECT operation_id, 'contact_tag', old.rowid, 'update', json_array(old."id", old."contact_id", old."tag"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."tag" IS NOT new."tag", 'tag ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_contact_tag_delete" AFTER DELETE ON "contact_tag"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_tag', old.rowid, 'delete', json_array(old."id", old."contact_id", old."tag"), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_contact_uid_insert" AFTER INSERT ON "contact_uid"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_uid', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_contact_uid_update" AFTER UPDATE ON "contact_uid"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_uid', old.rowid, 'update', json_array(old."id", old."contact_id", old."uid"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_contact_uid_delete" AFTER DELETE ON "contact_uid"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'contact_uid', old.rowid, 'delete', json_array(old."id", old."contact_id", old."uid"), NULL FROM undo_active;
END;
CREATE TRIGGER "undo_distinction_insert" AFTER INSERT ON "distinction"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'distinction', new.rowid, 'insert', NULL, NULL FROM undo_active;
END;
CREATE TRIGGER "undo_distinction_update" AFTER UPDATE ON "distinction"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'distinction', old.rowid, 'update', json_array(old."id", old."uid", old."a_id", old."b_id", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."a_id" IS NOT new."a_id", 'a_id ', '') || iif(old."b_id" IS NOT new."b_id", 'b_id ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_distinction_delete" AFTER DELETE ON "distinction"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'distinction', old.rowid, 'delete', json_array(old."id", old."uid", old."a_id", old."b_id", old."created_at", old."updated_at"), NULL FROM undo_active;
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
  SELECT operation_id, 'favour', old.rowid, 'update', json_array(old."id", old."uid", old."touchpoint_id", old."contact_id", old."kind", old."size", old."settled_by", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."touchpoint_id" IS NOT new."touchpoint_id", 'touchpoint_id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."kind" IS NOT new."kind", 'kind ', '') || iif(old."size" IS NOT new."size", 'size ', '') || iif(old."settled_by" IS NOT new."settled_by", 'settled_by ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_favour_delete" AFTER DELETE ON "favour"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'favour', old.rowid, 'delete', json_array(old."id", old."uid", old."touchpoint_id", old."contact_id", old."kind", old."size", old."settled_by", old."created_at", old."updated_at"), NULL FROM undo_active;
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
  SELECT operation_id, 'follow_up', old.rowid, 'update', json_array(old."id", old."uid", old."contact_id", old."text", old."due_on", old."anchor_on", old."every", old."done_on", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."text" IS NOT new."text", 'text ', '') || iif(old."due_on" IS NOT new."due_on", 'due_on ', '') || iif(old."anchor_on" IS NOT new."anchor_on", 'anchor_on ', '') || iif(old."every" IS NOT new."every", 'every ', '') || iif(old."done_on" IS NOT new."done_on", 'done_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_follow_up_delete" AFTER DELETE ON "follow_up"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'follow_up', old.rowid, 'delete', json_array(old."id", old."uid", old."contact_id", old."text", old."due_on", old."anchor_on", old."every", old."done_on", old."created_at", old."updated_at"), NULL FROM undo_active;
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
  SELECT operation_id, 'interest', old.rowid, 'update', json_array(old."id", old."uid", old."contact_id", old."kind", old."what", old."day", old."settled_on", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."kind" IS NOT new."kind", 'kind ', '') || iif(old."what" IS NOT new."what", 'what ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."settled_on" IS NOT new."settled_on", 'settled_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_interest_delete" AFTER DELETE ON "interest"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'interest', old.rowid, 'delete', json_array(old."id", old."uid", old."contact_id", old."kind", old."what", old."day", old."settled_on", old."created_at", old."updated_at"), NULL FROM undo_active;
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
  SELECT operation_id, 'introduction', old.rowid, 'update', json_array(old."id", old."uid", old."a_id", old."a_answer", old."a_asked_on", old."a_asks", old."a_answered_on", old."b_id", old."b_answer", old."b_asked_on", old."b_asks", old."b_answered_on", old."purpose", old."opened_on", old."made_on", old."touchpoint_id", old."one_sided", old."outcome", old."outcome_text", old."outcome_on", old."dropped_on", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."a_id" IS NOT new."a_id", 'a_id ', '') || iif(old."a_answer" IS NOT new."a_answer", 'a_answer ', '') || iif(old."a_asked_on" IS NOT new."a_asked_on", 'a_asked_on ', '') || iif(old."a_asks" IS NOT new."a_asks", 'a_asks ', '') || iif(old."a_answered_on" IS NOT new."a_answered_on", 'a_answered_on ', '') || iif(old."b_id" IS NOT new."b_id", 'b_id ', '') || iif(old."b_answer" IS NOT new."b_answer", 'b_answer ', '') || iif(old."b_asked_on" IS NOT new."b_asked_on", 'b_asked_on ', '') || iif(old."b_asks" IS NOT new."b_asks", 'b_asks ', '') || iif(old."b_answered_on" IS NOT new."b_answered_on", 'b_answered_on ', '') || iif(old."purpose" IS NOT new."purpose", 'purpose ', '') || iif(old."opened_on" IS NOT new."opened_on", 'opened_on ', '') || iif(old."made_on" IS NOT new."made_on", 'made_on ', '') || iif(old."touchpoint_id" IS NOT new."touchpoint_id", 'touchpoint_id ', '') || iif(old."one_sided" IS NOT new."one_sided", 'one_sided ', '') || iif(old."outcome" IS NOT new."outcome", 'outcome ', '') || iif(old."outcome_text" IS NOT new."outcome_text", 'outcome_text ', '') || iif(old."outcome_on" IS NOT new."outcome_on", 'outcome_on ', '') || iif(old."dropped_on" IS NOT new."dropped_on", 'dropped_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_introduction_delete" AFTER DELETE ON "introduction"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'introduction', old.rowid, 'delete', json_array(old."id", old."uid", old."a_id", old."a_answer", old."a_asked_on", old."a_asks", old."a_answered_on", old."b_id", old."b_answer", old."b_asked_on", old."b_asks", old."b_answered_on", old."purpose", old."opened_on", old."made_on", old."touchpoint_id", old."one_sided", old."outcome", old."outcome_text", old."outcome_on", old."dropped_on", old."created_at", old."updated_at"), NULL FROM undo_active;
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
  SELECT operation_id, 'note', old.rowid, 'update', json_array(old."id", old."uid", old."contact_id", old."day", old."text", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."text" IS NOT new."text", 'text ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_note_delete" AFTER DELETE ON "note"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'note', old.rowid, 'delete', json_array(old."id", old."uid", old."contact_id", old."day", old."text", old."created_at", old."updated_at"), NULL FROM undo_active;
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
  SELECT operation_id, 'participant', old.rowid, 'update', json_array(old."id", old."touchpoint_id", old."contact_id", old."direction", old."awaits_reply"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."touchpoint_id" IS NOT new."touchpoint_id", 'touchpoint_id ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."direction" IS NOT new."direction", 'direction ', '') || iif(old."awaits_reply" IS NOT new."awaits_reply", 'awaits_reply ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_participant_delete" AFTER DELETE ON "participant"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'participant', old.rowid, 'delete', json_array(old."id", old."touchpoint_id", old."contact_id", old."direction", old."awaits_reply"), NULL FROM undo_active;
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
  SELECT operation_id, 'post', old.rowid, 'update', json_array(old."id", old."uid", old."contact_id", old."org", old."title", old."left_on", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."org" IS NOT new."org", 'org ', '') || iif(old."title" IS NOT new."title", 'title ', '') || iif(old."left_on" IS NOT new."left_on", 'left_on ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_post_delete" AFTER DELETE ON "post"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'post', old.rowid, 'delete', json_array(old."id", old."uid", old."contact_id", old."org", old."title", old."left_on", old."created_at", old."updated_at"), NULL FROM undo_active;
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
  SELECT operation_id, 'tally', old.rowid, 'update', json_array(old."contact_id", old."first_day", old."last_day", old."last_direction", old."days", old."weeks", nullif(quote(old."flow_out"), 'NULL'), nullif(quote(old."flow_in"), 'NULL'), nullif(quote(old."good_weeks"), 'NULL'), nullif(quote(old."long_out"), 'NULL'), nullif(quote(old."long_in"), 'NULL'), nullif(quote(old."long_weeks"), 'NULL'), old."fingerprint", old."last_out", old."last_in", old."first_talk", old."last_talk", old."deepest"), trim(iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."first_day" IS NOT new."first_day", 'first_day ', '') || iif(old."last_day" IS NOT new."last_day", 'last_day ', '') || iif(old."last_direction" IS NOT new."last_direction", 'last_direction ', '') || iif(old."days" IS NOT new."days", 'days ', '') || iif(old."weeks" IS NOT new."weeks", 'weeks ', '') || iif(old."flow_out" IS NOT new."flow_out", 'flow_out ', '') || iif(old."flow_in" IS NOT new."flow_in", 'flow_in ', '') || iif(old."good_weeks" IS NOT new."good_weeks", 'good_weeks ', '') || iif(old."long_out" IS NOT new."long_out", 'long_out ', '') || iif(old."long_in" IS NOT new."long_in", 'long_in ', '') || iif(old."long_weeks" IS NOT new."long_weeks", 'long_weeks ', '') || iif(old."fingerprint" IS NOT new."fingerprint", 'fingerprint ', '') || iif(old."last_out" IS NOT new."last_out", 'last_out ', '') || iif(old."last_in" IS NOT new."last_in", 'last_in ', '') || iif(old."first_talk" IS NOT new."first_talk", 'first_talk ', '') || iif(old."last_talk" IS NOT new."last_talk", 'last_talk ', '') || iif(old."deepest" IS NOT new."deepest", 'deepest ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_tally_delete" AFTER DELETE ON "tally"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'tally', old.rowid, 'delete', json_array(old."contact_id", old."first_day", old."last_day", old."last_direction", old."days", old."weeks", nullif(quote(old."flow_out"), 'NULL'), nullif(quote(old."flow_in"), 'NULL'), nullif(quote(old."good_weeks"), 'NULL'), nullif(quote(old."long_out"), 'NULL'), nullif(quote(old."long_in"), 'NULL'), nullif(quote(old."long_weeks"), 'NULL'), old."fingerprint", old."last_out", old."last_in", old."first_talk", old."last_talk", old."deepest"), NULL FROM undo_active;
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
  SELECT operation_id, 'touchpoint', old.rowid, 'update', json_array(old."id", old."uid", old."day", old."at", old."channel", old."note", old."depth", old."minutes", old."place", old."source", old."source_id", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."at" IS NOT new."at", 'at ', '') || iif(old."channel" IS NOT new."channel", 'channel ', '') || iif(old."note" IS NOT new."note", 'note ', '') || iif(old."depth" IS NOT new."depth", 'depth ', '') || iif(old."minutes" IS NOT new."minutes", 'minutes ', '') || iif(old."place" IS NOT new."place", 'place ', '') || iif(old."source" IS NOT new."source", 'source ', '') || iif(old."source_id" IS NOT new."source_id", 'source_id ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_touchpoint_delete" AFTER DELETE ON "touchpoint"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'touchpoint', old.rowid, 'delete', json_array(old."id", old."uid", old."day", old."at", old."channel", old."note", old."depth", old."minutes", old."place", old."source", old."source_id", old."created_at", old."updated_at"), NULL FROM undo_active;
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
  SELECT operation_id, 'touchpoint_tag', old.rowid, 'update', json_array(old."id", old."touchpoint_id", old."tag"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."touchpoint_id" IS NOT new."touchpoint_id", 'touchpoint_id ', '') || iif(old."tag" IS NOT new."tag", 'tag ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_touchpoint_tag_delete" AFTER DELETE ON "touchpoint_tag"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'touchpoint_tag', old.rowid, 'delete', json_array(old."id", old."touchpoint_id", old."tag"), NULL FROM undo_active;
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
  SELECT operation_id, 'vouch', old.rowid, 'update', json_array(old."id", old."uid", old."contact_id", old."value", old."text", old."day", old."created_at", old."updated_at"), trim(iif(old."id" IS NOT new."id", 'id ', '') || iif(old."uid" IS NOT new."uid", 'uid ', '') || iif(old."contact_id" IS NOT new."contact_id", 'contact_id ', '') || iif(old."value" IS NOT new."value", 'value ', '') || iif(old."text" IS NOT new."text", 'text ', '') || iif(old."day" IS NOT new."day", 'day ', '') || iif(old."created_at" IS NOT new."created_at", 'created_at ', '')) FROM undo_active;
END;
CREATE TRIGGER "undo_vouch_delete" AFTER DELETE ON "vouch"
WHEN EXISTS (SELECT 1 FROM undo_active)
BEGIN
  INSERT INTO undo_change (operation_id, table_name, row_id, action, before, fields)
  SELECT operation_id, 'vouch', old.rowid, 'delete', json_array(old."id", old."uid", old."contact_id", old."value", old."text", old."day", old."created_at", old."updated_at"), NULL FROM undo_active;
END;
PRAGMA application_id = 1315271756;
PRAGMA user_version = 4;
