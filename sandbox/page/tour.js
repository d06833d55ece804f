// The tour: cards at the edge, one step at a time, each done by doing it. The host writes the words.

import { h, icon } from "./dom.js";
import { announce } from "./layers.js";
import { mrkdwn, words } from "./mrkdwn.js";
import { emit, on, store } from "./store.js";

const KEY = "page-tour";
let kept = null;
let praise = null;

function progress() {
  if (kept?.workspace === store.workspace) return kept;
  let found = {};
  try {
    found = JSON.parse(window.localStorage.getItem(KEY)) || {};
  } catch {
    // Nothing kept, or nothing readable: the tour begins at its first step.
  }
  // A workspace begun anew begins its tour anew.
  if (found.workspace !== store.workspace) found = {};
  kept = { workspace: store.workspace, done: found.done || [], closed: Boolean(found.closed) };
  return kept;
}

function keep() {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing starts the tour anew next time.
  }
}

const steps = () => store.host.tour || [];
const current = () => steps().find((step) => !progress().done.includes(step.id)) ?? null;

function equal(wanted, seen) {
  if (typeof wanted === "string" && wanted.endsWith("*"))
    return String(seen ?? "").startsWith(wanted.slice(0, -1));
  return wanted === seen;
}

// Whether an act of the page fulfils a step's wish (one match or a list of them).
function matches(wish, seen) {
  const all = Array.isArray(wish) ? wish : [wish];
  return all.some((one) => Object.entries(one).every(([name, wanted]) => equal(wanted, seen[name])));
}

function finish(step, word) {
  progress().done.push(step.id);
  praise = word;
  keep();
  drawTour();
  const next = current();
  if (next && word) announce(`${word}. ${next.title}. ${words({ type: "mrkdwn", text: next.text })}`);
}

function noticed(seen) {
  const step = current();
  if (!step?.done_when || progress().closed) return;
  if (matches(step.done_when, seen)) finish(step, "Done");
}

function show(step) {
  emit("visit", { as: step.as, open: step.open });
}

function setClosed(closed) {
  progress().closed = closed;
  keep();
  drawTour();
}

function card(step) {
  const at = steps().indexOf(step);
  const last = at === steps().length - 1;
  const go =
    step.as || step.open
      ? h(
          "button",
          { type: "button", class: "button small primary", on: { click: () => show(step) } },
          "Show me",
        )
      : null;
  const next = step.done_when
    ? null
    : h(
        "button",
        {
          type: "button",
          class: "button small primary",
          on: {
            click: () => {
              finish(step, null);
              if (last) setClosed(true);
            },
          },
        },
        last ? "Done" : "Next",
      );
  const skip = step.done_when
    ? h(
        "button",
        { type: "button", class: "button small quiet", on: { click: () => finish(step, null) } },
        "Skip",
      )
    : null;
  return h(
    "section",
    { class: "tour-card", "aria-label": "Tour", "data-step": step.id },
    h(
      "div",
      { class: "tour-head" },
      h(
        "span",
        { class: "hint" },
        praise ? [icon("check"), ` ${praise}. `] : null,
        `${at + 1} of ${steps().length}`,
      ),
      h(
        "button",
        {
          type: "button",
          class: "icon-button tiny",
          "aria-label": "Close the tour",
          on: { click: () => setClosed(true) },
        },
        icon("close"),
      ),
    ),
    h("h2", { class: "tour-title" }, step.title),
    h("div", { class: "tour-text" }, mrkdwn(step.text)),
    h("div", { class: "button-row" }, go, next, skip),
  );
}

function drawTour() {
  const box = document.getElementById("tour");
  const step = current();
  const hidden = !step || progress().closed;
  box.hidden = hidden;
  box.replaceChildren(...(hidden ? [] : [card(step)]));
}

// [Tour]: opens it where it was left, closes it, or starts it again when it was finished.
function toggle() {
  if (!current()) progress().done = [];
  praise = null;
  setClosed(!progress().closed && !document.getElementById("tour").hidden);
}

on("acted", noticed);
on("tour", toggle);
on("tour-draw", drawTour);
