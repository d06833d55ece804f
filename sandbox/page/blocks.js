// Block Kit as DOM nodes: one function for each kind of block.

import { alertBlock, card, carousel, container, contextActions, plan, taskCard, video } from "./cards.js";
import { chart } from "./chart.js";
import { h, uid } from "./dom.js";
import { picture, renderElement } from "./elements.js";
import { fileAddress } from "./api.js";
import { markdown } from "./markdown.js";
import { textNodes, words } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { dataTable, table } from "./tables.js";

function section(block, context) {
  const long = block.text && words(block.text).length > 700 && !block.expand && context.surface === "message";
  const text = block.text
    ? h("div", { class: `block-text${long ? " folded" : ""}` }, textNodes(block.text))
    : null;
  const more = long
    ? h(
        "button",
        {
          type: "button",
          class: "link-button",
          on: {
            click: () => {
              text.classList.remove("folded");
              more.remove();
            },
          },
        },
        "See more",
      )
    : null;
  const fields = block.fields
    ? h(
        "div",
        { class: "fields" },
        block.fields.map((field) => h("div", { class: "fact" }, textNodes(field))),
      )
    : null;
  const side = block.accessory
    ? h(
        "div",
        { class: `accessory accessory-${block.accessory.type}` },
        renderElement(block.accessory, block, context),
      )
    : null;
  return h("div", { class: "block section" }, h("div", { class: "section-words" }, text, more, fields), side);
}

function header(block, context) {
  const level = block.level || (context.surface === "message" ? 4 : 3);
  return h(
    "div",
    { class: "block header", role: "heading", "aria-level": String(level) },
    textNodes(block.text),
  );
}

function contextBlock(block, context) {
  return h(
    "div",
    { class: "block context" },
    (block.elements || []).map((element) =>
      element.type === "image"
        ? renderElement(element, block, context)
        : h("span", { class: "context-words" }, textNodes(element)),
    ),
  );
}

function image(block) {
  const address = block.slack_file?.id
    ? fileAddress(block.slack_file.id)
    : block.slack_file?.url || block.image_url;
  return h(
    "figure",
    { class: "block image" },
    block.title ? h("figcaption", null, textNodes(block.title)) : null,
    picture(address, block.alt_text, "picture"),
  );
}

const GROUPED = new Set(["radio_buttons", "checkboxes", "rich_text_input"]);

export function inputIds(block) {
  const base = `in-${block.block_id}`.replace(/[^\w-]/g, "_");
  return { label: `${base}-label`, hint: `${base}-hint`, error: `${base}-error` };
}

function input(block, context) {
  const ids = inputIds(block);
  const described = [block.hint ? ids.hint : null].filter(Boolean).join(" ") || null;
  const control = renderElement(block.element, block, context, {
    "aria-labelledby": ids.label,
    "aria-describedby": described,
    "aria-required": block.optional || block.element.type === "checkboxes" ? null : "true",
  });
  const grouped = GROUPED.has(block.element.type);
  const label = h(
    "span",
    {
      class: "label",
      id: ids.label,
      on: { click: () => !grouped && control.querySelector("input, textarea")?.focus() },
    },
    textNodes(block.label),
    block.optional ? h("span", { class: "optional" }, " (optional)") : null,
  );
  return h(
    "div",
    { class: "block input", "data-block": block.block_id, "data-described": described },
    label,
    control,
    h("div", { class: "field-error", id: ids.error, hidden: true }),
    block.hint ? h("div", { class: "hint", id: ids.hint }, textNodes(block.hint)) : null,
  );
}

function fileBlock(block) {
  return h("div", { class: "block" }, h("span", { class: "hint" }, `File ${block.external_id || ""}`));
}

const RENDER = {
  section,
  header,
  context: contextBlock,
  image,
  input,
  divider: () => h("hr", { class: "block divider" }),
  actions: (block, context) =>
    h(
      "div",
      { class: "block actions" },
      (block.elements || []).map((element) => renderElement(element, block, context)),
    ),
  rich_text: (block) => h("div", { class: "block" }, richText(block)),
  markdown: (block) => h("div", { class: "block" }, markdown(block.text)),
  table: (block, context) => table(block, context),
  data_table: (block, context) => dataTable(block, context),
  data_visualization: (block) => chart(block),
  card: (block, context) => card(block, context),
  carousel: (block, context) => carousel(block, context),
  container: (block, context) => container(block, context, renderBlocks),
  alert: (block) => alertBlock(block),
  video: (block) => video(block),
  context_actions: (block, context) => contextActions(block, context),
  task_card: (block) => taskCard(block),
  plan: (block) => plan(block),
  file: fileBlock,
};

function unknown(block) {
  return h("div", { class: "block unknown" }, `A “${block?.type}” block cannot be shown here.`);
}

function renderBlock(block, context) {
  const make = RENDER[block?.type];
  try {
    const node = make ? make(block, context) : unknown(block);
    if (block?.block_id) node.dataset.blockId = block.block_id;
    return node;
  } catch {
    return unknown(block);
  }
}

// Blocks without an id still need one, so that two of them never share a field.
export function renderBlocks(blocks, context) {
  return (blocks || []).map((block) =>
    renderBlock(block?.block_id ? block : { ...block, block_id: uid("block") }, context),
  );
}
