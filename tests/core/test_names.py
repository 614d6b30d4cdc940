"""How names are written, folded and found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netlog.core.model import Named
from netlog.core.names import (
    Ref,
    clean,
    find,
    fold,
    handles,
    is_unspaced,
    label,
    nearest,
    parse_ref,
)
from netlog.core.parts import Parts
from netlog.errors import BadInput


def contact(id_: int, name: str, *aliases: str, archived: bool = False) -> Named:
    return Named(id_, name, fold(name), "", tuple(map(fold, aliases)), archived)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("  Sam \t Keller\n", "Sam Keller"),
        ("Jose\u0301", "José"),
        ("Sam\x00\x1b[31mKeller\x7f", "Sam [31mKeller"),
        ("Sam\u2028Keller\u00a0Jr", "Sam Keller Jr"),
        ("Sam\ud800Keller", "Sam Keller"),
        ("x" * 200, "x" * 200),
        ("🦊", "🦊"),
    ],
)
def test_clean(written: str, stored: str) -> None:
    assert clean(written) == stored


@pytest.mark.parametrize("written", ["", " \t\n", "\x00\x1b", "\u200b\ufeff", "x" * 201])
def test_clean_refuses_what_is_no_name(written: str) -> None:
    with pytest.raises(BadInput):
        clean(written)


@given(st.text(max_size=60))
def test_clean_is_stable(written: str) -> None:
    try:
        stored = clean(written)
    except BadInput:
        return
    assert clean(stored) == stored
    stored.encode()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sam  Keller", "sam keller"),
        ("José ÁLVAREZ", "jose alvarez"),
        ("O'Neil O’Neil O´Neil O`Neil Oʼneil", "oneil oneil oneil oneil oneil"),
        ("Jean-Luc (J.L.) «Lu», Dr.", "jean luc j l lu dr"),
        ("Bjørn Łukasz Đặng Ðór Þór Æsa Œuvre Irmak Işık",
         "bjorn lukasz dang dor thor aesa oeuvre irmak isik"),
        ("Weiß STRASSE İpek", "weiss strasse ipek"),
        ("Ｓａｍ ﬁ ℡", "sam fi tel"),
        ("प्रिया", "प्रिया"),
        ("が ガ", "が ガ"),
        ("김철수", "김철수"),
        ("Йод Ёж", "иод еж"),
        ("نادية", "نادية"),
        ("Sam 🦊 Keller™", "sam kellertm"),
        ("🦊", "🦊"),
        ("❤️", "❤"),
        ("zero\u200bwidth", "zerowidth"),
        ("--", ""),
    ],
)  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == unicodedata.normalize("NFC", folded)


def test_fold_is_idempotent_for_every_character() -> None:
    text = " ".join(f"a{chr(code)}b" for code in range(0x20000) if not 0xD800 <= code < 0xE000)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_is_idempotent_and_blind_to_case_and_form(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("12", Ref("contact", 12)),
        ("c12", Ref("contact", 12)),
        (" C12 ", Ref("contact", 12)),
        ("p42", Ref("touchpoint", 42)),
        ("T3", Ref("follow-up", 3)),
        ("i4", Ref("introduction", 4)),
        ("f7", Ref("favour", 7)),
        ("n5", Ref("note", 5)),
        ("999999999", Ref("contact", 999_999_999)),
        ("4155550100", None),
        ("0301234", None),
        ("0", None),
        ("c0", None),
        ("x1", None),
        ("-1", None),
        ("1.5", None),
        ("c", None),
        ("", None),
        ("١٢", None),
        ("c12 c13", None),
    ],
)
def test_parse_ref(text: str, ref: Ref | None) -> None:
    assert parse_ref(text) == ref


PEOPLE = [
    contact(1, "Sam B. Keller", "Sammy"),
    contact(2, "Priya Shah", "the boss"),
    contact(3, "Jean-Luc Moreau"),
    contact(4, "王小明"),
    contact(5, "Pat O'Neil"),
    contact(6, "Sam"),
    contact(7, "Keller Sam"),
    contact(8, "Priyanka Rao", archived=True),
    contact(9, "Olga Keller", archived=True),
]


@pytest.mark.parametrize(
    ("text", "ids", "tier"),
    [
        ("sammy", [1], "alias"),
        ("The Boss!", [2], "alias"),
        ("priya shah", [2], "name"),
        ("Shah, Priya", [2], "name"),
        ("Keller, Sam B.", [1], "name"),
        ("Moreau, Jean", [3], "word"),
        ("keller sam", [7], "name"),
        ("Moreau, Jean-Luc", [3], "name"),
        ("SAM", [6], "name"),
        ("sam keller", [1], "word"),
        ("keller", [1, 7], "word"),  # Olga is archived
        ("olga", [9], "word"),
        ("boss", [2], "word"),
        ("priya", [2], "word"),  # a whole word shuts out Priyanka
        ("pri", [2], "prefix"),
        ("priyan", [8], "prefix"),
        ("sam k", [1], "prefix"),
        ("s keller", [1], "prefix"),
        ("samm", [1], "prefix"),
        ("jean luc", [3], "word"),
        ("jean-luc m", [3], "prefix"),
        ("ONEIL", [5], "word"),
        ("O’Neil", [5], "word"),
        ("oneil pat", [], ""),
        ("王小明", [4], "name"),
        ("王", [4], "prefix"),
        ("小明", [4], "prefix"),
        ("明", [], ""),
        ("eller", [], ""),
        ("nobody", [], ""),
        ("", [], ""),
        (" , ", [], ""),
    ],
)
def test_find(text: str, ids: list[int], tier: str) -> None:
    found = find(text, iter(PEOPLE))
    assert ([person.id for person in found.people], found.tier) == (ids, tier)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=8), st.data())
def test_everyone_is_found_by_the_full_name(written: list[str], data: st.DataObject) -> None:
    names = []
    for text in written:
        try:
            names.append(clean(text))
        except BadInput:
            continue
    people = [contact(id_, name) for id_, name in enumerate(names, 1)]
    assume(people)
    person = data.draw(st.sampled_from(people))
    assume(person.key)
    found = find(person.name, people)
    assert person in found.people
    assert found.tier == "name"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("prya", ("Priya Shah",)),
        ("priya sha", ("Priya Shah", "Priyanka Rao")),
        ("shah pryia", ("Priya Shah",)),
        ("samy", ("Sam B. Keller", "Keller Sam", "Sam")),
        ("xyzzy", ()),
        ("", ()),
    ],
)
def test_nearest(text: str, names: tuple[str, ...]) -> None:
    assert nearest(text, PEOPLE) == names


def test_nearest_keeps_to_its_limit_and_names_each_once() -> None:
    twins = [contact(1, "Ana Ruiz"), contact(2, "Ana Ruiz"), contact(3, "Ana Ruis")]
    assert nearest("ana ruiz", twins) == ("Ana Ruiz", "Ana Ruis")
    assert nearest("ana ruiz", twins, limit=1) == ("Ana Ruiz",)


def test_label() -> None:
    assert label(Named(12, "Sam Keller", "sam keller", "Initech")) == "Sam Keller (c12, Initech)"
    assert label(Named(12, "Sam Keller", "sam keller")) == "Sam Keller (c12)"


@pytest.mark.parametrize(
    ("people", "called"),
    [
        ([contact(1, "Priya Shah")], "priya"),
        ([contact(1, "Priya Shah"), contact(2, "Priyanka Rao")], "priya"),  # a whole word is first
        ([contact(1, "Priya Shah"), contact(2, "Priya Rao")], "priya-shah"),
        ([contact(1, "Priya Shah"), contact(2, "Ann Priya")], "priya-shah"),
        ([contact(1, "Priya Shah"), contact(2, "Ann Rao", "Priya")], "priya-shah"),
        ([contact(1, "Priya Shah"), contact(2, "Ann Rao", "The Priya")], "priya-shah"),
        ([contact(1, "Priya Shah", "Priya"), contact(2, "Priya Rao")], "priya"),  # an alias too
        ([contact(1, "Priya"), contact(2, "Priya Rao")], "priya"),  # the full name
        ([contact(1, "Priya Shah"), contact(2, "Priya Rao", archived=True)], "priya"),
        ([contact(1, "Belinda O'Neil")], "belinda"),
        ([contact(1, "O'Neil")], "oneil"),
        ([contact(1, 'Ana [x] "Z" O\'Neil 王 🙂')], "ana"),
        ([contact(1, "José Ruiz")], "jose"),
        ([contact(1, "王小明")], "王小明"),
        ([contact(1, "Priya Shah"), contact(2, "Priya Shah")], "c1"),
        ([contact(1, "Priya"), contact(2, "Ann Rao", "Priya")], "c1"),
        ([contact(1, "Priya Shah"), contact(2, "Ann", "Priya", "Priya Shah")], "c1"),
        ([contact(1, "C12 Club"), contact(12, "Bo")], "c12-club"),  # the other is an id
        ([contact(1, "T3 Labs")], "t3-labs"),  # a follow-up's
        ([contact(1, "12 Monkeys")], "12-monkeys"),
        ([contact(1, "🙂")], "c1"),
        ([contact(1, "!!")], "c1"),
        ([contact(1, "$(reboot) Ann"), contact(2, "Bo")], "reboot"),
        ([contact(1, "--help")], "help"),
    ],
)
def test_a_handle_is_the_first_word_or_else_the_name_where_nobody_else_answers_to_it(
    people: list[Named], called: str
) -> None:
    assert handles([1], people) == {1: called}


def test_handles_are_for_those_wanted_who_are_there() -> None:
    people = [contact(1, "Ada"), contact(2, "Bo"), contact(3, "Bo")]
    assert handles([], people) == {}
    assert handles([3, 1], people) == {3: "c3", 1: "ada"}
    assert handles([1, 2, 3], reversed(people)) == {1: "ada", 2: "c2", 3: "c3"}


WORDS = st.sampled_from(["Ana", "ann", "Åna", "C1", "12", "O'Neil", "王", "小明", "🙂", "de"])
NAMED = st.lists(
    st.tuples(
        st.lists(WORDS, min_size=1, max_size=3).map(" ".join) | st.text(min_size=1, max_size=6),
        st.lists(WORDS, max_size=1),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(NAMED)
def test_a_handle_means_exactly_whom_it_stands_for(
    rows: list[tuple[str, list[str], bool]],
) -> None:
    people = [
        contact(n, name, *also, archived=gone) for n, (name, also, gone) in enumerate(rows, 1)
    ]
    called = handles((person.id for person in people), people)
    assert called.keys() == {person.id for person in people}
    for number, handle in called.items():
        assert handle.replace(
            "-", ""
        ).isalnum()  # nothing that a shell, or the command line, reads otherwise
        if handle != f"c{number}":
            assert parse_ref(handle) is None
            assert [person.id for person in find(handle, people).people] == [number]


@pytest.mark.parametrize(
    ("name", "words", "given", "family"),
    [
        ("Sam B. Keller", ("sam", "b", "keller"), 1, (2, 3)),
        ("Dr. Ana Ruiz", ("ana", "ruiz"), 1, (1, 2)),
        ("Jean-Luc Curie-Ito Jr.", ("jean", "luc", "curie", "ito", "jr"), 2, (2, 4)),
        ("Elizabeth II", ("elizabeth", "ii"), 1, (2, 1)),
        ("Bo", ("bo",), 1, (1, 1)),
        ("Dr.", ("dr",), 1, (1, 1)),
        ("!!", (), 0, (0, 0)),
    ],
)
def test_parts(name: str, words: tuple[str, ...], given: int, family: tuple[int, int]) -> None:
    parts = Parts.of(contact(1, name))
    assert (parts.words, parts.given, (parts.family, parts.end)) == (words, given, family)


@pytest.mark.parametrize(
    ("text", "unspaced"),
    [
        ("王小明", True),
        ("สมชาย", True),
        ("김철수", True),
        ("🦊", True),
        ("Ana", False),
        ("é王", False),
    ],
)
def test_is_unspaced(text: str, unspaced: bool) -> None:
    assert is_unspaced(text) is unspaced


def test_one_of_ten_thousand_is_found() -> None:
    people = [contact(n, f"First{n} Last{n % 100}") for n in range(10_000)]
    assert [person.id for person in find("first77 last77", people).people] == [77]
