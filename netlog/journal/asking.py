"""Whether it is the time to ask, of one person or of everyone in touch."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from netlog.core import scoring
from netlog.core.asking import Facts, Matter, Readiness, Verdict, judge, rank_readiness
from netlog.core.model import Favour, Filters, Kind, Named
from netlog.core.rhythm import find_rhythm
from netlog.journal import people
from netlog.journal.answers import find_unanswered
from netlog.journal.desk import Desk
from netlog.journal.ledger import weigh_year
from netlog.store.people import Standing
from netlog.store.reader import Reader

UNANSWERED_DAYS = 90  # for which a word of theirs stands before an ask of mine


class Judged(NamedTuple):
    """A contact, and whether to ask them."""

    id: int
    name: str
    verdict: Verdict

    @property
    def is_unwise(self) -> bool:
        """Whether an ask should wait: the verdict is "not now"."""
        return self.verdict.verdict is Readiness.NOT_NOW


def ready(desk: Desk, name: str) -> Judged:
    """Whether it is the time to ask somebody. Raises NotFound, Ambiguous."""
    with people.about(desk, name) as (reader, person):
        return judge_one(desk, reader, person)


def judge_one(desk: Desk, reader: Reader, person: Named) -> Judged:
    """The same of somebody found already, archived or not."""
    standings = _standings(desk, reader, Filters(archived=True), person.id)
    (facts,) = _facts(desk, reader, standings, reader.favours(desk.today, person.id))
    return Judged(person.id, person.name, judge(facts, desk.today, desk.settings.asking))


def rank_ready(desk: Desk, filters: Filters) -> list[Judged]:
    """Everyone who was ever in touch, the best to ask first."""
    filters = desk.checked(filters)
    with desk.reading() as reader:
        standings = [each for each in _standings(desk, reader, filters) if each.tally]
        everyone = _facts(desk, reader, standings, reader.favours(desk.today))
    return [
        Judged(facts.id, facts.name, verdict)
        for facts, verdict in rank_readiness(everyone, desk.today, desk.settings.asking)
    ]


def _standings(
    desk: Desk, reader: Reader, filters: Filters, contact_id: int | None = None
) -> list[Standing]:
    return reader.standings(filters, desk.today, desk.settings.scoring, contact_id)


def _facts(
    desk: Desk, reader: Reader, standings: Sequence[Standing], favours: Sequence[Favour]
) -> list[Facts]:
    days = (desk.settings.agenda.answer_days[0], UNANSWERED_DAYS)
    wrote = find_unanswered(desk, reader, standings, favours, days)
    heard = reader.heard(wrote)
    ledgers: dict[int, list[Favour]] = {}
    for favour in favours:
        ledgers.setdefault(favour.contact_id, []).append(favour)
    return [
        _fact(
            desk,
            each,
            ledgers.get(each.id, []),
            Matter(heard[each.id].note, wrote[each.id]) if each.id in wrote else None,
        )
        for each in standings
    ]


def _fact(desk: Desk, standing: Standing, ledger: list[Favour], unanswered: Matter | None) -> Facts:
    """What bears on asking one contact, from their part of the ledger, newest first."""
    facts = Facts(
        standing.id,
        standing.name,
        given=weigh_year(ledger, Kind.GIVEN, desk.today),
        asked=weigh_year(ledger, Kind.ASKED, desk.today),
        open_ask=_latest_open(ledger, Kind.ASKED),
        owed_thanks=_latest_open(ledger, Kind.RECEIVED),
        unanswered=unanswered,
    )
    tally = standing.tally
    if tally is None:
        return facts
    score = scoring.score(tally, desk.today, desk.settings.scoring)
    rhythm = find_rhythm(desk.settings.circle(standing.circle), standing.cadence_days)
    return facts._replace(
        last_two_way_on=min(tally.out_on, tally.in_on) if tally.out_on and tally.in_on else None,
        usual_gap_days=rhythm.ideal_days if rhythm else score.usual_gap,
        deepest=tally.deepest,
        weeks=tally.weeks,
        score=score.total,
    )


def _latest_open(ledger: Iterable[Favour], kind: Kind) -> Matter | None:
    return next(
        (Matter(each.what, each.on) for each in ledger if each.kind is kind and each.is_open), None
    )
