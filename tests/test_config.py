"""Where the journal is looked for, and what the configuration may say."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from netlog import config, config_keys
from netlog.config import Backups, Goals, Mail, Settings
from netlog.core.model import Circle
from netlog.core.rules import AGENDA, ASKING, DEFAULTS, GLASS, INTRODUCTIONS, StarRule
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
            [cities]
            Munich = ["München", "Minga"]
            [scoring]
            recency_half_life = 30
            dormant_stars = 4
            [agenda]
            sections = ["thank", "todo"]
            cap = 0
            caps = { thank = 9 }
            answer_days = [1, 1]
            ladder = [3]
            strong_score = 55.5
            [asking]
            warm_gaps = 1.5
            least_depth = 0
            [introductions]
            silent_days = 5
            most_asks = 1
            [glass]
            distant_score = 33.3
            [health]
            hours_per_week = 2.5
            [mail]
            sender = "Ada <Ada@Example.com>"
            host = "smtp.example.com"
            port = 65535
            security = "none"
            password_command = "pass show mail"
            timeout = 0.5
            [backup]
            keep = 3
            """,
        )
    )
    assert settings.journal == Path.home() / "work.db"
    assert settings.name == "Ada Lovelace"
    assert settings.addresses == ("ada@example.com", "ada@work.example")
    assert settings.circles == (Circle("daily", 1, 3),)
    assert settings.circle("daily") == Circle("daily", 1, 3)
    assert settings.circle("close") == Circle("close", 30, 45)  # who is in it is not lost
    assert settings.circle("weekly") is None
    assert settings.cities == {"Munich": ("München", "Minga")}
    assert settings.scoring == DEFAULTS._replace(recency_half_life=30, dormant_stars=4)
    assert settings.agenda == AGENDA._replace(
        sections=("thank", "todo"),
        cap=0,
        caps={"thank": 9},
        answer_days=(1, 1),
        ladder=(3,),
        strong_score=55.5,
    )
    assert settings.asking == ASKING._replace(warm_gaps=1.5, least_depth=0)
    assert settings.introductions == INTRODUCTIONS._replace(silent_days=5, most_asks=1)
    assert settings.glass == GLASS._replace(distant_score=33.3)
    assert settings.health == Goals(hours_per_week=2.5)
    assert settings.mail == Mail(
        sender="ada@example.com",
        host="smtp.example.com",
        port=65535,
        security="none",
        password_command="pass show mail",
        timeout=0.5,
    )
    assert settings.backup == Backups(keep=3)


@pytest.mark.parametrize(
    "text", ["", "\ufeff[me]", 'journal = ""', "[circles]\n[mail]", "circles={}"]
)
def test_what_a_file_leaves_open_has_its_default(tmp_path: Path, text: str) -> None:
    assert config.load(written(tmp_path, text)) == Settings()


