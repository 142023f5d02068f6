"""What an application still lacks, and marks that tell whether somebody changed it meanwhile."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from questionnaires.form import mark_of

from ..models import Application, ApplicationRegion
from ..sheet_page import SheetPage, page_of
from .budget import Budget, budget_of


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that must still be done before an application can be handed in, and the page for it."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that an application says: its answers, its money, its regions, and what it lacks."""

    application: Application
    regions: tuple[ApplicationRegion, ...]
    themes: tuple[str, ...]
    plan: SheetPage
    budget: Budget
    lacks: tuple[Lack, ...]

    @property
    def partners(self) -> list[ApplicationRegion]:
        """Who takes part besides the lead."""
        return [one for one in self.regions if not one.is_lead]


def whole_of(application: Application) -> Whole:
    """Read an application once, for a page or for handing in."""
    plan = page_of(application.sheet, reverse("projectpool:plan", args=[application.pk]))
    regions = tuple(application.application_regions.select_related("region", "agreed_by"))
    themes = tuple(theme.name for theme in application.themes.all())
    budget = budget_of(application)
    lacks = (
        *_about(application, themes),
        *_plan(plan),
        *_budget(application, budget),
        *_partners(application, regions),
    )
    return Whole(application, regions, themes, plan, budget, lacks)


def _about(application: Application, themes: tuple[str, ...]) -> list[Lack]:
    url = reverse("projectpool:regions", args=[application.pk])
    return [] if themes else [Lack(_("Kies ten minste één thema."), url)]


def _plan(plan: SheetPage) -> list[Lack]:
    said = _("Beantwoord de vraag: %s")
    return [
        Lack(said % field.question.text, f"{plan.address}#vraag-{field.key}") for field in plan.unanswered
    ]


def _budget(application: Application, budget: Budget) -> list[Lack]:
    url = reverse("projectpool:budget", args=[application.pk])
    found = [] if budget.fits else [Lack(budget.verdict, url)]
    if budget.total.amount:
        said = _("Vul in de begroting iets in voor %s, of laat de regio niet meedoen.")
        found += [Lack(said % region.name, url) for region in budget.without_money]
    return found


def _partners(application: Application, regions: tuple[ApplicationRegion, ...]) -> list[Lack]:
    url = reverse("projectpool:agreement", args=[application.pk])
    said = _("Wacht op het akkoord van %s. De projectleider van die regio geeft het zelf.")
    return [Lack(said % one.region.name, url) for one in regions if not one.is_lead and not one.agreed_at]


def about_mark(application: Application) -> str:
    """A mark of title, themes and regions as they stand."""
    regions = application.application_regions.order_by("region").values_list(
        "region", "is_lead", "partial_nl"
    )
    themes = sorted(application.themes.values_list("pk", flat=True))
    return mark_of({"title": application.title, "themes": themes, "regions": [list(one) for one in regions]})


def budget_mark(application: Application) -> str:
    """A mark of the budget as it stands, and of whose it is."""
    lines = application.budget_lines.order_by("region", "year")
    rows = [list(one) for one in lines.values_list("region", "year", "amount", "cofinance")]
    regions = sorted(application.application_regions.values_list("region", flat=True))
    return mark_of({"rows": rows, "regions": regions})


def whole_mark(application: Application) -> str:
    """A mark of everything that partners agree with and that the lead hands in."""
    answers = application.sheet.answers.order_by("question").values_list("question", "revision")
    parts = {"about": about_mark(application), "budget": budget_mark(application)}
    return mark_of(parts | {"answers": [list(one) for one in answers]})
