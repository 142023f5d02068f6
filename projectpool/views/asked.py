"""For whom a page of the pool is, who asks for it, and how a form leads to an action."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from accounts.gate import View, signed_in
from accounts.models import User
from accounts.policy import Deed, reach
from questionnaires.errors import QuestionnaireError

from ..errors import PoolError


def with_deed(*deeds: Deed) -> Callable[[View], View]:
    """The view, for people who may do one of these somewhere; others who are signed in are refused."""

    def guard(view: View) -> View:
        @signed_in
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(reach(request.user, deed) for deed in deeds):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


def person(request: HttpRequest) -> User:
    """Who asks; the gate before the view let nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def tried(form: BaseForm, action: Callable[[], Any]) -> bool:
    """Whether a filled-in form led to something; what was refused stands on the form, beside its field where
    it is about one."""
    if not form.is_valid():
        return False
    try:
        action()
    except (PoolError, QuestionnaireError) as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        refused(form, error)
    return form.is_valid()


def refused(form: BaseForm, error: ValidationError) -> None:
    """Put what a model refused on the form, beside its field where it is about one."""
    for name, errors in error.message_dict.items():
        for said in errors:
            form.add_error(name if name in form.fields else None, said)
