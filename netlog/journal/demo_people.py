"""The invented people of the demo: who they are, what I noted about them, what went from whom to
whom, and what I mean to do.

I am a platform engineer in Toronto who left Northwind in January 2026 to freelance, and would
take the right job. Nobody here is real: addresses are on `.example`, numbers are 555-01xx.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.model import Acquaintance, Birthday, Interest, Intros, Note, Vouch, Want

if TYPE_CHECKING:
    from collections.abc import Iterator


class Person(NamedTuple):
    """A contact of the demo. `through` names who introduced us, who stands earlier in the list;
    `added_on` is for those I have not met: the others are added on the day of that.
    """

    name: str
    org: str
    title: str
    city: str
    circle: str | None
    met: str
    met_on: date | None = None
    through: str = ""
    email: str = ""
    phone: str = ""
    birthday: Birthday | None = None
    tags: tuple[str, ...] = ()
    alias: str = ""
    cadence_days: int | None = None
    intros: Intros = Intros.ASK
    about: str = ""
    added_on: date = date.min


# Rows of a table, which the formatter would set one argument a line.
# fmt: off
PEOPLE = (
    Person("Maya Lindqvist", "Studio Fathom", "designer", "Toronto", "inner",
           "shared a kitchen at university", date(2012, 9, 3), email="maya@fathom.example",
           phone="+1 555 0111", birthday=Birthday(6, 21, 1993), tags=("friend", "design"),
           cadence_days=7, intros=Intros.OPEN, about="tells me the truth"),
    Person("Belinda Okafor", "", "leadership coach", "Toronto", "inner",
           "sat opposite me at Northwind", date(2021, 3, 15), email="belinda@okafor.example",
           phone="+1 555 0112", birthday=Birthday(1, 30), tags=("friend", "ex-northwind"),
           alias="Bel", intros=Intros.OPEN, about="knows everybody, and asks before she connects"),
    Person("Émile Gagnon", "", "CTO, retired", "Montréal", "close",
           "his guest lecture; I was the only one who wrote to him", date(2014, 11, 6),
           email="emile@gagnon.example", birthday=Birthday(2, 29, 1956), tags=("mentor",)),
    Person("José Núñez", "", "backend developer, freelance", "Madrid", "close",
           "EuroPython sprints", date(2023, 7, 22), email="jose@nunez.example", alias="Pepe",
           tags=("freelance", "python"), intros=Intros.OPEN),
    Person("Ben Fraser", "Maple Grid", "site reliability engineer", "Toronto", "close",
           "next door since the flood in the basement", date(2022, 4, 9), phone="+1 555 0115",
           email="ben.fraser@maplegrid.example", birthday=Birthday(11, 27), tags=("neighbour",)),
    Person("Priya Shah", "Acme", "VP Engineering", "Toronto", "close",
           "the coffee queue at PyCon", date(2025, 5, 16), "José Núñez", "priya@acme.example",
           "+1 555 0116", Birthday(3, 4), ("hiring", "python"),
           about="builds teams that outlast her; answers best by phone, after eight"),
    Person("Sam Keller", "Initech", "staff engineer", "Toronto", "close",
           "data meetup", date(2026, 2, 5), "Ben Fraser", "sam.keller@initech.example",
           "+1 555 0117", tags=("hiring",)),
    Person("Rajesh Iyer", "Initech", "CTO", "Toronto", "active",
           "Belinda wrote to us both", None, "Belinda Okafor", "rajesh@initech.example",
           tags=("hiring",), added_on=date(2026, 11, 20)),
    Person("Lee Park", "Northwind", "head of platform", "Toronto", "active",
           "took over my old team", date(2026, 1, 28), email="lee.park@northwind.example"),
    Person("Farid Rahimi", "Northwind", "data engineer", "Toronto", "active",
           "my team at Northwind", date(2022, 9, 1), email="farid@northwind.example",
           phone="+1 555 0120", tags=("ex-team",), intros=Intros.OPEN),
    Person("Will Hartley", "Blue Heron", "release manager", "Vancouver", "wide",
           "the big migration at Northwind", date(2024, 12, 2), email="will@blueheron.example",
           tags=("ex-northwind",)),
    Person("Ruth Adler", "", "executive coach", "Haifa", "close",
           "she hired me for my first job", date(2016, 5, 2), email="ruth@adler.example",
           birthday=Birthday(12, 12), tags=("mentor", "friend")),
    Person("Zoë Achterberg", "Polder & Co", "product designer", "Utrecht", "close",
           "a workshop Maya ran", date(2024, 6, 14), "Maya Lindqvist", "zoe@polder.example",
           tags=("design",), intros=Intros.OPEN),
    Person("Søren Ødegaard", "Nordlys Data", "head of data", "Oslo", "active",
           "EuroPython", date(2025, 7, 16), "José Núñez", "soren@nordlys.example",
           tags=("client", "python")),
    Person("王小明", "Bright Kite", "machine learning engineer", "Taipei", "active",
           "PyCon, the open space on forecasting", date(2025, 5, 17),
           email="xiaoming@brightkite.example", alias="Wang Xiaoming", tags=("python",)),
    Person("Ayşe Yıldırım", "Marmara Labs", "product lead", "Istanbul", "active",
           "a panel on remote teams", date(2025, 3, 20), email="ayse@marmara.example",
           birthday=Birthday(10, 29, 1988), tags=("client",)),
    Person("Олена Коваленко", "Kalyna Soft", "QA lead", "Lviv", "active",
           "tested our releases at Northwind", date(2023, 2, 13), email="olena@kalyna.example",
           alias="Olena Kovalenko", tags=("ex-northwind",)),
    Person("Sam Ito", "Kyoto Works", "founder", "Kyoto", "wide",
           "EuroPython, he had lost his badge", date(2025, 7, 17), email="sam@kyotoworks.example",
           tags=("founder",)),
    Person("Grace Adeyemi", "Harbour Talent", "recruiter", "London", None,
           "she found my profile", date(2025, 9, 9), email="grace@harbour.example",
           tags=("recruiter",), intros=Intros.NEVER),
    Person("김민준", "Hanbit Games", "engine programmer", "Seoul", "wide",
           "an issue we both ran into", date(2025, 10, 6), email="minjun@hanbit.example",
           alias="Kim Minjun", tags=("open source",)),
    Person("Γιώργος Παππάς", "Aegean Rail", "operations researcher", "Athens", "active",
           "EuroPython", date(2025, 7, 15), email="giorgos@aegeanrail.example",
           alias="Giorgos Pappas"),
    Person("Kwame Mensah", "Sankofa Pay", "founder", "Accra", "active",
           "Belinda's supper club", date(2025, 1, 18), "Belinda Okafor", "kwame@sankofa.example",
           tags=("founder", "client"), intros=Intros.OPEN, about="pays on the day he says"),
    Person("Chiara Bianchi", "Officina Nove", "data journalist", "Milan", "active",
           "a data journalism weekend", date(2025, 2, 8), email="chiara@officina.example"),
    Person("Tomás Ferreira", "Vento", "engineering manager", "Porto", "active",
           "he reviewed my first talk", date(2024, 10, 4), email="tomas@vento.example",
           tags=("speaker",)),
    Person("Hans-Peter Vogel", "Vogel Optik", "managing director", "Munich", "wide",
           "first client of my own", date(2026, 2, 9), "Ruth Adler", "hp@vogel.example",
           tags=("client",)),
    Person("Siobhán Kelly", "Liffey Cloud", "developer advocate", "Dublin", "active",
           "PyCon, we shared a taxi", date(2025, 5, 15), email="siobhan@liffey.example",
           tags=("speaker", "python"), intros=Intros.OPEN),
    Person("Thandiwe Dlamini", "Protea Health", "CTO", "Cape Town", "active",
           "a mentoring circle", date(2025, 6, 11), "Émile Gagnon", "thandiwe@protea.example",
           tags=("mentoring",)),
    Person("Nguyễn Thị Lan", "Sen Robotics", "researcher", "Hanoi", "wide",
           "her paper on schedulers", date(2026, 3, 3), email="lan@senrobotics.example"),
    Person("Łukasz Wójcik", "Wisła Systems", "database engineer", "Kraków", "active",
           "answered my question on a mailing list", date(2025, 4, 22),
           email="lukasz@wisla.example", tags=("open source",)),
    Person("Fatima Benali", "Atlas Studio", "freelance writer", "Montréal", "active",
           "co-working space", date(2026, 2, 17), email="fatima@atlas.example",
           phone="+1 555 0130", tags=("freelance",)),
    Person("Guðrún Helgadóttir", "Hver Energy", "energy analyst", "Reykjavík", "wide",
           "a layover that took a day", date(2025, 11, 30), email="gudrun@hver.example"),
    Person("Aroha Ngata", "Kōwhai Maps", "cartographer", "Wellington", "wide",
           "talk on maps and memory", date(2026, 5, 20), email="aroha@kowhai.example",
           tags=("speaker",)),
    Person("Mateo Quispe", "Andes Freight", "logistics planner", "Lima", "wide",
           "webinar", date(2025, 8, 26), email="mateo@andesfreight.example"),
    Person("Noor Haddad", "Cedar Fund", "investor", "Beirut", "wide",
           "pitch night", date(2026, 4, 16), email="noor@cedarfund.example", tags=("investor",)),
    Person("Hana Nováková", "", "conference organiser", "Prague", "active",
           "EuroPython, front desk", date(2025, 7, 14), email="hana@novakova.example",
           tags=("python", "organiser")),
    Person("Oluwaseun Adebayo", "Lagoon Media", "video producer", "Lagos", "wide",
           "filmed my talk", date(2025, 7, 18), email="seun@lagoon.example", alias="Seun"),
    Person("Miriam Katz", "Galil Institute", "professor", "Tel Aviv", None,
           "summer school", date(2025, 8, 12), email="m.katz@galil.example"),
    Person("Ana Lucía Morales", "Páramo Coffee", "operations lead", "Bogotá", "active",
           "first hello at the freelancers' breakfast", date(2026, 11, 13), "Fatima Benali",
           "ana.lucia@paramo.example"),
    Person("Jun Dela Cruz", "Mayon Airways", "IT director", "Manila", None,
           "business card, PyCon raffle", date(2025, 5, 17), email="jun@mayon.example"),
    Person("Beatrix van der Meer", "Tulip Partners", "talent partner", "Amsterdam", None,
           "Zoë says we should talk", None, "Zoë Achterberg", "beatrix@tulip.example",
           tags=("recruiter",), added_on=date(2026, 10, 5)),
    Person("May Torres", "Cascade Library", "programme manager", "Seattle", "wide",
           "workshop for librarians", date(2025, 3, 7), email="may.torres@cascade.example"),
)
# fmt: on

NOTES = """
2024-12-08 Maya Lindqvist: never call before ten; sings alto on Tuesdays
2026-06-21 Maya Lindqvist: next birthday: the blue teapot from the shop in Kensington
2025-02-03 Belinda Okafor: mother lives in Enugu, flies over every January
2025-09-12 Belinda Okafor: wants five new coaching clients, founders rather than managers
2025-01-15 Émile Gagnon: no e-mail on Sundays, and letters make him happy
2025-03-28 José Núñez: vegetarian; his son Nico plays handball
2025-05-16 Priya Shah: has two daughters, Anika (9) and Tara (6)
2025-11-14 Priya Shah: reads everything about cities; lend her the book on Vienna
2026-09-03 Priya Shah: moving to Berlin in spring, if the school has two places
2026-10-29 Priya Shah: needs a platform lead from March, and somebody to sublet the flat
2026-02-05 Sam Keller: left-handed climber, on the wall at Bathurst every Thursday
2026-11-20 Rajesh Iyer: read his essay on boring infrastructure before I write
2026-07-02 Lee Park: prefers e-mail, Belinda says; budget opens in January
2025-08-02 Ruth Adler: moved to Haifa to be near her grandson
2025-06-20 Zoë Achterberg: the dots on the e are two, and she notices
2026-01-22 Søren Ødegaard: paternity leave until April, a girl
2025-05-18 王小明: family name is Wang; Xiaoming to friends
2026-03-12 Ayşe Yıldırım: tea, not coffee; supports the other Istanbul club
2026-05-07 Олена Коваленко: works from the cellar when the sirens go; never ask for a fixed hour
2025-07-17 Sam Ito: knows two of our sponsors; his wife is from Halifax
2025-10-30 Grace Adeyemi: only has roles in London, all on site
2026-08-14 Thandiwe Dlamini: looking for a data engineer who has worked with health records
2025-09-05 Kwame Mensah: looking for a fractional CTO who has done card payments
2026-07-08 Hans-Peter Vogel: paid in nine days; offered to be a reference
2026-04-02 Fatima Benali: rewrote my profile page, would take no money
2026-11-13 Ana Lucía Morales: new in town; her brother roasts coffee in Leaside
"""

# Which touchpoints were favours: day, kind, size, person, and the day on which that was settled.
FAVOURS = """
2026-02-17 received 1 Fatima Benali 2026-02-18
2026-04-02 received 2 Fatima Benali 2026-04-03
2026-05-21 given 1 Aroha Ngata
2026-07-08 received 2 Hans-Peter Vogel 2026-07-09
2026-09-18 given 1 Priya Shah
2026-10-15 asked 2 Tomás Ferreira
2026-11-04 given 2 Siobhán Kelly
2026-11-11 given 2 Sam Keller
2026-11-16 given 1 Ana Lucía Morales
2026-11-20 received 3 Belinda Okafor
2026-11-22 given 1 Lee Park
"""

# By when, and how often, for whom (a dash for nobody), what.
FOLLOW_UPS = """
2026-11-22 once Sam Keller: tell him which afternoons are free
2026-11-25 once Priya Shah: lend her the book on Vienna
2026-11-30 1m -: send the month's invoices
2027-01-08 once Lee Park: ask again, now that there is a budget
"""

# What people need, offer and care about.
INTERESTS = """
2026-08-14 needs Thandiwe Dlamini: a data engineer who has worked with health records
2026-09-01 offers Олена Коваленко: data engineering, and test data without names for health records
2026-09-05 needs Kwame Mensah: a fractional CTO who has done card payments
2026-09-18 cares Priya Shah: hiring without puzzles
2026-10-02 offers José Núñez: a second look at payments and caching
2026-10-12 offers Søren Ødegaard: contracts for data engineering
2026-10-22 needs Siobhán Kelly: speakers on small teams
2026-11-04 offers Ayşe Yıldırım: talks on roadmaps and small teams
"""

# How people are to work with.
VOUCHES = """
2026-03-14 5 José Núñez: careful, and says early when something slips
2026-07-01 4 Thandiwe Dlamini: decides, and stays kind
2026-09-02 4 Олена Коваленко: better tests than mine, whatever the hour
"""

# Who knows whom, and how.
ACQUAINTANCES = """
2026-05-16 Priya Shah, Rajesh Iyer: studied together
2026-08-20 José Núñez, Tomás Ferreira: the same coworking space in Porto
"""


def told(ids: dict[str, int]) -> Iterator[Note | Interest | Vouch | Acquaintance]:
    """What is noted about people, and between them."""
    for day, who, text in _read(NOTES):
        yield Note(0, ids[who], day, text)
    for day, who, text in _read(INTERESTS):
        kind, name = who.split(" ", 1)
        yield Interest(0, ids[name], name, Want(kind), text, day)
    for day, who, text in _read(VOUCHES):
        value, name = who.split(" ", 1)
        yield Vouch(0, ids[name], name, int(value), text, day)
    for day, who, text in _read(ACQUAINTANCES):
        a, b = sorted(ids[name] for name in who.split(", "))
        yield Acquaintance(0, a, b, text, day)


def _read(lines: str) -> Iterator[tuple[date, str, str]]:
    """A day, whom a line is about, and what it says."""
    for line in lines.strip().splitlines():
        head, text = line.split(": ", 1)
        day, who = head.split(" ", 1)
        yield date.fromisoformat(day), who, text
