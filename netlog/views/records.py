"""Records as JSON gives them: ISO days, names in snake_case, keys only ever added to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from netlog.core.introductions import Introduction, Progress, Side, Step
    from netlog.core.matters import Open
    from netlog.core.model import (
        Contact,
        Favour,
        FollowUp,
        Interest,
        Note,
        Touchpoint,
        Vouch,
    )
    from netlog.core.scoring import Score
    from netlog.journal.brief import Brief
    from netlog.journal.person import Page, Why
    from netlog.journal.review import Ranked
    from netlog.store.log import Operation
    from netlog.store.people import Entry

LAST = 3  # touchpoints on the page before a meeting


def touchpoint_record(touchpoint: Touchpoint) -> dict[str, Any]:
    """A touchpoint as every command gives it in JSON."""
    return {
        "id": touchpoint.id,
        "on": touchpoint.on.isoformat(),
        "at": touchpoint.at.isoformat("minutes") if touchpoint.at else None,
        "channel": touchpoint.channel.value,
        "depth": touchpoint.depth,
        "minutes": touchpoint.minutes,
        "place": touchpoint.place,
        "tags": list(touchpoint.tags),
        "people": [
            {
                "id": part.contact_id,
                "name": part.name,
                "direction": part.direction.value,
                "awaits_reply": part.awaits_reply,
            }
            for part in touchpoint.people
        ],
        "note": touchpoint.note,
    }


def contact_record(contact: Contact) -> dict[str, Any]:
    """A contact as every command gives it in JSON."""
    return {
        "id": contact.id,
        "uid": contact.uid,
        "name": contact.name,
        "org": contact.org,
        "title": contact.title,
        "city": contact.city,
        "birthday": str(contact.birthday) if contact.birthday else None,
        "met": contact.met,
        "met_on": contact.met_on.isoformat() if contact.met_on else None,
        "introduced_by": contact.introduced_by,
        "circle": contact.circle,
        "cadence_days": contact.cadence_days,
        "snoozed_until": contact.snoozed_until.isoformat() if contact.snoozed_until else None,
        "intros": contact.intros.value,
        "about": contact.about,
        "archived": contact.archived,
        "added_on": contact.added_on.isoformat(),
        "points": [
            {"kind": point.kind, "value": point.value, "label": point.label}
            for point in contact.points
        ],
        "aliases": list(contact.aliases),
        "tags": list(contact.tags),
    }


def note_record(note: Note, name: str) -> dict[str, Any]:
    return {
        "id": note.id,
        "on": note.on.isoformat(),
        "contact_id": note.contact_id,
        "name": name,
        "text": note.text,
    }


def favour_record(favour: Favour) -> dict[str, Any]:
    """A favour as every command gives it in JSON."""
    return {
        "id": favour.id,
        "contact_id": favour.contact_id,
        "name": favour.name,
        "kind": favour.kind.value,
        "what": favour.what,
        "size": favour.size,
        "on": favour.on.isoformat(),
        "outcome": favour.outcome,
        "settled_on": favour.settled_on.isoformat() if favour.settled_on else None,
        "touchpoint_id": favour.touchpoint_id,
    }


def follow_up_record(follow_up: FollowUp) -> dict[str, Any]:
    """A follow-up as every command gives it in JSON."""
    return {
        "id": follow_up.id,
        "contact_id": follow_up.contact_id,
        "name": follow_up.name,
        "text": follow_up.text,
        "due_on": follow_up.due_on.isoformat(),
        "every": follow_up.every,
        "done_on": follow_up.done_on.isoformat() if follow_up.done_on else None,
    }


def interest_record(interest: Interest) -> dict[str, Any]:
    """An interest as every command gives it in JSON."""
    return {
        "id": interest.id,
        "contact_id": interest.contact_id,
        "name": interest.name,
        "kind": interest.kind.value,
        "what": interest.what,
        "on": interest.on.isoformat(),
        "settled_on": interest.settled_on.isoformat() if interest.settled_on else None,
    }


def vouch_record(vouch: Vouch) -> dict[str, Any]:
    """A vouch as every command gives it in JSON."""
    return {
        "id": vouch.id,
        "contact_id": vouch.contact_id,
        "name": vouch.name,
        "value": vouch.value,
        "text": vouch.text,
        "on": vouch.on.isoformat(),
    }


def introduction_record(introduction: Introduction) -> dict[str, Any]:
    """An introduction as every command gives it in JSON."""
    outcome = introduction.outcome
    return {
        "id": introduction.id,
        "a": _side_record(introduction.a),
        "b": _side_record(introduction.b),
        "purpose": introduction.purpose,
        "opened_on": introduction.opened_on.isoformat(),
        "made_on": _iso(introduction.made_on),
        "one_sided": introduction.one_sided,
        "outcome": outcome.value if outcome else None,
        "outcome_text": introduction.outcome_text,
        "outcome_on": _iso(introduction.outcome_on),
        "dropped_on": _iso(introduction.dropped_on),
        "touchpoint_id": introduction.touchpoint_id,
    }


def progress_record(progress: Progress) -> dict[str, Any]:
    """The same with what comes next, which depends on the day."""
    return {**introduction_record(progress.introduction), "next": _step_record(progress.step)}


def _side_record(side: Side) -> dict[str, Any]:
    return {
        "id": side.contact_id,
        "name": side.name,
        "answer": side.answer.value,
        "asked_on": _iso(side.asked_on),
        "answered_on": _iso(side.answered_on),
    }


def _step_record(step: Step | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {
        "contact_id": step.contact_id,
        "name": step.name,
        "text": step.text,
        "step": step.step,
        "command": step.command,
        "since": step.since.isoformat(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def ranked_record(ranked: Ranked) -> dict[str, Any]:
    return {
        "id": ranked.id,
        "name": ranked.name,
        "org": ranked.org,
        "circle": ranked.circle,
        **_score_parts(ranked.score),
        "ideal_days": ranked.ideal_days,
    }


def _score_parts(score: Score | None) -> dict[str, Any]:
    if score is None:
        return dict.fromkeys(
            ("score", "recency", "reciprocity", "depth", "stars", "last_on", "last_direction",
             "days_silent")
        )  # fmt: skip
    recency, reciprocity, depth, _ = score.printed
    return {
        "score": _points(score.total),
        "recency": recency,
        "reciprocity": reciprocity,
        "depth": depth,
        "stars": score.stars,
        "last_on": score.tally.last_on.isoformat(),
        "last_direction": score.tally.last_direction,
        "days_silent": score.days_silent,
    }


def _points(value: float) -> float:
    """One decimal; a cap that the settings give as 40 is 40.0 like every other score."""
    return round(float(value), 1)


def entry_record(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "org": entry.org,
        "title": entry.title,
        "city": entry.city,
        "circle": entry.circle,
        "tags": list(entry.tags),
        "emails": list(entry.emails),
        "phones": list(entry.phones),
        "last_on": entry.last_on.isoformat() if entry.last_on else None,
        "archived": entry.archived,
    }


def why_record(why: Why) -> dict[str, Any]:
    score = why.person.score
    return {
        "id": why.person.id,
        "name": why.person.name,
        "today": why.today.isoformat(),
        "score": _points(score.total) if score else None,
        "stars": score.stars if score else None,
        "word": score.word if score else None,
        "terms": [
            {
                "part": term.part,
                "name": term.name,
                "value": round(term.value, 4),
                "coefficient": term.coefficient,
                "points": term.points,
                "because": term.because,
            }
            for term in why.terms
        ],
        "rhythm": {
            "usual_days": round(score.usual_gap, 1),
            "days_silent": score.days_silent,
            "word": score.rhythm_word,
        }
        if score
        else None,
        "next_star": {"stars": why.next_star.stars, "missing": list(why.next_star.missing)}
        if why.next_star
        else None,
        "what_if": {
            "reply_today": why.prospect.reply,
            "silent_days": why.prospect.silent_days,
            "silence": why.prospect.silence,
            "outreach_costs_star": why.prospect.outreach_costs_star,
        }
        if why.prospect
        else None,
        "change": {
            "since": why.change.since.isoformat(),
            "points": why.change.points,
            "because": why.change.because,
        }
        if why.change
        else None,
    }


def page_record(page: Page) -> dict[str, Any]:
    introducer = page.introduced_by
    return {
        **contact_record(page.contact),
        **_score_parts(page.person.score),
        "ideal_days": page.person.ideal_days,
        "first_met_on": page.first_met.isoformat() if page.first_met else None,
        "introduced_by": {"id": introducer[0], "name": introducer[1]} if introducer else None,
        "months": list(page.months),
        "touchpoints": [touchpoint_record(touchpoint) for touchpoint in page.touchpoints],
        "notes": [note_record(note, page.contact.name) for note in page.notes],
        "favours": [favour_record(favour) for favour in page.favours],
        "follow_ups": [follow_up_record(follow_up) for follow_up in page.follow_ups],
        "open": _open_record(page.open),
        "interests": [interest_record(interest) for interest in page.interests],
        "vouch": vouch_record(page.vouch) if page.vouch else None,
        "posts": [
            {"org": post.org, "title": post.title, "left_on": post.left_on.isoformat()}
            for post in page.posts
        ],
        "introductions": [progress_record(each) for each in page.introductions],
    }


def brief_record(brief: Brief) -> dict[str, Any]:
    page = brief.page
    contact, whole = page.contact, page_record(page)
    same = (
        "id", "name", "org", "title", "city", "circle", "about", "birthday", "points", "tags",
        "score", "stars", "last_on", "days_silent", "met", "first_met_on", "introduced_by",
    )  # fmt: skip
    return {
        **{key: whole[key] for key in same},
        "deepest": brief.deepest,
        "touchpoints": whole["touchpoints"][:LAST],
        "open": whole["open"],
        "interests": whole["interests"],
        "vouch": whole["vouch"],
        "notes": [note_record(note, contact.name) for note in page.notes],
        "questions": list(brief.questions),
    }


def _open_record(matters: Open) -> dict[str, Any]:
    return {
        side: [
            {"kind": each.kind, "text": each.text, "on": each.on.isoformat(), "ref": each.ref}
            for each in side_matters
        ]
        for side, side_matters in matters._asdict().items()
    }


def operation_record(operation: Operation) -> dict[str, Any]:
    return {
        "id": operation.id,
        "at": operation.at,
        "command": operation.command,
        "changed": operation.summary,
        "undoable": operation.undoable,
    }
