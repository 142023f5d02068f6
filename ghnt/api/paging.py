"""Long lists in pages, with links to the pages around."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from . import sorting

FROM_ONE = re.compile(r"0{0,9}[1-9][0-9]{0,99}")


class Pages(PageNumberPagination):
    """`pagina` and `paginaGrootte`. What was asked stands in `resultaten`, how many there are in `aantal`;
    the pages around are in `volgende` and `vorige`, and in the Link header."""

    page_size = 100
    max_page_size = 1_000
    page_query_param = "pagina"
    last_page_strings = ()
    page_size_query_param = "paginaGrootte"
    page_query_description: Any = _("Welke pagina, vanaf 1.")
    page_size_query_description: Any = _("Hoeveel regels op een pagina, hoogstens 1.000.")
    invalid_page_message: Any = _("Deze pagina is er niet.")

    @classmethod
    def faults(cls, asked: Mapping[str, str]) -> dict[str, list[str]]:
        """What is no number of a page, and no size of one."""
        names = (cls.page_query_param, cls.page_size_query_param)
        wrong = [name for name in names if name in asked and not FROM_ONE.fullmatch(asked[name])]
        return {name: [gettext("Geef een geheel getal vanaf 1.")] for name in wrong}

    def get_paginated_response(self, data: Any) -> Response:
        """The page."""
        assert self.page is not None
        links = {
            "first": self._link(1), "prev": self.get_previous_link(), "next": self.get_next_link(),
            "last": self._link(self.page.paginator.num_pages),
        }  # fmt: skip
        header = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items() if url)
        body = {
            "aantal": self.page.paginator.count,
            "pagina": self.page.number,
            "paginaGrootte": self.page.paginator.per_page,
            "volgende": links["next"],
            "vorige": links["prev"],
            "resultaten": data,
        }
        return Response(body, headers={"Link": header})

    def _link(self, number: int) -> str:
        assert self.request is not None
        return replace_query_param(self.request.build_absolute_uri(), self.page_query_param, number)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """What may be asked of any list: which page, how long, in which order."""
        found: list[dict[str, Any]] = super().get_schema_operation_parameters(view)
        found[0]["schema"] |= {"minimum": 1, "default": 1}
        found[1]["schema"] |= {"minimum": 1, "default": self.page_size}
        return [*found, *sorting.parameter(view)]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The form of a page, for the OpenAPI document."""
        whole = {"type": "integer", "minimum": 0}
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["aantal", "pagina", "paginaGrootte", "volgende", "vorige", "resultaten"],
            "properties": {
                "aantal": whole | {"description": "Hoeveel regels er in totaal zijn.", "example": 145},
                "pagina": whole | {"description": "Welke pagina dit is.", "example": 1},
                "paginaGrootte": whole | {"description": "Hoeveel regels op een pagina.", "example": 100},
                "volgende": link | {"description": "De volgende pagina; null op de laatste."},
                "vorige": link | {"description": "De vorige pagina; null op de eerste."},
                "resultaten": schema | {"description": "De regels van deze pagina."},
            },
        }
