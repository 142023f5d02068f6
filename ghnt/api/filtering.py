"""What may be asked behind the question mark: what a list knows, and nothing else."""

from typing import Any

from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError

from . import sorting
from .paging import Pages


class StrictFilters(DjangoFilterBackend):
    """Filters by a view's `filterset_class`, or reads a view's `query` (a serializer) into `view.asked` for
    its `narrow`; then sorts by what its `sorting` knows. A name that the list does not know, or one that is
    there twice, is told, not ignored: a slip of the pen would return everything."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """The list as asked; ValidationError with every fault."""
        faults = self._faults(request, view)
        order, wrong = sorting.asked(request, view)
        faults |= wrong | self._read(request, view)
        found = queryset
        try:
            if getattr(view, "filterset_class", None) is not None:
                found = super().filter_queryset(request, queryset, view)
        except ValidationError as error:
            faults |= error.detail  # type: ignore[arg-type]  # a filter set names its fields
        if faults:
            raise ValidationError(faults)
        narrow = getattr(view, "narrow", None)
        return sorting.in_order(narrow(found) if narrow else found, order)

    def _faults(self, request: Any, view: Any) -> dict[str, Any]:
        known = self._known(view)
        faults = {}
        for name, values in request.query_params.lists():
            if name not in known:
                faults[name] = [_("Deze parameter bestaat hier niet.")]
            elif len(values) > 1:
                faults[name] = [_("Geef deze parameter één keer.")]
        return faults | (Pages.faults(request.query_params) if view.paginator is not None else {})

    def _read(self, request: Any, view: Any) -> dict[str, Any]:
        """Read the view's own query into `view.asked`; what is wrong with it."""
        query = getattr(view, "query", None)
        if query is None:
            return {}
        asked = query(data=request.query_params.dict())
        view.asked = asked.validated_data if asked.is_valid() else {}
        return dict(asked.errors)

    def _known(self, view: Any) -> set[str]:
        names = {sorting.NAME} if getattr(view, "sorting", None) else set()
        if view.paginator is not None:
            names |= {Pages.page_query_param, Pages.page_size_query_param}
        if (query := getattr(view, "query", None)) is not None:
            return names | set(query().fields)
        found = getattr(view, "filterset_class", None)
        return names | set(found.base_filters if found else ())
