"""Three questions for a meeting, one step deeper than the two of you have talked so far.

Depth is that of a touchpoint, 1 (small talk) to 5 (confided, worked something hard out together).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlog.core import names, needs
from netlog.core.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

# Questions by the depth they lead to. Each opens one topic, and no topic comes twice at a depth.
# The last row is for those who have been at the bottom together and want to stay near it.
_QUESTIONS = (
    (
        ("path", "How did you get started in this?"),
        ("work", "What does a good day at work look like for you?"),
        ("city", "What brought you to the place where you live?"),
        ("met", "How do you know the people we both know?"),
        ("cares", "What do you like to do when nobody needs anything from you?"),
        ("plans", "What are you looking forward to this season?"),
    ),
    (
        ("path", "Which turn on your way here did you not see coming?"),
        ("work", "Which part of your work would you do even if nobody paid for it?"),
        ("needs", "What would make the next half year easier for you?"),
        ("offers", "What do people come to you for when they are stuck?"),
        ("cares", "What do you believe about your field that most in it do not?"),
        ("people", "Who taught you most of what you know, and how?"),
    ),
    (
        ("path", "What have you changed your mind about in the last few years?"),
        ("work", "What is hard about your work that nobody sees?"),
        ("family", "How does your work sit with your life at home?"),
        ("needs", "What are you trying to decide at the moment?"),
        ("people", "Whom do you turn to when things get difficult?"),
        ("plans", "What do you hope to have done in ten years?"),
    ),
    (
        ("path", "Which choice would you make differently today?"),
        ("work", "What keeps you awake about it?"),
        ("family", "Who at home carries this with you, and how are they?"),
        ("needs", "What would help you most that you have not asked anyone for?"),
        ("cares", "What would you not give up, whatever it cost you?"),
        ("plans", "What would you try if it could not fail?"),
    ),
    (
        ("path", "What has changed in you since we first met?"),
        ("work", "What are you proud of that nobody has congratulated you on?"),
        ("family", "How are the people you love, really?"),
        ("needs", "How can I be of more use to you this year?"),
        ("cares", "What have we never talked about, though we could?"),
        ("plans", "What could the two of us make together?"),
    ),
)

TOPICS = frozenset(topic for step in _QUESTIONS for topic, _ in step)

# Words that show that a topic has come up.
_SIGNS = {
    "family": word_set(
        "family daughter daughters son sons child children kid kids baby wife husband partner"
        " mother father mum mom dad sister brother parents married wedding pregnant grandmother"
        " grandfather"
    ),
    "path": word_set(
        "started studied grew degree university school career became founded graduated apprentice"
        " background"
    ),
    "work": word_set("project projects team job role works working shipping deadline"),
    "needs": needs.WORDS,
    "offers": word_set("offers offered teaches advises mentors expert specialist"),
    "cares": word_set(
        "loves likes cares passionate hobby hobbies enjoys plays reads sings runs climbs cooks"
        " collects believes"
    ),
    "people": word_set("mentor taught teacher boss manager colleague friend friends"),
    "plans": word_set("plans planning moving wants hopes dreams future next"),
}


def find_topics(texts: Iterable[str]) -> frozenset[str]:
    """The topics that some texts touch on, as far as their words tell."""
    words = {word for text in texts for word in names.fold(text).split()}
    return frozenset(topic for topic, signs in _SIGNS.items() if not signs.isdisjoint(words))


def choose(deepest: int, known: frozenset[str], seed: int) -> tuple[str, str, str]:
    """Three questions that lead from `deepest`, the greatest depth reached or 0, to the next.

    Those on topics the journal does not know yet come first; `known` is a part of `TOPICS`. Among
    equals the `seed`, such as a contact's id, says where to begin: people are asked different
    things, and the same person the same until more is known.
    """
    step = _QUESTIONS[min(max(deepest, 1), len(_QUESTIONS)) - 1]
    start = seed % len(step)
    turned = step[start:] + step[:start]
    first, second, third, *_ = sorted(turned, key=lambda question: question[0] in known)
    return first[1], second[1], third[1]
