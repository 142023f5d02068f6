"""What regions type about an application besides its answers: title, themes, regions, budget, reasons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.sent import SeveralField
from regions.models import Region
from regions.names import dutch_key

from ..actions.applying import Part
from ..applying.budget import Budget, Money
from ..models import Application, Theme
from .fields import MoneyField


class BeginForm(forms.Form):
    """A region begins."""

    title = forms.CharField(label=gettext_lazy("Titel van het project"), max_length=160)
    region = forms.ChoiceField(
        label=gettext_lazy("Welke regio dient in?"),
        help_text=gettext_lazy("Deze regio is de penvoerder. Partners kiest u daarna."),
    )

    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["region"]
        choice.choices = [(region.slug, region.name) for region in regions]


class AboutForm(forms.Form):
    """Title, themes and regions of an application. Who does not write for the lead reads the regions."""

    title = forms.CharField(label=gettext_lazy("Titel van het project"), max_length=160)
    themes = SeveralField(
        label=gettext_lazy("Thema’s"), queryset=Theme.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kies een of meer thema’s."),
        error_messages={"required": gettext_lazy("Kies ten minste één thema.")},
    )  # fmt: skip
    partners = SeveralField(
        label=gettext_lazy("Partners"), queryset=Region.objects.none(), widget=forms.CheckboxSelectMultiple,
        required=False, help_text=gettext_lazy(
            "Andere regio’s die meedoen. De projectleider van elke partner geeft zelf akkoord."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, application: Application, leads: bool, **kwargs: Any) -> None:
        self.parts = list(application.application_regions.select_related("region"))
        self.lead = next(part.region for part in self.parts if part.is_lead)
        kwargs["initial"] = self._standing(application)
        super().__init__(*args, **kwargs)
        themes: Any = self.fields["themes"]
        themes.queryset = application.call.themes.all()
        themes.label_from_instance = lambda theme: theme.name
        if leads:
            self._offer_partners()
        else:
            del self.fields["partners"]

    def _standing(self, application: Application) -> dict[str, Any]:
        partners = [part.region for part in self.parts if not part.is_lead]
        return {"title": application.title, "themes": application.themes.all(), "partners": partners}

    def _offer_partners(self) -> None:
        field: Any = self.fields["partners"]
        field.queryset = Region.objects.exclude(pk=self.lead.pk)
        regions = sorted(field.queryset, key=lambda region: dutch_key(region.name))
        field.choices = [(region.pk, region.name) for region in regions]
        for part in self.parts:
            self.fields[f"deel-{part.region.slug}"] = forms.CharField(
                label=_("Welk deel van %s doet mee?") % part.region.name, max_length=120, required=False,
                initial=part.partial_nl, help_text=_("Leeg als het de hele regio is."),
            )  # fmt: skip

    def chosen(self) -> list[Part] | None:
        """The regions that take part, as typed; None where this person has no say in that."""
        if "partners" not in self.fields:
            return None
        regions = [self.lead, *self.cleaned_data["partners"]]
        return [Part(region, self.cleaned_data.get(f"deel-{region.slug}", "")) for region in regions]


class BudgetForm(forms.Form):
    """What is asked, and what a region adds, per region and year. Leaving a field empty is nothing."""

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budget = budget
        for row in budget.rows:
            for year, money in zip(budget.years, row.cells, strict=True):
                labels = (_("Gevraagd in %s") % year, _("Eigen bijdrage in %s") % year)
                for name, label, cents in zip(
                    self._names(row.region, year), labels, (money.amount, money.cofinance), strict=True
                ):
                    self.fields[name] = MoneyField(label=label, required=False, initial=cents or None)

    @staticmethod
    def _names(region: Region, year: int) -> tuple[str, str]:
        return f"{region.slug}-{year}-gevraagd", f"{region.slug}-{year}-eigen"

    @property
    def rows(self) -> Iterable[tuple[Region, list[tuple[BoundField, BoundField]]]]:
        """The fields as they stand on the page: per region, a pair for each year."""
        for row in self.budget.rows:
            pairs = [self._names(row.region, year) for year in self.budget.years]
            yield row.region, [(self[asked], self[own]) for asked, own in pairs]

    def lines(self) -> Mapping[tuple[int, int], Money]:
        """What was typed, as far as it can be read."""
        data = getattr(self, "cleaned_data", {})
        found = {}
        for row in self.budget.rows:
            for year in self.budget.years:
                asked, own = (int(data.get(name) or 0) for name in self._names(row.region, year))
                found[row.region.pk, year] = Money(asked, own)
        return found


class ReasonForm(forms.Form):
    """Why a region does not go on."""

    why = forms.CharField(
        label=gettext_lazy("Reden"), widget=forms.Textarea(attrs={"rows": 3}), max_length=400,
        error_messages={"required": gettext_lazy("Geef een reden.")},
    )  # fmt: skip
