# /// script
# requires-python = ">=3.12"
# dependencies = ["tinycss2==1.5.1"]
# ///
"""Rebuilds what static/ holds from npm packages; the product itself needs neither npm nor this script.

    cd frontend && npm ci --ignore-scripts --legacy-peer-deps && uv run --no-project build_css.py

Takes from NL Design System only the components and the design tokens that our pages use, and copies the fonts
and htmx. Beside the files stands MANIFEST.json: which package, version and integrity each came from.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

import tinycss2

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
STATIC = HERE.parent / "static"
UTRECHT = "@utrecht/component-library-css"
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
FONT = "@fontsource/source-sans-3"
HTMX = "htmx.org"
LICENCES = {UTRECHT: "EUPL-1.2", TOKENS: "EUPL-1.2", FONT: "OFL-1.1", HTMX: "0BSD"}
THEME = ".ghnt-theme"

COMPONENTS = frozenset(
    "root body document skip-link page-body breadcrumb-nav heading-1 heading-2 heading-3 heading-4 paragraph link"
    " link-button unordered-list ordered-list alert form-fieldset form-field form-field-description"
    " form-field-error-message form-label radio-button custom-radio checkbox custom-checkbox textarea textbox select"
    " button button-group button-link action-group table table-container status-badge badge-list data-badge"
    " number-badge pagination accordion separator nav-bar nav-list sidenav data-list blockquote figure img"
    " preserve-data number-data".split()
)


def split_selectors(text: str) -> list[str]:
    """The selectors of a rule; commas inside :is(...) or [...] do not part them."""
    found, depth, current = [], 0, ""
    for char in text:
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            found.append(current.strip())
            current = ""
        else:
            current += char
    return [*found, current.strip()]


def wanted(selector: str) -> bool:
    """Whether every component class in the selector is one that we use."""
    classes = re.findall(r"\.utrecht-([a-z0-9]+(?:-[a-z0-9]+)*)", selector)
    return bool(classes) and all(name in COMPONENTS for name in classes)


def trimmed(rules: list[tinycss2.ast.Node]) -> list[str]:
    """The rules about wanted components, in their order; media and supports blocks are looked into."""
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in split_selectors(tinycss2.serialize(rule.prelude)) if wanted(one)]
            if selectors:
                body = re.sub(r"\s+", " ", tinycss2.serialize(rule.content).strip())
                kept.append(f"{','.join(selectors)}{{{body}}}")
        elif rule.type == "at-rule" and rule.content is not None:
            kept += at_rule(rule)
    return kept


def at_rule(rule: tinycss2.ast.AtRule) -> list[str]:
    """A media, supports or keyframes block with only what we use; nothing when that is nothing."""
    prelude = tinycss2.serialize(rule.prelude)
    if rule.lower_at_keyword not in ("media", "supports"):
        return [f"@{rule.at_keyword}{prelude}{{{tinycss2.serialize(rule.content)}}}"]
    inner = trimmed(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
    return [f"@{rule.at_keyword}{prelude}{{{''.join(inner)}}}"] if inner else []


def components() -> str:
    """The style of the components."""
    sheet = (PACKAGES / UTRECHT / "dist/index.css").read_text()
    return "\n".join(trimmed(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))


def theme(css: str) -> str:
    """The design tokens that `css` reads, and the tokens those read, under our own theme's name."""
    sheet = (PACKAGES / TOKENS / "dist/theme.css").read_text()
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    first = next(rule for rule in rules if rule.type == "qualified-rule")
    declarations = tinycss2.parse_declaration_list(first.content, skip_comments=True, skip_whitespace=True)
    tokens = {one.name: tinycss2.serialize(one.value).strip() for one in declarations if one.type == "declaration"}
    needed, open_names = set(), variables(css)
    while open_names:
        name = open_names.pop()
        if name in tokens and name not in needed:
            needed.add(name)
            open_names += variables(tokens[name])
    return f"{THEME}{{{''.join(f'{name}:{value};' for name, value in tokens.items() if name in needed)}}}"


def variables(css: str) -> list[str]:
    """The custom properties that a piece of CSS reads."""
    return re.findall(r"var\(\s*(--[\w-]+)", css)


def manifest(folder: Path, files: dict[str, tuple[str, ...]]) -> None:
    """Writes which package, version and integrity each file of `folder` came from, and its checksum."""
    lock = json.loads((HERE / "package-lock.json").read_text())["packages"]
    entries = {
        name: {
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
            "from": [
                {"package": package, "licence": LICENCES[package], **origin(lock[f"node_modules/{package}"])}
                for package in packages
            ],
        }
        for name, packages in files.items()
    }
    (folder / "MANIFEST.json").write_text(json.dumps(entries, indent=2) + "\n")


def origin(entry: dict[str, str]) -> dict[str, str]:
    """Version and integrity of a locked package."""
    return {"version": entry["version"], "integrity": entry["integrity"]}


def main() -> None:
    """Builds the style sheet, copies fonts and script, and writes the manifests."""
    for name in ("css", "js", "fonts"):
        (STATIC / name).mkdir(parents=True, exist_ok=True)
    css = components()
    (STATIC / "css/nlds.css").write_text(f"{theme(css)}\n{css}\n")
    fonts = [f"source-sans-3-latin-{weight}-normal.woff2" for weight in (400, 700)]
    fonts += [f"source-sans-3-latin-ext-{weight}-normal.woff2" for weight in (400, 700)]
    for font in fonts:
        shutil.copyfile(PACKAGES / FONT / "files" / font, STATIC / "fonts" / font)
    shutil.copyfile(PACKAGES / FONT / "LICENSE", STATIC / "fonts/OFL.txt")
    shutil.copyfile(PACKAGES / HTMX / "dist/htmx.min.js", STATIC / "js/htmx.min.js")
    manifest(STATIC / "css", {"nlds.css": (TOKENS, UTRECHT)})
    manifest(STATIC / "js", {"htmx.min.js": (HTMX,)})
    manifest(STATIC / "fonts", {font: (FONT,) for font in fonts})


if __name__ == "__main__":
    main()
