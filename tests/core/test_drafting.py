"""The mails of an introduction: their words, templates of one's own, and what they never tell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlog.core.drafting import (
    CONSENT,
    INTRODUCTION,
    Draft,
    Occasion,
    Party,
    draft_closing,
    draft_consent,
    draft_introduction,
)
from netlog.errors import BadInput

ANA = Party("Ana Silva", "designer", "Acme", seeks="a platform role")
BO = Party("Dr. Bo Keller", org="Initech", brings="knows who hires")
WHY = Occasion("Ana looks for work, Bo hires", me="Max")
HARD_NAME = 'Ana [x] "Z" O\'Neil 王 🙂'


def test_the_one_who_would_like_something_is_asked_first() -> None:
    assert draft_consent(ANA, BO, WHY) == Draft(
        "May I introduce you to Dr. Bo Keller?",
        """\
Hi Ana,

May I introduce you to Dr. Bo Keller at Initech? I would rather ask you first.

Why I thought of you: Ana looks for work, Bo hires
What Bo could bring you: knows who hires
How much time: one call of twenty minutes

One word is enough: yes, no, or not now. No is a fine answer, and needs no reason. \
I pass on nobody's address before both of you have said yes.

Thank you,
Max
""",
    )


def test_the_other_learns_what_is_wanted_of_them() -> None:
    assert draft_consent(BO, ANA, WHY._replace(time="one mail"), other_agreed=True) == Draft(
        "May I introduce you to Ana Silva?",
        """\
Hi Bo,

May I introduce you to Ana Silva, designer at Acme? I would rather ask you first.

Why I thought of you: Ana looks for work, Bo hires
What Ana would like: a platform role
What you could bring: knows who hires
How much time: one mail

Ana has said yes already.

One word is enough: yes, no, or not now. No is a fine answer, and needs no reason. \
I pass on nobody's address before both of you have said yes.

Thank you,
Max
""",
    )


@pytest.mark.parametrize(("name", "who"), [("Bo Keller", "Bo"), ("", "The other side")])
def test_whoever_is_asked_second_learns_of_the_first_yes(name: str, who: str) -> None:
    said = f"\n{who} has said yes already.\n"
    assert said in draft_consent(ANA, Party(name), WHY, other_agreed=True).body
    assert "said yes already" not in draft_consent(ANA, Party(name), WHY).body


def test_whoever_did_not_answer_is_reminded_without_reproach() -> None:
    again = "I wrote to you about this on Thursday 12 November. It may have got lost"
    assert again in draft_consent(ANA, BO, WHY, asked="Thursday 12 November").body
    assert "I wrote to you" not in draft_consent(ANA, BO, WHY).body


def test_where_nothing_comes_of_it_nobody_is_to_blame() -> None:
    assert draft_closing(ANA, BO, WHY) == Draft(
        "About meeting Dr. Bo Keller",
        """\
Hi Ana,

Nothing will come of meeting Bo for now. It does not suit at the moment, and that says nothing \
about you. Thank you for hearing me out.

Should it suit better one day, a line to me is enough.

All the best,
Max
""",
    )
    assert "you need not answer" in draft_closing(ANA, BO, WHY, silent=True).body


def test_the_introduction_tells_each_of_the_other() -> None:
    assert draft_introduction(ANA, BO, WHY) == Draft(
        "Ana Silva, meet Dr. Bo Keller",
        """\
Hi Ana and Bo,

You both said yes, so here you are.

Ana, please meet Dr. Bo Keller at Initech.
Bo, please meet Ana Silva, designer at Acme.

Why I thought of the two of you: Ana looks for work, Bo hires
What Ana would like: a platform role
What Bo can bring: knows who hires
How to begin: one call of twenty minutes

Ana, would you write first, with two or three times that suit you?
From here on you need not copy me.

I would love to hear how it went.

