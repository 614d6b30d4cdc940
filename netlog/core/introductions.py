"""The life of an introduction: each side is asked, both say yes, I make it, I ask how it went.

The steps are functions from an introduction to the introduction after it. They refuse what is out
of order, so that nobody's consent is skipped by accident. A no is never overruled, silence only
with open eyes (`one_sided`). What comes next is derived, never stored.

One side is asked at a time: if the first says no, the second never has to hear of it. An answer may
change until the introduction is made, since consent can be withdrawn.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from netlog.core.daywords import ago, on_day
from netlog.core.rules import INTRODUCTIONS, IntroductionRules
from netlog.errors import BadInput


class Answer(StrEnum):
    """What one side said to being introduced."""

    NOT_ASKED = "not asked"
    ASKED = "asked"
    YES = "yes"
    NO = "no"


class Outcome(StrEnum):
    """What an introduction came to."""

    GOOD = "good"
    FLAT = "flat"
    BAD = "bad"


_LACKING = {
    Answer.NOT_ASKED: "has not been asked",
    Answer.ASKED: "has not answered yet",
    Answer.NO: "said no",
}


class Side(NamedTuple):
    """One of the two. `asked_on` is the day of the latest of as many `asks`."""

    contact_id: int
    name: str
    answer: Answer = Answer.NOT_ASKED
    asked_on: date | None = None
    asks: int = 0
    answered_on: date | None = None


class Introduction(NamedTuple):
    """Two contacts, why they should meet, and how far it has come.

    `one_sided` marks one that was made without the yes of both; `touchpoint_id` is how it was made.
    """

    id: int
    a: Side
    b: Side
    purpose: str
    opened_on: date
    made_on: date | None = None
    one_sided: bool = False
    outcome: Outcome | None = None
    outcome_text: str = ""
    outcome_on: date | None = None
    dropped_on: date | None = None
    touchpoint_id: int | None = None

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.a, self.b

    @property
    def last_on(self) -> date:
        """The day of the latest step."""
        days = [self.opened_on, self.made_on, self.outcome_on, self.dropped_on]
        days += [day for side in self.sides for day in (side.asked_on, side.answered_on)]
        return max(filter(None, days))

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do: dropped, its outcome known, or declined by the only side
        that ever heard of it.
        """
        if self.dropped_on or self.outcome:
            return True
        answers = [side.answer for side in self.sides]
        return Answer.NO in answers and not {Answer.ASKED, Answer.YES} & {*answers}

    def other(self, contact_id: int) -> Side:
        """Whom a contact is introduced to."""
        return self.b if contact_id == self.a.contact_id else self.a


class Step(NamedTuple):
    """What comes next: `text` where it stands, `step` what to do, `verb` what `netlog intro` calls
    that. `contact_id` is whom it concerns. It is mine to do from the day `since`, which may be yet
    to come.
    """

    introduction_id: int
    contact_id: int
    name: str
    text: str
    step: str
    verb: str
    since: date

    @property
    def command(self) -> str:
        """What records it."""
        whom = {"ask": f" c{self.contact_id}", "outcome": " …"}.get(self.verb, "")
        return f"netlog intro {self.verb} i{self.introduction_id}{whom}"


class Progress(NamedTuple):
    """An introduction, and what comes next for it; None once it is over."""

    introduction: Introduction
    step: Step | None


def begin(a: Side, b: Side, purpose: str, day: date) -> Introduction:
    """A new one, which has no id yet. Raises BadInput for one without a purpose, or of a person to
    themselves.
    """
    if a.contact_id == b.contact_id:
        raise BadInput(f"{a.name} cannot be introduced to themselves", "name two people")
    if not purpose.strip():
        raise BadInput(
            "an introduction needs a purpose",
            'say what each could gain from it: --why "both look for a co-founder"',
        )
    return Introduction(0, a, b, purpose.strip(), day)


def ask(introduction: Introduction, contact_id: int, day: date) -> Introduction:
    """One side is asked, or asked again. Raises BadInput where they answered, where the other said
    no, or for the second time on a day.
    """
    _refuse_settled(introduction)
    side = _find_side(introduction, contact_id)
    other = introduction.other(contact_id)
    if side.answered_on:
        raise _out_of_order(introduction, day, f"{side.name} said {_said(side)} already")
    if other.answer is Answer.NO:
        raise _out_of_order(
            introduction, day, f"{other.name} said {_said(other)}, so there is nothing to ask"
        )
    if side.asked_on == day:
        raise _out_of_order(introduction, day, f"{side.name} was asked on {day} already")
    asked = side._replace(answer=Answer.ASKED, asked_on=day, asks=side.asks + 1)
    return _record(introduction, day, asked)


