"""Ready to ask? A verdict of three with its reasons, which informs and never refuses.

`CHECKS` is the whole of it: each one looks at what went both ways and says why it speaks up, or
nothing. The heaviest of those that do is the verdict; where none does, it is `ready`. Nothing that
is given or thanked makes a verdict worse, and no further ask makes one better.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.daywords import days_ago, every_days, on_day
from netlog.core.excerpt import quote
from netlog.core.rules import ASKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from netlog.core.rules import AskingRules


class Readiness(StrEnum):
    """How good a moment it is to ask, the best first."""

    READY = "ready"
    WARM_UP = "warm up first"
    NOT_NOW = "not now"


class Matter(NamedTuple):
    """Something that is not settled: what, in the words it was written down in, and since when."""

    what: str
    on: date


class Facts(NamedTuple):
    """What the journal knows of one contact that bears on asking them.

    `last_two_way_on` is None if nothing ever went both ways, and `usual_gap_days` if there is no
    rhythm yet. Take the rhythm from what goes both ways, or from the circle: then nothing that I
    do alone can shorten it. `given` and `asked` are the sizes of a year's favours and asks, summed.
    `unanswered` is what they wrote to me last, if I have not answered. `deepest` is the greatest
    depth ever reached, 1 to 5, or 0. Of several open matters the latest counts. The score only puts
    people in order.
    """

    id: int
    name: str
    last_two_way_on: date | None = None
    usual_gap_days: float | None = None
    given: int = 0
    asked: int = 0
    open_ask: Matter | None = None
    owed_thanks: Matter | None = None
    unanswered: Matter | None = None
    deepest: int = 0
    weeks: int = 0
    score: float = 0


class Verdict(NamedTuple):
    """Whether to ask, why, and what would change it.

    Each reason has its change beside it, the heaviest first. Where one is ready, the reasons say
    why that is fine, and there is nothing to change.
    """

    verdict: Readiness
    reasons: tuple[str, ...]
    changes: tuple[str, ...] = ()


class Case(NamedTuple):
    """What a check looks at."""

    facts: Facts
    today: date
    rules: AskingRules


class Check(NamedTuple):
    """One row: why it is looked at, how much it weighs, its reason if there is one, what helps."""

    why: str
    weight: Readiness
    find_reason: Callable[[Case], str | None]
    change: str


def judge(facts: Facts, today: date, rules: AskingRules = ASKING) -> Verdict:
    """Weigh what went both ways with one contact, up to and including today."""
    case = Case(facts, today, rules)
    found = [(check, reason) for check in CHECKS if (reason := check.find_reason(case))]
    if not found:
        return Verdict(Readiness.READY, _what_is_fine(facts, today))
    heaviest, _ = found[0]
    return Verdict(
        heaviest.weight,
        tuple(reason for _, reason in found),
        tuple(check.change for check, _ in found),
    )


def rank_readiness(
    people: Iterable[Facts], today: date, rules: AskingRules = ASKING
) -> list[tuple[Facts, Verdict]]:
    """Judge everyone, best first: by verdict, fewest things to change, score, name and id."""
    return sorted(
        ((facts, judge(facts, today, rules)) for facts in people),
        key=lambda each: (
            _weigh(each[1].verdict),
            len(each[1].changes),
            -each[0].score,
            each[0].name.casefold(),
            each[0].id,
        ),
    )


def _weigh(readiness: Readiness) -> int:
    return tuple(Readiness).index(readiness)


def _nothing_both_ways(case: Case) -> str | None:
    if case.facts.last_two_way_on is None:
        return "nothing has gone both ways between you yet"
    return None


def _ask_open(case: Case) -> str | None:
    if ask := case.facts.open_ask:
        day = on_day(ask.on, case.today)
        return f"what you asked {day} is still open{_quote(ask)}"
    return None


def _thanks_owed(case: Case) -> str | None:
    if owed := case.facts.owed_thanks:
        day = on_day(owed.on, case.today)
        return f"they helped you {day} and are not thanked yet{_quote(owed)}"
    return None


def _answer_owed(case: Case) -> str | None:
    if word := case.facts.unanswered:
        day = on_day(word.on, case.today)
        return f"they wrote to you {day} and have no answer yet{_quote(word)}"
    return None


def _far_behind(case: Case) -> str | None:
    facts = case.facts
    return _ledger(facts) if facts.asked - facts.given > case.rules.most_behind else None


def _not_given_first(case: Case) -> str | None:
    facts = case.facts
    if _far_behind(case) or facts.given - facts.asked >= case.rules.least_lead:
        return None
    if facts.given == facts.asked == 0:
        # Those who are close keep no accounts.
        close = facts.score >= case.rules.close_score
        return None if close else "you have given nothing in the last year"
    return _ledger(facts)


def _long_silent(case: Case) -> str | None:
    facts, rules = case.facts, case.rules
    if facts.last_two_way_on is None:
        return None
    gap = facts.usual_gap_days or 0
    silent = (case.today - facts.last_two_way_on).days
    if silent <= min(max(rules.warm_days, rules.warm_gaps * gap), rules.cold_days):
        return None
    rhythm = f", and your rhythm is {every_days(round(gap))}" if 1.5 < gap < silent else ""
    return f"you last talked {days_ago(silent)}{rhythm}"


def _small_talk(case: Case) -> str | None:
    facts, rules = case.facts, case.rules
    if facts.last_two_way_on is None or facts.deepest >= rules.least_depth:
        return None
    if facts.deepest == 0:
        known = facts.weeks >= rules.least_weeks
        return None if known else "nothing deeper than small talk is noted yet"
    if facts.deepest == 1:
        return "you have kept to small talk so far"
    return f"the deepest you have talked so far is {facts.deepest} of 5"


# The heaviest first, and among equals the one to settle first.
CHECKS = (
    Check(
        "an ask is a poor first word",
        Readiness.NOT_NOW,
        _nothing_both_ways,
        "say hello, and wait for a word back",
    ),
    Check(
        "one thing at a time: a second ask buries the first",
        Readiness.NOT_NOW,
        _ask_open,
        "wait for their answer, or close it with netlog got or netlog declined",
    ),
    Check(
        "whoever was not thanked for the last favour hesitates before the next",
        Readiness.NOT_NOW,
        _thanks_owed,
        "thank them first",
    ),
    Check(
        "it is your turn: what they wrote comes before what you want",
        Readiness.NOT_NOW,
        _answer_owed,
        "answer them first",
    ),
    Check(
        "it is two-way: whoever only takes is soon avoided",
        Readiness.NOT_NOW,
        _far_behind,
        "give something, more than once: an introduction, an article, an hour of help",
    ),
    Check(
        "give before you ask",
        Readiness.WARM_UP,
        _not_given_first,
        "give something first: an introduction, an article, an hour of help",
    ),
    Check(
        "a word out of a long silence should not be an ask",
        Readiness.WARM_UP,
        _long_silent,
        "be in touch first, with nothing to ask",
    ),
    Check(
        "people vouch for those they know beyond the weather",
        Readiness.WARM_UP,
        _small_talk,
        "go a step deeper first: netlog brief has three questions",
    ),
)


def _what_is_fine(facts: Facts, today: date) -> tuple[str, ...]:
    assert facts.last_two_way_on is not None
    return (
        f"you last talked {days_ago((today - facts.last_two_way_on).days)}",
        _ledger(facts),
        f"the deepest you have talked is {facts.deepest} of 5"
        if facts.deepest
        else f"you were in touch in {facts.weeks} weeks",
        "no ask, thank-you or answer is open between you",
    )


def _ledger(facts: Facts) -> str:
    given, asked = facts.given or "nothing", facts.asked or "nothing"
    return f"in the last year you gave {given} and asked for {asked}, by size"


def _quote(matter: Matter) -> str:
    return f": {quote(matter.what)}" if matter.what.strip() else ""
