"""A form that leads to an action, and shows what was refused."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from regions.errors import Refusal


def tried(form: BaseForm, action: Callable[[], Any]) -> bool:
    """Whether a filled-in form led to something; what was refused stands on the form, beside its field where
    it is about one."""
    if not form.is_valid():
        return False
    try:
        action()
    except Refusal as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        refused(form, error)
    return form.is_valid()


def refused(form: BaseForm, error: ValidationError) -> None:
    """Put what a model refused on the form, beside its field where it is about one."""
    for name, errors in error.message_dict.items():
        for said in errors:
            form.add_error(name if name in form.fields else None, said)
