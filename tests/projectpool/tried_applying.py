"""What the permission table tries the addresses of calls and applications on."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import User
from projectpool.models import Application, Call
from questionnaires.models import Evidence, Questionnaire
from regions.models import Region
from tests.projectpool.factories import (
    ApplicationFactory,
    ApplicationRegionFactory,
    CallDocumentFactory,
    CallFactory,
    CriterionFactory,
    ThemeFactory,
)
from tests.questionnaires.factories import QuestionFactory, QuestionnaireFactory
from tests.roundtables.reviewing import Review

IN_PREPARATION = (
    "change_call", "publish_call", "add_criterion", "criterion", "add_document", "remove_document",
    "release_document",
    "add_question", "change_question",
)  # fmt: skip
OF_DRAFT = (
    "application", "regions", "budget", "plan", "plan_question", "plan_history", "plan_word", "read_plan",
    "agreement", "hand_in", "receipt", "take_back", "withdraw",
)  # fmt: skip


def applying_things(review: Review, by: User) -> dict[str, dict[str, Any]]:
    """A call in preparation, one that is open with a document, and a draft of Drenthe in it."""
    preparing: Call = CallFactory(published_at=None, questionnaire=_questions("call-question"))
    preparing.themes.add(ThemeFactory())
    criterion = CriterionFactory(call=preparing)
    removed = CallDocumentFactory(call=preparing, added_by=by)
    call: Call = CallFactory(questionnaire=_questions("plan"))
    path = default_storage.save("calls/proef.pdf", ContentFile(b"%PDF-1.7\n"))
    document = CallDocumentFactory(call=call, path=path, added_by=by, scan=Evidence.Scan.CLEAN)
    draft: Application = ApplicationFactory(call=call, begun_by=by)
    ApplicationRegionFactory(application=draft, region=Region.objects.get(slug="drenthe"), is_lead=True)
    pks = {"criterion": criterion.pk, "remove_document": removed.pk, "release_document": removed.pk}
    return {
        "projectpool:call": {"call": call.key},
        "projectpool:clock": {"call": call.key},
        "projectpool:new_application": {"call": call.key},
        "projectpool:document": {"call": call.key, "pk": document.pk},
        **{
            f"projectpool:{name}": {"call": preparing.key, "pk": pks.get(name), "question": "call-question"}
            for name in IN_PREPARATION
        },
        **{f"projectpool:{name}": {"pk": draft.pk, "question": "plan"} for name in OF_DRAFT},
    }


def _questions(key: str) -> Questionnaire:
    made: Questionnaire = QuestionnaireFactory(purpose=Questionnaire.Purpose.APPLICATION)
    QuestionFactory(section__questionnaire=made, questionnaire=made, key=key)
    return made
