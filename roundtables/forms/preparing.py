"""The verdict on a changed question of a round that is being prepared."""

from django import forms
from django.utils.translation import gettext_lazy

from questionnaires.models import Question


class VerdictForm(forms.Form):
    """How answers to a changed question compare with those before."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Hoe vergelijkbaar zijn de antwoorden met de vorige?"),
        choices=Question.Verdict.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Kanttekening"),
        help_text=gettext_lazy(
            "Nodig als de antwoorden niet zonder meer te vergelijken zijn. Staat bij de cijfers."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=500,
    )
