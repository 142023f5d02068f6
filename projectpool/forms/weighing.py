"""Who assesses, what they give, what is decided, objections and instalments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

from ..actions.assessing import LONGEST, Given
from ..actions.deciding import Verdict
from ..models import Assessment, Criterion, Score
from .fields import MoneyField

GRANT, REFUSE = "toekennen", "afwijzen"
UPHELD, REJECTED = "gegrond", "ongegrond"
POINTS = (
    ("1", gettext_lazy("1, zwak")),
    ("2", gettext_lazy("2, matig")),
    ("3", gettext_lazy("3, voldoende")),
    ("4", gettext_lazy("4, goed")),
    ("5", gettext_lazy("5, sterk")),
)


class Day(forms.DateInput):
    """A day, chosen with the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AssignForm(forms.Form):
    """Who is asked to assess: one or two people, or one for a third opinion."""

    assessors = forms.MultipleChoiceField(
        label=gettext_lazy("Wie vraagt u?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies wie de aanvraag beoordeelt.")},
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["assessors"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(pk, str(one)) for pk, one in self.people.items()]

    def chosen(self) -> list[User]:
        """The people who were chosen."""
        return [self.people[pk] for pk in self.cleaned_data["assessors"]]


@dataclass(frozen=True, slots=True)
class CriterionFields:
    """A criterion with the fields for its points and reason."""

    criterion: Criterion
    points: BoundField
    reason: BoundField


class ScoreForm(forms.Form):
    """Points and a reason per criterion, and an advice. What is half filled in is told; the rest can be kept
    all the same."""

    advice = forms.CharField(
        label=gettext_lazy("Advies in het kort"), required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Wat moet wie besluit zeker weten?"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, assessment: Assessment, criteria: Sequence[Criterion], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"advice": assessment.advice})
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        scores = {score.criterion_id: score for score in assessment.scores.all()}
        for criterion in criteria:
            self._add(criterion, scores.get(criterion.pk))

    def _add(self, criterion: Criterion, score: Score | None) -> None:
        self.fields[f"points-{criterion.pk}"] = forms.ChoiceField(
            label=_("Punten"), required=False, choices=POINTS, widget=forms.RadioSelect,
            initial=str(score.points) if score else "",
        )  # fmt: skip
        self.fields[f"reason-{criterion.pk}"] = forms.CharField(
            label=_("Waarom"), required=False, max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}), initial=score.reason if score else "",
        )  # fmt: skip

    def rows(self) -> Iterator[CriterionFields]:
        """The criteria in order."""
        for one in self.criteria:
            yield CriterionFields(one, self[f"points-{one.pk}"], self[f"reason-{one.pk}"])

    def clean(self) -> dict[str, Any]:
        """Points have a reason, and a reason has points."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.criteria:
            points, reason = found.get(f"points-{one.pk}"), (found.get(f"reason-{one.pk}") or "").strip()
            if points and not reason:
                self.add_error(f"reason-{one.pk}", _("%s: schrijf waarom u deze punten geeft.") % one.name)
            if reason and not points:
                self.add_error(f"points-{one.pk}", _("%s: geef ook punten.") % one.name)
        return found

    def given(self) -> list[Given]:
        """What is whole: points with a reason, or neither."""
        data = self.cleaned_data
        return [
            Given(one, int(points) if points else None, data[f"reason-{one.pk}"])
            for one in self.criteria
            if (points := data.get(f"points-{one.pk}")) is not None and f"reason-{one.pk}" in data
        ]


class DecisionForm(forms.Form):
    """Granted or refused, and why."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Besluit"),
        choices=((GRANT, gettext_lazy("toekennen")), (REFUSE, gettext_lazy("afwijzen"))),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies toekennen of afwijzen.")},
    )
    amount = MoneyField(
        label=gettext_lazy("Bedrag bij toekennen"), required=False,
        help_text=gettext_lazy("In euro’s, hoogstens wat er is gevraagd."),
    )  # fmt: skip
    first_day = forms.DateField(
        label=gettext_lazy("Eerste dag van het project"), required=False, widget=Day()
    )
    last_day = forms.DateField(
        label=gettext_lazy("Laatste dag van het project"), required=False, widget=Day()
    )
    motives = forms.CharField(
        label=gettext_lazy("Motivering"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Dit staat in de brief. Noem geen namen van beoordelaars."),
        error_messages={"required": gettext_lazy("Schrijf waarom u dit besluit.")},
    )  # fmt: skip
    conditions = forms.CharField(
        label=gettext_lazy("Voorwaarden"), required=False, max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Alleen bij toekennen. Een regel per voorwaarde; leeg als er geen zijn."),
    )  # fmt: skip
    without = forms.CharField(
        label=gettext_lazy("Waarom besluit u zonder twee afgeronde beoordelingen?"), required=False,
        max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, enough: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if enough:
            del self.fields["without"]

    def verdict(self) -> Verdict:
        """What the manager decided."""
        data = self.cleaned_data
        return Verdict(
            granted=data["outcome"] == GRANT,
            motives=data["motives"],
            amount=data["amount"],
            conditions=data["conditions"],
            first_day=data["first_day"],
            last_day=data["last_day"],
            without=data.get("without", ""),
        )


def begin_and_end(years: Sequence[int]) -> dict[str, date]:
    """The first and last day that the years of a budget suggest."""
    if not years:
        return {}
    return {"first_day": date(min(years), 1, 1), "last_day": date(max(years), 12, 31)}


class ObjectionForm(forms.Form):
    """Why a region does not agree."""

    grounds = forms.CharField(
        label=gettext_lazy("Waarom bent u het niet eens met het besluit?"),
        help_text=gettext_lazy("Noem geen personen en geen zaken van personen."),
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Schrijf waarom u het niet eens bent met het besluit.")},
    )


class AnswerForm(forms.Form):
    """What the programme makes of an objection."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Oordeel"),
        choices=((UPHELD, gettext_lazy("gegrond: er komt een nieuw besluit")),
                 (REJECTED, gettext_lazy("ongegrond: het besluit blijft"))),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies gegrond of ongegrond.")},
    )  # fmt: skip
    answer = forms.CharField(
        label=gettext_lazy("Antwoord aan de regio"), max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Schrijf een antwoord: de regio leest dit.")},
    )  # fmt: skip


class InstalmentForm(forms.Form):
    """A payment to plan."""

    due_on = forms.DateField(
        label=gettext_lazy("Te betalen op"), widget=Day(),
        error_messages={"required": gettext_lazy("Kies een datum."),
                        "invalid": gettext_lazy("Dit is geen datum.")},
    )  # fmt: skip
    amount = MoneyField(
        label=gettext_lazy("Bedrag"), help_text=gettext_lazy("In euro’s."),
        error_messages={"required": gettext_lazy("Vul een bedrag in.")},
    )  # fmt: skip
