"""A region sees what will be counted, and agrees or objects."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gate import person, signed_in

from ..actions.replying import reply
from ..errors import RoundError
from ..models import Response
from ..reviewing.counted import counted_for
from ..reviewing.reply_form import ReplyForm
from .asked import response_asked


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counted(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """Everything that will be counted of a region, fit to print, with the form to reply."""
    response = response_asked(key, region)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reply(by=person(request), response=response, **form.cleaned_data)
        except RoundError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Uw reactie is bewaard. Het programmateam leest uw reactie."))
            return redirect("roundtables:counted", key, region)
    return _page(request, response, form)


def _page(request: HttpRequest, response: Response, form: ReplyForm) -> HttpResponse:
    context = {
        "counted": counted_for(person(request), response),
        "form": form,
        "round": response.round,
        "region": response.region,
        "example": response.round.example,
    }
    return render(request, "roundtables/review/counted.html", context, status=422 if form.errors else 200)
