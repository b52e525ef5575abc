/* Small comforts. Every page works without this file. */
"use strict";

// "/" puts the cursor into the search field, as on many sites; never while somebody is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("site-search").focus();
  }
});

// Who is quicker than the page's scripts is heard too: what was typed before they arrived is told to them afterwards.
function typed(field) {
  if (field instanceof HTMLSelectElement) {
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  }
  return field.checked !== field.defaultChecked || (field.type !== "hidden" && field.value !== field.defaultValue);
}

document.addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll("input, select, textarea")) {
    if (typed(field)) {
      field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "early" }));
    }
  }
});
