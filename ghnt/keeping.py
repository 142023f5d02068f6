"""What any cache between us and a reader may keep, and hand to the next one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

OF_A_READER = ("cookie", "accept-language")


class NothingOfOneReader:
    """An answer that says `public` is the same for everybody: it carries no cookie, whatever a session wanted
    to set, and no cache keeps a copy for each cookie or language. It stands outside sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; from what is public, take away what was one reader's."""
        response = self.get_response(request)
        kept = response.headers.get("Cache-Control", "")
        if "public" in (word.strip() for word in kept.split(",")):
            response.cookies.clear()
            _vary_less(response)
        return response


def _vary_less(response: HttpResponse) -> None:
    """What differs by encoding still says so: static files do."""
    named = (word.strip() for word in response.headers.get("Vary", "").split(","))
    del response["Vary"]
    if left := [word for word in named if word and word.lower() not in OF_A_READER]:
        response.headers["Vary"] = ", ".join(left)
