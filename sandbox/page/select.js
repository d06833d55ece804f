// Selects with search, single and multiple, for every source of options.

import { h, icon } from "./dom.js";
import { Listbox } from "./listbox.js";
import { sourceOf } from "./choices.js";
import { words } from "./mrkdwn.js";
import { touched } from "./using.js";

const NOUN = { users: "person", conversations: "conversation", channels: "channel" };

function placeholderOf(element) {
  if (element.placeholder) return words(element.placeholder);
  const kind = Object.keys(NOUN).find((name) => element.type.includes(name));
  return kind ? `Choose a ${NOUN[kind]}` : "Choose";
}

class Select {
  constructor(element, block, context, labels) {
    Object.assign(this, { element, block, context });
    this.source = sourceOf(element, block, context);
    const kept = context.form.get(block.block_id, element.action_id);
    this.chosen = kept ? this.source.ofRaw(kept) : this.source.first();
    this.turn = 0;
    this.build(labels);
    this.showChosen();
  }

  build(labels) {
    const { element, block } = this;
    const prompt = placeholderOf(element);
    this.input = h("input", {
      class: "combo-input",
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "data-key": `${block.block_id}/${element.action_id}`,
      "data-action": element.action_id,
      "data-focus": element.focus_on_load ? "" : null,
      ...(labels["aria-labelledby"]
        ? labels
        : { "aria-label": element.accessibility_label || prompt, ...labels }),
    });
    this.prompt = prompt;
    this.chips = h("span", { class: "chips", role: "list", "aria-label": "Chosen" });
    this.clear = h(
      "button",
      {
        type: "button",
        class: "icon-button tiny",
        "aria-label": "Clear the choice",
        hidden: true,
        on: { click: () => this.choose([]) },
      },
      icon("close"),
    );
    this.frame = h(
      "div",
      { class: `combo${this.source.many ? " many" : ""}` },
      this.source.many ? this.chips : null,
      this.input,
      this.clear,
      h("span", { class: "caret", "aria-hidden": "true" }, icon("down")),
    );
    this.list = new Listbox(this.input, {
      pick: (option) => this.pick(option),
      label: prompt,
      many: this.source.many,
      frame: this.frame,
    });
    this.input.addEventListener("input", () => this.search(this.input.value));
    this.input.addEventListener("click", () => this.search(this.source.many ? this.input.value : ""));
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("blur", () => {
      this.list.close();
      this.showChosen();
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener(
      "click",
      (event) =>
        event.target.closest("button") ||
        event.target === this.input ||
        (this.input.focus(), this.search("")),
    );
  }

  key(event) {
    if (this.list.key(event)) {
      if (event.key === "Escape") this.showChosen();
    } else if (
      event.key === "ArrowDown" ||
      event.key === "ArrowUp" ||
      (event.key === "Enter" && !this.list.isOpen)
    ) {
      event.preventDefault();
      this.search("");
    } else if (event.key === "Backspace" && this.source.many && !this.input.value && this.chosen.length) {
      this.choose(this.chosen.slice(0, -1));
    }
  }

  async search(query) {
    this.list.open();
    const turn = (this.turn += 1);
    if (query.length < this.source.minimum) {
      const left = this.source.minimum - query.length;
      this.list.note(`Type ${left} more ${left === 1 ? "letter" : "letters"} to search.`);
      return;
    }
    if (this.source.external) {
      this.list.note("Searching…");
      await new Promise((resolve) => {
        window.setTimeout(resolve, 180);
      });
      if (turn !== this.turn) return;
    }
    try {
      const groups = await this.source.search(query);
      if (turn === this.turn)
        this.list.show(groups, { selected: new Set(this.chosen.map((option) => option.value)) });
    } catch (refusal) {
      if (turn === this.turn) this.list.note(refusal.message);
    }
  }

  pick(option) {
    if (!this.source.many) {
      this.list.close();
      this.choose([option]);
      return;
    }
    const has = this.chosen.some((one) => one.value === option.value);
    const limit = this.element.max_selected_items;
    if (!has && limit && this.chosen.length >= limit) {
      this.list.note(`${limit} at most. Remove one first.`);
      return;
    }
    this.input.value = "";
    this.choose(has ? this.chosen.filter((one) => one.value !== option.value) : [...this.chosen, option]);
    this.search("");
  }

  async choose(chosen) {
    const before = this.chosen;
    this.chosen = chosen;
    this.showChosen();
    const told = await touched(this.context, this.block, this.element, this.source.toRaw(chosen), this.frame);
    if (!told && this.element.confirm) {
      this.chosen = before;
      this.context.form.set(this.block.block_id, this.element.action_id, this.source.toRaw(before));
      this.showChosen();
    }
  }

  showChosen() {
    const any = this.chosen.length > 0;
    this.clear.hidden = !(any && !this.source.many && this.block.type === "input" && this.block.optional);
    this.input.placeholder = any && this.source.many ? "" : this.prompt;
    if (!this.source.many) {
      this.input.value = this.chosen[0]?.label ?? "";
      return;
    }
    this.input.value = "";
    this.chips.hidden = !any;
    this.chips.replaceChildren(
      ...this.chosen.map((option) =>
        h(
          "span",
          { class: "chip", role: "listitem" },
          h("span", null, option.label),
          h(
            "button",
            {
              type: "button",
              class: "chip-x",
              "aria-label": `Remove ${option.label}`,
              on: {
                click: () => {
                  this.choose(this.chosen.filter((one) => one !== option));
                  this.input.focus();
                },
              },
            },
            icon("close"),
          ),
        ),
      ),
    );
  }
}

export function selectField(element, block, context, labels) {
  return new Select(element, block, context, labels).frame;
}
