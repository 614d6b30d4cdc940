"""The known people in a text, found as people write them.

The reader would rather miss a person than take one for another: a miss is refused or shown in the
echo, a wrong entry is never noticed. So `Sam Altman` is not Sam Keller, `Anna Keller` is not
either, and `will` is a verb until it is written as a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netlog.core.lexicon import (
    CALENDAR_WORDS,
    FUNCTION_WORDS,
    TITLES,
    WORD_NAMES,
    word_set,
)
from netlog.core.names import fold
from netlog.core.parts import Parts
from netlog.core.tokens import split_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from netlog.core.model import Named
    from netlog.core.tokens import Word


class Spot(NamedTuple):
    """A stretch of the note, and who may be meant by it."""

    start: int
    end: int
    text: str
    people: tuple[Named, ...] = ()


def keep_current(people: Sequence[Named]) -> tuple[Named, ...]:
    """Those not archived, or everyone where all are."""
    return tuple(person for person in people if not person.archived) or tuple(people)


class _Hit(NamedTuple):
    """Words that fit a name, up to `stop`. `whole` if they are more than a single part of it."""

    stop: int
    rank: int
    whole: bool
    person: Named


_ALL, _GIVEN, _FAMILY = 3, 2, 1


class Reader:
    """Finds the known people in a text whose marks are hidden.

    `escaped` are the positions after a backslash, `strangers` the words of new people's names,
    and `fresh` tells that the text opens a sentence.

    At each word the longest fit wins, then the fuller one. A lone first name, surname or alias is
    doubtful, and stands for nobody where a capitalised stranger beside it makes it someone else's
    name. If it is also an English word, it must be capitalised, not in a date (`in May`), a place
    (`Baker Street`) or after an article; where a sentence opens with it, and any word would be
    capitalised, what follows must show a person: a verb that people do (`Will called`), `and I`
    or another name, a possessive, or the end. In small letters it counts only as the end of
    `lunch with grace` and the like. When in doubt, it does not count.
    """

    def __init__(
        self,
        shown: str,
        people: Sequence[Named],
        escaped: Collection[int],
        strangers: Collection[str],
        *,
        fresh: bool,
    ) -> None:
        self.shown = shown
        self.escaped = escaped
        self.strangers = strangers
        self.words = tuple(split_words(shown, fresh=fresh))
        self.reached = 0  # the word after the last name that was found
        self.parts: dict[str, list[Parts]] = {}
        self.aliases: dict[str, list[tuple[Named, list[str]]]] = {}
        self.openings: set[str] = set()
        present = {form for word in self.words for form in (word.fold, word.stem)}
        # Nearly everyone falls here, so only those whose words occur are taken apart.
        for person in people:
            if not present.isdisjoint(person.key.split()):
                self._admit(person)
            for alias in person.aliases:
                split = alias.split()
                if split and split[0] in present:
                    self.aliases.setdefault(split[0], []).append((person, split))
                    self.openings.add(split[0])

    def _admit(self, person: Named) -> None:
        known = Parts.of(person)
        for word in dict.fromkeys(known.words):
            self.parts.setdefault(word, []).append(known)
        self.openings.update(known.words[:1])

    def find(self) -> Iterator[Spot]:
        at = 0
        while at < len(self.words):
            hits = self._best(at)
            stop = hits[0].stop if hits else at + 1
            if not hits or self._is_marked(at, stop):
                at = stop
                continue
            meant = {hit.person.id: hit.person for hit in hits if self._is_person(at, hit)}
            if not meant:
                at += 1
                continue
            start, end = self.words[at].start, self._end(stop - 1, hits[0])
            yield Spot(start, end, self.shown[start:end], keep_current(list(meant.values())))
            self.reached = at = stop

    def _best(self, at: int) -> list[_Hit]:
        first = self.words[at]
        hits: list[_Hit] = []
        for form in dict.fromkeys((first.fold, first.stem)):
            for parts in self.parts.get(form, ()):
                hits += self._fit_parts(parts, at)
            for person, alias in self.aliases.get(form, ()):
                hits += self._fit_alias(person, alias, at)
        best = max(((hit.stop, hit.rank) for hit in hits), default=None)
        return [hit for hit in hits if (hit.stop, hit.rank) == best]

    def _fit_alias(self, person: Named, alias: Sequence[str], at: int) -> Iterator[_Hit]:
        stop = at + len(alias)
        fits = self.words[at:stop]
        if (
            len(fits) == len(alias)
            and [word.fold for word in fits[:-1]] == alias[:-1]
            and alias[-1] in (fits[-1].fold, fits[-1].stem)
            and all(self._joined(left, dots=True) for left in range(at, stop - 1))
        ):
            yield _Hit(stop, _ALL, len(alias) > 1, person)

    def _fit_parts(self, parts: Parts, at: int) -> Iterator[_Hit]:
        """Words of the name in its order, some perhaps left out, some only by their initial."""
        for begin, part in enumerate(parts.words):
            if part not in (self.words[at].fold, self.words[at].stem):
                continue
            used, stop = [begin], at + 1
            while (nexts := self._next_part(parts, used[-1], stop)) is not None:
                used.append(nexts)
                stop += 1
            rank, whole = _weigh(parts, used)
            if rank:
                yield _Hit(stop, rank, whole, parts.person)

    def _next_part(self, parts: Parts, last: int, at: int) -> int | None:
        before = self.words[at - 1]
        owned = before.stem != before.fold and parts.words[last] != before.fold
        if owned or at == len(self.words) or not self._joined(at - 1, dots=True):
            return None
        word = self.words[at]
        for place in range(last + 1, len(parts.words)):
            part = parts.words[place]
            if len(word.stem) == 1:
                if part[0] == word.stem and self._is_initial(word):
                    return place
            elif part in (word.fold, word.stem):
                return place
        return None

    def _is_initial(self, word: Word) -> bool:
        """Whether a letter is an initial; not in `Sam I met`, `gave sam a book`, `sam w/ bo`."""
        after = self.shown[word.end : word.end + 1]
        if after == ".":
            return True
        lone = "i" if word.capital else "aeiouy"
        return word.stem not in lone and after not in {"/", "&", "+"}

    def _joined(self, left: int, *, dots: bool = False) -> bool:
        """Whether only a space or a hyphen parts a word from the next; or an initial's dot."""
        word = self.words[left]
        gap = self.shown[word.end : self.words[left + 1].start]
        if dots and (len(word.text) == 1 or word.fold in TITLES or word.fold == "st"):
            gap = gap.removeprefix(".")
        return gap in {"-", "‐", "‑"} or (gap.isspace() and "\n" not in gap) or not gap

    def _before(self, at: int) -> Word | None:
        return self.words[at - 1] if at and self._joined(at - 1) else None

    def _after(self, stop: int) -> Word | None:
        return self.words[stop] if stop < len(self.words) and self._joined(stop - 1) else None

    def _end(self, last: int, hit: _Hit) -> int:
        """Where the name ends: before a possessive, unless that is part of the name."""
        word = self.words[last]
        owned = word.stem != word.fold and word.fold not in hit.person.key.split()
        return word.end - 2 if owned else word.end

    def _is_marked(self, at: int, stop: int) -> bool:
        """Whether a backslash or an unpaired `**` says to leave the name alone."""
        start, end = self.words[at].start, self.words[stop - 1].end
        return (
            start in self.escaped
            or self.shown.endswith("**", 0, start)
            or self.shown.startswith("**", end)
        )

    def _is_person(self, at: int, hit: _Hit) -> bool:
        word, single = self.words[at], hit.stop == at + 1
        if hit.whole:
            return not self._grows(hit.stop)
        if single and word.stem in self.strangers:
            return False
        if self._follows_stranger(at, hit) or self._precedes_stranger(at, hit):
            return False
        doubtful = word.stem in WORD_NAMES or (len(word.stem) == 1 and word.stem.isascii())
        return not (single and doubtful) or self._is_written_as_name(at, hit)

    def _grows(self, stop: int) -> bool:
        """Whether a hyphen makes the name longer: `Sam Keller-Ito`."""
        after = self._after(stop)
        hyphen = self.shown.startswith(("-", "‐", "‑"), self.words[stop - 1].end)
        return hyphen and after is not None and after.capital and after.stem not in self.openings

    def _follows_stranger(self, at: int, hit: _Hit) -> bool:
        """`Anna Keller`, `A. Keller`, `Mary-Kate`: the word before makes it another name."""
        if not at or at == self.reached or not self._joined(at - 1, dots=True):
            return False
        before, parts = self.words[at - 1], hit.person.key.split()
        if self.shown[self.words[at].start - 1] in "-‐‑":
            return True
        if len(before.text) == 1 and hit.rank == _FAMILY and before.capital:
            return all(part[0] != before.fold for part in parts)
        if not before.like_name or before.stem in fold(hit.person.org).split():
            return False
        if before.stem != before.fold:  # "Acme's Priya"
            return False
        # Any word is capitalised where a sentence opens: "Thanked Keller", "Coffee Priya".
        opening = before.opens and (
            hit.rank > _FAMILY  # "Recruiter Priya": two first names are rare
            or before.fold in _OPENERS
            or bool(re.fullmatch(r"\w{4,}(?<!fr)(?<!m)ed|\w{3,}ing", before.fold))
        )
        return not opening and before.fold not in FUNCTION_WORDS | TITLES | CALENDAR_WORDS

    def _precedes_stranger(self, at: int, hit: _Hit) -> bool:
        """`Sam Altman`, `Baker Street`: the word after makes it another name."""
        after, last = self._after(hit.stop), self.words[hit.stop - 1]
        if after is None:
            return False
        if self.shown[last.end] in "-‐‑" and not self.words[at].capital:
            return True
        if len(after.text) == 1 and self.shown.startswith(".", after.end):
            return True
        owned = last.stem != last.fold and last.stem not in WORD_NAMES
        if owned or not after.like_name or after.stem in self.openings:
            return False
        harmless = FUNCTION_WORDS if hit.rank == _FAMILY else FUNCTION_WORDS | CALENDAR_WORDS
        return after.stem not in harmless and after.stem not in fold(hit.person.org).split()

    def _is_written_as_name(self, at: int, hit: _Hit) -> bool:
        word, before = self.words[at], self._before(at)
        if not word.capital:
            return hit.rank > _FAMILY and self._ends_meeting_with(at)
        if before and before.fold in _ARTICLES and at != self.reached:
            return False
        if word.stem in CALENDAR_WORDS and self._is_dated(at):
            return False
        if word.stem in {"i", "a"}:
            return False
        return not word.opens or self._opens_as_person(at, hit)

    def _ends_meeting_with(self, at: int) -> bool:
        """`lunch with grace`, `coffee w/ mark about the job`; not `lunch with good friends`."""
        if at < 2 or self.words[at].stem in FUNCTION_WORDS | _NEVER_SMALL:
            return False
        with_, meeting = self.words[at - 1], self.words[at - 2]
        after = self._after(at + 1)
        return (
            with_.fold in {"with", "w"}
            and meeting.fold in _MEETING_WORDS
            and (after is None or after.fold in {"and", "about", "re", "at", "on"})
        )

    def _is_dated(self, at: int) -> bool:
        """`in May`, `by August`, `12 May`, `May 12`, `May to June`; but not `introduced by May`."""
        before, after = self._before(at), self._after(at + 1)
        if any(side and re.match(r"\d", side.fold) for side in (before, after)):
            return True
        if before and before.fold in _DATE_WORDS:
            agent = before.fold == "by" and at > 1 and self.words[at - 2].fold.endswith("ed")
            return not agent
        if before and before.fold == "on" and self.words[at].stem.endswith("day"):
            return True
        linked = before and before.fold in _LINKS and at > 1 and at - 1 != self.reached
        return bool(
            (linked and self.words[at - 2].stem in CALENDAR_WORDS)
            or (
                after
                and after.fold in _LINKS
                and at + 2 < len(self.words)
                and self.words[at + 2].stem in CALENDAR_WORDS
                and not (before and before.fold == "with")
            )
        )

    def _opens_as_person(self, at: int, hit: _Hit) -> bool:
        word, after = self.words[at], self._after(at + 1)
        plain = hit.rank > _FAMILY and word.stem not in FUNCTION_WORDS | CALENDAR_WORDS
        if plain and word.stem != word.fold:
            return True
        if after is not None:
            acts = after.fold in _PERSON_VERBS or (after.fold == "and" and self._is_name(at + 2))
            does = after.fold in _STATES or bool(re.fullmatch(r"\w{3,}ed", after.fold))
            return acts or (plain and does)
        gap = self.shown[word.end : self.words[at + 1].start if at + 1 < len(self.words) else None]
        if gap.strip() in {",", "&", "+", "/"}:
            return self._is_name(at + 1)
        return plain

    def _is_name(self, at: int) -> bool:
        """Whether a word beside a name is one too, or `I`."""
        if at >= len(self.words):
            return False
        word = self.words[at]
        return word.fold in {"i", "and"} or (word.capital and word.stem in self.openings)


