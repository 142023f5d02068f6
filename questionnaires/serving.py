"""Files that people put somewhere, given back: a download that runs nothing, and not before it is safe."""

from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from accounts.gate import View

from .models import Evidence

FILE_CSP: dict[str, Any] = {"default-src": ["'none'"], "sandbox": True}


class KeptFile(Protocol):
    """What is known of a file that was kept (`actions.keep_file`)."""

    path: Any
    name: Any
    content_type: Any
    scan: Any


def gives_file(view: View) -> View:
    """The view, for a file that somebody sent: in no cache, and whatever is in it runs nowhere."""
    return never_cache(csp_override(FILE_CSP)(require_safe(view)))


def file_of(kept: KeptFile, *, opens_unscanned: bool) -> FileResponse:
    """The file as a download. One that no scanner has seen only for who may open such files here."""
    if kept.scan != Evidence.Scan.CLEAN and not opens_unscanned:
        raise PermissionDenied(
            _("Dit bestand is niet gescand op virussen. Alleen het programmateam kan het openen.")
        )
    try:
        content = default_storage.open(kept.path)
    except OSError:
        raise Http404(_("Dit bestand is er niet meer.")) from None
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.content_type)
