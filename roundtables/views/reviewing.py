"""The programme reviews one region: the page, and what a button on it does."""

import dataclasses
from collections.abc import Callable, Hashable, Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.gate import person, signed_in
from accounts.models import User
from accounts.policy import Deed, require
from accounts.sent import is_whole
from questionnaires import actions as questionnaires
from questionnaires.models import Evidence

from ..actions.reviewing import approve, send_back
from ..errors import RoundError
from ..models import Response
from ..reviewing.review import page_for
from ..reviewing.reviewed import Item, Page, Show
from .asked import in_place, response_asked

REFUSED = 422
MOST_DRAWN = 2_000  # questions drawn and kept in a process: some megabytes
_drawn: dict[Hashable, SafeString] = {}


@signed_in
@never_cache
@require_safe
def review(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """Everything of one region that waits for review, or all of it."""
    page = page_for(person(request), response_asked(key, region), Show.asked(request.GET))
    return _whole(request, page)


@signed_in
@never_cache
@require_POST
def settle(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """Approve answers or return one, each named with the revision that the page showed. The page comes back
    at the question, or only that question when the page renews itself."""
    user, response, show = person(request), response_asked(key, region), Show.asked(request.POST)
    returning = "terugsturen" in request.POST
    seen = _seen(request.POST.getlist("terugsturen" if returning else "goedkeuren"))
    why = request.POST.get(f"reden-{next(iter(seen), '')}", "") if returning else ""
    try:
        done = _settled(user, response, seen, why if returning else None)
    except RoundError as error:
        return _refused(request, response, show, seen, str(error), why)
    if in_place(request) and len(seen) == 1:
        return _renewed(request, response, show, next(iter(seen)), done)
    return redirect(f"{_address(response)}{show.query}#{_anchor(seen, request.POST.get('onderdeel', ''))}")


@signed_in
@never_cache
@require_POST
def erase(request: HttpRequest, key: str, region: str, pk: int) -> HttpResponseBase:
    """Really delete a file beside an answer, because it holds what may not be kept; in a closed round too."""
    response = response_asked(key, region)
    rows = Evidence.objects.filter(sheet=response.sheet_id, url="", erased_at=None)
    found = get_object_or_404(rows.select_related("question__section__block"), pk=pk)
    require(request.user, Deed.REVIEW, region=response.region, block=found.question.section.block)
    questionnaires.erase(by=person(request), evidence=found)
    messages.success(request, _("Het bestand is gewist."))
    return redirect(f"{_address(response)}{Show.asked(request.POST).query}#vraag-{found.question.key}")


def _settled(user: User, response: Response, seen: dict[str, int], why: str | None) -> str:
    """What was done, in a sentence. A `why` means that the answers go back."""
    if why is not None:
        count = send_back(by=user, response=response, questions=seen, why=why, seen=seen)
        return ngettext("%s antwoord is teruggestuurd.", "%s antwoorden zijn teruggestuurd.", count) % count
    count = approve(by=user, response=response, questions=seen, seen=seen)
    return ngettext("%s antwoord is goedgekeurd.", "%s antwoorden zijn goedgekeurd.", count) % count


def _seen(pairs: Iterable[str]) -> dict[str, int]:
    """Question and revision of each answer on the reviewer's page."""
    found = {}
    for pair in pairs:
        key, _colon, revision = pair.rpartition(":")
        if not key or not is_whole(revision):
            raise Http404(_("Deze pagina is niet volledig aangekomen. Laad de pagina opnieuw."))
        found[key] = int(revision)
    return found


def _whole(request: HttpRequest, page: Page, error: str = "") -> HttpResponse:
    response = page.response
    page = _changed(page, lambda item: dataclasses.replace(item, drawn=draw(item, response)))
    context = {
        "page": page,
        "round": response.round,
        "region": response.region,
        "address": _address(response),
        "settle": reverse("roundtables:settle", args=_place(response)),
        "wrong": [item for part in page.parts for item in part.items if item.error],
        "error": error,
        "example": response.round.example,
    }
    return render(request, "roundtables/review/region.html", context, status=REFUSED if error else 200)


def _renewed(
    request: HttpRequest, response: Response, show: Show, key: str, done: str, error: str = "", why: str = ""
) -> HttpResponse:
    """One question as it stands now, and the counts of the page."""
    page = page_for(person(request), response, show, only=[key])
    item = page.item(key)
    if item is None:
        raise Http404(_("Deze vraag staat niet in de vragenlijst van deze ronde."))
    item = dataclasses.replace(item, error=error, why=why)
    context = {"page": page, "item": draw(item, response, done, page.next_after(key))}
    return render(request, "roundtables/review/renewed.html", context, status=REFUSED if error else 200)


def _refused(
    request: HttpRequest, response: Response, show: Show, seen: dict[str, int], error: str, why: str
) -> HttpResponse:
    """The page as it stands now, with what is wrong beside the question, and the reason that was typed."""
    if in_place(request) and len(seen) == 1:
        return _renewed(request, response, show, next(iter(seen)), "", error, why)
    page = page_for(person(request), response, show, only=[] if len(seen) != 1 else seen)
    wrong = _changed(
        page,
        lambda item: dataclasses.replace(item, error=error, why=why) if item.key in seen else item,
    )
    return _whole(request, wrong, error)


def _changed(page: Page, how: Callable[[Item], Item]) -> Page:
    """The page with each of its questions changed."""
    parts = (dataclasses.replace(part, items=tuple(map(how, part.items))) for part in page.parts)
    return dataclasses.replace(page, parts=tuple(parts))


def draw(item: Item, response: Response, done: str = "", then: str = "") -> SafeString:
    """A question as a piece of page. It is kept under everything that it shows, so it is never stale, and
    nobody gets what another may see."""
    place = _place(response)
    kept = (place, get_language(), item.shown, done, then)
    found = _drawn.get(kept)
    if found is None:
        context = {
            "item": item,
            "round": response.round,
            "region": response.region,
            "settle": reverse("roundtables:settle", args=place),
            "done": done,
            "next": then,
        }
        found = render_to_string("roundtables/review/question.html", context)
        while len(_drawn) >= MOST_DRAWN:
            _drawn.pop(next(iter(_drawn)), None)
        _drawn[kept] = found
    return found


def _anchor(seen: dict[str, int], block: str) -> str:
    return block or f"vraag-{next(iter(seen), '')}"


def _place(response: Response) -> tuple[str, str]:
    return response.round.key, response.region.slug


def _address(response: Response) -> str:
    return reverse("roundtables:review", args=_place(response))
