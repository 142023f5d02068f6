"""What people type about a project that runs: a change they ask for, a reason, how it ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.sent import SeveralField
from regions.models import Region
from regions.names import dutch_key

from ..actions.changing import Wish
from ..models import ChangeRequest, Project
from .fields import MoneyField

What = ChangeRequest.What
MAILED = gettext_lazy(
    "De regio leest dit, ook in een e-mail. Vul niets in over slachtoffers, gezinnen of plegers."
)


def _text(label: Any, help_text: Any = "", most: int = 500) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=most, widget=forms.Textarea(attrs={"rows": 4})
    )


class ChangeForm(forms.Form):
    """What a project asks for. Only what belongs to the chosen kind counts."""

    what = forms.ChoiceField(
        label=gettext_lazy("Wat verandert er?"), choices=What.choices, widget=forms.RadioSelect
    )
    amount = MoneyField(
        label=gettext_lazy("Nieuw bedrag voor het hele project"), required=False,
        help_text=gettext_lazy("Alleen bij geld. Het hele bedrag, niet het verschil; zoals 25.000."),
    )  # fmt: skip
    ends_on = forms.DateField(
        label=gettext_lazy("Nieuwe laatste dag"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Alleen bij tijd."),
    )  # fmt: skip
    regions = SeveralField(
        label=gettext_lazy("Regio’s die daarna meedoen"), queryset=Region.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Alleen bij partners. Laat ook staan wie blijft meedoen."),
    )  # fmt: skip
    text = _text(
        gettext_lazy("Wat verandert er, en waarom?"),
        gettext_lazy("Vul niets in over slachtoffers, gezinnen of plegers."),
        4000,
    )

    def __init__(self, data: Any = None, *, project: Project) -> None:
        taking_part = list(project.project_regions.values_list("region", flat=True))
        now = {"amount": project.amount, "ends_on": project.ends_on, "regions": taking_part}
        super().__init__(data, initial=now)
        field: Any = self.fields["regions"]
        field.queryset = Region.objects.all()
        in_order = sorted(field.queryset, key=lambda region: dutch_key(region.name))
        field.choices = [(region.pk, region.name) for region in in_order]

    @property
    def wish(self) -> Wish:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return Wish(
            what=data["what"], text=data["text"], amount=data.get("amount"), ends_on=data.get("ends_on"),
            regions=tuple(data.get("regions", ())),
        )  # fmt: skip


class VerdictForm(forms.Form):
    """The programme's answer to a request, with a reason."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Besluit"), widget=forms.RadioSelect,
        choices=[("approve", gettext_lazy("goedkeuren")), ("refuse", gettext_lazy("afwijzen"))],
    )  # fmt: skip
    why = _text(gettext_lazy("Waarom?"), MAILED, 2000)


class SettleForm(forms.Form):
    """The programme's answer to a report; a reason when it goes back."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Wat doet u met dit verslag?"), widget=forms.RadioSelect,
        choices=[
            ("approve", gettext_lazy("goedkeuren")),
            ("return", gettext_lazy("terugsturen naar de regio")),
        ],
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Waarom gaat het terug?"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Alleen bij terugsturen. De regio leest dit, ook in een e-mail. Vul niets in over slachtoffers, "
            "gezinnen of plegers."
        ),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Nobody gets a report back without knowing why."""
        found = super().clean() or {}
        if found.get("verdict") == "return" and not found.get("why", "").strip():
            self.add_error("why", _("Schrijf waarom het verslag teruggaat. De regio leest dat."))
        return found


class EndForm(forms.Form):
    """How a project ended."""

    how = _text(
        gettext_lazy("Hoe eindigde het project?"),
        gettext_lazy("Dit komt op de openbare pagina van het project."),
    )
