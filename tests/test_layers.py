"""The floors of the house and the only arrows between them; who may know what."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parent.parent / "netlog"

# What each floor may import of the others; everything may import core and errors.
BELOW = {
    "cli": {"views", "journal", "config"},
    "views": set(),
    "journal": {"store", "formats", "config", "config_keys"},
    "store": set(),
    "formats": set(),
    "config": {"config_keys"},
    "config_keys": set(),
    "core": set(),
    "errors": set(),
    "__main__": {"cli"},
    "__init__": set(),
}
# What a view is given, for the type checker alone.
SHOWN = {"journal", "store"}

# Packages and modules that one floor knows and no other does.
KNOWN_BY = {
    "typer": {"cli"},
    "rich": {"views"},
    "jinja2": {"views"},
    "sqlmodel": {"store"},
    "sqlalchemy": {"store"},
    "pydantic": set[str](),
    # Completion looks into the file as it is: it must neither migrate it nor wait for it.
    "sqlite3": {"store", "cli/completion.py"},
}


class Import(NamedTuple):
    """One imported module, where, and whether only the type checker imports it."""

    file: Path
    line: int
    module: str
    typing_only: bool

    @property
    def floor(self) -> str:
        return floor_of(self.file)

    def __str__(self) -> str:
        return f"{self.file.relative_to(PACKAGE)}:{self.line} imports {self.module}"


def floor_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(file: Path) -> Iterator[Import]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} is a relative import"
            assert node.module
            modules = (
                [f"netlog.{alias.name}" for alias in node.names]
                if node.module == "netlog"
                else [node.module]
            )
        else:
            continue
        for module in modules:
            yield Import(file, node.lineno, module, id(node) in guarded)


FILES = sorted(PACKAGE.rglob("*.py"))
IMPORTS = [each for file in FILES for each in imports_of(file)]


def test_the_walk_sees_the_whole_house() -> None:
    assert {floor_of(file) for file in FILES} == set(BELOW)
    assert any(each.typing_only for each in IMPORTS)
    assert {each.floor for each in IMPORTS} >= {"cli", "views", "journal", "store", "core"}


def test_arrows_point_down_only() -> None:
    wrong = []
    for each in IMPORTS:
        if not each.module.startswith("netlog."):
            continue
        target = each.module.split(".")[1]
        allowed = {each.floor, "core", "errors"} | BELOW[each.floor]
        if each.floor in {"core", "errors"}:
            allowed = {"core", "errors"} if each.floor == "core" else set()
        if each.floor == "views" and each.typing_only:
            allowed |= SHOWN
        if target not in allowed and target != "__version__":
            wrong.append(str(each))
    assert wrong == []


@pytest.mark.parametrize("package", KNOWN_BY)
def test_a_package_is_known_by_its_floor_alone(package: str) -> None:
    strangers = [
        str(each)
        for each in IMPORTS
        if each.module.split(".")[0] == package
        and each.floor not in KNOWN_BY[package]
        and each.file.relative_to(PACKAGE).as_posix() not in KNOWN_BY[package]
    ]
    assert strangers == []


def test_the_clock_is_read_at_the_edge() -> None:
    clocks = {"date.today", "datetime.today", "datetime.now", "datetime.utcnow", "time.time"}
    readers = {
        file.relative_to(PACKAGE).as_posix()
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in clocks
    }
    assert readers == {"cli/edge.py"}


def test_only_views_and_the_edge_print() -> None:
    printers = {
        floor_of(file)
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"print", "typer.echo", "sys.stdout.write"}
    }
    assert printers == {"views", "cli"}
