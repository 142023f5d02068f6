"""Translations without gettext installed: `compile` makes the .mo files, `update` adds new texts to the .po
files, `check` fails on a text that has no English yet. The texts in the code are Dutch.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
NO_ROOMS = ("benchmarks", "scripts", "tests")
ROOMS = sorted({path.parent.name for path in ROOT.glob("*/__init__.py")} - set(NO_ROOMS))
PYTHON_KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LANGUAGES = ("en",)
CALL_IN_TEMPLATE = re.compile(r"\b(n?p?gettext|_)\(")

type Text = str | tuple[str, str]
type Found = tuple[Path, int, Text, str | None]


def po_files() -> list[Path]:
    """The translations that people keep: one file a language that the texts in the code are not in."""
    return [ROOT / "locale" / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]


def compile_all() -> None:
    """Write each .mo beside its .po when that is older or absent; a reader never sees half a file."""
    for po in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        fresh = mo.with_suffix(f".{os.getpid()}.new")
        with po.open("rb") as source, fresh.open("wb") as target:
            write_mo(target, read_po(source, locale=po.parent.parent.name, abort_invalid=True))
        fresh.replace(mo)


def _in_python() -> Iterator[Found]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            found = extract_from_file("python", path, keywords=PYTHON_KEYWORDS)
            for line, text, _comments, context in found:
                yield path, line, text if isinstance(text, str) else (text[0], text[1]), context


def _arguments(source: str, start: int) -> list[ast.expr]:
    """The arguments of the call that opens at `start`: the shortest piece that is Python."""
    end = source.index(")", start)
    while True:
        try:
            call = ast.parse("f" + source[start : end + 1], mode="eval").body
        except SyntaxError:
            end = source.index(")", end + 1)
            continue
        return call.args if isinstance(call, ast.Call) else []


def _in_templates() -> Iterator[Found]:
    from django.utils.translation.template import templatize

    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix not in (".html", ".txt"):
            continue
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        for call in CALL_IN_TEMPLATE.finditer(source):
            words = [
                part.value for part in _arguments(source, call.end() - 1)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]  # fmt: skip
            context = words.pop(0) if "p" in call[1] else None
            text: Text = (words[0], words[1]) if call[1].startswith("n") else words[0]
            yield path, source.count("\n", 0, call.start()) + 1, text, context


def texts() -> Catalog:
    """Every text that the code and the templates mark for translation."""
    catalog = Catalog(project="ghnt-monitor", charset="utf-8")
    for path, line, text, context in (*_in_python(), *_in_templates()):
        catalog.add(text, locations=[(str(path.relative_to(ROOT)), line)], context=context)
    return catalog


def _stored(po: Path) -> Catalog:
    if not po.exists():
        return Catalog(locale=po.parent.parent.name, project="ghnt-monitor", charset="utf-8")
    with po.open("rb") as source:
        return read_po(source, locale=po.parent.parent.name)


def update() -> None:
    """Add new texts to each .po, drop the ones that no longer occur, keep what was translated."""
    template = texts()
    for po in po_files():
        stored = _stored(po)
        stored.update(template, no_fuzzy_matching=True, update_header_comment=False)
        stored.obsolete.clear()
        po.parent.mkdir(parents=True, exist_ok=True)
        with po.open("wb") as target:
            write_po(target, stored, omit_header=False, no_location=True, sort_output=True, width=100)


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, (list, tuple)) else bool(message.string)


def untranslated() -> list[str]:
    """A line for each text that one of the .po files lacks: file, line and text."""
    template, missing = texts(), []
    for po in po_files():
        stored = _stored(po)
        for message in template:
            if message.id and not _is_translated(stored.get(message.id, message.context)):
                where = ":".join(str(part) for part in message.locations[0])
                missing.append(f"{where}: not in {po.relative_to(ROOT)}: {message.id!r}")
    return missing


def main(task: str) -> int:
    """Run one of the three tasks; the exit code says whether a text lacks."""
    if task == "compile":
        compile_all()
    elif task == "update":
        update()
        compile_all()
    elif task == "check":
        missing = untranslated()
        print("\n".join(missing) or "Every text is translated.")
        return 1 if missing else 0
    else:
        print(f"Unknown task {task!r}: compile, update or check.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
