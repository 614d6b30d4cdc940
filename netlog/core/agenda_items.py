"""Who may stand in each section of the agenda, and in which words.

A section's function gives its candidates with the order they stand in. Whoever has waited longest
comes first, unless the section says otherwise. A line is worded only once it is sure to be shown:
on a Monday a whole journal may be due.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.daywords import ago, count_days, name_day, on_day
from netlog.core.excerpt import quote, shorten
from netlog.core.rhythm import due, find_next_try, is_asleep, is_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from netlog.core.introductions import Step
    from netlog.core.rhythm import Attempt, Due, Tie
    from netlog.core.rules import AgendaRules

_MONDAY = 0
_TRIES = ("second", "third", "fourth", "fifth", "sixth")
_MESSAGES = {"call": "call", "video": "call", "email": "e-mail", "letter": "letter"}


class Debt(NamedTuple):
    """What I was given and have not thanked for: a favour, or without `favour_id` an introduction
    made for me. `since` is the day I was given it.
    """

    favour_id: int | None
    contact_id: int
    name: str
    what: str
    since: date


class Task(NamedTuple):
    """A follow-up that is not done; `name` is empty where it is for nobody."""

    id: int
    contact_id: int | None
    name: str
    text: str
    due_on: date
    every: str | None = None


class News(NamedTuple):
    """What came of an introduction made for me, and whoever made it has not heard yet: `about` is
    whom I met, and `since` when it had come to something.
    """

    contact_id: int
    name: str
    about: str
    since: date


class Idea(NamedTuple):
    """Something concrete that I could do for a contact. `command` records it, if not `gave`."""

    contact_id: int
    text: str
    step: str
    command: str = ""


class Facts(NamedTuple):
    """All that the agenda is made of, in any order. Nobody in it is archived. `steps` are those of
    introductions that are mine to do.
    """

    ties: Sequence[Tie] = ()
    attempts: Sequence[Attempt] = ()
    debts: Sequence[Debt] = ()
    tasks: Sequence[Task] = ()
    steps: Sequence[Step] = ()
    ideas: Sequence[Idea] = ()
    news: Sequence[News] = ()


class Item(NamedTuple):
    """One line: whom it is about, why, the next step in words, and the command that records it.

    `state` colours a line of Keep warm.
    """

    contact_id: int | None
    name: str
    text: str
    step: str
    command: str
    state: str | None = None
    task_id: int | None = None
    favour_id: int | None = None
    introduction_id: int | None = None
    touchpoint_id: int | None = None

    @property
    def mentioned(self) -> tuple[int, ...]:
        """The contacts whose ids stand in the command."""
        words = self.command.split(" ")
        return tuple(int(word[1:]) for word in words if word[:1] == "c" and word[1:].isdecimal())

    def called(self, handles: Mapping[int, str]) -> Item:
        """The same with names for the contacts' ids in the command: `thank belinda`."""
        known_as = {f"c{number}": handles[number] for number in self.mentioned if number in handles}
        words = (known_as.get(word, word) for word in self.command.split(" "))
        return self._replace(command=" ".join(words))


class Candidate(NamedTuple):
    """A line that may be shown, by its place in the section; no two places are the same. `listed`
    says whether the command that lists the whole section has it.
    """

    place: tuple[object, ...]
    contact_id: int | None
    word: Callable[[], Item]
    listed: bool = True


def todo(facts: Facts, today: date, rules: AgendaRules) -> Iterator[Candidate]:
    """Follow-ups due, introductions, whom to tell of one, and birthdays ahead unless I reached out
    as many days before.
    """
    for task in facts.tasks:
        if task.due_on <= today:
            place = (task.due_on, 0, task.name, task.id)
            yield Candidate(place, task.contact_id, partial(_task, task, today))
    for step in facts.steps:
        place = (step.since, 1, step.name, step.introduction_id)
        yield Candidate(place, step.contact_id, partial(_step, step), listed=False)
    for news in facts.news:
        order = (news.since, 3, news.name, news.contact_id, news.about)
        yield Candidate(order, news.contact_id, partial(_news, news), listed=False)
    ahead = _days_ahead(today, rules.birthday_days)
    for tie in facts.ties:
        if tie.birthday is None or tie.circle is None:
            continue
        day = ahead.get((tie.birthday.month, tie.birthday.day))
        if day is None:
            continue
        if tie.reached_on is None or (day - tie.reached_on).days > rules.birthday_days:
            # First on the day itself: a follow-up can wait, a birthday cannot.
            place = (day if day > today else date.min, 2, tie.name, tie.id)
            yield Candidate(place, tie.id, partial(_birthday, tie, day, today), listed=False)


