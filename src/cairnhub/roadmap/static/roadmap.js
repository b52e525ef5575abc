/* "Weigh it yourself" answers while you move a slider. Without this file the form's button does the same. */
"use strict";

for (const form of document.querySelectorAll("form[data-part]")) {
  const target = document.getElementById(form.dataset.part);
  const said = form.querySelector("[data-said]");
  const sliders = [...form.querySelectorAll("input[type=range]")];
  let waiting, asked = 0;

  const showShares = () => {
    const total = sliders.reduce((sum, slider) => sum + Number(slider.value), 0);
    for (const slider of sliders) {
      slider.parentElement.querySelector("output").textContent =
        total ? `${Math.round((100 * slider.value) / total)}%` : "0%";
    }
  };

  // Only what differs from the usual weights and "all" belongs in an address somebody shares.
  const chosen = () => {
    const query = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...query]) if (value === "" || (name === "form" && value === "geometric")) query.delete(name);
    const different = (values) => new Set(values).size;
    const weights = sliders.map((slider) => Number(slider.value));
    const usual = sliders.map((slider) => Number(slider.dataset.usual));
    const equal = different(usual) === 1 && different(weights) === 1 && weights[0] !== 0;
    if (equal || weights.every((weight, at) => weight === usual[at])) sliders.forEach((slider) => query.delete(slider.name));
    return query;
  };

  const update = async () => {
    const number = ++asked;
    const query = chosen();
    const address = `${query}` ? `${form.getAttribute("action")}?${query}` : form.getAttribute("action");
    query.set("part", form.dataset.part);
    try {
      const answer = await fetch(`${form.getAttribute("action")}?${query}`);
      if (!answer.ok || number !== asked) return;
      target.innerHTML = await answer.text();
      history.replaceState(null, "", address);
      said.textContent = "The order has changed.";
    } catch {
      said.textContent = "The order could not be updated. Use Apply.";
    }
  };

  form.addEventListener("input", () => {
    showShares();
    said.textContent = "";
    clearTimeout(waiting);
    waiting = setTimeout(update, 200);
  });
}