def agree(introduction: Introduction, contact_id: int, day: date) -> Introduction:
    """One side agrees, also after a no. Raises BadInput where nobody asked them, or they had."""
    return _answer(introduction, contact_id, day, Answer.YES)


def decline(introduction: Introduction, contact_id: int, day: date) -> Introduction:
    """One side declines, also after a yes. Raises BadInput where nobody asked them, or they had."""
    return _answer(introduction, contact_id, day, Answer.NO)


def make(introduction: Introduction, day: date, *, one_sided: bool = False) -> Introduction:
    """I brought them together. Raises BadInput where a yes is missing, unless it is to be
    `one_sided`; a no stands in any case.
    """
    _refuse_settled(introduction)
    for side in introduction.sides:
        if side.answer is Answer.NO:
            raise _out_of_order(introduction, day, f"{side.name} said {_said(side)}")
    lacking = find_missing(introduction)
    if lacking and not one_sided:
        raise _out_of_order(
            introduction, day, " and ".join(lacking), "; --one-sided makes it nevertheless"
        )
    return _record(introduction, day)._replace(made_on=day, one_sided=bool(lacking))


def conclude(
    introduction: Introduction, outcome: Outcome, day: date, text: str = ""
) -> Introduction:
    """What it came to; a later word replaces an earlier one. Raises BadInput before it is made."""
    _refuse_dropped(introduction)
    if introduction.made_on is None:
        raise _out_of_order(introduction, day, f"i{introduction.id} has not been made yet")
    return _record(introduction, day)._replace(
        outcome=outcome, outcome_text=text.strip(), outcome_on=day
    )


def drop(introduction: Introduction, day: date) -> Introduction:
    """It will not be. Raises BadInput where it has been made, or dropped."""
    _refuse_settled(introduction)
    return _record(introduction, day)._replace(dropped_on=day)


def find_missing(introduction: Introduction) -> tuple[str, ...]:
    """What consent lacks, a sentence for each side; empty once both said yes."""
    return tuple(
        f"{side.name} {_LACKING[side.answer]}"
        for side in introduction.sides
        if side.answer in _LACKING
    )


def find_mine(
    introductions: Iterable[Introduction], today: date, rules: IntroductionRules = INTRODUCTIONS
) -> list[Step]:
    """The steps that are mine to do today, in the order given."""
    steps = (next_step(each, today, rules) for each in introductions)
    return [step for step in steps if step and step.since <= today]


def follow(
    introductions: Iterable[Introduction], today: date, rules: IntroductionRules = INTRODUCTIONS
) -> list[Progress]:
    """Each with what comes next, in the order given."""
    return [Progress(each, next_step(each, today, rules)) for each in introductions]


def next_step(
    introduction: Introduction, today: date, rules: IntroductionRules = INTRODUCTIONS
) -> Step | None:
    """What comes next, also if its day is yet to come; None once it is over."""
    if introduction.is_over:
        return None
    if introduction.made_on:
        return _ask_outcome(introduction, introduction.made_on, today, rules)
    by_answer = {side.answer: side for side in reversed(introduction.sides)}
    if declined := by_answer.get(Answer.NO):
        return _tell_other(introduction, declined, today)
    if Answer.ASKED in by_answer:
        return _await(introduction, today, rules)
    if unasked := by_answer.get(Answer.NOT_ASKED):
        return _ask_side(introduction, unasked, today)
    text = f"and {introduction.b.name} both said yes"
    step = f"introduce them; {_words(introduction)}"
    return _step(introduction, introduction.a, "made", introduction.last_on, text, step)


def _ask_side(introduction: Introduction, side: Side, today: date) -> Step:
    other = introduction.other(side.contact_id)
    since, too = other.answered_on, ", too"
    if since:
        text = f"{other.name} said yes {on_day(since, today)} to meeting them"
    else:
        since, too = introduction.opened_on, ""
        text = f"to meet {other.name}: {introduction.purpose}"
    step = f"ask whether they would like to{too}; {_words(introduction)}"
    return _step(introduction, side, "ask", since, text, step)


def _await(introduction: Introduction, today: date, rules: IntroductionRules) -> Step:
    """Once they are silent for long, ask the one who waited longest again, or let it go."""
    side = min(_find_awaited(introduction), key=_asked_on)
    other = introduction.other(side.contact_id)
    again = " again" if side.asks > 1 else ""
    text = (
        f"asked{again} {on_day(_asked_on(side), today)} about meeting {other.name}, no answer yet"
    )
    verb, step = "ask", "ask once more; no is a fine answer, too"
    if side.asks >= rules.most_asks:
        them = "them" if other.answer is Answer.NOT_ASKED else "both"
        verb, step = "drop", f"tell {them} kindly that you leave it there, and close it"
        step = f"{step}; {_words(introduction)}"
    since = _later(_asked_on(side), rules.silent_days)
    return _step(introduction, side, verb, since, text, step)