def thank(facts: Facts, today: date, rules: AgendaRules) -> Iterator[Candidate]:
    """What I was given, then people I just met and have not written to."""
    for debt in facts.debts:
        identity = debt.name, debt.contact_id, debt.favour_id or 0, debt.what
        yield Candidate((0, debt.since, *identity), debt.contact_id, partial(_debt, debt, today))
    for tie in facts.ties:
        if tie.met_on is None or tie.written_since_met or not is_kept(tie, today):
            continue
        if _within(rules.met_days, tie.met_on, today):
            place = (1, tie.met_on, tie.name, tie.id)
            yield Candidate(place, tie.id, partial(_met, tie, tie.met_on, today), listed=False)


def answer(facts: Facts, today: date, rules: AgendaRules) -> Iterator[Candidate]:
    """People who wrote last."""
    for tie in facts.ties:
        if tie.wrote_on is None or not is_kept(tie, today):
            continue
        if _within(rules.answer_days, tie.wrote_on, today):
            place = (tie.wrote_on, tie.name, tie.id)
            yield Candidate(place, tie.id, partial(_answer, tie, tie.wrote_on, today))


def nudge(facts: Facts, today: date, rules: AgendaRules) -> Iterator[Candidate]:
    """Outreach whose next try has come, the latest first, which is the likeliest to be answered;
    then, for a while after its last try, what rests.
    """
    for attempt in facts.attempts:
        if is_asleep(attempt.snoozed_until, today):
            continue
        identity = attempt.name, attempt.contact_id, attempt.touchpoint_id
        next_try_on = find_next_try(attempt, rules)
        if next_try_on is None:
            # Not on the day of the try itself: recording it is what cleared the line.
            if _within((1, rules.rest_days), attempt.last_try_on, today):
                place = (1, attempt.last_try_on.toordinal(), *identity)
                yield Candidate(place, attempt.contact_id, partial(_rest, attempt, today))
        elif next_try_on <= today:
            place = (0, -next_try_on.toordinal(), *identity)
            yield Candidate(place, attempt.contact_id, partial(_nudge, attempt, today))


def reconnect(facts: Facts, today: date, rules: AgendaRules) -> Iterator[Candidate]:
    """Those due soon or lately past one of their gaps, most pressing first; all on Mondays."""
    ties = {tie.id: tie for tie in facts.ties}
    everyone = today.weekday() == _MONDAY
    for place, entry in enumerate(due(facts.ties, today, rules)):
        past_longest = entry.days_silent - entry.longest_days
        if everyone or entry.days_past <= rules.past_days or 0 < past_longest <= rules.past_days:
            tie = ties[entry.id]
            yield Candidate((place,), entry.id, partial(_reconnect, tie, entry, today))


def give(facts: Facts, today: date, rules: AgendaRules) -> Iterator[Candidate]:
    """Strong or active contacts I gave nothing for long, if there is an idea; from another one on
    each day, by strength.
    """
    ties = {tie.id: tie for tie in facts.ties} if facts.ideas else {}
    found = []
    for idea in facts.ideas:
        tie = ties.get(idea.contact_id)
        if tie is None or not is_kept(tie, today):
            continue
        strong = (tie.score or 0) >= rules.strong_score
        active = tie.last_on is not None and (today - tie.last_on).days <= rules.active_days
        gave_lately = tie.gave_on is not None and (today - tie.gave_on).days < rules.give_days
        if (strong or active) and not gave_lately:
            found.append((-(tie.score or 0), tie.name, tie.id, idea))
    for n, (_, _, contact_id, idea) in enumerate(sorted(found)):
        place = ((n - today.toordinal()) % len(found),)
        yield Candidate(place, contact_id, partial(_give, ties[contact_id], idea))


def revive(facts: Facts, today: date, _rules: AgendaRules) -> Iterator[Candidate]:
    """Dormant ties, from another one on each day, so that everyone's turn comes."""
    dormant = sorted(
        (tie for tie in facts.ties if tie.dormant and is_kept(tie, today)), key=lambda tie: tie.id
    )
    for n, tie in enumerate(dormant):
        place = ((n - today.toordinal()) % len(dormant),)
        yield Candidate(place, tie.id, partial(_revive, tie, today))


def recall_answer(item: Item, note: str, channel: str) -> Item:
    """A line of Answer with what they wrote, or said."""
    text = item.text
    if channel in ("call", "video"):
        text = text.replace("wrote", "called", 1)
    return item._replace(text=f"{text}: {quote(note)}" if note.strip() else text)


def recall_talk(item: Item, note: str) -> Item:
    """A line of Keep warm with what was last said, to take up again."""
    step = f"pick up where you left off: {quote(note)}"
    return item._replace(step=step) if note.strip() else item


def _task(task: Task, today: date) -> Item:
    planned = "" if task.due_on == today else f", planned for {name_day(task.due_on, today)}"
    return Item(
        task.contact_id,
        task.name,
        shorten(task.text) + planned,
        "do it, or snooze it to a better day",
        f"netlog done t{task.id}",
        task_id=task.id,
    )


