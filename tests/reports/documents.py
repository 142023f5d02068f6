"""A report made by hand: every block, and texts that people should never be able to hurt a report with."""

from reports.document.document import (
    ActionRow,
    ActionTable,
    Bullets,
    CallOut,
    Cell,
    Chapter,
    Chart,
    Column,
    CrossTable,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Line,
    Paragraph,
    ProjectBox,
    ProjectItem,
    RegionalPicture,
    Run,
    Scale,
    Table,
    Text,
    TextBox,
    Tile,
)

NASTY = {
    "typst": '#import "main.typ": * #panic("weg") #read("main.typ") *vet* '
    "_schuin_ $x^2$ @bron <anker> = Kop // einde \\",
    "html": '<script>alert("weg")</script><img src=x onerror=alert(1)> &amp; {{ doc.label }} {% now "Y" %}',
    "odd": "lach \U0001f600 nul \x00 bel \x07 om \u202edraai\u202c en \u200fnaar\u200e links, 日本 é",
    "word": "a" * 400,
}
PARTS = (
    Cell(6, 4, "vast onderdeel"),
    Cell(12, 3, "proef"),
    Cell(7, 1, "nog niet begonnen"),
    Cell(3, 0, "niet beantwoord"),
)
CHART = "c" * 64
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="300" viewBox="0 0 720 300">'
    '<rect x="220" y="20" width="300" height="40" fill="#0a3260"/>'
    '<text x="20" y="45" font-family="Source Sans 3" font-size="14">Staaf in de tekening</text></svg>'
)
CHARTS = {CHART: SVG}


def said(*texts: str) -> Text:
    """Plain text in stretches."""
    return tuple(Run(text) for text in texts)


def note(text: str) -> Run:
    """A footnote."""
    return Run("", kind="note", note=said(text))


def figure(value: str) -> KeyFigure:
    """A leading number with its strip."""
    return KeyFigure(
        value,
        "van 28",
        f"regio’s leiden {value} mensen op",
        "figure:x@2030",
        PARTS[:1],
        28,
        "6 van 28 vakjes.",
    )


def all_blocks() -> Chapter:
    """A chapter with each kind of block, in an order that a report could have."""
    return Chapter(
        "Stoppen en duurzaam oplossen",
        "stoppen",
        (
            Heading(2, "Eén visie", "visie", "4.1"),
            Paragraph(said("Eerst veiligheid, dan herstel."), lead=True),
            Paragraph(
                (
                    Run("Dat vinden "),
                    Run("elf", kind="number", ref="figure:mda@2030"),
                    Run(" regio’s"),
                    note("Gesprekken in het voorjaar van 2030."),
                    Run(" en "),
                    Run("allemaal", kind="strong"),
                    Run(", zie "),
                    Run("het programma", kind="link", href="https://example.org/visie?a=1&b=2"),
                    Run("."),
                )
            ),
            Bullets((said("Eerste punt"), (Run("Tweede punt"), note("Noot bij een punt.")))),
            KeyFigures((figure("11"), figure("18"), figure("6"), figure("2"))),
            RegionalPicture(
                "Zes van de 28 regio’s",
                "hebben een vaste voorziening.",
                "Basis: 28 regio’s.\nVoorjaar 2030.",
                PARTS,
                28,
                "Strook van 28 vakjes.",
                ("figure:x@2030",),
                "In 2029 waren dat er vijf.",
                "up",
            ),
            Heading(3, "Wat er gemeten is", "gemeten"),
            Chart(
                "Waar plannen op letten",
                CHART,
                "Staven: kennis 23 van 28.",
                Table(
                    "Waar plannen op letten", (Column("Plan"), Column("Aantal", True)), (("Kennis", "23"),)
                ),
                "Basis: alle plannen.",
                720,
                300,
            ),
            Table(
                "Visie en plan",
                (Column("Onderwerp", width=3), Column("Stand", width=2), Column("2030", True, 1)),
                (("Regiovisie", "actueel", "22"), ("Uitvoeringsplan", "aanwezig", "15")),
                "Peildatum 1 maart 2030.",
            ),
            ActionTable(
                "Wat af is en wat loopt",
                ("Bouwsteen", "Gerealiseerd", "Loopt", "Extra"),
                (ActionRow("Veilig Thuis", ("Radarfunctie", "Chatfunctie"), ("Doorontwikkeling",), ()),),
            ),
            ProjectBox(
                "Drie voorbeelden",
                said("11 regio’s in 2030."),
                (ProjectItem("Op tijd erbij", "Flevoland", "Meer kennis in de wijk."),),
            ),
            TextBox(
                "Toelichting", "Wat telt mee", (said("Een tafel met besluiten."), said("Overleg telt niet."))
            ),
            CallOut(said("Wie samen stuurt, houdt het vol.")),
        ),
        number="4",
        opener=True,
        intro="Geweld stoppen is niet genoeg.",
        figures=(figure("19"),),
    )


