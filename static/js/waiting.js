// Says on the task list that answers still wait in this browser, and in which sections.
"use strict";

(() => {
  const note = document.getElementById("wacht");
  if (!note) return;
  const folder = `ghnt:${note.dataset.person}:${note.dataset.folder}`;
  let keys = [];
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith(folder));
  } catch { /* this browser keeps nothing */ }
  const places = new Set(keys.map((key) => key.slice(`ghnt:${note.dataset.person}:`.length).split(":")[0]));
  if (!places.size) return;
  note.textContent = `${note.dataset.words} `;
  for (const place of places) {
    const known = document.querySelector(`.g-task__a[href="${CSS.escape(place)}"]`);
    const link = document.createElement("a");
    link.href = place;
    link.className = "g-a";
    link.textContent = known ? known.textContent : place;
    note.append(link, " ");
  }
  note.hidden = false;
})();
