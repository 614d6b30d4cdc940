"""What to take along from an organisation before its addresses go dark: the people.

Which addresses are the organisation's own is read off the addresses of its people, and what is
left to do with each of them is read off the journal, so that ordinary commands work it off.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netlog.core import names
from netlog.core.daywords import ago
from netlog.core.excerpt import shorten
from netlog.core.model import OLD, Direction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from netlog.core.model import Favour, Point, Touchpoint

DEEP = 3  # the least depth of a talk that was more than small talk

# Mail for everyone is never an organisation's. The large ones have a domain for each country.
_FREE = frozenset((
    "126.com", "163.com", "aol.com", "att.net", "bluewin.ch", "bol.com.br", "btinternet.com",
    "comcast.net", "duck.com", "fastmail.com", "fastmail.fm", "free.fr", "freenet.de",
    "gmail.com", "googlemail.com", "hanmail.net", "hey.com", "icloud.com", "inbox.lv",
    "interia.pl", "laposte.net", "libero.it", "mac.com", "mail.com", "mail.ru", "mailbox.org",
    "me.com", "msn.com", "naver.com", "o2.pl", "orange.fr", "pm.me", "posteo.de", "posteo.net",
    "proton.me", "protonmail.ch", "protonmail.com", "qq.com", "rediffmail.com",
    "rocketmail.com", "seznam.cz", "sky.com", "t-online.de", "tuta.com", "tuta.io",
    "tutanota.com", "tutanota.de", "uol.com.br", "verizon.net", "virgilio.it", "wanadoo.fr",
    "web.de", "wp.pl", "yeah.net", "ymail.com", "zoho.com",
))  # fmt: skip
_FREE_ANYWHERE = r"(gmx|hotmail|live|outlook|yahoo|yandex)\.([a-z]{2,3}|com?\.[a-z]{2})"


class Facts(NamedTuple):
    """What bears on taking somebody along: how to reach them, what I received and have not thanked
    for, and the last touchpoint, a thank-you aside.
    """

    contact_id: int
    points: Sequence[Point]
    owed: Sequence[Favour]
    last: Touchpoint | None


class Check(NamedTuple):
    """One thing to see to before I leave: `key` is address, thank or talk, `text` how it stands,
    and `command` what does it.
    """

    key: str
    text: str
    command: str
    done: bool


def find_domains(org: str, people: Iterable[Iterable[Point]]) -> frozenset[str]:
    """The domains that are an organisation's own, from the addresses of each of its people.

    Those that bear its name, and those that two or more of them share, the widest first; one whose
    holders all have an address there already is where they are at home. Where there is no such
    domain, it is the only one that is seen at all. Free mail is nobody's, nor is what is old.
    """
    holders: dict[str, set[int]] = {}
    for number, points in enumerate(people):
        for domain in _domains(point for point in points if point.label != OLD):
            if not _is_free(domain):
                holders.setdefault(domain, set()).add(number)
    name = names.fold(org).replace(" ", "")
    own = {domain for domain in holders if name in domain.replace("-", "").split(".")[:-1]}
    reached = {number for domain in own for number in holders[domain]}
    for domain in sorted(holders, key=lambda domain: -len(holders[domain])):
        if len(holders[domain]) > 1 and not holders[domain] <= reached:
            own.add(domain)
            reached |= holders[domain]
    return frozenset(own or (holders if len(holders) == 1 else ()))


def is_inside(point: Point, domains: Collection[str]) -> bool:
    """Whether this is an e-mail address of one of the domains, or of a part of one."""
    return any(
        domain == own or domain.endswith(f".{own}")
        for domain in _domains([point])
        for own in domains
    )


def retire(points: Iterable[Point], domains: Collection[str]) -> tuple[Point, ...]:
    """The points with the addresses of these domains marked as old."""
    return tuple(
        point._replace(label=OLD) if is_inside(point, domains) else point for point in points
    )


def revive(points: Iterable[Point], given: Iterable[Point]) -> tuple[Point, ...]:
    """The points, of which those that are given again are old no more."""
    again = {(point.kind, point.normal) for point in given}
    return tuple(
        point._replace(label="")
        if point.label == OLD and (point.kind, point.normal) in again
        else point
        for point in points
    )


def check(facts: Facts, org: str, domains: Collection[str], today: date) -> tuple[Check, ...]:
    """What to see to, in the order in which to do it."""
    return (_address(facts, org, domains), _thanks(facts), _talk(facts, today))


def _address(facts: Facts, org: str, domains: Collection[str]) -> Check:
    own = [
        point
        for point in facts.points
        if point.kind == "email" and point.label != OLD and not is_inside(point, domains)
    ]
    text = f"reach them at {own[0].value}" if own else f"no address outside {org}"
    return Check("address", text, f"netlog edit c{facts.contact_id} --email …", bool(own))


def _thanks(facts: Facts) -> Check:
    if facts.owed:
        more = f" and {len(facts.owed) - 1} more" if len(facts.owed) > 1 else ""
        text = f"thanks are owed: {shorten(facts.owed[0].what)}{more}"
    else:
        text = "no thanks are owed"
    return Check("thank", text, f"netlog thank c{facts.contact_id}", not facts.owed)


def _talk(facts: Facts, today: date) -> Check:
    """Whether the last touchpoint was more than a few words."""
    command = f'netlog log c{facts.contact_id} "…" --both --depth {DEEP}'
    if facts.last is None:
        return Check("talk", "you were never in touch", command, done=False)
    when = ago(facts.last.on, today)
    (mine,) = (part for part in facts.last.people if part.contact_id == facts.contact_id)
    if mine.direction is not Direction.BOTH:
        whose = "yours" if mine.direction is Direction.OUT else "theirs"
        return Check("talk", f"the last word was {whose}, {when}", command, done=False)
    if facts.last.depth and facts.last.depth < DEEP:
        return Check("talk", f"the last talk stayed shallow, {when}", command, done=False)
    return Check("talk", f"you talked {when}", command, done=True)


def _domains(points: Iterable[Point]) -> list[str]:
    return [
        point.normal.rpartition("@")[2]
        for point in points
        if point.kind == "email" and "@" in point.normal
    ]


def _is_free(domain: str) -> bool:
    return domain in _FREE or re.fullmatch(_FREE_ANYWHERE, domain) is not None
