"""The letter with a decision about an application: made once, kept as it was, and always the same bytes.

It is made when somebody first asks for it, in Dutch, with the moment of the decision. From then on the kept
bytes are served; a later name of a region or another wording changes no letter that was sent. A decision that
was replaced after an objection keeps its letter; the one in its place gets its own.
"""

import hashlib
import json
import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projectpool.models import Application, Decision
from projectpool.money import in_euros
from projectpool.weighing.decided import last_day_to_object, period_of, shares_of
from regions.names import dutch_key

from ...document.pdf import readable
from ...document.typesetting import typeset
from ...errors import LetterChanged

MAIN = "letter.typ"
FOLDER = "letters"
LANGUAGE = "nl"


def letter_of(decision: Decision) -> bytes:
    """The PDF, as it was made. LetterChanged when what was kept is gone or no longer what it was."""
    if not decision.letter_path:
        _keep(decision, typeset(MAIN, {"data": data_of(decision)}, moment=decision.at))
    try:
        with default_storage.open(decision.letter_path) as kept:
            pdf = bytes(kept.read())
    except OSError:
        raise LetterChanged(_("De brief is er niet meer. Meld dit aan het programmateam.")) from None
    if hashlib.sha256(pdf).hexdigest() != decision.letter_sha256:
        raise LetterChanged(_("De brief is niet meer zoals hij was. Meld dit aan het programmateam."))
    return pdf


def _keep(decision: Decision, pdf: bytes) -> None:
    """Make these bytes the letter, unless somebody was first."""
    path = default_storage.save(f"{FOLDER}/{decision.pk}-{secrets.token_hex(8)}.pdf", ContentFile(pdf))
    waiting = Decision.objects.filter(pk=decision.pk, letter_path="")
    if not waiting.update(letter_path=path, letter_sha256=hashlib.sha256(pdf).hexdigest()):
        default_storage.delete(path)
    decision.refresh_from_db(fields=["letter_path", "letter_sha256"])


def file_name(decision: Decision) -> str:
    """What the file is called; an earlier decision with its day, so that both can lie in one folder."""
    day = f"-{timezone.localdate(decision.at).isoformat()}" if decision.replaced_at else ""
    return f"besluit-{decision.application.number}{day}.pdf"


def data_of(decision: Decision) -> str:
    """What Typst gets: text as data, never as source."""
    with translation.override(LANGUAGE):
        return json.dumps(readable(_letter(decision)), ensure_ascii=False, sort_keys=True)


def _letter(decision: Decision) -> dict[str, Any]:
    application = decision.application
    call, author = application.call, _("Programma Geweld hoort nergens thuis")
    regions = [one.region.name for one in application.application_regions.select_related("region")]
    return {
        "lang": LANGUAGE,
        "title": _("Toekenning uit de projectenpool") if decision.granted else _("Besluit: niet toegekend"),
        "author": author,
        "label": _("Voorbeeldgegevens: deze brief is verzonnen.") if call.example else "",
        "footer": f"{application.number} · {application.title[:60]}",
        "to": [_("Aan de projectleiders van"), *regions],
        "about": _about(decision),
        "opening": _opening(application),
        "outcome": _outcome(decision),
        "shares": _shares(decision),
        "total": in_euros(decision.amount),
        "parts": [{"title": _("Waarom"), "text": decision.motives}, *_period(decision)],
        "conditions": [line.strip() for line in decision.conditions.split("\n") if line.strip()],
        "objecting": _objecting(decision),
        "closing": _("Met vriendelijke groet,"),
        "words": {
            "page": _("Pagina"), "of": _("van"), "region": _("Regio"), "amount": _("Bedrag"),
            "total": _("Samen"), "conditions": _("Voorwaarden"), "object": _("Bezwaar maken"),
        },
    }  # fmt: skip


def _about(decision: Decision) -> list[dict[str, str]]:
    application = decision.application
    lines = [
        (_("Datum"), date_format(timezone.localdate(decision.at), "j F Y")),
        (_("Nummer"), application.number),
        (_("Project"), application.title),
        (_("Openstelling"), application.call.title_nl),
    ]
    return [{"label": label, "text": text} for label, text in lines]


def _opening(application: Application) -> str:
    day = timezone.localdate(application.submitted_at) if application.submitted_at else None
    return _("Op %(day)s vroeg u %(asked)s aan voor dit project. In deze brief leest u ons besluit.") % {
        "day": date_format(day, "j F Y") if day else "",
        "asked": in_euros(application.requested),
    }


def _outcome(decision: Decision) -> str:
    if decision.granted:
        return _("Wij kennen %s toe.") % in_euros(decision.amount)
    return _("Wij kennen geen geld toe.")


def _shares(decision: Decision) -> list[dict[str, str]]:
    """What each of several regions gets, in the order of a Dutch list."""
    together = decision.application.application_regions.select_related("region").order_by("region__number")
    regions = [one.region for one in together]
    if not decision.granted or len(regions) < 2:
        return []
    rows = shares_of(decision.application, regions, decision.amount)
    rows.sort(key=lambda row: dutch_key(row[0].name))
    return [{"region": region.name, "amount": in_euros(share)} for region, share in rows]


def _period(decision: Decision) -> list[dict[str, str]]:
    """From when until when the project runs, as it was decided."""
    period = period_of(decision)
    if period is None:
        return []
    first, last = (date_format(day, "j F Y") for day in period)
    said = _("Het project loopt van %(first)s tot en met %(last)s. Elk half jaar doet u verslag.")
    return [{"title": _("Wanneer"), "text": said % {"first": first, "last": last}}]


def _objecting(decision: Decision) -> str:
    lead = decision.application.lead.name
    day = date_format(last_day_to_object(decision), "j F Y")
    return _(
        "Bent u het niet eens met dit besluit? %(lead)s kan bezwaar maken tot en met %(day)s, op de pagina "
        "van de aanvraag. Schrijf waarom u het er niet mee eens bent. U krijgt een antwoord van ons."
    ) % {"lead": lead, "day": day}
