"""Where things are, and what the user decided: paths, environment and one TOML file.

Loading reads the file and the environment it is given, and nothing else; a setting that is not
there has the default that stands here.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from netlog.core.model import Circle
from netlog.core.rules import AGENDA, ASKING, AgendaRules, AskingRules
from netlog.core.scoring import DEFAULTS, Constants, StarRule
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


class Settings(NamedTuple):
    """Everything that can be decided, with its default.

    `journal` is None where the data directory decides. `addresses` are my own, in small letters.
    """

    journal: Path | None = None
    name: str = ""
    addresses: tuple[str, ...] = ()
    circles: tuple[Circle, ...] = CIRCLES
    scoring: Constants = DEFAULTS
    agenda: AgendaRules = AGENDA
    asking: AskingRules = ASKING
    mail: Mail = Mail()

    def circle(self, name: str | None) -> Circle | None:
        """The circle of that name, None for no circle or for one that is no longer configured."""
        return next((circle for circle in self.circles if circle.name == name), None)


def config_path(environment: Mapping[str, str]) -> Path:
    """`NETLOG_CONFIG`, or `config.toml` in the user's configuration directory."""
    if named := environment.get("NETLOG_CONFIG"):
        return Path(named).expanduser()
    import platformdirs

    return platformdirs.user_config_path("netlog") / "config.toml"


def journal_path(named: Path | None, environment: Mapping[str, str], settings: Settings) -> Path:
    """The journal: as named on the command line, by `NETLOG_DB`, by the configuration, or else
    `journal.db` in the user's data directory.
    """
    chosen = named or environment.get("NETLOG_DB") or settings.journal
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return platformdirs.user_data_path("netlog") / "journal.db"


def load(path: Path) -> Settings:
    """The settings of a file; the defaults where there is none.

    Raises:
        BadInput: the file is not TOML, names an unknown key, or a value is not of its kind.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"the configuration {path} cannot be read ({error})", "mend or move it away"
        ) from error
    import tomllib

    try:
        return _settings(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path} is not valid TOML: {error}", "mend that line") from error
    except BadInput as error:
        raise BadInput(f"{path}: {error.message}", error.hint) from error


def _settings(table: Mapping[str, Any]) -> Settings:
    _known(table, ("journal", "me", "circles", "scoring"), "")
    me = _section(table, "me")
    _known(me, ("name", "addresses"), "me.")
    journal = table.get("journal")
    return Settings(
        journal=Path(_text("journal", journal)).expanduser() if journal is not None else None,
        name=_text("me.name", me.get("name", "")),
        addresses=tuple(
            _address(_text("me.addresses", address))
            for address in _list("me.addresses", me.get("addresses", []))
        ),
        circles=_circles(table["circles"]) if "circles" in table else CIRCLES,
        scoring=_constants(_section(table, "scoring")),
    )


def _address(text: str) -> str:
    from netlog.core import tidy

    return tidy.email_point(text).normal


def _circles(table: Any) -> tuple[Circle, ...]:
    """`[circles]` with lines such as `inner = { ideal = 14, longest = 21 }`, in days."""
    if not isinstance(table, Mapping):
        raise BadInput("circles is not a table", "write [circles] and below it its circles")
    circles = []
    for name, gaps in table.items():
        example = f"write {name} = {{ ideal = 30, longest = 45 }}, in days"
        if not isinstance(gaps, Mapping):
            raise BadInput(f"circles.{name} is not a table", example)
        _known(gaps, ("ideal", "longest"), f"circles.{name}.")
        ideal, longest = gaps.get("ideal"), gaps.get("longest")
        if not (_whole(ideal) and _whole(longest) and 0 < ideal <= longest):
            raise BadInput(
                f"circles.{name} needs an ideal gap and a longest one that is no shorter", example
            )
        if name == "none":
            raise BadInput("a circle cannot be called none", "none means no circle at all")
        circles.append(Circle(name, ideal, longest))
    return tuple(circles)


def _constants(table: Mapping[str, Any]) -> Constants:
    _known(table, Constants._fields, "scoring.")
    given: dict[str, Any] = {}
    for name, value in table.items():
        if name == "stars":
            given[name] = tuple(_star(rule) for rule in _list("scoring.stars", value))
            if len(given[name]) != len(Constants().stars):
                raise BadInput("scoring.stars needs four rules", "one each for stars two to five")
        elif isinstance(value, bool) or not isinstance(value, int | float):
            raise BadInput(f"scoring.{name} is not a number", "write it without quotes")
        else:
            given[name] = value
    return Constants(**given).checked()


def _star(rule: Any) -> StarRule:
    if not isinstance(rule, Mapping) or set(rule) != set(StarRule._fields):
        raise BadInput(
            "a rule of scoring.stars is not complete",
            f"each has {', '.join(StarRule._fields)}",
        )
    return StarRule(**rule)


def _known(table: Mapping[str, Any], names: tuple[str, ...], prefix: str) -> None:
    for key in table:
        if key not in names:
            import difflib

            near = difflib.get_close_matches(key, names, n=1, cutoff=0.5)
            raise BadInput(
                f"there is no setting {prefix}{key}",
                f"did you mean {prefix}{near[0]}?" if near else f"there are: {', '.join(names)}",
            )


def _section(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = table.get(name, {})
    if not isinstance(section, Mapping):
        raise BadInput(f"{name} is not a table", f"write [{name}] and below it its settings")
    return section


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput(f"{name} is not a text", "write it in quotes")
    return value


def _list(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadInput(f"{name} is not a list", "write it in square brackets")
    return value


def _whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
