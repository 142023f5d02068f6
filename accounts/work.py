"""What waits for somebody: the lines of "Mijn werk". Every room that has work for people brings its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from .models import Role, User
from .policy import Deed, allowed


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that waits. `detail` says why in a sentence, `role` under which heading it stands (a role in
    words, such as "regionaal projectleider · Twente"), `count` how many there are, `urgent` whether it is
    late or was sent back."""

    title: str
    url: str
    detail: str = ""
    due: date | None = None
    urgent: bool = False
    count: int | None = None
    role: str = ""


type Provider = Callable[[User], list[Work]]


def work_for(user: User) -> list[Work]:
    """The roles that somebody who manages people must look at once more."""
    if not allowed(user, Deed.MANAGE_PEOPLE):
        return []
    due = Role.objects.due_for_review().aggregate(
        all=Count("pk"), privileged=Count("pk", filter=Q(kind__in=Role.PRIVILEGED))
    )
    if not due["all"]:
        return []
    return [
        Work(
            title=gettext("Toegang nakijken"),
            url=reverse("accounts:access_review"),
            detail=ngettext(
                "%(number)s rol is langer dan de afgesproken tijd niet nagekeken.",
                "%(number)s rollen zijn langer dan de afgesproken tijd niet nagekeken.",
                due["all"],
            )
            % {"number": due["all"]},
            urgent=bool(due["privileged"]),
            count=due["all"],
            role=gettext("Mensen en toegang"),
        )
    ]
