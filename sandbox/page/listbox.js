// The list under a combobox: groups of options, one of them active, chosen by keyboard or pointer.

import { h, uid } from "./dom.js";
import { popover } from "./layers.js";

export class Listbox {
  constructor(input, { pick, label, many = false, above = false, frame = input }) {
    Object.assign(this, { input, pick, frame, above });
    this.box = h("div", {
      class: "listbox",
      role: "listbox",
      id: uid("list"),
      "aria-label": label,
      "aria-multiselectable": many ? "true" : null,
    });
    this.box.addEventListener("pointerdown", (event) => event.preventDefault());
    this.options = [];
    this.active = -1;
    this.pop = null;
    input.setAttribute("aria-controls", this.box.id);
    input.setAttribute("aria-expanded", "false");
  }

  get isOpen() {
    return this.pop !== null;
  }

  open() {
    if (this.pop) return;
    this.pop = popover(this.frame, this.box, { close: () => this.close(), width: true, above: this.above });
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.pop?.remove();
    this.pop = null;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  note(words) {
    this.options = [];
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.box.replaceChildren(
      h(
        "div",
        { class: "list-note", role: "option", "aria-disabled": "true", "aria-selected": "false" },
        words,
      ),
    );
    this.pop?.place();
  }

  show(groups, { selected = new Set(), empty = "Nothing fits." } = {}) {
    this.options = [];
    const nodes = groups
      .filter((group) => group.options.length)
      .map((group) => {
        const label = uid("group");
        const options = group.options.map((option) => this.optionNode(option, selected));
        return group.label
          ? h(
              "div",
              { role: "group", "aria-labelledby": label },
              h("div", { class: "list-group", id: label }, group.label),
              options,
            )
          : options;
      });
    if (!this.options.length) {
      this.note(empty);
      return;
    }
    this.box.replaceChildren(...nodes.flat());
    const chosen = this.options.findIndex(({ option }) => selected.has(option.value));
    this.move(chosen >= 0 ? chosen : 0);
    this.pop?.place();
  }

  optionNode(option, selected) {
    const node = h(
      "div",
      {
        role: "option",
        id: uid("option"),
        class: "list-option",
        "aria-selected": selected.has(option.value) ? "true" : "false",
        "data-value": option.value,
      },
      option.lead ?? null,
      h("span", { class: "list-label" }, option.label),
      option.hint ? h("span", { class: "list-hint" }, option.hint) : null,
      option.tail ?? null,
    );
    const at = this.options.length;
    node.addEventListener("click", () => this.pick(option));
    node.addEventListener("pointermove", () => this.active !== at && this.move(at, false));
    this.options.push({ option, node });
    return node;
  }

  move(to, scroll = true) {
    if (!this.options.length) return;
    this.options[this.active]?.node.classList.remove("active");
    this.active = (to + this.options.length) % this.options.length;
    const { node } = this.options[this.active];
    node.classList.add("active");
    this.input.setAttribute("aria-activedescendant", node.id);
    if (scroll) node.scrollIntoView({ block: "nearest" });
  }

  // Keys that belong to the list; true if the key was ours.
  key(event) {
    if (!this.isOpen) return false;
    const steps = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: Math.min(this.active + 8, this.options.length - 1),
      PageUp: Math.max(this.active - 8, 0),
    };
    if (event.key in steps) this.move(steps[event.key]);
    else if (event.key === "Enter" && this.options[this.active]) this.pick(this.options[this.active].option);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
