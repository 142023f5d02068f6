"""The product's addresses, and the floor: a signed-in view with one query and a row per region."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path
from django.views.decorators.http import require_POST

from accounts.models import SignIn
from regions.models import Region

ROWS_SHOWN = 28  # also where there are thousands
ROWS = Template(
    "<!doctype html><html lang='nl'><title>Vloer</title><table>{% for region in regions %}"
    "<tr><th>{{ region.number }}</th><td>{{ region.name }}</td><td>{{ region.slug }}</td></tr>"
    "{% endfor %}</table></html>"
)


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    """What any page costs at least here."""
    regions = Region.objects.all()[:ROWS_SHOWN]
    return HttpResponse(ROWS.render(Context({"regions": regions, "user": request.user})))


@login_required
@require_POST
def row(request: HttpRequest) -> HttpResponse:
    """What any durable change costs at least here: one row, one commit."""
    SignIn.objects.create(email=request.POST["text"], what=SignIn.What.IN)
    return HttpResponse("Opgeslagen")


urlpatterns = [path("vloer/", floor), path("vloer/rij/", row), path("", include("ghnt.urls"))]
