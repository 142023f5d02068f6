"""A whole pool played through by role in a real browser: from opening a call to the lesson of a project.

Forty applications, six of them joint; three are clicked, the others come through the actions. The last money
is given away by two managers in the same second."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.text import slugify
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import pool_of_forty as forty
from tests.browsing import Axe, Window, faults, follow, sign_in, visit, wait_saved
from tests.installations import Installation

pytestmark = pytest.mark.browser
KEY, YEAR = "proef", timezone.localdate().year + 1
POOL = "/projectenpool"
CALL = f"{POOL}/openstellingen/{KEY}/"
ALONE, TOGETHER = "Sneller hulp in de wijk", "Eén training voor twee regio’s"
ALONE_ASKS, TOGETHER_ASKS = 40_000, 50_000
LESSON = "Vraag eerst aan de wijkteams zelf wat zij nodig hebben."
PLAN = ("summary", "reason", "goal", "activities", "result", "planning", "securing", "transfer")


class Stage:
    """Everybody of the story in a browser of their own: regions on a phone, the programme at a desk."""

    def __init__(self, window: Window, server: str, axe: Axe) -> None:
        self.window, self.server, self.axe = window, server, axe
        self.pages: dict[str, Page] = {}
        self.faults: list[str] = []
        self.seen: set[str] = set()

    def of(self, person: str, address: str = "", language: str = "nl") -> Page:
        """The page of somebody, at an address when one is given."""
        page = self.pages.get(person + language) or self._come_in(person, language)
        if address:
            visit(page, self.server + address)
        return page

    def look(self, page: Page) -> None:
        """Note what is wrong with the open page for who cannot see or has a small screen; once per kind."""
        address = page.url.removeprefix(self.server)
        kind = re.sub(r"\d+", "", address)
        if kind not in self.seen:
            self.seen.add(kind)
            self.faults += faults(page, self.axe, address)

    def _come_in(self, person: str, language: str) -> Page:
        page = self.window(language, 320 if person.startswith("projectleider") else 1280)
        self.pages[person + language] = sign_in(page, self.server, person)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        return page


@pytest.fixture
def stage(window: Window, server: str, axe: Axe) -> Stage:
    return Stage(window, server, axe)


def press(page: Page, name: str) -> None:
    """A button that sends a form."""
    follow(page.get_by_role("button", name=name, exact=True))


def number_in(page: Page) -> int:
    """The application or report whose page is open."""
    found = re.search(r"/(?:aanvragen|verslag|beoordelen)/(\d+)/", page.url)
    assert found, page.url
    return int(found[1])


def test_a_pool_from_call_to_lesson(stage: Stage, example: Installation) -> None:
    open_a_call(stage)
    alone = apply_for(stage, "zeeland", ALONE, ALONE_ASKS)
    hand_in(stage, "zeeland", alone)
    together = apply_for(stage, "groningen", TOGETHER, TOGETHER_ASKS - 20_000, partner="Friesland")
    agree(stage, "friesland", together, 20_000)
    hand_in(stage, "groningen", together)
    code = f"forty.play({KEY!r}, left={ALONE_ASKS + TOGETHER_ASKS})"
    made = example.manage("shell", "-v0", "-c", f"from tests.browser import pool_of_forty as forty; {code}")
    assert made.split() == ["40", "6"]
    for application, title in ((alone, ALONE), (together, TOGETHER)):
        assign(stage, application)
        for person in ("programmamedewerker", "expert"):
            assess(stage, person, title)
    spend_the_last_euro(stage, (alone, together))
    the_next_is_refused(stage)
    read_the_letter(stage, "zeeland", alone)
    report_and_learn(stage, "zeeland")
    read_in_english(stage)
    assert stage.faults == []


def open_a_call(stage: Stage) -> None:
    """The manager makes a call with two criteria and makes it known."""
    page = stage.of("programmamanager", f"{POOL}/openstellingen/nieuw/")
    now = timezone.localtime()
    for label, typed in {
        "Sleutel": KEY, "Titel": "Proefopenstelling", "Budget in euro’s": "1.000.000",
        "Minimum per project in euro’s": "10.000", "Maximum per project in euro’s": "60.000",
        "Eerste jaar waarvoor geld gevraagd kan worden": str(YEAR), "Laatste jaar": str(YEAR),
        "Opent op": f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M:%S}",
        "Sluit op": f"{now + timedelta(days=5):%Y-%m-%dT%H:%M:%S}",
    }.items():  # fmt: skip
        page.get_by_label(re.compile(rf"^{re.escape(label)}( \(niet verplicht\))?$")).fill(typed)
    for theme in ("Lokale teams versterken", "Trauma-aanpak", "MDA++"):
        page.get_by_label(theme, exact=True).check()
    press(page, "Maak de openstelling")
    for name, weight in (("Kwaliteit van het plan", "2"), ("Borging", "1")):
        follow(page.get_by_role("link", name="Criterium toevoegen"))
        page.get_by_label("Criterium", exact=True).fill(name)
        page.get_by_label("Gewicht").fill(weight)
        press(page, "Bewaar")
    press(page, "Maak de openstelling bekend")
    expect(page.get_by_text("De openstelling is bekend.")).to_be_visible()


def apply_for(stage: Stage, region: str, title: str, asks: int, partner: str = "") -> int:
    """A project leader fills in an application on a phone; which one it is."""
    page = stage.of(f"projectleider-{region}", CALL)
    follow(page.get_by_role("link", name="Begin een aanvraag"))
    page.get_by_label("Titel van het project").fill(title)
    press(page, "Begin")
    follow(page.get_by_role("link", name="Titel, thema’s en regio’s"))
    page.get_by_label("Lokale teams versterken").check()
    if partner:
        page.get_by_label(partner, exact=True).check()
    press(page, "Bewaar")
    application = number_in(page)
    ask_money(page, stage.server, application, region, asks)
    page.goto(f"{stage.server}{POOL}/aanvragen/{application}/plan/")
    for key in PLAN:
        page.locator(f"#application-{key}-veld").fill("Wij trainen alle wijkteams, en zij trainen elkaar.")
    page.locator("h1").click()
    for key in PLAN:
        wait_saved(page, f"application-{key}")
    stage.look(page)
    return application


def ask_money(page: Page, server: str, application: int, region: str, asks: int) -> None:
    page.goto(f"{server}{POOL}/aanvragen/{application}/begroting/")
    page.locator(f"[name='{region}-{YEAR}-gevraagd']").fill(str(asks))
    press(page, "Bewaar de begroting")


def agree(stage: Stage, region: str, application: int, asks: int) -> None:
    """The partner's own leader fills in its part of the money, reads the whole and agrees."""
    page = stage.of(f"projectleider-{region}", f"{POOL}/aanvragen/{application}/begroting/")
    ask_money(page, stage.server, application, region, asks)
    page.goto(f"{stage.server}{POOL}/aanvragen/{application}/akkoord/")
    stage.look(page)
    follow(page.get_by_role("button", name="is akkoord met deze aanvraag"))
    expect(page.get_by_text("akkoord op").first).to_be_visible()


