"""What comes from others stands in the repository as it was built, with where it came from."""

import hashlib
import json
import re

import pytest

from scripts.processes import ROOT

pytestmark = pytest.mark.once
MANIFESTS = sorted((ROOT / "static").rglob("MANIFEST.json"))


def test_vendored_files_are_what_their_manifest_says() -> None:
    assert MANIFESTS
    for manifest in MANIFESTS:
        for name, entry in json.loads(manifest.read_text(encoding="utf-8")).items():
            found = hashlib.sha256((manifest.parent / name).read_bytes()).hexdigest()
            assert found == entry["sha256"], f"{name}: build it with frontend/build_css.py"


def test_versions_are_those_of_the_lock() -> None:
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text(encoding="utf-8"))["packages"]
    for manifest in MANIFESTS:
        for entry in json.loads(manifest.read_text(encoding="utf-8")).values():
            for origin in entry["from"]:
                locked = lock[f"node_modules/{origin['package']}"]
                assert (origin["version"], origin["integrity"]) == (locked["version"], locked["integrity"])


def test_every_page_keeps_to_the_content_policy() -> None:
    """No style attribute, style block, handler or inline script; but the report's file stands on its own."""
    forbidden = re.compile(r"<[^>]*\s(style|on[a-z]+)=|<style|<script(?![^>]*\ssrc=)")
    for template in sorted((ROOT / "templates").rglob("*.html")):
        if template.name != "page.html":
            assert not forbidden.search(template.read_text(encoding="utf-8")), template.name
