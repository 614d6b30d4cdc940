from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from netlog.config import Settings
from netlog.core.model import Channel, Direction, Filters
from netlog.errors import Ambiguous
from netlog.journal import demo, people, person, review
from netlog.journal.desk import Desk

EVERYONE = Filters()
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def built(path, now=NOW):
    desk = Desk(path, Settings(), demo.TODAY, now, "netlog demo")
    demo.build(desk)
    return desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return built(tmp_path_factory.mktemp("demo") / "journal.db")


@pytest.fixture(scope="module")
def ranked(desk):
    return review.rank(desk, EVERYONE)


@pytest.fixture(scope="module")
def log(desk):
    return review.timeline(desk, "", EVERYONE, None)


@pytest.fixture(scope="module")
def pages(desk, ranked):
    return {each.name: person.show(desk, f"c{each.id}") for each in ranked}


def score(pages, name):
    return pages[name].person.score


def test_some_forty_people_over_two_years(ranked, log):
    assert 35 <= len(ranked) <= 45
    assert 600 <= len(log) <= 900
    first, last = min(each.on for each in log), max(each.on for each in log)
    assert last == demo.TODAY
    assert timedelta(days=700) <= last - first <= timedelta(days=731)


def test_every_word_and_every_star_is_shown(ranked):
    scores = [each.score for each in ranked if each.score]
    words = {score.word for score in scores}
    assert words == {"acquaintance", "warm", "in touch", "strong", "close"}
    assert {score.stars for score in scores} == {1, 2, 3, 4, 5}


def test_every_channel_direction_and_depth_is_in_the_log(log):
    assert {each.channel for each in log} == set(Channel)
    assert {part.direction for each in log for part in each.people} == set(Direction)
    assert {each.depth for each in log} == {1, 2, 3, 4, 5}
    assert max(len(each.people) for each in log) >= 3
    assert any(each.place for each in log)
    assert any(each.tags for each in log)


def test_nothing_is_dated_after_today_or_says_that_it_was_imported(log, pages):
    assert not [each for each in log if each.on > demo.TODAY or each.source or each.source_id]
    for page in pages.values():
        days = [page.contact.added_on, *(note.on for note in page.notes)]
        assert max(days) <= demo.TODAY


def test_nobody_is_in_touch_or_noted_before_they_are_met(pages):
    for page in pages.values():
        met = page.contact.met_on or date.min
        days = [each.on for each in (*page.touchpoints, *page.notes)]
        assert min(days, default=met) >= met, page.contact.name


def test_who_was_not_met_yet_was_added_lately(pages):
    strangers = [page.contact for page in pages.values() if page.contact.met_on is None]
    assert strangers
    for contact in strangers:
        assert demo.TODAY - contact.added_on < timedelta(days=60), contact.name


def test_every_touchpoint_has_words_without_gaps(log):
    assert not [each.note for each in log if not each.note or "{" in each.note]


def test_addresses_and_numbers_are_nobodys(pages):
    points = [point for page in pages.values() for point in page.contact.points]
    assert {point.kind for point in points} == {"email", "phone"}
    for point in points:
        if point.kind == "email":
            assert point.normal.endswith(".example")
        else:
            assert point.value.startswith("+1 555 01")
    assert len({point.normal for point in points}) == len(points)


def test_two_demos_are_equal_but_for_their_uids(desk, ranked, pages, log, tmp_path):
    again = built(tmp_path / "again.db", NOW + timedelta(days=400))
    assert review.rank(again, EVERYONE) == ranked
    assert review.timeline(again, "", EVERYONE, None) == log
    first, second = (person.show(each, demo.STAR) for each in (desk, again))
    assert first.contact.uid != second.contact.uid
    assert second._replace(contact=second.contact._replace(uid=first.contact.uid)) == first


def test_the_demo_does_not_depend_on_the_day_at_the_desk(log, tmp_path):
    later = Desk(tmp_path / "j.db", Settings(), date(2031, 1, 1), NOW, "netlog demo")
    demo.build(later)
    assert review.timeline(later, "", EVERYONE, None) == log


def test_the_star_has_a_full_page_and_an_explanation(desk):
    page = person.show(desk, demo.STAR)
    assert page.person.score.stars >= 3
    assert page.introduced_by
    assert len(page.notes) >= 3
    latest = page.touchpoints[:8]
    parts = [part for each in latest for part in each.people]
    hers = {part.direction for part in parts if part.contact_id == page.person.id}
    assert hers == set(Direction)
    assert any(len(each.people) > 1 for each in latest)
    why = person.why(desk, "priya")
    assert why.person == page.person
    assert why.next_star
    assert why.change
    assert why.change.points > 0


def test_a_first_name_that_two_people_share_is_ambiguous(desk):
    with pytest.raises(Ambiguous) as caught:
        people.find(desk, "sam")
    assert len(caught.value.candidates) == 2


@pytest.mark.parametrize(
    ("name", "is_so"),
    [
        ("Maya Lindqvist", lambda score: score.word == "close" and score.stars == 5),
        ("Ruth Adler", lambda score: score.dormant),
        ("Lee Park", lambda score: score.flow_in == 0 and score.one_sided < 0),
        ("Grace Adeyemi", lambda score: score.flow_out == 0),
        ("Will Hartley", lambda score: score.tally.days > 20 and score.days_silent > 365),
        ("Ana Lucía Morales", lambda score: score.known_days < 14),
        ("Jun Dela Cruz", lambda score: score is None),
    ],
)
def test_every_kind_of_tie_is_there(pages, name, is_so):
    assert is_so(score(pages, name))


def test_only_outreach_to_a_silent_one_awaits_a_reply(pages):
    def waits(name):
        return [
            part.awaits_reply
            for each in pages[name].touchpoints
            for part in each.people
            if part.name == name
        ]

    assert all(waits("Lee Park"))
    assert not any(waits("Maya Lindqvist"))


def test_a_demo_is_one_change(desk):
    with desk.reading() as reader:
        assert len(reader.operations(10)) == 1
