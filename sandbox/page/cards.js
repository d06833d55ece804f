// Cards, carousels, containers, alerts, videos, plans and the small buttons under an answer.

import { h, icon, safeUrl, uid } from "./dom.js";
import { picture, renderElement } from "./elements.js";
import { fileAddress } from "./api.js";
import { textNodes, words } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const pictureOf = (image, kind) =>
  image
    ? picture(image.slack_file?.id ? fileAddress(image.slack_file.id) : image.image_url, image.alt_text, kind)
    : null;

export function card(block, context) {
  const title = uid("card");
  return h(
    "article",
    { class: "block card", "aria-labelledby": block.title ? title : null },
    pictureOf(block.hero_image, "hero"),
    h(
      "div",
      { class: "card-head" },
      pictureOf(block.icon, "card-icon"),
      h(
        "div",
        null,
        block.title ? h("div", { class: "card-title", id: title }, textNodes(block.title)) : null,
        block.subtitle ? h("div", { class: "hint" }, textNodes(block.subtitle)) : null,
      ),
    ),
    block.body ? h("div", { class: "card-body" }, textNodes(block.body)) : null,
    block.subtext ? h("div", { class: "hint" }, textNodes(block.subtext)) : null,
    block.actions?.length
      ? h(
          "div",
          { class: "button-row" },
          block.actions.map((element) => renderElement(element, block, context)),
        )
      : null,
  );
}

export function carousel(block, context) {
  const cards = (block.elements || []).map((one, at) =>
    card({ ...one, block_id: one.block_id || `${block.block_id}-${at}` }, context),
  );
  const track = h(
    "div",
    { class: "carousel-track", tabindex: "0", role: "group", "aria-label": `${cards.length} cards` },
    cards,
  );
  const step = (by) => track.scrollBy({ left: by * track.clientWidth * 0.8, behavior: "smooth" });
  return h(
    "div",
    { class: "block carousel" },
    track,
    cards.length > 1
      ? h(
          "div",
          { class: "carousel-steps" },
          h(
            "button",
            {
              type: "button",
              class: "icon-button framed",
              "aria-label": "Cards before",
              on: { click: () => step(-1) },
            },
            icon("back"),
          ),
          h(
            "button",
            {
              type: "button",
              class: "icon-button framed turned",
              "aria-label": "Cards after",
              on: { click: () => step(1) },
            },
            icon("back"),
          ),
        )
      : null,
  );
}

export function container(block, context, renderBlocks) {
  const children = h("div", { class: "container-body" }, renderBlocks(block.child_blocks, context));
  const title = block.rich_text_title
    ? richText(block.rich_text_title)
    : block.title
      ? textNodes(block.title)
      : null;
  const head = [
    pictureOf(block.icon, "card-icon"),
    h(
      "div",
      null,
      h("div", { class: "card-title" }, title),
      block.subtitle ? h("div", { class: "hint" }, textNodes(block.subtitle)) : null,
    ),
  ];
  const classes = `block container width-${block.width || "standard"}${block.has_header_divider ? " ruled" : ""}`;
  if (block.is_collapsible) {
    return h(
      "details",
      { class: classes, prop: { open: !block.default_collapsed } },
      h("summary", { class: "container-head" }, head),
      children,
    );
  }
  return h(
    "section",
    { class: classes, "aria-label": block.title ? words(block.title) : null },
    title ? h("div", { class: "container-head" }, head) : null,
    children,
  );
}

const LEVELS = { info: "Note", warning: "Warning", error: "Problem", success: "Done", default: "Note" };

export function alertBlock(block) {
  const level = LEVELS[block.level] ? block.level : "default";
  return h(
    "div",
    {
      class: `block alert alert-${level}`,
      role: level === "error" || level === "warning" ? "alert" : "note",
      "aria-label": LEVELS[level],
    },
    icon(level === "success" ? "check" : "alert"),
    h("div", null, textNodes(block.text)),
  );
}

// Players live elsewhere, and nothing leaves this machine: a video is its words and a link.
export function video(block) {
  const address = safeUrl(block.title_url || block.video_url);
  const title = words(block.title);
  return h(
    "div",
    { class: "block card video" },
    h(
      "div",
      { class: "card-title" },
      "▶ ",
      address ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, title) : title,
    ),
    h("div", { class: "hint" }, [block.provider_name, block.author_name].filter(Boolean).join(" · ")),
    block.description ? h("div", null, textNodes(block.description)) : null,
    h("div", { class: "hint" }, block.alt_text || ""),
  );
}

export function contextActions(block, context) {
  return h(
    "div",
    { class: "block actions quiet" },
    (block.elements || []).map((element) => renderElement(element, block, context)),
  );
}

const STATES = {
  pending: ["○", "To do"],
  in_progress: ["◐", "Under way"],
  complete: ["●", "Done"],
  error: ["⚠", "Stopped"],
};

export function taskCard(task) {
  const [sign, state] = STATES[task.status] || STATES.pending;
  const part = (value) =>
    value
      ? h("div", { class: "task-part" }, value.type === "rich_text" ? richText(value) : textNodes(value))
      : null;
  const sources = (task.sources || []).map((source) =>
    h(
      "li",
      null,
      h(
        "a",
        { href: safeUrl(source.url), target: "_blank", rel: "noopener noreferrer" },
        source.text || source.url,
      ),
    ),
  );
  return h(
    "div",
    { class: `block task task-${task.status || "pending"}` },
    h("span", { class: "task-sign", role: "img", "aria-label": state }, sign),
    h(
      "div",
      null,
      h("div", { class: "task-title" }, textNodes(task.title), h("span", { class: "hint" }, ` · ${state}`)),
      part(task.details),
      part(task.output),
      sources.length ? h("ul", { class: "sources" }, sources) : null,
    ),
  );
}

export function plan(block) {
  return h(
    "section",
    { class: "block plan" },
    h("div", { class: "card-title" }, textNodes(block.title)),
    (block.tasks || []).map((task) => taskCard(task)),
  );
}
