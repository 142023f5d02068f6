"""The reading side of calls and applications: which a reader may know of, and a call as a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, allowed, reach
from questionnaires.models import Question
from regions.models import Region
from regions.names import dutch_key

from ..models import Application, BudgetLine, Call, CallDocument, Criterion, Theme
from ..models.application import pool_reach

type Reader = User | AnonymousUser


def calls_for(reader: Reader) -> list[Call]:
    """The calls that are known, and for the programme those in preparation; the newest first."""
    found = Call.objects.select_related("pool").prefetch_related("themes")
    if not reach(reader, Deed.SEE_POOL):
        found = found.published()
    return list(found)


@dataclass(frozen=True, slots=True)
class CallPage:
    """A call as one reader sees it. `mine` are the applications of the reader's regions, `begin` the regions
    for which this reader can begin one now, `lacks` what must still be done before it is made known."""

    call: Call
    now: datetime
    themes: Sequence[Theme]
    criteria: Sequence[tuple[Criterion, int]]
    questions: Sequence[Question]
    documents: Sequence[CallDocument]
    mine: Sequence[Application]
    begin: Sequence[Region]
    lacks: Sequence[str]
    may_run: bool
    sees_pool: bool
    opens_unscanned: bool

    @property
    def preparing(self) -> bool:
        """Whether nobody but the programme knows of it yet."""
        return self.call.published_at is None


def call_page(reader: Reader, call: Call) -> CallPage:
    """One call with everything that stands on its page."""
    now, may_run = timezone.now(), allowed(reader, Deed.RUN_POOL)
    preparing = call.published_at is None
    return CallPage(
        call=call,
        now=now,
        themes=list(call.themes.all()),
        criteria=weighed(call),
        questions=list(call.questionnaire.questions.prefetch_related("options").order_by("position")),
        documents=list(call.documents.select_related("released_by")),
        mine=_mine(reader, call),
        begin=regions_of(reader) if call.state_at(now) == Call.State.OPEN else [],
        lacks=lacking(call) if preparing and may_run else [],
        may_run=may_run,
        sees_pool=bool(reach(reader, Deed.SEE_POOL)),
        opens_unscanned=bool(reach(reader, Deed.OPEN_UNSCANNED)),
    )


def lacking(call: Call) -> list[str]:
    """What must still be done before a call can be made known, a sentence each."""
    found = []
    if not call.themes.exists():
        found.append(_("Kies ten minste één thema."))
    if not call.criteria.exists():
        found.append(_("Voeg ten minste één criterium toe."))
    if not call.questionnaire.questions.exists():
        found.append(_("Voeg ten minste één vraag toe."))
    if call.closes_at <= timezone.now():
        found.append(_("Kies een sluitingsmoment dat nog komt."))
    if call.documents.held_back().exists():
        found.append(_("Geef elk document vrij, of haal het weg."))
    return found


def weighed(call: Call) -> list[tuple[Criterion, int]]:
    """The criteria, each with the part of the whole that it weighs, in percent."""
    found = list(call.criteria.all())
    total = sum(one.weight for one in found)
    return [(one, round(100 * one.weight / total)) for one in found]


def regions_of(reader: Reader, deed: Deed = Deed.WRITE_APPLICATIONS) -> list[Region]:
    """The regions for which somebody may do something in the pool, in the order of a Dutch list. Who may
    do it everywhere has no region of their own."""
    places = pool_reach(reader, deed).places
    own = {place.region for place in places if place.region is not None}
    return sorted(Region.objects.filter(pk__in=own), key=lambda region: dutch_key(region.name))


def _mine(reader: Reader, call: Call) -> list[Application]:
    if not isinstance(reader, User):
        return []
    found = Application.objects.of_regions(reader).filter(call=call)
    return list(found.prefetch_related("application_regions__region"))


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application in the list, with its regions, its themes and what it asks, in eurocents."""

    application: Application
    regions: Sequence[str]
    themes: Sequence[str]
    asked: int


@dataclass(frozen=True, slots=True)
class ApplicationList:
    """The applications that a reader sees, and the calls to choose from."""

    lines: Sequence[ApplicationLine]
    calls: Sequence[Call]

    @property
    def asked(self) -> int:
        """What they ask together."""
        return sum(line.asked for line in self.lines)


def may_list(reader: User) -> bool:
    """Whether somebody works on applications at all: for a region, for the programme, or as an assessor."""
    programme = reach(reader, Deed.SEE_POOL) or reach(reader, Deed.ASSESS)
    return bool(programme or pool_reach(reader, Deed.READ_APPLICATIONS))


def application_list(reader: User, *, call: str = "", state: str = "") -> ApplicationList:
    """What this reader may see, of one call or in one state; those handed in last come first."""
    found = Application.objects.visible_to(reader)
    calls = Call.objects.filter(applications__in=found).distinct()
    if call:
        found = found.filter(call__key=call)
    if state:
        found = found.filter(state=state)
    rows = found.select_related("call").prefetch_related("application_regions__region", "themes")
    sums = dict(
        BudgetLine.objects.filter(application__in=found)
        .order_by()
        .values_list("application")
        .annotate(total=Sum("amount"))
    )
    lines = [
        ApplicationLine(
            one,
            [part.region.name for part in one.application_regions.all()],
            [theme.name for theme in one.themes.all()],
            sums.get(one.pk, 0),
        )
        for one in rows.order_by("-call__opens_at", "number", "begun_at", "pk")
    ]
    return ApplicationList(lines, list(calls))
