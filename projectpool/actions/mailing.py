"""Mails about an application to the project leaders of its regions, sent once what they tell is stored.

A mail server that is away never stops anything: the pages tell the same, and the log says who got nothing."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Role, User
from regions.models import Region
from regions.text import line

from ..applying.budget import budget_of
from ..models import Application

log = logging.getLogger(__name__)


def leaders_of(regions: Iterable[Region]) -> list[User]:
    """Who leads the projects of these regions today."""
    roles = Role.objects.current().filter(kind=Role.Kind.PROJECT_LEADER, region__in=list(regions))
    return list(User.objects.filter(roles__in=roles, is_active=True).distinct().order_by("pk"))


def ask_agreement(application: Application, regions: Iterable[Region], *, by: User, again: bool) -> None:
    """Ask partners for their agreement: for the first time, or because something changed after it."""
    people = [one for one in leaders_of(regions) if one != by]
    _mail(people, application, "projectpool/mail/asked.txt", by=str(by), again=again)


def send_receipt(application: Application) -> None:
    """The receipt: to who handed in, and to the project leaders of all regions that take part."""
    people = leaders_of(one.region for one in application.application_regions.select_related("region"))
    if application.submitted_by is not None and application.submitted_by not in people:
        people.append(application.submitted_by)
    _mail(people, application, "projectpool/mail/receipt.txt")


def tell_withdrawn(application: Application, *, by: User, why: str) -> None:
    """The application is off; the others who worked on it read why."""
    regions = [one.region for one in application.application_regions.select_related("region")]
    people = [one for one in leaders_of(regions) if one != by]
    _mail(people, application, "projectpool/mail/withdrawn.txt", by=str(by), why=why)


def _mail(people: Iterable[User], application: Application, template: str, **about: object) -> None:
    """Write the mails now, as things stand, and send them when that is stored."""
    link = settings.SITE_URL + application.get_absolute_url()
    regions = [str(one.region) for one in application.application_regions.select_related("region")]
    with translation.override(settings.LANGUAGE_CODE):
        said = {
            "application": application, "call": application.call, "regions": regions, "link": link,
            "asked": budget_of(application).total.amount, **about,
        }  # fmt: skip
        mails = [
            EmailMessage(
                subject=_subject(template) % {"title": application.title, "number": application.number},
                body=render_to_string(template, {"person": person, **said}),
                to=[person.email],
            )
            for person in people
        ]
    send_once_stored(mails)


def _subject(template: str) -> str:
    return {
        "projectpool/mail/asked.txt": _("Uw akkoord gevraagd: aanvraag “%(title)s”"),
        "projectpool/mail/receipt.txt": _("Ontvangen: aanvraag %(number)s, “%(title)s”"),
        "projectpool/mail/withdrawn.txt": _("Ingetrokken: aanvraag “%(title)s”"),
    }[template]


def send_once_stored(mails: list[EmailMessage]) -> None:
    """Send mails of the pool when what they tell is stored."""
    transaction.on_commit(lambda: _send(mails))


def _send(mails: list[EmailMessage]) -> None:
    for mail in mails:
        mail.subject = line(str(mail.subject))
        try:
            mail.send()
        except (OSError, SMTPException):
            log.exception("no mail about the pool to %s", mail.to)
