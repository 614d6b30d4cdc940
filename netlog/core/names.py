"""How people are written, compared and found.

A name is stored as the user wrote it (`clean`) and compared in a plainer form (`fold`), in which
case, accents and punctuation do not count: `José O’Neil-Smith` is `jose oneil smith`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from netlog.core.model import Named
from netlog.errors import BadInput

LONGEST_NAME = 200


APOSTROPHES = frozenset("'`´‘’‛ʹʻʼʽˈ′＇׳")

# NFKD leaves these letters alone, though people type them without the stroke.
_PLAIN_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i",
    "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip

Kind = Literal["contact", "touchpoint", "follow-up", "introduction", "favour", "note"]
_KINDS: dict[str, Kind] = {
    "": "contact",
    "c": "contact",
    "p": "touchpoint",
    "t": "follow-up",
    "i": "introduction",
    "f": "favour",
    "n": "note",
}


class Ref(NamedTuple):
    """A thing of the journal by its short id, as in `c12` or `p42`."""

    kind: Kind
    id: int


class Found(NamedTuple):
    """Who answers to a name, and by what: `alias`, `name`, `word`, `prefix`; empty for nobody."""

    people: tuple[Named, ...]
    tier: str


NOBODY = Found((), "")


class _Folding(dict[int, str]):
    """What becomes of each character, for `str.translate`; worked out once per character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in _PLAIN_LETTERS:
            folded = _PLAIN_LETTERS[character]
        elif character in APOSTROPHES or category == "Cf" or _is_accent(code):
            folded = ""
        else:
            folded = character if category[0] in "LMN" else " "
        self[code] = folded
        return folded


def _is_accent(code: int) -> bool:
    """Whether a mark may go: accents and variation selectors, but no vowel sign of any script."""
    return 0x300 <= code <= 0x36F or 0xFE00 <= code <= 0xFE0F


_FOLDING = _Folding()


def clean(name: str) -> str:
    """The name as it is stored: NFC, one space between words, no control characters.

    Raises BadInput when nothing visible is left, or more than 200 characters.
    """
    if not (name.isascii() and name.isprintable()):
        name = "".join(" " if unicodedata.category(each) in {"Cc", "Cs"} else each for each in name)
        name = unicodedata.normalize("NFC", name)
    text = " ".join(name.split())
    if all(unicodedata.category(character)[0] in "CZ" for character in text):
        raise BadInput("a name cannot be empty", 'write it in quotes, like "Sam Keller"')
    if len(text) > LONGEST_NAME:
        raise BadInput(
            f'"{text[:40]}…" has {len(text)} characters; a name has at most {LONGEST_NAME}',
            "shorten the name, and keep the rest as a note",
        )
    return text