def test_every_field_of_the_settings_can_be_decided() -> None:
    sections = config.by_section(Settings())
    del sections["circles"], sections["cities"]  # whose keys are the user's own
    assert {name: list(keys) for name, keys in config_keys.KEYS.items()} == {
        name: list(values) for name, values in sections.items()
    }


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
        ("cities = 1", "cities is not a table"),
        ("[cities]\nMunich = 'Minga'", "cities.Munich is not a list"),
        ("[cities]\nMunich = ['?']", '"?" cannot be a name of cities.Munich'),
        ("[cities]\nRoma = []\nRome = ['ROMA']", '"ROMA" cannot be a name of cities.Rome'),
        ("[scoring]\nrecency_half_live = 3", "there is no setting scoring.recency_half_live"),
        ("[scoring]\nrecency_half_life = '3'", "scoring.recency_half_life is not a number"),
        ("[scoring]\nrecency_half_life = 0", "recency_half_life is 0"),
        ("[scoring]\nrecency_points = 40", "add up to 110"),
        (f"[scoring]\nstars = [{STARS}]", "four rules"),
        (f"[scoring]\nstars = [{', '.join([STARS.replace('4', chr(34) * 2)] * 4)}]", "good_weeks"),
        ("[scoring]\nstars = [1, 2, 3, 4]", "not complete"),
        ("[scoring]\nflow_half_life = 1e-300", "flow_half_life is 1e-300, and has to be from"),
        ("[scoring]\ndormant_stars = 2.5", "scoring.dormant_stars is not a whole number"),
        ("[agenda]\ncap = -1", "agenda.cap is -1, and has to be from 0 to 1000"),
        ("[agenda]\ncap = true", "agenda.cap is not a whole number"),
        ("[agenda]\ncaps = 3", "agenda.caps is not a table"),
        ("[agenda]\ncaps = { thank = -2 }", "agenda.caps.thank is -2"),
        ("[agenda]\nsections = 'todo'", "agenda.sections is not a list"),
        ("[agenda]\nsections = [1]", "agenda.sections is not a text"),
        ("[agenda]\nsections = ['todo', 'todo']", "agenda.sections names todo twice"),
        ("[agenda]\nsoon_days = 3.0", "agenda.soon_days is not a whole number"),
        ("[agenda]\ngive_days = 36501", "agenda.give_days is 36501"),
        ("[agenda]\nmet_days = [14, 1]", "agenda.met_days is not a first day and a last one"),
        ("[agenda]\nmet_days = [1]", "agenda.met_days is not a first day and a last one"),
        ("[agenda]\nanswer_days = [-2, 30]", "agenda.answer_days is -2"),
        ("[agenda]\nladder = []", "agenda.ladder is empty"),
        ("[agenda]\nladder = [7, 0]", "agenda.ladder is 0"),
        ("[agenda]\nladder = [7, '14']", "agenda.ladder is not a whole number"),
        ("[agenda]\nstrong_score = nan", "agenda.strong_score is nan"),
        ("[asking]\nwarm_days = inf", "asking.warm_days is inf"),
        ("[asking]\nleast_depth = 6", "asking.least_depth is 6"),
        (f"[asking]\nleast_lead = 0x{'f' * 5000}", "asking.least_lead is too large"),
        (f"[asking]\nleast_lead = {'9' * 5000}", "not valid TOML"),
        ("[introductions]\nmost_asks = 0", "introductions.most_asks is 0"),
        ("[introductions]\nsilent_days = '2w'", "introductions.silent_days is not a whole number"),
        ("[glass]\nlow_vouch = 6", "glass.low_vouch is 6"),
        ("[health]\nhours_per_week = 169", "health.hours_per_week is 169, and has to be from 0"),
        ("[backup]\nkeep = 0", "backup.keep is 0, and has to be from 1"),
        ("[health]\nhours_per_week = 'two'", "health.hours_per_week is not a number"),
        ("[mail]\nsender = 'ada'", 'mail.sender: "ada" is not an e-mail address'),
        ("[mail]\nhost = 25", "mail.host is not a text"),
        ('[mail]\nuser = "a\\r\\nb"', "mail.user holds a control character"),
        ("[mail]\nport = 65536", "mail.port is 65536"),
        ("[mail]\ntimeout = 0", "mail.timeout is 0"),
        ("[mail]\nsecurity = 'ssl3'", 'mail.security cannot be "ssl3"'),
        ("[mail]\npassword = 'x'", "mail.password is not taken from a file"),
        ("mail = 'a@b.example'", "mail is not a table"),
        ("[circles]\ninner = { ideal = 0, longest = 20 }", "circles.inner.ideal is 0"),
        ("[circles]\ninner = { ideal = 9, longest = 3000000 }", "circles.inner.longest is 3e+06"),
        ("[circles]\ninner = { ideal = 9 }", "circles.inner needs"),
        (
            "[circles]\ninner = { ideal = 9, longest = true }",
            "circles.inner.longest is not a whole",
        ),
        ("[circles]\ninner = { ideal = 9, most = 10 }", "there is no setting circles.inner.most"),
        ('[circles]\n"" = { ideal = 1, longest = 2 }', 'cannot be called ""'),
        ("[circles]\nNone = { ideal = 1, longest = 2 }", "cannot be called None"),
        (
            "[circles]\nin = { ideal = 1, longest = 2 }\nIn = { ideal = 1, longest = 2 }",
            "cannot be called In",
        ),
        ("journal = '~nobody-here/x.db'", "there is no such home"),
        ("journal = ", "not valid TOML"),
        ("[me]\nname = ''\n[me]", "not valid TOML"),
        (f"me = {'[' * 100_000}", "not valid TOML"),
    ],
)
def test_what_cannot_be_is_named_with_the_file(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(BadInput) as caught:
        config.load(file)
    assert str(file) in caught.value.message
    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[scoring]\nrecency_half_live = 3", "did you mean scoring.recency_half_life?"),
        ("[health]\nhours_a_week = 3", "did you mean health.hours_per_week?"),
        ("[agneda]\ncap = 3", "did you mean agenda?"),
        ("[Agenda]\ncap = 3", "did you mean agenda?"),
        ("cap = 3", "did you mean agenda.cap?"),
        ("[agenda]\nhost = 'x'", "did you mean mail.host?"),
        ("[agenda]\ncaps = { thanks = 1 }", "did you mean agenda.caps.thank?"),
        ("[agenda]\nsections = ['todos']", "did you mean todo?"),
        ("[mail]\nsecurity = 'TLS'", "did you mean tls?"),
        ("[mail]\nsecurity = 'x'", "there are: starttls, tls, none"),
        ("[agenda]\nladder = []", "its default is [7, 14, 30, 60, 120]"),
        ("[agenda]\nmet_days = 3", "write it in square brackets"),
        ("[circles]\nnear = 3", "write near = { ideal = 30, longest = 45 }, in days"),
        ("[circles]\n'王 x' = 3", 'write "王 x" = { ideal = 30, longest = 45 }, in days'),
        ("[circles]\nnear = { ideal = 'x' }", "write the days, like 30"),
        ("[mail]\npassword = 'x'", "set NETLOG_SMTP_PASSWORD, or name a password_command"),
    ],
)
def test_the_next_step_names_the_nearest_or_the_default(
    tmp_path: Path, text: str, hint: str
) -> None:
    with pytest.raises(BadInput) as caught:
        config.load(written(tmp_path, text))
    assert caught.value.hint == hint


