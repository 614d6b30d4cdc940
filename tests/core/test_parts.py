import pytest

from netlog.core.parts import as_said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("Lovelace, Ada", "Ada Lovelace"),
        ("Ada Lovelace, PhD", "Ada Lovelace"),
        ("Lovelace,", "Lovelace"),
        ("", ""),
    ],
)
def test_a_name_is_turned_into_the_order_in_which_it_is_said(written: str, said: str) -> None:
    assert as_said(written) == said
