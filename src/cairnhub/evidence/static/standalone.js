"use strict";
const { studies, cells } = JSON.parse(document.getElementById("data").textContent);
const byId = new Map(studies.map((study) => [study.id, study]));
const selects = [...document.querySelectorAll("select[data-filter]")];
const said = document.getElementById("said");
let chosen = "";
document.getElementById("filters").hidden = false;

function fits(study) {
  return selects.every((one) => one.value === "" || study[one.dataset.filter].includes(one.value));
}

function show() {
  for (const button of document.querySelectorAll("button[data-pair]")) {
    const cell = cells[button.dataset.pair];
    const primary = cell.studies.filter((id) => fits(byId.get(id))).length;
    const reviews = cell.reviews.filter((id) => fits(byId.get(id))).length;
    button.hidden = primary + reviews === 0;
    button.setAttribute("aria-pressed", String(button.dataset.pair === chosen));
    const parts = [primary || "", reviews ? `R${reviews}` : ""];
    button.querySelector("[data-number]").textContent = parts.filter(Boolean).join(" ");
    button.querySelector("[data-words]").textContent =
      `${cell.pair}: ${primary} primary studies, ${reviews} reviews, ${cell.certainty}`;
  }
  const cell = cells[chosen];
  let shown = 0;
  for (const item of document.querySelectorAll("li[data-study]")) {
    const id = item.dataset.study;
    const inside = !cell || cell.studies.includes(id) || cell.reviews.includes(id);
    item.hidden = !(inside && fits(byId.get(id)));
    shown += item.hidden ? 0 : 1;
    item.querySelector("[data-found]").textContent = cell && cell.found[id] ? ` On this pair: ${cell.found[id]}.` : "";
  }
  const pair = cell ? ` on ${cell.pair}, ${cell.certainty}` : "";
  said.textContent = shown ? `${shown} of ${studies.length} studies${pair}` : "No study has all of this. Take a filter away.";
}

for (const one of selects) {
  one.addEventListener("change", show);
}
for (const button of document.querySelectorAll("button[data-pair]")) {
  button.addEventListener("click", () => {
    chosen = chosen === button.dataset.pair ? "" : button.dataset.pair;
    show();
    document.getElementById("studies").scrollIntoView();
  });
}
document.getElementById("clear").addEventListener("click", () => {
  chosen = "";
  for (const one of selects) {
    one.value = "";
  }
  show();
});
show();
