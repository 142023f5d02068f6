"""What is still with whom: the open sections of a round, by the people who can do something about them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Role, User
from accounts.models.role import RoleQuerySet
from buildingblocks.models import BuildingBlock

from .models import Participant, Round
from .standing import Cell, SectionState, Standing, standing


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A section that the region still has something to do in."""

    name: str
    slug: str
    state: SectionState


@dataclass(frozen=True, slots=True)
class Part:
    """What one person can still do for one region in one round: a project leader everything, a contributor
    their own sections, until those are filled in."""

    round: Round
    slug: str
    name: str
    deadline: date | None
    sections: tuple[OpenSection, ...]
    leads: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who fills in for a region today; `block` is a contributor's section."""

    person: User
    region: int
    block: int | None


def who_fills_in(regions: Iterable[int]) -> RoleQuerySet:
    """The roles of project leaders and contributors that these regions have today."""
    kinds = (Role.Kind.PROJECT_LEADER, Role.Kind.CONTRIBUTOR)
    current: RoleQuerySet = Role.objects.current()
    return current.filter(region__in=list(regions), kind__in=kinds, person__is_service=False).order_by("pk")


def holders(regions: Iterable[int]) -> list[Holder]:
    """The people behind those roles."""
    found = who_fills_in(regions).select_related("person").order_by("person", "pk")
    return [Holder(role.person, role.region_id or 0, role.block_id) for role in found]


def open_work(
    round_: Round, participants: Iterable[Participant], now: Standing | None = None
) -> dict[User, list[Part]]:
    """What everybody still has to do in a round, for these participants."""
    taking_part = {one.region_id: one for one in participants}
    now = now or standing(round_, round_.participants.filter(pk__in=[one.pk for one in taking_part.values()]))
    blocks = {block.key: block for block in BuildingBlock.objects.all()}
    found = holders(taking_part)
    people = {holder.person.pk: holder.person for holder in found}
    work: dict[int, dict[int, Part]] = defaultdict(dict)
    for holder in sorted(found, key=lambda one: one.block is not None):
        participant = taking_part[holder.region]
        part = _part(round_, participant, now.of_region(participant.region.slug), holder, blocks)
        if part.sections:
            there = work[holder.person.pk].get(holder.region)
            work[holder.person.pk][holder.region] = part if there is None else _together(there, part)
    return {people[pk]: list(parts.values()) for pk, parts in work.items()}


def _part(
    round_: Round,
    participant: Participant,
    cells: Iterable[Cell],
    holder: Holder,
    blocks: Mapping[str, BuildingBlock],
) -> Part:
    leads = holder.block is None
    found = tuple(
        OpenSection(blocks[cell.block].name, blocks[cell.block].slug, cell.state)
        for cell in cells
        if _is_open(cell, leads) and (leads or blocks[cell.block].pk == holder.block)
    )
    deadline = participant.extended_to or round_.deadline
    return Part(round_, participant.region.slug, participant.region.name, deadline, found, leads)


def _is_open(cell: Cell, leads: bool) -> bool:
    """A contributor cannot hand in: what is filled in waits for the project leader."""
    return cell.state.is_with_region and (leads or cell.state is not SectionState.READY)


def _together(one: Part, other: Part) -> Part:
    """Two roles of one person in one region, said once; who leads has every section already."""
    if one.leads:
        return one
    sections = tuple(dict.fromkeys((*one.sections, *other.sections)))
    return Part(one.round, one.slug, one.name, one.deadline, sections, leads=False)