All the best,
Max
""",
    )


def test_a_one_sided_introduction_claims_no_yes() -> None:
    assert "said yes" not in draft_introduction(ANA, BO, WHY, both_agreed=False).body


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Ana Silva", "Hi Ana,"),
        ("Prof. Dr. Ana Silva", "Hi Ana,"),
        ("Dean", "Hi Dean,"),
        ("Dr.", "Hi Dr.,"),
        ("J. R. Hartley", "Hi J. R. Hartley,"),
        ("王伟", "Hi 王伟,"),
        (HARD_NAME, "Hi Ana,"),
        ("ana@example.com", "Hi there,"),
    ],
)
def test_how_people_are_greeted(name: str, greeting: str) -> None:
    assert draft_consent(Party(name), BO, WHY).body.splitlines()[0] == greeting


@pytest.mark.parametrize(
    ("title", "org", "described"),
    [
        ("", "", "Ana Silva?"),
        ("designer", "", "Ana Silva, designer?"),
        ("", "Acme", "Ana Silva at Acme?"),
        ("designer", "Acme", "Ana Silva, designer at Acme?"),
    ],
)
def test_how_people_are_described(title: str, org: str, described: str) -> None:
    body = draft_consent(BO, Party("Ana Silva", title, org), WHY).body
    assert f"May I introduce you to {described} I" in body


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ana@example.com", "…"),
        ("Ana.O'Neil+x@mail.example.co.uk", "…"),
        ("<ana@example.com>", "<…>"),
        ("(mailto:ana@example.com)", "(mailto:…)"),
        ("+49 30 1234567", "…"),
        ("+1 (555) 010-1234", "…"),
        ("0049 30/123456", "…"),
        ("2024-2026, +20 30, 01/02/2026", "2024-2026, +20 30, 01/02/2026"),
        ("@PyCon", "@PyCon"),
    ],
)
def test_an_address_in_a_note_is_not_passed_on_before_the_yes(address: str, shown: str) -> None:
    other = ANA._replace(seeks=f"work {address}", brings=f"time {address}", org=f"Acme {address}")
    draft = draft_consent(BO, other, Occasion(f"ask {address}"))
    for text in ("ask", "Acme", "work", "time"):
        assert f"{text} {shown}" in draft.body
    assert shown == address or address not in draft.body


@pytest.mark.parametrize("name", ["ana@example.com", "+49 30 1234567"])
def test_nor_is_one_that_serves_as_a_name(name: str) -> None:
    draft = draft_consent(BO, Party(name, org="Acme", seeks="work"), WHY)
    assert draft.subject == "May I introduce you to somebody I know?"
    assert "May I introduce you to somebody I know at Acme?" in draft.body
    assert "What they would like: work" in draft.body
    assert name not in draft.body


def test_a_long_text_is_taken_whole() -> None:
    assert "a" * 100_000 in draft_consent(ANA, BO, Occasion("a" * 100_000)).body


def test_a_line_end_in_a_name_cannot_make_a_header() -> None:
    name = "Ana\r\nBcc: all@example.com\u2028x"
    assert draft_introduction(Party(name), BO, WHY).subject == (
        "Ana Bcc: all@example.com x, meet Dr. Bo Keller"
    )
    assert "\n" not in draft_consent(BO, Party("Ana\nBcc: x"), WHY).subject


def test_a_note_of_several_lines_keeps_to_its_own() -> None:
    body = draft_consent(ANA, BO, Occasion("work\n\nand\ttea\n")).body
    assert "Why I thought of you: work and tea\nWhat Bo could" in body


@pytest.mark.parametrize("text", ["$me", "${me}", "$$", "$", "{me}", "%(me)s", HARD_NAME])
def test_what_people_wrote_is_never_read_as_a_template(text: str) -> None:
    assert f"Why I thought of you: {text}\n" in draft_consent(ANA, BO, Occasion(text, "Max")).body


TEMPLATE = """\
Subject: $other, ${name} & co

