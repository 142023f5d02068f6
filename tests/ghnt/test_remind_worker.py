"""A real worker sends the reminders that the programme asked for by hand, and once."""

import time

import pytest

from scripts.processes import Process
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
current_app.send_task("{room}.send_reminders")
current_app.send_task("{room}.remind")
"""
SENT = """
from {room}.models import {model} as Reminder
rows = Reminder.objects.filter({of})
print(rows.values("person").distinct().count(), rows.filter(sent_at=None).count())
print(rows.order_by("sent_at").values_list("sent_at", flat=True).last())
"""


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
        """How many people there are, how many mails wait, and when the last was sent."""
        script = SENT.format(room=room, model=model, of=of)
        return example.manage("shell", "--no-imports", "-c", script).split()

    people = example.manage("shell", "--no-imports", "-c", ask).split()[-1]
    assert int(people) >= 1
    until = time.monotonic() + 60
    while told()[1] != "0" and time.monotonic() < until:
        time.sleep(0.5)
    first = told()
    assert first[:2] == [people, "0"]
    example.manage("shell", "--no-imports", "-c", AGAIN.format(room=room))
    time.sleep(3)
    assert told() == first, "a second run sends nothing again"
