"""Where the journal is looked for, and what the configuration may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from netlog import config
from netlog.config import Settings
from netlog.core.model import Circle
from netlog.errors import BadInput


def written(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert config.load(tmp_path / "none.toml") == Settings()


def test_what_a_file_says(tmp_path: Path) -> None:
    settings = config.load(
        written(
            tmp_path,
            """
            journal = "~/work.db"
            [me]
            name = "Ada Lovelace"
            addresses = ["Ada <Ada@Example.com>", "mailto:ada@work.example"]
            [circles]
            daily = { ideal = 1, longest = 3 }
            [scoring]
            recency_half_life = 30
            """,
        )
    )
    assert settings.journal == Path.home() / "work.db"
    assert settings.name == "Ada Lovelace"
    assert settings.addresses == ("ada@example.com", "ada@work.example")
    assert settings.circles == (Circle("daily", 1, 3),)
    assert settings.circle("daily") == Circle("daily", 1, 3)
    assert settings.circle("close") is None
    assert settings.scoring == Settings().scoring._replace(recency_half_life=30)


STARS = "{ good_weeks = 4, balance = 0, known_days = 0 }"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jurnal = 'x'", "there is no setting jurnal"),
        ("journal = 3", "journal is not a text"),
        ("[me]\nadresses = []", "there is no setting me.adresses"),
        ("[me]\naddresses = 'a@b.example'", "me.addresses is not a list"),
        ("[me]\naddresses = ['ada']", '"ada" is not an e-mail address'),
        ("me = 1", "me is not a table"),
        ("circles = []", "circles is not a table"),
        ("[circles]\ninner = 14", "circles.inner is not a table"),
        ("[circles]\ninner = { ideal = 30, longest = 20 }", "circles.inner needs"),
        ("[circles]\nnone = { ideal = 1, longest = 2 }", "cannot be called none"),
        ("[scoring]\nrecency_half_live = 3", "there is no setting scoring.recency_half_live"),
        ("[scoring]\nrecency_half_life = '3'", "scoring.recency_half_life is not a number"),
        ("[scoring]\nrecency_half_life = 0", "recency_half_life is 0"),
        ("[scoring]\nrecency_points = 40", "add up to 110"),
        (f"[scoring]\nstars = [{STARS}]", "four rules"),
        (f"[scoring]\nstars = [{', '.join([STARS.replace('4', chr(34) * 2)] * 4)}]", "good_weeks"),
        ("[scoring]\nstars = [1, 2, 3, 4]", "not complete"),
        ("journal = ", "not valid TOML"),
    ],
)
def test_what_cannot_be_is_named_with_the_file(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(BadInput) as caught:
        config.load(file)
    assert str(file) in caught.value.message
    assert said in caught.value.message
    assert caught.value.hint


def test_a_misspelt_setting_is_met_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        config.load(written(tmp_path, "[scoring]\nrecency_half_live = 3"))
    assert caught.value.hint == "did you mean scoring.recency_half_life?"


def test_the_journal_is_the_one_named_first(tmp_path: Path) -> None:
    set_up = Settings(journal=tmp_path / "configured.db")
    environment = {"NETLOG_DB": str(tmp_path / "environment.db")}
    named = tmp_path / "named.db"
    assert config.journal_path(named, environment, set_up) == named
    assert config.journal_path(None, environment, set_up) == tmp_path / "environment.db"
    assert config.journal_path(None, {}, set_up) == tmp_path / "configured.db"


def test_without_a_name_the_journal_is_in_the_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert config.journal_path(None, {}, Settings()) == tmp_path / "data" / "netlog" / "journal.db"
    assert config.config_path({}) == tmp_path / "config" / "netlog" / "config.toml"
    assert config.config_path({"NETLOG_CONFIG": "~/mine.toml"}) == Path.home() / "mine.toml"
