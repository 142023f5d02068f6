"""A real worker sends the reminders that the programme asked for by hand, and once."""

import pytest

from scripts.processes import Process, wait_until
from tests.installations import Installation

ABOUT_A_ROUND = """
from accounts.models import User
from roundtables.actions.reminding import remind_by_hand
from roundtables.models import Round
round_ = Round.objects.get(key="2021-voorjaar")
by = User.objects.service("test")
print(remind_by_hand(by=by, round_=round_, regions=["alkmaar-west-friesland"]))
"""
ABOUT_PROJECTS = """
from accounts.models import User
from projectpool.actions.chasing import remind_by_hand
from projectpool.models import ProjectReport
by = User.objects.get(name="programmamanager")
print(remind_by_hand(by=by, reports=ProjectReport.objects.late().values_list("pk", flat=True)))
"""
AGAIN = """
from celery import current_app
print(current_app.send_task("{room}.send_reminders").id, current_app.send_task("{room}.remind").id)
"""
SENT = """
from {room}.models import {model} as Reminder
from scripts.processes import wait_until
rows = Reminder.objects.filter({of})
assert wait_until(lambda: not rows.filter(sent_at=None).exists(), seconds={seconds}), "a mail still waits"
print(rows.values("person").distinct().count(), rows.count())
print(rows.order_by("sent_at").values_list("sent_at", flat=True).last())
"""
LONG = 180  # seconds; only so that a mail that never goes fails, and does not hang


@pytest.mark.once
@pytest.mark.parametrize(
    ("room", "model", "of", "ask"),
    [
        ("roundtables", "Reminder", 'kind="by_hand"', ABOUT_A_ROUND),
        ("projectpool", "ReportReminder", "", ABOUT_PROJECTS),
    ],
    ids=["about a round", "about projects"],
)
def test_a_worker_sends_what_was_asked_by_hand(
    example: Installation, worker: Process, room: str, model: str, of: str, ask: str
) -> None:
    def told() -> list[str]:
        """To how many people a mail was sent, how many there are, and when the last went; none waits."""
        return example.shell(SENT.format(room=room, model=model, of=of, seconds=LONG)).split()

    def done(task: str) -> bool:
        return worker.log is not None and f"[{task}] succeeded" in worker.log.read_text()

    people = example.shell(ask).split()[-1]
    assert int(people) >= 1
    first = told()
    assert first[0] == people
    tasks = example.shell(AGAIN.format(room=room)).split()
    assert wait_until(lambda: all(map(done, tasks)), seconds=LONG), worker.last_words()
    assert told() == first, "a second run sends nothing again"