def hand_in(stage: Stage, region: str, application: int) -> None:
    page = stage.of(f"projectleider-{region}", f"{POOL}/aanvragen/{application}/")
    follow(page.get_by_role("link", name="Controleer en dien in"))
    stage.look(page)
    press(page, "Dien de aanvraag in")
    expect(page).to_have_url(re.compile("/ontvangst/$"))
    stage.look(page)


def assign(stage: Stage, application: int) -> None:
    page = stage.of("programmamanager", f"{POOL}/aanvragen/{application}/beoordelaars/")
    for person in ("programmamedewerker", "expert"):
        page.get_by_label(person, exact=True).check()
    press(page, "Vraag te beoordelen")


def assess(stage: Stage, person: str, title: str) -> None:
    """An assessor says to have no interest, and scores every criterion with a reason."""
    page = stage.of(person, f"{POOL}/beoordelen/")
    follow(page.get_by_role("link", name=title))
    press(page, "Ik heb geen belang en ga beoordelen")
    expect(page.locator("fieldset.g-score")).to_have_count(2)
    for criterion in page.locator("fieldset.g-score").all():
        criterion.get_by_label("4, goed").check()
        criterion.get_by_label("Waarom").fill("Het plan is helder en de regio doet zelf mee.")
    press(page, "Rond de beoordeling af")
    expect(page.get_by_text("U rondde uw beoordeling af")).to_be_visible()


