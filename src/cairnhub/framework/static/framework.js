/* Pointing at a box or an arrow of the framework lights what it is joined to. The diagram can be read without it. */
"use strict";

for (const map of document.querySelectorAll("svg.framework-map")) {
  const nodes = new Map([...map.querySelectorAll(".node")].map((node) => [node.dataset.node, node]));
  const arrows = [...map.querySelectorAll(".arrow")];

  const joinedTo = (looked) => {
    if (looked.classList.contains("arrow")) return [looked];
    const id = looked.dataset.node;
    return arrows.filter((arrow) => arrow.dataset.from === id || arrow.dataset.to === id);
  };
  const clear = () => {
    map.classList.remove("looking");
    map.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
  };
  const look = (event) => {
    const looked = event.target.closest(".node, .arrow");
    clear();
    if (!looked) return;
    looked.classList.add("lit");
    for (const arrow of joinedTo(looked)) {
      arrow.classList.add("lit");
      nodes.get(arrow.dataset.from).classList.add("lit");
      nodes.get(arrow.dataset.to).classList.add("lit");
    }
    map.classList.add("looking");
  };

  map.addEventListener("pointerover", look);
  map.addEventListener("focusin", look);
  map.addEventListener("pointerleave", clear);
  map.addEventListener("focusout", clear);
}
