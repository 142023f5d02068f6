"""A region tells how its project goes: colleagues write, the lead hands in, the programme settles."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from projectpool.actions import reporting
from projectpool.errors import PoolError
from projectpool.following.project_page import desk_for, lessons, project_page
from projectpool.following.report_page import report_page
from projectpool.models import ProjectReport
from questionnaires.models import Answer, AnswerState, Evidence
from tests.projectpool.running import Running
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.reviewing import finish

pytestmark = pytest.mark.django_db
State = ProjectReport.State


def address(report: ProjectReport, more: str = "") -> str:
    return f"/projectenpool/projecten/{report.project.key}/verslag/{report.pk}/{more}"


def saved(client: Client, report: ProjectReport, key: str, value: str, seen: int = 0) -> Any:
    """What the page itself sends when somebody answers one question."""
    data = {"vraag": key, key: value, f"{key}.seen": seen, "page": "een"}
    return client.post(address(report), data, headers={"HX-Request": "true"})


def handed_in(story: Running, report: ProjectReport, **other: Any) -> ProjectReport:
    story.tell(report, **other)
    return reporting.hand_in(by=story.leader, report=report, seen=report_page(report).seen)


def test_colleagues_of_all_regions_write_and_each_answer_is_kept_at_once():
    story = Running()
    report = story.reports[0]
    for user in (story.leader, story.partner, story.colleague):
        answer = Answer.objects.filter(sheet=report.sheet).first()
        said = saved(
            signed_in(user), report, "report-results", f"Van {user}", answer.revision if answer else 0
        )
        assert said.status_code == 200, said.content
    kept = Answer.objects.get(sheet=report.sheet)
    assert (kept.text, kept.state) == (f"Van {story.colleague}", AnswerState.GIVEN)
    page = signed_in(story.partner).get(address(report)).content.decode()
    assert "Elk antwoord wordt meteen bewaard" in page
    assert f"Van {story.colleague}" in page


def test_who_changed_the_same_answer_meanwhile_is_asked_which_one_stays():
    story = Running()
    report = story.reports[0]
    saved(signed_in(story.leader), report, "report-results", "Van Drenthe")
    data = {
        "vraag": "report-results",
        "report-results": "Van Twente",
        "report-results.seen": 0,
        "page": "twee",
    }
    said = signed_in(story.partner).post(address(report), data, headers={"HX-Request": "true"})
    assert said.status_code == 409
    assert "Van Drenthe" in said.content.decode()


def test_strangers_and_readers_write_nothing():
    story = Running()
    report = story.reports[0]
    assert saved(signed_in(story.stranger), report, "report-next", "Mis").status_code == 403
    assert saved(signed_in(story.manager), report, "report-next", "Mis").status_code == 403
    assert saved(Client(), report, "report-next", "Mis").status_code == 401
    reader = person(Kind.MUNICIPALITY, story.drenthe)
    assert saved(signed_in(reader), report, "report-next", "Mis").status_code == 403
    assert not Answer.objects.filter(sheet=report.sheet).exists()
    assert saved(signed_in(story.leader), report, "not-asked", "Mis").status_code == 422


def test_the_causes_of_a_delay_are_asked_only_of_a_project_that_is_delayed():
    story = Running()
    report = story.reports[0]
    story.tell(report)
    page = report_page(report)
    assert "report-delay-causes" not in {field.key for field in page.sheet.shown}
    assert page.sheet.facts["asked"]["report-delay-causes"]["ask_if"]
    assert not page.lacking
    story.tell(report, report_delay="longer")
    assert [field.key for field in report_page(report).lacking] == ["report-delay-causes"]
    with pytest.raises(PoolError, match="Waardoor is het project vertraagd"):
        reporting.hand_in(by=story.leader, report=report, seen=report_page(report).seen)


def test_a_cause_that_no_longer_applies_falls_away_when_the_report_is_handed_in():
    story = Running()
    report = story.reports[0]
    story.tell(report, report_delay="longer", report_delay_causes=["covid-19"])
    handed_in(story, report)
    gone = Answer.objects.get(sheet=report.sheet, question__key="report-delay-causes")
    assert gone.state == AnswerState.OPEN
    assert "dropped" in gone.revisions.values_list("kind", flat=True)


def test_a_red_light_needs_its_reason():
    story = Running()
    report = story.reports[0]
    story.tell(report, report_light="red", report_light_reason="")
    with pytest.raises(PoolError, match="Waarom deze kleur"):
        reporting.hand_in(by=story.leader, report=report, seen=report_page(report).seen)


def test_only_the_leader_of_the_lead_hands_in_and_only_what_was_read():
    story = Running()
    report = story.reports[0]
    story.tell(report)
    seen = report_page(report).seen
    for user in (story.partner, story.colleague, story.manager, story.stranger):
        with pytest.raises(PermissionDenied):
            reporting.hand_in(by=user, report=report, seen=seen)
    story.tell(report, story.partner, report_next="Toch iets anders")
    with pytest.raises(PoolError, match="intussen iets gewijzigd"):
        reporting.hand_in(by=story.leader, report=report, seen=seen)
    client = signed_in(story.leader)
    check = client.get(address(report, "indienen/"))
    assert "Lees uw antwoorden na" in check.content.decode()
    said = client.post(address(report, "indienen/"), {"gezien": report_page(report).seen})
    assert said.status_code == 302
    report.refresh_from_db()
    assert (report.state, report.submitted_by) == (State.SUBMITTED, story.leader)
    assert saved(client, report, "report-next", "Te laat").status_code == 422
    late = client.post(address(report), {"report-next": "Te laat\ngetypt", "report-next.seen": "1"})
    page = late.content.decode()
    assert late.status_code == 422 and "<title>Fout:" in page and "Te laat<br>getypt" in page
    assert "Dit verslag is al ingediend." in page


def test_a_partner_reads_the_check_and_sees_who_hands_in():
    story = Running()
    page = signed_in(story.partner).get(address(story.reports[0], "indienen/")).content.decode()
    assert "Alleen de projectleider van de penvoerder kan indienen." in page
    assert "Deze vragen moeten nog beantwoord worden" in page


def test_a_report_goes_back_with_a_reason_and_comes_again():
    story = Running()
    report = handed_in(story, story.reports[0])
    with pytest.raises(PoolError, match="Schrijf waarom"):
        reporting.send_back(by=story.manager, report=report, why=" ")
    client = signed_in(story.manager)
    refused = client.post(address(report, "afhandelen/"), {"verdict": "return", "why": ""})
    assert refused.status_code == 422
    assert client.get(address(report, "afhandelen/"))["Location"] == address(report), "in another language"
    client.post(address(report, "afhandelen/"), {"verdict": "return", "why": "Welke teams?"})
    report.refresh_from_db()
    assert (report.state, report.why) == (State.RETURNED, "Welke teams?")
    assert "Welke teams?" in signed_in(story.leader).get(address(report)).content.decode()
    again = handed_in(story, report, report_results="Alle teams van Assen.")
    client.post(address(again, "afhandelen/"), {"verdict": "approve"})
    again.refresh_from_db()
    assert (again.state, again.settled_by, again.why) == (State.APPROVED, story.manager, "")
    states = set(again.sheet.answers.exclude(state=AnswerState.OPEN).values_list("state", flat=True))
    assert states == {AnswerState.APPROVED}


def test_only_the_programme_settles_and_once():
    story = Running()
    report = handed_in(story, story.reports[0])
    for user in (story.leader, story.stranger, person(Kind.PROGRAMME_MEMBER, block=story.block)):
        with pytest.raises(PermissionDenied):
            reporting.approve(by=user, report=report)
    member = person(Kind.PROGRAMME_MEMBER, block=story.theme.block)
    reporting.approve(by=member, report=report)
    with pytest.raises(PoolError, match="zojuist af"):
        reporting.send_back(by=story.manager, report=report, why="Te laat")


def test_without_javascript_the_whole_form_is_saved_and_what_is_wrong_stays_typed():
    story = Running()
    report = story.reports[0]
    data = {"report-results": "Getraind", "report-results.seen": "0", "report-next": "x" * 5000,
            "report-next.seen": "0", "verder": "1"}  # fmt: skip
    said = signed_in(story.leader).post(address(report), data)
    assert said.status_code == 422
    assert "x" * 5000 in said.content.decode()
    assert Answer.objects.get(sheet=report.sheet).text == "Getraind"
    data = {"report-next": "Verder", "report-next.seen": "0", "verder": "1"}
    assert signed_in(story.leader).post(address(report), data)["Location"].endswith("/indienen/")


def test_evidence_stands_beside_an_answer_and_only_readers_open_it():
    story = Running()
    report, client = story.reports[0], signed_in(story.partner)
    file = SimpleUploadedFile("resultaat.pdf", b"%PDF-1.7\n")
    assert client.post(address(report, "bewijs/report-results/"), {"file": file}).status_code == 302
    wrong = SimpleUploadedFile("resultaat.pdf", b"geen pdf")
    refused = client.post(address(report, "bewijs/report-results/"), {"file": wrong})
    assert "geen PDF" in refused.content.decode()
    client.post(address(report, "bewijs/report-results/"), {"url": "https://voorbeeld.invalid/film"})
    kept = Evidence.objects.get(path__gt="")
    Evidence.objects.filter(pk=kept.pk).update(scan=Evidence.Scan.CLEAN)
    assert "resultaat.pdf" in client.get(address(report)).content.decode()
    opened = client.get(address(report, f"bewijs/{kept.pk}/"))
    finish(opened)
    assert opened.status_code == 200
    assert "sandbox" in opened["Content-Security-Policy"]
    assert signed_in(story.stranger).get(address(report, f"bewijs/{kept.pk}/")).status_code == 403
    assert "weghalen" in client.get(address(report, f"bewijs/{kept.pk}/weghalen/")).content.decode()
    client.post(address(report, f"bewijs/{kept.pk}/weghalen/"))
    assert client.get(address(report, f"bewijs/{kept.pk}/")).status_code == 404


def test_a_file_that_nobody_scanned_is_only_for_the_programme():
    story = Running()
    report = story.reports[0]
    file = SimpleUploadedFile("resultaat.pdf", b"%PDF-1.7\n")
    kept = reporting.attach_file(
        by=story.leader, report=report, question=story.question("report-results"), file=file
    )
    Evidence.objects.filter(pk=kept.pk).update(scan=Evidence.Scan.UNSCANNED)
    assert signed_in(story.leader).get(address(report, f"bewijs/{kept.pk}/")).status_code == 403
    opened = signed_in(story.manager).get(address(report, f"bewijs/{kept.pk}/"))
    finish(opened)
    assert opened.status_code == 200


def test_one_question_and_its_history_are_shown_by_themselves():
    story = Running()
    report, client = story.reports[0], signed_in(story.leader)
    story.tell(report)
    fresh = client.get(address(report, "vraag/report-results/"), headers={"HX-Request": "true"})
    assert "Alle wijkteams zijn getraind." in fresh.content.decode()
    assert client.get(address(report, "vraag/report-results/")).status_code == 302
    past = client.get(address(report, "vraag/report-results/geschiedenis/"))
    assert "Geschiedenis van een antwoord" in past.content.decode()
    part = client.get(address(report, "vraag/report-results/geschiedenis/"), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert client.get(address(report, "vraag/moon/geschiedenis/")).status_code == 404


def test_the_page_of_a_project_tells_its_readers_how_it_goes_and_nobody_else():
    story = Running()
    report = story.reports[0]
    late = {"report_delay": "longer", "report_delay_causes": ["covid-19"]}
    handed_in(story, report, report_light="red", report_light_reason="De trainers zijn ziek.", **late)
    page = signed_in(story.partner).get("/projectenpool/projecten/samen-sterker/").content.decode()
    for said in ("Rood: het doel is in gevaar", "De trainers zijn ziek.", "COVID-19", "€\u00a060.000"):
        assert said in page
    for client in (Client(), signed_in(story.stranger)):
        shown = client.get("/projectenpool/projecten/samen-sterker/").content.decode()
        assert "Samen sterker" in shown
        assert "€\u00a060.000" in shown
        assert "Rood" not in shown
        assert "Verslagen" not in shown
    assert Client().get("/projectenpool/projecten/maan/").status_code == 404
    assert signed_in(story.leader).get(address(report).replace(str(report.pk), "999999")).status_code == 404


def test_a_project_ends_after_its_final_report_and_its_lesson_is_for_every_region():
    story = Running(last=date(2031, 6, 30))
    [final] = story.reports
    with pytest.raises(PoolError, match="Keur eerst het eindverslag goed"):
        reporting.close_project(by=story.manager, project=story.project, how="Klaar")
    handed_in(story, final)
    assert lessons() == ()
    reporting.approve(by=story.manager, report=final)
    page = signed_in(story.stranger).get("/projectenpool/lessen/").content.decode()
    assert "Begin met één wijkteam en laat de rest meekijken." in page
    assert (
        "Begin met één"
        in signed_in(story.stranger).get("/projectenpool/lessen/?thema=trauma").content.decode()
    )
    assert lessons("iets-anders") == ()
    assert Client().get("/projectenpool/lessen/").status_code == 302
    assert project_page(desk_for(story.manager, story.project.key)).may_close
    client, where = signed_in(story.manager), "/projectenpool/projecten/samen-sterker/afsluiten/"
    assert client.post(where, {"how": ""}).status_code == 200
    client.post(where, {"how": "De training is nu vast aanbod."})
    story.project.refresh_from_db()
    assert story.project.ended_why == "De training is nu vast aanbod."
    assert story.project.history.first().history_user == story.manager
    assert (
        "De training is nu vast aanbod."
        in Client().get("/projectenpool/projecten/samen-sterker/").content.decode()
    )
    with pytest.raises(PoolError, match="al afgesloten"):
        reporting.close_project(by=story.manager, project=story.project, how="Nog eens")
    with pytest.raises(PermissionDenied):
        reporting.close_project(by=story.leader, project=story.project, how="Klaar")
