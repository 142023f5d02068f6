"""Who to call today: the regions that hold up the report longest, with the reason in words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import SignIn

from ..models import Participant, Round, Transition
from ..open_work import who_fills_in
from ..standing import Cell, SectionState

MOST = 5
SILENCE = 14  # days of silence that weigh; after that a region is no longer silent but absent
WEIGHT = {
    SectionState.NOT_STARTED: 3, SectionState.RETURNED: 3, SectionState.BUSY: 2, SectionState.READY: 1,
}  # fmt: skip
type Seen = Mapping[int, datetime | None]


@dataclass(frozen=True, slots=True)
class Call:
    """A region to call: why, and what was last heard of it."""

    slug: str
    name: str
    why: str
    heard: str
    weight: int


def opened_at(round_: Round) -> datetime | None:
    """When regions were let in."""
    found = round_.transitions.filter(what=Transition.What.OPENED).aggregate(at=Max("at"))["at"]
    return found if isinstance(found, datetime) else None


def last_seen(regions: Iterable[int], since: datetime | None) -> Seen:
    """When somebody who fills in for a region last came in since the opening; None: nobody did."""
    found: dict[int, datetime | None] = dict.fromkeys(regions)
    people: dict[int, list[int]] = {}
    for region, person in who_fills_in(found).values_list("region", "person"):
        people.setdefault(person, []).append(region)
    came = SignIn.objects.filter(what=SignIn.What.IN, person__in=people)
    if since is not None:
        came = came.filter(at__gte=since)
    for person, at in came.order_by().values_list("person").annotate(last=Max("at")):
        for region in people[person]:
            before = found[region]
            found[region] = at if before is None or at > before else before
    return found


def calls_of(
    regions: Sequence[tuple[Participant, Sequence[Cell]]], seen: Seen, names: Mapping[str, str], today: date
) -> tuple[Call, ...]:
    """The regions that hold up most, heaviest first: sections that still have to be made, days past their own
    deadline, and days of silence. Who only waits for the programme is not called."""
    found = [
        _call(participant, cells, seen.get(participant.region_id), names, today)
        for participant, cells in regions
        if any(cell.state.is_with_region for cell in cells)
    ]
    return tuple(sorted(found, key=lambda one: -one.weight)[:MOST])


def _call(
    participant: Participant,
    cells: Sequence[Cell],
    seen: datetime | None,
    names: Mapping[str, str],
    today: date,
) -> Call:
    moments = [cell.changed_at for cell in cells if cell.changed_at] + ([seen] if seen else [])
    silent = (today - timezone.localdate(max(moments))).days if moments else SILENCE
    late = max(0, (today - participant.deadline).days) if participant.deadline else 0
    weight = sum(WEIGHT.get(cell.state, 0) for cell in cells) + min(late, SILENCE) + min(silent, SILENCE)
    region = participant.region
    heard = _heard(cells, seen, late, today)
    return Call(region.slug, region.name, _why(cells, names), heard, weight)


def _why(cells: Sequence[Cell], names: Mapping[str, str]) -> str:
    states = Counter(cell.state for cell in cells)
    total = sum(number for state, number in states.items() if state is not SectionState.NOT_APPLICABLE)
    if states[SectionState.NOT_STARTED] == total:
        return _("nog niets ingevuld")
    returned = [names[cell.block] for cell in cells if cell.state is SectionState.RETURNED]
    if len(returned) == 1:
        return _("%s teruggestuurd") % returned[0]
    if returned:
        return _("%d onderdelen teruggestuurd") % len(returned)
    for state, sentence in (
        (SectionState.NOT_STARTED, _("%(number)d van de %(total)d niet begonnen")),
        (SectionState.BUSY, _("%(number)d van de %(total)d nog niet af")),
    ):
        if states[state]:
            return sentence % {"number": states[state], "total": total}
    ready = states[SectionState.READY]
    return (
        ngettext("%d onderdeel klaar, niet ingediend", "%d onderdelen klaar, niet ingediend", ready) % ready
    )


def _heard(cells: Sequence[Cell], seen: datetime | None, late: int, today: date) -> str:
    changed = [cell.changed_at for cell in cells if cell.changed_at]
    said = []
    if late:
        said.append(ngettext("%d dag over de datum", "%d dagen over de datum", late) % late)
    back = [cell.changed_at for cell in cells if cell.state is SectionState.RETURNED and cell.changed_at]
    if back:
        waits = (today - timezone.localdate(min(back))).days
        said.append(ngettext("%d dag geen reactie", "%d dagen geen reactie", waits) % waits)
    elif seen is None and not changed:
        said.append(_("nooit ingelogd sinds de opening"))
    else:
        last = max([*changed, *([seen] if seen else [])])
        said.append(_("laatst actief op %s") % formats.date_format(timezone.localdate(last), "j F"))
    text = ", ".join(said)
    return text[:1].upper() + text[1:]
