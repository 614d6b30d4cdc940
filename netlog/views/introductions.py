"""Introductions: how far each has come, what comes next, and what speaks for waiting."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

from netlog.core.daywords import ago, on_day
from netlog.core.introductions import Answer
from netlog.views.capture import UNDO
from netlog.views.records import favour_record, introduction_record, progress_record
from netlog.views.screen import (
    Format,
    Screen,
    Span,
    screen,
    show_list,
    show_page,
    write_json,
)
from netlog.views.words import safe, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netlog.core.glass import Caution
    from netlog.core.introductions import Introduction, Progress, Side, Step
    from netlog.journal.introductions import Considered, Introduced, Made, Opened

LIST_FIELDS = (
    "id", "a", "a_answer", "b", "b_answer", "purpose", "opened_on", "made_on", "outcome",
    "dropped_on", "next", "since",
)  # fmt: skip

# With and without colour.
ANSWERS = {
    Answer.NOT_ASKED: ("○ not asked", "dim"),
    Answer.ASKED: ("◔ asked", "yellow"),
    Answer.YES: ("✓ yes", "green"),
    Answer.NO: ("✗ no", "red"),
}
OUTCOMES = {"good": "green", "flat": "yellow", "bad": "red"}


def considered(found: Sequence[Considered]) -> None:
    """What speaks for waiting, each reason once; it is no data, and goes to stderr."""
    told: set[Caution] = set()
    for introduction, cautions in found:
        new = [caution for caution in cautions if caution not in told]
        told.update(new)
        if new:
            names = " to ".join(side.name for side in introduction.sides)
            _warn(f"netlog: before you introduce {names}:", hang=8)
        for caution in new:
            _warn(f"        {caution.text}: {caution.change}", hang=10)


def opened(found: Sequence[Opened], format_: Format, today: date, *, several: bool) -> None:
    """What was opened. As JSON one record with its cautions or, of `several`, a list of them."""
    if format_ is Format.JSON:
        records = [
            {
                **progress_record(each.progress),
                "cautions": [
                    {"kind": caution.kind.value, "text": caution.text, "change": caution.change}
                    for caution in each.cautions
                ],
            }
            for each in found
        ]
        write_json(records if several else records[0])
        return
    page = screen(format_)
    for each in found:
        _draw_echo(page, each.progress, today, UNDO if each is found[-1] else "")


def stepped(progress: Progress, format_: Format, today: date) -> None:
    """How far it has come in a line, and below it what comes next."""
    record = progress_record(progress)
    show_page(format_, record, lambda screen: _draw_echo(screen, progress, today, UNDO))


def made(made: Made, format_: Format, today: date) -> None:
    """The same of one that was made, with its favours and the consent that it lacked."""
    record = {
        **progress_record(made.progress),
        "favours": [favour_record(favour) for favour in made.favours],
        "missing": list(made.missing),
    }
    ids = " and ".join(f"f{favour.id}" for favour in made.favours)
    said: list[Span] = [
        (f"   p{made.progress.introduction.touchpoint_id}", "bold"),
        f" to both, a favour to each: {ids}",
    ]
    if made.missing:
        said.append((f"   one-sided: {', '.join(made.missing)}", "yellow"))
    show_page(format_, record, lambda screen: _draw_echo(screen, made.progress, today, *said, UNDO))


def listed(found: Sequence[Progress], format_: Format, limit: int | None, today: date) -> None:
    """Introductions with the state of both sides, why, and what comes next."""
    shown = found[:limit]

    def draw(screen: Screen) -> None:
        if not found:
            screen.line("No introduction is open.")
            screen.line(
                ('netlog introduce A B --why "…"', "bold"), " opens one, and asks both first."
            )
        for progress in shown:
            _draw(screen, progress, today)
        if len(shown) < len(found):
            screen.line((f"+{len(found) - len(shown):,} more", "dim"))

    if format_ is Format.JSON:
        show_list(format_, LIST_FIELDS, map(progress_record, shown), draw)
    else:
        show_list(format_, LIST_FIELDS, map(_in_cells, shown), draw)


def shown(progress: Progress, format_: Format, today: date) -> None:
    """One introduction, day by day."""
    show_page(
        format_, progress_record(progress), lambda screen: _draw_page(screen, progress, today)
    )


def introduced(introduced: Introduced, format_: Format) -> None:
    """Who introduced me to whom, and the favour that it is."""
    contact, favour = introduced.contact, introduced.favour
    record = {
        "id": contact.id,
        "name": contact.name,
        "introduced_by": {"id": introduced.first.id, "name": introduced.first.name},
        "favour": favour_record(favour) if favour else None,
    }
    parts: list[Span] = [
        (f"c{contact.id}", "bold"),
        f"  {contact.name}, through {introduced.introducer.name}",
    ]
    if introduced.first.id != introduced.introducer.id:
        parts.append((f"   first through {introduced.first.name}, as before", "dim"))
    if favour is None:
        parts.append(("   long ago, so no thanks are owed", "dim"))
    elif introduced.known:
        parts.append((f"   f{favour.id}, as before", "dim"))
    else:
        thanks = f"   f{favour.id}: netlog thank c{introduced.introducer.id}"
        parts.append((thanks, "cyan"))
    if not introduced.known:
        parts.append(UNDO)
    show_page(format_, record, lambda screen: screen.line(*parts, hang=2))


def draw_with(screen: Screen, contact_id: int, found: Sequence[Progress], today: date) -> None:
    """Somebody's introductions on their page."""
    screen.blank()
    screen.heading("Introductions")
    for each in found:
        introduction = each.introduction
        other = introduction.other(contact_id).name
        stand = _result(introduction, today) or _sides(introduction, today)
        screen.fact(f"i{introduction.id}", f"to {other}: {introduction.purpose}   ", *stand)


