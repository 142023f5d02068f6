"""Targets for readers: which one holds for an indicator, and how far a figure is from it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override

from regions.language import in_language

from ..figures import Figure, Status
from ..models import Target
from ..wording import Lang


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target: `value` regions, or every region in the base of the figure when it is None."""

    pk: int
    indicator: str
    value: int | None
    due: date
    source_nl: str
    source_en: str
    note_nl: str
    note_en: str

    @property
    def everyone(self) -> bool:
        """Whether it is about every region."""
        return self.value is None

    @property
    def source(self) -> str:
        """The title of its source in the reader's language."""
        return in_language(self, "source")

    @property
    def note(self) -> str:
        """What is said with it, in the reader's language."""
        return in_language(self, "note")

    def goal(self, figure: Figure) -> int:
        """How many regions it asks of this figure."""
        return figure.base_value if self.value is None else self.value


def targets(at: date | None = None) -> dict[str, TargetLine]:
    """By indicator the target that holds on day `at`, by default today: the first that is still to come, else
    the last that was."""
    at = at or timezone.localdate()
    found: dict[str, TargetLine] = {}
    for one in Target.objects.standing().select_related("indicator", "source").order_by("due"):
        held = found.get(one.indicator.key)
        if held is None or held.due < at:
            found[one.indicator.key] = line_of(one)
    return found


def line_of(one: Target) -> TargetLine:
    """A target as readers see it."""
    return TargetLine(
        pk=one.pk,
        indicator=one.indicator.key,
        value=one.value,
        due=one.due,
        source_nl=one.source.title_nl,
        source_en=one.source.title_en,
        note_nl=one.note_nl,
        note_en=one.note_en,
    )


def wanted(target: TargetLine, lang: Lang) -> str:
    """What it asks: "alle regio’s, uiterlijk 31 december 2021"."""
    with override(lang):
        if target.value is None:
            number = gettext("alle regio’s")
        else:
            said = ngettext("%(number)d regio", "%(number)d regio’s", target.value)
            number = said % {"number": target.value}
        return gettext("%(number)s, uiterlijk %(day)s") % {
            "number": number,
            "day": date_format(target.due, "j F Y"),
        }


def distance(target: TargetLine, figure: Figure, lang: Lang) -> str:
    """How far the figure is from it: "nog 8 regio’s te gaan"; nothing as long as not all is counted."""
    if figure.status is not Status.COUNTED or not figure.base_value:
        return ""
    left = target.goal(figure) - figure.split.counted
    with override(lang):
        if left <= 0:
            return gettext("gehaald")
        return ngettext("nog %(left)d regio te gaan", "nog %(left)d regio’s te gaan", left) % {"left": left}
