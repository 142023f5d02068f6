"""The rules for what is unlikely in an answer, from `fixtures/plausibility_rules.json`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from questionnaires.conditions import check, leaves
from questionnaires.errors import ConditionError
from questionnaires.models import Question
from regions.tables import TableError, line_of, read_json

from .models import PlausibilityRule

FILE = "plausibility_rules.json"
FIELDS = ("kind", "question", "condition", "must", "factor", "text_nl", "text_en")


def load(folder: Path, *, by: User) -> None:
    """Make or refresh every rule in the file; safe to repeat. A rule that somebody made here stays."""
    path = folder / FILE
    asked = set(Question.objects.values_list("key", flat=True))
    for rule in read_json(path)["rules"]:
        for problem in _problems(rule, asked):
            raise TableError(FILE, line_of(path, rule["key"]), problem)
        values = {name: rule.get(name, "" if name in ("question", "text_en") else None) for name in FIELDS}
        PlausibilityRule.objects.update_or_create(key=rule["key"], defaults=values)


def _problems(rule: dict[str, Any], asked: set[str]) -> Iterator[str]:
    """What is wrong with a rule, in a sentence that names it."""
    if rule["kind"] not in PlausibilityRule.Kind.values:
        yield _("regel %(key)s: de soort “%(kind)s” bestaat niet.") % rule
    named = {rule["question"]} if rule.get("question") else set()
    for condition in (rule.get("condition"), rule.get("must")):
        if condition is not None:
            try:
                check(condition)
            except ConditionError as error:
                yield f"{rule['key']}: {error}"
                return
            named |= {leaf.question for leaf in leaves(condition)}
    for key in sorted(named - asked):
        place = {"key": rule["key"], "question": key}
        yield _("regel %(key)s: de vraag “%(question)s” bestaat niet.") % place
