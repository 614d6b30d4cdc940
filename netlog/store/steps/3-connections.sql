-- Interests, introductions, vouches, who knows whom, and where somebody was before.

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
