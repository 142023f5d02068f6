"""Readers look up a figure, and can follow it back to the question."""

import pytest
from django.test import Client

from reports.models import Indicator
from tests.reports.readers import published

pytestmark = pytest.mark.django_db


def text(client: Client, address: str, language: str = "nl") -> str:
    """The page at an address; it must be there."""
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_civil_servant_finds_a_figure_among_many(client: Client) -> None:
    published()
    page = text(client, "/cijfers/?zoek=stappen")
    assert "1 cijfer gevonden voor “stappen”." in page
    assert "hebben alle stappen gezet." in page
    assert "hebben een plan." not in page


def test_a_search_without_result_says_what_to_do(client: Client) -> None:
    published()
    page = text(client, "/cijfers/?zoek=%3Cscript%3E")
    assert "Geen enkel cijfer bevat al deze woorden." in page
    assert "<script>" not in page


def test_a_journalist_sees_what_was_published_beside_what_was_counted(client: Client) -> None:
    version = published()
    page = text(client, "/cijfers/")
    assert "Gepubliceerd: 4, in ‘" in page
    page = text(client, "/cijfers/plan/")
    assert "2.1: 4. De telling is 3." in page
    assert "wijkt af" in page
    assert version.document


def test_a_figure_nobody_was_asked_about_is_no_zero(client: Client) -> None:
    published()
    page = text(client, "/cijfers/theme-teams/?ronde=2030")
    assert "Niet gevraagd in 2030" in page
    assert "Geen enkele regio" not in page


def test_the_base_is_five_parts_and_a_strip_in_words(client: Client) -> None:
    published()
    page = text(client, "/cijfers/steps-done/")
    assert 'aria-label="2 geteld, 1 niet geteld, 2 buiten de noemer"' in page
    for part in ("Geteld", "Niet geteld", "Niet van toepassing", "Niet beantwoord", "Nog niet goedgekeurd"):
        assert part in page


def test_a_policy_officer_copies_a_citation_and_its_placeholder(client: Client) -> None:
    published()
    page = text(client, "/cijfers/plan/")
    assert "Drie van de vijf regio’s hebben een plan. (Geweld hoort nergens thuis, ronde 2031.)" in page
    assert "{plan}" in page
    assert "{plan:value@previous}" in page


def test_a_researcher_follows_the_definition(client: Client) -> None:
    published()
    page = text(client, "/cijfers/steps-done/")
    assert "antwoord ‘done’ op" in page
    assert 'href="/cijfers/plan/?ronde=2031"' in page
    assert "(3 van de 5)" in page


def test_the_trend_is_a_sentence_and_a_chart(client: Client) -> None:
    published()
    page = text(client, "/cijfers/plan/")
    assert "Ten opzichte van 2030 is dit aantal gestegen van twee naar drie" in page
    assert "2030: 2 van 5 regio’s; 2031: 3 van 5 regio’s" in page


def test_dutch_words_on_an_english_page_are_marked(client: Client) -> None:
    published()
    page = text(client, "/cijfers/steps-done/", language="en")
    assert '<span lang="nl">Stappen klaar</span>' in page


def test_no_page_names_a_region(client: Client) -> None:
    published()
    for address in ("/", "/cijfers/", "/cijfers/plan/", "/cijfers/steps-done/", "/rapportages/vijfde/"):
        for language in ("nl", "en"):
            page = text(client, address, language).lower()
            assert not any(name in page for name in ("drenthe", "twente", "zeeland", "friesland"))


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/cijfers/nergens/", "Dit cijfer bestaat niet."),
        ("/cijfers/plan/?ronde=1999", "Deze ronde bestaat niet of is niet gepubliceerd."),
        ("/cijfers/?ronde=1999", "Deze ronde bestaat niet of is niet gepubliceerd."),
        ("/rapportages/zesde/", "Deze rapportage bestaat niet of is niet gepubliceerd."),
        ("/nergens", "Misschien is het adres verkeerd getypt"),
    ],
)
def test_what_does_not_exist_says_so_in_a_sentence(client: Client, address: str, sentence: str) -> None:
    published()
    answer = client.get(address)
    assert answer.status_code == 404
    assert sentence in answer.content.decode()


def test_before_anything_is_published(client: Client) -> None:
    assert "Er zijn nog geen cijfers gepubliceerd." in text(client, "/cijfers/")
    assert client.get("/cijfers/plan/").status_code == 404


def test_a_renamed_block_and_a_new_word_show_at_once(client: Client) -> None:
    published()
    assert "hebben een plan." in text(client, "/cijfers/")
    plan = Indicator.objects.get(key="plan")
    plan.many_nl = "hebben een plan van aanpak"
    plan.save()
    type(plan.block).objects.update(name_nl="Anders genoemd")
    page = text(client, "/cijfers/")
    assert "hebben een plan van aanpak." in page
    assert "Anders genoemd" in page
