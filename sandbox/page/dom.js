// Builds DOM nodes. Nothing in the page ever parses text as HTML, so hostile text stays text.

const SVG = "http://www.w3.org/2000/svg";
const SAFE_SCHEMES = ["http:", "https:", "mailto:", "tel:", "slack:"];
let counter = 0;

function fill(node, props, kids) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    } else if (name === "prop") {
      Object.assign(node, value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...kids.flat(Infinity).filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return node;
}

export function h(tag, props, ...kids) {
  return fill(document.createElement(tag), props, kids);
}

export function svg(tag, props, ...kids) {
  return fill(document.createElementNS(SVG, tag), props, kids);
}

export function uid(prefix = "n") {
  counter += 1;
  return `${prefix}-${counter}`;
}

export function safeUrl(address) {
  try {
    const url = new URL(address, window.location.origin);
    return SAFE_SCHEMES.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function isOurs(address) {
  try {
    return new URL(address, window.location.origin).origin === window.location.origin;
  } catch {
    return false;
  }
}

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [contenteditable="true"], [tabindex="0"]';

export function focusables(root) {
  return [...root.querySelectorAll(FOCUSABLE)].filter(
    (node) => node.tabIndex >= 0 && node.getClientRects().length > 0,
  );
}

// Draws a part of the page again without losing the place of whoever works by keyboard.
export function redraw(root, build) {
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  const key = active?.closest("[data-key]")?.dataset.key;
  const selection = active && "selectionStart" in active ? safeSelection(active) : null;
  const turn = active ? focusables(root).indexOf(active) : -1;
  const top = root.scrollTop;
  root.replaceChildren(...[build()].flat(Infinity).filter(Boolean));
  root.scrollTop = top;
  if (!active) return;
  const again = key && [...root.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
  const target =
    (again?.matches?.(FOCUSABLE) ? again : again?.querySelector?.(FOCUSABLE)) || focusables(root)[turn];
  if (!target) return;
  target.focus({ preventScroll: true });
  if (selection) restoreSelection(target, selection);
}

function safeSelection(node) {
  try {
    return [node.selectionStart, node.selectionEnd];
  } catch {
    return null;
  }
}

function restoreSelection(node, [start, end]) {
  try {
    node.setSelectionRange(start, end);
  } catch {
    // Number and date fields have no selection to restore.
  }
}

export function spinner(label) {
  return h("span", {
    class: "spinner",
    role: label ? "img" : null,
    "aria-label": label,
    "aria-hidden": label ? null : "true",
  });
}

// Small line drawings of our own; each stands beside words or on a button with a label.
const ICONS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  down: "M6 9l6 6 6-6",
  back: "M15 6l-6 6 6 6",
  hash: "M9 4L7 20M17 4l-2 16M4 9h16M3 15h16",
  lock: "M7 11V8a5 5 0 0110 0v3M5 11h14v9H5z",
  clip: "M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.3 3.3 0 014.7 4.7L9.4 17a1.7 1.7 0 01-2.4-2.4L14.5 7",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  send: "M4 12l16-8-6 16-3-7z",
  smile: "M12 21a9 9 0 100-18 9 9 0 000 18zM8.5 14.5a4.5 4.5 0 007 0M9 9.5h.01M15 9.5h.01",
  reply: "M9 7L4 12l5 5M4 12h10a6 6 0 016 6",
  pencil: "M4 20l1-4L16.5 4.5l3 3L8 19z",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 100-6 3 3 0 000 6z",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2",
  sun: "M12 17a5 5 0 100-10 5 5 0 000 10zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5",
  flag: "M6 21V4M6 4h11l-2 4 2 4H6",
  pulse: "M3 12h4l3-7 4 14 3-7h4",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  person: "M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 21a7.5 7.5 0 0115 0",
  calendar: "M4 6h16v15H4zM4 10h16M8 3v5M16 3v5",
  check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 4l9 16H3zM12 10v4M12 17h.01",
};

export function icon(name) {
  return svg(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: ICONS[name] || ICONS.file }),
  );
}
