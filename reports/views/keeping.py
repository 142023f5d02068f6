"""Keeping building blocks: the list, the table of actions of one, and each of its milestones."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gate import person, with_deed
from accounts.policy import Deed, reach
from buildingblocks import actions
from buildingblocks.errors import BlockError
from buildingblocks.models import BuildingBlock, Milestone

from ..pages.keeping.forms import (
    AddMilestoneForm,
    ChangeMilestoneForm,
    EndForm,
    MoveForm,
    OrderForm,
    SeenForm,
    milestone_initial,
)
from ..pages.keeping.log import log_of_milestone, moves_of
from ..pages.keeping.page import kept_block, rows_of, told
from ..reading.reading import reading_for
from .keeping_asked import done, keeps, tried


@require_safe
@with_deed(Deed.KEEP_BLOCKS)
def blocks(request: HttpRequest) -> HttpResponseBase:
    """The building blocks that somebody keeps."""
    lines = rows_of(reach(request.user, Deed.KEEP_BLOCKS))
    return render(request, "reports/keeping/blocks.html", {"lines": lines})


@require_safe
@keeps
def block(request: HttpRequest, block: BuildingBlock) -> HttpResponseBase:
    """The table of actions of a block, and its targets."""
    reading = reading_for(request.user)
    context = {"about": block, "page": kept_block(block, reading), "moves": moves_of(block, reading)}
    return render(request, "reports/keeping/block.html", context)


@require_POST
@keeps
def order(request: HttpRequest, block: BuildingBlock) -> HttpResponseBase:
    """A milestone goes higher or lower in its column."""
    form = OrderForm(request.POST, block=block)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.shift(milestone=data["milestone"], seen=data["seen"], up=data["to"] == "hoger")
        except BlockError as error:
            messages.error(request, str(error))
    else:
        messages.error(request, gettext("Deze pagina is verouderd. Open de pagina opnieuw."))
    return redirect("reports:keep_block", block=block.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps
def add_milestone(request: HttpRequest, block: BuildingBlock) -> HttpResponseBase:
    """A new milestone, at the end of a column."""
    form = AddMilestoneForm(
        request.POST or None, reading=reading_for(request.user), initial={"column": request.GET.get("kolom")}
    )
    by = person(request)
    if request.method == "POST" and tried(
        form,
        lambda: actions.add(by=by, block=block, column=form.cleaned_data["column"], text=form.given()),
    ):
        done(request, gettext("De mijlpaal staat in de tabel."), form)
        return redirect("reports:keep_block", block=block.slug)
    return render(request, "reports/keeping/add_milestone.html", {"about": block, "form": form})


def milestone_of(block: BuildingBlock, pk: int) -> Milestone:
    """A milestone of this block, or a 404."""
    found: Milestone = get_object_or_404(block.milestones.select_related("block", "source"), pk=pk)
    return found


def milestone_page(
    request: HttpRequest, one: Milestone, *, form: SeenForm | None = None, name: str = ""
) -> HttpResponseBase:
    """What can be done with a milestone, and what happened to it. `form` is one that was refused."""
    one.refresh_from_db()  # a colleague may have changed it just now
    reading, seen = reading_for(request.user), {"seen": one.revision}
    forms = {
        "change": ChangeMilestoneForm(reading=reading, initial=milestone_initial(one), prefix="change"),
        "move": MoveForm(here=one.column, initial=seen, prefix="move"),
        "close": EndForm(initial=seen, prefix="close"),
        "reopen": SeenForm(initial=seen, prefix="reopen"),
    }
    context = {
        "about": one.block,
        "milestone": one,
        "told": told(one, reading),
        "log": log_of_milestone(one),
        "form": form,
    }
    return render(request, "reports/keeping/milestone.html", context | forms | ({name: form} if form else {}))


@require_safe
@keeps
def milestone(request: HttpRequest, block: BuildingBlock, pk: int) -> HttpResponseBase:
    """One milestone."""
    return milestone_page(request, milestone_of(block, pk))


@require_POST
@keeps
def change(request: HttpRequest, block: BuildingBlock, pk: int) -> HttpResponseBase:
    """Other words, another source or another day."""
    one, by = milestone_of(block, pk), person(request)
    form = ChangeMilestoneForm(request.POST, reading=reading_for(request.user), prefix="change")
    if tried(
        form,
        lambda: actions.change(by=by, milestone=one, seen=form.cleaned_data["seen"], text=form.given()),
    ):
        done(request, gettext("De mijlpaal is gewijzigd."), form)
        return redirect("reports:keep_block", block=block.slug)
    return milestone_page(request, one, form=form, name="change")


@require_POST
@keeps
def move(request: HttpRequest, block: BuildingBlock, pk: int) -> HttpResponseBase:
    """To another column, since a day that a source gives."""
    one, by = milestone_of(block, pk), person(request)
    form = MoveForm(request.POST, here=one.column, prefix="move")

    def act() -> None:
        data = form.cleaned_data
        actions.move(
            by=by, milestone=one, seen=data["seen"], column=data["column"], source=form.chosen_source(),
            day=data["day"],
        )  # fmt: skip

    if tried(form, act):
        done(request, gettext("De mijlpaal is verplaatst."))
        return redirect("reports:keep_block", block=block.slug)
    return milestone_page(request, one, form=form, name="move")


@require_POST
@keeps
def close(request: HttpRequest, block: BuildingBlock, pk: int) -> HttpResponseBase:
    """Out of the table, with a reason."""
    one, by = milestone_of(block, pk), person(request)
    form = EndForm(request.POST, prefix="close")
    if tried(form, lambda: actions.close(by=by, milestone=one, **form.cleaned_data)):
        done(request, gettext("De mijlpaal is gesloten en staat niet meer in de tabel."))
        return redirect("reports:keep_block", block=block.slug)
    return milestone_page(request, one, form=form, name="close")


@require_POST
@keeps
def reopen(request: HttpRequest, block: BuildingBlock, pk: int) -> HttpResponseBase:
    """Back in the table."""
    one, by = milestone_of(block, pk), person(request)
    form = SeenForm(request.POST, prefix="reopen")
    if tried(form, lambda: actions.reopen(by=by, milestone=one, **form.cleaned_data)):
        done(request, gettext("De mijlpaal staat weer in de tabel."))
        return redirect("reports:keep_block", block=block.slug)
    return milestone_page(request, one, form=form, name="reopen")
