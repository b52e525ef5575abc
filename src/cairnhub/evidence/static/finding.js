/* A finding's form shows only the numbers asked for, and tells the effect as one types. Without this file everything
   stands there, and the effect is told after saving. */
"use strict";

{
const findings = document.querySelector("form[data-effect]");
const UNREACHED = "No effect yet: the hub was not reached.";

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
  const data = new FormData(findings);
  data.set("prefix", section.dataset.finding);
  const said = section.querySelector("[data-said]");
  try {
    const answer = await fetch(findings.dataset.effect, { method: "POST", body: data });
    // Somebody signed out meanwhile is led to a page, which is no answer.
    said.textContent = answer.ok && !answer.redirected ? (await answer.json()).effect || "no numbers yet" : UNREACHED;
  } catch {
    said.textContent = UNREACHED;
  }
}

for (const section of findings.querySelectorAll("[data-finding]")) {
  let typing = null;
  show(section);
  section.addEventListener("input", () => {
    show(section);
    clearTimeout(typing);
    typing = setTimeout(() => tell(section), 400);
  });
}
}
