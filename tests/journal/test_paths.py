"""The ways to somebody, or into an organisation, in one process."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from netlog.config import Settings
from netlog.core.introductions import Introduction, Outcome, Side
from netlog.core.model import Acquaintance, Contact
from netlog.core.paths import weigh
from netlog.errors import NotFound
from netlog.journal import acquaintances, capture, introductions, keep, leaving, paths
from netlog.journal.capture import Details, Profile
from netlog.journal.desk import Desk
from tests.journal.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from netlog.journal.paths import Ways

KNOWN = weigh("knows")


def add(desk: Desk, *people: str, **profile: Any) -> None:
    for name in people:
        capture.add(desk, name, Profile(**profile))


def talk(desk: Desk, *people: str, on: date = date(2026, 11, 12)) -> None:
    capture.log(desk, people, "lunch", Details(on=on))


def ways(found: Ways) -> list[list[str]]:
    """The names on each way."""
    return [[hop.end.name for hop in way.hops] for way in found.ways]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Priya (c1) and Sam (c2) are mine, Sam the closer; Kim (c3) and Lee (c4) work at Initech."""
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    desk = Desk(tmp_path_factory.mktemp("paths") / "j.db", Settings(), TODAY, now, "netlog test")
    add(desk, "Priya Shah", "Sam Keller")
    add(desk, "Kim Ito", "Lee Park", org="Initech")
    talk(desk, "priya", on=date(2026, 10, 1))
    for day in range(1, 15):
        talk(desk, "sam", on=date(2026, 11, day))
    return desk.path


@pytest.fixture
def network(desk: Desk, built: Path) -> Desk:
    desk.path.parent.mkdir()
    shutil.copy(built, desk.path)
    return desk


def test_a_way_through_one_and_through_two(network: Desk) -> None:
    acquaintances.know(network, "kim", "priya", "[x] sisters")
    acquaintances.know(network, "priya", "sam", "")
    found = paths.find_ways(network, "kim", None)
    assert ways(found) == [["Sam Keller", "Priya Shah", "Kim Ito"], ["Priya Shah", "Kim Ito"]]
    longer, shorter = found.ways
    assert [hop.start and hop.start.name for hop in longer.hops] == [
        None, "Sam Keller", "Priya Shah",
    ]  # fmt: skip
    assert [hop.strength for hop in shorter.hops] == [pytest.approx(0.3425, abs=1e-4), KNOWN]
    assert shorter.strength == pytest.approx(shorter.hops[0].strength * KNOWN)
    assert shorter.hops[0].because == "warm, last time on 1 Oct"
    assert [hop.because for hop in longer.hops[1:]] == [
        "know each other", "know each other: [x] sisters",
    ]  # fmt: skip
    assert found.obstacle is None


def test_a_close_tie_of_mine_comes_first_however_strong_the_others_are(network: Desk) -> None:
    acquaintances.know(network, "priya", "sam", "")
    talk(network, "priya", on=date(2026, 11, 1))
    first, second = paths.find_ways(network, "priya", None).ways
    assert [len(way.hops) for way in (first, second)] == [1, 2]
    assert first.strength < second.strength


def test_a_distant_tie_of_mine_stands_where_its_strength_puts_it(network: Desk) -> None:
    talk(network, "kim", on=date(2025, 1, 1))
    acquaintances.know(network, "sam", "kim", "")
    assert ways(paths.find_ways(network, "kim", None)) == [
        ["Sam Keller", "Kim Ito"], ["Kim Ito"],
    ]  # fmt: skip


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_an_introduction_made_is_a_leg(network: Desk, outcome: Outcome | None) -> None:
    made = Introduction(
        0, Side(3, ""), Side(2, ""), "chess", network.today, made_on=date(2026, 11, 2),
        outcome=outcome, outcome_on=network.today if outcome else None,
    )  # fmt: skip
    with network.writing() as writer:
        writer.add(made)
        writer.add(made._replace(b=Side(1, ""), made_on=None))
    (way,) = paths.find_ways(network, "kim", None).ways
    leg = way.hops[-1]
    assert (leg.start and leg.start.name, leg.strength) == (
        "Sam Keller", weigh(f"introduced {outcome}" if outcome else "introduced"),
    )  # fmt: skip
    went = {None: "", "good": ", which went well", "flat": ", which went flat"}
    assert leg.because == f"you introduced them on 2 Nov{went.get(outcome, ', which went badly')}"
    earlier = network._replace(today=date(2026, 11, 1))
    assert paths.find_ways(earlier, "kim", None).ways == ()


def test_to_be_in_touch_together_is_a_hint_that_grows_and_stays_one(network: Desk) -> None:
    strengths = []
    for day in (1, 2, 3):
        talk(network, "sam", "lee", on=date(2024, 1, day))
        found = paths.find_ways(network, "lee", None)
        way = next(way for way in found.ways if len(way.hops) == 2)
        strengths.append(way.hops[1].strength)
    assert strengths == sorted(strengths)
    assert strengths[0] == weigh("together", "1") == 0.3
    assert way.hops[1].because == "in touch with you 3 times, together"


