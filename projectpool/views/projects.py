"""The register of projects, the page of one, changes that it asks for, its end, and what others learn."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gate import person, signed_in, with_deed
from accounts.policy import Deed
from accounts.trying import tried

from ..actions.changing import ask_change, decide_change
from ..actions.reporting import close_project
from ..following.desk import Desk
from ..following.project_page import desk_for, lessons, project_page
from ..forms.following import ChangeForm, EndForm, VerdictForm
from ..models import ChangeRequest, Theme
from ..register.entries import any_made_up
from ..register.projects import Filters, register

LEARNING = (Deed.READ_APPLICATIONS, Deed.SEE_POOL, Deed.READ_CLOSED)


@require_safe
def projects(request: HttpRequest) -> HttpResponseBase:
    """Every project of every pool; for everybody."""
    found = register(Filters.asked(request.GET))
    context = {"register": found, "query": request.GET.urlencode(), "example": found.example}
    return render(request, "projectpool/projects/register.html", context)


@require_safe
@never_cache
def project(request: HttpRequest, key: str) -> HttpResponseBase:
    """One project; its reports and requests only for its regions and the programme."""
    page = project_page(desk_for(request.user, key))
    return render(request, "projectpool/projects/project.html", {"page": page, "example": page.entry.example})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_change(request: HttpRequest, key: str) -> HttpResponseBase:
    """The project leader of the lead asks for a change."""
    desk = reading_desk(request, key)
    if not desk.may_hand_in:
        raise PermissionDenied
    form = ChangeForm(request.POST if request.method == "POST" else None, project=desk.project)
    by = person(request)
    if tried(form, lambda: ask_change(by=by, project=desk.project, wish=form.wish)):
        return redirect("projectpool:project", key=key)
    context = {"desk": desk, "form": form, "example": example_of(desk)}
    return render(request, "projectpool/projects/new_change.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """A request with its answer, or the form for who gives one."""
    desk = reading_desk(request, key)
    found = desk.project.change_requests.select_related("asked_by", "decided_by").filter(pk=pk).first()
    if found is None:
        raise Http404(_("Dit project heeft dit verzoek niet."))
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and tried(form, lambda: _decide(request, found, form)):
        return redirect("projectpool:project", key=key)
    context = {"desk": desk, "change": found, "form": form, "example": example_of(desk)}
    return render(request, "projectpool/projects/change.html", context)


def _decide(request: HttpRequest, found: ChangeRequest, form: VerdictForm) -> None:
    data = form.cleaned_data
    approve = data["verdict"] == "approve"
    decide_change(by=person(request), change=found, approve=approve, why=data["why"])


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, key: str) -> HttpResponseBase:
    """The programme ends a project, with how it ended."""
    desk = reading_desk(request, key)
    if not desk.may_settle:
        raise PermissionDenied
    form = EndForm(request.POST if request.method == "POST" else None)
    by = person(request)
    if tried(form, lambda: close_project(by=by, project=desk.project, how=form.cleaned_data["how"])):
        return redirect("projectpool:project", key=key)
    context = {"desk": desk, "form": form, "example": example_of(desk)}
    return render(request, "projectpool/projects/close.html", context)


@require_safe
@with_deed(*LEARNING)
def learned(request: HttpRequest) -> HttpResponseBase:
    """The lessons of projects that ended, for every region."""
    chosen = request.GET.get("thema", "")[:50]
    found = lessons(chosen)
    themes = {theme.slug: theme for one in lessons() for theme in one.project.themes.all()}
    context = {
        "lessons": found,
        "themes": sorted(themes.values(), key=lambda theme: theme.position),
        "theme": Theme.objects.filter(slug=chosen).first(),
        "example": any_made_up(one.project.pk for one in found),
    }
    return render(request, "projectpool/projects/lessons.html", context)


def reading_desk(request: HttpRequest, key: str) -> Desk:
    """The desk of a project for who reads its reports; others who are signed in are refused."""
    desk = desk_for(request.user, key)
    if not desk.may_read:
        raise PermissionDenied
    return desk


def example_of(desk: Desk) -> bool:
    """Whether the project is made up."""
    application = desk.project.application
    return application is not None and application.call.example
