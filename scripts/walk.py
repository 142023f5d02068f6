"""Walk through a running example as each role: every kind of page, both languages, a phone and a desk.

    python -m scripts.walk http://127.0.0.1:8000 [--as programmamanager ...]

From the start page and one's own work it follows the links that each role sees, two of every kind of page. On
each it asks axe, looks whether the page is wider than its window, whether a script complained, and presses
Tab through all of it: whatever can be used must be reached, and must be seen to be. Prints a line per fault.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts import chromium

ROLES = (
    "", "beheerder", "programmamanager", "programmamedewerker", "projectleider-drenthe", "medewerker-drenthe",
    "gemeente-drenthe", "opdrachtgever", "stuurgroep", "expert",
)  # fmt: skip
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
WIDTHS = (320, 1280)
OF_A_KIND = 2
MOST = 400  # presses of Tab
AXE = Path(__file__).parents[1] / "tests" / "vendor" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LINKS = "[...document.querySelectorAll('main a[href], header a[href], nav a[href]')].map(a => a.href)"
USABLE = """() => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter(one => !one.disabled && one.tabIndex >= 0 && one.getClientRects().length)
  .filter(one => one.checkVisibility({visibilityProperty: true}))
  .map((one, place) => { one.dataset.walk = place; return [place, one.type === 'radio' ? one.name : '',
    (one.textContent.trim() || one.getAttribute('aria-label') || one.name || one.tagName).slice(0, 50)]; })"""
FOCUSED = """() => { const one = document.activeElement; if (!one || one === document.body) return null;
  const look = getComputedStyle(one), box = one.getBoundingClientRect();
  return [one.dataset.walk ?? '', (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0)
    || look.boxShadow !== 'none' || one.matches('.utrecht-skip-link'), box.width * box.height > 0,
    one.outerHTML.slice(0, 80)]; }"""


@dataclass(slots=True)
class Walk:
    """What was seen by one role."""

    role: str
    pages: dict[str, str] = field(default_factory=dict)  # address by kind and number
    faults: list[str] = field(default_factory=list)


def kind_of(address: str) -> str:
    """The name of the page in the URL conf; empty for what is no page of ours."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def sign_in(context: BrowserContext, base: str, role: str) -> None:
    """As one of the example's people; the public does not sign in."""
    if not role:
        return
    page = context.new_page()
    page.goto(f"{base}/voorbeeld/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    form: dict[str, str | float | bool] = {"persoon": role, "csrfmiddlewaretoken": token}
    answer = page.request.post(f"{base}/voorbeeld/inloggen/", form=form, headers={"Referer": base + "/"})
    if answer.status >= 400:
        raise SystemExit(f"{role}: the example answered {answer.status}")
    page.close()


def find_pages(page: Page, base: str) -> dict[str, str]:
    """Every kind of page that can be reached by links, two of each."""
    found: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    waiting, seen = [f"{base}/", f"{base}/mijn-werk/"], set()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in seen or not kind or kinds[kind] >= OF_A_KIND:
            continue
        seen.add(address)
        answer = page.request.get(address)
        is_page = "text/html" in answer.headers.get("content-type", "")
        if not is_page or "attachment" in answer.headers.get("content-disposition", ""):
            continue
        page.goto(address)
        if page.url.split("#")[0] != address:
            continue  # sent on to another page, which counts for itself
        kinds[kind] += 1
        found[f"{kind} {kinds[kind]}"] = address
        links = [urldefrag(one).url for one in page.evaluate(LINKS)]
        waiting += [one for one in links if one.startswith(base) and one not in seen]
    return found


def look(page: Page, address: str, *, keyboard: bool) -> Iterator[str]:
    """What is wrong with one page."""
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        yield f"answers {answer.status if answer else 'nothing'}"
        return
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    for one in page.evaluate("options => axe.run(document, options)", options)["violations"]:
        yield f"axe {one['id']}: {[node['target'] for node in one['nodes']][:3]}"
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        yield f"{wide} px wider than the window"
    if keyboard:
        yield from press_tab(page)
    yield from (f"script: {one}" for one in said)


def press_tab(page: Page) -> Iterator[str]:
    """Whatever can be used is reached with Tab and seen to be."""
    usable: list[list[str]] = page.evaluate(USABLE)
    reached: set[str] = set()
    # Day, month, year and calendar are a stop each; a moment has hours, minutes and seconds too.
    dates = page.locator("input[type=date]:visible").count()
    moments = page.locator("input[type=datetime-local]:visible").count()
    for _press in range(min(len(usable) + 3 * dates + 7 * moments + 5, MOST)):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now is None:
            break
        place, outlined, sized, html = now
        reached.add(place)
        if not outlined or not sized:
            yield f"focus is not seen: {html}"
    by_name: dict[str, set[str]] = {}
    for place, name, _text in usable:
        by_name.setdefault(name, set()).add(str(place)) if name else None
    for place, name, text in usable[:MOST]:
        together = by_name[name] if name else {str(place)}  # radio buttons are one stop
        if not together & reached and not (name and str(place) != min(together)):
            yield f"not reached with Tab: {text}"


def walk(browser: Browser, base: str, role: str) -> Walk:
    """One role, everywhere."""
    found = Walk(role or "public")
    for language, locale in LANGUAGES.items():
        context = browser.new_context(locale=locale, viewport={"width": 1280, "height": 900})
        sign_in(context, base, role)
        if not found.pages:
            opened = context.new_page()
            found.pages = find_pages(opened, base)
            opened.close()
        for kind, address in found.pages.items():
            for width in WIDTHS:
                page = context.new_page()
                page.set_viewport_size({"width": width, "height": 900})
                keyboard = width == 1280 and language == "nl"
                where = f"{found.role} {language} {width} {kind} {urlsplit(address).path}"
                found.faults += [f"{where}: {fault}" for fault in look(page, address, keyboard=keyboard)]
                page.close()
        context.close()
    return found


def main() -> int:
    """Every role in turn; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("--as", dest="roles", action="append", choices=ROLES)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ghnt.settings")
    os.environ.setdefault("SECRET_KEY", "only-to-read-the-url-conf")
    os.environ.setdefault("EXAMPLE", "1")
    import django

    django.setup()
    faults = 0
    with sync_playwright() as playwright:
        path = chromium.remembered() or chromium.find()
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        for role in asked.roles or ROLES:
            found = walk(browser, asked.base.rstrip("/"), role)
            print(f"{found.role}: {len(found.pages)} pages, {len(found.faults)} faults", flush=True)
            print(f"  {', '.join(found.pages)}", flush=True)
            for fault in found.faults:
                print(f"  {fault}", flush=True)
            faults += len(found.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
