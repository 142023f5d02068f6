"""A round's life: made, opened, closed with a snapshot, reopened."""

import logging
import re
from collections.abc import Iterable
from datetime import date

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from accounts.models import User
from questionnaires.models import Answer, AnswerSheet, AnswerState, Questionnaire
from regions.models import Region

from ..errors import RoundError
from ..models import Participant, Response, Round, Snapshot
from ..snapshots import checksum_of, content_of

log = logging.getLogger(__name__)
KEY = re.compile(r"[a-zA-Z0-9_-]{1,50}")


@transaction.atomic
def open_round(
    *,
    by: User,
    key: str,
    questionnaire: Questionnaire,
    reference_date: date,
    regions: Iterable[Region],
    label_nl: str = "",
    label_en: str = "",
    deadline: date | None = None,
    example: bool = False,
) -> Round:
    """Make a round that accepts answers at once; its questionnaire is frozen from now on."""
    check_key(key)
    if Round.objects.filter(key=key).exists():
        raise RoundError(_("De ronde %s bestaat al.") % key)
    round_ = Round(
        key=key, label_nl=label_nl or key, label_en=label_en or label_nl or key, state=Round.State.OPEN,
        questionnaire=questionnaire, reference_date=reference_date, deadline=deadline, example=example,
    )  # fmt: skip
    round_.save()
    if questionnaire.frozen_at is None:
        questionnaire.frozen_at = timezone.now()
        questionnaire.save(update_fields=["frozen_at"])
    for region in regions:
        take_part(round_=round_, region=region)
    transaction.on_commit(lambda: log.info("round %s opened by %s", key, by))
    changed(round_)
    return round_


def check_key(key: str) -> None:
    """Raise RoundError unless `key` can be a round's key, which stands in addresses."""
    if not KEY.fullmatch(key):
        reason = _("“%s” kan geen sleutel zijn. Gebruik letters, cijfers en streepjes: 2021-voorjaar.")
        raise RoundError(reason % key.encode("ascii", "replace").decode()[:60])


def take_part(*, round_: Round, region: Region, pretend: bool = False) -> Response:
    """Let a region take part, with an empty sheet."""
    Participant.objects.get_or_create(round=round_, region=region, defaults={"pretend": pretend})
    found = Response.objects.filter(round=round_, region=region).first()
    if found is not None:
        return found
    sheet = AnswerSheet.objects.create(questionnaire=round_.questionnaire)
    return Response.objects.create(round=round_, region=region, sheet=sheet)


@transaction.atomic
def excuse(*, by: User, participant: Participant, why: str) -> None:
    """Leave a region out of every base of the round, with a reason."""
    participant.excused, participant.excused_why = True, why.strip()
    participant.full_clean()
    participant._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    participant.save()
    changed(participant.round)


@transaction.atomic
def close_round(*, by: User, round_: Round, why: str = "") -> Snapshot:
    """Close the round and keep what it counts. Refused while answers wait for approval."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if not locked.accepts_answers:
        raise RoundError(_("De ronde %s is niet open.") % locked.key)
    waiting = _waiting(locked)
    if waiting:
        names = ", ".join(sorted(waiting))
        raise RoundError(
            _("De ronde kan nog niet dicht: er wachten antwoorden op goedkeuring van %s.") % names
        )
    locked.state = Round.State.CLOSED
    locked.save(update_fields=["state"])
    changed(locked)
    round_.refresh_from_db()
    return _keep(by, locked, why)


def _waiting(round_: Round) -> set[str]:
    counted = round_.participants.counted().values("region")
    answers = Answer.objects.filter(
        sheet__response__round=round_, sheet__response__region__in=counted, state__in=AnswerState.waiting()
    )
    return set(answers.values_list("sheet__response__region__name", flat=True))


def _keep(by: User, round_: Round, why: str) -> Snapshot:
    content = content_of(round_)
    return Snapshot.objects.create(
        round=round_,
        number=round_.snapshots.count() + 1,
        made_at=timezone.now(),
        made_by=by,
        why=why,
        content=content,
        checksum=checksum_of(content),
    )


@transaction.atomic
def reopen_round(*, by: User, round_: Round, why: str) -> None:
    """Accept answers again, to correct; closing again makes the next snapshot."""
    if round_.state != Round.State.CLOSED:
        raise RoundError(_("Alleen een gesloten ronde kan heropend worden."))
    round_.state = Round.State.REOPENED
    round_.save(update_fields=["state"])
    transaction.on_commit(lambda: log.info("round %s reopened by %s: %s", round_.key, by, why))
    changed(round_)


def changed(round_: Round) -> None:
    """Say that a figure of the round may have changed: raise its revision, and let a worker redraw after
    the commit. Without a queue nothing is lost: pages read the revision, reports draw what is missing."""
    Round.objects.filter(pk=round_.pk).update(revision=F("revision") + 1)
    transaction.on_commit(lambda: _announce(round_))


def _announce(round_: Round) -> None:
    """Asked first, and once: the queue's own library would try for seconds while somebody waits."""
    try:
        with Redis.from_url(
            settings.REDIS_URL, retry=Retry(NoBackoff(), 0), socket_connect_timeout=1
        ) as queue:
            queue.ping()
        current_app.send_task("reports.refresh", args=[round_.pk], retry=False)
    except (RedisError, OperationalError):
        log.debug("no queue; figures of round %s are redrawn when one is back", round_.key)
