"""What may be asked behind the question mark: what a list knows, and nothing else."""

from typing import Any

from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError

from .paging import Pages


class StrictFilters(DjangoFilterBackend):
    """Filters by a view's `filterset_class`, or reads a view's `query` (a serializer) into `view.asked`. A
    name that the list does not know is told, not ignored: a slip of the pen would return everything."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """The list as asked; ValidationError with every fault."""
        faults: dict[str, Any] = {
            name: [_("Deze parameter bestaat hier niet.")]
            for name in request.query_params
            if name not in self._known(view, queryset)
        }
        query = getattr(view, "query", None)
        if query is not None:
            asked = query(data=request.query_params.dict())
            if not asked.is_valid():
                faults |= asked.errors
            view.asked = asked.validated_data if asked.is_valid() else {}
        found = queryset
        try:
            if getattr(view, "filterset_class", None) is not None:
                found = super().filter_queryset(request, queryset, view)
        except ValidationError as error:
            faults |= error.detail  # type: ignore[arg-type]  # a filter set names its fields
        if faults:
            raise ValidationError(faults)
        return found

    def _known(self, view: Any, queryset: Any) -> set[str]:
        names = {Pages.page_query_param, Pages.page_size_query_param}
        if (query := getattr(view, "query", None)) is not None:
            return names | set(query().fields)
        found = getattr(view, "filterset_class", None)
        return names | set(found.base_filters if found else ())
