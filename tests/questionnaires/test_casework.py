"""No casework enters unseen: a text that seems to be about a person gets a sentence beside it."""

import pytest

from questionnaires.casework import findings, is_bsn


@pytest.mark.parametrize(
    "text",
    [
        "Bel mevrouw op 06-12345678.",
        "Te bereiken op +31 20 123 45 67",
        "mail naar iemand@voorbeeld.invalid",
        "BSN 111222333",
        "nummer 111.222.333 in het dossier",
        "Zij is geboren op 12-03-1987.",
        "geb. 3 mei 2001",
    ],
)
def test_what_looks_like_a_person_is_said(text: str) -> None:
    assert findings(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2020 waren er 1200 meldingen, 12,5 procent meer dan in 2019.",
        "Wij spreken elkaar op 12-03-2021 opnieuw.",
        "Het budget is 125.000 euro voor 2021-2023.",
        "De regiovisie 2020-2024 geldt voor 14 gemeenten.",
        "",
    ],
)
def test_an_ordinary_text_is_left_alone(text: str) -> None:
    assert findings(text) == []


def test_the_elfproef_tells_a_bsn_from_another_number() -> None:
    assert is_bsn("111222333")
    assert not is_bsn("111222334")
    assert not is_bsn("000000000")
