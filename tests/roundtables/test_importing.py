"""A programme member reads answers in: everything arrives, or nothing does and each bad line is named."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.models import User
from questionnaires.models import Answer, AnswerRevision, AnswerState
from regions.models import Region
from roundtables.actions.reviewing import approve
from roundtables.actions.rounds import close_round
from roundtables.errors import ImportRefused, RoundError
from roundtables.importing import import_answers
from roundtables.models import Round
from tests.roundtables.story import Story, begin

HEAD = "region_slug,question_id,option_slug,value\n"
GOOD = (
    HEAD
    + "drenthe,plan,yes,\ndrenthe,steps,busy,\ndrenthe,themes,teams,\n"
    + "drenthe,themes,trauma,\ntwente,plan,no,\n"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return begin()


def rows() -> dict[str, int]:
    """How many rows every table holds."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def refused(story: Story, folder: Path, text: str, **how: bool) -> dict[int, str]:
    """Import a file that is refused; what is said, by line. Nothing may be left behind."""
    before = rows()
    with pytest.raises(ImportRefused) as caught:
        import_answers(by=story.by, path=story.write(folder, text), key="2030", **how)
    assert rows() == before
    return {bad.line: bad.reason for bad in caught.value.lines}


def test_answers_arrive_with_their_history(story: Story, tmp_path: Path) -> None:
    done = import_answers(by=story.by, path=story.write(tmp_path, GOOD), key="2030")
    assert (done.regions, done.answers, done.approved) == (2, 4, 0)
    themes = Answer.objects.get(question__key="themes")
    assert {option.slug for option in themes.options.all()} == {"teams", "trauma"}
    assert themes.state == AnswerState.GIVEN
    revision = AnswerRevision.objects.get(answer=themes)
    assert (revision.by, revision.old["options"], revision.new["options"]) == (
        story.by,
        [],
        ["teams", "trauma"],
    )


def test_a_change_raises_the_revision_of_the_round(story: Story, tmp_path: Path) -> None:
    before = Round.objects.get(key="2030").revision
    import_answers(by=story.by, path=story.write(tmp_path, GOOD), key="2030")
    assert Round.objects.get(key="2030").revision > before


def test_approve_settles_the_answers(story: Story, tmp_path: Path) -> None:
    import_answers(by=story.by, path=story.write(tmp_path, GOOD), key="2030", approve=True)
    assert set(Answer.objects.values_list("state", flat=True)) == {AnswerState.APPROVED}


def test_texts_and_numbers_stand_in_the_value(story: Story, tmp_path: Path) -> None:
    text = HEAD + 'drenthe,remark,,"Twee regels:\nnog een"\ndrenthe,reach,,"12,5"\n'
    import_answers(by=story.by, path=story.write(tmp_path, text), key="2030")
    assert Answer.objects.get(question__key="remark").text == "Twee regels:\nnog een"
    assert str(Answer.objects.get(question__key="reach").number) == "12.5000"


def test_columns_that_nobody_asked_for_are_ignored(story: Story, tmp_path: Path) -> None:
    text = "status,region_slug,question_id,option_slug\nX,drenthe,plan,yes\n"
    assert import_answers(by=story.by, path=story.write(tmp_path, text), key="2030").answers == 1


