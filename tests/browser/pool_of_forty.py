"""The rest of a pool of forty applications, made, closed, assessed and decided through the actions: what the
story in the browser has not the time to click. Run inside an installation, in its shell."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import give_role
from accounts.example import DOMAIN
from accounts.models import Role, User
from projectpool.actions import applying, mailing, telling
from projectpool.actions.applying import Part
from projectpool.actions.assessing import Given, assign, declare_no_interest, finish, save_scores
from projectpool.actions.deciding import Verdict, decide
from projectpool.actions.handing_in import hand_in
from projectpool.applying.budget import Money
from projectpool.applying.readiness import about_mark, budget_mark, whole_mark
from projectpool.models import Application, Call
from questionnaires import actions as questionnaires
from regions.models import Region

ALL, JOINT = 40, 6
IN_BROWSER, JOINT_IN_BROWSER = 2, 1
NEXT = "Proefproject 40"  # the one that finds the money spent
SECOND = "programmamanager-2"


@transaction.atomic
def play(key: str, left: int) -> None:
    """Forty applications in all, six of them joint; the call closes, what is made here is assessed, and
    all but the last decided: so many euros are left. Prints how many there are and how many are joint."""
    for module, name in ((mailing, "_mail"), (telling, "_tell")):
        setattr(module, name, lambda *about, **more: None)  # forty receipts are nobody's mail
    call = Call.objects.get(key=key)
    made = [_apply(call, number) for number in range(IN_BROWSER, ALL)]
    call.closes_at = timezone.now() - timedelta(seconds=1)
    call.save()
    for one in made:
        _assess(call, one)
    _decide(call, made[:-1], call.budget - left * 100)
    second = User.objects.create_user(f"{SECOND}@{DOMAIN}", name="programmamanager 2")
    give_role(by=_person("beheerder"), person=second, kind=Role.Kind.PROGRAMME_MANAGER)
    found = Application.objects.filter(call=call).prefetch_related("application_regions")
    print(len(found), sum(one.joint for one in found))


def _person(key: str) -> User:
    found: User = User.objects.get(email=f"{key}@{DOMAIN}")
    return found


def _apply(call: Call, number: int) -> Application:
    """One application, from the beginning to handing in; the first few with the next region as a partner."""
    regions = list(Region.objects.order_by("number"))
    joint = number < IN_BROWSER + JOINT - JOINT_IN_BROWSER
    chosen = [regions[(number + place) % len(regions)] for place in range(1 + joint)]
    leaders = [_person(f"projectleider-{region.slug}") for region in chosen]
    by, title = leaders[0], f"Proefproject {number + 1:02}"
    made = applying.begin(by=by, call=call, region=chosen[0], title=title)
    themes = [list(call.themes.all())[number % call.themes.count()]]
    parts = [Part(region) for region in chosen]
    applying.change_about(
        by=by, application=made, seen=about_mark(made), title=title, themes=themes, parts=parts
    )
    asked = call.questionnaire.questions.all()
    given = [questionnaires.Given(made.sheet, one, text="Wij leren van elkaar.") for one in asked]
    questionnaires.record(by=by, given=given)
    lines = {(region.pk, call.first_year): Money(50_000_00 // len(chosen)) for region in chosen}
    applying.change_budget(by=by, application=made, seen=budget_mark(made), lines=lines)
    for leader, region in zip(leaders[1:], chosen[1:], strict=True):
        applying.agree(by=leader, application=made, region=region, seen=whole_mark(made))
    return hand_in(by=by, application=made, seen=whole_mark(made))


def _assess(call: Call, application: Application) -> None:
    """Two people who agree."""
    people = [_person(key) for key in ("programmamedewerker", "expert")]
    given = [Given(one, 3 + application.pk % 3, "Een helder plan.") for one in call.criteria.all()]
    for one in assign(by=_person("programmamanager"), application=application, assessors=people):
        declare_no_interest(by=one.assessor, assessment=one)
        save_scores(by=one.assessor, assessment=one, given=given, advice="")
        finish(by=one.assessor, assessment=one)


def _decide(call: Call, applications: list[Application], money: int) -> None:
    """Grant from the first on until this money is gone; refuse the rest."""
    by, year = _person("programmamanager"), call.first_year
    for one in applications:
        amount = min(one.requested, money)
        money -= amount
        verdict = Verdict(
            granted=amount > 0, motives="De volgorde van de scores.", amount=amount,
            first_day=date(year, 1, 1), last_day=date(year, 12, 31),
        )  # fmt: skip
        decide(by=by, application=one, verdict=verdict)
