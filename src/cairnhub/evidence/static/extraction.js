/* The form saves itself, shows only the numbers asked for, and tells the effect as one types. Without this file the
   buttons do the same. */
"use strict";

const form = document.getElementById("extraction");
const saved = form.querySelector("[data-saved]");
const progress = document.querySelector("[data-progress]");
const PAUSE = 3000;
const UNREACHED = "No effect yet: the hub was not reached.";
let dirty = false;
let saving = Promise.resolve();
let underWay = 0;
let waiting = null;

function show(section) {
  const value = (name) => section.querySelector(`[name="${section.dataset.finding}-${name}"]`).value;
  for (const part of section.querySelectorAll("[data-kind]")) {
    part.hidden = part.dataset.kind !== value("finding_kind");
  }
  for (const part of section.querySelectorAll("[data-way]")) {
    part.hidden = part.dataset.way !== value("way");
  }
}

async function tell(section) {
  const data = new FormData(form);
  data.set("prefix", section.dataset.finding);
  const said = section.querySelector("[data-said]");
  try {
    const answer = await fetch(form.dataset.effect, { method: "POST", body: data });
    // Somebody signed out meanwhile is led to a page, which is no answer.
    said.textContent = answer.ok && !answer.redirected ? (await answer.json()).effect || "no numbers yet" : UNREACHED;
  } catch {
    said.textContent = UNREACHED;
  }
}

for (const section of form.querySelectorAll("[data-finding]")) {
  let typing = null;
  show(section);
  section.addEventListener("input", () => {
    show(section);
    clearTimeout(typing);
    typing = setTimeout(() => tell(section), 400);
  });
}

async function save() {
  const data = new FormData(form);
  data.set("do", "autosave");
  dirty = false;
  saved.textContent = "saving";
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    if (answer.redirected) {
      throw new Error("signed out, or handed in elsewhere");
    }
    const told = await answer.json();
    saved.textContent = told.said;
    if (answer.ok) {
      form.elements.seen.value = told.seen;
      progress.textContent = told.progress;
    } else {
      dirty = true;
    }
  } catch {
    saved.textContent = "Not saved. What you wrote is still here: press Save to see why.";
    dirty = true;
  }
}

// One save at a time: an older one must never arrive after a newer.
function keep() {
  clearTimeout(waiting);
  underWay += 1;
  saving = saving.then(save).finally(() => {
    underWay -= 1;
  });
  return saving;
}

form.addEventListener("input", () => {
  dirty = true;
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden && dirty) {
    keep();
  }
});

// A file is sent by a form of its own, which would leave this one's words behind.
document.querySelector("[data-upload]").addEventListener("submit", async (event) => {
  if (dirty) {
    event.preventDefault();
    await keep();
    if (!dirty) {
      event.target.submit();
    }
  }
});

form.addEventListener("submit", async (event) => {
  clearTimeout(waiting);
  if (underWay) {
    const button = event.submitter;
    event.preventDefault();
    await saving;
    form.requestSubmit(button);
    return;
  }
  dirty = false;
});

addEventListener("beforeunload", (event) => {
  if (dirty) {
    event.preventDefault();
  }
});

document.getElementById("problems")?.focus();
