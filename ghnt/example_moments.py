"""Moments of the example, reckoned from today, and its people by their sign-in."""

from datetime import date, datetime, time

from django.utils import timezone

from accounts.example import DOMAIN
from accounts.models import User
from questionnaires.models import AnswerRevision, AnswerSheet


def person(key: str) -> User:
    """Somebody of the example."""
    found: User = User.objects.get(email=f"{key}@{DOMAIN}")
    return found


def at(day: date, hour: int = 9) -> datetime:
    """A whole hour of a day, on the clock of the server."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def months_after(day: date, months: int) -> date:
    """The first day of the month that comes so many months after the month of a day."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def answered_at(sheet: AnswerSheet, when: datetime) -> None:
    """Say that what was typed on a sheet was typed then."""
    typed = AnswerRevision.objects.filter(answer__sheet=sheet)
    typed.update(began_at=when, at=when)
