"""Reminders: only who has not finished, one mail a person, never twice.

A row says that somebody is to be reminded of a round on a day; the row is unique, and sent once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.sending import send_once
from regions.models import Region

from ..errors import RoundError
from ..models import Participant, Reminder, Round, Transition
from ..open_work import Part, open_work
from .changing import note, wake

Kind = Reminder.Kind
LANGUAGE = "nl"
LATE_NEWS = timedelta(days=7)  # a closing that is older is no news
type Due = tuple[Kind, Part]


def kind_on(participant: Participant, day: date) -> Kind | None:
    """Why a region that has not finished is reminded on a day; by its own deadline. None: not today."""
    deadline, round_ = participant.deadline, participant.round
    if deadline is None:
        return None
    left = (deadline - day).days
    if left in round_.remind_before:
        return Kind.BEFORE
    every = round_.remind_overdue_every
    return Kind.OVERDUE if every and left < 0 and left % every == 0 else None


def due_on(day: date) -> dict[User, list[Due]]:
    """Whom the calendar reminds on a day, and of what: rounds that run, and rounds that closed."""
    found: dict[User, list[Due]] = defaultdict(list)
    for round_ in Round.objects.accepting().in_order():
        participants = [_at(one, round_) for one in round_.participants.counted().select_related("region")]
        kinds = {one.region.slug: kind for one in participants if (kind := kind_on(one, day))}
        today = [one for one in participants if one.region.slug in kinds]
        for person, parts in (open_work(round_, today) if today else {}).items():
            found[person] += [(kinds[part.slug], part) for part in parts]
    for round_, _closed in _just_closed(day):
        everybody = round_.participants.filter(pretend=False).select_related("region")
        for person, parts in open_work(round_, everybody).items():
            found[person] += [(Kind.CLOSED, part) for part in parts]
    return found


def _at(participant: Participant, round_: Round) -> Participant:
    participant.round = round_
    return participant


def _just_closed(day: date) -> Iterator[tuple[Round, date]]:
    """Rounds with a deadline that closed in the days before, with the day."""
    for round_ in Round.objects.filter(state=Round.State.CLOSED, deadline__isnull=False).in_order():
        last = round_.transitions.filter(what=Transition.What.CLOSED).first()
        if last is not None:
            closed = timezone.localdate(last.at)
            if timedelta(0) <= day - closed <= LATE_NEWS:
                yield round_, closed


def remind(*, day: date) -> int:
    """Send everybody who is due on this day, or whom the programme reminded by hand, one mail; how many."""
    due = due_on(day)
    closed = {round_.pk: when for round_, when in _just_closed(day)}
    Reminder.objects.bulk_create(
        (
            Reminder(
                round=part.round, person=person, kind=kind,
                day=closed[part.round.pk] if kind == Kind.CLOSED else day,
            )
            for person, parts in due.items()
            for kind, part in parts
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    return _send_all(day, due)


def send_by_hand(*, day: date) -> int:
    """Send what the programme asked for by hand, and nothing else; how many mails."""
    return _send_all(day, {})


def _send_all(day: date, due: dict[User, list[Due]]) -> int:
    unsent: dict[int, list[Reminder]] = defaultdict(list)
    since = day - LATE_NEWS
    waiting = Reminder.objects.filter(sent_at=None, day__gte=since, day__lte=day).select_related("round")
    for row in waiting.exclude(day__lt=day, kind__in=(Kind.BEFORE, Kind.OVERDUE)):
        unsent[row.person_id].append(row)
    by_hand = _by_hand(row for rows in unsent.values() for row in rows if row.kind == Kind.BY_HAND)
    people = {person.pk: person for person in (*due, *by_hand)}
    sent = 0
    for pk, person in people.items():
        wanted = {(row.round_id, row.kind) for row in unsent[pk]}
        parts = [one for one in due.get(person, []) if (one[1].round.pk, one[0]) in wanted]
        sent += _send(person, unsent[pk], [*parts, *by_hand.get(person, [])])
    return sent


def _by_hand(rows: Iterable[Reminder]) -> dict[User, list[Due]]:
    """What those whom the programme reminded still have to do."""
    asked: dict[Round, set[int]] = defaultdict(set)
    for row in rows:
        asked[row.round].add(row.person_id)
    found: dict[User, list[Due]] = defaultdict(list)
    for round_, people in asked.items():
        if round_.accepts_answers:
            everybody = round_.participants.counted().select_related("region")
            for person, parts in open_work(round_, everybody).items():
                found[person] += [(Kind.BY_HAND, part) for part in parts if person.pk in people]
    return {person: parts for person, parts in found.items() if parts}


def _send(person: User, rows: Iterable[Reminder], due: list[Due]) -> bool:
    """Send one mail about all of it, unless somebody else did."""
    told = {(part.round.pk, kind) for kind, part in due}
    pks = [row.pk for row in rows if (row.round_id, row.kind) in told]
    return send_once(person, Reminder.objects.filter(pk__in=pks), lambda _taken: mail_to(person, due))


def mail_to(person: User, due: list[Due]) -> EmailMessage:
    """One mail about everything that waits for somebody, in plain Dutch."""
    parts = {(part.round.pk, part.slug): (kind, part) for kind, part in due}  # each region of a round once
    lines = sorted(parts.values(), key=lambda one: (one[1].deadline or date.max, one[1].name))
    about = [
        {
            "part": part,
            "closed": kind == Kind.CLOSED,
            "late": part.deadline is not None and part.deadline < timezone.localdate(),
        }
        for kind, part in lines
    ]
    with translation.override(LANGUAGE):
        context = {"person": person, "about": about, "site": settings.SITE_URL}
        body = render_to_string("roundtables/mail/reminder.txt", context)
        return EmailMessage(subject=_subject(lines), body=body, to=[person.email])


def _subject(lines: list[Due]) -> str:
    still = [part for kind, part in lines if kind != Kind.CLOSED]
    if not still:
        return _("De ronde %s is gesloten") % lines[0][1].round.label
    number = sum(len(part.sections) for part in still)
    return (
        ngettext(
            "Herinnering: nog %d onderdeel van de rondetafel open",
            "Herinnering: nog %d onderdelen van de rondetafel open",
            number,
        )
        % number
    )


@transaction.atomic
def remind_by_hand(*, by: User, round_: Round, regions: Iterable[str]) -> int:
    """Remind now who has not finished in these regions; how many people that are. Who got a mail by hand
    today gets no second one."""
    if not round_.accepts_answers:
        raise RoundError(_("De ronde is niet open: niemand kan nu nog iets doen."))
    chosen = round_.participants.counted().filter(region__slug__in=list(regions)).select_related("region")
    work = open_work(round_, chosen)
    day = timezone.localdate()
    already = set(
        Reminder.objects.filter(round=round_, kind=Kind.BY_HAND, day=day).values_list("person", flat=True)
    )
    fresh = [person for person in work if person.pk not in already]
    if not fresh:
        raise RoundError(_("Niemand om te herinneren: wie nog niet klaar is, kreeg vandaag al een bericht."))
    Reminder.objects.bulk_create(
        (Reminder(round=round_, person=person, kind=Kind.BY_HAND, day=day) for person in fresh),
        ignore_conflicts=True,
    )
    for slug in sorted({part.slug for person in fresh for part in work[person]}):
        region = Region.objects.get(slug=slug)
        note(round_, Transition.What.REMINDED, by=by, region=region)
    transaction.on_commit(lambda: wake("roundtables.send_reminders"))
    return len(fresh)
