"""What an indicator says about a region: words that people wrote, in both languages."""

from dataclasses import dataclass
from typing import Literal

type Lang = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Predicate:
    """The words of one indicator, written by hand.

    `title` is a short noun phrase. `one` and `many` say it of a region, singular and plural; the Dutch ones
    start with the finite verb, so that a sentence can open with something else ("Volgens de antwoorden tot nu
    toe hebben zes regio’s …"). `base` describes the regions that were asked, after "regio’s"; empty when that
    is every region. It starts with a preposition, so that it stands after one region as well as after many.
    """

    key: str
    title_nl: str
    title_en: str
    one_nl: str
    many_nl: str
    one_en: str
    many_en: str
    base_nl: str = ""
    base_en: str = ""

    def speaks(self, lang: Lang) -> Lang:
        """The language the sentence will be in: Dutch stands in where the English is not complete."""
        english = self.title_en and self.one_en and self.many_en and (self.base_en or not self.base_nl)
        return "en" if lang == "en" and english else "nl"

    def title(self, lang: Lang) -> str:
        """What the indicator is called, as a short noun phrase."""
        return self.title_nl if lang == "nl" else self.title_en

    def verb_phrase(self, lang: Lang, *, plural: bool) -> str:
        """What is said of the regions, agreeing with one or with many."""
        if lang == "nl":
            return self.many_nl if plural else self.one_nl
        return self.many_en if plural else self.one_en

    def base(self, lang: Lang) -> str:
        """Which regions were asked, or an empty text when that is all of them."""
        return self.base_nl if lang == "nl" else self.base_en
