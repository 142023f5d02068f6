"""The writing side of people: inviting, giving and ending roles, handing over, reviewing, closing."""

from collections.abc import Iterable
from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from buildingblocks.models import BuildingBlock
from regions.models import Region

from .errors import AccountError
from .models import Role, User
from .policy import GIVES, Deed

MANAGES = [kind for kind, deeds in GIVES.items() if Deed.MANAGE_PEOPLE in deeds]


@transaction.atomic
def invite(*, by: User, email: str, name: str, site: str) -> User:
    """Make an account without a password for somebody, and send the link with which they choose one. `site`
    is the address of this installation. Give roles with `give_role`."""
    if User.objects.filter(email=email.strip().lower()).exists():
        raise AccountError(gettext("Er is al een account met dit e-mailadres."))
    person = User.objects.create_user(email, name=name)
    send_invitation(by=by, person=person, site=site)
    return person


@transaction.atomic
def find_or_invite(*, by: User, email: str, name: str, site: str) -> User:
    """Who has this address, under the name that is there; invited with this name when nobody has. A form for
    who may not see everybody always asks for a name: asking only then tells who has an account."""
    found = User.objects.filter(email=email.strip().lower(), is_service=False).first()
    if found is None and not name:
        raise AccountError(gettext("Nog niemand heeft dit e-mailadres. Vul ook een naam of functie in."))
    return found or invite(by=by, email=email, name=name, site=site)


def send_invitation(*, by: User, person: User, site: str) -> None:
    """Send the link once what we are doing is stored. The link works for some days, and once."""
    if not person.is_active or person.is_service:
        raise AccountError(gettext("Dit account is afgesloten."))
    token = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    base = site.rstrip("/")
    context = {
        "person": person,
        "by": by,
        "link": base + path.replace("UID-KEY", token),
        "again": base + reverse("account_reset_password"),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    with translation.override(settings.LANGUAGE_CODE):  # nobody knows yet what the invited person reads
        subject = gettext("Uitnodiging voor de GHNT Monitor")
        text = render_to_string("accounts/mail/invitation.txt", context)
    transaction.on_commit(lambda: send_mail(subject, text, None, [person.email]))


@transaction.atomic
def give_role(
    *,
    by: User,
    person: User,
    kind: str,
    region: Region | None = None,
    block: BuildingBlock | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Role:
    """Let somebody else do what this role may, there, from that day (today) up to the end. Nobody gives a
    role to themselves: who manages people would read what regions answer."""
    if person.pk == by.pk:
        raise AccountError(gettext("U kunt uzelf geen rol geven. Vraag het een andere beheerder."))
    if not person.is_active or person.is_service:
        raise AccountError(gettext("Dit account is afgesloten."))
    begin = since or timezone.localdate()
    role = Role(person=person, kind=kind, region=region, block=block, since=begin, until=until, given_by=by)
    try:
        role.full_clean()
    except ValidationError as error:
        raise AccountError(" ".join(error.messages)) from None
    same = person.roles.filter(kind=kind, region=region, block=block)
    if same.filter(Q(until=None) | Q(until__gt=begin)).exists():
        raise AccountError(gettext("Deze persoon heeft deze rol al."))
    return _stored(by, role)


@transaction.atomic
def end_role(*, by: User, role: Role, until: date | None = None) -> Role:
    """Let a role end: from that day (today) it gives nothing any more. One that had not begun never does."""
    day = max(until or timezone.localdate(), role.since)
    _keep_a_manager(by, [role], day)
    role.until = day
    return _stored(by, role)


@transaction.atomic
def hand_over(*, by: User, role: Role, to: User, on: date) -> Role:
    """Give a region another leader from a day on. The old one loses every role in the region that day."""
    if role.kind != Role.Kind.PROJECT_LEADER:
        raise AccountError(gettext("Alleen een regionaal projectleider kan een regio overdragen."))
    if role.person_id == to.pk:
        raise AccountError(gettext("Kies iemand anders dan de projectleider van nu."))
    if on < role.since:
        raise AccountError(gettext("De overdracht ligt voor het begin van deze rol."))
    leaving = role.person.roles.filter(region=role.region).filter(Q(until=None) | Q(until__gt=on))
    for one in leaving:
        end_role(by=by, role=one, until=on)
    role.refresh_from_db()
    return give_role(by=by, person=to, kind=role.kind, region=role.region, since=on)


@transaction.atomic
def confirm_role(*, by: User, role: Role) -> Role:
    """Say that a role is still right: the access review. Nobody confirms their own while another can."""
    others = Role.objects.current().filter(kind__in=MANAGES).exclude(person=by)
    if role.person_id == by.pk and others.exists():
        raise AccountError(gettext("Uw eigen rol laat u door een andere beheerder nakijken."))
    role.reviewed_at = timezone.now()
    return _stored(by, role)


@transaction.atomic
def deactivate(*, by: User, person: User) -> None:
    """Close an account: its roles end today and it is signed out everywhere, at once."""
    if person.pk == by.pk:
        raise AccountError(gettext("U kunt uw eigen account niet afsluiten. Vraag het een andere beheerder."))
    today = timezone.localdate()
    open_roles = list(person.roles.filter(Q(until=None) | Q(until__gt=today)))
    _keep_a_manager(by, open_roles, today)
    for role in open_roles:
        role.until = max(today, role.since)
        _stored(by, role)
    person.is_active = False
    person.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=person):
        session.end()


@transaction.atomic
def reactivate(*, by: User, person: User) -> None:
    """Open a closed account again. Roles do not come back by themselves."""
    person.is_active = True
    person.save(update_fields=["is_active"])


def _keep_a_manager(by: User, ending: Iterable[Role], day: date) -> None:
    """Refuse to end the last programme manager, and one's own last role that manages."""
    going = list(ending)
    left = Role.objects.current(day).exclude(pk__in=[role.pk for role in going])
    manager = Role.Kind.PROGRAMME_MANAGER
    if any(role.kind == manager for role in going) and not left.filter(kind=manager).exists():
        raise AccountError(
            gettext("Er moet altijd een programmamanager zijn. Geef de rol eerst aan iemand anders.")
        )
    own = any(role.person_id == by.pk and role.kind in MANAGES for role in going)
    if own and not by.is_superuser and not left.filter(person=by, kind__in=MANAGES).exists():
        raise AccountError(
            gettext("Dit is uw eigen laatste beheerrol. Vraag een andere beheerder om die te beëindigen.")
        )


def _stored(by: User, role: Role) -> Role:
    """Save, with who did it in the history."""
    role._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    role.save()
    return role
