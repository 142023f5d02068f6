"""Check answers, hand in, and see that it arrived."""

from functools import partial

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gate import signed_in

from ..actions.filling import hand_in
from ..errors import RoundError
from ..filling.desk import desk_for
from ..filling.handing_in import check_of
from ..forms.filling import HandInForm


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """All answers in words with a way to change each, and the button that sends them."""
    desk = desk_for(request.user, key, region)
    form = HandInForm(request.POST if request.method == "POST" else None)
    form.fields["agreed_by"].required = desk.round.asks_agreement
    if request.method == "POST" and form.is_valid():
        try:
            hand_in(
                by=desk.user,
                response=desk.response,
                check=partial(check_of, desk),
                seen=request.POST.get("gezien", ""),
                agreed_by=form.cleaned_data["agreed_by"],
            )
            return redirect("roundtables:handed_in", key=key, region=region)
        except RoundError as error:
            form.add_error(None, str(error))
    context = {"desk": desk, "check": check_of(desk), "form": form, "example": desk.round.example}
    return render(request, "roundtables/filling/check.html", context)


@signed_in
@never_cache
@require_safe
def handed_in(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """What was handed in last, and what happens next."""
    desk = desk_for(request.user, key, region)
    submission = desk.response.submissions.select_related("by").first()
    blocks = {section.block.key: section for section in desk.sections}
    sent = [blocks[one] for one in submission.blocks if one in blocks] if submission else []
    context = {"desk": desk, "submission": submission, "sent": sent, "example": desk.round.example}
    return render(request, "roundtables/filling/handed_in.html", context)
