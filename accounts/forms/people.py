"""Forms with which people are invited, given roles and found."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildingblocks.models import BuildingBlock
from regions.models import Region
from regions.names import dutch_key

from ..models import Role, SignIn
from .words import NOT_AN_ADDRESS

REGIONAL = {kind.value for kind in Role.REGIONAL}
BY_BLOCK = {kind.value for kind in Role.BY_BLOCK}


class Day(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        errors = {"invalid": _("Dit is geen datum."), "required": _("Kies een datum.")}
        super().__init__(widget=widget, error_messages=errors, **options)


class Blocks(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A building block, under its name in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """The block's present name."""
        return str(obj.name)


def _regions() -> list[tuple[str, Any]]:
    rows = Region.with_pretend.values_list("pk", "name", "pretend")
    names = sorted(rows, key=lambda row: (row[2], dutch_key(row[1])))
    return [("", _("Geen")), *((str(pk), name) for pk, name, _pretend in names)]


class RoleForm(forms.Form):
    """A role: what, where, from when until when."""

    kind = forms.ChoiceField(
        label=_("Rol"),
        choices=[("", _("Kies een rol")), *Role.Kind.choices],
        error_messages={"required": _("Kies een rol.")},
    )
    region = forms.ModelChoiceField(
        Region.with_pretend.all(),
        label=_("Regio"),
        required=False,
        empty_label=_("Geen"),
        help_text=_("Alleen bij een projectleider, een medewerker van een regio of een gemeente."),
    )
    block = Blocks(
        BuildingBlock.objects.all(),
        label=_("Bouwsteen"),
        required=False,
        empty_label=_("Geen of alle"),
        help_text=_(
            "Wat iemand invult of beoordeelt. Een medewerker van een regio heeft altijd een bouwsteen."
        ),
    )
    since = Day(label=_("Vanaf"), initial=timezone.localdate)
    until = Day(label=_("Tot"), required=False, help_text=_("Vanaf deze dag geeft de rol niets meer."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        field.choices = _regions()  # type: ignore[attr-defined]  # the field is one with choices

    def clean(self) -> dict[str, Any]:
        """Say per field what does not fit the role."""
        cleaned = super().clean() or {}
        kind, region, block = (cleaned.get(name) for name in ("kind", "region", "block"))
        if kind in REGIONAL and not region and "region" not in self.errors:
            self.add_error("region", _("Kies een regio bij deze rol."))
        if kind and kind not in REGIONAL and region:
            self.add_error("region", _("Deze rol geldt voor het hele land: kies geen regio."))
        if kind == Role.Kind.CONTRIBUTOR and not block and "block" not in self.errors:
            self.add_error("block", _("Kies de bouwsteen die deze medewerker invult."))
        if kind and kind not in BY_BLOCK and block:
            self.add_error("block", _("Deze rol gaat over alle bouwstenen: kies er geen."))
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("De einddatum ligt voor de begindatum."))
        return cleaned

    @property
    def role(self) -> dict[str, Any]:
        """What `actions.give_role` needs."""
        return {name: self.cleaned_data[name] for name in ("kind", "region", "block", "since", "until")}


class WhoForm(forms.Form):
    """Somebody: an address and what they are."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul een e-mailadres in."), "invalid": NOT_AN_ADDRESS},
    )
    name = forms.CharField(
        label=_("Naam of functie"),
        max_length=150,
        help_text=_("Zo staat deze persoon op het scherm, bijvoorbeeld bij een antwoord."),
        error_messages={"required": _("Vul een naam of functie in.")},
    )


class InviteForm(WhoForm, RoleForm):
    """Somebody new, with a first role."""

    field_order = ("email", "name", "kind", "region", "block", "since", "until")


class ColleagueForm(WhoForm):
    """A colleague in one's own region, for one building block. `reach` are the regions."""

    region = forms.ModelChoiceField(
        Region.objects.none(), label=_("Regio"), error_messages={"required": _("Kies een regio.")}
    )
    block = Blocks(
        BuildingBlock.objects.all(),
        label=_("Bouwsteen"),
        empty_label=_("Kies een bouwsteen"),
        help_text=_("Uw collega vult het onderdeel over deze bouwsteen in, en ziet de rest niet."),
        error_messages={"required": _("Kies een bouwsteen.")},
    )

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["region"]
        field.queryset = regions
        if len(regions) == 1:
            field.initial, field.widget = regions[0].pk, forms.HiddenInput()


class UntilForm(forms.Form):
    """The day on which something ends."""

    until = Day(
        label=_("De rol eindigt op"),
        initial=timezone.localdate,
        help_text=_("Vanaf deze dag geeft de rol niets meer."),
    )


class HandOverForm(WhoForm):
    """Who takes over a region, and from when."""

    since = Day(label=_("Vanaf"), initial=timezone.localdate)
    field_order = ("email", "name", "since")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Alleen nodig voor wie nog geen account heeft.")


class FindForm(forms.Form):
    """Which people to list."""

    zoek = forms.CharField(label=_("Naam, functie of e-mailadres"), required=False, max_length=100)
    rol = forms.ChoiceField(
        label=_("Rol"), required=False, choices=[("", _("Alle rollen")), *Role.Kind.choices]
    )
    regio = forms.ModelChoiceField(
        Region.with_pretend.all(), label=_("Regio"), required=False, empty_label=_("Alle regio’s")
    )


class SignInFilter(forms.Form):
    """Which lines of the audit to list."""

    zoek = forms.CharField(label=_("E-mailadres of naam"), required=False, max_length=100)
    wat = forms.ChoiceField(label=_("Wat"), required=False, choices=[("", _("Alles")), *SignIn.What.choices])


def tidy(form: forms.Form) -> Mapping[str, Any]:
    """What somebody asked for; what makes no sense is left out."""
    form.is_valid()
    return form.cleaned_data
