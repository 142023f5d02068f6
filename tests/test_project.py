"""What stands around the code: locks, settings page, description for other governments, vendored files."""

import ast
import hashlib
import json
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from scripts import installation
from scripts.processes import ROOT

pytestmark = pytest.mark.once

LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
TEXT = {"type": "string", "minLength": 1}
DESCRIPTION = {
    "type": "object",
    "required": ["shortDescription", "longDescription", "features"],
    "properties": {
        "shortDescription": {"type": "string", "maxLength": 150, "minLength": 1},
        "longDescription": {"type": "string", "minLength": 150, "maxLength": 10_000},
        "features": {"type": "array", "minItems": 1, "items": TEXT},
    },
    "additionalProperties": False,
}
PUBLICCODE = {
    "type": "object",
    "required": [
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation",
    ],
    "properties": {
        "publiccodeYmlVersion": {"const": "0.5"},
        "name": TEXT,
        "url": {"type": "string", "pattern": "^https://"},
        "platforms": {"type": "array", "items": {"const": "web"}},
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "softwareType": {"const": "standalone/web"},
        "description": {"type": "object", "required": ["nl", "en"], "additionalProperties": DESCRIPTION},
        "legal": {"properties": {"license": {"const": "EUPL-1.2"}}, "required": ["license"]},
        "maintenance": {
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"enum": ["internal", "contract", "community", "none"]}},
        },
        "localisation": {"type": "object", "required": ["localisationReady", "availableLanguages"]},
    },
}  # fmt: skip


def _plain(name: str) -> str:
    """A package's name as an index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _locked(lock: str) -> set[str]:
    names = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / lock).read_text(), re.MULTILINE)
    return {_plain(name) for name in names}


def _wanted(requirements: list[str]) -> set[str]:
    return {_plain(re.split(r"[\[><=~! ;]", requirement)[0]) for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_machine(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.findall(r"https?:|file:|git\+|--(?:extra-)?index-url|--find-links", text)
    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in package for package in packages if "==" in package)


def test_the_locks_cover_what_the_project_asks_for() -> None:
    runtime, dev = PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["dev"]
    assert _wanted(runtime) <= _locked(LOCKS[0])
    assert _wanted(runtime) | _wanted(dev) <= _locked(LOCKS[1])


def test_tests_run_with_the_versions_that_run_in_production() -> None:
    pins = [set(re.findall(r"^(\S+==\S+)", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS]
    assert pins[0] <= pins[1]


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    asked = [line for line in lines if re.match(r'^    "[a-z][\w.\[\]-]*>=', line)]
    silent = [line for line in asked if "#" not in line]
    assert asked
    assert not silent


def test_the_settings_page_lists_every_variable() -> None:
    tree = ast.parse((ROOT / "ghnt" / "settings.py").read_text())
    read = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and "env" in ast.unparse(node.func).lower()
        and not (isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call))
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert read - {"PORT"} == listed  # PORT is told below the table, for it is `make run`'s


def test_other_governments_can_find_the_product() -> None:
    jsonschema.validate(yaml.safe_load((ROOT / "publiccode.yml").read_text()), PUBLICCODE)


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [int(number) for number in re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert "Appendix" in text


def test_a_vendored_test_tool_is_what_its_manifest_says() -> None:
    folder = ROOT / "tests" / "vendor"
    listed = {entry["file"]: entry for entry in json.loads((folder / "manifest.json").read_text())["files"]}
    assert {path.name for path in folder.iterdir()} == {"manifest.json", *listed}
    for name, entry in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == entry["sha256"]


def test_ci_runs_what_people_run() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if "make" in line]
    assert commands == ["exec make test"]
    assert "make test" in (ROOT / "README.md").read_text()


def test_an_installation_keeps_its_key_to_itself(tmp_path: Path) -> None:
    key = installation.secret_key(tmp_path)
    assert len(key) > 50
    assert installation.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
