// Text, number, address, date and time fields of forms.

import { h } from "./dom.js";
import { unixOfWall, wallOf } from "./dates.js";
import { words } from "./mrkdwn.js";
import { acts, touched, use } from "./using.js";

const TYPES = {
  number_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  plain_text_input: "text",
};
const MODES = { number_input: "decimal", email_text_input: "email", url_text_input: "url" };

function counter(element, node) {
  if (!element.max_length) return null;
  const box = h("span", { class: "counter", "aria-hidden": "true" });
  const count = () => {
    const left = element.max_length - [...node.value].length;
    box.textContent = left;
    box.classList.toggle("over", left < 0);
  };
  node.addEventListener("input", count);
  count();
  return box;
}

function grow(node) {
  const fit = () => {
    node.style.height = "auto";
    node.style.height = `${Math.min(node.scrollHeight + 2, 320)}px`;
  };
  node.addEventListener("input", fit);
  queueMicrotask(fit);
}

export function textField(element, block, context, labels) {
  const kept = context.form.get(block.block_id, element.action_id);
  const value = kept ? (kept.value ?? "") : (element.initial_value ?? "");
  const long = element.type === "plain_text_input" && element.multiline;
  const node = h(long ? "textarea" : "input", {
    class: "field",
    type: long ? null : TYPES[element.type],
    inputmode: MODES[element.type],
    rows: long ? 4 : null,
    autocomplete: "off",
    dir: "auto",
    placeholder: element.placeholder ? words(element.placeholder) : null,
    "data-key": `${block.block_id}/${element.action_id}`,
    "data-focus": element.focus_on_load ? "" : null,
    ...labels,
    prop: { value },
  });
  const when = element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  const raw = () => ({ value: node.value === "" ? null : node.value });
  let typing = null;
  node.addEventListener("input", () => {
    context.form.set(block.block_id, element.action_id, raw());
    if (!acts(block, element) || !when.includes("on_character_entered")) return;
    window.clearTimeout(typing);
    typing = window.setTimeout(() => use(context, block, element, raw(), null), 350);
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const sends = event.ctrlKey || event.metaKey;
    if (sends && context.send) {
      event.preventDefault();
      context.send();
    } else if (acts(block, element) && when.includes("on_enter_pressed") && !(long && event.shiftKey)) {
      event.preventDefault();
      touched(context, block, element, raw(), node);
    } else if (!long && context.send) {
      event.preventDefault();
      context.send();
    }
  });
  if (long) grow(node);
  return h("div", { class: "field-frame" }, node, counter(element, node));
}

const PICKERS = {
  datepicker: {
    type: "date",
    initial: "initial_date",
    key: "selected_date",
    toField: (value) => value,
    fromField: (text) => text || null,
  },
  timepicker: {
    type: "time",
    initial: "initial_time",
    key: "selected_time",
    toField: (value) => value,
    fromField: (text) => text || null,
  },
  datetimepicker: {
    type: "datetime-local",
    initial: "initial_date_time",
    key: "selected_date_time",
    toField: wallOf,
    fromField: unixOfWall,
  },
};

export function dateField(element, block, context, labels) {
  const picker = PICKERS[element.type];
  const kept = context.form.get(block.block_id, element.action_id);
  const value = kept ? kept[picker.key] : element[picker.initial];
  const node = h("input", {
    class: "field date",
    type: picker.type,
    "data-key": `${block.block_id}/${element.action_id}`,
    "data-focus": element.focus_on_load ? "" : null,
    title: element.placeholder ? words(element.placeholder) : null,
    "aria-label": labels["aria-labelledby"]
      ? null
      : (element.placeholder && words(element.placeholder)) || "Choose a date",
    ...labels,
    prop: { value: value === null || value === undefined ? "" : picker.toField(value) },
  });
  const raw = () => ({ [picker.key]: picker.fromField(node.value) });
  const plausible = () => !node.value || !/^0/.test(node.value) || picker.type === "time";
  let told = JSON.stringify(raw());
  let waiting = null;
  const tell = () => {
    window.clearTimeout(waiting);
    const now = JSON.stringify(raw());
    if (now === told || !plausible()) return;
    told = now;
    touched(context, block, element, raw(), node);
  };
  // A date typed digit by digit changes on every digit: the form keeps each, the app hears the last.
  node.addEventListener("input", () => {
    if (plausible()) context.form.set(block.block_id, element.action_id, raw());
    window.clearTimeout(waiting);
    if (acts(block, element)) waiting = window.setTimeout(tell, 900);
  });
  node.addEventListener("blur", () => acts(block, element) && tell());
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (acts(block, element)) tell();
    else context.send?.();
  });
  const zone = element.timezone ? h("span", { class: "hint" }, element.timezone) : null;
  return h("div", { class: "field-frame" }, node, zone);
}