def test_a_sheet_program_may_write_semicolons_and_a_mark(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_bytes(b"\xef\xbb\xbfregion_slug;question_id;option_slug\r\ndrenthe;plan;yes\r\n\r\n")
    assert import_answers(by=story.by, path=path, key="2030").answers == 1


def test_gaps_are_no_error(story: Story, tmp_path: Path) -> None:
    text = HEAD + "drenthe,steps,busy,\n"  # whether the region has a plan is not known yet
    assert import_answers(by=story.by, path=story.write(tmp_path, text), key="2030").answers == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("atlantis,plan,yes,", "de regio “atlantis” bestaat niet"),
        ("drenthe,hoop,yes,", "de vraag “hoop” staat niet"),
        ("drenthe,plan,misschien,", "de optie “misschien” hoort niet"),
        ("drenthe,plan,,", "de optie “” hoort niet"),
        ("drenthe,plan,yes,ook tekst", "een optie en geen waarde"),
        ("drenthe,reach,veel,", "een waarde en geen optie"),
        ("drenthe,reach,,veel", "geen getal"),
        ("drenthe,reach,,NaN", "geen getal"),
        ("drenthe,reach,,1e99", "geen getal"),
        ("drenthe,reach,,1e999999999", "geen getal"),
        ("drenthe,reach,,99999999999999.99999", "geen getal"),
        ("drenthe,reach,,1.000", "geen getal"),  # one, or a thousand?
        ("drenthe,reach,,-5", "geen getal"),
        ("drenthe,reach,,٣", "geen getal"),
        ("drenthe,remark,,", "is leeg"),
        ("drenthe,plan", "2 velden"),
        ("drenthe,plan,yes,,,extra", "6 velden"),
    ],
)
def test_a_bad_line_gets_its_number_and_a_reason(story: Story, tmp_path: Path, line: str, said: str) -> None:
    found = refused(story, tmp_path, HEAD + "twente,plan,no,\n" + line + "\n")
    assert list(found) == [3]
    assert said in found[3]


def test_answers_that_do_not_go_together(story: Story, tmp_path: Path) -> None:
    text = HEAD + (
        "drenthe,plan,yes,\ndrenthe,plan,no,\n"  # two of a single choice
        "twente,themes,teams,\ntwente,themes,teams,\n"  # the same twice
        "zeeland,themes,teams,\nzeeland,themes,none,\n"  # "none" beside another
        "utrecht,plan,no,\nutrecht,steps,done,\n"  # a question that is skipped
        "friesland,remark,,een\nfriesland,remark,,twee\n"
    )
    found = refused(story, tmp_path, text)
    assert list(found) == [3, 5, 7, 9, 11]
    assert "één antwoord; regel 2" in found[3]
    assert "regel 4" in found[5]
    assert "gaat niet samen" in found[7]
    assert "overgeslagen" in found[9]


def test_an_answer_is_replaced_only_when_that_is_said(story: Story, tmp_path: Path) -> None:
    import_answers(by=story.by, path=story.write(tmp_path, GOOD), key="2030")
    found = refused(story, tmp_path, HEAD + "zeeland,plan,yes,\ndrenthe,themes,none,\n")
    assert list(found) == [3]
    text = HEAD + "drenthe,themes,none,\n"
    import_answers(by=story.by, path=story.write(tmp_path, text), key="2030", replace=True)
    themes = Answer.objects.get(question__key="themes")
    assert [option.slug for option in themes.options.all()] == ["none"]
    assert themes.revisions.count() == 2


def test_what_an_earlier_import_decided_skips_a_question_too(story: Story, tmp_path: Path) -> None:
    import_answers(by=story.by, path=story.write(tmp_path, HEAD + "drenthe,plan,no,\n"), key="2030")
    assert "overgeslagen" in refused(story, tmp_path, HEAD + "drenthe,steps,done,\n")[2]
    import_answers(by=story.by, path=story.write(tmp_path, HEAD + "twente,plan,yes,\n"), key="2030")
    text = HEAD + "twente,steps,done,\n"
    assert import_answers(by=story.by, path=story.write(tmp_path, text), key="2030").answers == 1


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "leeg"),
        ("\n\n", 1, "leeg"),
        (HEAD, 1, "geen antwoorden"),
        ("regio,vraag,optie\ndrenthe,plan,yes\n", 1, "ontbreekt region_slug, question_id, option_slug"),
        ("region_slug,question_id,option_slug,value,value\n", 1, "dubbel"),
        ("\x00\x01\x02<html>,\x7f\n\x00", 1, "ontbreekt"),
        (HEAD + '"drenthe,plan,yes\n' + "x" * 200_000, 2, "geen CSV"),
    ],
)
def test_a_file_that_is_no_table_of_answers(
    story: Story, tmp_path: Path, text: str, line: int, said: str
) -> None:
    found = refused(story, tmp_path, text)
    assert said in found[line]


