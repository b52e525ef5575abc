/* Long lists of boxes narrow while one types. Without this file the button beside the words does it. */
"use strict";

for (const list of document.querySelectorAll("[data-checklist]")) {
  const words = list.querySelector("input[type=search]");
  const items = [...list.querySelectorAll("li")];
  const count = list.querySelector("[data-count]");
  if (words.value === "") {
    list.querySelector("button[name=narrow]").hidden = true;
  }

  words.addEventListener("input", () => {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const box = item.querySelector("input");
      const text = `${item.textContent} ${box.value}`.toLowerCase();
      item.hidden = !box.checked && !asked.every((word) => text.includes(word));
      shown += item.hidden ? 0 : 1;
    }
    count.textContent = `${shown} of ${items.length}`;
  });

  // Enter in this field would otherwise send the whole form.
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
}
