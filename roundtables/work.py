"""What waits for somebody in rounds: the lines that "Mijn werk" shows."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from accounts.policy import Deed, Reach, allowed, reach
from accounts.work import Work
from buildingblocks.models import BuildingBlock

from .actions.closing import holding_up
from .models import Contest, Participant, Reply, Round
from .open_work import Part, open_work
from .standing import SectionState, Standing
from .wall.kept import kept_standing


def work_for(user: User) -> list[Work]:
    """A region's open sections and what it is asked to confirm; the programme's review, register, closing."""
    rounds = list(Round.objects.accepting().in_order().select_related("questionnaire"))
    return [line for round_ in rounds for line in (*_of_regions(user, round_), *_of_programme(user, round_))]


def _of_regions(user: User, round_: Round) -> Iterator[Work]:
    regions = {
        role.region_id: role
        for role in user.roles.current()
        .filter(kind__in=(Role.Kind.PROJECT_LEADER, Role.Kind.CONTRIBUTOR))
        .select_related("region", "block")
        .order_by("kind")  # who leads stands last, and so decides the heading
    }
    if not regions:
        return
    mine = round_.participants.filter(region__in=regions, excused=False).select_related("region")
    participants = {one.region.slug: one for one in mine}
    now = kept_standing(round_)
    parts = open_work(round_, participants.values(), now).get(user, [])
    for part in parts:
        yield _open(part, str(regions[participants[part.slug].region_id]))
    yield from _to_confirm(user, round_, participants.values(), now, {part.slug for part in parts})


def _open(part: Part, role: str) -> Work:
    returned = sum(section.state is SectionState.RETURNED for section in part.sections)
    ready = sum(section.state is SectionState.READY for section in part.sections)
    number = len(part.sections)
    said = ngettext("%d onderdeel is nog bij u.", "%d onderdelen zijn nog bij u.", number) % number
    if returned:
        said = ngettext("%d onderdeel kwam terug.", "%d onderdelen kwamen terug.", returned) % returned
    elif ready == number:
        said = _("Alles is ingevuld. Dien het in.")
    late = part.deadline is not None and part.deadline < timezone.localdate()
    return Work(
        title=_("Rondetafel %(round)s, %(region)s") % {"round": part.round.label, "region": part.name},
        url=reverse("roundtables:task_list", args=[part.round.key, part.slug]),
        detail=said,
        due=part.deadline,
        urgent=bool(returned) or late,
        count=number,
        role=role,
    )


def _to_confirm(
    user: User, round_: Round, participants: Iterable[Participant], now: Standing, busy: set[str]
) -> Iterator[Work]:
    """Regions of which everything is approved, and that did not say yet what they make of the count."""
    submit = reach(user, Deed.SUBMIT)
    for participant in participants:
        slug = participant.region.slug
        if slug in busy or not submit.holds(participant.region_id) or not _is_settled(now, slug):
            continue
        if Reply.objects.filter(response__round=round_, response__region=participant.region_id).exists():
            continue
        about = {"round": round_.label, "region": participant.region.name}
        yield Work(
            title=_("Wat er van uw regio wordt geteld: %(round)s, %(region)s") % about,
            url=reverse("roundtables:counted", args=[round_.key, slug]),
            detail=_("Alles is goedgekeurd. Zeg of u akkoord bent."),
            due=round_.deadline,
            role=f"{Role.Kind.PROJECT_LEADER.label} · {participant.region.name}",
        )


def _is_settled(now: Standing, slug: str) -> bool:
    done = (SectionState.APPROVED, SectionState.NOT_APPLICABLE)
    return all(cell.state in done for cell in now.of_region(slug))


def _of_programme(user: User, round_: Round) -> Iterator[Work]:
    review, register = reach(user, Deed.REVIEW), reach(user, Deed.KEEP_REGISTER)
    if not review and not register:
        return
    now, role = kept_standing(round_), _("Programmateam")
    yield from _to_review(round_, now, review, role)
    yield from _contested(round_, register, role)
    if allowed(user, Deed.RUN_ROUNDS) and not holding_up(round_, now):
        yield Work(
            title=_("Ronde %s sluiten") % round_.label,
            url=reverse("roundtables:close", args=[round_.key]),
            detail=_("Alle regio’s zijn klaar of vrijgesteld."),
            role=role,
        )


def _to_review(round_: Round, now: Standing, review: Reach, role: str) -> Iterator[Work]:
    """Sections that were handed in, of the blocks that are this person's."""
    blocks = review.blocks(None)
    own = set(now.blocks)
    if blocks is not None:
        own = set(BuildingBlock.objects.filter(pk__in=blocks).values_list("key", flat=True))
    counted = set(round_.participants.counted().values_list("region__slug", flat=True))
    waiting = [
        cell
        for cell in now.cells.values()
        if cell.block in own and cell.region in counted and cell.state is SectionState.SUBMITTED
    ]
    if waiting:
        number, regions = len(waiting), len({cell.region for cell in waiting})
        about = {"number": number, "regions": regions}
        yield Work(
            title=_("Beoordelen, ronde %s") % round_.label,
            url=reverse("roundtables:wall", args=[round_.key]) + "?stand=submitted&mijn=1",
            detail=ngettext(
                "%(number)d ingediend onderdeel wacht.",
                "%(number)d ingediende onderdelen van %(regions)d regio’s wachten.",
                number,
            )
            % about,
            count=number,
            role=role,
        )


def _contested(round_: Round, register: Reach, role: str) -> Iterator[Work]:
    within = register.within("response__region", "question__section__block")
    found = Contest.objects.filter(within, response__round=round_, settled_at=None).count()
    if found:
        yield Work(
            title=_("Register van ronde %s") % round_.label,
            url=reverse("roundtables:register", args=[round_.key]),
            detail=ngettext("%d regel wordt betwist.", "%d regels worden betwist.", found) % found,
            urgent=True,
            count=found,
            role=role,
        )
