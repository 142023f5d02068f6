"""Whether everything that an outline names exists: indicators, questions, themes, published numbers."""

from collections.abc import Iterator

from ..errors import OutlineError
from ..reading.facts import Facts
from .outline import TEXT_KINDS, TYPES, BlockPlan, Outline, texts_of
from .placeholders import FIGURE_FORMS, RESERVED, SOURCED_FORMS, Malformed, Placeholder, found_in, parse


def check(outline: Outline, facts: Facts) -> None:
    """Everything the outline names exists; raises OutlineError with every name that does not."""
    known = _Known(facts)
    problems = []
    for chapter in outline.chapters:
        problems += [f"{chapter.place}: {reason}" for key in chapter.figures for reason in known.figure(key)]
    for plan in outline.blocks:
        problems += [f"{plan.place}: {reason}" for reason in known.block(plan)]
    if problems:
        raise OutlineError("\n".join(problems))


def unknown_in(text: str, facts: Facts) -> list[str]:
    """The placeholders of a text that name nothing, or are written wrongly."""
    known, found = _Known(facts), []
    for inside in found_in(text):
        try:
            wrong = any(known.placeholder(inside, parse(inside)))
        except Malformed:
            wrong = True
        found += [inside] if wrong else []
    return found


class _Known:
    """What the facts hold, and a sentence for each name that they do not."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.questions = {key for round_ in facts.rounds for key in round_.questions}
        self.rows = {key for rows in facts.actions.values() for key in rows}

    def block(self, plan: BlockPlan) -> Iterator[str]:
        shape = TYPES[plan.t][0]
        named = plan.value if isinstance(plan.value, list) else [plan.value]
        looks = {
            "figures": self.figure, "figure": self.figure, "question": self.question, "pool": self.pool,
            "theme": self.theme, "blocks": self.row, "sourced": self.number,
        }  # fmt: skip
        for name in named if shape in looks else ():
            yield from looks[shape](name)
        if "question" in plan.more:
            yield from self.question(plan.more["question"])
        if shape in TEXT_KINDS or plan.t == "box":
            for text in (*texts_of(plan, "nl"), *texts_of(plan, "en")):
                for inside in found_in(text):
                    yield from self.placeholder(inside, parse(inside))

    def figure(self, key: str) -> Iterator[str]:
        if key not in self.facts.predicates:
            yield f"onbekende indicator ‘{key}’."

    def question(self, key: str) -> Iterator[str]:
        if key not in self.questions:
            yield f"onbekende vraag ‘{key}’."

    def pool(self, key: str) -> Iterator[str]:
        if key not in self.facts.pools:
            yield f"onbekende projectenpool ‘{key}’."

    def theme(self, key: str) -> Iterator[str]:
        if not any(key in pool.projects or pool.theme(key) for pool in self.facts.pools.values()):
            yield f"onbekend thema ‘{key}’."

    def row(self, key: str) -> Iterator[str]:
        if key not in self.rows:
            yield f"onbekende bouwsteen in de actietabel ‘{key}’."

    def number(self, key: str) -> Iterator[str]:
        if key not in self.facts.sourced:
            yield f"onbekend gepubliceerd getal ‘{key}’."

    def placeholder(self, inside: str, found: Placeholder) -> Iterator[str]:
        if found.name == "pool":
            pool = self.facts.pools.get(found.pool)
            if pool is None or (found.theme and pool.theme(found.theme) is None):
                yield f"onbekende projectenpool of onbekend thema ‘{{{inside}}}’."
        elif found.round not in ("", "previous") and self.facts.round(found.round) is None:
            yield f"onbekende ronde ‘{{{inside}}}’."
        elif found.name in self.facts.predicates and not found.sourced:
            if found.form not in FIGURE_FORMS:
                yield f"onbekende vorm ‘{{{inside}}}’."
        elif found.name in self.facts.sourced:
            if found.form not in SOURCED_FORMS:
                yield f"onbekende vorm ‘{{{inside}}}’."
        elif found.sourced or found.name not in RESERVED:
            yield f"onbekende verwijzing ‘{{{inside}}}’."