def test_into_an_organisation_everyone_there_is_a_target(network: Desk) -> None:
    acquaintances.know(network, "sam", "lee", "")
    acquaintances.know(network, "priya", "kim", "")
    found = paths.find_ways(network, "ÍNITECH", None)
    assert found.to == "Initech"
    assert ways(found) == [["Sam Keller", "Lee Park"], ["Priya Shah", "Kim Ito"]]
    add(network, "Jo Bloggs", org="Initech Labs")
    assert paths.find_ways(network, "initech", None).to == "Initech"
    assert paths.find_ways(network, "labs", None).to == "Initech Labs"
    # A person goes before an organisation of that name.
    add(network, "Initech Bot")
    assert paths.find_ways(network, "initech", None).to == "Initech Bot"


def test_no_more_ways_than_asked_for(network: Desk) -> None:
    for name in ("priya", "sam"):
        acquaintances.know(network, name, "kim", "")
    one = paths.find_ways(network, "kim", 1)
    assert (ways(one), one.more) == ([["Sam Keller", "Kim Ito"]], True)
    assert paths.find_ways(network, "kim", 2).more is False


def test_nobody_archived_is_asked_but_may_be_looked_for(network: Desk) -> None:
    acquaintances.know(network, "priya", "kim", "")
    keep.archive(network, "priya", back=False)
    assert paths.find_ways(network, "kim", None).ways == ()
    assert ways(paths.find_ways(network, "priya", None)) == [["Priya Shah"]]


def test_why_there_is_no_way(network: Desk) -> None:
    def kind(to: str) -> str:
        found = paths.find_ways(network, to, None)
        assert found.ways == ()
        assert found.obstacle
        return found.obstacle.kind

    assert kind("kim") == kind("Initech") == "not_connected"
    leaving.leave(network, leaving.plan(network, "initech", network.today))
    assert kind("initech") == "nobody_there"
    talk(network, "lee", on=date(2020, 1, 1))
    obstacle = paths.find_ways(network, "Initech", None).obstacle
    assert obstacle
    assert obstacle.text == "you know nobody at Initech now; Lee Park and Kim Ito used to be there"
    assert obstacle.hint.startswith("netlog ask c4 ")
    for name in ("kim", "lee"):
        keep.archive(network, name, back=False)
    assert kind("initech") == "nobody_there"
    capture.note(network, "sam", "used to be at Kyoto Works, in Japan", None)
    assert kind("kyoto works") == "nobody_there"
    add(network, "Jo Put-Aside", org="Northwind")
    keep.archive(network, "jo", back=False)
    assert kind("northwind") == "nobody_there"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Inittech", "did you mean Initech?"),
        ("Kimm Ito", "did you mean Kim Ito?"),
        ("Ini", "look for it with netlog find"),
        ("???", "look for it with netlog find"),
    ],
)
def test_a_target_that_nobody_has_heard_of(network: Desk, text: str, hint: str) -> None:
    capture.note(network, "sam", "likes Initech", None)
    with pytest.raises(NotFound) as caught:
        paths.find_ways(network, text, None)
    assert text in caught.value.message
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize("many", [0, 200])
def test_only_those_near_the_target_are_read(
    network: Desk, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    from netlog.store.network import Network

    with network.writing() as writer:
        strangers = writer.add_contacts([Contact(0, "", f"Nr {n}") for n in range(50)])
        for a, b in pairwise(strangers):
            writer.add(Acquaintance(0, a, b, "", network.today))
    acquaintances.know(network, "sam", "kim", "")
    whole = Network.bonds
    read: list[tuple[int, int]] = []

    def spy(self: Network, contact_ids: Any, today: date) -> list[tuple[int, int, str, str]]:
        found = whole(self, contact_ids, today)
        read.extend(row[:2] for row in found)
        return found

    monkeypatch.setattr(Network, "bonds", spy)
    monkeypatch.setattr(paths, "MANY", many)
    assert ways(paths.find_ways(network, "kim", None)) == [["Sam Keller", "Kim Ito"]]
    assert {*read} == {(2, 3)}


def test_whoever_brought_somebody_knows_them(network: Desk) -> None:
    keep.edit(network, "kim", keep.ContactEdit(introduced_by="sam"), keep.LogEdit())
    keep.edit(network, "priya", keep.ContactEdit(introduced_by="lee"), keep.LogEdit())
    (way,) = paths.find_ways(network, "kim", None).ways
    assert [hop.strength for hop in way.hops[1:]] == [KNOWN]
    assert way.hops[1].because == "Sam Keller introduced you to Kim Ito"
    (back,) = paths.find_ways(network, "lee", None).ways
    assert back.hops[1].because == "Lee Park introduced you to Priya Shah"


def test_what_i_introduced_is_as_sure_as_it_went(network: Desk) -> None:
    """Although it is written down that the two know each other since."""
    opened = introductions.introduce(network, "sam", ["kim"], "chess", None, lambda _: True)
    number = opened[0].progress.introduction.id
    introductions.make(network, number, Details(), one_sided=True)

    def leg() -> tuple[float, str]:
        found = paths.find_ways(network, "kim", None)
        hop = next(way.hops[1] for way in found.ways if len(way.hops) == 2)
        return hop.strength, hop.because

    assert leg() == (weigh("introduced"), "you introduced them today")
    introductions.conclude(network, number, Outcome.BAD, "", None)
    assert leg() == (weigh("introduced bad"), "you introduced them today, which went badly")
    acquaintances.know(network, "sam", "kim", "play chess")
    assert leg() == (KNOWN, "know each other: play chess")
