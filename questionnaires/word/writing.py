"""The questions of a sheet as a Word document: every question a heading, and below it a place to answer.

Always in Dutch, as the meeting is held. Without macros, with real headings, and with a language that a screen
reader knows.
"""

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from regions.text import UNSTORABLE, clean

from ..form import LONGEST, Field
from ..models import AnswerSheet, Question
from . import places
from .places import Paper, storable

INK, GREY = RGBColor(0x15, 0x42, 0x73), RGBColor(0x47, 0x4E, 0x57)
SHADE = "E8EEF4"
ROOM, LINE = Pt(84), Pt(24)  # at least this high, for a text and for the rest
BOX, CHECKED = "\u2610", "\u2612"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # what every custom property says it is


def document_of(fields: Sequence[Field], paper: Paper) -> bytes:
    """A document with every question of a sheet, what stands as its answer, and a place for another."""
    with translation.override("nl"):
        made = Document()
        _styles(made)
        _head(made, paper)
        for number, field in enumerate(fields, start=1):
            _question(made, field, number)
        _properties(made, fields, paper)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _styles(made: Any) -> None:
    """Dutch, on A4, in colours that can be read."""
    made.sections[0].page_width, made.sections[0].page_height = Mm(210), Mm(297)
    for name, size, colour in (("Normal", 11, None), ("Title", 24, INK), ("Heading 1", 14, INK)):
        font = made.styles[name].font
        font.name, font.size = "Arial", Pt(size)
        fonts = made.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if colour is not None:
            font.color.rgb = colour
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")


def _head(made: Any, paper: Paper) -> None:
    _line(made.add_paragraph(), paper.kicker, GREY)
    _line(made.add_paragraph(style="Title"), paper.title)
    for said in (
        _("Typ uw antwoord in het vak onder de vraag. Alleen wat in die vakken staat, wordt ingelezen."),
        _("Bij een keuze: klik op het hokje, of zet er een x voor."),
        _("Laat de grijze regel boven elk vak staan: daaraan herkennen wij de vraag."),
        _("Vul niets in over slachtoffers, gezinnen of plegers. Noem functies, geen namen."),
        _("Gemaakt op %s.") % paper.made,
    ):
        _line(made.add_paragraph(), said)
    footer = made.sections[0].footer.paragraphs[0]
    _line(footer, _("%s, pagina ") % paper.title, GREY)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)


def _question(made: Any, field: Field, number: int) -> None:
    question = field.question
    optional = "" if question.required else " " + _("(niet verplicht)")
    _line(made.add_paragraph(style="Heading 1"), f"{number}. {question.text_nl}{optional}")
    for said in filter(None, (question.help_nl, _how(question))):
        _line(made.add_paragraph(), said, GREY)
    rows = [_("Uw antwoord op vraag %d") % number, _("Of: waarom vraag %d niet van toepassing is") % number]
    named = places.places_of(question)
    table = made.add_table(rows=0, cols=1, style="Table Grid")
    for place, label in zip(named, rows, strict=False):
        _label(table.add_row(), label, place)
        answer = table.add_row()
        answer.height = ROOM if question.type == Question.Type.FREE_TEXT and place == field.key else LINE
        answer.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        _fill(answer.cells[0], field, reason=place != field.key)
    made.add_paragraph()


def _how(question: Question) -> str:
    if question.type == Question.Type.NUMBER:
        return _("Een getal zonder punten, zoals 1200 of 12,5.")
    if question.type == Question.Type.MULTIPLE:
        return _("U kunt meer antwoorden kiezen.")
    return "" if question.has_options else _("Hoogstens %s tekens.") % LONGEST


def _label(row: Any, text: str, place: str) -> None:
    """The row that names the place, in words and with a bookmark."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    cell = row.cells[0]
    shade = f'<w:shd xmlns:w="{WORD}" w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(shade))
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.keep_with_next = True
    name = places.bookmark_of(place)
    number = str(int(name[-8:], 16) % 2**31)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), number)
    paragraph._p.append(start)
    paragraph.add_run(text).bold = True
    tag = paragraph.add_run(f"  [{place}]")
    tag.font.size, tag.font.color.rgb = Pt(8), GREY
    paragraph._p.append(end)


def _fill(cell: Any, field: Field, *, reason: bool) -> None:
    """What stands now: a line per option to mark, or the text."""
    lines: Iterable[Any] = storable(field.reason if reason else field.number or field.text).split("\n")
    if field.choices and not reason:
        chosen = {choice.slug for choice in field.choices if choice.chosen and not field.not_applicable}
        lines = [(option.label_nl, option.slug in chosen) for option in field.question.options.all()]
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        if isinstance(line, tuple):
            paragraph._p.append(_box(line[1]))
            _line(paragraph, f" {capfirst(line[0])}")
        else:
            _line(paragraph, line)


def _box(checked: bool) -> Any:
    """A box to click in Word and LibreOffice; elsewhere it is a character like any other."""
    mark, on = (CHECKED, 1) if checked else (BOX, 0)
    return parse_xml(
        f'<w:sdt xmlns:w="{WORD}" xmlns:w14="{W14}"><w:sdtPr><w14:checkbox><w14:checked w14:val="{on}"/>'
        f'<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" '
        f'w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>{mark}</w:t></w:r></w:sdtContent></w:sdt>'
    )


def _line(paragraph: Any, text: str, colour: RGBColor | None = None) -> None:
    """One line of text, from the right where its first letter says so."""
    run = paragraph.add_run(clean(text).translate(UNSTORABLE))
    if colour is not None:
        run.font.color.rgb = colour
    if _from_right(text):
        run.font.rtl = True
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _from_right(text: str) -> bool:
    strong = (kind for char in text if (kind := unicodedata.bidirectional(char)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def _properties(made: Any, fields: Sequence[Field], paper: Paper) -> None:
    core = made.core_properties
    core.title, core.language, core.author, core.comments = paper.title, "nl-NL", "", ""
    core.created = core.modified = timezone.now().replace(microsecond=0, tzinfo=None)
    told = {
        places.ABOUT: paper.about, places.VERSION: paper.version, places.TITLE: paper.title,
        places.MADE: paper.made,
    }  # fmt: skip
    sheet = AnswerSheet()
    for field in fields:
        told[places.ANSWER + field.key] = f"{field.revision} {places.mark(field.standing(sheet))}"
    name = PackURI("/docProps/custom.xml")
    part = Part(name, CUSTOM_TYPE, _custom(told), made.part.package)
    made.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _custom(told: Mapping[str, str]) -> bytes:
    rows = "".join(
        f'<property fmtid="{FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{quoteattr(storable(value))[1:-1]}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(told.items(), start=2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<Properties xmlns="{CUSTOM}" xmlns:vt="{TYPES}">{rows}</Properties>'.encode()
