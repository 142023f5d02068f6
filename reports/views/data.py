"""Open data: a page for people, the files of each version, and the catalogue for machines."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ..models import ReportFile, ReportVersion
from ..open_data.csvw import SUFFIX
from ..open_data.files import NAMES
from ..open_data.keeping import content_of, kept
from ..open_data.listing import MEDIA, DataSet, data_set, data_sets, kind_of, published

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
CATALOGUE = {"ttl": "text/turtle", "jsonld": "application/ld+json"}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What there is, what it may be used for, how to cite it, and when it last changed."""
    sets = data_sets()
    series = data_set(sets[0].version, series=True) if sets else None
    example = any(one.version.example for one in sets)
    return render(request, "reports/data/data.html", {"sets": sets, "series": series, "example": example})


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The data set of one published version: an address to cite."""
    return _page(request, data_set(version_or_404(slug, number)))


@require_safe
def series(request: HttpRequest) -> HttpResponse:
    """The data set that always is the newest version."""
    return _page(request, data_set(newest_or_404(), series=True))


def _page(request: HttpRequest, found: DataSet) -> HttpResponse:
    context = {"set": found, "report": found.version.report, "example": found.version.example}
    return render(request, "reports/data/version.html", context)


@require_safe
def version_file(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponseBase:
    """A file of a published version, as it was made; it never changes."""
    return _file(request, version_or_404(slug, number), name, FOR_EVER)


@require_safe
def series_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The same file of the newest published version. Content-Location says which that is."""
    found = newest_or_404()
    answer = _file(request, found, name, ASK_AGAIN)
    own = data_set(found)
    answer["Content-Location"] = next(one.path for one in own.files if one.name == name)
    return answer


@require_safe
def catalogue(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The catalogue by DCAT-AP-NL, as Turtle or JSON-LD."""
    from ..open_data import catalogue as made  # only harvesters ask for it, and rdflib takes its time

    if kind not in CATALOGUE:
        raise Http404(gettext("Dit bestand bestaat niet."))
    newest = newest_or_404()
    graph = made.catalogue(data_sets(), data_set(newest, series=True))
    content = made.as_turtle(graph) if kind == "ttl" else made.as_json_ld(graph)
    return _send(request, content, made.mark_of(content), f"{CATALOGUE[kind]}; charset=utf-8", ASK_AGAIN)


def version_or_404(slug: str, number: int) -> ReportVersion:
    """A version that is published; any other does not exist here, whoever asks."""
    found: ReportVersion = get_object_or_404(published(), report__slug=slug, number=number)
    return found


def newest_or_404() -> ReportVersion:
    """The newest published version, or a 404 with a sentence."""
    found: ReportVersion | None = published().first()
    if found is None:
        raise Http404(gettext("Er is nog geen rapportage gepubliceerd."))
    return found


def _file(request: HttpRequest, found: ReportVersion, name: str, keep: str) -> HttpResponseBase:
    if name not in NAMES:
        raise Http404(gettext("Dit bestand bestaat niet."))
    file: ReportFile = kept(found)[name]
    try:
        content = content_of(file)
    except OSError:
        raise Http404(gettext("Dit bestand is er niet meer.")) from None
    answer = _send(request, content, file.checksum[:32], _content_type(name), keep)
    answer["Content-Disposition"] = f'attachment; filename="{found.report.slug}-{found.number}-{name}"'
    if kind_of(name) == "csv":
        answer["Link"] = f'<{name.replace("csv", SUFFIX)}>; rel="describedby"; type="{MEDIA[SUFFIX]}"'
    return answer


def _content_type(name: str) -> str:
    media = MEDIA[kind_of(name)]
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _send(request: HttpRequest, content: bytes, mark: str, media: str, keep: str) -> HttpResponseBase:
    """The bytes for everybody, also for a page of another site; who has them already hears that."""
    answer = HttpResponse(content, content_type=media)
    answer["ETag"] = f'"{mark}"'
    found: HttpResponseBase = get_conditional_response(request, etag=f'"{mark}"', response=answer) or answer
    found["Cache-Control"] = keep
    found["Content-Language"] = "nl"
    found["Access-Control-Allow-Origin"] = "*"
    return found
