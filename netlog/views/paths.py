"""Who knows whom: the echo of it, the ways to somebody, who is near, and who brought whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netlog.core.daywords import ago_in_short
from netlog.views.capture import UNDO
from netlog.views.screen import Cell, Column, Format, Screen, show_list, show_page
from netlog.views.words import NOTHING, count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.core.model import Named
    from netlog.journal.acquaintances import Known, Tree, Twig
    from netlog.journal.paths import Way, Ways
    from netlog.journal.places import Resident

WAYS_FIELDS = ("target", "strength", "through")
NEAR_FIELDS = ("id", "name", "org", "title", "city", "score", "word", "last_on")
TREE_FIELDS = ("id", "name", "depth", "brought", "fed", "share")

DEEPEST = 6  # levels of the tree that are drawn; what is deeper begins with an ellipsis


def known(known: Known, format_: Format) -> None:
    """` Priya Shah and Sam Keller know each other: worked together   netlog undo`."""
    both = f"{known.a.name} and {known.b.name}"
    record = known_record(known)
    if known.after is None:
        said = "it is not written down any more that they know each other"
    else:
        said = f"know each other{': ' if record['how'] else ''}{record['how']}"
    hint = UNDO if known.before != known.after else (", as before", "dim")
    show_page(
        format_, record, lambda screen: screen.line((both, "bold"), f"  {said}", hint, hang=2)
    )


def known_record(known: Known) -> dict[str, Any]:
    """An acquaintance, with its two as they were named."""
    written = known.after or known.before
    assert written is not None
    return {
        "id": written.id,
        "a": _who(known.a),
        "b": _who(known.b),
        "how": written.how,
        "on": written.on.isoformat(),
    }


def ways(found: Ways, format_: Format) -> None:
    """The ways, best first, each with its legs and what starts on it; nothing where there is no
    way, which is said on stderr.
    """

    def draw(screen: Screen) -> None:
        if found.ways:
            screen.heading(f"Ways to {found.to}")
        for way in found.ways:
            screen.blank()
            _draw_way(screen, way)
        if found.more:
            screen.blank()
            screen.line((f"There are more: --limit {4 * len(found.ways)}", "dim"))

    show_list(format_, WAYS_FIELDS, map(_way_record, found.ways), draw)


def _draw_way(screen: Screen, way: Way) -> None:
    percent = f"{100 * way.strength:3.0f}%  "
    first = way.hops[0].end
    if len(way.hops) == 1:
        screen.line((percent, "bold"), f"You know {first.name}: {way.hops[0].because}", hang=6)
        screen.line(" " * 6, (f'netlog reach c{first.id} "…"', "dim"), hang=6)
        return
    chain = " → ".join(hop.end.name for hop in way.hops)
    screen.line((percent, "bold"), (chain, "bold"), hang=6)
    for hop in way.hops:
        start = f"{hop.start.name} and {hop.end.name}" if hop.start else f"you and {hop.end.name}"
        strength = f"{100 * hop.strength:3.0f}%  "
        screen.line(" " * 6, (strength, "dim"), f"{start}: {hop.because}", hang=12)
    screen.line(" " * 6, (f'netlog ask c{first.id} "…"', "dim"), hang=6)


def _way_record(way: Way) -> dict[str, Any]:
    return {
        "target": _who(way.target),
        "strength": round(way.strength, 4),
        "through": [_who(hop.end) for hop in way.hops[:-1]],
        "legs": [
            {
                "from": _who(hop.start) if hop.start else None,
                "to": _who(hop.end),
                "strength": round(hop.strength, 4),
                "because": hop.because,
            }
            for hop in way.hops
        ],
    }


def near(
    people: Sequence[Resident], city: str, format_: Format, limit: int | None, today: date
) -> None:
    """Who is in a city, the strongest tie first."""
    shown = people[:limit]

    def draw(screen: Screen) -> None:
        if not people:
            screen.line(f"Nobody in {city}, as far as the journal tells.")
            screen.line((f"netlog edit NAME --city {_word(city)}", "bold"), " says who is there.")
            return
        columns = (
            Column("", right=True, keep=5),
            Column("Name", least=12),
            Column("Org", keep=4, least=8),
            Column("Title", keep=3, least=8),
            Column("Score", right=True, keep=8),
            Column("", keep=7),
            Column("Last", keep=6),
        )
        rows: list[list[Cell]] = [
            [
                [(f"c{each.id}", "dim")],
                each.name,
                each.org or [(NOTHING, "dim")],
                each.title or [(NOTHING, "dim")],
                [(f"{each.score.total:.1f}", "bold")] if each.score else [(NOTHING, "dim")],
                each.score.word if each.score else "",
                ago_in_short(each.score.tally.last_on, today) if each.score else [("never", "dim")],
            ]
            for each in shown
        ]
        screen.table(columns, rows)

    show_list(format_, NEAR_FIELDS, map(_near_record, shown), draw)


def _near_record(resident: Resident) -> dict[str, Any]:
    score = resident.score
    return {
        "id": resident.id,
        "name": resident.name,
        "org": resident.org,
        "title": resident.title,
        "city": resident.city,
        "score": round(score.total, 1) if score else None,
        "word": score.word if score else None,
        "last_on": score.tally.last_on.isoformat() if score else None,
    }


def tree(tree: Tree, format_: Format, limit: int | None) -> None:
    """Who brought whom, whoever feeds most first."""
    shown = tree.twigs[:limit]

    def draw(screen: Screen) -> None:
        if tree.person:
            screen.heading(tree.person.name, right=f"c{tree.person.id}")
            if tree.through:
                screen.line(f"Came through {', then '.join(each.name for each in tree.through)}.")
        if not tree.twigs:
            _draw_no_tree(screen, tree)
            return
        if not tree.person:
            share = f"{100 * tree.brought / tree.contacts:.0f}%"
            contacts = count(tree.contacts, "contact")
            screen.line(f"Others brought {tree.brought:,} of your {contacts}: {share}.")
        screen.blank()
        _draw_tree(screen, tree, len(shown))
        if len(shown) < len(tree.twigs):
            screen.line((f"+{len(tree.twigs) - len(shown):,} more", "dim"))

    show_list(format_, TREE_FIELDS, map(_twig_record, shown), draw)


def _draw_no_tree(screen: Screen, tree: Tree) -> None:
    who = f"c{tree.person.id}" if tree.person else "NAME"
    if tree.person:
        screen.line("You met by yourselves, and nobody came through them yet.")
    else:
        screen.line("Nobody is known to have come through anybody yet.")
    screen.line((f"netlog edit {who} --introduced-by NAME", "bold"), " says who introduced you.")


def _draw_tree(screen: Screen, tree: Tree, limit: int) -> None:
    lines = guides([twig.branch.depth for twig in tree.twigs])
    rows: list[list[Cell]] = []
    for guide, (person, branch, _) in zip(lines[:limit], tree.twigs, strict=False):
        numbers: list[Cell] = ["", "", ""]
        if branch.fed:
            numbers = [f"{branch.brought:,}", f"{branch.fed:,}", f"{100 * branch.share:.0f}%"]
        rows.append([[(f"c{person.id}", "dim")], [(guide, "dim"), person.name], *numbers])
    columns = (
        Column("", right=True, keep=4),
        Column("", least=24),
        Column("Brought", right=True, keep=5),
        Column("Feeds", right=True, keep=8),
        Column("Share", right=True, keep=6),
    )
    screen.table(columns, rows)


def guides(depths: Sequence[int]) -> list[str]:
    """What stands before each name of a tree: `│ └ ` for one at depth 2. Names come as a tree is
    read, each before those below it.
    """
    lines = []
    ahead: list[bool] = []  # at each depth, whether another of the same parent follows below
    for depth in reversed(depths):
        del ahead[depth + 1 :]
        ahead += [False] * (depth + 1 - len(ahead))
        drawn = range(max(1, depth - DEEPEST + 1), depth)
        line = "".join("│ " if ahead[each] else "  " for each in drawn)
        if depth:
            cut = "… " if depth > DEEPEST else ""
            line = f"{cut}{line}{'├' if ahead[depth] else '└'} "
        lines.append(line)
        ahead[depth] = True
    return lines[::-1]


def _twig_record(twig: Twig) -> dict[str, Any]:
    branch = twig.branch
    return {
        "id": twig.person.id,
        "name": twig.person.name,
        "depth": branch.depth,
        "brought": branch.brought,
        "fed": branch.fed,
        "share": round(branch.share, 4),
        "people": [_who(each) for each in twig.people],
    }


def _who(person: Named) -> dict[str, Any]:
    return {"id": person.id, "name": person.name}


def _word(text: str) -> str:
    """A text as one word of a command line."""
    import shlex

    return shlex.quote(text)
