/* The form saves itself as one types. Without this file its buttons do. */
"use strict";

const form = document.getElementById("extraction");
const saved = form.querySelector("[data-saved]");
const progress = document.querySelector("[data-progress]");
const PAUSE = 3000;
let dirty = false;
let saving = Promise.resolve();
let underWay = 0;
let waiting = null;

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
