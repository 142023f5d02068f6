"""May this person do this to that? The one place that answers; views, querysets, files and fragments ask it.

A role gives deeds over a reach: everywhere, one region, one building block, or one block in one region (a
section). `allowed` asks about one thing, `reach` gives the filter for a whole list; both read the same table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from buildingblocks.models import BuildingBlock
from regions.models import Region

from .models import Role, User

Kind = Role.Kind


class Deed(StrEnum):
    """What somebody may do."""

    READ_ANSWERS = "read_answers"  # what a region answers, with comment, evidence and history
    FILL = "fill"  # type, confirm, comment, attach
    SUBMIT = "submit"  # hand in, agree with what will be counted, contest the register
    OPEN_UNSCANNED = "open_unscanned"  # files that no scanner has seen
    REVIEW = "review"  # approve, return, ask
    SEE_WALL = "see_wall"  # where all regions stand in a round
    KEEP_REGISTER = "keep_register"
    RUN_ROUNDS = "run_rounds"  # open, extend, excuse, close, reopen
    MARK_TEXTS = "mark_texts"  # the reading desk
    MANAGE_PEOPLE = "manage_people"
    INVITE_COLLEAGUES = "invite_colleagues"  # contributors for one's own region
    FOLLOW_REPORTS = "follow_reports"  # how far a report is that is being made
    READ_CLOSED = "read_closed"  # figures of a round from the moment it closes, before a report is out
    READ_OPEN = "read_open"  # figures of a round that still runs
    KNOW_PARTNERS = "know_partners"  # which region answered what, where partners may know
    KNOW_ALL = "know_all"  # which region answered what, always
    KEEP_BLOCKS = "keep_blocks"  # milestones, targets and the regional route of a building block
    READ_APPLICATIONS = "read_applications"  # what one's region asks of the project pool, and its projects
    WRITE_APPLICATIONS = "write_applications"  # type in applications and project reports
    HAND_IN_APPLICATIONS = "hand_in_applications"  # hand in, agree, withdraw, object, ask for a change
    SEE_POOL = "see_pool"  # every application that was handed in, how it is weighed, and the money
    ASSESS = "assess"  # score applications that were given to them
    KEEP_PROJECTS = "keep_projects"  # settle project reports and requests for a change
    RUN_POOL = "run_pool"  # calls, assessors, decisions


_PARTNER = {Deed.READ_CLOSED, Deed.KNOW_PARTNERS}
_READER = _PARTNER | {Deed.READ_ANSWERS, Deed.READ_APPLICATIONS}
_WRITER = _READER | {Deed.FILL, Deed.WRITE_APPLICATIONS}
_REVIEWER = _PARTNER | {
    Deed.READ_ANSWERS, Deed.OPEN_UNSCANNED, Deed.REVIEW, Deed.SEE_WALL, Deed.KEEP_REGISTER, Deed.MARK_TEXTS,
    Deed.FOLLOW_REPORTS, Deed.READ_OPEN, Deed.KNOW_ALL, Deed.KEEP_BLOCKS, Deed.SEE_POOL, Deed.ASSESS,
    Deed.KEEP_PROJECTS,
}  # fmt: skip

GIVES: dict[str, frozenset[Deed]] = {
    Kind.PROGRAMME_MANAGER: frozenset(_REVIEWER | {Deed.RUN_ROUNDS, Deed.MANAGE_PEOPLE, Deed.RUN_POOL}),
    Kind.PROGRAMME_MEMBER: frozenset(_REVIEWER),
    Kind.PROJECT_LEADER: frozenset(
        _WRITER | {Deed.SUBMIT, Deed.INVITE_COLLEAGUES, Deed.HAND_IN_APPLICATIONS}
    ),
    Kind.CONTRIBUTOR: frozenset(_WRITER),
    Kind.MUNICIPALITY: frozenset(_READER),
    Kind.COMMISSIONER: frozenset(_PARTNER),
    Kind.STEERING_GROUP: frozenset(_PARTNER),
    Kind.EXPERT: frozenset({Deed.ASSESS}),
    Kind.TECHNICAL_MANAGER: frozenset({Deed.MANAGE_PEOPLE, Deed.FOLLOW_REPORTS}),
}

# These roles sign in with a second factor, whatever the settings say.
SECOND_FACTOR = frozenset({Kind.PROGRAMME_MANAGER, Kind.PROGRAMME_MEMBER, Kind.TECHNICAL_MANAGER})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a role holds: a region, a block, both (a section), or everywhere. Primary keys."""

    region: int | None = None
    block: int | None = None

    def holds(self, region: int | None, block: int | None) -> bool:
        """Whether something in that region about that block lies within this place. What is not about one
        block (a whole response) does not lie within a section, but does within all blocks."""
        return self.region in (None, region) and self.block in (None, block)


