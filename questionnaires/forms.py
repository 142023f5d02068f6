"""A question of a questionnaire that is being prepared, as it is typed: its words and its answers."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .actions.versions import OptionGiven, Wording
from .models import Question

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CHOOSING = (Question.Type.SINGLE, Question.Type.MULTIPLE)  # kinds whose answers are typed


class WordingForm(forms.Form):
    """What a region reads."""

    text_nl = forms.CharField(
        label=gettext_lazy("Vraag"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    text_en = forms.CharField(
        label=gettext_lazy("Vraag in het Engels"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        required=False,
    )  # fmt: skip
    help_nl = forms.CharField(
        label=gettext_lazy("Uitleg bij de vraag"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        required=False,
    )  # fmt: skip
    help_en = forms.CharField(
        label=gettext_lazy("Uitleg in het Engels"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        required=False,
    )  # fmt: skip

    def wording(self, options: tuple[OptionGiven, ...] = ()) -> Wording:
        """What was typed."""
        data = self.cleaned_data
        return Wording(data["text_nl"], data["text_en"], data["help_nl"], data["help_en"], options)


class AskedForm(WordingForm):
    """A question that is new: how it is answered, and what there is to choose from."""

    type = forms.ChoiceField(label=gettext_lazy("Soort antwoord"), choices=Question.Type.choices)
    options = forms.CharField(
        label=gettext_lazy("Antwoorden om uit te kiezen"), widget=forms.Textarea(attrs={"rows": 5}),
        required=False, help_text=gettext_lazy("Elk antwoord op een eigen regel, het verste eerst."),
    )  # fmt: skip
    field_order: tuple[str, ...] = ("text_nl", "text_en", "type", "options", "help_nl", "help_en")

    def clean(self) -> dict[str, Any]:
        """Answers that were typed for a question that offers none are not lost unseen."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("options", "").strip() and found.get("type") not in CHOOSING:
            said = _("Bij dit soort vraag valt niets te kiezen. Kies een ander soort, of haal dit weg.")
            self.add_error("options", said)
        return found

    def given(self) -> tuple[OptionGiven, ...]:
        """The answers; yes and no are always the same two."""
        kind = self.cleaned_data["type"]
        if kind == Question.Type.YES_NO:
            return (OptionGiven("yes", "ja", "yes"), OptionGiven("no", "nee", "no"))
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        if kind not in CHOOSING:
            return ()
        scale = kind == Question.Type.SINGLE
        return tuple(
            OptionGiven(slugify(line)[:60], line[:200], rank=len(lines) - place if scale else None)
            for place, line in enumerate(lines)
        )


class NewQuestionForm(AskedForm):
    """A question that was not asked before, or the successor of one whose meaning changed."""

    section = forms.ChoiceField(label=gettext_lazy("Bouwsteen"))
    key = forms.CharField(
        label=gettext_lazy("Sleutel"), max_length=60,
        help_text=gettext_lazy("Een naam voor de vraag zonder jaartal, bijvoorbeeld regiovisie-vastgesteld."),
    )  # fmt: skip
    succeeds = forms.ChoiceField(
        label=gettext_lazy("Komt in plaats van"), required=False,
        help_text=gettext_lazy(
            "Kies een oude vraag als deze iets anders betekent, maar er wel mee te vergelijken is."
        ),
    )  # fmt: skip
    field_order = ("section", "key", *AskedForm.field_order, "succeeds")

    def __init__(
        self, *args: Any, sections: list[tuple[int, str]], earlier: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # both are choice fields, which the stubs do not know of `fields`
        self.fields["section"].choices = sections  # type: ignore[attr-defined]
        self.fields["succeeds"].choices = [("", _("geen, deze vraag is nieuw")), *earlier]  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        """A key that can stand in an address and in conditions."""
        key = str(self.cleaned_data["key"])
        if not KEY.fullmatch(key):
            raise ValidationError(_("Gebruik kleine letters, cijfers en streepjes."))
        return key


class OptionForm(forms.Form):
    """One answer to choose from. An empty Dutch label takes it away."""

    slug = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=60)
    label_nl = forms.CharField(label=gettext_lazy("Antwoord"), max_length=200, required=False)
    label_en = forms.CharField(label=gettext_lazy("Antwoord in het Engels"), max_length=200, required=False)
    rank = forms.IntegerField(
        label=gettext_lazy("Rang"), min_value=0, max_value=99, required=False,
        help_text=gettext_lazy("Hoger is verder."),
    )  # fmt: skip
    exclusive = forms.BooleanField(label=gettext_lazy("gaat niet samen met andere"), required=False)

    def given(self) -> OptionGiven | None:
        """The answer; None for an empty line."""
        data = self.cleaned_data
        label = data.get("label_nl", "").strip()
        if not label:
            return None
        slug = data.get("slug") or slugify(label)[:60]
        return OptionGiven(slug, label, data["label_en"], data["rank"], data["exclusive"])


OptionFormSet = formset_factory(OptionForm, extra=2, max_num=40, absolute_max=40)
