// Things above the page: dialogs that keep the focus, popovers beside their button, menus, toasts.

import { focusables, h, icon, uid } from "./dom.js";

const layers = [];

function settle() {
  for (const node of document.querySelectorAll("#strip, #side, #middle, #right, .skip"))
    node.inert = layers.length > 0;
  layers.forEach((layer, index) => {
    layer.node.inert = index < layers.length - 1;
  });
}

// Opens a dialog layer; Tab stays inside, Esc calls `cancel`, closing gives the focus back.
export function openLayer(node, { cancel, first }) {
  const before = document.activeElement;
  const layer = { node, before };
  node.dataset.layer = "";
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      cancel();
    } else if (event.key === "Tab") {
      wrapTab(event, node);
    }
  });
  document.getElementById("layers").append(node);
  layers.push(layer);
  settle();
  (first?.() || focusables(node)[0] || node).focus({ preventScroll: true });
  return () => {
    const at = layers.indexOf(layer);
    if (at < 0) return;
    layers.splice(at, 1);
    node.remove();
    settle();
    const heir = before?.isConnected && !before.closest("[inert]") ? before : fallbackFocus();
    heir?.focus({ preventScroll: true });
  };
}

function fallbackFocus() {
  return layers.length ? focusables(layers.at(-1).node)[0] : document.querySelector("#middle [data-main]");
}

function wrapTab(event, node) {
  const stops = focusables(node);
  if (!stops.length) return;
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement === edge || !node.contains(document.activeElement)) {
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }
}

// Places `node` beside `anchor`, kept inside the window, in the anchor's own layer.
export function popover(anchor, node, { close, width = false, above = false, owns = () => false }) {
  const home = anchor.closest("[data-layer]") || document.getElementById("popovers");
  node.classList.add("popover");
  home.append(node);
  const place = () => {
    const rect = anchor.getBoundingClientRect();
    if (width) node.style.width = `${Math.max(rect.width, 180)}px`;
    const size = node.getBoundingClientRect();
    const room = window.innerHeight - rect.bottom;
    const up = above || (room < size.height + 8 && rect.top > room);
    const top = up ? rect.top - size.height - 4 : rect.bottom + 4;
    node.style.top = `${Math.max(6, Math.min(top, window.innerHeight - size.height - 6))}px`;
    node.style.left = `${Math.max(6, Math.min(rect.left, window.innerWidth - size.width - 6))}px`;
  };
  const outside = (event) => {
    if (!node.contains(event.target) && !anchor.contains(event.target) && !owns(event.target)) close();
  };
  const moved = (event) => {
    if (!node.contains(event.target)) place();
  };
  place();
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", place);
  document.addEventListener("scroll", moved, true);
  return {
    place,
    remove() {
      node.remove();
      document.removeEventListener("pointerdown", outside, true);
      window.removeEventListener("resize", place);
      document.removeEventListener("scroll", moved, true);
    },
  };
}

// A menu button's menu. Items: {label, hint?, danger?, run} or {heading}.
function openMenu(anchor, items, label) {
  const entries = items.map((item) =>
    item.heading
      ? h("div", { class: "menu-heading", role: "presentation" }, item.heading)
      : h(
          "button",
          {
            type: "button",
            role: "menuitem",
            tabindex: "-1",
            class: `menu-item${item.danger ? " danger" : ""}`,
            on: {
              click: () => {
                done();
                item.run();
              },
            },
          },
          h("span", { class: "menu-label" }, item.label),
          item.hint ? h("span", { class: "menu-hint" }, item.hint) : null,
        ),
  );
  const box = h("div", { role: "menu", class: "menu", id: uid("menu"), "aria-label": label }, entries);
  const stops = () => [...box.querySelectorAll('[role="menuitem"]')];
  const done = (back = true) => {
    pop.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (back && anchor.isConnected) anchor.focus({ preventScroll: true });
  };
  box.addEventListener("keydown", (event) => menuKey(event, stops(), done));
  const pop = popover(anchor, box, { close: () => done(false) });
  anchor.setAttribute("aria-expanded", "true");
  stops()[0]?.focus({ preventScroll: true });
  return done;
}

function menuKey(event, stops, done) {
  const at = stops.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 };
  if (event.key in steps) {
    event.preventDefault();
    stops[(steps[event.key] + stops.length) % stops.length].focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    done();
  } else if (event.key === "Tab") {
    event.preventDefault();
    done();
  } else if (event.key.length === 1 && /\w/.test(event.key)) {
    const turn = [...stops.slice(at + 1), ...stops.slice(0, at + 1)];
    turn.find((stop) => stop.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
}

export function menuButton(props, content, items, label) {
  const button = h(
    "button",
    { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", ...props },
    content,
  );
  let close = null;
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-expanded") === "true") close?.();
    else close = openMenu(button, items(), label);
  });
  return button;
}

// Asks once before an act: resolves to true or false.
export function ask({ title, text, confirm, deny, danger }) {
  return new Promise((resolve) => {
    const heading = uid("confirm");
    const finish = (answer) => {
      close();
      resolve(answer);
    };
    const yes = h(
      "button",
      {
        type: "button",
        class: `button ${danger ? "danger-fill" : "primary"}`,
        on: { click: () => finish(true) },
      },
      confirm,
    );
    const no = h("button", { type: "button", class: "button", on: { click: () => finish(false) } }, deny);
    const box = h(
      "div",
      {
        class: "dialog small",
        role: "alertdialog",
        "aria-modal": "true",
        "aria-labelledby": heading,
        "aria-describedby": `${heading}-text`,
      },
      h("h2", { id: heading, class: "dialog-title" }, title),
      h("div", { id: `${heading}-text`, class: "dialog-body" }, text),
      h("div", { class: "dialog-foot" }, no, yes),
    );
    const close = openLayer(h("div", { class: "overlay" }, box), {
      cancel: () => finish(false),
      first: () => no,
    });
  });
}

let toastTimer = null;

export function toast(text, level = "info") {
  const box = document.getElementById(level === "info" ? "toast" : "toast-alert");
  const other = document.getElementById(level === "info" ? "toast-alert" : "toast");
  const hide = () => box.replaceChildren();
  other.replaceChildren();
  box.replaceChildren(
    h(
      "div",
      { class: `toast ${level}` },
      h("span", null, text),
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": "Dismiss", on: { click: hide } },
        icon("close"),
      ),
    ),
  );
  window.clearTimeout(toastTimer);
  toastTimer = window.setTimeout(hide, 9000);
}

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}
