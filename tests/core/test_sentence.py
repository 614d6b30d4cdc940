"""A log sentence: who is in it, and who is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.core import sentence
from netlog.core.model import Channel, Named
from netlog.core.names import fold
from netlog.errors import BadInput, NetlogError

TODAY = date(2026, 11, 4)  # a Wednesday


def named(*names: str, archived: tuple[str, ...] = ()) -> list[Named]:
    """Contacts from 1 on, written `Name`, `Name / alias / alias` or `Name @ Org`."""
    people = []
    for id_, written in enumerate(names, 1):
        known, _, org = written.partition(" @ ")
        name, *aliases = known.split(" / ")
        people.append(
            Named(id_, name, fold(name), org, tuple(map(fold, aliases)), name in archived)
        )
    return people


def mentioned(text: str, people: list[Named]) -> list[str]:
    """The names understood; candidates that could not be told apart joined by `|`."""
    result = sentence.read(text, people, TODAY)
    return ["|".join(person.name for person in m.people) for m in result.mentions]


PEOPLE = named(
    "Priya Shah @ Initech",
    "Sam Keller @ Acme Rockets",
    "Bo Lind",
    "Marie Curie-Ito / Mimi",
    "Jean-Luc Moreau",
    "Pat O'Neil",
    "José Álvarez",
    "George Washington Carver",
    "王小明",
    "Dr. Ana Ruiz",
    "Anne-Sophie Müller",
    "김철수",
)
FOUR = ["Priya Shah", "Bo Lind", "Sam Keller", "Marie Curie-Ito"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The ways a name is written.
        ("lunch with Priya Shah", ["Priya Shah"]),
        ("lunch with priya shah.", ["Priya Shah"]),
        ("LUNCH WITH PRIYA SHAH AND BO", ["Priya Shah", "Bo Lind"]),
        ("called marie", ["Marie Curie-Ito"]),
        ("Coffee with Mimi", ["Marie Curie-Ito"]),
        ("met Keller for a beer", ["Sam Keller"]),
        ("Dinner with Sam K.", ["Sam Keller"]),
        ("dinner with sam k and then home", ["Sam Keller"]),
        ("Sam K's team is hiring", ["Sam Keller"]),
        ("lunch with Priya, Sam K and Bo", ["Priya Shah", "Sam Keller", "Bo Lind"]),
        ("Priya/Bo/Sam sync", ["Priya Shah", "Bo Lind", "Sam Keller"]),
        ("Priya+Bo & Sam", ["Priya Shah", "Bo Lind", "Sam Keller"]),
        ("Met George W. Carver", ["George Washington Carver"]),
        ("Met George W about peanuts", ["George Washington Carver"]),
        ("Met George Carver", ["George Washington Carver"]),
        ("Met George Washington Carver", ["George Washington Carver"]),
        ("Priya's team and Bo’s plan", ["Priya Shah", "Bo Lind"]),
        ('said "Priya" and (Bo) and [Sam], «Mimi»!', FOUR),
        ("Priya. Bo! Sam? Mimi: yes", FOUR),
        ("coffee with Jean-Luc", ["Jean-Luc Moreau"]),
        ("coffee with Jean-Luc Moreau", ["Jean-Luc Moreau"]),
        ("coffee with jean‑luc m", ["Jean-Luc Moreau"]),
        ("beer with O’Neil", ["Pat O'Neil"]),
        ("beer with Pat O'Neil's sister", ["Pat O'Neil"]),
        ("beer with jose", ["José Álvarez"]),
        ("beer with Jose\u0301 A\u0301lvarez", ["José Álvarez"]),
        ("wrote to Curie-Ito", ["Marie Curie-Ito"]),
        ("met Ana", ["Dr. Ana Ruiz"]),
        ("met Dr. Ruiz", ["Dr. Ana Ruiz"]),
        ("met Prof. Ana Ruiz", ["Dr. Ana Ruiz"]),
        ("Anne-Sophie told me", ["Anne-Sophie Müller"]),
        ("muller called", ["Anne-Sophie Müller"]),
        ("和王小明吃饭", ["王小明"]),
        ("lunch with 王小明", ["王小明"]),
        ("오늘 김철수와 점심", ["김철수"]),
        ("Sam @ Tartine", ["Sam Keller"]),
        # Once each, in the order of the sentence.
        ("Bo, then Priya, then Bo Lind and PRIYA", ["Bo Lind", "Priya Shah"]),
        ("Priya Sam", ["Priya Shah", "Sam Keller"]),
        ("Priya-Sam sync", ["Priya Shah", "Sam Keller"]),
        # Capitals that are no surname.
        ("Saw Priya Monday", ["Priya Shah"]),
        ("Priya I met at noon", ["Priya Shah"]),
        ("Sam I met, and Bo", ["Sam Keller", "Bo Lind"]),
        ("Lunch With Priya About The Job", ["Priya Shah"]),
        ("Priya CEO dinner", ["Priya Shah"]),
        ("on Monday Priya called", ["Priya Shah"]),
        ("gave Sam a book", ["Sam Keller"]),
        ("lunch Sam w/ Bo", ["Sam Keller", "Bo Lind"]),
        ("Priya Initech lunch", ["Priya Shah"]),
        ("Thanked Keller", ["Sam Keller"]),
        ("Coffee Priya", ["Priya Shah"]),
        ("Priya Shah Consulting pitched", ["Priya Shah"]),
        ("the Priya-led project", ["Priya Shah"]),
        ("Priya's Google offer", ["Priya Shah"]),
        # Somebody else.
        ("Sam Altman spoke", []),
        ("met Sam A. for lunch", []),
        ("Anna Keller called", []),
        ("met Anna Keller", []),
        ("Priya Keller called", []),
        ("met Jean-Paul", []),
        ("met Jean", []),
        ("met Anna-Priya", []),
        ("met Mary-Sam and Bo-Anders", []),
        ("Samuel and Bob and Priyanka", []),
        ("bonbon, kellers and disPriyaed", []),
        ("the Johnson Co.", []),
        ("met Washington", []),
        ("met Etta Sam", []),
        ("Recruiter Sam Keller called", ["Sam Keller"]),
        ("Acme's Keller called", ["Sam Keller"]),
        ("Fred Keller called", []),
        ("met A. Keller", []),
        ("met S. Keller and S Keller", ["Sam Keller"]),
        ("Sam Keller-Ito called", []),
        # Nobody is looked for in marks and links.
        ("party @Priya", []),
        ('party @"Bo Lind Bar"', []),
        ("party @Bo_Lind", []),
        ("party #priya #bo-lind", []),
        ("https://priya.com/bo/sam and www.keller.org", []),
        ("wrote to sam@keller.com", []),
        # Escapes.
        ("dinner with \\Priya Shah", []),
        ("dinner with \\Priya and Bo", ["Bo Lind"]),
        ("dinner with \\priya", []),
        ("dinner with \\Sam Altman and \\Bo", []),
        # A mark left open says nothing certain.
        ("Lunch with **Priya Shah", []),
        ("Lunch with Priya**.", []),
        ("", []),
        ("nobody at all", []),
    ],
)
def test_people(text: str, expected: list[str]) -> None:
    assert mentioned(text, PEOPLE) == expected


# The specs of `friends` (test/add_event_helper.rb), which netlog is to match or better.
FRIENDS = named("George Washington Carver", "Grace Hopper / The Admiral / Amazing Grace")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lunch with grace hopper.", ["Grace Hopper"]),
        ("Lunch with grace.", ["Grace Hopper"]),
        ("Lunch with grace h", ["Grace Hopper"]),
        ("Met grace h. So fun!", ["Grace Hopper"]),
        ("Lunch with grace h.", ["Grace Hopper"]),
        ("Met grace h. at 12.", ["Grace Hopper"]),
        ("Lunch with the admiral.", ["Grace Hopper"]),
        ("Lunch with Amazing Grace.", ["Grace Hopper"]),
        ("Gracefully strolled.", []),
        ("The service was a disGrace.", []),
        ("The service was disGraceful.", []),
        ("Dinner with \\Grace Kelly.", []),
        ("Lunch with **Grace Hopper.", []),
        ("Lunch with Grace**.", []),
        ("Grace! Grace!!!", ["Grace Hopper"]),
        (
            "Grace and I went to Atlantis and then Paris for lunch with George.",
            ["Grace Hopper", "George Washington Carver"],
        ),
        # Better: not everyone of that name is the one we know.
        ("Lunch with Grace Kelly.", []),
        ("She bore it with grace.", []),
    ],
)
def test_people_as_friends_reads_them(text: str, expected: list[str]) -> None:
    assert mentioned(text, FRIENDS) == expected


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["Mary Poppins", "Mary-Kate Olsen"], "Shopped w/ Mary-Kate.", ["Mary-Kate Olsen"]),
        (["Kate Winslet", "Mary-Kate Olsen"], "Shopped w/ Mary-Kate.", ["Mary-Kate Olsen"]),
        (["Jo Stafford", "Mary-Jo-Kate Olsen"], "Met Mary-Jo-Kate.", ["Mary-Jo-Kate Olsen"]),
        (["Mary Poppins", "Kate Winslet"], "Met mary-ann and ann-kate.", []),
        (["Elizabeth II", "Elizabeth Stanton"], "tea with Elizabeth II", ["Elizabeth II"]),
        (["Elizabeth", "Elizabeth Stanton"], "tea with Elizabeth", ["Elizabeth"]),
        (["John Smith Jr.", "Bo Lind"], "tea with Smith", ["John Smith Jr."]),
        (["J.P. Moretti"], "tea with J.P. Moretti and j p moretti", ["J.P. Moretti"]),
        (["Sam Keller", "Sam Ito"], "tea with Sam", ["Sam Keller|Sam Ito"]),
        (["Sam Keller", "Sam Ito"], "tea with Sam K", ["Sam Keller"]),
        (["Sam Keller", "Sam Ito"], "Sam I met", ["Sam Keller|Sam Ito"]),
        (["Sam Keller", "Sam Ito"], "met Sam I. at noon", ["Sam Ito"]),
        (["Sam Keller", "Sam King"], "tea with Sam K", ["Sam Keller|Sam King"]),
        (["Sam Keller", "Sam Ito"], "Sam Keller left. Sam was happy", ["Sam Keller"]),
        (["Sam Ito", "Anna Keller"], "tea with Sam Keller", []),
        (["Sam B. Keller"], "tea with Sam Keller, Sam B and Sam B. Keller", ["Sam B. Keller"]),
        (["James Lee", "Sam James"], "called James", ["James Lee"]),
        (["James Lee"], "watched LeBron James", []),
        (["Sam Keller", "Jan Keller"], "met J. Keller", ["Jan Keller"]),
        (["I", "Q", "🦊"], "I wrote to Q and 🦊, q", ["Q", "🦊"]),
        (["Bo Lind / boss man"], "lunch with the boss man", ["Bo Lind"]),
        (["王小明", "王小"], "和王小明吃饭", ["王小明"]),
        (["สมชาย"], "กินข้าวกับสมชายเมื่อวาน", ["สมชาย"]),
        (["प्रिया शर्मा"], "प्रिया से मिला", ["प्रिया शर्मा"]),
        (["Ольга Петрова"], "обед с ольга", ["Ольга Петрова"]),
        (["Chloë Ng"], "called CHLOE ng", ["Chloë Ng"]),
    ],
)
def test_people_of_like_names(names: list[str], text: str, expected: list[str]) -> None:
    assert mentioned(text, named(*names)) == expected


WORDS = named(
    "Will Smith", "Grace Hopper", "Mark Dahl", "May Chen", "Hope Baker", "Anna Park", "Neil Young",
    "Rob Stone", "An Do", "April Lee", "Max King", "So Kim", "Rich Long", "Bo Lind", "Wes Brown",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Small letters are the word ...
        ("I will call, if I may, and mark the day in hope and grace", []),
        ("may be rich so long as they rob the max", []),
        ("a young king in the park with a baker", []),
        ("do so in an hour", []),
        ("lunch with young founders", []),
        ("lunch with max ten people", []),
        ("lunch with so many", []),
        # ... but for a whole name, an initial, and the end of "lunch with".
        ("lunch with will smith and grace hopper", ["Will Smith", "Grace Hopper"]),
        ("lunch with will s", ["Will Smith"]),
        ("coffee with mark about the job", ["Mark Dahl"]),
        ("lunch w/ max, Bo", ["Max King", "Bo Lind"]),
        # A capital inside the sentence is the name ...
        ("lunch with Will", ["Will Smith"]),
        ("lunch with Grace, Mark and Hope", ["Grace Hopper", "Mark Dahl", "Hope Baker"]),
        ("got an e-mail from May", ["May Chen"]),
        ("asked May about it", ["May Chen"]),
        ("introduced by May", ["May Chen"]),
        ("met An and So", ["An Do", "So Kim"]),
        ("spoke to Young about Park", ["Neil Young", "Anna Park"]),
        ("saw Mark Monday", ["Mark Dahl"]),
        ("lunch with April and May", ["April Lee", "May Chen"]),
        # ... unless it is a date,
        ("back in May", []),
        ("since April", []),
        ("by May, early April", []),
        ("next April or so", []),
        ("12 May and May 12 and May 12th", []),
        ("off from April to May", []),
        # a place or a thing,
        ("lunch on Baker Street", []),
        ("walk in Green Park", []),
        ("at King's Cross", []),
        ("at the Park", []),
        ("the Brown report", []),
        ("watched Stone Cold and Grace Kelly", []),
        # or somebody else.
        ("called Will Byers", []),
        # Where a sentence opens, what follows decides.
        ("Will called about the job", ["Will Smith"]),
        ("Grace and I had lunch", ["Grace Hopper"]),
        ("May said hello", ["May Chen"]),
        ("Mark's team is hiring", ["Mark Dahl"]),
        ("Mark, Bo and Hope came", ["Mark Dahl", "Bo Lind", "Hope Baker"]),
        ("Hope was great", ["Hope Baker"]),
        ("Mark", ["Mark Dahl"]),
        ("Lunch. Will joined us", ["Will Smith"]),
        ("Young wrote back", ["Neil Young"]),
        ("yesterday Grace sang", ["Grace Hopper"]),
        ("Will you call Bo", ["Bo Lind"]),
        ("Hope to see Bo", ["Bo Lind"]),
        ("May be late. May I call?", []),
        ("Mark the date. Rob a bank.", []),
        ("May: Bo joined", ["Bo Lind"]),
        ("May was busy", []),
        ("So Bo called", ["Bo Lind"]),
        ("In an hour. An hour later.", []),
        ("Long day", []),
        ("Yesterday: Will call Bo again", ["Bo Lind"]),
    ],
)
def test_names_that_are_words(text: str, expected: list[str]) -> None:
    assert mentioned(text, WORDS) == expected


def test_the_archived_are_meant_only_where_nobody_else_can_be() -> None:
    people = named("Sam Keller", "Sam Ito", archived=("Sam Ito",))
    assert mentioned("met Sam", people) == ["Sam Keller"]
    assert mentioned("met Sam Ito", people) == ["Sam Ito"]


class TestAnAmbiguousName:
    PEOPLE = named("Sam Keller", "Sam Ito", "Priya Shah")

    def read(
        self, text: str, recent: set[int], together: dict[int, set[int]]
    ) -> list[tuple[int, ...]]:
        result = sentence.read(text, self.PEOPLE, TODAY, recent, lambda id_: together.get(id_, ()))
        return [tuple(person.id for person in mention.people) for mention in result.mentions]

    @pytest.mark.parametrize(
        ("recent", "together", "sam"),
        [
            (set(), {}, (1, 2)),
            ({2}, {}, (2,)),
            ({1, 2}, {}, (1, 2)),
            ({2}, {3: {1}}, (1,)),  # who was with Priya comes before who is recent
            ({2}, {3: {1, 2}}, (2,)),
            (set(), {3: {1, 2}}, (1, 2)),
            ({3}, {3: {3}}, (1, 2)),
        ],
    )
    def test_is_settled_by_company_then_by_time(
        self, recent: set[int], together: dict[int, set[int]], sam: tuple[int, ...]
    ) -> None:
        assert self.read("lunch with Sam and Priya", recent, together) == [sam, (3,)]

    def test_is_whoever_the_sentence_already_names(self) -> None:
        assert self.read("Sam Ito called. Sam is well", {1}, {}) == [(2,)]

    def test_is_kept_once(self) -> None:
        assert self.read("Sam, Sam and SAM", set(), {}) == [(1, 2)]


@pytest.mark.parametrize(
    ("text", "new", "people", "note"),
    [
        ("hi **Ana  Ruiz**!", ("Ana Ruiz",), [], "hi Ana  Ruiz!"),
        ("**Ana Ito** and **Bo Ito**", ("Ana Ito", "Bo Ito"), [], "Ana Ito and Bo Ito"),
        ("**Ana** and **ANA**", ("Ana",), [], "Ana and ANA"),
        ("**Sam Ito** with Priya", ("Sam Ito",), ["Priya Shah"], "Sam Ito with Priya"),
        ("**Sam Ito** came. Sam sang", ("Sam Ito",), [], "Sam Ito came. Sam sang"),
        ("**sam keller** came", (), ["Sam Keller"], "sam keller came"),
        ("**Mimi** came", (), ["Marie Curie-Ito"], "Mimi came"),
        ("** ** and **!!**", (), [], "** ** and **!!**"),
        ("2 ** 3 with Bo", (), ["Bo Lind"], "2 ** 3 with Bo"),
        ("with \\Bo and C:\\temp", (), [], "with Bo and C:\\temp"),
    ],
)
def test_marks(text: str, new: tuple[str, ...], people: list[str], note: str) -> None:
    result = sentence.read(text, PEOPLE, TODAY)
    assert (result.new_people, result.note) == (new, note)
    assert [mention.people[0].name for mention in result.mentions] == people


@pytest.mark.parametrize(
    ("text", "tags", "place"),
    [
        ("about the role #hiring @Tartine", ("hiring",), "Tartine"),
        ("#Hiring, #go-to-market. #Straße_7 (#日本) #प्रिया #hiring",
         ("hiring", "go-to-market", "straße_7", "日本", "प्रिया"), ""),
        ("#1 C# # a#b &#39; https://x.org/#top #", (), ""),
        ("#1on1 #q3-2026", ("1on1", "q3-2026"), ""),
        ('@"Blue Bottle" then @Ritual', (), "Blue Bottle"),
        ("@“Blue  Bottle”", (), "Blue Bottle"),
        ("@Blue_Bottle.", (), "Blue Bottle"),
        ("@Joe's, late", (), "Joe's"),
        ("@Café_Müller!", (), "Café Müller"),
        ("ana@x.org wrote, a@b @ noon @9am @14:30", (), ""),
        ("@42nd_Street", (), "42nd Street"),
    ],
)  # fmt: skip
def test_tags_and_place(text: str, tags: tuple[str, ...], place: str) -> None:
    result = sentence.read(text, [], TODAY)
    assert (result.tags, result.place, result.note) == (tags, place, text)


@pytest.mark.parametrize(
    ("text", "on", "note"),
    [
        ("Yesterday: lunch with Priya", date(2026, 11, 3), "lunch with Priya"),
        ("2 weeks ago, coffee with Bo", date(2026, 10, 21), "coffee with Bo"),
        ("2026-11-01 - call with Bo", date(2026, 11, 1), "call with Bo"),
        ("  lunch with Bo #x @Y ", None, "lunch with Bo #x @Y"),
        ("Yesterday: **Ana Ito** and \\Bo", date(2026, 11, 3), "Ana Ito and Bo"),
    ],
)
def test_the_day_is_taken_off_the_note(text: str, on: date | None, note: str) -> None:
    result = sentence.read(text, PEOPLE, TODAY)
    assert (result.on, result.note) == (on, note)


def test_a_mention_quotes_the_sentence() -> None:
    result = sentence.read("priya's and **Mimi** and O’Neil", PEOPLE, TODAY)
    assert [mention.text for mention in result.mentions] == ["priya", "Mimi", "O’Neil"]


@pytest.mark.parametrize("text", ["tomorrow: lunch with Priya", f"hi **{'x' * 201}**"])
def test_what_cannot_be_taken_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        sentence.read(text, PEOPLE, TODAY)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("lunch with Priya", "meal"),
        ("met for lunch", "meal"),
        ("lunch at the conference", "meal"),
        ("at the conference, coffee with Bo", "meal"),
        ("Had dinner / brunch / beers", "meal"),
        ("Called Priya", "call"),
        ("talked on the phone", "call"),
        ("Bo rang", "call"),
        ("phoned about dinner", "call"),
        ("call with Bo", "call"),
        ("video call with Bo", "video"),
        ("call with Bo on Zoom", "video"),
        ("Zoomed with Bo", "video"),
        ("coffee over zoom", "video"),
        ("on Teams with Bo", "video"),
        ("their teams met", "meeting"),
        ("https://meet.google.com/x with Bo", "video"),
        ("E-mailed Bo about lunch", "email"),
        ("sent an email", "email"),
        ("wrote to Bo", "email"),
        ("wrote Bo", "email"),
        ("texted Bo", "message"),
        ("WhatsApp to Bo", "message"),
        ("on Slack", "message"),
        ("cut me some slack", None),
        ("DM'd Bo", "message"),
        ("chat on signal", "message"),
        ("chatted in the hall", "meeting"),
        ("sent a postcard", "letter"),
        ("sent my cover letter", None),
        ("commented on her LinkedIn post", "social"),
        ("messaged Bo on LinkedIn", "message"),
        ("at a meetup", "event"),
        ("gave a talk at PyCon", "event"),
        ("met Bo at a wedding", "event"),
        ("met Bo", "meeting"),
        ("caught up", "meeting"),
        ("1:1", "meeting"),
        ("in the garden with Bo", "meeting"),
        ("in the garden with **Ada Ito**", "meeting"),
        ("in the garden", None),
        ("called off the plan", None),
        ("a call for papers", None),
        ("a meeting-free week", None),
        ("thinking of Bo @Lunch_Room #dinner", None),
    ],
)
def test_channel(text: str, channel: str | None) -> None:
    assert sentence.read(text, PEOPLE, TODAY).channel == (channel and Channel(channel))


def test_a_name_speaks_of_no_channel() -> None:
    assert sentence.read("thinking of Chase Call", named("Chase Call"), TODAY).channel is None


FIRST = st.sampled_from(["Priya", "Sam", "Bo", "Chloë", "Jean-Luc", "Olga", "O’Dell", "Ingrid"])
LAST = st.sampled_from(["Shah", "Keller", "Lind", "Müller", "O'Neil", "van der Berg", "Ruiz Gil"])
NAMES = st.builds("{} {}".format, FIRST, LAST)


@given(st.lists(NAMES, min_size=1, max_size=12, unique=True), st.data())
def test_full_names_mean_exactly_those_people(names: list[str], data: st.DataObject) -> None:
    asked = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    assert mentioned(f"lunch with {' and '.join(asked)}.", named(*names)) == asked


SIGNS = st.sampled_from([*"*\\#@\"'.,:-/ \n\0", "**", "Sam", "Bo", "will", "May", "'s", "I", "12"])


@given(st.one_of(st.text(), st.lists(SIGNS).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        result = sentence.read(text, PEOPLE + WORDS, TODAY)
    except NetlogError:
        return
    assert all(mention.people for mention in result.mentions)


@pytest.mark.parametrize(
    "unit",
    ["a", "Sam ", "**", "**a", "\\Bo ", "@“", '@"', "#a", "a@", "x.y-", "'s", "王", "May I "],
)
def test_a_text_made_to_be_slow_is_read(unit: str) -> None:
    # In tenths of a second; a quadratic reading would take minutes, and the suite with it.
    text = unit * (20_000 // len(unit))
    assert sentence.read(f"met {text}", PEOPLE + WORDS, TODAY).channel is Channel.MEETING