def test_another_encoding_is_told_by_its_line(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes((HEAD + "drenthe,plan,yes,\nfryslân,plan,yes,\n").encode("latin-1"))
    with pytest.raises(ImportRefused) as caught:
        import_answers(by=story.by, path=path, key="2030")
    assert caught.value.lines[0].line == 3
    assert "UTF-8" in caught.value.lines[0].reason


def test_one_broken_line_does_not_hide_the_next(story: Story, tmp_path: Path) -> None:
    found = refused(story, tmp_path, HEAD + "drenthe,plan\natlantis,plan,yes,\ndrenthe,hoop,yes,\n")
    assert list(found) == [2, 3, 4]


def test_empty_columns_that_a_sheet_program_adds(story: Story, tmp_path: Path) -> None:
    text = "region_slug,question_id,option_slug,,\ndrenthe,plan,yes,,\n"
    assert import_answers(by=story.by, path=story.write(tmp_path, text), key="2030").answers == 1


def test_approve_settles_the_file_and_nothing_else(story: Story, tmp_path: Path) -> None:
    import_answers(by=story.by, path=story.write(tmp_path, GOOD), key="2030")
    text = HEAD + "zeeland,plan,yes,\n"
    done = import_answers(by=story.by, path=story.write(tmp_path, text), key="2030", approve=True)
    assert done.approved == 1
    approved = Answer.objects.filter(state=AnswerState.APPROVED)
    assert [answer.sheet.response.region.slug for answer in approved] == ["zeeland"]


@pytest.mark.parametrize("key", ["", "a b", "a/b", "../x", "é", "😀", "\udcff", "x" * 51, " 2020"])
def test_a_key_that_no_round_can_have(story: Story, tmp_path: Path, key: str) -> None:
    before = rows()
    with pytest.raises(CommandError, match="geen sleutel"):
        call_command("import_answers", story.write(tmp_path, GOOD), f"--round={key}", "--create")
    assert rows() == before


def test_ten_thousand_bad_lines_are_all_reported(story: Story, tmp_path: Path) -> None:
    lines = "".join(f"regio-{number},plan,yes,\n" for number in range(10_000))
    assert list(refused(story, tmp_path, HEAD + lines)) == list(range(2, 10_002))


def test_a_closed_round_takes_nothing_more(story: Story, tmp_path: Path) -> None:
    import_answers(by=story.by, path=story.write(tmp_path, GOOD), key="2030", approve=True)
    close_round(by=story.by, round_=story.round)
    before = rows()
    with pytest.raises(RoundError, match="niet open"):
        import_answers(by=story.by, path=story.write(tmp_path, GOOD), key="2030", replace=True)
    assert rows() == before


def test_a_region_that_does_not_take_part(story: Story, tmp_path: Path) -> None:
    story.round.responses.filter(region__slug="drenthe").delete()
    assert "doet niet mee" in refused(story, tmp_path, GOOD)[2]


def test_a_new_round_is_made_only_when_the_file_is_good(story: Story, tmp_path: Path) -> None:
    before = rows()
    good, bad = story.write(tmp_path, GOOD), tmp_path / "bad.csv"
    bad.write_text(HEAD + "drenthe,plan,soms,\n", encoding="utf-8")
    with pytest.raises(CommandError, match="niets ingelezen: 1 regel klopt"):
        call_command("import_answers", bad, "--round=2031", "--create", stderr=StringIO())
    assert rows() == before
    assert not User.objects.filter(email__startswith="import@").exists()
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("import_answers", good, "--round=2031")
    call_command("import_answers", good, "--round=2031", "--create", "--approve", stdout=StringIO())
    made = Round.objects.get(key="2031")
    assert made.state == Round.State.OPEN
    assert made.responses.count() == Region.objects.count()
    assert not made.example


def test_a_round_closes_only_when_nothing_waits(story: Story, tmp_path: Path) -> None:
    import_answers(by=story.by, path=story.write(tmp_path, GOOD), key="2030")
    with pytest.raises(RoundError, match="Drenthe, Twente"):
        close_round(by=story.by, round_=story.round)
    for response in story.round.responses.all():
        approve(by=story.by, response=response)
    assert close_round(by=story.by, round_=story.round).number == 1
