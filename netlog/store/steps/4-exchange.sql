-- What other files call somebody, and who looks alike and is not the same.

-- Besides the uid of the contact itself: that of a card brought in, or of a contact merged into it.
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
