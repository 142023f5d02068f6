"""Keeping a building block: what people fill in about its milestones and targets."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buildingblocks.actions import MilestoneText, add_source
from buildingblocks.models import BuildingBlock, Milestone, Source
from roundtables.forms.rounds import Day

from ...actions.targets import Wanted
from ...models import Indicator, Target
from ...reading.reading import Reading
from ...shared.filled import facts_for
from ...wording import Lang
from ...writing.naming import unknown_in
from ...writing.numbers import counts_regions

EVERYONE, SOME = "alle", "aantal"
ANOTHER = "andere"
YEARS = (2000, 2100)
OLD_PAGE = gettext_lazy("Deze pagina is verouderd. Open de pagina opnieuw.")


class DayField(forms.DateField):
    """A day in the time of the programme."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Day(), **kwargs)

    def validate(self, value: Any) -> None:
        """Not a day of another century."""
        super().validate(value)
        if value and not YEARS[0] <= value.year <= YEARS[1]:
            raise ValidationError(_("Vul een datum in tussen %d en %d.") % YEARS)


class SeenForm(forms.Form):
    """What somebody changes says which revision the page showed. `outdated` when a colleague was first."""

    outdated = False

    seen = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0,
        error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE, "min_value": OLD_PAGE},
    )  # fmt: skip

    def show(self, revision: int) -> None:
        """The page now shows this revision: what was typed stays, and is kept when it is sent again."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent[self.add_prefix("seen")] = str(revision)
        self.data = sent
        self.outdated = True


class SourceForm(forms.Form):
    """What somebody writes down comes from a publication: one that is known, or another."""

    source = forms.ChoiceField(
        label=gettext_lazy("Bron"), error_messages={"required": gettext_lazy("Kies een bron.")}
    )
    new_title = forms.CharField(label=gettext_lazy("Titel"), max_length=200, required=False)
    new_publisher = forms.CharField(label=gettext_lazy("Uitgever"), max_length=120, required=False)
    new_day = DayField(label=gettext_lazy("Datum van de bron"), required=False)
    NEW: ClassVar[dict[str, Any]] = {
        "new_title": gettext_lazy("Vul de titel van de andere bron in."),
        "new_publisher": gettext_lazy("Vul in wie de andere bron uitgaf."),
        "new_day": gettext_lazy("Vul de datum van de andere bron in."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.title) for one in Source.objects.order_by("-date", "title_nl")]
        choices = [("", _("kies een bron")), *known, (ANOTHER, _("een andere bron, hieronder"))]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]  # it is a choice field

    def main_fields(self) -> list[BoundField]:
        """All fields but those of another source."""
        return [field for field in self.visible_fields() if field.name not in self.NEW]

    def new_source_fields(self) -> list[BoundField]:
        """The fields of another source."""
        return [self[name] for name in self.NEW]

    @property
    def has_new_source(self) -> bool:
        """Whether another source was chosen or filled in, so that its fields must be seen."""
        return self.is_bound and (self["source"].value() == ANOTHER or bool(self._new()))

    def _new(self) -> list[str]:
        return [name for name in self.NEW if str(self.data.get(self.add_prefix(name), "")).strip()]

    def clean(self) -> dict[str, Any]:
        """A source that is known, or another one as a whole; not both."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, new = found.get("source"), self._new()
        if chosen == ANOTHER:
            for name in (name for name in self.NEW if name not in new):
                self.add_error(name, self.NEW[name])
        elif chosen and new:
            self.add_error("source", _("Kies “een andere bron”, of maak de velden hieronder leeg."))
        return found

    def chosen_source(self) -> Source:
        """The source; another one is made. Inside the action's transaction."""
        data = self.cleaned_data
        if data["source"] != ANOTHER:
            return Source.objects.get(pk=data["source"])
        return add_source(title=data["new_title"], publisher=data["new_publisher"], day=data["new_day"])


