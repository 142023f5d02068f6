"""Placeholders: how a text that people write carries a number that nobody types.

    {mda-structural}                    zes van de 28 regio’s
    {mda-structural:value}              zes                       digits: 6, base: 28 regio’s
    {mda-structural:heeft|hebben}       the verb that agrees with the number
    {mda-structural:statement}          the whole sentence, with its full stop
    {code-supervision:these}            negen van deze 26 regio’s
    {code-supervision:these-statement}  the whole sentence about "deze 26 regio’s"
    {mda-structural:trend}              the sentence that compares with the measurement before
    {mda-structural:value@previous}     of another round: previous, or its key
    {campaign-visitors-2020}            278.671, zes, 6%, 14 miljoen euro (a sourced number)
    {campaign-visitors-2020:worded}     as its source words it; value, digits, date, source
    {sourced:shelter-experiments}       a sourced number whose key is also that of an indicator
    {pool:2020:entries}                 regions, themes, described; {pool:2020:themes:mda-plusplus} regions
                                        under a theme; then :digits, :phrase (vijf regio’s) or :regio|regio’s
    {round} {round@2019}                the name of a round
    {regions}                           how many regions take part

A placeholder that has nothing to say (not asked, no earlier round) takes its whole sentence with it.
"""

import re
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
SHAPE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9-]*)(?P<parts>(?::[a-z0-9-]+)*?)(?::(?P<choice>[^:|@]+\|[^:|@]+))?(?:@(?P<round>[\w-]+))?"
)
FIGURE_FORMS = frozenset(
    {"", "value", "digits", "base", "these", "statement", "these-statement", "trend", "choice"}
)
SOURCED_FORMS = frozenset({"", "digits", "value", "worded", "date", "source", "choice"})
POOL_COUNTS = frozenset({"regions", "entries", "themes", "described"})
POOL_FORMS = frozenset({"", "digits", "phrase", "choice"})
SENTENCES = ("statement", "these-statement", "trend")
RESERVED = frozenset({"pool", "round", "regions"})


class Malformed(ValueError):
    """A placeholder that does not follow the grammar."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder taken apart. `form` is "choice" for a pair such as heeft|hebben, held in `choice`."""

    name: str
    form: str
    choice: tuple[str, str] = ("", "")
    round: str = ""
    pool: str = ""
    count: str = ""
    theme: str = ""
    sourced: bool = False


def found_in(text: str) -> list[str]:
    """What stands between braces in a text, in order."""
    return PLACEHOLDER.findall(text)


def parse(inside: str) -> Placeholder:
    """Take a placeholder apart; raises Malformed when it does not follow the grammar."""
    match = SHAPE.fullmatch(inside)
    if match is None:
        raise Malformed(inside)
    parts = [part for part in match["parts"].split(":") if part]
    one, _, many = (match["choice"] or "").partition("|")
    if match["choice"]:
        parts.append("choice")
    if match["name"] == "pool":
        return _pool(inside, parts, (one, many))
    if match["name"] == "sourced" and parts:
        name, *parts = parts
        return Placeholder(name, parts[0] if parts else "", (one, many), sourced=True)
    if len(parts) > 1:
        raise Malformed(inside)
    form = parts[0] if parts else ""
    return Placeholder(match["name"], form, (one, many), match["round"] or "")


def _pool(inside: str, parts: list[str], choice: tuple[str, str]) -> Placeholder:
    if len(parts) < 2 or parts[1] not in POOL_COUNTS:
        raise Malformed(inside)
    pool, count, *rest = parts
    form = rest.pop() if rest and rest[-1] in POOL_FORMS else ""
    if len(rest) > (count == "themes"):
        raise Malformed(inside)
    return Placeholder("pool", form, choice, pool=pool, count=count, theme=rest[0] if rest else "")
