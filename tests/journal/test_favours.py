"""Favours written down and looked at, in one process: what settles what, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netlog.core.model import Channel, Direction, Favour, Filters, Kind
from netlog.errors import BadInput, NetlogError, NotFound, Unclear, UnknownName, WrongUse
from netlog.journal import capture, favours, keep, ledger
from netlog.journal.capture import Details, Profile
from netlog.journal.favours import Answer, Exchange
from tests.journal.conftest import contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netlog.journal.desk import Desk

TODAY = date(2026, 11, 22)
NOTHING, UNSAID = Details(), Answer()
HOSTILE = '[b]x[/b] #tag @Place **Bo** \\Sam "y" :smile:'


def on(day: int) -> Details:
    return Details(on=date(2026, 11, day))


def gave(desk: Desk, what: str = "a book", details: Details = NOTHING, size: int = 1) -> Exchange:
    return favours.give(desk, "priya", what, size, details)


def got(
    desk: Desk, what: str = "an hour", details: Details = NOTHING, answer: Answer = UNSAID
) -> Exchange:
    return favours.receive(desk, "priya", what, 1, details, answer)


def asked(desk: Desk, what: str, details: Details = NOTHING, name: str = "priya") -> int:
    done = favours.ask(desk, name, what, 1, details, lambda _: True)
    assert done
    assert done.favour
    return done.favour.id


def declined(
    desk: Desk, what: str = "", details: Details = NOTHING, answer: Answer = UNSAID
) -> Exchange:
    return favours.decline(desk, "priya", what, details, answer)


def thanked(desk: Desk, details: Details = NOTHING) -> Exchange:
    return favours.thank(desk, "priya", "", details)


def settled(exchange: Exchange) -> list[int]:
    return [favour.id for favour in exchange.settled]


def ledger_of(desk: Desk, name: str = "") -> tuple[Favour, ...]:
    return ledger.account(desk, name, Filters()).favours


def outcomes(desk: Desk) -> dict[int, str]:
    return {favour.id: favour.outcome for favour in ledger_of(desk)}


@pytest.mark.parametrize(
    ("write", "kind", "direction", "awaits"),
    [
        (lambda desk: gave(desk, HOSTILE), Kind.GIVEN, Direction.OUT, False),
        (lambda desk: got(desk, HOSTILE), Kind.RECEIVED, Direction.IN, False),
        (
            lambda desk: favours.ask(desk, "priya", HOSTILE, 1, Details(), lambda _: True),
            Kind.ASKED,
            Direction.OUT,
            True,
        ),
    ],
    ids=["gave", "got", "ask"],
)
def test_a_favour_is_a_touchpoint_in_the_very_words(
    people: Desk, write: object, kind: Kind, direction: Direction, awaits: bool
) -> None:
    assert callable(write)
    done: Exchange = write(people)
    touchpoint = done.logged.touchpoint
    (part,) = touchpoint.people
    assert (part.name, part.direction, part.awaits_reply) == ("Priya Shah", direction, awaits)
    assert (touchpoint.note, touchpoint.on, touchpoint.tags) == (HOSTILE, TODAY, ())
    assert done.favour == Favour(
        1, 1, "Priya Shah", kind, HOSTILE, 1, TODAY, touchpoint_id=touchpoint.id
    )
    assert done.logged.before is not None
    assert done.logged.after is not None


@pytest.mark.parametrize(
    ("what", "via", "channel"),
    [
        ("an introduction", None, Channel.OTHER),
        ("e-mailed her a list", None, Channel.EMAIL),
        ("paid for lunch", None, Channel.OTHER),  # what it was, and not how
        ("a book", Channel.LETTER, Channel.LETTER),
        ("dinner", Channel.MEAL, Channel.MEAL),
    ],
)
def test_the_channel_is_one_that_goes_one_way(
    people: Desk, what: str, via: Channel | None, channel: Channel
) -> None:
    touchpoint = gave(people, what, Details(channel=via)).logged.touchpoint
    assert touchpoint.channel is channel
    assert touchpoint.people[0].direction is Direction.OUT


def test_an_ask_and_a_thank_you_are_messages(people: Desk) -> None:
    asked(people, "to meet for coffee")
    thanked(people)
    with people.reading() as reader:
        latest = reader.touchpoints(Filters(), 1, limit=2)
    assert [touchpoint.channel for touchpoint in latest] == [Channel.MESSAGE, Channel.MESSAGE]
    assert latest[0].note == "thank you"


def test_what_is_received_closes_the_only_open_ask(people: Desk) -> None:
    ask = asked(people, "a referral", on(10))
    done = got(people, "something else entirely", on(12))
    assert settled(done) == [ask]
    assert outcomes(people) == {2: "", ask: "got"}
    assert [favour.settled_on for favour in ledger_of(people)] == [None, date(2026, 11, 12)]
    assert settled(got(people)) == []


def test_of_several_asks_the_one_in_the_same_words_is_closed(people: Desk) -> None:
    first = asked(people, "a referral")
    asked(people, "an hour")
    assert settled(got(people, " A  réferral! ")) == [first]


@pytest.mark.parametrize("what", ["something", "same", "!?"])
def test_of_several_asks_that_could_be_meant_none_is_guessed(people: Desk, what: str) -> None:
    for words in ("same", "same", "other " * 30):
        asked(people, words)
    before = contents(people)
    with pytest.raises(Unclear) as caught:
        got(people, what)
    assert caught.value.exit_code == 4
    assert ('f3 "other' in caught.value.message) == (what != "same")
    assert 'f1 "same"' in caught.value.message
    assert len(caught.value.message) < 150
    assert "--unasked" in caught.value.hint
    with pytest.raises(Unclear) as caught:
        declined(people, what)
    assert "--unasked" not in caught.value.hint
    assert contents(people) == before


def test_somebody_who_can_be_asked_is(people: Desk) -> None:
    first, second = asked(people, "one"), asked(people, "two")
    offered: list[list[int]] = []

    def pick(asks: Sequence[Favour]) -> Favour | None:
        offered.append([each.id for each in asks])
        return asks[-1] if len(offered) == 1 else None

    assert settled(got(people, "x", answer=Answer(pick=pick))) == [first]
    asked(people, "three")
    assert settled(got(people, "y", answer=Answer(pick=pick))) == []
    assert offered == [[second, first], [4, second]]


def test_an_ask_that_was_closed_while_the_user_chose_is_not_closed_twice(people: Desk) -> None:
    asked(people, "one")
    asked(people, "two")

    def pick(asks: Sequence[Favour]) -> Favour | None:
        declined(people, answer=Answer(favour_id=asks[0].id))
        return asks[0]

    with pytest.raises(BadInput, match="f2 has been closed meanwhile"):
        got(people, "x", answer=Answer(pick=pick))
    assert outcomes(people) == {2: "declined", 1: ""}


def test_the_ask_that_is_named_is_closed(people: Desk) -> None:
    first = asked(people, "one")
    asked(people, "two")
    assert settled(got(people, "two", answer=Answer(favour_id=first))) == [first]


@pytest.mark.parametrize(
    ("favour_id", "details", "kind", "words"),
    [
        (1, on(9), BadInput, "f1 was asked on 10 Nov, after the day of this answer"),
        (2, Details(), BadInput, "f2 is between you and Sam Keller, not Priya Shah"),
        (3, Details(), BadInput, "f3 is something given, and not an ask"),
        (4, Details(), BadInput, "f4 is closed already: declined"),
        (9, Details(), NotFound, "there is no favour f9"),
    ],
)
def test_an_ask_that_cannot_be_answered_is_refused(
    people: Desk, favour_id: int, details: Details, kind: type[NetlogError], words: str
) -> None:
    asked(people, "one", on(10))
    asked(people, "two", name="sam k")
    gave(people)
    ask = asked(people, "four")
    declined(people, answer=Answer(favour_id=ask))
    before = contents(people)
    for write in (got, declined):
        with pytest.raises(kind, match=words) as caught:
            write(people, "x", details, Answer(favour_id))
        assert type(caught.value) is kind
        assert caught.value.hint
    assert contents(people) == before


def test_an_answer_comes_no_earlier_than_its_ask(people: Desk) -> None:
    asked(people, "one", on(10))
    assert settled(got(people, "one", on(9))) == []
    assert settled(got(people, "one", on(10))) == [1]


def test_an_answer_entered_late_does_not_take_what_was_settled_since(people: Desk) -> None:
    asked(people, "one", on(10))
    declined(people, "no", on(20))
    assert settled(got(people, "one", on(15))) == []
    assert outcomes(people)[1] == "declined"


def test_what_answers_no_ask_leaves_them_open(people: Desk) -> None:
    asked(people, "one")
    assert settled(got(people, "one", answer=Answer(unasked=True))) == []
    assert [favour.id for favour in ledger.asks(people)] == [1]
    with pytest.raises(WrongUse, match="exclude each other"):
        got(people, "one", answer=Answer(1, unasked=True))


@pytest.mark.parametrize(
    ("what", "note"), [("", "declined: a referral #x"), ("not this year", "not this year")]
)
def test_a_no_closes_the_ask(people: Desk, what: str, note: str) -> None:
    asked(people, "a referral #x")
    done = declined(people, what)
    assert (settled(done), done.favour) == ([1], None)
    touchpoint = done.logged.touchpoint
    assert (touchpoint.note, touchpoint.people[0].direction) == (note, Direction.IN)
    assert outcomes(people) == {1: "declined"}


def test_a_no_to_nothing_says_what_to_do_instead(people: Desk) -> None:
    asked(people, "one", on(10))
    before = contents(people)
    with pytest.raises(BadInput, match="nothing that you asked Priya Shah for") as caught:
        declined(people, details=on(9))
    assert 'netlog heard c1 "…"' in caught.value.hint
    assert contents(people) == before


def test_one_thank_you_settles_all_that_was_received_up_to_its_day(people: Desk) -> None:
    for day in (5, 12, 20):
        got(people, f"on {day}", on(day))
    favours.receive(people, "sam k", "his", 1, on(5), Answer())
    gave(people)
    first = thanked(people, on(12))
    assert [favour.what for favour in first.settled] == ["on 5", "on 12"]
    assert first.favour is None
    assert [favour.what for favour in ledger.owed(people)] == ["his", "on 20"]
    assert settled(thanked(people)) == [3]
    again = thanked(people)
    assert again.settled == ()
    assert again.logged.touchpoint.note == "thank you"


@pytest.mark.parametrize("write", ["got", "thank"])
def test_each_is_one_step_back(people: Desk, write: str) -> None:
    asked(people, "one")
    got(people, "gift", answer=Answer(unasked=True))
    before = contents(people)
    done = got(people, "one") if write == "got" else thanked(people)
    assert len(done.settled) == 1
    keep.undo(people, keep.last_operation(people))
    assert contents(people) == before


@pytest.mark.parametrize("what", ["", " \n "])
def test_a_favour_needs_words(people: Desk, what: str) -> None:
    before = contents(people)
    with pytest.raises(BadInput):
        gave(people, what)
    with pytest.raises(BadInput):
        got(people, what)
    with pytest.raises(BadInput):
        asked(people, what)
    assert contents(people) == before


def test_an_ask_that_is_not_heeded_writes_nothing(people: Desk) -> None:
    before = contents(people)
    assert favours.ask(people, "priya", "a job", 1, Details(), lambda _: False) is None
    assert contents(people) == before
    with pytest.raises(UnknownName):
        asked(people, "a job", name="Nobody Known")


def test_an_archived_person_is_thanked_and_listed_like_everyone(people: Desk) -> None:
    got(people)
    asked(people, "one")
    keep.archive(people, "priya", back=False)
    assert [favour.contact_id for favour in ledger.owed(people)] == [1]
    assert [favour.contact_id for favour in ledger.asks(people)] == [1]
    assert len(ledger_of(people)) == 2
    assert settled(thanked(people)) == [1]


def test_what_waits_longest_comes_first_and_the_ledger_newest(people: Desk) -> None:
    for day in (12, 5, 12):
        got(people, "x", on(day), Answer(unasked=True))
        asked(people, "y", on(day))
    assert [favour.id for favour in ledger.owed(people)] == [3, 1, 5]
    assert [favour.id for favour in ledger.asks(people)] == [4, 2, 6]
    assert [favour.id for favour in ledger_of(people)] == [6, 5, 2, 1, 4, 3]
    assert ledger_of(people, "sam k") == ()
    days = Filters(since=date(2026, 11, 6), until=date(2026, 11, 12))
    assert [favour.id for favour in ledger.account(people, "", days).favours] == [6, 5, 2, 1]


def test_the_balance_weighs_the_last_year_whatever_is_listed(people: Desk) -> None:
    gave(people, size=3, details=Details(on=date(2025, 11, 23)))
    gave(people, details=Details(on=date(2025, 11, 22)))  # a year ago to the day
    got(people)
    favours.give(people, "sam k", "x", 2, Details())
    account = ledger.account(people, "priya", Filters(since=TODAY))
    assert (account.given, account.received, len(account.favours)) == (3, 1, 1)
    assert account.person
    assert account.person.name == "Priya Shah"
    account = ledger.account(people, "", Filters())
    assert (account.given, account.received, account.person) == (5, 1, None)


def test_on_an_earlier_day_the_ledger_is_as_it_was_then(people: Desk) -> None:
    asked(people, "one", on(10))
    declined(people, details=on(20))
    then = people._replace(today=date(2026, 11, 15))
    assert [favour.id for favour in ledger.asks(then)] == [1]
    assert ledger.asks(people) == []


def test_a_newcomer_gets_their_first_score_by_a_favour(desk: Desk) -> None:
    capture.add(desk, "Bo", Profile())
    done = favours.give(desk, "bo", "a lift", 1, Details())
    assert done.logged.before is None
    assert done.logged.after is not None
