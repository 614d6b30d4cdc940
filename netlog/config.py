"""Where things are, and what the user decided: paths, environment and one TOML file.

Loading reads the file and the environment it is given, and nothing else; a setting that is not
there has the default that stands here. What a file may say stands in `config_keys`.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from netlog.core.model import Circle
from netlog.core.rules import (
    AGENDA,
    ASKING,
    DEFAULTS,
    GLASS,
    INTRODUCTIONS,
    AgendaRules,
    AskingRules,
    Constants,
    GlassRules,
    IntroductionRules,
)
from netlog.errors import BadInput

CIRCLES = (
    Circle("inner", 14, 21),
    Circle("close", 30, 45),
    Circle("active", 90, 120),
    Circle("wide", 180, 270),
)


class Mail(NamedTuple):
    """How a digest is sent: through an SMTP server if `host` names one, else by `sendmail`.

    `security` is "starttls", "tls" or "none"; a `port` of 0 is the usual one for it. The password
    comes from the environment, `NETLOG_SMTP_PASSWORD`, or is the first line that
    `password_command` prints. The time-out, in seconds, covers the whole of the sending.
    """

    sender: str = ""  # else the first of my addresses
    host: str = ""
    port: int = 0
    security: str = "starttls"
    user: str = ""
    password_command: str = ""
    sendmail: str = "sendmail"
    timeout: float = 30


class Goals(NamedTuple):
    """What the figures of health are held against; 0 for no goal."""

    hours_per_week: float = 0


class Backups(NamedTuple):
    """How many of the dated backups beside the journal are kept."""

    keep: int = 10


Given = Mapping[str, Any]  # what a file says: values by section, `journal` and `circles` whole


class Settings(NamedTuple):
    """Everything that can be decided, with its default.

    `journal` is None where the data directory decides. `addresses` are my own, in small letters.
    `cities` have other names, by one of them.
    """

    journal: Path | None = None
    name: str = ""
    addresses: tuple[str, ...] = ()
    circles: tuple[Circle, ...] = CIRCLES
    cities: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    scoring: Constants = DEFAULTS
    agenda: AgendaRules = AGENDA
    asking: AskingRules = ASKING
    introductions: IntroductionRules = INTRODUCTIONS
    glass: GlassRules = GLASS
    health: Goals = Goals()
    mail: Mail = Mail()
    backup: Backups = Backups()

    def circle(self, name: str | None) -> Circle | None:
        """The circle of that name, as it was by default where it is no longer configured; None for
        no circle, or for one that nobody knows.
        """
        known = (*self.circles, *CIRCLES)
        return next((circle for circle in known if circle.name == name), None)


def config_path(environment: Mapping[str, str]) -> Path:
    """`NETLOG_CONFIG`, or `config.toml` in the user's configuration directory."""
    if named := environment.get("NETLOG_CONFIG"):
        return _at_home("NETLOG_CONFIG", named)
    import platformdirs

    return platformdirs.user_config_path("netlog") / "config.toml"


def journal_path(named: Path | None, environment: Mapping[str, str], settings: Settings) -> Path:
    """The journal: as named on the command line, by `NETLOG_DB`, by the configuration, or else
    `journal.db` in the user's data directory.
    """
    chosen = named or environment.get("NETLOG_DB") or settings.journal
    if chosen:
        return _at_home("the journal", chosen)
    import platformdirs

    return platformdirs.user_data_path("netlog") / "journal.db"


def load(path: Path) -> Settings:
    """The settings of a file; the defaults where there is none.

    Raises:
        BadInput: the file is not TOML, names an unknown key, or a value is not of its kind.
    """
    return settle(read(path))


def read(path: Path) -> Given:
    """What a file says, checked; nothing where there is none. Raises BadInput as `load` does."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"the configuration {path} cannot be read ({error})", "mend or move it away"
        ) from error
    try:
        return parse(text)
    except BadInput as error:
        raise BadInput(f"{path}: {error.message}", error.hint) from error


def parse(text: str) -> Given:
    """What the text of a file says, checked. Raises BadInput."""
    import tomllib

    from netlog import config_keys

    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    # A number too long is a plain ValueError.
    except (ValueError, RecursionError) as error:
        raise BadInput(f"this is not valid TOML: {error}", "mend that line") from error
    given = config_keys.check(table, by_section(Settings()))
    if "journal" in given:
        given["journal"] = _at_home("journal", given["journal"]) if given["journal"] else None
    return given


def settle(given: Given) -> Settings:
    """The settings where a file says so much, and nothing of the rest."""
    return Settings(
        journal=given.get("journal"),
        **given.get("me", {}),
        circles=given.get("circles") or CIRCLES,
        cities=given.get("cities", {}),
        scoring=DEFAULTS._replace(**given.get("scoring", {})),
        agenda=AGENDA._replace(**given.get("agenda", {})),
        asking=ASKING._replace(**given.get("asking", {})),
        introductions=INTRODUCTIONS._replace(**given.get("introductions", {})),
        glass=GLASS._replace(**given.get("glass", {})),
        health=Goals()._replace(**given.get("health", {})),
        mail=Mail()._replace(**given.get("mail", {})),
        backup=Backups()._replace(**given.get("backup", {})),
    )


def by_section(settings: Settings) -> dict[str, dict[str, Any]]:
    """The settings as the sections of a file have them, in the order of its template."""
    return {
        "me": {"name": settings.name, "addresses": settings.addresses},
        "circles": {
            circle.name: {"ideal": circle.ideal_days, "longest": circle.longest_days}
            for circle in settings.circles
        },
        "cities": dict(settings.cities),
        "agenda": settings.agenda._asdict(),
        "asking": settings.asking._asdict(),
        "introductions": settings.introductions._asdict(),
        "glass": settings.glass._asdict(),
        "health": settings.health._asdict(),
        "scoring": settings.scoring._asdict(),
        "mail": settings.mail._asdict(),
        "backup": settings.backup._asdict(),
    }


def _at_home(what: str, path: Path | str) -> Path:
    """The path, with `~` for a home directory."""
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise BadInput(
            f"{what} is {path}, and there is no such home", "write the whole path"
        ) from error
