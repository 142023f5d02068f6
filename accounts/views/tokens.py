"""Tokens for the API: one's own, what they were used for, a new one, and ending one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from .. import gate
from ..errors import AccountError
from ..forms.tokens import TokenForm
from ..models import ApiToken
from ..tokens import end_token, make_token

USES = 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens. A new one is shown on the page that answers the form, and never again."""
    person, made = gate.person(request), ""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, form = make_token(by=person, **form.given), TokenForm()
        except AccountError as error:
            form.add_error(None, str(error))
    found = [(one, one.uses.all()[:USES]) for one in person.api_tokens.all()]
    return render(request, "accounts/tokens.html", {"form": form, "made": made, "tokens": found})


@require_POST
@login_required
def stop_token(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own."""
    found = get_object_or_404(ApiToken, pk=pk, person=gate.person(request))
    end_token(by=gate.person(request), token=found)
    messages.success(request, gettext("Het token “%s” werkt niet meer.") % found.name)
    return redirect("accounts:tokens")
