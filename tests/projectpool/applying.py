"""Regions that apply: a call that is open, with its questions, and the people of three regions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from buildingblocks.models import BuildingBlock
from projectpool.models import Application, Call, Theme
from questionnaires.models import Answer, Questionnaire
from regions.models import Region
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.projectpool.factories import CallFactory, CriterionFactory, ThemeFactory
from tests.questionnaires.factories import QuestionFactory, QuestionnaireFactory, SectionFactory
from tests.regions.factories import RegionFactory
from tests.roundtables.people import Kind, person, signed_in

PAGE = {"HX-Request": "true"}
NEEDED = ("application-goal", "application-activities")


class Applying:
    """Drenthe, Twente and Zeeland, before a call of 300.000 euros with 25.000 to 100.000 a project."""

    def __init__(self) -> None:
        self.block: BuildingBlock = BuildingBlockFactory(key="project-pool", slug="projectenpool")
        self.regions: dict[str, Region] = {
            slug: RegionFactory(slug=slug, name=slug.capitalize())
            for slug in ("drenthe", "twente", "zeeland")
        }
        self.trauma: Theme = ThemeFactory(key="trauma", name_nl="Traumahulp")
        self.safety: Theme = ThemeFactory(key="veilig", name_nl="Veilig thuis wonen")
        self.call: Call = CallFactory(key="2031", questionnaire=self._questions())
        self.call.themes.set([self.trauma, self.safety])
        CriterionFactory(call=self.call, name_nl="Haalbaar", position=1)
        self.manager = person(Kind.PROGRAMME_MANAGER)
        self.leader = self.leader_of("drenthe")
        self.colleague = person(Kind.CONTRIBUTOR, self.regions["drenthe"], self.block)
        self.partner = self.leader_of("twente")
        self.stranger = self.leader_of("zeeland")

    def _questions(self) -> Questionnaire:
        made = QuestionnaireFactory(version="aanvraag-1", purpose=Questionnaire.Purpose.APPLICATION)
        section = SectionFactory(questionnaire=made, block=self.block)
        for key, text, needed in (
            ("application-goal", "Wat is het doel?", True),
            ("application-activities", "Wat gaat u doen?", True),
            ("application-cofinance", "Wat brengt de regio zelf in?", False),
        ):
            QuestionFactory(
                section=section, questionnaire=made, key=key, text_nl=text, type="free_text", required=needed
            )
        return made

    def leader_of(self, region: str) -> User:
        return person(Kind.PROJECT_LEADER, self.regions[region])

    def begin(self, title: str = "Samen sterker", by: User | None = None) -> Application:
        """Drenthe begins, as on the page of the call."""
        client = signed_in(by or self.leader)
        answer = client.post(
            f"/projectenpool/openstellingen/{self.call.key}/aanvragen/", {"title": title, "region": "drenthe"}
        )
        assert answer.status_code == 302, answer.content.decode()
        return Application.objects.get(title=title)

    def complete(self, *partners: str) -> Application:
        """An application of Drenthe, with partners that did not agree yet, in which nothing else lacks."""
        application = self.begin()
        client = signed_in(self.leader)
        self.about(client, application, partners=[self.regions[slug].pk for slug in partners])
        for key in NEEDED:
            save(client, application, key, "Wij trainen alle wijkteams.")
        amounts = {"drenthe-2031-gevraagd": "20.000", "drenthe-2031-eigen": "5.000"}
        amounts |= {f"{slug}-2032-gevraagd": "10.000,50" for slug in (*partners, "drenthe")}
        self.budget(client, application, **amounts)
        return application

    def about(self, client: Client, application: Application, **sent: Any) -> Any:
        """Send the page with title, themes and regions."""
        page = where(application, "regios")
        data: dict[str, Any] = {"title": application.title, "themes": [self.trauma.pk], "partners": []}
        mark = sent.pop("gezien", None) or hidden(client.get(page), "gezien")
        return client.post(page, {**data, "gezien": mark, **sent})

    def budget(self, client: Client, application: Application, **sent: Any) -> Any:
        """Send the page with the budget."""
        page = where(application, "begroting")
        mark = sent.pop("gezien", None) or hidden(client.get(page), "gezien")
        return client.post(page, {"gezien": mark, **sent})

    def close(self, moment: datetime | None = None) -> None:
        """The call closes, by default a second ago."""
        Call.objects.filter(pk=self.call.pk).update(closes_at=moment or timezone.now() - timedelta(seconds=1))


def where(application: Application, part: str = "") -> str:
    return f"/projectenpool/aanvragen/{application.pk}/" + (f"{part}/" if part else "")


def hidden(answer: Any, name: str) -> str:
    """What a page remembers in a hidden field."""
    page = answer.content.decode()
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0] if f'name="{name}"' in page else ""


def save(
    client: Client, application: Application, key: str, text: str, seen: int = 0, page: str = "een"
) -> Any:
    """As the page of the plan saves one question by itself."""
    data = {"vraag": key, key: text, f"{key}.seen": str(seen), "page": page}
    return client.post(where(application, "plan"), data, headers=PAGE)


def agree(client: Client, application: Application, region: str) -> Any:
    """Read the whole and say yes, as a partner's leader does."""
    page = where(application, "akkoord")
    mark = hidden(client.get(page), "gezien")
    return client.post(page, {"doen": "akkoord", "regio": region, "gezien": mark})


def hand_in(client: Client, application: Application, mark: str | None = None) -> Any:
    """Read the whole and send it."""
    page = where(application, "indienen")
    mark = hidden(client.get(page), "gezien") if mark is None else mark
    return client.post(page, {"gezien": mark})


def stands(application: Application, key: str) -> str:
    """The text that stands as the answer."""
    return str(Answer.objects.get(sheet=application.sheet, question__key=key).text)


@contextmanager
def clock_at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server's clock stands at this moment."""
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        yield
