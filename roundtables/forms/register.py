"""The register by question: a line per region with its source and date, and what a region contests."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaires.models import Answer, AnswerState, Question
from questionnaires.numbers import number_of, spelled

from ..actions.register import Line
from ..models import Response
from .rounds import Day

PARTS = ("answer", "source", "date", "seen", "was")


def _short(answer: object, source: object, day: object) -> str:
    """A line in one word. Of a line that says nothing its source says nothing either."""
    said = sorted(map(str, answer)) if isinstance(answer, list) else [str(answer or "")]
    line = [said, str(source or ""), str(day or "")] if any(said) else []
    return hashlib.sha256(json.dumps(line).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """The fields of one region, and what the region says against them."""

    response: Response
    answer: BoundField
    source: BoundField
    date: BoundField
    seen: BoundField
    was: BoundField
    contested: bool

    @property
    def chosen(self) -> list[str]:
        """The answers that stand or were just sent."""
        value = self.answer.value()
        return [str(one) for one in value] if isinstance(value, list) else [str(value or "")]

    @property
    def day(self) -> str:
        """The date as a field of the browser takes it, or what was typed."""
        value = self.date.value()
        return value.isoformat() if isinstance(value, Date) else str(value or "")


class RegisterForm(forms.Form):
    """One question for every region. A line without a source of its own takes the one above the table."""

    source = forms.CharField(
        label=gettext_lazy("Bron"), required=False, max_length=200,
        help_text=gettext_lazy("Geldt voor elke regel die u invult en die zelf geen bron heeft."),
    )  # fmt: skip
    date = forms.DateField(
        label=gettext_lazy("Datum van de bron"), required=False, widget=Day(),
        help_text=gettext_lazy("Op welke dag de bron dit zei."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        question: Question,
        responses: Sequence[Response],
        answers: dict[int, Answer],
        contested: set[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.responses, self.contested = question, responses, contested
        self.options = {option.slug: option for option in question.options.all()}
        for response in responses:
            self._add(response, answers.get(response.sheet_id))

    def _add(self, response: Response, answer: Answer | None) -> None:
        slug, name = response.region.slug, response.region.name
        known = answer is not None and answer.state != AnswerState.OPEN
        self.fields[f"{slug}-answer"] = self._answer(name, answer if known else None)
        self.fields[f"{slug}-source"] = forms.CharField(
            label=_("Bron van %s") % name, required=False, max_length=200,
            initial=answer.source if answer else "",
        )  # fmt: skip
        self.fields[f"{slug}-date"] = forms.DateField(
            label=_("Datum van %s") % name, required=False, widget=Day(),
            initial=answer.source_date if answer else None,
        )  # fmt: skip
        self.fields[f"{slug}-seen"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, min_value=0, initial=answer.revision if answer else 0
        )
        self.fields[f"{slug}-was"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=64, initial=self._shown(slug)
        )

    def _shown(self, slug: str) -> str:
        """What the page shows of a region, in short: a line that comes back the same was not touched."""
        answer, source, day = (self.fields[f"{slug}-{name}"].initial for name in ("answer", "source", "date"))
        return _short(answer, source, day)

    def show_newest(self, slugs: Iterable[str], answers: Mapping[int, Answer]) -> None:
        """Put what stands now in the lines of these regions; the other lines stay as they were typed."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        for response in (one for one in self.responses if one.region.slug in set(slugs)):
            slug = response.region.slug
            self._add(response, answers.get(response.sheet_id))
            for name in (f"{slug}-{part}" for part in PARTS):
                value = self.fields[name].initial
                sent.setlist(name, value if isinstance(value, list) else ["" if value is None else value])
        self.data = sent

    def _answer(self, name: str, answer: Answer | None) -> forms.Field:
        label = _("Antwoord van %s") % name
        chosen = [option.slug for option in answer.options.all()] if answer else []
        choices = [(slug, option.label) for slug, option in self.options.items()]
        if self.question.type == Question.Type.MULTIPLE:
            return forms.MultipleChoiceField(
                label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False,
                initial=chosen,
            )  # fmt: skip
        if self.question.has_options:
            choices = [("", _("niet bekend")), *choices]
            return forms.ChoiceField(
                label=label, choices=choices, required=False, initial="".join(chosen[:1])
            )
        if self.question.type == Question.Type.NUMBER:
            number = "" if answer is None or answer.number is None else spelled(answer.number)
            widget = forms.TextInput(attrs={"inputmode": "decimal"})
            return forms.CharField(label=label, required=False, initial=number, max_length=12, widget=widget)
        return forms.CharField(
            label=label, required=False, initial=answer.text if answer else "", max_length=4_000
        )

    def rows(self) -> Iterator[RegisterRow]:
        """The regions in order."""
        for response in self.responses:
            slug = response.region.slug
            yield RegisterRow(
                response, self[f"{slug}-answer"], self[f"{slug}-source"], self[f"{slug}-date"],
                self[f"{slug}-seen"], self[f"{slug}-was"], response.pk in self.contested,
            )  # fmt: skip

    @property
    def kind(self) -> str:
        """How the question is answered: many, one, number or text."""
        kind = self.question.type
        if kind == Question.Type.MULTIPLE:
            return "many"
        return "one" if self.question.has_options else "number" if kind == Question.Type.NUMBER else "text"

    def general(self) -> list[BoundField]:
        """The fields above the table."""
        return [self["source"], self["date"]]

    def clean(self) -> dict[str, Any]:
        """Numbers as people write them; an answer that excludes others stands alone."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for response in self.responses:
            name = f"{response.region.slug}-answer"
            said = found.get(name)
            if self.question.type == Question.Type.NUMBER and said and number_of(str(said).strip()) is None:
                self.add_error(name, self._wrong(response, _("schrijf een getal zoals 1200 of 12,5.")))
            if self.question.type == Question.Type.MULTIPLE and said and len(said) > 1:
                alone = [slug for slug in said if self.options[slug].exclusive]
                if alone:
                    text = _("“%s” gaat niet samen met een ander antwoord.") % self.options[alone[0]].label
                    self.add_error(name, self._wrong(response, text))
        return found

    def _wrong(self, response: Response, text: str) -> str:
        return f"{response.region.name}: {text}"

    def lines(self) -> list[Line]:
        """What was typed, a line per region."""
        return [self._line(response) for response in self.responses]

    def _line(self, response: Response) -> Line:
        slug, data = response.region.slug, self.cleaned_data
        said = data[f"{slug}-answer"]
        slugs = [said] if isinstance(said, str) and said else said if isinstance(said, list) else []
        options = tuple(self.options[one] for one in slugs) if self.question.has_options else ()
        typed = "" if self.question.has_options else str(said).strip()
        numeric = self.question.type == Question.Type.NUMBER
        source = (data[f"{slug}-source"] or data["source"]) if slugs or typed else ""
        day = (data[f"{slug}-date"] or data["date"]) if slugs or typed else None
        return Line(
            response,
            options,
            text="" if numeric else typed,
            number=number_of(typed) if numeric and typed else None,
            source=source,
            source_date=day,
            seen=data[f"{slug}-seen"] or 0,
            touched=data[f"{slug}-was"] != _short(said, source, day),
        )


class ContestForm(forms.Form):
    """What a region says against its line in the register."""

    why = forms.CharField(
        label=gettext_lazy("Wat klopt er niet?"),
        help_text=gettext_lazy("Noem geen personen en geen zaken van personen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": gettext_lazy("Vertel wat er niet klopt.")},
    )


class OutcomeForm(forms.Form):
    """What the programme found; the region reads it."""

    outcome = forms.CharField(
        label=gettext_lazy("Uitkomst"),
        help_text=gettext_lazy("De regio leest dit. Pas eerst de regel aan als de regio gelijk heeft."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        error_messages={"required": gettext_lazy("Schrijf wat de uitkomst is: de regio leest dit.")},
    )
