"""What a page sends back can be written by hand, and never breaks anything."""

import pytest
from django import forms

from accounts.models import User
from accounts.sent import SeveralField, is_whole, whole
from tests.accounts.factories import UserFactory


@pytest.mark.parametrize("sent", ["", "-1", "1.5", "x", "²", "٣", "1" * 10, "1" * 5000])
def test_what_is_no_number_of_ours_is_no_row(sent: str) -> None:
    assert not is_whole(sent) and whole(sent) == 0


def test_a_number_of_ours() -> None:
    assert whole("0012") == 12 and whole("1" * 9) == 111_111_111
    assert whole("1234567890", digits=15) == 1_234_567_890


@pytest.mark.django_db
def test_who_sends_a_row_that_was_not_offered_reads_so_however_large_its_number_is() -> None:
    class People(forms.Form):
        people = SeveralField(queryset=User.objects.all())

    offered = UserFactory()
    assert People({"people": [str(offered.pk)]}).is_valid()
    for sent in ("0", "x", "9" * 25, "9" * 5000):
        form = People({"people": [str(offered.pk), sent]})
        assert not form.is_valid() and len(form.errors["people"]) == 1, sent[:30]
