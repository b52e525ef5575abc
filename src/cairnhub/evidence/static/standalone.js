"use strict";
const { studies, cells, most } = JSON.parse(document.getElementById("data").textContent);
const byId = new Map(studies.map((study) => [study.id, study]));
const selects = [...document.querySelectorAll("select[data-filter]")];
const buttons = [...document.querySelectorAll("button[data-pair]")];
const heading = document.getElementById("studies");
const back = document.getElementById("back");
let chosen = "";

function fits(study) {
  return selects.every((one) => one.value === "" || study[one.dataset.filter].includes(one.value));
}

function count(ids) {
  return ids.filter((id) => fits(byId.get(id))).length;
}

function counted(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

function showCell(button) {
  const cell = cells[button.dataset.pair];
  const primary = count(cell.studies);
  const reviews = count(cell.reviews);
  const bubble = button.querySelector("[data-bubble]");
  button.hidden = primary + reviews === 0;
  button.setAttribute("aria-pressed", String(button.dataset.pair === chosen));
  button.parentElement.classList.toggle("nothing", button.hidden && cell.linked);
  const none = button.parentElement.querySelector("[data-none]");
  if (none) {
    none.hidden = !button.hidden;
  }
  bubble.hidden = primary === 0;
  bubble.className = bubble.className.replace(/\bn\d+\b/, `n${Math.min(primary, most)}`);
  bubble.textContent = `${primary}${cell.letter}`;
  button.querySelector("[data-reviews]").textContent = reviews ? `R${reviews}` : "";
  button.querySelector("[data-words]").textContent =
    `${cell.pair}: ${counted(primary, "primary study", "primary studies")}, ` +
    `${counted(reviews, "review", "reviews")}, ${cell.certainty}`;
}

function showList() {
  const cell = cells[chosen];
  let shown = 0;
  for (const item of document.querySelectorAll("li[data-study]")) {
    const id = item.dataset.study;
    const inside = !cell || cell.studies.includes(id) || cell.reviews.includes(id);
    item.hidden = !(inside && fits(byId.get(id)));
    shown += item.hidden ? 0 : 1;
    item.querySelector("[data-found]").textContent = cell && cell.found[id] ? ` On this pair: ${cell.found[id]}.` : "";
  }
  heading.textContent = cell ? `Studies: ${cell.pair}` : "Studies";
  back.hidden = !cell;
  document.getElementById("said").textContent = shown
    ? `${shown} of ${counted(studies.length, "study", "studies")}${cell ? `; ${cell.certainty}` : ""}`
    : "No study has all of this. Take a filter away.";
}

function show() {
  buttons.forEach(showCell);
  showList();
}

// The address keeps the filters and the cell, so that it can be sent on or kept.
function readAddress() {
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const one of selects) {
    const value = kept.get(one.dataset.filter) || "";
    one.value = [...one.options].some((option) => option.value === value) ? value : "";
  }
  chosen = cells[kept.get("cell")] ? kept.get("cell") : "";
  show();
}

function change() {
  const kept = new URLSearchParams(selects.filter((one) => one.value).map((one) => [one.dataset.filter, one.value]));
  if (chosen) {
    kept.set("cell", chosen);
  }
  history.replaceState(null, "", `#${kept}`);
  show();
}

function leaveCell() {
  const left = buttons.find((button) => button.dataset.pair === chosen);
  chosen = "";
  change();
  const to = left && !left.hidden ? left : document.querySelector(".scroll");
  to.focus();
}

for (const one of selects) {
  one.addEventListener("change", change);
}
for (const button of buttons) {
  button.addEventListener("click", () => {
    chosen = button.dataset.pair;
    change();
    heading.focus();
    heading.scrollIntoView();
  });
  // A browser leaves a cell that is partly in sight where it is.
  button.addEventListener("focus", () => button.scrollIntoView({ block: "nearest", inline: "nearest" }));
}
back.addEventListener("click", leaveCell);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) {
    leaveCell();
  }
});
document.getElementById("clear").addEventListener("click", () => {
  chosen = "";
  for (const one of selects) {
    one.value = "";
  }
  change();
});
window.addEventListener("hashchange", readAddress);
document.getElementById("filters").hidden = false;
document.getElementById("how").hidden = false;
readAddress();
