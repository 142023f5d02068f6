"""A Word document with the answers of a plan."""

from django import forms
from django.utils.translation import gettext_lazy


class WordForm(forms.Form):
    """The document to look at."""

    file = forms.FileField(
        label=gettext_lazy("Word-document met antwoorden"),
        help_text=gettext_lazy("Een .docx van hoogstens 10 MB. U ziet eerst wat er verandert."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Kies een document.")},
    )