def _weigh(parts: Parts, used: Sequence[int]) -> tuple[int, bool]:
    """The rank of a fit by the words it used, 0 for none; and whether it is more than one part."""
    given = list(used[: parts.given]) == list(range(parts.given))
    if len(used) == len(parts.words):
        return _ALL, len(used) > parts.given
    if given or (used[0] == 0 and used[-1] >= parts.family):
        return _GIVEN, len(used) > parts.given or used[-1] >= parts.family
    if parts.family < parts.end and set(range(parts.family, parts.end)) <= set(used):
        return _FAMILY, used[0] < parts.family
    return 0, False


# Names of a sort, but in small letters far too common in English or inside other names.
_NEVER_SMALL = word_set("can de le van")
_STATES = word_set("is was has had seems seemed looks looked needs felt feels isnt wasnt")
_ARTICLES = word_set("a an the this that every each no")
_LINKS = word_set("and or to through till until")
_DATE_WORDS = word_set(
    "in since by until till next last early mid late this every during around of before after "
    "through between end"
)
_MEETING_WORDS = word_set(
    "lunch lunched dinner dined breakfast brunch coffee coffees drinks drink beer beers tea call "
    "called met meet meeting zoom spoke talked talk chatted chat catchup walk walked video "
    "interview had"
)
# What people do, and months and hills do not.
_PERSON_VERBS = word_set(
    "said says told asked wrote called rang phoned texted emailed mailed messaged pinged met came "
    "sent gave offered introduced thanked invited replied answered agreed promised wants wanted "
    "thinks thought knows knew likes liked hired joined quit left moved taught brought bought paid "
    "made helped mentioned suggested shared explained recommended referred spoke talked "
    "chatted works worked went got took"
)
# What a note about a person opens with, capitalised though it is no name.
_OPENERS = (
    _PERSON_VERBS
    | _MEETING_WORDS
    | word_set(
        "birthday congrats congratulations demo followup gym intro note party ping pitch reminder "
        "run ran sync text update"
    )
)
