"""The figures that decide the agenda and the verdicts before an ask, with their defaults.

They stand apart from what they decide, because the configuration names them and every command
reads it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class AgendaRules(NamedTuple):
    """What decides the agenda. Pairs are first and last day, both included; all else in days."""

    # The order of the page, by the keys of `agenda.SECTIONS`; one left out is not shown.
    sections: tuple[str, ...] = (
        "todo", "thank", "answer", "nudge", "reconnect", "give", "revive",
    )  # fmt: skip
    cap: int = 5  # lines a section
    caps: Mapping[str, int] = MappingProxyType({})  # for sections that differ
    birthday_days: int = 7  # ahead
    met_days: tuple[int, int] = (1, 14)
    answer_days: tuple[int, int] = (2, 30)
    ladder: tuple[int, ...] = (7, 14, 30, 60, 120)  # from each try to the next
    rest_days: int = 7  # for which the try after the last rung leaves a hint
    soon_days: int = 3
    past_days: int = 14  # past a gap, for which Keep warm names somebody every day
    give_days: int = 182  # without a favour of mine
    strong_score: float = 60
    active_days: int = 90  # since the last touchpoint


class AskingRules(NamedTuple):
    """Where the checks of `asking` begin to speak up."""

    warm_days: float = 30  # after a talk, however fast the rhythm
    warm_gaps: float = 2  # usual gaps of silence: after one a word is due, after two it is missed
    cold_days: float = 180  # half a year is long, however slow the rhythm
    least_depth: int = 2  # 1 is small talk
    least_weeks: int = 4  # in touch, that stand for it where no depth was ever noted
    least_lead: int = 1  # sizes given beyond those asked for: one small favour, to have given first
    most_behind: int = 3  # sizes asked for beyond those given: one large ask
    close_score: float = 60  # from which on nobody counts what was given, as long as none was asked


AGENDA = AgendaRules()
ASKING = AskingRules()
