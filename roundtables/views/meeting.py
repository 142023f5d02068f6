"""The meeting of a region: when, where, and who sat at the table."""


from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gate import signed_in

from ..actions.filling import tell_of_meeting
from ..errors import RoundError
from ..filling.desk import desk_for
from ..forms.filling import Attendees, MeetingForm
from ..models import Meeting


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """Tell of the round table. Saving shows three more empty lines."""
    desk = desk_for(request.user, key, region)
    kept = Meeting.objects.filter(response=desk.response).first() or Meeting()
    there = list(kept.attendees.values("organisation", "function")) if kept.pk else []
    sent = request.POST if request.method == "POST" else None
    form = MeetingForm(sent, instance=kept)
    table = Attendees(sent, initial=None if sent is not None else there, prefix="tafel")
    if request.method == "POST" and form.is_valid() and table.is_valid():
        rows = [
            (row["organisation"], row.get("function", ""))
            for row in table.cleaned_data
            if row.get("organisation")
        ]
        try:
            tell_of_meeting(
                by=desk.user, response=desk.response, meeting=form.save(commit=False), attendees=rows
            )
            messages.success(request, _("Het rondetafelgesprek is bewaard."))
            return redirect("roundtables:meeting", key=key, region=region)
        except RoundError as error:
            form.add_error(None, str(error))
    context = {"desk": desk, "form": form, "table": table, "example": desk.round.example}
    return render(request, "roundtables/filling/meeting.html", context)
