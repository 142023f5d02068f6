"""Names of regions and municipalities: when two spellings are one name, and the order of a Dutch list."""

import re
import unicodedata

DASHES = re.compile("\\s*[-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad]\\s*")
APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`\u2032", "'"))
ARTICLE = re.compile(r"^'[st][\s-]+")
SMALL_WORDS = frozenset({"en", "van", "de", "het", "der"})


def fold(text: str) -> str:
    """One spelling for every way to write a name: dash, spaces, case, accents and apostrophes do not count.

    "Alkmaar – West-Friesland" and "alkmaar-west-friesland" fold to the same text.
    """
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(DASHES.sub("-", plain).casefold().split())


def dutch_key(name: str) -> tuple[str, str]:
    """Sort key of a Dutch list: 's-Hertogenbosch stands under H, IJsselland under I."""
    words = ARTICLE.sub("", fold(name)).replace("-", " ")
    return words, name


def short_code(name: str) -> str:
    """Three letters for a small tile: FRI, ZAW (Zaanstreek-Waterland), KNH (Kop van Noord-Holland)."""
    words = [word for word in dutch_key(name)[0].split() if word not in SMALL_WORDS]
    if len(words) >= 3:
        return "".join(word[0] for word in words[:3]).upper()
    return (words[0][:3] if len(words) == 1 else words[0][:2] + words[1][0]).upper() if words else ""