def _step(step: Step) -> Item:
    return Item(
        step.contact_id,
        step.name,
        shorten(step.text),
        step.step,
        step.command,
        introduction_id=step.introduction_id,
    )


def _news(news: News) -> Item:
    text = f"introduced you to {shorten(news.about)}; you have been in touch since"
    return Item(
        news.contact_id, news.name, text, "tell them how it went", _logging(news.contact_id)
    )


def _birthday(tie: Tie, day: date, today: date) -> Item:
    text = f"birthday {on_day(day, today)}"
    return Item(tie.id, tie.name, text, "send them good wishes", _logging(tie.id))


def _debt(debt: Debt, today: date) -> Item:
    return Item(
        debt.contact_id,
        debt.name,
        f"{shorten(debt.what) or 'helped you'}, {ago(debt.since, today)}",
        "say thank you, and what came of it",
        f"netlog thank c{debt.contact_id}",
        favour_id=debt.favour_id,
    )


def _met(tie: Tie, met_on: date, today: date) -> Item:
    where = f" ({shorten(tie.met)})" if tie.met else ""
    return Item(
        tie.id,
        tie.name,
        f"first met {on_day(met_on, today)}{where}",
        "write that it was good to meet",
        f"netlog thank c{tie.id}",
    )


def _answer(tie: Tie, wrote_on: date, today: date) -> Item:
    text = f"wrote {on_day(wrote_on, today)}"
    return Item(tie.id, tie.name, text, "answer, if only with a line", _logging(tie.id))


def _nudge(attempt: Attempt, today: date) -> Item:
    message = _MESSAGES.get(attempt.via, "message")
    nth = _TRIES[attempt.tries - 1] if attempt.tries <= len(_TRIES) else "new"
    return Item(
        attempt.contact_id,
        attempt.name,
        f"no answer to your {message} {_of(attempt.last_try_on, today)} yet; a {nth} try is fine",
        "try again, with something new or of use to them",
        f'netlog reach c{attempt.contact_id} "…"',
        touchpoint_id=attempt.touchpoint_id,
    )


def _rest(attempt: Attempt, today: date) -> Item:
    return Item(
        attempt.contact_id,
        attempt.name,
        f"{attempt.tries} tries since {name_day(attempt.since, today)}; let this one rest",
        "try another channel, or someone who could introduce you",
        f'netlog reach c{attempt.contact_id} "…"',
        touchpoint_id=attempt.touchpoint_id,
    )


def _reconnect(tie: Tie, entry: Due, today: date) -> Item:
    if entry.state == "soon":
        text = f"due {on_day(entry.due_on, today)}"
    elif entry.last_on is None:
        text = f"added {count_days(entry.days_silent)} ago, not in touch yet"
    else:
        talked = "talked" if tie.last_direction == "both" else "in touch"
        like = "day" if entry.ideal_days == 1 else str(entry.ideal_days)
        text = f"last {talked} {count_days(entry.days_silent)} ago, you like to every {like}"
    return Item(tie.id, tie.name, text, "ask how things are", _logging(tie.id), state=entry.state)


def _give(tie: Tie, idea: Idea) -> Item:
    return rethink_give(Item(tie.id, tie.name, "", "", f'netlog gave c{tie.id} "…"'), idea)


def rethink_give(item: Item, idea: Idea) -> Item:
    """The line of Give first with another idea."""
    command = idea.command or item.command
    return item._replace(text=shorten(idea.text, 90), step=idea.step, command=command)


def _revive(tie: Tie, today: date) -> Item:
    last = f"last in touch {ago(tie.last_on, today)}" if tie.last_on else "not in touch for long"
    step = "say hello; an old tie needs no reason"
    return Item(tie.id, tie.name, last, step, _logging(tie.id))


def _logging(contact_id: int) -> str:
    return f'netlog log c{contact_id} "…"'


def _within(days: tuple[int, int], day: date, today: date) -> bool:
    """Whether a day is as many days ago as the pair says, both ends included."""
    first, last = days
    return first <= (today - day).days <= last


def _days_ahead(today: date, days: int) -> dict[tuple[int, int], date]:
    """Today and the days after it by month and day, with 29 Feb on the 28th in common years."""
    ahead: dict[tuple[int, int], date] = {}
    for n in range(days + 1):
        try:
            day = today + timedelta(n)
        except OverflowError:  # past the year 9999
            break
        ahead.setdefault((day.month, day.day), day)
    if (2, 28) in ahead and (ahead[2, 28] + timedelta(1)).month == 3:
        ahead[2, 29] = ahead[2, 28]
    return ahead


def _of(day: date, today: date) -> str:
    """`of 12 Nov`, `from yesterday`, `from Thursday`."""
    named = name_day(day, today)
    return f"of {named}" if named[0].isdigit() else f"from {named}"
