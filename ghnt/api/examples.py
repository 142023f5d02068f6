"""What each thing looks like, for the OpenAPI document: by the name of its schema. Made up, but for names."""

from typing import Any

type Example = dict[str, Any]

DRENTHE: Example = {"slug": "drenthe", "nummer": 4, "naam": "Drenthe", "centrumgemeenten": ["Emmen"]}
LINE: Example = {
    "sleutel": "actielijn-2", "slug": "stoppen-en-duurzaam-oplossen", "naam": "Stoppen en duurzaam oplossen",
    "naamEngels": "Stopping violence and solving it for good",
}  # fmt: skip
BLOCK: Example = {
    "sleutel": "mda", "slug": "mda-plus-plus", "naam": "MDA++", "naamEngels": "MDA++",
    "actielijn": "actielijn-2",
}  # fmt: skip
SOURCE: Example = {
    "titel": "Vijfde voortgangsrapportage", "uitgever": "Programma Geweld hoort nergens thuis",
    "datum": "2020-11-01",
}  # fmt: skip
MILESTONE: Example = {
    "kolom": "realised", "tekst": "Zes regio’s hebben MDA++ structureel ingericht",
    "tekstEngels": "Six regions have MDA++ in place for good", "datum": "2020-11-01", "bron": SOURCE,
}  # fmt: skip
ROUND: Example = {
    "sleutel": "2020", "naam": "Najaar 2020", "naamEngels": "Autumn 2020", "peildatum": "2020-11-01",
    "open": False, "voorbeeld": False, "aantalRegios": 25,
}  # fmt: skip
OPTION: Example = {
    "sleutel": "integral", "tekst": "MDA++ is structureel gerealiseerd",
    "tekstEngels": "MDA++ is in place for good", "rang": 4,
}  # fmt: skip
QUESTION: Example = {
    "sleutel": "mda-state", "tekst": "Hoe ver is uw regio met MDA++?",
    "tekstEngels": "How far is your region with MDA++?", "soort": "single", "beantwoordDoor": "roundtable",
    "zichtbaarheid": "public", "bouwsteen": "mda", "opties": [OPTION], "volgtOp": "",
    "vergelijkbaarheid": "same", "kanttekening": "",
}  # fmt: skip
PRINTED: Example = {
    "waarde": 6, "minimum": 6, "maximum": 6, "zoalsAfgedrukt": "zes", "soort": "stated",
    "bron": "Vijfde voortgangsrapportage", "paragraaf": "4.3",
}  # fmt: skip
FIGURE: Example = {
    "indicator": "mda-structural", "ronde": "2020", "status": "counted", "waarde": 6, "noemer": 25,
    "nietGeteld": 17, "nietVanToepassing": 0, "nietBeantwoord": 2, "nietGoedgekeurd": 0,
    "uitspraak": "Zes van de 25 regio’s hebben MDA++ structureel ingericht.",
    "uitspraakEngels": "Six of the 25 regions have MDA++ in place for good.", "open": False,
    "vergelijkbaarheid": "same", "kanttekening": "", "gepubliceerd": [PRINTED],
}  # fmt: skip
SIDES: Example = {
    "geteld": ["drenthe"], "nietGeteld": ["twente"], "nietVanToepassing": [], "nietBeantwoord": ["zeeland"],
    "nietGoedgekeurd": [], "buitenNoemer": [],
}  # fmt: skip
COUNTED: Example = {
    "ronde": "2020", "voorwaarde": {"q": "mda-state", "has": "integral"},
    "inWoorden": "het antwoord op ‘Hoe ver is uw regio met MDA++?’ is ‘MDA++ is structureel gerealiseerd’",
}  # fmt: skip
INDICATOR: Example = {
    "sleutel": "mda-structural", "titel": "MDA++ structureel ingericht",
    "titelEngels": "MDA++ in place for good", "bouwsteen": "mda", "noemer": [],
}  # fmt: skip
GIVEN: Example = {
    "opties": ["integral"], "tekst": "", "getal": "", "nietVanToepassing": False,
    "toelichting": "Sinds januari werken alle gemeenten mee.",
}  # fmt: skip
ANSWER: Example = {"vraag": "mda-state", **GIVEN, "stand": "goedgekeurd", "versie": 3, "letOp": []}
PART: Example = {"regio": "drenthe", "penvoerder": True, "deelVanRegio": False, "bedrag": 7_500_000}
FILE: Example = {
    "naam": "figures.csv", "adres": "https://voorbeeld.nl/rapportages/vijfde/figures.csv", "grootte": 43_464,
    "sha256": "ec9d574bc5bc1ce0560d90e3b90eaecdbe134429dcf5642ecd043ccbfa3d25f2",
}  # fmt: skip
VERSION: Example = {
    "nummer": 1, "naam": "Versie 1", "openbaarVanaf": "2020-11-16T09:00:00Z", "voorbeeld": False,
    "controlegetal": "bfd661f44b277c2dd637e91bdf2231d1840a324f1b034c92cc7cf276e13eea0d",
}  # fmt: skip

EXAMPLES: dict[str, Example] = {
    "Regio": DRENTHE,
    "Actielijn": LINE,
    "Bouwsteen": BLOCK,
    "Bron": SOURCE,
    "BronRequest": SOURCE,
    "Mijlpaal": {"id": 12, **MILESTONE, "geslotenOp": None, "versie": 2},
    "MijlpaalRequest": MILESTONE,
    "VerplaatsingRequest": {"kolom": "realised", "datum": "2020-11-01", "bron": SOURCE},
    "Ronde": ROUND,
    "Optie": OPTION,
    "Vraag": QUESTION,
    "VragenlijstKort": {"versie": "versie-3", "rondes": ["2020"]},
    "Vragenlijst": {"versie": "versie-3", "rondes": ["2020"], "vragen": [QUESTION]},
    "IndicatorKort": INDICATOR,
    "Indicator": {**INDICATOR, "definities": [COUNTED]},
    "Definitie": COUNTED,
    "Gepubliceerd": PRINTED,
    "Cijfer": FIGURE,
    "Regios": SIDES,
    "CijferMetRegios": {**FIGURE, "regios": SIDES},
    "GegevenAntwoord": ANSWER,
    "AntwoordRequest": GIVEN,
    "RegioAntwoord": {**ANSWER, "ronde": "2020", "regio": "drenthe"},
    "Inzending": {
        "ronde": "2020", "regio": "drenthe", "open": False, "laatstIngediend": "2020-10-12T08:30:00Z",
    },
    "Deelnemer": PART,
    "Project": {
        "sleutel": "samen-scholen", "titel": "Samen scholen in het noorden", "pool": "2020", "regios": [PART],
        "themas": ["lokale-teams"], "jaren": [2020, 2021], "bedrag": 15_000_000, "eersteDag": "2020-09-01",
        "laatsteDag": "2021-08-31", "stand": "loopt", "gezamenlijk": "yes", "voorbeeld": False,
    },
    "Verslag": {
        "id": 7, "soort": "half_year", "vanaf": "2020-09-01", "totEnMet": "2021-02-28",
        "uiterlijk": "2021-04-01", "stand": "submitted", "antwoorden": [ANSWER],
    },
    "Bestand": FILE,
    "Versie": VERSION,
    "Rapportage": {
        "slug": "vijfde", "titel": "Vijfde voortgangsrapportage", "titelEngels": "Fifth progress report",
        "ronde": "2020", "versies": [VERSION], "bestanden": [FILE],
    },
}  # fmt: skip
