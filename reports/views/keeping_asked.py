"""What the pages share on which people keep a building block: for whom they are, and doing something with a
sentence for what was refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from accounts import trying
from accounts.gate import View, with_deed
from accounts.policy import Deed, require
from buildingblocks.errors import ChangedMeanwhile
from buildingblocks.models import BuildingBlock
from questionnaires.casework import findings

from ..pages.keeping.forms import SeenForm


def keeps(view: View) -> View:
    """The view, for who keeps the block that its address names; it gets the block itself."""

    @with_deed(Deed.KEEP_BLOCKS)
    @wraps(view)
    def kept(request: HttpRequest, block: str, **rest: Any) -> HttpResponseBase:
        found = BuildingBlock.objects.select_related("action_line").filter(slug=block).first()
        if found is None:
            raise Http404(gettext("Deze bouwsteen bestaat niet."))
        require(request.user, Deed.KEEP_BLOCKS, block=found)
        return view(request, found, **rest)

    return kept


def tried(form: Form, action: Callable[[], Any]) -> bool:
    """Whether a filled-in form led to something, all or nothing; what was refused stands on the form. After
    a colleague's change the page shows what stands now, and the form is kept when it is sent again."""

    def whole() -> None:
        try:
            with transaction.atomic():
                action()
        except ChangedMeanwhile as error:
            if isinstance(form, SeenForm):
                form.show(error.revision)
            raise

    return trying.tried(form, whole)


def done(request: HttpRequest, said: str, form: Form | None = None) -> None:
    """Say so; and warn of what looks like details of a person in what was typed."""
    messages.success(request, said)
    typed = form.cleaned_data.values() if form else ()
    text = " ".join(one for one in typed if isinstance(one, str))
    for warning in findings(text):
        messages.warning(request, warning)
