"""A real worker sends what the programme asked for by hand, and once."""

import time

import pytest

from scripts.processes import Process
from tests.installations import Installation

ASK = """
from accounts.models import User
from roundtables.actions.reminding import remind_by_hand
from roundtables.models import Round
round_ = Round.objects.get(key="2021-voorjaar")
by = User.objects.service("test")
print(remind_by_hand(by=by, round_=round_, regions=["alkmaar-west-friesland"]))
"""
AGAIN = """
from celery import current_app
current_app.send_task("roundtables.send_reminders")
current_app.send_task("roundtables.remind")
"""
SENT = """
from roundtables.models import Reminder
rows = Reminder.objects.filter(kind="by_hand")
print(rows.count(), rows.exclude(sent_at=None).count(), rows.order_by("sent_at").last().sent_at)
"""


def told(example: Installation) -> list[str]:
    """How many rows there are, how many were sent, and when the last."""
    return example.manage("shell", "--no-imports", "-c", SENT).split()


@pytest.mark.once
def test_a_worker_sends_what_was_asked_by_hand(example: Installation, worker: Process) -> None:
    people = example.manage("shell", "--no-imports", "-c", ASK).split()[-1]
    assert int(people) >= 1, "the leader and the contributor of the region"
    until = time.monotonic() + 60
    while told(example)[1] != people and time.monotonic() < until:
        time.sleep(0.5)
    first = told(example)
    assert first[:2] == [people, people]
    example.manage("shell", "--no-imports", "-c", AGAIN)
    time.sleep(3)
    assert told(example) == first, "a second run sends nothing again"
