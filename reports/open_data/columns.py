"""The columns of the open data: an interface, so extend and do not rename. Dutch, as all our sheets are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..document.sheets import Row, Value


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what stands in it, its datatype in CSVW, and whether every row has it."""

    name: str
    text: str
    datatype: str = "string"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is published: the stem of its files, what it is called, and what makes a row one row."""

    stem: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @property
    def headers(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]

    def rows(self, found: Sequence[Mapping[str, Any]]) -> list[Row]:
        """Plain rows in the order of the columns."""
        return [[_cell(one.get(name)) for name in self.headers] for one in found]


def _cell(value: Any) -> Value:
    """A value as a sheet has it: yes and no in words, several things with a space between."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return " ".join(value)
    return value  # type: ignore[no-any-return]  # what stands there already is a cell


FIGURES = Table(
    "cijfers",
    "Cijfers",
    (
        Column("ronde", "Code van de ronde.", required=True),
        Column("ronde_naam", "Naam van de ronde.", required=True),
        Column("peildatum", "Datum waarop de antwoorden slaan.", "date", required=True),
        Column("regios", "Hoeveel regio’s aan de ronde meededen.", "integer", required=True),
        Column("bouwsteen", "Code van de bouwsteen.", required=True),
        Column("bouwsteen_naam", "Naam van de bouwsteen.", required=True),
        Column("cijfer", "Code van het cijfer (de indicator).", required=True),
        Column("titel", "Naam van het cijfer.", required=True),
        Column("titel_engels", "Naam van het cijfer in het Engels."),
        Column(
            "waarde", "Hoeveel regio’s zijn geteld; leeg als het in die ronde niet is gevraagd.", "integer"
        ),
        Column(
            "noemer",
            "Hoeveel regio’s in de noemer staan: de som van de vijf delen.",
            "integer",
            required=True,
        ),
        Column("niet_geteld", "Regio’s in de noemer die iets anders antwoordden.", "integer", required=True),
        Column(
            "niet_van_toepassing",
            "Regio’s in de noemer voor wie de vraag niet geldt.",
            "integer",
            required=True,
        ),
        Column("niet_beantwoord", "Regio’s in de noemer die niet antwoordden.", "integer", required=True),
        Column(
            "niet_goedgekeurd",
            "Regio’s in de noemer met een antwoord dat niet is goedgekeurd.",
            "integer",
            required=True,
        ),
        Column("status", "Code: counted, incomplete of not_asked.", required=True),
        Column("status_naam", "De status in woorden.", required=True),
        Column(
            "vergelijkbaar",
            "Met de ronde ervoor: ja, met kanttekening of nee; leeg als er niets te vergelijken is.",
        ),
        Column("kanttekening", "Waarom de vergelijking niet helemaal opgaat."),
        Column("uitspraak", "Het cijfer in een zin; leeg als het niet is gevraagd."),
        Column("uitspraak_engels", "De zin in het Engels."),
        Column("gepubliceerd", "De hoeveelheid die een publicatie noemde, in haar woorden."),
        Column("gepubliceerd_minimum", "Het minste dat daarmee bedoeld kan zijn.", "integer"),
        Column("gepubliceerd_maximum", "Het meeste dat daarmee bedoeld kan zijn.", "integer"),
        Column("bron", "De publicatie die dat noemde."),
        Column("paragraaf", "Waar in die publicatie."),
        Column(
            "voorbeeldgegevens",
            "ja als de antwoorden van die ronde verzonnen zijn.",
            "boolean",
            required=True,
        ),
    ),
    key=("ronde", "cijfer"),
)
CODEBOOK = Table(
    "codeboek",
    "Codeboek",
    (
        Column(
            "soort",
            "Wat de rij beschrijft: ronde, vraag, antwoordoptie, indicator, breuk, bron of kolom.",
            required=True,
        ),
        Column("ronde", "Code van de ronde waarin het zo was."),
        Column("vragenlijst", "De versie van de vragenlijst in die ronde."),
        Column("bouwsteen", "Code van de bouwsteen."),
        Column("bouwsteen_naam", "Naam van de bouwsteen."),
        Column("sleutel", "Code van de ronde, vraag, indicator, bron of kolom.", required=True),
        Column("code", "Code van de antwoordoptie."),
        Column("rang", "Plaats van de optie op een schaal; hoger is verder.", "integer"),
        Column("tekst", "De naam, of de tekst zoals de regio’s die lazen.", required=True),
        Column("tekst_engels", "De tekst in het Engels."),
        Column("type", "Code: hoe de vraag is te beantwoorden, of wat er in de kolom staat."),
        Column("type_naam", "Dat in woorden."),
        Column("beantwoord_door", "Code: roundtable (de regio) of register (het programma)."),
        Column("beantwoord_door_naam", "Dat in woorden."),
        Column("zichtbaarheid", "Code: wie mag weten welke regio wat antwoordde."),
        Column("zichtbaarheid_naam", "Dat in woorden."),
        Column(
            "voorwaarde", "Wanneer de vraag gesteld is of een regio meetelt, voor programma’s (JSON).", "json"
        ),
        Column("voorwaarde_in_woorden", "Dezelfde voorwaarde in woorden."),
        Column("voorwaarde_in_woorden_engels", "Dezelfde voorwaarde in het Engels."),
        Column("noemer", "Codes van de cijfers waarvan de regio’s de noemer zijn; leeg: alle regio’s."),
        Column("noemer_in_woorden", "De noemer in woorden."),
        Column("vervangt", "Code van de eerdere vraag waarvoor deze in de plaats kwam."),
        Column("vergelijkbaar", "Met wat ervoor kwam: ja, met kanttekening of nee."),
        Column("kanttekening", "Waarom de vergelijking niet helemaal opgaat."),
        Column("uitgever", "Wie de bron uitgaf."),
        Column(
            "datum", "Peildatum van de ronde, of eerste dag van de maand of het jaar van uitgave.", "date"
        ),
    ),
)
TABLES = (FIGURES, CODEBOOK)
