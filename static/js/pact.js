// The niceties. Without this file, and without htmx, every page still works.
"use strict";

const byItself = "[hx-get], [hx-post], [hx-put], [hx-delete]";

function letGo(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

// A double click sends once. The server would refuse the second; this spares the question.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.matches(byItself)) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(letGo, 8000, form); // a download leaves the page standing
});
window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach(letGo));

// What was typed and not sent is not left behind unasked: not for the other language, not by a link.
// At the door nothing is lost, and a passkey goes on from there without sending what was typed.
const ofWork = "form[method=post]:not([data-door])";
const typed = new Set(document.querySelectorAll(`${ofWork}:has([aria-invalid=true])`));
document.addEventListener("input", (event) => {
  if (event.target.form?.matches(ofWork)) typed.add(event.target.form);
});
document.addEventListener("submit", (event) => typed.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if (typed.size) event.preventDefault();
});

// What opens over the page, the panel with your name, the menu of a telephone and a fold of deeds,
// closes on Escape and on a click beside it.
const overThePage = "details:is(.who, .menu, .fold)[open]";
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const panel = document.querySelector(overThePage);
  if (!panel) return;
  panel.open = false;
  panel.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  document.querySelectorAll(overThePage).forEach((panel) => {
    if (!panel.contains(event.target)) panel.open = false;
  });
});

// A part that did not answer says so, instead of doing nothing.
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    document.getElementById("no-answer").hidden = false;
  });
}
document.addEventListener("htmx:beforeRequest", () => {
  document.getElementById("no-answer").hidden = true;
});

// A passkey that is taken back, or does not answer, says so too.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("no-key").hidden = false;
});

// Two minutes before the session ends for want of a sign of life, ask for one.
const stillThere = document.getElementById("ends-soon");
if (stillThere) {
  const untilAsked = (stillThere.dataset.idle - 120) * 1000;
  let asks;
  const seen = () => {
    stillThere.hidden = true;
    clearTimeout(asks);
    asks = setTimeout(() => { stillThere.hidden = false; }, untilAsked);
  };
  seen();
  document.addEventListener("htmx:afterRequest", seen);
  stillThere.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch("/", { method: "HEAD", redirect: "manual" });
    if (answer.ok) seen();
  });
}

// What somebody chose while a narrower list was on its way stays chosen, where that list has it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const chosen = [...event.detail.target.querySelectorAll("select")].filter((list) => list.value);
  if (!chosen.length) return;
  const choose = () => {
    for (const { id, value } of chosen) {
      const list = document.getElementById(id);
      if ([...list.options].some((option) => option.value === value)) list.value = value;
    }
  };
  document.addEventListener("htmx:afterSwap", choose, { once: true });
});
