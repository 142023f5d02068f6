"""The honest base of a figure as the cells of a strip: always one cell per region of the base."""

from ..document.document import Cell
from ..figures import Figure
from ..reading.facts import Facts, QuestionCounts
from ..wording import Lang, digits

FURTHEST, FIRST, NOT_BEGUN, NO_ANSWER = 4, 2, 1, 0
# What a rank means on the scale of four steps, by how many ranks a question has.
STEPS: dict[int, dict[int, int]] = {
    1: {1: 4},
    2: {2: 4, 1: 1},
    3: {3: 4, 2: 2, 1: 1},
    4: {4: 4, 3: 3, 2: 2, 1: 1},
}
LABELS = {
    "nl": {
        "counted": "wel", "not_counted": "niet of nog niet", "not_applicable": "niet van toepassing",
        "not_answered": "niet beantwoord", "not_approved": "nog niet goedgekeurd",
        "strip": "Strook van {n} vakjes",
    },
    "en": {
        "counted": "yes", "not_counted": "not, or not yet", "not_applicable": "not applicable",
        "not_answered": "not answered", "not_approved": "not yet approved", "strip": "Strip of {n} cells",
    },
}  # fmt: skip
REST = ("not_applicable", "not_answered", "not_approved")


def step_of(rank: int | None, ranks: int) -> int:
    """The step of an answer; an answer outside the scale, such as "no opinion", has none."""
    if rank is None:
        return NO_ANSWER
    return STEPS.get(ranks, {}).get(rank, max(NOT_BEGUN, min(FURTHEST, rank)))


def parts_of(figure: Figure, lang: Lang) -> tuple[Cell, ...]:
    """The five parts of a figure's base; parts without regions are left out."""
    said, split = LABELS[lang], figure.split
    found = [
        Cell(split.counted, FURTHEST, said["counted"]),
        Cell(split.not_counted, NOT_BEGUN, said["not_counted"]),
    ]
    found += [Cell(getattr(split, part), NO_ANSWER, said[part]) for part in REST]
    return tuple(cell for cell in found if cell.n)


def answers_of(question: QuestionCounts, lang: Lang) -> tuple[Cell, ...]:
    """The answers to a single-answer question, furthest first, and the honest rest."""
    ranks = sum(option.rank is not None for option in question.options)
    ordered = sorted(question.options, key=lambda option: -(option.rank or 0))
    cells = [Cell(option.n, step_of(option.rank, ranks), option.label(lang)) for option in ordered]
    cells += [Cell(getattr(question, part), NO_ANSWER, LABELS[lang][part]) for part in REST]
    return tuple(cell for cell in cells if cell.n)


def strip_of(figure: Figure, question: str, facts: Facts, lang: Lang) -> tuple[Cell, ...]:
    """The answers to `question` when they describe the base of the figure, else the figure's own parts."""
    asked = facts.current.questions.get(question)
    if asked is not None and asked.single and asked.regions == figure.base_value:
        return answers_of(asked, lang)
    return parts_of(figure, lang)


def in_words(cells: tuple[Cell, ...], lang: Lang) -> str:
    """What a strip shows, for those who do not see it."""
    strip = LABELS[lang]["strip"].format(n=digits(sum(cell.n for cell in cells), lang))
    return f"{strip}: {', '.join(f'{digits(cell.n, lang)} {cell.label}' for cell in cells)}."
