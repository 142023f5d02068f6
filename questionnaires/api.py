"""Answers as the API takes and tells them, for every room that has sheets."""

import secrets
from collections.abc import Callable
from operator import attrgetter

from django.http import QueryDict
from django.utils.translation import gettext
from rest_framework import exceptions, serializers
from rest_framework.request import Request

from accounts.api import Body, ChangedMeanwhile, DoesNotFit, version_of

from .actions import Save, Saved
from .casework import findings
from .errors import AnswerError, SaveConflict
from .form import read
from .models import Answer, AnswerSheet, AnswerState, Question
from .numbers import spelled

STATES = {
    AnswerState.OPEN: "open", AnswerState.GIVEN: "gegeven", AnswerState.CARRIED_OVER: "overgenomen",
    AnswerState.SUBMITTED: "ingediend", AnswerState.APPROVED: "goedgekeurd",
    AnswerState.RETURNED: "teruggestuurd", AnswerState.CONFIRMED: "bevestigd",
}  # fmt: skip


class GegevenAntwoordSerializer(serializers.Serializer[Answer]):
    """Een antwoord op een vraag. De versie gaat bij elke wijziging omhoog."""

    vraag = serializers.SlugField(source="question.key", help_text="De sleutel van de vraag.")
    opties = serializers.SerializerMethodField(help_text="De gekozen antwoorden.")
    tekst = serializers.CharField(source="text", help_text="De tekst, of de reden als de vraag niet geldt.")
    getal = serializers.SerializerMethodField(help_text="Het getal, zoals 1200 of 12,5; leeg als er geen is.")
    nietVanToepassing = serializers.BooleanField(source="not_applicable", help_text="De vraag geldt niet.")
    toelichting = serializers.CharField(source="comment", help_text="De toelichting bij het antwoord.")
    stand = serializers.SerializerMethodField(help_text="Hoe ver het antwoord is; alleen goedgekeurd telt.")
    versie = serializers.IntegerField(source="revision", help_text="Voor If-Match als u het wijzigt.")
    letOp = serializers.SerializerMethodField(
        help_text="Wat in de tekst over een persoon lijkt te gaan, in zinnen: dat hoort hier niet."
    )

    def get_opties(self, answer: Answer) -> list[str]:
        """In the order of the question. A list that reads them along with the answers leaves them in
        `chosen`."""
        found: list[str] | None = getattr(answer, "chosen", None)
        if found is not None:
            return found
        options = (choice.option for choice in answer.choices.all())
        return [one.slug for one in sorted(options, key=attrgetter("position"))]

    def get_letOp(self, answer: Answer) -> list[str]:  # the API's own name
        """What the page says beside the same text."""
        return [*findings(answer.text), *findings(answer.comment)]

    def get_getal(self, answer: Answer) -> str:
        """As people write it."""
        return "" if answer.number is None else spelled(answer.number)

    def get_stand(self, answer: Answer) -> str:
        """In a word."""
        return STATES[AnswerState(answer.state)]


class AntwoordSerializer(Body):
    """Een antwoord zoals u het geeft. Wat u weglaat, wordt leeg."""

    # Who read an answer may send it back whole: what names it changes nothing.
    vraag = serializers.CharField(read_only=True)
    ronde = serializers.CharField(read_only=True)
    regio = serializers.CharField(read_only=True)
    stand = serializers.CharField(read_only=True)
    versie = serializers.IntegerField(read_only=True)
    letOp = serializers.ListField(read_only=True)

    opties = serializers.ListField(
        child=serializers.SlugField(), required=False, max_length=100, help_text="Gekozen antwoorden."
    )
    tekst = serializers.CharField(required=False, allow_blank=True, help_text="De tekst, of de reden.")
    getal = serializers.CharField(
        required=False, allow_blank=True, help_text="Een getal, zoals 1200 of 12,5."
    )
    nietVanToepassing = serializers.BooleanField(required=False, help_text="De vraag geldt niet.")
    toelichting = serializers.CharField(
        required=False, allow_blank=True, help_text="Uitleg bij het antwoord."
    )

    def must_fit(self, question: Question) -> None:
        """ValidationError for a field that this question has not: its own would be left out, and become
        empty."""
        own = (
            {"opties"}
            if question.has_options
            else {"getal"}
            if question.type == Question.Type.NUMBER
            else {"tekst"}
        )
        if self.validated_data.get("nietVanToepassing"):
            own = {"tekst"}
        wrong = {"opties", "tekst", "getal"} - own
        faults = {
            name: [gettext("Deze vraag heeft dit veld niet.")]
            for name in wrong
            if self.validated_data.get(name)
        }
        if faults:
            raise serializers.ValidationError(faults)

    def as_form(self, question: Question, answer: Answer | None) -> QueryDict:
        """As a page would send it, so that both are read by the same rules. Who agrees at the table is said
        on the page alone, and stays."""
        data, key, sent = self.validated_data, question.key, QueryDict(mutable=True)
        if data.get("nietVanToepassing"):
            sent[f"{key}.na"], sent[f"{key}.reason"] = "1", data.get("tekst", "")
        elif question.has_options:
            sent.setlist(key, data.get("opties", []))
        else:
            sent[key] = data.get("getal" if question.type == Question.Type.NUMBER else "tekst", "")
        sent[f"{key}.comment"] = data.get("toelichting", "")
        if answer is not None:
            sent[f"{key}.agreement"], sent[f"{key}.dissent"] = answer.agreement, answer.dissent
        return sent


def put_answer(
    request: Request,
    sheet: AnswerSheet,
    question: Question,
    store: Callable[[Save], Saved],
    refusals: tuple[type[Exception], ...],
) -> None:
    """Store what a system sends as the answer to one question, through the room's own action. What the room
    refuses (`refusals`) becomes a 409 with its sentence, what is no answer a 400, a colleague's change a
    412."""
    seen = version_of(request)
    body = AntwoordSerializer.of(request)
    body.must_fit(question)
    standing = Answer.objects.filter(sheet=sheet, question=question).first()
    try:
        given = read(question, sheet, body.as_form(question, standing))
        if seen != (standing.revision if standing else 0):
            raise ChangedMeanwhile(gettext("Er staat intussen een andere versie. Lees die eerst."))
        # Each request is a page of its own: what another saved, of the same system too, is a conflict.
        store(Save(given, seen, page=secrets.token_hex(8)))
    except SaveConflict as error:
        raise ChangedMeanwhile(str(error)) from None
    except AnswerError as error:
        raise exceptions.ValidationError({"antwoord": [str(error)]}) from None
    except refusals as error:
        raise DoesNotFit(str(error)) from None
