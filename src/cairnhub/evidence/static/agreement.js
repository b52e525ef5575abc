/* Says how much is still to be decided, shows the lines of a finding when it is put together from them, and takes what is
   typed for something else as that choice. Without this file everything is shown. */
"use strict";

const form = document.querySelector("form.agree");
const said = form.querySelector("[data-decided]");

function tell() {
  for (const pair of form.querySelectorAll("[data-pair]")) {
    const parts = pair.querySelector("[data-parts]");
    if (parts) {
      parts.hidden = !pair.querySelector("input[value=parts]").checked;
    }
  }
  const asked = [...form.querySelectorAll("[data-decision]")].filter((one) => !one.closest("[hidden]"));
  const decided = asked.filter((one) => one.querySelector("input[type=radio]:checked"));
  said.textContent = asked.length ? `${decided.length} of ${asked.length} decided` : "";
}

form.addEventListener("input", (event) => {
  const own = event.target.closest(".own");
  // Of what came before this file nobody knows which was last: the choice stays as it stands.
  if (own && event.detail !== "early") {
    own.parentElement.querySelector("input[type=radio]").checked = true;
  }
  tell();
});

tell();
