"""The product's own sentences about figures, in Dutch and English.

A number of regions becomes a sentence here and nowhere else, so that the screen, the report, the alt text
and the API say the same thing. Pure functions over frozen dataclasses: nothing here knows of a database or a
page.
"""

from reports.wording.numbers import capitalised, digits, number_word, number_word_capitalised, regions_phrase
from reports.wording.predicates import Lang, Predicate
from reports.wording.sentences import (
    Form,
    count_phrase,
    lead_and_rest,
    phrase,
    split_in_words,
    statement,
    value_phrase,
)
from reports.wording.trends import trend, trend_short

__all__ = [
    "Form",
    "Lang",
    "Predicate",
    "capitalised",
    "count_phrase",
    "digits",
    "lead_and_rest",
    "number_word",
    "number_word_capitalised",
    "phrase",
    "regions_phrase",
    "split_in_words",
    "statement",
    "trend",
    "trend_short",
    "value_phrase",
]
