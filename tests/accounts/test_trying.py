"""What was typed leads to something, or the form says why not."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from accounts.errors import AccountError
from accounts.trying import tried
from buildingblocks.errors import BlockError
from projectpool.errors import PoolError
from questionnaires.errors import QuestionnaireError
from regions.errors import Refusal, RegionError
from reports.errors import ReportError
from roundtables.errors import RoundError


class NameForm(forms.Form):
    name = forms.CharField()


def raising(error: Exception) -> Callable[[], Any]:
    def action() -> None:
        raise error

    return action


def test_what_is_well_filled_in_leads_to_something() -> None:
    done: list[str] = []
    assert tried(NameForm({"name": "Drenthe"}), lambda: done.append("done"))
    assert not tried(NameForm({"name": ""}), lambda: done.append("not this"))
    assert done == ["done"]


@pytest.mark.parametrize(
    "error",
    [RegionError, BlockError, AccountError, QuestionnaireError, RoundError, PoolError, ReportError],
)
def test_what_any_room_refuses_stands_on_the_form(error: type[Refusal]) -> None:
    form = NameForm({"name": "Drenthe"})
    assert not tried(form, raising(error("Dat kan nu niet.")))
    assert form.non_field_errors() == ["Dat kan nu niet."]


def test_what_a_model_refuses_stands_beside_its_field_or_above_the_form() -> None:
    form = NameForm({"name": "Drenthe"})
    wrong = ValidationError({"name": ["Deze naam is er al."], "key": ["Deze sleutel is er al."]})
    assert not tried(form, raising(wrong))
    assert form.errors["name"] == ["Deze naam is er al."]
    assert form.non_field_errors() == ["Deze sleutel is er al."]


def test_what_is_our_own_mistake_is_not_hidden() -> None:
    with pytest.raises(KeyError):
        tried(NameForm({"name": "Drenthe"}), raising(KeyError("name")))
