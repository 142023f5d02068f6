// Skip rules in the browser: the twin of questionnaires/conditions.py. Three-valued: true, false, or null for
// unknown. `facts.asked` holds this page, `facts.elsewhere` what its rules look up on others.
"use strict";

const conditions = (() => {
  function all(values) {
    if (values.includes(false)) return false;
    return values.includes(null) ? null : true;
  }

  function any(values) {
    if (values.includes(true)) return true;
    return values.includes(null) ? null : false;
  }

  function leaf(rule, facts) {
    const asked = rule.round ? undefined : facts.asked[rule.q];
    if (!asked) {
      const known = facts.elsewhere[`${rule.round || ""} ${rule.q} ${rule.has}`];
      return known === undefined ? null : known;
    }
    if (shown(rule.q, facts) === false || asked.marked) return false;
    return asked.answered ? asked.chosen.includes(rule.has) : null;
  }

  function evaluate(rule, facts) {
    if ("q" in rule) return leaf(rule, facts);
    if ("all" in rule) return all(rule.all.map((part) => evaluate(part, facts)));
    if ("any" in rule) return any(rule.any.map((part) => evaluate(part, facts)));
    if ("not" in rule) {
      const part = evaluate(rule.not, facts);
      return part === null ? null : !part;
    }
    return true;
  }

  // Whether a question is asked; unknown is not shown.
  function shown(question, facts) {
    const asked = facts.asked[question];
    return asked && asked.ask_if ? evaluate(asked.ask_if, facts) : true;
  }

  return { evaluate, shown };
})();
