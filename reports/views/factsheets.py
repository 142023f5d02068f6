"""All fact sheets at once, for the programme: asking, seeing how far it is, and the file."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gate import person
from accounts.policy import Deed
from accounts.views.asking import may

from ..actions.factsheets import file_of, request_sheets
from ..errors import ReportError
from ..forms import EVERYBODY, SheetsForm
from ..models import FactSheetJob
from ..reading.reading import reading_for


@require_safe
@never_cache
@may(Deed.READ_OPEN)
def factsheets(request: HttpRequest) -> HttpResponse:
    """What this person asked for last and how far it is: a page, and the part of it that renews itself."""
    job: FactSheetJob | None = FactSheetJob.objects.filter(asked_by=person(request)).first()
    context: dict[str, Any] = {"job": job, "file": file_of(person(request))}
    if "HX-Request" in request.headers and job is not None:
        return render(request, "reports/sheets_progress.html", context)
    return _page(request, context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@may(Deed.READ_OPEN)
def factsheets_file(request: HttpRequest) -> HttpResponseBase:
    """Asks for the fact sheets of all regions; read, it is the newest file that this person asked for."""
    return _ask(request) if request.method == "POST" else _file(request)


def _ask(request: HttpRequest) -> HttpResponse:
    reading = reading_for(request.user)
    if reading is None:
        raise Http404(gettext("Er is nog geen ronde om fact sheets van te maken."))
    form = SheetsForm(request.POST, reading=reading)
    if not form.is_valid():
        return _page(request, {"form": form})
    try:
        request_sheets(
            by=person(request),
            round_key=form.cleaned_data["ronde"],
            everybody=form.cleaned_data["voor"] == EVERYBODY,
            language=get_language() or "nl",
        )
    except ReportError as error:
        messages.error(request, str(error))
    return redirect("reports:factsheets")


def _file(request: HttpRequest) -> FileResponse:
    found = file_of(person(request))
    if found is None:
        raise Http404(gettext("Er is nu geen bestand met fact sheets voor u."))
    job, place = found
    try:
        content = place.open("rb")
    except OSError:
        raise Http404(gettext("Dit bestand is er niet meer.")) from None
    kind = "openbaar" if job.everybody else "vertrouwelijk"
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"factsheets-{job.round_key}-{kind}.zip",
        content_type="application/zip",
    )


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    reading = reading_for(request.user)
    job = context.get("job")
    labels = {one.key: one.label for one in reading.rounds} if reading else {}
    context.setdefault("form", SheetsForm(reading=reading) if reading else None)
    context["job_round"] = labels.get(job.round_key, job.round_key) if isinstance(job, FactSheetJob) else ""
    context["example"] = bool(reading and reading.example)
    return render(request, "reports/factsheets.html", {"job": None, "file": None} | context)