$first: $purpose $$5
PS $seeks
Bye $me
"""


def test_a_template_of_ones_own() -> None:
    draft = draft_consent(ANA, BO, WHY, template=TEMPLATE)
    assert draft == Draft(
        "Dr. Bo Keller, Ana Silva & co",
        "Ana: Ana looks for work, Bo hires $5\nPS a platform role\nBye Max\n",
    )


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_a_template_may_come_from_any_system(ending: str) -> None:
    template = "\ufeff" + TEMPLATE.replace("\n", ending)
    assert draft_consent(ANA, BO, WHY, template=template) == draft_consent(
        ANA, BO, WHY, template=TEMPLATE
    )


def test_a_line_that_nothing_is_known_for_is_left_out_with_its_gap() -> None:
    template = "subject:Hi\n\none\n\n$seeks\n\n$brings\n\ntwo $$\n"
    assert draft_consent(Party("Ana"), BO, WHY, template=template) == Draft("Hi", "one\n\ntwo $\n")


@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        ("", "the template of the consent mail has no subject", 'like "Subject: An introduction"'),
        ("Hi $first\n", "the template of the consent mail has no subject", "first line"),
        (
            "Subject: $nme\n",
            "line 1 of the template of the consent mail asks for $nme, which stands for nothing",
            "the names are $me, $time, $purpose, $name, $first,",
        ),
        (
            "\nSubject: Hi\n\n$me\n$nme",
            "line 5 of the template of the consent mail asks for $nme, which stands for nothing",
            "the names are $me,",
        ),
        (
            "Subject: Hi\n$Me",
            "line 2 of the template of the consent mail asks for $Me, which stands for nothing",
            "the names are $me,",
        ),
        (
            "Subject: Hi\nthis costs $5",
            "line 2 of the template of the consent mail has a $ without a name",
            "write $$ for a dollar sign; the names are $me,",
        ),
        (
            "Subject: Hi ${me\n",
            "line 1 of the template of the consent mail has a $ without a name",
            "write $$",
        ),
    ],
)
def test_a_template_that_cannot_be_filled(template: str, message: str, hint: str) -> None:
    with pytest.raises(BadInput) as refusal:
        draft_consent(ANA, BO, WHY, template=template)
    assert refusal.value.message == message
    assert hint in refusal.value.hint


def test_each_mail_knows_its_own_names() -> None:
    with pytest.raises(BadInput, match=r"the introduction mail asks for \$other,"):
        draft_introduction(ANA, BO, WHY, template=CONSENT)
    with pytest.raises(BadInput, match=r"the consent mail asks for \$a,"):
        draft_consent(ANA, BO, WHY, template=INTRODUCTION)


# What must hold for everyone.

TEXTS = st.text(max_size=30)
PARTIES = st.builds(Party, st.text(min_size=1, max_size=30), TEXTS, TEXTS, TEXTS, TEXTS)
OCCASIONS = st.builds(Occasion, TEXTS, TEXTS, TEXTS)
MANY = settings(max_examples=100, deadline=None)


@MANY
@given(PARTIES, PARTIES, OCCASIONS, st.booleans())
def test_every_draft_has_one_line_of_subject_and_a_body(
    a: Party, b: Party, occasion: Occasion, agreed: bool
) -> None:
    for draft in (
        draft_consent(a, b, occasion, other_agreed=agreed),
        draft_closing(a, b, occasion, silent=agreed),
        draft_introduction(a, b, occasion, both_agreed=agreed),
    ):
        assert len(draft.subject.splitlines()) == 1
        assert draft.body.endswith("\n")
        assert "\n\n\n" not in draft.body
        assert not draft.body.startswith("\n")


@MANY
@given(PARTIES, st.sampled_from(Party._fields), st.text(" abc$,(", max_size=5))
def test_no_address_is_in_a_mail_that_only_asks(party: Party, field: str, before: str) -> None:
    other = party._replace(**{field: f"{before} zoe.q@example.com"})
    for draft in (
        draft_consent(BO, other, Occasion("why")),
        draft_closing(BO, other, Occasion("why")),
        draft_closing(BO, other, Occasion("why"), silent=True),
    ):
        assert "example.com" not in draft.subject + draft.body
