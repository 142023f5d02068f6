"""Whatever is asked of the API: no error of ours, and no answer that its document does not know."""

from datetime import timedelta

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings

from accounts.models import ApiToken
from accounts.tokens import make_token
from ghnt.api.limits import Limit
from tests.accounts.people import Kind, somebody
from tests.reports.readers import published

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TRIES = 5  # of each operation, for each reader


def token_of(reader: str) -> str:
    """A token for one of the readers; none for the public."""
    if not reader:
        return ""
    kind = Kind.COMMISSIONER if reader == "over" else reader
    until = timezone.now() + timedelta(days=1)
    token = make_token(by=somebody(kind), name="proef", scope="read", until=until)
    if reader == "over":
        now = timezone.now()
        ApiToken.objects.update(since=now - timedelta(days=2), until=now - timedelta(days=1))
    return token


@pytest.mark.parametrize("reader", ["", "over", Kind.COMMISSIONER.value, Kind.PROGRAMME_MANAGER.value])
def test_whatever_is_asked_is_answered_as_the_document_says(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    monkeypatch.setattr(Limit, "allow_request", lambda *_asked: True)
    token = token_of(reader)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for found in document.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # a document that is none fails here

        @given(case=operation.as_strategy())
        @settings(
            max_examples=TRIES, deadline=None, database=None, derandomize=True,
            phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
        )
        def ask(case: schemathesis.Case) -> None:
            said = case.call(headers=headers)
            case.validate_response(said)
            assert said.status_code in (401, 404) or reader != "over"

        ask()
