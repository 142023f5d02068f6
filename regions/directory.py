"""A list of names that each lead to one thing, to several, or on purpose to none."""

from dataclasses import dataclass, field

from regions import errors
from regions.names import dutch_key, fold


@dataclass
class Directory[Thing]:
    """Looks up what a text means, whatever dash, case or apostrophe it is written with."""

    names: dict[str, list[Thing]] = field(default_factory=dict)

    def add(self, name: str, things: list[Thing]) -> None:
        """`name` leads to `things`; a name that was there already keeps its first meaning."""
        self.names.setdefault(fold(name), things)

    def all(self, text: str) -> list[Thing]:
        """Everything that `text` names, in Dutch order; raises `UnknownRegion` when that is nothing."""
        if fold(text) not in self.names:
            raise errors.unknown(text)
        found = self.names[fold(text)]
        if not found:
            raise errors.no_region(text)
        return sorted(found, key=lambda thing: dutch_key(str(thing)))

    def one(self, text: str) -> Thing:
        """The one thing that `text` names; raises `UnknownRegion` otherwise."""
        found = self.all(text)
        if len(found) > 1:
            raise errors.several(text, [str(thing) for thing in found])
        return found[0]
