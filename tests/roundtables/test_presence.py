"""Colleagues on the same page see each other, and no longer once one of them has left."""

import time

import pytest
from django.test import Client

from roundtables.filling import presence
from tests.roundtables.filling import where
from tests.roundtables.people import signed_in
from tests.roundtables.reviewing import Review, begin

pytestmark = pytest.mark.django_db


def asks(client: Client, review: Review, block: str) -> str:
    """What a page is told that asks who else is there, as it does every few seconds."""
    return str(client.get(where(review, block, "aanwezig")).content.decode())


def test_who_leaves_a_page_fades(monkeypatch: pytest.MonkeyPatch) -> None:
    review = begin()
    people = review.leader(), review.contributor(review.first)
    leader, colleague = (signed_in(one) for one in people)
    here, elsewhere = review.first.slug, review.second.slug
    assert "Ook op deze pagina" not in asks(leader, review, here), "nobody sees themselves"
    assert f"Ook op deze pagina: {people[0]}" in asks(colleague, review, here)
    assert f"Ook op deze pagina: {people[1]}" in asks(leader, review, here)
    assert "Ook op deze pagina" not in asks(leader, review, elsewhere)
    for later, seen in ((presence.FADES / 2, True), (presence.FADES + 1, False)):
        now = time.time() + later
        with monkeypatch.context() as clock:
            clock.setattr(time, "time", lambda now=now: now)
            assert (f"Ook op deze pagina: {people[1]}" in asks(leader, review, here)) is seen
