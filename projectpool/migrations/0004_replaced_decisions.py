"""Decisions that were written over come back.

Until now a new decision was written over the one that it replaced. What was decided then still stands in the
log of the application, the amount in the history of its project, and the letter, when somebody read it, in
the store. Going back would throw a decision away, so that is refused by the constraint of before.
"""

import hashlib
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.core.files.storage import default_storage
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DECIDED = ("granted", "refused")
FOLDER = "letters"
CUT = 500  # characters: what the log keeps of a reason
FROM_LOG = "(Overgenomen uit het verloop van de aanvraag. Wat er verder bij dit besluit stond, is niet bewaard.)"


def bring_back(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Make a decision again of each step that decided before the last."""
    for standing in apps.get_model("projectpool", "Decision").objects.filter(replaced_at=None):
        steps = standing.application.steps.filter(what__in=DECIDED).order_by("at", "pk")
        for step, after in pairwise(steps):
            until = standing.at if after == steps.last() else after.at
            _bring_back(apps, standing, step, until)


def _bring_back(apps: Any, standing: Any, step: Any, until: datetime) -> None:
    granted = step.what == "granted"
    why = step.why.split(" · ", 1)[-1] if granted else step.why  # the log begins with what was granted
    cut = "…" if len(step.why) >= CUT else ""
    path, digest = _letter(standing, step.at, until)
    made = type(standing).objects.create(
        application=standing.application, granted=granted, amount=_amount(apps, step) if granted else 0,
        motives=f"{why}{cut}\n\n{FROM_LOG}", by=step.by, at=step.at, replaced_at=until,
        letter_path=path, letter_sha256=digest,
    )  # fmt: skip
    standing.objections.filter(filed_at__gte=step.at, filed_at__lt=until).update(decision=made)


def _amount(apps: Any, step: Any) -> int:
    """What the project was given by then, in eurocents."""
    told = apps.get_model("projectpool", "HistoricalProject").objects.filter(application=step.application_id)
    then = told.filter(history_date__lte=step.at).order_by("history_date").last()
    return int((then or told.order_by("history_date").first()).amount)


def _letter(standing: Any, since: datetime, until: datetime) -> tuple[str, str]:
    """Where the letter of then lies, with its checksum: made when somebody read it, so in that time. "" when
    nobody did."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return "", ""
    for path in (f"{FOLDER}/{name}" for name in sorted(names) if name.startswith(f"{standing.pk}-")):
        if since <= default_storage.get_modified_time(path) < until and path != standing.letter_path:
            with default_storage.open(path) as kept:
                return path, hashlib.file_digest(kept, "sha256").hexdigest()
    return "", ""


class Migration(migrations.Migration):
    dependencies = [("projectpool", "0003_decisions_that_stay")]

    operations = [migrations.RunPython(bring_back, migrations.RunPython.noop)]
