"""Published reports: the list, the page of one, its files and its charts."""

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.policy import Deed, reach

from ..charts.printing import standalone
from ..models import Chart, ProgressReport, ReportJob, ReportVersion
from ..pages.report.page import CONTENT_TYPES, body_of, is_public_chart, offered, place_of, rounds_of
from .sending import PICTURE_CSP


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Every published report, newest first."""
    reports = ProgressReport.objects.select_related("round")
    found = [(report, version) for report in reports if (version := report.published_version)]
    example = any(version.example for _report, version in found)
    return render(request, "reports/reports.html", {"reports": found, "example": example})


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The published version of a report: files, checksum and the whole text. Programme people also see how
    far the next version is."""
    job = running_job(request.user, slug)
    if job and job.report.published_version is None:
        return redirect("reports:progress", slug=slug)
    version = published_or_404(slug)
    context = {
        "report": version.report,
        "version": version,
        "files": offered(version),
        "body": body_of(version.pk, version.checksum),
        "rounds": rounds_of(version),
        "document_lang": version.document.get("lang", "nl"),
        "example": version.example,
        "job": job,
    }
    return render(request, "reports/report.html", context)


@require_safe
@never_cache
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the newest job of a report is, for programme people: a page, and the part of it that renews
    itself."""
    job = newest_job(request.user, slug)
    if job is None:
        raise Http404(gettext("Er wordt nu geen versie van deze rapportage gemaakt."))
    part = "HX-Request" in request.headers
    return render(request, "reports/progress.html" if part else "reports/making.html", {"job": job})


def newest_job(user: User | AnonymousUser, slug: str) -> ReportJob | None:
    """The newest job of a report, for whoever may follow it."""
    if not reach(user, Deed.FOLLOW_REPORTS):
        return None
    return ReportJob.objects.filter(report__slug=slug).select_related("report").first()


def running_job(user: User | AnonymousUser, slug: str) -> ReportJob | None:
    """The job that is at work on a report now, for whoever may follow it."""
    job = newest_job(user, slug)
    return job if job and job.state in (ReportJob.State.QUEUED, ReportJob.State.RUNNING) else None


@require_safe
def download(request: HttpRequest, slug: str, name: str) -> HttpResponse | FileResponse:
    """A kept file of the published version, exactly as it was made."""
    version = published_or_404(slug)
    if name not in CONTENT_TYPES:
        raise Http404(gettext("Dit bestand hoort niet bij de rapportage."))
    kept = get_object_or_404(version.files, name=name)
    try:
        content = place_of(kept).open("rb")
    except OSError:
        raise Http404(gettext("Dit bestand is er niet meer.")) from None
    return FileResponse(
        content,
        as_attachment=name != "report.pdf",  # a browser shows a PDF; anything else is kept
        filename=f"{slug}-{version.number}-{name}",
        content_type=CONTENT_TYPES[name],
    )


@require_safe
@csp_override(PICTURE_CSP)
@cache_control(public=True, max_age=31_536_000, immutable=True)
def chart(request: HttpRequest, hash_: str) -> HttpResponse:
    """The drawing of a chart that stands in a published report; its address changes when it does."""
    if not is_public_chart(hash_):
        raise Http404(gettext("Deze grafiek bestaat niet."))
    drawn = get_object_or_404(Chart, pk=hash_)
    return HttpResponse(standalone(drawn.svg), content_type="image/svg+xml; charset=utf-8")


def published_or_404(slug: str) -> ReportVersion:
    """The newest published version of a report, or a 404 with a sentence."""
    versions = ReportVersion.objects.published().select_related("report__round").prefetch_related("files")
    version = versions.filter(report__slug=slug).order_by("-number").first()
    if version is None:
        raise Http404(gettext("Deze rapportage bestaat niet of is niet gepubliceerd."))
    return version
