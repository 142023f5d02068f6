"""Our own words on allauth's forms: label, help and what to do when a field is empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

Text = Any  # a text that is translated when the page is drawn


@dataclass(frozen=True)
class Words:
    """What a field says."""

    label: Text
    empty: Text = ""
    help: Text = ""


EMAIL = Words(_("E-mailadres"), _("Vul uw e-mailadres in."))
PASSWORD = Words(_("Wachtwoord"), _("Vul uw wachtwoord in."))
NEW_PASSWORD = Words(
    _("Nieuw wachtwoord"),
    _("Kies een wachtwoord."),
    _("Minstens 12 tekens. Een zin van een paar woorden is sterk en goed te onthouden."),
)
NOT_AN_ADDRESS = _("Dit is geen e-mailadres. Vul het in als naam@organisatie.nl.")


class InOurWords:
    """For a form: names its fields and leaves out placeholders, which say nothing once somebody types."""

    words: ClassVar[Mapping[str, Words]] = {}
    leave_out: ClassVar[tuple[str, ...]] = ()
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.leave_out:
            self.fields.pop(name, None)
        for name, words in self.words.items():
            if name in self.fields:
                self._say(self.fields[name], words)

    @staticmethod
    def _say(field: Any, words: Words) -> None:
        field.label, field.help_text = words.label, words.help
        field.widget.attrs.pop("placeholder", None)
        if words.empty:
            field.error_messages["required"] = words.empty
        for validator in field.validators:
            if getattr(validator, "code", "") == "invalid":
                field.error_messages["invalid"] = NOT_AN_ADDRESS
