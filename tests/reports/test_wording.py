"""Civil servants quote sentences about figures, so they must be right in grammar and in number."""

import pytest

from reports.wording import (
    Form,
    Predicate,
    count_phrase,
    lead_and_rest,
    number_word,
    number_word_capitalised,
    phrase,
    split_in_words,
    statement,
    value_phrase,
)
from tests.reports.told import LANGS, MDA, NOT_ASKED, SUPERVISION, figure, incomplete


@pytest.mark.parametrize(
    ("counted", "nl", "en"),
    [
        (
            0,
            "Geen enkele regio heeft MDA++ structureel ingericht.",
            "None of the 28 regions has MDA++ structurally in place.",
        ),
        (
            1,
            "Eén van de 28 regio’s heeft MDA++ structureel ingericht.",
            "One of the 28 regions has MDA++ structurally in place.",
        ),
        (
            6,
            "Zes van de 28 regio’s hebben MDA++ structureel ingericht.",
            "Six of the 28 regions have MDA++ structurally in place.",
        ),
        (
            22,
            "22 van de 28 regio’s hebben MDA++ structureel ingericht.",
            "22 of the 28 regions have MDA++ structurally in place.",
        ),
        (
            28,
            "Alle 28 regio’s hebben MDA++ structureel ingericht.",
            "All 28 regions have MDA++ structurally in place.",
        ),
    ],
)
def test_a_civil_servant_reads_a_number_of_all_regions(counted, nl, en):
    told = figure(counted, 28 - counted)

    assert statement(told, MDA) == nl
    assert statement(told, MDA, lang="en") == en


@pytest.mark.parametrize(
    ("parts", "nl", "en"),
    [
        (
            (0, 26),
            "Geen van de 26 regio’s met een voorwaarde bij inkoop houdt daar ook toezicht op.",
            "None of the 26 regions with a condition in procurement also supervises it.",
        ),
        (
            (9, 17),
            "Negen van de 26 regio’s met een voorwaarde bij inkoop houden daar ook toezicht op.",
            "Nine of the 26 regions with a condition in procurement also supervise it.",
        ),
        (
            (26,),
            "Alle 26 regio’s met een voorwaarde bij inkoop houden daar ook toezicht op.",
            "All 26 regions with a condition in procurement also supervise it.",
        ),
        (
            (0, 2),
            "Geen van beide regio’s met een voorwaarde bij inkoop houdt daar ook toezicht op.",
            "Neither of the two regions with a condition in procurement also supervises it.",
        ),
        (
            (1, 1),
            "Eén van de twee regio’s met een voorwaarde bij inkoop houdt daar ook toezicht op.",
            "One of the two regions with a condition in procurement also supervises it.",
        ),
        (
            (2,),
            "Beide regio’s met een voorwaarde bij inkoop houden daar ook toezicht op.",
            "Both regions with a condition in procurement also supervise it.",
        ),
        (
            (1,),
            "De enige regio met een voorwaarde bij inkoop houdt daar ook toezicht op.",
            "The only region with a condition in procurement also supervises it.",
        ),
        (
            (0, 1),
            "Geen enkele regio met een voorwaarde bij inkoop houdt daar ook toezicht op; "
            "het gaat om één regio.",
            "None of the regions with a condition in procurement also supervises it; "
            "there is only one such region.",
        ),
        (
            (),
            "Er zijn geen regio’s met een voorwaarde bij inkoop, dus is hier niets te tellen.",
            "There are no regions with a condition in procurement, so there is nothing to count here.",
        ),
    ],
)
def test_a_number_of_some_regions_says_which_regions_were_asked(parts, nl, en):
    told = figure(*parts, base=("code-procurement-condition",))

    assert statement(told, SUPERVISION) == nl
    assert statement(told, SUPERVISION, lang="en") == en


@pytest.mark.parametrize(
    ("parts", "nl", "en"),
    [
        ((0, 26), "Geen van deze 26 regio’s houdt", "None of these 26 regions also supervises"),
        ((9, 17), "Negen van deze 26 regio’s houden", "Nine of these 26 regions also supervise"),
        ((26,), "Al deze 26 regio’s houden", "All of these 26 regions also supervise"),
        ((2,), "Beide regio’s houden", "Both of these regions also supervise"),
        ((1,), "Deze regio houdt", "This region also supervises"),
    ],
)
def test_the_sentence_after_a_count_speaks_of_these_regions(parts, nl, en):
    told = figure(*parts, base=("code-procurement-condition",))

    assert statement(told, SUPERVISION, these=True) == f"{nl} daar ook toezicht op."
    assert statement(told, SUPERVISION, lang="en", these=True) == f"{en} it."


def test_a_base_without_words_of_its_own_never_becomes_every_region():
    told = figure(0, 9, base=("code-procurement-condition",))

    assert statement(told, MDA) == "Geen van de negen regio’s heeft MDA++ structureel ingericht."


def test_nobody_reads_a_statement_about_what_was_not_asked():
    for lang in LANGS:
        assert statement(NOT_ASKED, MDA, lang=lang) == ""
        assert lead_and_rest(NOT_ASKED, MDA, lang) == ("", "")
        assert count_phrase(NOT_ASKED, lang) == ""
        assert value_phrase(NOT_ASKED, lang) == ""
        assert [phrase(NOT_ASKED, MDA, form, lang) for form in Form] == [""] * len(Form)


