"""The configuration: every setting with its origin, and the file in the user's editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from netlog import config, config_keys
from netlog.config import Settings
from netlog.errors import BadInput
from netlog.journal import files
from netlog.journal.editing import edit_until_taken

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from netlog.config import Given
    from netlog.journal.editing import Editor

Origin = Literal["default", "file", "environment", "command line"]

PASSWORD = "NETLOG_SMTP_PASSWORD"  # noqa: S105 (where it is, not what it is)

_WIDTH = 100  # columns of the template
_ABOUT = 32  # the column of what a short setting means


class Setting(NamedTuple):
    """A value as JSON has it, by its dotted key, and where it comes from."""

    key: str
    value: Any
    origin: Origin


class Overview(NamedTuple):
    """Every setting, and whether there is a file."""

    settings: tuple[Setting, ...]
    has_file: bool


class Edited(NamedTuple):
    """The file that was in the editor, and whether it was written."""

    path: Path
    changed: bool


def overview(
    environment: Mapping[str, str], *, db: Path | None, today: date, today_named: bool
) -> Overview:
    """Every setting that is in force, with its origin. `db` and `today_named` are what stands
    before the command. Opens no journal. Raises BadInput.
    """
    path = config.config_path(environment)
    given = config.read(path)
    settings = config.settle(given)
    journal = config.journal_path(db, environment, settings)
    found = (
        Setting("config", str(path), _origin(environment, "NETLOG_CONFIG")),
        Setting("journal", str(journal), _origin(environment, "NETLOG_DB", db, settings.journal)),
        Setting("today", today.isoformat(), _origin(environment, "NETLOG_TODAY", today_named)),
        *_from_file(settings, given),
        Setting(
            "mail.password",
            "set" if environment.get(PASSWORD) else None,
            _origin(environment, PASSWORD),
        ),
    )
    return Overview(found, path.exists())


def _origin(
    environment: Mapping[str, str], variable: str, named: object = None, in_file: object = None
) -> Origin:
    if named:
        return "command line"
    if environment.get(variable):
        return "environment"
    return "file" if in_file else "default"


def _from_file(settings: Settings, given: Given) -> Iterator[Setting]:
    for section, values in config.by_section(settings).items():
        said = given.get(section) or ()
        for name, value in values.items():
            if section == "circles":
                origin: Origin = "file" if said else "default"
                for gap, days in value.items():
                    yield Setting(f"circles.{config_keys.write_key(name)}.{gap}", days, origin)
            else:
                origin = "file" if name in said else "default"
                yield Setting(f"{section}.{config_keys.write_key(name)}", _plain(value), origin)


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return list(map(_plain, value)) if isinstance(value, tuple) else value


def template() -> str:
    """A new file: every setting with its default, commented out. A line whose `#` is followed by
    no space is a setting; what is not one says what it means.
    """
    parts = [
        "# What can be decided, with the defaults. Take away the # before a setting to change it.",
        "",
        "# The file of the journal; journal.db in your data directory unless it is named.",
        '#journal = ""',
    ]
    for section, values in config.by_section(Settings()).items():
        parts += ["", f"[{section}]"]
        if section == "circles":
            parts += [
                "# The gap you like and the longest one, in days.",
                "# Circles that stand here take the place of all four.",
            ]
        if section == "cities":
            parts += [
                "# Other names of a city, for netlog near. Case and accents do not count.",
                '# Munich = ["München", "Minga"]',
            ]
        keys = config_keys.KEYS.get(section, {})
        for name, value in values.items():
            parts += _lines(name, value, keys[name].about if keys else "")
    return "\n".join([*parts, ""])


def _lines(name: str, value: Any, about: str) -> list[str]:
    """A setting commented out, and what it means: beside it where there is room."""
    line = f"#{name} = {config_keys.write(value)}"
    if len(line) > _WIDTH:
        items = [f"#{config_keys.write(each)}," for each in value]
        return [f"# {about}", f"#{name} = [", *items, "#]"]
    if not about:
        return [line]
    if len(line) < _ABOUT:
        return [f"{line:<{_ABOUT}}# {about}"]
    return [f"# {about}", line]


def edit(path: Path, editor: Editor, *, patient: bool) -> Edited:
    """Let the user edit the file; a new one starts with the template. It is replaced in one step,
    and a link to it stays a link. Raises BadInput, as `edit_until_taken` does.
    """

    def take(answer: str) -> Edited:
        config.parse(answer)
        _save(path, answer)
        return Edited(path, changed=True)

    text = _text(path)
    edited = edit_until_taken(text, take, editor, patient=patient, refused=_refusal(text))
    return edited or Edited(path, changed=False)


def _text(path: Path) -> str:
    """What is there to edit, also if it is broken."""
    try:
        if path.exists() and not path.is_file():
            raise BadInput(f"{path} is no file", "name another with NETLOG_CONFIG")
        content = path.read_bytes()
    except FileNotFoundError:
        return template()
    except OSError as error:
        raise BadInput(
            f"the configuration {path} cannot be read ({error})", "mend or move it away"
        ) from error
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("latin-1")  # which takes anything, and is what it mostly is
    return text.replace("\r\n", "\n")


def _refusal(text: str) -> BadInput | None:
    try:
        config.parse(text)
    except BadInput as error:
        return error
    return None


def _save(path: Path, text: str) -> None:
    """Replace the file in one step. Raises BadInput where that cannot be done, so that what was
    written goes back to the editor and is not lost.
    """
    try:
        target = path.resolve()
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.replace(target, text.encode())
    except OSError as error:
        raise BadInput(
            f"the configuration {path} cannot be written ({error})", "mend that"
        ) from error
