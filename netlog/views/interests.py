"""What people need, offer and care about, how they are to work with, and who fits whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netlog.core.daywords import ago, ago_in_short, on_day
from netlog.views.capture import UNDO
from netlog.views.records import interest_record, introduction_record, vouch_record
from netlog.views.review import ON_A_TERMINAL
from netlog.views.screen import Cell, Column, Format, Screen, show_list, show_page
from netlog.views.words import count, dots

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.core.introductions import Introduction
    from netlog.core.model import Vouch
    from netlog.journal.interests import Interests, Stated
    from netlog.journal.matching import Matches, Pair
    from netlog.journal.vouches import Record

INTEREST_FIELDS = ("id", "contact_id", "name", "kind", "what", "on", "settled_on")
MATCH_FIELDS = (
    "a_id", "a_name", "b_id", "b_name", "needs", "offers", "words", "score", "command",
)  # fmt: skip

LEGEND = "words in common × both ties × both vouches"
OUTCOMES = {
    "good": ("went well", "green"),
    "flat": ("came to nothing", ""),
    "bad": ("went badly", "red"),
}
BARS = {
    "archived": ("{name} is archived, and introduced to nobody.", "netlog archive c{id} --back"),
    "never": ("{name} is never to be introduced.", "netlog edit c{id} --intros ask"),
    "vouch": ("You would not vouch for {name}, so nobody is suggested.", "netlog vouch c{id} 3"),
}


def stated(stated: Stated, format_: Format, today: date) -> None:
    """` c12  Priya Shah needs a designer   netlog undo`."""
    interest = stated.interest
    day = "" if interest.on == today else f", noted {on_day(interest.on, today)}"
    said = f"{interest.name} {interest.kind.verb} {interest.what}{day}"
    _echo(format_, interest_record(interest), interest.contact_id, said, news=stated.news)


def settled(stated: Stated, format_: Format, today: date) -> None:
    """` c12  Priya Shah needed a designer: met today   netlog undo`."""
    interest = stated.interest
    assert interest.settled_on is not None
    said = f"{interest.name} needed {interest.what}: met {on_day(interest.settled_on, today)}"
    _echo(format_, interest_record(interest), interest.contact_id, said)


def removed(stated: Stated, format_: Format) -> None:
    """` c12  removed: Priya Shah needs a designer   netlog undo`."""
    interest = stated.interest
    said = f"removed: {interest.name} {interest.kind.verb} {interest.what}"
    _echo(format_, interest_record(interest), interest.contact_id, said)


def listed(found: Interests, format_: Format, limit: int | None, today: date) -> None:
    """What somebody needs, or offers, or cares about."""
    person, kind, interests = found
    shown = interests[:limit]

    def draw(screen: Screen) -> None:
        screen.heading(person.name, f" {kind.verb}", right=f"c{person.id}")
        if not interests:
            screen.line("Nothing is noted yet.")
            screen.line((f'netlog {kind} c{person.id} "…"', "bold"), " writes it down.")
            return
        rows: list[list[Cell]] = [
            [
                [(ago_in_short(each.on, today), "dim")],
                [(f"met {ago(each.settled_on, today)}", "green")] if each.settled_on else "",
                each.what,
            ]
            for each in shown
        ]
        columns = (Column("", keep=8), Column("", keep=6), Column("", keep=3, least=24, below=True))
        screen.table(columns, rows)

    show_list(format_, INTEREST_FIELDS, map(interest_record, shown), draw)


def vouched(vouch: Vouch, format_: Format, today: date) -> None:
    """` c12  Priya Shah: ●●●●○ 4 of 5, solid and kind   netlog undo`."""
    day = "" if vouch.on == today else f" {on_day(vouch.on, today)}"
    text = f", {vouch.text}" if vouch.text else ""
    said = f"{vouch.name}: {dots(vouch.value)} {vouch.value} of 5{day}{text}"
    _echo(format_, vouch_record(vouch), vouch.contact_id, said)


def record(record: Record, format_: Format, today: date) -> None:
    """What I said of somebody, and how introducing them turned out."""
    show_page(format_, _record(record), lambda screen: _draw_record(screen, record, today))


def matches(found: Matches, format_: Format, limit: int | None) -> None:
    """Pairs to introduce, best first, each with the command that does it."""

    def draw(screen: Screen) -> None:
        if not found.pairs:
            _draw_nobody(screen, found)
            return
        rows = found.pairs if limit is not None else found.pairs[:ON_A_TERMINAL]
        for number, pair in enumerate(rows):
            if number:
                screen.blank()
            _draw_pair(screen, pair)
        screen.blank()
        screen.line((LEGEND, "dim"))
        if len(rows) < len(found.pairs):
            more = f"{len(found.pairs) - len(rows):,}{' or more' if found.cut else ' more'}"
            screen.line((f"+{more}: --limit {len(found.pairs)} shows them", "dim"))

    records = map(_match_record, found.pairs)
    if format_ is Format.JSON:
        show_list(format_, MATCH_FIELDS, records, draw)
    else:
        show_list(format_, MATCH_FIELDS, map(_flatten, records), draw)


def _echo(
    format_: Format, record: dict[str, Any], contact_id: int, said: str, *, news: bool = True
) -> None:
    hint = UNDO if news else (", as before", "dim")
    show_page(
        format_,
        record,
        lambda screen: screen.line((f"c{contact_id}", "bold"), f"  {said}", hint, hang=2),
    )


def _record(record: Record) -> dict[str, Any]:
    return {
        "id": record.person.id,
        "name": record.person.name,
        "vouches": [vouch_record(vouch) for vouch in record.vouches],
        "introductions": [introduction_record(each) for each in record.introductions],
    }


def _draw_record(screen: Screen, record: Record, today: date) -> None:
    person = record.person
    screen.heading(person.name, right=f"c{person.id}")
    for vouch in record.vouches:
        text = f"  {vouch.text}" if vouch.text else ""
        screen.fact(ago_in_short(vouch.on, today), (dots(vouch.value), "blue"), text)
    if not record.vouches:
        screen.line("You have not said yet how they are to work with.")
        screen.line((f'netlog vouch c{person.id} 1-5 "…"', "bold"), " says it.")
    if record.introductions:
        screen.blank()
        screen.heading("Introductions", right=_sum_up(record.introductions))
    for each in record.introductions:
        word, style = OUTCOMES.get(each.outcome or "", ("not known yet", "dim"))
        text = f": {each.outcome_text}" if each.outcome_text else ""
        assert each.made_on is not None
        screen.fact(
            ago_in_short(each.made_on, today),
            f"to {each.other(person.id).name}, ",
            (word, style),
            text,
            (f"  i{each.id}", "dim"),
        )


def _sum_up(introductions: Sequence[Introduction]) -> str:
    """`2 of 3 went well`, of those whose outcome is known."""
    outcomes = [each.outcome.value for each in introductions if each.outcome]
    if not outcomes:
        return count(len(introductions), "introduction")
    return f"{outcomes.count('good')} of {len(outcomes)} went well"


def _draw_nobody(screen: Screen, found: Matches) -> None:
    if found.person and found.barred:
        said, command = BARS[found.barred]
        screen.line(said.format(name=found.person.name))
        screen.line((command.format(id=found.person.id), "bold"), " changes that.")
        return
    who = f"c{found.person.id}" if found.person else "NAME"
    if found.interests:
        screen.line("No need meets the offer of somebody they do not know yet.")
    else:
        screen.line("Nobody needs or offers anything yet, as far as you noted.")
    screen.line(
        (f'netlog needs {who} "…"', "bold"),
        " and ",
        (f'netlog offers {who} "…"', "bold"),
        " write it down.",
    )


def _draw_pair(screen: Screen, pair: Pair) -> None:
    names = {side.id: side.name for side in (pair.a, pair.b)}
    screen.heading(pair.a.name, " ↔ ", pair.b.name, right=f"{pair.weight:.2f}")
    for need, offer, words, _ in pair.meetings:
        screen.line(
            f"  {names[need.contact_id]} needs {need.what},"
            f" {names[offer.contact_id]} offers {offer.what}",
            (f"   {', '.join(words)}", "cyan"),
            hang=4,
        )
    screen.line("  ", (pair.command, "bold"), hang=4)


def _match_record(pair: Pair) -> dict[str, Any]:
    names = {side.id: side.name for side in (pair.a, pair.b)}
    best = pair.meetings[0]
    return {
        "a": {"id": pair.a.id, "name": pair.a.name},
        "b": {"id": pair.b.id, "name": pair.b.name},
        "needs": best.need.what,
        "offers": best.offer.what,
        "words": list(best.words),
        "score": round(pair.weight, 3),
        "command": pair.command,
        "meetings": [
            {
                verb: {"id": each.contact_id, "name": names[each.contact_id], "what": each.what}
                for verb, each in (("needs", meeting.need), ("offers", meeting.offer))
            }
            | {"words": list(meeting.words)}
            for meeting in pair.meetings
        ],
    }


def _flatten(record: dict[str, Any]) -> dict[str, Any]:
    """With the two and their ids in cells of their own."""
    sides = {f"{side}_{key}": record[side][key] for side in "ab" for key in ("id", "name")}
    return {**record, **sides}
