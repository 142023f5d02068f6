"""What somebody puts beside an answer as evidence: a link or a file."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.errors import Refusal


class EvidenceForm(forms.Form):
    """A link or a file."""

    url = forms.CharField(
        label=gettext_lazy("Link"), required=False, max_length=1000,
        help_text=gettext_lazy("Bijvoorbeeld de regiovisie op uw eigen site. Een link begint met https://."),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Hoe heet het?"), required=False, max_length=120,
        help_text=gettext_lazy("Alleen bij een link: hoe die in de lijst staat."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Of een bestand"), required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _(
            "PDF, Word, Excel, ODT, ODS, PNG of JPG, hoogstens %d MB. Zonder gegevens over slachtoffers, "
            "gezinnen of plegers."
        )
        self.fields["file"].help_text = said % settings.EVIDENCE_MAX_MB

    def clean(self) -> dict[str, Any]:
        """One of both."""
        found = super().clean() or {}
        if bool(found.get("url")) == bool(found.get("file")) and not self.errors:
            raise forms.ValidationError(_("Geef een link of kies een bestand, niet allebei."))
        return found

    def kept(self, *, file: Callable[..., Any], link: Callable[..., Any], **about: Any) -> bool:
        """Whether what was filled in is kept, by the action for a file or that for a link; what was refused
        stands beside its field."""
        if not self.is_valid():
            return False
        given = self.cleaned_data
        try:
            if given.get("file"):
                file(**about, file=given["file"])
            else:
                link(**about, url=given["url"], name=given["name"])
        except Refusal as error:
            self.add_error("file" if given.get("file") else "url", str(error))
        return self.is_valid()
