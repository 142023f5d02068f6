"""The form with which people make a token for a system of theirs."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import ApiToken
from ..tokens import LONGEST
from .people import Day


class TokenForm(forms.Form):
    """What the token is for, how much it may, and until which day."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=80,
        help_text=_("Waar u het token voor gebruikt, zodat u het later herkent."),
        error_messages={"required": _("Geef het token een naam.")},
    )
    scope = forms.ChoiceField(
        label=_("Wat mag het token?"), choices=ApiToken.Scope.choices, widget=forms.RadioSelect,
        initial=ApiToken.Scope.READ, help_text=_("Nooit meer dan u zelf mag."),
    )  # fmt: skip
    until = Day(
        label=_("Geldig tot en met"), help_text=_("Hoogstens een jaar. Daarna maakt u een nieuw token.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate() + timedelta(days=90)

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes; the last day counts in full. One that lies further than a token can last is
        refused there, also at the end of all time."""
        data = dict(self.cleaned_data)
        last = min(data["until"], timezone.localdate() + LONGEST)
        after = datetime.combine(last + timedelta(days=1), time())
        return {**data, "until": timezone.make_aware(after)}
