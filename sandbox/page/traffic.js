// The drawer for developers: what went to the app and came from it, newest first.

import { read } from "./api.js";
import { h, icon } from "./dom.js";
import { toast } from "./layers.js";
import { on } from "./store.js";

const MOST = 300;
const state = { entries: [], held: [], paused: false, filter: "", open: false };
const parts = {};
const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function fits(entry) {
  return (
    !state.filter ||
    `${entry.direction} ${entry.type} ${entry.name} ${entry.status}`.toLowerCase().includes(state.filter)
  );
}

async function detail(entry, row) {
  const open = row.nextElementSibling?.classList.contains("traffic-detail") ? row.nextElementSibling : null;
  row.querySelector("button").setAttribute("aria-expanded", String(!open));
  if (open) {
    open.remove();
    return;
  }
  const cell = h("td", { colspan: "5" }, "Loading");
  row.after(h("tr", { class: "traffic-detail" }, cell));
  try {
    const whole = await read(`traffic/${entry.id}`);
    const { request, answer, ...rest } = whole.entry ?? whole;
    cell.replaceChildren(
      h("h4", null, "Request"),
      h("pre", { tabindex: "0" }, JSON.stringify(request ?? rest, null, 2)),
      h("h4", null, "Answer"),
      h("pre", { tabindex: "0" }, JSON.stringify(answer ?? null, null, 2)),
    );
  } catch (refusal) {
    cell.replaceChildren(refusal.message);
  }
}

function row(entry) {
  const to = entry.direction === "to_app";
  const node = h(
    "tr",
    {
      class: `traffic-row ${/^(ok|200|2\d\d|acked)/i.test(String(entry.status)) ? "" : "odd"}`,
      "data-traffic": entry.id,
    },
    h("td", { class: "traffic-time" }, clock.format(new Date(entry.at * 1000))),
    h(
      "td",
      { title: to ? "to the app" : "from the app" },
      h("span", { "aria-hidden": "true" }, to ? "→" : "←"),
      h("span", { class: "visually-hidden" }, to ? "to the app" : "from the app"),
    ),
    h(
      "td",
      null,
      h(
        "button",
        {
          type: "button",
          class: "link-button",
          "aria-expanded": "false",
          on: { click: () => detail(entry, node) },
        },
        entry.name || entry.type,
      ),
      h("span", { class: "hint" }, entry.name ? ` ${entry.type}` : ""),
    ),
    h("td", { class: "align-right" }, `${Math.round(entry.ms ?? 0)}`),
    h("td", { class: "traffic-status" }, String(entry.status ?? "")),
  );
  return node;
}

function draw() {
  if (!state.open) return;
  parts.body.replaceChildren(...state.entries.filter(fits).map(row));
  parts.pause.textContent = state.paused
    ? `Go on${state.held.length ? ` (${state.held.length})` : ""}`
    : "Pause";
  parts.pause.setAttribute("aria-pressed", String(state.paused));
}

function add(entry) {
  if (state.paused) {
    state.held.push(entry);
    if (state.open) parts.pause.textContent = `Go on (${state.held.length})`;
    return;
  }
  state.entries.unshift(entry);
  state.entries.length = Math.min(state.entries.length, MOST);
  if (!state.open || !fits(entry)) return;
  parts.body.prepend(row(entry));
  if (parts.body.rows.length > MOST * 2) parts.body.lastElementChild.remove();
}

function pause() {
  state.paused = !state.paused;
  if (!state.paused) state.held.splice(0).forEach(add);
  draw();
}

function build(drawer) {
  const filter = h("input", {
    class: "field",
    type: "search",
    placeholder: "Filter",
    "aria-label": "Filter the traffic",
    on: {
      input: () => {
        state.filter = filter.value.trim().toLowerCase();
        draw();
      },
    },
  });
  parts.pause = h(
    "button",
    { type: "button", class: "button small", "aria-pressed": "false", on: { click: pause } },
    "Pause",
  );
  parts.body = h("tbody");
  const head = ["Time", "To or from", "What", "ms", "Answer"].map((label, at) =>
    h(
      "th",
      { scope: "col", class: at === 3 ? "align-right" : "" },
      at === 1 ? h("span", { class: "visually-hidden" }, label) : label,
    ),
  );
  drawer.replaceChildren(
    h(
      "header",
      { class: "middle-head" },
      h("h2", null, "Traffic"),
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": "Close traffic", on: { click: toggle } },
        icon("close"),
      ),
    ),
    h("div", { class: "traffic-tools" }, filter, parts.pause),
    h(
      "div",
      { class: "traffic-frame", tabindex: "0", role: "region", "aria-label": "Exchanges with the app" },
      h("table", { class: "traffic-table" }, h("thead", null, h("tr", null, head)), parts.body),
    ),
  );
}

async function toggle() {
  const drawer = document.getElementById("traffic");
  state.open = !state.open;
  drawer.hidden = !state.open;
  if (!state.open) {
    document.querySelector('[data-key="tool-traffic"]')?.focus();
    return;
  }
  build(drawer);
  drawer.querySelector("input").focus();
  try {
    const { entries } = await read("traffic", { limit: 100 });
    state.entries = entries;
  } catch (refusal) {
    toast(refusal.message, "warning");
  }
  draw();
}

on("traffic", toggle);
on("traffic-entry", add);