def _tell_other(introduction: Introduction, declined: Side, today: date) -> Step:
    side = introduction.other(declined.contact_id)
    since = declined.answered_on or introduction.opened_on
    text = f"{declined.name} said no {on_day(since, today)} to meeting them"
    step = f"tell them kindly that it does not suit, and close it; {_words(introduction)}"
    return _step(introduction, side, "drop", since, text, step)


def _ask_outcome(
    introduction: Introduction, made_on: date, today: date, rules: IntroductionRules
) -> Step:
    since = _later(made_on, rules.outcome_days)
    text = f"introduced to {introduction.b.name} {ago(made_on, today)}"
    step = "ask how it went, and write down whether it was good, flat or bad"
    return _step(introduction, introduction.a, "outcome", since, text, step)


def _step(
    introduction: Introduction, side: Side, verb: str, since: date, text: str, step: str
) -> Step:
    return Step(introduction.id, side.contact_id, side.name, text, step, verb, since)


def _words(introduction: Introduction) -> str:
    return f"netlog intro draft i{introduction.id} has the words"


def _answer(introduction: Introduction, contact_id: int, day: date, answer: Answer) -> Introduction:
    _refuse_settled(introduction)
    side = _find_side(introduction, contact_id)
    if side.answer is Answer.NOT_ASKED:
        first = _command(introduction, "ask", side)
        raise BadInput(f"{side.name} has not been asked yet", f"first: {first}")
    if side.answer is answer:
        raise _out_of_order(introduction, day, f"{side.name} said {_said(side)} already")
    return _record(introduction, day, side._replace(answer=answer, answered_on=day))


def _record(introduction: Introduction, day: date, side: Side | None = None) -> Introduction:
    """Take a step on a day, which is never before the last one's, with the side that it changed."""
    if day < introduction.last_on:
        raise BadInput(
            f"{day} is before the last step of i{introduction.id}, on {introduction.last_on}",
            f"write {introduction.last_on} or a later day",
        )
    if side is None:
        return introduction
    if side.contact_id == introduction.a.contact_id:
        return introduction._replace(a=side)
    return introduction._replace(b=side)


def _find_side(introduction: Introduction, contact_id: int) -> Side:
    for side in introduction.sides:
        if side.contact_id == contact_id:
            return side
    a, b = introduction.sides
    raise BadInput(
        f"c{contact_id} has no part in i{introduction.id}",
        f"it is between {a.name} (c{a.contact_id}) and {b.name} (c{b.contact_id})",
    )


def _refuse_settled(introduction: Introduction) -> None:
    _refuse_dropped(introduction)
    if introduction.made_on:
        raise BadInput(
            f"i{introduction.id} was made on {introduction.made_on}",
            f"what is left: netlog intro outcome i{introduction.id} …",
        )


def _refuse_dropped(introduction: Introduction) -> None:
    if introduction.dropped_on:
        a, b = introduction.sides
        raise BadInput(
            f"i{introduction.id} was dropped on {introduction.dropped_on}",
            f'another one: netlog introduce c{a.contact_id} c{b.contact_id} --why "…"',
        )


def _out_of_order(introduction: Introduction, day: date, message: str, more: str = "") -> BadInput:
    """What stands in the way, and what comes next instead."""
    declined = [side for side in introduction.sides if side.answer is Answer.NO]
    step = next_step(introduction, day)
    if step is None:
        hints = [f"netlog intro drop i{introduction.id} closes it"]
    elif declined or not _find_awaited(introduction):
        hints = [f"next: {step.command}"]
    else:
        hints = [
            f"when {side.name} answers: {_command(introduction, 'yes', side)}, or no"
            for side in _find_awaited(introduction)
        ]
    hints += [
        f"if {side.name} agrees after all: {_command(introduction, 'yes', side)}"
        for side in declined
    ]
    return BadInput(message, "; ".join(hints) + more)


def _command(introduction: Introduction, verb: str, side: Side) -> str:
    return f"netlog intro {verb} i{introduction.id} c{side.contact_id}"


def _said(side: Side) -> str:
    return f"{side.answer} on {side.answered_on}"


def _find_awaited(introduction: Introduction) -> list[Side]:
    return [side for side in introduction.sides if side.answer is Answer.ASKED]


def _asked_on(side: Side) -> date:
    return side.asked_on or date.min


def _later(day: date, days: int) -> date:
    """So many days on, or the last day of the calendar."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
