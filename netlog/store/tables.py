"""The schema's mapping, for writing only: importing SQLModel costs half a second.

The tables themselves are made by `migrations`; a test holds the two together. Days and times are
mapped as the ISO text that is stored, so that a row reads the same through either door.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class ContactRow(SQLModel, table=True):
    __tablename__ = "contact"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    name: str
    key: str
    org: str = ""
    title: str = ""
    city: str = ""
    birthday: str | None = None
    met: str = ""
    met_on: str | None = None
    introduced_by: int | None = Field(default=None, foreign_key="contact.id")
    circle: str | None = None
    cadence_days: int | None = None
    intros: str = "ask"
    about: str = ""
    archived: int = 0
    added_on: str
    snoozed_until: str | None = None
    created_at: str
    updated_at: str


class ContactPointRow(SQLModel, table=True):
    __tablename__ = "contact_point"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    kind: str
    value: str
    normal: str
    label: str = ""


class AliasRow(SQLModel, table=True):
    __tablename__ = "alias"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    name: str
    key: str


class ContactUidRow(SQLModel, table=True):
    __tablename__ = "contact_uid"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    uid: str


class ContactTagRow(SQLModel, table=True):
    __tablename__ = "contact_tag"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    tag: str


class NoteRow(SQLModel, table=True):
    __tablename__ = "note"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    contact_id: int = Field(foreign_key="contact.id")
    day: str
    text: str
    created_at: str
    updated_at: str


class TouchpointRow(SQLModel, table=True):
    __tablename__ = "touchpoint"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    day: str
    at: str | None = None
    channel: str
    note: str = ""
    depth: int | None = None
    minutes: int | None = None
    place: str = ""
    source: str = ""
    source_id: str | None = None
    created_at: str
    updated_at: str


class ParticipantRow(SQLModel, table=True):
    __tablename__ = "participant"

    id: int | None = Field(default=None, primary_key=True)
    touchpoint_id: int = Field(foreign_key="touchpoint.id")
    contact_id: int = Field(foreign_key="contact.id")
    direction: str
    awaits_reply: int = 0


class TouchpointTagRow(SQLModel, table=True):
    __tablename__ = "touchpoint_tag"

    id: int | None = Field(default=None, primary_key=True)
    touchpoint_id: int = Field(foreign_key="touchpoint.id")
    tag: str


class FavourRow(SQLModel, table=True):
    __tablename__ = "favour"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    touchpoint_id: int = Field(foreign_key="touchpoint.id")
    contact_id: int = Field(foreign_key="contact.id")
    kind: str
    size: int = 1
    settled_by: int | None = Field(default=None, foreign_key="touchpoint.id")
    created_at: str
    updated_at: str


class FollowUpRow(SQLModel, table=True):
    __tablename__ = "follow_up"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    text: str
    due_on: str
    anchor_on: str
    every: str | None = None
    done_on: str | None = None
    created_at: str
    updated_at: str


class InterestRow(SQLModel, table=True):
    __tablename__ = "interest"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    contact_id: int = Field(foreign_key="contact.id")
    kind: str
    what: str
    day: str
    settled_on: str | None = None
    created_at: str
    updated_at: str


class IntroductionRow(SQLModel, table=True):
    __tablename__ = "introduction"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    a_id: int = Field(foreign_key="contact.id")
    a_answer: str = "not asked"
    a_asked_on: str | None = None
    a_asks: int = 0
    a_answered_on: str | None = None
    b_id: int = Field(foreign_key="contact.id")
    b_answer: str = "not asked"
    b_asked_on: str | None = None
    b_asks: int = 0
    b_answered_on: str | None = None
    purpose: str
    opened_on: str
    made_on: str | None = None
    touchpoint_id: int | None = Field(default=None, foreign_key="touchpoint.id")
    one_sided: int = 0
    outcome: str | None = None
    outcome_text: str = ""
    outcome_on: str | None = None
    dropped_on: str | None = None
    created_at: str
    updated_at: str


class VouchRow(SQLModel, table=True):
    __tablename__ = "vouch"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    contact_id: int = Field(foreign_key="contact.id")
    value: int
    text: str = ""
    day: str
    created_at: str
    updated_at: str


class AcquaintanceRow(SQLModel, table=True):
    __tablename__ = "acquaintance"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    a_id: int = Field(foreign_key="contact.id")
    b_id: int = Field(foreign_key="contact.id")
    how: str = ""
    day: str
    created_at: str
    updated_at: str


class DistinctionRow(SQLModel, table=True):
    __tablename__ = "distinction"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    a_id: int = Field(foreign_key="contact.id")
    b_id: int = Field(foreign_key="contact.id")
    created_at: str
    updated_at: str


class PostRow(SQLModel, table=True):
    __tablename__ = "post"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    contact_id: int = Field(foreign_key="contact.id")
    org: str
    title: str = ""
    left_on: str
    created_at: str
    updated_at: str


class TallyRow(SQLModel, table=True):
    __tablename__ = "tally"

    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    first_day: int
    last_day: int
    last_direction: str
    days: int
    weeks: int
    flow_out: float
    flow_in: float
    good_weeks: float
    long_out: float
    long_in: float
    long_weeks: float
    fingerprint: str
    last_out: int | None = None
    last_in: int | None = None
    first_talk: int | None = None
    last_talk: int | None = None
    deepest: int = 0
