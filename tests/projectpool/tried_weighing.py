"""What the permission table tries the addresses of weighing and deciding on."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import User
from projectpool.models import Application
from regions.models import Region
from tests.projectpool.factories import (
    ApplicationFactory,
    ApplicationRegionFactory,
    AssessmentFactory,
    BudgetLineFactory,
    CallFactory,
    DecisionFactory,
    ThemeFactory,
)
from tests.roundtables.reviewing import Review

LETTER = b"%PDF-1.7\n"
OF_APPLICATION = tuple(f"projectpool:{page}" for page in ("assign", "decide", "objection", "instalments"))


def weighing_things(review: Review, assessor: User) -> dict[str, dict[str, Any]]:
    """An application of Drenthe about the first block that was granted, with its letter and an assessment."""
    call = CallFactory(questionnaire=review.round.questionnaire)
    application: Application = ApplicationFactory(
        call=call, state="granted", number="2", submitted_at=call.opens_at
    )
    drenthe = Region.objects.get(slug="drenthe")
    ApplicationRegionFactory(application=application, region=drenthe, is_lead=True)
    BudgetLineFactory(application=application, region=drenthe)
    application.themes.add(ThemeFactory(block=review.first))
    path = default_storage.save("letters/proef.pdf", ContentFile(LETTER))
    letter = {"letter_path": path, "letter_sha256": hashlib.sha256(LETTER).hexdigest()}
    standing = DecisionFactory(application=application, **letter)
    before = DecisionFactory(application=application, replaced_at=standing.at, **letter)
    assessment = AssessmentFactory(application=application, assessor=assessor)
    return {
        "projectpool:ranking": {"call": call.key},
        "projectpool:assessment": {"pk": assessment.pk},
        "reports:letter": {"pk": application.pk},
        "reports:earlier_letter": {"pk": application.pk, "decision": before.pk},
        **{name: {"pk": application.pk} for name in OF_APPLICATION},
    }