@pytest.mark.parametrize("key", ["password", "pasword", "Password"])
def test_a_password_in_the_file_is_not_repeated(tmp_path: Path, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        config.load(written(tmp_path, f"[mail]\n{key} = 'hunter2'"))
    assert "hunter2" not in f"{caught.value.message} {caught.value.hint}"


def test_a_star_rule_shows_another_where_one_is_wrong(tmp_path: Path) -> None:
    rules = ", ".join([STARS.replace("balance = 0", "balance = 2")] * 4)
    with pytest.raises(BadInput, match="balance is 2, and has to be from 0 to 1") as caught:
        config.load(written(tmp_path, f"[scoring]\nstars = [{rules}]"))
    assert caught.value.hint == "one is { good_weeks = 12, balance = 0.2, known_days = 0 }"
    settings = config.load(written(tmp_path, f"[scoring]\nstars = [{', '.join([STARS] * 4)}]"))
    assert settings.scoring.stars == (StarRule(4, 0, 0),) * 4


@pytest.mark.parametrize("content", [b"[me]\nname = 'Zo\xeb'", None])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "config.toml"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    with pytest.raises(BadInput, match="cannot be read") as caught:
        config.load(file)
    assert str(file) in caught.value.message


VALUES = st.recursive(
    st.one_of(st.text(), st.integers(), st.floats(), st.booleans()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from([*config_keys.TOP, *(n for k in config_keys.KEYS.values() for n in k)])
FILES = st.dictionaries(NAMES, VALUES | st.dictionaries(NAMES, VALUES, max_size=3), max_size=4)


@given(table=FILES)
def test_whatever_a_file_holds_is_taken_or_refused_with_a_next_step(table: dict[str, Any]) -> None:
    refused = None
    try:
        config.parse(tomli_w.dumps(table))
    except BadInput as error:
        refused = error
    assert refused is None or (refused.message and refused.hint)


@given(section=st.sampled_from(sorted(config_keys.KEYS)), data=st.data())
def test_a_value_is_written_as_toml_reads_it(section: str, data: st.DataObject) -> None:
    key = data.draw(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f")))
    value = {key: [1, 0.5, {"a b": key}], section: []}
    assert tomllib.loads(f"x = {config_keys.write(value)}") == {"x": value}


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
