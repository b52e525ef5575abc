/* Opens a link, and saves answers as they are given. Without this file the forms and buttons do both. */
"use strict";

// The secret of a link stands behind "#", which browsers never send: it is posted once, and leaves the address bar.
const enter = document.querySelector("[data-enter]");
const secret = location.hash.slice(1);
if (secret.length > 20) {
  history.replaceState(null, "", location.pathname);
  if (enter) {
    document.querySelector("[data-opening]").hidden = false;
    document.querySelector("[data-paste]").hidden = true;
    enter.elements.code.value = secret;
    enter.submit();
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value));
}

const form = document.querySelector("[data-screen]");
const said = document.querySelector("[data-saved]");
let dirty = false;
let saving = null;
let waiting = null;

async function save() {
  dirty = false;
  said.textContent = said.dataset.saving;
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new FormData(form),
    });
    const told = await answer.json();
    if (!dirty) {
      said.textContent = told.said;
    }
    return answer.ok;
  } catch {
    dirty = true;
    said.textContent = said.dataset.failed;
    keep(4000);
    return false;
  }
}

// One save at a time: an older one must never arrive after a newer.
function keep(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    if (saving) {
      await saving;
    }
    saving = save();
    await saving;
    saving = null;
  }, pause);
}

function countPoints() {
  const told = form.querySelector("[data-left]");
  if (told) {
    const fields = [...form.querySelectorAll("[data-points]")];
    const left = 100 - fields.reduce((sum, field) => sum + (Number(field.value) || 0), 0);
    told.textContent = left ? `${left} ${told.dataset.left}` : told.dataset.all;
  }
}

if (form) {
  countPoints();
  form.addEventListener("input", (event) => {
    dirty = true;
    countPoints();
    keep(event.target.type === "radio" || event.target.tagName === "SELECT" ? 0 : 900);
  });
  // What is on its way arrives before the page that follows it.
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    if (saving) {
      const button = event.submitter;
      event.preventDefault();
      await saving;
      saving = null;
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
}
