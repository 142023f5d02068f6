"""A file with answers, and what may happen with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class FileForm(forms.Form):
    """The file to look at."""

    file = forms.FileField(
        label=gettext_lazy("Bestand met antwoorden"),
        help_text=gettext_lazy("CSV, XLSX of ODS, hoogstens 20 MB. U ziet eerst wat er verandert."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Kies een bestand.")},
    )


class ConfirmForm(forms.Form):
    """What may happen; `seen` is the mark of the round as it was looked at."""

    seen = forms.CharField(max_length=80, widget=forms.HiddenInput)
    replace = forms.BooleanField(
        label=gettext_lazy("Het bestand mag antwoorden vervangen die er al staan"), required=False
    )
    approve = forms.BooleanField(
        label=gettext_lazy("Keur alle antwoorden uit het bestand meteen goed"),
        help_text=gettext_lazy(
            "Ook de antwoorden die hetzelfde blijven. Goedgekeurde antwoorden tellen mee."
        ),
        required=False,
    )

    def __init__(self, *args: Any, replaces: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not replaces:
            del self.fields["replace"]
