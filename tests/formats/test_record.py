"""What is written for the editor reads back as it was."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core.introductions import Introduction, Side
from netlog.core.model import (
    Birthday,
    Channel,
    Contact,
    Direction,
    Favour,
    FollowUp,
    Intros,
    Kind,
    Named,
    Participant,
    Touchpoint,
)
from netlog.errors import BadInput
from netlog.formats import record

words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\x85\u2028\u2029\x1c\x1d\x1e"),
    max_size=20,
).map(str.strip)
days = st.dates(date(1970, 1, 1), date(2026, 11, 22))
everyone = {
    n: Named(n, name, name.lower())
    for n, name in enumerate(("Ana", "Bo (c1)", "out: Cy, awaits a reply"), 1)
}


@given(
    st.builds(
        lambda **given: Touchpoint(1, **given),
        on=days,
        channel=st.sampled_from(Channel),
        note=words,
        at=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
        depth=st.none() | st.integers(1, 5),
        minutes=st.none() | st.integers(1, 999),
        place=words,
        people=st.lists(
            st.builds(
                lambda n, way, waits: Participant(n, everyone[n].name, way, waits).consistent(),
                st.sampled_from(sorted(everyone)),
                st.sampled_from(Direction),
                st.booleans(),
            ),
            min_size=1,
            unique_by=lambda part: part.contact_id,
        ).map(tuple),
    )
)
def test_a_touchpoint_reads_back_as_it_was_written(point: Touchpoint) -> None:
    assert record.read(record.write(point, everyone), point, everyone) == point


@given(
    st.builds(
        lambda **given: Contact(1, "uid", 'Ana [x] "Z" O\'Neil 王 🙂', **given),
        org=words,
        title=words,
        city=words,
        birthday=st.none() | days.map(lambda day: Birthday(day.month, day.day)),
        met=words,
        met_on=st.none() | days,
        introduced_by=st.none() | st.sampled_from((2, 3)),
        circle=st.none() | st.just("close"),
        cadence_days=st.none() | st.integers(1, 36_525),
        snoozed_until=st.none() | days,
        intros=st.sampled_from(Intros),
        about=words,
        archived=st.booleans(),
    )
)
def test_a_contact_reads_back_as_it_was_written(person: Contact) -> None:
    assert record.read(record.write(person, everyone), person, everyone) == person


@given(
    st.builds(
        lambda **given: Favour(1, 1, "Ana", touchpoint_id=1, **given),
        kind=st.sampled_from(Kind),
        what=words.filter(bool),
        size=st.integers(1, 3),
        on=days,
        settled_on=st.none() | days,
    )
)
def test_a_favour_reads_back_as_it_was_written(favour: Favour) -> None:
    assert record.read(record.write(favour, everyone), favour, everyone) == favour


@given(
    st.builds(
        lambda who, **given: FollowUp(1, who, everyone[who].name if who else "", **given),
        st.none() | st.sampled_from(sorted(everyone)),
        text=words.filter(bool),
        due_on=days,
        anchor_on=days,
        every=st.none() | st.sampled_from(("10d", "3w", "1m", "2y")),
        done_on=st.none() | days,
    )
)
def test_a_follow_up_reads_back_as_it_was_written(planned: FollowUp) -> None:
    assert record.read(record.write(planned, everyone), planned, everyone) == planned


@given(words.filter(bool))
def test_of_an_introduction_the_purpose_can_be_edited(purpose: str) -> None:
    before = Introduction(4, Side(1, "Ana"), Side(2, "Bo"), "work", date(2026, 11, 1))
    after = before._replace(purpose=purpose)
    assert record.read(record.write(after, everyone), before, everyone) == after
    with pytest.raises(BadInput, match="needs a purpose"):
        record.read('purpose = " "', before, everyone)
