"""A call as the programme types it: what it is about, its criteria, documents and questions."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.sent import SeveralField

from ..actions.calls import About
from ..models import Call, Criterion, Pool, Theme
from .fields import FIRST_YEAR, LAST_YEAR, MomentField, MoneyField

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LINES = {"rows": 4}


class CallForm(forms.Form):
    """What a call is about."""

    title_nl = forms.CharField(label=gettext_lazy("Titel"), max_length=120)
    title_en = forms.CharField(label=gettext_lazy("Titel in het Engels"), max_length=120, required=False)
    intro_nl = forms.CharField(
        label=gettext_lazy("Waar is de openstelling voor?"), widget=forms.Textarea(attrs=LINES),
        max_length=5000, required=False,
    )  # fmt: skip
    intro_en = forms.CharField(
        label=gettext_lazy("Hetzelfde in het Engels"), widget=forms.Textarea(attrs=LINES), max_length=5000,
        required=False,
    )  # fmt: skip
    themes = SeveralField(
        label=gettext_lazy("Thema’s"), queryset=Theme.objects.none(), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    new_themes = forms.CharField(
        label=gettext_lazy("Nieuwe thema’s"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000,
        required=False, help_text=gettext_lazy("Elk thema op een eigen regel."),
    )  # fmt: skip
    budget = MoneyField(
        label=gettext_lazy("Budget in euro’s"), help_text=gettext_lazy("Er wordt nooit meer toegekend.")
    )
    floor = MoneyField(label=gettext_lazy("Minimum per project in euro’s"), required=False)
    ceiling = MoneyField(label=gettext_lazy("Maximum per project in euro’s"))
    first_year = forms.IntegerField(
        label=gettext_lazy("Eerste jaar waarvoor geld gevraagd kan worden"), min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )  # fmt: skip
    last_year = forms.IntegerField(
        label=gettext_lazy("Laatste jaar"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    opens_at = MomentField(label=gettext_lazy("Opent op"))
    closes_at = MomentField(
        label=gettext_lazy("Sluit op"),
        help_text=gettext_lazy("Tot op de seconde, op de klok van de server. Daarna kan niemand indienen."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes: Any = self.fields["themes"]
        themes.queryset = Theme.objects.all()
        themes.label_from_instance = lambda theme: theme.name

    def about(self) -> About:
        """What was typed."""
        data = dict(self.cleaned_data)
        names = ("key", "pool", "themes", "new_themes")
        words = {name: value for name, value in data.items() if name not in names}
        new = tuple(line.strip() for line in data["new_themes"].splitlines() if line.strip())
        return About(themes=tuple(data["themes"]), new_themes=new, **words)


def standing(call: Call) -> dict[str, Any]:
    """A call as its form shows it."""
    names = [name for name in CallForm.base_fields if name not in ("themes", "new_themes")]
    return {name: getattr(call, name) for name in names} | {"themes": list(call.themes.all())}


class NewCallForm(CallForm):
    """A call that is still to be made."""

    key = forms.CharField(
        label=gettext_lazy("Sleutel"), max_length=40,
        help_text=gettext_lazy("Staat in het webadres en blijft altijd hetzelfde, bijvoorbeeld 2022."),
    )  # fmt: skip
    pool = forms.ModelChoiceField(
        label=gettext_lazy("Projectenpool"), queryset=Pool.objects.none(), required=False,
        empty_label=gettext_lazy("een nieuwe, genoemd naar de jaren"),
    )  # fmt: skip
    field_order = ("key", "pool")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pools: Any = self.fields["pool"]
        pools.queryset = Pool.objects.order_by("-key")

    def clean_key(self) -> str:
        """A key that can stand in an address, and that no other call has."""
        key = str(self.cleaned_data["key"])
        if not KEY.fullmatch(key) or key == "nieuw":
            raise ValidationError(_("Gebruik kleine letters, cijfers en streepjes."))
        if Call.objects.filter(key=key).exists():
            raise ValidationError(_("Er is al een openstelling met deze sleutel."))
        return key


class CriterionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """What assessors look at, and how much it weighs."""

    class Meta:
        model = Criterion
        fields = ("name_nl", "name_en", "help_nl", "help_en", "weight")
        widgets = {"help_nl": forms.Textarea(attrs=LINES), "help_en": forms.Textarea(attrs=LINES)}
        labels = {
            "name_nl": gettext_lazy("Criterium"),
            "name_en": gettext_lazy("Criterium in het Engels"),
            "help_nl": gettext_lazy("Waar let een beoordelaar op?"),
            "help_en": gettext_lazy("Hetzelfde in het Engels"),
            "weight": gettext_lazy("Gewicht"),
        }
        help_texts = {
            "weight": gettext_lazy("Van 1 tot en met 100. Een criterium met gewicht 2 telt dubbel zo zwaar.")
        }


class DocumentForm(forms.Form):
    """A file beside the call."""

    file = forms.FileField(label=gettext_lazy("Bestand"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = _("PDF, Word, Excel, ODT, ODS, PNG of JPG, hoogstens %d MB.") % settings.EVIDENCE_MAX_MB
        read = _("Iedereen kan het lezen.")
        released = _("Iedereen kan het lezen als u het hebt vrijgegeven.")
        self.fields["file"].help_text = f"{kinds} {read if settings.SCANNER else released}"