def appendix() -> Chapter:
    """The region by theme table."""
    return Chapter(
        "Projecten per regio",
        "b1",
        (
            CrossTable(
                "Bijdragen per regio en thema",
                "Regio",
                ("Lokale teams", "MDA++"),
                (("Drenthe", ("•", ""), "1"), ("Twente", ("•", "2x"), "3")),
                ("2", "2", "4"),
                "Totaal",
                "* samen met een andere regio",
            ),
        ),
        number="B1",
        appendix=True,
    )


def report(
    *chapters: Chapter, label: str = "Voorbeeldgegevens", lang: str = "nl", title: str = "Zesde rapportage"
) -> Document:
    """A report with these chapters, or with one of each block."""
    return Document(
        lang=lang,
        slug="zesde",
        title=title,
        subtitle="Wat regio’s deden",
        programme="Geweld hoort nergens thuis",
        edition="voorjaar 2030",
        date="1 maart 2030",
        version="Versie 3",
        label=label,
        author="Programmateam",
        keywords=("geweld", "regio’s"),
        commissioners=("Ministerie A", "Vereniging B"),
        colophon=(Line("Uitgave", "Zesde rapportage.\nVersie 3."), Line("Controlegetal", "ab12" * 16)),
        reading_title="Zo leest u de figuren",
        reading=("Elk vakje is een regio.",),
        scale=(Scale(4, "gereed"), Scale(1, "niet begonnen"), Scale(0, "niet beantwoord")),
        chapters=chapters
        or (
            Chapter("Samenvatting", "samenvatting", (Paragraph(said("In het kort.")),)),
            all_blocks(),
            appendix(),
        ),
        tiles=(Tile(0, 4, 4), Tile(3, 2, 1)),
    )


def nasty_blocks(text: str) -> Chapter:
    """Every block with the same text wherever a person could have typed it."""
    run = (
        Run(text),
        Run(text, kind="strong"),
        note(text),
        Run(text, kind="link", href="https://example.org/"),
    )
    table = Table(text, (Column(text), Column("n", True, 1)), ((text, "1"),), text)
    return Chapter(
        text[:200],
        text[:200],
        (
            Heading(3, text[:200], text[:200]),
            Heading(2, text[:200], "", "1.1"),
            Paragraph(run),
            Paragraph(run, lead=True),
            Bullets((run, run)),
            KeyFigures((KeyFigure("6", text[:20], text, "", PARTS, 28, text),)),
            RegionalPicture(
                text, text, text, (Cell(3, 4, text), Cell(2, 9, text)), 5, text, (), text, "down"
            ),
            table,
            Chart(text, CHART, text, table, text),
            ActionTable(text, (text, text, text, text), (ActionRow(text, (text, text), (), (text,)),)),
            ProjectBox(text, run, (ProjectItem(text, text, text),) * 4),
            TextBox(text, text, (run,)),
            CallOut(run),
            CrossTable(text, text, (text[:60],), ((text, ("•",), "1"),), ("1", "1"), text, text),
        ),
        intro=text,
        figures=(figure("1"),),
    )