class MilestoneForm(SourceForm):
    """The words of a milestone, its source and its day."""

    text_nl = forms.CharField(
        label=gettext_lazy("Mijlpaal"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Eén korte regel voor de tabel met acties. Noem geen personen en geen zaken van personen. Typ"
            " geen aantal regio’s: verwijs naar het cijfer, bijvoorbeeld {mda-structural:digits} regio’s."
        ),
    )  # fmt: skip
    text_en = forms.CharField(
        label=gettext_lazy("Mijlpaal in het Engels"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    date = DayField(
        label=gettext_lazy("Datum"), required=False,
        help_text=gettext_lazy("Wanneer dit is bereikt, of wanneer het klaar moet zijn."),
    )  # fmt: skip
    field_order: Sequence[str] = ("text_nl", "text_en", "date", "source")

    def __init__(self, *args: Any, reading: Reading | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading = reading

    def clean_text_nl(self) -> str:
        """No number that is typed, no placeholder that names nothing."""
        return self._checked("text_nl", "nl")

    def clean_text_en(self) -> str:
        """The same in English."""
        return self._checked("text_en", "en")

    def _checked(self, name: str, lang: Lang) -> str:
        text = str(self.cleaned_data[name])
        if counts_regions(text, lang):
            raise ValidationError(
                _("Typ geen aantal regio’s. Verwijs naar het cijfer: dan klopt het ook na een nieuwe ronde.")
            )
        wrong = self.reading and unknown_in(text, facts_for([text], self.reading, self.reading.newest.key))
        if wrong:
            said = _("“{%s}” verwijst naar niets. Op de pagina van een cijfer staat hoe u het aanhaalt.")
            raise ValidationError(said % wrong[0])
        return text

    def given(self) -> MilestoneText:
        """What was typed."""
        data = self.cleaned_data
        return MilestoneText(data["text_nl"], data["text_en"], self.chosen_source(), data["date"])


class ChangeMilestoneForm(MilestoneForm, SeenForm):
    """The same, of a milestone that stands in the table."""


class AddMilestoneForm(MilestoneForm):
    """A new milestone."""

    column = forms.ChoiceField(
        label=gettext_lazy("Kolom"), choices=Milestone.Column.choices, widget=forms.RadioSelect
    )
    field_order = ("column", *MilestoneForm.field_order)


class MoveForm(SourceForm, SeenForm):
    """To which column, since which day, by which source."""

    column = forms.ChoiceField(label=gettext_lazy("Naar kolom"), widget=forms.RadioSelect)
    day = DayField(
        label=gettext_lazy("Sinds"),
        help_text=gettext_lazy("De dag die de bron noemt. Dit kan niet later zijn dan vandaag."),
    )
    field_order = ("column", "day", "source")

    def __init__(self, *args: Any, here: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(value, label) for value, label in Milestone.Column.choices if value != here]
        self.fields["column"].choices = others  # type: ignore[attr-defined]  # a choice field


class OrderForm(SeenForm):
    """Which milestone goes higher or lower."""

    milestone = forms.ModelChoiceField(queryset=Milestone.objects.none())
    to = forms.ChoiceField(choices=[("hoger", "hoger"), ("lager", "lager")])

    def __init__(self, *args: Any, block: BuildingBlock, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["milestone"].queryset = block.milestones.all()  # type: ignore[attr-defined]  # of rows


class EndForm(SeenForm):
    """Why a milestone or a target is no longer there."""

    why = forms.CharField(
        label=gettext_lazy("Reden"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Geef een reden.")},
    )  # fmt: skip


class TargetForm(SourceForm):
    """How many regions, by which day, by which source."""

    how_many = forms.ChoiceField(
        label=gettext_lazy("Hoeveel regio’s"), widget=forms.RadioSelect, initial=EVERYONE,
        choices=[
            (EVERYONE, gettext_lazy("alle regio’s in de noemer van het cijfer")),
            (SOME, gettext_lazy("een aantal regio’s")),
        ],
    )  # fmt: skip
    value = forms.IntegerField(
        label=gettext_lazy("Aantal regio’s"), required=False, min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Alleen als het doel niet alle regio’s is."),
    )  # fmt: skip
    due = DayField(label=gettext_lazy("Uiterlijk"))
    note_nl = forms.CharField(label=gettext_lazy("Toelichting"), max_length=300, required=False)
    note_en = forms.CharField(label=gettext_lazy("Toelichting in het Engels"), max_length=300, required=False)
    field_order: Sequence[str] = ("how_many", "value", "due", "source", "note_nl", "note_en")

    def clean(self) -> dict[str, Any]:
        """Either everyone or a number."""
        found = super().clean()
        if found.get("how_many") == SOME and not found.get("value") and "value" not in self.errors:
            self.add_error("value", _("Vul in hoeveel regio’s."))
        if found.get("how_many") == EVERYONE and found.get("value"):
            self.add_error("value", _("Kies “een aantal regio’s”, of laat dit leeg."))
        return found

    def given(self) -> Wanted:
        """What was filled in."""
        data = self.cleaned_data
        value: int | None = data["value"] if data["how_many"] == SOME else None
        return Wanted(value, data["due"], self.chosen_source(), data["note_nl"], data["note_en"])


class AddTargetForm(TargetForm):
    """A new target for one of the figures of a block."""

    indicator = forms.ModelChoiceField(
        label=gettext_lazy("Cijfer"), queryset=Indicator.objects.none(), to_field_name="key",
        empty_label=gettext_lazy("kies een cijfer"),
    )  # fmt: skip
    field_order = ("indicator", *TargetForm.field_order)

    def __init__(self, *args: Any, block: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Indicator.objects.filter(block=block)
        self.fields["indicator"].queryset = own  # type: ignore[attr-defined]  # a choice of rows


class ChangeTargetForm(TargetForm, SeenForm):
    """The same, of a target that stands."""


def milestone_initial(milestone: Milestone) -> dict[str, Any]:
    """A milestone as its form shows it."""
    found = {name: getattr(milestone, name) for name in ("text_nl", "text_en", "date")}
    return found | {"source": str(milestone.source.pk), "seen": milestone.revision}


def target_initial(target: Target) -> dict[str, Any]:
    """A target as its form shows it."""
    found = {name: getattr(target, name) for name in ("value", "due", "note_nl", "note_en")}
    how_many = EVERYONE if target.everyone else SOME
    return found | {"how_many": how_many, "source": str(target.source.pk), "seen": target.revision}