def test_a_programme_officer_sees_that_answers_and_approvals_are_still_out():
    told = incomplete(6, 18, 0, 3, 1)

    assert statement(told, MDA) == (
        "Volgens de antwoorden tot nu toe hebben zes van de 28 regio’s MDA++ structureel ingericht; "
        "van drie regio’s ontbreekt het antwoord nog en van één regio is het antwoord nog niet goedgekeurd."
    )
    assert statement(told, MDA, lang="en") == (
        "According to the answers so far, six of the 28 regions have MDA++ structurally in place; "
        "the answers of three regions are still missing and the answer of one region is not approved yet."
    )


def test_nothing_counted_yet_is_a_tally_and_no_verdict():
    assert statement(incomplete(0, 24, 0, 4), MDA) == (
        "Volgens de antwoorden tot nu toe hebben nul van de 28 regio’s MDA++ structureel ingericht; "
        "van vier regio’s ontbreekt het antwoord nog."
    )
    assert statement(incomplete(1, 23, 0, 4), MDA, lang="en") == (
        "According to the answers so far, one of the 28 regions has MDA++ structurally in place; "
        "the answers of four regions are still missing."
    )


def test_a_round_that_has_just_opened_has_nothing_to_say_yet():
    told = incomplete(0, 0, 0, 28, 0)

    assert statement(told, MDA) == (
        "Er is nog niets bekend over ‘MDA++ structureel ingericht’: "
        "van 28 regio’s ontbreekt het antwoord nog."
    )
    assert statement(incomplete(), SUPERVISION) == "Er is nog niets bekend over ‘Toezicht op de voorwaarde’."


def test_a_base_that_may_still_grow_makes_no_final_sentence():
    assert statement(incomplete(5, 3), SUPERVISION) == (
        "Volgens de antwoorden tot nu toe houden vijf van de acht regio’s met een voorwaarde bij inkoop "
        "daar ook toezicht op; dit aantal kan nog veranderen."
    )


def test_none_is_only_said_as_far_as_known_when_answers_lack():
    assert statement(figure(0, 26, 0, 2), MDA) == (
        "Voor zover bekend heeft geen enkele regio MDA++ structureel ingericht; "
        "van twee regio’s ontbreekt het antwoord nog."
    )
    assert count_phrase(figure(0, 26, 0, 2)) == "nul van de 28 regio’s"


def test_a_picture_prints_the_number_large_and_the_rest_below():
    assert lead_and_rest(figure(6, 22), MDA) == (
        "Zes van de 28 regio’s",
        "hebben MDA++ structureel ingericht.",
    )


def test_an_indicator_without_english_is_told_in_dutch():
    dutch = Predicate("new", "Nieuw", "", "doet mee", "doen mee", "", "")

    assert dutch.speaks("en") == "nl"
    assert statement(figure(6, 22), dutch, lang="en") == "Zes van de 28 regio’s doen mee."
    assert phrase(figure(6, 22), dutch, "predicate", "en") == "doen mee"


def test_a_writer_cites_a_figure_in_the_form_the_sentence_needs():
    told = figure(6, 22)

    assert phrase(told, MDA, "statement") == "Zes van de 28 regio’s hebben MDA++ structureel ingericht."
    assert phrase(told, MDA, "count") == "zes van de 28 regio’s"
    assert phrase(told, MDA, "value") == "zes"
    assert phrase(told, MDA, "digits") == "6"
    assert phrase(told, MDA, "base") == "28 regio’s"
    assert phrase(told, MDA, "predicate") == "hebben MDA++ structureel ingericht"
    assert phrase(figure(1, 27), MDA, Form.PREDICATE, "en") == "has MDA++ structurally in place"
    assert phrase(incomplete(6, 20, 0, 2), MDA, "count") == "tot nu toe zes van de 28 regio’s"
    assert phrase(figure(), MDA, "count", "en") == "zero regions"
    with pytest.raises(ValueError, match="share"):
        phrase(told, MDA, "share")


def test_someone_who_cannot_see_the_strip_hears_its_parts():
    assert split_in_words(figure(6, 19, 1, 2, 1)) == (
        "Zes geteld, negentien niet geteld, één niet van toepassing, twee niet beantwoord, "
        "één nog niet goedgekeurd."
    )
    assert split_in_words(figure(0, 28), "en") == "Zero counted, 28 not counted."
    assert split_in_words(NOT_ASKED) == "Niet gevraagd in deze ronde."


def test_numbers_are_words_up_to_twenty_and_digits_above():
    assert [number_word(number, "nl") for number in (0, 1, 2, 20, 21, 3000)] == [
        "nul", "één", "twee", "twintig", "21", "3.000",
    ]  # fmt: skip
    assert [number_word(number, "en") for number in (0, 1, 20, 21, 3000)] == [
        "zero", "one", "twenty", "21", "3,000",
    ]  # fmt: skip
    assert [number_word_capitalised(number, "nl") for number in (1, 6, 22)] == ["Eén", "Zes", "22"]
