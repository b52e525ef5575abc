/* Opens a link, and saves answers as they are given. Without this file the forms and buttons do both. */
"use strict";

const one = (selector) => document.querySelector(selector);
const form = one("[data-screen]");
const said = one("[data-saved]");

// The secret of a link stands behind "#", which browsers never send: it is posted once, and leaves the address bar.
function open(secret) {
  history.replaceState(null, "", location.pathname + location.search);
  const signed = one("[name=csrfmiddlewaretoken]");
  if (!signed) {
    return;
  }
  const opening = one("[data-opening]");
  if (opening) {
    opening.hidden = false;
    one("[data-paste]").hidden = true;
  }
  const posted = document.createElement("form");
  posted.method = "post";
  posted.action = document.body.dataset.enterAt;
  for (const [name, value] of [["csrfmiddlewaretoken", signed.value], ["code", secret]]) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    posted.append(field);
  }
  document.body.append(posted);
  posted.submit();
}

function look() {
  const secret = location.hash.slice(1);
  if (secret && !document.getElementById(secret)) {
    open(secret);
  }
}
look();
addEventListener("hashchange", look);

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = button.dataset.done;
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const PATIENCE = 20000;
let dirty = false;
let failed = 0;
let leaving = false;
let running = null;
let waiting = null;

function say(text, wrong = false) {
  if (said) {
    said.textContent = text;
    said.classList.toggle("wrong", wrong);
  }
}

function tell(problem) {
  const place = one("[data-problem]");
  if (place) {
    place.textContent = problem;
    place.hidden = !problem;
  }
}

// What was kept is what the page now stands for, so that a later page tells what changed since.
function settle(sent) {
  for (const field of form.querySelectorAll("[name$='-was']")) {
    field.value = sent.get(field.name.slice(0, -4)) ?? field.value;
  }
}

// Answers what the server said, or null where nothing was saved yet.
async function save(go) {
  dirty = false;
  const sent = new FormData(form);
  if (go) {
    sent.set("go", go);
  }
  say(said?.dataset.saving ?? "");
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: sent,
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 403 || answer.status === 404) {
      say(said?.dataset.anew ?? "", true);
      return {};
    }
    const told = await answer.json();
    failed = 0;
    const wrong = !answer.ok;
    say(told.said, wrong);
    tell(wrong && go ? told.said : "");
    if (!wrong) {
      settle(sent);
    }
    return told;
  } catch {
    dirty = true;
    failed += 1;
    say((go ? said?.dataset.stay : said?.dataset.failed) ?? "", true);
    keep(Math.min(2000 * 2 ** failed, 30000));
    return null;
  }
}

// One save at a time: an older one must never arrive after a newer.
async function flush() {
  clearTimeout(waiting);
  while (running) {
    await running;
  }
  if (!dirty) {
    return true;
  }
  running = save();
  const told = await running;
  running = null;
  return told !== null;
}

function keep(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(flush, pause);
}

async function leave(go) {
  clearTimeout(waiting);
  while (running) {
    await running;
  }
  clearTimeout(waiting);
  running = save(go);
  const told = await running;
  running = null;
  if (told?.to) {
    leaving = true;
    location.assign(told.to);
  }
}

function countPoints() {
  const told = one("[data-left]");
  if (told) {
    const fields = [...form.querySelectorAll("[data-points]")];
    const left = 100 - fields.reduce((sum, field) => sum + (Number(field.value) || 0), 0);
    const words = left < 0 ? told.dataset.over : told.dataset.left;
    told.textContent = left ? `${Math.abs(left)} ${words}` : told.dataset.all;
    told.classList.toggle("wrong", left < 0);
  }
}

if (form) {
  for (const part of document.querySelectorAll("[data-as-you-go]")) {
    part.textContent = part.dataset.asYouGo;
  }
  countPoints();
  // Arrow keys choose each step they pass: the pause lets them settle, and the last one is what is saved.
  form.addEventListener("input", (event) => {
    dirty = true;
    countPoints();
    keep(event.target.type === "radio" || event.target.tagName === "SELECT" ? 250 : 900);
  });
  // What is on its way arrives before the page that follows it, and without a connection no page follows.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!leaving) {
      leave(event.submitter?.value || "next");
    }
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.target || link.hash || event.ctrlKey || event.metaKey || event.shiftKey || !(dirty || running)) {
      return;
    }
    event.preventDefault();
    if (await flush()) {
      location.assign(link.href);
    }
  });
  addEventListener("online", () => dirty && keep(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty && !running) {
      flush();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (dirty && failed) {
      event.preventDefault();
    }
  });
  // A page that comes back from the browser's memory may show what was changed since then.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
