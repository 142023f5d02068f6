"""Mails about what the programme asks and decides, of applications and of projects that run.

They are sent once what they tell is stored. A mail server that is away never stops a decision: the page tells
the same, and the log says who got nothing. What a region wrote stays behind the sign-in.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from regions.models import Region
from regions.names import dutch_key

from ..models import Application, Assessment, ChangeRequest, Decision, Objection, ProjectReport
from ..money import in_euros
from ..weighing.decided import last_day_to_object
from .mailing import leaders_of, send_once_stored

ASKED = "projectpool/weighing/mail/asked.txt"
DECIDED = "projectpool/weighing/mail/decided.txt"
ANSWERED = "projectpool/weighing/mail/answered.txt"
SETTLED = "projectpool/projects/mail/settled.txt"
CHANGED = "projectpool/projects/mail/changed.txt"


def tell_assessor(assessment: Assessment) -> None:
    """Somebody was asked to assess an application."""
    link = reverse("projectpool:assessment", args=[assessment.pk])
    about = {"application": assessment.application, "link": settings.SITE_URL + link}
    _tell([assessment.assessor], _("Een aanvraag om te beoordelen"), ASKED, about)


def tell_decision(decision: Decision) -> None:
    """The regions read that there is a decision, and until when they can object."""
    application = decision.application
    with translation.override(settings.LANGUAGE_CODE):  # whatever language who decides reads
        about = {
            "application": application,
            "granted": decision.granted,
            "amount": in_euros(decision.amount),
            "last_day": date_format(last_day_to_object(decision), "j F Y"),
            "link": settings.SITE_URL + application.get_absolute_url(),
        }
    _tell(_leaders(application), _("Besluit over uw aanvraag bij de projectenpool"), DECIDED, about)


def tell_answer(objection: Objection) -> None:
    """The regions read what came of their objection."""
    application = objection.decision.application
    link = reverse("projectpool:objection", args=[application.pk])
    about = {
        "application": application,
        "upheld": objection.state == Objection.State.UPHELD,
        "link": settings.SITE_URL + link,
    }
    _tell(_leaders(application), _("Antwoord op uw bezwaar"), ANSWERED, about)


def tell_settled(report: ProjectReport) -> None:
    """The regions of a project read that their report was approved, or that it came back, and why."""
    project, back = report.project, report.state == ProjectReport.State.RETURNED
    link = reverse("projectpool:report", args=[project.key, report.pk])
    about = {"report": report, "project": project, "back": back, "link": settings.SITE_URL + link}
    returned = _("Teruggestuurd: %(kind)s van “%(project)s”")
    approved = _("Goedgekeurd: %(kind)s van “%(project)s”")
    with translation.override(settings.LANGUAGE_CODE):
        said = (returned if back else approved) % {"kind": report.get_kind_display(), "project": project}
    _tell(leaders_of(project.regions.all()), said, SETTLED, about)


def tell_change(change: ChangeRequest, before: Iterable[Region]) -> None:
    """The regions of a project read what was decided about a change, those that it leaves out as well.
    `before` took part when it was asked."""
    project, approved = change.project, change.state == ChangeRequest.State.APPROVED
    after = list(project.regions.all())
    subject = _("Goedgekeurd: wijziging van “%s”") if approved else _("Afgewezen: wijziging van “%s”")
    with translation.override(settings.LANGUAGE_CODE):
        about = {
            "change": change, "project": project, "approved": approved,
            "amount": in_euros(project.amount or 0),
            "regions": sorted((region.name for region in after), key=dutch_key),
            "link": settings.SITE_URL + reverse("projectpool:project", args=[project.key]),
        }  # fmt: skip
        said = subject % project
    _tell(leaders_of({*before, *after}), said, CHANGED, about)


def _leaders(application: Application) -> list[User]:
    """The project leaders of all regions that take part."""
    return leaders_of(one.region for one in application.application_regions.select_related("region"))


def _tell(people: Iterable[User], subject: str | Promise, template: str, about: dict[str, Any]) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        mails = [
            EmailMessage(
                subject=str(subject),
                body=render_to_string(template, {"person": person, **about}),
                to=[person.email],
            )
            for person in people
        ]
    send_once_stored(mails)
