"""The people of the example: one of every role, and a leader, a contributor and a municipality per region.
They are functions, no names, and come in with one click. Their addresses lead nowhere."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from buildingblocks.models import BuildingBlock
from regions.models import Region
from regions.names import dutch_key

from .actions import give_role
from .models import Role, User
from .second_factor import EXAMPLE

DOMAIN = "voorbeeld.invalid"
BLOCK = "mda-plus-plus"  # what the contributor of each region fills in
Kind = Role.Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody of the example: `key` is what is posted to sign in as them."""

    key: str
    kind: str
    region: Region | None = None
    block: BuildingBlock | None = None

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@{DOMAIN}"

    @property
    def name(self) -> str:
        """The function, and the region when it is in one."""
        return " ".join(str(part) for part in (Kind(self.kind).label, self.region) if part)


NATIONAL = (
    ("beheerder", Kind.TECHNICAL_MANAGER, _("beheert mensen en toegang")),
    ("programmamanager", Kind.PROGRAMME_MANAGER, _("opent rondes, beoordeelt, beheert mensen")),
    ("programmamedewerker", Kind.PROGRAMME_MEMBER, _("beoordeelt antwoorden van alle bouwstenen")),
    ("expert", Kind.EXPERT, _("beoordeelt aanvragen bij de projectenpool")),
    ("opdrachtgever", Kind.COMMISSIONER, _("leest mee")),
    ("stuurgroep", Kind.STEERING_GROUP, _("leest mee")),
)
REGIONAL = (
    ("projectleider", Kind.PROJECT_LEADER),
    ("medewerker", Kind.CONTRIBUTOR),
    ("gemeente", Kind.MUNICIPALITY),
)


def figures() -> list[Figure]:
    """Everybody of the example: the national ones, then three per region in Dutch order."""
    block = BuildingBlock.objects.filter(slug=BLOCK).first() or BuildingBlock.objects.first()
    found = [Figure(key, kind) for key, kind, _does in NATIONAL]
    for region in sorted(Region.objects.all(), key=lambda region: dutch_key(region.name)):
        for key, kind in REGIONAL:
            own = block if kind == Kind.CONTRIBUTOR else None
            found.append(Figure(f"{key}-{region.slug}", kind, region, own))
    return found


def load(*, by: User) -> int:
    """Make who is not there yet, with the role that belongs to them; how many were made."""
    there = set(User.objects.filter(email__endswith=f"@{DOMAIN}").values_list("email", flat=True))
    new = [figure for figure in figures() if figure.email not in there]
    for figure in new:
        person = User.objects.create_user(figure.email, name=figure.name)
        give_role(by=by, person=person, kind=figure.kind, region=figure.region, block=figure.block)
    return len(new)


def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Come in as somebody of the example: one click counts as both factors. Only where the example is on."""
    person = User.objects.filter(email=f"{key}@{DOMAIN}", is_active=True).first()
    if not settings.EXAMPLE or person is None or "@" in key:
        raise Http404
    adapter = get_adapter(request)
    if request.user.is_authenticated:
        adapter.logout(request)
    adapter.login(request, person)
    record_authentication(request, person, EXAMPLE)
    response: HttpResponse = adapter.post_login(
        request,
        person,
        email_verification="none",
        signal_kwargs=None,
        email=person.email,
        signup=False,
        redirect_url=None,
    )
    return response
