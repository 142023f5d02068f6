"""What a region fills in besides its answers: evidence, the meeting, who agrees."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Meeting

MORE = 3  # empty lines below those that are filled in


class MeetingForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """Date and place."""

    class Meta:
        model = Meeting
        fields = ("date", "online", "place")
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"online": gettext_lazy("Het gesprek was online")}
        help_texts = {"place": gettext_lazy("Niet nodig als het gesprek online was.")}

    def clean(self) -> dict[str, Any]:
        """A meeting was somewhere."""
        found = super().clean() or {}
        if found.get("date") and not found.get("online") and not found.get("place"):
            self.add_error("place", _("Vul in waar het gesprek was, of kies online."))
        return found


class AttendeeForm(forms.Form):
    """An organisation with the function that spoke for it."""

    organisation = forms.CharField(label=gettext_lazy("Organisatie"), max_length=150, required=False)
    function = forms.CharField(label=gettext_lazy("Functie"), max_length=150, required=False)

    def clean(self) -> dict[str, Any]:
        """A function belongs to an organisation."""
        found = super().clean() or {}
        if found.get("function") and not found.get("organisation"):
            self.add_error("organisation", _("Vul de organisatie bij deze functie in."))
        return found


Attendees = forms.formset_factory(AttendeeForm, extra=MORE, max_num=60)


class HandInForm(forms.Form):
    """Which function agrees, where the round asks for it."""

    agreed_by = forms.CharField(
        label=gettext_lazy("Welke functie geeft akkoord namens de regio?"), max_length=150, required=False,
        help_text=gettext_lazy("Een functie, geen naam. Bijvoorbeeld: wethouder van de centrumgemeente."),
    )  # fmt: skip