def fold(text: str) -> str:
    """The form names are compared by: words in small letters, without accents and punctuation.

    Apostrophes vanish (`O’Neil` is `oneil`), other punctuation parts words. Marks that are more
    than accents stay: vowel signs, dakuten. Symbols stay only where there is nothing else, so that
    a contact called 🦊 can be found. Idempotent.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_FOLDING).split())
    # An apostrophe goes first, since ´ decomposes to a space. Case twice, since ℡ holds capitals.
    bare = "".join(character for character in text if character not in APOSTROPHES)
    once = unicodedata.normalize("NFKD", bare).casefold()
    plain = unicodedata.normalize("NFKD", once).casefold()
    words = (
        plain.translate(_FOLDING).split()
        or "".join(
            character if unicodedata.category(character) == "So" else " " for character in plain
        ).split()
    )
    return unicodedata.normalize("NFC", " ".join(words))


@cache
def _unspaced() -> re.Pattern[str]:
    """Match scripts written without spaces, and Hangul, whose particles cling to the name before.

    Compiled when it is needed: so large a set takes 8 ms.
    """
    return re.compile(
        "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
        "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
    )


def is_unspaced(text: str) -> bool:
    """Whether the text is of a script (or of emoji) that does not part its words by spaces."""
    return not text.isascii() and all(
        _unspaced().match(letter) for letter in text if letter.isalnum()
    )


def parse_ref(text: str) -> Ref | None:
    """The thing meant by `12` or `c12` (contact), `p42`, `t3`, `i4`, `f7`, `n5`; else None.

    More than nine digits, or a leading zero, may be a phone number and are no id.
    """
    match = re.fullmatch(r"([cptifn]?)([1-9][0-9]{0,8})", text.strip().lower())
    return Ref(_KINDS[match[1]], int(match[2])) if match else None


def find(text: str, people: Iterable[Named]) -> Found:
    """Everyone who answers to a name, by the best way in which anyone does.

    In this order: an alias; the full name, also as `Keller, Sam`; whole words of the name or of
    one alias in their order; beginnings of such words. In scripts without spaces an end of the
    name counts like a beginning, if it is not a lone character. Whoever is archived is found only
    where nobody else is. Ids, addresses and numbers are the caller's to look up first.
    """
    known = people if isinstance(people, Sequence) else list(people)
    family, comma, given = text.partition(",")
    plain = _search(fold(text), known)
    if not comma or plain.tier in {"alias", "name"}:
        return plain
    turned = _search(fold(f"{given} {family}"), known)
    return turned if turned.people else plain


def _search(query: str, people: Iterable[Named]) -> Found:
    words = query.split()
    if not words:
        return NOBODY
    tiers: dict[str, list[Named]] = {"alias": [], "name": [], "word": [], "prefix": []}
    for person in people:
        if tier := _tier(person, query, words):
            tiers[tier].append(person)
    for tier, found in tiers.items():
        if found:
            current = [person for person in found if not person.archived]
            return Found(tuple(current or found), tier)
    return NOBODY


def _tier(person: Named, query: str, words: Sequence[str]) -> str:
    if query in person.aliases:
        return "alias"
    if query == person.key:
        return "name"
    begins = False
    for form in (person.key, *person.aliases):
        # Most people fall at this test, which costs far less than taking the name apart.
        for word in words:
            if word not in form:
                break
        else:
            parts = form.split()
            if _in_order(words, parts, whole=True):
                return "word"
            begins = begins or _in_order(words, parts) or _is_given_name(words, form)
    return "prefix" if begins else ""


def _in_order(words: Sequence[str], parts: Sequence[str], *, whole: bool = False) -> bool:
    """Whether each word is (or begins) a part, in order; parts may be left out."""
    rest = iter(parts)
    return all(
        any(part == word if whole else part.startswith(word) for part in rest) for word in words
    )


def _is_given_name(words: Sequence[str], form: str) -> bool:
    """Whether the words end a name like 王小明, whose family name stands first."""
    end = "".join(words)
    return len(end) >= 2 and is_unspaced(end) and form.replace(" ", "").endswith(end)


def nearest(text: str, people: Iterable[Named], limit: int = 3) -> tuple[str, ...]:
    """The names that look most like the text, best first, for "did you mean".

    Each name and alias is compared as a whole, whatever the order of its words, and by its single
    words, so that `prya` finds Priya Shah. A name must reach 70 of 100 (normalised indel
    similarity, see rapidfuzz); among equals the order is that of the alphabet.
    """
    from rapidfuzz import fuzz, process

    query = " ".join(sorted(fold(text).split()))
    known = list(people)
    forms: list[str] = []
    owners: list[Named] = []
    for person in known:
        for form in (person.key, *person.aliases):
            parts = form.split()
            written = {" ".join(sorted(parts)), *parts}
            forms += written
            owners += [person] * len(written)
    scores: dict[str, float] = {}
    for _, score, index in process.extract(
        query, forms, scorer=fuzz.ratio, score_cutoff=70, limit=None
    ):
        name = owners[index].name
        scores[name] = max(score, scores.get(name, 0))
    return tuple(sorted(scores, key=lambda name: (-scores[name], name))[:limit])


def handles(wanted: Iterable[int], everyone: Iterable[Named]) -> dict[int, str]:
    """How to call each of some contacts on a command line, in one word: `priya`, or `sam-keller`
    where there is another Sam; `c12` where neither means them alone.
    """
    known = list(everyone)
    people = {person.id: person for person in known}
    forms = {
        contact_id: (people[contact_id].key.partition(" ")[0], people[contact_id].key)
        for contact_id in wanted
    }
    sought = {form for both in forms.values() for form in both}
    # As `find` goes. Whoever only begins so does not matter: each form is somebody's whole word.
    tiers = [defaultdict[str, list[Named]](list) for _ in ("alias", "name", "word")]
    for person in known:
        words = {word for form in (person.key, *person.aliases) for word in form.split()}
        for tier, called in zip(tiers, (person.aliases, [person.key], words), strict=True):
            for form in sought.intersection(called):
                tier[form].append(person)

    def means_them(form: str, contact_id: int) -> bool:
        found = next(tier[form] for tier in tiers if form in tier)
        current = [person for person in found if not person.archived] or found
        plain = form.replace(" ", "").isalnum() and not parse_ref(form)
        return plain and [person.id for person in current] == [contact_id]

    return {
        contact_id: next(
            (form.replace(" ", "-") for form in both if means_them(form, contact_id)),
            f"c{contact_id}",
        )
        for contact_id, both in forms.items()
    }


def label(person: Named) -> str:
    """The person told apart from namesakes: `Sam Keller (c12, Initech)`."""
    return f"{person.name} (c{person.id}{f', {person.org}' if person.org else ''})"
