"""What somebody asks for on the pages of figures and reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from .reading.reading import Reading

EVERYBODY, OWN = "openbaar", "alles"
FOR_WHOM = (
    (EVERYBODY, gettext_lazy("Alleen openbare gegevens, voor gemeenteraden")),
    (OWN, gettext_lazy("Alles wat u mag weten: vertrouwelijk, niet voor gemeenteraden")),
)


class SheetsForm(forms.Form):
    """Of which round, and for whom."""

    ronde = forms.ChoiceField(label=gettext_lazy("Ronde"))
    voor = forms.ChoiceField(
        label=gettext_lazy("Wat er op de fact sheets staat"),
        choices=FOR_WHOM,
        initial=EVERYBODY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, reading: Reading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ronde"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(round_.key, round_.label) for round_ in reversed(reading.rounds)]
        field.initial = reading.newest.key
