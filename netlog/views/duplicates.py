"""Who is likely here twice, what makes one of two, and the walk through them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from netlog.core.excerpt import joined, shorten
from netlog.core.model import Contact
from netlog.views.capture import UNDO
from netlog.views.records import contact_record
from netlog.views.review import ON_A_TERMINAL
from netlog.views.screen import Format, Screen, Span, screen, show_list, show_page, talking
from netlog.views.words import NOTHING, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netlog.core.merging import Conflict
    from netlog.core.model import Named
    from netlog.journal.duplicates import Distinct, Likely, Merge

FIELDS = (
    "a_id", "a_name", "b_id", "b_name", "sureness", "reasons", "merge", "not_same",
)  # fmt: skip
KEYS = {
    "m": "merge",
    "o": "the other way round",
    "n": "not the same",
    "s": "later",
    "q": "stop",
}

_WORDS = {"introduced_by": "introduced by", "cadence_days": "rhythm", "met_on": "met on"}
_QUIET = {"id", "uid", "added_on", "known_as", "archived", "snoozed_until"}  # told by nobody


class Done(NamedTuple):
    """How often what was answered."""

    merged: int = 0
    apart: int = 0
    later: int = 0

    def add(self, key: str) -> Done:
        if key == "n":
            return self._replace(apart=self.apart + 1)
        if key == "s":
            return self._replace(later=self.later + 1)
        return self._replace(merged=self.merged + 1)


def listed(likely: Sequence[Likely], format_: Format, limit: int | None) -> None:
    """Likely pairs, the surest first, each with its reasons and its two commands."""
    shown = likely[:limit]

    def draw(screen: Screen) -> None:
        rows = shown if limit is not None else shown[:ON_A_TERMINAL]
        if not rows:
            screen.line("Nobody seems to be here twice.")
            return
        for each in rows:
            _draw_pair(screen, each)
            screen.line("  ", (each.merge, "bold"), hang=4)
            screen.line("  ", (each.not_same, "bold"), hang=4)
            screen.blank()
        if more := len(shown) - len(rows):
            screen.line((f"+{more:,} more: --limit {len(shown)} shows them", "dim"))
        screen.line(("netlog dupes --resolve", "bold"), " asks about one after the other.")

    if format_ is Format.JSON:
        show_list(format_, FIELDS, map(_record, shown), draw)
    else:
        show_list(format_, FIELDS, map(_flatten, shown), draw)


def planned(merge: Merge, format_: Format) -> None:
    """What making one of two would come to."""
    show_page(format_, _merged_record(merge, dry_run=True), lambda screen: _draw(screen, merge))


def ask(merge: Merge) -> None:
    """The same before a question, where it is asked."""
    with talking() as screen:
        _draw(screen, merge)


def merged(merge: Merge, format_: Format, *, whole: bool) -> None:
    """That two are one now; the `whole` of it for whoever has not seen it yet."""

    def draw(screen: Screen) -> None:
        if whole:
            _draw(screen, merge)
        said = f"  {merge.contact.name}, with everything of {merge.gone.name} (c{merge.gone.id})"
        screen.line((f"c{merge.contact.id}", "bold"), said, UNDO, hang=2)

    show_page(format_, _merged_record(merge, dry_run=False), draw)


def distinct(told: Distinct, format_: Format) -> None:
    """` Sam Keller (c2) and Sam Keller (c57)  are not the same   netlog undo`."""
    both = f"{told.a.name} (c{told.a.id}) and {told.b.name} (c{told.b.id})"
    said = "  are not the same" if told.after else "  may be the same again"
    hint = UNDO if told.before != told.after else (", as before", "dim")
    record = {"a": _who(told.a), "b": _who(told.b), "not_same": told.after}
    show_page(format_, record, lambda screen: screen.line((both, "bold"), said, hint, hang=2))


# The walk. It is talk: what is asked, and what is answered.


def pair(likely: Likely, merge: Merge, number: int) -> None:
    """Two people, why they may be one, and what would come of it."""
    with talking() as screen:
        if number > 1:
            screen.blank()
        _draw_pair(screen, likely)
        _draw_union(screen, merge, asked=False)


def prompt() -> None:
    keys = " · ".join(f"{key} {meaning}" for key, meaning in KEYS.items())
    with talking() as screen:
        screen.line((keys, "dim"))


def answered(key: str) -> None:
    with talking() as screen:
        screen.line((KEYS.get(key, "one of these keys, please"), "bold"))


def resolved(done: Done) -> None:
    """What came of it all."""
    told = [
        f"{number:,} {what}"
        for number, what in (
            (done.merged, "merged"),
            (done.apart, "kept apart"),
            (done.later, "left for later"),
        )
        if number
    ]
    out = screen(Format.TERMINAL if sys.stdout.isatty() else Format.PLAIN)
    if told:
        hint = "   netlog undo takes back one at a time" if done.merged or done.apart else ""
        out.line(joined(told), (hint, "dim"))
    else:
        out.line("Nothing was changed.")


def _draw_pair(screen: Screen, likely: Likely) -> None:
    for contact in (likely.a, likely.b):
        screen.heading(contact.name, *_about(contact))
    screen.line(
        "  ", (joined(likely.reasons), "cyan"), (f"  {likely.sureness} of 100", "dim"), hang=2
    )


def _about(contact: Contact) -> list[Span]:
    """`  c57, CTO, Initech, archived`."""
    known = [f"c{contact.id}", contact.title, contact.org, contact.city]
    known.append("archived" if contact.archived else "")
    return [(f"  {', '.join(filter(None, known))}", "not bold dim")]


def _draw(screen: Screen, merge: Merge) -> None:
    screen.heading(merge.kept.name, *_about(merge.kept), right="stays")
    screen.heading(merge.gone.name, *_about(merge.gone), right="goes into it")
    _draw_union(screen, merge, asked=True)


def _draw_union(screen: Screen, merge: Merge, *, asked: bool) -> None:
    """What comes together, and what cannot; and how to have that otherwise, where it was asked."""
    come = [*_gains(merge), *_moved(merge)]
    screen.fact("comes over", ", ".join(come) if come else "nothing that is not here already")
    if merge.moved.shared:
        screen.fact("once", f"{count(merge.moved.shared, 'touchpoint')} that both took part in")
    for conflict in merge.conflicts:
        prefer = asked and conflict.taken == "first"
        hint = f"   --prefer {conflict.field}=second" if prefer else ""
        screen.fact("conflict", *_conflict(conflict), (hint, "dim"))
    if merge.moved.between:
        gone = count(merge.moved.between, "introduction")
        screen.fact("goes", f"{gone} of the one to the other")
    for alias in merge.left_out:
        screen.fact("goes", f'the name "{alias}", which is also somebody else\'s')
    if merge.apart:
        screen.fact("but", "you said that they are not the same")


def _conflict(conflict: Conflict) -> list[Span]:
    """`org Initech, not Acme`."""
    taken, left = conflict.first, conflict.second
    if conflict.taken == "second":
        taken, left = left, taken
    word = _WORDS.get(conflict.field, conflict.field)
    value, other = _shown(conflict.field, taken), _shown(conflict.field, left)
    return [f"{word} ", (value, "bold"), f", not {other}"]


def _gains(merge: Merge) -> Iterator[str]:
    """What the record has then and did not have, but for what was decided against it."""
    decided = {conflict.field for conflict in merge.conflicts}
    for field in Contact._fields:
        before, after = getattr(merge.kept, field), getattr(merge.contact, field)
        if before == after or field in _QUIET or field in decided:
            continue
        if field == "points":
            have = {(point.kind, point.normal) for point in before}
            yield from (
                f"{point.kind} {point.value}"
                for point in after
                if (point.kind, point.normal) not in have
            )
        elif isinstance(after, tuple):
            word = "alias" if field == "aliases" else "tag"
            yield from (f'{word} "{each}"' for each in after if each not in before)
        elif field == "about":
            yield f"about {shorten(merge.gone.about)}"
        else:
            yield f"{_WORDS.get(field, field)} {_shown(field, after)}"


def _moved(merge: Merge) -> list[str]:
    return [
        count(number, thing)
        for number, thing in (
            (merge.moved.touchpoints, "touchpoint"),
            (merge.moved.notes, "note"),
            (merge.moved.favours, "favour"),
            (merge.moved.follow_ups, "follow-up"),
            (merge.moved.introductions, "introduction"),
            (merge.moved.interests, "interest"),
            (merge.moved.vouches, "vouch"),
            (merge.moved.acquaintances, "acquaintance"),
            (merge.moved.posts, "former post"),
            (merge.moved.brought, "introduced contact"),
        )
        if number
    ]


def _shown(field: str, value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    if field == "introduced_by":
        return f"c{value}"
    return f"{value} days" if field == "cadence_days" else str(value)


def _who(person: Contact | Named) -> dict[str, Any]:
    return {"id": person.id, "name": person.name}


def _record(likely: Likely) -> dict[str, Any]:
    a, b = (
        {**_who(each), "org": each.org, "archived": each.archived} for each in (likely.a, likely.b)
    )
    return {
        "a": a,
        "b": b,
        "sureness": likely.sureness,
        "reasons": list(likely.reasons),
        "merge": likely.merge,
        "not_same": likely.not_same,
    }


def _flatten(likely: Likely) -> dict[str, Any]:
    sides = {"a_id": likely.a.id, "a_name": likely.a.name, "b_id": likely.b.id}
    return {**sides, "b_name": likely.b.name, **_record(likely)}


def _merged_record(merge: Merge, *, dry_run: bool) -> dict[str, Any]:
    return {
        **contact_record(merge.contact),
        "merged": _who(merge.gone),
        "moved": merge.moved._asdict(),
        "conflicts": [
            {
                "field": conflict.field,
                "first": _plain(conflict.first),
                "second": _plain(conflict.second),
                "taken": conflict.taken,
            }
            for conflict in merge.conflicts
        ],
        "dry_run": dry_run,
    }


def _plain(value: Any) -> Any:
    """A birthday as a text; a number or a text as it is."""
    return value if isinstance(value, int | str) else str(value)
