"""The mails of an introduction as drafts: one to each side to ask them, then one to both; or, where
nothing comes of it, one to each who heard of it.

A template is text whose first line is the subject. In it `$other` and its like stand for what is
known. A line that asks for something unknown is left out, so a template names all that could be
said and a mail says what can.

Nobody's address is passed on before both said yes. The drafts are not given any; and those that
stand in a name or a note, as in `Ana, ana@example.com`, do not get into a mail that only asks.
"""

from __future__ import annotations

import re
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.lexicon import TITLES
from netlog.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

CONSENT = """\
Subject: May I introduce you to $other?

Hi $first,

I wrote to you about this on $asked. It may have got lost, so here it is once more.

May I introduce you to $other_who? I would rather ask you first.

Why I thought of you: $purpose
What $other_first would like: $other_seeks
What you could bring: $brings
What $other_first could bring you: $other_brings
How much time: $time

$other_answer

One word is enough: yes, no, or not now. No is a fine answer, and needs no reason. \
I pass on nobody's address before both of you have said yes.

Thank you,
$me
"""

INTRODUCTION = """\
Subject: $a, meet $b

Hi $a_first and $b_first,

$agreed

$a_first, please meet $b_who.
$b_first, please meet $a_who.

Why I thought of the two of you: $purpose
What $a_first would like: $a_seeks
What $a_first can bring: $a_brings
What $b_first would like: $b_seeks
What $b_first can bring: $b_brings
How to begin: $time

$a_first, would you write first, with two or three times that suit you?
From here on you need not copy me.

I would love to hear how it went.

All the best,
$me
"""

CLOSING = """\
Subject: About meeting $other

Hi $first,

$news

Should it suit better one day, a line to me is enough.

All the best,
$me
"""

_SUBJECT = "subject:"
_UNNAMED = "somebody I know"

# E-mail addresses, and phone numbers that begin with a country code. The bounds keep a search
# through a long text from growing with its square.
_ADDRESS = re.compile(r"[^\s<>(),;:]{1,64}@[^\s<>(),;]+|(?<!\w)(?:\+|00)\d[\d ()./-]{5,30}\d")


class Party(NamedTuple):
    """One side, as far as the other may know: what they look for, and what they can bring."""

    name: str
    title: str = ""
    org: str = ""
    seeks: str = ""
    brings: str = ""


class Occasion(NamedTuple):
    """What both mails tell: why, how much time it takes, and my name below."""

    purpose: str
    me: str = ""
    time: str = "one call of twenty minutes"


class Draft(NamedTuple):
    """A mail to edit. The subject is one line, the body ends with a line end."""

    subject: str
    body: str


def draft_consent(
    reader: Party,
    other: Party,
    occasion: Occasion,
    *,
    other_agreed: bool = False,
    asked: str = "",
    template: str = CONSENT,
) -> Draft:
    """Ask the reader whether they would like to meet the other; once more, if they were `asked` on
    a day before. Raises BadInput for a template without a subject, or with a `$name` that stands
    for nothing.
    """
    reader, other = _without_addresses(reader), _without_addresses(other)
    answered = _first_name(other.name) or "The other side"
    return _fill(
        template,
        "consent",
        {
            "me": occasion.me,
            "time": occasion.time,
            "purpose": _hide_addresses(occasion.purpose),
            "name": reader.name,
            "first": _first_name(reader.name) or "there",
            "seeks": reader.seeks,
            "brings": reader.brings,
            "other": other.name or _UNNAMED,
            "other_first": _first_name(other.name) or "they",
            "other_who": _describe(other),
            "other_seeks": other.seeks,
            "other_brings": other.brings,
            "other_answer": f"{answered} has said yes already." if other_agreed else "",
            "asked": asked,
        },
    )


