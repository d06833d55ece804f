// Interactive elements other than text fields: buttons, menus, radio buttons, checkboxes, pictures.

import { fileAddress } from "./api.js";
import { h, icon, isOurs, safeUrl, uid } from "./dom.js";
import { editor } from "./editor.js";
import { dateField, textField } from "./fields.js";
import { fileField } from "./filefield.js";
import { menuButton } from "./layers.js";
import { textNodes, words } from "./mrkdwn.js";
import { emit } from "./store.js";
import { selectField } from "./select.js";
import { bare, touched, use } from "./using.js";

const keyOf = (block, element) => `${block.block_id}/${element.action_id}`;

function button(element, block, context) {
  const style = { primary: " primary", danger: " danger" }[element.style] || "";
  const label = element.accessibility_label || null;
  const address = element.url ? safeUrl(element.url) : null;
  const node = h(
    address ? "a" : "button",
    {
      class: `button${style}`,
      "aria-label": label,
      "data-key": keyOf(block, element),
      "data-action": element.action_id,
      ...(address ? { href: address, target: "_blank", rel: "noopener noreferrer" } : { type: "button" }),
    },
    textNodes(element.text),
  );
  node.addEventListener("click", (event) => {
    if (node.getAttribute("aria-busy")) return;
    if (address?.startsWith("slack:")) {
      event.preventDefault();
      emit("open-slack", address);
    }
    use(context, block, element, element.value === undefined ? {} : { value: element.value }, node);
  });
  return node;
}

function iconButton(element, block, context) {
  const node = h(
    "button",
    {
      type: "button",
      class: "icon-button framed",
      "aria-label": element.accessibility_label || words(element.text),
      "data-key": keyOf(block, element),
    },
    icon({ trash: "bin" }[element.icon] || "more"),
  );
  node.addEventListener("click", () =>
    use(context, block, element, element.value === undefined ? {} : { value: element.value }, node),
  );
  return node;
}

function feedback(element, block, context) {
  const sides = [
    [element.positive_button, "👍"],
    [element.negative_button, "👎"],
  ];
  return h(
    "div",
    { class: "button-row", role: "group" },
    sides.map(([side, sign]) => {
      const node = h(
        "button",
        { type: "button", class: "button small", "aria-label": side.accessibility_label || null },
        h("span", { "aria-hidden": "true" }, `${sign} `),
        textNodes(side.text),
      );
      node.addEventListener("click", () => use(context, block, element, { value: side.value }, node));
      return node;
    }),
  );
}

function overflow(element, block, context) {
  const node = menuButton(
    {
      class: "icon-button framed",
      "aria-label": element.accessibility_label || "More",
      "data-key": keyOf(block, element),
      "data-action": element.action_id,
    },
    icon("more"),
    () =>
      (element.options || []).map((option) => ({
        label: textNodes(option.text),
        hint: option.description ? words(option.description) : null,
        run: () => pickOverflow(option),
      })),
    element.accessibility_label || "More",
  );
  const pickOverflow = (option) => {
    const address = option.url ? safeUrl(option.url) : null;
    if (address?.startsWith("slack:")) emit("open-slack", address);
    else if (address) window.open(address, "_blank", "noopener,noreferrer");
    use(context, block, element, { selected_option: bare(option) }, node);
  };
  return node;
}

function choiceGroup(element, block, context, labels) {
  const many = element.type === "checkboxes";
  const name = uid("choice");
  const options = element.options || [];
  const kept = context.form.get(block.block_id, element.action_id);
  const start =
    kept ??
    (many
      ? { selected_options: element.initial_options || [] }
      : { selected_option: element.initial_option || null });
  const on = new Set(
    (many ? start.selected_options : [start.selected_option]).filter(Boolean).map((option) => option.value),
  );
  const inputs = [];
  const box = h("div", { class: "choices", role: many ? "group" : "radiogroup", ...labels });
  const changed = () => {
    const picked = options.filter((option, index) => inputs[index].checked).map(bare);
    touched(
      context,
      block,
      element,
      many ? { selected_options: picked } : { selected_option: picked[0] ?? null },
      box,
    );
  };
  for (const option of options) {
    const input = h("input", {
      type: many ? "checkbox" : "radio",
      name,
      value: option.value,
      "data-key": `${keyOf(block, element)}/${option.value}`,
      prop: { checked: on.has(option.value) },
      on: { change: changed },
    });
    inputs.push(input);
    box.append(
      h(
        "label",
        { class: "choice" },
        input,
        h(
          "span",
          { class: "choice-words" },
          h("span", null, textNodes(option.text)),
          option.description ? h("span", { class: "hint" }, textNodes(option.description)) : null,
        ),
      ),
    );
  }
  if (element.focus_on_load) box.dataset.focus = "";
  return box;
}

function image(element) {
  const address = element.slack_file?.id ? fileAddress(element.slack_file.id) : element.image_url;
  return picture(address, element.alt_text, "thumb");
}

// A picture of this workspace, or a box with the words where it would be fetched from elsewhere.
export function picture(address, alt, kind) {
  if (address && isOurs(address))
    return h("img", { src: address, alt: alt || "", class: kind, loading: "lazy" });
  return h(
    "span",
    {
      class: `${kind} picture-away`,
      role: "img",
      "aria-label": alt || "Picture",
      title: `${alt || "Picture"} (not fetched: nothing leaves this machine)`,
    },
    icon("eye"),
    kind === "picture" || kind === "hero" ? h("span", { class: "hint" }, alt || "Picture") : null,
  );
}

const RENDER = {
  button,
  workflow_button: button,
  icon_button: iconButton,
  feedback_buttons: feedback,
  overflow,
  image,
  radio_buttons: choiceGroup,
  checkboxes: choiceGroup,
  plain_text_input: textField,
  number_input: textField,
  email_text_input: textField,
  url_text_input: textField,
  datepicker: dateField,
  timepicker: dateField,
  datetimepicker: dateField,
  file_input: fileField,
  rich_text_input: editor,
};

export function renderElement(element, block, context, labels = {}) {
  const make = RENDER[element.type] || (/select$/.test(element.type) ? selectField : null);
  if (!make) return h("span", { class: "unknown" }, `A “${element.type}” cannot be shown here.`);
  return make(element, block, context, labels);
}
