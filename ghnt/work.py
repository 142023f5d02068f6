"""What waits for somebody: the lines that every room brings, under the role to which they belong."""

from dataclasses import dataclass
from datetime import date

import accounts.work
import projectpool.work
import roundtables.work
from accounts.models import Role, User
from accounts.policy import Deed, reach
from accounts.work import Provider, Work
from regions.models import Region

# Each room that has work for people brings a function; in this order their lines stand under a role.
PROVIDERS: tuple[Provider, ...] = (
    accounts.work.work_for,
    roundtables.work.work_for,
    projectpool.work.work_for,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The page after sign-in: sections of work, the roles that this person has now or soon, the regions in
    which they have one, and whether they may ask colleagues."""

    sections: tuple[tuple[str, tuple[Work, ...]], ...]
    roles: tuple[Role, ...]
    coming: tuple[Role, ...]
    regions: tuple[Region, ...]
    colleagues: bool


def desk_of(person: User) -> Desk:
    """Everything that waits for this person: what is late first, then what is due soonest."""
    lines = [line for provider in PROVIDERS for line in provider(person)]
    order = list(dict.fromkeys(line.role for line in lines))
    sections = tuple(
        (role, tuple(sorted((line for line in lines if line.role == role), key=_pressing))) for role in order
    )
    own = person.roles.select_related("region", "block")
    roles = tuple(own.current())
    regions = {role.region.pk: role.region for role in roles if role.region and not role.region.pretend}
    return Desk(
        sections=sections,
        roles=roles,
        coming=tuple(own.coming()),
        regions=tuple(regions.values()),
        colleagues=bool(reach(person, Deed.INVITE_COLLEAGUES)),
    )


def _pressing(line: Work) -> tuple[bool, date]:
    return not line.urgent, line.due or date.max
