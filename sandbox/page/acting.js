// Acting as somebody: the button in the strip and its menu, grouped by role, with what is unread.

import { h, icon } from "./dom.js";
import { pickerButton } from "./picker.js";
import { emit, store } from "./store.js";

let acting = null;

function roleWords(person) {
  return [person.role, person.is_guest ? "guest" : null, person.is_outsider ? "other organisation" : null]
    .filter(Boolean)
    .join(", ");
}

function people() {
  const groups = new Map();
  const all = [...store.people.values()].filter((person) => !person.is_bot && !person.deleted);
  for (const person of all) {
    const label = person.group || "Everyone else";
    if (!groups.has(label)) groups.set(label, []);
    const unread = person.unread
      ? h(
          "span",
          { class: "count" },
          String(person.unread),
          h("span", { class: "visually-hidden" }, " unread"),
        )
      : null;
    groups
      .get(label)
      .push({
        value: person.id,
        label: person.name,
        hint: [...new Set([roleWords(person), person.title].filter(Boolean))].join(" · "),
        tail: unread,
      });
  }
  const last = groups.get("Everyone else");
  groups.delete("Everyone else");
  const named = [...groups.entries(), ...(last ? [["Everyone else", last]] : [])];
  return named.map(([label, options]) => ({
    label,
    options: options.sort((one, two) => one.label.localeCompare(two.label)),
  }));
}

export function actingButton() {
  const words = roleWords(store.me);
  const button = h(
    "button",
    {
      type: "button",
      class: "acting",
      "data-key": "acting",
      title: "Act as somebody else (Ctrl+K)",
      "aria-label": `Acting as ${store.me.name}${words ? `, ${words}` : ""}. Choose another person`,
    },
    icon("person"),
    h(
      "span",
      { class: "acting-words" },
      h("span", { class: "acting-label" }, "Acting as "),
      h("strong", null, store.me.name),
      words ? h("span", { class: "acting-role" }, `, ${words}`) : null,
    ),
    icon("down"),
  );
  acting = pickerButton(button, () => ({
    label: "Find a person or role",
    groups: people,
    selected: store.me.id,
    choose: (id) => emit("act-as", id),
  }));
  return button;
}

// Ctrl+K, unless a form is open.
export function toggleActing() {
  if (acting && !acting.button.closest("[inert]")) acting.toggle();
}
