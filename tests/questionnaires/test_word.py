"""People take the questions to a meeting in Word, and bring back what was said there."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml

from questionnaires.actions import Given, record
from questionnaires.form import Field, field_of
from questionnaires.models import Answer, AnswerSheet, Question
from questionnaires.word import Paper, Readback, WordError, answers_in, document_of
from tests.accounts.factories import UserFactory
from tests.questionnaires.factories import (
    AnswerSheetFactory,
    OptionFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)
from tests.questionnaires.meeting import Meeting, W, rezipped

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAPER = Paper("Samen sterker", "Projectenpool 2031", "aanvraag 12", "aanvraag-1", "1 mei 2031 om 09:00:00")
STORY = "Crème brûlée in ’s-Gravenhage 👩‍👩‍👧\n\n  ingesprongen\n- één\n- twee\tna een tab\nGEËINDIGD “zo”"
RIGHT = "مرحبا بالعالم\nשלום לכולם"
BY_LIBREOFFICE = Path(__file__).parent / "files" / "saved_by_libreoffice.docx"


class Sheet:
    """Five questions, each of another kind, answered before the meeting."""

    def __init__(self) -> None:
        made = QuestionnaireFactory(version="aanvraag-1")
        section = SectionFactory(questionnaire=made)
        kinds = (
            ("doel", "Wat is het doel?", "free_text"), ("partners", "Wie doen mee?", "multiple"),
            ("groet", "Hoe zegt u dat?", "free_text"), ("aantal", "Hoeveel mensen?", "number"),
            ("plan", "Is er een plan?", "single"),
        )  # fmt: skip
        asked = [
            QuestionFactory(section=section, questionnaire=made, key=key, text_nl=text, type=kind,
                            help_nl="Kort & <bondig>.", may_not_apply=key in ("doel", "plan"))
            for key, text, kind in kinds
        ]  # fmt: skip
        for key in (1, 4):
            for place, label in enumerate(("politie", "nog geen politie", "geen")):
                OptionFactory(question=asked[key], slug=f"o{place}", label_nl=label, position=place)
        self.sheet: AnswerSheet = AnswerSheetFactory(questionnaire=made)
        self.questions = {one.key: one for one in Question.objects.filter(questionnaire=made)}
        partners = tuple(self.questions["partners"].options.all())
        self.say("doel", text=STORY)
        self.say("partners", options=(partners[0], partners[2]))
        self.say("groet", text=RIGHT)
        self.say("aantal", number=Decimal("12.5"))
        self.say("plan", not_applicable=True, text="De buurregio heeft er een.")

    def say(self, key: str, **said: Any) -> None:
        record(by=UserFactory(), given=[Given(self.sheet, self.questions[key], **said)])

    @property
    def fields(self) -> list[Field]:
        answers = {one.question_id: one for one in Answer.objects.filter(sheet=self.sheet)}
        asked = Question.objects.filter(questionnaire=self.sheet.questionnaire).order_by("position")
        return [field_of(question, answers.get(question.pk)) for question in asked]

    def document(self) -> bytes:
        return document_of(self.fields, PAPER)

    def meeting(self) -> Meeting:
        return Meeting(self.document())

    def back(self, content: bytes, paper: Paper = PAPER) -> Readback:
        return answers_in(content, self.fields, paper, self.sheet)


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


def said(found: Readback, key: str) -> Given:
    [given] = [one.given for one in found.answers if one.field.key == key]
    return given


def touched(found: Readback) -> list[str]:
    return [one.field.key for one in found.answers if one.touched]


def untouched(found: Readback) -> None:
    assert touched(found) == [] and len(found.answers) == 5
    assert (found.faults, found.missing, found.pictures, found.outside) == ((), (), (), ())
    assert said(found, "doel").text == STORY and said(found, "groet").text == RIGHT
    assert [one.slug for one in said(found, "partners").options] == ["o0", "o2"]
    assert said(found, "aantal").number == Decimal("12.5")
    assert said(found, "plan").not_applicable and said(found, "plan").text == "De buurregio heeft er een."


def test_what_nobody_touches_comes_back_as_it_went(sheet: Sheet) -> None:
    untouched(sheet.back(sheet.document()))
    untouched(sheet.back(sheet.meeting().saved()))


def test_libreoffice_keeps_every_place_and_what_it_was_made_of(sheet: Sheet) -> None:
    """The file is such a document, opened in LibreOffice, saved as ODF, and from there as DOCX again."""
    untouched(sheet.back(BY_LIBREOFFICE.read_bytes()))


def test_every_question_is_a_heading_and_a_screen_reader_knows_the_language(sheet: Sheet) -> None:
    made: Any = Document(io.BytesIO(sheet.document()))
    headings = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert headings[0] == "1. Wat is het doel? (niet verplicht)" and len(headings) == 5
    assert made.core_properties.title == "Samen sterker" and made.core_properties.language == "nl-NL"
    languages = [one for one in made.styles.element.iter() if one.tag.endswith("}lang")]
    assert languages and {value for one in languages for value in one.values()} >= {"nl-NL"}
    text = "\n".join(one.text for one in made.paragraphs)
    assert "Hoogstens 4000 tekens." in text and "Kort & <bondig>." in text
    assert "slachtoffers, gezinnen of plegers" in text, "no casework, also on paper"


def test_what_people_type_arrives_to_the_letter(sheet: Sheet) -> None:
    meeting = sheet.meeting()
    long = "Ĳsbrand & co 👍🏽 " * 235
    meeting.type("doel", "Wij trainen álle wijkteams.", "", "En daarna <nog> een keer.")
    meeting.type("groet", long[:4000].rstrip())
    meeting.type("aantal", "1200")
    found = sheet.back(meeting.saved())
    assert touched(found) == ["doel", "groet", "aantal"] and not found.faults and not found.outside
    assert said(found, "doel").text == "Wij trainen álle wijkteams.\n\nEn daarna <nog> een keer."
    assert said(found, "groet").text == long[:4000].rstrip()
    assert said(found, "aantal").number == 1200
    assert {one.made for one in found.answers} == {1}, "the revision that stood when it was made"


def test_a_choice_is_a_click_or_an_x(sheet: Sheet) -> None:
    meeting = sheet.meeting()
    meeting.click("partners", "Politie", "☐")
    meeting.click("partners", "Nog geen politie", "x")
    meeting.click("plan", "Geen", "☐ [X]")
    meeting.type("plan.reason", "")
    found = sheet.back(meeting.saved())
    assert [one.slug for one in said(found, "partners").options] == ["o1", "o2"]
    assert [one.slug for one in said(found, "plan").options] == ["o2"]
    assert not said(found, "plan").not_applicable


def test_tracked_changes_count_as_they_stand(sheet: Sheet) -> None:
    meeting = sheet.meeting()
    meeting.put(
        "doel",
        '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Wij '
        '</w:t></w:r><w:del w:id="2" w:author="A"><w:r><w:delText>schrappen</w:delText></w:r></w:del>'
        '<w:ins w:id="3" w:author="A"><w:r><w:t xml:space="preserve">trainen </w:t></w:r></w:ins>'
        '<w:moveFrom w:id="4" w:author="A"><w:r><w:t>verhuisd</w:t></w:r></w:moveFrom></w:p>'
        "<w:p><w:r><w:t>iedereen.</w:t></w:r></w:p>",
    )
    found = sheet.back(meeting.saved())
    assert said(found, "doel").text == "Wij trainen iedereen." and not found.outside


def test_a_pasted_table_and_a_list_stay_text(sheet: Sheet) -> None:
    meeting = sheet.meeting()
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{one}</w:t></w:r></w:p></w:tc>" for one in ("Jaar", "2031"))
    meeting.put(
        "doel",
        f'<w:p><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>eerst</w:t></w:r></w:p>'
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
    )
    meeting.row("groet")._tr.addnext(Meeting(meeting.saved()).row("aantal")._tr)
    found = sheet.back(meeting.saved())
    assert said(found, "doel").text == "- eerst\nJaar | 2031"
    assert said(found, "groet").text == RIGHT + "\n12,5", "a row pasted below belongs to the answer above it"


def test_text_outside_the_answers_is_reported_and_our_own_is_not(sheet: Sheet) -> None:
    meeting = sheet.meeting()
    meeting.document.paragraphs[-1].insert_paragraph_before("Vergeet de GGD niet.")
    meeting.row("doel", 0).cells[0].paragraphs[0].insert_paragraph_before("Dit vond Twente ook.")
    meeting.document.add_comment(
        meeting.document.paragraphs[1].runs[0], text="Klopt dit?", author="A", initials="A"
    )
    box = (
        f'<w:p {W}><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r>'
        "<w:t>In een kader.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    )
    meeting.cell("groet")._tc.append(parse_xml(box))
    found = sheet.back(meeting.saved())
    assert [(one.text, one.where) for one in found.outside] == [
        ("Dit vond Twente ook.", "in een grijze regel"),
        ("In een kader.", "in een tekstvak"),
        ("Vergeet de GGD niet.", "tussen de vragen"),
        ("Klopt dit?", "in een opmerking"),
    ]
    assert touched(found) == [] and not found.pictures


def test_a_picture_and_a_place_that_is_gone_are_told(sheet: Sheet) -> None:
    meeting = sheet.meeting()
    meeting.put("doel", "<w:p><w:r><w:drawing/></w:r></w:p>")
    gone = meeting.row("aantal")._tr.getparent()
    gone.getparent().remove(gone)
    answer = meeting.row("groet")._tr
    answer.getparent().remove(answer)
    found = sheet.back(meeting.saved())
    assert [one.key for one in found.pictures] == ["doel"]
    assert [one.key for one in found.missing] == ["groet", "aantal"]
    assert "aantal" not in [one.field.key for one in found.answers], "its answer stays as it is"


def test_a_place_whose_words_are_gone_is_known_by_its_bookmark(sheet: Sheet) -> None:
    meeting = sheet.meeting()
    for run in meeting.row("groet", 0).cells[0].paragraphs[0].runs:
        run.text = "Ons antwoord"
    found = sheet.back(meeting.saved())
    assert said(found, "groet").text == RIGHT and not found.missing


@pytest.mark.parametrize(
    ("place", "lines", "sentence"),
    [
        ("doel", ["x" * 4001], "Vraag 1, “Wat is het doel?”: Uw antwoord is te lang"),
        ("aantal", ["1.000"], "Vraag 4, “Hoeveel mensen?”: Vul een getal in zonder punten"),
        ("partners", ["misschien"], "Vraag 2, “Wie doen mee?”: “misschien” is geen antwoord"),
        ("plan", ["x Politie", "x Geen"], "Vraag 5, “Is er een plan?”: Er staat een antwoord, en ook waarom"),
        ("plan.reason", [""], ""),
    ],
)
def test_a_fault_says_which_question(sheet: Sheet, place: str, lines: list[str], sentence: str) -> None:
    meeting = sheet.meeting()
    meeting.type(place, *lines)
    found = sheet.back(meeting.saved())
    assert [one.sentence.startswith(sentence) for one in found.faults] == ([True] if sentence else [])
    assert len(found.answers) == 5 - len(found.faults)


def test_a_question_that_stands_there_twice_is_a_fault(sheet: Sheet) -> None:
    meeting = sheet.meeting()
    table = meeting.row("aantal")._tr.getparent()
    table.addnext(Meeting(meeting.saved()).row("aantal")._tr.getparent())
    [fault] = sheet.back(meeting.saved()).faults
    assert "Vraag 4" in fault.sentence and "staat er 2 keer" in fault.sentence


def test_a_document_of_another_sheet_is_refused(sheet: Sheet) -> None:
    content = sheet.document()
    with pytest.raises(WordError, match="hoort niet bij “Samen sterker”"):
        sheet.back(content, replace(PAPER, about="aanvraag 13"))
    with pytest.raises(WordError, match="vragen zijn veranderd"):
        sheet.back(content, replace(PAPER, version="aanvraag-2"))
    with pytest.raises(WordError, match="niet te zien bij welke vragen"):
        sheet.back(rezipped(content, lambda parts: parts.pop("docProps/custom.xml")))
    renamed = sheet.back(content, replace(PAPER, title="Anders", made="later"))
    assert not renamed.outside, "a title that changed since is no text of theirs"


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"] + b" " * (60 * 1024 * 1024)


def endless(parts: dict[str, bytes]) -> None:
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = body.replace("<w:body>", "<w:body>" + "<w:p/>" * 400_000, 1).encode()


def entities(parts: dict[str, bytes]) -> None:
    laugh = '<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = body.replace("<w:document", f"{laugh}<w:document", 1).encode()


def deep(parts: dict[str, bytes]) -> None:
    nest = "<w:sdt>" * 3000 + "</w:sdt>" * 3000
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = body.replace("<w:body>", f"<w:body>{nest}", 1).encode()


def many(parts: dict[str, bytes]) -> None:
    parts.update({f"word/media/{number}.png": b"" for number in range(1001)})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (bomb, "uitgepakt te groot"),
        (endless, "uitgepakt te groot"),
        (entities, "beschadigd"),
        (deep, "beschadigd"),
        (many, "te veel onderdelen"),
        (lambda parts: parts.update({"word/vbaProject.bin": b"x"}), "macro’s"),
        (lambda parts: parts.update({"mimetype": b"x"}), "ODF"),
        (lambda parts: parts.update({"word/document.xml": b"<w:document"}), "beschadigd"),
        (lambda parts: parts.pop("word/document.xml"), "beschadigd"),
        (lambda parts: parts.pop("_rels/.rels"), "beschadigd"),
    ],
)
def test_a_document_that_is_a_trap_or_broken_is_refused(
    sheet: Sheet, change: Callable[[dict[str, bytes]], Any], sentence: str
) -> None:
    with pytest.raises(WordError, match=sentence):
        sheet.back(rezipped(sheet.document(), change))


def test_what_is_no_word_document_is_refused(sheet: Sheet) -> None:
    whole = sheet.document()
    for content, sentence in (
        (b"", "leeg"), (b"%PDF-1.7", "geen Word-document"), (b"\xd0\xcf\x11\xe0" + b"x" * 99, "wachtwoord"),
        (b"PK\x03\x04" + b"x" * 99, "beschadigd"), (whole[: len(whole) // 2], "beschadigd"),
        (b"PK\x03\x04" + b"\0" * (10 * 1024 * 1024), "hoogstens 10 MB"),
    ):  # fmt: skip
        with pytest.raises(WordError, match=sentence):
            sheet.back(content)