@dataclass(frozen=True, slots=True)
class Reach:
    """All places where somebody may do a deed."""

    places: frozenset[Place]

    def __bool__(self) -> bool:
        return bool(self.places)

    @property
    def everywhere(self) -> bool:
        """Whether there is no limit."""
        return Place() in self.places

    def holds(self, region: int | None, block: int | None = None) -> bool:
        """Whether one thing lies within it."""
        return any(place.holds(region, block) for place in self.places)

    def within(self, region: str = "", block: str = "") -> Q:
        """The filter on a queryset whose lookups `region` and `block` lead to those. Without a lookup for the
        block, a region counts as soon as any of its blocks does: for lists of regions."""
        found = Q(pk__in=())
        for place in self.places:
            one = Q()
            if place.region is not None:
                one &= Q(**{region: place.region}) if region else Q(pk__in=())
            if place.block is not None and block:
                one &= Q(**{block: place.block})
            found |= one if one else ~Q(pk__in=())
        return found

    def about(self, block: int | None) -> "Reach":
        """The same for what is about one block only: the regions where it holds."""
        return Reach(frozenset(Place(place.region) for place in self.places if place.block in (None, block)))

    def blocks(self, region: int | None) -> frozenset[int] | None:
        """The blocks of a region within it; None for all of them."""
        here = [place.block for place in self.places if place.region in (None, region)]
        return None if None in here else frozenset(block for block in here if block is not None)


class Roles:
    """The roles somebody has today, read once; a request asks many times."""

    def __init__(self, roles: Iterable[tuple[str, int | None, int | None]]) -> None:
        self.rows = tuple(roles)

    def reach(self, deed: Deed) -> Reach:
        """Where this deed may be done."""
        return Reach(
            frozenset(Place(region, block) for kind, region, block in self.rows if deed in GIVES[kind])
        )

    @property
    def kinds(self) -> frozenset[str]:
        """Which roles, wherever."""
        return frozenset(kind for kind, _region, _block in self.rows)


def roles_of(user: User | AnonymousUser) -> Roles:
    """The roles of a reader; kept on the user object, which lives as long as the request."""
    if not isinstance(user, User) or not user.is_active:
        return Roles(())
    kept: Roles | None = getattr(user, "_roles", None)
    if kept is None:
        found = user.roles.current().order_by().values_list("kind", "region", "block")
        rows: list[tuple[str, int | None, int | None]] = list(found)
        if user.is_superuser:
            rows.append((Kind.TECHNICAL_MANAGER.value, None, None))
        kept = user._roles = Roles(rows)
    return kept


def reach(user: User | AnonymousUser, deed: Deed) -> Reach:
    """Where this person may do this."""
    return roles_of(user).reach(deed)


def allowed(
    user: User | AnonymousUser,
    deed: Deed,
    *,
    region: Region | None = None,
    block: BuildingBlock | None = None,
) -> bool:
    """Whether this person may do this to that. Without a region or block: to the whole."""
    return reach(user, deed).holds(region.pk if region else None, block.pk if block else None)


def require(
    user: User | AnonymousUser,
    deed: Deed,
    *,
    region: Region | None = None,
    block: BuildingBlock | None = None,
) -> None:
    """Raise PermissionDenied unless allowed."""
    if not allowed(user, deed, region=region, block=block):
        raise PermissionDenied


def needs_second_factor(user: User | AnonymousUser, *, regions_too: bool) -> bool:
    """Whether this person may only come in with a second factor. `regions_too` is the setting for regions."""
    kinds = roles_of(user).kinds
    return bool(kinds & SECOND_FACTOR) or (regions_too and bool(kinds & frozenset(Role.REGIONAL)))
