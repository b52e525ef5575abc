/* The form saves itself, shows only the numbers asked for, and tells the effect as one types. Without this file the
   buttons do the same. */
"use strict";

const form = document.getElementById("extraction");
const saved = form.querySelector("[data-saved]");
let dirty = false;
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
  const answer = await fetch(form.dataset.effect, { method: "POST", body: data });
  if (answer.ok) {
    section.querySelector("[data-said]").textContent = (await answer.json()).effect || "no numbers yet";
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

async function keep() {
  const data = new FormData(form);
  data.set("do", "save");
  dirty = false;
  saved.textContent = "saving";
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    saved.textContent = answer.ok ? "saved" : "not saved: correct what is marked, then press Save";
    dirty = !answer.ok;
  } catch {
    saved.textContent = "not saved: no connection. What you wrote is still here; press Save later.";
    dirty = true;
  }
}

form.addEventListener("input", () => {
  dirty = true;
  clearTimeout(waiting);
  waiting = setTimeout(keep, 5000);
});

form.addEventListener("submit", () => {
  clearTimeout(waiting);
  dirty = false;
});

addEventListener("beforeunload", (event) => {
  if (dirty) {
    event.preventDefault();
  }
});

document.getElementById("problems")?.focus();
