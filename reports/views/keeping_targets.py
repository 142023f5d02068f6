"""Keeping building blocks: their targets."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gate import person
from buildingblocks.models import BuildingBlock

from ..actions.targets import change_target, end_target, set_target
from ..models import Target
from ..pages.keeping.forms import AddTargetForm, ChangeTargetForm, EndForm, SeenForm, target_initial
from ..pages.keeping.log import log_of_target
from ..pages.keeping.page import kept_target
from ..reading.reading import reading_for
from .keeping_asked import done, keeps, tried


@require_http_methods(["GET", "HEAD", "POST"])
@keeps
def add_target(request: HttpRequest, block: BuildingBlock) -> HttpResponseBase:
    """A target for one of the figures of the block."""
    form, by = AddTargetForm(request.POST or None, block=block.pk), person(request)
    if request.method == "POST" and tried(
        form,
        lambda: set_target(by=by, indicator=form.cleaned_data["indicator"], wanted=form.given()),
    ):
        done(request, gettext("Het doel is gesteld."), form)
        return redirect("reports:keep_block", block=block.slug)
    return render(request, "reports/keeping/add_target.html", {"about": block, "form": form})


def target_of(block: BuildingBlock, pk: int) -> Target:
    """A target of this block, or a 404."""
    found = Target.objects.select_related("indicator", "source").filter(indicator__block=block)
    one: Target = get_object_or_404(found, pk=pk)
    return one


def target_page(
    request: HttpRequest, block: BuildingBlock, one: Target, *, form: SeenForm | None = None, name: str = ""
) -> HttpResponseBase:
    """What can be done with a target, and what happened to it. `form` is one that was refused."""
    one.refresh_from_db()  # a colleague may have changed it just now
    forms = {
        "change": ChangeTargetForm(initial=target_initial(one), prefix="change"),
        "end": EndForm(initial={"seen": one.revision}, prefix="end"),
    }
    context = {
        "about": block,
        "target": one,
        "kept": kept_target(one, reading_for(request.user)),
        "log": log_of_target(one),
        "form": form,
    }
    return render(request, "reports/keeping/target.html", context | forms | ({name: form} if form else {}))


@require_safe
@keeps
def target(request: HttpRequest, block: BuildingBlock, pk: int) -> HttpResponseBase:
    """One target."""
    return target_page(request, block, target_of(block, pk))


@require_POST
@keeps
def change(request: HttpRequest, block: BuildingBlock, pk: int) -> HttpResponseBase:
    """More or fewer regions, or another day."""
    one, by = target_of(block, pk), person(request)
    form = ChangeTargetForm(request.POST, prefix="change")
    if tried(
        form,
        lambda: change_target(by=by, target=one, seen=form.cleaned_data["seen"], wanted=form.given()),
    ):
        done(request, gettext("Het doel is gewijzigd."), form)
        return redirect("reports:keep_block", block=block.slug)
    return target_page(request, block, one, form=form, name="change")


@require_POST
@keeps
def end(request: HttpRequest, block: BuildingBlock, pk: int) -> HttpResponseBase:
    """It no longer holds, with a reason."""
    one, by = target_of(block, pk), person(request)
    form = EndForm(request.POST, prefix="end")
    if tried(form, lambda: end_target(by=by, target=one, **form.cleaned_data)):
        done(request, gettext("Het doel is vervallen."))
        return redirect("reports:keep_block", block=block.slug)
    return target_page(request, block, one, form=form, name="end")
