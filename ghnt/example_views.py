"""The example's own pages: its people, who come in with one click, and the mail it sent. They exist only
where the setting EXAMPLE is on."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import example
from accounts.mail import letters

type View = Callable[..., HttpResponse]


def only_in_example(view: View) -> View:
    """Not there (404) when the example is off."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.EXAMPLE:
            raise Http404
        return view(request, *args, **kwargs)

    return asked


@only_in_example
@require_safe
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the example, to sign in as."""
    figures = example.figures()
    regions: dict[Any, dict[str, str]] = {}
    for figure in figures:
        if figure.region:
            regions.setdefault(figure.region, {})[figure.kind] = figure.key
    context = {"national": example.NATIONAL, "regions": regions.items(), "next": request.GET.get("next", "")}
    return render(request, "ghnt/example_people.html", context)


@only_in_example
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Come in as somebody of the example, and go to what waits for them."""
    answer = example.sign_in(request, request.POST.get("persoon", ""))
    wanted = request.POST.get("next", "")
    fits = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if fits else "my_work") if wanted else answer


def _folder() -> Path | None:
    folder = settings.MAILERS["default"].get("OPTIONS", {}).get("file_path")
    return Path(folder) if folder else None


@only_in_example
@require_safe
@never_cache
def post(request: HttpRequest) -> HttpResponse:
    """Every mail that the example sent, newest first."""
    folder = _folder()
    found = letters(folder)[::-1] if folder else []
    return render(request, "ghnt/example_post.html", {"letters": found, "kept": folder is not None})


@only_in_example
@require_safe
@never_cache
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """One mail."""
    folder = _folder()
    for found in letters(folder) if folder else []:
        if found.number == number:
            return render(request, "ghnt/example_letter.html", {"letter": found})
    raise Http404
