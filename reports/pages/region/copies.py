"""A region's own answers as a PDF to keep: the same words as on screen."""

import json
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from questionnaires.form import Field
from questionnaires.models import Evidence
from roundtables.filling.desk import Desk
from roundtables.filling.handing_in import CheckedSection, check_of
from roundtables.models import Meeting

from ...document.pdf import readable
from ...document.typesetting import typeset


def copy_of(desk: Desk) -> bytes:
    """The PDF of what this person may read of the region's answers, as they stand now."""
    now = timezone.localtime()
    found = readable(
        {
            "lang": get_language() or "nl",
            "title": str(desk.response.region),
            "author": _("Programma Geweld hoort nergens thuis"),
            "kicker": _("Kopie van uw antwoorden, rondetafel %s") % desk.round.label,
            "footer": f"{desk.response.region}, {desk.round.label}",
            "label": _("Voorbeeldgegevens: deze antwoorden zijn verzonnen.") if desk.round.example else "",
            "words": {"page": _("Pagina"), "of": _("van")},
            "about": _about(desk, date_format(now, "j F Y H:i")),
            "sections": [_section(desk, one) for one in check_of(desk).sections],
        }
    )
    return typeset("copy.typ", {"data": json.dumps(found, ensure_ascii=False)}, moment=now)


def _about(desk: Desk, now: str) -> list[dict[str, str]]:
    lines = [{"label": _("Stand op"), "text": now}]
    meeting = Meeting.objects.filter(response=desk.response).prefetch_related("attendees").first()
    if meeting and meeting.date:
        place = _("online") if meeting.online else meeting.place
        lines.append({"label": _("Gesprek"), "text": f"{date_format(meeting.date, 'j F Y')}, {place}"})
        table = "; ".join(
            f"{one.organisation} ({one.function})" if one.function else one.organisation
            for one in meeting.attendees.all()
        )
        lines += [{"label": _("Aan tafel"), "text": table}] if table else []
    for sent in desk.response.submissions.select_related("by").order_by("at"):
        agreed = _(", akkoord van %s") % sent.agreed_by if sent.agreed_by else ""
        at = date_format(timezone.localtime(sent.at), "j F Y H:i")
        lines.append({"label": _("Ingediend"), "text": f"{at}, {sent.by}{agreed}"})
    return lines


def _section(desk: Desk, one: CheckedSection) -> dict[str, Any]:
    evidence = Evidence.objects.standing().filter(sheet=desk.response.sheet_id, question__section=one.section)
    names: dict[int, list[str]] = {}
    for piece in evidence:
        names.setdefault(piece.question_id, []).append(piece.url or piece.name)
    return {
        "title": one.section.block.name,
        "state": one.cell.state.label.capitalize(),
        "answers": [_answer(field, names.get(field.question.pk, [])) for field in one.fields],
    }


def _answer(field: Field, evidence: list[str]) -> dict[str, Any]:
    beside = [
        (_("Toelichting"), field.comment),
        (_("Niet iedereen is het eens"), field.dissent),
        (_("Bewijs"), "\n".join(evidence)),
    ]
    words = field.in_words[:1].upper() + field.in_words[1:]
    if field.carried:
        words = _("%s (overgenomen, nog niet bevestigd)") % words
    return {
        "question": field.question.text,
        "answer": words or _("niet beantwoord"),
        "said": bool(words),
        "beside": [{"label": label, "text": text} for label, text in beside if text],
    }
