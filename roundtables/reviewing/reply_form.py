"""The form with which a region says what it makes of what will be counted."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..actions.replying import LONGEST
from ..models import Reply


class ReplyForm(forms.Form):
    """Agree, or object with a reason."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Klopt wat er wordt geteld?"),
        choices=[
            (Reply.Kind.CONFIRMED.value, gettext_lazy("Ja, dit klopt")),
            (Reply.Kind.OBJECTED.value, gettext_lazy("Nee, ik maak bezwaar")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies of het klopt."),
            "invalid_choice": gettext_lazy("Kies of het klopt."),
        },
    )
    why = forms.CharField(
        label=gettext_lazy("Waarmee bent u het niet eens?"),
        help_text=gettext_lazy("Alleen nodig bij bezwaar. Noem de vraag, en wat er volgens u moet staan."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        """An objection without a reason helps nobody."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Reply.Kind.OBJECTED and not cleaned.get("why", "").strip():
            self.add_error("why", _("Vertel waarmee u het niet eens bent."))
        return cleaned
