"""No casework: what in a free text looks like it is about a person. A warning, never a refusal: a machine
sees a pattern and no meaning."""

import re

from django.utils.translation import gettext as _

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
DIGITS = re.compile(r"(?<![\d,.])\d(?:[ .-]?\d){7,8}(?![\d,])")
PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[ -]?[1-9](?:[ -]?\d){7,8}(?!\d)")
BIRTH = re.compile(
    r"\b(?:geboren|geb\.?|geboortedatum|born|date of birth)\b\D{0,20}"
    r"\d{1,2}[-/. ](?:\d{1,2}|\w+)[-/. ]\d{2,4}",
    re.I,
)


def findings(text: str) -> list[str]:
    """A sentence for each kind of personal detail that seems to stand in `text`; empty when there is none."""
    found = []
    if EMAIL.search(text):
        found.append(_("Dit lijkt een e-mailadres. Noem functies, geen personen."))
    if any(is_bsn(re.sub(r"\D", "", number)) for number in DIGITS.findall(text)):
        found.append(
            _("Dit lijkt een burgerservicenummer. Haal het weg: hier mogen geen gegevens van personen staan.")
        )
    elif PHONE.search(text):
        found.append(_("Dit lijkt een telefoonnummer. Noem functies, geen personen."))
    if BIRTH.search(text):
        found.append(
            _("Dit lijkt een geboortedatum. Haal hem weg: hier mogen geen gegevens van personen staan.")
        )
    return found


def is_bsn(digits: str) -> bool:
    """Whether eight or nine digits pass the elfproef of a burgerservicenummer."""
    number = digits.zfill(9)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True))
    return number != "000000000" and total % 11 == 0
