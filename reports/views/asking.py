"""What a reader asked for in the address: a round that exists, or a 404 with a sentence."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext

from ..reading.reading import Reading, RoundInfo


def round_asked(request: HttpRequest, reading: Reading) -> RoundInfo:
    """The round of `?ronde=`, by default the newest that is closed."""
    return round_named(reading, request.GET.get("ronde", ""))


def round_named(reading: Reading, key: str) -> RoundInfo:
    """The round with this key; without one the newest that is closed."""
    if not key:
        return reading.newest
    found = next((round_ for round_ in reading.rounds if round_.key == key), None)
    if found is None:
        raise Http404(gettext("Deze ronde bestaat niet of is niet gepubliceerd."))
    return found
