"""Every indicator and every number of regions: it always becomes a sentence."""

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures import Figure, Split, Status
from reports.wording import (
    Lang,
    Predicate,
    count_phrase,
    lead_and_rest,
    number_word,
    phrase,
    split_in_words,
    statement,
    trend,
)
from tests.reports.golden import make_statements
from tests.reports.told import LANGS, PLAIN, PLAIN_PART, figure, incomplete

INDICATORS = {predicate.key: predicate for predicate in make_statements.predicates()}


def test_every_indicator_says_what_the_read_table_says():
    with make_statements.STATEMENTS.open(encoding="utf-8", newline="") as file:
        read_aloud = list(csv.DictReader(file))

    assert make_statements.rows() == read_aloud


@pytest.mark.parametrize("predicate", INDICATORS.values(), ids=INDICATORS)
def test_the_words_of_an_indicator_fit_every_sentence(predicate):
    texts = [getattr(predicate, name) for name in Predicate.__slots__ if name != "key"]

    for text in texts:
        assert text == text.strip()
        assert "  " not in text
        assert "'" not in text
        assert not re.search(r"\d", text), "rounds and numbers differ; words stay"
        assert not text.endswith(".")
    assert bool(predicate.base_nl) == bool(predicate.base_en)
    assert predicate.title_nl[:1].isupper()
    assert predicate.title_en[:1].isupper()
    # A clause that opens with something else turns the verb round, so nothing may be joined to the verb.
    for words in (predicate.one_nl, predicate.many_nl):
        assert words.split()[1] not in ("en", "of", "zich")
    # A relative clause would have to agree with the number of regions.
    assert predicate.base_nl == "" or predicate.base_nl.split()[0] in ("met", "in", "zonder")
    assert predicate.base_en == "" or predicate.base_en.split()[0] in ("with", "in", "without")


def test_no_two_indicators_say_the_same():
    for words in ("title_nl", "title_en"):
        said = [getattr(predicate, words) for predicate in INDICATORS.values()]
        assert len(set(said)) == len(said)
    # The base tells some apart: what is done with a contribution differs from theme to theme.
    said = [(predicate.one_nl, predicate.base_nl) for predicate in INDICATORS.values()]
    assert len(set(said)) == len(said)


WORDS_TO_NUMBERS = {lang: {number_word(n, lang): n for n in range(21)} for lang in LANGS}
PAIRS = {"beide": 2, "both": 2, "neither": 2}
LONE = {"de enige regio", "deze regio", "the only region", "this region"}

part = st.integers(0, 40) | st.integers(0, 4000)
splits = st.builds(Split, part, part, part, part, part) | st.builds(
    Split, *[st.integers(0, 2)] * 5
)  # small groups have sentences of their own
languages = st.sampled_from(LANGS)
words_of = st.sampled_from([PLAIN, PLAIN_PART])


def numbers_named(text: str, lang: Lang) -> set[int]:
    """Every number a sentence names, in words or in digits."""
    found = set()
    for word in re.findall(r"[\w’]+(?:[.,]\d{3})*", text.lower().replace("eén", "één")):
        if word[0].isdigit():
            found.add(int(re.sub(r"[.,]", "", word)))
        elif word in WORDS_TO_NUMBERS[lang]:
            found.add(WORDS_TO_NUMBERS[lang][word])
        elif word in PAIRS:
            found.add(PAIRS[word])
    return found


def settled(split: Split) -> Figure:
    """A figure with no answers out."""
    return figure(split.counted, split.not_counted, split.not_applicable)


@given(splits, st.sampled_from([Status.COUNTED, Status.INCOMPLETE]), languages, words_of, st.booleans())
def test_whatever_regions_answer_it_becomes_a_sentence(split, status, lang, predicate, these):
    told = figure(*(getattr(split, name) for name in Split.__slots__), status=status)
    text = statement(told, predicate, lang=lang, these=these)

    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith(".")
    assert not text.endswith("..")
    assert "  " not in text
    assert " ." not in text
    assert " ;" not in text
    assert " ".join(part for part in lead_and_rest(told, predicate, lang, these=these) if part) == text


@given(splits, languages, words_of, st.booleans())
def test_a_final_sentence_names_the_numbers_of_the_figure(split, lang, predicate, these):
    told = settled(split)
    text = statement(told, predicate, lang=lang, these=these)
    value, base = told.split.counted, told.base_value

    named = numbers_named(text, lang)
    assert named <= {value, base}
    if base == 0:
        assert "niets te tellen" in text or "nothing to count" in text
    elif value == 0:
        assert text.split()[0] in ("Geen", "None", "Neither")
    elif base == 1:
        assert any(lone in text.lower() for lone in LONE)
    elif value == base:
        assert named == {base}
        assert text.split()[0] in ("Alle", "Al", "Beide", "All", "Both")
    else:
        assert named == {value, base}


@given(splits, languages, words_of, st.booleans())
def test_the_verb_agrees_with_the_number_of_regions(split, lang, predicate, these):
    told = settled(split)
    if told.base_value:
        verb = predicate.verb_phrase(lang, plural=told.split.counted > 1)
        assert re.search(rf"\b{verb}\b", statement(told, predicate, lang=lang, these=these))
        assert phrase(told, predicate, "predicate", lang) == verb


@given(splits, languages, words_of, st.booleans())
def test_an_unfinished_figure_never_speaks_of_all_or_none(split, lang, predicate, these):
    told = incomplete(*(getattr(split, name) for name in Split.__slots__))
    text = statement(told, predicate, lang=lang, these=these)
    out = {split.not_answered, split.not_approved} - {0}

    words = set(re.findall(r"\w+", f"{text} {count_phrase(told, lang)}".lower()))
    assert not words & {"alle", "al", "geen", "beide", "enige", "all", "none", "neither", "both", "only"}
    assert out <= numbers_named(text, lang) <= {split.counted, told.base_value} | out


@given(splits, languages)
def test_the_parts_in_words_add_up_to_the_base(split, lang):
    text = split_in_words(figure(*(getattr(split, name) for name in Split.__slots__)), lang)

    told = [numbers_named(piece, lang) for piece in text.removesuffix(".").split(", ")]
    assert all(len(piece) == 1 for piece in told)
    assert sum(piece.pop() for piece in told) == split.total


@given(splits, splits, languages)
def test_a_trend_names_both_numbers_and_the_right_direction(now, then, lang):
    current, previous = settled(now), settled(then)
    text = trend(current, previous, lang=lang, previous_label="X")

    new, old = current.split.counted, previous.split.counted
    rises = "gestegen" in text or "risen" in text
    falls = "gedaald" in text or "fallen" in text
    if current.base_value != previous.base_value:
        assert not rises
        assert not falls
        assert {new, old, current.base_value, previous.base_value} == numbers_named(text, lang)
    else:
        assert rises == (new > old)
        assert falls == (new < old)
        assert numbers_named(text, lang) == (set() if new == old else {new, old})
