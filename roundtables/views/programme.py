"""The programme's side: for whom a page is, and which round it is about."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.gate import View, signed_in
from accounts.policy import Deed, reach
from questionnaires.errors import QuestionnaireError

from ..errors import RoundError
from ..models import Round


def with_deed(deed: Deed) -> Callable[[View], View]:
    """The view, for people who may do this somewhere; others who are signed in are refused. What the reach
    leaves out within the page, the page leaves out."""

    def guard(view: View) -> View:
        @signed_in
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not reach(request.user, deed):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


def round_asked(key: str) -> Round:
    """The round, or a 404 with a sentence."""
    found = Round.objects.select_related("questionnaire").filter(key=key).first()
    if found is None:
        raise Http404(_("Deze ronde bestaat niet."))
    return found


def tried(form: BaseForm, action: Callable[[], Any]) -> bool:
    """Whether a filled-in form led to something; what was refused stands on the form, beside its field where
    it is about one."""
    if not form.is_valid():
        return False
    try:
        action()
    except (RoundError, QuestionnaireError) as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        refused(form, error)
    return form.is_valid()


def refused(form: BaseForm, error: ValidationError) -> None:
    """Put what a model refused on the form, beside its field where it is about one."""
    for name, errors in error.message_dict.items():
        for said in errors:
            form.add_error(name if name in form.fields else None, said)
