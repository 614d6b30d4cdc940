"""The keys of the configuration file: what each may be, and what it means.

Loaded only where there is a file: most commands run without one.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from netlog.core import names, tidy
from netlog.core.model import Circle
from netlog.core.rules import AGENDA, DEFAULTS, StarRule
from netlog.errors import BadInput

Check = Callable[[str, Any], Any]  # a dotted key and what TOML gives; the value, or BadInput
Table = Mapping[str, Any]

LONGEST = 36_500  # days: no day counted from one in the journal leaves the calendar


class Key(NamedTuple):
    """What a value may be, and what it means: a line of the template."""

    check: Check
    about: str = ""


def text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput(f"{key} is not a text", "write it in quotes")
    if any(sign < " " or "\x7f" <= sign <= "\x9f" for sign in value):
        raise BadInput(f"{key} holds a control character", "write it on one line, without tabs")
    return value


def address(key: str, value: Any) -> str:
    """A bare e-mail address in small letters."""
    try:
        return tidy.email_point(text(key, value)).normal
    except BadInput as error:
        raise BadInput(f"{key}: {error.message}", error.hint) from error


def address_or_none(key: str, value: Any) -> str:
    return "" if value == "" else address(key, value)


def number(least: float, most: float) -> Check:
    def check(key: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadInput(f"{key} is not a number")
        if not least <= value <= most:  # nor is NaN
            raise BadInput(f"{key} is {_shown(value)}, and has to be from {least} to {most}")
        return value

    return check


def whole(least: int, most: int) -> Check:
    inside = number(least, most)

    def check(key: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadInput(f"{key} is not a whole number")
        inside(key, value)
        return value

    return check


def listed(item: Check) -> Check:
    def check(key: str, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise BadInput(f"{key} is not a list", "write it in square brackets")
        return tuple(item(key, each) for each in value)

    return check


def one_of(names: tuple[str, ...]) -> Check:
    def check(key: str, value: Any) -> str:
        if text(key, value) not in names:
            raise BadInput(f'{key} cannot be "{value}"', _near(value, names))
        return str(value)

    return check


def distinct(items: Check) -> Check:
    def check(key: str, value: Any) -> tuple[Any, ...]:
        found: tuple[Any, ...] = items(key, value)
        if twice := [each for each in found if found.count(each) > 1]:
            raise BadInput(f"{key} names {twice[0]} twice", "name each once")
        return found

    return check


def span(key: str, value: Any) -> tuple[int, int]:
    """A first and a last day."""
    found = listed(days)(key, value)
    if len(found) != 2 or found[0] > found[1]:
        raise BadInput(f"{key} is not a first day and a last one that is no earlier")
    return found[0], found[1]


def steps(key: str, value: Any) -> tuple[int, ...]:
    found: tuple[int, ...] = listed(step)(key, value)
    if not found:
        raise BadInput(f"{key} is empty, and needs a step at the least")
    return found


def caps(key: str, value: Any) -> dict[str, int]:
    table = _table(key, value, f"{key} = {{ give = 2 }}")
    _refuse_unknown(table, AGENDA.sections, f"{key}.")
    return {name: lines(f"{key}.{name}", cap) for name, cap in table.items()}


def star_rules(key: str, value: Any) -> tuple[StarRule, ...]:
    found: tuple[StarRule, ...] = listed(_star_rule)(key, value)
    if len(found) != len(DEFAULTS.stars):
        raise BadInput(f"{key} needs four rules", "one each for stars two to five")
    return found


def _star_rule(key: str, value: Any) -> StarRule:
    if not isinstance(value, Mapping) or set(value) != set(StarRule._fields):
        names = ", ".join(StarRule._fields)
        raise BadInput(f"a rule of {key} is not complete", f"each has {names}")
    kinds = {"good_weeks": number(0, 10_000), "balance": number(0, 1), "known_days": days}
    return StarRule(
        **{
            name: _hinted(kinds[name], f"{key}: {name}", value[name], "one is", DEFAULTS.stars[1])
            for name in kinds
        }
    )


days = whole(0, LONGEST)
step = whole(1, LONGEST)
lines = whole(0, 1000)
sizes = whole(0, 1000)
depth = whole(0, 5)
points = number(0, 100)
gaps = number(0, 1000)
divisor = number(0.01, LONGEST)
some = number(0, LONGEST)

KEYS: Mapping[str, Mapping[str, Key]] = {
    "me": {
        "name": Key(text, "yours, as mails bear it"),
        "addresses": Key(listed(address), "yours; imports tell your mails by them"),
    },
    "agenda": {
        "sections": Key(
            distinct(listed(one_of(AGENDA.sections))), "in this order; one left out is not shown"
        ),
        "cap": Key(lines, "lines a section"),
        "caps": Key(caps, "for sections that differ, like { give = 2 }"),
        "birthday_days": Key(days, "how many days ahead"),
        "met_days": Key(span, "days after a first meeting: the first and the last to write"),
        "answer_days": Key(span, "days after they wrote: the first and the last to answer"),
        "ladder": Key(steps, "days from each try to the next"),
        "rest_days": Key(days, "how long a hint stays after the last try"),
        "soon_days": Key(days, "how many days ahead somebody is due soon"),
        "past_days": Key(days, "how long past a gap somebody is named every day"),
        "give_days": Key(days, "after so many without a favour of yours"),
        "strong_score": Key(points, "give first: to those with this score"),
        "active_days": Key(days, "or in touch within so many days"),
    },
    "asking": {
        "warm_days": Key(some, "days after a talk in which an ask is fine"),
        "warm_gaps": Key(gaps, "or so many of your usual gaps with them"),
        "cold_days": Key(some, "but no more days than that, however slow the rhythm"),
        "least_depth": Key(depth, "of a talk with them; 1 is small talk"),
        "least_weeks": Key(sizes, "in touch, that stand for it where no depth was noted"),
        "least_lead": Key(sizes, "sizes given beyond those asked for"),
        "most_behind": Key(sizes, "sizes asked for beyond those given"),
        "close_score": Key(points, "from which on nobody counts what was given"),
    },
    "introductions": {
        "silent_days": Key(days, "days without an answer, before you ask again"),
        "most_asks": Key(whole(1, 1000), "times that you ask one side"),
        "outcome_days": Key(days, "days after you made one, to ask how it went"),
        "tell_days": Key(days, "for so long: tell whoever introduced you how it went"),
    },
    "glass": {
        "recent_days": Key(days, "it says so where you introduced a side so lately"),
        "distant_score": Key(points, "or are not closer to a side than that"),
        "low_vouch": Key(whole(0, 5), "or vouch for a side with no more than that"),
    },
    "health": {
        "hours_per_week": Key(number(0, 168), "that you mean to invest; 0 for no goal"),
    },
    "scoring": {
        "recency_points": Key(points, "the three kinds of points add up to 100"),
        "recency_half_life": Key(divisor, "half-lives are in days"),
        "reciprocity_points": Key(points),
        "flow_half_life": Key(divisor),
        "flow_half": Key(divisor, "the flow that earns half the points"),
        "depth_points": Key(points),
        "depth_half_life": Key(divisor),
        "depth_half": Key(divisor, "the good weeks that earn half the points"),
        "usual_depth": Key(divisor, "of a good week, and of a touchpoint without a depth"),
        "one_way_week": Key(number(0, 1), "what a week counts in which only you reached out"),
        "one_sided_flow": Key(some, "a smaller flow is one-sided"),
        "one_sided_cap": Key(points, "where a one-sided tie stays"),
        "star_half_life": Key(divisor),
        "balance_half_life": Key(divisor),
        "stars": Key(star_rules, "what the second star asks for, the third, fourth and fifth"),
        "pseudo_gap": Key(divisor, "days that a rhythm is shrunk towards"),
        "pseudo_gaps": Key(divisor, "and with how much weight"),
        "due_from": Key(gaps, "usual gaps of silence; the two below likewise"),
        "slipping_from": Key(gaps),
        "quiet_from": Key(gaps),
        "dormant_stars": Key(depth, "that make a quiet tie an old one"),
    },
    "mail": {
        "sender": Key(address_or_none, "else the first of your addresses"),
        "host": Key(text, "an SMTP server; without one sendmail is used"),
        "port": Key(whole(0, 65_535), "0 is the usual one"),
        "security": Key(one_of(("starttls", "tls", "none")), "starttls, tls or none"),
        "user": Key(text, "for a server that asks who you are"),
        "password_command": Key(text, "prints the password; or set NETLOG_SMTP_PASSWORD"),
        "sendmail": Key(text, "the program"),
        "timeout": Key(number(0.1, 3600), "seconds for the whole of the sending"),
    },
    "backup": {
        "keep": Key(whole(1, 10_000), "dated ones beside the journal; a new one drops older ones"),
    },
}
TOP = ("journal", "circles", "cities", *KEYS)


def check(table: Table, defaults: Table) -> dict[str, Any]:
    """What a file says, as values by section; `circles` are a tuple of them.

    Raises BadInput for an unknown key and for a value that cannot be.
    """
    _refuse_unknown(table, TOP, "")
    given: dict[str, Any] = {}
    if "journal" in table:
        given["journal"] = text("journal", table["journal"])
    if "circles" in table:
        given["circles"] = _circles(table["circles"])
    if "cities" in table:
        given["cities"] = _cities(table["cities"])
    for section, keys in KEYS.items():
        if section in table:
            given[section] = _section(section, keys, table[section], defaults[section])
    if "scoring" in given:
        DEFAULTS._replace(**given["scoring"]).checked()
    return given


def _section(section: str, keys: Mapping[str, Key], table: Any, defaults: Table) -> dict[str, Any]:
    _table(section, table, f"[{section}] and below it its settings")
    if section == "mail" and "password" in table:
        raise BadInput(
            "mail.password is not taken from a file, where others may read it",
            "set NETLOG_SMTP_PASSWORD, or name a password_command",
        )
    _refuse_unknown(table, tuple(keys), f"{section}.")
    return {
        name: _hinted(
            keys[name].check, f"{section}.{name}", value, "its default is", defaults[name]
        )
        for name, value in table.items()
    }


def _circles(table: Any) -> tuple[Circle, ...]:
    """`[circles]` with lines such as `inner = { ideal = 14, longest = 21 }`, in days."""
    _table("circles", table, "[circles] and below it its circles")
    found: dict[str, Circle] = {}
    for name, gaps in table.items():
        key = f"circles.{write_key(name)}"
        example = f"{write_key(name)} = {{ ideal = 30, longest = 45 }}, in days"
        if text(key, name).strip() != name or name.lower() in {"", "none"} or name.lower() in found:
            raise BadInput(
                f"a circle cannot be called {write_key(name)}",
                "none means no circle at all; any other name will do, once",
            )
        _refuse_unknown(_table(key, gaps, example), ("ideal", "longest"), f"{key}.")
        for gap, value in gaps.items():
            _hinted(step, f"{key}.{gap}", value, "write the days, like", 30)
        if len(gaps) < 2 or gaps["ideal"] > gaps["longest"]:
            raise BadInput(
                f"{key} needs an ideal gap and a longest one that is no shorter", f"write {example}"
            )
        found[name.lower()] = Circle(name, gaps["ideal"], gaps["longest"])
    return tuple(found.values())


def _cities(table: Any) -> dict[str, tuple[str, ...]]:
    """`[cities]` with lines such as `Munich = ["München"]`: other names of one and the same."""
    _table("cities", table, "[cities] and below it its cities")
    found: dict[str, tuple[str, ...]] = {}
    meant: dict[str, str] = {}
    for name, others in table.items():
        key = f"cities.{write_key(name)}"
        found[name] = listed(text)(key, others)
        for each in (text(key, name), *found[name]):
            if meant.setdefault(names.fold(each), name) != name or not names.fold(each):
                raise BadInput(
                    f'"{each}" cannot be a name of {key}', "write one that no other city has"
                )
    return found


def _hinted(check: Check, key: str, value: Any, words: str, example: Any) -> Any:
    """The value, checked; where a check knows no next step, the words and an example are one."""
    try:
        return check(key, value)
    except BadInput as error:
        raise BadInput(error.message, error.hint or f"{words} {write(example)}") from error


def _table(key: str, value: Any, example: str) -> Table:
    if not isinstance(value, Mapping):
        raise BadInput(f"{key} is not a table", f"write {example}")
    return value


def _refuse_unknown(table: Table, names: tuple[str, ...], prefix: str) -> None:
    for key in table:
        if key not in names:
            raise BadInput(f"there is no setting {prefix}{key}", _near(key, names, prefix))


def _near(word: str, names: tuple[str, ...], prefix: str = "") -> str:
    """The nearest of the valid names, or the same one of another section, or all there are."""
    import difflib

    near = [f"{prefix}{each}" for each in difflib.get_close_matches(word.lower(), names, 1, 0.6)]
    elsewhere = [f"{section}.{word}" for section, keys in KEYS.items() if word in keys]
    if found := near or elsewhere:
        return f"did you mean {found[0]}?"
    return f"there are: {', '.join(names)}"


def _shown(value: float) -> str:
    try:
        return f"{value:g}"
    except OverflowError:
        return "too large"


def write(value: Any) -> str:
    """A value as TOML has it, on one line."""
    import json

    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{write_key(name)} = {write(each)}" for name, each in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(write, value))}]"
    return json.dumps(value, ensure_ascii=False)


def write_key(name: str) -> str:
    """A key, in quotes where TOML needs them."""
    import re

    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else write(name)
