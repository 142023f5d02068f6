"""Making a round, its dates and reminders, and what is decided about one region or the whole."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.sent import SeveralField
from questionnaires.models import Questionnaire
from regions.models import Region
from regions.names import dutch_key

from ..models import Round
from ..models.round import remind_before

DAYS = re.compile(r"[0-9]{1,3}")


class Day(forms.DateInput):
    """A day, chosen with the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DaysField(forms.CharField):
    """Numbers of days with commas between: "14, 3"."""

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The days, most first, each once."""
        found = [part for part in re.split(r"[,;\s]+", super().clean(value)) if part]
        if not all(DAYS.fullmatch(part) for part in found):
            raise forms.ValidationError(_("Schrijf hele getallen met komma’s ertussen, bijvoorbeeld 14, 3."))
        return sorted({int(part) for part in found}, reverse=True)


class DatesForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """Names, dates and reminders of a round."""

    remind_before = DaysField(
        label=gettext_lazy("Herinneren voor de uiterste datum"),
        help_text=gettext_lazy(
            "Hoeveel dagen vooraf, met komma’s ertussen. Laat leeg om niet te herinneren."
        ),
        initial=remind_before,
        required=False,
        max_length=40,
    )

    class Meta:
        model = Round
        fields: tuple[str, ...] = (
            "label_nl", "label_en", "reference_date", "opens_on", "deadline", "remind_before",
            "remind_overdue_every", "asks_agreement",
        )  # fmt: skip
        widgets = {"reference_date": Day(), "opens_on": Day(), "deadline": Day()}
        labels = {
            "label_nl": gettext_lazy("Naam van de ronde"),
            "label_en": gettext_lazy("Naam in het Engels"),
            "reference_date": gettext_lazy("Peildatum"),
            "opens_on": gettext_lazy("Open vanaf"),
            "deadline": gettext_lazy("Uiterste datum"),
            "remind_overdue_every": gettext_lazy("Herinneren na de uiterste datum"),
            "asks_agreement": gettext_lazy("Vraag bij het indienen welke functie akkoord geeft"),
        }
        help_texts = {
            "label_nl": gettext_lazy(
                "Zo staat de ronde op schermen en in rapporten, bijvoorbeeld voorjaar 2021."
            ),
            "reference_date": gettext_lazy(
                "Over welke dag de antwoorden gaan. Rondes staan in deze volgorde."
            ),
            "opens_on": gettext_lazy("De dag die u regio’s noemt. U opent de ronde zelf, met een knop."),
            "deadline": gettext_lazy(
                "De laatste dag waarop regio’s indienen. Een regio kan uitstel krijgen."
            ),
            "remind_overdue_every": gettext_lazy(
                "Om de hoeveel dagen, tot de regio heeft ingediend. Vul 0 in om niet te herinneren."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        opens, last = found.get("opens_on"), found.get("deadline")
        if opens and last and last < opens:
            self.add_error("deadline", _("De uiterste datum ligt voor de dag waarop de ronde opent."))
        return found


class NewRoundForm(DatesForm):
    """A round that is still to be made: its key, what it is copied from, and who takes part."""

    questionnaire = forms.ModelChoiceField(
        label=gettext_lazy("Begin met de vragenlijst"),
        help_text=gettext_lazy("De ronde krijgt een kopie, die u daarna nog kunt wijzigen."),
        queryset=Questionnaire.objects.none(),
        empty_label=None,
    )
    regions = SeveralField(
        label=gettext_lazy("Deelnemers"),
        queryset=Region.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies ten minste één regio.")},
    )
    practise = forms.BooleanField(
        label=gettext_lazy("Testen: voeg een oefenregio toe"),
        help_text=gettext_lazy("De oefenregio bestaat niet echt en telt nergens mee."),
        required=False,
    )

    class Meta(DatesForm.Meta):
        fields: tuple[str, ...] = ("key", *DatesForm.Meta.fields)
        labels = DatesForm.Meta.labels | {"key": gettext_lazy("Sleutel")}
        help_texts = DatesForm.Meta.help_texts | {
            "key": gettext_lazy(
                "Staat in het webadres en blijft altijd hetzelfde, bijvoorbeeld 2021-voorjaar."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = Questionnaire.objects.for_rounds().order_by("-position")
        self.fields["questionnaire"].queryset = versions  # type: ignore[attr-defined]  # a choice of rows
        self.fields["questionnaire"].initial = versions.first()
        _offer_regions(self.fields["regions"])
        self.fields["regions"].initial = list(Region.objects.values_list("pk", flat=True))


class ParticipantsForm(forms.Form):
    """Who takes part, before the round opens."""

    regions = SeveralField(
        label=gettext_lazy("Regio’s"),
        queryset=Region.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies ten minste één regio.")},
    )
    practise = NewRoundForm.base_fields["practise"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_regions(self.fields["regions"])


def _offer_regions(field: Any) -> None:
    """Regions in the order of a Dutch list."""
    field.queryset = Region.objects.all()
    regions = sorted(field.queryset, key=lambda region: dutch_key(region.name))
    field.choices = [(region.pk, region.name) for region in regions]


class WhyForm(forms.Form):
    """A decision about a region or a round always says why."""

    why = forms.CharField(
        label=gettext_lazy("Reden"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": gettext_lazy("Geef een reden.")},
    )


class ExtendForm(WhyForm):
    """More time for one region."""

    until = forms.DateField(label=gettext_lazy("Uitstel tot en met"), widget=Day())
    field_order = ("until", "why")


class CloseForm(WhyForm):
    """The round closes; a reason helps who reads back, and is not needed."""

    why = forms.CharField(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Staat bij de momentopname, bijvoorbeeld wat er verbeterd is."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