def draft_introduction(
    a: Party,
    b: Party,
    occasion: Occasion,
    *,
    both_agreed: bool = True,
    template: str = INTRODUCTION,
) -> Draft:
    """Bring the two together, in one mail to both. Raises BadInput as `draft_consent` does."""
    values = {
        "me": occasion.me,
        "time": occasion.time,
        "purpose": occasion.purpose,
        "agreed": "You both said yes, so here you are." if both_agreed else "",
    }
    for key, party in (("a", a), ("b", b)):
        values |= {
            key: party.name,
            f"{key}_first": _first_name(party.name),
            f"{key}_who": _describe(party),
            f"{key}_seeks": party.seeks,
            f"{key}_brings": party.brings,
        }
    return _fill(template, "introduction", values)


def draft_closing(
    reader: Party,
    other: Party,
    occasion: Occasion,
    *,
    silent: bool = False,
    template: str = CLOSING,
) -> Draft:
    """Tell the reader that nothing comes of it: kindly, and not who is the cause; or, if they were
    `silent`, that they need not answer. Raises BadInput as `draft_consent` does.
    """
    reader, other = _without_addresses(reader), _without_addresses(other)
    whom = _first_name(other.name) or _UNNAMED
    if silent:
        news = (
            f"I asked whether you would like to meet {whom}. I take it that now is not the time,"
            " and leave it there; you need not answer."
        )
    else:
        news = (
            f"Nothing will come of meeting {whom} for now. It does not suit at the moment, and"
            " that says nothing about you. Thank you for hearing me out."
        )
    values = {
        "me": occasion.me,
        "purpose": _hide_addresses(occasion.purpose),
        "name": reader.name,
        "first": _first_name(reader.name) or "there",
        "other": other.name or _UNNAMED,
        "other_first": whom,
        "news": news,
    }
    return _fill(template, "closing", values)


def _fill(template: str, kind: str, values: Mapping[str, str]) -> Draft:
    subject, *body = template.removeprefix("\ufeff").strip().splitlines() or [""]
    if not subject.lower().startswith(_SUBJECT):
        raise BadInput(
            f"the template of the {kind} mail has no subject",
            'write it on the first line, like "Subject: An introduction"',
        )
    _refuse_unknown(template, kind, values)
    # On one line, whatever they hold: a line end in a name would end the header.
    known = {key: " ".join(value.split()) for key, value in values.items()}
    lines = [_fill_line(line, known) for line in body]
    text = "\n".join(line.rstrip() for line in lines if line is not None).strip()
    heading = Template(subject[len(_SUBJECT) :]).substitute(known)
    return Draft(" ".join(heading.split()), re.sub(r"\n{3,}", "\n\n", text) + "\n")


def _fill_line(line: str, known: Mapping[str, str]) -> str | None:
    """None where something that the line asks for is empty."""
    template = Template(line)
    if all(known[name] for name in template.get_identifiers()):
        return template.substitute(known)
    return None


def _refuse_unknown(template: str, kind: str, values: Mapping[str, str]) -> None:
    names = ", ".join(f"${name}" for name in values)
    for number, line in enumerate(template.splitlines(), 1):
        read = Template(line)
        if not read.is_valid():
            raise BadInput(
                f"line {number} of the template of the {kind} mail has a $ without a name",
                f"write $$ for a dollar sign; the names are {names}",
            )
        if unknown := [name for name in read.get_identifiers() if name not in values]:
            raise BadInput(
                f"line {number} of the template of the {kind} mail asks for ${unknown[0]}, "
                "which stands for nothing",
                f"the names are {names}",
            )


def _first_name(name: str) -> str:
    """What a person is greeted by: the first name without a title; all of it after an initial."""
    words = name.split()
    while len(words) > 1 and words[0].strip(".").lower() in TITLES:
        del words[0]
    if not words:
        return ""
    return " ".join(words) if len(words[0].strip(".")) == 1 and len(words) > 1 else words[0]


def _describe(party: Party) -> str:
    """`Ana Silva, designer at Acme`."""
    title = f", {party.title}" if party.title else ""
    org = f" at {party.org}" if party.org else ""
    return f"{party.name or _UNNAMED}{title}{org}"


def _without_addresses(party: Party) -> Party:
    """The same, and without a name where that is an address."""
    name = "" if _ADDRESS.search(party.name) else party.name
    return Party(*map(_hide_addresses, party._replace(name=name)))


def _hide_addresses(text: str) -> str:
    return _ADDRESS.sub("…", text)
