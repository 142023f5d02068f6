"""Rules over the whole code base, which no single test of a room can hold."""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from factory import Factory

from scripts.processes import ROOT
from tests.permissions import PERMISSIONS

pytestmark = pytest.mark.once

OURS = {path.parent.name for path in ROOT.glob("*/__init__.py")}
ROOMS = sorted(OURS - {"benchmarks", "scripts", "tests"})
MADE = {".venv", ".git", ".uv", ".hypothesis", "var", "build", "node_modules", "__pycache__"}
LONGEST = 500
PROSE = {"", ".css", ".csv", ".html", ".js", ".json", ".md", ".po", ".py", ".toml", ".txt", ".typ", ".yml"}
# Written apart, so that this file does not trip over itself.
PATHS = ["/" + "work/", "/" + "root/", "/" + "home/"]
PAGES = ["shared/" + "reference", "DESIGN" + ".md", "TOOLCHAIN" + ".md", "NORMS" + ".md"]


def files() -> Iterator[Path]:
    """Every file of ours on disk, tracked or not: a build outside git has the same rules."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not MADE & set(parts) and not parts[0].endswith("_cache"):
            yield path


def code() -> Iterator[Path]:
    """The product's own Python, without tests and migrations."""
    for room in ROOMS:
        yield from (path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts)


def named(path: Path) -> str:
    """The path as people say it."""
    return str(path.relative_to(ROOT))


def _is_factory(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, Factory)


def test_every_model_has_a_factory() -> None:
    """A test that needs a region or a round makes it in one line."""
    missing = []
    for room in ROOMS:
        models = [model for model in apps.get_models() if model._meta.app_label == room]
        models = [model for model in models if not hasattr(model, "instance_type")]  # history, made by itself
        path = ROOT / "tests" / room / "factories.py"
        made: set[str] = set()
        if path.exists():
            module = importlib.import_module(f"tests.{room}.factories")
            models_made = [found._meta.model for found in vars(module).values() if _is_factory(found)]
            made = {model.__name__ for model in models_made if model}
        missing += [f"{room}.{model.__name__}" for model in models if model.__name__ not in made]
    assert not missing, "No factory in tests/<room>/factories.py for " + ", ".join(missing)


def test_every_template_is_used() -> None:
    """A template that neither Python nor another template names is removed."""
    templates = ROOT / "templates"
    sources = [path.read_text(encoding="utf-8") for path in code()]
    sources += [path.read_text(encoding="utf-8") for path in templates.rglob("*") if path.is_file()]
    everything = "\n".join(sources)
    by_django = re.compile(
        r"(^|/)(40[034]|429|403_csrf|500)\.html$|^(account|mfa|usersessions|socialaccount)/"
    )
    by_block = re.compile(r"^reports/document/\w+\.html$")  # named after the block that they render
    unused = [
        name
        for path in sorted(templates.rglob("*"))
        if path.is_file()
        and not by_django.search(name := path.relative_to(templates).as_posix())
        and not by_block.search(name)
        and f'"{name}"' not in everything
        and f"'{name}'" not in everything
    ]
    assert not unused, "Nothing uses " + ", ".join(unused)


def test_no_file_has_outgrown_its_subject() -> None:
    """From 500 lines a file is split; at 300 somebody looks."""
    suffixes = {".py", ".html", ".js", ".typ"}
    long = []
    for path in files():
        vendored = {"vendor", "static", "fixtures", "migrations"} & set(path.relative_to(ROOT).parts)
        if path.suffix in suffixes and not vendored:
            lines = len(path.read_text(encoding="utf-8").splitlines())
            long += [f"{named(path)} ({lines})"] if lines >= LONGEST else []
    assert not long, "Split " + ", ".join(long)


def test_nothing_names_a_machine_of_ours() -> None:
    """The repository stands alone: no path of one computer, no page that only its makers have."""
    found = []
    for path in files():
        if path.suffix not in PROSE or path.stat().st_size > 2_000_000 or "vendor" in path.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        # not where it is the tail of an address or of another path
        paths = [word for word in PATHS if re.search(rf"(?<![\w.}}-]){word}", text)]
        found += [f"{named(path)}: {word}" for word in (*paths, *(page for page in PAGES if page in text))]
    assert not found, "\n".join(found)


def addresses(patterns: list[URLPattern | URLResolver], room: str = "") -> Iterator[str]:
    """The name of every address of our own rooms."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from addresses(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{room}{pattern.name}"


def test_every_address_says_who_may_open_it() -> None:
    """Nobody adds a page without saying for whom it is."""
    there = set(addresses(get_resolver().url_patterns))
    assert there - set(PERMISSIONS) == set(), "No row in tests/permissions.py"
    assert set(PERMISSIONS) - there == set(), "A row in tests/permissions.py for an address that is gone"


def test_rooms_import_only_from_rooms_below() -> None:
    """The drawing in pyproject.toml is the code's."""
    program = "from importlinter.cli import lint_imports_command as check; check()"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_linter_knows_every_room() -> None:
    """A new room cannot stand outside the drawing."""
    import tomllib

    known = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert sorted(known["root_packages"]) == ROOMS
    layers = {room.strip() for layer in known["contracts"][0]["layers"] for room in layer.split("|")}
    assert sorted(layers) == ROOMS


def test_the_number_of_regions_is_counted_and_never_written() -> None:
    """A region may split or merge; the code must not notice."""
    found = []
    for path in code():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and type(node.value) is int and node.value == 28:
                found.append(f"{named(path)}:{node.lineno}")
    assert not found, "A written 28 in " + ", ".join(found)
