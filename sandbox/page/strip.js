// The top strip: what this is, who is acting, the practice clock, and the tools of the page.

import { actingButton, toggleActing } from "./acting.js";
import { act } from "./api.js";
import { clockWords, unixOfWall, wallOf } from "./dates.js";
import { h, icon, redraw, uid } from "./dom.js";
import { menuButton, openLayer, toast } from "./layers.js";
import { openDrawer } from "./sidebar.js";
import { clockNow, emit, on, store } from "./store.js";
import { flipTheme, isDark } from "./theme.js";

const attempt = (promise) => promise.catch((refusal) => toast(refusal.message, "warning"));

function goTo() {
  const heading = uid("goto");
  const input = h("input", {
    class: "field date",
    type: "datetime-local",
    "aria-labelledby": heading,
    prop: { value: wallOf(clockNow()) },
  });
  const go = () => {
    const to = unixOfWall(input.value);
    if (to === null || to <= clockNow()) {
      toast("Choose a moment after the clock: practice time only goes forward.", "warning");
      return;
    }
    close();
    attempt(act("clock", { to }));
  };
  const box = h(
    "div",
    { class: "dialog small", role: "dialog", "aria-modal": "true", "aria-labelledby": heading },
    h("h2", { id: heading, class: "dialog-title" }, "Go to a moment"),
    h(
      "div",
      { class: "dialog-body" },
      input,
      h(
        "p",
        { class: "hint" },
        `In the zone of ${store.me.name}. All that falls due until then happens in order.`,
      ),
    ),
    h(
      "div",
      { class: "dialog-foot" },
      h("button", { type: "button", class: "button", on: { click: () => close() } }, "Cancel"),
      h("button", { type: "button", class: "button primary", on: { click: go } }, "Go"),
    ),
  );
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      go();
    }
  });
  const close = openLayer(h("div", { class: "overlay" }, box), { cancel: () => close(), first: () => input });
}

function jumps() {
  return [
    ...store.host.clock_buttons.map((one) => ({
      label: one.label,
      run: () => attempt(act("clock", { button: one.id })),
    })),
    { label: "Go to…", run: goTo },
  ];
}

function clock() {
  const busy = Boolean(store.clock.moving);
  const words = h("span", { class: "clock-words", id: "clock-words" }, clockWords(clockNow()));
  const buttons = jumps().map((one) =>
    h(
      "button",
      {
        type: "button",
        class: "button small",
        "data-key": `jump-${one.label}`,
        disabled: busy,
        on: { click: one.run },
      },
      one.label,
    ),
  );
  return h(
    "div",
    { class: "clock", role: "group", "aria-label": "Practice clock" },
    h("span", { class: "clock-now" }, icon("clock"), words),
    h("span", { class: "clock-buttons" }, buttons),
    menuButton(
      {
        class: "icon-button clock-menu",
        "aria-label": "Move the clock",
        "data-key": "clock-menu",
        disabled: busy,
      },
      icon("down"),
      jumps,
      "Move the clock",
    ),
  );
}

function tools() {
  const own = store.host.buttons.map((one) => ({
    key: one.id,
    label: one.label,
    run: () => attempt(act("host", { button: one.id })),
  }));
  return [
    ...own,
    ...(store.host.tour?.length
      ? [{ key: "tour", icon: "flag", label: "Tour", run: () => emit("tour") }]
      : []),
    { key: "traffic", icon: "pulse", label: "Traffic", run: () => emit("traffic") },
    {
      key: "theme",
      icon: "sun",
      label: isDark() ? "Light" : "Dark",
      spoken: isDark() ? "Light colours" : "Dark colours",
      run: () => {
        flipTheme();
        drawStrip();
      },
    },
  ];
}

function drawStrip() {
  redraw(document.getElementById("strip"), () => [
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        id: "open-side",
        "aria-label": "Conversations",
        "aria-expanded": String(document.body.classList.contains("drawer-open")),
        "aria-controls": "side",
        "data-key": "open-side",
        on: { click: () => openDrawer(!document.body.classList.contains("drawer-open")) },
      },
      icon("menu"),
    ),
    h("span", { class: "strip-title" }, store.host.title || store.team.name),
    actingButton(),
    clock(),
    h(
      "div",
      { class: "strip-tools" },
      tools().map((one) =>
        h(
          "button",
          {
            type: "button",
            class: "button small quiet",
            "data-key": `tool-${one.key}`,
            "aria-label": one.spoken ?? one.label,
            title: one.spoken ?? one.label,
            on: { click: one.run },
          },
          one.icon ? icon(one.icon) : null,
          h("span", { class: one.icon ? "tool-words" : null }, one.label),
        ),
      ),
    ),
    menuButton(
      { class: "icon-button strip-more", "aria-label": "Tools", "data-key": "strip-more" },
      icon("more"),
      () => tools().map((one) => ({ label: one.spoken ?? one.label, run: one.run })),
      "Tools",
    ),
  ]);
  drawProgress();
}

function drawProgress() {
  const { moving } = store.clock;
  const box = document.getElementById("progress");
  box.hidden = !moving;
  const line = box.querySelector(".progress-words");
  const words = moving ? [moving.label, moving.line].filter(Boolean).join(": ") : "";
  if (line.textContent !== words) line.textContent = words;
}

export function wireStrip() {
  document.getElementById("stop-clock").addEventListener("click", () => attempt(act("clock_stop")));
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      toggleActing();
    }
  });
  window.setInterval(() => {
    const words = document.getElementById("clock-words");
    if (words && store.me && words.textContent !== clockWords(clockNow()))
      words.textContent = clockWords(clockNow());
  }, 1000);
}

on("strip", drawStrip);
on("clock", drawStrip);
