"""Two spellings of one name, and the order of a Dutch list."""

import pytest

from regions.names import dutch_key, fold


@pytest.mark.parametrize(
    "other",
    [
        "Alkmaar – West-Friesland",
        "Alkmaar-West-Friesland",
        "alkmaar - west-friesland",
        "ALKMAAR —  West‑Friesland",
    ],
)
def test_the_kind_of_dash_never_makes_another_region(other):
    assert fold(other) == fold("Alkmaar – West-Friesland")


def test_apostrophes_and_accents_do_not_count():
    assert fold("’s-Hertogenbosch") == fold("'s-hertogenbosch") == fold("‘s-Hertogenbosch")
    assert fold("Súdwest-Fryslân") == fold("sudwest-fryslan")
    assert fold("Ĳsselland") == fold("IJsselland")


def test_a_space_is_not_a_dash():
    assert fold("Hollands Midden") != fold("Hollands-Midden")


def test_the_order_of_a_dutch_list():
    names = [
        "Zuidoost-Brabant",
        "Leiden",
        "IJsselland",
        "’s-Hertogenbosch",
        "Zuid-Limburg",
        "Helmond",
        "’t Gooi",
    ]
    names += ["Haarlem", "Zuid-Holland Zuid"]
    assert sorted(names, key=dutch_key) == [
        "’t Gooi",
        "Haarlem",
        "Helmond",
        "’s-Hertogenbosch",
        "IJsselland",
        "Leiden",
        "Zuid-Holland Zuid",
        "Zuid-Limburg",
        "Zuidoost-Brabant",
    ]