def decision_of(stage: Stage, person: str, application: int) -> Page:
    """A manager fills in a grant, and has not yet pressed the button."""
    page = stage.of(person, f"{POOL}/aanvragen/{application}/besluit/")
    page.get_by_label("toekennen", exact=True).check()
    page.get_by_label("Eerste dag van het project").fill(f"{YEAR}-01-01")
    page.get_by_label("Laatste dag van het project").fill(f"{YEAR}-03-31")
    page.get_by_label("Motivering").fill("Het plan is goed en beide beoordelaars zijn het eens.")
    return page


def spend_the_last_euro(stage: Stage, applications: tuple[int, int]) -> None:
    """Two managers take a decision in the same second; together that is exactly what was left."""
    managers = ("programmamanager", forty.SECOND)
    pages = [decision_of(stage, *one) for one in zip(managers, applications, strict=True)]
    for page in pages:
        page.evaluate("setTimeout(() => document.querySelector('form.g-form').requestSubmit())")
    for page in pages:
        expect(page.get_by_text("Het besluit is genomen.")).to_be_visible()
    page = stage.of("programmamanager", f"{CALL}beoordeling/")
    expect(page.locator("#volgorde ~ .g-scroll tbody tr")).to_have_count(forty.ALL)
    assert page.locator(".g-kpi dd").all_inner_texts() == ["€\u00a01.000.000"] * 2 + ["€\u00a00", "1"]


def the_next_is_refused(stage: Stage) -> None:
    """Nothing is left: the decision is not taken, what was typed stays, and a sentence says why."""
    page = stage.of("programmamanager", f"{CALL}beoordeling/")
    follow(page.get_by_role("link", name=forty.NEXT, exact=True))
    page = decision_of(stage, "programmamanager", number_in(page))
    press(page, "Neem het besluit")
    expect(page.get_by_text("Dit past niet meer in het budget. Er is nog €\u00a00 over")).to_be_visible()
    expect(page.get_by_label("Motivering")).to_have_value(re.compile("beide beoordelaars"))
    stage.look(page)


def read_the_letter(stage: Stage, region: str, application: int) -> None:
    """The region opens the letter as a PDF that names the project and the amount."""
    page = stage.of(f"projectleider-{region}", f"{POOL}/aanvragen/{application}/")
    stage.look(page)
    link = page.get_by_role("link", name="Brief met het besluit (PDF)").get_attribute("href")
    answer = page.request.get(f"{stage.server}{link}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    assert ALONE in words
    assert "40.000" in words


def report_and_learn(stage: Stage, region: str) -> None:
    """The final report saves itself and is handed in; the programme approves it; everybody can learn."""
    page = stage.of(f"projectleider-{region}", f"{POOL}/projecten/{slugify(ALONE)}/")
    follow(page.get_by_role("link", name="Eindverslag"))
    for key in ("results", "light-reason", "next"):
        page.locator(f"#report-{key}-veld").fill("Alle wijkteams zijn getraind.")
    page.locator("#report-lesson-veld").fill(LESSON)
    page.locator("#report-light-green").check()
    page.locator("#report-delay-none").check()
    for key in ("results", "light", "light-reason", "delay", "next", "lesson"):
        wait_saved(page, f"report-{key}")
    stage.look(page)
    report = page.url
    press(page, "Bewaar en controleer")
    press(page, "Versturen naar het programmateam")
    expect(page).to_have_url(re.compile(f"/projecten/{slugify(ALONE)}/$"))
    manager = stage.of("programmamedewerker", report.removeprefix(stage.server))
    manager.get_by_label("goedkeuren", exact=True).check()
    press(manager, "Bewaren")
    expect(manager).to_have_url(re.compile(r"/(projecten/[^/]+|verslagen)/$"))
    page = stage.of("projectleider-friesland", f"{POOL}/lessen/")
    expect(page.get_by_text(LESSON)).to_be_visible()


def read_in_english(stage: Stage) -> None:
    """The programme's pages about the same pool at a desk, in English."""
    addresses = (
        f"{CALL}beoordeling/",
        f"{POOL}/aanvragen/?openstelling={KEY}",
        f"{POOL}/projecten/{slugify(ALONE)}/",
        f"{POOL}/themas/{YEAR}/",
    )
    for address in addresses:
        page = stage.of("programmamanager", address, "en")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        stage.look(page)
