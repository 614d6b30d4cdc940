"""The figures that decide the score, the agenda, the verdicts before an ask and before an
introduction, and when an introduction goes on, with their defaults.

They stand apart from what they decide, because the configuration names them and every command
reads it.
"""

from binascii import crc32
from collections.abc import Mapping
from math import isclose, isfinite
from types import MappingProxyType
from typing import NamedTuple

from netlog.errors import BadInput


class StarRule(NamedTuple):
    """What a star asks for, besides at least one answer."""

    good_weeks: float
    balance: float
    known_days: int


class Constants(NamedTuple):
    """Every constant of the score. Half-lives are in days."""

    recency_points: float = 30
    recency_half_life: float = 60
    reciprocity_points: float = 40
    flow_half_life: float = 240
    flow_half: float = 2  # the flow that earns half the points
    depth_points: float = 30
    depth_half_life: float = 730
    depth_half: float = 4  # the good weeks that earn half the points
    usual_depth: float = 3  # of a good week, and of a touchpoint without a depth
    one_way_week: float = 0.5  # what a week counts in which only I reached out
    one_sided_flow: float = 0.05
    one_sided_cap: float = 40
    star_half_life: float = 730
    balance_half_life: float = 365
    stars: tuple[StarRule, ...] = (  # from the second star on; the first one is everyone's
        StarRule(good_weeks=4, balance=0, known_days=0),
        StarRule(good_weeks=12, balance=0.20, known_days=0),
        StarRule(good_weeks=26, balance=0.25, known_days=180),
        StarRule(good_weeks=52, balance=0.33, known_days=365),
    )
    pseudo_gap: float = 30  # days that a rhythm is shrunk towards
    pseudo_gaps: float = 2  # and with how much weight
    due_from: float = 1  # usual gaps of silence; the two below likewise
    slipping_from: float = 4
    quiet_from: float = 8
    dormant_stars: int = 3

    def checked(self) -> "Constants":
        """These constants. Raises `BadInput` for a value that the formula cannot work with, such
        as a half-life of zero, and for points that do not add up to 100.
        """
        for name, default in self._field_defaults.items():
            if name == "stars":
                continue
            value = getattr(self, name)
            least = "above zero" if name in _DIVISORS else "zero or more"
            if not isfinite(value) or value < 0 or (value == 0 and name in _DIVISORS):
                raise BadInput(
                    f"the scoring constant {name} is {value:g}, and has to be {least}",
                    f"its default is {default:g}",
                )
        for rule in self.stars:
            for name, value in rule._asdict().items():
                if not isinstance(value, int | float) or not isfinite(value) or value < 0:
                    raise BadInput(
                        f"{name} of a star is {value!r}, and has to be zero or more",
                        "the defaults are in the README of netlog",
                    )
        points = self.recency_points + self.reciprocity_points + self.depth_points
        if not isclose(points, 100):
            raise BadInput(
                f"the points of recency, reciprocity and depth add up to {points:g}, not to 100",
                "the defaults are 30, 40 and 30",
            )
        return self

    @property
    def fingerprint(self) -> str:
        """Eight hex digits that change with any constant a tally depends on.

        The same on every machine; 240 and 240.0 are the same constant.
        """
        folded_with = (
            self.flow_half_life,
            self.depth_half_life,
            self.usual_depth,
            self.one_way_week,
            self.star_half_life,
            self.balance_half_life,
        )
        return f"{crc32(repr([float(value) for value in folded_with]).encode()):08x}"


_DIVISORS = frozenset(
    {
        "recency_half_life",
        "flow_half_life",
        "flow_half",
        "depth_half_life",
        "depth_half",
        "usual_depth",
        "star_half_life",
        "balance_half_life",
        "pseudo_gap",
        "pseudo_gaps",
    }
)


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


class IntroductionRules(NamedTuple):
    """When a step of an introduction appears, in days."""

    silent_days: int = 14  # without an answer, before I ask again or let it go
    most_asks: int = 2  # of one side: no reply is not a no, but a third mail is a nuisance
    outcome_days: int = 21  # from making it to asking how it went
    tell_days: int = 60  # for which whoever introduced me to somebody is still to be told of it


class GlassRules(NamedTuple):
    """Where the checks before an introduction begin to speak up."""

    recent_days: int = 30
    distant_score: float = 20  # up to here the score calls a tie an acquaintance
    low_vouch: int = 2


DEFAULTS = Constants()
AGENDA = AgendaRules()
ASKING = AskingRules()
INTRODUCTIONS = IntroductionRules()
GLASS = GlassRules()
