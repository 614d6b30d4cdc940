"""An invented journal to look around in: forty-one people, two years, and always the same.

Habits make the bulk of the log, moments written by hand its last weeks. Each habit has dice of
its own, seeded with its words, so that changing one leaves the others as they are.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import sentence, tidy
from netlog.core.model import (
    Channel,
    Contact,
    Direction,
    Filters,
    FollowUp,
    Kind,
    Participant,
    Touchpoint,
)
from netlog.journal.demo_people import FAVOURS, FOLLOW_UPS, PEOPLE, Person, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netlog.journal.desk import Desk
    from netlog.store.writer import Writer

TODAY = date(2026, 11, 22)
STAR = "Priya Shah"
FIRST_DAY = date(2024, 11, 25)


class Habit(NamedTuple):
    """Being in touch again and again: every so many days, give or take two fifths.

    It starts one such gap after `since`. `who` and `channels` are lists as one writes them. Of
    what is written, `theirs` is the share that comes from them: 0 if nobody ever answers me, 1 if
    I never do. Depths are drawn between `least` and `most`; topics take turns.
    """

    who: str
    every: int
    channels: str
    least: int
    most: int
    topics: tuple[str, ...]
    theirs: float = 0.5
    since: date = FIRST_DAY
    until: date = date(2026, 10, 31)


# Rows of a table, which the formatter would set one argument a line.
# fmt: off
_HABITS = (
    Habit("Maya Lindqvist", 7, "meal call message meal", 3, 5,
          ("her exhibition", "the choir", "money, and not worrying about it", "her father's knee",
           "my talk", "the flat hunt", "a logo for my business", "saying no to clients",
           "the book she lent me"), until=date(2026, 11, 10)),
    Habit("Belinda Okafor", 12, "meal call email message", 3, 5,
          ("her coaching practice", "asking for what I am worth", "a founder she works with",
           "the old Northwind crowd", "how to end a contract well", "her mother's visit")),
    Habit("Émile Gagnon", 38, "call letter email", 3, 5,
          ("what to build next", "the years he nearly quit", "reading contracts slowly",
           "his garden", "when to take a job")),
    Habit("José Núñez", 17, "video message email", 2, 4,
          ("day rates in Spain", "the caching library", "a client who pays late",
           "our talk proposal", "Nico's handball", "splitting a contract in two")),
    Habit("Ben Fraser", 13, "meal message meeting", 1, 2,
          ("the shared fence", "the raccoons", "his sourdough", "the meetup programme",
           "the driveway", "the basement"), until=date(2026, 11, 8)),
    Habit("Priya Shah", 21, "call meal email message", 2, 4,
          ("her team at Acme", "hiring without puzzles", "the girls' school", "a talk on platforms",
           "the book on Vienna"), since=date(2025, 5, 16), until=date(2026, 8, 25)),
    Habit("Sam Keller", 30, "message email meeting", 2, 4,
          ("Initech's data platform", "a climbing date", "schema migrations",
           "the meetup talk"), since=date(2026, 2, 5), until=date(2026, 10, 30)),
    Habit("Ben Fraser, Farid Rahimi, Sam Keller", 45, "event", 2, 3,
          ("pipelines that mend themselves", "queues", "who is hiring"),
          since=date(2026, 2, 19), until=date(2026, 10, 1)),
    Habit("Lee Park", 26, "email message", 2, 3,
          ("a contract for the platform team", "the handover notes", "the reporting rewrite"),
          theirs=0, since=date(2026, 3, 6), until=date(2026, 10, 20)),
    Habit("Farid Rahimi", 70, "meal message", 2, 3,
          ("life after the reorganisation", "his night classes", "the old on-call rota")),
    Habit("Will Hartley", 4, "meeting message email", 2, 4,
          ("the cut-over weekend", "the rollback plan", "who brings the pizza", "the last blocker"),
          since=date(2024, 12, 2), until=date(2025, 3, 14)),
    Habit("Ruth Adler", 8, "call meal email", 4, 5,
          ("leaving Northwind", "her move to Haifa", "fear, and what to do with it",
           "the first year on one's own", "her grandson"), until=date(2025, 8, 4)),
    Habit("Zoë Achterberg", 30, "video message email", 2, 4,
          ("a design system for two", "her cargo bike", "pricing a workshop", "the ferry photos"),
          until=date(2026, 9, 20)),
    Habit("Søren Ødegaard", 40, "video email", 2, 4,
          ("the ingestion contract", "night trains", "Nordlys' warehouse"),
          since=date(2025, 7, 16), until=date(2026, 10, 12)),
    Habit("王小明", 55, "email video", 2, 3,
          ("a forecasting benchmark", "his translation of my post", "tea from Pinglin"),
          since=date(2025, 5, 20)),
    Habit("Ayşe Yıldırım", 34, "video email message", 2, 4,
          ("the discovery sprint", "a roadmap nobody reads", "hiring in two time zones"),
          since=date(2025, 3, 20), until=date(2026, 9, 30)),
    Habit("Олена Коваленко", 75, "message email", 2, 4,
          ("the power cuts", "test data without names", "work for her team"),
          until=date(2026, 9, 1)),
    Habit("Sam Ito", 110, "email", 1, 2, ("the sponsors", "a visit to Kyoto"),
          since=date(2025, 7, 17), until=date(2026, 6, 20)),
    Habit("Grace Adeyemi", 20, "email social", 1, 2,
          ("a role in London", "another role in London", "my availability"),
          theirs=1, since=date(2025, 9, 9)),
    Habit("김민준", 90, "email social", 2, 3, ("the race in the loader", "a patch for Windows"),
          since=date(2025, 10, 6), until=date(2026, 7, 1)),
    Habit("Γιώργος Παππάς", 60, "email message", 2, 3,
          ("timetables", "a dataset of delays", "the island he is from"),
          since=date(2025, 7, 15), until=date(2026, 5, 30)),
    Habit("Kwame Mensah", 42, "call email message", 2, 4,
          ("the seed round", "card payments", "a fractional CTO", "his pitch, minus nine slides"),
          since=date(2025, 1, 18), until=date(2026, 11, 5)),
    Habit("Chiara Bianchi", 65, "email message", 2, 3,
          ("a story on rents", "scraping politely", "charts for print"),
          since=date(2025, 2, 8), until=date(2026, 8, 20)),
    Habit("Tomás Ferreira", 48, "video email", 2, 3,
          ("speaking slower", "his team's first year", "a workshop in Porto"),
          until=date(2026, 10, 10)),
    Habit("Hans-Peter Vogel", 5, "video email call", 2, 3,
          ("the lens catalogue", "the import from the old shop", "the invoice layout"),
          since=date(2026, 2, 9), until=date(2026, 6, 26)),
    Habit("Siobhán Kelly", 34, "video message social", 2, 3,
          ("a podcast on small teams", "demo nerves", "speakers she is looking for"),
          since=date(2025, 5, 15), until=date(2026, 10, 22)),
    Habit("Thandiwe Dlamini", 31, "video email", 3, 4,
          ("her first board", "a data team of three", "the clinic app"),
          since=date(2025, 6, 11), until=date(2026, 10, 25)),
    Habit("Nguyễn Thị Lan", 60, "email", 2, 3, ("her scheduler paper", "a replication"),
          since=date(2026, 3, 3), until=date(2026, 9, 25)),
    Habit("Łukasz Wójcik", 70, "email", 2, 3, ("vacuum settings", "an index he doubts"),
          since=date(2025, 4, 22), until=date(2026, 10, 5)),
    Habit("Fatima Benali", 21, "meal message email", 2, 3,
          ("my profile page", "rates for writers", "a quiet place to work", "her novel"),
          since=date(2026, 2, 17), until=date(2026, 10, 4)),
    Habit("Hana Nováková", 80, "email message", 1, 2,
          ("the call for papers", "volunteers", "a room for sprints"),
          since=date(2025, 7, 14), until=date(2026, 10, 10)),
    Habit("Oluwaseun Adebayo", 15, "message email", 1, 2, ("the recording", "subtitles"),
          since=date(2025, 7, 18), until=date(2025, 9, 12)),
    Habit("Miriam Katz", 120, "email", 1, 2, ("the reading list", "a guest lecture"),
          theirs=0, since=date(2025, 8, 12), until=date(2026, 8, 20)),
)
# fmt: on

# Day, direction (with ? where I await a reply), channel, depth, people, words.
_MOMENTS = """
2024-12-02 ↔ meeting 2 Will Hartley: kick-off for the big migration, he had brought doughnuts
2025-01-18 ↔ meal 3 Kwame Mensah, Belinda Okafor: supper club @Lakeview, Belinda sat us side by side
2025-02-08 ↔ event 3 Chiara Bianchi: two days on one spreadsheet of rents, hers was the better chart
2025-03-20 ↔ event 2 Ayşe Yıldırım: same panel on remote teams, opposite opinions, swapped cards
2025-04-22 ← email 2 Łukasz Wójcik: answered my question on the list, with measurements
2025-05-15 ↔ event 2 Siobhán Kelly: shared a taxi to PyCon, she told me whom to listen to
2025-05-16 ↔ event 3 Priya Shah, José Núñez: José said "you two should talk", we missed the keynote
2025-05-17 ↔ event 2 王小明: open space on forecasting, he drew the whole thing in two minutes
2025-06-11 ↔ video 3 Thandiwe Dlamini: first mentoring circle, she asked for no advice, just company
2025-07-14 ↔ event 1 Hana Nováková: front desk at EuroPython, she knew everyone's name by noon
2025-07-15 ↔ event 2 Γιώργος Παππάς: trains, delays, and a very long lunch queue
2025-07-16 ↔ event 3 Søren Ødegaard, José Núñez: his warehouse is late, and José said I fix those
2025-07-17 ↔ event 2 Sam Ito: found his badge under a chair
2025-07-18 ↔ event 1 Oluwaseun Adebayo: filmed my talk, and counted me in
2025-08-12 ↔ event 2 Miriam Katz: summer school, a word on the stairs
2025-10-06 ← social 2 김민준: had the same crash, and a shorter way to show it
2026-02-05 ↔ event 2 Sam Keller, Ben Fraser: data meetup, Ben brought a colleague who climbs
2026-02-09 ↔ video 3 Hans-Peter Vogel: he wanted a price, I asked for his problem first
2026-02-17 ↔ meeting 2 Fatima Benali: the desk across; lent me a charger
2026-02-18 → message 1 Fatima Benali: brought the charger back, and a coffee with it
2026-03-03 → email 2 Nguyễn Thị Lan: wrote to her about page nine of the scheduler paper
2025-03-07 ↔ event 2 May Torres: ran the workshop for twenty librarians, she took notes for all
2025-08-26 ↔ video 1 Mateo Quispe: asked the only question in the webinar
2025-11-30 ↔ other 2 Guðrún Helgadóttir: snowed in at the airport, cards and coffee until four
2026-02-10 ← letter 3 Ruth Adler: postcard from Haifa: "are you brave these days?"
2026-04-02 ← meeting 3 Fatima Benali: rewrote my profile page, would take no money
2026-04-03 → letter 2 Fatima Benali: a card and a cake: three clients have read the page since
2026-04-16 ↔ event 1 Noor Haddad: two minutes at pitch night, gave me her card
2026-04-20 →? email 1 Noor Haddad: wrote that I enjoyed her question about churn
2026-05-08 →? email 1 Noor Haddad: sent the numbers she had asked the others for
2026-05-20 ↔ event 2 Aroha Ngata: told her how much the talk on maps moved me
2026-05-21 → email 2 Aroha Ngata: thanked her, and sent my grandfather's map of the farm
2026-05-26 ← email 3 Aroha Ngata: may she show the map in her next talk?
2026-07-08 ← email 3 Hans-Peter Vogel: shop is live, invoice paid, glad to be a reference
2026-07-09 → email 3 Hans-Peter Vogel: thanked him; his trust meant much in a first year
2026-09-03 ↔ meal 4 Priya Shah: lunch @Tartine, she is thinking of leaving Acme
2026-09-18 → email 2 Priya Shah: sent the slides from PyCon and the piece on team charters
2026-09-21 ← email 3 Priya Shah: read them on the train, may she pass them on to her team?
2026-10-02 ↔ meal 4 Priya Shah, Belinda Okafor, Maya Lindqvist: dinner for four at my place, late
2026-10-16 ← message 3 Priya Shah: the board said yes! "you were the first I wanted to tell"
2026-10-29 ↔ video 4 Priya Shah: rehearsed her talk on hiring, cut it to twelve slides #talks
2026-11-10 ↔ meal 5 Priya Shah: coffee @Tartine, Berlin it is; how to tell the girls
2026-11-19 ↔ call 4 Priya Shah: platform lead in Berlin: she asked what I want #hiring
2026-11-03 ↔ call 3 José Núñez: his client wants two of us from January, I sent him my rates #money
2026-11-12 ← message 2 José Núñez: "they said yes to the rates. Nico scored five."
2026-11-05 ↔ meeting 3 Sam Keller: climbed @Bathurst, then an hour on Initech's backlog
2026-11-11 → email 3 Sam Keller: my notes on their migration plan, three risks and a way around
2026-11-17 ← message 2 Sam Keller: "are you free next week? my boss read your notes" #hiring
2026-11-06 ↔ call 4 Belinda Okafor: practised the money talk, she played a mean CTO #money
2026-11-20 ← email 4 Belinda Okafor: introduced me to Rajesh, Initech's CTO, in four kind lines
2026-11-12 →? email 1 Lee Park: asked whether the budget for contractors is settled
2026-10-15 →? email 2 Tomás Ferreira: asked whether Vento wants my workshop in January
2026-11-22 →? email 1 Lee Park: sent the runbook his team was missing, no strings
2026-11-14 ↔ meal 4 Maya Lindqvist: pancakes, she drew my business card on a napkin
2026-11-21 ↔ meeting 5 Maya Lindqvist: walked the Don Valley, what I want if nobody were watching
2026-11-09 ← letter 4 Émile Gagnon: two pages: "take the people, not the title"
2026-11-18 → letter 4 Émile Gagnon: answered by hand, told him about Berlin
2026-11-15 ↔ meal 3 Ben Fraser, Farid Rahimi: chili night, Farid got his certificate
2026-11-13 ↔ meeting 2 Ana Lucía Morales, Fatima Benali: freelancers' breakfast #freelance
2026-11-16 → email 2 Ana Lucía Morales: sent the list of roasters I had promised
2026-11-18 ← message 3 Kwame Mensah: the round is closed! wants me for two days a month
2026-10-05 ← email 2 Zoë Achterberg: I should talk to Beatrix at Tulip, she can introduce us
2026-11-04 → email 2 Siobhán Kelly: offered a guest for the podcast: Thandiwe
2026-11-05 ← email 3 Siobhán Kelly: yes please, and would I host one in spring?
2026-11-06 ↔ video 3 Thandiwe Dlamini, Siobhán Kelly: introduced them, then got out of the way
"""

# One's own words by channel; for what is written, mine first and theirs second.
_TOGETHER = {
    Channel.CALL: (
        "long talk about {}",
        "caught up on {}",
        "quick call about {}",
        "{}, from all sides",
    ),
    Channel.VIDEO: ("went through {}", "half an hour on {}", "{}, then small talk"),
    Channel.MEAL: ("lunch, mostly {}", "dinner, {}", "coffee, {}", "ramen, {}", "breakfast, {}"),
    Channel.MEETING: ("a walk, talked about {}", "drew {} on a napkin", "sat down over {}"),
    Channel.EVENT: ("meetup on {}, and one drink after", "meetup: {}"),
}
_WRITTEN = {
    Channel.EMAIL: (
        ("a few thoughts on {}", "asked about {}", "a longer note on {}", "followed up on {}"),
        ("wrote about {}", "asked what I think about {}", "news on {}", "a question on {}"),
    ),
    Channel.MESSAGE: (
        ("asked about {}", "one more idea on {}", "two lines about {}"),
        ("voice message: {}", "good news on {}", "asked me about {}"),
    ),
    Channel.SOCIAL: (
        ("commented on the post about {}", "passed on the post about {}"),
        ("tagged me: {}", "a direct message about {}"),
    ),
    Channel.LETTER: (
        ("a card, with a few lines on {}", "a letter about {}"),
        ("a letter about {}", "a postcard: {}"),
    ),
}
_MINUTES = {
    Channel.CALL: (15, 25, 40),
    Channel.VIDEO: (30, 45, 60),
    Channel.MEAL: (50, 75, 110),
    Channel.MEETING: (30, 60, 90),
    Channel.EVENT: (120, 150),
}
_ARROWS = {"→": Direction.OUT, "←": Direction.IN, "↔": Direction.BOTH}
_OFFICE = (Channel.VIDEO, Channel.MEETING, Channel.EMAIL)


def build(desk: Desk) -> None:
    """Write the whole demo into the desk's journal, in one transaction.

    It stands at TODAY, whatever day it is at the desk.
    """
    with desk.writing() as writer:
        ids: dict[str, int] = {}
        for person in PEOPLE:
            ids[person.name] = writer.add_contact(_contact(person, ids))
        touchpoints = [*_moments(ids), *(each for habit in _HABITS for each in _repeat(habit, ids))]
        writer.add_touchpoints(sorted(touchpoints, key=lambda touchpoint: touchpoint.on))
        for record in told(ids):
            writer.add(record)
        for line in FAVOURS.strip().splitlines():
            _add_favour(writer, ids, line)
        for line in FOLLOW_UPS.strip().splitlines():
            writer.add(_follow_up(line, ids))


def _add_favour(writer: Writer, ids: dict[str, int], line: str) -> None:
    day, kind, size, who = line.split(" ", 3)
    name, _, settled = who.rpartition(" ") if who[-1].isdecimal() else (who, "", "")
    favour = writer.add_favour(Kind(kind), _on(writer, day, ids[name]), ids[name], int(size))
    if settled:
        writer.settle_favour(favour, _on(writer, settled, ids[name]))


def _on(writer: Writer, day: str, contact_id: int) -> int:
    """The last touchpoint with a contact on a day."""
    on = date.fromisoformat(day)
    return writer.reader.touchpoints(Filters(since=on, until=on), contact_id, limit=1)[0].id


def _follow_up(line: str, ids: dict[str, int]) -> FollowUp:
    head, text = line.split(": ", 1)
    day, every, name = head.split(" ", 2)
    by = date.fromisoformat(day)
    return FollowUp(0, ids.get(name), "", text, by, by, None if every == "once" else every)


def _contact(person: Person, ids: dict[str, int]) -> Contact:
    points = [tidy.email_point(person.email)] if person.email else []
    if person.phone:
        points.append(tidy.phone_point(person.phone))
    return Contact(
        0,
        uid="",
        name=person.name,
        org=person.org,
        title=person.title,
        city=person.city,
        birthday=person.birthday,
        met=person.met,
        met_on=person.met_on,
        introduced_by=ids[person.through] if person.through else None,
        circle=person.circle,
        cadence_days=person.cadence_days,
        intros=person.intros,
        about=person.about,
        added_on=max(FIRST_DAY, person.met_on or person.added_on),
        points=tuple(points),
        aliases=(person.alias,) if person.alias else (),
        tags=person.tags,
    )


def _moments(ids: dict[str, int]) -> Iterator[Touchpoint]:
    for line in _MOMENTS.strip().splitlines():
        head, note = line.split(": ", 1)
        day, arrow, channel, depth, who = head.split(" ", 4)
        said = sentence.read(note, (), TODAY)
        yield Touchpoint(
            0,
            on=date.fromisoformat(day),
            channel=Channel(channel),
            note=note,
            depth=int(depth),
            place=said.place,
            tags=said.tags,
            people=_parts(who, ids, _ARROWS[arrow[0]], awaits_reply=arrow.endswith("?")),
        )


def _repeat(habit: Habit, ids: dict[str, int]) -> Iterator[Touchpoint]:
    dice = random.Random(f"{habit.who} {habit.since}")  # noqa: S311 (a story, not a secret)
    channels = [Channel(name) for name in habit.channels.split()]
    topics = cycle(habit.topics)
    day = _next(habit, habit.since, dice)
    while day <= habit.until:
        channel = dice.choice(channels)
        direction, phrases = channel.direction, _TOGETHER.get(channel, ())
        if direction is not Direction.BOTH:
            direction = Direction.IN if dice.random() < habit.theirs else Direction.OUT
            phrases = _WRITTEN[channel][direction is Direction.IN]
        yield Touchpoint(
            0,
            on=_weekday(day) if channel in _OFFICE else day,
            channel=channel,
            note=dice.choice(phrases).format(next(topics)),
            depth=dice.randint(habit.least, habit.most),
            minutes=dice.choice(_MINUTES.get(channel, (None,))),
            people=_parts(habit.who, ids, direction, awaits_reply=habit.theirs == 0),
        )
        day = _next(habit, day, dice)


def _next(habit: Habit, day: date, dice: random.Random) -> date:
    return day + timedelta(days=round(habit.every * dice.uniform(0.6, 1.4)))


def _weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _parts(
    who: str, ids: dict[str, int], direction: Direction, *, awaits_reply: bool
) -> tuple[Participant, ...]:
    return tuple(Participant(ids[name], name, direction, awaits_reply) for name in who.split(", "))
