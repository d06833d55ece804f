// A searchable list that opens under a button: whom to act as, whom to write to.

import { h } from "./dom.js";
import { popover } from "./layers.js";
import { Listbox } from "./listbox.js";
import { matching } from "./choices.js";

// `groups` gives [{label, options: [{value, label, hint, tail}]}]; `choose` is called with a value.
function openPicker(anchor, { label, groups, selected, choose }) {
  const input = h("input", {
    class: "field",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    "aria-label": label,
    placeholder: label,
    "aria-autocomplete": "list",
  });
  const box = h("div", { class: "picker" }, input);
  const close = (back = true) => {
    pop.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (back && anchor.isConnected) anchor.focus({ preventScroll: true });
  };
  const list = new Listbox(input, {
    label,
    pick: (option) => {
      close();
      choose(option.value);
    },
  });
  // The list stands inside the picker, so it needs no popover of its own.
  list.pop = { place: () => pop?.place(), remove: () => {} };
  box.append(list.box);
  const draw = () =>
    list.show(matching(groups(), input.value), { selected: new Set(selected ? [selected] : []) });
  input.addEventListener("input", draw);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else {
      list.key(event);
    }
  });
  const pop = popover(anchor, box, { close: () => close(false) });
  anchor.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-expanded", "true");
  draw();
  pop.place();
  input.focus({ preventScroll: true });
  return close;
}

// A button with a picker; pressing it again closes it.
export function pickerButton(button, options) {
  let close = null;
  const toggle = () => {
    if (button.getAttribute("aria-expanded") === "true") close?.();
    else close = openPicker(button, options());
  };
  button.setAttribute("aria-haspopup", "listbox");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", toggle);
  return { button, toggle };
}
