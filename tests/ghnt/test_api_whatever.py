"""Whatever is asked of the API: no error of ours, and no answer that its document does not know."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from accounts.models import ApiToken
from accounts.tokens import make_token
from ghnt.api.limits import Limit
from questionnaires.models import Answer
from tests.accounts.people import Kind, somebody
from tests.reports.readers import published
from tests.roundtables.reviewing import begin

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TRIES = 5  # of each operation, for each reader
SENSIBLE: Any = {
    "plan": {"opties": ["yes"]},
    "remark": {"tekst": "Een zin."},
    "reach": {"getal": "12,5"},
}
OPEN = "2032"  # a round that takes answers


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


def answers_of_others() -> list[Any]:
    """What stands in every region but Drenthe, and in every round but the open one."""
    told = Answer.objects.exclude(sheet__response__region__slug="drenthe", sheet__response__round__key=OPEN)
    return [*told.order_by("pk").values_list("pk", "revision", "comment", "text", "choices__option__slug")]


def reading_and_writing(
    token: str, check: Callable[[schemathesis.Case, Any], None], real: dict[str, Any] | None = None
) -> None:
    """Ask each operation of the document some times, in whatever way the document allows, and check what is
    said. With `real` the path leads to what is there, and what is sent makes sense as often as not."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for found in document.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # a document that is none fails here
        there = {name: values for name, values in (real or {}).items() if f"{{{name}}}" in operation.path}

        @given(operation.as_strategy(), st.fixed_dictionaries(there), st.booleans())
        @settings(
            max_examples=8 * TRIES if there else TRIES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: schemathesis.Case, lead: dict[str, str], sensible: bool) -> None:
            case.path_parameters = {**case.path_parameters, **lead}
            if lead and case.method == "PUT":
                case.headers["If-Match"] = standing(lead["vraag"])
                case.body = SENSIBLE[lead["vraag"]] if sensible else case.body
            check(case, case.call(headers=headers))

        ask()


def standing(question: str) -> str:
    """The version of Drenthe's answer that stands."""
    found = Answer.objects.filter(sheet__response__round__key=OPEN, sheet__response__region__slug="drenthe")
    answer = found.filter(question__key=question).first()
    return f'"{answer.revision if answer else 0}"'


@pytest.mark.parametrize("reader", ["", "over", Kind.COMMISSIONER.value, Kind.PROGRAMME_MANAGER.value])
def test_whatever_is_asked_is_answered_as_the_document_says(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    monkeypatch.setattr(Limit, "allow_request", lambda *_asked: True)

    def check(case: schemathesis.Case, said: Any) -> None:
        case.validate_response(said)
        assert said.status_code in (401, 404, 406) or reader != "over"

    reading_and_writing(token_of(reader), check)


def test_a_system_of_a_region_reads_and_writes_whatever_it_likes_in_its_own_region_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published()
    review = begin(OPEN)
    review.answers("plan", "no", region="twente", comment="Geheim van Twente.")
    monkeypatch.setattr(Limit, "allow_request", lambda *_asked: True)
    until = timezone.now() + timedelta(days=1)
    token = make_token(by=review.leader(), name="proef", scope="write", until=until)
    before, wrote = answers_of_others(), []

    def check(case: schemathesis.Case, said: Any) -> None:
        # An option that no question has fits the document; and the token that came by chance was not sent.
        case.validate_response(said, excluded_checks=[positive_data_acceptance, ignored_auth])
        assert "Geheim van Twente." not in said.text
        wrote.extend([case.path] if case.method == "PUT" and said.status_code == 200 else [])

    real = {
        "ronde": st.just(OPEN), "regio": st.sampled_from(["drenthe", "drenthe", "twente"]),
        "vraag": st.sampled_from(sorted(SENSIBLE)),
    }  # fmt: skip
    reading_and_writing(token, check, real)
    assert len(wrote) > 2, "something was written, so the writing was tried"
    assert answers_of_others() == before
