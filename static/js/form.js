// The form that saves itself. What is typed is first kept in this browser, then sent, one answer at a time in
// the order in which they were typed, and let go only when the server says that it has it. So a line that
// drops, a server that restarts, a session that ends or a tab that closes loses nothing.
"use strict";

(() => {
  const form = document.querySelector("form[data-saves-itself]");
  if (!form || !window.htmx) return;

  const PAUSE = 700; // milliseconds without typing before an answer is sent
  const RETRIES = [2000, 3000, 5000, 8000, 12000]; // milliseconds between tries while the line is down
  const token = form.elements.page.value;
  const folder = `ghnt:${form.dataset.person}:${form.getAttribute("action")}:`;
  const facts = JSON.parse(document.getElementById("feiten").textContent);
  const line = document.getElementById("lijn");
  const timers = new Map();
  let sending = null; // {id, number} of what is on its way
  let stopped = false; // signed out
  let tries = 0;
  let retry = null;
  let turn = 0; // rises with every change, across visits too

  // --- what waits in this browser ------------------------------------------------------------------------
  const memory = new Map(); // where a browser keeps nothing
  const drawer = {
    keys() {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(folder));
      } catch {
        return [...memory.keys()];
      }
    },
    get(id) {
      try {
        return JSON.parse(localStorage.getItem(id));
      } catch {
        return memory.get(id);
      }
    },
    set(id, entry) {
      memory.set(id, entry);
      try {
        localStorage.setItem(id, JSON.stringify(entry));
      } catch { /* kept in memory only */ }
    },
    drop(id) {
      memory.delete(id);
      try {
        localStorage.removeItem(id);
      } catch { /* nothing was kept */ }
    },
  };

  const waiting = () => drawer.keys()
    .map((id) => [id, drawer.get(id)])
    .filter(([, entry]) => entry)
    .sort(([, one], [, other]) => one.number - other.number);

  const questions = () => [...document.querySelectorAll("[data-question]")];
  const named = (key) => questions().find((one) => one.dataset.question === key);
  const controls = (question) => [...question.querySelectorAll("input, textarea, select")]
    .filter((one) => one.form === form && one.name && !/\.(seen|keep)$/.test(one.name));
  const seen = (question) => form.elements[`${question.dataset.question}.seen`];
  const status = (question) => document.getElementById(`status-${question.dataset.question}`);

  function valuesOf(question) {
    return controls(question)
      .filter((one) => !["radio", "checkbox"].includes(one.type) || one.checked)
      .map((one) => [one.name, one.value]);
  }

  const ofQuestion = (question) => waiting().filter(([, entry]) => entry.question === question.dataset.question);

  // What waits for a question is one entry: typing on takes the place of what an earlier visit left, with what
  // that visit had seen.
  function keep(question) {
    const id = `${folder}${token}:${question.dataset.question}`;
    turn = Math.max(turn + 1, Date.now(), ...waiting().map(([, entry]) => entry.number + 1));
    const before = ofQuestion(question).filter(([, entry]) => !entry.held).pop();
    for (const [other] of ofQuestion(question)) drawer.drop(other);
    drawer.set(id, {
      question: question.dataset.question,
      values: valuesOf(question),
      seen: before ? before[1].seen : seen(question).value,
      page: before ? before[1].page : token,
      number: turn,
    });
    if (sending && before && sending.id === before[0]) sending.id = id;
  }

  // What another visit to this page left behind: put it back in its fields, and send it.
  function putBack() {
    for (const [id, entry] of waiting()) {
      const question = named(entry.question);
      if (!question) {
        drawer.drop(id);
        continue;
      }
      const values = (name) => entry.values.filter(([key]) => key === name).map(([, value]) => value);
      for (const control of controls(question)) {
        if (["radio", "checkbox"].includes(control.type)) {
          control.checked = values(control.name).includes(control.value);
        } else {
          control.value = values(control.name)[0] ?? "";
        }
      }
      delete question.dataset.carried;
      drawer.set(id, { ...entry, held: false });
    }
  }

  // --- sending ------------------------------------------------------------------------------------------
  function pump() {
    if (sending || stopped) return;
    const next = waiting().find(([, entry]) => !entry.held && named(entry.question));
    if (!next) return;
    const [id, entry] = next;
    const question = named(entry.question);
    sending = { id, number: entry.number };
    clearTimeout(retry);
    status(question).textContent = form.dataset.saving;
    htmx.trigger(question, "bewaar");
  }

  document.body.addEventListener("htmx:configRequest", (event) => {
    const question = event.target.closest && event.target.closest("[data-question]");
    if (!question || event.detail.verb !== "post" || event.target !== question || !sending) return;
    const entry = drawer.get(sending.id);
    const parameters = event.detail.parameters;
    for (const name of Object.keys(parameters)) {
      if (name === entry.question || name.startsWith(`${entry.question}.`)) delete parameters[name];
    }
    for (const [name, value] of entry.values) {
      if (name in parameters) parameters[name] = [].concat(parameters[name], value);
      else parameters[name] = value;
    }
    parameters[`${entry.question}.seen`] = entry.seen;
    parameters.page = entry.page;
    parameters.turn = entry.number;
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const question = event.target;
    if (!sending || !question.matches || !question.matches("[data-question]")) return;
    const { id, number } = sending;
    const entry = drawer.get(id);
    const answer = event.detail.xhr.status;
    sending = null;
    // Only the save itself answers with a revision; another page, however friendly, has stored nothing.
    const stored = answer >= 200 && answer < 300 && event.detail.xhr.getResponseHeader("X-Revision");
    if (stored) arrived(question, id, entry, number, event.detail.xhr);
    else if (answer === 409 || answer === 422) drawer.set(id, { ...entry, held: entry.number === number });
    else if (answer === 401 || answer === 403) signedOut(question);
    else failed(question);
    if (stored || answer === 409 || answer === 422) pump();
  });

  function arrived(question, id, entry, number, xhr) {
    const revision = xhr.getResponseHeader("X-Revision");
    seen(question).value = revision;
    if (entry && entry.number === number) drawer.drop(id);
    else if (entry) drawer.set(id, { ...entry, seen: revision });
    tries = 0;
    line.textContent = "";
    htmx.trigger(question, "bewaard");
  }

  function failed(question) {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "g-link mv";
    again.textContent = form.dataset.failed;
    again.addEventListener("click", pump);
    status(question).replaceChildren(again);
    line.textContent = form.dataset.waits;
    retry = setTimeout(pump, RETRIES[Math.min(tries++, RETRIES.length - 1)]);
  }

  function signedOut(question) {
    stopped = true;
    status(question).textContent = form.dataset.failed;
    const link = document.createElement("a");
    link.className = "g-a";
    link.href = location.pathname;
    link.textContent = form.dataset.signIn;
    line.replaceChildren(`${form.dataset.signedOut} `, link);
    line.scrollIntoView({ block: "nearest" });
  }

  window.addEventListener("online", () => pump());

  // --- typing -------------------------------------------------------------------------------------------
  document.addEventListener("input", (event) => {
    const question = event.target.form === form && event.target.closest("[data-question]");
    if (!question || event.target.name.endsWith(".keep")) return;
    alone(event.target);
    const key = question.dataset.question;
    if (event.target.name === key || event.target.name === `${key}.na`) delete question.dataset.carried;
    keep(question);
    refresh();
    const later = ["radio", "checkbox"].includes(event.target.type) ? 0 : PAUSE;
    clearTimeout(timers.get(question));
    timers.set(question, setTimeout(pump, later));
  });

  document.addEventListener("change", (event) => {
    if (event.target.form === form) pump();
  });

  // "Geen" does not go together with another answer.
  function alone(control) {
    if (control.type !== "checkbox" || !control.checked || control.name.endsWith(".na")) return;
    for (const other of document.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(control.name)}"]`)) {
      const apart = "exclusive" in control.dataset || "exclusive" in other.dataset;
      if (other !== control && apart) other.checked = false;
    }
  }

  // --- buttons ------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const question = button && button.closest("[data-question]");
    if (!question || button.closest(".g-thread")) return;
    if (button.dataset.keep === "mine") {
      seen(question).value = button.dataset.revision;
      for (const [other] of ofQuestion(question)) drawer.drop(other);
      keep(question);
      pump();
    } else if (button.dataset.keep === "theirs") {
      for (const [other] of ofQuestion(question)) drawer.drop(other);
      renew(question, question.dataset.fresh);
    } else if ("confirm" in button.dataset) {
      event.preventDefault();
      confirm(question);
    } else if ("clear" in button.dataset) {
      for (const control of controls(question)) {
        if (control.name === question.dataset.question) control.checked = false;
      }
      controls(question)[0].dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  // First what still waits for the question, then the yes; while the line is down nothing is thrown away.
  async function confirm(question) {
    pump();
    for (let turn = 0; turn < 40 && ofQuestion(question).some(([, entry]) => !entry.held); turn++) {
      await new Promise((done) => setTimeout(done, 100));
    }
    if (ofQuestion(question).length) return;
    const key = question.dataset.question;
    const body = new URLSearchParams({
      vraag: key,
      overnemen: key,
      page: token,
      [`${key}.seen`]: seen(question).value,
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    });
    renew(question, form.getAttribute("action"), { method: "POST", body });
  }

  async function renew(question, address, how = {}) {
    const key = question.dataset.question;
    let answer;
    try {
      answer = await fetch(address, { ...how, headers: { "HX-Request": "true" }, redirect: "manual" });
    } catch {
      return failed(question);
    }
    if (answer.status === 401 || answer.status === 403) return signedOut(question);
    if (answer.status === 422) {
      status(question).innerHTML = await answer.text();
      return;
    }
    if (!answer.ok) return failed(question);
    question.outerHTML = await answer.text();
    const fresh = named(key);
    htmx.process(fresh);
    addClear(fresh);
    refresh();
    const first = fresh.querySelector("input:not([type=hidden]), textarea");
    if (first) first.focus();
  }

  // On to the next page only when everything has arrived.
  form.addEventListener("submit", (event) => {
    if (!waiting().some(([, entry]) => !entry.held)) return;
    if (event.submitter && event.submitter.hasAttribute("formaction")) return;
    event.preventDefault();
    pump();
    const began = Date.now();
    const look = setInterval(() => {
      if (!waiting().length) {
        clearInterval(look);
        form.requestSubmit(event.submitter);
      } else if (Date.now() - began > 4000 || stopped) {
        clearInterval(look);
        line.textContent = form.dataset.later;
        line.scrollIntoView({ block: "nearest" });
      }
    }, 100);
  });

  // --- showing and hiding --------------------------------------------------------------------------------
  function refresh() {
    for (const question of questions()) {
      const asked = facts.asked[question.dataset.question];
      if (asked) Object.assign(asked, answerOf(question));
    }
    for (const question of questions()) {
      const shown = conditions.shown(question.dataset.question, facts) === true;
      if (question.hidden === shown) question.hidden = !shown;
      tellDropped(question, shown);
    }
  }

  function answerOf(question) {
    const key = question.dataset.question;
    if ("carried" in question.dataset) return { answered: false, marked: false, chosen: [] };
    const values = controls(question);
    const marked = values.some((one) => one.name === `${key}.na` && one.checked);
    const own = values.filter((one) => one.name === key);
    const chosen = own.filter((one) => one.checked).map((one) => one.value);
    const typed = own.some((one) => !["radio", "checkbox"].includes(one.type) && one.value.trim());
    return { answered: marked || typed || chosen.length > 0, marked, chosen: marked ? [] : chosen };
  }

  // Says what disappears, in the place where it stood, before the answer is let go.
  function tellDropped(question, shown) {
    const key = question.dataset.question;
    let note = document.getElementById(`vervalt-${key}`);
    const own = controls(question).filter((one) => one.name === key);
    const labels = own.filter((one) => one.checked).map((one) => one.labels[0].textContent.trim());
    const said = labels.join("; ") || own.map((one) => (one.type === "radio" || one.type === "checkbox" ? "" : one.value.trim())).join("");
    if (shown || !said) {
      if (note) note.remove();
      return;
    }
    if (!note) {
      note = document.createElement("p");
      note.id = `vervalt-${key}`;
      note.className = "g-note g-note--chg";
      note.setAttribute("role", "status");
      question.before(note);
    }
    const title = question.querySelector(".g-q__text").textContent.replace(/\s+/g, " ").trim();
    note.textContent = `${title} ${form.dataset.dropped} ${said}`;
  }

  function addClear(question) {
    const set = question.querySelector(".g-q__set");
    if (!set || !set.querySelector("input[type=radio]") || set.closest("details")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "g-link small";
    button.dataset.clear = "";
    button.textContent = form.dataset.clear;
    set.append(button);
  }

  // After htmx, which listens from then on.
  document.addEventListener("DOMContentLoaded", () => {
    questions().forEach(addClear);
    putBack();
    refresh();
    pump();
  });
})();
