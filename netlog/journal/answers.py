"""Who waits for a word of mine."""

from collections.abc import Iterable, Sequence
from datetime import date

from netlog.core.model import Favour
from netlog.core.rhythm import days_back
from netlog.journal.desk import Desk
from netlog.store.people import Standing
from netlog.store.reader import Reader


def find_unanswered(
    desk: Desk,
    reader: Reader,
    standings: Iterable[Standing],
    favours: Sequence[Favour],
    days: tuple[int, int],
) -> dict[int, date]:
    """Who wrote last, and when, from the first to the last of so many days ago. `favours` are
    theirs.

    A tally tells it of nearly everyone. The log is asked where it cannot: they wrote again too
    lately to be named for that; it went both ways on one day without a talk; it was a favour.
    """
    since, until = days_back(desk.today, days)
    favoured = {favour.contact_id for favour in favours if favour.on >= since} | {
        favour.contact_id for favour in favours if favour.settled_on and favour.settled_on >= since
    }
    wrote: dict[int, date] = {}
    unclear = []
    for each in standings:
        tally = each.tally
        if tally is None or tally.in_on is None or tally.in_on < since:
            continue
        answered = tally.out_on is not None and tally.out_on > tally.in_on
        if answered or tally.last_talk == tally.last_in == tally.last_out:
            continue
        if tally.in_on == tally.out_on or tally.in_on > until or each.id in favoured:
            unclear.append(each.id)
        else:
            wrote[each.id] = tally.in_on
    return wrote | reader.unanswered(unclear, since, until, desk.today)
