-- Favours, follow-ups, who is to be left in peace for a while, and the last day in touch each way:
-- what the page of the day is made of.

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