def _draw_echo(screen: Screen, progress: Progress, today: date, *more: Span) -> None:
    introduction = progress.introduction
    screen.line((f"i{introduction.id}", "bold"), "  ", *_stand(progress, today), *more, hang=2)
    _draw_step(screen, progress.step, today)


def _draw(screen: Screen, progress: Progress, today: date) -> None:
    introduction = progress.introduction
    screen.line((f"i{introduction.id}", "bold"), "  ", *_stand(progress, today), hang=4)
    screen.line("    ", introduction.purpose, hang=4)
    _draw_step(screen, progress.step, today)


def _draw_step(screen: Screen, step: Step | None, today: date) -> None:
    if step is None:
        return
    when = "next" if step.since <= today else f"{on_day(step.since, today)}"
    words = f"{when}: {step.name}: {step.step}   "
    screen.line("    ", (words, "dim"), (step.command, "bold"), hang=4)


def _draw_page(screen: Screen, progress: Progress, today: date) -> None:
    introduction = progress.introduction
    screen.heading(
        " and ".join(side.name for side in introduction.sides), right=f"i{introduction.id}"
    )
    screen.blank()
    screen.fact("Why", introduction.purpose)
    screen.fact("Opened", ago(introduction.opened_on, today))
    for side in introduction.sides:
        asks = f", asked {side.asks} times" if side.asks > 1 else ""
        screen.fact(f"c{side.contact_id}", f"{side.name}  ", _answer(side, today), asks)
    if introduction.made_on:
        one_sided = ", one-sided" if introduction.one_sided else ""
        point = f"  p{introduction.touchpoint_id}" if introduction.touchpoint_id else ""
        screen.fact("Made", f"{ago(introduction.made_on, today)}{one_sided}", (point, "dim"))
    if introduction.outcome:
        screen.fact("Outcome", *_result(introduction, today))
    if introduction.dropped_on:
        screen.fact("Dropped", ago(introduction.dropped_on, today))
    if step := progress.step:
        when = "" if step.since <= today else f"{on_day(step.since, today)}: "
        screen.fact("Next", f"{step.name}, {step.text}")
        screen.fact("", f"{when}{step.step}")
        screen.fact("", (step.command, "bold"))


def _warn(text: str, *, hang: int) -> None:
    """A line on stderr; on a terminal broken between words, the rest indented by `hang`."""
    text = safe(text)
    if not sys.stderr.isatty():
        print(text, file=sys.stderr)
        return
    indent = len(text) - len(text.lstrip())
    room = max(shutil.get_terminal_size().columns - hang, 20)
    first, *rest = wrap(text, room, fold=True)
    print(" " * indent + first, *(" " * hang + line for line in rest), sep="\n", file=sys.stderr)


def _stand(progress: Progress, today: date) -> list[Span]:
    """Both sides, and then what came of it: `Ana ✓ yes · Bo ✓ yes · made yesterday`."""
    introduction = progress.introduction
    result = _result(introduction, today)
    return [*_sides(introduction, today), *([" · ", *result] if result else [])]


def _sides(introduction: Introduction, today: date) -> list[Span]:
    a, b = introduction.sides
    return [f"{a.name} ", _answer(a, today), " · ", f"{b.name} ", _answer(b, today)]


def _result(introduction: Introduction, today: date) -> list[Span]:
    """`good, 3 days ago: they found a company`, `made yesterday`; nothing before that."""
    if introduction.outcome and introduction.outcome_on:
        word = introduction.outcome.value
        text = f": {introduction.outcome_text}" if introduction.outcome_text else ""
        return [(word, OUTCOMES[word]), f", {ago(introduction.outcome_on, today)}{text}"]
    if introduction.made_on:
        return [(f"made {ago(introduction.made_on, today)}", "green")]
    if introduction.dropped_on:
        return [(f"dropped {ago(introduction.dropped_on, today)}", "dim")]
    return []


def _answer(side: Side, today: date) -> Span:
    text, style = ANSWERS[side.answer]
    if side.answer is Answer.ASKED and side.asked_on:
        text = f"{text} {ago(side.asked_on, today)}"
    return text, style


def _in_cells(progress: Progress) -> dict[str, Any]:
    """The two sides and the next step, each in cells of its own."""
    introduction, step = progress
    a, b = introduction.sides
    return {
        **introduction_record(introduction),
        "a": a.name,
        "a_answer": a.answer.value,
        "b": b.name,
        "b_answer": b.answer.value,
        "next": step.command if step else None,
        "since": step.since.isoformat() if step else None,
    }
