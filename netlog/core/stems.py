"""What a text is about: its words, in a form in which `Designers` and `design` are one.

Case, accents and endings do not count, and words that stand in any sentence are left out. Endings
are those of English, by the stemmer of Snowball: of other languages it mostly takes the plural in s
(`diseñadores`, `développeurs`) and leaves the rest alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netlog.core.lexicon import word_set
from netlog.core.names import fold, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

# Words in which anything is needed or offered, and which therefore say nothing about what.
_IDLE = word_set(
    "a about advice after all also an and any anybody anyone are around as at be been but by can "
    "contact could do does else find for from get give good great has have he help her his how i "
    "idea if in into intro introduction is it its just know like look looking make many me more "
    "most much my need new no not of offer on one or other our out over people person please "
    "really search seek she should so some somebody someone something tell than that the their "
    "them then there these they thing this those through tip to up us use very want was way we "
    "well were what when where which who whom whose why will wish with within without would you "
    "your"
)

# Those of other languages that people write notes in. `van` is left out, which is a car.
_IDLE_ELSEWHERE = word_set(
    "al als ao auf aus aux avec bei chez con dans das de dei del della dem den der des di die do "
    "du e ein eine einem einen einer eines el em en et fur het il ist la las le les los mit na "
    "nach nos o oder os ou para per por pour que qui sans sie su sur um uma un una und une vom "
    "von voor y zu zum zur"
)

_ACRONYMS = frozenset({"IT", "LA", "US"})  # in capitals no pronouns, and no article

# Plurals that the stemmer leaves apart from their singular.
_PLURALS = dict(
    pair.split("/")
    for pair in word_set(
        "alumnae/alumnus alumni/alumnus analyses/analysis appendices/appendix bureaux/bureau "
        "buses/bus chateaux/chateau children/child crises/crisis criteria/criterion "
        "curricula/curriculum diagnoses/diagnosis feet/foot gases/gas geese/goose halves/half "
        "hypotheses/hypothesis indices/index knives/knife leaves/leaf lenses/lens lives/life "
        "loaves/loaf matrices/matrix men/man menus/menu mice/mouse nuclei/nucleus "
        "phenomena/phenomenon quizzes/quiz scarves/scarf shelves/shelf syntheses/synthesis "
        "teeth/tooth theses/thesis thieves/thief vertices/vertex wives/wife wolves/wolf women/woman"
    )
)

_HYPHENATED = re.compile(r"\w+(?:[-‐‑]\w+)+")
_SIGNS = ".,;:!?…()[]{}<>/\\|*_~\"'`´‘’‚“”„«»‹›–—-"


class Stems(dict[str, tuple[str, ...]]):
    """The stems of each word of a text as it is written between spaces, worked out once a word.

    There may be none, or several: `start-up` is two words, and `startup` as well; in a script
    without spaces every two neighbouring characters count as one. `C++` and `C#` keep their signs.
    """

    def __init__(self) -> None:
        from Stemmer import Stemmer  # type: ignore[import-not-found]

        super().__init__()
        self._stem = Stemmer("english").stemWord
        self._idle = {self._stem(word) for word in _IDLE | _IDLE_ELSEWHERE}

    def __missing__(self, written: str) -> tuple[str, ...]:
        stems: list[str] = []
        words = fold(written).split()
        if len(words) > 1:
            words += [fold(word).replace(" ", "") for word in _HYPHENATED.findall(written)]
        for word in words:
            if is_unspaced(word):
                stems += [word[n : n + 2] for n in range(max(len(word) - 1, 1))]
            elif (stem := self._stem(_PLURALS.get(word, word))) not in self._idle:
                stems.append(stem)
        if not stems and (acronym := written.strip(_SIGNS)) in _ACRONYMS:
            stems = [acronym]
        if len(stems) == 1 and (sign := re.search(r"\w([+#]+)\W*$", written)):
            stems[0] += sign[1]
        self[written] = tuple(stems)
        return self[written]

    def of(self, text: str) -> frozenset[str]:
        """What a text is about."""
        return frozenset(stem for word in text.split() for stem in self[word])

    def spell(self, text: str, wanted: Container[str]) -> tuple[str, ...]:
        """The words of a text that have one of the wanted stems, as they are written; of words with
        the same stem the first.
        """
        spelled: dict[str, str] = {}
        for written in text.split():
            for stem in self[written]:
                if stem in wanted:
                    spelled.setdefault(stem, _bare(written, wanted))
        return tuple(dict.fromkeys(spelled.values()))


def _bare(written: str, wanted: Container[str]) -> str:
    """A word without the signs around it; of a script without spaces, the part that is wanted."""
    if is_unspaced(fold(written)):
        return "…".join(run for word in fold(written).split() for run in _runs(word, wanted))
    return written.lstrip("#").strip(_SIGNS) or written


def _runs(text: str, wanted: Container[str]) -> Iterator[str]:
    """The longest pieces whose neighbouring characters are all wanted."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or text[end - 1 : end + 1] not in wanted:
            if end - start > 1 or text == text[start:end]:
                yield text[start:end]
            start = end
